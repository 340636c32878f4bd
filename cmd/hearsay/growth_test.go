//go:build unix

package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/internal/ledgertest"
	"hearsay/internal/pipeline"
	"hearsay/internal/score"
	"hearsay/internal/store"
)

// BenchmarkConnectingTwice connects an archive twice over with the connector that ships, the
// second time with a tenth of the words changed, and tells what the last thousand documents
// cost against the first, in the time of the processor. HEARSAY_GROWTH names the archive (JSON
// lines), HEARSAY_GROWTH_STORIES how many of its stories are taken (default: all).
func BenchmarkConnectingTwice(b *testing.B) {
	path := os.Getenv("HEARSAY_GROWTH")
	if path == "" {
		b.Skip("HEARSAY_GROWTH names no archive")
	}
	file := filepath.Join(b.TempDir(), "twice.jsonl")
	writeTwice(b, path, file)
	for range b.N {
		g := &growth{b: b}
		st := openForGrowth(b)
		sum, err := pipeline.New(st, pipeline.Options{Progress: g.see}).Run(context.Background(), []string{file}, nil)
		if err != nil {
			b.Fatal(err)
		}
		g.report(sum)
		for kind, n := range relationsByKind(b, st) {
			b.Logf("%s: %d", kind, n)
		}
	}
}

// writeTwice writes so many stories of an archive, and behind them the same, lightly edited.
func writeTwice(b *testing.B, archive, to string) {
	b.Helper()
	f, err := os.Open(archive)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	list, err := ledgertest.ReadStories(f)
	if err != nil {
		b.Fatal(err)
	}
	if n, err := strconv.Atoi(os.Getenv("HEARSAY_GROWTH_STORIES")); err == nil {
		list = list[:min(n, len(list))]
	}
	var docs []corpus.Document
	for _, s := range list {
		docs = append(docs, corpus.Document{ID: s.URL, URL: s.URL, Published: s.Published, Outlet: s.Outlet, Language: s.Language, Title: s.Title, Text: s.Text,
			Blocks: []corpus.Block{{Kind: corpus.Paragraph, Span: corpus.Span{End: len(s.Text)}}}})
	}
	both := slices.Clone(list)
	for i, d := range score.Doubled(docs)[len(docs):] {
		s := list[i]
		s.URL, s.Outlet, s.Text = s.URL+"?again", d.Outlet, d.Text
		both = append(both, s)
	}
	out, err := os.Create(to)
	if err != nil {
		b.Fatal(err)
	}
	if err := ledgertest.WriteStories(out, slices.Values(both)); err != nil {
		b.Fatal(err)
	}
	if err := out.Close(); err != nil {
		b.Fatal(err)
	}
}

func openForGrowth(b *testing.B) *store.Store {
	b.Helper()
	st, err := store.Open(context.Background(), ledgertest.File(b))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := st.Close(); err != nil {
			b.Error(err)
		}
	})
	return st
}

// growth is what each thousand documents cost that are connected.
type growth struct {
	b        *testing.B
	begun    bool
	used     time.Duration
	done     int
	thousand []time.Duration // what each cost, of as many as were done in its time
	heap     uint64
}

// see is told of the progress of a run.
func (g *growth) see(p pipeline.Progress) {
	if p.Stage != "connect" {
		return
	}
	if !g.begun {
		g.begun, g.used, g.done = true, usedCPU(g.b), p.Documents
	}
	if p.Documents/1000 == len(g.thousand) {
		return
	}
	now := usedCPU(g.b)
	each := (now - g.used) / time.Duration(p.Documents-g.done)
	g.thousand, g.used, g.done = append(g.thousand, 1000*each), now, p.Documents
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	g.heap = max(g.heap, m.HeapInuse)
}

func (g *growth) report(sum pipeline.Summary) {
	if len(g.thousand) < 2 {
		g.b.Fatalf("%d documents are too few", sum.Connected)
	}
	first, last := g.thousand[0].Seconds(), g.thousand[len(g.thousand)-1].Seconds()
	n := float64(sum.Connected)
	g.b.ReportMetric(first, "cpu-s/first-thousand")
	g.b.ReportMetric(last, "cpu-s/last-thousand")
	g.b.ReportMetric(last/first, "last/first")
	g.b.ReportMetric(float64(sum.Compared)/n, "pairs/document")
	g.b.ReportMetric(float64(sum.Relations)/n, "made/document")
	g.b.ReportMetric(float64(sum.Withdrawn)/n, "withdrawn/document")
	g.b.ReportMetric(float64(g.heap)/(1<<20), "MB-heap")
	g.b.Logf("each thousand: %v; %d documents, %d relations made, %d withdrawn", g.thousand, sum.Connected, sum.Relations, sum.Withdrawn)
}

// usedCPU is the time that this process has spent on processors.
func usedCPU(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func relationsByKind(b *testing.B, st *store.Store) map[corpus.RelationKind]int {
	b.Helper()
	out := map[corpus.RelationKind]int{}
	for r, err := range st.Relations(context.Background(), store.RelationFilter{}) {
		if err != nil {
			b.Fatal(err)
		}
		out[r.Kind]++
	}
	return out
}
