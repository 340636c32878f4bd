package timex

import "hearsay/corpus"

// relative reads a period that is told from the day of writing or from a date before:
// "last year", "the past two years", "next Monday", "this summer", "the following month",
// "that day", "the quarter".
func (s *scan) relative(i int) node {
	k, the := i, false
	if s.is(k, article) && s.low(k) != "a" && s.low(k) != "an" {
		k, the = k+1, s.low(k) == "the"
	}
	if k >= len(s.words) || s.quoted(i) && s.capital(i) && s.capital(i+1) {
		return node{}
	}
	w := s.word(k)
	switch {
	case w.is(deictic):
		return s.deicticPeriod(i, k, the)
	case the && (w.is(fiscal) || w.is(filler)) && s.low(k+1) == "year", the && w.low == "latest" && s.is(k+1, fiscal) && s.low(k+2) == "year":
		return s.fullYear(k)
	case w.is(anaphoric) && (the || k == i && (w.low == "that" || w.low == "this")):
		return s.numbered(k, s.anaphoricPeriod(k))
	case the && (w.low == "first" || w.low == "final" || w.low == "initial" || w.low == "latest"):
		return s.manyPeriods(k+1, "")
	case w.low == "recent" && k == i, w.low == "coming":
		return s.pluralReference(k, w.low)
	case the && w.is(unit|weekday) && s.low(k+1) == "before" && s.low(k+2) == "last":
		return s.lastButOne(k)
	case the && w.low == "day" && (s.low(k+1) == "before" || s.low(k+1) == "after"):
		return s.besideDay(k)
	case the && w.is(unit):
		return s.thePeriod(k)
	}
	return node{}
}

// numbered prefers a number of periods where one stands.
func (s *scan) numbered(k int, n node) node {
	if s.low(k) == "that" || s.low(k) == "same" {
		return n
	}
	if m := s.manyPeriods(k+1, ""); m.end > n.end {
		return m
	}
	return n
}

// deicticPeriod reads what follows "last", "this", "next" at word k.
func (s *scan) deicticPeriod(i, k int, the bool) node {
	n, word := s.word(k).n(deictic), s.low(k)
	if m := s.manyPeriods(k+1, word); m.end > 0 {
		return m
	}
	k++
	if word == "this" && s.is(k, deictic) && s.low(k) != "this" { // "this past spring"
		n, word = s.word(k).n(deictic), s.low(k)
		k++
	}
	if s.is(k, fiscal) || s.low(k) == "calendar" {
		k++
	}
	if k >= len(s.words) || i+1 < k && word == "this" && the {
		return node{}
	}
	return s.namedPeriod(k, n, word, the)
}

// namedPeriod reads the period at word k that is n from the present one.
func (s *scan) namedPeriod(k, n int, word string, the bool) node {
	w := s.word(k)
	out := node{end: k + 1, typ: corpus.Date}
	switch {
	case s.named(k, weekday):
		d := w.n(weekday)
		out.day, out.at = true, func(a *anchors) point { return a.weekdayFrom(d, n) }
	case s.named(k, month):
		return s.monthFrom(k, n)
	case w.is(season):
		code := w.code(season)
		out.at = func(a *anchors) point { return a.yearlyFrom(n, func(y int) point { return inSeason(y, code) }) }
	case w.is(daypart) && !the:
		return s.daypartFrom(k, n, word)
	case w.is(daypart) && word == "next":
		code := w.code(daypart)
		out.typ, out.at = corpus.Time, func(a *anchors) point { return a.before(ofDay, 1).in(code) }
	case w.is(unit):
		return s.unitFrom(k, n, word, the)
	default:
		return s.feastFrom(k, n)
	}
	return out
}

// monthFrom reads "last June", "next May".
func (s *scan) monthFrom(k, n int) node {
	if d := s.fullDay(k); d.end > 0 && !d.stated {
		return node{}
	}
	m := s.word(k).n(month)
	return node{end: k + 1, typ: corpus.Date, at: func(a *anchors) point {
		return a.yearlyFrom(n, func(y int) point { return inMonth(y, monthOf(m)) })
	}}
}

func (s *scan) feastFrom(k, n int) node {
	f, end := s.feast(k)
	if end == 0 {
		return node{}
	}
	return node{end: end, typ: corpus.Date, day: true, at: func(a *anchors) point { return a.yearlyFrom(n, f.in) }}
}

