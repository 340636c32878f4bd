package report

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"hearsay/connect"
	"hearsay/corpus"
	"hearsay/internal/store"
	"hearsay/measure"
)

// lossFixture is what six outlets tell of one war: a number that became another
// measure on its way, a part, a denial of any loss, and figures that leave out
// whose they are.
func lossFixture(t testing.TB) []reading {
	soldiers := tally{statement: -1, counted: "soldiers", head: "soldier", side: "Hwarin", status: corpus.Actual, confident: .8, bound: corpus.Exactly}
	told := func(outlet, day, text string, list ...tally) reading {
		return readCounts(t, read(t, article(outlet, day, "en", "", "", outlet+" on the war\n"+text)), list...)
	}
	of := func(words, measure, day string, n float64) tally {
		y := soldiers
		y.words, y.measure, y.asOf, y.low, y.high = words, measure, day, n, n
		return y
	}
	ministry := quote{source: "The Ministry of Tarn", name: "Ministry of Tarn", kind: corpus.Organisation, identified: corpus.Named, cue: "told"}
	saying := func(cue, content string) quote {
		q := ministry
		q.cue, q.content, q.setting, q.polarity, q.confidence = cue, []string{content}, corpus.Indirect, corpus.Assert, .9
		return q
	}
	losses, part, turned := of("4,700 soldiers", "casualties", "2031-04-14", 4700), of("600 soldiers", "killed", "2031-04-14", 600), of("4,700 Hwarinese soldiers", "killed", "2031-04-14", 4700)
	losses.statement, part.statement, turned.statement, turned.side = 0, 0, 0, "Hwarinese"
	lock, none := of("nine soldiers", "killed", "2031-04-13", 9), of("Not one soldier", "lost", "2031-04-15", 0)
	lock.place, none.status, lock.counted, lock.head = "Tarn Lock", corpus.Denied, "miners", "miner"
	none.measure, none.counted, none.head = "casualties", "people", "people"
	few := of("fewer than 50 soldiers", "casualties", "2031-04-16", 50)
	few.low, few.bound = 0, corpus.FewerThan
	return []reading{
		readCounts(t, read(t, article("Tessel Wire", "2031-04-14", "en", "", "", "Losses\nThe Ministry of Tarn told of losses of 4,700 soldiers, among them 600 soldiers dead."),
			saying("told", "losses of 4,700 soldiers, among them 600 soldiers dead")), losses, part),
		readCounts(t, read(t, article("Reach Notes", "2031-04-15", "en", "", "", "Killed\nThe Ministry of Tarn counts 4,700 Hwarinese soldiers killed."),
			saying("counts", "4,700 Hwarinese soldiers killed")), turned),
		told("Valley Post", "2031-04-14", "We counted nine soldiers dead at Tarn Lock.", lock),
		told("Munhyang Dispatch", "2031-04-15", "Not one soldier was lost.", none),
		told("Gazette", "2031-04-16", "Their losses are fewer than 50 soldiers.", few),
	}
}

// queries ask for parts of what is in lossFixture.
var queries = map[string]FigureQuery{
	"measure": {Measure: "killed"}, "case": {Measure: "KILLED"}, "side": {Side: "Hwarinese"}, "counted": {Of: "soldier"}, "outlet": {Outlet: "reach notes"},
	"from": {From: "2031-04-15"}, "to": {To: "2031-04-13"}, "the denial": {Outlet: "Munhyang Dispatch"}, "nine": {Of: "miners"}, "two": {Measure: "killed", Outlet: "Tessel Wire"},
}

// pairsOf lists what is said of each figure that is shown: the labels and
// reasons of its pairs.
func pairsOf(list []SeriesLine) map[string][]string {
	out, pairs := map[string][]string{}, pairsByFigure(list)
	for _, s := range list {
		for _, l := range s.Figures {
			for _, p := range pairs[l.ID] {
				out[l.ID] = append(out[l.ID], fmt.Sprint(p.Label, p.A, p.Plus, p.B, p.Why))
			}
			slices.Sort(out[l.ID])
		}
	}
	return out
}

