package report

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hearsay/corpus"
	"hearsay/coverage"
	"hearsay/internal/store"
)

// fire is an event that outlets may cover.
func fire() coverage.Event {
	word := func(s string) coverage.Word { return coverage.Word{Text: s} }
	return coverage.Event{Name: "Fire at Anbu weir", From: "2031-03-10", To: "2031-03-10", Late: 7, Within: 60,
		Place: []coverage.Word{word("Anbu weir")}, Words: []coverage.Word{word("fire"), word("flames"), word("mill")},
		Aspects: []coverage.Aspect{{Name: "the dead", Words: []coverage.Word{word("killed"), word("dead")}}}}
}

// rest is what fills an article, so that it is no lead.
const rest = "The council met in the afternoon to talk of the road, the school and the price of bread, as it does every week; nobody had anything to add, " +
	"and the meeting was closed before dusk, when the rain began to fall over the roofs of the town and the carts went home along the bank."

// piece is an article of an outlet on a day.
func piece(n int, outlet, day, text string) corpus.Document {
	return article(outlet, day, "en", fmt.Sprintf("https://post.example/%d", n), "", fmt.Sprintf("Piece %d\n%s\n%s", n, text, rest))
}

// town makes a ledger in which the Post and the Wire cover the fire, the
// Dispatch does not, and the register says that all were collected.
func town(t testing.TB, more ...corpus.Document) *store.Store {
	t.Helper()
	docs := []corpus.Document{
		piece(1, "Tessel Wire", "2031-03-11", "A fire burned down the mill at Anbu weir. Two men were killed."),
		piece(2, "Harbour Post", "2031-03-12", "Flames over Anbu weir were seen far away."),
		piece(3, "Munhyang Dispatch", "2031-03-11", "A new mill is to be built."),
		piece(4, "Munhyang Dispatch", "2031-03-12", "The Anbu weir is open."),
	}
	for i := range 8 { // outlets are collected beside the event, too
		for k, outlet := range []string{"Tessel Wire", "Harbour Post", "Munhyang Dispatch"} {
			docs = append(docs, piece(100+10*i+k, outlet, fmt.Sprintf("2031-03-%02d", 20+i), "Nothing happened."))
		}
	}
	var readings []reading
	for _, d := range append(docs, more...) {
		readings = append(readings, reading{doc: d})
	}
	st := ledgerOf(t, readings)
	text, err := EventText(fire())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.PutEvents(context.Background(), "Ana", "", []store.EventText{text}); err != nil {
		t.Fatal(err)
	}
	var changes []store.OutletChange
	for _, outlet := range []string{"Tessel Wire", "Harbour Post", "Munhyang Dispatch"} {
		changes = append(changes, store.OutletChange{Name: outlet, Fields: []store.OutletField{{Name: "collected_from", Value: "2031-02"}}})
	}
	changes = append(changes, store.OutletChange{Name: "Empty Page", Create: true, Fields: []store.OutletField{{Name: "collected_from", Value: "2031"}}})
	if _, err := st.SetOutlets(context.Background(), "Ana", changes); err != nil {
		t.Fatal(err)
	}
	return st
}

func silenceOf(t testing.TB, st *store.Store, q SilenceQuery) SilenceTable {
	t.Helper()
	tables, err := Silence(context.Background(), st, q)
	if err != nil || len(tables) != 1 {
		t.Fatalf("%d tables, %v", len(tables), err)
	}
	return tables[0]
}

// states lists the cells of a table as "outlet: state, state".
func states(t SilenceTable) (list []string) {
	for _, r := range t.Rows {
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, string(c.State))
		}
		list = append(list, r.Outlet+": "+strings.Join(cells, ", "))
	}
	return list
}

func TestSilence(t *testing.T) {
	table := silenceOf(t, town(t), SilenceQuery{})
	want := []string{
		"Tessel Wire: covered, covered",
		"Harbour Post: covered, covered without the aspect",
		"Munhyang Dispatch: none found, none found",
		"Empty Page: unknown, unknown",
	}
	if diff := cmp.Diff(want, states(table)); diff != "" {
		t.Error(diff)
	}
	first := table.Rows[0].Cells[1].First
	if first == nil || !strings.Contains(first.Quote, "Two men were killed.") || strings.Join(first.Words, " ") != "killed" {
		t.Errorf("the dead: %+v", first)
	}
	if near := table.Rows[2].Near; len(near) == 0 || !strings.Contains(near[0].Quote, "Anbu weir") || near[0].Lacks == "" {
		t.Errorf("nearest misses: %+v", near)
	}
	if narrow := silenceOf(t, town(t), SilenceQuery{Outlets: []string{"harbour post"}}); len(narrow.Rows) != 1 {
		t.Errorf("%d rows of one outlet", len(narrow.Rows))
	}
}

