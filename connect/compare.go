package connect

import (
	"fmt"
	"strings"

	"hearsay/corpus"
	"hearsay/measure"
)

// PeriodDefault is the reporting period, in days, of figures whose own rhythm is not known.
// Origin: judgement, held against the bundled sample: what two sides tell of one count lies at
// most ten days apart there, and a speaker's new numbers nineteen days and more.
const PeriodDefault = 14

// comparer holds two figures against each other.
type comparer struct {
	measures *measure.Set
	classes  *classes
	origins  *origins
	period   int
}

func newComparer(measures *measure.Set) *comparer {
	l, lands := readLists(), newLands()
	return &comparer{measures: measures, classes: newClasses(l, measures, lands), origins: newOrigins(l, lands), period: PeriodDefault}
}

// Compare says what may be said of two figures, with the reason in words. Their order does
// not matter for the label. The reporting period is [PeriodDefault]; [LineUp] chooses one
// for each series.
func Compare(a, b Figure, measures *measure.Set) (Label, string) {
	c := newComparer(measures)
	return c.compare(c.ready(&a, 0), c.ready(&b, 1))
}

// CompareSum holds a + plus against whole: 600 killed and 4,100 wounded against 4,700
// casualties, or 5,000 workers and 1,000 sappers against 6,000 workers and sappers. What may
// not be added up is [NotEnough].
func CompareSum(a, plus, whole Figure, measures *measure.Set) (Label, string) {
	c := newComparer(measures)
	return c.sum(c.ready(&a, 0), c.ready(&plus, 1), c.ready(&whole, 2))
}

// compare goes through the labels in the order of the rule. What two figures count must be
// known to be the same before anything else is asked; who says it and when comes after.
func (c *comparer) compare(a, b *told) (Label, string) {
	if why, ok := c.drift(a, b); ok {
		return Drift, why
	}
	if missing := c.differ(a, b); len(missing) > 0 {
		return NotEnough, strings.Join(missing, "; ")
	}
	why, one := c.origins.same(a, b)
	if !one && summed(a, b) && !c.parted(a.Measure, b.Measure) && a.class.to(b.class) == same {
		return NotEnough, "a headline sums up its text and is not held against it"
	}
	if isDenied(a) && isDenied(b) {
		return denyBoth(a, b, one, why)
	}
	if denied, counted, ok := denial(a, b); ok {
		return c.deny(denied, counted)
	}
	if none, some, ok := noneAgainst(a, b); ok && !one {
		return c.holdNone(none, some)
	}
	if part, whole, ok := c.partOf(a, b); ok {
		return c.partWhole(part, whole)
	}
	if one {
		return c.oneOrigin(a, b, why)
	}
	if missing := c.unsure(a, b); len(missing) > 0 {
		return NotEnough, strings.Join(missing, "; ")
	}
	return c.hold(a, b)
}

// drift finds one number told under two measures, of which one is a part of the other, by
// two outlets that have it from one origin.
func (c *comparer) drift(a, b *told) (string, bool) {
	if a.Document == b.Document || a.outlet.same(b.outlet, true) || !c.parted(a.Measure, b.Measure) ||
		!sameNumber(a.Quantity, b.Quantity) || isNone(a.Quantity) || a.Vague || statusOf(a) != statusOf(b) ||
		a.class.to(b.class) == disjoint || len(elsewhere(a, b)) > 0 || len(unlike(a, b)) > 0 || !near(a, b, c.period) {
		return "", false
	}
	tie, ok := c.origins.same(a, b)
	if !ok {
		tie = c.origins.cited(a, b)
	}
	if tie == "" {
		tie = c.origins.cited(b, a)
	}
	if tie == "" {
		return "", false
	}
	if order(b, a) < 0 {
		a, b = b, a
	}
	return fmt.Sprintf("%s in %s, %s in %s: the number is the same, what it counts is not; %s",
		a.counts(), a.Outlet, b.counts(), b.Outlet, tie), true
}

// parted reports whether one measure is a part of the other.
func (c *comparer) parted(a, b string) bool {
	return c.measures.PartOf(a, b) || c.measures.PartOf(b, a)
}

