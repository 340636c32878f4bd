package report

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// EntityLine is one entity of a list. The names of its JSON fields are stable.
type EntityLine struct {
	ID          string            `json:"id"`
	Name        string            `json:"name"`
	Kind        corpus.EntityKind `json:"kind"`
	Description string            `json:"description"` // a person's words
	Names       []string          `json:"names"`       // in the documents, the most frequent first
	Roles       []string          `json:"roles"`       // the same
	Documents   int               `json:"documents"`
	Outlets     int               `json:"outlets"`
	From        string            `json:"from"` // days between which the documents were published
	To          string            `json:"to"`
	Decisions   int               `json:"decisions"` // of people, that stand; else it is as the machine made it
}

// PublicEntity reports whether an entity may have a page, a line in a list and
// decisions about it: a person only in a public role, everything else always.
func PublicEntity(e store.Entity) bool {
	return e.Kind != corpus.Person && e.Kind != "" || slices.ContainsFunc(e.Roles, publicRole)
}

// Entities lists the entities that f lets through and that may have a page,
// those in most documents first.
func Entities(ctx context.Context, st *store.Store, f store.EntityFilter) iter.Seq2[EntityLine, error] {
	return func(yield func(EntityLine, error) bool) {
		list, err := st.Entities(ctx, f)
		if err != nil {
			yield(EntityLine{}, err)
			return
		}
		for _, e := range list {
			if PublicEntity(e) && !yield(entityLine(e), nil) {
				return
			}
		}
	}
}

func entityLine(e store.Entity) EntityLine {
	outlets := map[string]bool{}
	for _, a := range e.Appearances {
		if a.Outlet != "" {
			outlets[a.Outlet] = true
		}
	}
	l := EntityLine{ID: e.ID, Name: e.Name, Kind: e.Kind, Description: e.Description, Names: append([]string{}, e.Names...),
		Roles: append([]string{}, e.Roles...), Documents: e.Documents(), Outlets: len(outlets), From: e.From, To: e.To}
	for _, r := range e.Rulings {
		if !r.Undone {
			l.Decisions++
		}
	}
	return l
}

// WriteEntities writes a list of entities. It stops at the first error of the
// list and returns it; what came before it is written.
func WriteEntities(w io.Writer, format Format, style Style, seq iter.Seq2[EntityLine, error]) error {
	return writeList(w, format, seq, list[EntityLine]{
		head: []string{"id", "name", "kind", "description", "names", "roles", "documents", "outlets", "from", "to", "decisions"},
		row: func(l EntityLine) []string {
			return []string{l.ID, l.Name, string(l.Kind), l.Description, strings.Join(l.Names, "; "), strings.Join(l.Roles, "; "),
				fmt.Sprint(l.Documents), fmt.Sprint(l.Outlets), l.From, l.To, fmt.Sprint(l.Decisions)}
		},
		table: func(w io.Writer) tableWriter[EntityLine] {
			t := newGrid(w, style, column{"ID", shortDigits, 0}, column{"DOCS", 4, 0}, column{"OUTLETS", 7, 0}, column{"KIND", 12, 0},
				column{"NAME", 16, 3}, column{"ROLE", 12, 3}, column{"MADE BY", 11, 0})
			return func(l EntityLine) error {
				by := "machine"
				if l.Decisions > 0 {
					by = "and people"
				}
				return t.row(short(l.ID), fmt.Sprint(l.Documents), fmt.Sprint(l.Outlets), string(l.Kind), l.Name,
					cmp.Or(l.Description, someRoles(l.Roles, 1)), by)
			}
		},
	})
}

// shownRoles is how many names and roles of an entity a page writes out: a head
// of state has a hundred in an archive of a year.
const shownRoles = 8

// shownPossible is how many relations that wait a page writes out.
const shownPossible = 20

// someRoles writes the most frequent of names or roles.
func someRoles(list []string, most int) string {
	if len(list) <= most {
		return strings.Join(list, "; ")
	}
	return strings.Join(list[:most], "; ") + fmt.Sprintf(" and %d more", len(list)-most)
}

