package connect

import (
	"math"
	"strconv"
	"strings"

	"hearsay/corpus"
)

// countedOut is the number up to which an exact number is taken to be counted one by one:
// "20 killed" is not 24. Above it the last digit that is not zero may be rounded.
// Origin: judgement; news rounds to tens from about a hundred on.
const countedOut = 100

// interval is what the words of a figure allow. An open end does not belong to it.
type interval struct {
	low, high         float64
	openLow, openHigh bool
}

// intervalOf returns the numbers that q allows: as [corpus.Quantity.Interval], and half a
// unit of the last digit to either side of a large exact number.
func intervalOf(q corpus.Quantity) interval {
	low, high := q.Interval()
	i := interval{low: low, high: high}
	switch {
	case q.Bound == corpus.MoreThan:
		i.openLow = true
	case q.Bound == corpus.UpTo: // and more than none
		i.openLow = low == 0
	case q.Bound == corpus.FewerThan:
		i.openHigh = true
	case q.Bound == corpus.Exactly && low == high && math.Abs(low) >= countedOut && !math.IsInf(low, 0):
		half := corpus.HalfDigit(low)
		i = interval{low - half, high + half, true, true}
	}
	return i
}

// plus adds two intervals.
func (i interval) plus(j interval) interval {
	return interval{i.low + j.low, i.high + j.high, i.openLow || j.openLow, i.openHigh || j.openHigh}
}

// below reports whether every number of i is less than every number of j.
func (i interval) below(j interval) bool {
	return i.high < j.low || i.high == j.low && (i.openHigh || j.openLow)
}

// meets reports whether i and j share a number.
func (i interval) meets(j interval) bool { return !i.below(j) && !j.below(i) }

// sameNumber reports whether two figures state the same number, whatever "about" or "some"
// stands before it.
func sameNumber(a, b corpus.Quantity) bool {
	return sameEnd(a.Low, b.Low) && sameEnd(a.High, b.High) && (a.Low != nil || a.High != nil)
}

func sameEnd(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// isNone reports whether q says that there are none.
func isNone(q corpus.Quantity) bool { return q.High != nil && *q.High == 0 }

// lower reports whether the later figure tells less than the earlier one: a smaller number
// under the same bound, a plain one that does not round to one with "about", or numbers that
// all lie below.
func lower(later, earlier corpus.Quantity) bool {
	a, okA := middle(later)
	b, okB := middle(earlier)
	switch {
	case !okA || !okB:
		return false
	case later.Vague || earlier.Vague:
	case later.Bound == earlier.Bound:
		return a < b
	case later.Bound == corpus.Exactly && earlier.Bound == corpus.About:
		return a < b-corpus.HalfDigit(b)
	case later.Bound == corpus.About && earlier.Bound == corpus.Exactly:
		return a+corpus.HalfDigit(a) < b
	}
	return intervalOf(later).below(intervalOf(earlier))
}

// middle is the number that stands for q where two numbers under one bound are held against
// each other. It is never shown.
func middle(q corpus.Quantity) (n float64, ok bool) {
	switch {
	case q.Bound == corpus.UpTo || q.Bound == corpus.FewerThan:
		return end(q.High)
	case q.Low != nil && q.High != nil:
		return (*q.Low + *q.High) / 2, true
	case q.Low != nil:
		return *q.Low, true
	default:
		return end(q.High)
	}
}

func end(n *float64) (float64, bool) {
	if n == nil {
		return 0, false
	}
	return *n, true
}

// stated returns a quantity in words, without what it counts: "about 4,700", "dozens".
func stated(q corpus.Quantity) string {
	low, okLow := end(q.Low)
	high, okHigh := end(q.High)
	switch {
	case q.Vague && q.Bound == corpus.BoundPlural:
		return "a plural without a number"
	case q.Vague:
		return string(q.Bound)
	case isNone(q):
		return "none"
	case okLow && okHigh && low == high:
		return qualified(q.Bound, low)
	case (q.Bound == corpus.UpTo || q.Bound == corpus.FewerThan) && okHigh:
		return string(q.Bound) + " " + digits(high)
	case okLow && okHigh:
		return "between " + digits(low) + " and " + digits(high)
	case okLow && q.Bound == corpus.MoreThan:
		return "more than " + digits(low)
	case okLow:
		return "at least " + digits(low)
	case okHigh:
		return "up to " + digits(high)
	default:
		return "a number that is not told"
	}
}

func qualified(b corpus.Bound, n float64) string {
	if b == corpus.Exactly || b == corpus.Between || b == "" {
		return digits(n)
	}
	return string(b) + " " + digits(n)
}

// digits writes n with a comma after every three digits.
func digits(n float64) string {
	if math.IsInf(n, 0) || math.IsNaN(n) || math.Abs(n) >= 1e15 {
		return strconv.FormatFloat(n, 'g', -1, 64)
	}
	whole, fraction, ok := strings.Cut(strconv.FormatFloat(math.Abs(n), 'f', -1, 64), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if ok {
		whole += "." + fraction
	}
	if n < 0 {
		return "-" + whole
	}
	return whole
}
