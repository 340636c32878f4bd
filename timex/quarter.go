package timex

import (
	"strings"
	"time"

	"hearsay/corpus"
)

// quarter reads a quarter or half of a year: "the third quarter", "third-quarter", "the
// first half of 2031", "Q3 2031", "the year-earlier period", "last year's third quarter".
func (s *scan) quarter(i int) node {
	if n := s.letterQuarter(i); n.end > 0 {
		return n
	}
	if n := s.possessedQuarter(i); n.end > 0 {
		return n
	}
	k := i
	if s.is(k, article) && s.low(k) != "a" && s.low(k) != "an" {
		k++
	}
	n := s.fiscalQuarter(k)
	if n.end == 0 && s.low(k) == "year" {
		return s.yearEarlier(k)
	}
	if n.end > 0 && k > i && s.low(k-1) != "the" && s.compound(n.end-1) {
		return node{}
	}
	if n.end > 0 && k > i && s.compound(n.end-1) && !s.is(k, fiscal) && !s.plainYear(k) {
		return node{} // "the third-quarter results": the article belongs to the results
	}
	return n
}

// yearEarlier reads the "year-earlier" of "year-earlier profit".
func (s *scan) yearEarlier(k int) node {
	h := s.hyphen(k + 1)
	if h == k+1 || s.low(h) != "earlier" && s.low(h) != "ago" {
		return node{}
	}
	year := stretch{amount: amount{n: 1}, unit: "Y"}
	return node{end: h + 1, typ: corpus.Date, at: func(a *anchors) point { return year.from(a, -1) }}
}

// compound reports whether the noun at word i stands before another.
func (s *scan) compound(i int) bool {
	rel := s.sentence.Tokens[s.word(i).token].Rel
	return s.joinedBefore(i) || rel == "compound" && strings.HasPrefix(s.tag(i+1), "NN")
}

// selection is which quarter of which year is meant.
type selection struct {
	kind   grain
	number int  // 0 for the one that the text is about
	back   bool // a year before it
	latest bool
	year   func(a *anchors) point // nil for none
}

// fiscalQuarter reads a quarter behind its article.
func (s *scan) fiscalQuarter(k int) node {
	from, sel := k, selection{}
	k, ok := s.qualified(k, &sel)
	if s.is(k, fiscal) {
		k = s.hyphen(k + 1)
	}
	if n, end := s.ordinalAt(k); n >= 1 && n <= 4 {
		if end = s.hyphen(end); s.is(end, period) {
			sel.number, k = n, end
		}
	} else if s.low(k) == "last" && s.low(k+1) == "half" {
		sel.number, k = 2, k+1
	}
	if !s.is(k, period) || !ok && sel.number == 0 && !s.theQuarter(k) || s.low(k+1) == "-" && s.low(k+2) != "end" {
		return node{}
	}
	switch s.word(k).code(period) {
	case "Q":
		sel.kind = ofQuarter
	case "H":
		sel.kind = ofHalf
		if sel.number > 2 || sel.number == 0 || s.low(k+1) == "of" && s.point(k+2).end == 0 {
			return node{}
		}
	case "P":
		if sel.number > 0 || s.low(from) == "same" {
			return node{}
		}
	}
	n := node{end: k + 1, typ: corpus.Date}
	if y := s.quarterYear(k + 1); y.end > 0 && sel.year == nil {
		n.end, n.stated, sel.year = y.end, y.stated, y.at
	} else if sel.number == 0 && sel.year == nil && s.low(k+1) == "a" && s.low(k+2) == "year" && (s.low(k+3) == "ago" || s.low(k+3) == "earlier") {
		n.end, sel.back = k+4, true
	}
	n.at = func(a *anchors) point { return sel.place(a) }
	if d := s.lastDay(k + 1); d.end > 0 && sel.number == 0 && sel.year == nil {
		n.at = func(a *anchors) point { return d.at(a).widen(sel.kind) }
	}
	return n
}

// lastDay reads the day behind "the quarter ended".
func (s *scan) lastDay(k int) node {
	if !s.accounting(k) || k+1 >= len(s.words) {
		return node{}
	}
	return s.fullDay(k + 1)
}

// theQuarter reports whether "the quarter" at word k stands by itself.
func (s *scan) theQuarter(k int) bool {
	return s.low(k) == "quarter" && s.low(k-1) == "the" && s.low(k+1) != "of" && s.low(k+1) != "century"
}

// qualified reads what stands before "quarter" or "period": "year-earlier", "latest",
// "2031", "comparable". It reports whether that alone makes a period of it.
func (s *scan) qualified(k int, sel *selection) (end int, ok bool) {
	for {
		switch w := s.low(k); {
		case w == "year" && (s.low(s.hyphen(k+1)) == "earlier" || s.low(s.hyphen(k+1)) == "ago"):
			sel.back, ok = true, true
			k = s.hyphen(k+1) + 1
		case w == "latest":
			sel.latest, ok = true, true
			k++
		case w == "comparable" || w == "corresponding" || w == "same" && s.low(k+1) != "time":
			ok = true
			k++
		case s.plainYear(k):
			p, _ := s.bareYear(k)
			if p.grain == noGrain {
				return k, false
			}
			sel.year, ok = func(*anchors) point { return p }, true
			k++
		default:
			return k, ok
		}
	}
}