// What is restricted is not looked at, so that nothing is known of its outlet,
// and no word of it is shown.
func TestSilenceOfRestricted(t *testing.T) {
	for access, want := range map[corpus.Access]string{
		corpus.Open:                        "Munhyang Dispatch: covered, unknown",
		corpus.Restricted:                  "Munhyang Dispatch: unknown, unknown",
		"embargoed until 2999-01-01":       "Munhyang Dispatch: unknown, unknown",
		corpus.Access("embargoed until 1"): "Munhyang Dispatch: covered, unknown",
	} {
		d := piece(5, "Munhyang Dispatch", "2031-03-12", "A fire burned down the mill at Anbu weir, it is whispered.")
		d.Access = access
		table := silenceOf(t, town(t, d), SilenceQuery{})
		i := slices.IndexFunc(states(table), func(s string) bool { return strings.HasPrefix(s, "Munhyang") })
		got := strings.Replace(states(table)[i], "covered without the aspect", "unknown", 1)
		if got != want {
			t.Errorf("%s: %s, want %s", access, got, want)
		}
		var b strings.Builder
		if err := errors.Join(WriteSilence(&b, Style{}, []SilenceTable{table}), WriteSilenceJSON(&b, []SilenceTable{table})); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "whispered") == strings.Contains(want, ": unknown") {
			t.Errorf("%s: its words are shown, or are not, in\n%s", access, b.String())
		}
	}
}

// A document that names no outlet may be of any; one whose outlet is written
// otherwise, or whose host is an outlet's, is of that.
func TestSilenceFindsOutlets(t *testing.T) {
	const told = "A fire burned down the mill at Anbu weir. One man is dead."
	of := func(outlet, address string) corpus.Document {
		return article(outlet, "2031-03-13", "en", address, "", "Piece\n"+told+"\n"+rest)
	}
	for _, tt := range []struct {
		doc  corpus.Document
		want string // state of the Dispatch
		note bool
	}{
		{of("", ""), "none found", true},
		{of("", "https://shared.example/x"), "none found", true},
		{of("", "https://www.munhyang.example/x"), "covered", false},
		{of("MUNHYANG  Dispatch", "https://a.example/x"), "covered", false},
		{of("", "https://other.example/x"), "none found", false},
	} {
		st := town(t, tt.doc)
		home := func(outlet, address string) store.OutletChange {
			return store.OutletChange{Name: outlet, Create: true, Fields: []store.OutletField{{Name: "homepage", Value: address}}}
		}
		_, err := st.SetOutlets(context.Background(), "Ana", []store.OutletChange{home("Munhyang Dispatch", "https://munhyang.example/"),
			home("Tessel Wire", "https://shared.example"), home("Harbour Post", "https://shared.example/")})
		if err != nil {
			t.Fatal(err)
		}
		table := silenceOf(t, st, SilenceQuery{})
		c, _, err := table.Cell("Munhyang Dispatch", "")
		if err != nil || string(c.State) != tt.want || strings.Contains(strings.Join(table.Notes, " "), "name no outlet") != tt.note || strings.Contains(c.Doubt, "name no outlet") != tt.note {
			t.Errorf("%q %q: %s (%s), notes %v, %v", tt.doc.Outlet, tt.doc.URL, c.State, c.Doubt, table.Notes, err)
		}
	}
}

