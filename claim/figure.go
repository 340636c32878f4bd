package claim

import (
	"math"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// figures returns the numbers in a content: what is measured where the reader found that, and
// else what is counted.
func (r *reader) figures(content []corpus.Span) []Figure {
	var out []Figure
	for _, q := range r.a.Quantities {
		f := r.plain(q)
		if k := slices.IndexFunc(r.a.Figures, func(x corpus.Figure) bool { return x.Number.Overlaps(q.Number) }); k >= 0 {
			f = r.measured(r.a.Figures[k])
		}
		if r.stands(f.Span) && inside(content, q.Number) && (f.Class != "" || f.Measure != "") && !q.Vague {
			out = append(out, f)
		}
	}
	return append(out, r.without(content)...)
}

// without returns the figures of a content at whose number no quantity stands.
func (r *reader) without(content []corpus.Span) []Figure {
	var out []Figure
	for _, x := range r.a.Figures {
		read := slices.ContainsFunc(r.a.Quantities, func(q corpus.Quantity) bool { return q.Number.Overlaps(x.Number) })
		if !read && !x.Vague && r.stands(x.Number) && r.stands(x.Span) && inside(content, x.Number) {
			out = append(out, r.measured(x))
		}
	}
	return out
}

func inside(content []corpus.Span, s corpus.Span) bool {
	return slices.ContainsFunc(content, func(c corpus.Span) bool { return c.Contains(s) })
}

func (r *reader) plain(q corpus.Quantity) Figure {
	f := Figure{Span: q.Span, Class: q.Unit, Low: q.Low, High: q.High, Bound: q.Bound, Money: q.Money}
	if f.Class == "" {
		f.Class = r.classOf(q.Head)
	}
	f.Earlier = r.earlier(q.Number.Start)
	return f
}

func (r *reader) measured(x corpus.Figure) Figure {
	f := r.plain(x.Quantity)
	f.Side = r.known.stemOf(fold(x.Side))
	if x.Measure != "count" {
		f.Measure = x.Measure
	}
	if f.Class == "" {
		words := strings.Fields(fold(x.Counted))
		if len(words) > 0 {
			f.Class = r.classOf(words[len(words)-1])
		}
	}
	return f
}

// classOf is the concept of a counted noun, or its lemma.
func (r *reader) classOf(head string) string {
	head = strings.ToLower(head)
	for _, h := range []string{head, syntax.Singular(head)} {
		if c, ok := r.known.concepts[h]; ok {
			return "=" + c
		}
	}
	return fold(syntax.Singular(head))
}

// earlierReach is how many bytes before a number are looked at for "up from".
const earlierReach = 16

// earlier reports whether the words before a number say that it was before.
func (r *reader) earlier(at int) bool {
	if at > len(r.doc.Text) {
		return false
	}
	before := strings.ToLower(strings.ToValidUTF8(r.doc.Text[max(0, at-earlierReach):at], ""))
	for _, h := range append(r.known.phrases["hedge"], "the") {
		before = strings.TrimSuffix(strings.TrimSpace(before), " "+h)
	}
	return slices.ContainsFunc(r.known.phrases["earlier"], func(w string) bool {
		return strings.HasSuffix(strings.TrimSpace(before), " "+w)
	})
}

// stated is the number that the words state, of "up to 12,000" the upper one; ok is false
// for none.
func stated(low, high *float64) (v float64, ok bool) {
	switch {
	case low != nil && !(*low == 0 && high != nil && *high > 0):
		return *low, true
	case high != nil:
		return *high, true
	default:
		return 0, false
	}
}

// counts reports whether a figure counts something that a claim can be about: no stretch of
// time, no half of anything.
func (f Figure) counts() bool {
	return !known().is("time", f.Class) && (f.value() >= 1 || f.Class == "per cent")
}

func (f Figure) value() float64 {
	v, _ := stated(f.Low, f.High)
	return v
}

// meets reports whether two figures state the same number.
func (f Figure) meets(g Figure) bool {
	v, ok := stated(f.Low, f.High)
	w, also := stated(g.Low, g.High)
	return ok && also && v == w
}

// How much a number tells one claim from another. Origin: judgement; of 4,700 few claims
// tell, of seven and of 1,000 many do.
const (
	exactNumber = 1.0 // three digits that are not zero, or two of a number from 1,000
	fullNumber  = 0.8 // two digits, or one from a million
	roundNumber = 0.6 // one digit, from 100
	smallNumber = 0.2
)

// specific says how much a number tells.
func specific(v float64) float64 {
	v = math.Abs(v)
	switch digits := significant(v); {
	case digits >= 3, digits == 2 && v >= 1000:
		return exactNumber
	case digits == 2, v >= 1e6:
		return fullNumber
	case v >= 100:
		return roundNumber
	default:
		return smallNumber
	}
}

// significant counts the digits of v from its first to its last that is not zero.
func significant(v float64) int {
	if v != math.Trunc(v) {
		return 3 // decimals are told where they matter
	}
	n := 0
	for v >= 1 {
		if d := math.Mod(v, 10); n > 0 || d != 0 {
			n++
		}
		v = math.Trunc(v / 10)
	}
	return n
}
