package main

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/coverage"
	"hearsay/sample"
)

// TestPlantedCoverage builds the demo and requires of the sample's events the planted state
// of every outlet and aspect, and its first day.
func TestPlantedCoverage(t *testing.T) {
	truth, err := sample.LoadTruth()
	if err != nil {
		t.Fatal(err)
	}
	tables := sampleTables(t, ledgerDocuments(t, demoLedger(t)))
	n := 0
	for _, e := range truth.Events {
		for _, want := range e.Coverage {
			cell := cellOf(t, tables[e.Name], want.Outlet, want.Aspect)
			n++
			if got := string(cell.State); got != want.State || firstDay(cell) != want.First {
				t.Errorf("%s: %s: %s: %s %q, want %s %q (%s)", e.Name, want.Outlet, want.Aspect,
					got, firstDay(cell), want.State, want.First, cell.Why)
			}
		}
	}
	t.Logf("%d planted states", n)
}

// TestPartialSilence requires that the edition abroad has what the one at home leaves out, and
// the other way round.
func TestPartialSilence(t *testing.T) {
	tables := sampleTables(t, ledgerDocuments(t, demoLedger(t)))
	tests := []struct{ event, has, without string }{
		{"Shelling at Torvane Lock", "Munhyang Dispatch World", "Munhyang Dispatch"},
		{"Ceremony at the Hall of Banners for the detachment", "Munhyang Dispatch World", "Munhyang Dispatch"},
		{"Ceremony at the Hall of Banners for the flood-relief brigade", "Munhyang Dispatch", "Munhyang Dispatch World"},
	}
	for _, tt := range tests {
		found := false
		for _, p := range tables[tt.event].Partial {
			found = found || p.Column == coverage.Whole && p.Has == tt.has && p.Without == tt.without
		}
		if !found {
			t.Errorf("%s: %q without %q is not in %v", tt.event, tt.has, tt.without, tables[tt.event].Partial)
		}
	}
}

// firstDay is when the hit was published that shows a state, "" for a state that rests on none.
func firstDay(c coverage.Cell) string {
	if c.First == nil || c.State == coverage.Unknown {
		return ""
	}
	day, _, _ := strings.Cut(c.First.Published, "T")
	return day
}

func cellOf(t *testing.T, table coverage.Table, outlet, aspect string) coverage.Cell {
	t.Helper()
	for _, r := range table.Rows {
		for k, column := range table.Columns {
			if r.Outlet == outlet && column == aspect {
				return r.Cells[k]
			}
		}
	}
	t.Fatalf("%s: no cell for %s, %s", table.Event.Name, outlet, aspect)
	return coverage.Cell{}
}

// sampleTables makes the table of every event of the sample, by its name.
func sampleTables(t *testing.T, docs []corpus.Document) map[string]coverage.Table {
	t.Helper()
	file, err := sample.Files.ReadFile("events.yaml")
	if err != nil {
		t.Fatal(err)
	}
	events, err := coverage.ReadEvents(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	outlets := registered(t, coverage.Collect(docs))
	tables := map[string]coverage.Table{}
	for _, e := range events {
		print := e.Fingerprint(likeOf(e, events)...)
		var hits []coverage.Hit
		for _, d := range docs {
			if hit, ok := print.Match(d); ok {
				hits = append(hits, hit)
			}
		}
		if tables[e.Name], err = coverage.Cover(e, outlets, hits); err != nil {
			t.Fatal(err)
		}
	}
	return tables
}

// likeOf lists the events that are linked with e as its earlier or a later one.
func likeOf(e coverage.Event, events []coverage.Event) []coverage.Event {
	var like []coverage.Event
	for _, other := range events {
		if other.Name == e.Earlier || other.Earlier == e.Name {
			like = append(like, other)
		}
	}
	return like
}

// registered adds what the sample's register says of the collecting.
func registered(t *testing.T, list []coverage.Collection) []coverage.Collection {
	t.Helper()
	file, err := sample.Files.ReadFile("outlets.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	for i := range list {
		for _, row := range rows[1:] {
			if row[at["name"]] == list[i].Outlet {
				list[i].EditionOf = row[at["edition_of"]]
				list[i].From, list[i].To = row[at["collected_from"]], row[at["collected_to"]]
			}
		}
	}
	return list
}
