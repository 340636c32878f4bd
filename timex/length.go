package timex

import (
	"math"
	"strconv"
	"strings"

	"hearsay/corpus"
)

// stretch is a length as it is read: an amount of units.
type stretch struct {
	amount
	unit   string
	plural bool
	hyphen bool
	unitAt int
}

// lengthAt reads an amount and its unit: "three weeks", "five-year", "a year and a half".
func (s *scan) lengthAt(i int) (stretch, bool) {
	a, ok := s.amount(i)
	if !ok {
		return stretch{}, false
	}
	k := s.hyphen(a.ending)
	l := stretch{amount: a, hyphen: k > a.ending}
	for s.is(k, filler) {
		k++
		if s.low(k) == "," {
			k++
		}
	}
	if !s.is(k, unit|units) || s.is(k, ordinal) && !s.is(k, units) && (a.one || !l.hyphen) {
		return stretch{}, false
	}
	l.unit, l.plural, l.unitAt = s.word(k).code(unit|units), s.is(k, units), k
	if !l.plural && !l.one && l.n != 1 && l.n != .5 && !l.hyphen && !s.spoken(i) {
		return stretch{}, false
	}
	if l.unit == "Q" && (l.hyphen && l.plural || l.plural && s.low(k+1) == "of" && l.n == 3 || s.low(i) == "some") || s.quoted(i) && s.capital(k) {
		return stretch{}, false // "three-quarters"; a title
	}
	if k+1 < len(s.words) && s.low(k+1) == "'" && l.plural {
		k++ // "three weeks' leave"
	}
	l.ending = k + 1
	if end := s.andHalf(l.ending); end > 0 {
		l.n += .5
		l.ending = end
	}
	return l, true
}

// spoken reports whether a number stands in words: transcripts write "two day".
func (s *scan) spoken(i int) bool { return s.is(i, number) && s.tag(i+1) != "NNS" }

// value returns a length as TIMEX3 has it.
func (l *stretch) value() string {
	letter, n := l.unit, l.n
	switch letter {
	case "F":
		letter, n = "W", 2*n
	case "T":
		letter, n = "Y", 10*n
	case "C":
		letter, n = "Y", 100*n
	case "L":
		letter, n = "Y", 1000*n
	}
	if l.vague {
		return vagueValue(l.unit)
	}
	whole, rest := math.Modf(n)
	switch letter {
	case "S", "M", "H":
		return "PT" + count(whole, letter) + fraction(rest, letter)
	case "E":
		return "P" + count(n, "WE")
	case "O":
		return "P" + count(n, "M")
	case "D":
		if rest > 0 {
			return "P" + count(whole, "D") + "T" + count(rest*24, "H")
		}
	case "Y":
		return "P" + count(whole, "Y") + count(math.Round(rest*12), "M")
	}
	return "P" + count(n, letter)
}

// count writes a number and its letter, nothing for none.
func count(n float64, letter string) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatFloat(n, 'f', -1, 64) + letter
}

func fraction(rest float64, letter string) string {
	smaller := map[string]string{"H": "M", "M": "S"}[letter]
	if rest == 0 || smaller == "" {
		return ""
	}
	return count(math.Round(rest*60), smaller)
}

// vagueValue is the value of units without a number.
func vagueValue(letter string) string {
	switch letter {
	case "S", "M", "H":
		return "PTX" + letter
	case "O":
		return "PXM"
	case "T":
		return "PXE" // an era of ten years
	case "F":
		return "PXW"
	case "E":
		return "PXWE"
	}
	return "PX" + letter
}

// length reads a duration: "three weeks", "a five-year plan", "for years", "the nine
// months", "two years and six months".
func (s *scan) length(i int) node {
	k := i
	if s.low(k) == "the" {
		k++
	}
	l, ok := s.lengthAt(k)
	if !ok && k > i {
		return s.theUnits(i)
	}
	if !ok {
		return s.bareLength(i)
	}
	if k > i && (!l.plural || l.one) && s.low(i) == "the" || s.age(l.ending) || l.one && !s.lasting(k, &l) {
		return node{}
	}
	value, end := l.value(), l.ending
	if s.low(end) == "and" { // "two years and six months"
		if m, ok := s.lengthAt(end + 1); ok && finer(m.unit, l.unit) && !m.vague && !l.vague && !s.age(m.ending) {
			value, end = joinLengths(value, m.value()), m.ending
		}
	}
	n := node{end: end, typ: corpus.Duration, value: value}
	if w := s.low(end); w == "or" && (s.low(end+1) == "so" || s.low(end+1) == "more" || s.low(end+1) == "less") {
		n.mod = map[string]corpus.TimexMod{"so": corpus.ModApprox, "more": corpus.ModEqualOrMore, "less": corpus.ModEqualOrLess}[s.low(end+1)]
		n.end += 2
	}
	if k := s.hyphen(n.end); k > n.end && s.low(k) == "long" {
		n.end = k + 1
	}
	if l.one && s.rate(k, &l) {
		n.typ = corpus.Set
	}
	return n
}

