package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"hearsay/connect"
	"hearsay/corpus"
	"hearsay/internal/store"
	"hearsay/measure"
)

// BriefFigure is a figure of a series in a brief.
type BriefFigure struct {
	FigureLine
	N       int    // in its series, from 1
	Ref     string // of the statement that it stands in, else its own: "12.f1"
	In      *BriefSource
	Line    *BriefLine // the statement that it stands in; nil where the outlet itself tells it
	Passage []Part     // where it has no statement, the exact passage with some context
	Range   Range      // of its words, code points
}

// BriefSeries is a series in a brief.
type BriefSeries struct {
	SeriesLine
	Lines []*BriefFigure // by as-of date
}

// figureQuoting is the reading of the figures of a brief.
type figureQuoting struct {
	*Brief
	ctx     context.Context
	st      *store.Store
	said    map[string]*BriefLine   // by ID of the statement
	sources map[string]*BriefSource // by document
	read    map[string]store.Figure // by ID
	lines   *figureLines
}

// readFigures fills in Series with the figures that stand in the statements of
// the brief and, unless it is narrowed to some statements, those that outlets
// tell themselves. A figure that nothing can be held against is only counted.
func (b *Brief) readFigures(ctx context.Context, st *store.Store, measures *measure.Set) error {
	list, err := st.Figures(ctx, store.FigureFilter{DocumentFilter: b.Scope.documents()})
	if err != nil || len(list) == 0 {
		return prefixed("figures of the brief", err)
	}
	q := b.quoting(ctx, st)
	for _, f := range list {
		if err := q.take(f); err != nil {
			return err
		}
	}
	for _, s := range q.lines.lineUp(measures) {
		if len(s.Figures) < 2 {
			b.Alone++
			continue
		}
		if err := q.series(s); err != nil {
			return err
		}
	}
	slices.SortStableFunc(b.Series, func(x, y *BriefSeries) int { return cmp.Compare(x.order(), y.order()) })
	return nil
}

func prefixed(what string, err error) error {
	if err != nil {
		err = fmt.Errorf("%s: %w", what, err)
	}
	return err
}

func (b *Brief) quoting(ctx context.Context, st *store.Store) *figureQuoting {
	q := &figureQuoting{Brief: b, ctx: ctx, st: st, said: map[string]*BriefLine{}, sources: map[string]*BriefSource{},
		read: map[string]store.Figure{}, lines: newFigureLines(ctx, st)}
	for _, src := range b.Sources {
		q.sources[src.ID] = src
		for _, l := range src.Lines {
			q.said[l.ID] = l
		}
	}
	return q
}

// take gathers a figure that belongs into the brief.
func (q *figureQuoting) take(f store.Figure) error {
	if f.Said == nil && (q.Scope.Text != "" || q.Scope.Confirmed) || f.Said != nil && q.said[f.Said.ID] == nil {
		return nil
	}
	q.read[f.ID] = f
	return q.lines.add(f)
}

func (q *figureQuoting) series(s SeriesLine) error {
	out := &BriefSeries{SeriesLine: s}
	for i, l := range s.Figures {
		f := &BriefFigure{FigureLine: l, N: i + 1, Line: q.said[l.Statement], Range: l.TextAt}
		if f.Line != nil {
			f.Ref, f.In = f.Line.Ref, f.Line.In
		} else if err := q.quote(f); err != nil {
			return err
		}
		out.Lines = append(out.Lines, f)
	}
	q.Series = append(q.Series, out)
	return nil
}

// quote gives a figure without a statement a reference of its own.
func (q *figureQuoting) quote(f *BriefFigure) error {
	shelf, err := q.lines.shelf(f.Document)
	if err != nil {
		return err
	}
	if f.In = q.sources[f.Document]; f.In == nil {
		if f.In, err = q.openSource(q.ctx, q.st, shelf.doc); err != nil {
			return err
		}
		q.sources[f.Document] = f.In
	}
	marks := []marked{{q.read[f.ID].Span, Counted}}
	f.Passage = cutParts(shelf.doc.Text, stretchesAround(shelf.doc.Text, shelf.doc.Blocks, marks, briefReach), marks)
	f.In.Figures = append(f.In.Figures, f)
	f.Ref = fmt.Sprintf("%d.f%d", f.In.N, len(f.In.Figures))
	return nil
}

