package report

import (
	"io"

	"hearsay/internal/chart"
)

// WriteSilenceChart draws a table as a picture (SVG).
func WriteSilenceChart(w io.Writer, t SilenceTable) error {
	m := chart.Matrix{Title: t.Event.Name + ", " + eventDays(t.Event), Columns: t.Columns}
	for _, r := range t.Rows {
		row := chart.MatrixRow{Name: r.Outlet}
		for _, c := range r.Cells {
			row.Cells = append(row.Cells, chart.MatrixCell{State: string(c.State), Label: c.label(), Doubt: c.Doubt != "", Words: inert(c.Why)})
		}
		m.Rows = append(m.Rows, row)
	}
	_, err := io.WriteString(w, m.SVG())
	return err
}

// label is a state with its delay.
func (c SilenceCell) label() string {
	if c.has() && c.delay() != "" {
		return shortState(c.State) + " " + c.delay()
	}
	return shortState(c.State)
}
