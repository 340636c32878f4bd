package report

import (
	"io"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/internal/chart"
)

// The size of a chart in pixels; it grows in height with the number of series.
const chartWidth, chartHeight = 1200, 700

// WriteFigureChart draws series as a standalone SVG file, those in which there
// is something to hold against where there is any such. Like an export, it
// names no private person.
func WriteFigureChart(w io.Writer, series []SeriesLine) error {
	pairs := pairsByFigure(series)
	drawn := slices.DeleteFunc(slices.Clone(series), func(s SeriesLine) bool { return s.alone(pairs) })
	if len(drawn) == 0 {
		drawn = series
	}
	var list []chart.Series
	for s := range exportedSeries(drawn) {
		for i, l := range s.Figures {
			if l.Withheld { // else all private persons would look like one
				s.Figures[i].Speaker = l.alias
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
	for _, l := range s.Figures {
		out.Unit = oneLine(l.Unit) // of a series all are the same
		through := reportedBy(l.Outlet, l.Forwarded, l.Via)
		if l.Statement == "" {
			through = ""
		}
		out.Marks = append(out.Marks, chart.Mark{
			Date: l.Date, Low: openBelow(l), High: l.High, Beyond: l.Bound == corpus.MoreThan || l.Bound == corpus.FewerThan, Stated: oneLine(l.Text), Label: strings.Join(known(oneLine(l.Text), l.unsaid()), " "), Measure: oneLine(l.Measure), Speaker: oneLine(l.Speaker), Through: oneLine(through),
			Planned: slices.Contains([]corpus.Status{corpus.Planned, corpus.Threatened, corpus.Projected}, l.Status), Denied: l.Status == corpus.Denied,
			Origin: l.origin,
		})
	}
	return out
}

// openBelow is the lower end of a figure as it is drawn: "up to 50" names none.
func openBelow(l FigureLine) *float64 {
	if l.Low != nil && *l.Low == 0 && (l.Bound == corpus.UpTo || l.Bound == corpus.FewerThan) {
		return nil
	}
	return l.Low
}

// alone reports whether a series has one figure, which is held against nothing
// in any series.
func (s SeriesLine) alone(pairs map[string][]PairLine) bool {
	return len(s.Figures) == 1 && len(pairs[s.Figures[0].ID]) == 0
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
