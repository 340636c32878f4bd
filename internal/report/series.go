package report

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"hearsay/connect"
	"hearsay/corpus"
	"hearsay/internal/store"
	"hearsay/measure"
)

// FigureQuery says which figures are asked for; zero fields do not narrow.
type FigureQuery struct {
	Measure  string // with the measures that are parts of it
	Of       string // words that occur in what is counted
	Side     string
	Outlet   string
	From, To string // as-of date, else publication: YYYY, YYYY-MM or YYYY-MM-DD, both inclusive
}

// filter is the query as the store takes it.
func (q FigureQuery) filter(measures *measure.Set) store.FigureFilter {
	f := store.FigureFilter{DocumentFilter: store.DocumentFilter{Outlet: q.Outlet}, Counted: q.Of, Side: q.Side, Since: q.From, Until: q.To}
	if q.Measure == "" {
		return f
	}
	f.Measures = []string{q.Measure}
	for _, m := range measures.All() {
		if m.Name != q.Measure && measures.PartOf(m.Name, q.Measure) {
			f.Measures = append(f.Measures, m.Name)
		}
	}
	return f
}

// SeriesLine is one series: figures that may be held against each other, by
// as-of date, and how they stand to each other. There is no average and no
// one number. The names of its JSON fields are stable.
type SeriesLine struct {
	Measure string        `json:"measure"` // "" unknown
	Counted string        `json:"counted"`
	Side    string        `json:"side"`
	Event   string        `json:"event"`
	Window  corpus.Window `json:"window"`
	Period  string        `json:"period"` // within which dates count as the same time
	Low     *float64      `json:"low"`    // the lowest and the highest that anybody says; null is an open end or nothing
	High    *float64      `json:"high"`
	LowBy   string        `json:"low_by"` // ID of the figure that says so, "" none
	HighBy  string        `json:"high_by"`
	Origins []string      `json:"origins"` // the distinct named origins, however many outlets repeat them
	Figures []FigureLine  `json:"figures"`
	Pairs   []PairLine    `json:"pairs"`
}

// PairLine says how two figures of a series stand to each other, or the sum of
// two to a third, and why.
type PairLine struct {
	A        string        `json:"a"`    // ID of the one
	Plus     string        `json:"plus"` // ID of what is added to it, "" for nothing
	B        string        `json:"b"`    // ID of the other
	Label    connect.Label `json:"label"`
	Why      string        `json:"why"`
	Passages []string      `json:"passages"` // of a, plus and b
}

// Figures lines up the figures that q lets through. Names of private persons
// stand in the figures, see [WriteFigures], and not in origins and reasons:
// nobody is gathered there who may not be.
func Figures(ctx context.Context, st *store.Store, q FigureQuery, measures *measure.Set) ([]SeriesLine, error) {
	list, err := st.Figures(ctx, q.filter(measures))
	if err != nil {
		return nil, err
	}
	lines := newFigureLines(ctx, st)
	for _, f := range list {
		if err := lines.add(f); err != nil {
			return nil, err
		}
	}
	return lines.lineUp(measures), nil
}

// figureLines gathers figures of many documents.
type figureLines struct {
	ctx     context.Context
	st      *store.Store
	shelves map[string]*shelf // by document: figures come by date
	private map[[2]string]string
	lines   []FigureLine
	figures []connect.Figure
}

func newFigureLines(ctx context.Context, st *store.Store) *figureLines {
	return &figureLines{ctx: ctx, st: st, shelves: map[string]*shelf{}, private: map[[2]string]string{}}
}

func (g *figureLines) shelf(document string) (*shelf, error) {
	if s := g.shelves[document]; s != nil {
		return s, nil
	}
	s := &shelf{ctx: g.ctx, st: g.st}
	g.shelves[document] = s
	return s, s.open(document)
}

func (g *figureLines) add(f store.Figure) error {
	s, err := g.shelf(f.Document)
	if err != nil {
		return err
	}
	l, err := figureLine(g.ctx, g.st, f, s.doc, s.points)
	if err != nil {
		return err
	}
	g.lines, g.figures = append(g.lines, l), append(g.figures, g.comparable(f, l))
	return nil
}

