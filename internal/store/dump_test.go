package store

import (
	"database/sql"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
)

func dump(t testing.TB, st *Store) string {
	t.Helper()
	var b strings.Builder
	if err := st.Dump(ctx, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// However the work was cut and whenever it was done, the dump is the same.
func testDump(t *testing.T, st *Store) {
	docs := []corpus.Document{
		article(1, "2031-04-05", "Post", "One", "Maria Lenz said that 600 came."),
		article(2, "2031-04-06", "Post", "Two", "Maria Lenz said that 700 came."),
		article(3, "2031-04-07", "Post", "Three", "Ben Okoro said that 800 came."),
	}
	other := openAt(t, filepath.Join(t.TempDir(), "other.db"))
	for i, st := range []*Store{st, other} {
		c := capture(t, st, "posts.jsonl", "bytes")
		if i == 0 {
			parse(t, st, c, "1", docs...)
		} else {
			if _, err := st.AddDocuments(ctx, c.ID, docs[:1], nil, nil); err != nil {
				t.Fatal(err)
			}
			parse(t, st, c, "1", docs[1:]...)
			slices.Reverse(docs)
		}
		for _, d := range docs {
			read(t, st, d, saying(t, d, d.Text[strings.Index(d.Text, "that")+5:len(d.Text)-1], strings.Join(strings.Fields(d.Text)[1:3], " ")))
		}
		s := statements(t, st, StatementFilter{})[1]
		if _, err := st.Decide(ctx, corpus.Decision{Subject: s.ID, Verb: corpus.Confirm, By: "Ana"}); err != nil {
			t.Fatal(err)
		}
	}
	one := dump(t, st)
	same(t, "dump of another history", strings.Split(dump(t, other), "\n"), strings.Split(one, "\n"))
	for _, want := range []string{
		`{"row":"originals","digest":"` + string(corpus.DigestOf([]byte("bytes"))) + `","size":5,"captures":1,"chunks":1}`,
		`{"row":"index","document":"` + docs[0].ID + `","blocks":2,"statements":1}`,
		`{"row":"log","kind":"capture",`,
	} {
		if !strings.Contains(one, want) {
			t.Errorf("no line %s in\n%s", want, one)
		}
	}
}

// A dump leaves out no table, and what differs in a row of one differs in it.
func TestDumpHasEveryTable(t *testing.T) {
	st := openAt(t, filepath.Join(t.TempDir(), "ledger.db"))
	have := []string{"chunks"} // counted with their originals
	for _, d := range dumped() {
		have = append(have, d.name)
	}
	without := []string{
		"schema_version", // the same in every ledger that can be opened
		"custody",        // digests that cover times
	}
	err := st.view(ctx, func(tx *tx) error {
		return tx.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%~_terms%' ESCAPE '~'", nil, func(rows *sql.Rows) error {
			var name string
			err := rows.Scan(&name)
			if !slices.Contains(have, name) && !slices.Contains(without, name) {
				t.Errorf("table %s is not dumped", name)
			}
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestDumpTellsWhatDiffers(t *testing.T) {
	for name, change := range map[string]string{
		"a sighting":    "DELETE FROM sightings WHERE document = 2",
		"a chunk":       "DELETE FROM chunks",
		"a statement":   "UPDATE statements SET polarity = 'deny' WHERE number = 3",
		"a figure":      "UPDATE figures SET passage_stop = 7 WHERE document = 2",
		"its access":    "UPDATE figures SET access = 'restricted' WHERE document = 2",
		"work":          "UPDATE work SET status = 'pending' WHERE subject = (SELECT id FROM documents WHERE number = 2)",
		"an index row":  "DELETE FROM block_terms WHERE rowid >= 2 << 24 AND rowid < (2 << 24) + 64",
		"the other one": "DELETE FROM statement_terms WHERE rowid = 3",
		"a capture row": "INSERT INTO log SELECT seq + 1000, logged_at, kind, subject, detail, 'x' FROM log WHERE kind = 'capture'",
		"the order":     "UPDATE observations SET rank = -rank WHERE document = 2",
	} {
		t.Run(name, func(t *testing.T) {
			st := openAt(t, filepath.Join(t.TempDir(), "ledger.db"))
			fill(t, st, 0, 3)
			before := dump(t, st)
			if err := st.update(ctx, func(tx *tx) error { return tx.exec(change) }); err != nil {
				t.Fatal(err)
			}
			if dump(t, st) == before {
				t.Error("it dumps alike")
			}
		})
	}
}
