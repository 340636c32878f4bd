package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"hearsay/corpus"
	"hearsay/internal/store"
	"hearsay/measure"
)

// Scope says what a brief is about; zero fields do not narrow.
type Scope struct {
	Outlet    string
	From, To  string // published, YYYY, YYYY-MM or YYYY-MM-DD, both inclusive
	Text      string // a search query over what was said
	Confirmed bool   // only what a person confirmed or corrected
	Since     string // of documents that the ledger saw first on or after it, UTC
}

// Brief tells an editor who said what, when, according to whom. Every line
// has a reference into Sources; the same ledger and scope give the same
// brief.
type Brief struct {
	Scope  Scope
	Counts BriefCounts

	Speakers []SpeakerLine  // most statements first, then by name
	Unnamed  []UnnamedLine  // by outlet
	Private  int            // statements by persons without a public role in the text: no profile
	Refusals []*BriefLine   // denied, declined, portrayed as silent; by date
	Days     []BriefDay     // everything else by date, the undated last
	Series   []*BriefSeries // whose figures are held against each other or those of another series; those in which they disagree first
	Alone    int            // figures that nothing can be held against
	Claims   []BriefClaim   // told by two or more outlets, those of most outlets first
	Answers  []BriefAnswer  // denials, refusals, contradictions, turns: those that hold first
	Sources  []*BriefSource // documents by publication, as the store lists them; then those of which only figures, or passages beside, are quoted

	Events []BriefEvent // in its days, with who covers them, those that began last first

	ClaimsLeft, AnswersLeft, EventsLeft int      // that it does not hold
	EventsOut                           int      // in its days, of a brief on some statements alone, which has no tables
	Unchanged                           []string // events of which no first passage is new, where that was asked for

	Systems  []string      // what made the statements, with versions
	Failures []FailureLine // of the whole ledger
	Pending  int           // pieces of work of the whole ledger that wait
	Head     store.Head    // of the custody log when the reading of the brief began
	DB       string        // the ledger that command lines in the brief name; "" names none
	Moved    bool          // the ledger was written to while the brief was read from it
}

// BriefCounts counts what lies in a scope.
type BriefCounts struct {
	Documents   int // published by the outlet in the days of the scope
	Quoted      int // of them, those with a statement or a figure in the brief
	Outlets     int // of the quoted
	Statements  int
	First, Last string // publication of the quoted documents that have a date
	Undated     int    // quoted documents without a date
	Refusals    int
	Machine     int // statements that no person looked at
	Confirmed   int
	Corrected   int
	Uncertain   int
	Repeated    int // lines of texts that were replaced, which a later text of the piece has too: in no other count
}

// BriefLine is one statement of a brief.
type BriefLine struct {
	StatementLine
	Ref     string // "12.3": the third statement of the twelfth source
	In      *BriefSource
	Passage []Part // the exact passage with some context
	At      Range  // of the passage from the first to the last mark, code points

	// A line of a text that was replaced, and that a later text of the piece has too, counts
	// and is listed as that of the latest one, Newer; of that, Older are those before it.
	Newer *BriefLine
	Older []*BriefLine
}

// BriefDay holds the lines of one date; Date is "" for the undated.
type BriefDay struct {
	Date     string
	Lines    []*BriefLine
	Refusals []*BriefLine // of this date, shown in their own section
}

// BriefSource is a document that a brief quotes.
type BriefSource struct {
	N int
	Facts
	Lines   []*BriefLine   // in the order of its text
	Figures []*BriefFigure // that stand in none of them
	Quotes  []*BriefQuote  // that are none of them, and that a claim or an answer rests on
	Outside bool           // it is not in the scope: a figure or passage of it stands beside one that is
}

// UnnamedLine counts the statements of sources without a full name in one
// outlet. They are not described and never joined across documents.
type UnnamedLine struct {
	Outlet     string
	Statements int
	Documents  int
}

