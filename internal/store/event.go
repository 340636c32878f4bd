package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearsay/corpus"
)

// Event is something in the world whose coverage people want to know.
type Event struct {
	ID   string // see [corpus.EventID]
	Name string
	// Body says when and where it was and by which words it is found, as its
	// maker wrote it. The store does not look into it.
	Body string

	By   string // who added it, and who last changed its body
	At   time.Time
	Note string

	Silences []Silence // that stand, in the order in which they were said
}

// Silence is a person's word that an outlet is silent on an event.
type Silence struct {
	Event  string // its identity or name
	Outlet string
	Aspect string // "" is the event as a whole
	Seen   string // what the machine had found when the person looked
	By     string
	At     time.Time
	Note   string
}

// EventVerb is what a person said of an event.
type EventVerb string

// The verbs.
const (
	AddEvent       EventVerb = "add"
	ChangeEvent    EventVerb = "change"
	RemoveEvent    EventVerb = "remove"
	SayEventSilent EventVerb = "silent"
	TakeBackSilent EventVerb = "undo"
)

// EventEntry is one thing that a person said of an event. It is appended and
// never changed.
type EventEntry struct {
	Seq    int64
	Event  string
	Name   string
	Verb   EventVerb
	Body   string // of AddEvent and ChangeEvent the event's; of SayEventSilent what was seen
	Outlet string
	Aspect string
	By     string
	At     time.Time
	Note   string
}

const kindEvent = "event"

// eventEntry is the detail of the log's row.
type eventEntry struct {
	Seq    int64     `json:"seq"`
	Name   string    `json:"name"`
	Verb   EventVerb `json:"verb"`
	Body   string    `json:"body"`
	Outlet string    `json:"outlet"`
	Aspect string    `json:"aspect"`
	By     string    `json:"by"`
	At     string    `json:"at"`
	Note   string    `json:"note"`
}

func eventEntryOf(e EventEntry) eventEntry {
	return eventEntry{e.Seq, e.Name, e.Verb, e.Body, e.Outlet, e.Aspect, e.By, timeText(e.At), e.Note}
}

// say appends what a person says of an event, and logs it.
func (t *tx) say(e EventEntry) error {
	if _, err := t.row("SELECT coalesce(max(seq), 0) + 1 FROM events", nil, &e.Seq); err != nil {
		return err
	}
	e.At = t.now.Truncate(time.Microsecond)
	err := t.exec("INSERT INTO events (seq, event, name, verb, body, outlet, aspect, person, said_at, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
		e.Seq, e.Event, e.Name, string(e.Verb), e.Body, e.Outlet, e.Aspect, e.By, timeText(e.At), e.Note)
	return errFirst(err, t.log(kindEvent, e.Event, eventEntryOf(e)))
}

// eventEntries lists what was said of an event, of all for "", oldest first.
func (t *tx) eventEntries(event string) (list []EventEntry, err error) {
	err = t.rows("SELECT seq, event, name, verb, body, outlet, aspect, person, said_at, note FROM events WHERE event = $1 OR $1 = '' ORDER BY seq",
		[]any{event}, func(rows *sql.Rows) error {
			var e EventEntry
			var at string
			err := rows.Scan(&e.Seq, &e.Event, &e.Name, &e.Verb, &e.Body, &e.Outlet, &e.Aspect, &e.By, &at, &e.Note)
			if err == nil {
				e.At, err = timeOf(at)
			}
			list = append(list, e)
			return err
		})
	return list, err
}

// standingEvents folds what was said: the events that stand, in the order in
// which they were added. What was said of one before it was removed is over.
func standingEvents(list []EventEntry) []Event {
	var events []Event
	for _, e := range list {
		i := slices.IndexFunc(events, func(v Event) bool { return v.ID == e.Event })
		switch {
		case e.Verb == AddEvent && i < 0:
			events = append(events, Event{e.Event, e.Name, e.Body, e.By, e.At, e.Note, nil})
		case i < 0:
		case e.Verb == ChangeEvent:
			v := &events[i]
			v.Name, v.Body, v.By, v.At, v.Note = e.Name, e.Body, e.By, e.At, e.Note
		case e.Verb == RemoveEvent:
			events = slices.Delete(events, i, i+1)
		default:
			events[i].hear(e)
		}
	}
	return events
}

