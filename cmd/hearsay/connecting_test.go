package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/internal/ledgertest"
	"hearsay/internal/pipeline"
	"hearsay/internal/report"
	"hearsay/internal/store"
)

// connectedOn lists the relations and entities of a ledger, as people see them.
func connectedOn(t *testing.T, st *store.Store) (relations []report.RelationLine, entities []report.EntityLine) {
	t.Helper()
	ctx := context.Background()
	for l, err := range report.Relations(ctx, st, store.RelationFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		relations = append(relations, l)
	}
	for l, err := range report.Entities(ctx, st, store.EntityFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		entities = append(entities, l)
	}
	return relations, entities
}

// TestConnectionsAreAlikeInAnyOrder takes the collection in at once, and file
// by file from the end, on each database: relations and entities are the same.
func TestConnectionsAreAlikeInAnyOrder(t *testing.T) {
	files := oneByOne(t)
	wantRelations, wantEntities := connectedOn(t, filledLedger(t, ledgertest.File(t), files))
	if len(wantRelations) < 20 || len(wantEntities) < 20 {
		t.Fatalf("%d relations, %d entities", len(wantRelations), len(wantEntities))
	}
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		st := openLedger(t, dsn)
		for chunk := range slices.Chunk(backwards(files), 5) {
			if _, err := pipeline.New(st, pipeline.Options{}).Run(context.Background(), chunk, nil); err != nil {
				t.Fatal(err)
			}
		}
		relations, entities := connectedOn(t, st)
		if diff := cmp.Diff(wantRelations, relations); diff != "" {
			t.Errorf("relations:\n%.3000s", diff)
		}
		if diff := cmp.Diff(wantEntities, entities); diff != "" {
			t.Errorf("entities:\n%.3000s", diff)
		}
	})
}

// TestConnectionsHangOnTheDocumentsAlone takes the collection in shuffled, at once and in
// batches, with the limit that ships and with one so low that keys pass it on the way. A
// document is purged and comes again, and is refused: what is left is what a ledger has that
// never saw it.
func TestConnectionsHangOnTheDocumentsAlone(t *testing.T) {
	asShipped(t)
	files := oneByOne(t)
	limits := []int{4, pipeline.MaxSharing}
	fewest := 0
	for _, sharing := range limits {
		by := pipeline.Documents()
		by.Sharing = sharing
		whole := shuffledLedger(t, by, files, len(files))
		want, wantEntities := connectedOn(t, whole)
		if len(want) <= fewest {
			t.Errorf("limit %d: %d relations, no more than with a lower one", sharing, len(want))
		}
		fewest = len(want)
		for seed, batch := range []int{len(files), 7, 2} {
			random := rand.New(rand.NewPCG(uint64(seed), uint64(sharing)))
			order := slices.Clone(files)
			random.Shuffle(len(order), func(i, k int) { order[i], order[k] = order[k], order[i] })
			st := shuffledLedger(t, by, order, batch)
			relations, entities := connectedOn(t, st)
			if diff := cmp.Diff(want, relations) + cmp.Diff(wantEntities, entities); diff != "" {
				t.Errorf("limit %d, batches of %d: %.3000s", sharing, batch, diff)
			}
			if batch == 7 {
				purgedAlike(t, st, by, order, random)
			}
		}
	}
}

// purgedAlike purges the document of one of the files, brings all again, and holds what is
// left against a ledger without that file.
func purgedAlike(t *testing.T, st *store.Store, by pipeline.Connector, files []string, random *rand.Rand) {
	t.Helper()
	file := slices.Sorted(slices.Values(files))[random.IntN(len(files))]
	ctx := context.Background()
	id := documentFrom(t, st, file)
	if _, err := st.Purge(ctx, store.PurgeOrder{ID: id, By: "Ana", Reason: "court order"}); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	takeIn(t, st, by, files)
	without := shuffledLedger(t, by, slices.DeleteFunc(slices.Clone(files), func(f string) bool { return f == file }), len(files))
	want, wantEntities := connectedOn(t, without)
	got, gotEntities := connectedOn(t, st)
	if diff := cmp.Diff(want, got) + cmp.Diff(wantEntities, gotEntities); diff != "" {
		t.Errorf("limit %d, without %s: %.3000s", by.Sharing, filepath.Base(file), diff)
	}
}

// documentFrom is the identity of the document that was taken in from a file.
func documentFrom(t *testing.T, st *store.Store, file string) string {
	t.Helper()
	ctx := context.Background()
	for d, err := range st.Documents(ctx, store.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		seen, err := st.Sightings(ctx, d.ID)
		if err != nil {
			t.Fatal(err)
		}
		if c, err := st.CaptureByID(ctx, seen[0].Capture); err != nil || filepath.Base(c.Source) == filepath.Base(file) {
			return d.ID
		}
	}
	t.Fatalf("no document of %s", file)
	return ""
}

// shuffledLedger takes files into a new ledger, so many at a time.
func shuffledLedger(t *testing.T, by pipeline.Connector, files []string, batch int) *store.Store {
	t.Helper()
	st := openLedger(t, ledgertest.File(t))
	for chunk := range slices.Chunk(files, batch) {
		takeIn(t, st, by, chunk)
	}
	return st
}

// takeIn takes files in, of which some may be refused.
func takeIn(t *testing.T, st *store.Store, by pipeline.Connector, files []string) {
	t.Helper()
	sum, err := pipeline.New(st, pipeline.Options{Connect: by}).Run(context.Background(), files, nil)
	if err != nil || !sum.Left.Nothing() {
		t.Fatalf("%+v, %v", sum, err)
	}
}

func backwards(list []string) []string {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}

// oneByOne writes each document of the collection to a file of its own.
func oneByOne(t *testing.T) []string {
	t.Helper()
	_, stories := articles(t, 0, nil)
	dir := t.TempDir()
	var files []string
	for i := range stories {
		file := filepath.Join(dir, fmt.Sprintf("%02d.jsonl", i))
		writeStories(t, file, slices.Values(stories[i:i+1]))
		files = append(files, file)
	}
	return files
}
