package report

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// Versions answers "what did they change?": the documents of an item in the
// order in which they were first seen, and what each changed in the text of
// the one before it. The names of its JSON fields are stable.
type Versions struct {
	Item     string        `json:"item"`
	Versions []VersionLine `json:"versions"`
	Changes  []Changed     `json:"changes"` // one fewer
}

// VersionLine is one document of an item.
type VersionLine struct {
	DocumentLine
	FirstSeen string `json:"first_seen"` // RFC 3339, UTC; by a web archive or, where none has it, by the ledger
	LastSeen  string `json:"last_seen"`
	Sightings int    `json:"sightings"`
}

// Changed is what one document changed in the text of another.
type Changed struct {
	From  string        `json:"from"` // documents
	To    string        `json:"to"`
	Parts []ChangedPart `json:"parts"` // in order; they cover both texts
}

// ChangedPart is a stretch of two texts. The text of one that is skipped, as
// it is the same and far from any change, is left out.
type ChangedPart struct {
	Change Change `json:"change"`
	Text   string `json:"text"`
	Old    Range  `json:"old"` // in code points of the text before; empty for what was inserted
	New    Range  `json:"new"` // and of the text after; empty for what was deleted
}

// VersionsOf finds the versions of an item by what a person has of it: its
// address, its ID, or that of one of its documents; of an ID a unique
// beginning of six characters is enough. The error wraps [corpus.ErrNotFound]
// or [corpus.ErrAmbiguous] where there is none or several.
func VersionsOf(ctx context.Context, st *store.Store, id string) (Versions, error) {
	item, err := itemOf(ctx, st, strings.TrimSpace(id))
	if err != nil {
		return Versions{}, err
	}
	v := Versions{Item: item, Versions: []VersionLine{}, Changes: []Changed{}}
	list, err := st.Versions(ctx, item)
	if err != nil {
		return Versions{}, err
	}
	for _, d := range list {
		seen, err := st.Sightings(ctx, d.ID)
		if err != nil {
			return Versions{}, err
		}
		v.Versions = append(v.Versions, VersionLine{DocumentLine: documentLine(d.Document), FirstSeen: stamp(d.FirstSeen), LastSeen: stamp(d.LastSeen), Sightings: len(seen)})
	}
	return v, v.compare(ctx, st)
}

// itemOf returns the ID of an item.
func itemOf(ctx context.Context, st *store.Store, id string) (string, error) {
	if corpus.NormalURL(id) != "" {
		item, err := st.Item(ctx, corpus.ItemID(id, "", ""))
		if errors.Is(err, corpus.ErrNotFound) {
			return "", fmt.Errorf("no document has the address %s: %w", id, corpus.ErrNotFound)
		}
		return item, err
	}
	item, err := st.Item(ctx, id)
	if !errors.Is(err, corpus.ErrNotFound) {
		return item, err
	}
	d, err := st.Document(ctx, id)
	if errors.Is(err, corpus.ErrNotFound) {
		return "", fmt.Errorf("no item or document begins with %q, and it is no address: %w", id, corpus.ErrNotFound)
	}
	return d.Item, err
}

// compare fills in the changes. Two texts are held at a time.
func (v *Versions) compare(ctx context.Context, st *store.Store) error {
	var before corpus.Document
	for i, l := range v.Versions {
		after, err := st.Document(ctx, l.ID)
		if err != nil {
			return err
		}
		if i > 0 {
			v.Changes = append(v.Changes, changed(before, after))
		}
		before = after
	}
	return nil
}

func changed(before, after corpus.Document) Changed {
	c := Changed{From: before.ID, To: after.ID, Parts: []ChangedPart{}}
	old, now := corpus.NewPoints(before.Text), corpus.NewPoints(after.Text)
	edits := wordDiff(before.Text, after.Text)
	for i, e := range edits {
		for _, e := range shorten(after.Text, e, i == 0, i == len(edits)-1) {
			p := ChangedPart{Change: e.change, Text: e.new.In(after.Text), Old: rangeOf(old, e.old), New: rangeOf(now, e.new)}
			switch e.change {
			case Deleted:
				p.Text = e.old.In(before.Text)
			case Left:
				p.Text = ""
			}
			c.Parts = append(c.Parts, p)
		}
	}
	return c
}

