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
		if len(s.source.Spans) > 0 {
			t.naming.name(s)
		}
		for k := range s.via {
			r.hop(&s.via[k])
		}
		out = append(out, r.each(s)...)
	}
	return withoutTwins(out)
}

// withoutTwins drops the first of two statements that turn out to be one: "pilot
// and professor Mara Tellon said".
func withoutTwins(found []*statement) []*statement {
	out := found[:0]
	for i, s := range found {
		if i+1 < len(found) && twins(s, found[i+1]) {
			continue
		}
		out = append(out, s)
	}
	return out
}

func twins(a, b *statement) bool {
	return a.cue == b.cue && !a.cue.Empty() && a.content[0] == b.content[0] && len(a.content) == len(b.content) && a.rule == b.rule &&
		a.source.Name == b.source.Name && a.source.Identified == corpus.Named && a.subject.End < b.subject.Start
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
	if s.rule == ruleTurn {
		r.turnSource(s)
		return
	}
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
		if s.rule == "colon-before-block" {
			s.source.Spans = []corpus.Span{s.subject} // "Lund wrote:" stands there
		}
		return
	}
	s.source.Spans = []corpus.Span{s.subject}
	r.phrase(s)
}

// fromSubject gives a floating quotation the source of the statement whose
// subject it carries.
func (r *resolving) fromSubject(s *statement) {
	if e := r.memberBefore(s.subject); e >= 0 {
		r.take(s, e, 0.9, "a quotation of one of several, given to the one named")
		return
	}
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

// memberBefore returns the person named before "and" and a group: "Lund and
// colleagues", -1 for none.
func (r *resolving) memberBefore(subject corpus.Span) int {
	from, to := r.t.tokensOf(subject)
	if from < 2 || r.t.tokens[from-1].low != "and" || r.t.nameAt[from-2] < 0 || !lex().plural[r.t.tokens[to-1].low] {
		return -1
	}
	if e := r.t.names[r.t.nameAt[from-2]].entity; r.t.entities[e].kind == corpus.Person {
		return e
	}
	return -1
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
	for to > from+1 && lex().is(r.t.tokens[from].low, pronoun) && (lex().is(r.t.tokens[to-1].low, adverb) || strings.HasSuffix(r.t.tokens[to-1].low, "ly")) {
		to-- // "they also", "he kindly"
	}
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
		case "of", "for", "from", "in", "at", "with", "near", "to", "about", "behind":
			if r.t.nameAt[i] < 0 {
				return r.behindPortfolio(i, to)
			}
		case "by":
			if i > from && r.t.nameAt[i-1] < 0 && !spoken(r.t.tokens[i-1].low) {
				return -1 // "a report by the union" is a document
			}
		default:
			if i > from && lex().is(w, preposition) && r.t.nameAt[i] < 0 {
				return r.behindPortfolio(i, to) // "experts on Veshtar"
			}
		}
		n := r.t.nameAt[i]
		if n < 0 {
			i++
			continue
		}
		next := r.t.names[n].to
		if next >= to || !r.modifies(n, next, to) {
			return r.behindAnd(n, next, to)
		}
		i = next
	}
	return -1
}

// spoken reports whether a noun stands for what somebody himself said or wrote,
// and not for a document.
func spoken(low string) bool {
	n := lex().nouns[low]
	return n.act || lex().is(low, ownWords) || lex().is(low, occasion) && !n.paper
}

// behindAnd returns the person of whose title name n, before an "and", is part:
// "Heart and Lung manager Mara Tellon". Else it returns n.
func (r *resolving) behindAnd(n, next, to int) int {
	if r.t.entities[r.t.names[n].entity].kind == corpus.Person || next+1 >= to || r.t.tokens[next].low != "and" {
		return n
	}
	if m := r.t.nameAt[to-1]; m >= 0 && r.t.names[m].kind == corpus.Person && r.t.names[m].roleFrom == next+1 && !isTitle(r.t.tokens[next+1].low) && r.t.names[m].from > next+1 && !r.t.tokens[r.t.names[m].from-1].capital() {
		return m
	}
	return n
}

// behindPortfolio returns the name of whose title the preposition at i is part,
// -1 for none: "undersecretary for Education Mr. Lund".
func (r *resolving) behindPortfolio(i, to int) int {
	for k := i + 1; k < to; k++ {
		n := r.t.nameAt[k]
		if n < 0 {
			continue
		}
		x := &r.t.names[n]
		if x.from > i && x.roleFrom < i || x.roleFrom == i+1 && x.from > i+1 && lex().portfolios[r.t.tokens[i+1].low] {
			return n
		}
		return -1
	}
	return -1
}

// modifies reports whether name n only describes the noun behind it.
func (r *resolving) modifies(n, next, to int) bool {
	k := &r.t.tokens[next]
	if k.low == "'s" || k.is("'’") || k.is("“\"") && r.t.names[n].kind == corpus.Group {
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
	if r.t.names[n].respelt {
		s.doubt(0.8, "the name is spelt otherwise than the one that it is taken for")
	}
	if x := &r.t.names[n]; from < x.roleFrom && x.from > x.roleFrom && r.t.titleRun(from, x.roleFrom) {
		s.source.Role = withoutCourtesy(strings.TrimSpace(r.t.doc[r.t.tokens[from].Start:r.t.tokens[x.from].Start]))
	}
	if f.kind == corpus.Group { // "Corvans say"
		s.source.Identified = corpus.Unnamed
	}
}

// titleRun reports whether tokens [from,to) before a title belong to it: they
// have a preposition or an "and" in them and no mark.
func (t *text) titleRun(from, to int) bool {
	joined := false
	for i := from; i < to; i++ {
		if t.tokens[i].kind == mark || t.tokens[i].low == "'s" || lex().is(t.tokens[i].low, determiner) {
			return false
		}
		joined = joined || t.tokens[i].low == "and" || lex().is(t.tokens[i].low, preposition)
	}
	return joined
}

// kindOfSpeaker types a name that nothing else typed, but that speaks.
func (r *resolving) kindOfSpeaker(f *entity) corpus.EntityKind {
	if len(f.words) == 1 && f.kind == corpus.Place {
		return corpus.State
	}
	if len(f.words) == 1 && strings.ToUpper(f.name) == f.name {
		return corpus.Organisation
	}
	for _, w := range f.words {
		if isAct(w) && len(f.words) > 1 {
			return corpus.Paper
		}
	}
	switch k := r.t.likeliestKind(f); k {
	case corpus.Organisation, corpus.Outlet, corpus.State:
		return k
	case corpus.Place:
		return corpus.State
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
