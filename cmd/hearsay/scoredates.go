package main

import (
	"path/filepath"

	"hearsay/annotate"
	"hearsay/corpus"
	"hearsay/internal/score"
)

type scoreDatesCommand struct {
	Files  []string `arg:"" name:"gold.jsonl" help:"Texts with their expressions of time, one JSON object a line: id, text, dct, timex."`
	Errors bool     `help:"List what was missed, invented or given another value or type, with the words around it."`
	JSON   bool     `help:"Write one JSON object."`
}

func (scoreDatesCommand) Help() string {
	return help(`Reads the texts of GOLD.JSONL, finds the dates, times, durations and recurring times that they tell, and compares spans, types and values (TIMEX3) with what people found. "dct" is the date of publication.`,
		"score dates hearsay-demo/dates.jsonl",
		"score dates hearsay-demo/dates.jsonl --errors")
}

// Run scores dates.
func (c *scoreDatesCommand) Run(t *terminal) error {
	if err := exist(c.Files); err != nil {
		return err
	}
	var files []score.DateFile
	for _, name := range c.Files {
		files = append(files, score.DateFile{Name: filepath.Base(name), Documents: records([]string{name}, score.ReadDates)})
	}
	rep := score.Dates(files, readTimexes, c.Errors)
	if err := t.writeScore(rep, c.JSON); err != nil {
		return err
	}
	return t.scored(rep.Documents(), len(rep.Problems), c.Files)
}

func readTimexes(doc corpus.Document) []corpus.Timex { return annotate.Read(labelled(doc)).Times }
