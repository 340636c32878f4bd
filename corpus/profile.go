package corpus

// Profiled is what connecting compares: a document by its profile, which is
// small and made of the document alone, and by its words where it asks for
// them; or an appearance in it, by what the document says of its bearer.
type Profiled struct {
	Document string      // its ID
	Profile  []byte      // as the connector made it; nil for an appearance
	Named    *Appearance // nil for a document

	// Load loads the document whole, for what no profile holds, such as the
	// longest passage that two texts share.
	Load func() (Document, error)
}

// Derived is what connecting makes of one document by itself.
type Derived struct {
	Profile     []byte   // what it is compared by
	Keys        []string // it is compared with the documents that have enough of them in common, see [WeakKey]
	Appearances []Appearance
	Within      []Relation // of passages of the document
}

// KeysMeet is what keys in common must weigh to bring two documents or appearances together: as
// much as one key does that is not weak.
const KeysMeet = 6

// weakMark begins a weak key, its weight follows.
const weakMark = '~'

// WeakKey makes of a key one that says so little that it brings nobody together alone. Its weight
// is from 1 to KeysMeet - 1.
func WeakKey(weight int, key string) string {
	return string([]byte{weakMark, '0' + byte(weight)}) + key
}

// KeyWeight is what a key weighs that two have in common, see [KeysMeet].
func KeyWeight(key string) int {
	if len(key) > 1 && key[0] == weakMark && '1' <= key[1] && key[1] < '0'+KeysMeet {
		return int(key[1] - '0')
	}
	return KeysMeet
}

// Appearance is an entity as one document shows it. Many appearances, in
// documents of many outlets, are one entity of the ledger.
type Appearance struct {
	Name        string     `json:"name"` // the longest form in the document, and the subject of relations; never ""
	Kind        EntityKind `json:"kind"`
	Role        string     `json:"role,omitempty"`
	Affiliation string     `json:"affiliation,omitempty"`
	Spans       []Span     `json:"spans"` // of its mentions, in order; never none

	Forms  []string `json:"forms,omitempty"` // other names by which it may be known elsewhere, the longest first
	Gender Gender   `json:"gender,omitempty"`
	Apart  bool     `json:"apart,omitempty"` // the text says that another bears the name

	// Alike is the name under which it is one with the appearances of all documents that have
	// the same, unless their States differ; "" where a name alone is not sure.
	Alike  string `json:"alike,omitempty"`
	States string `json:"states,omitempty"` // of its office or seat, as the document tells them

	// Keys are those over which it meets appearances of other names. They are kept of one of
	// all that are alike in all but their documents, see Party.
	Keys []string `json:"-"`
}

// Party names what an appearance is compared for: of all that have the same, one is held
// against other names and speaks for the rest. It is "" for one that speaks for itself alone.
func (a Appearance) Party() string {
	if a.Alike == "" {
		return ""
	}
	return identity("p", append([]string{a.Alike, a.States, string(a.Gender)}, a.Forms...)...)
}

// AppearanceID names the entity that a document shows under a name. It is how
// entities are named too: an entity has the ID of one of its appearances.
func AppearanceID(document, name string) string { return identity("e", document, name) }