// What may be said of a figure does not depend on which of them are asked for.
func TestAViewChangesNothing(t *testing.T) {
	st := ledgerOf(t, lossFixture(t))
	ask := func(q FigureQuery) []SeriesLine {
		t.Helper()
		list, err := Figures(context.Background(), st, q, measure.Default())
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	all := ask(FigureQuery{})
	if n := slices.IndexFunc(all, func(s SeriesLine) bool {
		return slices.ContainsFunc(s.Pairs, func(p PairLine) bool { return p.Label == connect.Drift })
	}); n < 0 {
		t.Fatalf("no drift in the fixture: %+v", all)
	}
	whole, home := pairsOf(all), map[string]SeriesLine{}
	for _, s := range all {
		if s.Whole != len(s.Figures) || len(s.Others) != 0 {
			t.Errorf("of all: %d of %d figures, %d others", len(s.Figures), s.Whole, len(s.Others))
		}
		for _, l := range s.Figures {
			home[l.ID] = s
		}
	}
	for name, q := range queries {
		list := ask(q)
		if len(list) == 0 {
			t.Errorf("%s: nothing", name)
		}
		for id, pairs := range pairsOf(list) {
			if !slices.Equal(pairs, whole[id]) {
				t.Errorf("%s: of %s is said %q, of all %q", name, id, pairs, whole[id])
			}
		}
		for _, s := range list {
			checkView(t, name, s, home[s.Figures[0].ID], list)
		}
	}
}

// checkView holds a series of which some figures are shown against the whole.
func checkView(t *testing.T, name string, s, whole SeriesLine, list []SeriesLine) {
	t.Helper()
	if s.Side != whole.Side || s.Counted != whole.Counted || s.Period != whole.Period || s.LowBy != whole.LowBy || s.HighBy != whole.HighBy || s.ends() != whole.ends() ||
		s.Whole != len(whole.Figures) || !slices.Equal(s.Origins, whole.Origins) {
		t.Errorf("%s: %s, %s; of all %s, %s", name, s.summary(), s.ends(), whole.summary(), whole.ends())
	}
	if part := fmt.Sprintf("%d of %d figures shown", len(s.Figures), s.Whole); len(s.Figures) < s.Whole != strings.Contains(s.summary(), part) {
		t.Errorf("%s: %q, want %q", name, s.summary(), part)
	}
	known := map[string]bool{"": true}
	for _, x := range list {
		for _, l := range x.Figures {
			known[l.ID] = true
		}
	}
	for _, l := range s.Others {
		known[l.ID] = l.Passage != ""
	}
	for _, p := range s.Pairs {
		if !known[p.A] || !known[p.Plus] || !known[p.B] || len(p.Passages) < 2 {
			t.Errorf("%s: a figure of %+v is not to be seen", name, p)
		}
	}
	if !known[s.LowBy] || !known[s.HighBy] {
		t.Errorf("%s: the ends are not to be seen", name)
	}
}

func TestSideAndClassAreThoseOfTheSeries(t *testing.T) {
	st := ledgerOf(t, lossFixture(t))
	for q, want := range map[FigureQuery]string{
		{Side: "hwarin"}:                        "4,700 Hwarinese soldiers|4,700 soldiers|600 soldiers|Not one soldier|fewer than 50 soldiers|nine soldiers",
		{Side: "Hwarinese", Measure: "killed"}:  "4,700 Hwarinese soldiers|600 soldiers|nine soldiers",
		{Of: "miner"}:                           "nine soldiers",
		{Side: "Corrany"}:                       "",
		{Outlet: "VALLEY post"}:                 "nine soldiers",
		{From: "2031-04-15", To: "2031-04-15"}:  "Not one soldier",
		{Measure: "casualties", Of: "soldiers"}: "4,700 Hwarinese soldiers|4,700 soldiers|600 soldiers|Not one soldier|fewer than 50 soldiers",
	} {
		list, err := Figures(context.Background(), st, q, measure.Default())
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range list {
			for _, l := range s.Figures {
				got = append(got, l.Text)
			}
		}
		slices.Sort(got)
		if strings.Join(got, "|") != want {
			t.Errorf("%+v: %q, want %q", q, got, want)
		}
	}
}

func TestFigureQueryIsRefused(t *testing.T) {
	for want, q := range map[string]FigureQuery{
		`measure "zzz": want one of casualties, killed`: {Measure: "zzz"}, "what is counted": {Of: "--"}, "side": {Side: "!"}, `date "soon"`: {From: "soon"}, `date "2031-13"`: {To: "2031-13"},
	} {
		_, err := Figures(context.Background(), ledgerOf(t, nil), q, measure.Default())
		if !errors.Is(err, corpus.ErrInvalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v", q, err)
		}
	}
	if _, err := Figures(context.Background(), ledgerOf(t, nil), FigureQuery{Measure: "Count"}, measure.Default()); err != nil {
		t.Error(err)
	}
}

// In CSV a figure has every pair that it stands in, also those that another
// series lists.
func TestCellsHaveAllPairs(t *testing.T) {
	list, err := Figures(context.Background(), ledgerOf(t, lossFixture(t)), FigureQuery{}, measure.Default())
	if err != nil {
		t.Fatal(err)
	}
	across := 0
	for _, s := range list {
		for _, p := range s.Pairs {
			for _, id := range known(p.A, p.Plus, p.B) {
				if !slices.ContainsFunc(s.Figures, func(l FigureLine) bool { return l.ID == id }) {
					across++
				}
			}
		}
	}
	if across == 0 {
		t.Error("the fixture has no pair across series")
	}
	var out bytes.Buffer
	if err := WriteFigures(&out, CSV, Style{}, list); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) int { return slices.Index(seriesHead, name) }
	pairs := pairsByFigure(list)
	for _, r := range rows[1:] {
		want := len(pairs[r[column("id")]])
		for _, name := range []string{"labels", "reasons"} {
			if got := len(slices.DeleteFunc(strings.Split(r[column(name)], " | "), func(s string) bool { return s == "" })); got != want {
				t.Errorf("%s has %d %s, want %d", r[column("text")], got, name, want)
			}
		}
	}
}