// contextWords is how many words are shown on either side of a change: about
// a line of English, enough to tell the sentence that it is in.
const contextWords = 12

// shorten cuts what is the same in the middle, or at the borders of the text,
// so that some words remain beside the changes. It leaves what is hardly
// longer than that.
func shorten(text string, e edit, first, last bool) []edit {
	if e.change != Same {
		return []edit{e}
	}
	words := slices.DeleteFunc(wordsOf(text, e.new.Start, e.new.End), func(w corpus.Span) bool { return !strings.ContainsFunc(w.In(text), isWord) })
	from, to, head, tail := e.new.Start, e.new.End, 0, 0
	if !first {
		head = contextWords
	}
	if !last {
		tail = contextWords
	}
	if len(words) < head+tail+contextWords {
		return []edit{e}
	}
	if head > 0 {
		from = words[head-1].End
	}
	if tail > 0 {
		to = words[len(words)-tail].Start
	}
	part := func(c Change, start, end int) edit {
		shift := e.old.Start - e.new.Start
		return edit{c, corpus.Span{Start: start + shift, End: end + shift}, corpus.Span{Start: start, End: end}}
	}
	parts := []edit{part(Same, e.new.Start, from), part(Left, from, to), part(Same, to, e.new.End)}
	return slices.DeleteFunc(parts, func(e edit) bool { return e.new.Empty() })
}

// WriteText writes the versions for people: a table, then the changes from
// each to the next.
func (v Versions) WriteText(w io.Writer, style Style) error {
	t := newGrid(w, style, column{"ID", shortDigits, 0}, column{"FIRST SEEN", 16, 0}, column{"LAST SEEN", 16, 0}, column{"PUBLISHED", 10, 0},
		column{"OUTLET", 12, 2}, column{"TITLE", 20, 5})
	for _, l := range v.Versions {
		if err := t.row(short(l.ID), minute(l.FirstSeen), minute(l.LastSeen), day(l.Published), l.Outlet, cmp.Or(l.Title, "(untitled)")); err != nil {
			return err
		}
	}
	s := sheet{style: style}
	if len(v.Versions) < 2 {
		s.line("")
		s.note("One text is known: nothing was changed as far as was seen.")
	}
	for _, c := range v.Changes {
		s.changes(c)
	}
	_, err := io.WriteString(w, s.String())
	return err
}

func (s *sheet) changes(c Changed) {
	s.line("")
	s.line(s.style.ink(strong, "From "+short(c.From)+" to "+short(c.To)))
	if s.style.Color {
		s.line("  " + s.style.ink(deletedInk, string(Deleted)) + "  " + s.style.ink(insertedInk, string(Inserted)))
	}
	var parts []Part
	for _, p := range c.Parts {
		parts = append(parts, shownChange(p, s.style)...)
	}
	s.line("")
	s.indented(setParts(s.style, parts, s.style.columns()-2))
}

// The marks of what was changed.
const (
	Gone  Mark = "deleted"
	Added Mark = "inserted"
)

// shownChange makes the parts that show one part of a change. Without colour
// it stands in the marks of wdiff, [-deleted-] and {+inserted+}; white space
// at its ends stays outside, and a line end that is all of it becomes a sign.
func shownChange(p ChangedPart, style Style) []Part {
	switch p.Change {
	case Same:
		return []Part{{Text: p.Text}}
	case Left:
		return []Part{{Mark: Skipped, Text: gap}}
	}
	mark := Gone
	if p.Change == Inserted {
		mark = Added
	}
	core := strings.TrimSpace(p.Text)
	if core == "" {
		return []Part{{Mark: mark, Text: strings.ReplaceAll(p.Text, "\n", style.pick("¶", `\n`))}}
	}
	head, tail, _ := strings.Cut(p.Text, core)
	return []Part{{Text: head}, {Mark: mark, Text: core}, {Text: tail}}
}
