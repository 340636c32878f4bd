package timex

import (
	"strconv"
	"strings"
	"time"

	"hearsay/corpus"
)

// calendarDate reads a date of the calendar: "Monday", "Monday, March 18, 2031", "March 2031",
// "18 March", "2031-03-18", "today".
func (s *scan) calendarDate(i int) node {
	w := s.word(i)
	switch {
	case w.is(day) && !(w.capital() && s.capital(i-1) && s.tag(i) == "NNP"):
		n := w.n(day)
		return node{end: i + 1, typ: corpus.Date, day: true, at: func(a *anchors) point { return a.told(ofDay, n) }}
	case w.is(weekday) && w.capital():
		return s.weekdayDate(i)
	case w.is(month) && w.capital():
		n, _ := s.monthDay(i)
		return n
	}
	if n := s.numeric(i); n.end > 0 {
		return n
	}
	if n := s.listedDay(i); n.end > 0 {
		return n
	}
	if n := s.dayMonth(i); n.end > 0 {
		return n
	}
	return s.leadingDay(i)
}

// leadingDay reads the first day of "22-25 April 2031", "between 3 and 5 March".
func (s *scan) leadingDay(i int) node {
	d, end := s.dayNumber(i)
	if d == 0 || !s.word(i).digits() || !s.is(end, joining) && s.low(end) != "-" || end+1 >= len(s.words) {
		return node{}
	}
	n := s.dayMonth(end + 1)
	if n.end == 0 || !s.word(end+1).digits() {
		return node{}
	}
	at := n.at
	n.end, n.month, n.at = end, false, func(a *anchors) point {
		p := at(a)
		if p.grain != ofDay {
			return point{}
		}
		q := onDate(p.first.Year(), p.first.Month(), d)
		q.yearly = p.yearly
		return q
	}
	return n
}

// weekdayDate reads a weekday and the date beside it.
func (s *scan) weekdayDate(i int) node {
	if s.is(i, short) && s.low(i-1) == "the" {
		return node{} // "the Day of the Sun, April 15"
	}
	for _, k := range []int{i + 1, i + 2} {
		if k >= len(s.words) || k == i+2 && s.low(i+1) != "," && s.low(i+1) != "the" {
			break
		}
		if n := s.fullDay(k); n.end > 0 {
			return n.onWeekday(s.word(i).n(weekday))
		}
	}
	w := s.word(i)
	if w.is(short) && s.form(i) != w.low+"." || !s.bareWeekday(i) {
		return node{}
	}
	n := w.n(weekday)
	return node{end: i + 1, typ: corpus.Date, day: true, at: func(a *anchors) point { return a.weekday(n) }}
}

// onWeekday makes a date without a year fall on the weekday told with it.
func (n node) onWeekday(d int) node {
	if !n.partial {
		return n
	}
	at := n.at
	n.at = func(a *anchors) point {
		p := at(a)
		if !p.known() || isoWeekday(p.first) == d {
			return p
		}
		for _, years := range []int{-1, 1, -2, 2} {
			if q := p.shift(years); q.known() && isoWeekday(q.first) == d && q.first.Day() == p.first.Day() {
				return q
			}
		}
		return p
	}
	return n
}

// isoWeekday is 1 for Monday and 7 for Sunday.
func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// form returns the form of word i in lower case, with its marks.
func (s *scan) form(i int) string { return strings.ToLower(s.word(i).form) }

// fullDay reads a month with a day, in either order.
func (s *scan) fullDay(k int) node {
	n := s.dayMonth(k)
	if s.is(k, month) && s.capital(k) {
		n, _ = s.monthDay(k)
	}
	if !n.day {
		return node{}
	}
	return n
}

// bareWeekday reports whether a capital weekday is a date and not a part of a name.
func (s *scan) bareWeekday(i int) bool {
	if s.capital(i+1) && s.is(i+1, titled) {
		return false
	}
	return !(s.capital(i-1) && s.is(i-1, byname))
}

