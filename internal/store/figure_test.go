package store

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/ledgertest"
)

// counting makes a figure of words in a document's text that count head in
// the statement of this number, -1 for none.
func counting(t testing.TB, d corpus.Document, statement int, words, counted, measure, side string) corpus.Figure {
	t.Helper()
	i := strings.Index(d.Text, words)
	if i < 0 {
		t.Fatalf("%q is not in %q", words, d.Text)
	}
	low, high := 600.0, 900.0
	s := corpus.Span{Start: i, End: i + len(words)}
	return corpus.Figure{
		Quantity: corpus.Quantity{Span: s, Number: s, Low: &low, High: &high, Bound: corpus.Between, Counted: counted, Head: strings.TrimSuffix(counted, "s"), Of: s},
		Measure:  measure, Side: side, Status: corpus.Actual, Method: corpus.Claimed, Statement: statement, Part: -1, Confidence: 0.8, Rule: "verb",
	}
}

func readWith(t testing.TB, st *Store, d corpus.Document, said []corpus.Attribution, list ...corpus.Figure) {
	t.Helper()
	a := corpus.Annotations{System: "annotate/1", Attributions: said, Figures: list}
	for _, b := range d.Blocks {
		a.Sentences = append(a.Sentences, b.Span)
	}
	if err := st.PutAnnotations(ctx, "annotate/1", []Annotated{{d.ID, a}}); err != nil {
		t.Fatal(err)
	}
}

func figures(t testing.TB, st *Store) (list []Figure) {
	t.Helper()
	for f, err := range st.Figures(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, f)
	}
	return list
}

func testFigures(t *testing.T, st *Store) {
	d := article(1, "2031-04-05", "The Harbour Post", "Losses at the border", "Maria Lenz said 600 soldiers died; 600 soldiers fled.", "Forty came.")
	add(t, st, d)
	said := saying(t, d, "600 soldiers died", "Maria Lenz")
	one, two := counting(t, d, 0, "600 soldiers", "soldiers", "killed", "Hwarin"), counting(t, d, -1, "Forty", "", "", "")
	one.AsOf, one.Hedges, one.Because = "2031-03", []string{"reportedly"}, []corpus.Span{said.Content[0]}
	one.Source = said.Source
	one.High = nil
	two.Part = 0
	twin := one // as of "each side lost 600 soldiers"
	readWith(t, st, d, []corpus.Attribution{said}, one, two, twin)
	list := figures(t, st)
	if len(list) != 3 || list[0].ID == list[2].ID {
		t.Fatalf("figures: %+v", list)
	}
	want := Figure{Figure: one, ID: corpus.FigureID(d.ID, one), Document: d.ID, System: "annotate/1", Passage: d.Blocks[1].Span,
		Said: &corpus.Statement{ID: corpus.StatementID(d.ID, said), Document: d.ID, System: "annotate/1", Attribution: said, Standing: corpus.Machine}}
	same(t, "figure", list[0], want)
	if list[1].PartOf != want.ID || list[1].Said != nil || list[1].Passage != d.Blocks[2].Span {
		t.Errorf("a figure of the outlet: %+v", list[1])
	}
	got, err := st.Figure(ctx, want.ID[:8])
	if err != nil {
		t.Fatal(err)
	}
	same(t, "by its ID", got, want)
	a, err := st.Annotations(ctx, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "in the reading", a.Figures, []corpus.Figure{one, two, twin})
	_, err = st.Figure(ctx, "f00000000")
	wantError(t, "unknown figure", err, corpus.ErrNotFound)
	soundInside(t, st)

	// Read again, each has its ID; a reading that finds nothing takes them back.
	readWith(t, st, d, []corpus.Attribution{said}, one, two, twin)
	if again := figures(t, st); again[2].ID != list[2].ID {
		t.Error("the second of two twins has another ID after reading again")
	}
	read(t, st, d)
	if left := figures(t, st); len(left) != 0 {
		t.Errorf("figures outlived their reading: %+v", left)
	}
}

// someFigures are added in another order than that in which they are listed.
func someFigures(t *testing.T, st *Store) {
	t.Helper()
	docs := []corpus.Document{
		article(1, "2031-04-05", "The Harbour Post", "Losses", "They lost 10 soldiers and 20 workers by March."),
		article(2, "2031-05", "Northern Agency", "More", "José Marín counted 30 soldiers."),
		article(3, "", "Northern Agency", "Undated", "There were 40 portraits."),
	}
	add(t, st, docs[2], docs[0], docs[1])
	march := counting(t, docs[0], -1, "20 workers", "workers", "deployed", "North Hwarin")
	march.AsOf = "2031-03"
	readWith(t, st, docs[0], nil, counting(t, docs[0], -1, "10 soldiers", "North Hwarinese soldiers", "killed", "Hwarin"), march)
	readWith(t, st, docs[1], []corpus.Attribution{saying(t, docs[1], "30 soldiers", "José Marín")}, counting(t, docs[1], 0, "30 soldiers", "soldiers", "killed", "Vell"))
	readWith(t, st, docs[2], nil, counting(t, docs[2], -1, "40 portraits", "portraits", "count", ""))
}

