package report

import (
	"fmt"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/coverage"
	"hearsay/internal/store"
)

// SilenceTable tells of an event which outlets cover it and its aspects. The
// names of its JSON fields are stable; ranges count code points.
type SilenceTable struct {
	ID      string             `json:"id"`
	Event   coverage.Event     `json:"event"`
	Days    coverage.Days      `json:"days"`    // in which coverage is not late
	Columns []string           `json:"columns"` // the event as a whole, then its aspects
	Rows    []SilenceRow       `json:"rows"`    // by the first passage
	Partial []coverage.Partial `json:"partial"` // what one edition of a house has and another leaves out
	Against *SilenceAgainst    `json:"against"` // null where there is no earlier, like event
	Said    []SaidLine         `json:"said"`    // who is portrayed as silent in documents on the event, outlets apart
	Notes   []string           `json:"notes"`

	// DB is the ledger that command lines in the text name; "" names none.
	DB string `json:"-"`
}

// SilenceRow is what is known of an outlet.
type SilenceRow struct {
	Outlet    string         `json:"outlet"`
	EditionOf string         `json:"edition_of"`
	Audience  string         `json:"audience"`
	Cells     []SilenceCell  `json:"cells"` // one for each column
	Proof     coverage.Proof `json:"proof"`
	Near      []NearLine     `json:"near"` // the nearest misses, the best first
	Said      []SaidLine     `json:"said"` // documents on the event that portray the outlet as silent
}

// SilenceCell is the state of an outlet for a column.
type SilenceCell struct {
	Column  string                 `json:"column"`
	State   coverage.State         `json:"state"`   // with a person's word
	Machine coverage.State         `json:"machine"` // without
	Why     string                 `json:"why"`
	Doubt   string                 `json:"doubt"`
	Least   int                    `json:"least_delay"` // days from the event's first one to First
	Most    int                    `json:"most_delay"`
	First   *EventPassage          `json:"first"`  // null where nothing of the event was found
	Silent  *coverage.Confirmation `json:"silent"` // null where nobody said so
}

// EventPassage is where a document has the words of an event.
type EventPassage struct {
	Document  string   `json:"document"`
	Published string   `json:"published"`
	Title     string   `json:"title"`
	At        Range    `json:"at"`
	Quote     string   `json:"quote"` // the words at At with some around them
	Words     []string `json:"words"` // of the event, that stand there

	Replaced

	span  corpus.Span   // of At in bytes
	found []corpus.Span // of Words
	cited *BriefQuote   // in a brief: where it stands among the references
}

// SaidLine is a statement that portrays somebody as silent.
type SaidLine struct {
	StatementLine
	cited *BriefQuote // in a brief
}

// NearLine is a passage that has something of an event and does not match it.
type NearLine struct {
	EventPassage
	Score float64 `json:"score"` // 1 would match
	Lacks string  `json:"lacks"`
}

// SilenceAgainst holds an event against an earlier, like one.
type SilenceAgainst struct {
	Event    string         `json:"event"`
	Practice []PracticeLine `json:"practice"`
}

// PracticeLine is how an outlet covered both.
type PracticeLine struct {
	Outlet string         `json:"outlet"`
	Now    coverage.State `json:"now"`
	Then   coverage.State `json:"then"`
	Why    string         `json:"why"`
}

// tables writes what was found as it is shown.
func (s *silence) tables(q SilenceQuery) ([]SilenceTable, error) {
	list := []SilenceTable{}
	for _, w := range s.asked {
		t, err := s.line(w, q.Outlets)
		if err != nil {
			return nil, fmt.Errorf("silence: event %q: %w", w.Name, err)
		}
		list = append(list, t)
	}
	return list, nil
}

func (s *silence) line(w *watched, outlets []string) (SilenceTable, error) {
	wanted := func(outlet string) bool {
		return len(outlets) == 0 || slices.ContainsFunc(outlets, func(o string) bool { return store.OutletKey(o) == store.OutletKey(outlet) })
	}
	t := SilenceTable{ID: w.ID, Event: w.Event, Days: w.table.Days, Columns: w.table.Columns, Rows: []SilenceRow{},
		Partial: []coverage.Partial{}, Said: []SaidLine{}, Notes: s.notes(w)}
	for _, r := range w.table.Rows {
		if !wanted(r.Outlet) {
			continue
		}
		row, err := s.row(w, r)
		if err != nil {
			return t, err
		}
		t.Rows = append(t.Rows, row)
	}
	for _, p := range w.table.Partial {
		if wanted(p.Has) || wanted(p.Without) {
			t.Partial = append(t.Partial, p)
		}
	}
	for _, said := range s.silences {
		if said.events[w.ID] && len(said.outlets) == 0 {
			t.Said = append(t.Said, SaidLine{StatementLine: said.line})
		}
	}
	if w.against != nil {
		t.Against = against(w, wanted)
	}
	return t, nil
}

