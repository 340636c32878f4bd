// Package quantity finds the numbers of an English text: how many, of what, in which unit,
// and how the words around them limit them. Dates, years, scores, names and the like are
// no quantities.
//
// The flow of a sentence: cut it into atoms; at each atom read a number with its unit;
// join two that are the ends of a range; take in what qualifies it; drop it if it is a
// date or a name; find what it counts.
package quantity

import (
	"hearsay/corpus"
	"hearsay/syntax"
)

// Find returns the quantities of a document in the order of their numbers. Numbers do not
// overlap; the span of a quantity holds its qualifier and what it counts, and so may hold
// another quantity: "half of the 4,000".
//
// A number within a date, time of day or set of times is none. times may be nil: years,
// dates and times of day are known by their form too.
//
// The age in "a 40-year-old" has the unit "year of age". A part of a whole ("two thirds of
// the men") has the unit "share" and is a number from 0 to 1.
func Find(parsed []syntax.Sentence, doc corpus.Document, times []corpus.Timex) []corpus.Quantity {
	out := []corpus.Quantity{}
	r := reading{lexicon: lex(), text: doc.Text}
	for i := range parsed {
		r.begin(&parsed[i], times)
		r.scan()
		r.suspended()
		for k := range r.found {
			out = append(out, r.quantity(&r.found[k]))
		}
	}
	return out
}

// reading is the state of one sentence.
type reading struct {
	*lexicon
	text     string
	sentence *syntax.Sentence
	atoms    []atom
	times    []corpus.Span // of the sentence, those in which numbers are no quantities
	next     int           // the first time that may touch a later sentence
	found    []measured
	free     int     // the first atom that belongs to no quantity yet
	last     counted // what a number before counted
	lastHere bool    // in this sentence
	stale    int     // sentences since then
}

// measured is a number with its unit.
type measured struct {
	numeral
	from, to int // atoms, with qualifier and unit
	unit     string
	kind     string // of the unit; "" of a mere count
	bound    corpus.Bound
	joined   bool // to the noun behind it by a hyphen: "11-member"
	pending  bool // has a hyphen and no noun: "5-" of "5- or 6-inch"
	between  bool // is a range
	minus    bool
	shared   bool // has what the next one counts
	of       counted
}

// carried is how many sentences later "of them" may still mean what was counted.
const carried = 2

func (r *reading) begin(s *syntax.Sentence, times []corpus.Timex) {
	if r.stale++; r.lastHere {
		r.stale = 1
	}
	if r.stale > carried {
		r.last = counted{}
	}
	r.sentence, r.found, r.free, r.lastHere = s, r.found[:0], 0, false
	r.atoms = cut(r.text, s.Span)
	t := 0
	for i := range r.atoms {
		for t+1 < len(s.Tokens) && s.Tokens[t].End <= r.atoms[i].Start {
			t++
		}
		r.atoms[i].token = t
	}
	if len(s.Tokens) == 0 {
		r.atoms = nil
	}
	r.keepTimes(times)
}

// keepTimes notes the times that touch the sentence. Sentences and times are in order.
func (r *reading) keepTimes(times []corpus.Timex) {
	r.times = r.times[:0]
	for r.next < len(times) && times[r.next].End <= r.sentence.Start {
		r.next++
	}
	for _, t := range times[r.next:] {
		if t.Start >= r.sentence.End {
			break
		}
		if t.Type != corpus.Duration {
			r.times = append(r.times, t.Span)
		}
	}
}

// scan finds the quantities of the sentence.
func (r *reading) scan() {
	for i := 0; i < len(r.atoms); {
		m, ok := r.measured(i)
		if !ok {
			i++
			continue
		}
		m = r.joinedTo(m)
		m = r.qualified(m)
		end := m.to
		if r.refuses(&m) {
			i = max(r.afterRefused(&m), i+1)
			continue
		}
		r.count(&m)
		r.found = append(r.found, m)
		r.free, i = end, end
	}
}

// afterRefused returns the atom at which reading goes on behind a number that is none.
func (r *reading) afterRefused(m *measured) int {
	if m.between {
		return m.numeral.to
	}
	return m.numeral.from + 1
}

// suspended gives a number such as the first of "5- or 6-inch" and of "20, about 30 and 40
// shells" what the next one has.
func (r *reading) suspended() {
	for i := len(r.found) - 2; i >= 0; i-- {
		m, next := &r.found[i], &r.found[i+1]
		if m.unit == "" && (m.pending || m.of.Empty() && (!next.of.apart || next.shared) && r.listed(m, next)) {
			m.unit, m.kind, m.of = next.unit, next.kind, next.of
			m.of.apart, m.shared = true, true
		}
	}
}

// listed reports whether nothing but commas and a conjunction stands between m and next,
// so that both count the same. Behind a comma alone, what has a unit is another thing.
func (r *reading) listed(m, next *measured) bool {
	joined := false
	for k := m.to; k < next.from; k++ {
		switch r.low(k) {
		case "and", "or":
			joined = true
		case ",":
		default:
			return false
		}
	}
	return joined || m.to < next.from && (next.unit == "" || next.shared)
}

// quantity puts together what is known of m.
func (r *reading) quantity(m *measured) corpus.Quantity {
	q := corpus.Quantity{
		Span:   corpus.Span{Start: r.atoms[m.from].Start, End: r.atoms[m.to-1].End},
		Number: corpus.Span{Start: r.atoms[m.numeral.from].Start, End: r.atoms[m.numeral.to-1].End},
		Bound:  m.bound, Unit: m.unit, Money: m.kind == money, Vague: m.vague != "",
	}
	q.Low, q.High = limits(m)
	if m.of.Empty() {
		return q
	}
	q.Counted, q.Head, q.Of = m.of.In(r.text), m.of.head, m.of.Span
	if !m.of.apart {
		q.Start, q.End = min(q.Start, q.Of.Start), max(q.End, q.Of.End)
	}
	return q
}

// limits returns the least and the greatest number that words allow.
func limits(m *measured) (low, high *float64) {
	if m.low > m.high {
		m.low, m.high = m.high, m.low
	}
	low, high = &m.low, &m.high
	switch m.bound {
	case corpus.AtLeast, corpus.MoreThan:
		high = nil
	case corpus.UpTo, corpus.FewerThan:
		low = new(float64)
		if m.high < 0 || m.kind == "temperature" {
			low = nil
		}
	}
	if high != nil && *high == inf {
		high = nil
	}
	return own(low), own(high)
}

// own copies a number, so that a quantity does not hold on to its reading.
func own(p *float64) *float64 {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}
