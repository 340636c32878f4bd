package timex

import (
	"time"

	"hearsay/corpus"
)

func monthOf(n int) time.Month { return time.Month(n) }

// season reads "the summer", "spring 2031", "the winter of 2031".
func (s *scan) season(i int) node {
	k := i
	if s.low(k) == "the" {
		k++
	}
	if !s.is(k, season) || s.tag(k) != "NN" && s.tag(k) != "NNP" || s.joinedBefore(k) || s.low(k+1) == "-" {
		return node{}
	}
	code := s.word(k).code(season)
	n := node{end: k + 1, typ: corpus.Date}
	if y := s.quarterYear(k + 1); y.end > 0 {
		year := y.at
		n.end, n.stated = y.end, y.stated
		n.at = func(a *anchors) point {
			if p := year(a); p.known() {
				return inSeason(p.first.Year(), code)
			}
			return point{}
		}
		return n
	}
	if s.low(k+1) == "of" || s.capital(k+1) && s.capital(k) || !s.seasonal(i, k) {
		return node{}
	}
	n.partial = true
	n.at = func(a *anchors) point { return a.inSomeYear(func(y int) point { return inSeason(y, code) }) }
	return n
}

// seasonal reports whether a season that stands alone is one: a fall may be of stairs,
// a spring of water.
func (s *scan) seasonal(i, k int) bool {
	before := s.low(i - 1)
	dates := before == "in" || before == "during" || before == "since" || before == "until" || before == "by" || before == "of" || s.is(i-1, part)
	if w := s.low(k); w == "spring" || w == "fall" {
		return dates && before != "of" && before != "by" || dates && k > i
	}
	return dates || k > i && before != ""
}

// feast reads the name of a holiday at word i.
func (s *scan) feast(i int) (feast, int) {
	if !s.capital(i) && !s.is(i, ordinal) && s.low(i) != "4th" {
		return feast{}, 0
	}
	rule, end := match(english().holidays, s.words, i)
	if end == 0 {
		return feast{}, 0
	}
	return english().feasts[rule], end
}

// holiday reads a holiday and the year behind it: "Christmas", "Thanksgiving Day, 2031".
func (s *scan) holiday(i int) node {
	f, end := s.feast(i)
	if end == 0 || s.low(i-1) == "mr" || s.joinedBefore(i) || s.low(i) == "epiphany" && s.low(i-1) != "on" {
		return node{}
	}
	if s.capital(end) && s.tag(end) == "NNP" && !s.is(end, weekday|daypart) && s.low(end) != "day" {
		return node{} // "Easter Island"
	}
	n := node{end: end, typ: corpus.Date, day: true}
	k := end
	if (s.low(k) == "," || s.low(k) == "of") && s.plainYear(k+1) {
		k++
	}
	if s.plainYear(k) {
		p, _ := s.bareYear(k)
		n.end, n.stated = k+1, true
		n.at = func(*anchors) point { return f.in(p.first.Year()) }
		return n
	}
	n.partial, n.at = true, func(a *anchors) point { return a.inSomeYear(f.in) }
	return n
}
