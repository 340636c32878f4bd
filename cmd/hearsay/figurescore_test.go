package main

import (
	"bytes"
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearsay/annotate"
	"hearsay/corpus"
	"hearsay/internal/score"
	"hearsay/sample"
)

// figureRecord holds how well the figures of the sample are read.
const figureRecord = "../../testdata/figures.txt"

// figureParts are the parts of a figure that the truth of the sample tells, in the order of the
// record.
var figureParts = []struct {
	name string
	same func(got corpus.Figure, want sample.Figure) bool
}{
	{"value", func(g corpus.Figure, w sample.Figure) bool {
		return sameEnd(g.Low, w.Low) && sameEnd(g.High, w.High) && string(g.Bound) == w.Bound
	}},
	{"counted", func(g corpus.Figure, w sample.Figure) bool { return strings.EqualFold(g.Counted, w.Counted) }},
	{"measure", func(g corpus.Figure, w sample.Figure) bool { return g.Measure == w.Measure }},
	{"side", func(g corpus.Figure, w sample.Figure) bool {
		return g.Side == w.Side || w.Side != "" && strings.HasPrefix(g.Side, w.Side) // "Hwarinese" where no text says "Hwarin"
	}},
	{"no-wrong-side", func(g corpus.Figure, w sample.Figure) bool {
		return g.Side == "" || w.Side != "" && strings.HasPrefix(g.Side, w.Side)
	}},
	{"place", func(g corpus.Figure, w sample.Figure) bool { return g.Place == w.Place }},
	{"as-of", func(g corpus.Figure, w sample.Figure) bool { return g.AsOf == w.AsOf }},
	{"status", func(g corpus.Figure, w sample.Figure) bool { return string(g.Status) == w.Status }},
	{"method", func(g corpus.Figure, w sample.Figure) bool { return string(g.Method) == w.Method }},
	{"speaker", func(g corpus.Figure, w sample.Figure) bool { return strings.EqualFold(g.Source.Name, w.Speaker) }},
}

func sameEnd(got *float64, want *int64) bool {
	if want == nil || *want == 0 {
		return got == nil || *got == 0 // none is the low end of "up to"
	}
	return got != nil && *got == float64(*want)
}

// TestScoreFigures fails when the figures of the sample are read worse than is written down,
// and when they are read better and nobody wrote it down.
func TestScoreFigures(t *testing.T) {
	measured := figureScores(t)
	if *update {
		var b bytes.Buffer
		if err := score.WriteRecord(&b, measured); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(figureRecord, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	f, err := os.Open(figureRecord)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	recorded, err := score.ReadRecord(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range score.CheckRecord(recorded, measured) {
		t.Error(d)
	}
}

// figureScores reads the English documents of the sample and holds their figures against the
// truth.
func figureScores(t *testing.T) []score.Figure {
	truth, err := sample.LoadTruth()
	if err != nil {
		t.Fatal(err)
	}
	right := map[string]int{}
	planted, found, extra := 0, 0, 0
	for _, d := range demoDocuments(t) {
		i := slices.IndexFunc(truth.Documents, func(want sample.Document) bool { return isWhole(want, d) })
		if i < 0 || truth.Documents[i].Language != "en" {
			continue
		}
		got := annotate.Read(d).Figures
		planted += len(truth.Documents[i].Figures)
		matched := matchFigures(d, got, truth.Documents[i].Figures)
		extra += len(got) - len(matched)
		for _, m := range matched {
			found++
			for _, part := range figureParts {
				if part.same(m.got, m.want) {
					right[part.name]++
				} else {
					t.Logf("%s %q: %s", m.want.ID, m.want.Quote, part.name)
				}
			}
		}
	}
	out := []score.Figure{
		{Name: "figures.planted", Value: float64(planted)},
		{Name: "figures.found", Value: float64(found) / float64(planted)},
		{Name: "figures.extra", Value: float64(extra)},
	}
	for _, part := range figureParts {
		out = append(out, score.Figure{Name: "figures." + part.name, Value: float64(right[part.name]) / float64(max(found, 1))})
	}
	return out
}

// matched is a figure that was read where one is planted.
type matched struct {
	got  corpus.Figure
	want sample.Figure
}

// matchFigures pairs what was read with what is planted at the same words.
func matchFigures(d corpus.Document, got []corpus.Figure, planted []sample.Figure) []matched {
	var out []matched
	taken := map[int]bool{}
	from := 0
	planted = slices.SortedFunc(slices.Values(planted), func(a, b sample.Figure) int { return cmp.Compare(a.Start, b.Start) })
	for _, want := range planted {
		at := strings.Index(d.Text[from:], want.Quote)
		if at < 0 {
			continue
		}
		s := corpus.Span{Start: from + at, End: from + at + len(want.Quote)}
		from = s.Start + 1
		if i := slices.IndexFunc(got, func(g corpus.Figure) bool { return s.Overlaps(g.Number) }); i >= 0 && !taken[i] {
			taken[i] = true
			out = append(out, matched{got[i], want})
		}
	}
	return out
}

// demoLedger builds the ledger of the demo and returns where it lies.
func demoLedger(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "demo")
	if out, err := exec.Command("hearsay", "demo", "--dir", dir).CombinedOutput(); err != nil {
		t.Fatalf("demo: %v\n%s", err, out)
	}
	return filepath.Join(dir, "hearsay.db")
}

func demoDocuments(t *testing.T) []corpus.Document { return ledgerDocuments(t, demoLedger(t)) }
