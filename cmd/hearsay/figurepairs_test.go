package main

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"hearsay/annotate"
	"hearsay/connect"
	"hearsay/corpus"
	"hearsay/internal/report"
	"hearsay/internal/store"
	"hearsay/measure"
	"hearsay/sample"
)

// TestFigurePairsFromText builds the demo and requires of its lines of figures the label of
// every planted pair. Those of testdata/figurepairs.txt are known to come out wrong, and must:
// else they belong out of that list.
func TestFigurePairsFromText(t *testing.T) {
	truth, err := sample.LoadTruth()
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.OpenReadOnly(context.Background(), demoLedger(t))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	lines, err := report.Figures(context.Background(), st, report.FigureQuery{}, measure.Default())
	if err != nil {
		t.Fatal(err)
	}
	ids := plantedIDs(t, st, truth)
	known := knownFailures(t, "testdata/figurepairs.txt")
	right := 0
	for _, pair := range truth.FigurePairs {
		name := pair.A.Figure + " " + pair.B.Figure
		plus := ""
		if pair.Plus != nil {
			name = pair.A.Figure + " + " + pair.Plus.Figure + " " + pair.B.Figure
			plus = ids[pair.Plus.Figure]
		}
		got := labelOf(lines, ids[pair.A.Figure], plus, ids[pair.B.Figure])
		fails := string(got) != pair.Label
		if !fails {
			right++
		}
		switch {
		case fails && !known[name]:
			t.Errorf("%s: %q, want %q", name, got, pair.Label)
		case !fails && known[name]:
			t.Errorf("%s no longer fails: take it out of testdata/figurepairs.txt", name)
		}
		delete(known, name)
	}
	for name := range known {
		t.Errorf("testdata/figurepairs.txt: %s is no planted pair", name)
	}
	t.Logf("%d of %d labels are right", right, len(truth.FigurePairs))
}

// plantedIDs returns the ID of the figure that was read where one is planted, by the ID of the
// planted one.
func plantedIDs(t *testing.T, st *store.Store, truth *sample.Truth) map[string]string {
	t.Helper()
	ids := map[string]string{}
	for d, err := range st.Documents(context.Background(), store.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if d, err = st.Document(context.Background(), d.ID); err != nil {
			t.Fatal(err)
		}
		figures := annotate.Read(d).Figures
		named := corpus.FigureIDs(d.ID, figures)
		for _, p := range plantedIn(truth, d) {
			k := slices.IndexFunc(figures, func(f corpus.Figure) bool { return p.at.Overlaps(f.Number) })
			if k >= 0 {
				ids[p.ID] = named[k]
			}
		}
	}
	return ids
}

// labelOf returns the label that the lines give two figures, in whichever order, or one that
// goes back to the same origin and speaks for it. Where they stand in no pair they were not
// compared, which is the same as "not enough to compare". It is "" where one was not read.
func labelOf(lines []report.SeriesLine, a, plus, b string) connect.Label {
	if a == "" || b == "" {
		return ""
	}
	if label := pairOf(lines, []string{a}, []string{plus}, []string{b}); label != "" {
		return label
	}
	if label := pairOf(lines, voices(lines, a), voices(lines, plus), voices(lines, b)); label != "" {
		return label
	}
	return connect.NotEnough
}

// pairOf returns the label of the first pair between two lists of figures, "" where none is.
func pairOf(lines []report.SeriesLine, a, plus, b []string) connect.Label {
	for _, l := range lines {
		for _, p := range l.Pairs {
			straight := slices.Contains(a, p.A) && slices.Contains(b, p.B) && slices.Contains(plus, p.Plus)
			crossed := slices.Contains(a, p.B) && slices.Contains(b, p.A) && p.Plus == "" && slices.Contains(plus, "")
			swapped := p.Plus != "" && slices.Contains(plus, p.A) && slices.Contains(a, p.Plus) && slices.Contains(b, p.B)
			if straight || crossed || swapped {
				return p.Label
			}
		}
	}
	return ""
}

// voices returns a figure and those that the lines say have its origin.
func voices(lines []report.SeriesLine, id string) []string {
	out := []string{id}
	for _, l := range lines {
		for _, p := range l.Pairs {
			if p.Label != connect.SameOrigin {
				continue
			}
			if p.A == id {
				out = append(out, p.B)
			}
			if p.B == id {
				out = append(out, p.A)
			}
		}
	}
	return out
}

// knownFailures reads a list of what is known to come out wrong.
func knownFailures(t *testing.T, file string) map[string]bool {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for l := range strings.Lines(string(b)) {
		l, _, _ = strings.Cut(l, "#")
		if l = strings.TrimSpace(l); l != "" {
			out[l] = true
		}
	}
	return out
}
