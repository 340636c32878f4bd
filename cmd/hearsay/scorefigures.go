package main

import (
	"hearsay/annotate"
	"hearsay/corpus"
	"hearsay/internal/score"
)

type scoreFiguresCommand struct {
	Files  []string `arg:"" name:"gold.jsonl" help:"Texts with their figures, or with their numbers alone, one JSON object a line."`
	Errors bool     `help:"List what was missed, invented or read otherwise."`
	JSON   bool     `help:"Write one JSON object."`
}

func (scoreFiguresCommand) Help() string {
	return help(`Reads the texts of GOLD.JSONL and compares what it finds with what people found in them.

Where a line has figures (the form of "hearsay read --with-text"), whole figures are scored: which are found, and how often value, counted noun, measure, side, place, date, status, method and speaker are right.

Where a line has quantities without their places (value "19" or "12-120", bound "=", "~", "<" or ">", unit, unit_norm), only numbers are scored: value and unit, of every number, whether or not it is a figure. Units compare without regard to number, spelling and symbol; of a mere count the unit is the counted noun.`,
		"score figures hearsay-demo/gold.jsonl --errors",
		"score figures hearsay-demo/quantities.jsonl")
}

// Run scores the reading of figures and numbers.
func (c *scoreFiguresCommand) Run(t *terminal, l *ledger) error {
	if err := exist(c.Files); err != nil {
		return err
	}
	measures, err := l.measures()
	if err != nil {
		return err
	}
	reader := annotate.NewReader(measures)
	read := func(doc corpus.Document) corpus.Annotations { return reader.Read(labelled(doc)) }
	rep := score.Figures(records(c.Files, score.ReadFigures), read, c.Errors)
	if err := t.writeScore(rep, c.JSON); err != nil {
		return err
	}
	return t.scored(rep.Documents(), len(rep.Problems), c.Files)
}
