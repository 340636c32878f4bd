package report

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"strings"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// OutletLine is one outlet. The names of its JSON fields are stable; "" is
// unknown.
type OutletLine struct {
	corpus.Registered
	Known     bool   `json:"registered"` // else only documents name it
	Documents int    `json:"documents"`
	From      string `json:"from"` // days between which they were published
	To        string `json:"to"`
}

// Outlets lists the outlets of the register and of the documents, by name.
func Outlets(ctx context.Context, st *store.Store) iter.Seq2[OutletLine, error] {
	return func(yield func(OutletLine, error) bool) {
		list, err := st.Outlets(ctx)
		if err != nil {
			yield(OutletLine{}, err)
			return
		}
		for _, o := range list {
			if !yield(OutletLine{o.Registered, o.Known, o.Documents, o.From, o.To}, nil) {
				return
			}
		}
	}
}

// WriteOutlets writes the register. It stops at the first error of the list
// and returns it; what came before it is written. "hearsay outlets import"
// takes the CSV.
func WriteOutlets(w io.Writer, format Format, style Style, seq iter.Seq2[OutletLine, error]) error {
	return writeList(w, format, seq, list[OutletLine]{
		head: []string{"name", "owner", "state_run", "country", "audience", "readers", "kind", "edition_of", "language", "homepage", "feeds",
			"collected_from", "collected_to", "registered", "documents", "from", "to"},
		row: func(l OutletLine) []string {
			return []string{l.Name, l.Owner, l.StateRun, l.Country, string(l.Audience), l.Readers, l.Kind, l.EditionOf, l.Language, l.Homepage,
				strings.Join(l.Feeds, "; "), l.CollectedFrom, l.CollectedTo, fmt.Sprint(l.Known), fmt.Sprint(l.Documents), l.From, l.To}
		},
		table: func(w io.Writer) tableWriter[OutletLine] {
			t := newGrid(w, style, column{"OUTLET", 14, 2}, column{"DOCS", 4, 0}, column{"STATE-RUN", 9, 0}, column{"OWNER", 12, 3},
				column{"COUNTRY", 9, 1}, column{"AUDIENCE", 8, 0}, column{"EDITION OF", 10, 1}, column{"COLLECTED", 23, 0})
			return func(l OutletLine) error {
				if !l.Known {
					return t.row(l.Name, fmt.Sprint(l.Documents), "not in the register")
				}
				return t.row(l.Name, fmt.Sprint(l.Documents), cmp.Or(l.StateRun, "unknown"), l.Owner, l.Country,
					cmp.Or(string(l.Audience), "unknown"), l.EditionOf, l.collected())
			}
		},
	})
}

func (l OutletLine) collected() string {
	if l.CollectedFrom == "" && l.CollectedTo == "" {
		return "unknown"
	}
	return cmp.Or(l.CollectedFrom, "?") + " to " + cmp.Or(l.CollectedTo, "?")
}