// Target is the identity whose passage the line of a figure opens.
func (f *BriefFigure) Target() string {
	if f.Line != nil {
		return f.Line.ID
	}
	return f.ID
}

// Numbers is what a figure says in numbers, for the page; nothing where its
// words say it so.
func (f *BriefFigure) Numbers() []string { return f.words()[1:] }

// DateWords is the date of a figure for the page.
func (f *BriefFigure) DateWords() string { return f.dateWords() }

// Told is who tells a figure, through whom, and who stands behind it.
func (f *BriefFigure) Told() string { return f.told(Style{Unicode: true}) }

// Hand is "person" for a figure in a statement that a person looked at.
func (f *BriefFigure) Hand() string {
	if f.Standing == corpus.Machine || f.Standing == "" {
		return "machine"
	}
	return "person"
}

// Title names a series for the page.
func (s *BriefSeries) Title() string { return s.title() }

// Summary says what there is in a series.
func (s *BriefSeries) Summary() string {
	return strings.Join(known(s.summary(), s.ends()), "; ")
}

// Apart reports whether figures of the series disagree.
func (s *BriefSeries) Apart() bool {
	return slices.ContainsFunc(s.Pairs, func(p PairLine) bool { return conflicting(p.Label) })
}

// order puts the series in which figures disagree first.
func (s *BriefSeries) order() int {
	if s.Apart() {
		return 0
	}
	return 1
}

// conflicting reports whether a label is one that a reader looks for first.
func conflicting(l connect.Label) bool { return l == connect.Disagree || l == connect.Drift }

// Compared says how the figures of a series stand to each other, with the
// references of both passages.
func (s *BriefSeries) Compared() []Comparison {
	byID := map[string]*BriefFigure{}
	for _, f := range s.Lines {
		byID[f.ID] = f
	}
	var out []Comparison
	for _, p := range s.Pairs {
		c := Comparison{Label: string(p.Label), Why: p.Why, Apart: conflicting(p.Label)}
		for _, id := range known(p.A, p.Plus, p.B) {
			if f := byID[id]; f != nil {
				c.Figures = append(c.Figures, f)
			}
		}
		out = append(out, c)
	}
	return out
}

// Comparison is a pair of a series in a brief; of three figures the first two
// are added.
type Comparison struct {
	Label, Why string
	Apart      bool // a disagreement or a drift
	Figures    []*BriefFigure
}

// words names the figures of a comparison and their references.
func (c Comparison) words() string {
	var sides []string
	for _, f := range c.Figures {
		sides = append(sides, fmt.Sprintf("“%s” [%s]", f.Text, f.Ref))
	}
	if len(sides) == 3 {
		sides = []string{sides[0] + " + " + sides[1], sides[2]}
	}
	return c.Label + ": " + strings.Join(sides, " and ") + ": " + c.Why
}

// figureCount says how many series there are, and what is not among them.
func (b Brief) figureCount() string {
	apart := 0
	for _, s := range b.Series {
		if s.Apart() {
			apart++
		}
	}
	out := fmt.Sprintf("%s, %s. ", count(len(b.Series), "series of figures", "series of figures"), disagreements(apart))
	if b.Alone > 0 {
		out += fmt.Sprintf("Not shown here, with nothing to hold against: %s. ", count(b.Alone, "figure", "figures"))
	}
	return out + figuresNote
}

func disagreements(n int) string {
	if n == 0 {
		return "none with a disagreement or a drift"
	}
	return thousands(n) + " with a disagreement or a drift"
}

