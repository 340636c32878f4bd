package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearsay/internal/ledgertest"
	"hearsay/internal/store"
)

// pageHits is how many answers a question wants.
const pageHits = 25

// answers are how long questions took, in the order of kinds.
type answers struct {
	documents int
	took      [][]time.Duration
	found     []int // answers in all
}

// kinds are the kinds of question. Each returns how many answers there were.
var kinds = []struct {
	name string
	ask  func(context.Context, *store.Store, ledgertest.Query) (int, error)
}{
	{"search", func(ctx context.Context, st *store.Store, q ledgertest.Query) (int, error) {
		hits, err := st.Search(ctx, q.Text, page(q))
		return len(hits), err
	}},
	{"statements, filtered as the search", func(ctx context.Context, st *store.Store, q ledgertest.Query) (int, error) {
		return list(ctx, st, store.StatementFilter{DocumentFilter: page(q)})
	}},
	{"statements with a word", func(ctx context.Context, st *store.Store, q ledgertest.Query) (int, error) {
		return list(ctx, st, store.StatementFilter{DocumentFilter: store.DocumentFilter{Text: q.Word, Limit: pageHits}})
	}},
	{"statements of a speaker", func(ctx context.Context, st *store.Store, q ledgertest.Query) (int, error) {
		return list(ctx, st, store.StatementFilter{DocumentFilter: store.DocumentFilter{Limit: pageHits}, Speaker: q.Speaker})
	}},
}

// page is the first page of what a query wants, without its text.
func page(q ledgertest.Query) store.DocumentFilter {
	return store.DocumentFilter{Outlet: q.Outlet, From: q.From, To: q.To, Language: q.Language, Limit: pageHits}
}

func list(ctx context.Context, st *store.Store, f store.StatementFilter) (n int, err error) {
	for _, err := range st.Statements(ctx, f) {
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// ask asks every question of every kind, one after the other.
func ask(ctx context.Context, st *store.Store, questions []ledgertest.Query, documents int) (*answers, error) {
	a := &answers{documents: documents, took: make([][]time.Duration, len(kinds)), found: make([]int, len(kinds))}
	for i, kind := range kinds {
		for _, q := range questions {
			start := time.Now()
			n, err := kind.ask(ctx, st, q)
			if err != nil {
				return nil, fmt.Errorf("%s %+v: %w", kind.name, q, err)
			}
			a.took[i] = append(a.took[i], time.Since(start))
			a.found[i] += n
		}
	}
	return a, nil
}

const answerHead = "documents  questions                             asked  answers   p50 ms   p95 ms   max ms\n"

// String has a line for each kind, under answerHead.
func (a *answers) String() string {
	var b strings.Builder
	for i, kind := range kinds {
		took := slices.Sorted(slices.Values(a.took[i]))
		at := func(share float64) float64 { return took[int(share*float64(len(took)-1))].Seconds() * 1000 }
		fmt.Fprintf(&b, "%9d  %-36s %6d %8d %8.1f %8.1f %8.1f\n", a.documents, kind.name, len(took), a.found[i], at(0.5), at(0.95), at(1))
	}
	return b.String()
}
