package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/store"
	"hearsay/measure"
)

// silentTown is the town of the fire with two who are portrayed as silent on it, an outlet and
// a private person, and a person's word on one aspect.
func silentTown(t *testing.T) *store.Store {
	t.Helper()
	d := piece(6, "Harbour Post", "2031-03-14", "Of the fire at Anbu weir Munhyang Dispatch did not write a word. Tove Lind did not answer questions from Tessel Wire.")
	silent := func(name, cue, words string, kind corpus.EntityKind) corpus.Statement {
		return corpus.Statement{Standing: corpus.Machine, Attribution: corpus.Attribution{
			Source: corpus.Source{Name: name, Kind: kind, Identified: corpus.Named, Spans: []corpus.Span{find(t, d, name, 0)}},
			Cue:    find(t, d, cue, 0), Content: []corpus.Span{find(t, d, words, 0)}, Kind: corpus.Indirect, Polarity: corpus.Silence, Confidence: 0.7, Rule: "fixture"}}
	}
	st := town(t)
	put(t, st, reading{doc: d, statements: []corpus.Statement{
		silent("Munhyang Dispatch", "did not write", "a word", corpus.Organisation),
		silent("Tove Lind", "did not answer", "questions from Tessel Wire", corpus.Person),
	}}, false)
	if err := st.ConfirmSilent(context.Background(), store.Silence{Event: "Anbu", Outlet: "Munhyang Dispatch", Aspect: "the dead", Seen: "none found", By: "Ben", Note: "read it all"}); err != nil {
		t.Fatal(err)
	}
	return st
}

