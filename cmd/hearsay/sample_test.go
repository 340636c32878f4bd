package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"hearsay/corpus"
	"hearsay/internal/store"
	"hearsay/sample"
)

// TestSampleArrivesWhole builds the ledger of the demo and looks in it for
// every document of the collection: with its outlet and date, with every
// planted statement in its readable text, and with the planted crud unread.
func TestSampleArrivesWhole(t *testing.T) {
	arrived := ledgerDocuments(t, demoLedger(t))
	truth, err := sample.LoadTruth()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range truth.Documents {
		if !slices.ContainsFunc(arrived, func(d corpus.Document) bool { return isWhole(want, d) }) {
			t.Errorf("%s (%s) is not in the ledger as it was planted", want.ID, want.File)
		}
	}
	checkCrud(t, truth.Documents, arrived)
	if len(arrived) != len(truth.Documents) {
		t.Errorf("%d documents in the ledger, %d in the collection", len(arrived), len(truth.Documents))
	}
}

// crudUnread is the least share of the planted crud that must lie in blocks of
// crud: what lines such as a lone surname are, nobody can tell for certain.
const crudUnread = 0.9

// checkCrud looks for the planted crud, lines of text files, in what a reader
// would read. White space does not count.
func checkCrud(t *testing.T, planted []sample.Document, arrived []corpus.Document) {
	t.Helper()
	var all, unread int
	for _, want := range planted {
		i := slices.IndexFunc(arrived, func(d corpus.Document) bool { return isWhole(want, d) })
		if i < 0 || want.Format != "text" {
			continue
		}
		d := arrived[i]
		points := corpus.NewPoints(d.Text)
		for _, c := range want.Crud {
			span := corpus.Span{Start: points.Byte(c.Start), End: points.Byte(c.End)}
			n, inside := crudIn(d, span)
			all, unread = all+n, unread+inside
			if inside < n {
				t.Logf("%s: readable, though planted as crud: %q", want.File, span.In(d.Text))
			}
		}
	}
	if all == 0 || float64(unread) < crudUnread*float64(all) {
		t.Errorf("%d of %d characters of planted crud are unread, want %.0f %%", unread, all, 100*crudUnread)
	}
}

// crudIn counts the characters of s and those of them in blocks of crud.
func crudIn(d corpus.Document, s corpus.Span) (all, inside int) {
	for i, r := range s.In(d.Text) {
		if unicode.IsSpace(r) {
			continue
		}
		all++
		at := s.Start + i
		if slices.ContainsFunc(d.Blocks, func(b corpus.Block) bool { return b.Kind == corpus.Crud && b.Start <= at && at < b.End }) {
			inside++
		}
	}
	return all, inside
}

// demoLedger copies the ledger of the demo and returns where the copy lies.
func demoLedger(t *testing.T) string {
	t.Helper()
	made, err := demo()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, made); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "hearsay.db")
}

func ledgerDocuments(t *testing.T, path string) []corpus.Document {
	ctx := context.Background()
	st, err := store.OpenReadOnly(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	var list []corpus.Document
	for d, err := range st.Documents(ctx, store.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		whole, err := st.Document(ctx, d.ID)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, whole)
	}
	return list
}

// isWhole reports whether d is the planted document: published where and when
// it says, readable where something was planted.
func isWhole(want sample.Document, d corpus.Document) bool {
	if d.Outlet != want.Outlet || !strings.HasPrefix(d.Published, want.Published) {
		return false
	}
	text := readable(d)
	for _, s := range want.Statements {
		for _, c := range s.Content {
			if !strings.Contains(text, strings.Join(strings.Fields(c.Quote), " ")) {
				return false
			}
		}
	}
	return len(want.Statements) > 0 || strings.Contains(strings.Join(strings.Fields(d.Text), " "), want.Title)
}

// readable returns the blocks of d that are no crud, white space collapsed.
func readable(d corpus.Document) string {
	var b strings.Builder
	for _, block := range d.Blocks {
		if block.Kind != corpus.Crud {
			b.WriteString(strings.Join(strings.Fields(block.In(d.Text)), " ") + "\n")
		}
	}
	return b.String()
}
