package claim

import (
	"slices"
	"strconv"
	"time"
)

// unknownGap stands for a gap in days that cannot be told.
const unknownGap = 1 << 20

// dayOf is the day of a date of the form YYYY-MM-DD or RFC 3339; a month or a year is none.
func dayOf(date string) (time.Time, bool) {
	if len(date) < len(time.DateOnly) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, date[:len(time.DateOnly)])
	return t, err == nil
}

// gap is the number of days from date a to date b, negative where b is earlier. A month or a
// year stands for all of its days, and the gap is the least that it leaves open.
func gap(a, b string) int {
	first, last, ok := daysOf(a)
	from, to, also := daysOf(b)
	switch {
	case !ok || !also:
		return unknownGap
	case from.After(last):
		return int(from.Sub(last).Hours() / 24)
	case first.After(to):
		return -int(first.Sub(to).Hours() / 24)
	default:
		return 0
	}
}

// daysOf returns the first and the last day of a date.
func daysOf(date string) (first, last time.Time, ok bool) {
	if t, ok := dayOf(date); ok {
		return t, t, true
	}
	if t, err := time.Parse("2006-01", date); err == nil {
		return t, t.AddDate(0, 1, -1), true
	}
	t, err := time.Parse("2006", date)
	return t, t.AddDate(1, 0, -1), err == nil
}

// apart is the number of days between the publication of two statements.
func apart(a, b *Statement) int { return abs(gap(a.Published, b.Published)) }

// sameDay reports whether both texts tell the day of saying, and it is one.
func sameDay(a, b *Statement) bool {
	_, ok := dayOf(a.Date)
	return ok && a.Date == b.Date
}

// saidOn returns the days on which a statement may have been said: the one that its text
// tells, else that of publication and the one before.
func saidOn(s *Statement) []string {
	if _, ok := dayOf(s.Date); ok {
		return []string{s.Date}
	}
	t, ok := dayOf(s.Published)
	if !ok || s.Date != "" {
		return nil
	}
	return []string{t.Format(time.DateOnly), t.AddDate(0, 0, -1).Format(time.DateOnly)}
}

// likelyDay is the day on which both were said, where the text of one tells it, and those of
// the other do not speak against it; "" for none.
func likelyDay(a, b *Statement) string {
	if a.Date == "" && b.Date == "" {
		return ""
	}
	for _, d := range saidOn(a) {
		if slices.Contains(saidOn(b), d) {
			return d
		}
	}
	return ""
}

// otherDay reports whether both texts tell the day of saying, and it is not one.
func otherDay(a, b *Statement) bool {
	_, ok := dayOf(a.Date)
	_, also := dayOf(b.Date)
	return ok && also && a.Date != b.Date
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// parse reads a number, nil where it is none.
func parse(s string) *float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil
	}
	return &v
}