// MakeBrief reads what scope lets through. A scope that lets nothing through
// gives a brief that says so.
func MakeBrief(ctx context.Context, st *store.Store, scope Scope, measures *measure.Set) (Brief, error) {
	b := Brief{Scope: scope}
	var err error
	if b.Head, err = st.Head(ctx); err != nil {
		return b, fmt.Errorf("head of the custody log: %w", err)
	}
	seen := freshness{scope.Since, map[string]bool{}}
	inScope, err := b.countDocuments(ctx, st, seen)
	if err != nil {
		return b, err
	}
	if err := b.readStatements(ctx, st, inScope); err != nil {
		return b, err
	}
	b.findRepeated()
	if err := b.readFigures(ctx, st, measures, inScope); err != nil {
		return b, err
	}
	if err := b.link(ctx, st, seen, inScope); err != nil {
		return b, err
	}
	b.count()
	b.arrange()
	joined, err := joinSpeakers(ctx, st, seen)
	if err != nil {
		return b, err
	}
	if err := b.profile(joined); err != nil {
		return b, err
	}
	return b, b.account(ctx, st)
}

func (s Scope) documents() store.DocumentFilter {
	return store.DocumentFilter{Outlet: s.Outlet, From: s.From, To: s.To}
}

func (s Scope) statements() store.StatementFilter {
	f := store.StatementFilter{DocumentFilter: s.documents()}
	f.Text = s.Text
	if s.Confirmed {
		f.Standing = []corpus.Standing{corpus.Confirmed, corpus.Corrected}
	}
	return f
}

// link fills in what connects the documents of the brief with each other and with others.
func (b *Brief) link(ctx context.Context, st *store.Store, seen freshness, inScope map[string]bool) error {
	k := b.linking(ctx, st, seen, inScope)
	if err := k.readClaims(); err != nil {
		return err
	}
	if err := k.readAnswers(); err != nil {
		return err
	}
	return k.readCoverage()
}

// countDocuments returns the IDs of the documents of the scope.
func (b *Brief) countDocuments(ctx context.Context, st *store.Store, seen freshness) (map[string]bool, error) {
	inScope := map[string]bool{}
	for d, err := range st.Documents(ctx, b.Scope.documents()) {
		if err != nil {
			return nil, fmt.Errorf("documents of the brief: %w", err)
		}
		fresh, err := seen.fresh(ctx, st, d.ID)
		if err != nil {
			return nil, err
		}
		if fresh || b.Scope.Since == "" {
			inScope[d.ID] = true
		}
	}
	b.Counts.Documents = len(inScope)
	return inScope, nil
}

// briefReach is how much of the text a brief shows on either side of what a
// statement rests on, in bytes: about two lines, inside its paragraph.
const briefReach = 160

// readStatements fills in Sources with their lines and passages.
func (b *Brief) readStatements(ctx context.Context, st *store.Store, inScope map[string]bool) error {
	shelf := shelf{ctx: ctx, st: st}
	var src *BriefSource
	for s, err := range st.Statements(ctx, b.Scope.statements()) {
		if err != nil {
			return fmt.Errorf("statements of the brief: %w", err)
		}
		if b.Scope.Since != "" && !inScope[s.Document] {
			continue
		}
		if err := shelf.open(s.Document); err != nil {
			return err
		}
		if src == nil || src.ID != s.Document {
			if src, err = b.openSource(&shelf); err != nil {
				return err
			}
		}
		l, err := shelf.line(s)
		if err != nil {
			return err
		}
		src.add(s, l, shelf.doc, shelf.points)
	}
	return nil
}

// openSource adds the open document to the sources.
func (b *Brief) openSource(h *shelf) (*BriefSource, error) {
	f, err := h.facts()
	if err != nil {
		return nil, err
	}
	f.Outlet = outletName(h.doc)
	src := &BriefSource{N: len(b.Sources) + 1, Facts: f}
	b.Sources = append(b.Sources, src)
	return src, nil
}

func (src *BriefSource) add(s corpus.Statement, line StatementLine, d corpus.Document, p *corpus.Points) {
	marks := marksOf(s.Attribution)
	l := &BriefLine{StatementLine: line, In: src, Ref: fmt.Sprintf("%d.%d", src.N, len(src.Lines)+1)}
	l.Passage = cutParts(d.Text, stretchesAround(d.Text, d.Blocks, marks, briefReach), marks)
	l.At = rangeOf(p, extent(marks))
	src.Lines = append(src.Lines, l)
}

