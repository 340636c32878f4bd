package main

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"hearsay/annotate"
	"hearsay/corpus"
	"hearsay/internal/store"
	"hearsay/sample"
)

// truthFigures LEDGER gives the documents of the demo's ledger the figures
// that were planted in them, in the statements that the reader found.
func truthFigures(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: truth-figures LEDGER")
	}
	ctx := context.Background()
	truth, err := sample.LoadTruth()
	ts.Check(err)
	st, err := store.Open(ctx, ts.MkAbs(args[0]))
	ts.Check(err)
	var read []store.Annotated
	for d, err := range st.Documents(ctx, store.DocumentFilter{}) {
		ts.Check(err)
		d, err = st.Document(ctx, d.ID)
		ts.Check(err)
		a, err := st.Annotations(ctx, d.ID)
		ts.Check(err)
		a.Figures = truthIn(truth, d, a)
		read = append(read, store.Annotated{Document: d.ID, Annotations: a})
	}
	ts.Check(st.PutAnnotations(ctx, annotate.Version, read))
	ts.Check(st.Close())
}

func truthIn(truth *sample.Truth, d corpus.Document, a corpus.Annotations) []corpus.Figure {
	var list []corpus.Figure
	for _, p := range plantedIn(truth, d) {
		list = append(list, truthOf(p, a))
	}
	return list
}

// truthOf is a planted figure in the statement that holds it.
func truthOf(p planted, a corpus.Annotations) corpus.Figure {
	f := figureOf(p.Figure)
	f.Span, f.Number = p.at, p.at
	f.Statement, f.Part, f.Confidence, f.Rule = -1, -1, 0.9, "planted"
	if p.Speaker != "" {
		f.Statement = deepest(a.Attributions, p.at)
	}
	if f.Statement >= 0 {
		f.Source, f.Via = a.Attributions[f.Statement].Source, a.Attributions[f.Statement].Via
	}
	return f
}

// deepest is the index of the statement whose content holds at and whose source is the
// furthest from the reader, -1 for none.
func deepest(list []corpus.Attribution, at corpus.Span) int {
	best := -1
	for i, one := range list {
		if slices.ContainsFunc(one.Content, at.Overlaps) && (best < 0 || len(one.Via) > len(list[best].Via)) {
			best = i
		}
	}
	return best
}

// planted is a figure of the truth and where its words stand in a document of a ledger,
// whose text need not be that which the offsets of the truth refer to.
type planted struct {
	sample.Figure
	at corpus.Span
}

// plantedIn returns the figures that were planted in d, in order, but for those whose words
// are not in its text.
func plantedIn(truth *sample.Truth, d corpus.Document) []planted {
	i := slices.IndexFunc(truth.Documents, func(want sample.Document) bool { return isWhole(want, d) })
	if i < 0 {
		return nil
	}
	figures := slices.SortedFunc(slices.Values(truth.Documents[i].Figures), func(a, b sample.Figure) int { return cmp.Compare(a.Start, b.Start) })
	var list []planted
	from := 0
	for _, f := range figures {
		at := strings.Index(d.Text[from:], f.Quote)
		if at < 0 {
			continue
		}
		s := corpus.Span{Start: from + at, End: from + at + len(f.Quote)}
		from = s.Start + 1
		list = append(list, planted{f, s})
	}
	return list
}

// figureOf is what the truth says of a figure, without its place and who says it.
func figureOf(f sample.Figure) corpus.Figure {
	return corpus.Figure{
		Quantity: corpus.Quantity{Low: plantedEnd(f.Low), High: plantedEnd(f.High), Bound: corpus.Bound(f.Bound), Vague: vagueBound(f.Bound), Counted: f.Counted},
		Measure:  f.Measure, Subgroup: f.Subgroup, Side: f.Side, Place: f.Place, AsOf: f.AsOf, Status: corpus.Status(f.Status), Method: corpus.Method(f.Method),
	}
}

func plantedEnd(n *int64) *float64 {
	if n == nil {
		return nil
	}
	f := float64(*n)
	return &f
}

// vagueBound reports whether the truth gives a word for a number.
func vagueBound(bound string) bool {
	return slices.Contains([]string{"dozens", "hundreds", "several", "several hundred", "a few"}, bound)
}

// keepFigure puts the identity of the first figure of the JSON lines on stdout
// into $ID, and that of its document into $DOCUMENT.
func keepFigure(ts *testscript.TestScript, neg bool, args []string) {
	var line struct {
		Figures []struct{ ID, Document string }
	}
	ts.Check(json.NewDecoder(strings.NewReader(ts.ReadFile("stdout"))).Decode(&line))
	ts.Setenv("ID", line.Figures[0].ID)
	ts.Setenv("DOCUMENT", line.Figures[0].Document)
}