// monthDay reads a date that begins with a month. It reports false where the word is no
// month.
func (s *scan) monthDay(i int) (node, bool) {
	w := s.word(i)
	m := time.Month(w.n(month))
	if d, end := s.dayNumber(i + 1); d > 0 {
		return s.withYear(m, d, end), true
	}
	if s.low(i+1) == "the" {
		if d, end := s.dayNumber(i + 2); d > 0 && s.is(i+2, ordinal) {
			return s.withYear(m, d, end), true
		}
	}
	n := s.withYear(m, 0, i+1)
	if n.partial && !s.bareMonth(i) {
		return node{}, false
	}
	return n, true
}

// bareMonth reports whether a month that stands alone is one: "in May", not "May said".
func (s *scan) bareMonth(i int) bool {
	w := s.word(i)
	if w.is(short) && w.form == strings.TrimSuffix(w.form, ".") {
		return false
	}
	if w.is(verblike) && s.low(i-1) == "the" {
		return strings.HasPrefix(s.tag(i), "NNP") && strings.HasPrefix(s.tag(i+1), "NN") && !s.capital(i+1)
	}
	if w.is(verblike) {
		return strings.HasPrefix(s.tag(i), "NN") && (s.is(i-1, dating) || s.is(i-1, deictic) || s.is(i-1, anaphoric) || s.is(i-1, distributive))
	}
	if s.is(i-1, dating) || s.is(i-1, deictic) {
		return !s.capital(i+1) || s.is(i+1, daypart) || s.low(i) != "august" && s.low(i) != "april" && s.low(i) != "june"
	}
	name := s.tag(i-1) == "NNP" && s.capital(i-1) && !s.is(i-1, weekday)
	return !name && !(s.tag(i+1) == "NNP" && (s.low(i) == "april" || s.low(i) == "june" || s.low(i) == "august"))
}

// dayNumber reads the day of a month: "18", "18th", "eighth", "twenty-first".
func (s *scan) dayNumber(i int) (day, end int) {
	if i >= len(s.words) {
		return 0, 0
	}
	w := s.word(i)
	if n, ok := ordinalNumber(w.low); ok && n <= 31 {
		return n, i + 1
	}
	if w.digits() && len(w.form) <= 2 {
		n, _ := strconv.Atoi(w.form)
		if n >= 1 && n <= 31 && s.low(i+1) != "%" && !s.is(i+1, meridiem) && !(s.is(i+1, units) && s.low(i+1) != "second") {
			return n, i + 1
		}
		return 0, 0
	}
	if k := s.hyphen(i + 1); w.is(number) && (w.n(number) == 20 || w.n(number) == 30) && s.is(k, ordinal) && s.word(k).n(ordinal) < 10 {
		return w.n(number) + s.word(k).n(ordinal), k + 1
	}
	if w.is(ordinal) && !s.is(i+1, period) && s.low(i+1) != "-" {
		return w.n(ordinal), i + 1
	}
	return 0, 0
}

// ordinalNumber reads "18th".
func ordinalNumber(low string) (int, bool) {
	if len(low) < 3 || low[0] < '0' || low[0] > '9' {
		return 0, false
	}
	switch low[len(low)-2:] {
	case "st", "nd", "rd", "th":
		n, err := strconv.Atoi(low[:len(low)-2])
		return n, err == nil && n > 0
	}
	return 0, false
}

// withYear completes a month, or a day of it, by the year that follows.
func (s *scan) withYear(m time.Month, d, end int) node {
	at := func(y int) point {
		if d > 0 {
			return onDate(y, m, d)
		}
		return inMonth(y, m)
	}
	n := node{end: end, typ: corpus.Date, day: d > 0, month: d > 0}
	k := end
	if w := s.low(k); w == "," && d > 0 || w == "of" && d == 0 || w == "," && s.plainYear(k+1) && s.low(k+2) != "," {
		k++
	}
	if s.plainYear(k) {
		y, _ := strconv.Atoi(s.word(k).form)
		n.end, n.stated, n.at = k+1, true, func(*anchors) point { return at(y) }
		return n
	}
	if y, e := s.spokenYear(k); e > 0 {
		n.end, n.stated, n.at = e, true, func(*anchors) point { return at(y) }
		return n
	}
	for _, from := range []int{end, end + 1} { // "June last year", "January, this year"
		if from == end+1 && s.low(end) != "of" && s.low(end) != "," {
			break
		}
		if r := s.relative(from); r.end > from+1 && s.low(r.end-1) == "year" && s.is(r.end-2, deictic|anaphoric) {
			year := r.at
			n.end, n.at = r.end, func(a *anchors) point {
				if y := year(a); y.known() {
					return at(y.first.Year())
				}
				return a.yearBefore(at)
			}
			return n
		}
	}
	n.partial, n.at = true, func(a *anchors) point { return a.inSomeYear(at) }
	return n
}

