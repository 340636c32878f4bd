package report

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/internal/store"
	"hearsay/measure"
)

// boats are two texts of one piece: in the second the keeper counts more boats, and the port
// still declines to comment.
func boats(t *testing.T) (st *store.Store, older, newer reading) {
	t.Helper()
	told := func(text, counted string, n float64) reading {
		d := article("Harbour Times", "2031-03-10", "en", revisedURL, "", text)
		said := func(speaker, cue, words string, p corpus.Polarity) corpus.Statement {
			return corpus.Statement{Document: d.ID, Standing: corpus.Machine, Attribution: corpus.Attribution{
				Source: corpus.Source{Name: speaker, Kind: corpus.Organisation, Identified: corpus.Named, Spans: []corpus.Span{find(t, d, speaker, 0)}},
				Cue:    find(t, d, cue, 0), Content: []corpus.Span{find(t, d, words, 0)}, Kind: corpus.Indirect, Polarity: p, Confidence: .8, Rule: "fixture"}}
		}
		r := reading{doc: d, statements: []corpus.Statement{
			said("The lock office", "said", counted, corpus.Assert),
			said("The port", "declined", "to comment", corpus.Decline),
		}}
		for i, id := range corpus.StatementIDs(d.ID, []corpus.Attribution{r.statements[0].Attribution, r.statements[1].Attribution}) {
			r.statements[i].ID = id
		}
		s := find(t, d, counted, 0)
		q := corpus.Quantity{Span: s, Number: s, Low: &n, High: &n, Bound: corpus.Exactly, Counted: "boats", Head: "boats"}
		r.figures = []corpus.Figure{{Quantity: q, Measure: "count", Place: "the lock", AsOf: "2031-03-10", Status: corpus.Actual, Method: corpus.Claimed, Statement: 0, Part: -1, Confidence: .8,
			Source: r.statements[0].Source, Rule: "fixture"}}
		return r
	}
	older = told("Lock shut\nThe lock office said 12 boats are waiting.\nThe port declined to comment.", "12 boats", 12)
	newer = told("Lock shut\nThe lock office said 14 boats are waiting, one of them for a week.\nThe port declined to comment.", "14 boats", 14)
	return ledgerOf(t, []reading{older, newer}), older, newer
}

// A line of a text that was replaced says so wherever it is shown.
func TestReplacedIsSaid(t *testing.T) {
	ctx := context.Background()
	st, older, newer := boats(t)
	const mark = "replaced on 2031-05-02"
	style := Style{Width: 100, Unicode: true}
	forms := map[string]func(w *bytes.Buffer) error{
		"statements": func(w *bytes.Buffer) error {
			return WriteStatements(w, Table, style, Statements(ctx, st, store.StatementFilter{}))
		},
		"search": func(w *bytes.Buffer) error {
			return WriteHits(w, Table, style, Search(ctx, st, "boats", store.DocumentFilter{}))
		},
		"show the statement": func(w *bytes.Buffer) error { return writeShown(ctx, st, w, older.statements[0].ID) },
		"show the document":  func(w *bytes.Buffer) error { return writeShown(ctx, st, w, older.doc.ID) },
		"figures": func(w *bytes.Buffer) error {
			series, err := Figures(ctx, st, FigureQuery{}, measure.Default())
			return errors.Join(err, WriteFigures(w, Table, style, series))
		},
		"brief":      func(w *bytes.Buffer) error { return briefFrom(t, st, Scope{}).WriteText(w, style) },
		"brief.md":   func(w *bytes.Buffer) error { return briefFrom(t, st, Scope{}).WriteMarkdown(w) },
		"brief.html": func(w *bytes.Buffer) error { return briefFrom(t, st, Scope{}).WriteHTML(w) },
	}
	for name, write := range forms {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(name, err)
		}
		if !strings.Contains(strings.Join(strings.Fields(b.String()), " "), mark) {
			t.Errorf("%s: no %q in\n%s", name, mark, b.String())
		}
	}
	var shown bytes.Buffer
	if err := writeShown(ctx, st, &shown, newer.statements[0].ID); err != nil || strings.Contains(shown.String(), "replaced") {
		t.Errorf("the text that stands: %v\n%s", err, shown.String())
	}
}

func writeShown(ctx context.Context, st *store.Store, w *bytes.Buffer, id string) error {
	p, err := Show(ctx, st, id)
	return errors.Join(err, p.WriteText(w, Style{}))
}

