package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// datedBrief makes a brief of lines "outlet date".
func datedBrief(lines ...string) Brief {
	b := Brief{}
	src := &BriefSource{}
	for _, l := range lines {
		outlet, date, _ := strings.Cut(l, " ")
		src.Lines = append(src.Lines, &BriefLine{StatementLine: StatementLine{Outlet: outlet, Date: date}})
	}
	b.Sources, b.Counts.Statements = []*BriefSource{src}, len(lines)
	return b
}

func TestTimeline(t *testing.T) {
	tests := []struct {
		name    string
		lines   []string
		want    string // unit, dates, then outlet and counts
		undrawn int
	}{
		{"days", []string{"A 2031-03-01", "A 2031-03-03", "A 2031-03-03", "B 2031-03-02"}, "day 2031-03-01 2031-03-03 A[1 0 2] B[0 1 0]", 0},
		{"weeks", []string{"A 2031-01-01", "A 2031-01-08", "A 2031-05-02"}, "week 2031-01-01 2031-05-02 A[1 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1]", 0},
		{"months, of days", []string{"A 2031-01-31", "A 2033-03-01"}, "month 2031-01 2033-03 A[1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1]", 0},
		{"months, for want of days", []string{"A 2031-01", "A 2031-03", "A 2031-03-09"}, "month 2031-01 2031-03 A[1 0 2]", 0},
		{"a month among days", []string{"A 2031-01-01", "A 2031-01-02", "A 2031-01", "A "}, "day 2031-01-01 2031-01-02 A[1 1]", 2},
		{"one day", []string{"A 2031-01-01", "B 2031-01-01"}, "", 0},
		{"nothing dated", []string{"A 2031"}, "", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tl := datedBrief(tt.lines...).timeline()
			got := ""
			if len(tl.Rows) > 0 {
				got = fmt.Sprint(tl.Unit, " ", tl.First, " ", tl.Last)
			}
			for _, r := range tl.Rows {
				got += fmt.Sprint(" ", r.Outlet, r.Counts)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" || tl.Undrawn != tt.undrawn {
				t.Errorf("%d undrawn, want %d; %s", tl.Undrawn, tt.undrawn, diff)
			}
		})
	}
}

func TestTimelineFoldsManyOutlets(t *testing.T) {
	var lines []string
	for i := range 30 {
		lines = append(lines, fmt.Sprintf("O%02d 2031-01-01", i), fmt.Sprintf("O%02d 2031-01-02", i))
	}
	tl := datedBrief(lines...).timeline()
	if len(tl.Rows) != timelineOutlets {
		t.Fatalf("%d rows, want %d", len(tl.Rows), timelineOutlets)
	}
	sum := 0
	for _, r := range tl.Rows {
		sum += r.Statements
	}
	if last := tl.Rows[timelineOutlets-1]; sum != len(lines) || last.Outlet != "19 other outlets" {
		t.Errorf("%d statements drawn of %d; last row %q", sum, len(lines), last.Outlet)
	}
}
