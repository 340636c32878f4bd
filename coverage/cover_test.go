package coverage

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/corpus"
)

// whole is a text on other matters that is long enough to be a whole article.
var whole = "The harbour office counted forty barges on the lower river this week, and none of them carried grain for the mills of the far bank. " +
	"Wardens of the market said that the pontoon would open to carts in the morning, as it does each spring."

// collected is what a test knows of an outlet.
type collected struct {
	from, to string   // as the register says
	gaps     []Days   // of its feed
	everyDay int      // documents on other matters each day from 20 April to 9 June
	text     string   // theirs; "" for whole
	docs     []string // on the event: "day|text"
	edition  string   // of another outlet
}

func tableOf(t *testing.T, e Event, outlets map[string]collected) Table {
	t.Helper()
	list, hits := scenario(t, e, outlets)
	table, err := Cover(e, list, hits)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func scenario(t testing.TB, e Event, outlets map[string]collected) ([]Collection, []Hit) {
	t.Helper()
	var docs []corpus.Document
	for name, o := range outlets {
		docs = append(docs, o.documents(t, name)...)
	}
	print := e.Fingerprint()
	var hits []Hit
	for _, d := range docs {
		if hit, ok := print.Match(d); ok {
			hits = append(hits, hit)
		}
	}
	list := Collect(docs)
	for i := range list {
		o := outlets[list[i].Outlet]
		list[i].From, list[i].To, list[i].Gaps, list[i].EditionOf = o.from, o.to, o.gaps, o.edition
	}
	return list, hits
}

func (o collected) documents(t testing.TB, name string) []corpus.Document {
	t.Helper()
	var docs []corpus.Document
	first, err := parseDay("2031-04-20")
	if err != nil {
		t.Fatal(err)
	}
	text := o.text
	if text == "" {
		text = whole
	}
	for d := first; d < first+51; d++ {
		for i := range o.everyDay {
			docs = append(docs, story(name, d.String(), fmt.Sprintf("Markets %d", i), text))
		}
	}
	for _, s := range o.docs {
		day, text, _ := strings.Cut(s, "|")
		docs = append(docs, story(name, day, "", text))
	}
	return docs
}

func TestCover(t *testing.T) {
	const fire = "A fire at Brannoch Mill."
	long := whole + "\n\n" + fire
	tests := []struct {
		name  string
		o     collected
		state State
		why   string // in it
		doubt string
	}{
		{"in time", collected{everyDay: 4, docs: []string{"2031-05-12|" + fire}}, Covered, "2 days after its first day", ""},
		{"on the last day in time", collected{everyDay: 4, docs: []string{"2031-05-15|" + fire}}, Covered, "5 days after", ""},
		{"late", collected{everyDay: 4, docs: []string{"2031-05-16|" + fire}}, Late, "6 days after its first day, more than 5 days", ""},
		{"late, and hardly collected", collected{docs: []string{"2031-05-16|" + fire}}, Covered, "6 days", "whether it was covered before is not known: no register"},
		{"in a month", collected{everyDay: 4, docs: []string{"2031-05|" + fire}}, Covered, "0 to 21 days", "published in 2031-05, which may be late"},
		{"none", collected{everyDay: 4}, NoneFound, "24 items published in the 6 days from 2031-05-10, enough to show that it was collected then, and no gap is known; 1 other outlet covered it in time", "nothing on like subjects"},
		{"none, and it writes of fires", collected{everyDay: 4, docs: []string{"2031-04-22|firefighters", "2031-04-23|firefighters", "2031-04-29|firefighters", "2031-05-02|firefighters"}},
			NoneFound, "24 items", ""},
		{"none, and near misses", collected{everyDay: 4, docs: []string{"2031-05-12|Brannoch Mill is quiet"}}, NoneFound, "25 items", "near misses: 1 document of these days or the day before; it has nothing on like"},
		{"none, and told the day before", collected{everyDay: 4, docs: []string{"2031-05-09|" + fire}}, NoneFound, "24 items", "near misses: 1 document of these days or the day before; it has nothing on like"},
		{"a few dozen in all", collected{everyDay: 1}, Unknown, "6 items in these days of 51 in all are too few", ""},
		{"a few dozen, which a register vouches for", collected{everyDay: 1, from: "2031-04-20"}, NoneFound, "6 items published", "nothing on like"},
		{"thin, which a register vouches for", collected{docs: []string{"2031-04-20|boats"}, from: "2031-04-20"}, Unknown, "its collection is thin: 1 item in all", ""},
		{"collected later", collected{everyDay: 4, from: "2031-05-13", to: "2031-06-01"}, Unknown, "collected from 2031-05-13 to 2031-06-01, which is not all of 2031-05-10", ""},
		{"a feed gap", collected{everyDay: 4, from: "2031-04-20", gaps: []Days{{"2031-05-15", "2031-05-18"}}}, Unknown, "its feed has a gap in 1 day of 6", ""},
		{"a feed gap at another time", collected{everyDay: 4, from: "2031-04-20", gaps: []Days{{"2031-05-16", "2031-05-18"}}}, NoneFound, "24 items", "nothing on like"},
		{"headlines", collected{everyDay: 4, text: "Boats"}, Unknown, "no more than a headline is held", ""},
		{"covered, and all else leads", collected{everyDay: 4, text: strings.Repeat("boats ", 25), docs: []string{"2031-05-12|" + fire}}, Covered, "2 days", ""},
		{"covered at length", collected{everyDay: 4, docs: []string{"2031-05-12|" + long}}, Covered, "2 days", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			table := tableOf(t, testEvent(t), map[string]collected{"Far Shore": tt.o, "Tessel Wire": {everyDay: 2, docs: []string{"2031-05-11|" + fire}}})
			cell := cellAt(t, table, "Far Shore", Whole)
			if cell.State != tt.state || !strings.Contains(cell.Why, tt.why) || !strings.Contains(cell.Doubt, tt.doubt) || tt.doubt == "" && cell.Doubt != "" {
				t.Errorf("%s (%s) (%s), want %s (%s) (%s)", cell.State, cell.Why, cell.Doubt, tt.state, tt.why, tt.doubt)
			}
		})
	}
}

