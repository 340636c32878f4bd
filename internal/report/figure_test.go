package report

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hearsay/connect"
	"hearsay/corpus"
	"hearsay/measure"
)

// tally describes a figure of the fixture by its words.
type tally struct {
	statement     int // -1: the outlet itself
	words         string
	low, high     float64 // -1 is an open end
	bound         corpus.Bound
	counted, head string
	measure, side string
	asOf, place   string
	status        corpus.Status
	hedges        []string
	confident     float64
}

func (y tally) figure(t testing.TB, r reading) corpus.Figure {
	s := find(t, r.doc, y.words, 0)
	f := corpus.Figure{
		Quantity: corpus.Quantity{Span: s, Number: s, Bound: y.bound, Counted: y.counted, Head: y.head, Of: s},
		Measure:  y.measure, Side: y.side, Place: y.place, AsOf: y.asOf, Status: y.status, Method: corpus.Claimed, Hedges: y.hedges,
		Statement: y.statement, Part: -1, Because: []corpus.Span{s}, Confidence: y.confident, Rule: "fixture", Window: corpus.Running,
	}
	for _, e := range []struct {
		value float64
		into  **float64
	}{{y.low, &f.Low}, {y.high, &f.High}} {
		if e.value >= 0 {
			*e.into = &e.value
		}
	}
	if y.statement >= 0 {
		f.Source, f.Via = r.statements[y.statement].Source, r.statements[y.statement].Via
	}
	return f
}

func readCounts(t testing.TB, r reading, list ...tally) reading {
	for _, y := range list {
		r.figures = append(r.figures, y.figure(t, r))
	}
	return r
}

// floodFixture is who says how many of an invented flood.
func floodFixture(t testing.TB) []reading {
	minister := quote{source: "Interior Minister Ivo Strand", name: "Ivo Strand", role: "Interior Minister", kind: corpus.Person, identified: corpus.Named, cue: "said",
		content: []string{"about 600 soldiers had been killed by 12 March"}, setting: corpus.Indirect, polarity: corpus.Assert, via: "Northern News Agency", date: "2031-03-14", confidence: .93}
	authority := quote{source: "The Lowmere Water Authority", name: "Lowmere Water Authority", kind: corpus.Organisation, identified: corpus.Named, cue: "said",
		content: []string{"between 900 and 1,000 soldiers were killed by 12 March"}, setting: corpus.Indirect, polarity: corpus.Assert, confidence: .88, standing: corpus.Confirmed}
	resident := func(outlet, where string) reading {
		r := read(t, article(outlet, "2031-03-16", "en", "https://"+strings.ToLower(outlet)+".example/", "", outlet+" on sheep\nA resident of Lowmere, Tove Lind, said at least 12 sheep had drowned "+where+"."),
			quote{source: "Tove Lind", name: "Tove Lind", role: "resident of Lowmere", kind: corpus.Person, identified: corpus.Named, cue: "said",
				content: []string{"at least 12 sheep had drowned " + where}, setting: corpus.Indirect, polarity: corpus.Assert, confidence: .8})
		return readCounts(t, r, tally{statement: 0, words: "at least 12 sheep", low: 12, high: -1, bound: corpus.AtLeast, counted: "sheep", head: "sheep", measure: "killed", status: corpus.Actual, confident: .5})
	}
	killed := tally{counted: "soldiers", head: "soldier", measure: "killed", side: "Hwarin", asOf: "2031-03-12", status: corpus.Actual, confident: .8}
	one, two, ours := killed, killed, killed
	one.words, one.low, one.high, one.bound, one.hedges = "about 600 soldiers", 600, 600, corpus.About, []string{"reportedly"}
	two.words, two.low, two.high, two.bound = "between 900 and 1,000 soldiers", 900, 1000, corpus.Between
	ours.words, ours.low, ours.high, ours.bound, ours.statement, ours.counted = "1,400 soldiers", 1400, 1400, corpus.Exactly, -1, "dead soldiers"
	coffins := tally{statement: -1, words: "40 coffins", low: 40, high: 40, bound: corpus.Exactly, counted: "coffins", head: "coffin", measure: "count", status: corpus.Actual, confident: .7}
	return []reading{
		readCounts(t, read(t, article("Harbour Times", "2031-03-14", "en", "https://harbour.example/flood", "", "Flood\nInterior Minister Ivo Strand said about 600 soldiers had been killed by 12 March, the Northern News Agency reported."), minister), one),
		readCounts(t, read(t, article("Valley Post", "2031-03-15", "en", "https://valley.example/flood", "", "Deeper\nThe Lowmere Water Authority said between 900 and 1,000 soldiers were killed by 12 March. Forty boats came, and 40 coffins."), authority), two, coffins),
		readCounts(t, read(t, article("Coast <b>Radio</b>", "2031-03-17", "en", "https://coast.example/flood", "", "Count\nWe count 1,400 soldiers.\n")), ours),
		resident("Gazette", "in the meadows above the old mill"), resident("Courier", "overnight, which nobody in the hills had expected"),
	}
}

