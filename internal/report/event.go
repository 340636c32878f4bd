package report

import (
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/coverage"
	"hearsay/internal/store"
)

// EventLine is an event of the ledger. The names of its JSON fields are stable.
type EventLine struct {
	ID string `json:"id"`
	coverage.Event
	By   string `json:"by"` // who added it or last changed it
	At   string `json:"at"` // RFC 3339, UTC
	Note string `json:"note"`

	Silences []SilenceWord `json:"silences"` // that stand
}

// SilenceWord is a person's word that an outlet is silent.
type SilenceWord struct {
	Outlet string `json:"outlet"`
	Aspect string `json:"aspect"` // "" is the event as a whole
	Seen   string `json:"seen"`   // what the machine had found
	By     string `json:"by"`
	At     string `json:"at"`
	Note   string `json:"note"`
}

// Events lists the events of the ledger, in the order in which they were added.
func Events(ctx context.Context, st *store.Store) iter.Seq2[EventLine, error] {
	return func(yield func(EventLine, error) bool) {
		list, err := st.Events(ctx)
		for _, e := range list {
			l, err := eventLine(e)
			if !yield(l, err) || err != nil {
				return
			}
		}
		if err != nil {
			yield(EventLine{}, err)
		}
	}
}

// FindEvent finds an event by its name, words of it, or its identity.
func FindEvent(ctx context.Context, st *store.Store, name string) (EventLine, error) {
	e, err := st.Event(ctx, name)
	if err != nil {
		return EventLine{}, err
	}
	return eventLine(e)
}

func eventLine(e store.Event) (l EventLine, err error) {
	l = EventLine{ID: e.ID, By: e.By, At: stamp(e.At), Note: e.Note, Silences: []SilenceWord{}}
	for _, s := range e.Silences {
		l.Silences = append(l.Silences, SilenceWord{s.Outlet, s.Aspect, s.Seen, s.By, stamp(s.At), s.Note})
	}
	list, err := coverage.ReadEvents(strings.NewReader(e.Body))
	if err == nil && len(list) != 1 {
		err = fmt.Errorf("%d events in its body", len(list))
	}
	if err != nil {
		return l, fmt.Errorf("event %q: %w", e.Name, err)
	}
	l.Event = list[0]
	return l, nil
}

// EventText is an event as the ledger keeps it. What is wrong with it is an
// error wrapping [corpus.ErrInvalid].
func EventText(e coverage.Event) (store.EventText, error) {
	var b strings.Builder
	err := e.Check()
	if err == nil {
		err = e.Write(&b)
	}
	if err == nil {
		err = readsAs(b.String(), e.Name)
	}
	if err != nil {
		return store.EventText{}, fmt.Errorf("event %q: %w: %w", e.Name, err, corpus.ErrInvalid)
	}
	return store.EventText{Name: e.Name, Body: b.String()}, nil
}

// readsAs checks that what is kept can be read, under its name.
func readsAs(body, name string) error {
	list, err := coverage.ReadEvents(strings.NewReader(body))
	if err == nil && (len(list) != 1 || list[0].Name != name) {
		err = fmt.Errorf("name: %q cannot be kept", name)
	}
	return err
}

// WriteEvents writes a list of events. It stops at the first error of the list
// and returns it; what came before it is written.
func WriteEvents(w io.Writer, format Format, style Style, seq iter.Seq2[EventLine, error]) error {
	return writeList(w, format, seq, list[EventLine]{
		head: []string{"id", "name", "from", "to", "place", "names", "words", "aspects", "earlier", "late_after_days", "within_days", "by", "at", "note", "silent"},
		row: func(l EventLine) []string {
			return []string{l.ID, l.Name, l.From, l.To, wordTexts(l.Place), wordTexts(l.Names), wordTexts(l.Words), aspectNames(l.Event), l.Earlier,
				fmt.Sprint(l.Late), fmt.Sprint(l.Within), l.By, l.At, l.Note, silentCells(l.Silences)}
		},
		table: func(w io.Writer) tableWriter[EventLine] {
			t := newGrid(w, style, column{"ID", shortDigits, 0}, column{"FROM", 10, 0}, column{"TO", 10, 0}, column{"NAME", 20, 4},
				column{"ASPECTS", 12, 3}, column{"ADDED BY", 10, 1})
			return func(l EventLine) error { return t.row(short(l.ID), l.From, l.To, l.Name, aspectNames(l.Event), l.By) }
		},
	})
}