// quarterYear reads the year behind a quarter: "of 2031", "of last year", "2031".
func (s *scan) quarterYear(k int) node {
	if s.low(k) == "of" || s.low(k) == "," && s.plainYear(k+1) || s.low(k) == "in" && s.plainYear(k+1) {
		k++
	}
	if k >= len(s.words) {
		return node{}
	}
	if n := s.year(k); n.end > 0 {
		return n
	}
	if n := s.relative(k); n.end > 0 && s.low(n.end-1) == "year" {
		return n
	}
	return node{}
}

// place finds the quarter in the calendar.
func (sel *selection) place(a *anchors) point {
	kind := sel.kind
	if kind == noGrain {
		if kind = ofQuarter; a.livePeriod().grain == ofHalf {
			kind = ofHalf
		}
	}
	var p point
	switch {
	case sel.year != nil:
		p = sel.inYear(a, kind)
	case sel.number > 0:
		p = a.numberedPeriod(kind, sel.number)
	default:
		p = a.lastPeriod(kind, sel.latest)
	}
	if sel.back && p.known() {
		return p.aYearBefore()
	}
	return p
}

// aYearBefore is the same period of the year before; the text stays about p.
func (p point) aYearBefore() point {
	p = p.shift(-1)
	p.moved = true
	return p
}

// ended is after how many days a quarter is over for good: what is told of a future
// third quarter in October is that of this year, whose results are still to come.
const ended = 150

// inYear takes the quarter of a year that is told; without a number the one that the
// text is about.
func (sel *selection) inYear(a *anchors, kind grain) point {
	y := sel.year(a)
	if !y.known() {
		return point{}
	}
	n := sel.number
	if n == 0 {
		last := a.livePeriod()
		if !last.known() {
			return y
		}
		p := last.shift(y.first.Year() - last.first.Year())
		p.moved = p.first.Before(last.first)
		return p
	}
	if kind == ofHalf {
		return inHalf(y.first.Year(), n)
	}
	return inQuarter(y.first.Year(), n)
}

// numberedPeriod places a quarter without a year: the last that began, unless the clause
// tells of the next.
func (a *anchors) numberedPeriod(kind grain, n int) point {
	at := func(y int) point {
		if kind == ofHalf {
			return inHalf(y, n)
		}
		return inQuarter(y, n)
	}
	w := a.written
	if !w.known() || w.grain >= ofYear {
		return a.yearBefore(at)
	}
	y := w.first.Year()
	p := at(y)
	switch {
	case a.tense == future && w.first.Sub(p.end()) > ended*24*time.Hour:
		return at(y + 1)
	case a.tense != future && p.first.After(w.first):
		return at(y - 1)
	}
	return p
}

// lastPeriod is the quarter before in the text, else the last that has ended.
func (a *anchors) lastPeriod(kind grain, latest bool) point {
	if p := a.livePeriod(); p.known() && p.grain == kind && (!latest || !p.end().After(a.written.first)) {
		return p
	}
	return a.told(kind, -1)
}

// quarterLetter reports whether a form is as "Q3", "3Q", "H1".
func quarterLetter(f string) bool {
	return len(f) == 2 && (f[0] == 'Q' || f[0] == 'H' || f[1] == 'Q' || f[1] == 'H')
}

// letterQuarter reads "Q3 2031", "3Q", "H1 of 2031".
func (s *scan) letterQuarter(i int) node {
	f := s.word(i).form
	if !quarterLetter(f) {
		return node{}
	}
	letter, digit := f[0], f[1]
	if digit == 'Q' || digit == 'H' {
		letter, digit = digit, letter
	}
	sel := selection{number: int(digit - '0')}
	switch {
	case letter == 'Q' && digit >= '1' && digit <= '4':
		sel.kind = ofQuarter
	case letter == 'H' && (digit == '1' || digit == '2'):
		sel.kind = ofHalf
	default:
		return node{}
	}
	n := node{end: i + 1, typ: corpus.Date}
	y := s.quarterYear(i + 1)
	if y.end == 0 && sel.kind == ofHalf {
		return node{}
	}
	if y.end > 0 {
		n.end, n.stated, sel.year = y.end, y.stated, y.at
	}
	n.at = func(a *anchors) point { return sel.place(a) }
	return n
}

// possessedQuarter reads "last year's third quarter", "this year's first half".
func (s *scan) possessedQuarter(i int) node {
	if !s.is(i, deictic) || s.low(i+1) != "year" || s.low(i+2) != "'s" {
		return node{}
	}
	y := s.unitFrom(i+1, s.word(i).n(deictic), s.low(i), false)
	q := s.fiscalQuarter(i + 3)
	if y.at == nil || q.end == 0 {
		if s.low(i+3) != "quarter" {
			return node{}
		}
		q = node{end: i + 4, typ: corpus.Date}
	}
	sel := selection{kind: ofQuarter, year: y.at}
	if n, end := s.ordinalAt(i + 3); n >= 1 && n <= 4 {
		sel.number = n
		if s.low(s.hyphen(end)) == "half" {
			sel.kind = ofHalf
		}
	}
	return node{end: q.end, typ: corpus.Date, at: func(a *anchors) point { return sel.place(a) }}
}
