package report

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"time"

	"hearsay/internal/chart"
)

// Timeline counts the statements of a brief by outlet and period, for a
// reader who would rather look than read.
type Timeline struct {
	Unit        string // "day", "week" or "month"
	First, Last string // dates
	Peak        int    // the most statements of one outlet in one period
	Rows        []TimelineRow
	Undrawn     int // statements without a day
}

// TimelineRow is one outlet.
type TimelineRow struct {
	Outlet     string
	Statements int
	Counts     []int
	Picture    template.HTML // SVG of Counts
}

// timelineOutlets is how many outlets are drawn one by one; the rest is one
// row. Twelve rows fill half the height of a small laptop's screen.
const timelineOutlets = 12

// timeline draws the dated lines of b; it has no rows where all lines are of
// one day: a single bar tells nothing.
func (b Brief) timeline() Timeline {
	t := Timeline{}
	days, months := b.dates()
	if len(months) > len(days) { // too few days are known to draw by day
		t.Unit = "month"
		days = append(days, months...)
	}
	t.Undrawn = b.Counts.Statements - len(days)
	if len(days) == 0 {
		return t
	}
	byTime := func(x, y datedLine) int { return x.at.Compare(y.at) }
	first, last := slices.MinFunc(days, byTime).at, slices.MaxFunc(days, byTime).at
	if !last.After(first) {
		return t
	}
	t.Unit = cmp.Or(t.Unit, unitOf(first, last))
	t.First, t.Last = t.date(first), t.date(last)
	t.fill(days, first, last)
	t.draw()
	return t
}

// datedLine is an outlet's line with its date as a time.
type datedLine struct {
	outlet string
	at     time.Time
}

// dates are the lines whose day is known, and those of which only the month
// is.
func (b Brief) dates() (days, months []datedLine) {
	for _, src := range b.Sources {
		for _, l := range src.counted() {
			if d, err := time.Parse(time.DateOnly, l.Date); err == nil {
				days = append(days, datedLine{l.Outlet, d})
			} else if d, err := time.Parse("2006-01", l.Date); err == nil {
				months = append(months, datedLine{l.Outlet, d})
			}
		}
	}
	return days, months
}

// unitOf chooses periods such that about a hundred bars span the width.
func unitOf(first, last time.Time) string {
	switch days := last.Sub(first).Hours() / 24; {
	case days <= 120:
		return "day"
	case days <= 2*366:
		return "week"
	}
	return "month"
}

// date writes d as exactly as the periods are.
func (t *Timeline) date(d time.Time) string {
	if t.Unit == "month" {
		return d.Format("2006-01")
	}
	return d.Format(time.DateOnly)
}

// period is the number of d's period after that of first.
func (t *Timeline) period(first, d time.Time) int {
	switch t.Unit {
	case "day":
		return int(d.Sub(first).Hours() / 24)
	case "week":
		return int(d.Sub(first).Hours() / 24 / 7)
	}
	return (d.Year()-first.Year())*12 + int(d.Month()) - int(first.Month())
}

func (t *Timeline) fill(lines []datedLine, first, last time.Time) {
	n := t.period(first, last) + 1
	rows := map[string]*TimelineRow{}
	for _, l := range lines {
		row := rows[l.outlet]
		if row == nil {
			row = &TimelineRow{Outlet: l.outlet, Counts: make([]int, n)}
			rows[l.outlet] = row
		}
		row.Counts[t.period(first, l.at)]++
		row.Statements++
	}
	for _, row := range rows {
		t.Rows = append(t.Rows, *row)
	}
	slices.SortFunc(t.Rows, func(x, y TimelineRow) int {
		return cmp.Or(cmp.Compare(y.Statements, x.Statements), cmp.Compare(x.Outlet, y.Outlet))
	})
	t.foldRest()
}

// foldRest makes one row of the outlets that are not drawn one by one.
func (t *Timeline) foldRest() {
	if len(t.Rows) <= timelineOutlets {
		return
	}
	rest := t.Rows[timelineOutlets-1:]
	sum := TimelineRow{Outlet: fmt.Sprintf("%d other outlets", len(rest)), Counts: make([]int, len(rest[0].Counts))}
	for _, r := range rest {
		sum.Statements += r.Statements
		for i, n := range r.Counts {
			sum.Counts[i] += n
		}
	}
	t.Rows = append(t.Rows[:timelineOutlets-1:timelineOutlets-1], sum)
}

func (t *Timeline) draw() {
	for _, r := range t.Rows {
		t.Peak = max(t.Peak, slices.Max(r.Counts))
	}
	for i, r := range t.Rows {
		// The picture escapes the words that it takes.
		t.Rows[i].Picture = template.HTML(chart.Strip(r.Counts, t.Peak, t.describe(r)))
	}
}

// describe is the text alternative of a row.
func (t *Timeline) describe(r TimelineRow) string {
	high := slices.Max(r.Counts)
	return inert(fmt.Sprintf("%s: %s from %s to %s, at most %d a %s",
		r.Outlet, count(r.Statements, "statement", "statements"), t.First, t.Last, high, t.Unit))
}
