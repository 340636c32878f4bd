package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/corpus"
	"hearsay/internal/ledgertest"
	"hearsay/internal/report"
	"hearsay/internal/store"
	"hearsay/sample"
)

// TestPlantedSilence asks the program who covers the sample's events, and
// requires the planted state of every outlet and aspect with its first day,
// and that each passage stands where it is said to.
func TestPlantedSilence(t *testing.T) {
	truth, err := sample.LoadTruth()
	if err != nil {
		t.Fatal(err)
	}
	ledger := demoLedger(t)
	tables := silenceTables(t, ledger)
	texts := map[string]string{}
	for _, d := range ledgerDocuments(t, ledger) {
		texts[d.ID] = d.Text
	}
	n := 0
	for _, e := range truth.Events {
		for _, want := range e.Coverage {
			table := tables[e.Name]
			cell, _, err := table.Cell(want.Outlet, strings.TrimPrefix(want.Aspect, "the event"))
			if err != nil {
				t.Errorf("%s: %v", e.Name, err)
				continue
			}
			n++
			first := ""
			if cell.First != nil && cell.State != "unknown" {
				first, _, _ = strings.Cut(cell.First.Published, "T")
			}
			if string(cell.State) != want.State || first != want.First {
				t.Errorf("%s: %s: %s: %s %q, want %s %q (%s)", e.Name, want.Outlet, want.Aspect, cell.State, first, want.State, want.First, cell.Why)
			}
		}
	}
	t.Logf("%d planted states", n)
	for name, table := range tables {
		for _, r := range table.Rows {
			for _, c := range r.Cells {
				if c.State == "covered" || c.State == "late" {
					opens(t, name, texts, c.First)
				}
			}
			for _, near := range r.Near {
				opens(t, name, texts, &near.EventPassage)
			}
		}
	}
}

// opens requires that a passage stands in its document, and that the words of
// the event stand in it or in the title.
func opens(t *testing.T, event string, texts map[string]string, p *report.EventPassage) {
	t.Helper()
	if p == nil {
		t.Errorf("%s: a passage is missing", event)
		return
	}
	text := texts[p.Document]
	words := corpus.NewPoints(text).Bytes(corpus.Span(p.At)).In(text)
	if words == "" || !strings.Contains(p.Quote, strings.Join(strings.Fields(words), " ")) || len(p.Words) == 0 {
		t.Errorf("%s: %s %v: %q does not stand in %q (%v)", event, p.Document, p.At, words, p.Quote, p.Words)
	}
}

// silenceTables asks the program for the tables of all events.
func silenceTables(t *testing.T, ledger string) map[string]report.SilenceTable {
	t.Helper()
	out, err := exec.Command("hearsay", "silence", "--json", "--db", ledger).Output()
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string]report.SilenceTable{}
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var table report.SilenceTable
		if err := json.Unmarshal(lines.Bytes(), &table); err != nil {
			t.Fatal(err)
		}
		tables[table.Event.Name] = table
	}
	return tables
}

// TestDatabasesTellSilenceAlike asks both databases for the sample's events.
func TestDatabasesTellSilenceAlike(t *testing.T) {
	paths, _ := articles(t, 0, nil)
	told := newTerminal(context.Background(), os.Stdin, os.Stdout, os.Stderr, os.Getenv)
	var both [2]string
	for i, dsn := range []string{ledgertest.File(t), ledgertest.Schema(t)} {
		st := filledLedger(t, dsn, paths)
		if err := sayKnown(told, st); err != nil {
			t.Fatal(err)
		}
		word := store.Silence{Event: "Torvane", Outlet: "Munhyang Dispatch", Seen: "none found", By: "M. Desk"}
		if err := st.ConfirmSilent(told.ctx, word); err != nil {
			t.Fatal(err)
		}
		tables, err := report.Silence(told.ctx, st, report.SilenceQuery{})
		if err != nil || len(tables) == 0 {
			t.Fatalf("%d tables, %v", len(tables), err)
		}
		var b bytes.Buffer
		if err := report.WriteSilenceJSON(&b, tables); err != nil {
			t.Fatal(err)
		}
		both[i] = regexp.MustCompile(`"at":"20[^"]*"`).ReplaceAllString(b.String(), "") // when it was said
	}
	if diff := cmp.Diff(both[0], both[1]); diff != "" {
		t.Errorf("SQLite - and PostgreSQL + differ:\n%.2000s", diff)
	}
}
