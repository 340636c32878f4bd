// Package figure finds the figures of a text: its quantities that answer "how many" about
// people, things, money or events, each with what is measured, whose they are, where, as of
// when, whether it has happened, how it is known and who says so.
//
// Finding is a pure function of what the layers below have read; it keeps no state between
// documents. What the text does not say stays empty.
//
//	measured   which measure the words around it show: nouns, words beside it
//	verb       the verbs of which it is subject or object
//	level      the nouns of which it is the level: "the toll rose to 12"
//	unmeasured what is only counted, and what is worth no figure
//	counted    what is counted, also where another noun in the sentence says it
//	status     actual, planned, threatened, projected, denied
//	method     how it is known, and the words that hedge it
//	side       whose they are: what the sentence says
//	state      which words are names, adjectives and peoples of states
//	people     whose they are: what the text around says
//	location   where, and in which event
//	moment     as of when, and which stretch of time it sums up
//	occasion   when and where what another sentence tells of
//	told       who says it, through whom
//	part       which other figure it is a part of
//	plural     people lost whom no number counts
package figure

import (
	"sort"
	"strings"

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

	// Plural returns the quantity that the plural noun at a token tells without a number; nil
	// where such plurals make no figures.
	Plural func(s *syntax.Sentence, doc corpus.Document, token int) (corpus.Quantity, bool)
}

// Find returns the figures of a text in order, measured by the measures of set. Spans are
// bytes of its text.
func Find(r Reading, set *measure.Set) []corpus.Figure {
	f := &finder{Reading: r, words: lexicon(), measures: indexOf(set), here: territoryOf(r), after: -1}
	f.gatherPlaces()
	f.gatherSaid()
	for i, q := range f.plurals() {
		if p, ok := f.place(i, q); ok {
			f.add(p)
		}
	}
	f.joinParts()
	f.occur()
	f.hold()
	f.surround()
	f.entitle()
	return f.figures
}

// finder is the state of reading one document.
type finder struct {
	Reading
	words     *words
	measures  *index
	here      territory
	mentioned map[int]string // places by where their names begin
	other     map[int]bool   // where names of anything else begin
	dated     map[int]bool   // where times begin
	saidIn    [][]int        // statements that touch a sentence
	lastDay   []string       // by statement, see lastSaid
	figures   []corpus.Figure
	places    []place // of the figures
	verb      int     // that shows the measure of the figure in hand, or -1
	after     int     // the figure of which the one in hand takes what is counted, or -1
}

// place is a quantity where it stands in the grammar of its sentence.
type place struct {
	quantity int // index
	q        corpus.Quantity
	sentence *syntax.Sentence
	index    int // of the sentence
	from, to int // tokens of the number
	head     int // token of the counted noun beside it, or -1 where there is none or it stands elsewhere
}

// place finds a quantity in its sentence; what measures length, weight or time is none that
// a figure is made of.
func (f *finder) place(i int, q corpus.Quantity) (place, bool) {
	n := f.sentenceIndex(q.Number.Start)
	if n < 0 || q.Unit != "" && q.Unit != "per cent" && !q.Money {
		return place{}, false
	}
	s := &f.Sentences[n]
	p := place{quantity: i, q: q, sentence: s, index: n, head: -1}
	p.from = tokenAt(s, q.Number.Start)
	for p.to = p.from; p.to < len(s.Tokens) && s.Tokens[p.to].Start < q.Number.End; p.to++ {
	}
	if p.from == p.to {
		return place{}, false
	}
	if !q.Of.Empty() && q.Span.Contains(q.Of) {
		p.head = headIn(s, q.Of, q.Head)
		f.mend(&p)
	}
	return p, true
}

// mend takes from a number what is not counted by it: a participle behind the people, "50
// Hwarinese hurt", and a verb behind the value of a level, "a toll of 40 emerges".
func (f *finder) mend(p *place) {
	s := p.sentence
	if k := p.head + 1; k < len(s.Tokens) && s.Tokens[k].Tag == "POS" && s.Tokens[p.head].Head > k && s.Tokens[s.Tokens[p.head].Head].POS == "NOUN" {
		p.head = s.Tokens[p.head].Head // "40 farmers' unions"
		p.q.Of.End, p.q.Head = s.Tokens[p.head].End, strings.ToLower(s.Tokens[p.head].Lemma)
		p.q.Counted, p.q.End = p.q.Of.In(f.Document.Text), max(p.q.End, p.q.Of.End)
		return
	}
	_, shows := f.measures.beside[strings.ToLower(s.Tokens[p.head].Form)]
	if k := p.head - 1; shows && k >= p.to && f.person(s, k) {
		p.head = k
		p.q.Of.End, p.q.Counted, p.q.Head = s.Tokens[k].End, "", strings.ToLower(s.Tokens[k].Lemma)
		p.q.Counted = p.q.Of.In(f.Document.Text)
		p.q.End = p.q.Of.End
		return
	}
	if t := &s.Tokens[p.to]; p.head > p.to && t.Tag == "VBG" && t.Form == "including" {
		p.head = -1 // "30 including the captain"
		p.q.End, p.q.Of, p.q.Counted, p.q.Head = p.q.Number.End, corpus.Span{}, "", ""
		return
	}
	if f.levelBefore(*p) >= 0 && p.head == p.to && !f.person(s, p.head) && !f.measureNoun(*p) && p.q.Unit == "" {
		p.head = -1
		p.q.End, p.q.Of, p.q.Counted, p.q.Head = p.q.Number.End, corpus.Span{}, "", ""
	}
}

// sentenceAt returns the sentence in which a byte stands, or nil.
func (f *finder) sentenceAt(at int) *syntax.Sentence {
	if i := f.sentenceIndex(at); i >= 0 {
		return &f.Sentences[i]
	}
	return nil
}

// sentenceIndex returns the index of the sentence in which a byte stands, or -1.
func (f *finder) sentenceIndex(at int) int {
	i := sort.Search(len(f.Sentences), func(i int) bool { return f.Sentences[i].End > at })
	if i == len(f.Sentences) || f.Sentences[i].Start > at {
		return -1
	}
	return i
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
	f.after, f.verb = -1, -1
	if !f.tell(p, &g) || f.asked(p) || !f.measure(p, &g) {
		return
	}
	if p.q.Bound == corpus.BoundPlural {
		g.Confidence = min(g.Confidence, doubtful)
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
