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
	N       int    // in its series, from 1; 0 beside it
	Ref     string // of the statement that it stands in, else its own: "12.f1"
	In      *BriefSource
	Line    *BriefLine // the statement of the brief that it stands in, nil for none
	Passage []Part     // where there is none, the exact passage with some context
	Range   Range      // of its words, code points
}

// BriefSeries is a series in a brief.
type BriefSeries struct {
	SeriesLine
	Lines  []*BriefFigure // by as-of date
	Beside []*BriefFigure // of Others, those that are shown with no series before

	all map[string]*BriefFigure // of the brief, by ID
}

// figureQuoting is the reading of the figures of a brief.
type figureQuoting struct {
	*Brief
	lines   *figureLines
	inScope map[string]bool         // documents by ID
	said    map[string]*BriefLine   // by ID of the statement
	sources map[string]*BriefSource // by document
	all     map[string]*BriefFigure // by ID
	unsaid  []*BriefFigure          // those without a statement in the brief, which need a passage
}

// readFigures fills in Series with the figures that stand in the statements of
// the brief and, unless it is narrowed to some statements, those that outlets
// tell themselves in the documents inScope. A figure that nothing can be held
// against is only counted.
func (b *Brief) readFigures(ctx context.Context, st *store.Store, measures *measure.Set, inScope map[string]bool) error {
	lines, err := gatherFigures(ctx, st)
	if err != nil {
		return fmt.Errorf("figures of the brief: %w", err)
	}
	q := b.quoting(lines, inScope)
	series := lines.cut(connect.LineUp(lines.figures, measures), func(connect.Series) func(FigureLine) bool { return q.takes })
	slices.SortStableFunc(series, func(x, y SeriesLine) int { return cmp.Compare(x.order(), y.order()) })
	pairs := pairsByFigure(series)
	for _, s := range series {
		if s.alone(pairs) {
			b.Alone++
			continue
		}
		q.series(s)
	}
	return q.quote()
}

func (b *Brief) quoting(lines *figureLines, inScope map[string]bool) *figureQuoting {
	q := &figureQuoting{Brief: b, lines: lines, inScope: inScope, said: map[string]*BriefLine{}, sources: map[string]*BriefSource{}, all: map[string]*BriefFigure{}}
	for _, src := range b.Sources {
		q.sources[src.ID] = src
		for _, l := range src.Lines {
			q.said[l.ID] = l
		}
	}
	return q
}

// takes reports whether a figure belongs into the brief.
func (q *figureQuoting) takes(l FigureLine) bool {
	if l.Statement != "" {
		return q.said[l.Statement] != nil
	}
	return !q.Scope.narrowed() && q.inScope[l.Document]
}

func (q *figureQuoting) series(s SeriesLine) {
	out := &BriefSeries{SeriesLine: s, all: q.all}
	for i, l := range s.Figures {
		out.Lines = append(out.Lines, q.figure(l, i+1))
	}
	for _, l := range s.Others {
		if q.all[l.ID] == nil {
			out.Beside = append(out.Beside, q.figure(l, 0))
		}
	}
	q.Series = append(q.Series, out)
}

func (q *figureQuoting) figure(l FigureLine, n int) *BriefFigure {
	f := &BriefFigure{FigureLine: l, N: n, Line: q.said[l.Statement], Range: l.TextAt}
	if f.Line != nil {
		f.Ref, f.In = f.Line.Ref, f.Line.In
	} else {
		q.unsaid = append(q.unsaid, f)
	}
	q.all[l.ID] = f
	return f
}

// quote gives the figures without a statement references of their own, source
// by source, so that each text is read once.
func (q *figureQuoting) quote() error {
	slices.SortFunc(q.unsaid, func(a, b *BriefFigure) int {
		return cmp.Or(compareDates(a.Published, b.Published), cmp.Compare(a.Document, b.Document), cmp.Compare(a.Range.Start, b.Range.Start), cmp.Compare(a.ID, b.ID))
	})
	for _, f := range q.unsaid {
		if err := q.lines.open(f.Document); err != nil {
			return err
		}
		if err := q.passage(f, q.lines.doc); err != nil {
			return err
		}
	}
	return nil
}

func (q *figureQuoting) passage(f *BriefFigure, d corpus.Document) (err error) {
	if f.In = q.sources[d.ID]; f.In == nil {
		if f.In, err = q.openSource(&q.lines.shelf); err != nil {
			return err
		}
		f.In.Outside = !q.inScope[d.ID]
		q.sources[d.ID] = f.In
	}
	marks := []marked{{f.span, Counted}}
	f.Passage = cutParts(d.Text, stretchesAround(d.Text, d.Blocks, marks, briefReach), marks)
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
func (s SeriesLine) Apart() bool {
	return slices.ContainsFunc(s.Pairs, func(p PairLine) bool { return conflicting(p.Label) })
}

// order puts the series in which figures disagree first.
func (s SeriesLine) order() int {
	if s.Apart() {
		return 0
	}
	return 1
}

// conflicting reports whether a label is one that a reader looks for first.
func conflicting(l connect.Label) bool { return l == connect.Disagree || l == connect.Drift }

// Compared says how the figures of a series stand to each other and to those of
// others, with the references of all passages.
func (s *BriefSeries) Compared() []Comparison {
	var out []Comparison
	for _, p := range s.Pairs {
		c := Comparison{Label: string(p.Label), Why: p.Why, Apart: conflicting(p.Label)}
		for _, id := range known(p.A, p.Plus, p.B) {
			c.Figures = append(c.Figures, s.all[id])
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
		s.note(fmt.Sprintf("%s more series: %s", thousands(left), s.brief.whole()))
	}
}

func (s *briefSheet) briefSeries(b *BriefSeries) {
	s.heading(b.title())
	s.note(b.Summary())
	s.bars(b.SeriesLine)
	for _, f := range b.Lines {
		s.briefFigure(f)
	}
	if len(b.Beside) > 0 {
		s.note(besideNote)
	}
	for _, f := range b.Beside {
		s.briefFigure(f)
	}
	for _, c := range b.Compared() {
		s.prose("", 4, c.words())
		for _, f := range c.Figures {
			s.refer(f)
		}
	}
}

func (s *briefSheet) briefFigure(f *BriefFigure) {
	s.room--
	s.prose("", 2, f.dateWords()+s.style.dot()+strings.Join(f.words(), s.style.dot()))
	s.prose(muted, 6, f.told(s.style)+" ["+f.Ref+"]")
	s.refer(f)
}

// refer notes that the passage of f is to stand among the references.
func (s *briefSheet) refer(f *BriefFigure) {
	if f.Line != nil {
		s.shown[f.Line] = true
	} else {
		s.shownFigures[f] = true
	}
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
		if len(s.Beside) > 0 {
			m.f("\n%s\n\n", besideNote)
		}
		for _, f := range s.Beside {
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
