package annotate

import (
	"strings"

	"hearsay/corpus"
)

// resolveSources finds out whom the noun phrase of each statement refers to,
// in the order of the text, so that a pronoun can go back to a source before.
func resolveSources(t *text, found []*statement) []*statement {
	r := &resolving{t: t, found: found, byNoun: map[string][]int{}}
	for e := range t.entities {
		r.index(e)
	}
	var out []*statement
	for i, s := range found {
		r.at = i
		r.resolve(s)
		for k := range s.via {
			r.hop(&s.via[k])
		}
		out = append(out, r.each(s)...)
	}
	return out
}

func (r *resolving) index(e int) {
	f := &r.t.entities[e]
	for _, w := range append(strings.Fields(strings.ToLower(f.role)), lastWord(f.name)) {
		w = strings.Trim(w, ".,")
		r.byNoun[w] = append(r.byNoun[w], e)
	}
}

type resolving struct {
	t      *text
	found  []*statement
	at     int
	byNoun map[string][]int // by a word of its role or the last of its name: entities
}

// resolve fills the source of one statement.
func (r *resolving) resolve(s *statement) {
	if s.subject.Empty() {
		s.source = corpus.Source{}
		if s.floating {
			r.fromBefore(s)
		}
		return
	}
	if s.floating {
		r.fromSubject(s)
		s.source.Spans = nil
		return
	}
	s.source.Spans = []corpus.Span{s.subject}
	r.phrase(s)
}

// fromSubject gives a floating quotation the source of the statement whose
// subject it carries.
func (r *resolving) fromSubject(s *statement) {
	for i := r.at - 1; i >= max(0, r.at-nestingReach); i-- {
		if b := r.found[i]; b.subject == s.subject {
			s.source, s.entity = b.source, b.entity
			if len(b.doubts) > 0 && b.confidence < fairRule {
				s.doubt(0.9, "the speaker is taken from an uncertain statement before")
			}
			return
		}
	}
	r.phrase(s)
}

func (r *resolving) fromBefore(s *statement) {
	if r.at > 0 {
		b := r.found[r.at-1]
		s.source, s.entity = b.source, b.entity
		s.source.Spans = nil
	}
}

// phrase resolves the noun phrase that stands in the sentence.
func (r *resolving) phrase(s *statement) {
	from, to := r.t.tokensOf(s.subject)
	head := r.headName(from, to)
	switch {
	case head >= 0:
		r.named(s, head, from, to)
	case r.pronoun(from, to) != "":
		r.pronounSource(s, r.pronoun(from, to))
	default:
		r.described(s, from, to)
	}
}

// tokensOf returns the tokens that a span covers.
func (t *text) tokensOf(s corpus.Span) (int, int) {
	from := searchTokens(t.tokens, s.Start)
	to := from
	for to < len(t.tokens) && t.tokens[to].Start < s.End {
		to++
	}
	return from, to
}

func searchTokens(ts []token, at int) int {
	lo, hi := 0, len(ts)
	for lo < hi {
		mid := (lo + hi) / 2
		if ts[mid].Start < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// headName returns the name that heads the phrase: the first that owns
// nothing, is not only the origin of a noun behind it ("Corvan officials")
// and stands before any relative clause or "of".
func (r *resolving) headName(from, to int) int {
	for i := from; i < to; {
		switch w := r.t.tokens[i].low; w {
		case "who", "which", "whose", "that":
			return -1
		case "of", "for", "from", "in", "at", "with", "near":
			return -1
		}
		n := r.t.nameAt[i]
		if n < 0 {
			i++
			continue
		}
		next := r.t.names[n].to
		if next >= to || !r.modifies(n, next, to) {
			return n
		}
		i = next
	}
	return -1
}

// modifies reports whether name n only describes the noun behind it.
func (r *resolving) modifies(n, next, to int) bool {
	k := &r.t.tokens[next]
	if k.low == "'s" || k.is("'’") {
		return true
	}
	if k.kind != word || lex().is(k.low, preposition|relative|conjunction|adverb) {
		return false
	}
	return next < to
}

// named fills a source that stands there by name.
func (r *resolving) named(s *statement, n, from, to int) {
	e := r.t.names[n].entity
	f := &r.t.entities[e]
	s.entity = e
	s.source.Name, s.source.Kind, s.source.Role = f.name, f.kind, f.role
	if s.source.Kind == "" || s.source.Kind == corpus.Place && !lex().capitals[strings.ToLower(f.name)] && !lex().placeWords[lastWord(f.name)] {
		s.source.Kind = r.kindOfSpeaker(f)
	}
	s.source.Identified = identified(f, s.source.Kind)
	if r.t.names[n].ambiguous {
		s.doubt(0.7, "the text names two persons so; taken to mean the one named last")
	}
	if f.kind == corpus.Group { // "Corvans say"
		s.source.Identified = corpus.Unnamed
	}
}

// kindOfSpeaker types a name that nothing else typed, but that speaks.
func (r *resolving) kindOfSpeaker(f *entity) corpus.EntityKind {
	if len(f.words) == 1 && f.kind == corpus.Place {
		return corpus.State
	}
	if len(f.words) == 1 && strings.ToUpper(f.name) == f.name {
		return corpus.Organisation
	}
	return corpus.Person
}

func identified(f *entity, kind corpus.EntityKind) corpus.Identified {
	switch {
	case f.label:
		return corpus.Pseudonym
	case kind == corpus.Person && len(f.words) == 1:
		return corpus.Partial
	}
	return corpus.Named
}

// take gives s entity e as its source.
func (r *resolving) take(s *statement, e int, factor float64, why string) {
	f := &r.t.entities[e]
	s.entity = e
	s.source.Name, s.source.Role = f.name, f.role
	s.source.Kind = f.kind
	if f.kind == "" {
		s.source.Kind = r.kindOfSpeaker(f)
	}
	s.source.Identified = identified(f, s.source.Kind)
	if factor < 1 {
		s.doubt(factor, why)
	}
}

// hop names one station of a chain from its noun phrase.
func (r *resolving) hop(h *corpus.Hop) {
	if h.Name != "" || h.Span.Empty() {
		return
	}
	s := &statement{subject: h.Span, entity: -1, parent: -1, frame: r.found[r.at].frame}
	r.phrase(s)
	h.Name, h.Kind = s.source.Name, s.source.Kind
}
