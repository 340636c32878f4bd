package report

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"

	"hearsay/corpus"
)

// list tells how lines of one type are written.
type list[T any] struct {
	head  []string
	row   func(T) []string
	table func(io.Writer) tableWriter[T]
}

// tableWriter writes one line of a table.
type tableWriter[T any] func(T) error

func writeList[T any](w io.Writer, format Format, seq iter.Seq2[T, error], l list[T]) error {
	var put tableWriter[T]
	flush := func() error { return nil }
	switch format {
	case JSON:
		put = func(v T) error { return writeJSON(w, v) }
	case CSV:
		c := newCSV(w, l.head)
		put = func(v T) error { return c.row(l.row(v)) }
		flush = c.flush
	case Table:
		put = l.table(w)
	default:
		return fmt.Errorf("format %q: %w", format, corpus.ErrInvalid)
	}
	for v, err := range seq {
		if err != nil {
			return errFirst(err, flush())
		}
		if err := put(v); err != nil {
			return err
		}
	}
	return flush()
}

func errFirst(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// WriteJSON writes v on one line, inert.
func WriteJSON(w io.Writer, v any) error { return writeJSON(w, v) }

// writeJSON writes v on one line, inert.
func writeJSON(w io.Writer, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = w.Write(append(escapeJSON(b), '\n'))
	return err
}