// words lists what figures are told in.
func words(t *testing.T, st *Store, list []Figure) []string {
	t.Helper()
	var out []string
	for _, f := range list {
		d, err := st.Document(ctx, f.Document)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f.In(d.Text))
	}
	return out
}

func testFigureOrder(t *testing.T, st *Store) {
	someFigures(t, st)
	const want = "10 soldiers|20 workers|30 soldiers|40 portraits"
	if got := strings.Join(words(t, st, figures(t, st)), "|"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// More figures than are read ahead come all, in order, also from a ledger that
// is asked for more meanwhile.
func testManyFigures(t *testing.T, st *Store) {
	want := documentChunk + 2
	for i := range want {
		d := article(i, "2031-04-05", "Post", "Losses", fmt.Sprintf("They lost 10 soldiers and 20 workers by day %d.", i))
		add(t, st, d)
		readWith(t, st, d, nil, counting(t, d, -1, "10 soldiers", "soldiers", "killed", ""), counting(t, d, -1, "20 workers", "workers", "killed", ""))
	}
	list := figures(t, st)
	if len(words(t, st, list)) != 2*want || !slices.IsSortedFunc(list, func(a, b Figure) int { return cmp.Compare(a.Document, b.Document) }) {
		t.Errorf("%d figures", len(list))
	}
	n := 0
	for f, err := range st.Figures(ctx) {
		if _, err2 := st.Document(ctx, f.Document); errFirst(err, err2) != nil {
			t.Fatal(err, err2)
		}
		if n++; n == 300 {
			break
		}
	}
}

// A figure whose reading is lost is told of all the same.
func testFigureWithoutReading(t *testing.T, st *Store) {
	someFigures(t, st)
	if err := st.update(ctx, func(tx *tx) error { return tx.exec("DELETE FROM annotations") }); err != nil {
		t.Fatal(err)
	}
	if list := figures(t, st); len(list) != 4 || list[0].System != "" {
		t.Errorf("%+v", list)
	}
}

func testSystems(t *testing.T, st *Store) {
	someFigures(t, st)
	d := article(9, "2031", "Post", "Title", "Forty left.")
	add(t, st, d)
	if err := st.PutAnnotations(ctx, "annotate/1+ab", []Annotated{{d.ID, corpus.Annotations{System: "annotate/1+ab"}}}); err != nil {
		t.Fatal(err)
	}
	got, err := st.Systems(ctx)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "systems", got, []string{"annotate/1", "annotate/1+ab"})
}

func ofSide(list []Figure, side string) []Figure {
	return slices.DeleteFunc(list, func(f Figure) bool { return f.Side != side })
}

// What people decide about a statement holds for the figures in it.
func testFigureStanding(t *testing.T, st *Store) {
	someFigures(t, st)
	said := ofSide(figures(t, st), "Vell")[0].Said
	decide := func(verb corpus.Verb, field, value string) {
		t.Helper()
		if _, err := st.Decide(ctx, corpus.Decision{Subject: said.ID, Verb: verb, Field: field, Value: value, By: "Ana"}); err != nil {
			t.Fatal(err)
		}
	}
	decide(corpus.Correct, "speaker", "J. Marín")
	got := ofSide(figures(t, st), "Vell")[0]
	if got.Said.Source.Name != "J. Marín" || got.Said.Standing != corpus.Corrected || got.Said.By != "Ana" {
		t.Errorf("corrected: %+v", got.Said)
	}
	decide(corpus.Reject, "", "")
	if left := ofSide(figures(t, st), "Vell"); len(left) != 0 {
		t.Errorf("in a rejected statement: %+v", left)
	}
	if f, err := st.Figure(ctx, got.ID); err != nil || f.Said.Standing != corpus.Rejected {
		t.Errorf("by its ID: %+v, %v", f.Said, err)
	}
	decide(corpus.Confirm, "", "")
	if back := ofSide(figures(t, st), "Vell"); len(back) != 1 {
		t.Errorf("after it was confirmed: %+v", back)
	}
	soundInside(t, st)
}

// A figure has the access of the statement that it stands in, else that of
// its document.
func testFigureAccess(t *testing.T, st *Store) {
	d := article(1, "2031", "Post", "Title", "Maria Lenz said 600 soldiers came. Forty left.")
	d.Access = "embargoed until 2031-05-01"
	add(t, st, d)
	put := func() {
		readWith(t, st, d, []corpus.Attribution{saying(t, d, "600 soldiers came", "Maria Lenz")},
			counting(t, d, 0, "600 soldiers", "soldiers", "present", ""), counting(t, d, -1, "Forty", "", "", ""))
	}
	put()
	if err := st.update(ctx, func(tx *tx) error { return tx.exec("UPDATE statements SET access = 'restricted'") }); err != nil {
		t.Fatal(err)
	}
	put()
	same(t, "access", accesses(t, st, "figures"), []string{"restricted", "embargoed until 2031-05-01"})
}

func testFiguresRefused(t *testing.T, st *Store) {
	d := article(1, "2031", "Post", "Title", "Forty left – été.")
	add(t, st, d)
	beyond, reversed, inRune := corpus.Span{End: len(d.Text) + 1}, corpus.Span{Start: 2, End: 1}, corpus.Span{Start: strings.Index(d.Text, "–") + 1, End: len(d.Text)}
	nan, endless := math.NaN(), math.Inf(1)
	quantity := func(q corpus.Quantity) corpus.Annotations {
		return corpus.Annotations{Quantities: []corpus.Quantity{q}}
	}
	figure := func(change func(*corpus.Figure)) corpus.Annotations {
		f := counting(t, d, -1, "Forty", "", "", "")
		change(&f)
		return corpus.Annotations{Figures: []corpus.Figure{f}}
	}
	for name, a := range map[string]corpus.Annotations{
		"time":               {Times: []corpus.Timex{{Span: beyond, Type: corpus.Date}}},
		"quantity":           quantity(corpus.Quantity{Span: reversed}),
		"number in a rune":   quantity(corpus.Quantity{Number: inRune}),
		"of beyond":          quantity(corpus.Quantity{Of: beyond}),
		"no number":          quantity(corpus.Quantity{Low: &nan}),
		"without end":        quantity(corpus.Quantity{High: &endless}),
		"figure":             figure(func(f *corpus.Figure) { f.Span = beyond }),
		"figure, no number":  figure(func(f *corpus.Figure) { f.High = &nan }),
		"because":            figure(func(f *corpus.Figure) { f.Because = []corpus.Span{inRune} }),
		"source":             figure(func(f *corpus.Figure) { f.Source.Spans = []corpus.Span{beyond} }),
		"hop":                figure(func(f *corpus.Figure) { f.Via = []corpus.Hop{{Span: reversed}} }),
		"statement":          figure(func(f *corpus.Figure) { f.Statement = 0 }),
		"statement below":    figure(func(f *corpus.Figure) { f.Statement = -2 }),
		"part":               figure(func(f *corpus.Figure) { f.Part = 1 }),
		"confidence of 2":    figure(func(f *corpus.Figure) { f.Confidence = 2 }),
		"confidence, no one": figure(func(f *corpus.Figure) { f.Confidence = nan }),
	} {
		err := st.PutAnnotations(ctx, "annotate/1", []Annotated{{d.ID, a}})
		wantError(t, name, err, corpus.ErrInvalid)
	}
	// What no database keeps is replaced, alike in the row and in the reading.
	f := counting(t, d, -1, "Forty", "a\x00\xffb", "killed\xff", "Hw\x00arin")
	f.Hedges, f.AsOf = []string{"\xff"}, "2031-02-30"
	readWith(t, st, d, nil, f)
	if got := figures(t, st); len(got) != 1 || got[0].Hedges[0] != "\ufffd" || got[0].Measure != "killed\ufffd" {
		t.Errorf("%+v", got)
	}
	soundInside(t, st)
}

// A ledger that was made before there were figures takes the step, is sound,
// and has figures when its documents are read again.
func TestLedgerWithoutFiguresIsBroughtUp(t *testing.T) {
	path := ledgertest.File(t)
	st, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	d := article(1, "2031-04-05", "Post", "Title", "Maria Lenz said 600 soldiers came.")
	add(t, st, d)
	said := saying(t, d, "600 soldiers came", "Maria Lenz")
	read(t, st, d, said)
	err = st.update(ctx, func(tx *tx) error {
		for _, q := range []string{"DROP TABLE events", "DROP TABLE outlets", "DROP TABLE rulings", "DROP TABLE relations", "DROP TABLE name_keys", "DROP TABLE appearances", "DROP TABLE keys", "DROP TABLE profiles",
			"DROP TABLE connecting", "DELETE FROM work WHERE stage = 'connect'", "DROP TABLE figures", "UPDATE schema_version SET step = 4"} {
			if _, err := tx.ExecContext(ctx, q); err != nil {
				return err
			}
		}
		return nil
	})
	if err := errors.Join(err, st.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenReadOnly(ctx, path); err == nil || !strings.Contains(err.Error(), "brings it up to date") {
		t.Errorf("opened for reading: %v", err)
	}
	st = openAt(t, path)
	if c, err := st.Counts(ctx); err != nil || c.ToConnect != 1 {
		t.Errorf("what was read before waits to be connected: %+v, %v", c, err)
	}
	soundInside(t, st)
	readWith(t, st, d, []corpus.Attribution{said}, counting(t, d, 0, "600 soldiers", "soldiers", "present", ""))
	if list := figures(t, st); len(list) != 1 || list[0].Said == nil {
		t.Errorf("%+v", list)
	}
	soundInside(t, st)
}
