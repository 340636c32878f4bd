package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"hearsay/annotate"
	"hearsay/capture"
	"hearsay/corpus"
	"hearsay/internal/report"
	"hearsay/internal/score"
)

type scoreCommand struct {
	Statements scoreStatementsCommand `cmd:"" help:"Score the reading of statements against gold."`
	Syntax     scoreSyntaxCommand     `cmd:"" help:"Score the reading of grammar against treebanks."`
	Names      scoreNamesCommand      `cmd:"" help:"Score the reading of names, and of what means the same, against treebanks."`
	Dates      scoreDatesCommand      `cmd:"" help:"Score the reading of dates against gold."`
	Figures    scoreFiguresCommand    `cmd:"" help:"Score the reading of numbers against gold."`
}

type scoreStatementsCommand struct {
	Gold   string `arg:"" name:"gold.jsonl" help:"Texts with their statements, one JSON object a line: the form of \"hearsay read --with-text\", or text with quotes."`
	Errors bool   `help:"List every statement that was missed, invented, cut otherwise or given to somebody else."`
	Join   bool   `help:"Join quotations that the gold counts apart, as without a cue, to the one before in their paragraph."`
	JSON   bool   `help:"Write one JSON object."`
}

func (scoreStatementsCommand) Help() string {
	return help(`Reads the texts of GOLD.JSONL and compares what it finds with what people found in them: precision, recall and F1 by several measures of a match, each beside a simple baseline.`,
		"score statements hearsay-demo/gold.jsonl",
		"score statements hearsay-demo/gold.jsonl --errors")
}

// Run scores the reader.
func (c *scoreStatementsCommand) Run(t *terminal) error {
	f, err := os.Open(c.Gold)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Gold, cause(err))
	}
	defer f.Close()
	gold := score.ReadGold(c.Gold, f)
	if c.Join {
		gold = score.Joined(gold)
	}
	rep := score.Statements(gold, readForScore, score.Options{List: c.Errors})
	err = t.writeScore(rep, c.JSON)
	switch {
	case err != nil:
		return err
	case rep.Documents == 0:
		t.errorf("%s: nothing to score", c.Gold)
		return errNothing
	case len(rep.Problems) > 0:
		t.errorf("%s: %s left out", c.Gold, count(len(rep.Problems), "record"))
		return errSomeFailed
	}
	return nil
}

// readForScore reads a text of gold as "hearsay read" would.
func readForScore(doc corpus.Document) []score.Predicted {
	doc.Blocks = capture.Label(doc.Text, doc.Title)
	if doc.Language == "" {
		doc.Language = capture.Language(doc.Text)
	}
	return score.FromAnnotations(annotate.Read(doc))
}

// scoring is a report of a score.
type scoring interface{ WriteText(io.Writer) error }

// writeScore writes a report for people, or as JSON. What stands in its text,
// words of gold sets, is made inert.
func (t *terminal) writeScore(rep scoring, asJSON bool) error {
	if asJSON {
		return report.WriteJSON(t.stdout, rep)
	}
	var text strings.Builder
	if err := rep.WriteText(&text); err != nil {
		return err
	}
	t.printf("%s", text.String())
	return nil
}
