// Package report answers what a reader can ask of the ledger: which documents
// and statements there are, where exactly something is said, and what a brief
// on a subject holds. One function per question reads the store; writers turn
// the answer into text for a terminal, JSON lines, CSV, Markdown or HTML. It
// stores nothing.
//
// No answer shows a statement without the chain it came by, without the
// passage it rests on, or without saying whether a machine made it or a
// person confirmed or corrected it, and who. No answer says what is true.
//
// Documents are hostile input. What leaves this package has been made inert
// for where it goes: a terminal, a spreadsheet, a Markdown or HTML page (see
// escape.go). Offsets leave it in Unicode code points.
package report

import "hearsay/corpus"

// Format names how an answer is written.
type Format string

// The formats of lists.
const (
	Table Format = "table" // for people, fitted to the width
	JSON  Format = "json"  // one object a line
	CSV   Format = "csv"   // with a header
)

// Style tells what the place that text is written to can show.
type Style struct {
	Color   bool // understands SGR escape sequences
	Width   int  // columns; 0: no terminal, nothing is fitted
	Unicode bool // shows more than ASCII in our own ornaments; documents are shown as they are
}

// Range is a half-open range of Unicode code points of a document's text.
type Range struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

func rangeOf(p *corpus.Points, s corpus.Span) Range { return Range(p.Span(s)) }

// rangesOf is never nil, so that JSON has an empty array.
func rangesOf(p *corpus.Points, spans []corpus.Span) []Range {
	out := make([]Range, 0, len(spans))
	for _, s := range spans {
		out = append(out, rangeOf(p, s))
	}
	return out
}

// rangeOrNil is nil for a span that is nowhere, such as the cue of a floating
// quotation.
func rangeOrNil(p *corpus.Points, s corpus.Span) *Range {
	if s.Empty() {
		return nil
	}
	r := rangeOf(p, s)
	return &r
}

// shortDigits is how much of an identity tables show: a letter and nine
// digits, which 40,000 statements share by chance in one ledger of ninety.
const shortDigits = 10

func short(id string) string { return id[:min(len(id), shortDigits)] }
