package timex

import "strings"

// Past returns the last day or month that had come when a text came out, where its words
// leave the week or year open: what was said "on Tuesday" or "on 3 April" was said by then.
// It is "" where they tell a year to come. The value is that of a day or month, as [Find]
// gives it; when is the date of publication, in whatever precision, "" for unknown.
func Past(value, words, when string) string {
	p, out := published(value), published(when)
	if !p.known() || !out.known() || p.first.Before(out.end()) {
		return value
	}
	if week := p.add(-7); p.grain == ofDay && strings.Trim(words, "0123456789") == words && week.first.Before(out.end()) {
		return week.String()
	}
	if strings.Contains(words, value[:len("2031")]) {
		return ""
	}
	for q := range years(p.inYear, p.first.Year()-1, -1) {
		if q.known() && q.first.Before(out.end()) {
			return q.String()
		}
	}
	return ""
}

// inYear returns the day or month of another year, no point where that year does not have it.
func (p point) inYear(y int) point {
	if p.grain == ofDay {
		return onDate(y, p.first.Month(), p.first.Day())
	}
	return inMonth(y, p.first.Month())
}