// notes tell what the table cannot.
func (s *silence) notes(w *watched) []string {
	list := []string{}
	if w.nameless > 0 {
		list = append(list, count(w.nameless, "document", "documents")+" on the event name no outlet: they may be of any.")
	}
	if s.unread > 0 && w.mute() {
		list = append(list, count(s.unread, "record or address", "records or addresses")+
			" of the ledger could not be fetched or parsed, and may be of any outlet: \"hearsay failures\" lists them.")
	}
	return list
}

// mute reports whether something in the table rests on there being no passage.
func (w *watched) mute() bool {
	return slices.ContainsFunc(w.table.Rows, func(r coverage.Row) bool {
		return slices.ContainsFunc(r.Cells, func(c coverage.Cell) bool { return c.State == coverage.NoneFound || c.State == coverage.WithoutAspect })
	})
}

func against(w *watched, wanted func(string) bool) *SilenceAgainst {
	a := &SilenceAgainst{Event: w.against.Name, Practice: []PracticeLine{}}
	for _, p := range w.table.Against(w.against.table) {
		if wanted(p.Outlet) {
			a.Practice = append(a.Practice, PracticeLine{p.Outlet, p.Now.Shown(), p.Then.Shown(), p.Why})
		}
	}
	return a
}

func (s *silence) row(w *watched, r coverage.Row) (SilenceRow, error) {
	row := SilenceRow{Outlet: r.Outlet, EditionOf: r.EditionOf, Audience: r.Audience, Proof: r.Proof, Near: []NearLine{}, Said: []SaidLine{}}
	for k, c := range r.Cells {
		cell, err := s.cell(w.table.Columns[k], k > 0, c)
		if err != nil {
			return row, err
		}
		row.Cells = append(row.Cells, cell)
	}
	for _, h := range r.Near {
		p, err := s.passage(h, h.Near.Span, h.Near.Words)
		if err != nil {
			return row, err
		}
		row.Near = append(row.Near, NearLine{p, hundredths(h.Score), h.Lacks})
	}
	for _, said := range s.silences {
		if _, on := said.events[w.ID]; on && said.outlets[r.Outlet] {
			row.Said = append(row.Said, SaidLine{StatementLine: said.line})
		}
	}
	return row, nil
}

// cell makes the cell of a column. That of an aspect shows its words where the
// outlet has them.
func (s *silence) cell(column string, aspect bool, c coverage.Cell) (SilenceCell, error) {
	cell := SilenceCell{Column: column, State: c.Shown(), Machine: c.State, Why: c.Why, Doubt: c.Doubt, Least: c.Least, Most: c.Most, Silent: c.Silent}
	if c.First == nil || len(c.First.Passages) == 0 {
		return cell, nil
	}
	span, words := c.First.Passages[0].Span, c.First.Passages[0].Words
	for _, told := range c.First.Aspects {
		if aspect && told.Aspect == column && len(told.Words) > 0 && c.State != coverage.WithoutAspect {
			span, words = told.Words[0].Span, told.Words
		}
	}
	p, err := s.passage(*c.First, span, words)
	cell.First = &p
	return cell, err
}

func (s *silence) passage(h coverage.Hit, span corpus.Span, words []coverage.Found) (p EventPassage, err error) {
	if err := s.open(h.Document); err != nil {
		return p, err
	}
	p = EventPassage{Document: h.Document, Published: h.Published, Title: s.doc.Title, At: rangeOf(s.points, span),
		Quote: around(s.doc.Text, []corpus.Span{span}), Words: []string{}, Replaced: s.replaced, span: span}
	for _, w := range words {
		p.found = append(p.found, w.Span)
		if text := oneLine(w.Span.In(s.doc.Text)); !slices.Contains(p.Words, text) {
			p.Words = append(p.Words, text)
		}
	}
	return p, nil
}

// Cell finds the cell of an outlet and an aspect, "" for the event as a whole.
func (t SilenceTable) Cell(outlet, aspect string) (SilenceCell, string, error) {
	if aspect == "" {
		aspect = coverage.Whole
	}
	k := slices.Index(t.Columns, aspect)
	if k < 0 {
		return SilenceCell{}, "", fmt.Errorf("event %q has no aspect %q but %s: %w", t.Event.Name, aspect, strings.Join(t.Columns[1:], ", "), corpus.ErrNotFound)
	}
	for _, r := range t.Rows {
		if store.OutletKey(r.Outlet) == store.OutletKey(outlet) {
			return r.Cells[k], r.Outlet, nil
		}
	}
	return SilenceCell{}, "", fmt.Errorf("no outlet is called %q: %w", outlet, corpus.ErrNotFound)
}