// partOf finds out which of two figures is a part of the other: by its measure, by the words
// of the document, by a subgroup, or by a class of a speaker's own count.
func (c *comparer) partOf(a, b *told) (part, whole *told, ok bool) {
	switch {
	case isPart(a, b), c.measures.PartOf(a.Measure, b.Measure):
		return a, b, true
	case isPart(b, a), c.measures.PartOf(b.Measure, a.Measure):
		return b, a, true
	case a.Document != b.Document || !a.speaker.same(b.speaker, true) && !summed(a, b) || sameNumber(a.Quantity, b.Quantity):
		return nil, nil, false
	}
	switch rel := a.class.to(b.class); {
	case rel == inside, rel == same && a.group != "" && b.group == "":
		return a, b, true
	case rel == outside, rel == same && b.group != "" && a.group == "":
		return b, a, true
	}
	return nil, nil, false
}

// summed reports whether one figure stands in the headline of the text in which the other
// stands.
func summed(a, b *told) bool { return a.Document == b.Document && a.Headline != b.Headline }

// isPart reports whether the words of one document say that part is within whole.
func isPart(part, whole *told) bool {
	return part.PartOf != "" && part.PartOf == whole.ID && part.Document == whole.Document
}

// partWhole labels a part and its whole.
func (c *comparer) partWhole(part, whole *told) (Label, string) {
	together := part.Document == whole.Document && part.speaker.same(whole.speaker, true)
	if !together {
		if missing := c.unsure(part, whole); len(missing) > 0 {
			return NotEnough, strings.Join(missing, "; ")
		}
	}
	if !whole.allowed.below(part.allowed) {
		return PartWhole, fmt.Sprintf("%s within %s: %s", part.counts(), whole.counts(), partWords(part, whole))
	}
	why := fmt.Sprintf("%s would lie within %s and are more: %s", part.counts(), whole.counts(), partWords(part, whole))
	if part.speaker.same(whole.speaker, onePiece(part, whole)) || summed(part, whole) || maybeOne(part, whole) || onlyWord(part, whole) {
		return NotEnough, why
	}
	return Disagree, why + sides(part, whole)
}

// partWords says by what one figure is a part of another.
func partWords(part, whole *told) string {
	switch {
	case isPart(part, whole):
		return "the text says so"
	case part.Measure != whole.Measure:
		return fmt.Sprintf("%s is a part of %s", part.Measure, whole.Measure)
	case part.group != whole.group:
		return "only the first is of those " + part.Subgroup
	default:
		return fmt.Sprintf("%s are among %s", part.class, whole.class)
	}
}

// oneOrigin labels two figures of one measure that go back to one origin.
func (c *comparer) oneOrigin(a, b *told, why string) (Label, string) {
	if c.oneTelling(a, b) {
		return SameOrigin, why
	}
	if rel := a.class.to(b.class); rel != same {
		return NotEnough, fmt.Sprintf("one counts %s, the other %s", a.class, b.class)
	}
	if missing := unlike(a, b); len(missing) > 0 {
		return NotEnough, strings.Join(missing, "; ")
	}
	order := later(a, b)
	if order < 0 {
		a, b = b, a
	}
	if !revises(a, b) && (!a.dated || !b.dated) && !b.Revised {
		return NotEnough, "no date is told for " + undated(a, b)
	}
	sameDay := a.asOf == b.asOf
	switch {
	case sameDay && a.allowed.meets(b.allowed) && !lower(b.Quantity, a.Quantity):
		return SameOrigin, why
	case order == 0 && a.allowed.meets(b.allowed):
		return SameOrigin, why
	case order == 0:
		return NotEnough, fmt.Sprintf("both by %s; which of %s and %s is later is not told", a.says(), a.counts(), b.counts())
	case onlyWord(a, b) && !a.allowed.meets(b.allowed):
		return NotEnough, vagueWord(a, b)
	}
	return c.moved(a, b)
}

