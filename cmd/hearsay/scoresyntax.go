package main

import (
	"hearsay/internal/score"
	"hearsay/internal/treebank"
	"hearsay/syntax"
)

type scoreSyntaxCommand struct {
	Files  []string `arg:"" name:"file.conllu" help:"Treebanks in CoNLL-U (Universal Dependencies)."`
	Errors bool     `help:"List wrong tags, arcs and lemmas by kind, with the words."`
	JSON   bool     `help:"Write one JSON object."`
}

func (scoreSyntaxCommand) Help() string {
	return help(`Reads the sentences of FILE.CONLLU and compares tags, trees and lemmas with those of the file, on its tokens; and tokens and sentences with what is cut from its text alone. Documents are scored by genre, where their names tell it (GUM, EWT), and those that the models were trained on apart from all others.`,
		"score syntax hearsay-demo/trees.conllu",
		"score syntax hearsay-demo/trees.conllu --errors")
}

// Run scores the grammar.
func (c *scoreSyntaxCommand) Run(t *terminal) error {
	if err := exist(c.Files); err != nil {
		return err
	}
	rep := score.Syntax(records(c.Files, treebank.Read), score.ReadSyntax{Cut: syntax.Cut, Parse: syntax.Parse}, c.Errors)
	if err := t.writeScore(rep, c.JSON); err != nil {
		return err
	}
	return t.scored(rep.Documents, len(rep.Problems), c.Files)
}
