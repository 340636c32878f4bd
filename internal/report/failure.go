package report

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// FailureLine is a record that could not be read, or work that failed. The
// names of its JSON fields are stable.
type FailureLine struct {
	File    string `json:"file"`    // path or URL of the capture; its identity where that is withheld
	Record  string `json:"record"`  // in it, such as "line 17"; "" for the whole file
	Reason  string `json:"reason"`  // why
	Stage   string `json:"stage"`   // of the work that failed: "fetch", "parse" or "annotate"; "" for a record
	Subject string `json:"subject"` // the capture, the address, or the document whose reading failed
}

// Failures lists the records that could not be read, by file in the order in
// which they came in, and then the work that failed.
func Failures(ctx context.Context, st *store.Store) iter.Seq2[FailureLine, error] {
	return func(yield func(FailureLine, error) bool) {
		list, err := st.Failures(ctx)
		if err != nil {
			yield(FailureLine{}, err)
			return
		}
		files := files{ctx: ctx, st: st, known: map[string]string{}}
		for _, f := range list {
			l, err := files.line(f)
			if !yield(l, err) || err != nil {
				return
			}
		}
	}
}

// files remembers which capture is which file: a file of a million bad lines
// is looked up once.
type files struct {
	ctx   context.Context
	st    *store.Store
	known map[string]string
}

func (f *files) line(e store.Failure) (FailureLine, error) {
	l := FailureLine{Record: e.Place, Reason: e.Reason, Subject: e.Capture}
	var err error
	switch store.Stage(e.Place) {
	case store.StageFetch:
		l.File, l.Record, l.Stage = e.Capture, "", e.Place
	case store.StageAnnotate, store.StageConnect:
		l.Stage = e.Place
		l.File, l.Record, err = f.ofDocument(e.Capture)
	case store.StageParse:
		l.Stage, l.Record = e.Place, ""
		l.File, err = f.of(e.Capture)
	default:
		l.File, err = f.of(e.Capture)
	}
	return l, err
}

// of names the file of a capture; of one that is withheld nothing is known.
func (f *files) of(capture string) (string, error) {
	if name, ok := f.known[capture]; ok {
		return name, nil
	}
	c, err := f.st.CaptureByID(f.ctx, capture)
	if err != nil && !errors.Is(err, corpus.ErrWithheld) {
		return "", fmt.Errorf("failure in capture %s: %w", capture, err)
	}
	f.known[capture] = cmp.Or(c.Source, capture)
	return f.known[capture], nil
}

// ofDocument names the file and the record that a document was first seen in.
func (f *files) ofDocument(id string) (file, record string, err error) {
	sightings, err := f.st.Sightings(f.ctx, id)
	if err != nil || len(sightings) == 0 {
		return "", "", err
	}
	file, err = f.of(sightings[0].Capture)
	return file, sightings[0].Place, err
}

// WriteFailures writes a list of failures. It stops at the first error of the
// list and returns it; what came before it is written.
func WriteFailures(w io.Writer, format Format, style Style, seq iter.Seq2[FailureLine, error]) error {
	return writeList(w, format, seq, list[FailureLine]{
		head: []string{"file", "record", "reason", "stage", "subject"},
		row: func(l FailureLine) []string {
			return []string{l.File, l.Record, l.Reason, l.Stage, l.Subject}
		},
		table: func(w io.Writer) tableWriter[FailureLine] {
			t := newGrid(w, style, column{"FILE", 16, 2}, column{"RECORD", 10, 1}, column{"REASON", 20, 5})
			return func(l FailureLine) error { return t.row(l.File, l.Record, l.Reason) }
		},
	})
}
