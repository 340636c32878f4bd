// Package claim finds which statements of many documents carry the same content, whom they go
// back to, and which statements answer others. It needs no database: it is pure functions of
// what was read, and gives the same answer in whatever order that is given. It stores nothing;
// a [Statement] is plain data that a caller may keep, see [Statement.MarshalBinary].
//
//	Statements  document, annotations -> what is compared of each statement, and of passages
//	            in which the outlet tells something in its own voice
//	Keys        statement -> the keys over which like statements meet
//	Same        two statements -> whether they carry the same content, with the reason
//	Answer      two statements -> whether one denies, declines, is at odds with or turns from
//	            the other, with the reason
//	Relate      the statements of two documents -> relations with spans on both sides
//	Trace       the statements of one claim -> the graph of who has it from whom
//	Wording     two wordings of one claim -> what became of it: shortened, strengthened
//
// It never says which statement is right. A wrong join is worse than a missing one: below
// [Sure] a verdict waits for a person.
package claim

import "hearsay/corpus"

// Statement is what is compared of a statement, or of a passage in an outlet's own voice.
type Statement struct {
	ID        string // see [corpus.StatementIDs]; "" of a passage in the outlet's own voice
	Document  string
	Piece     string // whose text the document is, where several are known: its sources are those of one document; "" is the document itself. The caller of [Trace] and [InTime] fills it
	Edition   int    // place of the text among those of the piece, the oldest first; the same
	Outlet    string
	Published string // YYYY, YYYY-MM, YYYY-MM-DD or RFC 3339
	Place     int    // order in the document, by where the content begins
	Own       bool   // the outlet tells it in its own voice: the origin is not stated
	Headline  bool   // it stands in the title
	Speaker   corpus.Source
	Gender    corpus.Gender // of the speaker, "" where the text does not show it
	Called    []string      // what tells the name of the speaker apart, folded
	Via       []corpus.Hop  // nearest to the speaker first
	To        string
	Kind      corpus.Kind
	Polarity  corpus.Polarity
	Mode      corpus.Mode
	Date      string // of the act of saying, "" where the text does not tell
	Cue       corpus.Span
	Saying    string // the lemma of the cue
	Content   []corpus.Span
	Text      string // the content, its pieces joined by " ... "

	Tokens  []string // of the content in order, folded
	Words   []Word   // what is compared of them, each once, in order of first appearance
	Hedges  []string // words that weaken it, in order
	Clause  bool     // it has a verb of its own, and is no mere noun: "a clinic had been hit"
	Figures []Figure
	Refers  Reference
	Within  []Word      // the other words of the sentences that it stands in
	Context []string    // names in the title and at the beginning of the document, folded
	Passage corpus.Span // the sentences that it stands in
	Meets   []uint64    // digests of its keys, in order
}

// Word is a word of a content as it is compared.
type Word struct {
	Stem    string // folded lemma; "=clinic" of a concept, "#4700" of a number
	Class   WordClass
	Weight  float64
	Negated bool // it stands in a sentence with a negation
}

// WordClass tells what a word adds to what is said.
type WordClass string

// The classes of word.
const (
	Name   WordClass = "name"
	Number WordClass = "number"
	Rare   WordClass = "rare"
	Common WordClass = "common"
)

// Figure is a number in a content.
type Figure struct {
	corpus.Span
	Measure string // of the list of measures, "" unknown
	Class   string // what is counted: a concept, a folded lemma, or a unit
	Side    string // whose they are, folded
	Low     *float64
	High    *float64
	Bound   corpus.Bound
	Money   bool
	Earlier bool // it tells what was before: "up from 3,000"
}

// Reference is what a statement refers to without repeating it.
type Reference struct {
	To     Referred
	Noun   string   // the word that refers: "description"
	Whose  string   // of "Veshtar's claims", "claims by Veshtar" the name, folded, of "his claims" the pronoun
	Value  *float64 // of "the number of 4,700"
	Such   bool     // of a plan: "such a visit"
	None   bool     // says that there are none: "not one of them"
	Reject bool     // says that what was said does not hold: "are a fairy tale"
}

// Referred is the kind of what a statement refers to.
type Referred string

// What a statement may refer to. [ToMatter] is left open: "declined to comment".
const (
	ToSaid   Referred = "said"   // "the claims", "the description"
	ToNumber Referred = "number" // "the estimate", "the number of 4,700"
	ToPlan   Referred = "plan"   // "such plans", "such a visit"
	ToMatter Referred = "matter"
	ToMore   Referred = "more" // "refused to say more"
)

// Verdict says whether two statements carry the same content.
type Verdict struct {
	Same  bool
	Sure  bool
	Score float64 // in (0, 1] where Same
	Why   string  // in words that can be quoted
	Rule  string  // "quotation", "figure", "words", "speaker and day", "copy", "chain"

	A, B []corpus.Span // what justifies it in either document
}
