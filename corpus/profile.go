package corpus

// Profiled is a document as connecting compares it: by its profile, which is
// small and made of the document alone, and by its words where it asks for
// them.
type Profiled struct {
	Document string // its ID
	Profile  []byte // as the connector made it

	// Load loads the document whole, for what no profile holds, such as the
	// longest passage that two texts share.
	Load func() (Document, error)
}

// Appearance is an entity as one document shows it. Many appearances, in
// documents of many outlets, are one entity of the ledger.
type Appearance struct {
	Name        string     `json:"name"` // the longest form in the document, and the subject of relations; never ""
	Kind        EntityKind `json:"kind"`
	Role        string     `json:"role,omitempty"`
	Affiliation string     `json:"affiliation,omitempty"`
	Spans       []Span     `json:"spans"` // of its mentions, in order; never none

	// Alike is the name under which it is one with the appearances of all documents that have
	// the same, unless their States differ; "" where a name alone is not sure.
	Alike  string `json:"alike,omitempty"`
	States string `json:"states,omitempty"` // of its office or seat, as the document tells them
}

// AppearanceID names the entity that a document shows under a name. It is how
// entities are named too: an entity has the ID of one of its appearances.
func AppearanceID(document, name string) string { return identity("e", document, name) }