// unitFrom reads "last week", "the next day", "this century".
func (s *scan) unitFrom(k, n int, word string, the bool) node {
	u := s.word(k).code(unit)
	if u == "S" || u == "M" || u == "H" || u == "D" && (!the || word != "next") || s.low(k+1) == "-" && s.low(k+2) != "end" {
		return node{}
	}
	g := grainOf[u]
	out := node{end: k + 1, typ: corpus.Date, day: u == "D"}
	out.at = func(a *anchors) point {
		if the && word == "next" {
			return a.before(g, 1)
		}
		return a.told(g, n)
	}
	if word == "past" {
		one := stretch{amount: amount{n: 1}, unit: u}
		out = node{end: k + 1, typ: corpus.Duration, value: one.value()}
	}
	return out
}

// manyPeriods reads a number of periods: "two years" of "the past two years".
func (s *scan) manyPeriods(k int, word string) node {
	l, ok := s.lengthAt(k)
	if ok && !l.one && (l.plural || l.n == 1) && !s.age(l.ending) {
		n := node{end: l.ending, typ: corpus.Duration, value: l.value()}
		if s.low(l.ending) == "or" && s.low(l.ending+1) == "so" {
			n.end, n.mod = n.end+2, corpus.ModApprox
		}
		return n
	}
	if word != "" && word != "this" && word != "current" && s.is(k, units) {
		return s.pluralReference(k-1, word)
	}
	return node{}
}

// pluralReference reads "recent weeks", "the coming months", "past years".
func (s *scan) pluralReference(k int, word string) node {
	if !s.is(k+1, units) || s.is(k+1, ordinal) {
		return node{}
	}
	n := node{typ: corpus.Date, value: "FUTURE_REF", aside: true}
	switch word {
	case "recent":
		if s.word(k+1).code(units) == "Y" {
			n.value = "PAST_REF"
			break
		}
		n.typ, n.value = corpus.Duration, vagueValue(s.word(k+1).code(units))
	case "past", "last":
		n.value = "PAST_REF"
	}
	end := k + 2
	if (s.low(end) == "and" || s.low(end) == "or") && s.is(end+1, units) {
		end += 2
	}
	n.end = end
	return n
}

// anaphoricPeriod reads what follows "the previous", "that", "the same".
func (s *scan) anaphoricPeriod(k int) node {
	n, word := s.word(k).n(anaphoric), s.low(k)
	k++
	if word == "that" && s.low(k) == "same" {
		k++
	}
	if k >= len(s.words) {
		return node{}
	}
	w := s.word(k)
	out := node{end: k + 1, typ: corpus.Date}
	switch {
	case s.named(k, weekday):
		d := w.n(weekday)
		out.day, out.at = true, func(a *anchors) point { return a.weekdayBefore(d, n) }
	case w.is(daypart) && w.low != "daytime":
		code := w.code(daypart)
		out.typ, out.at = corpus.Time, func(a *anchors) point { return a.before(ofDay, n).in(code) }
	case w.is(season):
		code := w.code(season)
		out.at = func(a *anchors) point { return a.seasonBefore(code, n) }
	case w.is(unit):
		u := w.code(unit)
		if u == "S" || u == "M" || u == "H" || s.low(k-1) == "that" && s.tag(k-1) != "DT" && s.tag(k-1) != "IN" {
			return node{}
		}
		out.day, out.at = u == "D", func(a *anchors) point { return a.before(grainOf[u], n) }
	default:
		return node{}
	}
	return out
}

// fullYear reads "the fiscal year", "the full year".
func (s *scan) fullYear(k int) node {
	for s.low(k) != "year" {
		k++
	}
	if s.accounting(k + 1) {
		return node{end: k + 1, typ: corpus.Duration, value: "P1Y"}
	}
	return node{end: k + 1, typ: corpus.Date, at: (*anchors).theYear}
}

// present is how many years back a year of the text may lie so that "the year" is still
// the one of writing: texts compare this year with the last ones.
const present = 2

// theYear places "the year": that of writing, unless the text is about another time.
func (a *anchors) theYear() point {
	now := a.written.widen(ofYear)
	if y := a.year; y.known() && (now.grain == noGrain || a.here-a.lastIn <= 1 && now.first.Year()-y.first.Year() > present) {
		return y
	}
	return now
}

// accounting reports whether "the year" before word k is one whose end is told: "the year
// ended March 31".
func (s *scan) accounting(k int) bool {
	w := s.low(k)
	return w == "ended" || w == "ending" || (w == "through" || w == "to") && (s.is(k+1, month) || s.low(k+1) == "the")
}

