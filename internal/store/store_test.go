package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.uber.org/goleak"

	"hearsay/corpus"
	"hearsay/internal/ledgertest"
)

func TestMain(m *testing.M) {
	if os.Getenv(childLedger) != "" {
		os.Exit(child())
	}
	goleak.VerifyTestMain(m)
}

// TestSQLite runs the suite on ledgers in temporary files.
func TestSQLite(t *testing.T) {
	testStore(t, func(t *testing.T) *Store { return openAt(t, ledgertest.File(t)) })
}

func openAt(t testing.TB, path string) *Store {
	t.Helper()
	st, err := Open(context.Background(), path)
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

// testStore is what every database must do. open makes an empty ledger that
// is closed when its test ends.
func testStore(t *testing.T, open func(t *testing.T) *Store) {
	for name, test := range map[string]func(*testing.T, *Store){
		"capture":           testCapture,
		"ask":               testAsk,
		"fetched":           testFetched,
		"fetch work":        testFetchWork,
		"left alone":        testLeftAlone,
		"override":          testOverride,
		"feed":              testFeed,
		"gaps":              testGaps,
		"removed feeds":     testRemovedFeeds,
		"original":          testOriginal,
		"documents":         testDocuments,
		"again":             testAddAgain,
		"parsed anew":       testParsedAnew,
		"parsed twice anew": testTwoSightingsAnew,
		"knows more":        testLaterSightingKnowsMore,
		"failures anew":     testFailuresAnew,
		"access":            testAccessInherited,
		"search rarity":     testSearchRarity,
		"revision":          testRevision,
		"texts":             testTexts,
		"refused":           testRefused,
		"filter":            testDocumentFilter,
		"prefix":            testPrefix,
		"work":              testWork,
		"annotations":       testAnnotations,
		"twins":             testTwinStatements,
		"statements":        testStatementFilter,
		"figures":           testFigures,
		"figure order":      testFigureOrder,
		"many figures":      testManyFigures,
		"systems":           testSystems,
		"figure, unread":    testFigureWithoutReading,
		"figures' standing": testFigureStanding,
		"figures' access":   testFigureAccess,
		"figures refused":   testFiguresRefused,
		"stop":              testStopReading,
		"decide":            testDecide,
		"decide refused":    testDecideRefused,
		"reattach":          testReattach,
		"correct document":  testCorrectDocument,
		"correct language":  testCorrectLanguage,
		"search":            testSearch,
		"search scripts":    testSearchScripts,
		"search rank":       testSearchRank,
		"search numbers":    testSearchNumbers,
		"search wrong":      testSearchWrong,
		"log":               testLog,
		"counts":            testCounts,
		"failures":          testFailures,
		"concurrency":       testConcurrency,
		"cancel":            testCancel,
		"nested reading":    testNestedReading,
		"rollback":          testRollback,
		"strange text":      testStrangeText,
		"statements' order": testStatementOrder,
		"connect":           testConnect,
		"connect anew":      testConnectAnew,
		"connect refused":   testConnectRefused,
		"connect, orders":   testConnectInAnyOrder,
		"connect, at once":  testConnectAtOnce,
		"purge connected":   testPurgeConnected,
		"relations":         testRelations,
		"relations' access": testRelationAccess,
		"decide relation":   testDecideRelation,
		"entities":          testEntities,
		"split entity":      testSplitEntity,
		"entity reread":     testEntityReadAgain,
		"outlets":           testOutlets,
		"events":            testEvents,
		"collecting":        testCollecting,
		"whole documents":   testWholeDocuments,
		"purge document":    testPurgeDocument,
		"purged stays out":  testPurgedStaysOut,
		"purge capture":     testPurgeCapture,
		"purged rows":       testPurgedRows,
		"purge twins":       testPurgeTwins,
		"purge refused":     testPurgeRefused,
		"dump":              testDump,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

var ctx = context.Background()

// article makes a document of an English text, the first line of which is its
// title; every further line is a paragraph.
func article(n int, published, outlet string, lines ...string) corpus.Document {
	return articleIn("en", n, published, outlet, lines...)
}

func articleIn(language string, n int, published, outlet string, lines ...string) corpus.Document {
	d := corpus.Document{}
	at := 0
	for i, line := range lines {
		kind := corpus.Paragraph
		if i == 0 {
			kind = corpus.Title
		}
		d.Blocks = append(d.Blocks, corpus.Block{Span: corpus.Span{Start: at, End: at + len(line)}, Kind: kind})
		at += len(line) + 1
	}
	d.Text = strings.Join(lines, "\n")
	d.Observe(corpus.Observation{Field: corpus.FieldTitle, Value: lines[0], Origin: "text"})
	d.Observe(corpus.Observation{Field: corpus.FieldOutlet, Value: outlet, Origin: "index.csv row 3"})
	d.Observe(corpus.Observation{Field: corpus.FieldPublished, Value: published, Origin: "index.csv row 3"})
	d.Observe(corpus.Observation{Field: corpus.FieldLanguage, Value: language, Origin: "text"})
	d.Observe(corpus.Observation{Field: corpus.FieldURL, Value: fmt.Sprintf("https://example.org/%d", n), Origin: "index.csv row 3"})
	d.Identify(corpus.DigestOf([]byte(d.Text)), fmt.Sprintf("line %d", n))
	return d
}

// add takes in documents as one capture and returns them as the ledger has
// them.
func add(t testing.TB, st *Store, docs ...corpus.Document) corpus.Capture {
	t.Helper()
	c := capture(t, st, "articles.jsonl", fmt.Sprint(len(docs), docs[0].ID))
	if _, err := st.AddDocuments(ctx, c.ID, docs, nil, &Parsed{Version: "1", Incomplete: ""}); err != nil {
		t.Fatal(err)
	}
	return c
}

// saying makes an attribution of content to a speaker, both found in the
// document's text.
func saying(t testing.TB, d corpus.Document, content, speaker string) corpus.Attribution {
	t.Helper()
	find := func(s string) corpus.Span {
		i := strings.Index(d.Text, s)
		if i < 0 {
			t.Fatalf("%q is not in %q", s, d.Text)
		}
		return corpus.Span{Start: i, End: i + len(s)}
	}
	return corpus.Attribution{
		Content: []corpus.Span{find(content)},
		Source:  corpus.Source{Spans: []corpus.Span{find(speaker)}, Name: speaker, Kind: corpus.Person, Identified: corpus.Named},
		Kind:    corpus.Indirect, Polarity: corpus.Assert, Mode: corpus.Report, Confidence: 0.8, Rule: "said",
	}
}

func read(t testing.TB, st *Store, d corpus.Document, list ...corpus.Attribution) {
	t.Helper()
	err := st.PutAnnotations(ctx, "annotate/1", []Annotated{{d.ID, corpus.Annotations{System: "annotate/1", Attributions: list}}})
	if err != nil {
		t.Fatal(err)
	}
}

func titles(t testing.TB, st *Store, f DocumentFilter) []string {
	t.Helper()
	var list []string
	for d, err := range st.Documents(ctx, f) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, d.Title)
	}
	return list
}

func statements(t testing.TB, st *Store, f StatementFilter) []corpus.Statement {
	t.Helper()
	var list []corpus.Statement
	for s, err := range st.Statements(ctx, f) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

func same(t testing.TB, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: (-want +got)\n%s", what, diff)
	}
}

func wantError(t testing.TB, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: error %v, want %v", what, err, want)
	}
}

