package main

import (
	"fmt"
	"iter"
	"os"
	"strings"

	"hearsay/internal/treebank"
)

// exist returns an error for the first file that is not there.
func exist(files []string) error {
	for _, name := range files {
		if _, err := os.Stat(name); err != nil {
			return fmt.Errorf("%s: %w", name, cause(err))
		}
	}
	return nil
}

// trees yields the documents of all files; a file that is broken ends there
// and the next one follows.
func trees(files []string) iter.Seq2[*treebank.Document, error] {
	return func(yield func(*treebank.Document, error) bool) {
		for _, name := range files {
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

// scored says what was left out of a score on treebanks, and fails if that
// was everything.
func (t *terminal) scored(documents int, problems, files []string) error {
	switch {
	case documents == 0:
		t.errorf("nothing to score: %s", strings.Join(append(problems, files...), "; "))
		return errNothing
	case len(problems) > 0:
		t.errorf("%d of the files or documents left out", len(problems))
		return errSomeFailed
	}
	return nil
}
