package coverage

import (
	"fmt"
	"strings"
	"time"
)

// Days is a stretch of days, both ends included, as YYYY-MM-DD.
type Days struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// A day is counted from 1 January 1970.
type day int

const dayForm = "2006-01-02"

// parseDay reads YYYY-MM-DD.
func parseDay(s string) (day, error) {
	t, err := time.Parse(dayForm, s)
	if err != nil {
		return 0, fmt.Errorf("%q is no day of the form YYYY-MM-DD", s)
	}
	return dayOf(t), nil
}

func dayOf(t time.Time) day { return day(t.Unix() / (24 * 60 * 60)) }

func (d day) String() string { return time.Unix(int64(d)*24*60*60, 0).UTC().Format(dayForm) }

// stretch is a stretch of days, both ends included.
type stretch struct{ from, to day }

func (s stretch) days() int              { return int(s.to-s.from) + 1 }
func (s stretch) has(d day) bool         { return s.from <= d && d <= s.to }
func (s stretch) holds(t stretch) bool   { return s.from <= t.from && t.to <= s.to }
func (s stretch) meets(t stretch) bool   { return s.from <= t.to && t.from <= s.to }
func (s stretch) clip(t stretch) stretch { return stretch{max(s.from, t.from), min(s.to, t.to)} }

// published reads when a document was published: YYYY-MM-DD or longer, whose day counts as it
// is written, or YYYY-MM. A year alone, or nothing, tells too little, and ok is false.
func published(s string) (st stretch, ok bool) {
	if len(s) > len(dayForm) {
		s = s[:len(dayForm)]
	}
	if d, err := parseDay(s); err == nil {
		return stretch{d, d}, true
	}
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return stretch{}, false
	}
	return stretch{dayOf(t), dayOf(t.AddDate(0, 1, 0)) - 1}, true
}

// parseDays reads a stretch whose ends are days, either of which may be missing; a missing one
// is that of whole.
func parseDays(d Days, whole stretch) (stretch, error) {
	s := whole
	for _, end := range []struct {
		text string
		at   *day
	}{{d.From, &s.from}, {d.To, &s.to}} {
		text := strings.TrimSpace(end.text)
		if text == "" {
			continue
		}
		var err error
		if *end.at, err = parseDay(text); err != nil {
			return s, err
		}
	}
	return s, nil
}

// number says how many of something: "1 day", "3 days".
func number(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
