package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"hearsay/corpus"
)

// Ruling is what a person decided about a relation or an entity. It is
// appended and never changed; what stands is a fold over all that have not
// been undone, see [Store.Relations] and [Store.Entities].
//
// It holds whole what it is about, so that no later run undoes it: a relation
// that was confirmed stands also when the machine no longer proposes it, and an
// appearance that a new reading calls otherwise is found by its place in the
// text.
type Ruling struct {
	Seq     int64       `json:"seq"`
	Subject string      `json:"subject"` // a relation; the appearance that names the entity; of Undo, the number of a ruling
	Verb    corpus.Verb `json:"verb"`    // Confirm and Reject of a relation; Merge, Split, Rename, Describe of an entity; Undo

	// Value is of Rename the name, of Describe the description, of Merge the
	// name that a person had given to the entity that stays, and of Split
	// what is split off together, one ruling for each appearance.
	Value string    `json:"value"`
	By    string    `json:"by"`
	At    time.Time `json:"at"`
	Note  string    `json:"note"`
	About About     `json:"about"`

	Undone bool `json:"undone"`
}

// About is what a person looked at.
type About struct {
	// Appearances name the entities: of Merge the one that stays and the one
	// that is led to it, else one.
	Appearances []Seen           `json:"appearances,omitempty"`
	Relation    *corpus.Relation `json:"relation,omitempty"`
}

// Seen is an appearance as it was when a person looked.
type Seen struct {
	Document string        `json:"document"`
	Name     string        `json:"name"`
	Spans    []corpus.Span `json:"spans"`
}

// ID is that of the appearance.
func (s Seen) ID() string { return corpus.AppearanceID(s.Document, s.Name) }

// documents lists the documents in which things were seen.
func (a About) documents() (list []string) {
	for _, s := range a.Appearances {
		list = append(list, s.Document)
	}
	if a.Relation != nil {
		for _, arg := range a.Relation.Args {
			list = append(list, arg.Document)
		}
	}
	return list
}

const kindRuling = "ruling"

// rulingEntry is the detail of the log's row.
type rulingEntry struct {
	Seq   int64       `json:"seq"`
	Verb  corpus.Verb `json:"verb"`
	Value string      `json:"value"`
	By    string      `json:"by"`
	At    string      `json:"at"`
	Note  string      `json:"note"`
	About About       `json:"about"`
}

func rulingEntryOf(r Ruling) rulingEntry {
	return rulingEntry{r.Seq, r.Verb, r.Value, r.By, timeText(r.At), r.Note, r.About}
}

// rule appends a ruling and logs it.
func (t *tx) rule(r Ruling) (Ruling, error) {
	if _, err := t.row("SELECT coalesce(max(seq), 0) + 1 FROM rulings", nil, &r.Seq); err != nil {
		return r, err
	}
	r.At = t.now.Truncate(time.Microsecond)
	about, err := json.Marshal(r.About)
	if err != nil {
		return r, fmt.Errorf("what was seen: %w", err)
	}
	err = t.exec("INSERT INTO rulings (seq, subject, verb, value, person, decided_at, note, about) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
		r.Seq, r.Subject, string(r.Verb), r.Value, r.By, timeText(r.At), r.Note, string(about))
	if err != nil {
		return r, err
	}
	return r, t.log(kindRuling, r.Subject, rulingEntryOf(r))
}

// rulings lists all of them, oldest first, and marks those that were undone.
func (t *tx) rulings() (list []Ruling, err error) {
	err = t.rows("SELECT seq, subject, verb, value, person, decided_at, note, about FROM rulings ORDER BY seq", nil, func(rows *sql.Rows) error {
		var r Ruling
		var at, about string
		if err := rows.Scan(&r.Seq, &r.Subject, &r.Verb, &r.Value, &r.By, &at, &r.Note, &about); err != nil {
			return err
		}
		if r.At, err = timeOf(at); err != nil {
			return err
		}
		list = append(list, r)
		return jsonInto(about, &list[len(list)-1].About)
	})
	markUndone(list)
	return list, err
}

// markUndone goes back from the latest: what undoes is later than what it
// undoes, and may be undone itself.
func markUndone(list []Ruling) {
	bySeq := map[string]int{}
	for i, r := range list {
		bySeq[strconv.FormatInt(r.Seq, 10)] = i
	}
	for i, r := range slices.Backward(list) {
		if r.Verb != corpus.Undo || list[i].Undone {
			continue
		}
		if k, ok := bySeq[r.Subject]; ok && k < i {
			list[k].Undone = true
		}
	}
}

