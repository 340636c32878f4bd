package connect

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay/claim"
	"hearsay/corpus"
	"hearsay/echo"
	"hearsay/entity"
)

// piece is a document with a title block and a paragraph, as it is read.
func piece(t *testing.T, outlet, published, text string) (corpus.Document, corpus.Profiled, []string) {
	t.Helper()
	d := corpus.Document{Outlet: outlet, Published: published, Text: text, Language: "en"}
	d.ID = corpus.DocumentID(outlet+published, corpus.DigestOf([]byte(text)))
	d.Blocks = []corpus.Block{{Span: corpus.Span{End: len(text)}, Kind: corpus.Paragraph}}
	made := NewRelater().Derive(d, corpus.Annotations{})
	return d, corpus.Profiled{Document: d.ID, Profile: made.Profile, Load: func() (corpus.Document, error) { return d, nil }}, made.Keys
}

var errGone = errors.New("gone")

func TestCopiesMeet(t *testing.T) {
	rel := NewRelater()
	const story = "The council of Pellan closed the lower bridge on Tuesday after divers found cracks in two of its pillars, engineers of the Tarn yard wrote in a letter to the town. Carts must take the ferry until the winter, and the mill will not work at night."
	a, x, keysA := piece(t, "Tessel Wire", "2031-03-04", story)
	b, y, keysB := piece(t, "Roundfold", "2031-03-05", story)
	_, z, keysC := piece(t, "Far Shore", "2031-03-05", "Nothing of this kind was told by anybody about the weather in the hills, which stayed dry and calm all week long.")
	if !meet(keysA, keysB) || meet(keysA, keysC) {
		t.Fatalf("keys %v, %v, %v", keysA, keysB, keysC)
	}
	got := rel.Relate(x, y)
	if len(got) != 1 || got[0].Kind != corpus.Copied || got[0].Args[0].Document != a.ID || got[0].Args[1].Document != b.ID || len(got[0].Args[0].Spans) == 0 {
		t.Fatalf("the copy of a story: %+v", got)
	}
	if again := rel.Relate(y, x); len(again) != 1 || again[0].ID != got[0].ID {
		t.Errorf("the other way round %+v", again)
	}
	if got := rel.Relate(x, z); len(got) != 0 {
		t.Errorf("two stories: %+v", got)
	}
	x.Load = func() (corpus.Document, error) { return corpus.Document{}, errGone }
	if got := rel.Relate(x, y); len(got) != 0 {
		t.Errorf("a story that is gone: %+v", got)
	}
}

// TestKeysFit: a body with a long list in its name and a text with many statements have keys
// that a ledger takes, so that they are connected at all.
func TestKeysFit(t *testing.T) {
	var said []claim.Statement
	for i := range 300 {
		said = append(said, claim.Statement{Document: "d1", Words: []claim.Word{{Stem: fmt.Sprint("a", i), Class: claim.Name, Weight: 1.5}, {Stem: fmt.Sprint("b", i), Class: claim.Rare, Weight: 1}}})
	}
	keys := keysOf(echo.Sketch{}, said)
	if len(keys) > mostKeys || len(keys) < 300 || !slices.IsSorted(keys) {
		t.Errorf("%d keys", len(keys))
	}
	for i := range 9 {
		name := strings.Repeat("Ministry of Bridges, Ferries and Мосты Works ", 1+i) + fmt.Sprint(i)
		keys = append(keys, appearance(entity.Profile{Document: "d1", Name: name, Names: []string{name}, Kind: corpus.Organisation}).Keys...)
	}
	for _, k := range keys {
		if len(k) > longestKey || !utf8.ValidString(k) {
			t.Fatalf("%d bytes: %q", len(k), k)
		}
	}
	long := strings.Repeat("ж", longestKey)
	if brief(long) == brief(long+"a") || brief("short") != "short" {
		t.Error("keys that differ at their ends are one")
	}
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(k string) bool { return slices.Contains(b, k) })
}

// TestNamesMeet: appearances are one by a relation where their names differ, by name alone where
// not; of two persons whom one text names it is left to people.
func TestNamesMeet(t *testing.T) {
	rel := NewRelater()
	at := func(document, name string, kind corpus.EntityKind) corpus.Profiled {
		a := appearance(entity.Profile{Document: document, Kind: kind, Name: name, Names: []string{name}, Spans: []corpus.Span{{End: 5}}})
		return corpus.Profiled{Document: document, Named: &a}
	}
	velt, other := at("d1", "Ivan Velt", corpus.Person), at("d2", "Ivan Welt", corpus.Person)
	got := rel.Relate(velt, other)
	if len(got) != 1 || got[0].Kind != corpus.SameEntity || !got[0].Sure {
		t.Errorf("two spellings: %+v", got)
	}
	if got := rel.Relate(velt, at("d1", "Ivan Welt", corpus.Person)); len(got) != 1 || got[0].Sure || !strings.Contains(got[0].Why, "one text names both") {
		t.Errorf("in one text: %+v", got)
	}
	if got := rel.Relate(velt, at("d2", "Ivan Velt", corpus.Person)); len(got) != 0 {
		t.Errorf("one name: %+v", got)
	}
	for name, same := range map[string]bool{"Dr. Ivan Velt": true, "Ivan Velt": true, "Ivan Velt Jr.": false, "Ivan M. Velt": false} {
		if a := at("d2", name, corpus.Person).Named; (a.Party() == velt.Named.Party()) != same || a.Party() == "" {
			t.Errorf("%s is of the party of Ivan Velt: %v", name, !same)
		}
	}
	if a, b := at("d1", "United States", corpus.State), at("d2", "U.S.", corpus.State); a.Named.Alike != b.Named.Alike || a.Named.Alike == "" {
		t.Errorf("forms of a state: %q, %q", a.Named.Alike, b.Named.Alike)
	}
}
