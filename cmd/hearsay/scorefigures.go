package main

import (
	"hearsay/corpus"
	"hearsay/internal/score"
)

type scoreFiguresCommand struct {
	Files  []string `arg:"" name:"file.jsonl" help:"Texts with their quantities, one JSON object a line."`
	Errors bool     `help:"List quantities that were missed, invented or given another unit."`
	JSON   bool     `help:"Write one JSON object."`
}

func (scoreFiguresCommand) Help() string {
	return help(`Reads the texts of FILE.JSONL (id, text, quantities: value "19" or "12-120", bound "=", "~", "<" or ">", unit, unit_norm), finds their numbers and compares value and unit. Units compare without regard to number, spelling and symbol; of a mere count the unit is the counted noun.`,
		"score figures hearsay-demo/quantities.jsonl",
		"score figures hearsay-demo/quantities.jsonl --errors")
}

// Run scores the reading of numbers.
func (c *scoreFiguresCommand) Run(t *terminal) error {
	if err := exist(c.Files); err != nil {
		return err
	}
	rep := score.Quantities(records(c.Files, score.ReadQuantities), readQuantities, c.Errors)
	if err := t.writeScore(rep, c.JSON); err != nil {
		return err
	}
	return t.scored(rep.Texts, len(rep.Problems), c.Files)
}

func readQuantities(text string) []corpus.Quantity {
	return annotated(corpus.Document{Text: text}).Quantities
}
