package timex

import (
	"strconv"
	"strings"

	"hearsay/corpus"
)

// recurring reads a time that comes back: "every Monday", "each year", "daily", "Tuesday
// nights", "Mondays", "every two weeks".
func (s *scan) recurring(i int) node {
	w := s.word(i)
	switch {
	case w.is(set) && !w.capital() || w.is(set) && i == 0:
		if t := s.tag(i); strings.HasPrefix(t, "NN") && w.low != "hourly" && !strings.HasPrefix(s.tag(i+1), "NN") {
			return node{} // a paper
		}
		return node{end: i + 1, typ: corpus.Set, value: w.code(set)}
	case w.is(adverbset) && s.tag(i) == "RB":
		return node{end: i + 1, typ: corpus.Set, value: w.code(adverbset)}
	case w.is(distributive):
		return s.each(i)
	case w.is(weekdays) && w.capital():
		return node{end: i + 1, typ: corpus.Set, value: "XXXX-WXX-" + strconv.Itoa(w.n(weekdays))}
	case w.is(weekday) && w.capital() && s.is(i+1, dayparts):
		return node{end: i + 2, typ: corpus.Set, value: weekly(w.n(weekday)) + "T" + s.word(i+1).code(dayparts)}
	}
	return node{}
}

func weekly(n int) string { return "XXXX-WXX-" + strconv.Itoa(n) }

// each reads what follows "every" or "each".
func (s *scan) each(i int) node {
	k := i + 1
	every := s.low(k) == "other"
	if every {
		k++
	}
	if s.low(k) == "single" {
		k++
	}
	if k >= len(s.words) {
		return node{}
	}
	n := node{end: k + 1, typ: corpus.Set}
	w := s.word(k)
	switch {
	case w.is(unit) && !w.is(ordinal) && w.low != "minute" || w.is(unit) && s.low(i) == "every" && !w.is(ordinal):
		one := stretch{amount: amount{n: 1}, unit: w.code(unit)}
		if every {
			one.n = 2
		}
		n.value = one.value()
	case w.is(weekday) && w.capital():
		n.value = weekly(w.n(weekday))
		if s.is(k+1, daypart) {
			n.end, n.value = k+2, n.value+"T"+s.word(k+1).code(daypart)
		}
	case w.is(month) && w.capital():
		n.value = "XXXX-" + inMonth(2000, monthOf(w.n(month))).first.Format("01")
	case w.is(season):
		n.value = "XXXX-" + w.code(season)
	case w.is(daypart):
		n.value = "XXXX-XX-XXT" + w.code(daypart)
	default:
		return s.everyMany(i, k)
	}
	return n
}

// everyMany reads "every two weeks", "each of the past three years".
func (s *scan) everyMany(i, k int) node {
	if l, ok := s.lengthAt(k); ok && !l.one && s.low(i) == "every" {
		return node{end: l.ending, typ: corpus.Set, value: l.value()}
	}
	if s.low(k) == "of" {
		if p := s.relative(k + 1); p.typ == corpus.Duration {
			return p
		}
	}
	return node{}
}