func testCapture(t *testing.T, st *Store) {
	c := captureOf("a.txt", "the bytes")
	c.Given = []corpus.Observation{{Field: corpus.FieldOutlet, Value: "The Harbour Post", Origin: "index.csv row 2"}}
	for _, want := range []bool{true, false} {
		added, err := st.Capture(ctx, c, strings.NewReader("the bytes"))
		if err != nil || added != want {
			t.Fatalf("Capture: %v, %v; want %v", added, err, want)
		}
	}
	got, err := st.CaptureByID(ctx, c.ID[:8])
	if err != nil {
		t.Fatal(err)
	}
	same(t, "capture", got, c)
	if _, err := st.Capture(ctx, captureOf("b.txt", "the bytes"), strings.NewReader("other bytes")); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("other bytes than announced: %v", err)
	}
	if n, _ := st.Counts(ctx); n.Captures != 1 || n.OriginalBytes != 9 {
		t.Errorf("after a refusal: %+v", n)
	}
	_, err = st.CaptureByID(ctx, "c00000000")
	wantError(t, "unknown capture", err, corpus.ErrNotFound)
}

func testOriginal(t *testing.T, st *Store) {
	long := strings.Repeat("0123456789abcdef", 3*chunkSize/16) + "end"
	for _, body := range []string{"", "short", long[:chunkSize], long} {
		c := capture(t, st, fmt.Sprint("file", len(body)), body)
		capture(t, st, fmt.Sprint("copy", len(body)), body)
		r, err := st.Original(ctx, c.Digest)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil || string(got) != body {
			t.Errorf("%d bytes came back as %d, %v", len(body), len(got), err)
		}
		r.Close()
	}
	n, _ := st.Counts(ctx)
	if want := int64(len(long) + chunkSize + 5); n.OriginalBytes != want || n.Captures != 8 {
		t.Errorf("the same bytes are to be kept once: %d bytes of %d captures, want %d of 8", n.OriginalBytes, n.Captures, want)
	}
	_, err := st.Original(ctx, corpus.DigestOf([]byte("never seen")))
	wantError(t, "unknown original", err, corpus.ErrNotFound)
}

func testDocuments(t *testing.T, st *Store) {
	d := article(1, "2031-04-05", "The Harbour Post", "Troops at the border", "Maria Lenz said that 600 came.", "No one answered.")
	d.Observe(corpus.Observation{Field: corpus.FieldAuthor, Value: "Ana Roth", Origin: "byline"})
	d.Observe(corpus.Observation{Field: corpus.FieldAuthor, Value: "Ben Okoro", Origin: "byline"})
	c := add(t, st, d)
	got, err := st.Document(ctx, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	want := d
	want.Captured, want.Access = noon, corpus.Open
	same(t, "document", got, want)

	var listed []corpus.Document
	for d, err := range st.Documents(ctx, DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		listed = append(listed, d)
	}
	want.Text, want.Blocks, want.Observations = "", nil, nil
	same(t, "list", listed, []corpus.Document{want})

	seen, err := st.Sightings(ctx, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "sightings", seen, []corpus.Sighting{{Document: d.ID, Capture: c.ID, Place: "line 1", Time: noon}})
}

func testAddAgain(t *testing.T, st *Store) {
	a, b := article(1, "2031", "Post", "One", "Text."), article(2, "2031", "Post", "Two", "Text.")
	c := add(t, st, a, b)
	before, _ := st.Head(ctx)
	added, err := st.AddDocuments(ctx, c.ID, []corpus.Document{a, b}, nil, &Parsed{Version: "1", Incomplete: ""})
	if err != nil || !cmp.Equal(added, Added{}) {
		t.Errorf("adding again: %+v, %v", added, err)
	}
	if after, _ := st.Head(ctx); after != before {
		t.Error("adding again was logged as a change")
	}
	// The same text seen in another file is a sighting, and what that file
	// says beside it is observed.
	c2 := capture(t, st, "more.jsonl", "more")
	a.Observe(corpus.Observation{Field: corpus.FieldTitle, Value: "Another title", Origin: "more.csv row 1"})
	added, err = st.AddDocuments(ctx, c2.ID, []corpus.Document{a}, nil, &Parsed{Version: "1", Incomplete: ""})
	if err != nil || !cmp.Equal(added, Added{Sightings: 1}) {
		t.Errorf("seen in another file: %+v, %v", added, err)
	}
	got, _ := st.Document(ctx, a.ID)
	if got.Title != "One" || len(got.Observations) != len(a.Observations) {
		t.Errorf("title %q, %d observations; want One, %d", got.Title, len(got.Observations), len(a.Observations))
	}
	if seen, _ := st.Sightings(ctx, a.ID); len(seen) != 2 {
		t.Errorf("%d sightings, want 2", len(seen))
	}
}

// parse adds documents of a capture, read to its end.
func parse(t testing.TB, st *Store, c corpus.Capture, version string, docs ...corpus.Document) Added {
	t.Helper()
	added, err := st.AddDocuments(ctx, c.ID, docs, nil, &Parsed{Version: version})
	if err != nil {
		t.Fatal(err)
	}
	return added
}

// pendingToRead lists the documents that wait to be annotated.
func pendingToRead(t testing.TB, st *Store) []string {
	t.Helper()
	list, err := st.Pending(ctx, StageAnnotate, "annotate/1", "", 99)
	if err != nil {
		t.Fatal(err)
	}
	return subjects(list)
}

// dated replaces the observed date of a document.
func dated(d corpus.Document, value, origin string) corpus.Document {
	d.Observations = slices.Clone(d.Observations)
	for i, o := range d.Observations {
		if o.Field == corpus.FieldPublished {
			d.Observations[i] = corpus.Observation{Field: corpus.FieldPublished, Value: value, Origin: origin}
		}
	}
	d.Published = value
	return d
}

// What a better parser makes of a capture reaches the documents that an
// earlier one made of it, and no correction is lost.
func testParsedAnew(t *testing.T, st *Store) {
	d := article(1, "2031-04-03", "Post", "Title", "The bridge fell.", "Share this.")
	c := add(t, st, d)
	read(t, st, d)
	if _, err := st.Decide(ctx, corpus.Decision{Subject: d.ID, Verb: corpus.Correct, Field: "outlet", Value: "Gazette", By: "Ana"}); err != nil {
		t.Fatal(err)
	}
	read(t, st, d)
	if added := parse(t, st, c, "2", d); !cmp.Equal(added, Added{}) || len(pendingToRead(t, st)) != 0 {
		t.Errorf("read alike: %+v", added)
	}

	better := dated(d, "2031-03-04", "json-ld")
	better.Blocks = slices.Clone(d.Blocks)
	better.Blocks[2].Kind = corpus.Crud
	if added := parse(t, st, c, "3", better); !cmp.Equal(added, Added{Changed: 1}) {
		t.Errorf("read otherwise: %+v", added)
	}
	same(t, "pending", pendingToRead(t, st), []string{d.ID})
	got, err := st.Document(ctx, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "blocks", got.Blocks, better.Blocks)
	same(t, "what stands", []string{got.Published, got.Outlet, got.Title}, []string{"2031-03-04", "Gazette", "Title"})
	same(t, "observations", got.Observations[1:], better.Observations)
	same(t, "by date", titles(t, st, DocumentFilter{From: "2031-03-04", To: "2031-03-04"}), []string{"Title"})
	same(t, "crud is not found", titlesFound(t, st, "share", DocumentFilter{}), []string(nil))
	same(t, "the rest is", titlesFound(t, st, "bridge", DocumentFilter{}), []string{"Title"})

	head, _ := st.Head(ctx)
	if parse(t, st, c, "3", better); len(got.Observations) != len(better.Observations)+1 {
		t.Errorf("%d observations", len(got.Observations))
	}
	if again, _ := st.Head(ctx); again != head {
		t.Error("the same once more was logged as a change")
	}
}

// Each sighting answers for what it observed, the first for the blocks.
func testTwoSightingsAnew(t *testing.T, st *Store) {
	d := article(1, "2031-04-03", "Post", "Title", "Text.")
	one := add(t, st, d)
	two := capture(t, st, "more.jsonl", "more")
	later := dated(d, "2031-04-05", "more.csv row 1")
	later.Blocks = d.Blocks[:1]
	parse(t, st, two, "1", later)
	read(t, st, d)
	if added := parse(t, st, two, "2", dated(later, "2031-04-06", "more.csv row 1")); !cmp.Equal(added, Added{}) {
		t.Errorf("what does not stand: %+v", added)
	}
	dates := func() (list []string) {
		got, err := st.Document(ctx, d.ID)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "blocks", got.Blocks, d.Blocks)
		for _, o := range got.Observations {
			if o.Field == corpus.FieldPublished {
				list = append(list, o.Value)
			}
		}
		return append(list, "stands: "+got.Published)
	}
	same(t, "the first stands", dates(), []string{"2031-04-03", "2031-04-06", "stands: 2031-04-03"})
	parse(t, st, one, "2", dated(d, "2031-04-02", "json-ld"))
	same(t, "the first anew", dates(), []string{"2031-04-02", "2031-04-06", "stands: 2031-04-02"})
	none := dated(d, "", "")
	none.Observations = slices.DeleteFunc(none.Observations, func(o corpus.Observation) bool { return o.Value == "" })
	parse(t, st, one, "3", none)
	same(t, "the first knows none", dates(), []string{"2031-04-06", "stands: 2031-04-06"})
}