// EntityPage is all that the ledger has of an entity. The names of its JSON
// fields are stable.
type EntityPage struct {
	EntityLine
	Asked       string           `json:"asked"` // the ID that led here
	Appearances []AppearanceLine `json:"appearances"`
	Possible    []RelationLine   `json:"possible"` // that it is one with another, which wait for a person
	Decided     []RulingLine     `json:"decided"`

	// DB is the ledger that command lines in the text name; "" names none.
	DB string `json:"-"`
}

// AppearanceLine is an entity in one document.
type AppearanceLine struct {
	ID        string  `json:"id"`
	Document  string  `json:"document"`
	Outlet    string  `json:"outlet"`
	Published string  `json:"published"`
	Name      string  `json:"name"`
	Role      string  `json:"role"`
	Passage   string  `json:"passage"` // around the first mention
	At        []Range `json:"at"`      // the mentions in the text

	Replaced
}

// RulingLine is what a person decided about a relation or an entity.
type RulingLine struct {
	Number  int64       `json:"number"` // for "hearsay undo"
	Verb    corpus.Verb `json:"verb"`
	Subject string      `json:"subject"`
	Value   string      `json:"value"`
	By      string      `json:"by"`
	At      string      `json:"at"` // RFC 3339, UTC
	Note    string      `json:"note"`
	Undone  bool        `json:"undone"`
}

func rulingLine(r store.Ruling) RulingLine {
	return RulingLine{r.Seq, r.Verb, r.Subject, r.Value, r.By, stamp(r.At), r.Note, r.Undone}
}

// FindEntity finds the entity that an ID leads to. Of a person without a public
// role there is no page: the error wraps [corpus.ErrNotFound].
func FindEntity(ctx context.Context, st *store.Store, id string) (store.Entity, error) {
	e, err := st.Entity(ctx, strings.TrimSpace(id))
	if err == nil && !PublicEntity(e) {
		return store.Entity{}, fmt.Errorf("entity %s is a person without a public role, of whom there is no page: %w", short(e.ID), corpus.ErrNotFound)
	}
	return e, err
}

// Entity makes the page of an entity; id may be that of any of its
// appearances, or of what was merged into it, or a unique prefix.
func Entity(ctx context.Context, st *store.Store, id string) (p EntityPage, err error) {
	e, err := FindEntity(ctx, st, id)
	if err != nil {
		return p, err
	}
	p = EntityPage{EntityLine: entityLine(e), Asked: strings.TrimSpace(id), Possible: []RelationLine{}, Decided: []RulingLine{}}
	shelf := &shelf{ctx: ctx, st: st}
	for _, a := range e.Appearances {
		if err := shelf.open(a.Document); err != nil {
			return p, err
		}
		p.Appearances = append(p.Appearances, AppearanceLine{a.ID, a.Document, a.Outlet, a.Published, a.Name, a.Role,
			around(shelf.doc.Text, a.Spans[:1]), rangesOf(shelf.points, a.Spans), shelf.replaced})
	}
	for _, r := range e.Rulings {
		p.Decided = append(p.Decided, rulingLine(r))
	}
	return p, p.addPossible(ctx, st, e)
}

// addPossible adds the relations by which the entity may be one with another.
func (p *EntityPage) addPossible(ctx context.Context, st *store.Store, e store.Entity) error {
	inside := map[string]bool{}
	for _, a := range e.Appearances {
		inside[a.ID] = true
	}
	off, err := splitOff(ctx, st)
	if err != nil {
		return err
	}
	m := &relationMaker{shelf: shelf{ctx: ctx, st: st}, public: map[string]bool{}}
	for _, f := range possibleFilters(e) {
		for r, err := range st.Relations(ctx, f) {
			if err != nil {
				return err
			}
			n, parted := 0, false
			for _, arg := range r.Args {
				id := corpus.AppearanceID(arg.Document, arg.Subject)
				parted = parted || off[id] && !inside[id]
				if inside[id] {
					n++
				}
			}
			if n == 0 || n == len(r.Args) || parted { // elsewhere, one already, or decided
				continue
			}
			l, ok, err := m.line(r)
			if err != nil {
				return err
			}
			if ok {
				p.Possible = append(p.Possible, l)
			}
		}
	}
	return nil
}

