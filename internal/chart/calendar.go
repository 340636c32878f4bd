package chart

import (
	"strconv"
	"time"
)

// period is the stretch of days that a date names: a day, a month or a year.
// Days are counted from 1970.
type period struct {
	first, last int // both included
}

// parsePeriod reads YYYY, YYYY-MM or YYYY-MM-DD, the last also at the head of
// a time of day.
func parsePeriod(date string) (p period, ok bool) {
	if len(date) > len(time.DateOnly) && date[len(time.DateOnly)] == 'T' {
		date = date[:len(time.DateOnly)]
	}
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(form.layout, date); err == nil {
			return period{dayOf(t), dayOf(t.AddDate(form.years, form.months, form.days)) - 1}, true
		}
	}
	return period{}, false
}

const secondsOfDay = 24 * 60 * 60

func dayOf(t time.Time) int { return int(floorDiv(t.Unix(), secondsOfDay)) }

func floorDiv(a, b int64) int64 {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}

func dateOf(day int) time.Time { return time.Unix(int64(day)*secondsOfDay, 0).UTC() }

func (p period) days() int { return p.last - p.first + 1 }

// middle is the middle of the period in days, that of a day its noon.
func (p period) middle() float64 { return float64(p.first+p.last+1) / 2 }

// clip is the part of p that lies in q; ok is false where there is none.
func (p period) clip(q period) (part period, ok bool) {
	part = period{max(p.first, q.first), min(p.last, q.last)}
	return part, part.first <= part.last
}

// words writes the date that p was made of: "5 March 2031", "March 2031",
// "2031".
func (p period) words() string {
	first := dateOf(p.first)
	switch d := p.days(); {
	case d == 1:
		return first.Format("2 January 2006")
	case d <= 31:
		return first.Format("January 2006")
	default:
		return strconv.Itoa(first.Year())
	}
}

// span is the stretch of time that marks take. The most exact dates set it; a
// month or a year that holds some of it does not make it longer.
func span(marks []Mark) (s period, ok bool) {
	var dated []period
	for _, m := range marks {
		if p, is := parsePeriod(m.Date); is && m.hasNumber() {
			dated = append(dated, p)
		}
	}
	for _, most := range []int{1, 31, 366} {
		for _, p := range dated {
			if _, within := p.clip(s); p.days() <= most && !(ok && within) {
				s, ok = s.with(int(p.middle()), ok), true
			}
		}
	}
	return s, ok
}

// with is p made longer to hold a day, or that day alone where p is not set.
func (p period) with(day int, set bool) period {
	if !set {
		return period{day, day}
	}
	return period{min(p.first, day), max(p.last, day)}
}

// tick is a place on the axis of time: the day that it stands at, its name
// and the year where it begins one.
type tick struct {
	day  int
	name string
	year string
}

// rhythm is how ticks follow one another: at days of each month, or at the
// first of every so many months.
type rhythm struct {
	days   []int // of the month; nil: every day
	months int   // 1 with days
	layout string
}

// rhythms are the ways to mark time from the finest on. Weeks are counted
// from the first of a month, as a reader does who looks for a date.
var rhythms = []rhythm{
	{nil, 1, "2 Jan"},
	{[]int{1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29}, 1, "2 Jan"},
	{[]int{1, 5, 10, 15, 20, 25}, 1, "2 Jan"},
	{[]int{1, 8, 15, 22}, 1, "2 Jan"},
	{[]int{1, 15}, 1, "2 Jan"},
	{[]int{1}, 1, "Jan"}, {[]int{1}, 2, "Jan"}, {[]int{1}, 3, "Jan"}, {[]int{1}, 6, "Jan"},
	{[]int{1}, 12, "2006"}, {[]int{1}, 24, "2006"}, {[]int{1}, 60, "2006"}, {[]int{1}, 120, "2006"},
	{[]int{1}, 240, "2006"}, {[]int{1}, 600, "2006"}, {[]int{1}, 1200, "2006"}, {[]int{1}, 12000, "2006"}, {[]int{1}, 24000, "2006"}, {[]int{1}, 60000, "2006"},
}

// ticks are the days of s to be marked in the finest rhythm that gives at
// most n of them.
func (s period) ticks(n int) []tick {
	var ticks []tick
	for _, r := range rhythms {
		if r.least(s) > n {
			continue
		}
		if ticks = s.inRhythm(r); len(ticks) <= max(1, n) {
			break
		}
	}
	year := ""
	for i, t := range ticks {
		if y := strconv.Itoa(dateOf(t.day).Year()); y != year && y != t.name {
			ticks[i].year, year = y, y
		}
	}
	return ticks
}

// least is a number of ticks below what r gives in s, to pass over those that
// give very many.
func (r rhythm) least(s period) int {
	each := max(1, len(r.days))
	if r.days == nil {
		each = 28
	}
	return s.days() / (31 * r.months) * each
}

func (s period) inRhythm(r rhythm) []tick {
	var ticks []tick
	first := dateOf(s.first)
	month := time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, time.UTC)
	for ; dayOf(month) <= s.last; month = month.AddDate(0, 1, 0) {
		if (month.Year()*12+int(month.Month())-1)%r.months != 0 {
			continue
		}
		for _, d := range r.of(month) {
			if day := dayOf(month) + d - 1; day >= s.first && day <= s.last {
				ticks = append(ticks, tick{day: day, name: dateOf(day).Format(r.layout)})
			}
		}
	}
	return ticks
}

// of are the days of a month that r marks.
func (r rhythm) of(month time.Time) []int {
	if r.days != nil && len(r.days) < 10 {
		return r.days
	}
	last := month.AddDate(0, 1, -1).Day()
	var days []int
	for d := 1; d <= last; d++ {
		if r.days == nil || (d%2 == 1 && d < 30) {
			days = append(days, d)
		}
	}
	return days
}
