package timex

import "hearsay/corpus"

// modified reads a part of a date: "early 2031", "mid-August", "later this week", "the
// end of the year", "post-1990".
func (s *scan) modified(i int) node {
	k := i
	if s.low(k) == "the" {
		k++
	}
	switch {
	case s.is(k, edge):
		return s.edgeOf(k)
	case s.is(k, part):
		if n := s.partOf(k); n.end > 0 && (k == i || !s.is(n.end-1, weekday)) {
			return n
		}
	case s.is(k, bound) && k == i && s.joined(k):
		if n := s.year(k + 1); n.end > 0 {
			n.mod = corpus.TimexMod(s.word(k).code(bound))
			return n
		}
	case s.is(k, ordinal) || s.low(k) == "last" || s.low(k) == "latter" || s.low(k) == "final":
		return s.halfOf(k)
	}
	return node{}
}

// joined reports whether word i and the next are pieces of one token.
func (s *scan) joined(i int) bool {
	return i+1 < len(s.words) && s.word(i).token == s.word(i+1).token
}

// edgeOf reads "end of the year" from its first noun.
func (s *scan) edgeOf(k int) node {
	if s.low(k+1) != "of" {
		return node{}
	}
	n := s.point(k + 2)
	if n.end > 0 {
		n.mod = corpus.TimexMod(s.word(k).code(edge))
		n.partial = false
	}
	return n
}

func (s *scan) partOf(k int) node {
	if s.is(k-1, article) && s.low(k-1) != "the" {
		return node{} // "in her late 20s": an age
	}
	next := s.hyphen(k + 1)
	if w := s.low(next); w == "in" || w == "on" {
		if s.joined(k) {
			return node{}
		}
		next++
	}
	n := s.best(next, (*scan).point, (*scan).dayTime)
	if n.end == 0 && s.is(next, daypart) && s.low(k) == "mid" {
		code := s.word(next).code(daypart)
		n = node{end: next + 1, typ: corpus.Time, at: func(a *anchors) point { return a.today().in(code) }}
	}
	if n.end > 0 {
		n.mod = corpus.TimexMod(s.word(k).code(part))
	}
	return n
}

// halfOf reads "first half of 2031", "last half of the 1980s".
func (s *scan) halfOf(k int) node {
	if s.low(k+1) != "half" || s.low(k+2) != "of" {
		return s.stretchOf(k)
	}
	n := s.point(k + 3)
	if n.end == 0 {
		return n
	}
	half, whole := 2, n.at
	n.mod = corpus.ModEnd
	if s.low(k) == "first" {
		half, n.mod = 1, corpus.ModStart
	}
	n.at = func(a *anchors) point {
		p := whole(a)
		if p.known() && p.grain == ofYear {
			return inHalf(p.first.Year(), half)
		}
		return p
	}
	return n
}

// stretchOf reads "last week of August", "final months of 2031". A number of units is a
// length of its own: "the first nine months" of "2031".
func (s *scan) stretchOf(k int) node {
	mod := corpus.ModEnd
	if s.low(k) == "first" || s.low(k) == "opening" {
		mod = corpus.ModStart
	} else if s.low(k) != "last" && s.low(k) != "final" {
		return node{}
	}
	if !s.is(k+1, unit|units) || s.is(k+1, ordinal) || s.low(k+2) != "of" {
		return node{}
	}
	n := s.point(k + 3)
	if n.end == 0 || n.day {
		return node{}
	}
	n.mod = mod
	return n
}

// limited reads a date or length with what limits it: "around November 1", "at least
// three weeks", "about a year ago".
func (s *scan) limited(i int) node {
	mod, k := limit(s.words, i)
	if k == i {
		return node{}
	}
	n := s.distance(k)
	if l := s.length(k); l.end > n.end {
		n = l
	}
	if mod == corpus.ModApprox && !s.is(k, weekday|day) {
		for _, p := range []node{s.yearEnd(k), s.calendarDate(k), s.clock(k)} {
			if p.end > n.end {
				n = p
			}
		}
	}
	if n.end > 0 && (n.mod == "" || n.mod == corpus.ModApprox) {
		if n.mod = mod; n.typ == corpus.Date {
			n.mod = s.sideOf(mod, n.end)
		}
	}
	return n
}

// sides are what the limits of a distance are for the date at its end, before and after
// the day that it is told from: more than a year ago is before a year ago.
var sides = map[corpus.TimexMod][2]corpus.TimexMod{
	corpus.ModMoreThan:    {corpus.ModBefore, corpus.ModAfter},
	corpus.ModLessThan:    {corpus.ModAfter, corpus.ModBefore},
	corpus.ModEqualOrMore: {corpus.ModOnOrBefore, corpus.ModOnOrAfter},
	corpus.ModEqualOrLess: {corpus.ModOnOrAfter, corpus.ModOnOrBefore},
}

// sideOf turns the limit of a distance that ends before word end into one of a date.
func (s *scan) sideOf(mod corpus.TimexMod, end int) corpus.TimexMod {
	both, ok := sides[mod]
	switch last := s.low(end - 1); {
	case !ok:
		return mod
	case last == "later" || last == "hence" || last == "after" || last == "now":
		return both[1]
	default:
		return both[0]
	}
}

// yearEnd reads "year-end", "year's end", "month-end".
func (s *scan) yearEnd(i int) node {
	k := i
	if s.low(k) == "the" {
		k++
	}
	if u := s.low(k); u != "year" && u != "month" {
		return node{}
	}
	g := grainOf[s.word(k).code(unit)]
	end := s.hyphen(k + 1)
	if s.low(end) == "'s" {
		end++
	}
	if s.low(end) != "end" || end+1 < len(s.words) && s.low(end+1) == "-" {
		return node{}
	}
	return node{end: end + 1, typ: corpus.Date, mod: corpus.ModEnd, at: func(a *anchors) point { return a.told(g, 0) }}
}
