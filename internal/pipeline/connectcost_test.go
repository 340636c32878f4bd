//go:build unix

package pipeline

import (
	"context"
	"runtime"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"hearsay/corpus"
)

// usedCPU is the time that this process has spent on processors, its own and
// the system's for it.
func usedCPU(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkConnecting connects an archive of 20,000 documents and tells what
// the last thousand cost against the first: in the time of the processor, for
// other programs run beside it.
func BenchmarkConnecting(b *testing.B) {
	const documents, thousand = 20_000, 1000
	for range b.N {
		st := openAt(b, b.TempDir()+"/l.db")
		archive(b, st, documents)
		runtime.GC()
		var times, cpu []time.Duration // of each thousand
		var pairs []int64              // compared in it
		var compared atomic.Int64
		begun, used, peak := time.Now(), usedCPU(b), uint64(0)
		seen := 0
		opts := Options{Connect: archiveConnector(&compared), Version: "a/1", Read: func(corpus.Document) corpus.Annotations { return corpus.Annotations{} }}
		var p *Pipeline
		opts.Progress = func(g Progress) {
			if g.Stage != "connect" || g.Documents/thousand == seen {
				return
			}
			seen = g.Documents / thousand
			times = append(times, time.Since(begun))
			cpu = append(cpu, usedCPU(b)-used)
			begun, used = time.Now(), usedCPU(b)
			pairs = append(pairs, compared.Swap(0))
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapInuse)
		}
		p = New(st, opts)
		sum, err := p.Run(context.Background(), nil, nil)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(cpu[0].Seconds(), "cpu-s/first-thousand")
		b.ReportMetric(cpu[len(cpu)-1].Seconds(), "cpu-s/last-thousand")
		b.ReportMetric(cpu[len(cpu)-1].Seconds()/cpu[0].Seconds(), "last/first")
		b.ReportMetric(float64(sum.Compared)/documents, "pairs/document")
		b.ReportMetric(float64(sum.Relations)/documents, "made/document")
		b.ReportMetric(float64(sum.Withdrawn)/documents, "withdrawn/document")
		b.ReportMetric(float64(peak)/(1<<20), "MB-heap")
		b.Logf("each thousand: CPU %v, wall %v, pairs %v", cpu, times, pairs)
	}
}