// No comparison of a brief has fewer than two passages, whatever it is narrowed
// to, and none of a figure in it is lost.
func TestComparisonsOfABriefHaveTheirPassages(t *testing.T) {
	readings := append(lossFixture(t), floodFixture(t)...)
	st := ledgerOf(t, readings)
	all, err := Figures(context.Background(), st, FigureQuery{}, measure.Default())
	if err != nil {
		t.Fatal(err)
	}
	pairs := pairsByFigure(all)
	for _, scope := range []Scope{{}, {Outlet: "Munhyang Dispatch"}, {Outlet: "Tessel Wire"}, {Outlet: "Valley Post"}, {From: "2031-04-15"}, {To: "2031-04-14"}, {Text: "killed"}, {Confirmed: true}} {
		b, err := MakeBrief(context.Background(), st, scope, measure.Default())
		if err != nil {
			t.Fatal(err)
		}
		checkComparisons(t, b, pairs)
	}
}

func checkComparisons(t *testing.T, b Brief, pairs map[string][]PairLine) {
	t.Helper()
	var text, page bytes.Buffer
	if err := cmp.Or(b.WriteText(&text, Style{Width: 100}), b.WriteHTML(&page)); err != nil {
		t.Fatal(err)
	}
	checkAnchors(t, page.String())
	compared := map[string]int{}
	for _, s := range b.Series {
		for _, c := range s.Compared() {
			if len(c.Figures) < 2 {
				t.Errorf("%+v: %s with %d passages", b.Scope, c.Label, len(c.Figures))
			}
			for _, f := range c.Figures {
				compared[f.ID]++
				if f.Ref == "" || f.Line == nil && len(f.Passage) == 0 || !strings.Contains(text.String(), "    ["+f.Ref+"] characters") {
					t.Errorf("%+v: %q has no passage: [%s]", b.Scope, f.Text, f.Ref)
				}
			}
		}
	}
	for _, s := range b.Series {
		for _, f := range s.Lines {
			if compared[f.ID] != len(pairs[f.ID]) {
				t.Errorf("%+v: %q stands in %d pairs, want %d", b.Scope, f.Text, compared[f.ID], len(pairs[f.ID]))
			}
		}
	}
	if b.Counts.Quoted > b.Counts.Documents {
		t.Errorf("%+v: %d of %d documents", b.Scope, b.Counts.Quoted, b.Counts.Documents)
	}
}

// A denial that is alone in its series is no lone figure.
func TestADenialIsNotAlone(t *testing.T) {
	st := ledgerOf(t, lossFixture(t))
	list, err := Figures(context.Background(), st, FigureQuery{Outlet: "Valley Post"}, measure.Default())
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 1 || list[0].Whole != 1 || len(list[0].Pairs) == 0 || list[0].Pairs[0].Label != connect.Disagree || list[0].alone(pairsByFigure(list)) {
		t.Errorf("%+v", list)
	}
	b, err := MakeBrief(context.Background(), st, Scope{}, measure.Default())
	if err != nil || b.Alone != 0 {
		t.Errorf("%d alone, %v", b.Alone, err)
	}
}

