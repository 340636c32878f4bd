package store

import (
	"context"
	"slices"
	"testing"
	"time"

	"hearsay/corpus"
)

func TestFirstAndLast(t *testing.T) {
	at := func(year int) string { return timeText(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)) }
	warc, file := look{at(2026), corpus.FormatWARC}, look{at(2025), corpus.FormatHTML}
	const archived, seen, taken = "2022-03-04T04:06:07Z", "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"
	dated, undated := look{at: "2022-03-04T05:06:07.25+01:00"}, look{at: "spring"}
	for _, tt := range []struct {
		name        string
		looks       []look
		first, last string
	}{
		{"file", []look{file}, seen, seen},
		{"archive", []look{warc, dated, undated}, archived, archived},
		{"archive and file", []look{warc, dated, file}, archived, seen},
		{"archive without a date", []look{undated, warc}, taken, taken},
		{"nothing", nil, "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
	} {
		first, last, err := firstAndLast(tt.looks)
		if got := first.Format(time.RFC3339); err != nil || got != tt.first || last.Format(time.RFC3339) != tt.last {
			t.Errorf("%s: %s to %s, %v", tt.name, got, last, err)
		}
	}
}

// testTexts: the texts of a piece come in the order in which they were seen.
func testTexts(t *testing.T, st *Store) {
	texts := []corpus.Document{article(1, "2031", "Post", "Title", "Six hundred came."), article(1, "2031", "Post", "Title", "Seven hundred came."), article(2, "2031", "Post", "Other", "Nobody came.")}
	for i, d := range texts {
		c := capture(t, st, d.ID, d.Text)
		if _, err := st.AddDocuments(ctx, c.ID, []corpus.Document{d}, nil, &Parsed{Version: "1"}); err != nil {
			t.Fatal(i, err)
		}
	}
	for item, want := range map[string][]string{texts[0].Item: {texts[0].ID, texts[1].ID}, texts[2].Item: {texts[2].ID}} {
		for _, ask := range []func(context.Context, string) ([]Version, error){st.Texts, st.Versions} {
			list, err := ask(ctx, item)
			var ids []string
			for _, v := range list {
				ids = append(ids, v.ID)
			}
			if err != nil || !slices.Equal(ids, want) || len(list) > 1 && list[1].FirstSeen.IsZero() {
				t.Errorf("texts of %s: %v, %v; want %v", item, list, err, want)
			}
		}
	}
	revised, err := st.Revised(ctx)
	if err != nil || len(revised) != 1 || len(revised[0]) != 2 || revised[0][0].ID != texts[0].ID {
		t.Errorf("revised: %v, %v", revised, err)
	}
}