// A person's word stands on none found, and falls away when a passage turns up.
func TestSilentFallsAway(t *testing.T) {
	ctx := context.Background()
	st := town(t)
	word := store.Silence{Event: "Anbu", Outlet: "munhyang dispatch", Seen: "none found", By: "Ben", Note: "read it all"}
	if err := st.ConfirmSilent(ctx, word); err != nil {
		t.Fatal(err)
	}
	c, outlet, err := silenceOf(t, st, SilenceQuery{}).Cell("Munhyang  dispatch", "")
	if err != nil || outlet != "Munhyang Dispatch" || c.State != coverage.Silent || c.Machine != coverage.NoneFound || c.Silent.By != "Ben" {
		t.Errorf("%+v, %v", c, err)
	}
	put(t, st, reading{doc: piece(9, "Munhyang Dispatch", "2031-03-13", "A fire at Anbu weir was put out.")}, false)
	table := silenceOf(t, st, SilenceQuery{})
	if c, _, _ = table.Cell("Munhyang Dispatch", ""); c.State != coverage.Covered || c.Silent == nil {
		t.Errorf("%+v", c)
	}
	var b strings.Builder
	if err := WriteSilence(&b, Style{}, []SilenceTable{table}); err != nil || !strings.Contains(b.String(), "called silent by Ben") {
		t.Errorf("%v\n%s", err, b.String())
	}
}

