package figure

import (
	"slices"
	"strings"

	"hearsay/corpus"
)

// doubtful is the confidence in a figure of a plural without a number, set by hand: it says
// little, and the tree must be right.
const doubtful = 0.5

// plurals returns the quantities with those added that plurals without a number tell, where
// a verb of loss may take them: "soldiers were killed". All are in the order of their numbers.
func (f *finder) plurals() []corpus.Quantity {
	if f.Plural == nil {
		return f.Quantities
	}
	var out []corpus.Quantity
	next := 0
	for i := range f.Sentences {
		s := &f.Sentences[i]
		for k := range s.Tokens {
			q, ok := f.unnumbered(i, k)
			if !ok || f.counts(next, s.Tokens[k].Span) {
				continue
			}
			for next < len(f.Quantities) && f.Quantities[next].Number.Start < q.Number.Start {
				out = append(out, f.Quantities[next])
				next++
			}
			out = append(out, q)
		}
	}
	return append(out, f.Quantities[next:]...)
}

// unnumbered reads "soldiers were killed" and "denied having lost anyone" at token k of
// sentence i.
func (f *finder) unnumbered(i, k int) (corpus.Quantity, bool) {
	s := &f.Sentences[i]
	if q, ok := f.nobody(i, k); ok {
		return q, true
	}
	if s.Tokens[k].Tag != "NNS" || !f.person(s, k) || f.allOf(s, k) >= 0 {
		return corpus.Quantity{}, false
	}
	q, ok := f.Plural(s, f.Document, k)
	return q, ok && f.lost(place{sentence: s, index: i, q: q, from: k, to: k + 1, head: k})
}

// nobody reads who is denied to have been lost at all: "anyone", "any soldiers", "a single
// man". Its number is none.
func (f *finder) nobody(i, k int) (corpus.Quantity, bool) {
	s := &f.Sentences[i]
	from := k
	low := func(k int) string { return strings.ToLower(s.Tokens[k].Form) }
	if w := low(k); w != "anyone" && w != "anybody" {
		if s.Tokens[k].POS != "NOUN" {
			return corpus.Quantity{}, false
		}
		if from = child(s, k, "det"); from < 0 || from > k || low(from) != "any" && (low(from) != "a" || low(from+1) != "single") {
			return corpus.Quantity{}, false
		}
	}
	denied := func(n int) bool {
		a := &f.Said[n]
		return a.Polarity == corpus.Deny && slices.ContainsFunc(a.Content, func(c corpus.Span) bool { return c.Contains(s.Tokens[k].Span) })
	}
	if !slices.ContainsFunc(f.saidIn[i], denied) {
		return corpus.Quantity{}, false
	}
	none := 0.0
	q := corpus.Quantity{Span: corpus.Span{Start: s.Tokens[from].Start, End: s.Tokens[k].End}, Low: &none, High: &none, Bound: corpus.Exactly}
	q.Number = q.Span
	if from < k {
		q.Number.End = s.Tokens[k-1].End
		q.Of = s.Tokens[k].Span
		q.Counted, q.Head = q.Of.In(f.Document.Text), strings.ToLower(s.Tokens[k].Lemma)
	}
	name, n := f.nounAt(s, k)
	if n == 0 {
		verb, rel := f.governor(s, k)
		if verb < 0 || s.Tokens[k].Head != verb {
			return q, false
		}
		name, _ = f.verbAt(place{sentence: s, index: i, q: q, from: from, to: k, head: k}, verb, rel)
	}
	return q, f.words.loss[name]
}

// counts reports whether a quantity from index i on holds or counts what stands at s.
func (f *finder) counts(i int, s corpus.Span) bool {
	for ; i > 0 && f.Quantities[i-1].End > s.Start-surrounding; i-- {
	}
	for _, q := range f.Quantities[i:] {
		if q.Start > s.End {
			return false
		}
		if q.Span.Overlaps(s) || q.Of.Overlaps(s) {
			return true
		}
	}
	return false
}

// lost reports whether a verb takes the noun at p as lost: "killed soldiers", "soldiers were
// wounded".
func (f *finder) lost(p place) bool {
	var g corpus.Figure
	verb, rel := f.governor(p.sentence, p.head)
	if verb < 0 || p.sentence.Tokens[p.head].Head != verb {
		return false
	}
	name, ok := f.verbAt(p, verb, rel)
	if !ok || !f.words.loss[name] || !f.words.slaying(p.sentence.Tokens[verb].Lemma) {
		return false
	}
	return f.byVerb(p, &g) && f.firm(p.sentence, verb)
}
