package store

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
)

// ledgerFile makes a ledger of n stories, some decided about, closes it and
// returns its path.
func ledgerFile(t testing.TB, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ledger.db")
	st, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, st, 0, n)
	for i, s := range statements(t, st, StatementFilter{DocumentFilter: DocumentFilter{Limit: 20}}) {
		d := corpus.Decision{Subject: s.ID, Verb: corpus.Confirm, By: "Ana"}
		if i%2 == 0 {
			d.Verb, d.Field, d.Value = corpus.Correct, "role", "envoy"
		}
		if _, err := st.Decide(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func verify(t testing.TB, path string, expect corpus.Digest) VerifyReport {
	t.Helper()
	r, err := Verify(ctx, path, expect, nil)
	if err != nil {
		t.Fatalf("Verify: %v", err)
	}
	return r
}

func TestVerifySound(t *testing.T) {
	path := ledgerFile(t, 60)
	before := mustRead(t, path)
	var last, total int64
	r, err := Verify(ctx, path, "", func(d, n int64) {
		if d < last || d > n {
			t.Errorf("progress %d of %d after %d", d, n, last)
		}
		last, total = d, n
	})
	if err != nil || len(r.Findings) > 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	if last != total || r.Pages != int64(len(before)/pageSize) || r.Originals != 1 || r.LogRows != 24 || r.Rows < 500 {
		t.Errorf("progress ended at %d of %d; %+v", last, total, r)
	}
	unchanged(t, path, before)
	same(t, "files", files(t, filepath.Dir(path)), []string{"ledger.db"})
}

func TestVerifyExpect(t *testing.T) {
	path := ledgerFile(t, 3)
	head := verify(t, path, "").Head
	if r := verify(t, path, head.Digest); len(r.Findings) > 0 {
		t.Errorf("the head itself: %+v", r.Findings)
	}
	st := openAt(t, path)
	fill(t, st, 3, 4)
	if r := verify(t, path, head.Digest); len(r.Findings) > 0 {
		t.Errorf("an earlier head, while the ledger is open: %+v", r.Findings)
	}
	r := verify(t, path, corpus.DigestOf([]byte("another ledger's head")))
	if len(r.Findings) != 1 || r.Findings[0].What != "head" {
		t.Errorf("a head of another ledger: %+v", r.Findings)
	}
}

// Every single changed byte is found by the check of pages, wherever it is.
func TestEveryFlippedByteIsFound(t *testing.T) {
	const flips = 1000
	b := mustRead(t, ledgerFile(t, 40))
	if scan := scanBytes(t, b); len(scan.broken) > 0 || scan.torn > 0 {
		t.Fatalf("before any damage: %+v", scan)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for i := range flips {
		at := r.IntN(len(b))
		if i < headerLen {
			at = i // all of the header
		}
		was := b[at]
		b[at] ^= byte(1 + r.IntN(255))
		if scan := scanBytes(t, b); !slices.Equal(scan.broken, []int64{int64(at/pageSize + 1)}) {
			t.Errorf("byte %d of %d: pages %v", at, len(b), scan.broken)
		}
		b[at] = was
	}
}

func scanBytes(t testing.TB, b []byte) pageScan {
	t.Helper()
	scan, err := scanPages(bytes.NewReader(b), int64(len(b)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return scan
}

// A ledger is damaged in one place after the other. Verify answers with
// findings, never with an error, however little SQLite makes of the file.
func TestVerifyDamaged(t *testing.T) {
	whole := mustRead(t, ledgerFile(t, 40))
	r := rand.New(rand.NewPCG(3, 4))
	places := []int{0, 5, 16, 17, 18, 20, 21, 28, 44, 47, 68, 71, 99, 100, 101, 105, pageSize - 1, pageSize, len(whole) - 1}
	for range 40 {
		places = append(places, r.IntN(len(whole)))
	}
	path := filepath.Join(t.TempDir(), "ledger.db")
	for _, at := range places {
		b := bytes.Clone(whole)
		b[at] ^= byte(1 + r.IntN(255))
		mustWrite(t, path, b)
		report := verify(t, path, "")
		if len(report.Findings) == 0 || report.Findings[0].Where != fmt.Sprintf("page %d", at/pageSize+1) {
			t.Errorf("byte %d: %+v", at, report.Findings)
		}
	}
	for name, damage := range map[string]func([]byte) []byte{
		"cut":          func(b []byte) []byte { return b[:len(b)/2/pageSize*pageSize] },
		"cut in page":  func(b []byte) []byte { return b[:len(b)-100] },
		"longer":       func(b []byte) []byte { return append(b, make([]byte, pageSize)...) },
		"first page":   func(b []byte) []byte { clear(b[:pageSize]); return b },
		"pages zeroed": func(b []byte) []byte { clear(b[len(b)/2 : len(b)/2+3*pageSize]); return b },
		"swapped": func(b []byte) []byte {
			p, q := b[2*pageSize:3*pageSize], b[5*pageSize:6*pageSize]
			for i := range p {
				p[i], q[i] = q[i], p[i]
			}
			return b
		},
		"noise": func(b []byte) []byte {
			for i := pageSize; i < len(b); i += 97 {
				b[i] ^= 0x55
			}
			return b
		},
	} {
		mustWrite(t, path, damage(bytes.Clone(whole)))
		if report := verify(t, path, ""); len(report.Findings) == 0 {
			t.Errorf("%s: nothing found", name)
		}
	}
}

// What somebody changed with a database tool leaves every page's checksum
// right. Each such change is found by what it contradicts.
func TestVerifyChangedRows(t *testing.T) {
	whole := mustRead(t, ledgerFile(t, 20))
	for _, c := range []struct{ what, sql string }{
		{"row", "UPDATE documents SET outlet = 'Another' WHERE number = 3"},
		{"row", "UPDATE observations SET value = 'Another' WHERE document = 3 AND rank = 0"},
		{"row", "UPDATE blocks SET body = '[]' WHERE document = 3"},
		{"index", "UPDATE blocks SET body = '[]' WHERE document = 3"},
		{"text", "UPDATE texts SET body = body || '.' WHERE number = 3"},
		{"row", "UPDATE statements SET polarity = 'deny' WHERE number = 3"},
		{"row", "DELETE FROM statements WHERE number = 3"},
		{"index", "DELETE FROM statements WHERE number = 3"},
		{"row", "UPDATE figures SET part_of = 'f9' WHERE document = 3"},
		{"row", "UPDATE figures SET passage_start = passage_start + 1 WHERE document = 3"},
		{"row", "UPDATE figures SET statement = '' WHERE document = 3"},
		{"row", "UPDATE figures SET body = '{}' WHERE document = 3"},
		{"row", "UPDATE figures SET passage_stop = passage_stop + 1 WHERE document = 3"},
		{"row", "DELETE FROM figures WHERE document = 3"},
		{"row", "INSERT INTO figures SELECT document, 99, 'f9', statement, part_of, passage_start, passage_stop, body, access FROM figures WHERE document = 3 AND place_no = 0"},
		{"row", "UPDATE annotations SET digest = 'x' WHERE document = 3"},
		{"row", "UPDATE annotations SET body = x'00' WHERE document = 3"},
		{"row", "DELETE FROM annotations WHERE document = 3"},
		{"row", "UPDATE decisions SET person = 'Eve' WHERE seq = 2"},
		{"row", "DELETE FROM decisions WHERE seq = 20"},
		{"row", "INSERT INTO decisions SELECT 21, subject, verb, field, value, person, decided_at, note, document, spans, quoted, '' FROM decisions WHERE seq = 1"},
		{"row", "UPDATE captures SET source = 'elsewhere'"},
		{"row", "UPDATE captures SET format = 'text'"},
		{"row", "UPDATE captures SET taken_at = '2030-01-01T00:00:00.000000Z'"},
		{"row", `UPDATE captures SET given = '[{"field":"outlet","value":"Another","origin":"index.csv"}]'`},
		{"row", "UPDATE captures SET incomplete = 'broke off'"},
		{"row", "DELETE FROM sightings WHERE document = 3"},
		{"row", "UPDATE custody SET body = '[]' WHERE seq = 3"},
		{"row", "DELETE FROM custody WHERE seq = 4"},
		{"original", "UPDATE chunks SET body = x'28b52ffd0400'"},
		{"original", "DELETE FROM chunks"},
		{"original", "UPDATE originals SET captures = 2"},
		{"log", "UPDATE log SET detail = '{}' WHERE seq = 2"},
		{"log", "UPDATE log SET logged_at = '2030-01-01T00:00:00.000000Z' WHERE seq = 2"},
		{"log", "DELETE FROM log WHERE seq = 2"},
		{"log", "DELETE FROM log"},
		{"index", "DELETE FROM block_terms WHERE rowid = (SELECT min(rowid) FROM block_terms)"},
		{"index", "INSERT INTO block_terms (rowid, words, stems) VALUES (1, 'a', '')"},
		{"index", "DELETE FROM statement_terms WHERE rowid = 3"},
	} {
		path := filepath.Join(t.TempDir(), "ledger.db")
		mustWrite(t, path, whole)
		st := openAt(t, path)
		if err := st.update(ctx, func(tx *tx) error {
			for _, q := range []string{"PRAGMA defer_foreign_keys = ON", c.sql} {
				if _, err := tx.ExecContext(ctx, q); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Errorf("%s: %v", c.sql, err)
			continue
		}
		r := verify(t, path, "")
		if !slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.What == c.what && f.Where != "" && f.Reason != "" }) {
			t.Errorf("%s: no finding of %q in %+v", c.sql, c.what, r.Findings)
		}
	}
}

// Whoever changes a ledger so that its tables agree with each other is found
// by what the log says of them.
func TestVerifyAgainstLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	st := openAt(t, path)
	fill(t, st, 0, 5)
	d := story(2)
	if _, err := st.Decide(ctx, corpus.Decision{Subject: d.ID, Verb: corpus.Correct, Field: "title", Value: "Another", By: "Ana"}); err != nil {
		t.Fatal(err)
	}
	c := capture(t, st, "again.jsonl", "again")
	parse(t, st, c, "1", d)
	if r := verify(t, path, ""); len(r.Findings) > 0 {
		t.Fatalf("before any change: %+v", r.Findings)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	whole := mustRead(t, path)
	number := int64(3)
	for _, c := range []struct {
		name, where, reason string
		change              func(*tx) error
	}{
		{"a document taken out", "document " + d.ID, "it is missing", func(tx *tx) error { return takeOut(tx, number) }},
		{"a reading taken out", "reading of document " + d.ID, "it is missing", func(tx *tx) error {
			if _, err := (&putting{tx: tx}).dropStatements(number); err != nil {
				return err
			}
			return errFirst(tx.exec("DELETE FROM figures WHERE document = $1", number), tx.exec("DELETE FROM annotations WHERE document = $1", number))
		}},
		{"a reading swapped", "reading of document " + d.ID, "it is not as log row", func(tx *tx) error {
			p := &putting{tx: tx, version: "annotate/1", next: 999}
			return p.put(Annotated{d.ID, corpus.Annotations{System: "annotate/1"}})
		}},
		{"a document changed", "document " + d.ID, "it is not as log row", func(tx *tx) error {
			doc, err := tx.document(number)
			if err != nil {
				return err
			}
			doc.Outlet = "Another"
			return tx.putStanding(number, &doc)
		}},
		{"a document slipped in", "document " + story(9).ID, "the log does not know it", func(tx *tx) error {
			in, err := tx.intake(c.ID, false)
			if err != nil {
				return err
			}
			return in.add(story(9))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ledger.db")
			mustWrite(t, path, whole)
			st := openAt(t, path)
			if err := st.update(ctx, c.change); err != nil {
				t.Fatal(err)
			}
			r := verify(t, path, "")
			if !slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Where == c.where && strings.HasPrefix(f.Reason, c.reason) }) {
				t.Errorf("no finding of %q in %+v", c.where, r.Findings)
			}
			if again := verify(t, path, ""); !slices.Equal(again.Findings, r.Findings) {
				t.Errorf("another order:\n%+v\n%+v", r.Findings, again.Findings)
			}
		})
	}
}

// takeOut deletes all rows of a document.
func takeOut(tx *tx, number int64) error {
	d, err := tx.documentRow(number)
	if err != nil {
		return err
	}
	if _, err := (&putting{tx: tx}).dropStatements(number); err != nil {
		return err
	}
	if err := tx.exec(tx.st.sql.unindex(blockTerms), number<<blockBits, (number+1)<<blockBits); err != nil {
		return err
	}
	for _, table := range []string{"figures", "annotations", "sightings", "observations", "blocks"} {
		if err := tx.exec("DELETE FROM "+table+" WHERE document = $1", number); err != nil {
			return err
		}
	}
	return errFirst(
		tx.exec("DELETE FROM work WHERE subject = $1", d.ID),
		tx.exec("DELETE FROM decisions WHERE document = $1", d.ID),
		tx.exec("DELETE FROM documents WHERE number = $1", number),
		tx.exec("DELETE FROM items WHERE id = $1", d.Item),
		tx.exec("DELETE FROM texts WHERE digest = $1", string(d.TextID)))
}

// Many captures that are missing are found in the order in which they came.
func TestVerifyMissingCaptures(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	st := openAt(t, path)
	var want []string
	for i := range 12 {
		want = append(want, "capture "+capture(t, st, fmt.Sprintf("%d.txt", i), "body").ID)
	}
	if err := st.update(ctx, func(tx *tx) error { return tx.exec("DELETE FROM captures") }); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range verify(t, path, "").Findings {
		if f.What == "row" {
			got = append(got, f.Where)
		}
	}
	same(t, "missing", got, want)
	// What could not be read is not called missing.
	if err := st.update(ctx, func(tx *tx) error { return tx.exec("ALTER TABLE captures RENAME COLUMN given TO told") }); err != nil {
		t.Fatal(err)
	}
	for _, f := range verify(t, path, "").Findings {
		if strings.Contains(f.Reason, "missing") {
			t.Errorf("finding %+v", f)
		}
	}
}

// After a crash the log beside the file is part of the ledger.
func TestVerifyAfterCrash(t *testing.T) {
	path := crashed(t, 12)
	db, wal := mustRead(t, path), mustRead(t, path+"-wal")
	if r := verify(t, path, ""); len(r.Findings) > 0 || r.LogRows != 4 {
		t.Errorf("a crash is no damage: %+v", r)
	}
	// A transaction that was cut off while it was written was never committed.
	mustWrite(t, path, db)
	mustWrite(t, path+"-wal", wal[:len(wal)-walFrameLen-100])
	if r := verify(t, path, ""); len(r.Findings) > 0 {
		t.Errorf("cut off while writing: %+v", r.Findings)
	}
	r := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		b := bytes.Clone(wal)
		at := r.IntN(len(b) - walFrameLen) // the last frame is what a crash may cut
		b[at] ^= byte(1 + r.IntN(255))
		mustWrite(t, path, db)
		mustWrite(t, path+"-wal", b)
		if report := verify(t, path, ""); len(report.Findings) == 0 {
			t.Errorf("byte %d of the write-ahead log: nothing found", at)
		}
	}
}

// A ledger that is written to while it is verified is not called damaged.
func TestVerifyWhileWriting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	st := openAt(t, path)
	fill(t, st, 0, 50)
	written := make(chan struct{})
	go func() {
		defer close(written)
		for i := 50; i < 250; i++ {
			fill(t, st, i, i+1)
		}
	}()
	for {
		if r := verify(t, path, ""); len(r.Findings) > 0 {
			t.Errorf("findings: %+v", r.Findings)
		}
		select {
		case <-written:
			return
		default:
		}
	}
}

// What looks lost is lost only when the next look finds the same.
func TestLostAtTwoLooks(t *testing.T) {
	for want, looks := range map[string][]string{
		"":              {"frame 15 is broken", ""},
		"frame 7":       {"frame 7", "frame 7"},
		"frame 3":       {"frame 7", "frame 3", "frame 3"},
		"its header is": {"its header is", "its header is"},
	} {
		n := 0
		scan, err := steadily(func() (walScan, error) {
			n++
			return walScan{lost: looks[n-1]}, nil
		})
		if err != nil || scan.lost != want || n != len(looks) {
			t.Errorf("%q: lost %q after %d looks, %v", looks, scan.lost, n, err)
		}
	}
}

func TestOriginalDamaged(t *testing.T) {
	st := openAt(t, filepath.Join(t.TempDir(), "ledger.db"))
	c := capture(t, st, "a.txt", "the bytes")
	if err := st.update(ctx, func(tx *tx) error {
		return tx.exec("UPDATE chunks SET body = $1", pack([]byte("the BYTES")))
	}); err != nil {
		t.Fatal(err)
	}
	r, err := st.Original(ctx, c.Digest)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.ReadAll(r)
	wantError(t, "changed bytes", err, corpus.ErrDamaged)
	r.Close()
}

// The sum of https://sqlite.org/cksumvfs.html, by hand: for each pair of
// words a, b: s1 += a + s2; s2 += b + s1.
func TestPageIntact(t *testing.T) {
	page := make([]byte, 24)
	page[0], page[4], page[8], page[12] = 1, 2, 1, 2
	page[16], page[20] = 5, 10 // after the first pair 1 and 3, after the second 5 and 10
	if !pageIntact(page) {
		t.Error("the sum by hand does not fit")
	}
	page[20]++
	if pageIntact(page) {
		t.Error("another sum fits too")
	}
}