func wordTexts(words []coverage.Word) string {
	var list []string
	for _, w := range words {
		text := w.Text
		switch {
		case w.Needed:
			text += " (needed)"
		case w.Weak:
			text += " (weak)"
		}
		list = append(list, text)
	}
	return strings.Join(list, "; ")
}

func aspectNames(e coverage.Event) string {
	var list []string
	for _, a := range e.Aspects {
		list = append(list, a.Name)
	}
	return strings.Join(list, "; ")
}

func silentCells(list []SilenceWord) string {
	var cells []string
	for _, s := range list {
		cells = append(cells, strings.Join(known(s.Outlet, s.Aspect), ": "))
	}
	return strings.Join(cells, "; ")
}

// EventPage is all that people said of an event. The names of its JSON fields
// are stable.
type EventPage struct {
	EventLine
	History []EventEntryLine `json:"history"` // oldest first

	// DB is the ledger that command lines in the text name; "" names none.
	DB string `json:"-"`
}

// EventEntryLine is one thing that a person said of an event.
type EventEntryLine struct {
	Verb   store.EventVerb `json:"verb"`
	Outlet string          `json:"outlet"`
	Aspect string          `json:"aspect"`
	Body   string          `json:"body"` // of add and change the event; of silent what the machine had found
	By     string          `json:"by"`
	At     string          `json:"at"`
	Note   string          `json:"note"`
}

// EventOf makes the page of an event.
func EventOf(ctx context.Context, st *store.Store, name string) (p EventPage, err error) {
	if p.EventLine, err = FindEvent(ctx, st, name); err != nil {
		return p, err
	}
	entries, err := st.EventEntries(ctx, p.ID)
	p.History = []EventEntryLine{}
	for _, e := range entries {
		p.History = append(p.History, EventEntryLine{e.Verb, e.Outlet, e.Aspect, e.Body, e.By, stamp(e.At), e.Note})
	}
	return p, err
}

// WriteText writes the page for people.
func (p EventPage) WriteText(w io.Writer, style Style) error {
	s := sheet{style: style}
	s.prose(strong, 0, p.Name)
	s.note(strings.Join(known(eventDays(p.Event), fmt.Sprintf("late after %s", count(p.Late, "day", "days")),
		fmt.Sprintf("passages count until %s after it", count(p.Within, "day", "days"))), style.dot()))
	s.note(p.ID)
	for _, f := range [][2]string{{"place", wordTexts(p.Place)}, {"names", wordTexts(p.Names)}, {"words", wordTexts(p.Words)}, {"earlier", p.Earlier}} {
		if f[1] != "" {
			s.field(f[0], f[1])
		}
	}
	for _, a := range p.Aspects {
		s.field(oneLine(a.Name), wordTexts(a.Words))
	}
	s.heading("What people said of it")
	for _, h := range p.History {
		s.field(day(h.At), h.words())
	}
	s.note("Who covers it: " + commandLine("silence", p.DB) + " " + short(p.ID))
	_, err := io.WriteString(w, s.String())
	return err
}

func eventDays(e coverage.Event) string {
	if e.From == e.To {
		return e.From
	}
	return e.From + " to " + e.To
}

// words is one thing that a person said of an event.
func (l EventEntryLine) words() string {
	cell := strings.Join(known(l.Outlet, l.Aspect), ", ")
	out := map[store.EventVerb]string{store.AddEvent: "added", store.ChangeEvent: "changed", store.RemoveEvent: "removed",
		store.SayEventSilent: cell + ": called silent", store.TakeBackSilent: cell + ": no longer called silent"}[l.Verb] + " by " + l.By
	if l.Note != "" {
		out += ": " + l.Note
	}
	if l.Verb == store.SayEventSilent && l.Body != "" {
		out += " (the machine: " + l.Body + ")"
	}
	return out
}

// ProposalLine is an event that a burst of documents suggests. The names of its
// JSON fields are stable.
type ProposalLine struct {
	coverage.Proposal
	First string `json:"first"` // the title of the first document
}