// comparable is a figure as it is held against others: who tells it is what
// stands, and a private person is nobody that two documents could share.
func (g *figureLines) comparable(f store.Figure, l FigureLine) connect.Figure {
	c := connect.Figure{Figure: f.Figure, ID: l.ID, Document: l.Document, Outlet: l.Outlet, Published: day(l.Published), Passage: l.Passage, Speaker: l.Speaker, Headline: l.Headline, PartOf: l.PartOf}
	c.Status = l.Status
	if f.Said != nil {
		c.Source, c.Via = f.Said.Source, f.Said.Via
	}
	if l.Withheld {
		c.Speaker = g.label(l)
		c.Source.Name = c.Speaker
	}
	c.Chain = append(slices.Clone(l.Via), known(l.Forwarded, l.Outlet)...)
	return c
}

// label stands for a private person where figures of many documents meet.
func (g *figureLines) label(l FigureLine) string {
	key := [2]string{l.Document, l.Speaker}
	if g.private[key] == "" {
		n := 1
		for k := range g.private {
			if k[0] == l.Document {
				n++
			}
		}
		g.private[key] = fmt.Sprintf("person %d named in document %s", n, short(l.Document))
	}
	return g.private[key]
}

func (g *figureLines) lineUp(measures *measure.Set) []SeriesLine {
	series := connect.LineUp(g.figures, measures)
	out := make([]SeriesLine, len(series))
	for i, s := range series {
		out[i] = SeriesLine{Measure: s.Measure, Counted: s.Counted, Side: s.Side, Event: s.Event, Window: s.Window, Period: s.Period,
			Low: s.Low, High: s.High, LowBy: g.id(s.LowBy), HighBy: g.id(s.HighBy), Origins: append([]string{}, s.Origins...), Figures: []FigureLine{}, Pairs: []PairLine{}}
		for _, k := range s.Figures {
			out[i].Figures = append(out[i].Figures, g.lines[k])
		}
		for _, p := range s.Pairs {
			out[i].Pairs = append(out[i].Pairs, g.pair(p))
		}
		slices.SortStableFunc(out[i].Pairs, func(a, b PairLine) int { return cmp.Compare(weight(a.Label), weight(b.Label)) })
	}
	return out
}

// weight orders pairs: where figures differ first, then what explains that
// they do, then what agrees, last what could not be compared.
func weight(l connect.Label) int {
	return slices.Index([]connect.Label{connect.Disagree, connect.Drift, connect.Lowered, connect.Corrected, connect.OtherMethod,
		connect.Update, connect.PartWhole, connect.SameOrigin, connect.Agree, connect.NotEnough}, l)
}

// id is that of figure i, "" where there is none.
func (g *figureLines) id(i int) string {
	if i < 0 {
		return ""
	}
	return g.lines[i].ID
}

func (g *figureLines) pair(p connect.Pair) PairLine {
	out := PairLine{A: g.lines[p.A].ID, B: g.lines[p.B].ID, Label: p.Label, Why: p.Why, Passages: []string{g.lines[p.A].Passage}}
	if p.Plus >= 0 {
		out.Plus = g.lines[p.Plus].ID
		out.Passages = append(out.Passages, g.lines[p.Plus].Passage)
	}
	out.Passages = append(out.Passages, g.lines[p.B].Passage)
	return out
}

// title names a series.
func (s SeriesLine) title() string {
	return figureTitle(s.Measure, s.Counted, s.Side, s.Event)
}

// summary says what there is in a series: how many figures, from how many
// origins and outlets, and within which time they are compared.
func (s SeriesLine) summary() string {
	outlets := map[string]bool{}
	for _, l := range s.Figures {
		outlets[l.Outlet] = true
	}
	out := fmt.Sprintf("%s in %s", count(len(s.Figures), "figure", "figures"), count(len(outlets), "outlet", "outlets"))
	if n := len(s.Origins); n > 0 {
		out += fmt.Sprintf(", %s: %s", count(n, "distinct origin", "distinct origins"), someOf(s.Origins))
	}
	if s.Window != "" {
		out += "; " + string(s.Window)
	}
	if s.Period != "" && len(s.Figures) > 1 {
		out += "; compared within " + s.Period
	}
	return out
}

// ends says which figures are the lowest and the highest, who says so and
// when; "" where all say the same.
func (s SeriesLine) ends() string {
	if s.Low != nil && s.High != nil && *s.Low == *s.High {
		return ""
	}
	return strings.Join(known(s.end("lowest", s.Low, s.LowBy), s.end("highest", s.High, s.HighBy)), "; ")
}

