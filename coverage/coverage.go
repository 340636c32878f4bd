// Package coverage says who covers an event and who does not.
//
// An [Event] comes with names and words in any language. Its [Fingerprint] finds the passages
// of a document that are about it; [Cover] makes of what was found, and of what is known of
// the collecting ([Collection]), a [Table] of outlets by aspects of the event. Nothing is
// kept: words and names can be added to an event at any time, and all is computed anew.
//
// The machine says "none found" and never "silent", which is a person's word. And it says
// "none found" only with proof: the outlet was collected in the days in which it would have
// covered the event, no feed had a gap in them, its collection is not thin, another outlet
// covered the event, and no passage matches it under any name known for it. Where a part of
// the proof is missing the state is unknown, and the table says which.
package coverage

// State is what is known of an outlet's coverage of an event, or of an aspect of it.
type State string

// The states. No function here returns Silent: see [Cell.Shown].
const (
	Covered       State = "covered"
	WithoutAspect State = "covered without the aspect"
	Late          State = "late"
	NoneFound     State = "none found"
	Silent        State = "silent"
	Unknown       State = "unknown"
)
