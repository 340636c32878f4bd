package timex

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// grain says how long a point is.
type grain int

// The grains, from fine to coarse.
const (
	noGrain grain = iota
	ofDay
	ofWeekend
	ofWeek
	ofMonth
	ofSeason
	ofQuarter
	ofHalf
	ofYear
	ofDecade
	ofCentury
	ofMillennium
)

// grainOf is the grain of a unit's letter; see data/words.txt.
var grainOf = map[string]grain{
	"S": ofDay, "M": ofDay, "H": ofDay, "D": ofDay, "E": ofWeekend, "W": ofWeek, "F": ofWeek,
	"O": ofMonth, "Q": ofQuarter, "Y": ofYear, "T": ofDecade, "C": ofCentury, "L": ofMillennium,
}

// point is a place in the calendar: a day, month, year. The zero point is unknown.
type point struct {
	first   time.Time // its first day; of a winter December 1 of the year that it has
	grain   grain
	season  string // "SP"
	clock   string // what TIMEX3 adds to a day: "TMO", "T15:00"
	yearly  bool   // its year is unknown
	weekly  bool   // of a weekday: its week is unknown
	bygone  bool   // years before Christ
	moved   bool   // it is told from another of its kind: "the year-earlier quarter"
	nowhere bool   // no day is known: a time of the clock alone
}

func (p point) known() bool {
	return p.grain != noGrain && !p.yearly && !p.weekly && !p.bygone && !p.nowhere
}

func date(year int, m time.Month, d int) time.Time {
	return time.Date(year, m, d, 0, 0, 0, 0, time.UTC)
}

func onDay(t time.Time) point { return point{first: t, grain: ofDay} }

func inYear(y int) point { return point{first: date(y, 1, 1), grain: ofYear} }

func inMonth(y int, m time.Month) point { return point{first: date(y, m, 1), grain: ofMonth} }

func inQuarter(y, q int) point {
	return point{first: date(y, time.Month(3*q-2), 1), grain: ofQuarter}
}

func inHalf(y, h int) point { return point{first: date(y, time.Month(6*h-5), 1), grain: ofHalf} }

// seasonStart is the month in which a season begins (north of the equator).
var seasonStart = map[string]time.Month{"SP": 3, "SU": 6, "FA": 9, "WI": 12}

// inSeason returns the season of a year; the winter of a year is the one that begins in it.
func inSeason(y int, code string) point {
	return point{first: date(y, seasonStart[code], 1), grain: ofSeason, season: code}
}

// onDate returns the day of a month, or no point where the month has no such day.
func onDate(y int, m time.Month, d int) point {
	t := date(y, m, d)
	if t.Month() != m || t.Day() != d {
		return point{}
	}
	return onDay(t)
}

// widen returns the point of a coarser grain that holds p, or no point where p is
// unknown or coarser itself.
func (p point) widen(g grain) point {
	if !p.known() || p.grain > g {
		return point{}
	}
	return startOf(p.first, g)
}

func startOf(t time.Time, g grain) point {
	y := t.Year()
	switch g {
	case ofDay:
		return onDay(t)
	case ofWeek:
		return point{first: monday(t), grain: ofWeek}
	case ofWeekend:
		return point{first: monday(t).AddDate(0, 0, 5), grain: ofWeekend}
	case ofMonth:
		return inMonth(y, t.Month())
	case ofSeason:
		return seasonOf(t)
	case ofQuarter:
		return inQuarter(y, (int(t.Month())+2)/3)
	case ofHalf:
		return inHalf(y, (int(t.Month())+5)/6)
	case ofYear:
		return inYear(y)
	case ofDecade, ofCentury, ofMillennium:
		n := yearsOf(g)
		return point{first: date(y-y%n, 1, 1), grain: g}
	}
	return point{}
}

func yearsOf(g grain) int {
	return map[grain]int{ofYear: 1, ofDecade: 10, ofCentury: 100, ofMillennium: 1000}[g]
}

func seasonOf(t time.Time) point {
	switch m := t.Month(); {
	case m < 3:
		return inSeason(t.Year()-1, "WI")
	case m < 6:
		return inSeason(t.Year(), "SP")
	case m < 9:
		return inSeason(t.Year(), "SU")
	case m < 12:
		return inSeason(t.Year(), "FA")
	default:
		return inSeason(t.Year(), "WI")
	}
}

// monday is the day on which the ISO week of t begins.
func monday(t time.Time) time.Time { return t.AddDate(0, 0, -((int(t.Weekday()) + 6) % 7)) }

// farYears bounds what is added to a date, so that no value leaves the calendar.
const farYears = 5000

// perYear is how many of a grain a year has at most; those of coarser ones are bounded as
// years are.
var perYear = map[grain]int{ofDay: 366, ofWeekend: 53, ofWeek: 53, ofMonth: 12, ofSeason: 4, ofQuarter: 4, ofHalf: 2}

