package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"hearsay/connect"
	"hearsay/internal/store"
	"hearsay/measure"
)

// Figures lines up all figures of the ledger and returns the series with those
// that q lets through: what may be said of a figure depends on all that it is
// held against, asked for or not. Names of private persons stand in the figures,
// see [WriteFigures], and not in origins and reasons: nobody is gathered there
// who may not be.
func Figures(ctx context.Context, st *store.Store, q FigureQuery, measures *measure.Set) ([]SeriesLine, error) {
	choice, err := q.choice(measures)
	if err != nil {
		return nil, err
	}
	g, err := gatherFigures(ctx, st)
	if err != nil {
		return nil, err
	}
	series := connect.LineUp(g.figures, measures)
	choice.seeSides(series, g.lines)
	return g.cut(series, choice.in), nil
}

// figureLines gathers the figures of a ledger. Of their documents, the text of
// one is kept at a time.
type figureLines struct {
	shelf
	aliases map[[2]string]string // of private persons, by document and name
	persons map[string]int       // how many a document has
	pieces  pieces
	lines   []FigureLine
	figures []connect.Figure // the same figures
}

func gatherFigures(ctx context.Context, st *store.Store) (*figureLines, error) {
	g := &figureLines{shelf: shelf{ctx: ctx, st: st}, aliases: map[[2]string]string{}, persons: map[string]int{}}
	var err error
	if g.pieces, err = piecesOf(ctx, st); err != nil {
		return nil, err
	}
	for f, err := range st.Figures(ctx) {
		if err == nil {
			err = g.add(f)
		}
		if err != nil {
			return nil, err
		}
	}
	g.dropRepeated()
	return g, nil
}

// dropRepeated leaves out the figures of texts that were replaced which a later text of the
// piece has too, in the same words of the same speaker: several texts of one piece are one
// telling. What a later text changed or left out stays.
func (g *figureLines) dropRepeated() {
	later := map[string][]int{} // places among lines of the figures of a piece of several texts
	for i, l := range g.lines {
		if e, ok := g.pieces[l.Document]; ok {
			later[e.piece] = append(later[e.piece], i)
		}
	}
	repeated := func(i int) bool {
		l := g.lines[i]
		e, ok := g.pieces[l.Document]
		return ok && slices.ContainsFunc(later[e.piece], func(k int) bool {
			return g.pieces[g.lines[k].Document].place > e.place && l.sameTelling(g.lines[k])
		})
	}
	var lines []FigureLine
	var figures []connect.Figure
	for i := range g.lines {
		if !repeated(i) {
			lines, figures = append(lines, g.lines[i]), append(figures, g.figures[i])
		}
	}
	g.lines, g.figures = lines, figures
}

// sameTelling reports whether two figures tell the same in the same words of the same speaker.
func (l FigureLine) sameTelling(k FigureLine) bool {
	return strings.EqualFold(l.Text, k.Text) && strings.EqualFold(l.Speaker, k.Speaker) && l.Measure == k.Measure && l.Counted == k.Counted &&
		l.Side == k.Side && l.Subgroup == k.Subgroup && l.Status == k.Status && l.Headline == k.Headline
}

func (g *figureLines) add(f store.Figure) error {
	if err := g.open(f.Document); err != nil {
		return err
	}
	l, err := g.figure(f)
	if err != nil {
		return err
	}
	l.Text, l.Passage = strings.Clone(l.Text), strings.Clone(l.Passage) // else the whole text would be kept for them
	if l.Withheld {
		l.alias = g.alias(l)
	}
	c := comparable(f, l)
	if e, ok := g.pieces[l.Document]; ok {
		c.Piece, c.Edition = e.piece, e.place
	}
	g.lines, g.figures = append(g.lines, l), append(g.figures, c)
	return nil
}

// comparable is a figure as it is held against others: who tells it is what
// stands, and a private person is nobody that two documents could share.
func comparable(f store.Figure, l FigureLine) connect.Figure {
	c := connect.Figure{Figure: f.Figure, ID: l.ID, Document: l.Document, Outlet: l.Outlet, Published: day(l.Published), Passage: l.Passage, Speaker: l.Speaker, Headline: l.Headline, PartOf: l.PartOf}
	c.Status, c.AsOf = l.Status, l.AsOf
	if f.Said != nil {
		c.Source, c.Via = f.Said.Source, f.Said.Via
	}
	if l.Withheld {
		c.Speaker, c.Source.Name = l.alias, l.alias
	}
	c.Chain = append(slices.Clone(l.Via), known(l.Forwarded, l.Outlet)...)
	return c
}

// alias stands for a private person where figures of many documents meet.
func (g *figureLines) alias(l FigureLine) string {
	key := [2]string{l.Document, l.Speaker}
	if g.aliases[key] == "" {
		g.persons[l.Document]++
		g.aliases[key] = fmt.Sprintf("person %d named in document %s", g.persons[l.Document], short(l.Document))
	}
	return g.aliases[key]
}