// hear takes a person's word on silence, or takes it back. The last word on a
// cell stands.
func (v *Event) hear(e EventEntry) {
	v.Silences = slices.DeleteFunc(v.Silences, func(s Silence) bool { return s.same(e.Outlet, e.Aspect) })
	if e.Verb == SayEventSilent {
		v.Silences = append(v.Silences, Silence{e.Event, e.Outlet, e.Aspect, e.Body, e.By, e.At, e.Note})
	}
}

func (s Silence) same(outlet, aspect string) bool {
	return key(s.Outlet) == key(outlet) && s.Aspect == aspect
}

// Events lists the events that stand, in the order in which they were added.
func (st *Store) Events(ctx context.Context) (list []Event, err error) {
	entries, err := st.EventEntries(ctx, "")
	return standingEvents(entries), err
}

// EventEntries lists what people said of an event by its identity, of all for
// "", oldest first, also of those that were removed.
func (st *Store) EventEntries(ctx context.Context, event string) (list []EventEntry, err error) {
	err = st.view(ctx, func(t *tx) error {
		list, err = t.eventEntries(event)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("events: %w", err)
	}
	return list, nil
}

// Event finds an event by its name, by words that only its name begins with,
// by its identity or a unique prefix of that. The error wraps
// [corpus.ErrNotFound] or [corpus.ErrAmbiguous].
func (st *Store) Event(ctx context.Context, name string) (e Event, err error) {
	list, err := st.Events(ctx)
	if err == nil {
		e, err = findEvent(list, name)
	}
	if err != nil {
		return e, fmt.Errorf("event %q: %w", name, err)
	}
	return e, nil
}

func (t *tx) event(name string) (Event, error) {
	entries, err := t.eventEntries("")
	if err != nil {
		return Event{}, err
	}
	return findEvent(standingEvents(entries), name)
}

func findEvent(list []Event, name string) (Event, error) {
	name = strings.TrimSpace(plain(name))
	var found []Event
	for _, e := range list {
		switch {
		case e.ID == name || e.ID == corpus.EventID(name):
			return e, nil
		case len(name) >= minPrefix && strings.HasPrefix(e.ID, name), holdsWords(key(e.Name), key(name)):
			found = append(found, e)
		}
	}
	switch len(found) {
	case 0:
		return Event{}, fmt.Errorf("no event has this name or identity: %w", corpus.ErrNotFound)
	case 1:
		return found[0], nil
	}
	return Event{}, fmt.Errorf("several answer to it, %q, %q ...: %w", found[0].Name, found[1].Name, corpus.ErrAmbiguous)
}

// holdsWords reports whether the words of one key stand in another, in order.
func holdsWords(have, want string) bool {
	return strings.TrimSpace(want) != "" && strings.Contains(have, want)
}

// EventText is an event as a person writes it.
type EventText struct{ Name, Body string }

// EventPut is what became of one.
type EventPut struct {
	ID, Name string
	Verb     EventVerb // AddEvent or ChangeEvent, "" where it stood there already
}

// PutEvents adds events, or changes the bodies of those that are there, in one
// transaction. by must name somebody.
func (st *Store) PutEvents(ctx context.Context, by, note string, list []EventText) (done []EventPut, err error) {
	who, err := eventBy(by, note)
	if err != nil {
		return nil, fmt.Errorf("put events: %w", err)
	}
	err = st.update(ctx, func(t *tx) error {
		done = nil
		for _, v := range list {
			put, err := t.putEvent(who, v)
			if err != nil {
				return fmt.Errorf("%q: %w", v.Name, err)
			}
			done = append(done, put)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("put events: %w", err)
	}
	return done, nil
}

// eventBy begins an entry: who says it.
func eventBy(by, note string) (EventEntry, error) {
	r, err := decider(by, note)
	return EventEntry{By: r.By, Note: r.Note}, err
}

func (t *tx) putEvent(who EventEntry, v EventText) (EventPut, error) {
	who.Name, who.Body = strings.Join(strings.Fields(plain(v.Name)), " "), plain(v.Body)
	if who.Name == "" {
		return EventPut{}, fmt.Errorf("an event has a name: %w", corpus.ErrInvalid)
	}
	who.Event, who.Verb = corpus.EventID(who.Name), AddEvent
	entries, err := t.eventEntries(who.Event)
	if err != nil {
		return EventPut{}, err
	}
	if now := standingEvents(entries); len(now) > 0 {
		who.Verb = ChangeEvent
		if now[0].Body == who.Body && now[0].Name == who.Name {
			return EventPut{ID: who.Event, Name: who.Name}, nil
		}
	}
	return EventPut{who.Event, who.Name, who.Verb}, t.say(who)
}

// RemoveEvent takes an event off the list, and with it what people said of
// silence on it. What was said stays in the ledger. The error wraps
// [corpus.ErrNotFound] where there is none, see [Store.Event].
func (st *Store) RemoveEvent(ctx context.Context, name, by, note string) (e Event, err error) {
	err = st.sayOf(ctx, name, by, note, func(t *tx, v Event, who EventEntry) (EventEntry, error) {
		e, who.Verb = v, RemoveEvent
		return who, nil
	})
	if err != nil {
		return e, fmt.Errorf("remove event %q: %w", name, err)
	}
	return e, nil
}

// ConfirmSilent says that an outlet is silent on an event or an aspect of it.
// Whether the machine found none there is for the caller to see. Saying again
// what the same person said last, with nothing new to note, appends nothing
// and returns [ErrDecided].
func (st *Store) ConfirmSilent(ctx context.Context, s Silence) error {
	again := false
	err := st.sayOf(ctx, s.Event, s.By, s.Note, func(t *tx, v Event, who EventEntry) (EventEntry, error) {
		i := slices.IndexFunc(v.Silences, func(x Silence) bool { return x.same(s.Outlet, s.Aspect) })
		again = i >= 0 && v.Silences[i].By == who.By && (who.Note == "" || v.Silences[i].Note == who.Note)
		if again {
			return EventEntry{}, nil
		}
		who.Verb, who.Body, who.Outlet, who.Aspect = SayEventSilent, plain(s.Seen), plain(s.Outlet), plain(s.Aspect)
		return who, nil
	})
	if err == nil && again {
		err = ErrDecided
	}
	if err != nil {
		return fmt.Errorf("silent on %q: %s: %w", s.Event, s.Outlet, err)
	}
	return nil
}

// UndoSilent takes back what people said of an outlet's silence on an event or
// an aspect of it. The error wraps [corpus.ErrNotFound] where nobody said so.
func (st *Store) UndoSilent(ctx context.Context, s Silence) error {
	err := st.sayOf(ctx, s.Event, s.By, s.Note, func(t *tx, v Event, who EventEntry) (EventEntry, error) {
		i := slices.IndexFunc(v.Silences, func(x Silence) bool { return x.same(s.Outlet, s.Aspect) })
		if i < 0 {
			return who, fmt.Errorf("nobody said that %s is silent on it: %w", cmp.Or(s.Outlet, "it"), corpus.ErrNotFound)
		}
		who.Verb, who.Outlet, who.Aspect = TakeBackSilent, v.Silences[i].Outlet, s.Aspect
		return who, nil
	})
	if err != nil {
		return fmt.Errorf("undo silent on %q: %s: %w", s.Event, s.Outlet, err)
	}
	return nil
}

// sayOf appends what make says of an event, by a person; nothing where it has
// no verb.
func (st *Store) sayOf(ctx context.Context, name, by, note string, make func(*tx, Event, EventEntry) (EventEntry, error)) error {
	who, err := eventBy(by, note)
	if err != nil {
		return err
	}
	return st.update(ctx, func(t *tx) error {
		v, err := t.event(name)
		if err != nil {
			return err
		}
		who.Event, who.Name = v.ID, v.Name
		e, err := make(t, v, who)
		if err != nil || e.Verb == "" {
			return err
		}
		return t.say(e)
	})
}

// checkEventEntries compares what people said of events with what the log says
// about it.
func (v *verification) checkEventEntries(t *tx) error {
	list, err := t.eventEntries("")
	if err != nil {
		return err
	}
	rows := make([]eventRow, len(list))
	for i, e := range list {
		rows[i] = eventRow{e.Seq, e.Event, func(string) any { return eventEntryOf(e) }}
	}
	return v.checkEvents(t, kindEvent, rows)
}
