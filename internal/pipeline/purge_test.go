package pipeline

import (
	"context"
	"errors"
	"sync"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// purgeOf takes out a document beside a run.
func (b *bench) purgeOf(id string) {
	b.t.Helper()
	if _, err := b.st.Purge(context.Background(), store.PurgeOrder{ID: id, By: "Ana", Reason: "court order"}); err != nil {
		b.t.Error(err)
	}
}

// A purge beside a run takes out what the run has in hand: that is left out,
// and the rest goes on.
func TestAPurgeBesideARun(t *testing.T) {
	b := newBench(t)
	b.file("a.jsonl", lines(0, 10))
	var first sync.Once
	opts := Options{Workers: 1, Read: func(d corpus.Document) corpus.Annotations {
		first.Do(func() { b.purgeOf(d.ID) })
		return shout(d)
	}}
	sum := b.must(opts, b.dir)
	if sum.Read < 9 || sum.Failures.Total != 0 || sum.Left.Documents != 0 {
		t.Errorf("%+v", sum)
	}
	if n := b.counts(); n.Documents != 9 || n.Statements != 9 || n.Failed != 0 {
		t.Errorf("%+v", n)
	}
}

// What was purged fails by itself when it comes again.
func TestWhatWasPurgedIsRefused(t *testing.T) {
	b := newBench(t)
	b.file("a.jsonl", lines(0, 3))
	b.must(Options{}, b.dir)
	id := ""
	for d, err := range b.st.Documents(context.Background(), store.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		id = d.ID
	}
	b.purgeOf(id)
	b.file("b.jsonl", lines(0, 5))
	sum := b.must(Options{}, b.dir)
	if sum.Captures != 1 || sum.Documents != 2 || sum.Sightings != 2 || sum.Failures.Total != 2 {
		t.Errorf("%+v", sum)
	}
	for _, e := range sum.Failures.First {
		if !errors.Is(e, corpus.ErrWithheld) {
			t.Errorf("%v", e)
		}
	}
	if n := b.counts(); n.Documents != 4 || n.Pending != 0 || n.Failed != 0 {
		t.Errorf("%+v", n)
	}
}

// What comes again in two files of the same bytes, or beside an index that is
// yet to be parsed, is refused and stops no run.
func TestWhatWasPurgedComesAgainInSeveralFiles(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"the same bytes twice": {"b.jsonl": lines(0, 5), "c.jsonl": lines(0, 5)},
		"an index behind it":   {"b.txt": "The ferry was late!", "index.csv": "file,url\nb.txt,https://post.example/0\n"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.file("a.jsonl", lines(0, 1))
			b.file("a.txt", "The ferry is late!\n")
			b.must(Options{}, b.dir)
			for d, err := range b.st.Documents(context.Background(), store.DocumentFilter{}) {
				if err != nil {
					t.Fatal(err)
				}
				b.purgeOf(d.ID)
			}
			for name, content := range files {
				b.file(name, content)
			}
			b.must(Options{}, b.dir)
			if n := b.counts(); n.Pending != 0 || n.Failed != 0 {
				t.Errorf("%+v", n)
			}
			r, err := store.Verify(context.Background(), b.ledger, "", nil)
			if err != nil || len(r.Findings) > 0 || r.Unscrubbed {
				t.Errorf("%+v, %v", r, err)
			}
		})
	}
}
