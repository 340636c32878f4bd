package main

import (
	"fmt"
	"iter"
	"os"
	"strings"

	"hearsay/internal/report"
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
func (c *scoreSyntaxCommand) Run(t *terminal) (err error) {
	for _, name := range c.Files {
		if _, err := os.Stat(name); err != nil {
			return fmt.Errorf("%s: %w", name, cause(err))
		}
	}
	rep := score.Syntax(c.documents(), score.ReadSyntax{Cut: syntax.Cut, Parse: syntax.Parse}, c.Errors)
	if c.JSON {
		err = report.WriteJSON(t.stdout, rep)
	} else {
		var text strings.Builder // words of the treebank stand in it
		err = rep.WriteText(&text)
		t.printf("%s", text.String())
	}
	switch {
	case err != nil:
		return err
	case rep.Documents == 0:
		t.errorf("nothing to score: %s", strings.Join(append(rep.Problems, c.Files...), "; "))
		return errNothing
	case len(rep.Problems) > 0:
		t.errorf("%s left out", count(len(rep.Problems), "file"))
		return errSomeFailed
	}
	return nil
}

// documents yields those of all files; a file that is broken ends there and
// the next one follows.
func (c *scoreSyntaxCommand) documents() iter.Seq2[*treebank.Document, error] {
	return func(yield func(*treebank.Document, error) bool) {
		for _, name := range c.Files {
			if !treesOf(name, yield) {
				return
			}
		}
	}
}

// treesOf yields the documents of one file; false means stop.
func treesOf(name string, yield func(*treebank.Document, error) bool) bool {
	f, err := os.Open(name)
	if err != nil {
		return yield(nil, fmt.Errorf("%s: %w", name, cause(err)))
	}
	defer f.Close()
	for d, err := range treebank.Read(name, f) {
		if !yield(d, err) {
			return false
		}
	}
	return true
}
