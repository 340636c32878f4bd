package connect

import (
	"fmt"
	"time"
)

// days is a stretch of days, both ends included, counted from 1 January 1970.
type days struct{ from, to int }

// layouts are the forms of a date, with what brings the last day of it.
var layouts = []struct {
	form                string
	years, months, days int
}{
	{"2006-01-02", 0, 0, 1},
	{"2006-01", 0, 1, 0},
	{"2006", 1, 0, 0},
}

// parseDays reads YYYY, YYYY-MM or YYYY-MM-DD. ok is false for anything else.
func parseDays(date string) (d days, ok bool) {
	for _, l := range layouts {
		if len(date) != len(l.form) {
			continue
		}
		from, err := time.Parse(l.form, date)
		if err != nil {
			return days{}, false
		}
		to := from.AddDate(l.years, l.months, l.days)
		return days{dayOf(from), dayOf(to) - 1}, true
	}
	return days{}, false
}

func dayOf(t time.Time) int { return int(t.Unix() / (24 * 60 * 60)) }

// apart returns the days between d and e, 0 where they overlap.
func (d days) apart(e days) int { return max(0, d.from-e.to, e.from-d.to) }

// before reports whether all of d lies before e.
func (d days) before(e days) bool { return d.to < e.from }

func (d days) width() int { return d.to - d.from + 1 }

// dayMonth is the widest date that may be held against another: a month and its days.
const dayMonth = 31

// near reports whether d and e lie within a reporting period. A year lies near no date, not
// even itself, as nobody can tell where in it a count was made.
func (d days) near(e days, period int) bool {
	return d.width() <= dayMonth && e.width() <= dayMonth && d.apart(e) <= period
}

// daysApart says in words how far d and e lie apart.
func daysApart(d, e days) string {
	switch n := d.apart(e); {
	case n == 0 && d == e && d.width() == 1:
		return "the same day"
	case n == 0:
		return "the same time"
	case n == 1:
		return "one day apart"
	default:
		return fmt.Sprintf("%d days apart", n)
	}
}