// leadBytes is how much of a text is kept to look for bursts: more than the
// words that they are told by.
const leadBytes = 1500

// ProposeEvents proposes events from bursts of documents, by day; from and to, ""
// for none, are the days between which they begin. Of each document the
// beginning is in memory.
func ProposeEvents(ctx context.Context, st *store.Store, from, to string) iter.Seq2[ProposalLine, error] {
	return func(yield func(ProposalLine, error) bool) {
		var docs []corpus.Document
		titles := map[string]string{}
		for w, err := range st.WholeDocuments(ctx) {
			if err != nil {
				yield(ProposalLine{}, err)
				return
			}
			if w.Open {
				docs, titles[w.ID] = append(docs, beginning(w.Document)), strings.Clone(w.Title)
			}
		}
		for _, p := range coverage.Bursts(docs) {
			if p.Event.From < from || to != "" && p.Event.From > to+"~" {
				continue
			}
			if !yield(ProposalLine{p, titles[p.Documents[0]]}, nil) {
				return
			}
		}
	}
}

// beginning is d with no more of its text than tells a burst.
func beginning(d corpus.Document) corpus.Document {
	short := corpus.Document{ID: d.ID, Outlet: outletName(d), Published: d.Published, Title: d.Title}
	var b strings.Builder
	for _, block := range d.Blocks {
		if block.Kind == corpus.Crud || !block.Valid(d.Text) {
			continue
		}
		if b.Len() >= leadBytes {
			break
		}
		words := block.In(d.Text)
		if room := leadBytes - b.Len(); len(words) > room {
			words = strings.ToValidUTF8(words[:room], "")
		}
		span := corpus.Span{Start: b.Len(), End: b.Len() + len(words)}
		short.Blocks = append(short.Blocks, corpus.Block{Span: span, Kind: block.Kind})
		b.WriteString(words + "\n")
	}
	short.Text = b.String()
	return short
}

// WriteProposalsYAML writes proposed events in the form that "hearsay event add"
// takes, each with why it is proposed.
func WriteProposalsYAML(w io.Writer, seq iter.Seq2[ProposalLine, error]) error {
	for l, err := range seq {
		if err != nil {
			return err
		}
		e := l.Event
		if !strings.Contains(e.Name, e.From) { // a word may burst twice
			e.Name += ", " + e.From
		}
		if _, err := fmt.Fprintf(w, "# %s: %s\n# %s %s\n", oneLine(strings.Join(l.Outlets, ", ")), oneLine(l.Why), short(l.Documents[0]), oneLine(l.First)); err != nil {
			return err
		}
		if err := e.Write(w); err != nil {
			return err
		}
	}
	return nil
}

// WriteProposals writes proposed events. It stops at the first error of the
// list and returns it; what came before it is written.
func WriteProposals(w io.Writer, format Format, style Style, seq iter.Seq2[ProposalLine, error]) error {
	return writeList(w, format, seq, list[ProposalLine]{
		head: []string{"name", "from", "to", "words", "outlets", "documents", "ratio", "why", "first"},
		row: func(l ProposalLine) []string {
			return []string{l.Event.Name, l.Event.From, l.Event.To, wordTexts(slices.Concat(l.Event.Names, l.Event.Words)), strings.Join(l.Outlets, "; "),
				strings.Join(l.Documents, " "), fmt.Sprintf("%.1f", l.Ratio), l.Why, l.First}
		},
		table: func(w io.Writer) tableWriter[ProposalLine] {
			t := newGrid(w, style, column{"FROM", 10, 0}, column{"OUTLETS", 7, 0}, column{"DOCS", 4, 0}, column{"RATIO", 6, 0},
				column{"WORDS", 24, 4}, column{"FIRST DOCUMENT", 10, 0}, column{"ITS TITLE", 14, 3})
			return func(l ProposalLine) error {
				return t.row(l.Event.From, fmt.Sprint(len(l.Outlets)), fmt.Sprint(len(l.Documents)), fmt.Sprintf("%.0f", l.Ratio),
					wordTexts(slices.Concat(l.Event.Names, l.Event.Words)), short(l.Documents[0]), l.First)
			}
		},
	})
}
