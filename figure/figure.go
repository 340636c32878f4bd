// Package figure finds the figures of a text: its quantities that answer "how many" about
// people, things, money or events, each with what is measured, whose they are, where, as of
// when, whether it has happened, how it is known and who says so.
//
// Finding is a pure function of what the layers below have read; it keeps no state between
// documents. What the text does not say stays empty.
//
//	counted    what is counted, also where another noun in the sentence says it
//	measured   which measure the words around it show
//	status     actual, planned, threatened, projected, denied
//	method     how it is known, and the words that hedge it
//	side       whose they are, where, in which event
//	moment     as of when, and which stretch of time it sums up
//	told       who says it, through whom
//	part       which other figure it is a part of
package figure

import (
	"sort"

	"hearsay/corpus"
	"hearsay/measure"
	"hearsay/syntax"
)

// Reading is what the layers below have found in a document.
type Reading struct {
	Document   corpus.Document
	Sentences  []syntax.Sentence
	Times      []corpus.Timex
	Quantities []corpus.Quantity
	Said       []corpus.Attribution
	Entities   []corpus.Entity
}

// Find returns the figures of a text in order, measured by the measures of set. Spans are
// bytes of its text.
func Find(r Reading, set *measure.Set) []corpus.Figure {
	f := &finder{Reading: r, words: lexicon(), measures: indexOf(set)}
	for i, q := range r.Quantities {
		if p, ok := f.place(i, q); ok {
			f.add(p)
		}
	}
	f.joinParts()
	return f.figures
}

// finder is the state of reading one document.
type finder struct {
	Reading
	words    *words
	measures *index
	figures  []corpus.Figure
	places   []place // of the figures
}

// place is a quantity where it stands in the grammar of its sentence.
type place struct {
	quantity int // index
	q        corpus.Quantity
	sentence *syntax.Sentence
	from, to int // tokens of the number
	head     int // token of the counted noun, or -1
}

// place finds a quantity in its sentence; what measures length, weight or time is none that
// a figure is made of.
func (f *finder) place(i int, q corpus.Quantity) (place, bool) {
	s := f.sentenceAt(q.Number.Start)
	if s == nil || !f.words.unit(q.Unit) {
		return place{}, false
	}
	p := place{quantity: i, q: q, sentence: s, head: -1}
	p.from = tokenAt(s, q.Number.Start)
	for p.to = p.from; p.to < len(s.Tokens) && s.Tokens[p.to].Start < q.Number.End; p.to++ {
	}
	if p.from == p.to {
		return place{}, false
	}
	if !q.Of.Empty() {
		p.head = headIn(s, q.Of, q.Head)
	}
	return p, true
}

// sentenceAt returns the sentence in which a byte stands, or nil.
func (f *finder) sentenceAt(at int) *syntax.Sentence {
	i := sort.Search(len(f.Sentences), func(i int) bool { return f.Sentences[i].End > at })
	if i == len(f.Sentences) || f.Sentences[i].Start > at {
		return nil
	}
	return &f.Sentences[i]
}

// tokenAt returns the first token that ends behind a byte.
func tokenAt(s *syntax.Sentence, at int) int {
	return sort.Search(len(s.Tokens), func(i int) bool { return s.Tokens[i].End > at })
}

// headIn returns the token within span whose lemma is head, the last of them, or the last
// token of the span.
func headIn(s *syntax.Sentence, span corpus.Span, head string) int {
	last := -1
	for i := tokenAt(s, span.Start); i < len(s.Tokens) && s.Tokens[i].Start < span.End; i++ {
		if s.Tokens[i].Lemma == head || last < 0 || s.Tokens[last].Lemma != head {
			last = i
		}
	}
	return last
}

// add makes a figure of a quantity where it counts something.
func (f *finder) add(p place) {
	g := corpus.Figure{Quantity: p.q, Status: corpus.Actual, Method: corpus.Claimed, Hedges: []string{}, Statement: -1, Part: -1, Confidence: sure, Because: []corpus.Span{}}
	f.tell(p, &g)
	if !f.measure(p, &g) {
		return
	}
	f.settle(p, &g)
	f.weigh(p, &g)
	f.belong(p, &g)
	f.date(p, &g)
	f.figures = append(f.figures, g)
	f.places = append(f.places, p)
}

// Confidences of a figure, set by hand from reading: that it is one and measures what it
// says. Each doubt multiplies.
const (
	sure   = 0.95
	fair   = 0.85 // the measure comes from a verb by way of the tree
	unsure = 0.6  // the measure is the nearest such word of the sentence
)