func seriesOf(t *testing.T, q FigureQuery) []SeriesLine {
	t.Helper()
	list, err := Figures(context.Background(), ledgerOf(t, floodFixture(t)), q, measure.Default())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// about returns the series of what is counted.
func about(t *testing.T, list []SeriesLine, head string) SeriesLine {
	t.Helper()
	for _, s := range list {
		if len(s.Figures) > 0 && s.Figures[0].Head == head {
			return s
		}
	}
	t.Fatalf("no series of %s in %+v", head, list)
	return SeriesLine{}
}

func TestFiguresAreLinedUp(t *testing.T) {
	s := about(t, seriesOf(t, FigureQuery{}), "soldier")
	if len(s.Figures) != 3 || s.Low == nil || *s.Low != 600 || s.High == nil || *s.High != 1400 {
		t.Fatalf("series %+v", s)
	}
	l := s.Figures[0]
	if l.Speaker != "Ivo Strand" || !slices.Equal(l.Via, []string{"Northern News Agency"}) || l.Date != "2031-03-12" || l.Dated != "as of" || l.Text != "about 600 soldiers" || l.Statement == "" {
		t.Errorf("the minister's: %+v", l)
	}
	if l := s.Figures[1]; l.Standing != corpus.Confirmed || l.By != "A. Editor" {
		t.Errorf("in a confirmed statement: %+v", l)
	}
	if l := s.Figures[2]; l.Statement != "" || l.Speaker != "Coast <b>Radio</b>" || l.Kind != corpus.Outlet {
		t.Errorf("of the outlet: %+v", l)
	}
	for _, o := range []string{"Ivo Strand", "Lowmere Water Authority"} {
		if !slices.Contains(s.Origins, o) {
			t.Errorf("origins %q lack %s", s.Origins, o)
		}
	}
	i := slices.IndexFunc(s.Pairs, func(p PairLine) bool { return p.A == s.Figures[0].ID && p.B == s.Figures[1].ID })
	if i < 0 || s.Pairs[i].Label != connect.Disagree || s.Pairs[i].Why == "" || len(s.Pairs[i].Passages) != 2 || !strings.Contains(s.Pairs[i].Passages[1], "between 900 and 1,000") {
		t.Errorf("pairs %+v", s.Pairs)
	}
}

func TestFigureQuery(t *testing.T) {
	for name, c := range map[string]struct {
		q    FigureQuery
		want int // figures
	}{
		"all":              {FigureQuery{}, 6},
		"measure":          {FigureQuery{Measure: "killed"}, 5},
		"whose parts":      {FigureQuery{Measure: "casualties"}, 5},
		"part of nothing":  {FigureQuery{Measure: "wounded"}, 0},
		"counted":          {FigureQuery{Of: "soldier"}, 3},
		"side":             {FigureQuery{Side: "Hwarin", Outlet: "valley post"}, 1},
		"as of, published": {FigureQuery{From: "2031-03-13", To: "2031-03-16"}, 3},
	} {
		n := 0
		for _, s := range seriesOf(t, c.q) {
			n += len(s.Figures)
		}
		if n != c.want {
			t.Errorf("%s: %d figures, want %d", name, n, c.want)
		}
	}
}

// A private person is nobody whom two documents could share, and an export
// does not name one.
func TestFiguresWithholdPrivatePersons(t *testing.T) {
	list := seriesOf(t, FigureQuery{Of: "sheep"})
	s := about(t, list, "sheep")
	if len(s.Figures) != 2 || !s.Figures[0].Withheld {
		t.Fatalf("%+v", s)
	}
	for _, p := range s.Pairs {
		if p.Label == connect.SameOrigin {
			t.Errorf("two private persons of one name were joined: %+v", p)
		}
	}
	for _, format := range []Format{JSON, CSV} {
		var out bytes.Buffer
		if err := WriteFigures(&out, format, Style{}, list); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(passages.ReplaceAllString(out.String(), ""), "Tove Lind") || !strings.Contains(out.String(), withheldName) {
			t.Errorf("%s names a private person:\n%s", format, out.String())
		}
	}
	if s.Figures[0].Speaker != "Tove Lind" {
		t.Error("writing changed the line")
	}
}

// passages are the words of a document, which stay as they are.
var passages = regexp.MustCompile(`A resident of Lowmere, Tove Lind, said at least 12 sheep had drowned [^".]*\.`)

func TestWriteFigures(t *testing.T) {
	list := seriesOf(t, FigureQuery{Of: "soldiers"})
	var table, lines, cells bytes.Buffer
	unwrapped := func() string { return strings.Join(strings.Fields(table.String()), " ") }
	for format, w := range map[Format]*bytes.Buffer{Table: &table, JSON: &lines, CSV: &cells} {
		if err := WriteFigures(w, format, Style{Unicode: true, Width: 100}, list); err != nil {
			t.Fatal(err)
		}
	}
	checkWidth(t, table.String(), Style{Unicode: true, Width: 100})
	for _, want := range []string{"as of 2031-03-12 · about 600 soldiers", "about 600 soldiers", "[2] as of 2031-03-12 · between 900 and 1,000 soldiers · 900 to 1,000 · killed “", "━", "as reported by Harbour Times on 2031-03-14, via Northern News Agency", "actual · claimed · reportedly · machine, confidence 0.80",
		"its statement confirmed by A. Editor", "disagree: [1] and [2]", "“We count 1,400 soldiers.”", "lowest about 600 (Ivo Strand, as of 2031-03-12)", short(list[0].Figures[0].ID)} {
		if !strings.Contains(unwrapped(), want) {
			t.Errorf("no %q in\n%s", want, table.String())
		}
	}
	var s SeriesLine
	if err := json.Unmarshal(lines.Bytes(), &s); err != nil || len(s.Figures) != 3 || len(s.Pairs) == 0 {
		t.Errorf("JSON: %v, %s", err, lines.String())
	}
	rows, err := csv.NewReader(&cells).ReadAll()
	if err != nil || len(rows) != 4 || len(rows[0]) != len(seriesHead) {
		t.Fatalf("CSV: %d rows, %v", len(rows), err)
	}
	at := func(row int, name string) string { return rows[row][slices.Index(seriesHead, name)] }
	if at(1, "low") != "600" || at(1, "high") != "600" || at(1, "series") != "1" || !strings.HasPrefix(at(2, "labels"), "disagree f") || at(2, "reasons") == "" {
		t.Errorf("CSV: %q", rows[1:])
	}
	var ascii bytes.Buffer
	if err := WriteFigures(&ascii, Table, Style{Width: 72}, list); err != nil || strings.ContainsFunc(ascii.String(), func(r rune) bool { return r > 127 }) {
		t.Errorf("%v, not ASCII:\n%s", err, ascii.String())
	}
	checkWidth(t, ascii.String(), Style{Width: 72})
}

func TestAmount(t *testing.T) {
	n := func(v float64) *float64 { return &v }
	for _, tt := range []struct {
		low, high *float64
		bound     corpus.Bound
		want      string
	}{
		{n(4700), n(4700), corpus.About, "about 4,700"}, {n(12), n(12), corpus.Exactly, "12"}, {n(24), n(99), "dozens", "24 to 99"},
		{n(3000), nil, corpus.AtLeast, "at least 3,000"}, {n(6000), nil, corpus.MoreThan, "more than 6,000"}, {n(0), n(12000), corpus.UpTo, "up to 12,000"},
		{nil, n(7), corpus.FewerThan, "fewer than 7"}, {nil, nil, "", "no number"}, {n(-1234567.5), n(-1234567.5), corpus.Exactly, "-1,234,567.5"}, {n(0), n(0), corpus.Exactly, "0"},
	} {
		if got := amount(tt.low, tt.high, tt.bound); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

func TestChartSeries(t *testing.T) {
	n := func(v float64) *float64 { return &v }
	s := SeriesLine{Measure: "killed", Figures: []FigureLine{
		{ID: "f1", Date: "2031-03-12", Low: n(600), High: n(600), Text: "600", Speaker: "Tove Lind", Statement: "s1", Outlet: "Gazette", origin: 2},
		{ID: "f2", High: n(9), Status: corpus.Planned}, {ID: "f3", Status: corpus.Denied, origin: 2}}}
	c := chartSeries(s)
	var origins []int
	for _, m := range c.Marks {
		origins = append(origins, m.Origin)
	}
	if !slices.Equal(origins, []int{2, 0, 2}) {
		t.Errorf("origins %v", origins)
	}
	if m := c.Marks[0]; m.Speaker != "Tove Lind" || m.Through != "as reported by Gazette" || m.Planned || m.Denied || *m.Low != 600 {
		t.Errorf("%+v", m)
	}
	if !c.Marks[1].Planned || !c.Marks[2].Denied {
		t.Errorf("%+v", c.Marks)
	}
}

func TestFigureChart(t *testing.T) {
	var out bytes.Buffer
	if err := WriteFigureChart(&out, seriesOf(t, FigureQuery{})); err != nil {
		t.Fatal(err)
	}
	picture := out.String()
	for _, want := range []string{"<svg", "about 600 soldiers", "Ivo Strand", "killed, soldiers, Hwarin", "<desc"} {
		if !strings.Contains(picture, want) {
			t.Errorf("no %q in\n%s", want, picture)
		}
	}
	for _, never := range []string{"Tove Lind", "40 coffins", "<b>Radio"} {
		if strings.Contains(picture, never) {
			t.Errorf("%q is in\n%s", never, picture)
		}
	}
}

func TestShowFigure(t *testing.T) {
	st := ledgerOf(t, floodFixture(t))
	series, err := Figures(context.Background(), st, FigureQuery{Of: "soldiers"}, measure.Default())
	if err != nil {
		t.Fatal(err)
	}
	list := about(t, series, "soldier").Figures
	for i, want := range []string{"⟦figure: about 600 soldiers⟧", "⟦figure: between 900 and 1,000 soldiers⟧", "⟦figure: 1,400 soldiers⟧"} {
		p, err := Show(context.Background(), st, list[i].ID[:8])
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := p.WriteText(&out, Style{Unicode: true}); err != nil || !strings.Contains(out.String(), want) || !strings.Contains(out.String(), "killed, ") {
			t.Errorf("%v, no %q in\n%s", err, want, out.String())
		}
		b, err := json.Marshal(p)
		if err != nil || !strings.Contains(string(b), `"figure":{"id":"`+list[i].ID) {
			t.Errorf("%v, %s", err, b)
		}
	}
	if _, err := Show(context.Background(), st, "f0000000"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("unknown figure: %v", err)
	}
}

// A person who corrects whether a statement denies corrects its figures.
func TestStatusFollowsPolarity(t *testing.T) {
	denies := corpus.Statement{Attribution: corpus.Attribution{Polarity: corpus.Deny}, Corrections: []corpus.Correction{{Field: "polarity"}}}
	asserts := corpus.Statement{Attribution: corpus.Attribution{Polarity: corpus.Assert}, Corrections: []corpus.Correction{{Field: "polarity"}}}
	for _, tt := range []struct {
		read corpus.Status
		s    corpus.Statement
		want corpus.Status
	}{{corpus.Actual, denies, corpus.Denied}, {corpus.Denied, asserts, corpus.Actual}, {corpus.Planned, asserts, corpus.Planned}, {corpus.Denied, corpus.Statement{}, corpus.Denied}} {
		if got := statusOf(tt.read, tt.s); got != tt.want {
			t.Errorf("%s, want %s", got, tt.want)
		}
	}
}

func TestReadLineHasFigures(t *testing.T) {
	r := floodFixture(t)[1]
	a := corpus.Annotations{System: "annotate/1", Figures: r.figures,
		Times: []corpus.Timex{{Span: find(t, r.doc, "12 March", 0), Type: corpus.Date, Value: "2031-03-12"}}}
	for _, s := range r.statements {
		a.Attributions = append(a.Attributions, s.Attribution)
	}
	for _, f := range r.figures {
		a.Quantities = append(a.Quantities, f.Quantity)
	}
	line := ReadLine(r.doc, a, false)
	if len(line.Figures) != 2 || len(line.Quantities) != 2 || len(line.Dates) != 1 {
		t.Fatalf("%+v", line)
	}
	f := line.Figures[0]
	if f.Statement != line.Statements[0].ID || f.Source.Name != "Lowmere Water Authority" || line.Figures[1].Statement != "" || f.Measure != "killed" || f.End-f.Start != len("between 900 and 1,000 soldiers") {
		t.Errorf("%+v", line.Figures)
	}
	var out bytes.Buffer
	if err := WriteReadText(&out, Style{Unicode: true}, r.doc, a); err != nil {
		t.Fatal(err)
	}
	golden(t, "read.figures.txt", out.String())
	b, err := json.Marshal(ReadLine(r.doc, corpus.Annotations{}, false))
	if err != nil || !strings.Contains(string(b), `"quantities":[],"figures":[],"dates":[]`) {
		t.Errorf("%v, %s", err, b)
	}
}

func TestBriefHasFigures(t *testing.T) {
	b := brief(t, floodFixture(t), Scope{})
	if len(b.Series) != 2 || b.Alone != 1 {
		t.Fatalf("%d series, %d alone", len(b.Series), b.Alone)
	}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"text":     func(w *bytes.Buffer) error { return b.WriteText(w, Style{Unicode: true, Width: 100}) },
		"Markdown": func(w *bytes.Buffer) error { return b.WriteMarkdown(w) },
		"HTML":     func(w *bytes.Buffer) error { return b.WriteHTML(w) },
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{figuresTitle, "about 600 soldiers", "disagree", "1 with a disagreement", "nothing to hold against: 1 figure", "lowest about 600"} {
			if !strings.Contains(strings.Join(strings.Fields(out.String()), " "), want) {
				t.Errorf("%s: no %q in\n%s", name, want, out.String())
			}
		}
		if name != "text" && strings.Contains(strings.ReplaceAll(out.String(), `\<`, ""), "<b>Radio") {
			t.Errorf("%s: markup of a document went through", name)
		}
		if name != "text" {
			checkAnchors(t, out.String())
		}
	}
	// Narrowed to words or to what people looked at, only figures in those
	// statements stand in it.
	for _, s := range []Scope{{Text: "soldiers"}, {Confirmed: true}} {
		b := brief(t, floodFixture(t), s)
		for _, series := range b.Series {
			for _, f := range series.Lines {
				if f.Line == nil {
					t.Errorf("%+v: a figure of no statement: %+v", s, f.FigureLine)
				}
			}
		}
	}
}

// checkAnchors fails on a link to a place that is not in the page, and on two
// places of one name.
func checkAnchors(t *testing.T, page string) {
	t.Helper()
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(`id="([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]] {
			t.Errorf("two places are named %s", m[1])
		}
		ids[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`(?:href="#|\]\(#)([^")]+)[")]`).FindAllStringSubmatch(page, -1) {
		if !ids[m[1]] {
			t.Errorf("a link leads to #%s, which is nowhere", m[1])
		}
	}
}
