// Package echo finds where the text of one document stands in another: exact copies, edited
// ones, leads that were taken into another text, passages that were used again.
//
// Read makes a document comparable: its words, and a small Sketch that can be kept (Of makes
// the sketch alone). Keys derives from a sketch what two documents that may be copies have in
// common; those that share a key are compared by Compare, a pure function of the two texts and
// of how many documents share their keys (Sharers). Relate says the same as a relation. Index
// finds who shares a key, in memory; a store does so with rows.
//
// A formula is no copy. Greetings of a head of state differ in names alone and share more of
// their words than an edited report does with its source. Two things tell them apart: a copy
// keeps the names and numbers that it does not drop, and a formula stands in many texts of one
// outlet, where a copy stands in one of each of many.
package echo

import (
	"cmp"
	"slices"
	"strings"

	"hearsay/corpus"
)

// Rule names this way of comparing in relations.
const Rule = "echo/1"

// Kind is how much of one text stands in another.
type Kind string

// The kinds, closest first.
const (
	Exact   Kind = "exact"          // all words in the same order
	Edited  Kind = "edited"         // most of one, or a good part of both
	Lead    Kind = "lead only"      // the beginning of one, within another
	Passage Kind = "passage reused" // a passage from elsewhere in it
)

// Text is a document made ready to be compared.
type Text struct {
	Document corpus.Document
	Sketch   Sketch

	// Nil where the sketch alone was kept: then both are made again.
	words  []word
	places []int32 // where the passages of the sketch begin, by word
}

// Read makes the words and the sketch of a document.
func Read(d corpus.Document) *Text {
	t := &Text{Document: d, words: wordsOf(&d)}
	t.Sketch, t.places = sketch(t.words)
	return t
}

// With returns a document with the sketch that was kept of it.
func With(d corpus.Document, s Sketch) *Text { return &Text{Document: d, Sketch: s} }

// whole returns t with its words. Where they were not kept they are made again, and the
// sketch with them: since it was kept, a person may have labelled a block as crud.
func (t *Text) whole() *Text {
	if t.words != nil {
		return t
	}
	return Read(t.Document)
}

// Echo says what two texts share.
type Echo struct {
	Kind Kind
	// ShareA is the share of the words of the first text that stand in the second, in
	// passages of at least four words; ShareB the other way round.
	ShareA, ShareB float64
	// Passages are the longest ones, at most [MostPassages], in order of the first text;
	// never none. Longest is the longest of them.
	Passages []Shared
	Longest  Shared
	Order    Order

	Score float64 // in (0, 1]
	Sure  bool    // Score is at least [SureScore] and nothing speaks against the order
}

// MostPassages is how many passages an echo shows.
const MostPassages = 5

// Sharers tells how common a key is: the number of documents that have it, of the outlet
// that has most of them. Nil: every key is rare. It is asked for shared keys only.
type Sharers func(key string) int

// Rare is the [Sharers] of who knows no more than which keys are rare, as a store that gives
// with a pair the keys that brought it together: those count in full, all others not at all.
// In kcna-2012 keys of up to [SomeSharers] documents find the copies that counting finds.
func Rare(keys []string) Sharers {
	rare := make(map[string]bool, len(keys))
	for _, k := range keys {
		rare[k] = true
	}
	return func(key string) int {
		if rare[key] {
			return 1
		}
		return SomeSharers + 1
	}
}

// Compare says what a and b share, and whether that makes one an echo of the other. Two
// documents of one item are revisions of it, no copies. Compare(b, a) says the same of the
// sides changed. What it says may change when a shared key passes [FewSharers] or
// [SomeSharers]: compare again then. Where a text has no words (see [With]) they are made
// again if the sketches say that it is worth it.
func Compare(a, b *Text, sharers Sharers) (Echo, bool) {
	if !comparable(a, b) {
		return Echo{}, false
	}
	if order(a, b) > 0 {
		e, ok := compare(b, a, sharers)
		if !ok {
			return Echo{}, false
		}
		return e.mirrored(), true
	}
	return compare(a, b, sharers)
}

func comparable(a, b *Text) bool {
	sameItem := a.Document.Item != "" && a.Document.Item == b.Document.Item
	sameText := a.Document.ID != "" && a.Document.ID == b.Document.ID
	return !sameItem && !sameText && a.Sketch.Version == b.Sketch.Version &&
		a.Sketch.Words >= leastWords && b.Sketch.Words >= leastWords
}

// order makes the order of arguments not matter.
func order(a, b *Text) int {
	return cmp.Or(strings.Compare(a.Document.ID, b.Document.ID), strings.Compare(a.Document.Text, b.Document.Text),
		strings.Compare(a.Document.Outlet, b.Document.Outlet), strings.Compare(a.Document.Published, b.Document.Published))
}

func compare(a, b *Text, sharers Sharers) (Echo, bool) {
	if (a.words == nil || b.words == nil) && !worthReading(a, b, sharers) {
		return Echo{}, false
	}
	a, b = a.whole(), b.whole()
	switch {
	case !comparable(a, b):
		return Echo{}, false
	case same(a, b):
		return exact(a, b), true
	case !alike(a, b) && !strong(a, b, sharers):
		return Echo{}, false
	}
	ev := weigh(a, b, sharers)
	if !ev.whole() && (ev.strongest < enough(a, b) || ev.form()) {
		return Echo{}, false
	}
	e := Echo{Kind: ev.kind(), ShareA: ev.shareA, ShareB: ev.shareB, Score: ev.score(), Passages: ev.passages(a, b)}
	e.Longest = longest(e.Passages)
	e.settle(a, b)
	return e, true
}

// worthReading tells from the sketches alone whether the words are worth making again.
func worthReading(a, b *Text, sharers Sharers) bool {
	return same(a, b) || alike(a, b) || a.Sketch.rareIn(&b.Sketch, sharers)
}

// same reports whether two texts are the same words in the same order.
func same(a, b *Text) bool {
	return a.Sketch.Digest == b.Sketch.Digest && a.Sketch.Words == b.Sketch.Words
}

// exact is what two texts of the same words share.
func exact(a, b *Text) Echo {
	all := run{n: min(len(a.words), len(b.words))}
	e := Echo{Kind: Exact, ShareA: 1, ShareB: 1, Longest: shared(all, a, b), Score: 1}
	e.Passages = []Shared{e.Longest}
	e.settle(a, b)
	return e
}

// settle adds the order, and whether it is sure.
func (e *Echo) settle(a, b *Text) {
	e.Order = orderOf(&a.Document, &b.Document)
	e.Sure = e.Score >= SureScore && !e.Order.Disputed
}

func longest(list []Shared) Shared {
	return slices.MaxFunc(list, func(x, y Shared) int { return cmp.Compare(x.Words, y.Words) })
}

func (e Echo) mirrored() Echo {
	e.ShareA, e.ShareB = e.ShareB, e.ShareA
	e.Longest = e.Longest.mirrored()
	passages := make([]Shared, len(e.Passages))
	for i, p := range e.Passages {
		passages[i] = p.mirrored()
	}
	slices.SortStableFunc(passages, func(x, y Shared) int { return cmp.Compare(x.A[0].Start, y.A[0].Start) })
	e.Passages = passages
	e.Order = e.Order.mirrored()
	return e
}
