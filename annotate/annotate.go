// Package annotate reads English news: it turns a document into annotations,
// which say where its sentences, names and statements stand and who is
// portrayed as saying what.
//
// Reading is a pure function of the document: it opens no file, keeps no
// state between documents and may run on as many goroutines as there are
// cores. It works in layers, each in a file of its own, so that each can be
// deepened alone:
//
//	token      words, numbers and marks with their bytes
//	quotation  which marks open and close a quotation, over paragraphs too
//	frame      sentences in which a quotation counts as one word
//	name       capitalised names and what kind of thing they name
//	entity     the mentions that refer to one person or thing
//	clause     the subject of a cue, and what can be one
//	statement  cue, source and content put together: report (verbs of saying),
//	           content and border (what is said, and where it ends), refusal,
//	           phrase ("according to"), noun ("the claim that"), headline
//	speech     quotations that no cue introduces
//	date       the day on which it was said, and place where
//	basis      how the source says that it knows
//	source     whom a noun phrase or pronoun refers to: by name (naming,
//	           spelling), by description, by whose he is (owner), by pronoun
//	chain      who stands between the source and the document, and which
//	           medium carried the words
//
// Times, quantities and figures are read by packages of their own: timex,
// quantity, figure.
//
// What the layers know of English stands in commented files under data.
// Other languages are not read yet: their documents yield no statements.
package annotate

import (
	"strings"
	"sync"

	"hearsay/corpus"
	"hearsay/figure"
	"hearsay/measure"
	"hearsay/names"
	"hearsay/quantity"
	"hearsay/syntax"
	"hearsay/timex"
)

// Version is the version of the reader. Raising it makes the reading of
// every document pending again.
const Version = "5"

// System names the reader in every line that it makes.
const System = "annotate/" + Version

// MaxText is the length in bytes of the longest text that is worth reading as
// one document: a book. Reading takes time in proportion to the text; a longer
// one is a file that is no article, and its caller should say so.
const MaxText = 2 << 20

// Reader reads documents by a list of measures. It may be used from many goroutines at once.
type Reader struct {
	measures *measure.Set
}

// NewReader returns a reader whose figures are of these measures.
func NewReader(measures *measure.Set) *Reader { return &Reader{measures} }

// Version is [Version], with what names the list of measures where that is not the one
// that ships with the program.
func (r *Reader) Version() string {
	if id := r.measures.ID(); id != "" {
		return Version + "+" + id
	}
	return Version
}

// MeasuresOf returns the ID of the measures by which a reader of a version reads.
func MeasuresOf(version string) string {
	_, id, _ := strings.Cut(version, "+")
	return id
}

// standard reads by the measures that ship with the program.
var standard = sync.OnceValue(func() *Reader { return NewReader(measure.Default()) })

// Read reads doc by the measures that ship with the program.
func Read(doc corpus.Document) corpus.Annotations { return standard().Read(doc) }

// Read returns what the reader finds in doc. Spans are bytes of doc.Text, on
// rune borders, in order; nothing in a block of kind crud is read. Where doc
// has no blocks its text counts as one paragraph.
func (r *Reader) Read(doc corpus.Document) corpus.Annotations {
	ann := corpus.Annotations{System: "annotate/" + r.Version()}
	if !readable(doc.Language) {
		return ann
	}
	t, found := read(doc)
	settleConfidence(t, found)
	ann.Sentences = sentences(t)
	ann.Entities = mentioned(t.parsed, t.mentions, t.found)
	ann.Attributions = attributions(t, found)
	ann.Terms = terms(t, found)
	ann.Times = t.times
	ann.Quantities = quantity.Find(t.parsed, doc, ann.Times)
	ann.Figures = figure.Find(figure.Reading{
		Document: doc, Sentences: t.parsed, Times: ann.Times, Quantities: ann.Quantities, Said: ann.Attributions, Entities: ann.Entities,
		Plural: quantity.Plural,
	}, r.measures)
	return ann
}

// read runs the layers over a document.
func read(doc corpus.Document) (*text, []*statement) {
	t := tokenize(doc)
	t.parsed = syntax.Read(doc)
	t.places = placesOf(t.tokens, t.parsed)
	t.times = timex.Find(t.parsed, doc)
	t.mentions, t.found = names.Join(t.parsed, names.Find(t.parsed))
	t.naming = newNaming(t)
	t.quotations = pairQuotations(t)
	t.frames = splitFrames(t)
	t.names = findNames(t)
	t.entities = joinMentions(t, doc)
	found := findStatements(t)
	found = continueSpeech(t, found)
	dateStatements(t, doc, found)
	placeStatements(t, found)
	groundStatements(t, found)
	found = resolveSources(t, found)
	chainStatements(t, doc, found)
	weigh(t, found)
	return t, found
}

// readable reports whether the reader knows a language. Unlabelled documents
// are tried as English.
func readable(language string) bool {
	return language == "" || language == "en" || len(language) > 2 && language[:3] == "en-"
}
