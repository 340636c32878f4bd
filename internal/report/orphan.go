package report

import (
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// OrphanLine is a decision about a statement or an entity to which nothing in the current
// reading answers. The names of its JSON fields are stable.
type OrphanLine struct {
	Document  string      `json:"document"`
	Outlet    string      `json:"outlet"`
	Title     string      `json:"title"`
	Published string      `json:"published"`
	Subject   string      `json:"subject"` // the statement as it was
	Verb      corpus.Verb `json:"verb"`
	Field     string      `json:"field"` // of a correction
	Value     string      `json:"value"`
	By        string      `json:"by"`
	At        string      `json:"at"` // RFC 3339, UTC
	Note      string      `json:"note"`
	Quoted    string      `json:"quoted"`    // the words that were looked at
	QuotedAt  []Range     `json:"quoted_at"` // where they stand in the text
	Near      []string    `json:"near"`      // statements of the current reading that share words with them
}

// Orphans lists the decisions to which nothing in the current reading answers
// and that nobody has taken anew since: those about statements, then those about
// entities, each oldest first.
func Orphans(ctx context.Context, st *store.Store) iter.Seq2[OrphanLine, error] {
	return func(yield func(OrphanLine, error) bool) {
		list, err := st.Orphans(ctx, "")
		if err != nil {
			yield(OrphanLine{}, err)
			return
		}
		shelf := shelf{ctx: ctx, st: st}
		for _, d := range list {
			l, err := orphanLine(&shelf, d)
			if !yield(l, err) || err != nil {
				return
			}
		}
		rulings, err := st.OrphanedRulings(ctx)
		if err != nil {
			yield(OrphanLine{}, err)
			return
		}
		for _, r := range rulings {
			l, err := orphanedRuling(&shelf, r)
			if !yield(l, err) || err != nil {
				return
			}
		}
	}
}

// orphanedRuling is the line of a decision about an entity, by the first of
// what was looked at.
func orphanedRuling(h *shelf, r store.Ruling) (OrphanLine, error) {
	seen := r.About.Appearances[0]
	if err := h.open(seen.Document); err != nil {
		return OrphanLine{}, err
	}
	return OrphanLine{
		Document: seen.Document, Outlet: h.doc.Outlet, Title: h.doc.Title, Published: h.doc.Published,
		Subject: r.Subject, Verb: r.Verb, Value: r.Value, By: r.By, At: stamp(r.At), Note: r.Note,
		Quoted: seen.Name, QuotedAt: rangesOf(h.points, seen.Spans), Near: []string{},
	}, nil
}

func orphanLine(h *shelf, d corpus.Decision) (OrphanLine, error) {
	if err := h.open(d.Document); err != nil {
		return OrphanLine{}, err
	}
	l := OrphanLine{
		Document: d.Document, Outlet: h.doc.Outlet, Title: h.doc.Title, Published: h.doc.Published,
		Subject: d.Subject, Verb: d.Verb, Field: d.Field, Value: d.Value, By: d.By, At: stamp(d.At), Note: d.Note,
		Quoted: d.Quoted, QuotedAt: rangesOf(h.points, d.Spans), Near: []string{},
	}
	for s, err := range h.st.Statements(h.ctx, store.StatementFilter{Document: d.Document}) {
		if err != nil {
			return l, fmt.Errorf("statements of %s: %w", d.Document, err)
		}
		shares := func(c corpus.Span) bool { return slices.ContainsFunc(d.Spans, c.Overlaps) }
		if slices.ContainsFunc(s.Content, shares) {
			l.Near = append(l.Near, s.ID)
		}
	}
	return l, nil
}

// WriteOrphans writes a list of orphaned decisions. It stops at the first
// error of the list and returns it; what came before it is written. An export
// gives no name that a person put in for a speaker: nothing tells any more
// whether that one has a public role.
func WriteOrphans(w io.Writer, format Format, style Style, seq iter.Seq2[OrphanLine, error]) error {
	if format != Table {
		seq = withoutSpeakers(seq)
	}
	return writeList(w, format, seq, list[OrphanLine]{
		head: []string{"document", "outlet", "title", "published", "subject", "verb", "field", "value", "by", "at", "note", "quoted", "quoted_at", "near"},
		row: func(l OrphanLine) []string {
			return []string{l.Document, l.Outlet, l.Title, l.Published, l.Subject, string(l.Verb), l.Field, l.Value, l.By, l.At, l.Note,
				l.Quoted, rangesText(l.QuotedAt), strings.Join(l.Near, " ")}
		},
		table: func(w io.Writer) tableWriter[OrphanLine] {
			t := newGrid(w, style, column{"DOCUMENT", shortDigits, 0}, column{"DECIDED", 16, 2}, column{"ABOUT", 20, 5}, column{"NEAR", shortDigits, 0})
			return func(l OrphanLine) error {
				return t.row(short(l.Document), day(l.At)+" "+decided(l.decision()), "“"+l.Quoted+"”", nearest(l.Near))
			}
		},
	})
}

func (l OrphanLine) decision() DecisionLine {
	return DecisionLine{Verb: l.Verb, Field: l.Field, Value: l.Value, By: l.By, Note: l.Note}
}

// nearest is the first statement that a person would look at.
func nearest(near []string) string {
	if len(near) == 0 {
		return "none"
	}
	return short(near[0])
}

func withoutSpeakers(seq iter.Seq2[OrphanLine, error]) iter.Seq2[OrphanLine, error] {
	return func(yield func(OrphanLine, error) bool) {
		for l, err := range seq {
			if l.Field == "speaker" {
				l.Value = withheldName
			}
			if !yield(l, err) {
				return
			}
		}
	}
}
