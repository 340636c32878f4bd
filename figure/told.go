package figure

import (
	"slices"
	"sort"
	"strings"

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
// headline or lead that stands in none is the outlet's own. It reports false where the number
// stands in what nobody tells: what a source would not say or confirm.
func (f *finder) tell(p place, g *corpus.Figure) bool {
	best := 0
	for _, i := range f.saidIn[p.index] {
		a := f.Said[i]
		if a.Polarity == corpus.Decline || a.Polarity == corpus.Silence {
			if f.withheld(p, a) {
				return false
			}
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
		return true
	}
	a := f.Said[g.Statement]
	g.Source, g.Via = a.Source, a.Via
	g.Confidence = min(g.Confidence, max(a.Confidence, leastTold))
	return true
}

// withheld reports whether a source does not tell the number: "would not say whether 40 had
// died". What it does not comment on, "the 40 deaths", the outlet tells.
func (f *finder) withheld(p place, a corpus.Attribution) bool {
	s := p.sentence
	for _, c := range a.Content {
		if !c.Contains(p.q.Number) {
			continue
		}
		for k := max(0, tokenAt(s, c.Start)-1); k < p.from; k++ {
			switch strings.ToLower(s.Tokens[k].Form) {
			case "that", "whether", "if", "how", "when":
				return true
			}
		}
	}
	return false
}

// asked reports whether the number stands in a question or a condition, which tells nothing:
// "Did 40 soldiers die?", "asked whether 40 had died", "if 40 men die".
func (f *finder) asked(p place) bool {
	s := p.sentence
	if len(s.Tokens) > 0 && s.Tokens[len(s.Tokens)-1].Form == "?" && s.Tokens[0].POS == "AUX" {
		return true
	}
	for verb, _ := f.governor(s, p.top()); verb >= 0; {
		if k := child(s, verb, "mark"); k >= 0 && k < p.from {
			switch strings.ToLower(s.Tokens[k].Form) {
			case "if", "whether", "unless":
				return true
			}
		}
		if rel := s.Tokens[verb].Rel; rel != "xcomp" && rel != "conj" {
			break
		}
		verb = s.Tokens[verb].Head
	}
	return false
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
