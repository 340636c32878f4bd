package connect

import (
	"fmt"
	"strings"
)

// denial finds out which of two figures is a number that is denied, and which tells a fact.
func denial(a, b *told) (denied, counted *told, ok bool) {
	switch {
	case isDenied(a) && !isDenied(b):
		return a, b, true
	case isDenied(b) && !isDenied(a):
		return b, a, true
	default:
		return nil, nil, false
	}
}

// denyBoth labels two numbers that are denied: neither denial tells a number that the other
// could be held against.
func denyBoth(a, b *told, one bool, why string) (Label, string) {
	if one && a.Measure == b.Measure && sameNumber(a.Quantity, b.Quantity) && len(unlike(a, b)) == 0 {
		return SameOrigin, why
	}
	return NotEnough, "both are denied, and who denies a number tells none"
}

// deny labels a number that is denied and one that is told. A denied number says only that it
// is not that number: it stands against whoever tells it, and against no other.
func (c *comparer) deny(denied, counted *told) (Label, string) {
	missing := unlike(denied, counted)
	switch {
	case denied.speaker.same(counted.speaker, onePiece(denied, counted)):
		return NotEnough, fmt.Sprintf("%s tells the one and denies the other", denied.says())
	case denied.Measure != counted.Measure || !denied.allowed.meets(counted.allowed):
		return NotEnough, fmt.Sprintf("%s denies %s, not %s", denied.says(), bare(denied), counted.counts())
	case onlyWord(denied, counted):
		return NotEnough, vagueWord(denied, counted)
	case len(missing) > 0:
		return NotEnough, strings.Join(missing, "; ")
	case !near(denied, counted, c.period):
		return NotEnough, fmt.Sprintf("the denial is not within one period of %d days", c.period)
	case maybeOne(denied, counted):
		return NotEnough, fmt.Sprintf("%s and %s may be one", denied.says(), counted.says())
	}
	return Disagree, fmt.Sprintf("%s denies %s; %s tells %s", denied.says(), bare(denied), counted.says(), counted.counts())
}

// bare is a figure without its status.
func bare(t *told) string { return strings.TrimSpace(strings.TrimSuffix(t.counts(), "(denied)")) }

// noneAgainst finds out which of two figures says that there are none, and which tells of
// some, be it in a word without a number.
func noneAgainst(a, b *told) (none, some *told, ok bool) {
	switch x, y := isNone(a.Quantity), isNone(b.Quantity); {
	case x && !y:
		return a, b, true
	case y && !x:
		return b, a, true
	default:
		return nil, nil, false
	}
}

// holdNone labels "none" and a number of another speaker, where the measure of the one
// includes that of the other.
func (c *comparer) holdNone(none, some *told) (Label, string) {
	if none.Measure != some.Measure && !c.measures.PartOf(some.Measure, none.Measure) {
		return NotEnough, fmt.Sprintf("one says none as %s, the other tells of %s", none.Measure, some.Measure)
	}
	if missing := c.unsure(none, some); len(missing) > 0 {
		return NotEnough, strings.Join(missing, "; ")
	}
	switch {
	case maybeOne(none, some):
		return NotEnough, fmt.Sprintf("%s and %s may be one", none.says(), some.says())
	case none.allowed.meets(some.allowed):
		return Agree, fmt.Sprintf("%s says none, and %s allows none", none.says(), some.counts())
	case some.class.to(none.class) == outside:
		return NotEnough, fmt.Sprintf("%s speaks of %s only, and %s may be others", none.says(), none.class, some.class)
	case otherMethod(none.Method, some.Method):
		return OtherMethod, fmt.Sprintf("none against %s: %s against %s%s", some.counts(), methodWords(none.Method), methodWords(some.Method), sides(none, some))
	}
	return Disagree, fmt.Sprintf("none against %s%s", some.counts(), sides(none, some))
}

func apartBy(a, b *told) string {
	if !a.dated || !b.dated {
		return ""
	}
	return ", " + daysApart(a.asOf, b.asOf)
}
