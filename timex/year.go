package timex

import (
	"strconv"
	"strings"

	"hearsay/corpus"
)

// earliest and latest bound the numbers that are years wherever they stand; others need
// a word before them that dates.
const (
	earliest = 1900
	latest   = 2059
)

// year reads a year, decade or century: "2031", "fiscal 2031", "the 1990s", "the 20th
// century", "nineteen ninety-six", "'87".
func (s *scan) year(i int) node {
	k := i
	if s.low(k) == "the" {
		k++
	}
	for _, read := range []func(*scan, int) (point, int){(*scan).decade, (*scan).century, (*scan).namedYear} {
		if p, end := read(s, k); end > 0 {
			return node{end: end, typ: corpus.Date, stated: true, at: func(*anchors) point { return p }}
		}
	}
	if k > i {
		return node{}
	}
	if p, end := s.bareYear(i); end > 0 {
		return node{end: end, typ: corpus.Date, stated: true, at: func(*anchors) point { return p }}
	}
	return node{}
}

// namedYear reads "year 2031", "fiscal 2031", "FY2031", "fiscal year 2031".
func (s *scan) namedYear(i int) (point, int) {
	k := i
	if s.is(k, fiscal) {
		k++
	}
	if s.low(k) == "year" || s.low(k) == "fy" {
		k++
	}
	if k == i || k >= len(s.words) {
		return point{}, 0
	}
	if y, end := s.spokenYear(k); end > 0 {
		return inYear(y), end
	}
	if s.plainYear(k) {
		y, _ := strconv.Atoi(s.word(k).form)
		return inYear(y), k + 1
	}
	if y, ok := shortYear(s.word(k).form); ok && s.low(k-1) == "fy" {
		return inYear(y), k + 1
	}
	return point{}, 0
}

// pivot parts two-digit years of this century from those of the last.
const pivot = 40

func shortYear(form string) (int, bool) {
	y, err := strconv.Atoi(strings.TrimLeft(form, "'’"))
	if err != nil || len(form) < 2 || y < 0 || y > 99 {
		return 0, false
	}
	if y < pivot {
		return 2000 + y, true
	}
	return 1900 + y, true
}

// bareYear reads a number that is a year by itself or by the word before it.
func (s *scan) bareYear(i int) (point, int) {
	w := s.word(i)
	if y, end := s.spokenYear(i); end > 0 && (s.is(i-1, yearing) || y >= earliest && end > i+1 && s.low(i) == "nineteen") {
		return inYear(y), end
	}
	if y, ok := shortYear(w.form); ok && (w.first() == '\'' || strings.HasPrefix(w.form, "’")) && len(w.low) == len(strings.TrimLeft(w.low, "'’"))+1 {
		return inYear(y), i + 1
	}
	if w.digits() && len(w.form) == 2 && s.rangeEnd(i) {
		from, _ := strconv.Atoi(s.word(i - 2).form)
		y, _ := strconv.Atoi(w.form)
		if y = from - from%100 + y; y > from {
			return inYear(y), i + 1
		}
	}
	if p, end := s.bygoneYear(i); end > 0 {
		return p, end
	}
	if !s.plainYear(i) || s.counted(i) {
		return point{}, 0
	}
	y, _ := strconv.Atoi(w.form)
	if y >= earliest && y <= latest || s.is(i-1, yearing) && !s.counts(i) || s.rangeEnd(i) || s.rangeStart(i) || s.low(i-1) == "(" && s.low(i+1) == ")" {
		return inYear(y), i + 1
	}
	return point{}, 0
}

// bygoneYear reads a year before Christ: "490 BC".
func (s *scan) bygoneYear(i int) (point, int) {
	era := s.low(i + 1)
	if era != "bc" && era != "b.c" && era != "bce" && era != "b.c.e" || !s.word(i).digits() || len(s.word(i).form) > 4 {
		return point{}, 0
	}
	y, _ := strconv.Atoi(s.word(i).form)
	if y == 0 {
		return point{}, 0
	}
	return point{first: date(y, 1, 1), grain: ofYear, bygone: true}, i + 2
}

// rangeStart reports whether word i is the 1861 of "1861-1863".
func (s *scan) rangeStart(i int) bool {
	dash := s.low(i + 1)
	return (dash == "-" || dash == "–") && s.plainYear(i+2) && s.word(i).form < s.word(i+2).form && s.word(i).End == s.word(i+1).Start
}

// rangeEnd reports whether word i is the 88 of "1987-88".
func (s *scan) rangeEnd(i int) bool {
	dash := s.low(i - 1)
	return i >= 2 && (dash == "-" || dash == "–" || dash == "/") && s.plainYear(i-2) && s.word(i-1).End == s.word(i).Start
}

// counts reports whether the words around four digits show that "of", "from", "between",
// "around" or "by" before them stands before a count: "a death toll of 1200", "rose from
// 1200 to 1500", "around 1800 were wounded".
func (s *scan) counts(i int) bool {
	end := i + 1
	if s.is(end, joining) && s.word(end+1).digits() {
		end += 2
	}
	before := i - 2
	switch s.low(i - 1) {
	case "of":
		return s.is(before, toll) || s.tag(end) == "NNS"
	case "from", "by":
		return s.lemmaIs(before, change) || s.tag(end) == "NNS"
	case "between", "around":
		return s.lemmaIs(before, change) || s.tag(end) == "NNS" || s.low(end) == "more" || s.beginsClause(i, end)
	}
	return false
}

