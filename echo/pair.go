package echo

import (
	"cmp"
	"slices"
)

// Pair is two texts of a list, by their places, and what they share.
type Pair struct {
	A, B int // A < B
	Echo Echo
}

// All compares the texts that share a key and returns the echoes among them, in order. It
// finds the same ones in whatever order the texts stand, since it asks what is common when
// all are known.
func All(texts []*Text) []Pair {
	index := NewIndex()
	keys := make([][]string, len(texts))
	var pairs []Pair
	for i := range texts {
		keys[i] = texts[i].Sketch.Keys()
		for _, k := range index.Add(texts[i].Document.Outlet, keys[i]) {
			pairs = append(pairs, Pair{A: k, B: i})
		}
	}
	pairs = compareAll(pairs, texts, index)
	return slices.DeleteFunc(pairs, func(p Pair) bool { return !index.Blocked(keys[p.A], keys[p.B]) })
}

func compareAll(pairs []Pair, texts []*Text, index *Index) []Pair {
	var kept []Pair
	for _, p := range pairs {
		if e, ok := Compare(texts[p.A], texts[p.B], index.Sharers); ok {
			kept = append(kept, Pair{p.A, p.B, e})
		}
	}
	slices.SortFunc(kept, func(x, y Pair) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	return kept
}