// TestEmptyDays: days without any document are a gap where the outlet's rate makes them
// unlikely.
func TestEmptyDays(t *testing.T) {
	list, hits := scenario(t, testEvent(t), map[string]collected{
		"Far Shore": {everyDay: 4, from: "2031-04-20"}, "Tessel Wire": {everyDay: 2, docs: []string{"2031-05-11|A fire at Brannoch Mill."}}})
	for _, d := range []string{"2031-05-08", "2031-05-09", "2031-05-10"} {
		delete(list[0].Published, d)
	}
	table, err := Cover(testEvent(t), list, hits)
	if err != nil {
		t.Fatal(err)
	}
	if cell := cellAt(t, table, "Far Shore", Whole); cell.State != Unknown || !strings.Contains(cell.Why, "no item at all from 2031-05-08 to 2031-05-10") {
		t.Errorf("%s (%s)", cell.State, cell.Why)
	}
}

// TestNotOver: while an outlet may still cover an event in time, nothing can be said.
func TestNotOver(t *testing.T) {
	e := testEvent(t)
	e.From, e.To = "2031-06-06", "2031-06-06"
	for _, from := range []string{"", "2031-04-20"} {
		table := tableOf(t, e, map[string]collected{"Far Shore": {everyDay: 6, from: from}, "Tessel Wire": {everyDay: 2, docs: []string{"2031-06-07|A fire at Brannoch Mill."}}})
		if cell := cellAt(t, table, "Far Shore", Whole); cell.State != Unknown || !strings.Contains(cell.Why, "2031-06-09") {
			t.Errorf("%s (%s)", cell.State, cell.Why)
		}
	}
}

// TestNotMentionable: what nobody else covered may be unheard of.
func TestNotMentionable(t *testing.T) {
	table := tableOf(t, testEvent(t), map[string]collected{
		"Far Shore": {everyDay: 4}, "Tessel Wire": {everyDay: 2, docs: []string{"2031-06-01|A fire at Brannoch Mill."}}})
	if cell := cellAt(t, table, "Far Shore", Whole); cell.State != Unknown || !strings.Contains(cell.Why, "no other outlet covered it in time") {
		t.Errorf("%s (%s)", cell.State, cell.Why)
	}
}

