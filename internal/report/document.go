package report

import (
	"context"
	"io"
	"iter"
	"strings"
	"time"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// DocumentLine is one document of a list. The names of its JSON fields are
// stable.
type DocumentLine struct {
	ID        string        `json:"id"`
	Published string        `json:"published"` // YYYY, YYYY-MM, YYYY-MM-DD or RFC 3339; "" unknown
	Outlet    string        `json:"outlet"`
	Title     string        `json:"title"`
	Authors   []string      `json:"authors"`
	Language  string        `json:"language"`
	URL       string        `json:"url"`
	Access    corpus.Access `json:"access"`
	Captured  string        `json:"captured"` // RFC 3339, UTC
	Place     string        `json:"place"`    // in its container, "" for a whole file
	Digest    corpus.Digest `json:"text_sha256"`
}

func documentLine(d corpus.Document) DocumentLine {
	return DocumentLine{
		ID: d.ID, Published: d.Published, Outlet: d.Outlet, Title: d.Title,
		Authors: append([]string{}, d.Authors...), Language: d.Language, URL: d.URL,
		Access: d.Access, Captured: stamp(d.Captured), Place: d.Place, Digest: d.TextID,
	}
}

// stamp writes a time in UTC, "" for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// day cuts a date to the day, or to what is known.
func day(date string) string { return date[:min(len(date), len("2006-01-02"))] }

// Documents lists the documents that f lets through, by date of publication.
func Documents(ctx context.Context, st *store.Store, f store.DocumentFilter) iter.Seq2[DocumentLine, error] {
	return func(yield func(DocumentLine, error) bool) {
		for d, err := range st.Documents(ctx, f) {
			if !yield(documentLine(d), err) || err != nil {
				return
			}
		}
	}
}

// WriteDocuments writes a list of documents. It stops at the first error of
// the list and returns it; what came before it is written.
func WriteDocuments(w io.Writer, format Format, style Style, seq iter.Seq2[DocumentLine, error]) error {
	return writeList(w, format, seq, list[DocumentLine]{
		head: []string{"id", "published", "outlet", "title", "authors", "language", "url", "access", "captured", "place", "text_sha256"},
		row: func(d DocumentLine) []string {
			return []string{d.ID, d.Published, d.Outlet, d.Title, strings.Join(d.Authors, "; "), d.Language, d.URL,
				string(d.Access), d.Captured, d.Place, string(d.Digest)}
		},
		table: func(w io.Writer) tableWriter[DocumentLine] { return documentTable(w, style) },
	})
}

func documentTable(w io.Writer, style Style) tableWriter[DocumentLine] {
	t := newGrid(w, style, column{"ID", shortDigits, 0}, column{"PUBLISHED", 10, 0}, column{"OUTLET", 12, 2}, column{"TITLE", 20, 5}, column{"LANG", 4, 0})
	return func(d DocumentLine) error {
		title := d.Title
		if title == "" {
			title = "(untitled)"
		}
		return t.row(short(d.ID), day(d.Published), d.Outlet, title, d.Language)
	}
}
