package main

import (
	"fmt"
	"iter"
	"os"

	"hearsay/corpus"
	"hearsay/internal/score"
	"hearsay/quantity"
	"hearsay/syntax"
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
	rep := score.Quantities(quantityTexts(c.Files), readQuantities, c.Errors)
	if err := t.writeScore(rep, c.JSON); err != nil {
		return err
	}
	return t.scored(rep.Texts, rep.Problems, c.Files)
}

// quantityTexts yields the texts of all files.
func quantityTexts(files []string) iter.Seq2[score.QuantityText, error] {
	return func(yield func(score.QuantityText, error) bool) {
		for _, name := range files {
			f, err := os.Open(name)
			if err != nil {
				if !yield(score.QuantityText{}, fmt.Errorf("%s: %w", name, cause(err))) {
					return
				}
				continue
			}
			for q, err := range score.ReadQuantities(name, f) {
				if !yield(q, err) {
					f.Close()
					return
				}
			}
			f.Close()
		}
	}
}

// readQuantities reads a text alone, without dates that were found before.
func readQuantities(text string) []corpus.Quantity {
	doc := corpus.Document{Text: text}
	return quantity.Find(syntax.Read(doc), doc, nil)
}
