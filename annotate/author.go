package annotate

import (
	"strings"

	"hearsay/corpus"
)

// author gives a document that the phrase says to be somebody's own, or that he
// was just said to speak in, him as its source: "her statement read", "Lund's
// letter added".
func (r *resolving) author(s *statement, d description, from, to int) bool {
	if d.kind != corpus.Paper && !lex().nouns[d.head].act || !lex().is(d.head, ownWords) {
		return false
	}
	owner := from
	for owner < to && r.t.tokens[owner].low != "'s" && !r.t.tokens[owner].is("'’") {
		owner++
	}
	if r.byName(s, from, to) {
		return true
	}
	switch {
	case owner < to:
		return r.owned(s, from, owner)
	case possessive(r.t.tokens[from].low) != "":
		return r.ownedByPronoun(s, from)
	case r.t.tokens[from].low == "the" && d.short:
		return r.spokenIn(s, d)
	}
	return false
}

// byName takes whom "by" names as the author within or right behind tokens
// [from,to): "a post by Mara Tellon".
func (r *resolving) byName(s *statement, from, to int) bool {
	for by := from + 1; by <= to && by+1 < len(r.t.tokens); by++ {
		if r.t.tokens[by].low != "by" {
			continue
		}
		n := r.t.nameAt[by+1]
		if n < 0 || r.t.names[n].from != by+1 {
			return false
		}
		e := r.t.names[n].entity
		if k := r.t.entities[e].kind; k != corpus.Person && k != corpus.Organisation {
			return false
		}
		r.take(s, e, 0.9, "a document, taken for the words of its author")
		return true
	}
	return false
}

// owned takes the person named in tokens [from,to), which own a document.
func (r *resolving) owned(s *statement, from, to int) bool {
	n := r.headName(from, to)
	if n < 0 || r.t.names[n].to != to {
		return false
	}
	if e := r.t.names[n].entity; r.t.entities[e].kind == corpus.Person {
		r.take(s, e, 0.9, "a document, taken for the words of its author")
		return true
	}
	return false
}

// possessive returns the pronoun of which a word is the possessive, "" for none.
func possessive(low string) string {
	switch low {
	case "his":
		return "he"
	case "her":
		return "she"
	}
	return ""
}

// ownedByPronoun takes the person whom the possessive at token from means.
func (r *resolving) ownedByPronoun(s *statement, from int) bool {
	found := r.owner(s, from, possessive(r.t.tokens[from].low))
	if found.source.Identified == corpus.Unnamed {
		return false
	}
	r.as(s, found)
	s.doubt(0.85, "a document, taken for the words of its author")
	return true
}

// spokenIn takes the speaker before, who was said to speak in a document of the
// kind: "Lund said in a statement that ... The statement added".
func (r *resolving) spokenIn(s *statement, d description) bool {
	b := r.lastSource(s, func(b *statement) bool {
		return b.source.Kind != corpus.Paper && b.source.Name != "" && !r.quotes(b, s)
	})
	if b == nil || r.distance(b, s) > 1 || !r.frameHas(b.frame, d.head) {
		return r.issuer(s, d)
	}
	r.as(s, b)
	s.doubt(0.85, "“the "+d.head+"”, taken for the words of the speaker before")
	return true
}

// issuer takes whom the sentences before say to have made the document: "The
// union issued a statement", "the union in a letter thanked".
func (r *resolving) issuer(s *statement, d description) bool {
	at, _ := r.t.tokensOf(s.subject)
	if r.t.places[at] == nowhere {
		return false
	}
	for i := r.t.places[at].sentence - 1; i >= max(0, r.t.places[at].sentence-issuerReach); i-- {
		span, ok := r.t.maker(i, d.head)
		if !ok {
			continue
		}
		found := &statement{frame: s.frame, parent: s.parent, entity: -1, order: s.order, confidence: 1, subject: span}
		found.source.Spans = []corpus.Span{span}
		r.phrase(found)
		r.t.naming.name(found)
		if found.source.Kind == corpus.Paper || found.source.Kind == "" || found.source.Name == "" {
			return false
		}
		r.as(s, found)
		s.doubt(0.8, "“the "+d.head+"”, taken for the words of who issued it")
		return true
	}
	return false
}

