package store

import (
	"fmt"
	"strings"
	"time"

	"hearsay/corpus"
)

// period is the days in which something was published, as far as is known.
type period struct {
	first, last string // YYYY-MM-DD, inclusive; "" when undated
	key         string // sorts by time; undated last
}

// undatedKey sorts after every date.
const undatedKey = "9999~"

// periodOf reads the form of corpus.Document.Published. What has another form
// counts as undated. The day of an instant is that of its own zone, its key
// that of UTC.
func periodOf(published string) period {
	if at, err := time.Parse(time.RFC3339, published); err == nil {
		day := at.Format(time.DateOnly)
		return period{day, day, at.UTC().Format(time.RFC3339)}
	}
	first, last, ok := days(published)
	if !ok {
		return period{key: undatedKey}
	}
	return period{first, last, published}
}

// days returns the first and the last day of YYYY, YYYY-MM or YYYY-MM-DD.
func days(s string) (first, last string, ok bool) {
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {"2006-01-02", 0, 0, 1}} {
		if at, err := time.Parse(form.layout, s); err == nil && len(s) == len(form.layout) {
			end := at.AddDate(form.years, form.months, form.days).AddDate(0, 0, -1)
			return at.Format(time.DateOnly), end.Format(time.DateOnly), true
		}
	}
	return "", "", false
}

// boundOf reads an end of a range that a person gave.
func boundOf(s string) (period, error) {
	first, last, ok := days(strings.TrimSpace(s))
	if !ok {
		return period{}, fmt.Errorf("date %q: want YYYY, YYYY-MM or YYYY-MM-DD: %w", s, corpus.ErrInvalid)
	}
	return period{first: first, last: last}, nil
}

// firstKey sorts before the keys of all that was published in p or later, or
// is the first of them. It is the year of the day before p, as an instant of p
// may lie in that day by UTC, and what is known to be of a year has the year
// as its key. With it, an index need not be read from its beginning.
func (p period) firstKey() string { return dayNear(p.first, -1)[:len("2006")] }

// lastKey sorts after the keys of all that was published in p or earlier.
func (p period) lastKey() string { return dayNear(p.last, 1) + "~" }

// dayNear is so many days from day, or day itself where years end.
func dayNear(day string, days int) string {
	at, err := time.Parse(time.DateOnly, day)
	if at = at.AddDate(0, 0, days); err != nil || at.Year() < 0 || at.Year() > 9999 {
		return day
	}
	return at.Format(time.DateOnly)
}

// Days are the days that a person asks for, both ends included. An end that is
// not given is open.
type Days struct{ from, to string }

// NewDays reads the ends of a range, each YYYY, YYYY-MM, YYYY-MM-DD or "". What
// has another form is an error that wraps corpus.ErrInvalid.
func NewDays(from, to string) (Days, error) {
	first, err1 := endOf(from)
	last, err2 := endOf(to)
	return Days{first.first, last.last}, errFirst(err1, err2)
}

// endOf is boundOf an end that may be open.
func endOf(s string) (period, error) {
	if s == "" {
		return period{}, nil
	}
	return boundOf(s)
}

// Meet reports whether date, in the form of corpus.Document.Published, lies in
// d, if only in part. A date that is not known lies only in days that are open
// at both ends.
func (d Days) Meet(date string) bool {
	p := periodOf(date)
	return d == Days{} || p.first != "" && d.MeetStretch(p.first, p.last)
}

// MeetStretch reports whether a day from first to last, both YYYY-MM-DD, lies in d.
func (d Days) MeetStretch(first, last string) bool {
	return last >= d.from && (d.to == "" || first <= d.to)
}
