package pipeline

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/internal/ledgertest"
	"hearsay/internal/store"
)

// Several programs work on one ledger at once: together they do all that is
// to be done, and on a server nothing twice.
func TestSeveralProgramsOnOneLedger(t *testing.T) {
	const files, each, programs = 12, 100, 3
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		b := newBench(t)
		for n := range files {
			b.file(fmt.Sprintf("%d.jsonl", n), lines(n*each, (n+1)*each))
		}
		stores := make([]*store.Store, programs)
		for i := range stores {
			stores[i] = openAt(t, dsn)
		}
		first := New(stores[0], Options{}).begin()
		if err := first.takeIn(context.Background(), []string{b.dir}, nil); err != nil {
			t.Fatal(err)
		}
		sums := runTogether(t, stores)
		var parsed, documents, read int
		for _, s := range sums {
			parsed, documents, read = parsed+s.Parsed, documents+s.Documents, read+s.Read
		}
		if documents != files*each {
			t.Errorf("%d new documents, want %d", documents, files*each)
		}
		if twice := parsed != files || read != files*each; twice && !store.IsFile(dsn) {
			t.Errorf("%d captures parsed and %d documents read, want %d and %d: %+v", parsed, read, files, files*each, sums)
		}
		c, err := stores[0].Counts(context.Background())
		if err != nil || c.Documents != files*each || c.Statements != files*each || c.Pending != 0 || c.Sightings != files*each {
			t.Errorf("%+v, %v", c, err)
		}
		r, err := store.Verify(context.Background(), dsn, corpus.Digest(""), nil)
		if err != nil || len(r.Findings) > 0 {
			t.Errorf("%+v, %v", r.Findings, err)
		}
	})
}

func openAt(t testing.TB, dsn string) *store.Store {
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

// runTogether does what is pending with a program for each of the stores.
func runTogether(t *testing.T, stores []*store.Store) []Summary {
	sums := make([]Summary, len(stores))
	var all sync.WaitGroup
	for i, st := range stores {
		all.Go(func() {
			var err error
			if sums[i], err = New(st, Options{Read: shout, Version: "1"}).Run(context.Background(), nil, nil); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	return sums
}

// A capture whose last documents another process is reading just then is given
// up, and parsed once that process is done.
func TestParsingStandsInTheWay(t *testing.T) {
	dsn := ledgertest.Schema(t)
	b := newBench(t)
	one, two := openAt(t, dsn), openAt(t, dsn)
	b.file("a.jsonl", lines(0, 1))
	opts := Options{Read: shout, Version: "1"}
	if _, err := New(one, opts).Run(context.Background(), []string{b.dir}, nil); err != nil {
		t.Fatal(err)
	}
	held, release := context.WithCancel(context.Background())
	defer release()
	if c, err := two.Claim(held, store.StageAnnotate, "2", "", 10); err != nil || len(c.Work) != 1 {
		t.Fatal(c, err)
	}
	// The same piece, and more is known of it: it is to be read again.
	b.file("b.jsonl", `{"url":"https://post.example/0","language":"en","outlet":"Harbour Post","text":"The port said boat 0 was lost!"}`+"\n")
	timer := time.AfterFunc(5*time.Second, release) // longer than a writer waits
	defer timer.Stop()
	sum, err := New(one, opts).Run(context.Background(), []string{b.dir}, nil)
	if err != nil || sum.Parsed != 1 || sum.Sightings != 1 || sum.Read != 1 || !sum.Left.Nothing() {
		t.Errorf("%+v, %v", sum, err)
	}
}