// A later sighting that knows what no earlier one did lets it stand.
func testLaterSightingKnowsMore(t *testing.T, st *Store) {
	d := article(1, "", "", "Title", "Text.")
	add(t, st, d)
	read(t, st, d)
	parse(t, st, capture(t, st, "more.jsonl", "more"), "1", article(1, "2031-04-05", "Post", "Title", "Text."))
	got, err := st.Document(ctx, d.ID)
	if err != nil || got.Published != "2031-04-05" || got.Outlet != "Post" {
		t.Errorf("published %q by %q, %v", got.Published, got.Outlet, err)
	}
	same(t, "pending", pendingToRead(t, st), []string{d.ID})
	same(t, "listed", titles(t, st, DocumentFilter{From: "2031-04-05", Outlet: "post"}), []string{"Title"})
}

// The failures of a capture are those of its latest parsing, in however many
// calls it comes.
func testFailuresAnew(t *testing.T, st *Store) {
	c := capture(t, st, "a.jsonl", "a")
	fail := func(done *Parsed, places ...string) {
		t.Helper()
		var list []Failure
		for _, p := range places {
			list = append(list, Failure{c.ID, p, "no object"})
		}
		if _, err := st.AddDocuments(ctx, c.ID, nil, list, done); err != nil {
			t.Fatal(err)
		}
	}
	fail(nil, "line 1")
	fail(&Parsed{Version: "1"}, "line 2", "line 3")
	fail(nil, "line 3")
	if n, _ := st.CountPending(ctx, StageParse, "1"); n != 1 {
		t.Error("half parsed anew, and not pending")
	}
	fail(nil, "line 4")
	fail(&Parsed{Version: "2"})
	got, err := st.Failures(ctx)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "failures", got, []Failure{{c.ID, "line 3", "no object"}, {c.ID, "line 4", "no object"}})
	fail(&Parsed{Version: "3"})
	if got, _ := st.Failures(ctx); len(got) != 0 {
		t.Errorf("failures %v", got)
	}
}

// Whose access was set keeps it, also when it is cut otherwise; what is new
// has that of its document.
func testAccessInherited(t *testing.T, st *Store) {
	d := article(1, "2031", "Post", "Title", "Maria Lenz said the troops arrived at dawn and the bridge fell.")
	d.Access = "embargoed until 2031-05-01"
	add(t, st, d)
	read(t, st, d, saying(t, d, "the troops arrived", "Maria Lenz"))
	set := func(tx *tx) error { return tx.exec("UPDATE statements SET access = 'restricted'") }
	if err := st.update(ctx, set); err != nil {
		t.Fatal(err)
	}
	for range 2 { // under another ID, then under the same
		read(t, st, d, saying(t, d, "the troops arrived at dawn", "Maria Lenz"), saying(t, d, "the bridge fell", "Maria Lenz"))
		same(t, "access", accesses(t, st, "statements"), []string{"restricted", "embargoed until 2031-05-01"})
	}
}

