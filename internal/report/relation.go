package report

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// RelationLine is one relation with the passages that justify it. The names of
// its JSON fields are stable.
type RelationLine struct {
	ID       string              `json:"id"`
	Kind     corpus.RelationKind `json:"kind"`
	Standing corpus.Standing     `json:"standing"`
	Sure     bool                `json:"sure"` // by the machine; else it waits for a person
	Score    float64             `json:"score"`
	Why      string              `json:"why"`
	Rule     string              `json:"rule"`
	System   string              `json:"system"`
	By       string              `json:"by"` // who confirmed or rejected it
	At       string              `json:"at"`
	Note     string              `json:"note"`
	Decision int64               `json:"decision"` // its number, for "hearsay undo"; 0 none
	Dropped  bool                `json:"dropped"`  // a person confirmed what the machine no longer proposes
	Args     []ArgumentLine      `json:"args"`
}

// ArgumentLine is one side of a relation.
type ArgumentLine struct {
	Role      string  `json:"role"`
	Subject   string  `json:"subject"`
	Document  string  `json:"document"`
	Outlet    string  `json:"outlet"`
	Published string  `json:"published"`
	Title     string  `json:"title"`
	Passage   string  `json:"passage"` // around the first of the spans
	At        []Range `json:"at"`      // the spans in the text

	Replaced
}

// Relations lists the relations that f lets through, by ID. What would
// tell of a private person in two documents is left out.
func Relations(ctx context.Context, st *store.Store, f store.RelationFilter) iter.Seq2[RelationLine, error] {
	return func(yield func(RelationLine, error) bool) {
		m := &relationMaker{shelf: shelf{ctx: ctx, st: st}, public: map[string]bool{}}
		limit := f.Limit
		f.Limit = 0 // what is left out does not count
		given := 0
		for r, err := range st.Relations(ctx, f) {
			if err == nil {
				var l RelationLine
				var ok bool
				if l, ok, err = m.line(r); err == nil && !ok {
					continue
				} else if err == nil {
					if given++; !yield(l, nil) || given == limit {
						return
					}
					continue
				}
			}
			yield(RelationLine{}, err)
			return
		}
	}
}

// Relation makes the line of one relation.
func Relation(ctx context.Context, st *store.Store, id string) (RelationLine, error) {
	r, err := st.Relation(ctx, strings.TrimSpace(id))
	if err != nil {
		return RelationLine{}, err
	}
	m := &relationMaker{shelf: shelf{ctx: ctx, st: st}, public: map[string]bool{}}
	l, ok, err := m.line(r)
	if err == nil && !ok {
		err = fmt.Errorf("relation %s is between private persons: %w", short(r.ID), corpus.ErrNotFound)
	}
	return l, err
}

// relationMaker makes lines, and remembers which documents it asked for whom.
type relationMaker struct {
	shelf
	public map[string]bool // whether an appearance may be told of over documents
}

// line makes the line of a relation; ok is false where nobody may be told it.
func (m *relationMaker) line(r store.Relation) (l RelationLine, ok bool, err error) {
	l = RelationLine{ID: r.ID, Kind: r.Kind, Standing: r.Standing, Sure: r.Sure, Score: r.Score, Why: r.Why, Rule: r.Rule, System: r.System,
		By: r.By, At: stamp(r.At), Note: r.Note, Decision: r.Decision, Dropped: r.Dropped}
	ok = r.Kind != corpus.SameEntity
	for _, a := range r.Args {
		if !ok {
			if ok, err = m.isPublic(a); err != nil {
				return l, false, err
			}
		}
		if err := m.open(a.Document); err != nil {
			return l, false, err
		}
		l.Args = append(l.Args, ArgumentLine{a.Role, a.Subject, a.Document, m.doc.Outlet, m.doc.Published, m.doc.Title,
			around(m.doc.Text, a.Spans), rangesOf(m.points, a.Spans), m.replaced})
	}
	return l, ok, nil
}

// isPublic reports whether a side of a relation of entities is of one that may
// have a page.
func (m *relationMaker) isPublic(a corpus.Argument) (bool, error) {
	id := corpus.AppearanceID(a.Document, a.Subject)
	if public, ok := m.public[id]; ok {
		return public, nil
	}
	list, err := m.st.Appearances(m.ctx, a.Document)
	if errors.Is(err, corpus.ErrNotFound) {
		err = nil
	}
	for _, e := range list {
		one := store.Entity{Kind: e.Kind, Roles: known(e.Role)}
		m.public[corpus.AppearanceID(a.Document, e.Name)] = PublicEntity(one)
	}
	return m.public[id], err
}

