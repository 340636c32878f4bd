package score

import (
	"strings"
	"testing"

	"hearsay/corpus"
)

// figuresGold is an invented gold of two texts, in the form of "hearsay read"; the first sign
// takes more than one byte.
const figuresGold = `{"id":"a","text":"“Pellan lost 40 men”, said Dorvey; up to nine boats sank, 12 men fled.","figures":[{"start":13,"end":19,"low":40,"high":40,"bound":"exactly","counted":"men","measure":"killed","side":"Pellan","status":"actual","statement":"s1","via":["Tarn"],"source":{"name":"Dorvey"}},{"start":35,"end":51,"low":null,"high":9,"bound":"up to","counted":"boats","measure":"sunk","side":"","status":"actual","source":{"name":""}},{"start":58,"end":64,"low":12,"high":12,"bound":"exactly","counted":"men","measure":"","side":"","status":"","source":{"name":""}}],"quantities":[{"start":13,"end":19,"low":40,"high":40,"bound":"exactly","unit":"","counted":"men"}]}
{"id":"b","text":"Nobody came.","figures":[]}`

// figure is what is read at words, or a part of it.
func figure(text, words, number string, change func(*corpus.Figure)) corpus.Figure {
	at := strings.Index(text, words)
	n := at + strings.Index(words, number)
	f := corpus.Figure{Quantity: corpus.Quantity{Span: corpus.Span{Start: at, End: at + len(words)}, Number: corpus.Span{Start: n, End: n + len(number)}}}
	change(&f)
	return f
}

// TestFigures finds figures where their numbers stand and compares part by part.
func TestFigures(t *testing.T) {
	read := func(d corpus.Document) corpus.Annotations {
		if d.ID == "b" {
			return corpus.Annotations{}
		}
		forty, none, nine := 40.0, 0.0, 9.0
		return corpus.Annotations{Figures: []corpus.Figure{
			figure(d.Text, "Pellan", "Pellan", func(*corpus.Figure) {}), // is planted nowhere
			figure(d.Text, "40 men", "40", func(f *corpus.Figure) {
				f.Low, f.High, f.Bound, f.Counted, f.Measure, f.Side, f.Status = &forty, &forty, corpus.Exactly, "Men", "killed", "Pellanese", "planned"
				f.Source.Name = "dorvey"
			}),
			figure(d.Text, "nine boats", "nine", func(f *corpus.Figure) {
				f.Low, f.High, f.Bound, f.Counted, f.Measure, f.Status = &none, &nine, corpus.UpTo, "boats", "sunk", "actual"
			}),
		}}
	}
	rep := Figures(ReadFigures("gold", strings.NewReader(figuresGold)), read, true)
	checkFigures(t, rep)
}

func checkFigures(t *testing.T, rep FiguresReport) {
	t.Helper()
	if len(rep.Problems) > 0 || rep.Documents() != 2 || rep.Texts != 0 {
		t.Errorf("%d documents, %d with numbers alone, problems %q", rep.Documents(), rep.Texts, rep.Problems)
	}
	if f := rep.Figures; f.Right != 2 || f.Read != 3 || f.Gold != 3 {
		t.Errorf("found %+v", f.Rates)
	}
	want := map[string]Share{"value": {2, 2}, "counted": {2, 2}, "measure": {2, 2}, "side": {2, 2}, "side-read": {1, 1}, "status": {1, 2}, "speaker": {2, 2}}
	for _, p := range rep.Figures.Parts {
		if w, ok := want[p.Name]; ok && p.Share != w {
			t.Errorf("%s %v, want %v", p.Name, p.Share, w)
		}
	}
	if got := kinds(rep.Errors); got != "STATUS MISS FALSE" {
		t.Errorf("errors %q", got)
	}
	var text strings.Builder
	if err := rep.WriteText(&text); err != nil || !strings.Contains(text.String(), "figures found") || !strings.Contains(text.String(), "STATUS a gold: actual read: planned\n  “Pellan lost 40 men”") {
		t.Errorf("%v in %s", err, text.String())
	}
	if e := rep.Entries("x"); e[0] != (Entry{"x.gold", 3}) || e[1] != (Entry{"x.precision", 2. / 3}) {
		t.Errorf("entries %v", e)
	}
}

// TestBrokenFigures become problems; what follows is read.
func TestBrokenFigures(t *testing.T) {
	const gold = `{"id":"a","text":"x","figures":[{"start":0,"end":2}]}
{"id":"b","text":"x","statements":[]}
{"id":"c","text":"x","quantities":[{"value":""}]}
{"id":"d","text":"x","figures":[]}`
	rep := Figures(ReadFigures("gold", strings.NewReader(gold)), func(corpus.Document) corpus.Annotations { return corpus.Annotations{} }, false)
	if len(rep.Problems) != 3 || rep.Documents() != 1 || !strings.Contains(rep.Problems[0], "outside the text") || !strings.Contains(rep.Problems[1], "neither figures nor quantities") {
		t.Errorf("%d documents, problems %q", rep.Documents(), rep.Problems)
	}
}

// FuzzReadFigures looks for gold that makes the reader or the scorer panic, and for figures
// outside of their text.
func FuzzReadFigures(f *testing.F) {
	f.Add(figuresGold)
	f.Add(`{"id":"a","text":"été","quantities":[{"value":"1-2","bound":"~"}]}`)
	f.Fuzz(func(t *testing.T, in string) {
		read := func(d corpus.Document) corpus.Annotations { return corpus.Annotations{} }
		for text, err := range ReadFigures("gold", strings.NewReader(in)) {
			if err != nil {
				continue
			}
			for _, g := range text.Figures {
				if !g.Valid(text.Text) {
					t.Fatalf("%v in %q", g.Span, text.Text)
				}
			}
		}
		Figures(ReadFigures("gold", strings.NewReader(in)), read, true)
	})
}
