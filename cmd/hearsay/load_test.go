package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"hearsay/internal/ledgertest"
	"hearsay/internal/pipeline"
	"hearsay/internal/store"
)

// readers is how many ask at once while one writes: a newsroom and its
// scripts.
const readers = 50

// storiesInFile is how many stories the writer adds at a time.
const storiesInFile = 20

// freshVariant is the number of a variant that no ledger of a test begins
// with.
const freshVariant = 1_000_000

// TestLoad lets readers ask a ledger all sorts of questions while one program
// adds to it and reads what it added, for some seconds, or for minutes when
// HEARSAY_SOAK is set. Nothing may fail and nothing be lost.
func TestLoad(t *testing.T) {
	lasts, already := 5*time.Second, 200
	switch {
	case os.Getenv("HEARSAY_SOAK") != "":
		lasts, already = 5*time.Minute, 3000
	case testing.Short() || raceEnabled:
		lasts, already = 2*time.Second, 0
	}
	generated := func(_ *testing.T, collection []ledgertest.Story) []ledgertest.Story { return collection }
	paths, archive := articles(t, already, generated)
	questions := ledgertest.Queries(archive, 200)
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		st := filledLedger(t, dsn, paths)
		before := counts(t, st)
		ctx, cancel := context.WithTimeout(t.Context(), lasts)
		defer cancel()
		var all sync.WaitGroup
		asked := make([]timings, readers)
		for i := range asked {
			all.Go(func() { asked[i] = askUntil(ctx, t, st, questions, uint64(i)) })
		}
		written := writeUntil(ctx, t, st, archive)
		cancel() // also when the writer fails
		all.Wait()
		asked[0].merge(asked[1:])
		t.Logf("%d stories written while %d readers asked:\n%s", written.Documents, readers, asked[0])
		checkNothingLost(t, st, dsn, before, written)
	})
}

// writeUntil adds generated stories in small files until ctx ends, one file
// at least, and returns what the runs did in sum.
func writeUntil(ctx context.Context, t *testing.T, st *store.Store, archive []ledgertest.Story) (sum pipeline.Summary) {
	dir := t.TempDir()
	p := pipeline.New(st, pipeline.Options{})
	for n := freshVariant * len(archive); sum.Captures == 0 || ctx.Err() == nil; n += storiesInFile {
		path := filepath.Join(dir, fmt.Sprintf("%d.jsonl", n))
		writeStories(t, path, ledgertest.Stories(archive, n, n+storiesInFile))
		one, err := p.Run(context.WithoutCancel(ctx), []string{path}, nil)
		if err != nil || one.Failures.Total > 0 || one.Documents != storiesInFile || one.Read != storiesInFile {
			t.Errorf("stories from %d: %+v, %v", n, one, err)
			return sum
		}
		sum.Captures += one.Captures
		sum.Documents += one.Documents
		sum.Statements += one.Statements
		sum.Sightings += one.Sightings
	}
	return sum
}

func counts(t *testing.T, st *store.Store) store.Counts {
	t.Helper()
	c, err := st.Counts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// checkNothingLost compares what the ledger holds with what was written.
func checkNothingLost(t *testing.T, st *store.Store, dsn string, before store.Counts, written pipeline.Summary) {
	t.Helper()
	want := before
	want.Captures += written.Captures
	want.Documents += written.Documents
	want.Statements += written.Statements
	after := counts(t, st)
	if after.Captures != want.Captures || after.Documents != want.Documents || after.Statements != want.Statements || after.Pending+after.Failed != 0 {
		t.Errorf("the ledger holds %+v, want %+v", after, want)
	}
	r, err := store.Verify(context.Background(), dsn, "", nil)
	if err != nil || len(r.Findings) > 0 {
		t.Errorf("verify: %+v, %v", r.Findings, err)
	}
}

// askUntil asks questions of all kinds in turn until ctx ends, and says how
// long each took.
func askUntil(ctx context.Context, t *testing.T, st *store.Store, questions []ledgertest.Query, seed uint64) timings {
	r := rand.New(rand.NewPCG(seed, seed))
	took := timings{}
	a := &asking{ctx: ctx, st: st}
	for i := int(seed); ctx.Err() == nil; i++ {
		kind := kinds[i%len(kinds)]
		start := time.Now()
		err := kind.ask(a, questions[r.IntN(len(questions))])
		if ctx.Err() != nil {
			break // it may have been cut short
		}
		if err != nil {
			t.Errorf("%s: %v", kind.name, err)
			break
		}
		took[kind.name] = append(took[kind.name], time.Since(start))
	}
	return took
}

// asking is one reader at work. It looks at what it was shown last.
type asking struct {
	ctx                 context.Context
	st                  *store.Store
	document, statement string
}

// kinds are the kinds of question, as often as they stand here.
var kinds = [...]struct {
	name string
	ask  func(*asking, ledgertest.Query) error
}{
	{"search", (*asking).search},
	{"document", (*asking).oneDocument},
	{"statements", (*asking).statements},
	{"statement", (*asking).oneStatement},
	{"search", (*asking).search},
	{"statements with a word", (*asking).statementsWith},
	{"statements, each with its document", (*asking).statementsWithDocuments},
	{"counts", func(a *asking, _ ledgertest.Query) error {
		_, err := a.st.Counts(a.ctx)
		return err
	}},
	{"head of the log", func(a *asking, _ ledgertest.Query) error {
		_, err := a.st.Head(a.ctx)
		return err
	}},
}

func (a *asking) search(q ledgertest.Query) error {
	hits, err := a.st.Search(a.ctx, q.Text, store.DocumentFilter{Outlet: q.Outlet, From: q.From, To: q.To, Language: q.Language, Limit: pageHits})
	if len(hits) > 0 {
		a.document = hits[0].Document.ID
	}
	return err
}

func (a *asking) oneDocument(ledgertest.Query) error {
	if a.document == "" {
		return nil
	}
	_, err := a.st.Document(a.ctx, a.document)
	return err
}

func (a *asking) oneStatement(ledgertest.Query) error {
	if a.statement == "" {
		return nil
	}
	_, err := a.st.Statement(a.ctx, a.statement)
	return err
}

func (a *asking) statements(q ledgertest.Query) error {
	return a.list(store.StatementFilter{DocumentFilter: store.DocumentFilter{Outlet: q.Outlet, From: q.From, Limit: pageHits}}, nil)
}

func (a *asking) statementsWith(q ledgertest.Query) error {
	return a.list(store.StatementFilter{DocumentFilter: store.DocumentFilter{Text: q.Word, Limit: pageHits}}, nil)
}

// statementsWithDocuments asks for more while it reads a list, as a brief
// does.
func (a *asking) statementsWithDocuments(q ledgertest.Query) error {
	f := store.StatementFilter{DocumentFilter: store.DocumentFilter{Limit: pageHits}, Speaker: q.Speaker}
	return a.list(f, func(document string) error {
		_, err := a.st.Document(a.ctx, document)
		return err
	})
}

// list reads a list of statements, and calls each for every one's document.
func (a *asking) list(f store.StatementFilter, each func(document string) error) error {
	for s, err := range a.st.Statements(a.ctx, f) {
		if err != nil {
			return err
		}
		a.statement = s.ID
		if each != nil {
			if err := each(s.Document); err != nil {
				return err
			}
		}
	}
	return nil
}
