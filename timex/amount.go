package timex

import (
	"math"
	"strconv"
	"strings"
)

// amount is how many units a length has.
type amount struct {
	n      float64
	vague  bool // "several", "few"
	one    bool // an article: "a year"
	ending int  // the word after it
}

// maxAmount bounds the lengths that are read.
const maxAmount = 1e6

// amount reads a number before a unit: "two", "2 1/2", "twenty-four", "a hundred", "a
// few", "two to three", "a couple of".
func (s *scan) amount(i int) (amount, bool) {
	a, ok := s.oneAmount(i)
	if !ok {
		return a, false
	}
	k := a.ending // a range takes its first number: "two to three weeks"
	for _, step := range []int{k, s.hyphen(k)} {
		if w := s.low(step); w == "to" || w == "or" || w == "-" || w == "–" {
			if b, ok := s.oneAmount(s.afterHyphen(step + 1)); ok && !b.one && !a.one {
				a.ending = b.ending
				return a, true
			}
		}
	}
	return a, true
}

func (s *scan) afterHyphen(i int) int {
	if s.low(i) == "-" {
		return i + 1
	}
	return i
}

func (s *scan) oneAmount(i int) (amount, bool) {
	if i >= len(s.words) {
		return amount{}, false
	}
	w := s.word(i)
	switch {
	case w.low == "a" || w.low == "an":
		return s.articleAmount(i)
	case w.low == "couple":
		k := i + 1
		if s.low(k) == "of" {
			k++
		}
		return amount{n: 2, ending: k}, s.is(i-1, deictic)
	case w.low == "half":
		if s.low(i+1) == "a" || s.low(i+1) == "an" {
			return amount{n: .5, ending: i + 2}, true
		}
		if k := s.hyphen(i + 1); s.is(k, unit) {
			return amount{n: .5, ending: k}, true
		}
	case w.is(vague) && s.low(i-1) != "as":
		return amount{vague: true, ending: i + 1}, true
	case w.is(number):
		return s.wordAmount(i)
	case w.first() >= '0' && w.first() <= '9':
		return s.digitAmount(i)
	}
	return amount{}, false
}

// articleAmount reads "a few", "a couple of", "a dozen", "a hundred", "a half", "a".
func (s *scan) articleAmount(i int) (amount, bool) {
	switch next := s.low(i + 1); {
	case next == "few":
		return amount{vague: true, ending: i + 2}, true
	case next == "couple":
		end := i + 2
		if s.low(end) == "of" {
			end++
		}
		return amount{n: 2, ending: end}, true
	case next == "dozen":
		return amount{n: 12, ending: i + 2}, true
	case next == "half":
		return amount{n: .5, ending: s.hyphen(i + 2)}, true
	case s.is(i+1, scale):
		return amount{n: float64(s.word(i + 1).n(scale)), ending: i + 2}, true
	}
	return amount{n: 1, one: true, ending: i + 1}, true
}

func (s *scan) wordAmount(i int) (amount, bool) {
	n, end := s.underHundred(i)
	total := float64(n)
	for s.is(end, scale) {
		total *= float64(s.word(end).n(scale))
		end++
		k := end
		if s.low(k) == "and" {
			k++
		}
		if more, e := s.underHundred(k); e > 0 {
			total, end = total+float64(more), e
		}
	}
	return s.withHalf(amount{n: total, ending: end})
}

func (s *scan) digitAmount(i int) (amount, bool) {
	n, err := strconv.ParseFloat(strings.ReplaceAll(s.word(i).form, ",", ""), 64)
	if err != nil || n > maxAmount || math.IsNaN(n) {
		return amount{}, false
	}
	if next := s.word(i + 1); next.digits() && len(next.form) == 3 && s.word(i).digits() { // "1 500 years"
		more, _ := strconv.Atoi(next.form)
		return s.withHalf(amount{n: 1000*n + float64(more), ending: i + 2})
	}
	return s.withHalf(amount{n: n, ending: i + 1})
}

// fractions are parts of one that may follow a number.
var fractions = map[string]float64{"1/2": .5, "½": .5, "1/4": .25, "¼": .25, "3/4": .75, "¾": .75}

// withHalf adds "and a half", "1/2".
func (s *scan) withHalf(a amount) (amount, bool) {
	if f, ok := fractions[s.low(a.ending)]; ok {
		a.n += f
		a.ending++
		return a, true
	}
	if end := s.andHalf(a.ending); end > 0 {
		a.n += .5
		a.ending = end
	}
	return a, a.n <= maxAmount
}

// andHalf returns the word after "and a half", 0 where that does not stand there.
func (s *scan) andHalf(i int) int {
	k := s.hyphen(i)
	if s.low(k) != "and" {
		return 0
	}
	k = s.hyphen(k + 1)
	if s.low(k) != "a" {
		return 0
	}
	if k = s.hyphen(k + 1); s.low(k) != "half" {
		return 0
	}
	return k + 1
}
