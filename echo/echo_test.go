package echo

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
)

// report is a story of an agency, as others take it over.
const report = `ULVRET, March 19 (Tessel Wire) - Shells struck a compound at Torvane Lock early on Tuesday, and the two sides gave sharply different accounts of who died there.

Ilian Vasek-Dorn, the governor of the district, said seven Hwarinese workers were killed and 41 injured when the shells hit a clinic. "They aimed at the beds," he told a news conference.

Corrany's defence ministry said its guns had destroyed an ammunition depot and killed at least 120 soldiers. It denied that a clinic had been hit.

A nurse who asked not to be named said by telephone she had counted nine bodies. "Two wore uniform," she said.

The foreign ministry in Munhyang declined to comment on the number of the dead.`

const otherStory = `Barges moved through the lower basin of the canal for the first time since winter on Thursday, the harbour master of Corran said.

Eleven of them carried grain for the mills at Pellan, where prices had doubled within two months. Millers had complained to the council that the locks stayed closed although the ice was gone.

The council answered that divers had to look at the gates first. They found two of them bent, said Mara Tellon, who leads the works.`

// greeting is a form that is filled in again and again.
const greeting = `Tho Saeng-mok, chairman of the Assembly, on Monday sent a message of greeting to NAME, president of COUNTRY, on the occasion of its independence day. The chairman in the message sincerely wished the president good health and happiness and the people of the country prosperity, and expressed belief that the friendly and cooperative relations between the two countries would grow stronger in the common interests of both peoples.`

// speech is what somebody said, in the marks of an outlet.
func speech(open, shut string) string {
	return open + "The gates of the lower basin were bent by ice that nobody had broken since November, and Councillor Brakke knew of it when he closed the Tarn yard," + shut
}

func greetingTo(name, country string) string {
	return strings.NewReplacer("NAME", name, "COUNTRY", country).Replace(greeting)
}

func TestCompare(t *testing.T) {
	lead := strings.Split(report, "\n\n")[0]
	edited := strings.NewReplacer("early on Tuesday", "before dawn", "sharply different", "differing", "told a news conference", "told reporters",
		"ULVRET, March 19 (Tessel Wire) - ", "").Replace(report)
	tests := []struct {
		name   string
		a, b   string
		kind   Kind // "" for no echo
		source Side
	}{
		{"the same words", report, strings.ToUpper(report), Exact, A},
		{"other marks and spaces", report, strings.NewReplacer("'", "\u2019", `"`, "\u201c", "\n\n", " ").Replace(report), Exact, A},
		{"some words changed", report, edited, Edited, A},
		{"half of it", report, strings.Join(strings.Split(report, "\n\n")[1:3], "\n\n") + "\n\n" + otherStory, Edited, A},
		{"the lead", report, otherStory + "\n\n" + lead, Lead, A},
		{"a passage", report, otherStory + "\n\n" + strings.Split(report, "\n\n")[3] + " " + strings.Split(report, "\n\n")[4], Passage, A},
		{"another story", report, otherStory, "", Neither},
		{"one speech in two stories", otherStory + "\n\n" + speech("\"", "\"") + " he told the council of Pellan.", strings.Split(report, "\n\n")[1] + " " + speech("''", "''"), "", Neither},
		{"a speech without its marks", otherStory + "\n\n" + speech("\"", "\""), strings.Split(report, "\n\n")[1] + " " + speech("", ""), Lead, A},
		{"a form with other names", greetingTo("Ona Brandt", "Pellan"), greetingTo("Karim Adjei-Soto", "the Oskel Islands"), "", Neither},
		{"too short", "Photo: Defence Ministry handout", "Photo: Defence Ministry handout", "", Neither},
		{"empty", "", "", "", Neither},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			outlets := [2]string{"Tessel Wire", "Roundfold"}
			if tt.kind == "" {
				outlets[1] = outlets[0]
			}
			a, b := invented(1, outlets[0], tt.a), invented(2, outlets[1], tt.b)
			b.Published = "2031-03-20"
			e, ok := Compare(Read(a), Read(b), nil)
			if e.Kind != tt.kind || ok != (tt.kind != "") || e.Order.Source != tt.source {
				t.Errorf("%v %+v, want %q", ok, e, tt.kind)
			}
			checkEcho(t, a, b, e, ok)
		})
	}
}

