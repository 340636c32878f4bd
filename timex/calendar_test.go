package timex

import (
	"testing"
	"time"
)

// TestPoint writes points of every grain as TIMEX3 does.
func TestPoint(t *testing.T) {
	tests := []struct {
		point point
		want  string
	}{
		{onDay(date(2031, 3, 18)), "2031-03-18"},
		{inMonth(2031, 3), "2031-03"},
		{inYear(2031), "2031"},
		{inQuarter(2031, 4), "2031-Q4"},
		{inHalf(2031, 2), "2031-H2"},
		{inSeason(2031, "WI"), "2031-WI"},
		{inDecade(1990), "199"},
		{startOf(date(1987, 5, 5), ofCentury), "19"},
		{startOf(date(1987, 5, 5), ofMillennium), "1"},
		{startOf(date(2031, 3, 19), ofWeek), "2031-W12"},
		{startOf(date(2031, 3, 19), ofWeekend), "2031-W12-WE"},
		{onDay(date(2031, 3, 18)).in("EV"), "2031-03-18TEV"},
		{point{first: date(490, 1, 1), grain: ofYear, bygone: true}, "BC0490"},
		{point{}, ""},
	}
	for _, tt := range tests {
		if got := tt.point.String(); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.point, got, tt.want)
		}
	}
}

// TestWeeks holds the weeks of ISO 8601 at the turn of the year.
func TestWeeks(t *testing.T) {
	for day, want := range map[string]string{
		"2020-12-31": "2020-W53", "2021-01-03": "2020-W53", "2021-01-04": "2021-W01",
		"2024-12-30": "2025-W01", "2027-01-01": "2026-W53", "2028-01-03": "2028-W01",
	} {
		if got := startOf(day1(t, day), ofWeek).String(); got != want {
			t.Errorf("week of %s: %s, want %s", day, got, want)
		}
	}
}

func day1(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestAdd moves points over the ends of months and years.
func TestAdd(t *testing.T) {
	tests := []struct {
		from point
		n    int
		want string
	}{
		{onDay(date(2028, 2, 28)), 1, "2028-02-29"},
		{onDay(date(2027, 2, 28)), 1, "2027-03-01"},
		{onDay(date(2031, 1, 1)), -1, "2030-12-31"},
		{onDay(date(2031, 12, 30)).widen(ofMonth), 2, "2032-02"},
		{inMonth(2031, 1), -1, "2030-12"},
		{inQuarter(2031, 1), -1, "2030-Q4"},
		{inHalf(2031, 2), 1, "2032-H1"},
		{inSeason(2031, "WI"), 1, "2032-SP"},
		{inSeason(2031, "SP"), -1, "2030-WI"},
		{startOf(date(2020, 12, 31), ofWeek), 1, "2021-W01"},
		{inDecade(1990), -1, "198"},
		{inYear(3), -5, ""},
		{inYear(9999), 1, ""},
		{inYear(2031), 1 << 40, ""},
		{onDay(date(2031, 3, 19)), -6000, "2014-10-14"},
		{startOf(date(2031, 3, 19), ofWeek), -800, "2015-W47"},
		{inMonth(2031, 3), -6000, "1531-03"},
		{onDay(date(2031, 3, 19)), 1 << 40, ""},
		{onDay(date(2031, 3, 19)), -1000000, ""},
		{point{}, 3, ""},
	}
	for _, tt := range tests {
		if got := tt.from.add(tt.n).String(); got != tt.want {
			t.Errorf("%s + %d: %q, want %q", tt.from, tt.n, got, tt.want)
		}
	}
}

// TestShift keeps to the last day of February.
func TestShift(t *testing.T) {
	if got := onDay(date(2028, 2, 29)).shift(-1).String(); got != "2027-02-28" {
		t.Error(got)
	}
	if got := onDay(date(2028, 2, 29)).shift(4).String(); got != "2032-02-29" {
		t.Error(got)
	}
	if got := inYear(9999).shift(1).String(); got != "" {
		t.Error(got)
	}
}

// TestOnDate knows days that do not exist.
func TestOnDate(t *testing.T) {
	for _, d := range []point{onDate(2027, 2, 29), onDate(2031, 4, 31), onDate(2031, 1, 0)} {
		if d.grain != noGrain {
			t.Errorf("%s is a day", d)
		}
	}
	if got := onDate(2028, 2, 29).String(); got != "2028-02-29" {
		t.Error(got)
	}
}

// TestFeasts holds days that come back by a rule. The days of Easter are those that the
// western churches kept or have published.
func TestFeasts(t *testing.T) {
	tests := []struct {
		rule string
		year int
		want string
	}{
		{"easter+0", 1961, "1961-04-02"}, {"easter+0", 2000, "2000-04-23"}, {"easter+0", 2008, "2008-03-23"},
		{"easter+0", 2024, "2024-03-31"}, {"easter+0", 2038, "2038-04-25"}, {"easter-2", 2024, "2024-03-29"},
		{"easter+50", 2024, "2024-05-20"}, {"11 thursday 4", 2024, "2024-11-28"}, {"09 monday 1", 2024, "2024-09-02"},
		{"05 monday last", 2024, "2024-05-27"}, {"05 monday last", 2021, "2021-05-31"}, {"12-25", 2024, "2024-12-25"},
	}
	for _, tt := range tests {
		f, err := parseFeast(tt.rule)
		if err != nil {
			t.Error(err)
		} else if got := f.in(tt.year).String(); got != tt.want {
			t.Errorf("%s in %d: %s, want %s", tt.rule, tt.year, got, tt.want)
		}
	}
	for _, rule := range []string{"", "easter", "13-40", "11 someday 4", "xx monday 1", "11 monday four"} {
		if _, err := parseFeast(rule); err == nil {
			t.Errorf("%q is a rule", rule)
		}
	}
}

// TestWeekday places bare weekdays by the rule of news.
func TestWeekday(t *testing.T) {
	wednesday := onDay(date(2031, 3, 19))
	tests := []struct {
		day   int
		tense tense
		want  string
	}{
		{3, open, "2031-03-19"}, {3, past, "2031-03-19"}, {3, future, "2031-03-19"},
		{4, open, "2031-03-13"}, {4, future, "2031-03-20"}, {2, past, "2031-03-18"}, {2, future, "2031-03-25"}, {7, open, "2031-03-16"},
	}
	for _, tt := range tests {
		a := anchors{written: wednesday, tense: tt.tense}
		if got := a.weekday(tt.day).String(); got != tt.want {
			t.Errorf("weekday %d, tense %d: %s, want %s", tt.day, tt.tense, got, tt.want)
		}
	}
	if got := (&anchors{written: inMonth(2031, 3)}).weekday(5).String(); got != "XXXX-WXX-5" {
		t.Error(got)
	}
}

// TestPublished reads dates of every precision.
func TestPublished(t *testing.T) {
	for s, want := range map[string]string{
		"2031": "2031", "2031-03": "2031-03", "2031-03-18": "2031-03-18", "2031-03-18T22:10:00+01:00": "2031-03-18",
		"": "", "yesterday": "", "2031-13": "", "2031-02-30": "",
	} {
		if got := published(s).String(); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
