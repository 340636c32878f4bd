package report

import (
	"context"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// HitLine is one document that answers a query. The names of its JSON fields
// are stable.
type HitLine struct {
	DocumentLine
	Forwarded string  `json:"forwarded_from"` // whom the outlet passed the text on from, "" for a text of its own
	Snippet   string  `json:"snippet"`
	Matches   []Range `json:"matches"` // the words found, code points of Snippet
	At        Range   `json:"at"`      // where Snippet stands, code points of the document's text
	Score     float64 `json:"score"`

	Replaced
}

// Search lists the documents that answer query, best first. A malformed query
// is an error wrapping [corpus.ErrInvalid].
func Search(ctx context.Context, st *store.Store, query string, f store.DocumentFilter) iter.Seq2[HitLine, error] {
	return func(yield func(HitLine, error) bool) {
		hits, err := st.Search(ctx, query, f)
		if err != nil {
			yield(HitLine{}, err)
			return
		}
		shelf := shelf{ctx: ctx, st: st}
		for _, h := range hits {
			if err := shelf.open(h.Document.ID); err != nil {
				yield(HitLine{}, err)
				return
			}
			if !yield(hitLine(h, &shelf), nil) {
				return
			}
		}
	}
}

// hitLine makes the line of a hit in the open document.
func hitLine(h store.Hit, in *shelf) HitLine {
	p := in.points
	l := HitLine{DocumentLine: documentLine(h.Document), Replaced: in.replaced, Forwarded: in.doc.ForwardedFrom(), Snippet: h.Snippet, Matches: []Range{}, Score: h.Score}
	l.At = rangeOf(p, corpus.Span{Start: h.Start, End: h.Start + len(h.Snippet)})
	inside := corpus.NewPoints(h.Snippet)
	for _, m := range h.Matches {
		s := corpus.Span{Start: m.Start - h.Start, End: m.End - h.Start}
		if s.Start >= 0 && s.End <= len(h.Snippet) {
			l.Matches = append(l.Matches, rangeOf(inside, s))
		}
	}
	return l
}

// WriteHits writes the answer to a query. It stops at the first error and
// returns it; what came before it is written.
func WriteHits(w io.Writer, format Format, style Style, seq iter.Seq2[HitLine, error]) error {
	return writeList(w, format, seq, list[HitLine]{
		head: []string{"id", "published", "outlet", "forwarded_from", "title", "url", "snippet", "at", "text_sha256", "replaced_by", "replaced_on"},
		row: func(h HitLine) []string {
			return []string{h.ID, h.Published, h.Outlet, h.Forwarded, h.Title, h.URL, h.Snippet, rangesText([]Range{h.At}), string(h.Digest), h.ReplacedBy, h.ReplacedOn}
		},
		table: func(w io.Writer) tableWriter[HitLine] { return hitTable(w, style) },
	})
}

// hitTable sets each hit as a heading and the snippet under it, with the
// words found set apart: by colour, or by brackets where there is none.
func hitTable(w io.Writer, style Style) tableWriter[HitLine] {
	room := max(20, style.columns()-shortDigits-2)
	if style.Width == 0 {
		room = 0
	}
	return func(h HitLine) error {
		head := oneLine(strings.Join(known(day(h.Published), h.Outlet, forwardedFrom(h.Forwarded), h.Title, h.ReplacedMark()), style.dot()))
		var b strings.Builder
		for i, line := range wrap(style.ornaments(head), room) {
			lead := strings.Repeat(" ", shortDigits)
			if i == 0 {
				lead = style.ink(muted, pad(short(h.ID), shortDigits))
			}
			b.WriteString(lead + "  " + style.ink(strong, line) + "\n")
		}
		for _, line := range snippetLines(style, h, room) {
			b.WriteString(strings.Repeat(" ", shortDigits+2) + line + "\n")
		}
		_, err := io.WriteString(w, b.String())
		return err
	}
}

// known keeps what is not empty.
func known(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

// snippetLines are the lines of a snippet with its matches marked.
func snippetLines(style Style, h HitLine, room int) []string {
	runes := utf8.RuneCountInString(h.Snippet)
	p := corpus.NewPoints(h.Snippet)
	var parts []Part
	last := 0
	for _, m := range h.Matches {
		if m.Start < last || m.End > runes {
			continue
		}
		parts = append(parts, Part{Text: p.Bytes(corpus.Span{Start: last, End: m.Start}).In(h.Snippet)},
			Part{Mark: Match, Text: p.Bytes(corpus.Span(m)).In(h.Snippet)})
		last = m.End
	}
	parts = append(parts, Part{Text: h.Snippet[p.Byte(last):]})
	return setParts(style, parts, room)
}
