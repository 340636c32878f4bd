package timex

import (
	"fmt"
	"strconv"
	"strings"

	"hearsay/corpus"
)

// in adds a part of the day to a day: "MO".
func (p point) in(code string) point {
	if p.grain == ofDay {
		p.clock = "T" + code
	}
	return p
}

// at adds a time of the clock to a day.
func (p point) atClock(clock string) point {
	if p.grain == ofDay {
		p.clock = "T" + clock
	}
	return p
}

// clock reads a time of the clock and the day beside it: "3 p.m.", "noon Thursday",
// "7:15 a.m. EST on March 3", "five o'clock", "4 in the morning".
func (s *scan) clock(i int) node {
	t, end := s.clockTime(i)
	if end == 0 {
		return node{}
	}
	if s.is(end, zone) && s.word(end).form == strings.ToUpper(s.word(end).form) {
		end++
	}
	if s.low(end) == "local" && s.low(end+1) == "time" {
		end += 2
	}
	n := node{end: end, typ: corpus.Time, at: func(a *anchors) point { return a.today().atClock(t) }}
	k := s.elsewhere(end)
	if s.low(k) == "," || s.low(k) == "on" {
		k++
	}
	if d := s.dayAt(k); d.end > 0 {
		at := d.at
		n.stated, n.at = d.stated, func(a *anchors) point { return at(a).atClock(t) }
		if s.low(end) != "(" {
			n.end = d.end
		}
	}
	return n
}

// elsewhere returns the word behind the same time of another zone in brackets, "(2200
// GMT)", or k.
func (s *scan) elsewhere(k int) int {
	if s.low(k) != "(" {
		return k
	}
	for end := k + 1; end < k+5; end++ {
		if s.low(end) == ")" && s.is(end-1, zone) {
			return end + 1
		}
	}
	return k
}

// dayAt reads a day at word k.
func (s *scan) dayAt(k int) node {
	n := s.point(k)
	if !n.day {
		return node{}
	}
	return n
}

// today is the day that a time without one belongs to: that of the sentence, else the day
// of writing.
func (a *anchors) today() point {
	if a.day.known() && a.dayIn == a.here {
		return a.day
	}
	if w := a.written.widen(ofDay); w.known() {
		return w
	}
	if a.day.known() && a.here-a.dayIn <= 1 {
		return a.day
	}
	p := onDay(date(2000, 1, 1))
	p.nowhere = true
	return p
}

// clockTime reads the time itself: "15:00".
func (s *scan) clockTime(i int) (string, int) {
	w := s.word(i)
	if w.is(hour) && !s.joinedBefore(i) && s.low(i-1) != "high" {
		return fmt.Sprintf("%02d:00", w.n(hour)), i + 1
	}
	if t, end := s.fourDigitTime(i); end > 0 {
		return t, end
	}
	h, m, ok := hourMinute(w.low)
	end := i + 1
	if !ok && w.is(number) && w.n(number) <= 12 {
		h, ok = w.n(number), true
	}
	if !ok {
		return gluedTime(w.low, end)
	}
	dotted := strings.Contains(w.low, ".")
	minutes := strings.Contains(w.low, ":") || dotted && s.is(end, zone)
	switch {
	case s.is(end, meridiem) && h <= 12:
		h = h%12 + s.word(end).n(meridiem)
		end++
	case dotted && !s.timed(i):
		return "", 0
	case s.low(end) == "o'clock":
		end++
		h, end = s.dayHalf(h, end)
	case s.low(end) == "in" && s.low(end+1) == "the" && s.is(end+2, daypart) && h <= 12:
		h, end = s.dayHalf(h, end)
	case !minutes || s.low(i-1) == ":" || !s.timed(i):
		return "", 0
	}
	return fmt.Sprintf("%02d:%02d", h, m), end
}

// fourDigitTime reads "0930 hrs", "at 1530 hours", "1530 GMT". Behind other words than those
// of a point in time, and before "of", hours are counted. In brackets it is that of another
// zone again.
func (s *scan) fourDigitTime(i int) (string, int) {
	w := s.word(i)
	if !w.digits() || len(w.form) != len("0930") {
		return "", 0
	}
	h, m, ok := hourMinute(w.form[:2] + ":" + w.form[2:])
	end := i + 1
	switch s.low(end) {
	case "hours", "hrs":
		before := s.low(i - 1)
		at := w.first() == '0' || before == "at" || before == "by" || before == "until" || before == "till" || before == "since"
		if end++; !at || s.low(end) == "of" {
			return "", 0
		}
	default:
		ok = ok && s.low(i-1) != "(" && s.is(end, zone) && s.word(end).form == strings.ToUpper(s.word(end).form)
	}
	if !ok {
		return "", 0
	}
	return fmt.Sprintf("%02d:%02d", h, m), end
}