// checkEcho holds an echo to what holds for all: passages that are in both texts, shares
// within bounds, and the same the other way round, from kept sketches too.
func checkEcho(t *testing.T, a, b corpus.Document, e Echo, ok bool) {
	t.Helper()
	back, okBack := Compare(Read(b), Read(a), nil)
	if okBack != ok || back.Kind != e.Kind || back.ShareA != e.ShareB || back.ShareB != e.ShareA || back.Score != e.Score ||
		back.Order != e.Order.mirrored() || ok && back.Why() != e.Why() {
		t.Errorf("the other way round: %+v, want the mirror of %+v", back, e)
	}
	kept, okKept := Compare(With(a, Of(a)), With(b, Of(b)), nil)
	if okKept != ok || !reflect.DeepEqual(kept, e) {
		t.Errorf("from kept sketches: %+v, want %+v", kept, e)
	}
	if !ok {
		return
	}
	if len(e.Passages) == 0 || len(e.Passages) > MostPassages {
		t.Errorf("%d passages", len(e.Passages))
	}
	for _, p := range append(slices.Clone(e.Passages), e.Longest) {
		checkShared(t, a, b, p)
	}
	if e.ShareA <= 0 || e.ShareA > 1 || e.ShareB <= 0 || e.ShareB > 1 || e.Score <= 0 || e.Score > 1 {
		t.Errorf("shares %v and %v, score %v", e.ShareA, e.ShareB, e.Score)
	}
}

func checkShared(t *testing.T, a, b corpus.Document, p Shared) {
	t.Helper()
	one, other := hashesIn(t, a, p.A), hashesIn(t, b, p.B)
	if len(one) != p.Words || !slices.Equal(one, other) {
		t.Errorf("a passage of %d words has %d here and %d there: %+v", p.Words, len(one), len(other), p)
	}
}

// hashesIn returns the words that lie in spans of d.
func hashesIn(t *testing.T, d corpus.Document, spans []corpus.Span) []uint32 {
	t.Helper()
	var list []uint32
	for i, s := range spans {
		if !s.Valid(d.Text) || s.Empty() || i > 0 && s.Start < spans[i-1].End {
			t.Fatalf("span %v of %d bytes, behind %v", s, len(d.Text), spans[:i])
		}
	}
	for _, w := range wordsOf(&d) {
		at := corpus.Span{Start: int(w.start), End: int(w.end)}
		if slices.ContainsFunc(spans, func(s corpus.Span) bool { return s.Contains(at) }) {
			list = append(list, w.hash)
		}
	}
	return list
}

// TestRevision shows that a later text of an item is no copy of it.
func TestRevision(t *testing.T) {
	a, b := invented(1, "Tessel Wire", report), invented(2, "Tessel Wire", report+" It gave no reason.")
	b.Item = a.Item
	if e, ok := Compare(Read(a), Read(b), nil); ok {
		t.Errorf("a revision is called %+v", e)
	}
	if e, ok := Compare(Read(a), Read(a), nil); ok {
		t.Errorf("a document is called a copy of itself: %+v", e)
	}
}

// TestSharers shows that a passage weighs less the more texts of one outlet have it.
func TestSharers(t *testing.T) {
	a := Read(invented(1, "Tessel Wire", report))
	b := Read(invented(2, "Roundfold", otherStory+"\n\n"+strings.Split(report, "\n\n")[2]))
	for n, want := range map[int]bool{2: true, FewSharers: true, SomeSharers + 1: false} {
		if _, ok := Compare(a, b, func(string) int { return n }); ok != want {
			t.Errorf("a passage that %d texts have: %v, want %v", n, ok, want)
		}
	}
	for name, keys := range map[string][]string{"rare": a.Sketch.Keys(), "not rare": nil} {
		if _, ok := Compare(a, b, Rare(keys)); ok != (name == "rare") {
			t.Errorf("a passage that is %s: %v", name, ok)
		}
	}
}