func TestSilenceAsks(t *testing.T) {
	ctx := context.Background()
	st := town(t)
	for _, q := range []SilenceQuery{{Events: []string{"Torvane"}}, {Against: "Torvane"}} {
		if _, err := Silence(ctx, st, q); !errors.Is(err, corpus.ErrNotFound) {
			t.Errorf("%+v: %v", q, err)
		}
	}
	later := fire()
	later.Name, later.From, later.To, later.Earlier = "Fire at Lower weir", "2031-03-24", "2031-03-24", "fire at anbu weir"
	later.Place = []coverage.Word{{Text: "Lower weir"}}
	text, err := EventText(later)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.PutEvents(ctx, "Ana", "", []store.EventText{text}); err != nil {
		t.Fatal(err)
	}
	table := silenceOf(t, st, SilenceQuery{Events: []string{"lower weir"}})
	if table.Against == nil || table.Against.Event != "Fire at Anbu weir" || len(table.Against.Practice) != len(table.Rows) {
		t.Errorf("%+v", table.Against)
	}
	if _, _, err := table.Cell("Nobody", ""); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("nobody: %v", err)
	}
	if tables, err := Silence(ctx, st, SilenceQuery{}); err != nil || len(tables) != 2 {
		t.Errorf("%d tables, %v", len(tables), err)
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := Silence(cancelled, st, SilenceQuery{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// An outlet is portrayed as silent where it is the source, not where it asked.
func TestSaidOfSilence(t *testing.T) {
	d := piece(6, "Harbour Post", "2031-03-14", "Of the fire at Anbu weir Munhyang Dispatch did not write a word. The mayor did not answer questions from Tessel Wire.")
	silent := func(name, cue, words string, kind corpus.EntityKind) corpus.Statement {
		return corpus.Statement{Standing: corpus.Machine, Attribution: corpus.Attribution{
			Source: corpus.Source{Name: name, Kind: kind, Identified: corpus.Named, Spans: []corpus.Span{find(t, d, name, 0)}},
			Cue:    find(t, d, cue, 0), Content: []corpus.Span{find(t, d, words, 0)}, Kind: corpus.Indirect, Polarity: corpus.Silence, Confidence: 0.7, Rule: "fixture"}}
	}
	st := town(t)
	put(t, st, reading{doc: d, statements: []corpus.Statement{
		silent("Munhyang Dispatch", "did not write", "a word", corpus.Organisation),
		silent("The mayor", "did not answer", "questions from Tessel Wire", corpus.Person),
	}}, false)
	table := silenceOf(t, st, SilenceQuery{})
	for _, r := range table.Rows {
		if want := r.Outlet == "Munhyang Dispatch"; (len(r.Said) > 0) != want {
			t.Errorf("%s: said %v", r.Outlet, r.Said)
		}
	}
	if len(table.Said) != 1 || table.Said[0].Text != "questions from Tessel Wire" {
		t.Errorf("on the event: %+v", table.Said)
	}
}

func TestSurely(t *testing.T) {
	for _, tt := range [][3]string{{"2031", "2031-12-31", "2031-01-01"}, {"2031-02", "2031-02-28", "2031-02-01"}, {"2031-02-03", "2031-02-03", "2031-02-03"}, {"", "", ""}} {
		if from, to := surelyFrom(tt[0]), surelyTo(tt[0]); from != tt[1] || to != tt[2] {
			t.Errorf("%q: from %s, to %s", tt[0], from, to)
		}
	}
}

// TestSilenceGolden keeps what the writers write.
func TestSilenceGolden(t *testing.T) {
	st := town(t)
	if err := st.ConfirmSilent(context.Background(), store.Silence{Event: "Anbu", Outlet: "Munhyang Dispatch", Aspect: "the dead", By: "Ben", Note: "read it all"}); err != nil {
		t.Fatal(err)
	}
	tables := []SilenceTable{silenceOf(t, st, SilenceQuery{})}
	for _, r := range tables[0].Rows {
		for k := range r.Cells {
			if r.Cells[k].Silent != nil {
				r.Cells[k].Silent.At = "2031-05-02T09:00:00Z"
			}
		}
	}
	for name, write := range map[string]func(*strings.Builder) error{
		"silence.terminal.txt": func(b *strings.Builder) error { return WriteSilence(b, Style{Width: 60, Unicode: true}, tables) },
		"silence.ascii.txt":    func(b *strings.Builder) error { return WriteSilence(b, Style{}, tables) },
		"silence.md":           func(b *strings.Builder) error { return WriteSilenceMarkdown(b, tables) },
		"silence.csv":          func(b *strings.Builder) error { return WriteSilenceCSV(b, tables) },
	} {
		var b strings.Builder
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s (-update takes it over):\n%s", name, diff)
		}
	}
}

// What strangers wrote does nothing where it is shown.
func TestSilenceIsInert(t *testing.T) {
	evil := piece(7, "Evil\x1b[2J<b>|Post", "2031-03-11", "A fire\u202e at Anbu weir\x1b[2J <script> in flames | =1+1.")
	tables := []SilenceTable{silenceOf(t, town(t, evil), SilenceQuery{})}
	var b strings.Builder
	err := errors.Join(WriteSilence(&b, Style{Width: 80, Unicode: true}, tables), WriteSilenceJSON(&b, tables), WriteSilenceCSV(&b, tables), WriteSilenceMarkdown(&b, tables), WriteSilenceChart(&b, tables[0]))
	if err != nil || strings.ContainsAny(b.String(), "\x1b\u202e") {
		t.Errorf("%v: %q", err, b.String())
	}
}

// Whatever a person calls an event can be kept, or is refused.
func FuzzEventText(f *testing.F) {
	for _, name := range []string{"Fire at Anbu weir", "null", "1.0", "a: b", "- x", "yes", "2031-03-10", "# no", "'", " a  b "} {
		f.Add(name, "fire")
	}
	f.Fuzz(func(t *testing.T, name, word string) {
		e := fire()
		e.Name, e.Words = name, append(e.Words, coverage.Word{Text: word})
		text, err := EventText(e)
		if err != nil {
			return
		}
		l, err := eventLine(store.Event{ID: corpus.EventID(name), Name: text.Name, Body: text.Body})
		if err != nil || l.Name != name {
			t.Errorf("%q is read as %q, %v", name, l.Name, err)
		}
		if got := l.Words[len(l.Words)-1].Text; got != word {
			t.Errorf("word %q is read as %q", word, got)
		}
	})
}

func BenchmarkSilence(b *testing.B) {
	var more []corpus.Document
	for i := range 300 {
		more = append(more, piece(1000+i, "Tessel Wire", fmt.Sprintf("2031-03-%02d", 1+i%28), fmt.Sprintf("On day %d the fire service was at rest.", i)))
	}
	st := town(b, more...)
	for b.Loop() {
		silenceOf(b, st, SilenceQuery{})
	}
}

// A gap of a feed in the days that count, also one that has not ended, makes
// silence unknown, and one before them does not.
func TestSilenceOverGaps(t *testing.T) {
	const feed = "https://munhyang.example/feed"
	poll := func(day string, outcome corpus.Outcome, entry string) store.Fetched {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		f := store.Fetched{Fetch: corpus.Fetch{URL: feed, Time: at, Outcome: outcome, Status: 503, Reason: "HTTP 503"}}
		if outcome == corpus.Captured {
			f.Fetch.Status, f.Fetch.Reason, f.Body, f.Format, f.Entries = 200, "", []byte(entry), corpus.FormatFeed, []string{entry}
			f.Links = []store.Address{{URL: "https://munhyang.example/" + entry, Feed: feed}}
		}
		return f
	}
	for _, tt := range []struct {
		name  string
		polls []store.Fetched
		want  coverage.State
	}{
		{"none", []store.Fetched{poll("2031-03-08", corpus.Captured, "a"), poll("2031-03-12", corpus.Captured, "a")}, coverage.NoneFound},
		{"missed", []store.Fetched{poll("2031-03-08", corpus.Captured, "a"), poll("2031-03-12", corpus.Captured, "b")}, coverage.Unknown},
		{"before", []store.Fetched{poll("2031-03-02", corpus.Captured, "a"), poll("2031-03-06", corpus.Captured, "b")}, coverage.NoneFound},
		{"not ended", []store.Fetched{poll("2031-03-08", corpus.Captured, "a"), poll("2031-03-20", corpus.Failed, "")}, coverage.Unknown},
	} {
		ctx := context.Background()
		st := town(t)
		if err := st.AddFeeds(ctx, []string{feed}, []corpus.Observation{{Field: corpus.FieldOutlet, Value: "Munhyang Dispatch", Origin: "--outlet"}}); err != nil {
			t.Fatal(err)
		}
		for _, f := range tt.polls {
			if _, err := st.PutFetch(ctx, f); err != nil {
				t.Fatal(err)
			}
		}
		table := silenceOf(t, st, SilenceQuery{})
		c, _, err := table.Cell("Munhyang Dispatch", "")
		if err != nil || c.State != tt.want || (c.State == coverage.Unknown) != strings.Contains(c.Why, "gap in") {
			t.Errorf("%s: %s (%s), %v", tt.name, c.State, c.Why, err)
		}
		if c, _, _ := table.Cell("Tessel Wire", ""); c.State != coverage.Covered {
			t.Errorf("%s: the Wire: %s", tt.name, c.State)
		}
	}
}

// However many aspects and whatever names there are, no line is wider than the
// place it is written to.
func TestSilenceFits(t *testing.T) {
	table := silenceOf(t, town(t), SilenceQuery{})
	for i := range 7 {
		name := fmt.Sprintf("aspect %d, %s", i, strings.Repeat("표창식 of the builders ", i))
		table.Columns = append(table.Columns, name)
		for k := range table.Rows {
			c := table.Rows[k].Cells[0]
			c.Column, c.Doubt = name, "nothing is certain"
			table.Rows[k].Cells = append(table.Rows[k].Cells, c)
		}
	}
	table.Rows[0].Outlet = strings.Repeat("문향통신 ", 12)
	for _, columns := range []int{60, 80, 100, 0} {
		var b strings.Builder
		if err := WriteSilence(&b, Style{Width: columns, Unicode: true}, []SilenceTable{table}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if w := width(strings.TrimRight(line, "\n")); w > (Style{Width: columns}).columns() {
				t.Errorf("%d columns, want %d: %s", w, columns, line)
			}
		}
		if n := strings.Count(b.String(), "\noutlet "); n < 2 {
			t.Errorf("the matrix of nine columns is in %d blocks", n)
		}
	}
}

// Pieces that a feed named and nobody has are a doubt in the days that count.
func TestSilenceOfUnfetched(t *testing.T) {
	at := func(day string) time.Time {
		d, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	cell := func(s coverage.State) []coverage.Cell { return []coverage.Cell{{State: s, Doubt: "thin"}} }
	w := &watched{table: coverage.Table{Days: coverage.Days{From: "2031-03-10", To: "2031-03-17"}, Rows: []coverage.Row{
		{Outlet: "Post", Cells: cell(coverage.NoneFound)}, {Outlet: "Wire", Cells: cell(coverage.NoneFound)}, {Outlet: "Dispatch", Cells: cell(coverage.Covered)}}}}
	s := &silence{unfetched: map[string][]time.Time{"Post": {at("2031-03-08"), at("2031-03-09"), at("2031-03-18"), at("2031-03-19")}, "Dispatch": {at("2031-03-11")}}}
	s.doubt(w)
	want := []string{"thin; 2 pieces that its feed named in these days could not be fetched", "thin", "thin"}
	for i, r := range w.table.Rows {
		if r.Cells[0].Doubt != want[i] {
			t.Errorf("%s: %q, want %q", r.Outlet, r.Cells[0].Doubt, want[i])
		}
	}
}
