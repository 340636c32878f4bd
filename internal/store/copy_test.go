package store

import (
	"os"
	"slices"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/ledgertest"
)

// A ledger that was copied to another database and back answers as before,
// verifies, and has the same head.
func TestCopyThereAndBack(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, away string) {
		home, back := ledgertest.File(t), ledgertest.File(t)
		st := openAt(t, home)
		fill(t, st, 0, 150)
		capture(t, st, "pending.jsonl", string(slices.Repeat([]byte("long "), 500_000))) // several chunks, not parsed yet
		some := statements(t, st, StatementFilter{DocumentFilter: DocumentFilter{Limit: 3}})
		for _, verb := range []corpus.Verb{corpus.Confirm, corpus.Reject} {
			if _, err := st.Decide(ctx, corpus.Decision{Subject: some[1].ID, Verb: verb, By: "Ana", Note: "heard \u201cit\u201d"}); err != nil {
				t.Fatal(err)
			}
		}
		head, err := st.Head(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range [][2]string{{home, away}, {away, back}} {
			got, err := Copy(ctx, step[0], step[1], nil)
			if err != nil || got != head {
				t.Fatalf("copy to %s: head %+v, %v, want %+v", Shown(step[1]), got, err, head)
			}
			r := verify(t, step[1], head.Digest)
			if len(r.Findings) > 0 || r.Head.Digest != head.Digest {
				t.Errorf("%s: %+v", Shown(step[1]), r)
			}
			sameAnswers(t, st, openAt(t, step[1]))
		}
		if _, err := Copy(ctx, home, away, nil); err == nil {
			t.Error("copied over a ledger")
		} else {
			wantError(t, "over a ledger", err, corpus.ErrInvalid)
		}
	})
}

// sameAnswers compares what two ledgers say.
func sameAnswers(t *testing.T, a, b *Store) {
	t.Helper()
	for _, q := range []string{word(8), word(400), word(12) + " OR " + word(77), word(30)[:3] + "*", word(5) + " -" + word(9)} {
		left, err1 := a.Search(ctx, q, DocumentFilter{})
		right, err2 := b.Search(ctx, q, DocumentFilter{})
		if err := errFirst(err1, err2); err != nil {
			t.Fatal(err)
		}
		same(t, "hits of "+q, right, left)
	}
	f := StatementFilter{DocumentFilter: DocumentFilter{Text: word(40)}}
	same(t, "statements", statements(t, b, f), statements(t, a, f))
	same(t, "all statements", statements(t, b, StatementFilter{}), statements(t, a, StatementFilter{}))
	same(t, "all figures", figures(t, b), figures(t, a))
	na, err1 := a.Counts(ctx)
	nb, err2 := b.Counts(ctx)
	if err := errFirst(err1, err2); err != nil {
		t.Fatal(err)
	}
	same(t, "counts", nb, na)
}

// What fails leaves no half of a ledger.
func TestCopyFails(t *testing.T) {
	from, to := ledgertest.File(t), ledgertest.File(t)
	st := openAt(t, from)
	fill(t, st, 0, 3)
	if err := st.update(ctx, func(t *tx) error { return t.exec("DELETE FROM texts WHERE number = 2") }); err == nil {
		t.Fatal("the database let a text go that a document needs")
	}
	if err := st.update(ctx, func(t *tx) error { return t.exec("UPDATE blocks SET body = 'broken'") }); err != nil {
		t.Fatal(err)
	}
	_, err := Copy(ctx, from, to, nil)
	wantError(t, "a broken ledger", err, corpus.ErrDamaged)
	if _, err := os.Stat(to); !os.IsNotExist(err) {
		t.Errorf("it left a file: %v", err)
	}
}
