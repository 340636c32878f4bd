package corpus

import (
	"fmt"
	"strings"
	"time"
)

// Standing tells how far a machine-made statement has been looked at.
type Standing string

// The standings. Everything begins as Machine.
const (
	Machine   Standing = "machine"
	Confirmed Standing = "confirmed"
	Corrected Standing = "corrected"
	Rejected  Standing = "rejected"
)

// Statement is an attribution in the ledger.
type Statement struct {
	ID       string // of document and spans, without the version; see [StatementID]
	Document string
	System   string // what made it

	// Attribution is what stands: the machine's, with a person's corrections
	// over it.
	Attribution

	Standing Standing
	By       string    // who confirmed, corrected or rejected it; "" for Machine
	At       time.Time // when; zero for Machine

	// Corrections holds the machine's value of every corrected field, so
	// that both can be shown.
	Corrections []Correction
}

// Correction is a field that a person changed.
type Correction struct {
	Field   string `json:"field"`
	Machine string `json:"machine"`
	Person  string `json:"person"`
}

// StatementID names the statement that a makes in document. A later version
// of the reader that finds the same spans finds the same statement.
func StatementID(document string, a Attribution) string {
	var b strings.Builder
	for _, s := range a.Content {
		fmt.Fprintf(&b, "c%d-%d ", s.Start, s.End)
	}
	fmt.Fprintf(&b, "q%d-%d ", a.Cue.Start, a.Cue.End)
	for _, s := range a.Source.Spans {
		fmt.Fprintf(&b, "s%d-%d ", s.Start, s.End)
	}
	return identity("s", document, b.String())
}

// StatementIDs names the statements that as make in document, in order. Two
// with the same spans, as of "both said", are told apart by their number
// among these.
func StatementIDs(document string, as []Attribution) []string {
	seen := map[string]int{}
	ids := make([]string, len(as))
	for i, a := range as {
		ids[i] = StatementID(document, a)
		if seen[ids[i]]++; seen[ids[i]] > 1 {
			ids[i] = StatementID(fmt.Sprintf("%s %d", document, seen[ids[i]]), a)
		}
	}
	return ids
}

// Verb is what a person decided.
type Verb string

// The verbs.
const (
	Confirm Verb = "confirm"
	Reject  Verb = "reject"
	Correct Verb = "correct"

	// Of entities.
	Merge    Verb = "merge"    // two are one
	Split    Verb = "split"    // some of its appearances are another one
	Rename   Verb = "rename"   // how it is called
	Describe Verb = "describe" // who or what it is

	Undo Verb = "undo" // takes an earlier decision about a relation or an entity back
)

// Decision is an event that a person appended. Decisions are never changed
// or removed; what stands is a fold over them.
type Decision struct {
	Seq     int64  // order in the ledger, given by the store
	Subject string // ID of a statement or document
	Verb    Verb
	Field   string // of Correct: "speaker", "role", "polarity", "kind", "date", "published", "outlet" ...
	Value   string // of Correct
	By      string
	At      time.Time
	Note    string

	// Document, Spans and Quoted say what was looked at, so that the event
	// can be re-attached when a later version cuts a statement otherwise.
	Document string
	Spans    []Span
	Quoted   string

	// Orphaned is set when nothing in the current reading answers to it.
	Orphaned bool
}