// TestCrud shows that titles, bylines and crud make no copies and that passages leave them
// out.
func TestCrud(t *testing.T) {
	crud := "Support independent journalism in the Oskel Reach: become a member for the price of a coffee and read every story without advertising."
	first, rest, _ := strings.Cut(report, "\n\n")
	a := labelled("Both sides trade blame", corpus.Title, first, corpus.Paragraph, crud, corpus.Crud, rest, corpus.Paragraph)
	b := labelled("Strike on a lock", corpus.Title, "By Mira Joss", corpus.Byline, report, corpus.Paragraph)
	b.ID, b.Item, b.Outlet = "d2", "i2", "Roundfold"
	e, ok := Compare(Read(a), Read(b), nil)
	if !ok || e.Kind != Exact || len(e.Longest.A) != 2 || len(e.Longest.B) != 1 {
		t.Errorf("%v %+v, want an exact copy in two spans and one", ok, e)
	}
	checkEcho(t, a, b, e, ok)
	c := labelled(crud, corpus.Crud, otherStory, corpus.Paragraph)
	c.ID, c.Item = "d3", "i3"
	if e, ok := Compare(Read(a), Read(c), nil); ok {
		t.Errorf("crud makes an echo: %+v", e)
	}
}

// TestOldSketch shows that a sketch of what a document said before makes no echo of it.
func TestOldSketch(t *testing.T) {
	a, b := labelled(report, corpus.Paragraph), labelled(report, corpus.Paragraph)
	b.ID, b.Item, b.Outlet = "d2", "i2", "Roundfold"
	one, other := Of(a), Of(b)
	b.Blocks[0].Kind = corpus.Crud
	if e, ok := Compare(With(a, one), With(b, other), nil); ok {
		t.Errorf("what was labelled as crud makes an echo: %+v", e)
	}
}

// labelled makes a document of texts, each followed by the kind of its block.
func labelled(parts ...any) corpus.Document {
	d := corpus.Document{ID: "d1", Item: "i1", Outlet: "Tessel Wire", Published: "2031-03-19"}
	for i := 0; i < len(parts); i += 2 {
		if i > 0 {
			d.Text += "\n\n"
		}
		s := corpus.Span{Start: len(d.Text), End: len(d.Text) + len(parts[i].(string))}
		d.Text += parts[i].(string)
		d.Blocks = append(d.Blocks, corpus.Block{Span: s, Kind: parts[i+1].(corpus.BlockKind)})
	}
	return d
}

// TestAll finds the same echoes in whatever order the texts come, and no others than there
// are.
func TestAll(t *testing.T) {
	v := newInventor(3)
	var docs []corpus.Document
	for i := range 60 {
		docs = append(docs, invented(i, "Tessel Wire", v.text(8)))
	}
	for i := range 10 {
		docs = append(docs, invented(100+i, "Roundfold", v.edited(docs[i].Text)))
	}
	for i := range MaxSharers + 5 { // a form, too common to block
		docs = append(docs, invented(200+i, "Tessel Wire", greetingTo(v.name(), v.name())))
	}
	want := echoes(docs)
	if len(want) != 10 {
		t.Errorf("%d echoes, want 10: %v", len(want), want)
	}
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, seed))
		r.Shuffle(len(docs), func(i, k int) { docs[i], docs[k] = docs[k], docs[i] })
		if got := echoes(docs); !slices.Equal(got, want) {
			t.Errorf("in another order:\n%v\nwant\n%v", got, want)
		}
	}
}

// echoes are the echoes among docs, in words, in order.
func echoes(docs []corpus.Document) []string {
	var texts []*Text
	for _, d := range docs {
		texts = append(texts, Read(d))
	}
	var list []string
	for _, p := range All(texts) {
		ids := []string{docs[p.A].ID, docs[p.B].ID}
		slices.Sort(ids)
		list = append(list, strings.Join(ids, " ")+": "+p.Echo.Why())
	}
	slices.Sort(list)
	return list
}
