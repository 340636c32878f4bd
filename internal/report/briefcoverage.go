package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hearsay/coverage"
	"hearsay/internal/store"
)

// eventsHeld is how many tables of events a brief holds, those that began last: each has a row
// for every outlet, and a page with more opens slowly. The others are counted.
const eventsHeld = 20

// BriefEvent is an event of the days of a brief, with who covers it. Its passages stand among
// the references.
type BriefEvent struct{ SilenceTable }

// narrowed reports whether a scope is one of some statements and not of documents.
func (s Scope) narrowed() bool { return s.Text != "" || s.Confirmed }

// readCoverage fills in Events. The documents of the ledger are read for it, once, and only
// where an event lies in the days of the brief: what an outlet leaves out is shown by all that
// is held of it, whatever was asked for. A brief of some statements has no such table, and says
// so.
func (k *linking) readCoverage() error {
	asked, err := k.eventsInDays()
	if err != nil || len(asked) == 0 {
		return err
	}
	if k.Scope.narrowed() {
		k.EventsOut = len(asked)
		return nil
	}
	k.EventsLeft = max(0, len(asked)-eventsHeld)
	tables, err := Silence(k.ctx, k.st, SilenceQuery{Events: asked[:len(asked)-k.EventsLeft], Outlets: known(k.Scope.Outlet)})
	if err != nil {
		return fmt.Errorf("coverage of the brief: %w", err)
	}
	for _, t := range tables {
		if err := k.addEvent(t); err != nil {
			return fmt.Errorf("coverage of the brief: event %q: %w", t.Event.Name, err)
		}
	}
	return nil
}

// eventsInDays are the IDs of the events of which the days in which passages count lie at least
// partly in those of the brief, those that began last first.
func (k *linking) eventsInDays() ([]string, error) {
	days, err := store.NewDays(k.Scope.From, k.Scope.To)
	if err != nil {
		return nil, fmt.Errorf("days of the brief: %w", err)
	}
	var list []EventLine
	for l, err := range Events(k.ctx, k.st) {
		if err != nil {
			return nil, fmt.Errorf("events of the brief: %w", err)
		}
		if days.MeetStretch(l.From, dayAfter(l.To, l.Within)) {
			list = append(list, l)
		}
	}
	slices.SortFunc(list, func(x, y EventLine) int {
		return cmp.Or(cmp.Compare(y.From, x.From), cmp.Compare(y.To, x.To), cmp.Compare(x.Name, y.Name))
	})
	var ids []string
	for _, l := range list {
		ids = append(ids, l.ID)
	}
	return ids, nil
}

// addEvent puts the passages of a table among the references. Of what is new alone, a table in
// which no first passage is new is only named.
func (k *linking) addEvent(t SilenceTable) error {
	if len(t.Rows) == 0 {
		return nil
	}
	if k.Scope.Since != "" {
		fresh, err := k.freshTable(t)
		if err != nil {
			return err
		}
		if !fresh {
			k.Unchanged = append(k.Unchanged, t.Event.Name)
			return nil
		}
	}
	k.Events = append(k.Events, BriefEvent{t})
	return k.quoteTable(t)
}

func (k *linking) freshTable(t SilenceTable) (bool, error) {
	for _, p := range t.firsts() {
		if fresh, err := k.seen.fresh(k.ctx, k.st, p.Document); fresh || err != nil {
			return fresh, err
		}
	}
	return false, nil
}

// firsts are the first passages of the cells of a table.
func (t SilenceTable) firsts() (list []*EventPassage) {
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if c.First != nil {
				list = append(list, c.First)
			}
		}
	}
	return list
}

// quoteTable gives the passages of a table references.
func (k *linking) quoteTable(t SilenceTable) error {
	back, passages, said := "e-"+anchor(t.ID), t.firsts(), [][]SaidLine{t.Said}
	for _, r := range t.Rows {
		for i := range r.Near {
			passages = append(passages, &r.Near[i].EventPassage)
		}
		said = append(said, r.Said)
	}
	for _, p := range passages {
		if err := k.quoteEvent(p, back); err != nil {
			return err
		}
	}
	for _, list := range said {
		if err := k.quoteSaid(list, back); err != nil {
			return err
		}
	}
	return nil
}

// quoteEvent gives a passage with words of an event a reference.
func (k *linking) quoteEvent(p *EventPassage, back string) (err error) {
	id := fmt.Sprintf("%sx%dx%d", p.Document, p.span.Start, p.span.End)
	if p.cited = k.quotes[id]; p.cited != nil {
		return nil
	}
	if p.cited, err = k.newQuote(id, p.Document, back); err != nil {
		return err
	}
	if err := k.open(p.Document); err != nil {
		return err
	}
	p.cited.Text, p.cited.ofEvent = p.Quote, true
	var words []marked
	for _, s := range p.found {
		words = append(words, marked{s, Match})
	}
	return k.place(p.cited, []marked{{p.span, Match}}, words)
}