// plainYear reports whether word i is four digits of a year.
func (s *scan) plainYear(i int) bool {
	return i < len(s.words) && s.word(i).digits() && len(s.word(i).form) == 4 && s.word(i).form >= "1000" && s.word(i).form < "2200"
}

// dayMonth reads "18 March 2031", "the 18th of March".
func (s *scan) dayMonth(i int) node {
	k := i
	if s.low(k) == "the" {
		k++
	}
	d, end := s.dayNumber(k)
	if d == 0 {
		return node{}
	}
	if s.low(end) == "of" && (k > i || s.word(k).first() > '9' || end > k+1 || len(s.word(k).form) > 2) {
		end++
	} else if k > i {
		return node{}
	}
	if end >= len(s.words) || !s.is(end, month) || !s.capital(end) || s.is(end, short) && s.low(end) != "sept" && len(s.word(end).form) > 4 {
		return node{}
	}
	return s.withYear(time.Month(s.word(end).n(month)), d, end+1)
}

// listedDay reads the further day of "April 24 and 25", "March 3-5".
func (s *scan) listedDay(i int) node {
	if len(s.phrases) == 0 || !s.word(i).digits() || !s.is(i-1, joining) && s.low(i-1) != "," {
		return node{}
	}
	first := &s.phrases[len(s.phrases)-1]
	d, end := s.dayNumber(i)
	if first.end != i-1 || !first.month || d == 0 || end < len(s.words) && (s.is(end, month|units|unit) || s.tag(end) == "NNS" || s.low(end) == "-") {
		return node{}
	}
	at := first.at
	n := node{end: end, typ: corpus.Date, day: true, month: true, stated: first.stated, partial: first.partial}
	year := 0
	if s.low(end) == "," && s.plainYear(end+1) && !s.is(end+2, month) {
		year, _ = strconv.Atoi(s.word(end + 1).form)
		n.end, n.stated, n.partial = end+2, true, false
	}
	n.at = func(a *anchors) point {
		p := at(a)
		if p.grain != ofDay {
			return point{}
		}
		y, yearly := p.first.Year(), p.yearly
		if year > 0 {
			y, yearly = year, false
		}
		p = onDate(y, p.first.Month(), d)
		p.yearly = yearly
		return p
	}
	return n
}

// numericForms are ways to write a date in digits; the American order of month and day
// goes before the other.
var numericForms = []string{"2006-01-02", "2006/01/02", "1/2/2006", "1/2/06", "2/1/2006", "2/1/06", "2.1.2006", "02.01.2006", "2006-01"}

// numeric reads a date in digits.
func (s *scan) numeric(i int) node {
	f := s.word(i).form
	if len(f) < 6 || len(f) > 10 || f[0] < '0' || f[0] > '9' || !strings.ContainsAny(f, "-/.") {
		return node{}
	}
	for _, form := range numericForms {
		t, err := time.Parse(form, f)
		if err != nil || t.Year() < 1000 {
			continue
		}
		if strings.HasSuffix(form, "/06") { // not by the pivot of package time
			y, _ := shortYear(f[len(f)-2:])
			t = date(y, t.Month(), t.Day())
		}
		p := onDay(t)
		if form == "2006-01" {
			p = inMonth(t.Year(), t.Month())
		}
		return node{end: i + 1, typ: corpus.Date, day: p.grain == ofDay, stated: true, at: func(*anchors) point { return p }}
	}
	return node{}
}