func briefFrom(t *testing.T, st *store.Store, s Scope) Brief {
	t.Helper()
	b, err := MakeBrief(context.Background(), st, s, measure.Default())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Every form tells every state in words, with the proof, the nearest miss, the person's word and
// who is said to be silent, and refers to passages that stand among its references.
func TestBriefCoverage(t *testing.T) {
	b := briefFrom(t, silentTown(t), Scope{})
	var text, md, page bytes.Buffer
	if err := errors.Join(b.WriteText(&text, Style{Width: 100, Unicode: true}), b.WriteMarkdown(&md), b.WriteHTML(&page)); err != nil {
		t.Fatal(err)
	}
	golden(t, "briefcoverage.txt", coveragePart(t, text.String(), "\n"+coverageTitle, "\n"+refusalTitle))
	golden(t, "briefcoverage.md", coveragePart(t, md.String(), "\n## "+coverageTitle, "\n## "+refusalTitle))
	onPage := coveragePart(t, page.String(), `<section aria-labelledby="coverage">`, "</section>")
	for _, want := range []string{"Fire at Anbu weir", "covered 1 d", "without it", "none found", "silent", "unknown", "the word of Ben on ", "read it all",
		"nearest miss, ", "expected at its own rate", "said of its silence", "Portrayed as silent"} {
		if !strings.Contains(onPage, want) {
			t.Errorf("no %q on the page", want)
		}
	}
	if strings.Contains(onPage, "Tove") {
		t.Error("the section over documents names a private person")
	}
	for _, link := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(page.String(), -1) {
		if !strings.Contains(page.String(), `id="`+link[1]+`"`) {
			t.Errorf("nothing is at #%s", link[1])
		}
	}
	for _, ref := range regexp.MustCompile(`\[\d+\.q\d+\]`).FindAllString(text.String(), -1) {
		if !strings.Contains(text.String(), "    "+ref+" characters ") {
			t.Errorf("%s opens nothing", ref)
		}
	}
}

// coveragePart cuts the section out of a brief.
func coveragePart(t *testing.T, s, from, to string) string {
	t.Helper()
	_, part, ok := strings.Cut(s, from)
	part, _, end := strings.Cut(part, to)
	if !ok || !end {
		t.Fatalf("no coverage in\n%s", s)
	}
	return from + part
}

// The passage of a covered cell is the one that "hearsay silence" shows.
func TestBriefCoverageOpensPassages(t *testing.T) {
	b := briefFrom(t, silentTown(t), Scope{})
	for _, r := range b.Events[0].Rows {
		for _, c := range r.Cells {
			if (c.First == nil) != (c.Cited() == nil) {
				t.Errorf("%s, %s: %+v", r.Outlet, c.Column, c)
			}
			if q := c.Cited(); q != nil && (q.At != c.First.At || q.In.ID != c.First.Document || len(q.Passage) == 0) {
				t.Errorf("%s, %s: %+v, want %+v", r.Outlet, c.Column, q, c.First)
			}
		}
	}
}

func TestBriefCoverageScope(t *testing.T) {
	st := silentTown(t)
	for _, tt := range []struct {
		name       string
		scope      Scope
		rows       int // of the event; 0: there is no table
		said       string
		newPassage string
	}{
		{"everything", Scope{}, 4, "", ""},
		{"its days in part", Scope{From: "2031-05"}, 4, "", ""},
		{"the days before", Scope{To: "2031-03-09"}, 0, "", ""},
		{"the days in which passages no longer count", Scope{From: "2031-05-10"}, 0, "", ""},
		{"an outlet", Scope{Outlet: "harbour post"}, 1, "", ""},
		{"an outlet that nobody knows", Scope{Outlet: "Nobody"}, 0, "", ""},
		{"words", Scope{Text: "questions"}, 0, "1 event in its days; a brief on some statements has no table of them: hearsay silence", ""},
		{"what people looked at", Scope{Confirmed: true}, 0, "1 event in its days; a brief on some statements has no table of them", ""},
		{"what is new", Scope{Since: "2031-05-02"}, 4, "", "new"},
		{"nothing new", Scope{Since: "2031-05-03"}, 0, "no first passage is new: Fire at Anbu weir; hearsay silence", ""},
	} {
		b := briefFrom(t, st, tt.scope)
		rows, news := 0, ""
		for _, e := range b.Events {
			rows, news = len(e.Rows), e.News()
		}
		if rows != tt.rows || news != tt.newPassage || !strings.HasPrefix(b.coverageLeft(), tt.said) || (tt.said == "") != (b.coverageLeft() == "") {
			t.Errorf("%s: %d rows, %q, says %q", tt.name, rows, news, b.coverageLeft())
		}
	}
}

// Of many events those that began last are held, of many outlets some are proved on a terminal;
// the rest is counted, with the command that shows it.
func TestBriefCoverageIsBounded(t *testing.T) {
	st := town(t)
	var more []store.EventText
	for i := range eventsHeld {
		e := fire()
		e.Name, e.From, e.To = fmt.Sprintf("Fire %02d at Anbu weir", i), fmt.Sprintf("2031-02-%02d", i+1), fmt.Sprintf("2031-02-%02d", i+1)
		text, err := EventText(e)
		if err != nil {
			t.Fatal(err)
		}
		more = append(more, text)
	}
	if _, err := st.PutEvents(context.Background(), "Ana", "", more); err != nil {
		t.Fatal(err)
	}
	b := briefFrom(t, st, Scope{})
	if len(b.Events) != eventsHeld || b.EventsLeft != 1 || b.Events[0].Event.Name != fire().Name || b.Events[1].Event.From != "2031-02-20" {
		t.Errorf("%d events, %d left, first %q", len(b.Events), b.EventsLeft, b.Events[0].Event.Name)
	}
	e := b.Events[0]
	for i := range proofsShown {
		e.Rows = append(e.Rows, SilenceRow{Outlet: fmt.Sprintf("Page %d", i), Cells: e.Rows[3].Cells})
	}
	b.Events[0] = e
	var text bytes.Buffer
	if err := b.WriteText(&text, Style{Width: 100, Unicode: true}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"  3 more outlets: hearsay silence " + short(e.ID), "  18 more events: hearsay silence\n", "Page 11 "} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("no %q", want)
		}
	}
}

// A ledger without events has no such section, and says nothing of it.
func TestBriefWithoutEvents(t *testing.T) {
	var page bytes.Buffer
	b := brief(t, fixture(t), Scope{Text: "sappers"})
	if err := b.WriteHTML(&page); err != nil || strings.Contains(page.String(), "overage") || b.coverageLeft() != "" {
		t.Errorf("%v, %q", err, b.coverageLeft())
	}
}

func TestBriefCoverageInBrowser(t *testing.T) {
	browser := os.Getenv(browserVariable)
	if browser == "" {
		t.Skipf("%s is not set", browserVariable)
	}
	for _, got := range look(t, browser, briefFrom(t, silentTown(t), Scope{})) {
		if got.Scroll > got.Width || len(got.Broken) > 0 || len(got.Requests) > 0 || got.Injected != 0 {
			t.Errorf("at %d: %+v", got.Width, got)
		}
	}
}
