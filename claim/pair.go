package claim

import (
	"cmp"
	"slices"
	"strings"

	"hearsay/corpus"
)

// pair is two statements with what they share.
type pair struct {
	a, b     *Statement
	like     likeness
	one      bool    // in one document
	days     int     // between their publication
	shared   []Word  // words of both, names and numbers first
	weight   float64 // of the shared words
	cover    float64 // share of the lighter one's weight that is shared
	both     float64 // share of the heavier one's weight that is shared
	opposite bool    // most of the shared words are negated in one and not in the other
}

func compare(a, b *Statement) *pair {
	p := &pair{a: a, b: b, like: speakers(a, b), one: a.Document == b.Document, days: apart(a, b)}
	turned := 0.0
	for _, w := range a.Words {
		k := slices.IndexFunc(b.Words, func(x Word) bool { return alikeStems(x, w) })
		if k < 0 {
			continue
		}
		w.Weight = min(w.Weight, b.Words[k].Weight)
		p.shared = append(p.shared, w)
		p.weight += w.Weight
		if w.Class != Common && w.Negated != b.Words[k].Negated {
			turned += w.Weight
		}
	}
	x, y := weightOf(a.Words), weightOf(b.Words)
	if x > 0 && y > 0 {
		p.cover, p.both = p.weight/min(x, y), p.weight/max(x, y)
	}
	p.opposite = turned > p.weight/2
	return p
}

// may reports whether the two can carry one content at all: not both in the own voice of one
// outlet, whose set phrases would be glued together; the one no denial or silence of what the
// other asserts; neither a question or a wish.
func (p *pair) may() bool {
	if p.like == same && overlap2(p) {
		return false // one passage read twice
	}
	if p.a.Own && p.b.Own && (p.one || p.a.Outlet == p.b.Outlet) || p.a.stance() != p.b.stance() || p.opposite || p.contrary() {
		return false
	}
	return p.one || p.a.Refers.None == p.b.Refers.None
}

// stance is the polarity; what the outlet tells itself is asserted.
func (s *Statement) stance() corpus.Polarity { return cmp.Or(s.Polarity, corpus.Assert) }

// asserts reports whether a statement says something that another can carry too.
func (s *Statement) asserts() bool { return s.stance() == corpus.Assert }

// asks reports whether a statement claims nothing: it demands, wishes or praises.
func (s *Statement) asks() bool {
	return slices.ContainsFunc(strings.Fields(s.Saying), func(w string) bool { return known().is("question", w) })
}

// rareShared counts the shared words that are not common.
func (p *pair) rareShared() int { return rareWords(p.shared) }

// sharedOf returns the shared words of a class.
func (p *pair) sharedOf(class WordClass) []string {
	var out []string
	for _, w := range p.shared {
		if w.Class == class {
			out = append(out, strings.TrimLeft(w.Stem, "=#"))
		}
	}
	return out
}

// context is a name that the titles or leads of both documents have.
func (p *pair) context() string {
	if p.one {
		return "one thing"
	}
	for _, c := range p.a.Context {
		if slices.Contains(p.b.Context, c) {
			return c
		}
	}
	return ""
}

// beside says in words what both stand beside.
func (p *pair) beside() string {
	if p.one {
		return "one document tells both"
	}
	return "both documents speak of " + p.context()
}

// without returns the shared words that are not common nor in a list.
func (p *pair) without(list string) []string {
	var out []string
	for _, w := range p.shared {
		if w.Class != Common && !known().is(list, strings.TrimPrefix(w.Stem, "=")) {
			out = append(out, strings.TrimLeft(w.Stem, "=#"))
		}
	}
	return out
}

func countOf(words []Word, class WordClass) int {
	n := 0
	for _, w := range words {
		if w.Class == class {
			n++
		}
	}
	return n
}

// words tells words in common as the texts have them.
func (p *pair) words(list []Word) string {
	stems := make([]string, len(list))
	for i, w := range list {
		stems[i] = w.Stem
	}
	return p.shown(stems)
}

// shown tells stems in the words of what is answered, or else of the answer.
func (p *pair) shown(stems []string) string {
	out := make([]string, len(stems))
	for i, stem := range stems {
		out[i] = shownIn(p.b.Text+" ... "+p.a.Text, stem)
	}
	return strings.Join(out, ", ")
}

func negates(s *Statement) bool {
	return slices.ContainsFunc(s.Words, func(w Word) bool { return w.Negated })
}

// negatesShared reports whether what s negates is what the other says: most of its telling
// words that are negated are shared.
func (p *pair) negatesShared(s *Statement) bool {
	all, both := 0.0, 0.0
	for _, w := range s.Words {
		if !w.Negated || w.Class == Common {
			continue
		}
		all += w.Weight
		if slices.ContainsFunc(p.shared, func(x Word) bool { return alikeStems(x, w) }) {
			both += w.Weight
		}
	}
	return all > 0 && both/all >= oppositeSame
}

// contrary reports whether one of the two negates what the other says, and the other nothing.
func (p *pair) contrary() bool {
	x, y := negates(p.a), negates(p.b)
	s := p.a
	if y {
		s = p.b
	}
	return x != y && p.negatesShared(s)
}

// mostSaid is the number of words of a content from which its words are those of many things
// said, and only quotations and numbers are compared. Origin: judgement; the longest sentence
// of the sample has 40.
const mostSaid = 80

func (p *pair) tooLong() bool { return len(p.a.Tokens) > mostSaid || len(p.b.Tokens) > mostSaid }

// says is who says it, for a reader.
func (s *Statement) says() string {
	if s.Own {
		return s.Outlet + " in its own voice"
	}
	return cmp.Or(s.Speaker.Name, "somebody")
}

func overlap(a, b []corpus.Span) bool {
	return slices.ContainsFunc(a, func(x corpus.Span) bool { return slices.ContainsFunc(b, x.Overlaps) })
}
