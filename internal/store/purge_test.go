package store

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
)

// The words of the document that is purged. No other word in the ledger
// begins as they do, so that no index keeps them as the rest of another word.
var secretWords = []string{"qvoxlimar", "жщюлерат", "戇龘", "xqadrun"}

// secret is the document that is purged, beside others of one archive.
func secret() corpus.Document {
	return article(7, "2031-04-05", "Harbour Post", "Qvoxlimar was seen",
		"Maria Xqadrun said that the Qvoxlimar left.", "Жщюлерат stayed behind. 戇龘 too.")
}

// withSecret makes an archive of a secret and two others, all read, and
// decided about. The file of an index names it.
func withSecret(t testing.TB, st *Store) (archive, index corpus.Capture, docs []corpus.Document) {
	t.Helper()
	docs = []corpus.Document{
		article(6, "2031-04-04", "Harbour Post", "Troops at the border", "Maria Lenz said that 600 came."),
		secret(),
		article(8, "2031-04-06", "Harbour Post", "Rain", "Ben Okoro said that it rained."),
	}
	archive = capture(t, st, "posts.jsonl", docs[0].Text+"\n"+docs[1].Text+"\n"+docs[2].Text)
	index = captureOf("index.csv", "file,title\nqvoxlimar.txt,Qvoxlimar was seen\n")
	index.Format = corpus.FormatCSV
	keepCapture(t, st, index, "file,title\nqvoxlimar.txt,Qvoxlimar was seen\n")
	failures := []Failure{{Capture: archive.ID, Place: "line 9", Reason: `date "Qvoxlimar" is none`}}
	if _, err := st.AddDocuments(ctx, archive.ID, docs, failures, &Parsed{Version: "1", Incomplete: "cut"}); err != nil {
		t.Fatal(err)
	}
	parse(t, st, index, "1")
	// The secret stands in a file of its own too, whose name tells it.
	alone := captureOf("qvoxlimar.txt", docs[1].Text)
	alone.Given = []corpus.Observation{{Field: corpus.FieldTitle, Value: "Qvoxlimar was seen", Origin: "index.csv row 1"}}
	keepCapture(t, st, alone, docs[1].Text)
	d := docs[1]
	d.Place = ""
	if _, err := st.AddDocuments(ctx, alone.ID, []corpus.Document{d}, nil, &Parsed{Version: "1", Incomplete: "ends in qvoxlimar"}); err != nil {
		t.Fatal(err)
	}
	read(t, st, docs[0], saying(t, docs[0], "600 came", "Maria Lenz"))
	readWith(t, st, docs[1], []corpus.Attribution{saying(t, docs[1], "the Qvoxlimar left", "Maria Xqadrun")},
		counting(t, docs[1], 0, "the Qvoxlimar", "Qvoxlimar", "killed", "Xqadrun"))
	read(t, st, docs[2], saying(t, docs[2], "it rained", "Ben Okoro"))
	return archive, index, docs
}

func keepCapture(t testing.TB, st *Store, c corpus.Capture, body string) {
	t.Helper()
	if _, err := st.Capture(ctx, c, strings.NewReader(body)); err != nil {
		t.Fatal(err)
	}
}

// decideSecret lets people decide with the words of the secret.
func decideSecret(t testing.TB, st *Store, d corpus.Document) {
	t.Helper()
	s := statements(t, st, StatementFilter{Document: d.ID})[0]
	for _, e := range []corpus.Decision{
		{Subject: s.ID, Verb: corpus.Correct, Field: "speaker", Value: "M. Xqadrun", By: "Ana", Note: "the Qvoxlimar one"},
		{Subject: d.ID, Verb: corpus.Correct, Field: "title", Value: "Qvoxlimar!", By: "Ana"},
	} {
		if _, err := st.Decide(ctx, e); err != nil {
			t.Fatal(err)
		}
	}
}

var order = PurgeOrder{By: "A. Editor", Reason: "court order 12/31"}

