package report

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/store"
)

const revisedURL = "https://harbour.example/lock"

// The texts of one piece as it was revised, the first one twice as long as
// what is shown around a change.
var revisedTexts = []string{
	"Lock shut\nThe lock above the town was shut on Monday after the water rose. " + strings.Repeat("The keeper sees to the gates by day and by night. ", 8) +
		"\nTwelve boats are waiting, the keeper said.\nThe port declined to comment.",
	"Lock shut\nThe lock above the town was shut on Tuesday after the water rose. " + strings.Repeat("The keeper sees to the gates by day and by night. ", 8) +
		"\nFourteen boats are waiting, the keeper said. One sank.\nThe port declined to comment.",
	"Lock open again\nThe lock is open.",
}

// revisions puts the texts into a ledger, the last one first, as pages of a
// web archive that fetched them in their order, or as files.
func revisions(t *testing.T, st *store.Store, format corpus.Format) (ids []string) {
	for i, text := range revisedTexts {
		d := article("Harbour Times", "2031-03-10", "en", revisedURL, "", text)
		if format == corpus.FormatWARC {
			d.Observe(corpus.Observation{Field: corpus.FieldArchived, Value: "2031-03-1" + stringOf(i) + "T08:00:00.5Z", Origin: "warc record"})
		}
		ids = append([]string{d.ID}, ids...)
		defer func() {
			c := corpus.Capture{Source: "c" + stringOf(i), Format: format, Digest: corpus.DigestOf([]byte(text)), Size: int64(len(text)), Time: captured}
			c.ID = corpus.CaptureID(c.Source, c.Digest)
			_, err := st.Capture(context.Background(), c, strings.NewReader(text))
			if err == nil {
				_, err = st.AddDocuments(context.Background(), c.ID, []corpus.Document{d}, nil, nil)
			}
			if err != nil {
				t.Error(err)
			}
		}()
	}
	return ids
}

func TestVersions(t *testing.T) {
	st := ledgerOf(t, nil)
	revisions(t, st, corpus.FormatWARC)
	v, err := VersionsOf(context.Background(), st, "http://harbour.example/lock#top")
	if err != nil {
		t.Fatal(err)
	}
	for name, style := range map[string]Style{"versions.txt": {Unicode: true, Width: 80}, "versions-color.txt": {Unicode: true, Color: true, Width: 80}, "versions-ascii.txt": {Width: 60}} {
		var b bytes.Buffer
		if err := v.WriteText(&b, style); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.String())
	}
	var b bytes.Buffer
	if err := WriteJSON(&b, v); err != nil {
		t.Fatal(err)
	}
	golden(t, "versions.json", b.String())
}

// An item is found by its address, its identity, and those of its documents.
func TestVersionsOf(t *testing.T) {
	ctx := context.Background()
	st := ledgerOf(t, fixture(t))
	ids := revisions(t, st, corpus.FormatText)
	item := corpus.ItemID(revisedURL, "", "")
	for _, id := range []string{revisedURL, "http://HARBOUR.example/lock?utm_source=x", item, item[:8], ids[0], " " + ids[2][:8] + " "} {
		v, err := VersionsOf(ctx, st, id)
		if err != nil || v.Item != item || len(v.Versions) != 3 || len(v.Changes) != 2 {
			t.Errorf("%q: %d versions of %s, %v", id, len(v.Versions), v.Item, err)
		}
	}
	for id, want := range map[string]error{"nowhere": corpus.ErrNotFound, "https://harbour.example/other": corpus.ErrNotFound, item[:3]: corpus.ErrAmbiguous, "d": corpus.ErrAmbiguous} {
		if _, err := VersionsOf(ctx, st, id); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", id, err, want)
		}
	}
	v, err := VersionsOf(ctx, st, "https://harbour.example/dam")
	if err != nil || len(v.Versions) != 1 || v.Changes == nil || len(v.Changes) != 0 {
		t.Errorf("one text: %+v, %v", v, err)
	}
}

// The parts of a change cover both texts, in code points.
func TestChangedCoversBothTexts(t *testing.T) {
	docs := []corpus.Document{{ID: "a", Text: "Вода стоит. " + strings.Repeat("Смотритель ждёт. ", 40) + "Дюжина лодок."}, {ID: "b", Text: "Вода ушла. " + strings.Repeat("Смотритель ждёт. ", 40) + "Семь лодок 🚤."}}
	c := changed(docs[0], docs[1])
	var at shared
	old, now := []rune(docs[0].Text), []rune(docs[1].Text)
	skipped := 0
	for _, p := range c.Parts {
		if p.Old.Start != at.old || p.New.Start != at.new {
			t.Fatalf("%+v behind %v", p, at)
		}
		at = shared{p.Old.End, p.New.End, 0}
		want := string(now[p.New.Start:p.New.End])
		switch p.Change {
		case Deleted:
			want = string(old[p.Old.Start:p.Old.End])
		case Left:
			want, skipped = "", skipped+1
		}
		if p.Text != want {
			t.Errorf("%+v, want the text %q", p, want)
		}
	}
	if at.old != len(old) || at.new != len(now) || skipped != 1 {
		t.Errorf("the parts end at %v, %d are skipped", at, skipped)
	}
}

// What a document says does nothing to a terminal, and JSON gives it whole.
func TestVersionsOfHostileTexts(t *testing.T) {
	before, after := corpus.Document{ID: "d000000001", Text: "\x1b[2J [-calm-] "}, corpus.Document{ID: "d000000002", Text: "\x1b]0;owned\x07 \u202eesrever"}
	v := Versions{Changes: []Changed{changed(before, after)}, Versions: make([]VersionLine, 2)}
	var b bytes.Buffer
	if err := v.WriteText(&b, Style{Unicode: true}); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(b.String(), "\x1b\x07\u202e") {
		t.Errorf("active characters in %q", b.String())
	}
	b.Reset()
	if err := WriteJSON(&b, v); err != nil {
		t.Fatal(err)
	}
	var back Versions
	if err := json.Unmarshal(b.Bytes(), &back); err != nil || strings.ContainsAny(b.String(), "\x1b\x07\u202e") {
		t.Fatalf("JSON %q, %v", b.String(), err)
	}
	now := ""
	for _, p := range back.Changes[0].Parts {
		if p.Change != Deleted {
			now += p.Text
		}
	}
	if now != after.Text {
		t.Errorf("JSON gives %q", now)
	}
}
