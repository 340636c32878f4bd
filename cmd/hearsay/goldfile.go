package main

import (
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"hearsay/capture"
	"hearsay/corpus"
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

// records yields what read finds in each of the files, in order. A file that cannot be
// opened is an error among the records, and the next one follows.
func records[T any](files []string, read func(name string, r io.Reader) iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, name := range files {
			if !recordsOf(name, read, yield) {
				return
			}
		}
	}
}

// recordsOf yields the records of one file; false means stop.
func recordsOf[T any](name string, read func(name string, r io.Reader) iter.Seq2[T, error], yield func(T, error) bool) bool {
	f, err := os.Open(name)
	if err != nil {
		var none T
		return yield(none, fmt.Errorf("%s: %w", name, cause(err)))
	}
	defer f.Close()
	for record, err := range read(name, f) {
		if !yield(record, err) {
			return false
		}
	}
	return true
}

// labelled gives a text of gold its blocks, as "hearsay read" would. What is scored goes from
// there through [annotate.Reader.Read], all layers of it, so that it is what is shipped. What
// gold gives no language is tried as English: its sentences alone are often too short to tell.
func labelled(doc corpus.Document) corpus.Document {
	doc.Blocks = capture.Label(doc.Text, doc.Title)
	return doc
}

// scored says how much was left out of a score, and fails if something was: how many
// documents were scored, how many problems the report tells, and in which files.
func (t *terminal) scored(documents, problems int, files []string) error {
	switch {
	case documents == 0:
		t.errorf("%s: nothing to score", strings.Join(files, ", "))
		return errNothing
	case problems > 0:
		t.errorf("%s: %s left out", strings.Join(files, ", "), count(problems, "record"))
		return errSomeFailed
	}
	return nil
}