// Exports name the document with the next text in fields that stand at the end.
func TestReplacedInExports(t *testing.T) {
	ctx := context.Background()
	st, older, newer := boats(t)
	var csv, lines bytes.Buffer
	list := Statements(ctx, st, store.StatementFilter{Document: older.doc.ID})
	if err := errors.Join(WriteStatements(&csv, CSV, Style{}, list), WriteStatements(&lines, JSON, Style{}, list)); err != nil {
		t.Fatal(err)
	}
	if rows := strings.Split(strings.TrimSpace(csv.String()), "\n"); !strings.HasSuffix(strings.TrimSpace(rows[0]), ",rule,replaced_by,replaced_on") || !strings.HasSuffix(strings.TrimSpace(rows[1]), ","+newer.doc.ID+",2031-05-02") {
		t.Errorf("CSV:\n%s", csv.String())
	}
	var l map[string]any
	first, _, _ := strings.Cut(lines.String(), "\n")
	if err := json.Unmarshal([]byte(first), &l); err != nil || l["replaced_by"] != newer.doc.ID || l["replaced_on"] != "2031-05-02" {
		t.Errorf("JSON: %v, %s", err, first)
	}
}

// What two texts of a piece have in the same words of the same source counts once, as of the
// later one, and is listed once; the passage in the earlier one opens all the same.
func TestTextsOfOnePieceCountOnce(t *testing.T) {
	st, _, _ := boats(t)
	b := briefFrom(t, st, Scope{})
	if c := b.Counts; c.Statements != 3 || c.Refusals != 1 || c.Repeated != 1 || c.Machine != 3 || len(b.Refusals) != 1 || b.Refusals[0].In.ReplacedBy != "" {
		t.Errorf("%+v, %d refusals", c, len(b.Refusals))
	}
	for _, s := range b.Speakers {
		if want := map[string]int{"The port": 1, "The lock office": 2}[s.Name]; s.Statements != want {
			t.Errorf("%s: %d statements, want %d", s.Name, s.Statements, want)
		}
	}
	var text, page bytes.Buffer
	if err := errors.Join(b.WriteText(&text, Style{Width: 100, Unicode: true}), b.WriteHTML(&page)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"also in a text that was replaced [1.2]", "    [1.2] characters ", "not counted: 1 line of texts that were replaced"} {
		if !strings.Contains(strings.ReplaceAll(text.String(), "\n              ", " "), want) {
			t.Errorf("no %q in\n%s", want, text.String())
		}
	}
	for _, link := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(page.String(), -1) {
		if !strings.Contains(page.String(), `id="`+link[1]+`"`) {
			t.Errorf("nothing is at #%s", link[1])
		}
	}
	if one := briefFrom(t, st, Scope{Text: "waiting OR boats"}); one.Counts.Statements != 2 || one.Counts.Repeated != 0 {
		t.Errorf("of what differs: %+v", one.Counts)
	}
}

func TestReplacedMark(t *testing.T) {
	at := func(day int) time.Time { return time.Date(2031, 3, day, 8, 0, 0, 0, time.UTC) }
	text := func(id string, first, last int) store.Version {
		return store.Version{Document: corpus.Document{ID: id}, FirstSeen: at(first), LastSeen: at(last)}
	}
	for _, tt := range []struct {
		texts []store.Version
		want  string
	}{
		{[]store.Version{text("a", 1, 2)}, ""},
		{[]store.Version{text("a", 1, 2), text("b", 3, 4)}, "replaced on 2031-03-03"},
		{[]store.Version{text("a", 1, 9), text("b", 3, 4)}, "replaced on 2031-03-03, seen again on 2031-03-09"},
		{[]store.Version{text("b", 3, 4), text("a", 5, 9)}, ""},
		{nil, ""},
	} {
		if got := replacedIn(tt.texts, "a").ReplacedMark(); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

// A number that a later text of a piece tells otherwise is an update, and no second telling.
func TestFiguresOfOnePiece(t *testing.T) {
	ctx := context.Background()
	st, older, newer := boats(t)
	series, err := Figures(ctx, st, FigureQuery{}, measure.Default())
	if err != nil || len(series) != 1 {
		t.Fatalf("%d series, %v", len(series), err)
	}
	s := series[0]
	if len(s.Origins) != 1 || len(s.Pairs) != 1 || s.Pairs[0].Label != "update" || !strings.Contains(s.Pairs[0].Why, "in a later text of the same piece") {
		t.Errorf("origins %q, pairs %+v", s.Origins, s.Pairs)
	}
	for _, f := range s.Figures {
		if want := map[string]string{older.doc.ID: newer.doc.ID}[f.Document]; f.ReplacedBy != want {
			t.Errorf("%s was replaced by %q, want %q", f.Text, f.ReplacedBy, want)
		}
	}
	same := reading{doc: article("Harbour Times", "2031-03-10", "en", revisedURL, "", newer.doc.Text+"\nMore to come."), statements: newer.statements, figures: newer.figures}
	put(t, st, same, false)
	if series, err = Figures(ctx, st, FigureQuery{}, measure.Default()); err != nil || len(series[0].Figures) != 2 {
		t.Errorf("told again in a third text: %d figures, %v", len(series[0].Figures), err)
	}
}