func TestAspects(t *testing.T) {
	const fire = "A fire at Brannoch Mill."
	table := tableOf(t, testEvent(t), map[string]collected{
		"Tessel Wire":     {everyDay: 4, docs: []string{"2031-05-11|" + fire + " Two were killed."}},
		"Far Shore":       {everyDay: 4, docs: []string{"2031-05-12|" + fire}},
		"Roundfold":       {everyDay: 4, text: strings.Repeat("boats ", 25), docs: []string{"2031-05-12|" + fire}},
		"Quarry Street":   {everyDay: 4},
		"Corran Telegram": {everyDay: 4, docs: []string{"2031-05-12|" + fire, "2031-05-20|" + fire + " Five are dead."}},
	})
	want := map[string]State{"Tessel Wire": Covered, "Far Shore": WithoutAspect, "Roundfold": Unknown, "Quarry Street": NoneFound, "Corran Telegram": Late}
	for outlet, state := range want {
		if cell := cellAt(t, table, outlet, "the dead"); cell.State != state {
			t.Errorf("%s: %s (%s), want %s", outlet, cell.State, cell.Why, state)
		}
	}
	for outlet := range want {
		if cell := cellAt(t, table, outlet, "the inquiry"); cell.State != Unknown {
			t.Errorf("%s: the inquiry: %s (%s), and no outlet has it", outlet, cell.State, cell.Why)
		}
	}
	if table.Rows[0].Outlet != "Tessel Wire" || table.Rows[4].Outlet != "Quarry Street" {
		t.Errorf("the rows are not in the order of the first passage")
	}
}

func TestPartial(t *testing.T) {
	table := tableOf(t, testEvent(t), map[string]collected{
		"Munhyang Dispatch":       {everyDay: 4},
		"Munhyang Dispatch World": {everyDay: 4, edition: "Munhyang Dispatch", docs: []string{"2031-05-12|A fire at Brannoch Mill."}},
		"Tessel Wire":             {everyDay: 4},
	})
	want := []Partial{{Whole, "Munhyang Dispatch World", "Munhyang Dispatch", "covered by Munhyang Dispatch World, none found in Munhyang Dispatch"}}
	if d := cmp.Diff(want, table.Partial); d != "" {
		t.Error(d)
	}
}

func TestAgainst(t *testing.T) {
	e := testEvent(t)
	earlier := testEvent(t)
	earlier.Name, earlier.From, earlier.To = "Fire at the lower mill", "2031-04-25", "2031-04-25"
	outlets := map[string]collected{
		"Far Shore":   {everyDay: 4, docs: []string{"2031-04-26|A fire at Brannoch Mill."}},
		"Tessel Wire": {everyDay: 4, docs: []string{"2031-05-12|A blaze at Brannoch Mill."}},
	}
	now := tableOf(t, e, outlets)
	earlier.Within = 10
	var got []string
	for _, p := range now.Against(tableOf(t, earlier, outlets)) {
		got = append(got, p.Outlet+": "+p.Why)
	}
	want := []string{
		"Tessel Wire: Fire at Brannoch Mill: covered 2 days after its first day; Fire at the lower mill: none found",
		"Far Shore: Fire at Brannoch Mill: none found; Fire at the lower mill: covered 1 day after its first day",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestSilent: a person's word stands only on what the machine did not find.
func TestSilent(t *testing.T) {
	word := &Confirmation{By: "L. Ansgar", At: "2031-06-01T10:00:00Z"}
	for state, want := range map[State]State{NoneFound: Silent, Covered: Covered, Unknown: Unknown, Late: Late} {
		if got := (Cell{State: state, Silent: word}).Shown(); got != want {
			t.Errorf("%s with a person's word is shown as %s, want %s", state, got, want)
		}
	}
}

// TestOrder: the order of outlets and hits does not matter.
func TestOrder(t *testing.T) {
	outlets := map[string]collected{"Far Shore": {everyDay: 2, docs: []string{"2031-05-12|Smoke at Brannoch Mill.", "2031-05-12|A fire at Brannoch Mill.", "2031-05|A blaze at Brannoch Mill.",
		"2031-05-14|Brannoch Mill", "2031-05-15|smoke and fire"}},
		"Tessel Wire": {everyDay: 3}, "Roundfold": {everyDay: 3, edition: "Tessel Wire", docs: []string{"2031-05-11|the Brannoch fire killed two"}}}
	list, hits := scenario(t, testEvent(t), outlets)
	want, err := Cover(testEvent(t), list, hits)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		rng.Shuffle(len(hits), func(i, j int) { hits[i], hits[j] = hits[j], hits[i] })
		got, err := Cover(testEvent(t), list, hits)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatal(d)
		}
	}
}