// issuerReach is how many sentences back a document may have been issued.
const issuerReach = 6

// maker returns the subject of the clause of a sentence in which a document is
// made, or in which something is done in it.
func (t *text) maker(sentence int, noun string) (corpus.Span, bool) {
	tokens := t.parsed[sentence].Tokens
	for i := range tokens {
		k := &tokens[i]
		if strings.ToLower(k.Form) != noun || k.Head < 0 || k.Rel != "obj" && !strings.HasPrefix(k.Rel, "obl") && k.Rel != "nmod" {
			continue
		}
		verb := k.Head
		if k.Rel == "nmod" {
			verb = tokens[verb].Head
		}
		if verb < 0 || k.Rel != "obj" && !t.behindIn(sentence, i) {
			continue
		}
		for n := range tokens {
			if tokens[n].Head == verb && tokens[n].Rel == "nsubj" && tokens[n].POS != "PRON" {
				return t.subtree(sentence, n), true
			}
		}
	}
	return corpus.Span{}, false
}

// behindIn reports whether "in" governs the noun at token i of a sentence.
func (t *text) behindIn(sentence, i int) bool {
	tokens := t.parsed[sentence].Tokens
	for n := range tokens {
		if tokens[n].Head == i && tokens[n].Rel == "case" {
			return strings.EqualFold(tokens[n].Form, "in")
		}
	}
	return false
}

// subtree returns the span of the noun phrase at token i of a sentence, up to a
// clause or an insertion.
func (t *text) subtree(sentence, i int) corpus.Span {
	tokens := t.parsed[sentence].Tokens
	from, to := i, i+1
	for from > 0 && t.hangs(sentence, from-1, i) {
		from--
	}
	for to < len(tokens) && t.hangs(sentence, to, i) && tokens[to].POS != "PUNCT" && tokens[to].Rel != "acl:relcl" && !strings.EqualFold(tokens[to].Form, "in") {
		to++
	}
	return corpus.Span{Start: tokens[from].Start, End: tokens[to-1].End}
}

// hangs reports whether token n of a sentence hangs below token i.
func (t *text) hangs(sentence, n, i int) bool {
	tokens := t.parsed[sentence].Tokens
	for range tokens {
		if n == i {
			return true
		}
		if n < 0 {
			return false
		}
		n = tokens[n].Head
	}
	return false
}

// frameHas reports whether a word stands in a frame, outside its quotations.
func (r *resolving) frameHas(frame int, low string) bool {
	for _, i := range r.t.frames[frame].items {
		if i.quo < 0 && r.t.tokens[i.tok].low == low {
			return true
		}
	}
	return false
}

// paper gives a description of a document the name that the text has for it: what
// "the results of the Corran Water Survey" are of, and "the report" where the text
// has named one document alone.
func (r *resolving) paper(s *statement, d description, from, to int) bool {
	if d.kind != corpus.Paper || !d.definite {
		return false
	}
	for i := from; i < to; i++ {
		if n := r.t.nameAt[i]; n >= 0 && i > from+1 && r.t.isPaper(n) && isFinding(d.head) {
			r.takePaper(s, n, 0.95)
			return true
		}
	}
	only := -1
	at := from
	for i := max(0, at-lookBackTokens); i < at; i++ {
		n := r.t.nameAt[i]
		if n < 0 || !r.t.isPaper(n) {
			continue
		}
		if only >= 0 && r.t.names[n].entity != r.t.names[only].entity {
			return false
		}
		only = n
	}
	if only < 0 || !d.short {
		return false
	}
	r.takePaper(s, only, 0.8)
	return true
}

func (r *resolving) takePaper(s *statement, n int, factor float64) {
	r.take(s, r.t.names[n].entity, factor, "a document, taken to mean the one named")
	s.source.Kind, s.source.Role = corpus.Paper, ""
}

// isPaper reports whether a name of several words is a document's: "the Corran
// Water Survey".
func (t *text) isPaper(n int) bool {
	x := &t.names[n]
	low := t.tokens[x.to-1].low
	return x.to-x.from > 2 && lex().nouns[low].paper && !mediaWord(low)
}

// isFinding reports whether a noun is for what a study found.
func isFinding(low string) bool {
	switch low {
	case "results", "findings", "conclusions", "figures", "data":
		return true
	}
	return false
}
