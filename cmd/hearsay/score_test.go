package main

import (
	"bytes"
	"flag"
	"io"
	"os"
	"testing"

	"hearsay/internal/score"
)

var update = flag.Bool("update", false, "write today's figures and outputs instead of comparing")

// scoreRecord holds the figures of the reader on the gold that ships.
const scoreRecord = "../../testdata/score.txt"

// TestScore fails when the reader gets worse on the gold that ships with the
// project, and when it gets better and nobody wrote it down.
func TestScore(t *testing.T) {
	var gold bytes.Buffer
	if err := writeGold(&gold); err != nil {
		t.Fatal(err)
	}
	figures := scored(t, "statements", &gold)
	for _, part := range []string{"train", "test"} {
		f, err := os.Open("../../gold/" + part + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		figures = append(figures, scored(t, "gold."+part, f)...)
	}
	if *update {
		recordScore(t, figures)
		return
	}
	for _, d := range score.CheckRecord(recordedScore(t), figures) {
		t.Error(d)
	}
}

// scored reads gold and returns the figures of the reader on it.
func scored(t *testing.T, name string, gold io.Reader) []score.Figure {
	rep := score.Statements(score.ReadGold(name, gold), readStatements, score.Options{})
	for _, err := range rep.Problems {
		t.Error(err)
	}
	if rep.Documents == 0 {
		t.Fatalf("%s has no documents to score", name)
	}
	return rep.Figures(name)
}

func recordedScore(t *testing.T) []score.Figure {
	f, err := os.Open(scoreRecord)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	figures, err := score.ReadRecord(f)
	if err != nil {
		t.Fatal(err)
	}
	return figures
}

func recordScore(t *testing.T, figures []score.Figure) {
	var b bytes.Buffer
	if err := score.WriteRecord(&b, figures); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(scoreRecord, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
