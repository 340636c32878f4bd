package timex

import (
	"math"
	"strings"

	"hearsay/corpus"
)

// distance reads a date that lies some length from another: "two weeks ago", "a year
// earlier", "three days later", "ten minutes from now".
func (s *scan) distance(i int) node {
	k := i
	if s.low(k) == "the" {
		k++
	}
	l, ok := s.lengthAt(k)
	if ok && l.one && s.low(l.unitAt+1) == "-" {
		return node{} // "a year-earlier loss"
	}
	if !ok {
		if l, ok = s.unitAlone(k); !ok {
			return node{}
		}
	}
	if s.age(l.ending) {
		return node{}
	}
	end, approx := l.ending, corpus.TimexMod("")
	if s.low(end) == "or" && s.low(end+1) == "so" {
		end, approx = end+2, corpus.ModApprox
	}
	n := node{typ: corpus.Date, mod: approx}
	word := s.low(s.hyphen(end))
	switch {
	case word == "ago" && k == i:
		n.end, n.at = s.hyphen(end)+1, func(a *anchors) point { return l.ago(a) }
	case s.is(end, back) && k == i, s.low(end) == "before" && s.closes(end+1):
		n.end, n.at = end+1, func(a *anchors) point { return l.from(a, -1) }
	case s.is(end, later) && k == i, s.low(end) == "after" && s.closes(end+1):
		n.end, n.at = end+1, func(a *anchors) point { return l.from(a, 1) }
	case word == "from" && s.low(end+1) == "now":
		n.end, n.at = end+2, func(a *anchors) point { return l.fromNow(a) }
	}
	if word != "ago" && word != "from" && (l.vague || l.unit == "S" || l.unit == "M" || l.unit == "H") {
		return node{} // its day is no other than that before: the length alone tells something
	}
	if n.end > 0 && l.vague {
		n.at, n.value = nil, "PAST_REF"
		if word == "from" {
			n.value = "FUTURE_REF"
		}
	}
	return n
}

// unitAlone reads "year" of "the year before", "years" of "years ago".
func (s *scan) unitAlone(k int) (stretch, bool) {
	if !s.is(k, unit|units) || s.tag(k-1) == "CD" || s.joinedBefore(k) {
		return stretch{}, false
	}
	w := s.word(k)
	l := stretch{amount: amount{n: 1, ending: k + 1}, unit: w.code(unit | units), unitAt: k, plural: w.is(units)}
	if l.plural {
		l.vague = true
		return l, s.low(k+1) == "ago" || s.low(k+1) == "later" || s.low(k+1) == "earlier"
	}
	return l, s.low(k-1) == "the" && (s.low(k+1) == "before" || s.low(k+1) == "after")
}

// closes reports whether a clause or phrase ends before word i, so that a preposition
// before it has nothing of its own.
func (s *scan) closes(i int) bool {
	if i >= len(s.words) {
		return true
	}
	t := s.tag(i)
	return t == "." || t == "," || t == ":" || t == "''" || t == "``" || t == "IN" && s.low(i) != "that" || t == "CC" || t == "-RRB-" || strings.HasPrefix(t, "VB") && t != "VBG" && t != "VBN" || t == "MD"
}

// periodReach is how many sentences a quarter stays what "a year earlier" is told from.
const periodReach = 12

// ago places a length before the day of writing.
func (l *stretch) ago(a *anchors) point {
	if l.unit == "Y" && l.n == 1 {
		if p := a.livePeriod(); p.known() {
			return p.aYearBefore()
		}
	}
	return l.moved(a.written, -1)
}

func (l *stretch) fromNow(a *anchors) point { return l.moved(a.written, 1) }

// livePeriod is the quarter or half that the text is about, if it is about one.
func (a *anchors) livePeriod() point {
	if a.here-a.perIn <= periodReach {
		return a.period
	}
	return point{}
}

// from places a length before or after the date before in the text.
func (l *stretch) from(a *anchors, sign int) point {
	if l.unit == "Y" && sign < 0 && l.n == 1 {
		if p := a.livePeriod(); p.known() {
			return p.aYearBefore()
		}
	}
	p := a.last
	if g := grainOf[l.unit]; !p.known() || p.grain > g {
		for _, other := range []point{a.lastOf(g), a.day, a.written} {
			if other.known() && other.grain <= g {
				p = other
				break
			}
		}
	}
	return l.moved(p, sign)
}

// moved moves p by the length; the result is as fine as the unit.
func (l *stretch) moved(p point, sign int) point {
	g, n := grainOf[l.unit], int(l.n)
	if l.unit == "F" {
		n *= 2
	}
	if g > ofYear && p.known() {
		return p.widen(ofYear).shift(sign * n * yearsOf(g))
	}
	if l.n != math.Trunc(l.n) && l.unit == "Y" {
		return p.widen(ofMonth).add(sign * int(math.Round(l.n*12)))
	}
	switch l.unit {
	case "S", "M", "H":
		return p.widen(ofDay).add(sign * n * hoursOf[l.unit] / 24)
	case "W", "F":
		return p.widen(ofDay).add(sign * 7 * n).widen(ofWeek)
	}
	return p.widen(g).add(sign * n)
}

var hoursOf = map[string]int{"H": 1}