// passageReach is how much of the text is shown on either side of the words
// that justify something, in bytes: about a sentence.
const passageReach = 90

// around is the first of spans with some words on either side, on one line.
func around(text string, spans []corpus.Span) string {
	if len(spans) == 0 || !spans[0].Valid(text) {
		return ""
	}
	s := spans[0]
	start, end := max(0, s.Start-passageReach), min(len(text), s.End+passageReach)
	for start > 0 && start < s.Start && !(text[start-1] == ' ' || text[start-1] == '\n') {
		start++
	}
	for end < len(text) && end > s.End && !(text[end] == ' ' || text[end] == '\n') {
		end--
	}
	if i := strings.LastIndex(text[start:s.Start], "\n"); i >= 0 {
		start += i + 1
	}
	if i := strings.Index(text[s.End:end], "\n"); i >= 0 {
		end = s.End + i
	}
	for start < s.Start && !utf8.RuneStart(text[start]) {
		start++
	}
	for end > s.End && end < len(text) && !utf8.RuneStart(text[end]) {
		end--
	}
	return oneLine(text[start:end])
}

// WriteRelations writes a list of relations. It stops at the first error of
// the list and returns it; what came before it is written. CSV has a line for
// each side.
func WriteRelations(w io.Writer, format Format, style Style, seq iter.Seq2[RelationLine, error]) error {
	if format == CSV {
		return writeList(w, format, sides(seq), relationSides())
	}
	return writeList(w, format, seq, list[RelationLine]{
		table: func(w io.Writer) tableWriter[RelationLine] {
			return func(l RelationLine) error {
				s := sheet{style: style}
				s.relation(l)
				_, err := io.WriteString(w, s.String())
				return err
			}
		},
	})
}

// relationSide is one side of a relation, for CSV.
type relationSide struct {
	RelationLine
	arg ArgumentLine
}

func sides(seq iter.Seq2[RelationLine, error]) iter.Seq2[relationSide, error] {
	return func(yield func(relationSide, error) bool) {
		for l, err := range seq {
			if err != nil {
				yield(relationSide{}, err)
				return
			}
			for _, a := range l.Args {
				if !yield(relationSide{l, a}, nil) {
					return
				}
			}
		}
	}
}

func relationSides() list[relationSide] {
	return list[relationSide]{
		head: []string{"id", "kind", "standing", "sure", "score", "why", "rule", "system", "by", "at", "note", "decision", "dropped",
			"role", "subject", "document", "outlet", "published", "title", "passage", "passage_at", "replaced_by", "replaced_on"},
		row: func(l relationSide) []string {
			return []string{l.ID, string(l.Kind), string(l.Standing), fmt.Sprint(l.Sure), fmt.Sprintf("%.2f", l.Score), l.Why, l.Rule, l.System,
				l.By, l.At, l.Note, fmt.Sprint(l.Decision), fmt.Sprint(l.Dropped),
				l.arg.Role, l.arg.Subject, l.arg.Document, l.arg.Outlet, l.arg.Published, l.arg.Title, l.arg.Passage, rangesText(l.arg.At), l.arg.ReplacedBy, l.arg.ReplacedOn}
		},
	}
}

// relation writes one relation with both of its passages.
func (s *sheet) relation(l RelationLine) {
	s.prose(strong, 0, short(l.ID)+"  "+string(l.Kind)+s.style.dot()+l.certainty())
	s.prose("", 2, l.Why+fmt.Sprintf(" (%.2f)", l.Score))
	for _, a := range l.Args {
		s.prose(muted, 2, strings.Join(known(a.Role, a.Subject, a.Outlet, day(a.Published), a.ReplacedMark(), short(a.Document)), s.style.dot()))
		s.prose("", 4, "“"+a.Passage+"”")
	}
}

// certainty says by whose word a relation stands.
func (l RelationLine) certainty() string {
	switch {
	case l.Dropped:
		return "confirmed by " + l.By + ", no longer found by the machine"
	case l.Standing != corpus.Machine:
		return string(l.Standing) + " by " + l.By
	case l.Sure:
		return "found by the machine"
	}
	return "possible, waits for a person"
}