func mustPurge(t testing.TB, st *Store, id string) Purged {
	t.Helper()
	o := order
	o.ID = id
	p, err := st.Purge(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func testPurgeDocument(t *testing.T, st *Store) {
	archive, index, docs := withSecret(t, st)
	d := docs[1]
	decideSecret(t, st, d)
	s := statements(t, st, StatementFilter{Document: d.ID})[0]
	all := figures(t, st)
	f := all[slices.IndexFunc(all, func(f Figure) bool { return f.Document == d.ID })]
	dry, err := st.Purge(ctx, PurgeOrder{ID: d.ID[:8], By: "A. Editor", Reason: "court order 12/31", DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	if n, err := st.Counts(ctx); err != nil || n.Documents != 3 || n.Decisions != 2 {
		t.Fatalf("after a dry run: %+v, %v", n, err)
	}
	p := mustPurge(t, st, d.ID[:8])
	if p.Unparsed != 0 {
		t.Errorf("%d captures are not parsed", p.Unparsed)
	}
	if p.Seq == 0 {
		t.Error("no row of the log")
	}
	p.Seq = 0
	same(t, "purged, and what a dry run told", p, dry)
	if !slices.Equal(p.Documents, []string{d.ID}) || p.Statements != 1 || p.Figures != 1 || p.Decisions != 2 || len(p.Captures) != 3 {
		t.Errorf("%+v", p)
	}
	for _, c := range p.Captures {
		if want := (PurgedCapture{ID: archive.ID, Source: "posts.jsonl", Stay: 2}); c.ID == archive.ID && c != want {
			t.Errorf("the archive: %+v, want %+v", c, want)
		}
		if c.Index != (c.ID == index.ID) {
			t.Errorf("%+v", c)
		}
	}
	// It is withheld, the others stay.
	same(t, "titles", titles(t, st, DocumentFilter{}), []string{"Troops at the border", "Rain"})
	for _, id := range []string{d.ID, d.ID[:9], s.ID, f.ID, f.ID[:9]} {
		_, err := st.Document(ctx, id)
		switch id[0] {
		case 's':
			_, err = st.Statement(ctx, id)
		case 'f':
			_, err = st.Figure(ctx, id)
		}
		wantError(t, id, err, corpus.ErrWithheld)
		if !strings.Contains(fmt.Sprint(err), "withheld since") || !strings.Contains(fmt.Sprint(err), "court order 12/31") {
			t.Errorf("%s: %v", id, err)
		}
	}
	if got, err := st.Document(ctx, docs[0].ID); err != nil || got.Text != docs[0].Text {
		t.Errorf("a document that stays: %v", err)
	}
	_, err = st.Original(ctx, archive.Digest)
	wantError(t, "the original of the archive", err, corpus.ErrWithheld)
	if c, err := st.CaptureByID(ctx, archive.ID); err != nil || c.Source != "posts.jsonl" {
		t.Errorf("the archive: %+v, %v", c, err)
	}
	_, err = st.CaptureByID(ctx, p.Captures[0].ID)
	if p.Captures[0].ID != archive.ID {
		wantError(t, "the file of the secret", err, corpus.ErrWithheld)
	}
	for _, q := range []string{"qvoxlimar", "жщюлерат", "戇龘", "seen"} {
		if hits, err := st.Search(ctx, q, DocumentFilter{}); err != nil || len(hits) > 0 {
			t.Errorf("search %s: %d hits, %v", q, len(hits), err)
		}
	}
	if hits, err := st.Search(ctx, "rained", DocumentFilter{}); err != nil || len(hits) != 1 {
		t.Errorf("search for what stays: %d hits, %v", len(hits), err)
	}
	// No version of the parser is to read what has no bytes.
	if n, err := st.CountPending(ctx, StageParse, "99"); err != nil || n != 0 {
		t.Errorf("%d captures to parse, %v", n, err)
	}
	o := order
	o.ID = d.ID
	_, err = st.Purge(ctx, o)
	wantError(t, "purging again", err, corpus.ErrWithheld)
}

func testPurgedStaysOut(t *testing.T, st *Store) {
	archive, _, docs := withSecret(t, st)
	d := docs[1]
	mustPurge(t, st, d.ID)
	body := docs[0].Text + "\n" + docs[1].Text + "\n" + docs[2].Text
	_, err := st.Capture(ctx, captureOf("copy.jsonl", body), strings.NewReader(body))
	wantError(t, "the same bytes", err, corpus.ErrWithheld)
	_, err = st.AddDocuments(ctx, archive.ID, docs, nil, nil)
	wantError(t, "a batch that was on its way", err, corpus.ErrWithheld)

	otherItem, otherText := d, article(7, "2031-04-05", "Harbour Post", "Qvoxlimar again", "New words on the piece.")
	otherItem.URL = "https://example.org/copy"
	otherItem.Identify(corpus.DigestOf([]byte("x")), "line 1")
	good := article(9, "2031-04-07", "Harbour Post", "Snow", "It snowed.")
	c := capture(t, st, "more.jsonl", "other bytes with qvoxlimar in them")
	added, err := st.AddDocuments(ctx, c.ID, []corpus.Document{otherItem, good, otherText}, nil, &Parsed{Version: "1"})
	if err != nil || added.Documents != 1 || len(added.Withheld) != 2 {
		t.Fatalf("%+v, %v", added, err)
	}
	for _, e := range added.Withheld {
		wantError(t, e.Record, e, corpus.ErrWithheld)
	}
	if list, err := st.Failures(ctx); err != nil || len(list) != 2 || !strings.HasPrefix(list[0].Reason, "withheld since ") {
		t.Errorf("failures %+v, %v", list, err)
	}
	_, err = st.Original(ctx, c.Digest)
	wantError(t, "the bytes that held it", err, corpus.ErrWithheld)
	if c, err := st.CaptureByID(ctx, c.ID); err != nil || c.Source != "more.jsonl" {
		t.Errorf("a capture of which a document stays: %+v, %v", c, err)
	}

	// Two files of the same bytes are both parsed before these go.
	twins := []corpus.Capture{capture(t, st, "one.jsonl", "the qvoxlimar twice"), capture(t, st, "two.jsonl", "the qvoxlimar twice")}
	for i, c := range twins {
		r, err := st.Original(ctx, c.Digest)
		if err != nil {
			t.Fatalf("before twin %d is parsed: %v", i, err)
		}
		r.Close()
		if added := parse(t, st, c, "1", otherItem, good); len(added.Withheld) != 1 || added.Sightings != 1 {
			t.Errorf("twin %d: %+v", i, added)
		}
	}
	_, err = st.Original(ctx, twins[0].Digest)
	wantError(t, "the bytes of both", err, corpus.ErrWithheld)
	soundInside(t, st)
}

func testPurgeCapture(t *testing.T, st *Store) {
	shared := article(1, "2031", "Post", "Both", "Text of both.")
	only := article(2, "2031", "Post", "Only", "Text of one.")
	a := capture(t, st, "a/one.jsonl", "bytes one")
	b := capture(t, st, "b/two.jsonl", "bytes two")
	parse(t, st, a, "1", shared, only)
	parse(t, st, b, "1", shared)
	p := mustPurge(t, st, a.ID)
	if !slices.Equal(p.Documents, []string{only.ID}) || len(p.Captures) != 1 || p.Captures[0].Stay != 1 || p.Bytes != 9 {
		t.Errorf("%+v", p)
	}
	same(t, "titles", titles(t, st, DocumentFilter{}), []string{"Both"})
	_, err := st.CaptureByID(ctx, a.ID)
	wantError(t, "the capture", err, corpus.ErrWithheld)
	if _, err := st.CaptureByID(ctx, b.ID); err != nil {
		t.Error(err)
	}
	_, err = st.Capture(ctx, a, strings.NewReader("bytes one"))
	wantError(t, "the same file", err, corpus.ErrWithheld)
}

// Two files of the same bytes: what one loses the other has lost.
func testPurgeTwins(t *testing.T, st *Store) {
	one, two, both := article(1, "2031", "Post", "One", "Text of one."), article(2, "2031", "Post", "Two", "Text of two."), article(3, "2031", "Post", "Both", "Text of both.")
	a, b := capture(t, st, "a.jsonl", "the same bytes"), capture(t, st, "b.jsonl", "the same bytes")
	elsewhere := capture(t, st, "c.jsonl", "other bytes")
	parse(t, st, a, "1", one, both)
	parse(t, st, b, "1", two, both)
	parse(t, st, elsewhere, "1", both)
	if p := mustPurge(t, st, one.ID); len(p.Captures) != 2 {
		t.Errorf("%+v", p)
	}
	mustPurge(t, st, two.ID)
	for _, id := range []string{a.ID, b.ID} {
		if p := mustPurge(t, st, id); len(p.Documents) != 0 || p.Bytes != 0 {
			t.Errorf("%+v", p)
		}
	}
	same(t, "titles", titles(t, st, DocumentFilter{}), []string{"Both"})
	if p := mustPurge(t, st, both.ID); len(p.Captures) != 1 || p.Captures[0].ID != elsewhere.ID {
		t.Errorf("%+v", p)
	}
	soundInside(t, st)
}

// soundInside verifies what a ledger that is open holds.
func soundInside(t *testing.T, st *Store) {
	t.Helper()
	if r := verify(t, st.dsn, ""); len(r.Findings) > 0 {
		t.Errorf("%+v", r.Findings)
	}
}

func testPurgeRefused(t *testing.T, st *Store) {
	_, _, docs := withSecret(t, st)
	half := article(11, "2031", "Post", "Half", "Of an archive.")
	c := capture(t, st, "half.jsonl", "half and more")
	if _, err := st.AddDocuments(ctx, c.ID, []corpus.Document{half}, nil, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := st.Purge(ctx, PurgeOrder{ID: half.ID, By: "Ana", Reason: "r"}); !errors.Is(err, corpus.ErrInvalid) || !strings.Contains(err.Error(), "half.jsonl contains it and is not parsed to its end") {
		t.Errorf("a capture that is being parsed: %v", err)
	}
	defer func() {
		other := mustPurge(t, st, docs[0].ID)
		if other.Unparsed != 1 {
			t.Errorf("%d captures are not parsed, want 1", other.Unparsed)
		}
		if p := mustPurge(t, st, c.ID); p.Unparsed != 0 || len(p.Captures) != 1 || !p.Captures[0].Unparsed || len(p.Documents) != 1 {
			t.Errorf("by its own name: %+v", p)
		}
	}()
	s := statements(t, st, StatementFilter{})[0]
	if _, err := st.Purge(ctx, PurgeOrder{ID: docs[1].ID, By: "Ana", Reason: "the article “Qvoxlimar was seen!”"}); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("a reason that has the title in it: %v", err)
	}
	for _, tt := range []struct {
		order PurgeOrder
		want  error
	}{
		{PurgeOrder{ID: docs[0].ID, By: " ", Reason: "r"}, corpus.ErrInvalid},
		{PurgeOrder{ID: docs[0].ID, By: "Ana"}, corpus.ErrInvalid},
		{PurgeOrder{ID: s.ID, By: "Ana", Reason: "r"}, corpus.ErrInvalid},
		{PurgeOrder{ID: "d00000000", By: "Ana", Reason: "r"}, corpus.ErrNotFound},
		{PurgeOrder{ID: "c00000000", By: "Ana", Reason: "r"}, corpus.ErrNotFound},
	} {
		_, err := st.Purge(ctx, tt.order)
		wantError(t, fmt.Sprintf("%+v", tt.order), err, tt.want)
	}
	if n, err := st.Counts(ctx); err != nil || n.Documents != 4 {
		t.Errorf("%+v, %v", n, err)
	}
}

// The words of what was purged are nowhere in the ledger's files, and
// verification finds nothing but what is withheld.
func TestPurgedWordsAreGone(t *testing.T) {
	for name, id := range map[string]func(archive corpus.Capture, d corpus.Document) string{
		"document": func(_ corpus.Capture, d corpus.Document) string { return d.ID },
		"capture":  func(archive corpus.Capture, _ corpus.Document) string { return archive.ID },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "ledger.db")
			st := openAt(t, path)
			fill(t, st, 100, 160) // segments of the index, and pages around it
			archive, _, docs := withSecret(t, st)
			decideSecret(t, st, docs[1])
			collectSecret(t, st, docs[1])
			fill(t, st, 160, 200)
			if n := len(wordsIn(t, st, dir)); n < len(secretWords)-1 {
				t.Fatalf("only %d words are found before", n)
			}
			if name == "capture" { // and the file beside it
				mustPurge(t, st, docs[1].ID)
			}
			mustPurge(t, st, id(archive, docs[1]))
			same(t, "words found while it is open", wordsIn(t, st, dir), []string{})
			if err := st.Close(); err != nil {
				t.Fatal(err)
			}
			same(t, "files", files(t, dir), []string{"ledger.db"})
			same(t, "words found after it is closed", inFiles(t, dir), []string{})
			if name == "capture" && bytes.Contains(mustRead(t, path), []byte("okoro")) {
				t.Error("what was taken out of an index of one segment is found in it") // it had been merged by the first purge
			}
			soundButWithheld(t, path)
			st = openAt(t, path)
			fill(t, st, 200, 210) // it goes on
			if err := st.Close(); err != nil {
				t.Fatal(err)
			}
			soundButWithheld(t, path)
		})
	}
}

// No row of any table has a word of what was purged, in whatever form.
func testPurgedRows(t *testing.T, st *Store) {
	archive, _, docs := withSecret(t, st)
	decideSecret(t, st, docs[1])
	collectSecret(t, st, docs[1])
	if found := inRows(t, st); len(found) < len(secretWords) {
		t.Fatalf("before it only %v are found", found)
	}
	mustPurge(t, st, docs[1].ID)
	same(t, "words found", inRows(t, st), []string{})
	soundInside(t, st)
	mustPurge(t, st, archive.ID)
	if found := inRows(t, st, "okoro"); len(found) > 0 {
		t.Errorf("after the archive is purged: %v", found)
	}
	soundInside(t, st)
}

// inRows lists the words that stand in a row of a table: the secret ones, or
// those given.
func inRows(t *testing.T, st *Store, words ...string) (found []string) {
	t.Helper()
	steps, err := schemaSteps()
	if err != nil {
		t.Fatal(err)
	}
	tables := tablesOf(steps)
	if !IsFile(st.dsn) { // an index of a file has no rows to ask for
		tables = append(tables, blockTerms, statementTerms)
	}
	for _, table := range tables {
		for _, cell := range cellsOf(t, st, table) {
			found = append(found, secretsOf(cell)...)
			for _, w := range words {
				if bytes.Contains(bytes.ToLower(cell), []byte(w)) {
					found = append(found, w)
				}
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// cellsOf lists what stands in a table, what is packed unpacked.
func cellsOf(t *testing.T, st *Store, table string) (cells [][]byte) {
	t.Helper()
	err := st.view(ctx, func(tx *tx) error {
		return tx.rows("SELECT * FROM "+table, nil, func(rows *sql.Rows) error {
			columns, err := rows.Columns()
			if err != nil {
				return err
			}
			row, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range row {
				into[i] = &row[i]
			}
			if err := rows.Scan(into...); err != nil {
				return err
			}
			for _, v := range row {
				b, packed := v.([]byte)
				if !packed {
					b = fmt.Append(nil, v)
				} else if out, err := unpack(b); err == nil {
					b = out
				}
				cells = append(cells, b)
			}
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return cells
}

// soundButWithheld verifies that nothing is wrong, and something withheld.
func soundButWithheld(t *testing.T, path string) VerifyReport {
	t.Helper()
	r := verify(t, path, "")
	if len(r.Findings) > 0 || len(r.Withheld) == 0 || r.Unscrubbed {
		t.Errorf("findings %+v, %d withheld, unscrubbed %v", r.Findings, len(r.Withheld), r.Unscrubbed)
	}
	return r
}

// collectSecret fetches the page of d, which a feed named, and d from it.
func collectSecret(t *testing.T, st *Store, d corpus.Document) {
	t.Helper()
	page, feed := d.URL+"?utm_source=qvoxlimar", "https://example.org/feed"
	if err := st.AddFeeds(ctx, []string{feed}, nil); err != nil {
		t.Fatal(err)
	}
	keep := func(f Fetched) {
		t.Helper()
		if _, err := st.PutFetch(ctx, f); err != nil {
			t.Fatal(err)
		}
	}
	given := []corpus.Observation{{Field: corpus.FieldTitle, Value: "Qvoxlimar was seen", Origin: "feed " + feed}}
	keep(Fetched{Fetch: corpus.Fetch{URL: feed, Outcome: corpus.Captured, Status: 200}, Body: []byte("<rss/>"), Format: corpus.FormatFeed,
		Entries: []string{"urn:qvoxlimar"}, Links: []Address{{URL: page, Feed: feed, Given: given}}})
	keep(Fetched{Fetch: corpus.Fetch{URL: page, Outcome: corpus.Failed, Reason: "no route to qvoxlimar"}})
	body := "<p>Qvoxlimar"
	f := Fetched{Fetch: corpus.Fetch{URL: page, Outcome: corpus.Captured, Status: 200, FinalURL: d.URL}, Body: []byte(body), Format: corpus.FormatHTML,
		Given: given, ETag: "qvoxlimar"}
	keep(f)
	c := corpus.CaptureID(page, corpus.DigestOf([]byte(body)))
	d.Place = ""
	if _, err := st.AddDocuments(ctx, c, []corpus.Document{d}, nil, &Parsed{Version: "1"}); err != nil {
		t.Fatal(err)
	}
}

// wordsIn lists the secret words that stand in the files of a directory or in
// what the ledger keeps packed.
func wordsIn(t *testing.T, st *Store, dir string) []string {
	t.Helper()
	found := inFiles(t, dir)
	err := st.view(ctx, func(tx *tx) error {
		for _, q := range []string{"SELECT body FROM chunks", "SELECT body FROM annotations"} {
			if err := tx.rows(q, nil, func(rows *sql.Rows) error {
				var packed []byte
				if err := rows.Scan(&packed); err != nil {
					return err
				}
				b, err := unpack(packed)
				found = append(found, secretsOf(b)...)
				return err
			}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// inFiles greps the raw bytes of all files, for the words themselves and for
// the terms of the search index.
func inFiles(t *testing.T, dir string) (found []string) {
	t.Helper()
	for _, name := range files(t, dir) {
		found = append(found, secretsOf(mustRead(t, filepath.Join(dir, name)))...)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// secretsOf lists the secret words in b. Their first rune is left away: an
// index may keep it with the word before.
func secretsOf(b []byte) (found []string) {
	low := bytes.ToLower(b)
	for _, w := range secretWords {
		r := []rune(w)
		rest := string(r[1:])
		if bytes.Contains(low, []byte(rest)) || bytes.Contains(low, []byte(code(fold(w))[2:])) {
			found = append(found, w)
		}
	}
	return found
}

// A crash between the transaction and the cleaning is made up for when the
// ledger is opened again.
func TestScrubGoesOn(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "ledger.db")
	st := openAt(t, path)
	fill(t, st, 100, 130)
	_, _, docs := withSecret(t, st)
	o := order
	o.ID = docs[1].ID
	if err := st.update(ctx, func(tx *tx) error {
		p := &purge{tx: tx, order: o}
		return errors.Join(p.plan(), p.carryOut())
	}); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if len(inFiles(t, dir)) == 0 {
		t.Fatal("there is nothing left to overwrite")
	}
	if r := verify(t, path, ""); !r.Unscrubbed || len(r.Findings) > 0 {
		t.Errorf("%+v", r)
	}
	st = openAt(t, path)
	same(t, "words after opening it", wordsIn(t, st, dir), []string{})
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	soundButWithheld(t, path)
}

// While somebody reads, what was taken out cannot be overwritten; it is said,
// and made up for.
func TestScrubBesideAReader(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "ledger.db")
	st := openAt(t, path)
	_, _, docs := withSecret(t, st)
	if err := st.update(ctx, func(t *tx) error {
		_, err := t.ExecContext(ctx, "PRAGMA busy_timeout = 50")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	reader, err := OpenReadOnly(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	o := order
	o.ID = docs[1].ID
	err = reader.view(ctx, func(tx *tx) error {
		if _, err := tx.row("SELECT count(*) FROM documents", nil, new(int)); err != nil { // from now on it sees this state
			return err
		}
		p, err := st.Purge(ctx, o)
		wantError(t, "purge beside a reader", err, errReadBeside)
		if p.Subject != docs[1].ID || p.Seq == 0 {
			t.Errorf("what was purged: %+v", p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Scrub(ctx); err != nil {
		t.Fatal(err)
	}
	same(t, "words", wordsIn(t, st, dir), []string{})
}

// What is called withheld must have been taken out by a row of the log.
func TestVerifyForgedTombstones(t *testing.T) {
	for name, forge := range map[string]string{
		"a document":     "INSERT INTO tombstones (kind, subject, purge) SELECT 'document', id, 3 FROM documents WHERE number = 1",
		"a row":          "INSERT INTO tombstones (kind, subject, purge) VALUES ('log', '2', (SELECT max(seq) FROM log))",
		"one is missing": "DELETE FROM tombstones WHERE kind = 'document'",
		"a withheld row": `UPDATE log SET detail = '{"withheld":1}' WHERE seq IN (SELECT CAST(subject AS INTEGER) FROM tombstones WHERE kind = 'log')`,
		"the purge":      "UPDATE log SET detail = replace(detail, 'court', 'royal') WHERE kind = 'purge'",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ledger.db")
			st := openAt(t, path)
			_, _, docs := withSecret(t, st)
			mustPurge(t, st, docs[1].ID)
			if err := st.update(ctx, func(tx *tx) error { return tx.exec(forge) }); err != nil {
				t.Fatal(err)
			}
			if err := st.Close(); err != nil {
				t.Fatal(err)
			}
			if r := verify(t, path, ""); len(r.Findings) == 0 {
				t.Error("nothing is found")
			}
		})
	}
}

// A reader that has an original open when it is purged is told so.
func TestPurgedWhileRead(t *testing.T) {
	st := openAt(t, filepath.Join(t.TempDir(), "ledger.db"))
	body := strings.Repeat("0123456789abcdef", 2*chunkSize/16)
	c := capture(t, st, "long.txt", body)
	r, err := st.Original(ctx, c.Digest)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := io.ReadFull(r, make([]byte, 10)); err != nil {
		t.Fatal(err)
	}
	mustPurge(t, st, c.ID)
	_, err = io.Copy(io.Discard, r)
	wantError(t, "reading on", err, corpus.ErrWithheld)
}

// Verification beside purges finds no damage.
func TestVerifyWhilePurging(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	st := openAt(t, path)
	fill(t, st, 0, 60)
	var ids []string
	for d, err := range st.Documents(ctx, DocumentFilter{Limit: 8}) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, d.ID)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, id := range ids {
			o := order
			o.ID = id
			if _, err := st.Purge(ctx, o); err != nil && !errors.Is(err, errReadBeside) {
				t.Error(err)
			}
		}
	}()
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		if r := verify(t, path, ""); len(r.Findings) > 0 {
			t.Errorf("%+v", r.Findings)
		}
	}
	if r := soundButWithheld(t, path); len(r.Withheld) != len(ids)+1 {
		t.Errorf("%d withheld", len(r.Withheld))
	}
}