func (s SeriesLine) end(what string, end *float64, by string) string {
	i := slices.IndexFunc(s.Figures, func(l FigureLine) bool { return l.ID == by })
	if end == nil || i < 0 {
		return ""
	}
	l := exportedFigure(s.Figures[i])
	return fmt.Sprintf("%s %s (%s, %s)", what, figureAmount(l), l.Speaker, l.dateWords())
}

// exportedFigure is l as an export has it: without the name of a private
// person.
func exportedFigure(l FigureLine) FigureLine {
	if l.Withheld {
		l.Speaker = withheldName
	}
	return l
}

// seriesRow is a figure of a series for CSV.
type seriesRow struct {
	n      int
	series SeriesLine
	figure FigureLine
}

// WriteFigures writes series. The table has every name, as the passages have;
// an export gives a description for the names that are withheld.
func WriteFigures(w io.Writer, format Format, style Style, series []SeriesLine) error {
	switch format {
	case CSV:
		return writeList(w, format, seriesRows(series), list[seriesRow]{head: seriesHead, row: seriesRow.cells})
	case JSON:
		return writeList(w, format, exportedSeries(series), list[SeriesLine]{})
	}
	s := sheet{style: style}
	for _, line := range series {
		s.series(line)
	}
	_, err := io.WriteString(w, s.String())
	return err
}

func exportedSeries(series []SeriesLine) iter.Seq2[SeriesLine, error] {
	return func(yield func(SeriesLine, error) bool) {
		for _, s := range series {
			s.Figures = slices.Clone(s.Figures)
			for i, l := range s.Figures {
				s.Figures[i] = exportedFigure(l)
			}
			if !yield(s, nil) {
				return
			}
		}
	}
}

func seriesRows(series []SeriesLine) iter.Seq2[seriesRow, error] {
	return func(yield func(seriesRow, error) bool) {
		for i, s := range series {
			for _, l := range s.Figures {
				if !yield(seriesRow{i + 1, s, exportedFigure(l)}, nil) {
					return
				}
			}
		}
	}
}

var seriesHead = []string{"series", "series_measure", "series_counted", "series_side", "series_event", "series_window", "period", "series_low", "series_high", "origins", "origin_names",
	"id", "document", "statement", "date", "dated", "text", "low", "high", "bound", "unit", "counted", "measure", "subgroup", "side", "place", "event", "as_of", "status", "method", "hedges",
	"speaker", "role", "speaker_kind", "identified", "withheld", "via", "forwarded_from", "outlet", "title", "published", "url", "text_sha256", "text_at", "passage",
	"labels", "reasons", "standing", "by", "at", "confidence", "system", "rule"}

// cells are those of seriesHead. A figure that stands in several pairs has
// their labels and reasons in one cell each, in the same order, with a bar
// between them.
func (r seriesRow) cells() []string {
	s, l := r.series, r.figure
	var labels, reasons []string
	for _, p := range s.Pairs {
		if other := p.without(l.ID); other != "" {
			labels, reasons = append(labels, string(p.Label)+" "+other), append(reasons, p.Why)
		}
	}
	return []string{strconv.Itoa(r.n), s.Measure, s.Counted, s.Side, s.Event, string(s.Window), s.Period, cell(s.Low), cell(s.High), strconv.Itoa(len(s.Origins)), strings.Join(s.Origins, "; "),
		l.ID, l.Document, l.Statement, l.Date, l.Dated, l.Text, cell(l.Low), cell(l.High), string(l.Bound), l.Unit, l.Counted, l.Measure, l.Subgroup, l.Side, l.Where, l.Event, l.AsOf,
		string(l.Status), string(l.Method), strings.Join(l.Hedges, "; "),
		l.Speaker, l.Role, string(l.Kind), string(l.Identified), strconv.FormatBool(l.Withheld), strings.Join(l.Via, " < "), l.Forwarded, l.Outlet, l.Title, l.Published, l.URL, string(l.Digest),
		rangesText([]Range{l.TextAt}), l.Passage, strings.Join(labels, " | "), strings.Join(reasons, " | "),
		string(l.Standing), l.By, l.At, fmt.Sprintf("%.2f", l.Confidence), l.System, l.Rule}
}

// cell writes a number for a program, "" for an open end.
func cell(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}

// without names the figures of a pair beside id, "" if id is none of them.
func (p PairLine) without(id string) string {
	all := known(p.A, p.Plus, p.B)
	if !slices.Contains(all, id) {
		return ""
	}
	return strings.Join(slices.DeleteFunc(all, func(other string) bool { return other == id }), " + ")
}