// A date of saying that a person corrects is also the date of the figures that
// hold as of then.
func TestACorrectedDateReachesItsFigures(t *testing.T) {
	readings := floodFixture(t)
	readings[0].figures[0].AsOf = readings[0].statements[0].Date
	st := ledgerOf(t, readings)
	d := corpus.Decision{Subject: readings[0].statements[0].ID, Verb: corpus.Correct, Field: "date", Value: "2031-01-10", By: "A. Editor"}
	if _, err := st.Decide(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	list, err := Figures(context.Background(), st, FigureQuery{To: "2031-01"}, measure.Default())
	if err != nil || len(list) != 1 || list[0].Figures[0].AsOf != "2031-01-10" || list[0].Figures[0].dateWords() != "as of 2031-01-10" {
		t.Fatalf("%v, %+v", err, list)
	}
	for _, p := range list[0].Pairs {
		if p.Label != connect.NotEnough {
			t.Errorf("two months apart: %+v", p)
		}
	}
}

// Private persons of one document are two in a picture, and are not named.
func TestPrivatePersonsHaveInksOfTheirOwn(t *testing.T) {
	r := read(t, article("Gazette", "2031-03-16", "en", "", "", "Sheep\nTove Lind said 12 sheep had drowned, Ivo Marsh said 40 sheep had drowned."),
		quote{source: "Tove Lind", name: "Tove Lind", kind: corpus.Person, identified: corpus.Named, cue: "said", content: []string{"12 sheep had drowned"}, setting: corpus.Indirect, polarity: corpus.Assert},
		quote{after: "Ivo", source: "Ivo Marsh", name: "Ivo Marsh", kind: corpus.Person, identified: corpus.Named, cue: "said", content: []string{"40 sheep had drowned"}, setting: corpus.Indirect, polarity: corpus.Assert})
	sheep := tally{statement: 0, words: "12 sheep", low: 12, high: 12, bound: corpus.Exactly, counted: "sheep", head: "sheep", measure: "killed", status: corpus.Actual, confident: .5}
	more := sheep
	more.statement, more.words, more.low, more.high = 1, "40 sheep", 40, 40
	list, err := Figures(context.Background(), ledgerOf(t, []reading{readCounts(t, r, sheep, more)}), FigureQuery{}, measure.Default())
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := WriteFigureChart(&out, list); err != nil {
		t.Fatal(err)
	}
	for want, there := range map[string]bool{"person 1 named in document": true, "person 2 named in document": true, "Lind": false, "Marsh": false} {
		if strings.Contains(out.String(), want) != there {
			t.Errorf("%q: want %v in\n%s", want, there, out.String())
		}
	}
}

// warLedger is a ledger of n figures in articles of some length.
func warLedger(b *testing.B, n int) *store.Store {
	outlets, measures := []string{"Tessel Wire", "Valley Post", "Gazette", "Reach Notes"}, []string{"killed", "wounded", "casualties"}
	st := ledgerOf(b, nil)
	const each = 4
	for i := range n / each {
		day := fmt.Sprintf("2031-%02d-%02d", 1+i%12, 1+i%28)
		var list []tally
		text := fmt.Sprintf("Losses, part %d\n", i)
		for j := range each {
			k := float64(100*(i%90) + 10*j + 7)
			words := fmt.Sprintf("%d soldiers", int(k))
			text += "It was told that " + words + " had been lost there. " + strings.Repeat("The rest of the page is on the weather in the hills. ", 12)
			list = append(list, tally{statement: -1, words: words, low: k, high: k, bound: corpus.Exactly, counted: "soldiers", head: "soldier", measure: measures[(i+j)%3], side: "Hwarin", asOf: day, status: corpus.Actual, confident: .8})
		}
		put(b, st, readCounts(b, read(b, article(outlets[i%4], day, "en", "", "", text)), list...), false)
	}
	return st
}

// BenchmarkFigures lines up all figures of a ledger, for a view of all and of
// few, and for a brief. Kept is what the answer holds in memory.
func BenchmarkFigures(b *testing.B) {
	const n = 10_000
	st := warLedger(b, n)
	for name, q := range map[string]FigureQuery{"all": {}, "few": {From: "2031-03-03", To: "2031-03-03"}} {
		b.Run(fmt.Sprintf("%d %s", n, name), func(b *testing.B) {
			var list []SeriesLine
			for b.Loop() {
				var err error
				if list, err = Figures(context.Background(), st, q, measure.Default()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(kept(&list), "kept-MB")
		})
	}
	b.Run(fmt.Sprintf("%d brief", n), func(b *testing.B) {
		for b.Loop() {
			if _, err := MakeBrief(context.Background(), st, Scope{From: "2031-03-03", To: "2031-03-03"}, measure.Default()); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// kept is by how many megabytes the heap shrinks without a list.
func kept(list *[]SeriesLine) float64 {
	heap := func() float64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc) / 1e6
	}
	before := heap()
	runtime.KeepAlive(*list)
	*list = nil
	return before - heap()
}
