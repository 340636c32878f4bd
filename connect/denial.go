package connect

import (
	"fmt"
	"strings"

	"hearsay/corpus"
)

// denial finds out which of two figures is denied and which is told as a fact.
func denial(a, b *told) (denied, counted *told, ok bool) {
	switch {
	case statusOf(a) == corpus.Denied && statusOf(b) == corpus.Actual:
		return a, b, true
	case statusOf(b) == corpus.Denied && statusOf(a) == corpus.Actual:
		return b, a, true
	default:
		return nil, nil, false
	}
}

// deny labels a denied figure and one that is told. That there are none is a number like
// others. A denied number says only that it is not that number: it stands against whoever
// tells it, and against no other.
func (c *comparer) deny(denied, counted *told) (Label, string) {
	if denied.speaker.same(counted.speaker, denied.Document == counted.Document) {
		return NotEnough, fmt.Sprintf("%s tells the one and denies the other", denied.says())
	}
	if isNone(denied.Quantity) {
		return c.denyAny(denied, counted)
	}
	switch {
	case denied.Measure != counted.Measure || !denied.allowed.meets(counted.allowed):
		return NotEnough, fmt.Sprintf("%s denies %s, not %s", denied.says(), bare(denied), counted.counts())
	case !near(denied, counted, c.period):
		return NotEnough, fmt.Sprintf("the denial is not within one period of %d days", c.period)
	}
	return Disagree, fmt.Sprintf("%s denies %s, told by %s", denied.says(), counted.counts(), counted.says())
}

// bare is a figure without its status.
func bare(t *told) string { return strings.TrimSpace(strings.TrimSuffix(t.counts(), "(denied)")) }

// denyAny labels "none" and a number: where the denied measure includes the other.
func (c *comparer) denyAny(denied, counted *told) (Label, string) {
	if denied.Measure != counted.Measure && !c.measures.PartOf(counted.Measure, denied.Measure) {
		return NotEnough, fmt.Sprintf("that there are no %s leaves %s open", denied.Measure, counted.Measure)
	}
	if missing := c.unsure(denied, counted); len(missing) > 0 {
		return NotEnough, strings.Join(missing, "; ")
	}
	if maybeOne(denied, counted) {
		return NotEnough, fmt.Sprintf("%s and %s may be one", denied.says(), counted.says())
	}
	if denied.allowed.meets(counted.allowed) {
		return Agree, fmt.Sprintf("%s says none, and %s allows none", denied.says(), counted.counts())
	}
	if rel := counted.class.to(denied.class); rel == outside {
		return NotEnough, fmt.Sprintf("that there are no %s leaves other %s open", denied.class, counted.class)
	}
	return Disagree, fmt.Sprintf("none against %s%s", counted.counts(), sides(denied, counted))
}

func apartBy(a, b *told) string {
	if !a.dated || !b.dated {
		return ""
	}
	return ", " + daysApart(a.asOf, b.asOf)
}
