package main

import (
	"context"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hearsay/corpus"
	"hearsay/internal/ledgertest"
	"hearsay/internal/pipeline"
	"hearsay/internal/store"
)

// TestDatabasesAnswerAlike takes the same articles into a file of SQLite and
// into PostgreSQL and asks both the same questions. With HEARSAY_TEST_ARCHIVE,
// the path of JSON lines, the articles are from there, else variants of those
// of the collection.
func TestDatabasesAnswerAlike(t *testing.T) {
	t.Parallel()
	asShipped(t)
	server := ledgertest.Schema(t)
	stories, questions := 1000, 200
	if testing.Short() {
		stories, questions = 300, 80
	}
	paths, archive := articles(t, stories, archiveOr)
	var both [2]*store.Store
	for i, dsn := range []string{ledgertest.File(t), server} {
		both[i] = filledLedger(t, dsn, paths)
	}
	answers := map[string]int{}
	for i, q := range ledgertest.Queries(archive, questions) {
		for _, ask := range asked(q, i) {
			one, two := ask.of(t, both[0]), ask.of(t, both[1])
			if diff := cmp.Diff(one, two); diff != "" {
				t.Fatalf("%s\n%+v\nSQLite - and PostgreSQL + differ:\n%.2000s", ask.what, q, diff)
			}
			answers[ask.what] += reflect.ValueOf(one).Len()
		}
	}
	t.Logf("answers to %d questions each: %v", questions, answers)
	for what, n := range answers {
		if n == 0 {
			t.Errorf("%s: no answer to any of %d questions, nothing was compared", what, questions)
		}
	}
}

// articles unpacks the collection and writes so many stories beside it, made of
// those that source chooses. It returns their paths and the texts of both.
func articles(t *testing.T, stories int, source func(*testing.T, []ledgertest.Story) []ledgertest.Story) (paths []string, archive []ledgertest.Story) {
	t.Helper()
	dir := t.TempDir()
	if err := unpack(dir); err != nil {
		t.Fatal(err)
	}
	paths = []string{filepath.Join(dir, "collection"), filepath.Join(dir, "archive.jsonl")}
	collection := storiesIn(t, filledLedger(t, ledgertest.File(t), paths[:1]))
	if stories == 0 {
		return paths[:1], collection
	}
	from := source(t, collection)
	archive = slices.Collect(ledgertest.Stories(from, 0, stories))
	if len(from) == len(collection) { // the collection itself is there already
		archive = slices.Collect(ledgertest.Stories(from, len(from), len(from)+stories))
	}
	writeStories(t, paths[1], slices.Values(archive))
	return paths, append(archive, collection...)
}

// archiveOr reads the archive that HEARSAY_TEST_ARCHIVE names, if there is
// one.
func archiveOr(t *testing.T, stories []ledgertest.Story) []ledgertest.Story {
	t.Helper()
	path := os.Getenv("HEARSAY_TEST_ARCHIVE")
	if path == "" {
		return stories
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list, err := ledgertest.ReadStories(f)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return list
}

func writeStories(t *testing.T, path string, stories iter.Seq[ledgertest.Story]) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := ledgertest.WriteStories(f, stories); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// storiesIn are the documents of a ledger as an archive would hold them.
func storiesIn(t *testing.T, st *store.Store) []ledgertest.Story {
	t.Helper()
	var list []ledgertest.Story
	for d, err := range st.Documents(context.Background(), store.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		whole, err := st.Document(context.Background(), d.ID)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, ledgertest.Story{
			URL: "https://archive.example/" + d.ID, Published: day(d.Published), Outlet: d.Outlet, Language: d.Language, Title: d.Title, Text: whole.Text,
		})
	}
	return list
}

func day(published string) string { return published[:min(len(time.DateOnly), len(published))] }

// filledLedger takes files into a new ledger, which is closed when the test
// ends.
func filledLedger(t *testing.T, dsn string, paths []string) *store.Store {
	t.Helper()
	st := openLedger(t, dsn)
	sum, err := pipeline.New(st, pipeline.Options{}).Run(context.Background(), paths, nil)
	if err != nil || sum.Failures.Total > 0 || sum.Read == 0 || !sum.Left.Nothing() {
		t.Fatalf("%s: %+v, %v", store.Shown(dsn), sum, err)
	}
	return st
}

func openLedger(t *testing.T, dsn string) *store.Store {
	t.Helper()
	st, err := store.Open(context.Background(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

// question is one that a ledger answers by a list.
type question struct {
	what string
	of   func(*testing.T, *store.Store) any
}

// everyHit is every which search asks for all hits; the others want a page.
const (
	everyHit = 10
	pageHits = 25
)

// asked are the questions that the i-th query makes.
func asked(q ledgertest.Query, i int) []question {
	f := store.DocumentFilter{Outlet: q.Outlet, From: q.From, To: q.To, Language: q.Language, Limit: pageHits}
	if i%everyHit == 0 {
		f.Limit = 0
	}
	withText, withWord := f, f
	withText.Text, withWord.Text = q.Text, q.Word
	return []question{
		{"search", func(t *testing.T, st *store.Store) any { return hits(t, st, q.Text, f) }},
		{"search within another", func(t *testing.T, st *store.Store) any { return hits(t, st, q.Text, withWord) }},
		{"documents", func(t *testing.T, st *store.Store) any {
			return untimed(collected(t, st.Documents(t.Context(), withText)))
		}},
		{"statements with the text", listed(store.StatementFilter{DocumentFilter: withText})},
		{"statements with the word", listed(store.StatementFilter{DocumentFilter: withWord})},
		{"statements of the speaker", listed(store.StatementFilter{DocumentFilter: f, Speaker: q.Speaker})},
		{"statements of the speaker with the word", listed(store.StatementFilter{DocumentFilter: store.DocumentFilter{Text: q.Word}, Speaker: q.Speaker})},
	}
}

func hits(t *testing.T, st *store.Store, text string, f store.DocumentFilter) []store.Hit {
	list, err := st.Search(t.Context(), text, f)
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		list[i].Document.Captured = time.Time{}
	}
	return list
}

func listed(f store.StatementFilter) func(*testing.T, *store.Store) any {
	return func(t *testing.T, st *store.Store) any { return collected(t, st.Statements(t.Context(), f)) }
}

func collected[T any](t *testing.T, seq iter.Seq2[T, error]) []T {
	var list []T
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, v)
	}
	return list
}

// untimed leaves out when documents were taken in, which differs.
func untimed(list []corpus.Document) []corpus.Document {
	for i := range list {
		list[i].Captured = time.Time{}
	}
	return list
}
