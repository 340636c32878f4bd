package corpus

import (
	"slices"
	"testing"
)

func TestNormalURLJoinsAddressesOfOnePiece(t *testing.T) {
	const want = "https://news.example/a/b?id=7&page=2"
	for _, raw := range []string{
		"https://news.example/a/b?id=7&page=2",
		"http://NEWS.example:80/a/b?page=2&id=7&utm_source=x#top",
		" https://news.example/a//b?page=2&id=7&fbclid=q ",
	} {
		if got := NormalURL(raw); got != want {
			t.Errorf("NormalURL(%q) = %q, want %q", raw, got, want)
		}
	}
	for _, raw := range []string{"", "/a/b", "ftp://news.example/x", "mailto:a@b.example", "https://", "%zz"} {
		if got := NormalURL(raw); got != "" {
			t.Errorf("NormalURL(%q) = %q, want none", raw, got)
		}
	}
}

func TestIdentifyKeepsItemAcrossTexts(t *testing.T) {
	a := Document{URL: "https://news.example/1", Text: "first"}
	b := Document{URL: "http://news.example/1#c", Text: "second"}
	a.Identify(DigestOf([]byte("x")), "")
	b.Identify(DigestOf([]byte("y")), "line 2")
	if a.Item != b.Item {
		t.Errorf("one URL gave two items: %s, %s", a.Item, b.Item)
	}
	if a.ID == b.ID {
		t.Error("two texts gave one document")
	}
}

func TestItemWithoutURLIsItsPayloadAndPlace(t *testing.T) {
	d := DigestOf([]byte("row"))
	if ItemID("", d, "line 1") == ItemID("", d, "line 2") {
		t.Error("two places gave one item")
	}
	if ItemID("", d, "") != ItemID("not a url", d, "") {
		t.Error("a malformed URL changed the item")
	}
}

func TestObserveLetsTheFirstStand(t *testing.T) {
	var d Document
	d.Observe(Observation{Field: FieldOutlet, Value: " ", Origin: "index.csv row 2"})
	d.Observe(Observation{Field: FieldOutlet, Value: "Given Outlet", Origin: "index.csv row 2"})
	d.Observe(Observation{Field: FieldOutlet, Value: "Page Outlet", Origin: "json-ld"})
	d.Observe(Observation{Field: FieldAuthor, Value: "A. One", Origin: "json-ld"})
	d.Observe(Observation{Field: FieldAuthor, Value: "B. Two", Origin: "json-ld"})
	d.Observe(Observation{Field: FieldAuthor, Value: "Someone Else", Origin: "meta author"})
	if d.Outlet != "Given Outlet" || !slices.Equal(d.Authors, []string{"A. One", "B. Two"}) {
		t.Errorf("outlet %q, authors %q", d.Outlet, d.Authors)
	}
	if len(d.Observations) != 5 {
		t.Errorf("%d observations kept, want the 5 with a value", len(d.Observations))
	}
}

func TestForwardedFromIsTheFirstSeen(t *testing.T) {
	var d Document
	if got := d.ForwardedFrom(); got != "" {
		t.Errorf("a text of its own is forwarded from %q", got)
	}
	d.Observe(Observation{Field: FieldForwarded, Value: "Harbour Wire", Origin: "telegram forwarded_from"})
	d.Observe(Observation{Field: FieldForwarded, Value: "Tessel Wire", Origin: "telegram forwarded_from"})
	if got := d.ForwardedFrom(); got != "Harbour Wire" {
		t.Errorf("forwarded from %q, want the first that was seen", got)
	}
}

func TestStatementIDIgnoresTheVersion(t *testing.T) {
	a := Attribution{Content: []Span{{1, 5}}, Cue: Span{6, 9}, Source: Source{Spans: []Span{{10, 12}}, Name: "X"}, Confidence: .3}
	b := a
	b.Confidence, b.Source.Name, b.Rule = .9, "X Y", "other"
	if StatementID("d1", a) != StatementID("d1", b) {
		t.Error("name and confidence changed the identity")
	}
	b.Content = []Span{{1, 6}}
	if StatementID("d1", a) == StatementID("d1", b) || StatementID("d1", a) == StatementID("d2", a) {
		t.Error("other spans or documents share an identity")
	}
}
