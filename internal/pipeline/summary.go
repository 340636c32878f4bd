package pipeline

import (
	"errors"

	"hearsay/capture"
	"hearsay/corpus"
)

// Summary tells what a run did.
type Summary struct {
	Captures int // files taken in
	Known    int // files that the ledger had already

	Fetched   int // addresses that gave other bytes than before
	Unchanged int // addresses that gave the same again
	Gone      int // addresses at which there is nothing
	Links     int // addresses that feeds named first

	Parsed int // captures read to their end, also of earlier runs

	Documents int // new ones
	Sightings int // known ones, seen again
	Revisions int // of the new ones, other texts of known items

	Read       int // documents read
	Statements int // found in them

	Connected int // documents connected, one that was again counted again
	Compared  int // pairs of them
	Relations int // found, or found otherwise
	Withdrawn int // taken back

	Failures Failures
	Warnings int // records taken with a doubt, such as an unknown date
	Left     Left
}

// Left is the work that is pending after a run.
type Left struct{ Addresses, Captures, Documents, Unconnected int }

// Nothing reports whether nothing is left to do.
func (l Left) Nothing() bool { return l == Left{} }

// maxListed is how many failures a summary lists. It bounds memory when a file
// of a million lines is bad all through; everything is counted, and the store
// keeps every one.
const maxListed = 1000

// Failures is what could not be read.
type Failures struct {
	Total  int
	ByFile map[string]int
	First  []*corpus.RecordError // the first [maxListed], in order
}

func (f *Failures) add(e *corpus.RecordError) {
	if f.ByFile == nil {
		f.ByFile = map[string]int{}
	}
	f.Total++
	f.ByFile[e.File]++
	if len(f.First) < maxListed {
		f.First = append(f.First, e)
	}
}

// warning reports whether err is a doubt about what was taken, now or before,
// or about what was not.
func warning(err error) bool {
	return capture.Warning(err) || errors.Is(err, errKnown) || errors.Is(err, errGap)
}

// report counts a bad record or a warning and tells the caller at once.
func (r *run) report(e *corpus.RecordError) {
	if warning(e.Err) {
		r.sum.Warnings++
		r.opts.Warned(e)
		return
	}
	r.sum.Failures.add(e)
	r.opts.Failed(e)
}

// recordError returns err as a record error of file.
func recordError(file string, err error) *corpus.RecordError {
	var e *corpus.RecordError
	if errors.As(err, &e) {
		return e
	}
	return &corpus.RecordError{File: file, Err: err}
}
