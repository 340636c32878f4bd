// Package names reads who and what a text mentions: persons, organisations,
// outlets, states, places and groups, by name, by description or by pronoun,
// and which mentions of a document mean the same.
package names

import "hearsay/corpus"

// Level says by what a mention mentions (ACE).
type Level uint8

// The levels of mention.
const (
	Name    Level = iota // "Maria Lenz", "the Foreign Ministry"
	Nominal              // "the expert", "two officials"
	Pronoun              // "she", "their", "both"
)

// Number of a mention, where the text shows it.
type Number uint8

// The numbers.
const (
	AnyNumber Number = iota
	Singular
	Plural
)

// Gender of a person, where the text shows it.
type Gender uint8

// The genders that English shows.
const (
	AnyGender Gender = iota
	Male
	Female
)

// Mention is a stretch of a sentence that refers to somebody or something. Its
// span is the whole phrase, as in GUM: "the expert who left", "US President
// Ana Sorel".
type Mention struct {
	corpus.Span
	Sentence int // index of the sentence
	From, To int // tokens of the sentence, half-open
	Head     int // token of the sentence
	Level    Level
	Kind     corpus.EntityKind // "" for what is none of ours
	Number   Number
	Gender   Gender
	Role     string  // what the phrase itself says that the person is, with Affiliation's words in it
	Entity   int     // index of what it refers to
	Sure     float64 // confidence of its kind, in (0, 1]
	Joined   float64 // confidence that it belongs to Entity, in (0, 1]; 1 for the first mention
}

// Entity is what several mentions of one document refer to.
type Entity struct {
	Name        string // the longest name, or the first description where no name is
	Kind        corpus.EntityKind
	Role        string // "lecturer at Corliss College"
	Affiliation string // "Corliss College"
	Mentions    []int  // in order of their beginning
	Members     []int  // entities of which a group consists, where the text tells

	RoleSpan        corpus.Span // where the text says the role; empty for none
	AffiliationSpan corpus.Span // where it says the affiliation; empty for none
}
