package main

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay/connect"
	"hearsay/corpus"
	"hearsay/measure"
	"hearsay/sample"
)

// TestSampleFigurePairs builds figures from what is planted in the collection and requires of
// connect the label of every planted pair.
func TestSampleFigurePairs(t *testing.T) {
	truth, err := sample.LoadTruth()
	if err != nil {
		t.Fatal(err)
	}
	figures, at := plantedFigures(truth)
	measures := measure.Default()
	for _, pair := range truth.FigurePairs {
		a, b := figures[at[pair.A.Figure]], figures[at[pair.B.Figure]]
		label, why := connect.Compare(a, b, measures)
		name := pair.A.Figure + " and " + pair.B.Figure
		if pair.Plus != nil {
			label, why = connect.CompareSum(a, figures[at[pair.Plus.Figure]], b, measures)
			name = pair.A.Figure + " plus " + pair.Plus.Figure + " and " + pair.B.Figure
		}
		t.Logf("%s: %s: %s", name, label, why)
		if string(label) != pair.Label {
			t.Errorf("%s: %q (%s), want %q (%s)", name, label, why, pair.Label, pair.Why)
		}
		if why == "" {
			t.Errorf("%s: no reason", name)
		}
	}
}

// TestSampleSeries lines up all planted figures: what is planted of two is given, unless they
// cannot be compared or are two of many tellings of one number, and the count of one closed
// session, told by six outlets, goes back to whom it was told by.
func TestSampleSeries(t *testing.T) {
	truth, err := sample.LoadTruth()
	if err != nil {
		t.Fatal(err)
	}
	figures, at := plantedFigures(truth)
	labels := map[[3]int]string{}
	for _, s := range connect.LineUp(figures, measure.Default()) {
		t.Logf("%s of %s, side %q, event %q; period %s; origins %q", s.Measure, s.Counted, s.Side, s.Event, s.Period, s.Origins)
		for _, p := range s.Pairs {
			labels[[3]int{p.A, p.Plus, p.B}], labels[[3]int{p.B, p.Plus, p.A}] = string(p.Label), string(p.Label)
			t.Logf("  %s + %s, %s: %s: %s", figureID(figures, p.A), figureID(figures, p.Plus), figureID(figures, p.B), p.Label, p.Why)
		}
		if slices.Contains(s.Figures, at["tessel-briefing/f2"]) {
			checkRunningCount(t, figures, s)
		}
	}
	for _, pair := range truth.FigurePairs {
		plus := -1
		if pair.Plus != nil {
			plus = at[pair.Plus.Figure]
		}
		label, ok := labels[[3]int{at[pair.A.Figure], plus, at[pair.B.Figure]}]
		if ok && label != pair.Label || !ok && pair.Label != string(connect.NotEnough) && pair.Label != string(connect.SameOrigin) {
			t.Errorf("%s and %s: %q, want %q", pair.A.Figure, pair.B.Figure, label, pair.Label)
		}
	}
}

// checkRunningCount looks at the series of the losses that one service tells.
func checkRunningCount(t *testing.T, figures []connect.Figure, s connect.Series) {
	t.Helper()
	once := 0
	for _, o := range s.Origins {
		if o == "State Security Directorate" {
			once++
		}
	}
	if once != 1 || slices.Contains(s.Origins, "Brakke") {
		t.Errorf("origins %q, want the Directorate once, and not whom a drift cites", s.Origins)
	}
	if s.Low == nil || s.High == nil || *s.Low != 50 || *s.High != 4700 || figureID(figures, s.LowBy) != "tessel-veshtar-count/f3" {
		t.Errorf("lowest by %s, highest by %s", figureID(figures, s.LowBy), figureID(figures, s.HighBy))
	}
}

func figureID(figures []connect.Figure, i int) string {
	if i < 0 {
		return "-"
	}
	return figures[i].ID
}

// plantedFigures returns the figures of the truth with what is planted around them, and the
// place of each by its ID.
func plantedFigures(truth *sample.Truth) ([]connect.Figure, map[string]int) {
	var figures []connect.Figure
	at := map[string]int{}
	for _, d := range truth.Documents {
		for _, f := range d.Figures {
			at[f.ID] = len(figures)
			figures = append(figures, plantedFigure(d, f))
		}
	}
	return figures, at
}

func plantedFigure(d sample.Document, f sample.Figure) connect.Figure {
	out := connect.Figure{
		ID: f.ID, Document: d.ID, Outlet: d.Outlet, Published: d.Published,
		Speaker: f.Speaker, Chain: append(slices.Clone(f.Via), d.Outlet),
	}
	out.Figure = figureOf(f)
	out.Span = corpus.Span{Start: f.Start, End: f.End}
	out.Headline = inHeadline(d, f)
	for _, s := range d.Statements {
		if s.Source.Name == f.Speaker {
			out.Source = corpus.Source{Name: s.Source.Name, Role: s.Source.Role,
				Kind: corpus.EntityKind(s.Source.Kind), Identified: corpus.Identified(s.Source.Identified)}
		}
	}
	if f.Speaker == "" {
		out.Speaker = d.Outlet
	}
	return out
}

// inHeadline reports whether a figure stands in the title of its document. The titles of
// posts have no offsets.
func inHeadline(d sample.Document, f sample.Figure) bool {
	text := d.Plain
	if d.Format == "text" {
		data, err := sample.Files.ReadFile(d.File)
		if err != nil {
			return false
		}
		text = string(data)
	}
	before, _, ok := strings.Cut(text, d.Title)
	start := utf8.RuneCountInString(before)
	return ok && d.Title != "" && start <= f.Start && f.End <= start+utf8.RuneCountInString(d.Title)
}
