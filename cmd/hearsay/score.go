package main

import (
	"io"
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
	Figures    scoreFiguresCommand    `cmd:"" help:"Score the reading of figures, and of numbers, against gold."`
	Copies     scoreCopiesCommand     `cmd:"" help:"Score the finding of copies: edit stories of an archive and look for them."`
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
	files := []string{c.Gold}
	if err := exist(files); err != nil {
		return err
	}
	gold := records(files, score.ReadGold)
	if c.Join {
		gold = score.Joined(gold)
	}
	rep := score.Statements(gold, readStatements, score.Options{List: c.Errors})
	if err := t.writeScore(rep, c.JSON); err != nil {
		return err
	}
	return t.scored(rep.Documents, len(rep.Problems), files)
}

func readStatements(doc corpus.Document) []score.Predicted {
	if doc.Language == "" {
		doc.Language = capture.Language(doc.Text)
	}
	return score.FromAnnotations(annotate.Read(labelled(doc)))
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
