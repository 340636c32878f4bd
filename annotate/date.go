package annotate

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"hearsay/corpus"
)

// dateStatements dates the acts of saying whose reporting clause names a day
// or month. Weekdays follow the rule of news: the most recent such day, the
// day of publication included. Nothing is dated that the text does not date.
func dateStatements(t *text, doc corpus.Document, found []*statement) {
	published, exact := publishedOn(doc.Published)
	if published.IsZero() {
		return
	}
	for _, s := range found {
		if s.cue.Empty() {
			continue
		}
		d := &dating{circumstance{view{t, &t.frames[s.frame]}, s}, published, exact}
		s.date = d.find(d.dateAt)
	}
}

// publishedOn reads a date of publication; exact says that its day is known.
func publishedOn(s string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), true
		}
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return t.AddDate(0, 1, -1), false // its last day: nothing after it was said
	}
	if t, err := time.Parse("2006", s); err == nil {
		return t.AddDate(1, 0, -1), false
	}
	return time.Time{}, false
}

type dating struct {
	circumstance
	published time.Time
	exact     bool
}

// dateAt reads a weekday, month, "yesterday" or "today" at item i.
func (d *dating) dateAt(i int) string {
	w := strings.TrimSuffix(d.low(i), ".")
	switch {
	case w == "today" && d.exact:
		return d.published.Format(time.DateOnly)
	case w == "yesterday" && d.exact:
		return d.published.AddDate(0, 0, -1).Format(time.DateOnly)
	case d.class(i, weekday) && d.tok(i).capital():
		return d.weekday(i, w)
	case d.class(i, month) && d.tok(i).capital() && (w != "may" && w != "march" || d.numbered(i) || d.class(i-1, preposition)):
		return d.month(i, w)
	}
	return ""
}

func (d *dating) numbered(i int) bool {
	return d.tok(i+1).kind == number || d.tok(i-1).kind == number
}

// weekday dates "on Monday": the most recent one, unless the words say that
// it lies elsewhere.
func (d *dating) weekday(i int, name string) string {
	if !d.exact || d.low(i-1) == "next" || d.low(i-1) == "every" || d.low(i-1) == "last" {
		return ""
	}
	for back := range 7 {
		day := d.published.AddDate(0, 0, -back)
		if strings.HasPrefix(strings.ToLower(day.Weekday().String()), name[:3]) {
			return day.Format(time.DateOnly)
		}
	}
	return ""
}

// month dates "September 17", "17 September 2031", "in January".
func (d *dating) month(i int, name string) string {
	m := time.Month(0)
	for k := time.January; k <= time.December; k++ {
		if strings.HasPrefix(strings.ToLower(k.String()), name[:3]) {
			m = k
		}
	}
	day, year := 0, 0
	for _, j := range []int{i - 1, i + 1, i + 2, i + 3} {
		n, err := strconv.Atoi(d.tok(j).text)
		switch {
		case err != nil || d.tok(j).kind != number:
		case n >= 1 && n <= 31 && day == 0 && (j == i-1 || j == i+1):
			day = n
		case n >= 1900 && n <= d.published.Year() && year == 0 && j > i:
			year = n
		}
	}
	return d.complete(year, m, day)
}

// complete fills in the year that makes a date the last one before
// publication.
func (d *dating) complete(year int, m time.Month, day int) string {
	stated := year != 0
	if !stated {
		year = d.published.Year()
	}
	if day == 0 {
		if !stated && time.Date(year, m, 1, 0, 0, 0, 0, time.UTC).After(d.published) {
			year--
		}
		return fmt.Sprintf("%04d-%02d", year, m)
	}
	on := time.Date(year, m, day, 0, 0, 0, 0, time.UTC)
	if on.Day() != day {
		return "" // February 30
	}
	if !stated && on.After(d.published) {
		on = time.Date(year-1, m, day, 0, 0, 0, 0, time.UTC)
	}
	return on.Format(time.DateOnly)
}
