package main

import (
	"io"

	"hearsay/internal/report"
)

type figuresCommand struct {
	listFormat
	Chart   string `placeholder:"FILE" xor:"format" help:"Draw the series into FILE, a picture (SVG)."`
	Measure string `placeholder:"M" help:"Of this measure, such as killed, and the measures that are parts of it; an unknown one lists them all."`
	Of      string `placeholder:"WORD" help:"That count this: the words occur in what the figure or its series counts."`
	Side    string `placeholder:"S" help:"Of this side: the words occur in a name of it."`
	Outlet  string `placeholder:"NAME" help:"Published by this outlet."`
	From    date   `placeholder:"DATE" help:"As of this date or after it, else published then (YYYY, YYYY-MM or YYYY-MM-DD)."`
	To      date   `placeholder:"DATE" help:"As of this date or before it, else published then."`
}

func (figuresCommand) Help() string {
	return help(`
Lines up figures: how many, of what, as of when, says who, through whom, and whether they disagree. Only figures of one measure or its parts, of one class, side, event and time are held against each other; each pair has a label with its reason, and every figure its passage. Outlets that repeat one origin count once. All figures of the ledger are lined up, and those that were asked for are shown, with what they are held against. No number is averaged, and none is called the right one.

A measure is what a figure is about: "casualties" is never "killed", which is a part of it. The identity at the end of a figure's line is one for "hearsay show".`,
		"figures "+demoDB+" --measure casualties",
		"figures "+demoDB+" --of soldiers --from 2031-03 --csv",
		"figures "+demoDB+" --measure casualties --chart hearsay-demo/casualties.svg")
}

// Validate is called by kong.
func (c *figuresCommand) Validate() error { return c.scope().Validate() }

func (c *figuresCommand) scope() scope { return scope{Outlet: c.Outlet, From: c.From, To: c.To} }

// draw writes the series as a picture.
func (c *figuresCommand) draw(t *terminal, series []report.SeriesLine) error {
	err := replaceFile(c.Chart, func(w io.Writer) error { return report.WriteFigureChart(w, series) })
	if err == nil {
		t.printf("Wrote %s\n", report.OneLine(c.Chart))
	}
	return err
}

// Run lines up figures.
func (c *figuresCommand) Run(t *terminal, l *ledger) (err error) {
	measures, err := l.measures()
	if err != nil {
		return err
	}
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	q := report.FigureQuery{Measure: c.Measure, Of: c.Of, Side: c.Side, Outlet: c.Outlet, From: string(c.From), To: string(c.To)}
	series, err := report.Figures(t.ctx, st, q, measures)
	switch {
	case err != nil || len(series) == 0 && c.Chart != "":
	case c.Chart != "":
		err = c.draw(t, series)
	default:
		err = report.WriteFigures(t.stdout, c.format(), t.style, series)
	}
	if err := t.tellEmpty(err, len(series), "figures", c.scope(), c.listFormat, st); err != nil {
		return err
	}
	return t.tellMeasures(l, st, measures)
}
