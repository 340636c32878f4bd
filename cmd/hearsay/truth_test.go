package main

import (
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
	i := slices.IndexFunc(truth.Documents, func(want sample.Document) bool { return isWhole(want, d) })
	if i < 0 {
		return nil
	}
	var list []corpus.Figure
	from := 0
	for _, p := range truth.Documents[i].Figures {
		at := strings.Index(d.Text[from:], p.Quote)
		if at < 0 {
			continue
		}
		from += at
		list = append(list, truthOf(p, corpus.Span{Start: from, End: from + len(p.Quote)}, a))
		from++
	}
	return list
}

func truthOf(p sample.Figure, s corpus.Span, a corpus.Annotations) corpus.Figure {
	number := func(n *int64) *float64 {
		if n == nil {
			return nil
		}
		f := float64(*n)
		return &f
	}
	f := corpus.Figure{
		Quantity: corpus.Quantity{Span: s, Number: s, Low: number(p.Low), High: number(p.High), Bound: corpus.Bound(p.Bound), Counted: p.Counted, Head: p.Counted},
		Measure:  p.Measure, Subgroup: p.Subgroup, Side: p.Side, Place: p.Place, AsOf: p.AsOf, Status: corpus.Status(p.Status), Method: corpus.Method(p.Method),
		Statement: -1, Part: -1, Confidence: 0.9, Rule: "planted",
	}
	if p.Speaker != "" {
		f.Statement = slices.IndexFunc(a.Attributions, func(at corpus.Attribution) bool {
			return slices.ContainsFunc(at.Content, s.Overlaps)
		})
	}
	if f.Statement >= 0 {
		f.Source, f.Via = a.Attributions[f.Statement].Source, a.Attributions[f.Statement].Via
	}
	return f
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