// figures writes the series of a brief for a terminal.
func (s *briefSheet) figures() {
	if len(s.brief.Series) == 0 {
		return
	}
	s.heading(fmt.Sprintf("%s (%s)", figuresTitle, thousands(len(s.brief.Series))))
	s.note(s.brief.figureCount())
	s.room = linesShown
	left := 0
	for _, series := range s.brief.Series {
		if s.room <= 0 {
			left++
			continue
		}
		s.briefSeries(series)
	}
	if left > 0 {
		s.note(fmt.Sprintf("%s more series: %s", thousands(left), s.brief.figuresCommand()))
	}
}

func (s *briefSheet) briefSeries(b *BriefSeries) {
	s.heading(b.title())
	s.note(b.Summary())
	s.bars(b.SeriesLine)
	for _, f := range b.Lines {
		s.room--
		s.prose("", 2, f.dateWords()+s.style.dot()+strings.Join(f.words(), s.style.dot()))
		s.prose(muted, 6, f.told(s.style)+" ["+f.Ref+"]")
		if f.Line != nil {
			s.shown[f.Line] = true
		} else {
			s.shownFigures[f] = true
		}
	}
	for _, c := range b.Compared() {
		s.prose("", 4, c.words())
	}
}

// figuresCommand is the command line that lists the series of a brief.
func (b Brief) figuresCommand() string {
	out := commandLine("figures", b.DB)
	if b.Scope.Outlet != "" {
		out += " --outlet " + quoted(b.Scope.Outlet)
	}
	return out
}

// figurePassage writes the reference of a figure without a statement.
func (s *briefSheet) figurePassage(f *BriefFigure) {
	s.prose(muted, 4, fmt.Sprintf("[%s] characters %d-%d, figure %s", f.Ref, f.Range.Start, f.Range.End, short(f.ID)))
	for _, line := range setParts(s.style, f.Passage, s.style.columns()-6) {
		s.line(strings.TrimRight("      "+line, " "))
	}
}

// figures writes the series of a brief as Markdown.
func (m *markdown) figures() {
	if len(m.brief.Series) == 0 {
		return
	}
	m.f("\n## %s\n\n%s\n", figuresTitle, m.brief.figureCount())
	for _, s := range m.brief.Series {
		m.f("\n### %s\n\n%s\n\n", s.title(), s.Summary())
		for _, f := range s.Lines {
			m.figure(f)
		}
		if len(s.Pairs) > 0 {
			m.WriteString("\n")
		}
		for _, c := range s.Compared() {
			m.comparison(c)
		}
	}
}

func (m *markdown) figure(f *BriefFigure) {
	m.f("- %s · **%s** · %s ", f.dateWords(), strings.Join(f.words(), " · "), f.Told())
	fmt.Fprintf(m, "<a id=\"f-%s\"></a>[\\[%s\\]](#p-%s)\n", anchor(f.ID), f.Ref, anchor(f.Target()))
}

func (m *markdown) comparison(c Comparison) {
	m.f("- *%s*: ", c.Label)
	for i, f := range c.Figures {
		m.WriteString([]string{"", joint(i, len(c.Figures))}[min(i, 1)])
		m.f("“%s” ", f.Text)
		fmt.Fprintf(m, "[\\[%s\\]](#p-%s)", f.Ref, anchor(f.Target()))
	}
	m.f(": %s\n", c.Why)
}

// joint stands before figure i of n of a comparison.
func joint(i, n int) string {
	if n == 3 && i == 1 {
		return " + "
	}
	return " and "
}

func (m *markdown) figurePassage(f *BriefFigure) {
	fmt.Fprintf(m, "\n<a id=\"p-%s\"></a>**[\\[%s\\]](#f-%s)** characters %d–%d, figure %s\n\n> ",
		anchor(f.ID), f.Ref, anchor(f.ID), f.Range.Start, f.Range.End, anchor(f.ID))
	for _, p := range f.Passage {
		m.part(p)
	}
	m.WriteString("\n")
}