// oneTelling reports whether two figures of one origin tell one count: one number of one time
// and stretch of time. A headline leaves out of which its text is.
func (c *comparer) oneTelling(a, b *told) bool {
	return sameNumber(a.Quantity, b.Quantity) && (!a.dated || !b.dated || atOnce(a, b, c.period)) &&
		a.group == b.group && (summed(a, b) || otherWindow(a, b) == "")
}

// moved labels two figures of one speaker, of which b is the later one.
func (c *comparer) moved(a, b *told) (Label, string) {
	step := fmt.Sprintf("%s: %s %s, %s %s", a.says(), a.counts(), a.timed(), b.counts(), b.timed())
	if revises(a, b) {
		step = fmt.Sprintf("%s: %s, and %s in a later text of the same piece", a.says(), a.counts(), b.counts())
	} else if a.day == b.day && a.day != "" {
		step = fmt.Sprintf("%s: %s as published %s, %s as published %s, both as of %s",
			a.says(), a.counts(), a.Published, b.counts(), b.Published, a.day)
	}
	switch {
	case !lower(b.Quantity, a.Quantity):
		return Update, step + ": later and not lower"
	case b.Revised:
		return Corrected, step + ": later and lower, declared as a correction"
	default:
		return Lowered, step + ": later and lower"
	}
}

// hold labels two figures of different speakers that count the same within one period.
func (c *comparer) hold(a, b *told) (Label, string) {
	if revises(a, b) || revises(b, a) {
		return NotEnough, fmt.Sprintf("one stands in a text of %s that another text of the piece replaced", a.Outlet)
	}
	if maybeOne(a, b) {
		return NotEnough, fmt.Sprintf("%s and %s may be one", a.says(), b.says())
	}
	both := fmt.Sprintf("%s against %s", a.counts(), b.counts())
	meets := a.allowed.meets(b.allowed)
	switch {
	case otherMethod(a.Method, b.Method):
		return OtherMethod, fmt.Sprintf("%s: %s against %s%s", both, methodWords(a.Method), methodWords(b.Method), sides(a, b))
	case meets:
		return Agree, fmt.Sprintf("%s: the numbers overlap%s", both, sides(a, b))
	case onlyWord(a, b):
		return NotEnough, vagueWord(a, b)
	}
	switch rel := a.class.to(b.class); {
	case rel == inside && a.allowed.below(b.allowed), rel == outside && b.allowed.below(a.allowed):
		return NotEnough, fmt.Sprintf("one counts %s, the other %s; the smaller number may be a part of the larger", a.class, b.class)
	}
	return Disagree, both + sides(a, b)
}

// sides says who tells two figures and how far apart they are.
func sides(a, b *told) string {
	return fmt.Sprintf("; the one from %s, the other from %s%s", a.says(), b.says(), apartBy(a, b))
}

// maybeOne reports whether two speakers who are not known to be one may be all the same: "a
// nurse" of two documents, or a surname and a full name.
func maybeOne(a, b *told) bool {
	x, y := a.speaker, b.speaker
	return (!x.named || !y.named) && (endsWith(x.words, y.words) || endsWith(y.words, x.words))
}

// otherMethod reports whether two figures were come by in different ways. That something is
// claimed or estimated shows no count: these two are not told apart.
func otherMethod(a, b corpus.Method) bool { return methodWords(a) != methodWords(b) }

func methodWords(m corpus.Method) string {
	switch m {
	case corpus.NamedList, corpus.VisualCount:
		return "a " + string(m)
	case corpus.Verified:
		return "a verified count"
	default:
		return "a statement without a count"
	}
}

// onlyWord reports whether one of two figures is a vague word and no more, which contradicts no
// number but none.
func onlyWord(a, b *told) bool {
	return (a.Vague || b.Vague) && !isNone(a.Quantity) && !isNone(b.Quantity)
}

func vagueWord(a, b *told) string {
	if !a.Vague {
		a = b
	}
	return fmt.Sprintf("%s is no number that another could contradict", stated(a.Quantity))
}

func undated(a, b *told) string {
	if a.dated {
		a = b
	}
	return a.counts() + " of " + a.says()
}
