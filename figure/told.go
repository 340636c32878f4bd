package figure

import (
	"hearsay/corpus"
)

// tell finds who tells a figure: the smallest statement whose content holds the number. A
// headline or lead that stands in none is the outlet's own.
func (f *finder) tell(p place, g *corpus.Figure) {
	best := 0
	for i, a := range f.Said {
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
