package figure

import (
	"slices"
	"sort"

	"hearsay/corpus"
)

// gatherSaid notes the statements by the sentences that they touch, with what they say or with
// their cue.
func (f *finder) gatherSaid() {
	f.saidIn = make([][]int, len(f.Sentences))
	for i, a := range f.Said {
		for _, s := range append([]corpus.Span{a.Cue}, a.Content...) {
			if s.Empty() {
				continue
			}
			first := sort.Search(len(f.Sentences), func(k int) bool { return f.Sentences[k].End > s.Start })
			for k := first; k < len(f.Sentences) && f.Sentences[k].Start < s.End; k++ {
				if n := len(f.saidIn[k]); n == 0 || f.saidIn[k][n-1] != i {
					f.saidIn[k] = append(f.saidIn[k], i)
				}
			}
		}
	}
}

// tell finds who tells a figure: the smallest statement whose content holds the number. A
// headline or lead that stands in none is the outlet's own.
func (f *finder) tell(p place, g *corpus.Figure) {
	best := 0
	for _, i := range f.saidIn[p.index] {
		a := f.Said[i]
		if a.Polarity == corpus.Decline || a.Polarity == corpus.Silence {
			continue
		}
		size := 0
		held := false
		for _, c := range a.Content {
			size += c.Len()
			held = held || c.Contains(p.q.Number)
		}
		if held && (g.Statement < 0 || size < best || size == best && len(a.Via) > len(f.Said[g.Statement].Via)) {
			g.Statement, best = i, size
		}
	}
	if g.Statement < 0 {
		return
	}
	a := f.Said[g.Statement]
	g.Source, g.Via = a.Source, a.Via
	g.Confidence = min(g.Confidence, max(a.Confidence, leastTold))
}

// leastTold keeps a figure of a doubtful statement: the number stands there all the same.
const leastTold = 0.5

// isSource reports whether what is counted is who tells something: "two deputies said".
func (f *finder) isSource(p place) bool {
	if p.head < 0 {
		return false
	}
	head := &p.sentence.Tokens[p.head]
	leads := func(in corpus.Span) bool { // what is counted is no part of a longer description, "relatives of 40 killed"
		return in.Contains(head.Span) && (head.Head < 0 || !in.Contains(p.sentence.Tokens[head.Head].Span))
	}
	for _, i := range f.saidIn[p.index] {
		a := &f.Said[i]
		if slices.ContainsFunc(a.Source.Spans, leads) || slices.ContainsFunc(a.Via, func(h corpus.Hop) bool { return leads(h.Span) }) {
			return true
		}
	}
	return false
}