func TestCoverRefuses(t *testing.T) {
	e := testEvent(t)
	e.To = "2031-05-01"
	if _, err := Cover(e, nil, nil); err == nil || !strings.Contains(err.Error(), `event "Fire at Brannoch Mill": to: `) {
		t.Errorf("error %v", err)
	}
	twice := []Collection{{Outlet: "Far Shore"}, {Outlet: "Roundfold"}, {Outlet: "Far Shore"}}
	if _, err := Cover(testEvent(t), twice, nil); err == nil || !strings.Contains(err.Error(), `outlet "Far Shore" stands there twice`) {
		t.Errorf("error %v", err)
	}
	bad := []Collection{{Outlet: "Far Shore", From: "May"}}
	if _, err := Cover(testEvent(t), bad, nil); err == nil || !strings.Contains(err.Error(), `outlet "Far Shore": collected: "May"`) {
		t.Errorf("error %v", err)
	}
}

func cellAt(t *testing.T, table Table, outlet, column string) Cell {
	t.Helper()
	for _, r := range table.Rows {
		if k := slices.Index(table.Columns, column); r.Outlet == outlet && k >= 0 {
			return r.Cells[k]
		}
	}
	t.Fatalf("no cell for %s, %s", outlet, column)
	return Cell{}
}

func FuzzCover(f *testing.F) {
	f.Add("2031-05-12", "2031-05-09", "2031-04-20", "", "2031-05-12", "")
	f.Add("2031-05", "0001-01-01", "0001-01-01", "2031-09-01", "", "2031-05-12")
	f.Fuzz(func(t *testing.T, published, other, from, to, gapFrom, gapTo string) {
		e := testEvent(t)
		docs := []corpus.Document{story("Far Shore", published, "", "A fire at Brannoch Mill."), story("Tessel Wire", other, "", "A fire at Brannoch Mill.")}
		list := Collect(docs)
		list[0].From, list[0].To, list[0].Gaps = from, to, []Days{{gapFrom, gapTo}}
		print := e.Fingerprint()
		var hits []Hit
		for _, d := range docs {
			if hit, ok := print.Match(d); ok {
				hits = append(hits, hit)
			}
		}
		table, err := Cover(e, list, hits)
		if err != nil {
			return
		}
		for _, r := range table.Rows {
			for _, c := range r.Cells {
				if (c.State == Covered || c.State == Late) != (c.First != nil && c.State != Unknown && c.State != WithoutAspect) || c.Why == "" || c.Most < c.Least || c.Least < 0 {
					t.Fatalf("%s: %+v", r.Outlet, c)
				}
			}
		}
	})
}

func BenchmarkCover(b *testing.B) {
	e := testEvent(b)
	outlets := map[string]collected{}
	for i := range 20 {
		outlets[fmt.Sprint("Outlet ", i)] = collected{everyDay: 4, from: "2031-04-20", docs: []string{"2031-05-12|A fire at Brannoch Mill.", "2031-05-13|Brannoch Mill"}}
	}
	list, hits := scenario(b, e, outlets)
	for b.Loop() {
		if _, err := Cover(e, list, hits); err != nil {
			b.Fatal(err)
		}
	}
}