// extent is the span from the first to the last mark.
func extent(marks []marked) corpus.Span {
	if len(marks) == 0 {
		return corpus.Span{}
	}
	out := marks[0].Span
	for _, m := range marks[1:] {
		out.Start, out.End = min(out.Start, m.Start), max(out.End, m.End)
	}
	return out
}

// count fills in Counts from Sources.
func (b *Brief) count() {
	c := &b.Counts
	outlets, systems := map[string]bool{}, map[string]bool{}
	for _, src := range b.Sources {
		if !src.Outside {
			c.Quoted++
			outlets[src.Outlet] = true
			c.span(day(src.Published))
		}
		for _, l := range src.Lines {
			systems[l.System] = true
			if l.Newer == nil {
				c.add(l)
			} else {
				c.Repeated++
			}
		}
		for _, f := range src.Figures {
			systems[f.System] = true
		}
		for _, q := range src.Quotes {
			if q.Said != nil {
				systems[q.Said.System] = true
			}
		}
	}
	c.Outlets = len(outlets)
	for s := range systems {
		b.Systems = append(b.Systems, s)
	}
	slices.Sort(b.Systems)
}

func (c *BriefCounts) span(date string) {
	if date == "" {
		c.Undated++
		return
	}
	if c.First == "" || date < c.First {
		c.First = date
	}
	c.Last = max(c.Last, date)
}

func (c *BriefCounts) add(l *BriefLine) {
	c.Statements++
	if refuses(l.Polarity) {
		c.Refusals++
	}
	if l.Uncertain {
		c.Uncertain++
	}
	switch l.Standing {
	case corpus.Confirmed:
		c.Confirmed++
	case corpus.Corrected:
		c.Corrected++
	default:
		c.Machine++
	}
}

// arrange fills in Refusals and Days: every line that counts stands in one of them. Lines
// of one date keep the order of their documents and of the text.
func (b *Brief) arrange() {
	days := map[string]*BriefDay{}
	for _, src := range b.Sources {
		for _, l := range src.counted() {
			d := days[l.Date]
			if d == nil {
				d = &BriefDay{Date: l.Date}
				days[l.Date] = d
			}
			if refuses(l.Polarity) {
				d.Refusals = append(d.Refusals, l)
			} else {
				d.Lines = append(d.Lines, l)
			}
		}
	}
	for _, d := range days {
		b.Days = append(b.Days, *d)
	}
	slices.SortFunc(b.Days, func(x, y BriefDay) int { return compareDates(x.Date, y.Date) })
	for _, d := range b.Days {
		b.Refusals = append(b.Refusals, d.Refusals...)
	}
	b.Days = slices.DeleteFunc(b.Days, func(d BriefDay) bool { return len(d.Lines) == 0 })
}

// compareDates orders dates, the unknown last. A year or month stands before
// the days in it.
func compareDates(x, y string) int {
	if (x == "") != (y == "") {
		return -cmp.Compare(x, y)
	}
	return cmp.Compare(x, y)
}

// account fills in what the reader must know about how it was made.
func (b *Brief) account(ctx context.Context, st *store.Store) error {
	if err := b.accountFailures(ctx, st); err != nil {
		return err
	}
	counts, err := st.Counts(ctx)
	if err != nil {
		return fmt.Errorf("counts of the ledger: %w", err)
	}
	b.Pending = counts.Pending
	head, err := st.Head(ctx)
	if err != nil {
		return fmt.Errorf("head of the custody log: %w", err)
	}
	b.Moved = head.Digest != b.Head.Digest
	return nil
}

func (b *Brief) accountFailures(ctx context.Context, st *store.Store) error {
	for f, err := range Failures(ctx, st) {
		if err != nil {
			return fmt.Errorf("failures of the ledger: %w", err)
		}
		b.Failures = append(b.Failures, f)
	}
	return nil
}
