package annotate

import (
	"sort"
	"strings"

	"hearsay/corpus"
)

// chainStatements finds the hops between each source and the document: a
// statement within the content of another reached us through the other's
// source, and an outlet that was told or that carried it passes it on.
func chainStatements(t *text, doc corpus.Document, found []*statement) {
	sort.SliceStable(found, func(i, j int) bool { return found[i].order < found[j].order })
	outer := make([]*statement, len(found))
	for i, s := range found {
		outer[i] = enclosing(near(found, i), s)
		s.told(t, doc)
		if len(s.via) == 0 && s.parent < 0 && (outer[i] == nil || outer[i].frame != s.frame) {
			s.carrier(t, doc)
		}
	}
	for _, i := range bySize(found) {
		if s, o := found[i], outer[i]; o != nil {
			s.ofSpeaker(o)
			s.via = append(s.via, hopOf(o)...)
			s.via = append(s.via, o.via...)
		}
		found[i].via = withoutRepeats(found[i])
	}
}

// bySize returns the indices of statements, the longest first, so that what holds
// another comes before it.
func bySize(found []*statement) []int {
	order := make([]int, len(found))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return size(found[order[a]]) > size(found[order[b]]) })
	return order
}

// nestingReach is how many statements before another may hold it: those of a
// speech over several paragraphs.
const nestingReach = 64

// near returns the statements around the one at i, in order.
func near(found []*statement, i int) []*statement {
	return found[max(0, i-nestingReach):min(len(found), i+8)]
}

// enclosing returns the smallest statement whose content holds the cue and
// the content of s.
func enclosing(found []*statement, s *statement) *statement {
	var best *statement
	for _, o := range found {
		if o == s || o.cue == s.cue && !s.cue.Empty() || o.polarity == corpus.Silence || !holds(o, s) {
			continue
		}
		if best == nil || size(o) < size(best) {
			best = o
		}
	}
	return best
}

// holds reports whether a piece of o's content, or the stretch that its
// pieces make, holds what s consists of.
func holds(o, s *statement) bool {
	mark, begins := s.cue, s.subject // which alone the owner of a noun has: "his wife"
	if len(s.content) > 0 {
		begins = s.content[0]
	}
	if mark.Empty() {
		mark = begins
	}
	if size(o) <= size(s) {
		return false
	}
	for _, p := range o.content {
		if p.Contains(mark) && o.overlaps(begins) {
			return true
		}
	}
	return false
}

// overlaps reports whether a piece of the content of s overlaps a span.
func (s *statement) overlaps(span corpus.Span) bool {
	for _, p := range s.content {
		if p.Overlaps(span) {
			return true
		}
	}
	return false
}

func size(s *statement) int {
	n := 0
	for _, p := range s.content {
		n += p.Len()
	}
	return n
}

func hopOf(o *statement) []corpus.Hop {
	if o.source.Name == "" {
		return nil
	}
	at := o.subject
	if at.Empty() && len(o.content) > 0 {
		at = o.content[0] // of a floating quotation: the passage itself
	}
	return []corpus.Hop{{Name: o.source.Name, Span: at, Kind: o.source.Kind}}
}

// told makes an outlet that was told a hop, unless it published the document.
func (s *statement) told(t *text, doc corpus.Document) {
	if s.toSpan.Empty() {
		return
	}
	from, to := t.tokensOf(s.toSpan)
	behind := false // the name stands behind "of": "residents of Ulvret", "a reporter for Bay News"
	for i := from; i < to; i++ {
		n := t.nameAt[i]
		if n < 0 {
			behind = behind || lex().is(t.tokens[i].low, preposition)
			continue
		}
		e := &t.entities[t.names[n].entity]
		if e.kind == corpus.Group || t.names[n].to < to && !t.titlesMedium(n, to) {
			return // "Corvan media": the words stand for themselves
		}
		if !behind {
			s.to = e.name
		}
		if h := t.hopTo(n); t.isMedium(n) && !published(doc, h.Name) {
			s.via = append(s.via, h)
		}
		return
	}
}

// titlesMedium reports whether a name and the one noun behind it, up to token to,
// name a medium: "Tessel television", and not "Tesselian television".
func (t *text) titlesMedium(n, to int) bool {
	x := &t.names[n]
	if x.to != to-1 || !mediaWord(t.tokens[x.to].low) || hasAnySuffix(t.tokens[x.to-1].low, "i", "an", "ese", "ish") {
		return false
	}
	at := t.places[x.to-1]
	return at != nowhere && t.parsed[at.sentence].Tokens[at.token].POS == "PROPN"
}

// withoutRepeats drops hops that name the source itself or the hop before.
func withoutRepeats(s *statement) []corpus.Hop {
	var out []corpus.Hop
	last := s.source.Name
	for _, h := range s.via {
		if h.Name != "" && !strings.EqualFold(h.Name, last) {
			out = append(out, h)
			last = h.Name
		}
	}
	return out
}

// weigh settles kind and confidence when everything is known.
func weigh(t *text, found []*statement) {
	continued := map[int]bool{} // a later paragraph goes on with it
	for q := range t.quotations {
		continued[t.quotations[q].continues] = true
	}
	for _, s := range found {
		for _, q := range s.quoted {
			if !t.quotations[q].balanced() && t.quotations[q].continues < 0 && !continued[q] {
				s.doubt(0.85, "a quotation mark is missing")
				break
			}
		}
		if s.source.Name == "" && !strings.HasPrefix(s.rule, "passive") {
			s.doubt(0.5, "no source was found")
		}
		if s.source.Kind == corpus.Place {
			s.doubt(0.8, "a place stands for who speaks there")
		}
	}
}

// attributions turns statements into what the reader returns, in the order
// of the text, without what was found twice.
func attributions(t *text, found []*statement) []corpus.Attribution {
	var out []corpus.Attribution
	seen := map[string]bool{}
	for _, s := range found {
		a := corpus.Attribution{
			Content: s.content, Cue: s.cue, Source: s.source, Kind: s.kind(t), Polarity: s.polarity, Mode: s.mode, Basis: s.basis,
			Via: s.via, To: s.to, Place: s.place, Date: s.date, Confidence: s.confidence, Doubt: strings.Join(s.doubts, "; "), Rule: s.rule,
		}
		if id := corpus.StatementID("", a); !seen[id] {
			seen[id] = true
			out = append(out, a)
		}
	}
	return out
}

// kind says how the content is set. Within a quotation the marks around it
// do not count, only those inside.
func (s *statement) kind(t *text) corpus.Kind {
	switch {
	case s.verbatim:
		return corpus.Direct
	case len(s.quoted) == 0:
		return corpus.Indirect
	case s.plain:
		return corpus.Mixed
	}
	return corpus.Direct
}

// terms returns the quotations that no statement owns and that are short: an
// outlet's own words for a thing, titles, scare quotes.
func terms(t *text, found []*statement) []corpus.Span {
	owned := map[int]bool{}
	for _, s := range found {
		for _, q := range s.quoted {
			owned[q] = true
		}
	}
	var out []corpus.Span
	for q := range t.quotations {
		x := &t.quotations[q]
		if !owned[q] && x.parent < 0 && x.balanced() && x.to > x.from && x.to-x.from < longTerm && !t.tokens[x.to-1].is(".?!") {
			out = append(out, x.span(t))
		}
	}
	return out
}