// Rulings lists what people decided about relations and entities, oldest
// first, also what was undone.
func (st *Store) Rulings(ctx context.Context) (list []Ruling, err error) {
	err = st.view(ctx, func(t *tx) error {
		list, err = t.rulings()
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("rulings: %w", err)
	}
	return list, nil
}

// decider is who decides, and why.
func decider(by, note string) (Ruling, error) {
	r := Ruling{By: strings.TrimSpace(plain(by)), Note: plain(note)}
	if r.By == "" {
		return r, fmt.Errorf("nobody is named who decides: %w", corpus.ErrInvalid)
	}
	return r, nil
}

// ruleAs appends what make says, by a person.
func (st *Store) ruleAs(ctx context.Context, by, note string, make func(*tx, Ruling) ([]Ruling, error)) (done []Ruling, err error) {
	who, err := decider(by, note)
	if err != nil {
		return nil, err
	}
	err = st.update(ctx, func(t *tx) error {
		done = nil
		list, err := make(t, who)
		if err != nil {
			return err
		}
		for _, r := range list {
			r, err := t.rule(r)
			if err != nil {
				return err
			}
			done = append(done, r)
		}
		return nil
	})
	return done, err
}

// DecideRelation confirms or rejects a relation; id may be a unique prefix.
// Deciding again what the same person decided last of it, with nothing new to
// note, appends nothing and returns [ErrDecided] with the ruling that stands.
func (st *Store) DecideRelation(ctx context.Context, id string, verb corpus.Verb, by, note string) (r Ruling, err error) {
	if verb != corpus.Confirm && verb != corpus.Reject {
		return r, fmt.Errorf("%s %s: a relation can be confirmed or rejected: %w", verb, id, corpus.ErrInvalid)
	}
	again := false
	done, err := st.ruleAs(ctx, by, note, func(t *tx, who Ruling) ([]Ruling, error) {
		rel, err := t.relation(id)
		if err != nil {
			return nil, err
		}
		if s := rel.ruling; s != nil && s.Verb == verb && s.By == who.By && (who.Note == "" || s.Note == who.Note) {
			r, again = *s, true
			return nil, nil
		}
		who.Subject, who.Verb, who.About = rel.ID, verb, About{Relation: &rel.Relation.Relation}
		return []Ruling{who}, nil
	})
	switch {
	case err == nil && again:
		err = ErrDecided
	case err == nil:
		r = done[0]
	}
	if err != nil {
		return r, fmt.Errorf("%s %s: %w", verb, id, err)
	}
	return r, nil
}

// Undo takes a ruling back, by its number: what was before it is restored. An
// Undo may be undone.
func (st *Store) Undo(ctx context.Context, seq int64, by, note string) (r Ruling, err error) {
	done, err := st.ruleAs(ctx, by, note, func(t *tx, who Ruling) ([]Ruling, error) {
		list, err := t.rulings()
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(list, func(r Ruling) bool { return r.Seq == seq })
		switch {
		case i < 0:
			return nil, fmt.Errorf("no decision has this number: %w", corpus.ErrNotFound)
		case list[i].Undone:
			return nil, fmt.Errorf("it was undone already: %w", corpus.ErrInvalid)
		}
		who.Subject, who.Verb, who.About = strconv.FormatInt(seq, 10), corpus.Undo, list[i].About
		return []Ruling{who}, nil
	})
	if err != nil {
		return r, fmt.Errorf("undo decision %d: %w", seq, err)
	}
	return done[0], nil
}

// findRulings finds the rulings about what was seen in a document that goes.
func (p *purge) findRulings() error {
	list, err := p.tx.rulings()
	if err != nil {
		return err
	}
	for _, r := range list {
		if p.tellsOf(r.About) {
			p.rulings = append(p.rulings, r)
		}
	}
	return nil
}

func (p *purge) tellsOf(a About) bool {
	return slices.ContainsFunc(a.documents(), func(d string) bool { return p.gone[d] })
}

// takeRulings takes them out: a person may join again by other documents what
// a purge has parted.
func (p *purge) takeRulings() error {
	for _, r := range p.rulings {
		if err := p.exec("DELETE FROM rulings WHERE seq = $1", r.Seq); err != nil {
			return err
		}
	}
	p.entry.Decisions += len(p.rulings)
	return nil
}

// checkRulings compares the rulings with what the log says about them.
func (v *verification) checkRulings(t *tx) error {
	list, err := t.rulings()
	if err != nil {
		return err
	}
	rows := make([]eventRow, len(list))
	for i, r := range list {
		rows[i] = eventRow{r.Seq, r.Subject, func(string) any { return rulingEntryOf(r) }}
	}
	return v.checkEvents(t, kindRuling, rows)
}
