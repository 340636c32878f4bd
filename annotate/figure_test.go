package annotate

import (
	"fmt"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/golden"
)

// TestGoldenFigures reads texts of 24 April 2031 and says which figures the reader finds.
func TestGoldenFigures(t *testing.T) { golden.Test(t, "testdata/figures/*.txt", describeFigures) }

// describeFigures writes the figures of a text as lines.
func describeFigures(text string) string {
	doc := document(text)
	doc.Published = "2031-04-24"
	var b strings.Builder
	for i, f := range Read(doc).Figures {
		part := ""
		if f.Part >= 0 {
			part = fmt.Sprint(f.Part)
		}
		fmt.Fprintf(&b, "FIGURE %d %d:%d %q %s %s%s\n", i, f.Start, f.End, f.In(text), end(f.Low, "["), end(f.High, ""), keys("bound", string(f.Bound), "unit", f.Unit))
		fmt.Fprintf(&b, "         %s\n", strings.TrimSpace(keys("measure", f.Measure, "counted", f.Counted, "subgroup", f.Subgroup,
			"side", f.Side, "place", f.Place, "event", f.Event, "window", string(f.Window), "asof", f.AsOf)))
		fmt.Fprintf(&b, "         %s\n", strings.TrimSpace(keys("status", string(f.Status), "method", string(f.Method), "hedges", strings.Join(f.Hedges, ", "),
			"speaker", f.Source.Name, "part", part, "revised", revised(f), "confidence", fmt.Sprintf("%.2f", f.Confidence), "rule", f.Rule)))
	}
	return b.String()
}

func end(n *float64, open string) string {
	s := "-"
	if n != nil {
		s = fmt.Sprint(*n)
	}
	if open != "" {
		return open + s + ","
	}
	return s + "]"
}

// checkFigures fails when figures break what Read promises for any text.
func checkFigures(t *testing.T, doc corpus.Document, ann corpus.Annotations) {
	t.Helper()
	for i, f := range ann.Figures {
		spans := append([]corpus.Span{f.Span, f.Number}, f.Because...)
		if !f.Of.Empty() {
			spans = append(spans, f.Of)
		}
		for _, s := range spans {
			if !s.Valid(doc.Text) {
				t.Fatalf("%v of figure %+v is not a span of the text", s, f)
			}
		}
		if f.Number.Empty() || !f.Contains(f.Number) || i > 0 && f.Number.Start < ann.Figures[i-1].Number.Start {
			t.Fatalf("figure %d is empty or out of order: %+v", i, f)
		}
		if f.Statement < -1 || f.Statement >= len(ann.Attributions) || f.Part < -1 || f.Part >= len(ann.Figures) || f.Part == i {
			t.Fatalf("figure %d points nowhere: %+v", i, f)
		}
		if f.Confidence <= 0 || f.Confidence > 1 || f.Rule == "" || f.Status == "" || f.Method == "" {
			t.Fatalf("figure %d: %+v", i, f)
		}
		if f.Low != nil && f.High != nil && *f.Low > *f.High {
			t.Fatalf("figure %d ends before it begins: %+v", i, f)
		}
	}
}

// revised is "yes" of a figure that is told as a correction.
func revised(f corpus.Figure) string {
	if f.Revised {
		return "yes"
	}
	return ""
}