func (k *linking) quoteSaid(list []SaidLine, back string) (err error) {
	for i, l := range list {
		if list[i].cited, err = k.quote(l.ID, l.Document, nil, back); err != nil {
			return err
		}
	}
	return nil
}

const (
	coverageTitle = "Coverage of events"
	coverageNote  = "Which outlets tell of an event and of its aspects, from when on, and of which nothing was found. It rests on all documents that are held, also on those that this brief was not asked for. What is not found is said where the collecting proves it; else it is not known. That an outlet tells of an event says nothing of how, and what is not found may be told in other words. No verdict."
)

// coverageLeft says what of the coverage of events a brief does not hold, "" for nothing.
func (b Brief) coverageLeft() string {
	command := commandLine("silence", b.DB)
	switch {
	case b.EventsOut > 0:
		return fmt.Sprintf("%s in its days; a brief on some statements has no table of them: %s", count(b.EventsOut, "event", "events"), command)
	case len(b.Unchanged) > 0 && len(b.Events) == 0:
		return "no first passage is new: " + someOf(b.Unchanged) + "; " + command
	}
	return ""
}

// unchanged names the events that stand beside those with something new, "" for none.
func (b Brief) unchanged() string {
	if len(b.Unchanged) == 0 {
		return ""
	}
	return "No first passage is new: " + someOf(b.Unchanged) + "; " + commandLine("silence", b.DB)
}

// moreEvents says how many events a form of the brief leaves out, and how to see them.
func (b Brief) moreEvents(shown int) string {
	return b.moreOf(len(b.Events)+b.EventsLeft-shown, "events", "silence")
}

// asked is the command that shows all of a table.
func (b Brief) asked(e BriefEvent) string { return commandLine("silence", b.DB) + " " + short(e.ID) }

// When says when an event was, and until when it is covered in time.
func (e BriefEvent) When() string {
	return eventDays(e.Event) + "; covered in time until " + e.Days.To
}

// News says how many first passages of an event are new; "" for none.
func (e BriefEvent) News() string {
	var list []*BriefQuote
	for _, p := range e.firsts() {
		if !slices.Contains(list, p.cited) {
			list = append(list, p.cited)
		}
	}
	return news(list)
}

// Sign is the sign of a cell of the matrix, for the page.
func (c SilenceCell) Sign() string { return stateSigns[c.State][0] }

// Words is the state and the delay, for the page.
func (c SilenceCell) Words() string { return strings.Join(known(shortState(c.State), c.late()), " ") }

// Class is the look of a cell on the page.
func (c SilenceCell) Class() string { return "s-" + strings.ReplaceAll(string(c.State), " ", "-") }

// Doubts are what is doubted of a cell that is covered, for the page.
func (c SilenceCell) Doubts() (list []string) {
	if !c.has() {
		return nil
	}
	if c.Doubt != "" {
		list = append(list, "doubt: "+c.Doubt)
	}
	if c.Silent != nil {
		list = append(list, c.calledSilent())
	}
	return list
}

// Rests is what a cell rests on that is not covered, for the page.
func (c SilenceCell) Rests() (list []string) {
	if c.State == coverage.Silent {
		list = append(list, c.wordOn())
	}
	if c.Doubt != "" {
		list = append(list, "doubt: "+c.Doubt)
	}
	return list
}

// Uncovered are the cells of a row that are not covered, those that say the same together.
func (r SilenceRow) Uncovered() []SilenceCell { return alikeCells(r) }

// Doubtful are the cells of a row that are covered with a doubt.
func (r SilenceRow) Doubtful() []SilenceCell {
	return slices.DeleteFunc(slices.Clone(r.Cells), func(c SilenceCell) bool { return len(c.Doubts()) == 0 })
}

// Rested reports whether anything is told of what the states of an event rest on.
func (e BriefEvent) Rested() bool {
	return slices.ContainsFunc(e.Rows, func(r SilenceRow) bool { return len(r.Uncovered()) > 0 || len(r.Doubtful()) > 0 })
}

// Edition says of which outlet a row is an edition.
func (r SilenceRow) Edition() string { return editionWords(r) }

// Collected says how much is held, and what the outlet's own rate gives.
func (r SilenceRow) Collected() []string {
	if r.Proof.Days == 0 {
		return nil
	}
	return known(r.collecting(), r.ownRate())
}

// Lacking says how near a passage comes to a match, for the page.
func (n NearLine) Lacking() string { return n.words() }

// Cited is where a brief has the passage among its references.
func (p EventPassage) Cited() *BriefQuote { return p.cited }

// Cited is where a brief has the statement among its references.
func (l SaidLine) Cited() *BriefQuote { return l.cited }
