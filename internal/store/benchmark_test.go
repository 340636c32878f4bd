package store

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
)

// batchSize is how many documents the pipeline hands over at a time.
const batchSize = 100

// BenchmarkAddDocuments adds stories of about 300 words, with their index.
func BenchmarkAddDocuments(b *testing.B) {
	st := openAt(b, filepath.Join(b.TempDir(), "ledger.db"))
	c := capture(b, st, "stories.jsonl", "stories")
	bytes := 0
	for i := 0; i < b.N; i += batchSize {
		b.StopTimer()
		docs := stories(i, min(i+batchSize, b.N))
		for _, d := range docs {
			bytes += len(d.Text)
		}
		b.StartTimer()
		if _, err := st.AddDocuments(ctx, c.ID, docs, nil, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
	b.ReportMetric(float64(bytes)/1e6/b.Elapsed().Seconds(), "MB/s")
}

func stories(from, to int) []corpus.Document {
	var docs []corpus.Document
	for n := from; n < to; n++ {
		docs = append(docs, story(n))
	}
	return docs
}

// BenchmarkPutAnnotations stores readings of five statements on average.
func BenchmarkPutAnnotations(b *testing.B) {
	st := openAt(b, filepath.Join(b.TempDir(), "ledger.db"))
	c := capture(b, st, "stories.jsonl", "stories")
	for i := 0; i < b.N; i += batchSize {
		b.StopTimer()
		docs := stories(i, min(i+batchSize, b.N))
		if _, err := st.AddDocuments(ctx, c.ID, docs, nil, nil); err != nil {
			b.Fatal(err)
		}
		var read []Annotated
		for _, d := range docs {
			read = append(read, Annotated{d.ID, reading(d)})
		}
		b.StartTimer()
		if err := st.PutAnnotations(ctx, "annotate/1", read); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
}

// BenchmarkQuery asks a ledger of 10,000 stories.
func BenchmarkQuery(b *testing.B) {
	st := openAt(b, filepath.Join(b.TempDir(), "ledger.db"))
	fill(b, st, 0, 10_000)
	frequent, middle, rare := word(8), word(400), word(12_000)
	some := statements(b, st, StatementFilter{DocumentFilter: DocumentFilter{Limit: 1}})[0]
	phrase := story(77)
	words := strings.Fields(phrase.Blocks[2].In(phrase.Text))
	for _, q := range []string{rare, middle, frequent, frequent + " " + middle, frequent + " OR " + rare, `"` + strings.Join(words[3:6], " ") + `"`, middle[:3] + "*"} {
		b.Run("search "+q, func(b *testing.B) {
			for b.Loop() {
				if _, err := st.Search(ctx, q, DocumentFilter{Limit: 20}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("document", func(b *testing.B) {
		for b.Loop() {
			if _, err := st.Document(ctx, some.Document); err != nil {
				b.Fatal(err)
			}
		}
	})
	for name, f := range map[string]StatementFilter{
		"all":      {},
		"first 50": {DocumentFilter: DocumentFilter{Limit: 50}},
		"speaker":  {Speaker: some.Source.Name},
		"text":     {DocumentFilter: DocumentFilter{Text: middle}},
		"document": {Document: some.Document},
	} {
		b.Run("statements "+name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				n = len(statements(b, st, f))
			}
			b.ReportMetric(float64(n), "statements")
		})
	}
	b.Run("figures", func(b *testing.B) {
		n := 0
		for b.Loop() {
			n = len(figures(b, st))
		}
		b.ReportMetric(float64(n), "figures")
	})
	b.Run("systems", func(b *testing.B) {
		for b.Loop() {
			if _, err := st.Systems(ctx); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("documents of an outlet", func(b *testing.B) {
		for b.Loop() {
			titles(b, st, DocumentFilter{Outlet: "Outlet 3"})
		}
	})
	b.Run("counts", func(b *testing.B) {
		for b.Loop() {
			if _, err := st.Counts(ctx); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// TestScale adds an archive of 11,000 stories and prints what it took. It
// runs when HEARSAY_SCALE is set: HEARSAY_SCALE=1 go test -run Scale -v.
// Adding must not slow down as the ledger grows, and memory must not grow
// with it.
func TestScale(t *testing.T) {
	if os.Getenv("HEARSAY_SCALE") == "" {
		t.Skip("set HEARSAY_SCALE to run it")
	}
	const all, part = 11_000, 1000
	path := filepath.Join(t.TempDir(), "ledger.db")
	st := openAt(t, path)
	c := capture(t, st, "stories.jsonl", "stories")
	var adding, putting time.Duration
	var took []time.Duration
	bytes := 0
	for from := 0; from < all; from += part {
		var addTook time.Duration
		for i := from; i < from+part; i += batchSize {
			docs := stories(i, i+batchSize)
			var read []Annotated
			for _, d := range docs {
				bytes += len(d.Text)
				read = append(read, Annotated{d.ID, reading(d)})
			}
			start := time.Now()
			if _, err := st.AddDocuments(ctx, c.ID, docs, nil, nil); err != nil {
				t.Fatal(err)
			}
			addTook += time.Since(start)
			start = time.Now()
			if err := st.PutAnnotations(ctx, "annotate/1", read); err != nil {
				t.Fatal(err)
			}
			putting += time.Since(start)
		}
		adding += addTook
		took = append(took, addTook)
	}
	t.Logf("%d stories, %.1f MB: added in %v, read in %v", all, float64(bytes)/1e6, adding, putting)
	t.Logf("per %d stories: %v", part, took)
	t.Logf("peak resident memory %d MB", peakResident(t)>>10)
	// The first part also pays for caches that fill, so the slowest of the
	// first three is the measure.
	first, last := max(took[0], took[1], took[2]), took[len(took)-1]
	if last > first*12/10 {
		t.Errorf("the last %d stories took %v, the first %v", part, last, first)
	}
	if peak := peakResident(t); peak > 1<<20 {
		t.Errorf("%d KiB of memory", peak)
	}
	start := time.Now()
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	info, _ := os.Stat(path)
	t.Logf("closed in %v, %d MB", time.Since(start), info.Size()>>20)
	start = time.Now()
	r, err := Verify(ctx, path, "", nil)
	t.Logf("verified in %v: %+v %v", time.Since(start), r, err)
}

// peakResident is the most memory that the process ever held, in KiB, and 0
// where the system does not tell.
func peakResident(t testing.TB) (kib int) {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib, _ = strconv.Atoi(strings.Fields(rest)[0])
		}
	}
	return kib
}
