package main

import (
	"fmt"
	"io"
	"iter"

	"hearsay/internal/score"
	"hearsay/internal/treebank"
	"hearsay/syntax"
)

// printScores prints, for each file, how a model reads what of it is held out.
func printScores(out io.Writer, documents []document, model *syntax.Model) error {
	files, heldOut := []string{}, map[string][]*treebank.Document{}
	for _, d := range documents {
		if !treebank.HeldOut(d.id) {
			continue
		}
		if heldOut[d.file] == nil {
			files = append(files, d.file)
		}
		heldOut[d.file] = append(heldOut[d.file], d.source)
	}
	read := score.ReadSyntax{Cut: syntax.Cut, Parse: model.Parse}
	for _, file := range files {
		fmt.Fprintf(out, "\n%s\n", file)
		if err := score.Syntax(each(heldOut[file]), read, false).WriteText(out); err != nil {
			return err
		}
	}
	return nil
}

// each yields documents that are read already.
func each(documents []*treebank.Document) iter.Seq2[*treebank.Document, error] {
	return func(yield func(*treebank.Document, error) bool) {
		for _, d := range documents {
			if !yield(d, nil) {
				return
			}
		}
	}
}
