package connect

import (
	"fmt"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/measure"
)

// sum holds a + plus against whole.
func (c *comparer) sum(a, plus, whole *told) (Label, string) {
	if why := c.addUp(a, plus, whole); why != "" {
		return NotEnough, why
	}
	arithmetic := fmt.Sprintf("%s + %s = %s", number(a), number(plus), total(a, plus))
	one := a.speaker.same(whole.speaker, onePiece(a, whole))
	if a.allowed.plus(plus.allowed).meets(whole.allowed) {
		why := fmt.Sprintf("%s, within “%s”", arithmetic, stated(whole.Quantity))
		if one {
			why += "; one origin all the same"
		}
		return Agree, why
	}
	why := fmt.Sprintf("%s, not “%s”", arithmetic, stated(whole.Quantity))
	if one || a.Vague || plus.Vague || whole.Vague {
		return NotEnough, why
	}
	return Disagree, why + sides(a, whole)
}

func number(t *told) string { return stated(t.Quantity) }

// total writes the sum of two numbers as they are stated.
func total(a, b *told) string {
	q := a.Quantity
	q.Low, q.High = added(a.Low, b.Low), added(a.High, b.High)
	if a.Bound == corpus.UpTo || isExact(a) {
		q.Bound = b.Bound
	}
	if q.Low != nil && q.High != nil && 0 < *q.Low && *q.Low < *q.High {
		q.Bound = corpus.Between // 600 + up to 100
	}
	return stated(q)
}

func isExact(t *told) bool {
	return t.Low != nil && t.High != nil && *t.Low == *t.High && qualified(t.Bound, 0) == "0"
}

func added(a, b *float64) *float64 {
	if a == nil || b == nil {
		return nil
	}
	n := *a + *b
	return &n
}

// addUp says why a and plus may not be added up to whole, or "". They must be of one speaker
// and status, and be all the parts that whole has: all measures that are a part of its
// measure, or all classes that it names.
func (c *comparer) addUp(a, plus, whole *told) string {
	switch {
	case !a.speaker.same(plus.speaker, onePiece(a, plus)):
		return "two speakers tell the parts"
	case a.Vague || plus.Vague:
		return vagueWord(a, plus)
	case !c.makeUp(a, plus, whole):
		return fmt.Sprintf("%s and %s are not all of %s", a.measured(), plus.measured(), whole.measured())
	}
	var missing []string
	for _, p := range []*told{a, plus} {
		missing = append(missing, c.differ(p, whole)...)
		if isDenied(p) || isDenied(whole) {
			missing = append(missing, "what is denied is not added up")
		}
		if p.Document != whole.Document || !p.speaker.same(whole.speaker, true) {
			missing = append(missing, c.unsure(p, whole)...)
		}
	}
	missing = append(missing, unlike(a, plus)...)
	if a.Document != plus.Document && !atOnce(a, plus, c.period) {
		missing = append(missing, "the parts are not of one time")
	}
	slices.Sort(missing)
	return strings.Join(slices.Compact(missing), "; ")
}

// makeUp reports whether a and plus are all that whole is made of.
func (c *comparer) makeUp(a, plus, whole *told) bool {
	if a.Measure == plus.Measure {
		return a.Measure == whole.Measure && a.class.to(plus.class) == disjoint && a.class.kind == persons &&
			a.class.with(plus.class).to(whole.class) == same
	}
	return a.class.to(plus.class) == same &&
		slices.Equal(c.directParts(whole.Measure), sorted(a.Measure, plus.Measure))
}

// directParts returns the measures that are a part of whole, in order.
func (c *comparer) directParts(whole string) []string {
	var out []string
	for _, m := range c.measures.All() {
		if slices.Contains(m.PartOf, whole) {
			out = append(out, m.Name)
		}
	}
	return sorted(out...)
}

func sorted(names ...string) []string {
	slices.Sort(names)
	return names
}

// families groups measures by the first whole that each is a part of: killed and wounded with
// casualties. Other wholes, such as what is lost, have series of their own.
func families(measures *measure.Set) map[string]string {
	root := map[string]string{}
	var find func(string) string
	find = func(m string) string {
		if r, ok := root[m]; ok && r != m {
			return find(r)
		}
		return m
	}
	for _, m := range measures.All() {
		for _, whole := range m.PartOf[:min(1, len(m.PartOf))] {
			if a, b := find(m.Name), find(whole); a != b {
				root[max(a, b)] = min(a, b)
			}
		}
	}
	out := map[string]string{}
	for _, m := range measures.All() {
		out[m.Name] = find(m.Name)
	}
	return out
}

// sums adds up the parts that one speaker tells in one document, and holds them against the
// wholes of that document and those nearest in time.
func (p *pairing) sums(figures []*told) {
	for _, g := range collect(figures, func(t *told) string { return t.Document }) {
		for i, a := range g {
			for _, b := range g[i+1 : min(len(g), i+1+reach)] {
				if a.speaker.same(b.speaker, true) && mayAdd(a, b) {
					p.addTo(a, b, figures)
				}
			}
		}
	}
}

// mayAdd reports whether two figures may be parts of one whole.
func mayAdd(a, b *told) bool {
	return (a.Measure != b.Measure || a.class.to(b.class) == disjoint) && statusOf(a) == statusOf(b)
}

// addTo holds a + b against each whole near them: one that it makes up, or one of another
// speaker that it contradicts.
func (p *pairing) addTo(a, b *told, figures []*told) {
	at := p.place[a]
	for _, whole := range figures[max(0, at-reach):min(len(figures), at+reach)] {
		if whole == a || whole == b || !p.makeUp(a, b, whole) {
			continue
		}
		key := strings.Join([]string{"sum", a.voice, a.digits, b.digits, whole.voice, whole.digits}, "\x00")
		if p.asked[key] || whole.Headline {
			continue
		}
		if label, why := p.sum(a, b, whole); label != NotEnough {
			p.asked[key] = true
			p.give(Pair{A: a.index, Plus: b.index, B: whole.index, Label: label, Why: why})
		}
	}
}