// accesses returns the access of the rows of a table, in the order of their places.
func accesses(t *testing.T, st *Store, table string) []string {
	t.Helper()
	var got []string
	err := st.view(ctx, func(tx *tx) error {
		return tx.rows("SELECT access FROM "+table+" ORDER BY place_no", nil, func(rows *sql.Rows) error {
			var access string
			err := rows.Scan(&access)
			got = append(got, access)
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// Work that failed rests twice as long after each further failure.
func TestWaitAfter(t *testing.T) {
	for tries, want := range []time.Duration{time.Minute, time.Minute, 2 * time.Minute, 4 * time.Minute, 8 * time.Minute} {
		if got := waitAfter(tries); got != want {
			t.Errorf("after %d failures: %v, want %v", tries, got, want)
		}
	}
}

func testRevision(t *testing.T, st *Store) {
	first := article(1, "2031", "Post", "Title", "Six hundred came.")
	add(t, st, first)
	second := article(1, "2031", "Post", "Title", "Seven hundred came.")
	c := capture(t, st, "later.jsonl", "later")
	added, err := st.AddDocuments(ctx, c.ID, []corpus.Document{second}, nil, &Parsed{Version: "1", Incomplete: ""})
	if err != nil || !cmp.Equal(added, Added{Documents: 1, Revisions: 1}) {
		t.Errorf("other text under the same address: %+v, %v", added, err)
	}
	versions, err := st.Versions(ctx, first.Item)
	if err != nil || len(versions) != 2 || versions[0].ID != first.ID || versions[1].ID != second.ID {
		t.Errorf("versions: %v, %v", versions, err)
	}
	for id, want := range map[string]error{first.Item: nil, first.Item[:6]: nil, first.Item[:5]: corpus.ErrAmbiguous, "iffffff": corpus.ErrNotFound} {
		if item, err := st.Item(ctx, id); !errors.Is(err, want) || want == nil && item != first.Item {
			t.Errorf("item %s: %s, %v", id, item, err)
		}
	}
}

func testRefused(t *testing.T, st *Store) {
	c := capture(t, st, "a.jsonl", "a")
	good := article(1, "2031", "Post", "Good", "Text.")
	broken := map[string]func(*corpus.Document){
		"U+0000":        func(d *corpus.Document) { d.Text += "\x00"; d.Identify(d.TextID, "") },
		"no UTF-8":      func(d *corpus.Document) { d.Text += "\xff"; d.Identify(d.TextID, "") },
		"other text":    func(d *corpus.Document) { d.Text += "!" },
		"other ID":      func(d *corpus.Document) { d.ID = "d0" },
		"blocks cross":  func(d *corpus.Document) { d.Blocks[1].Start-- },
		"block beyond":  func(d *corpus.Document) { d.Blocks[1].End++ },
		"block of none": func(d *corpus.Document) { d.Blocks[1].Kind = "poem" },
	}
	for name, breakIt := range broken {
		d := article(2, "2031", "Post", "Bad", "Text.")
		d.Blocks = slices.Clone(d.Blocks)
		d.Blocks[0].End-- // leaves room for blocks to cross
		d.Blocks[0].End = d.Blocks[1].Start
		breakIt(&d)
		_, err := st.AddDocuments(ctx, c.ID, []corpus.Document{good, d}, nil, &Parsed{Version: "1", Incomplete: ""})
		wantError(t, name, err, corpus.ErrInvalid)
	}
	_, err := st.AddDocuments(ctx, "c0000000000", []corpus.Document{good}, nil, &Parsed{Version: "1", Incomplete: ""})
	wantError(t, "unknown capture", err, corpus.ErrNotFound)
	if n, _ := st.Counts(ctx); n.Documents != 0 || n.Pending != 1 {
		t.Errorf("a refused batch left something: %+v", n)
	}
}

func testDocumentFilter(t *testing.T, st *Store) {
	add(t, st,
		article(1, "2031-04", "The Harbour Post", "April", "alpha common"),
		article(2, "2031-04-07", "Northern Agency", "Seventh", "beta common"),
		article(3, "2031-04-11T01:30:00+09:00", "the harbour POST", "Eleventh", "gamma common"),
		article(4, "2032", "Northern Agency", "Next year", "delta common"),
		article(5, "", "Łódź Daily", "Undated", "common words"),
		articleIn("en-GB", 6, "2030-12-31", "Post", "Before", "common"),
		articleIn("ru", 7, "2030-12-30", "Post", "Раньше", "common"))
	for _, c := range []struct {
		name string
		f    DocumentFilter
		want []string
	}{
		{"all, by date, undated last", DocumentFilter{}, []string{"Раньше", "Before", "April", "Seventh", "Eleventh", "Next year", "Undated"}},
		{"periods overlap", DocumentFilter{From: "2031-04-05", To: "2031-04-10"}, []string{"April", "Seventh"}},
		{"a day is that of its own zone", DocumentFilter{From: "2031-04-11", To: "2031-04-11"}, []string{"April", "Eleventh"}},
		{"to alone", DocumentFilter{To: "2030"}, []string{"Раньше", "Before"}},
		{"from alone", DocumentFilter{From: "2031-04-12"}, []string{"April", "Next year"}},
		{"outlet, case folded", DocumentFilter{Outlet: "The harbour post"}, []string{"April", "Eleventh"}},
		{"outlet, marks folded", DocumentFilter{Outlet: "lodz daily"}, []string{"Undated"}},
		{"outlet is no part", DocumentFilter{Outlet: "harbour"}, nil},
		{"language and its variants", DocumentFilter{Language: "en", To: "2031-03"}, []string{"Before"}},
		{"text", DocumentFilter{Text: "beta OR delta"}, []string{"Seventh", "Next year"}},
		{"limit", DocumentFilter{Limit: 2}, []string{"Раньше", "Before"}},
		{"text and limit", DocumentFilter{Text: "common -alpha", From: "2031", Limit: 1}, []string{"Seventh"}},
	} {
		same(t, c.name, titles(t, st, c.f), c.want)
	}
	for _, f := range []DocumentFilter{{From: "yesterday"}, {To: "2031-02-30"}, {Text: `"open`}} {
		for _, err := range st.Documents(ctx, f) {
			wantError(t, fmt.Sprint(f), err, corpus.ErrInvalid)
		}
	}
}

func testPrefix(t *testing.T, st *Store) {
	var docs []corpus.Document
	for i := range 40 {
		docs = append(docs, article(i, "2031", "Post", fmt.Sprint("Number ", i), "Text."))
	}
	add(t, st, docs...)
	for _, d := range docs {
		got, err := st.Document(ctx, d.ID[:minPrefix+4])
		if err != nil || got.ID != d.ID {
			t.Errorf("%s: %v, %v", d.ID[:minPrefix+4], got.ID, err)
		}
	}
	_, err := st.Document(ctx, docs[0].ID[:minPrefix-1])
	wantError(t, "five characters", err, corpus.ErrAmbiguous)
	_, err = st.Document(ctx, "d")
	wantError(t, "one character", err, corpus.ErrAmbiguous)
	for _, id := range []string{"", "dzzzzzzz", docs[0].ID + "0", "%", "s123456"} {
		if _, err := st.Document(ctx, id); !errors.Is(err, corpus.ErrNotFound) && !errors.Is(err, corpus.ErrAmbiguous) {
			t.Errorf("%q: %v", id, err)
		}
	}
}

func subjects(list []Work) []string {
	var out []string
	for _, w := range list {
		out = append(out, w.Subject)
	}
	return out
}

func testWork(t *testing.T, st *Store) {
	a, b, c := article(1, "2031", "Post", "A"), article(2, "2031", "Post", "B"), article(3, "2031", "Post", "C")
	file := add(t, st, a, b, c)
	pending := func(stage Stage, version, after string, limit int) []string {
		t.Helper()
		list, err := st.Pending(ctx, stage, version, after, limit)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := st.CountPending(ctx, stage, version); after == "" && limit > 9 && (err != nil || n != len(list)) {
			t.Errorf("CountPending: %d, %v; Pending lists %d", n, err, len(list))
		}
		return subjects(list)
	}
	same(t, "parsed", pending(StageParse, "1", "", 10), []string(nil))
	same(t, "to be parsed anew", pending(StageParse, "2", "", 10), []string{file.ID})
	same(t, "all", pending(StageAnnotate, "annotate/1", "", 10), []string{a.ID, b.ID, c.ID})
	same(t, "some", pending(StageAnnotate, "annotate/1", "", 2), []string{a.ID, b.ID})
	same(t, "the rest", pending(StageAnnotate, "annotate/1", b.ID, 2), []string{c.ID})

	read(t, st, a)
	same(t, "one done", pending(StageAnnotate, "annotate/1", "", 10), []string{b.ID, c.ID})
	same(t, "a new version", pending(StageAnnotate, "annotate/2", "", 10), []string{a.ID, b.ID, c.ID})

	if err := st.Fail(ctx, Work{Subject: b.ID, Stage: StageAnnotate, Version: "annotate/1"}, errors.New("no verb")); err != nil {
		t.Fatal(err)
	}
	same(t, "one failed and rests", pending(StageAnnotate, "annotate/1", "", 10), []string{c.ID})
	same(t, "a new version tries at once", pending(StageAnnotate, "annotate/2", "", 10), []string{a.ID, b.ID, c.ID})
	failures, err := st.Failures(ctx)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "failures", failures, []Failure{{Capture: b.ID, Place: "annotate", Reason: "no verb"}})

	wake(t, st)
	list, _ := st.Pending(ctx, StageAnnotate, "annotate/1", "", 10)
	same(t, "due again", subjects(list), []string{b.ID, c.ID})
	if list[0].Tries != 1 || list[0].Error != "no verb" || list[0].Status != "failed" || list[0].NotBefore.IsZero() {
		t.Errorf("failed work: %+v", list[0])
	}
	for range MaxTries - 1 {
		st.Fail(ctx, list[0], errors.New("no verb again"))
	}
	wake(t, st)
	same(t, "given up", pending(StageAnnotate, "annotate/1", "", 10), []string{c.ID})
	read(t, st, b)
	if failures, _ := st.Failures(ctx); len(failures) != 0 {
		t.Errorf("done, yet among the failures: %v", failures)
	}
	_ = file
}

// wake lets all the waits of failed work be over.
func wake(t testing.TB, st *Store) {
	t.Helper()
	err := st.update(ctx, func(tx *tx) error {
		return tx.exec("UPDATE work SET not_before = $1 WHERE status = 'failed'", timeText(noon.Add(-99*365*24*time.Hour)))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func testAnnotations(t *testing.T, st *Store) {
	d := article(1, "2031-04-05", "Post", "Title", `"We saw them," said Maria Lenz, an analyst.`)
	add(t, st, d)
	if _, err := st.Annotations(ctx, d.ID); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("before reading: %v", err)
	}
	at := saying(t, d, "We saw them", "Maria Lenz")
	at.Cue = corpus.Span{Start: strings.Index(d.Text, "said"), End: strings.Index(d.Text, "said") + 4}
	at.Via = []corpus.Hop{{Name: "Northern Agency", Span: at.Cue, Kind: corpus.Outlet}}
	at.To, at.Place, at.Date, at.Doubt, at.Basis = "reporters", "Haven", "2031-04", "far from its cue", corpus.Witness
	a := corpus.Annotations{
		System: "annotate/1", Sentences: []corpus.Span{d.Blocks[1].Span},
		Entities:     []corpus.Entity{{Name: "Maria Lenz", Kind: corpus.Person, Mentions: []corpus.Mention{{Span: at.Source.Spans[0], Level: corpus.ByName}}}},
		Attributions: []corpus.Attribution{at},
	}
	if err := st.PutAnnotations(ctx, "annotate/1", []Annotated{{d.ID, a}}); err != nil {
		t.Fatal(err)
	}
	got, err := st.Annotations(ctx, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "annotations", got, a)
	id := corpus.StatementID(d.ID, at)
	s, err := st.Statement(ctx, id[:7])
	if err != nil {
		t.Fatal(err)
	}
	same(t, "statement", s, corpus.Statement{ID: id, Document: d.ID, System: "annotate/1", Attribution: at, Standing: corpus.Machine})

	// A reading that finds nothing takes its statements back.
	read(t, st, d)
	if _, err := st.Statement(ctx, id); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("a statement outlived its reading: %v", err)
	}
	for name, bad := range map[string]corpus.Attribution{
		"beyond the text":  {Content: []corpus.Span{{Start: 0, End: len(d.Text) + 1}}},
		"reversed":         {Cue: corpus.Span{Start: 3, End: 2}},
		"confidence of 2":  {Confidence: 2},
		"hop from nowhere": {Via: []corpus.Hop{{Span: corpus.Span{Start: -1, End: 2}}}},
	} {
		err := st.PutAnnotations(ctx, "annotate/1", []Annotated{{d.ID, corpus.Annotations{Attributions: []corpus.Attribution{bad}}}})
		wantError(t, name, err, corpus.ErrInvalid)
	}
	err = st.PutAnnotations(ctx, "annotate/1", []Annotated{{"d0000000", a}})
	wantError(t, "unknown document", err, corpus.ErrNotFound)
}

// "Both experts said": two statements with the same spans.
func testTwinStatements(t *testing.T, st *Store) {
	d := article(1, "2031", "Post", "Title", "Both experts said that it rains.")
	add(t, st, d)
	first, second := saying(t, d, "it rains", "Both experts"), saying(t, d, "it rains", "Both experts")
	first.Source.Name, second.Source.Name = "Maria Lenz", "Tomas Jung"
	read(t, st, d, first, second)
	list := statements(t, st, StatementFilter{})
	if len(list) != 2 || list[0].ID == list[1].ID || list[1].Source.Name != "Tomas Jung" {
		t.Fatalf("statements: %+v", list)
	}
	read(t, st, d, first, second)
	if again := statements(t, st, StatementFilter{}); again[1].ID != list[1].ID {
		t.Error("the second of two twins has another ID after reading again")
	}
}

func testStatementFilter(t *testing.T, st *Store) {
	a := article(1, "2031-04-05", "The Harbour Post", "Title", "Maria Lenz said the troops arrived at dawn.", "Jung denied the sanctions.", "김해서은 부인했다고 말했다.")
	b := article(2, "2031-05", "Northern Agency", "Title", "José Marín expects sanctions.")
	add(t, st, a, b)
	deny := saying(t, a, "the sanctions", "Jung")
	deny.Polarity, deny.Kind = corpus.Deny, corpus.Direct
	kim := saying(t, a, "부인했다고", "김해서은")
	kim.Source.Name = "김해서"
	weak := saying(t, b, "sanctions", "José Marín")
	weak.Confidence = 0.3
	read(t, st, a, saying(t, a, "the troops arrived at dawn", "Maria Lenz"), deny, kim)
	read(t, st, b, weak)
	rejected := statements(t, st, StatementFilter{Speaker: "lenz"})[0]
	for _, c := range []struct {
		name string
		f    StatementFilter
		want []string
	}{
		{"all", StatementFilter{}, []string{"Maria Lenz", "Jung", "김해서", "José Marín"}},
		{"words of the name, folded", StatementFilter{Speaker: "LENZ maria"}, []string{"Maria Lenz"}},
		{"no part of a word", StatementFilter{Speaker: "mar"}, nil},
		{"marks folded", StatementFilter{Speaker: "jose marin"}, []string{"José Marín"}},
		{"Hangul", StatementFilter{Speaker: "김해"}, []string{"김해서"}},
		{"polarity", StatementFilter{Polarity: corpus.Deny}, []string{"Jung"}},
		{"kind", StatementFilter{Kind: corpus.Direct}, []string{"Jung"}},
		{"confidence", StatementFilter{Threshold: 0.5, DocumentFilter: DocumentFilter{From: "2031-05"}}, nil},
		{"text, stemmed", StatementFilter{DocumentFilter: DocumentFilter{Text: "sanction"}}, []string{"Jung", "José Marín"}},
		{"text is of the content", StatementFilter{DocumentFilter: DocumentFilter{Text: "denied"}}, nil},
		{"text with other conditions", StatementFilter{DocumentFilter: DocumentFilter{Text: "sanctions", Outlet: "northern agency"}}, []string{"José Marín"}},
		{"text of Hangul", StatementFilter{DocumentFilter: DocumentFilter{Text: "부인"}}, []string{"김해서"}},
		{"document by prefix", StatementFilter{Document: b.ID[:9]}, []string{"José Marín"}},
		{"limit", StatementFilter{DocumentFilter: DocumentFilter{Limit: 1}}, []string{"Maria Lenz"}},
		{"text and limit", StatementFilter{DocumentFilter: DocumentFilter{Limit: 1, Text: "sanctions"}}, []string{"Jung"}},
	} {
		var got []string
		for _, s := range statements(t, st, c.f) {
			got = append(got, s.Source.Name)
		}
		same(t, c.name, got, c.want)
	}
	if _, err := st.Decide(ctx, corpus.Decision{Subject: rejected.ID, Verb: corpus.Reject, By: "Ana"}); err != nil {
		t.Fatal(err)
	}
	if n := len(statements(t, st, StatementFilter{})); n != 3 {
		t.Errorf("%d statements, want 3 without the rejected one", n)
	}
	if n := len(statements(t, st, StatementFilter{Standing: []corpus.Standing{corpus.Rejected}})); n != 1 {
		t.Errorf("%d rejected statements, want 1", n)
	}
	for _, err := range st.Statements(ctx, StatementFilter{Speaker: "?!"}) {
		wantError(t, "a speaker without a letter", err, corpus.ErrInvalid)
	}
	for _, err := range st.Statements(ctx, StatementFilter{Document: "d00000000"}) {
		wantError(t, "unknown document", err, corpus.ErrNotFound)
	}
}

func testStopReading(t *testing.T, st *Store) {
	fill(t, st, 0, 5)
	for _, err := range st.Statements(ctx, StatementFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		break
	}
	for range st.Documents(ctx, DocumentFilter{}) {
		break
	}
	fill(t, st, 5, 6) // the reader that stopped is not in the way
}

func testDecide(t *testing.T, st *Store) {
	d := article(1, "2031", "Post", "Title", "Maria Lenz said the troops arrived.")
	add(t, st, d)
	read(t, st, d, saying(t, d, "the troops arrived", "Maria Lenz"))
	s := statements(t, st, StatementFilter{})[0]
	before, _ := st.Head(ctx)
	e, err := st.Decide(ctx, corpus.Decision{Subject: s.ID[:9], Verb: corpus.Correct, Field: "polarity", Value: "Deny", By: "Ana", Note: "see line 3"})
	if err != nil {
		t.Fatal(err)
	}
	if e.Seq != 1 || e.Subject != s.ID || e.Document != d.ID || e.Quoted != "the troops arrived" || len(e.Spans) != 1 || e.At.IsZero() || e.Value != "deny" {
		t.Errorf("event: %+v", e)
	}
	now, _ := st.Statement(ctx, s.ID)
	want := s
	want.Polarity, want.Standing, want.By, want.At = corpus.Deny, corpus.Corrected, "Ana", e.At
	want.Corrections = []corpus.Correction{{Field: "polarity", Machine: "assert", Person: "deny"}}
	same(t, "corrected", now, want)
	if _, err := st.Decide(ctx, corpus.Decision{Subject: s.ID, Verb: corpus.Correct, Field: "speaker", Value: "Tomas Jung", By: "Ben"}); err != nil {
		t.Fatal(err)
	}
	if n := len(statements(t, st, StatementFilter{Speaker: "jung"})); n != 1 {
		t.Error("the corrected speaker is not found")
	}
	events, err := st.Decisions(ctx, s.ID)
	if err != nil || len(events) != 2 || events[1].By != "Ben" {
		t.Errorf("events: %+v, %v", events, err)
	}
	same(t, "event as listed", events[0], e)
	if after, _ := st.Head(ctx); after.Rows != before.Rows+2 {
		t.Errorf("%d log rows for two decisions", after.Rows-before.Rows)
	}
	// A new reading with the same spans keeps what people decided.
	read(t, st, d, saying(t, d, "the troops arrived", "Maria Lenz"))
	now, _ = st.Statement(ctx, s.ID)
	if now.Source.Name != "Tomas Jung" || now.Polarity != corpus.Deny || len(now.Corrections) != 2 {
		t.Errorf("after reading again: %+v", now)
	}
}

func testDecideRefused(t *testing.T, st *Store) {
	d := article(1, "2031", "Post", "Title", "Maria Lenz said the troops arrived.")
	add(t, st, d)
	read(t, st, d, saying(t, d, "the troops arrived", "Maria Lenz"))
	s := statements(t, st, StatementFilter{})[0]
	before, _ := st.Head(ctx)
	for _, c := range []struct {
		d    corpus.Decision
		want error
		says string
	}{
		{corpus.Decision{Subject: s.ID, Verb: "love", By: "Ana"}, corpus.ErrInvalid, "confirm, reject or correct"},
		{corpus.Decision{Subject: s.ID, Verb: corpus.Confirm}, corpus.ErrInvalid, "nobody"},
		{corpus.Decision{Subject: s.ID, Verb: corpus.Correct, Field: "colour", Value: "red", By: "Ana"}, corpus.ErrInvalid, "speaker, role"},
		{corpus.Decision{Subject: s.ID, Verb: corpus.Correct, Field: "polarity", Value: "maybe", By: "Ana"}, corpus.ErrInvalid, "assert, deny, decline, silence"},
		{corpus.Decision{Subject: s.ID, Verb: corpus.Correct, Field: "date", Value: "May", By: "Ana"}, corpus.ErrInvalid, "YYYY-MM"},
		{corpus.Decision{Subject: s.ID, Verb: corpus.Correct, Field: "speaker", Value: " ", By: "Ana"}, corpus.ErrInvalid, "something"},
		{corpus.Decision{Subject: s.ID, Verb: corpus.Confirm, Field: "date", By: "Ana"}, corpus.ErrInvalid, "only correct"},
		{corpus.Decision{Subject: d.ID, Verb: corpus.Confirm, By: "Ana"}, corpus.ErrInvalid, "metadata"},
		{corpus.Decision{Subject: d.ID, Verb: corpus.Correct, Field: "language", Value: "English!", By: "Ana"}, corpus.ErrInvalid, "BCP 47"},
		{corpus.Decision{Subject: d.ID, Verb: corpus.Correct, Field: "speaker", Value: "X", By: "Ana"}, corpus.ErrInvalid, "title, outlet"},
		{corpus.Decision{Subject: "s000000", Verb: corpus.Confirm, By: "Ana"}, corpus.ErrNotFound, "s000000"},
		{corpus.Decision{Subject: "d000000", Verb: corpus.Correct, Field: "title", Value: "X", By: "Ana"}, corpus.ErrNotFound, "d000000"},
	} {
		_, err := st.Decide(ctx, c.d)
		if !errors.Is(err, c.want) || !strings.Contains(fmt.Sprint(err), c.says) {
			t.Errorf("%+v: error %v, want %v with %q", c.d, err, c.want, c.says)
		}
	}
	if after, _ := st.Head(ctx); after != before {
		t.Error("a refused decision was logged")
	}
}

func testReattach(t *testing.T, st *Store) {
	d := article(1, "2031", "Post", "Title", "Maria Lenz said the troops arrived at dawn and the bridge fell.")
	add(t, st, d)
	read(t, st, d, saying(t, d, "the troops arrived", "Maria Lenz"), saying(t, d, "the bridge fell", "Maria Lenz"))
	list := statements(t, st, StatementFilter{})
	for _, s := range list {
		if _, err := st.Decide(ctx, corpus.Decision{Subject: s.ID, Verb: corpus.Confirm, By: "Ana"}); err != nil {
			t.Fatal(err)
		}
	}
	// The new reader cuts the first statement longer and misses the second.
	read(t, st, d, saying(t, d, "the troops arrived at dawn", "Maria Lenz"))
	now := statements(t, st, StatementFilter{})
	if len(now) != 1 || now[0].ID == list[0].ID || now[0].Standing != corpus.Confirmed || now[0].By != "Ana" {
		t.Fatalf("statements: %+v", now)
	}
	all, _ := st.Decisions(ctx, "")
	if len(all) != 2 || all[0].Orphaned || !all[1].Orphaned {
		t.Errorf("decisions: %+v", all)
	}
	orphans := func(want ...int64) {
		t.Helper()
		list, err := st.Orphans(ctx, d.ID)
		var got []int64
		for _, o := range list {
			got = append(got, o.Seq)
		}
		if all, aerr := st.Orphans(ctx, ""); err != nil || aerr != nil || len(all) != len(list) || !slices.Equal(got, want) {
			t.Errorf("orphans %v, %v; want %v", got, err, want)
		}
	}
	orphans(2)
	if held, _ := st.Decisions(ctx, now[0].ID); len(held) != 1 {
		t.Errorf("the new statement's decisions: %+v", held)
	}
	// Two statements share the words of the second: which is it? Somebody
	// decides, and that settles it.
	two := []corpus.Attribution{saying(t, d, "the bridge", "Maria Lenz"), saying(t, d, "fell", "Maria Lenz")}
	read(t, st, d, two...)
	orphans(1, 2)
	if _, err := st.Decide(ctx, corpus.Decision{Subject: statements(t, st, StatementFilter{})[0].ID, Verb: corpus.Confirm, By: "Ben"}); err != nil {
		t.Fatal(err)
	}
	orphans(1)
	// The old cut comes back: nothing was lost on the way.
	read(t, st, d, saying(t, d, "the troops arrived", "Maria Lenz"), saying(t, d, "the bridge fell", "Maria Lenz"))
	for _, s := range statements(t, st, StatementFilter{}) {
		if s.Standing != corpus.Confirmed {
			t.Errorf("statement %+v", s)
		}
	}
}

func testCorrectDocument(t *testing.T, st *Store) {
	d := article(1, "2031", "Post", "Title", "Text.")
	add(t, st, d)
	read(t, st, d)
	for field, value := range map[string]string{
		"title": "Another title", "outlet": "The Harbour Post", "published": "2031-04-05", "author": "Ana Roth; Ben Okoro", "url": "https://example.org/other",
	} {
		if _, err := st.Decide(ctx, corpus.Decision{Subject: d.ID, Verb: corpus.Correct, Field: field, Value: value, By: "Ana"}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := st.Document(ctx, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got.Title != "Another title" || got.Outlet != "The Harbour Post" || got.Published != "2031-04-05" || got.URL != "https://example.org/other" {
		t.Errorf("document: %+v", got)
	}
	same(t, "authors", got.Authors, []string{"Ana Roth", "Ben Okoro"})
	for _, o := range got.Observations {
		if o.Field == corpus.FieldTitle {
			same(t, "the first title seen", o, corpus.Observation{Field: corpus.FieldTitle, Value: "Another title", Origin: "Ana (correction)"})
			break
		}
	}
	if n := len(got.Observations); n != len(d.Observations)+6 {
		t.Errorf("%d observations, want the %d old ones and 6 new ones", n, len(d.Observations))
	}
	if got.ID != d.ID || got.Text != d.Text {
		t.Error("a correction changed the document's identity or text")
	}
	same(t, "found under its new date", titles(t, st, DocumentFilter{From: "2031-04-05", To: "2031-04-05", Outlet: "the harbour post"}), []string{"Another title"})
	if list, _ := st.Pending(ctx, StageAnnotate, "annotate/1", "", 9); len(list) != 1 {
		t.Error("the reading is not pending again")
	}
	// Seen again as it was, the correction stands.
	c := capture(t, st, "again.jsonl", "again")
	if _, err := st.AddDocuments(ctx, c.ID, []corpus.Document{d}, nil, &Parsed{Version: "1", Incomplete: ""}); err != nil {
		t.Fatal(err)
	}
	if got, _ := st.Document(ctx, d.ID); got.Title != "Another title" {
		t.Errorf("after a new sighting the title is %q", got.Title)
	}
}

func testCorrectLanguage(t *testing.T, st *Store) {
	d := articleIn("und", 1, "2031", "Post", "Title", "The sanctions were announced.")
	add(t, st, d)
	if hits, _ := st.Search(ctx, "sanctioned", DocumentFilter{}); len(hits) != 0 {
		t.Fatal("stems without a language")
	}
	if _, err := st.Decide(ctx, corpus.Decision{Subject: d.ID, Verb: corpus.Correct, Field: "language", Value: "en", By: "Ana"}); err != nil {
		t.Fatal(err)
	}
	if hits, err := st.Search(ctx, "sanctioned", DocumentFilter{}); err != nil || len(hits) != 1 {
		t.Errorf("after the correction: %d hits, %v", len(hits), err)
	}
}

func testLog(t *testing.T, st *Store) {
	fill(t, st, 0, 3)
	s := statements(t, st, StatementFilter{})[0]
	st.Decide(ctx, corpus.Decision{Subject: s.ID, Verb: corpus.Confirm, By: "Ana"})
	var kinds []string
	var before corpus.Digest
	var last LogEntry
	for e, err := range st.Log(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		kinds = append(kinds, e.Kind)
		if e.hash(before) != e.Hash {
			t.Errorf("row %d does not follow from the one before", e.Seq)
		}
		before, last = e.Hash, e
	}
	same(t, "kinds", kinds, []string{"open", "capture", "parse", "annotate", "decision"})
	h, err := st.Head(ctx)
	if err != nil || h.Digest != last.Hash || h.Rows != last.Seq || !h.Time.Equal(last.Time) {
		t.Errorf("head %+v, %v; last row %+v", h, err, last)
	}
}

func testCounts(t *testing.T, st *Store) {
	fill(t, st, 0, 10)
	work := Work{Subject: story(3).ID, Stage: StageAnnotate, Version: "annotate/2"}
	if err := st.Fail(ctx, work, errors.New("no verb")); err != nil {
		t.Fatal(err)
	}
	if c, _ := st.Counts(ctx); c.Pending != 0 || c.Failed != 1 {
		t.Errorf("one failed: %+v", c)
	}
	read(t, st, story(3))
	if _, err := st.Decide(ctx, corpus.Decision{Subject: story(3).ID, Verb: corpus.Correct, Field: "title", Value: "Another", By: "Ana"}); err != nil {
		t.Fatal(err)
	}
	if c, _ := st.Counts(ctx); c.Pending != 1 || c.Failed != 0 {
		t.Errorf("one corrected: %+v", c)
	}
	read(t, st, story(3), reading(story(3)).Attributions...)
	got, err := st.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	want := Counts{Captures: 1, Decisions: 1, Items: 10, Texts: 10, Documents: 10, Sightings: 10, Statements: len(statements(t, st, StatementFilter{})), Figures: len(figures(t, st)), ToConnect: 10, OriginalBytes: 15}
	same(t, "counts", got, want)
}

func testFailures(t *testing.T, st *Store) {
	c := capture(t, st, "a.jsonl", "a")
	bad := []Failure{{c.ID, "line 3", "no object"}, {c.ID, "line 7", "bad \x00 byte"}}
	for range 2 {
		if _, err := st.AddDocuments(ctx, c.ID, nil, bad, &Parsed{Version: "1", Incomplete: "broke off"}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := st.Failures(ctx)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "failures", got, []Failure{{c.ID, "line 3", "no object"}, {c.ID, "line 7", "bad  byte"}})
	if c, _ := st.CaptureByID(ctx, c.ID); c.Incomplete != "broke off" {
		t.Errorf("incomplete: %q", c.Incomplete)
	}
}

// Eight goroutines decide, add and read at once. Every decision is one of
// read-then-write: it takes the next number and folds over those before it.
func testConcurrency(t *testing.T, st *Store) {
	fill(t, st, 0, 8)
	list := statements(t, st, StatementFilter{})
	s := list[0]
	const workers, each = 8, 25
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for i := range each {
				d := corpus.Decision{Subject: s.ID, Verb: corpus.Correct, Field: "role", Value: fmt.Sprint(w, " ", i), By: fmt.Sprint("worker ", w)}
				if _, err := st.Decide(ctx, d); err != nil {
					t.Error(err)
				}
				if i%5 == 0 {
					fill(t, st, 1000+w*100+i, 1000+w*100+i+1)
					if _, err := st.Search(ctx, word(3), DocumentFilter{Limit: 2}); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	all.Wait()
	events, err := st.Decisions(ctx, s.ID)
	if err != nil || len(events) != workers*each {
		t.Fatalf("%d of %d decisions are left, %v", len(events), workers*each, err)
	}
	for i, e := range events {
		if e.Seq != int64(i+1) {
			t.Fatalf("event %d has number %d", i+1, e.Seq)
		}
	}
	now, _ := st.Statement(ctx, s.ID)
	if now.Source.Role != events[len(events)-1].Value {
		t.Errorf("role %q stands, the last decision says %q", now.Source.Role, events[len(events)-1].Value)
	}
	if n, _ := st.Counts(ctx); n.Documents != 8+workers*each/5 {
		t.Errorf("%d documents", n.Documents)
	}
	var before corpus.Digest
	for e, err := range st.Log(ctx) {
		if err != nil || e.hash(before) != e.Hash {
			t.Fatalf("log row %d: %v", e.Seq, err)
		}
		before = e.Hash
	}
}

func testCancel(t *testing.T, st *Store) {
	stopped, stop := context.WithCancel(ctx)
	c := captureOf("a.txt", strings.Repeat("a", 3*chunkSize))
	_, err := st.Capture(stopped, c, io.MultiReader(strings.NewReader(strings.Repeat("a", chunkSize)), stopping{stop}, strings.NewReader(strings.Repeat("a", 2*chunkSize))))
	wantError(t, "stopped on its way", err, context.Canceled)
	if n, err := st.Counts(ctx); err != nil || n.Captures != 0 || n.OriginalBytes != 0 {
		t.Errorf("left behind: %+v, %v", n, err)
	}
	fill(t, st, 0, 1) // the writer is free again
}

// stopping is a reader that ends a context.
type stopping struct{ stop func() }

func (s stopping) Read([]byte) (int, error) { s.stop(); return 0, io.EOF }

// A list that is being read may ask for more, as often as it likes.
func testNestedReading(t *testing.T, st *Store) {
	fill(t, st, 0, 12)
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			for d, err := range st.Documents(ctx, DocumentFilter{}) {
				if err != nil {
					t.Error(err)
				}
				for s, err := range st.Statements(ctx, StatementFilter{Document: d.ID}) {
					if err != nil || s.Document != d.ID {
						t.Error(s, err)
					}
					if _, err := st.Document(ctx, s.Document); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	all.Wait()
}

func testRollback(t *testing.T, st *Store) {
	failure := errors.New("enough")
	err := st.update(ctx, func(tx *tx) error {
		if err := tx.log("open", "", struct{}{}); err != nil {
			return err
		}
		return failure
	})
	wantError(t, "update", err, failure)
	if h, _ := st.Head(ctx); h.Rows != 1 {
		t.Errorf("%d log rows, want the first alone", h.Rows)
	}
}

func testStrangeText(t *testing.T, st *Store) {
	d := corpus.Document{Text: "only a headline, no blocks \U0001F600 \u202e\u0301"}
	d.Observe(corpus.Observation{Field: corpus.FieldOutlet, Value: "Out\xfflet", Origin: "x"})
	d.Observe(corpus.Observation{Field: "x-tag", Value: "it's \"quoted\"; DROP TABLE log", Origin: "index.csv row 1"})
	d.Identify("p", "")
	empty := corpus.Document{Blocks: []corpus.Block{}}
	empty.Identify("q", "")
	add(t, st, d, empty)
	got, err := st.Document(ctx, d.ID)
	if err != nil || got.Text != d.Text || got.Outlet != "Out\ufffdlet" || got.Observations[1].Value != d.Observations[1].Value {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := st.Document(ctx, empty.ID); err != nil || got.Text != "" {
		t.Errorf("%+v, %v", got, err)
	}
}

func testStatementOrder(t *testing.T, st *Store) {
	fill(t, st, 0, 30)
	dates := map[string]string{}
	for d := range st.Documents(ctx, DocumentFilter{}) {
		dates[d.ID] = d.Published
	}
	list := statements(t, st, StatementFilter{})
	sorted := slices.IsSortedFunc(list, func(a, b corpus.Statement) int {
		return strings.Compare(fmt.Sprintf("%s %s %09d", dates[a.Document], a.Document, a.Content[0].Start),
			fmt.Sprintf("%s %s %09d", dates[b.Document], b.Document, b.Content[0].Start))
	})
	if !sorted || len(list) < 100 {
		t.Errorf("%d statements, sorted: %v", len(list), sorted)
	}
}

func files(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func mustRead(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func mustWrite(t testing.TB, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// unchanged fails when a file is no longer b.
func unchanged(t testing.TB, path string, b []byte) {
	t.Helper()
	if !bytes.Equal(mustRead(t, path), b) {
		t.Errorf("%s was changed", path)
	}
}
