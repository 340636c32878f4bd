package store

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/internal/ledgertest"
)

// TestPostgres runs the suite on ledgers in a schema each.
func TestPostgres(t *testing.T) {
	ledgertest.Database(t)
	testStore(t, func(t *testing.T) *Store { return openAt(t, ledgertest.Schema(t)) })
}

func TestPostgresOpen(t *testing.T) {
	dsn := ledgertest.Schema(t)
	_, err := OpenReadOnly(ctx, dsn)
	wantError(t, "to read, before it is made", err, fs.ErrNotExist)
	_, err = Verify(ctx, dsn, "", nil)
	wantError(t, "verify, before it is made", err, fs.ErrNotExist)
	fill(t, openAt(t, dsn), 0, 3)
	st, err := OpenReadOnly(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if _, err := st.Decide(ctx, corpus.Decision{Subject: "s", Verb: corpus.Confirm, By: "Ana"}); !errors.Is(err, errReadOnly) {
		t.Errorf("deciding in a ledger open for reading: %v", err)
	}
}

// Another's tables are left alone.
func TestPostgresHoldsSomethingElse(t *testing.T) {
	dsn := ledgertest.Schema(t)
	db, err := connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, "CREATE TABLE documents (theirs TEXT)"); err != nil {
		t.Fatal(err)
	}
	_, err = Open(ctx, dsn)
	wantError(t, "Open", err, corpus.ErrNotLedger)
	_, err = OpenReadOnly(ctx, dsn)
	wantError(t, "OpenReadOnly", err, corpus.ErrNotLedger)
}

// What cannot be reached is told in plain words, and nothing tells a password.
func TestPostgresRefuses(t *testing.T) {
	dsn := ledgertest.Database(t)
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	nobody, nowhere, none := *u, *u, *u
	nobody.User = url.UserPassword("nobody_there", "s3cret")
	nowhere.Host, nowhere.RawQuery = "127.0.0.1:1", "password=s3cret"
	none.Path = "/no_such_database"
	for _, c := range []struct{ dsn, words string }{
		{nobody.String(), "does not let this user in"},
		{nowhere.String(), "cannot be reached"},
		{none.String(), "make it with createdb"},
		{"postgres://u:s3cret@127.0.0.1:notaport/x", "invalid"},
	} {
		_, err := Open(ctx, c.dsn)
		if err == nil || !strings.Contains(err.Error(), c.words) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v; want %q in it", Shown(c.dsn), err, c.words)
		}
	}
}

// What one has taken the others pass over, and what is given up is free again.
func TestPostgresClaims(t *testing.T) {
	dsn := ledgertest.Schema(t)
	one, two := openAt(t, dsn), openAt(t, dsn)
	c := capture(t, one, "stories.jsonl", "stories")
	if _, err := one.AddDocuments(ctx, c.ID, stories(0, 30), nil, &Parsed{Version: "1"}); err != nil {
		t.Fatal(err)
	}
	held, release := context.WithCancel(ctx)
	first := claim(t, one, held, 20)
	second := claim(t, two, ctx, 20)
	if len(first.Work) != 20 || len(second.Work) != 10 {
		t.Fatalf("%d and %d claimed, want 20 and 10", len(first.Work), len(second.Work))
	}
	taken, err := two.ClaimOne(ctx, StageAnnotate, "annotate/1", first.Work[3].Subject)
	if err != nil || len(taken.Work) != 0 {
		t.Errorf("one that the other holds: %+v, %v", taken, err)
	}
	finishAll(t, second)
	release()
	third := claim(t, two, ctx, 100) // waits for nobody; what was given up may still be on its way back
	for len(third.Work) < 20 {
		if err := third.finish(ctx, func(*tx) error { return nil }); err != nil {
			t.Fatal(err)
		}
		third = claim(t, two, ctx, 100)
	}
	finishAll(t, third)
	if n, err := one.CountPending(ctx, StageAnnotate, "annotate/1"); err != nil || n != 0 {
		t.Errorf("%d pending, %v", n, err)
	}
	if r := verify(t, dsn, ""); len(r.Findings) > 0 {
		t.Errorf("%+v", r.Findings)
	}
}