// order ranks the letters of units from fine to coarse.
const order = "SMHDWOQYTCL"

func finer(a, b string) bool { return strings.Index(order, a) < strings.Index(order, b) }

// joinLengths joins the values of two lengths: "P2Y" and "P6M".
func joinLengths(a, b string) string {
	if strings.Contains(a, "T") && strings.HasPrefix(b, "PT") {
		return a + b[2:]
	}
	return a + b[1:]
}

// age reports whether a length that ends before word i tells how old somebody is.
func (s *scan) age(i int) bool {
	k := s.afterHyphen(i)
	return s.low(k) == "old" || s.low(k) == "olds" || s.low(k) == "of" && s.low(k+1) == "age"
}

// lasting reports whether "a year" is a length, not one year among others.
func (s *scan) lasting(i int, l *stretch) bool {
	next := s.low(l.ending)
	if next == "-" || l.unit == "S" || l.unit == "Q" || l.unit == "E" || next == "of" && !s.after(i) || next == "when" || next == "that" || next == "'s" && l.unit == "D" {
		return false
	}
	if l.unit == "D" || l.unit == "M" {
		return s.after(i) || s.rate(i, l) || s.andHalf(l.unitAt+1) > 0
	}
	return true
}

// durable are prepositions of lengths.
var durable = map[string]bool{"for": true, "in": true, "within": true, "over": true, "than": true, "after": true, "about": true, "nearly": true, "almost": true, "every": true, "once": true, "twice": true, "least": true, "to": true, "during": true, "until": true, "half": true}

func (s *scan) after(i int) bool { return durable[s.low(i-1)] }

// rate reports whether "a day" tells how often: "40 flights a day".
func (s *scan) rate(i int, l *stretch) bool {
	before := s.low(i - 1)
	return before == "once" || before == "twice" || before == "times" || s.tag(i-1) == "NNS" || s.tag(i-1) == "CD" || before == "%" || before == "percent"
}

// bareLength reads units without a number: "for years", "decades-long", "weeks or months".
func (s *scan) bareLength(i int) node {
	w := s.word(i)
	long := s.hyphen(i + 1)
	if w.is(unit|units) && long > i+1 && s.low(long) == "long" {
		value := vagueValue(w.code(unit | units))
		if !w.is(units) {
			one := stretch{amount: amount{n: 1}, unit: w.code(unit)}
			value = one.value()
		}
		return node{end: long + 1, typ: corpus.Duration, value: value}
	}
	if !w.is(units) || w.code(units) == "S" || w.low == "weekends" || s.tag(i-1) == "CD" && s.low(i-1) != "of" || s.age(i+1) || s.joinedBefore(i) {
		return node{}
	}
	before := s.low(i - 1)
	if next := s.low(i + 1); (next == "after" || next == "before") && before != "of" && !durable[before] {
		return node{end: i + 1, typ: corpus.Duration, value: vagueValue(w.code(units))}
	}
	if !durable[before] || before == "to" || before == "about" || w.is(weekdays) {
		return node{}
	}
	if next := s.low(i + 1); next == "when" || next == "that" || next == "of" && before != "for" && before != "after" {
		return node{}
	}
	end := i + 1
	if s.low(end) == "or" && s.is(end+1, units) {
		end += 2
	}
	return node{end: end, typ: corpus.Duration, value: vagueValue(w.code(units))}
}

// theUnits reads "the years that followed", "over the years", "the weeks ahead".
func (s *scan) theUnits(i int) node {
	k := i + 1
	if s.is(k, part) && s.low(k) != "mid" || s.low(k) == "first" || s.low(k) == "last" {
		k++
	}
	if !s.is(k, units) || s.is(k, ordinal) || s.low(k) == "minutes" || s.low(k) == "weekends" {
		return node{}
	}
	n := node{end: k + 1, typ: corpus.Duration, value: vagueValue(s.word(k).code(units))}
	switch s.low(k + 1) {
	case "ahead":
		n.end++
		return n
	case "after", "before", "that", "since", "leading", "following", "to":
		return n
	}
	if before := s.low(i - 1); (before == "in" || before == "over" || before == "through") && s.low(k+1) != "of" {
		return n
	}
	return node{}
}

// joinedBefore reports whether word i is the later part of a compound.
func (s *scan) joinedBefore(i int) bool { return i > 0 && s.hyphen(i-1) == i }
