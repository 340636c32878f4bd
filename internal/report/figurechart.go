package report

import (
	"io"
	"slices"
	"strings"

	"hearsay/connect"
	"hearsay/corpus"
	"hearsay/internal/chart"
)

// The size of a chart in pixels; it grows in height with the number of series.
const chartWidth, chartHeight = 1200, 700

// WriteFigureChart draws series as a standalone SVG file, those in which there
// is something to hold against where there is any such. Like an export, it
// names no private person.
func WriteFigureChart(w io.Writer, series []SeriesLine) error {
	drawn := slices.DeleteFunc(slices.Clone(series), func(s SeriesLine) bool { return len(s.Figures) < 2 })
	if len(drawn) == 0 {
		drawn = series
	}
	var list []chart.Series
	for s := range exportedSeries(drawn) {
		for i, l := range s.Figures {
			if l.Withheld { // else all private persons would look like one
				s.Figures[i].Speaker = "a person named in document " + short(l.Document)
			}
		}
		list = append(list, chartSeries(s))
	}
	_, err := io.WriteString(w, chart.Figures(list, chartWidth, chartHeight))
	return err
}

// chartSeries is a series as it is drawn.
func chartSeries(s SeriesLine) chart.Series {
	out := chart.Series{Title: oneLine(s.title())}
	origins := s.sameOrigins()
	for _, l := range s.Figures {
		out.Unit = oneLine(l.Unit) // of a series all are the same
		through := reportedBy(l.Outlet, l.Forwarded, l.Via)
		if l.Statement == "" {
			through = ""
		}
		out.Marks = append(out.Marks, chart.Mark{
			Date: l.Date, Low: l.Low, High: l.High, Stated: oneLine(l.Text), Measure: oneLine(l.Measure), Speaker: oneLine(l.Speaker), Through: oneLine(through),
			Planned: slices.Contains([]corpus.Status{corpus.Planned, corpus.Threatened, corpus.Projected}, l.Status), Denied: l.Status == corpus.Denied,
			Origin: origins[l.ID],
		})
	}
	return out
}

// sameOrigins numbers the origins that several figures go back to, from 1; a
// figure that shares none has no number.
func (s SeriesLine) sameOrigins() map[string]int {
	root := map[string]string{}
	find := func(id string) string {
		for root[id] != "" {
			id = root[id]
		}
		return id
	}
	shared := map[string]bool{}
	for _, p := range s.Pairs {
		if p.Label != connect.SameOrigin {
			continue
		}
		for _, id := range known(p.Plus, p.B) {
			if a, b := find(p.A), find(id); a != b {
				root[b] = a
			}
			shared[p.A], shared[id] = true, true
		}
	}
	numbers, out := map[string]int{}, map[string]int{}
	for _, l := range s.Figures {
		if !shared[l.ID] {
			continue
		}
		at := find(l.ID)
		if numbers[at] == 0 {
			numbers[at] = len(numbers) + 1
		}
		out[l.ID] = numbers[at]
	}
	return out
}

// bars draws the ranges of a series on one scale, where there is something to
// hold against.
func (s *sheet) bars(l SeriesLine) {
	if len(l.Figures) < 2 {
		return
	}
	draw := chart.Bars
	if !s.style.Unicode {
		draw = chart.BarsASCII
	}
	for _, line := range draw(chartSeries(l), s.style.columns()-2) {
		s.line("  " + strings.TrimRight(s.style.ornaments(line), " "))
	}
}