// splitOff are the appearances that people split off: they are not proposed again to whom they
// were taken from.
func splitOff(ctx context.Context, st *store.Store) (map[string]bool, error) {
	rulings, err := st.Rulings(ctx)
	off := map[string]bool{}
	for _, r := range rulings {
		for _, a := range r.About.Appearances {
			off[a.ID()] = off[a.ID()] || r.Verb == corpus.Split && !r.Undone
		}
	}
	return off, err
}

// fewAppearances is up to how many documents are asked for their relations, one
// after the other; beyond that, all are looked through once.
const fewAppearances = 300

func possibleFilters(e store.Entity) (list []store.RelationFilter) {
	all := store.RelationFilter{Kind: corpus.SameEntity, Possible: true}
	if len(e.Appearances) > fewAppearances {
		return []store.RelationFilter{all}
	}
	for _, a := range e.Appearances {
		f := all
		f.Document, f.Subject = a.Document, a.Name
		list = append(list, f)
	}
	return list
}

// WriteText writes the page for people.
func (p EntityPage) WriteText(w io.Writer, style Style) error {
	s := sheet{style: style}
	s.prose(strong, 0, p.Name)
	s.note(strings.Join(known(string(p.Kind), someRoles(p.Roles, shownRoles)), style.dot()))
	if p.Description != "" {
		s.prose("", 2, p.Description)
	}
	s.note(p.ID)
	if !strings.HasPrefix(p.ID, p.Asked) {
		s.note(p.Asked + " leads here: they are one")
	}
	if len(p.Names) > 1 {
		s.field("names", someRoles(p.Names, shownRoles))
	}
	s.heading(count(p.Documents, "document", "documents") + " of " + count(p.Outlets, "outlet", "outlets"))
	for _, a := range p.Appearances {
		s.prose(muted, 2, strings.Join(known(day(a.Published), a.Outlet, who(a.Name, a.Role), a.ReplacedMark(), short(a.Document)), style.dot()))
		s.prose("", 4, "“"+a.Passage+"”")
	}
	if len(p.Possible) > 0 {
		s.heading("Possibly the same, for a person to decide")
		s.note("\"" + commandLine("confirm", p.DB) + " ID\" joins, \"reject\" keeps apart.")
		for _, l := range p.Possible[:min(len(p.Possible), shownPossible)] {
			s.relation(l)
		}
		if more := len(p.Possible) - shownPossible; more > 0 {
			s.note(fmt.Sprintf("and %d more: --json has all", more))
		}
	}
	s.heading("What people decided")
	if len(p.Decided) == 0 {
		s.note("Nothing yet: it is as the machine made it.")
	}
	for _, r := range p.Decided {
		s.field(fmt.Sprintf("%d, %s", r.Number, day(r.At)), ruled(r))
	}
	_, err := io.WriteString(w, s.String())
	return err
}

// ruled is one decision about a relation or an entity in words.
func ruled(r RulingLine) string {
	out := string(r.Verb)
	switch r.Verb {
	case corpus.Merge:
		out = "merged with another"
	case corpus.Split:
		out = "split off from another"
	case corpus.Rename:
		out = "renamed “" + r.Value + "”"
	case corpus.Describe:
		out = "described as “" + r.Value + "”"
	case corpus.Undo:
		out = "decision " + r.Subject + " undone"
	}
	out += " by " + r.By
	if r.Note != "" {
		out += ": " + r.Note
	}
	if r.Undone {
		out += " (undone)"
	}
	return out
}
