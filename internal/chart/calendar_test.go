package chart

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPeriod(t *testing.T) {
	tests := []struct {
		date, want string
		days       int
	}{
		{"2031-03-05", "5 March 2031", 1},
		{"2031-03-05T14:00", "5 March 2031", 1},
		{"2031-02", "February 2031", 28},
		{"2032", "2032", 366},
		{"1949-10-01", "1 October 1949", 1},
		{"", "", 0}, {"2031-W12", "", 0}, {"2031-02-30", "", 0}, {"PRESENT_REF", "", 0}, {"2031-1", "", 0},
	}
	for _, tt := range tests {
		p, ok := parsePeriod(tt.date)
		if ok != (tt.want != "") || (ok && (p.words() != tt.want || p.days() != tt.days)) {
			t.Errorf("%q: %v %t, want %q of %d days", tt.date, p, ok, tt.want, tt.days)
		}
	}
}

func TestTicks(t *testing.T) {
	tests := []struct {
		from, to string
		n        int
		want     string
	}{
		{"2031-05-01", "2031-05-05", 12, "1 May(2031) 2 May 3 May 4 May 5 May"},
		{"2031-12-25", "2032-01-09", 9, "25 Dec(2031) 27 Dec 29 Dec 1 Jan(2032) 3 Jan 5 Jan 7 Jan 9 Jan"},
		{"2031-01-06", "2031-04-02", 15, "8 Jan(2031) 15 Jan 22 Jan 1 Feb 8 Feb 15 Feb 22 Feb 1 Mar 8 Mar 15 Mar 22 Mar 1 Apr"},
		{"2031-01-06", "2031-04-02", 6, "15 Jan(2031) 1 Feb 15 Feb 1 Mar 15 Mar 1 Apr"},
		{"2031-01-06", "2032-04-02", 6, "Apr(2031) Jul Oct Jan(2032) Apr"},
		{"1998", "2030", 8, "2000 2005 2010 2015 2020 2025 2030"},
		{"0001", "9999", 8, "2000 4000 6000 8000"},
	}
	for _, tt := range tests {
		from, _ := parsePeriod(tt.from)
		to, _ := parsePeriod(tt.to)
		var got []string
		for _, tick := range (period{from.first, to.last}).ticks(tt.n) {
			name := tick.name
			if tick.year != "" {
				name += "(" + tick.year + ")"
			}
			got = append(got, name)
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s to %s (-want +got):\n%s", tt.from, tt.to, diff)
		}
	}
}

// A month or a year among exact dates does not stretch the axis.
func TestSpan(t *testing.T) {
	tests := []struct{ dates, want string }{
		{"2031-03-01 2031-04-10 2031-04 2031", "1 March 2031 to 10 April 2031"},
		{"2031-03-01 2031-06", "1 March 2031 to 16 June 2031"},
		{"2031-03 2031-05 2031", "16 March 2031 to 16 May 2031"},
		{"2031", "2 July 2031 to 2 July 2031"},
		{"undated", ""},
	}
	for _, tt := range tests {
		var marks []Mark
		for _, d := range strings.Fields(tt.dates) {
			marks = append(marks, Mark{Date: d, Low: v(1)})
		}
		got := ""
		if s, ok := span(marks); ok {
			got = period{s.first, s.first}.words() + " to " + period{s.last, s.last}.words()
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.dates, got, tt.want)
		}
	}
}