func claim(t testing.TB, st *Store, held context.Context, n int) *Claim {
	t.Helper()
	c, err := st.Claim(held, StageAnnotate, "annotate/1", "", n)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func finishAll(t testing.TB, c *Claim) {
	t.Helper()
	var read []Annotated
	for _, w := range c.Work {
		d, err := c.st.Document(ctx, w.Subject)
		if err != nil {
			t.Fatal(err)
		}
		read = append(read, Annotated{d.ID, corpus.Annotations{System: "annotate/1"}})
	}
	if _, err := c.PutAnnotations(ctx, "annotate/1", read, nil); err != nil {
		t.Fatal(err)
	}
}

// A person who corrects a document that is being read just then, and the
// reader, wait for each other: one of them is given up, and both end well.
func TestPostgresStandsInTheWay(t *testing.T) {
	dsn := ledgertest.Schema(t)
	st := openAt(t, dsn)
	fill(t, st, 0, 2)
	subject := story(1).ID
	c, err := st.Claim(ctx, StageAnnotate, "annotate/2", "", 10)
	if err != nil || len(c.Work) != 2 {
		t.Fatal(c, err)
	}
	decided := make(chan error)
	go func() {
		_, err := st.Decide(ctx, corpus.Decision{Subject: subject, Verb: corpus.Correct, Field: "outlet", Value: "Other Post", By: "Ana"})
		decided <- err
	}()
	_, put := c.PutAnnotations(ctx, "annotate/2", []Annotated{{subject, reading(story(1))}}, nil)
	if put != nil && !errors.Is(put, ErrLost) {
		t.Errorf("the reader: %v", put)
	}
	if err := <-decided; err != nil {
		t.Errorf("the person: %v", err)
	}
	d, err := st.Document(ctx, subject)
	if err != nil || d.Outlet != "Other Post" {
		t.Errorf("%s, %v", d.Outlet, err)
	}
	if r := verify(t, dsn, ""); len(r.Findings) > 0 {
		t.Errorf("%+v", r.Findings)
	}
}

// On a server no row holds a word of what was purged.
func TestPostgresPurgedWordsAreGone(t *testing.T) {
	dsn := ledgertest.Schema(t)
	st := openAt(t, dsn)
	_, _, docs := withSecret(t, st)
	decideSecret(t, st, docs[1])
	collectSecret(t, st, docs[1])
	if len(wordsInRows(t, st)) == 0 {
		t.Fatal("no word is found before")
	}
	mustPurge(t, st, docs[1].ID)
	same(t, "words", wordsInRows(t, st), []string(nil))
	soundButWithheld(t, dsn)
}

// wordsInRows lists the tables and the secret words that stand in their rows.
func wordsInRows(t *testing.T, st *Store) (found []string) {
	t.Helper()
	steps, err := schemaSteps()
	if err != nil {
		t.Fatal(err)
	}
	err = st.view(ctx, func(tx *tx) error {
		for _, table := range append(tablesOf(steps), blockTerms, statementTerms) {
			rows, err := tx.strings("SELECT r::text FROM " + table + " r")
			if err != nil {
				return err
			}
			all := strings.ToLower(strings.Join(rows, "\n"))
			for _, word := range secretWords {
				if strings.Contains(all, strings.ToLower(word)) {
					found = append(found, table+" "+word)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Who holds a capture to parse, and writes of it in other transactions, and a
// purge of that capture do not wait for each other for ever.
func TestPostgresPurgeOfWhatIsBeingParsed(t *testing.T) {
	dsn := ledgertest.Schema(t)
	st, other := openAt(t, dsn), openAt(t, dsn)
	c := capture(t, st, "stories.jsonl", "stories")
	parse, err := st.ClaimOne(ctx, StageParse, "1", c.ID)
	if err != nil || len(parse.Work) != 1 {
		t.Fatal(parse, err)
	}
	purged := make(chan error)
	go func() {
		_, err := other.Purge(ctx, PurgeOrder{ID: c.ID, By: "Ana", Reason: "court order"})
		purged <- err
	}()
	put := func(from, to int, done *Parsed) {
		if _, err := parse.AddDocuments(ctx, stories(from, to), nil, done); err != nil && !errors.Is(err, corpus.ErrWithheld) && !errors.Is(err, ErrLost) {
			t.Errorf("the parser: %v", err)
		}
	}
	put(0, 5, nil)
	put(5, 10, nil)
	put(10, 15, &Parsed{Version: "1"})
	if err := <-purged; err != nil {
		t.Errorf("the purge: %v", err)
	}
	if r := verify(t, dsn, ""); len(r.Findings) > 0 {
		t.Errorf("%+v", r.Findings)
	}
}

// The bytes of a file are read from their beginning again when another program
// stood in the way of keeping them.
func TestPostgresCaptureAgain(t *testing.T) {
	dsn := ledgertest.Schema(t)
	st, other := openAt(t, dsn), openAt(t, dsn)
	c, err := other.read.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Rollback()
	if _, err := c.ExecContext(ctx, "LOCK TABLE chunks"); err != nil { // as overwriting does
		t.Fatal(err)
	}
	timer := time.AfterFunc(4*time.Second, func() { c.Rollback() }) // longer than a writer waits
	defer timer.Stop()
	if added, err := st.Capture(ctx, captureOf("a.txt", "words"), strings.NewReader("words")); err != nil || !added {
		t.Errorf("%t, %v", added, err)
	}
}

// A claim that nobody finishes ends with the ledger that made it.
func TestPostgresClaimEndsWithItsLedger(t *testing.T) {
	dsn := ledgertest.Schema(t)
	one, two := openAt(t, dsn), openAt(t, dsn)
	c := capture(t, one, "stories.jsonl", "stories")
	if _, err := one.AddDocuments(ctx, c.ID, stories(0, 5), nil, &Parsed{Version: "1"}); err != nil {
		t.Fatal(err)
	}
	if held := claim(t, one, ctx, 5); len(held.Work) != 5 {
		t.Fatal(held)
	}
	if err := one.Close(); err != nil {
		t.Fatal(err)
	}
	free := claim(t, two, ctx, 5)
	for len(free.Work) < 5 { // what was given up may still be on its way back
		free = claim(t, two, ctx, 5)
	}
	finishAll(t, free)
}