// add moves p by n of its own grain. Months keep to their first day.
func (p point) add(n int) point {
	far := farYears * max(1, perYear[p.grain])
	if p.grain == noGrain || n > far || n < -far {
		return point{}
	}
	t := p.first
	switch p.grain {
	case ofDay:
		t = t.AddDate(0, 0, n)
	case ofWeek, ofWeekend:
		t = t.AddDate(0, 0, 7*n)
	case ofMonth:
		t = t.AddDate(0, n, 0)
	case ofSeason:
		return seasonOf(t.AddDate(0, 3*n, 0))
	case ofQuarter:
		t = t.AddDate(0, 3*n, 0)
	case ofHalf:
		t = t.AddDate(0, 6*n, 0)
	default:
		t = t.AddDate(n*yearsOf(p.grain), 0, 0)
	}
	if t.Year() < 1 || t.Year() > 9999 {
		return point{}
	}
	p.first = t
	return p
}

// shift moves p by n years and keeps its grain; February 29 becomes February 28.
func (p point) shift(years int) point {
	t := p.first
	moved := date(t.Year()+years, t.Month(), t.Day())
	if moved.Month() != t.Month() {
		moved = moved.AddDate(0, 0, -1)
	}
	if moved.Year() < 1 || moved.Year() > 9999 {
		return point{}
	}
	p.first = moved
	if p.grain == ofWeek {
		return startOf(moved, ofWeek)
	}
	return p
}

// end is the day after the last of p.
func (p point) end() time.Time {
	if p.grain == ofSeason {
		return p.first.AddDate(0, 3, 0)
	}
	if p.grain == ofWeekend {
		return p.first.AddDate(0, 0, 2)
	}
	next := p.add(1)
	if next.grain == noGrain {
		return p.first
	}
	return next.first
}

// String returns the value that TIMEX3 gives p, "" for the zero point.
func (p point) String() string {
	y := "XXXX"
	if !p.yearly {
		y = fmt.Sprintf("%04d", p.first.Year())
	}
	if p.bygone {
		y = "BC" + y
	}
	switch p.grain {
	case noGrain:
		return ""
	case ofDay:
		return p.dayValue(y) + p.clock
	case ofWeek, ofWeekend:
		return p.weekValue()
	case ofMonth:
		return y + p.first.Format("-01")
	case ofSeason:
		return y + "-" + p.season
	case ofQuarter:
		return y + "-Q" + strconv.Itoa((int(p.first.Month())+2)/3)
	case ofHalf:
		return y + "-H" + strconv.Itoa((int(p.first.Month())+5)/6)
	}
	return y[:len(y)-len(strconv.Itoa(yearsOf(p.grain)))+1]
}

func (p point) dayValue(y string) string {
	if p.nowhere {
		return "XXXX-XX-XX"
	}
	if p.weekly {
		return "XXXX-WXX-" + strconv.Itoa((int(p.first.Weekday())+6)%7+1)
	}
	return y + p.first.Format("-01-02")
}

func (p point) weekValue() string {
	y, w := p.first.ISOWeek()
	s := fmt.Sprintf("%04d-W%02d", y, w)
	if p.grain == ofWeekend {
		s += "-WE"
	}
	return s
}

// feast is the rule of a day that comes back every year.
type feast struct {
	easter  bool
	offset  int // days after Easter
	month   time.Month
	day     int // of the month, where no weekday
	weekday time.Weekday
	nth     int // 0 for none, -1 for the last
}

// parseFeast reads a rule of data/holidays.txt.
func parseFeast(rule string) (feast, error) {
	var f feast
	if s, ok := strings.CutPrefix(rule, "easter"); ok {
		n, err := strconv.Atoi(s)
		return feast{easter: true, offset: n}, err
	}
	if t, err := time.Parse("2006-01-02", "2000-"+rule); err == nil {
		return feast{month: t.Month(), day: t.Day()}, nil
	}
	parts := strings.Fields(rule)
	if len(parts) != 3 {
		return f, fmt.Errorf("no rule of a holiday: %q", rule)
	}
	m, err := strconv.Atoi(parts[0])
	if err != nil {
		return f, err
	}
	f.month, f.nth = time.Month(m), -1
	if parts[2] != "last" {
		if f.nth, err = strconv.Atoi(parts[2]); err != nil {
			return f, err
		}
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(d.String(), parts[1]) {
			f.weekday = d
			return f, nil
		}
	}
	return f, fmt.Errorf("no weekday: %q", parts[1])
}

// in returns the day of the feast in a year.
func (f feast) in(y int) point {
	switch {
	case f.easter:
		return onDay(easter(y).AddDate(0, 0, f.offset))
	case f.nth == 0:
		return onDate(y, f.month, f.day)
	case f.nth < 0:
		last := date(y, f.month+1, 0)
		return onDay(last.AddDate(0, 0, -(int(last.Weekday()-f.weekday)+7)%7))
	}
	first := date(y, f.month, 1)
	return onDay(first.AddDate(0, 0, (int(f.weekday-first.Weekday())+7)%7+7*(f.nth-1)))
}

// easter returns Easter Sunday of the western churches by the Gregorian computus
// (Meeus, Jones, Butcher).
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return date(y, time.Month(n/31), n%31+1)
}
