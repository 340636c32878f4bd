package corpus

import (
	"encoding/json"
	"slices"
)

// RelationKind is what a relation says of its arguments.
type RelationKind string

// The kinds of relation, with the roles of their arguments.
const (
	SameEntity RelationKind = "same entity" // "one", "other": two mentions of one person, organisation, outlet, state
	Copied     RelationKind = "copied"      // "source", "copy": the text of one stands in the other; "one", "other" where the order is not known
	SameClaim  RelationKind = "same claim"  // "one", "other": two statements carry the same content
	Denies     RelationKind = "denies"      // "claim", "answer": the answer negates the same proposition
	Declines   RelationKind = "declines"    // "claim", "answer": the answer refuses to say
	AtOdds     RelationKind = "at odds"     // "one", "other": both may hold, and they do not agree
	Turned     RelationKind = "turned"      // "before", "after": a speaker left an own position
	Cites      RelationKind = "cites"       // "source", "citing": a statement names the outlet or speaker that the other has it from
)

// Relation is a typed link between passages of documents (ACE, AIF). The machine proposes it
// from what the documents say; people confirm or undo it by decisions of their own, which do
// not stand here.
type Relation struct {
	ID    string       `json:"id"` // see [RelationID]
	Kind  RelationKind `json:"kind"`
	Args  []Argument   `json:"args"`  // two or more, in the order of the kind's roles
	Score float64      `json:"score"` // in (0, 1]
	Sure  bool         `json:"sure"`  // shown as made by the machine; else it waits for a person
	Why   string       `json:"why"`   // in words
	Rule  string       `json:"rule"`
}

// Argument is one side of a relation.
type Argument struct {
	Role     string `json:"role"`
	Document string `json:"document"`
	Subject  string `json:"subject"` // the identity of a statement or figure, the name of an entity; "" for the document
	Spans    []Span `json:"spans"`   // that justify it, bytes of the document's text; never none
}

// RelationID names a relation by its kind and what its arguments refer to: it stays when
// score, reason or rule change. The order of "one" and "other" does not matter.
func RelationID(kind RelationKind, args []Argument) string {
	parts := make([]string, len(args))
	for i, a := range args {
		if a.Role == "one" {
			a.Role = "other"
		}
		b, _ := json.Marshal([]string{a.Role, a.Document, a.Subject}) // strings cannot fail
		parts[i] = string(b)
	}
	slices.Sort(parts)
	return identity("r", append([]string{string(kind)}, parts...)...)
}
