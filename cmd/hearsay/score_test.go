package main

import (
	"bytes"
	"flag"
	"iter"
	"os"
	"testing"

	"hearsay/annotate"
	"hearsay/corpus"
	"hearsay/internal/score"
)

var update = flag.Bool("update", false, "write today's scores and outputs instead of comparing")

// The records hold the scores of the reader on the gold that ships.
const (
	scoreRecord  = "../../testdata/score.txt"
	figureRecord = "../../testdata/figures.txt"
)

// TestScore fails when the reader gets worse on the gold that ships with the
// project, and when it gets better and nobody wrote it down.
func TestScore(t *testing.T) {
	var gold bytes.Buffer
	if err := writeGold(&gold); err != nil {
		t.Fatal(err)
	}
	entries := scored(t, "statements", score.ReadGold("sample", &gold))
	for _, part := range []string{"train", "test"} {
		file := "../../gold/" + part + ".jsonl"
		entries = append(entries, scored(t, "gold."+part, records([]string{file}, score.ReadGold))...)
	}
	checkRecorded(t, scoreRecord, entries)
}

// TestScoreFigures does the same for the figures of the sample.
func TestScoreFigures(t *testing.T) {
	var gold bytes.Buffer
	if err := writeGold(&gold); err != nil {
		t.Fatal(err)
	}
	read := func(doc corpus.Document) corpus.Annotations { return annotate.Read(labelled(doc)) }
	rep := score.Figures(score.ReadFigures("figures", &gold), read, true)
	for _, p := range rep.Problems {
		t.Error(p)
	}
	for _, e := range rep.Errors {
		t.Logf("%+v", e)
	}
	checkRecorded(t, figureRecord, rep.Entries("figures"))
}

// checkRecorded holds scores against a record, or writes it.
func checkRecorded(t *testing.T, record string, measured []score.Entry) {
	t.Helper()
	if *update {
		var b bytes.Buffer
		if err := score.WriteRecord(&b, measured); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(record, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	f, err := os.Open(record)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	recorded, err := score.ReadRecord(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range score.CheckRecord(recorded, measured) {
		t.Error(d)
	}
}

// scored reads gold and returns the scores of the reader on it.
func scored(t *testing.T, name string, gold iter.Seq2[score.Doc, error]) []score.Entry {
	rep := score.Statements(gold, readStatements, score.Options{})
	for _, err := range rep.Problems {
		t.Error(err)
	}
	if rep.Documents == 0 {
		t.Fatalf("%s has no documents to score", name)
	}
	return rep.Entries(name)
}