// cut makes lines of series with the figures that chosen lets through. A pair is
// kept where one of its figures is shown, in its series or, where none of that is
// shown, in that of the figure.
func (g *figureLines) cut(series []connect.Series, chosen func(connect.Series) func(FigureLine) bool) []SeriesLine {
	g.numberOrigins(series)
	c := cutting{figureLines: g, out: make([]SeriesLine, len(series)), home: make([]int, len(g.lines)), shown: make([]bool, len(g.lines)), noted: map[[2]int]bool{}}
	for i, s := range series {
		c.figuresOf(i, s, chosen(s))
	}
	for i, s := range series {
		c.pairsOf(i, s)
	}
	for i, s := range series {
		c.othersOf(i, s)
	}
	return slices.DeleteFunc(c.out, func(s SeriesLine) bool { return len(s.Figures) == 0 })
}

// numberOrigins gives the figures that go back to one origin a number of their
// own, from 1.
func (g *figureLines) numberOrigins(series []connect.Series) {
	root := make([]int, len(g.lines))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	shared := map[int]bool{}
	for _, s := range series {
		for _, p := range s.Pairs {
			if p.Label == connect.SameOrigin {
				root[find(p.B)] = find(p.A)
				shared[p.A], shared[p.B] = true, true
			}
		}
	}
	numbers := map[int]int{}
	for _, s := range series {
		for _, i := range s.Figures {
			if !shared[i] {
				continue
			}
			at := find(i)
			if numbers[at] == 0 {
				numbers[at] = len(numbers) + 1
			}
			g.lines[i].origin = numbers[at]
		}
	}
}

// cutting makes lines of series of which only some figures are shown.
type cutting struct {
	*figureLines
	out   []SeriesLine
	home  []int           // the series of each figure
	shown []bool          // whether each is
	noted map[[2]int]bool // series and figure: it is among the others of the series
}

func (c *cutting) figuresOf(n int, s connect.Series, chosen func(FigureLine) bool) {
	l := SeriesLine{Measure: s.Measure, Counted: s.Counted, Side: s.Side, Event: s.Event, Window: s.Window, Period: s.Period,
		Low: s.Low, High: s.High, LowBy: c.id(s.LowBy), HighBy: c.id(s.HighBy), Origins: append([]string{}, s.Origins...),
		Whole: len(s.Figures), Figures: []FigureLine{}, Others: []FigureLine{}, Pairs: []PairLine{}}
	for _, i := range s.Figures {
		c.home[i], c.shown[i] = n, chosen(c.lines[i])
		if c.shown[i] {
			l.Figures = append(l.Figures, c.lines[i])
		}
	}
	c.out[n] = l
}

// id is that of figure i, "" where there is none.
func (g *figureLines) id(i int) string {
	if i < 0 {
		return ""
	}
	return g.lines[i].ID
}

// figuresIn lists the figures of a pair: A, Plus if there is one, B.
func figuresIn(p connect.Pair) []int {
	if p.Plus < 0 {
		return []int{p.A, p.B}
	}
	return []int{p.A, p.Plus, p.B}
}

func (c *cutting) pairsOf(n int, s connect.Series) {
	for _, p := range s.Pairs {
		all := figuresIn(p)
		at := slices.IndexFunc(all, func(i int) bool { return c.shown[i] })
		if at < 0 {
			continue
		}
		to := n
		if len(c.out[n].Figures) == 0 {
			to = c.home[all[at]]
		}
		c.out[to].Pairs = append(c.out[to].Pairs, c.pair(p))
		c.beside(to, all...)
	}
}

// beside notes figures that are named in a series and shown in none.
func (c *cutting) beside(n int, figures ...int) {
	for _, i := range figures {
		if key := [2]int{n, i}; !c.shown[i] && !c.noted[key] {
			c.noted[key] = true
			c.out[n].Others = append(c.out[n].Others, c.lines[i])
		}
	}
}

// othersOf adds those who tell the lowest and the highest number, and orders
// what was noted.
func (c *cutting) othersOf(n int, s connect.Series) {
	l := &c.out[n]
	if len(l.Figures) == 0 {
		return
	}
	for _, i := range []int{s.LowBy, s.HighBy} {
		if i >= 0 {
			c.beside(n, i)
		}
	}
	slices.SortStableFunc(l.Others, func(a, b FigureLine) int { return compareDates(a.Date, b.Date) })
	slices.SortStableFunc(l.Pairs, func(a, b PairLine) int { return cmp.Compare(weight(a.Label), weight(b.Label)) })
}

// weight orders pairs: where figures differ first, then what explains that
// they do, then what agrees, last what could not be compared.
func weight(l connect.Label) int {
	return slices.Index([]connect.Label{connect.Disagree, connect.Drift, connect.Lowered, connect.Corrected, connect.OtherMethod,
		connect.Update, connect.PartWhole, connect.SameOrigin, connect.Agree, connect.NotEnough}, l)
}

func (g *figureLines) pair(p connect.Pair) PairLine {
	out := PairLine{A: g.id(p.A), Plus: g.id(p.Plus), B: g.id(p.B), Label: p.Label, Why: p.Why, origin: g.lines[p.A].origin}
	for _, i := range figuresIn(p) {
		out.Passages = append(out.Passages, g.lines[i].Passage)
	}
	return out
}
