package main

import (
	"io"
	"iter"

	"hearsay/capture"
	"hearsay/corpus"
	"hearsay/internal/score"
)

type scoreCopiesCommand struct {
	File    string `arg:"" name:"archive.jsonl" help:"Documents, one JSON object a line, as \"hearsay add\" takes them; may be compressed (.gz)."`
	Stories int    `default:"1000" help:"How many of them are edited, once in each band."`
	Errors  bool   `help:"List planted copies that were missed, and pairs that were found among the other documents, for you to judge."`
	Sample  int    `default:"20" help:"How many of each to list."`
	JSON    bool   `help:"Write one JSON object."`
}

func (scoreCopiesCommand) Help() string {
	return help(`Edits stories of ARCHIVE.JSONL in three bands, always in the same way, and says how many of the copies are found: "light" changes or drops a tenth of the words, "half" rewrites half of the sentences, "lead" puts the beginning into another story. Pairs that are found among the documents as given may be true repeats: look at them.`,
		"score copies hearsay-demo/collection/aggregator.jsonl",
		"score copies hearsay-demo/collection/aggregator.jsonl --errors")
}

// Run scores copies.
func (c *scoreCopiesCommand) Run(t *terminal) error {
	if err := exist([]string{c.File}); err != nil {
		return err
	}
	docs, problems := archive(c.File)
	if !c.Errors {
		c.Sample = 0
	}
	rep := score.Copies(docs, c.Stories, c.Sample)
	rep.Problems = append(rep.Problems, problems...)
	if err := t.writeScore(rep, c.JSON); err != nil {
		return err
	}
	return t.scored(rep.Documents, len(rep.Problems), []string{c.File})
}

// archive reads the documents of a file of JSON lines, as "hearsay add" would.
func archive(name string) ([]corpus.Document, []string) {
	var docs []corpus.Document
	var problems []string
	for d, err := range records([]string{name}, readArchive) {
		switch {
		case err == nil:
			docs = append(docs, d)
		case !capture.Warning(err):
			problems = append(problems, err.Error())
		}
	}
	return docs, problems
}

func readArchive(name string, r io.Reader) iter.Seq2[corpus.Document, error] {
	return capture.Documents(corpus.Capture{Source: name, Format: corpus.FormatJSONL}, r)
}