// lastButOne reads "the week before last", "the Friday before last".
func (s *scan) lastButOne(k int) node {
	n := node{end: k + 3, typ: corpus.Date}
	if d := s.word(k).n(weekday); d > 0 {
		n.day, n.at = true, func(a *anchors) point { return a.weekdayFrom(d, -1).add(-7) }
		return n
	}
	g := grainOf[s.word(k).code(unit)]
	n.at = func(a *anchors) point { return a.told(g, -2) }
	return n
}

// besideDay reads "the day before yesterday", "the day after March 3".
func (s *scan) besideDay(k int) node {
	d := s.dayAt(k + 2)
	if d.end == 0 {
		return node{}
	}
	by, at := 1, d.at
	if s.low(k+1) == "before" {
		by = -1
	}
	d.month, d.partial, d.at = false, false, func(a *anchors) point { return at(a).add(by) }
	return d
}

// thePeriod reads "the year", "the week of March 6", "the weekend", "the quarter".
func (s *scan) thePeriod(k int) node {
	u := s.word(k).code(unit)
	out := node{end: k + 1, typ: corpus.Date}
	if s.low(k+1) == "-" || s.joinedBefore(k) {
		return node{}
	}
	switch u {
	case "W":
		if s.low(k+1) == "of" {
			if d := s.fullDay(k + 2); d.end > 0 {
				at := d.at
				out.end, out.at = d.end, func(a *anchors) point { return at(a).widen(ofWeek) }
				return out
			}
		}
		out.at = func(a *anchors) point { return a.before(ofWeek, 0) }
	case "E":
		out.at = (*anchors).weekend
	case "O", "Y":
		if u == "Y" && s.accounting(k+1) {
			return node{end: k + 1, typ: corpus.Duration, value: "P1Y"}
		}
		if out.at = (*anchors).theYear; u == "O" {
			out.at = func(a *anchors) point { return a.before(ofMonth, 0) }
		}
	default:
		return node{}
	}
	return out
}

// weekdayFrom places "last Friday", "next Friday", "this Friday".
func (a *anchors) weekdayFrom(n, by int) point {
	today := a.written.widen(ofDay)
	if today.grain == noGrain {
		return a.weekday(n)
	}
	back := (int(today.first.Weekday()) - n + 7) % 7
	switch {
	case by < 0 && back == 0:
		return today.add(-7)
	case by < 0:
		return today.add(-back)
	case by > 0:
		return today.add(7 - back)
	case a.tense == past:
		return today.add(-back)
	}
	return today.add((7 - back) % 7)
}

// weekdayBefore places "the previous Friday", "that Friday" by the day before in the text.
func (a *anchors) weekdayBefore(n, by int) point {
	b := *a
	if a.day.known() {
		b.written = a.day
	}
	if by == 0 {
		b.tense = past
	}
	return b.weekdayFrom(n, by)
}

// yearlyFrom places what comes once a year as the last, this or next one.
func (a *anchors) yearlyFrom(by int, at func(y int) point) point {
	w := a.written
	if !w.known() || w.grain > ofMonth {
		if w.known() {
			return at(w.first.Year() + by)
		}
		return point{}
	}
	y := w.first.Year()
	switch {
	case by < 0:
		for p := range years(at, y+1, -1) {
			if p.grain != noGrain && !p.end().After(w.first) {
				return p
			}
		}
	case by > 0:
		for p := range years(at, y-1, 1) {
			if p.grain != noGrain && !p.first.Before(w.end()) {
				return p
			}
		}
	}
	if p := at(y); p.grain != noGrain && p.season != "WI" {
		return p
	}
	b := *a
	b.tense = open
	return b.inSomeYear(at)
}

// yearsTried is how many years in a row are tried for a day that not each has.
const yearsTried = 9

// years yields what comes once a year from year y on, forwards or backwards.
func years(at func(y int) point, y, step int) func(func(point) bool) {
	return func(yield func(point) bool) {
		for range yearsTried {
			if !yield(at(y)) {
				return
			}
			y += step
		}
	}
}

// seasonBefore places "the previous winter", "that summer".
func (a *anchors) seasonBefore(code string, by int) point {
	p := a.year
	if a.last.known() && a.last.grain <= ofYear {
		p = a.last
	}
	if !p.known() {
		p = a.written
	}
	if !p.known() {
		return point{}
	}
	return inSeason(p.first.Year()+by, code)
}

// weekend places "the weekend": the last one, unless the clause tells of the next.
func (a *anchors) weekend() point {
	today := a.written.widen(ofDay)
	if today.grain == noGrain {
		return point{}
	}
	p := today.widen(ofWeekend)
	if a.tense != future && p.first.After(today.first) {
		return p.add(-1)
	}
	return p
}
