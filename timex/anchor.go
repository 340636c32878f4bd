package timex

import (
	"time"

	"hearsay/corpus"
	"hearsay/syntax"
)

// anchors is what dates are told from: the day of writing and the dates before in the text.
type anchors struct {
	written point // of the grain that is known; the zero point for none
	last    point // the last date with a place in the calendar
	period  point // the last quarter or half
	day     point // the last day
	month   point // the last month or day
	year    point // the year of the last date that lies in one
	here    int   // the sentence in hand
	dayIn   int   // the sentence of day
	lastIn  int
	perIn   int
	tense   tense
	lent    point // the date that one without a year is joined to
}

// published reads a date of publication, in whatever precision.
func published(s string) point {
	if t, err := time.Parse(time.DateOnly, s[:min(len(s), len(time.DateOnly))]); err == nil {
		return onDay(t)
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return inMonth(t.Year(), t.Month())
	}
	if t, err := time.Parse("2006", s); err == nil {
		return inYear(t.Year())
	}
	return point{}
}

// lead is how many days a dateline may lie before publication to be the day of writing;
// more is a date in the text.
const lead = 31

// dateline returns the day of writing that the first sentences tell in a dateline
// ("QUELLIN, March 3 (Northern News) -"), else written.
func dateline(parsed []syntax.Sentence, written point) point {
	var buffer []word
	for i := range parsed[:min(4, len(parsed))] {
		buffer = words(&parsed[i], buffer)
		s := scan{words: buffer, sentence: &parsed[i]}
		for k := 1; k+1 < len(s.words) && k < 10; k++ {
			if !s.word(k).is(month) || !capitals(s.words[:k]) {
				continue
			}
			n, ok := s.monthDay(k)
			if !ok || !n.day || !s.lineEnd(n.end) {
				continue
			}
			a := anchors{written: written, tense: past}
			if p := n.at(&a); p.known() && near(p, written) {
				return p
			}
		}
	}
	return written
}

// capitals reports whether words name a place: the first in capitals.
func capitals(words []word) bool {
	f := words[0].form
	for i := range len(f) {
		if f[i] >= 'a' && f[i] <= 'z' {
			return false
		}
	}
	return len(f) > 1
}

// lineEnd reports whether a dateline may end at word i.
func (s *scan) lineEnd(i int) bool {
	if i >= len(s.words) {
		return true
	}
	switch s.word(i).form {
	case "(", "-", "--", "–", "—", "_", ":", "/":
		return true
	}
	return false
}

// near reports whether p may be the day of writing of what was published then.
func near(p, published point) bool {
	if published.grain == noGrain {
		return true
	}
	days := int(published.end().Sub(p.first).Hours()/24) - 1
	return days >= 0 && days <= lead || !published.first.After(p.first) && p.first.Before(published.end())
}

// note remembers a date as one that later ones may be told from.
func (a *anchors) note(p point) {
	if !p.known() {
		return
	}
	a.last, a.lastIn = p, a.here
	switch p.grain {
	case ofDay:
		a.day, a.dayIn = onDay(p.first), a.here
		a.month = p.widen(ofMonth)
	case ofMonth:
		a.month = p
	case ofQuarter, ofHalf:
		if !p.moved && (a.written.grain == noGrain || !p.first.After(a.written.first)) {
			a.period, a.perIn = p, a.here
		}
	}
	if p.grain <= ofYear {
		a.year = p.widen(ofYear)
	}
}

// told returns the point of a grain that is n from the day of writing.
func (a *anchors) told(g grain, n int) point { return a.written.widen(g).add(n) }

// before returns the point of a grain that is n from the date before in the text, or
// from the day of writing where there is none.
func (a *anchors) before(g grain, n int) point {
	for _, p := range []point{a.lastOf(g), a.last, a.written} {
		if w := p.widen(g); w.grain != noGrain {
			return w.add(n)
		}
	}
	return point{}
}

func (a *anchors) lastOf(g grain) point {
	switch g {
	case ofDay:
		return a.day
	case ofMonth:
		return a.month
	case ofQuarter:
		if a.period.grain == ofQuarter {
			return a.period
		}
	case ofYear:
		return a.year
	}
	return point{}
}

// News tell the year of what is far away; so what is nearest is meant. A date that the
// tense of its clause speaks against seems so many times as far, and one that is to come
// so many times where no tense tells: more is written of what was. 3, 5 and 8, and 1.2
// to 2, were equal on timebank.dev and aquaint.dev together.
const (
	against = 3
	toCome  = 1.5
)

// inSomeYear places what comes once a year; at returns it in a year. What is nearest to
// the day of writing is meant, by the measure of against. Without such a day the year is
// that of the date before.
func (a *anchors) inSomeYear(at func(y int) point) point {
	if a.lent.known() {
		return at(a.lent.first.Year())
	}
	if a.written.grain == noGrain || a.written.grain >= ofYear {
		return a.yearBefore(at)
	}
	y := a.written.first.Year()
	var best point
	for _, year := range []int{y, y - 1, y + 1} {
		p := at(year)
		if p.grain != noGrain && (best.grain == noGrain || a.distance(p) < a.distance(best)) {
			best = p
		}
	}
	if best.grain == noGrain {
		return a.yearBefore(at)
	}
	return best
}

func (a *anchors) fits(p point) bool {
	switch a.tense {
	case past:
		return p.first.Before(a.written.end())
	case future:
		return p.end().After(a.written.first)
	}
	return true
}

// distance is how far p seems from the day of writing.
func (a *anchors) distance(p point) time.Duration {
	from, d := a.written, time.Duration(0)
	switch {
	case p.first.After(from.first):
		d = p.first.Sub(from.first)
	case !from.first.Before(p.end()):
		d = from.first.Sub(p.end()) + 24*time.Hour
	}
	switch {
	case !a.fits(p):
		d *= against
	case a.tense == open && p.first.After(from.first):
		d = time.Duration(float64(d) * toCome)
	}
	return d
}

// yearBefore takes the year of the date before in the text, else that of publication,
// else none.
func (a *anchors) yearBefore(at func(y int) point) point {
	for _, p := range []point{a.year, a.written} {
		if p.known() {
			return at(p.first.Year())
		}
	}
	p := at(2000) // a leap year, so that February 29 stands
	p.yearly = true
	return p
}

// weekday places a day of the week, Monday 1: the most recent, today included, unless
// the clause tells that it lies ahead.
func (a *anchors) weekday(n int) point {
	today := a.written.widen(ofDay)
	if today.grain == noGrain {
		return point{first: date(2000, 1, 2+n), grain: ofDay, weekly: true} // January 3, 2000 was a Monday
	}
	back := (int(today.first.Weekday()) - n + 7) % 7
	if a.tense == future {
		return today.add((7 - back) % 7)
	}
	return today.add(-back)
}

// spanOf is the span of the words from one to before another.
func spanOf(words []word, from, to int) corpus.Span {
	return corpus.Span{Start: words[from].Start, End: words[to-1].End}
}