// timed reports whether digits with a mark in them are a time, and no score or decimals.
func (s *scan) timed(i int) bool {
	switch s.low(i - 1) {
	case "at", "by", "until", "till", "from", "to", "before", "after", "about", "around", "and", "since", "between":
		return true
	}
	return s.is(i+1, zone) || s.low(i+1) == "local"
}

// dayHalf reads "in the morning" behind an hour.
func (s *scan) dayHalf(h, end int) (int, int) {
	if s.low(end) != "in" || s.low(end+1) != "the" || !s.is(end+2, daypart) {
		return h, end
	}
	if s.word(end+2).code(daypart) != "MO" && h < 12 {
		h += 12
	}
	return h, end + 3
}

// hourMinute reads "7" and "7:15" and "7.15".
func hourMinute(low string) (h, m int, ok bool) {
	hours, minutes, both := strings.Cut(strings.Replace(low, ".", ":", 1), ":")
	h, err := strconv.Atoi(hours)
	if err != nil || h < 0 || h > 24 || len(hours) > 2 || !both && h > 12 {
		return 0, 0, false
	}
	if !both {
		return h, 0, h > 0
	}
	m, err = strconv.Atoi(minutes)
	return h, m, err == nil && m >= 0 && m < 60 && len(minutes) == 2
}

// gluedTime reads "3pm" where it is one token.
func gluedTime(low string, end int) (string, int) {
	for _, half := range []struct {
		suffix string
		hours  int
	}{{"am", 0}, {"a.m", 0}, {"pm", 12}, {"p.m", 12}} {
		if digits, ok := strings.CutSuffix(low, half.suffix); ok {
			if h, m, ok := hourMinute(digits); ok && h <= 12 {
				return fmt.Sprintf("%02d:%02d", h%12+half.hours, m), end
			}
		}
	}
	return "", 0
}

// dayTime reads a part of a day: "Monday evening", "last night", "tonight", "yesterday
// afternoon", "the morning of March 3", "in the morning".
func (s *scan) dayTime(i int) node {
	if s.low(i) == "tonight" || s.low(i) == "overnight" && (s.tag(i) == "RB" || s.tag(i) == "JJ") {
		return node{end: i + 1, typ: corpus.Time, aside: s.low(i) == "overnight", at: func(a *anchors) point { return a.told(ofDay, 0).in("NI") }}
	}
	if s.low(i) == "the" && s.is(i+1, daypart) && s.low(i+2) == "of" {
		if d := s.dayAt(i + 3); d.end > 0 {
			return s.partOfDay(d, i+1, d.end)
		}
	}
	if s.is(i, daypart) && s.word(i).low != "night" {
		if d := s.dayBehind(i + 1); d.end > 0 { // "afternoon yesterday"
			return s.partOfDay(d, i, d.end)
		}
	}
	if s.low(i) == "the" && s.is(i+1, daypart) && s.low(i-1) == "in" && s.low(i+2) != "of" {
		code := s.word(i + 1).code(daypart)
		return node{end: i + 2, typ: corpus.Time, at: func(a *anchors) point { return a.today().in(code) }}
	}
	d := s.dayAt(i)
	if d.end == 0 || d.end >= len(s.words) {
		return node{}
	}
	if k := s.hyphen(d.end); s.is(k, daypart) && !s.title(k) {
		return s.partOfDay(d, k, k+1)
	}
	return node{}
}

// title reports whether the part of the day at word k begins a name: "Monday Night Football".
func (s *scan) title(k int) bool { return s.capital(k) && s.capital(k+1) }

// dayBehind reads a day behind a part of it.
func (s *scan) dayBehind(k int) node {
	if k >= len(s.words) {
		return node{}
	}
	d := s.calendarDate(k)
	if !d.day {
		return node{}
	}
	return d
}

func (s *scan) partOfDay(d node, k, end int) node {
	code, at := s.word(k).code(daypart), d.at
	d.end, d.typ, d.day = end, corpus.Time, true
	d.at = func(a *anchors) point { return at(a).in(code) }
	return d
}

// daypartFrom reads "last night", "this morning".
func (s *scan) daypartFrom(k, n int, word string) node {
	code := s.word(k).code(daypart)
	if n > 0 || n < 0 && code != "NI" && code != "EV" || word == "past" || word == "current" || s.title(k) {
		return node{}
	}
	return node{end: k + 1, typ: corpus.Time, at: func(a *anchors) point { return a.told(ofDay, n).in(code) }}
}
