package chart

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Mark is one figure of a series as it is drawn.
type Mark struct {
	Date      string   // as of when: YYYY, YYYY-MM or YYYY-MM-DD; anything else is drawn as undated
	Low, High *float64 // nil, infinite or not a number is an open end
	Beyond    bool     // the stated end is not included: "more than 600", "fewer than 50"
	Stated    string   // in the words of the text: "about 4,700 casualties"
	Measure   string   // "casualties"
	Speaker   string   // who ultimately says so; "" where nobody is named
	Through   string   // who passed it on: "Northern News Agency, Harbour Post"
	Planned   bool     // has not happened
	Denied    bool     // is what somebody denies
	Origin    int      // marks of one origin share a number above zero; 0: no other mark shares it
	Label     string   // drawn beside the mark; "" draws Stated
}

// Series is what is drawn on one scale of values.
type Series struct {
	Title string
	Unit  string // of all its values: "people", "US dollar"; "" of mere counts
	Marks []Mark
}

// ends are the two ends of a mark in order. An open end is infinite.
func (m Mark) ends() (low, high float64) {
	low, high = math.Inf(-1), math.Inf(1)
	if m.Low != nil && isFinite(*m.Low) {
		low = drawable(*m.Low)
	}
	if m.High != nil && isFinite(*m.High) {
		high = drawable(*m.High)
	}
	if low > high {
		low, high = high, low
	}
	return low, high
}

// hasNumber reports whether at least one end is stated: only then can a mark
// be drawn.
func (m Mark) hasNumber() bool {
	low, high := m.ends()
	return isFinite(low) || isFinite(high)
}

// stated are the ends that are not open, the lower one first.
func (m Mark) stated() []float64 {
	low, high := m.ends()
	return slices.Compact(slices.DeleteFunc([]float64{low, high}, func(v float64) bool { return !isFinite(v) }))
}

// isFinite reports whether v can be drawn. What is beyond 1e100 counts no thing
// in the world, and its scale would overflow.
func isFinite(v float64) bool { return math.Abs(v) <= 1e100 }

// drawable takes for zero what is next to it, for the same reason.
func drawable(v float64) float64 {
	if math.Abs(v) < 1e-100 {
		return 0
	}
	return v
}

// The words before the stated end of a range with an open one.
const (
	atLeast, upTo       = "at least ", "up to "
	moreThan, fewerThan = "more than ", "fewer than "
)

// number is the mark's range in as few words as say it: "4,700", "600–900",
// "at least 5,000", "up to 12,000".
func (m Mark) number() string {
	low, high := m.ends()
	switch {
	case !m.hasNumber():
		return "no number"
	case low == high:
		return grouped(low)
	case !isFinite(high) && m.Beyond:
		return moreThan + grouped(low)
	case !isFinite(high):
		return atLeast + grouped(low)
	case !isFinite(low) && m.Beyond:
		return fewerThan + grouped(high)
	case !isFinite(low):
		return upTo + grouped(high)
	default:
		return grouped(low) + "–" + grouped(high)
	}
}

// label is what stands beside the mark where there is room.
func (m Mark) label() string { return oneLine(cmp.Or(m.Label, m.Stated, m.number())) }

// speaker names who says so, in words even where nobody is named.
func (m Mark) speaker() string { return cmp.Or(oneLine(m.Speaker), "speaker not named") }

// oneLine is s without line breaks, runs of blanks and the characters that
// XML cannot hold.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '\uFFFE' || r == '\uFFFF' || r < ' ' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}