// beginsClause reports whether word i, with a preposition before it, is in the clause of a
// plural verb at word end, and belongs to no noun or participle before it: "around 1800
// were wounded", but not "those born around 1800 were old".
func (s *scan) beginsClause(i, end int) bool {
	switch s.low(end) {
	case "were", "are", "have":
		switch t := s.tag(i - 2); s.low(i - 2) {
		case "said", "says", "that":
			return true
		default:
			return s.sentence.Tokens[s.word(i).token].Head >= s.word(end).token && t != "VBN" && !strings.HasPrefix(t, "NN")
		}
	}
	return false
}

// counted reports whether a number counts something, names something or is money.
func (s *scan) counted(i int) bool {
	before, after := s.low(i-1), s.low(i+1)
	switch before {
	case "$", "£", "€", "#", "no", "nos", "number", "flight", "page", "room", "channel", "u.s.$":
		return true
	}
	if after == "%" || after == "percent" || s.is(i+1, units) || s.is(i+1, scale) || after == "°" {
		return true
	}
	return s.tag(i+1) == "NNS" && s.sentence.Tokens[s.word(i).token].Rel == "nummod" && !s.is(i-1, yearing|article)
}

// spokenYear reads a year in words: "nineteen ninety-six", "two thousand", "two thousand
// and four", "twenty thirty-one".
func (s *scan) spokenYear(i int) (year, end int) {
	if !s.is(i, number) {
		return 0, 0
	}
	first := s.word(i).n(number)
	if first == 2 && s.low(i+1) == "thousand" {
		k := i + 2
		if s.low(k) == "and" {
			k++
		}
		if n, e := s.underHundred(k); e > 0 {
			return 2000 + n, e
		}
		return 2000, i + 2
	}
	if first < 15 || first > 20 {
		return 0, 0
	}
	n, e := s.underHundred(s.hyphen(i + 1))
	if e == 0 || n < 10 {
		return 0, 0
	}
	return 100*first + n, e
}

// underHundred reads a number in words below a hundred.
func (s *scan) underHundred(i int) (n, end int) {
	if !s.is(i, number) {
		return 0, 0
	}
	n = s.word(i).n(number)
	if k := s.hyphen(i + 1); n >= 20 && s.is(k, number) && s.word(k).n(number) < 10 {
		return n + s.word(k).n(number), k + 1
	}
	return n, i + 1
}

// decade reads "1990s", "'80s", "nineties", "nineteen nineties".
func (s *scan) decade(i int) (point, int) {
	if i >= len(s.words) || s.ageRange(i) {
		return point{}, 0
	}
	w := s.word(i)
	if w.low == "nineteen" && s.is(i+1, tens) {
		return inDecade(1900 + s.word(i+1).n(tens)), i + 2
	}
	if w.is(tens) && (s.low(i-1) == "the" || s.is(i-1, part)) {
		return inDecade(1900 + w.n(tens)), i + 1
	}
	digits := strings.TrimSuffix(strings.TrimSuffix(w.low, "s"), "'")
	if digits == w.low || len(digits) < 2 {
		return point{}, 0
	}
	y, err := strconv.Atoi(strings.TrimLeft(digits, "'’"))
	switch bare := strings.TrimLeft(digits, "'’"); {
	case err != nil || y%10 != 0:
	case len(bare) == 4 && y >= 1000 && y < 2200:
		if y%100 == 0 && y < 2000 {
			return point{first: date(y, 1, 1), grain: ofCentury}, i + 1
		}
		return inDecade(y), i + 1
	case len(bare) == 2 && (len(digits) > 2 || s.low(i-1) == "the" && y >= 20 || s.is(i-1, part)):
		if y < 20 {
			return inDecade(2000 + y), i + 1
		}
		return inDecade(1900 + y), i + 1
	}
	return point{}, 0
}

// ageRange reports whether decades before word i are those of somebody's life: "in her
// late 20s".
func (s *scan) ageRange(i int) bool {
	for i--; s.is(i, part) || s.low(i) == "-"; i-- {
	}
	return s.is(i, article) && s.low(i) != "the"
}

func inDecade(y int) point { return point{first: date(y, 1, 1), grain: ofDecade} }

// century reads "20th century", "nineteenth-century", "third century BC".
func (s *scan) century(i int) (point, int) {
	n, k := s.ordinalAt(i)
	if k = s.hyphen(k); n == 0 || n > 30 || s.low(k) != "century" {
		return point{}, 0
	}
	if n == 1 || s.low(k+1) == "bc" || s.low(k+1) == "b.c" {
		return point{}, 0
	}
	return point{first: date(100*(n-1), 1, 1), grain: ofCentury}, k + 1
}

// ordinalAt reads an ordinal number, in digits or words.
func (s *scan) ordinalAt(i int) (n, end int) {
	if i >= len(s.words) {
		return 0, i
	}
	if n, ok := ordinalNumber(s.word(i).low); ok {
		return n, i + 1
	}
	if k := s.hyphen(i + 1); s.low(i) == "twenty" && s.is(k, ordinal) {
		return 20 + s.word(k).n(ordinal), k + 1
	}
	if s.is(i, ordinal) {
		return s.word(i).n(ordinal), i + 1
	}
	return 0, i
}
