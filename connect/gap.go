package connect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hearsay/corpus"
)

// differ lists in words why two figures count different things, or are not known to count
// the same. Nothing that is listed here can be mended by who says it.
func (c *comparer) differ(a, b *told) []string {
	out := present(c.otherMeasure(a, b), otherClass(a, b), otherStatus(a, b), onlyMentioned(a, b))
	out = append(out, elsewhere(a, b)...)
	if a.Low == nil && a.High == nil || b.Low == nil && b.High == nil {
		out = append(out, "no number is told")
	}
	return out
}

// elsewhere lists in words where both figures tell a side, subgroup, place or event, and not
// the same.
func elsewhere(a, b *told) []string {
	var out []string
	if a.side != "" && b.side != "" && !sameSide(a, b) {
		out = append(out, fmt.Sprintf("one is of %s, the other of %s", a.ofSide(), b.ofSide()))
	}
	if a.group != "" && b.group != "" && a.group != b.group {
		out = append(out, fmt.Sprintf("one is of those %s, the other of those %s", a.Subgroup, b.Subgroup))
	}
	if a.place != "" && b.place != "" && a.place != b.place {
		out = append(out, fmt.Sprintf("one is of %s, the other of %s", a.Place, b.Place))
	}
	if a.event != "" && b.event != "" && !sameEvent(a, b) {
		out = append(out, fmt.Sprintf("one is of %s, the other of %s", a.Event, b.Event))
	}
	return out
}

// present keeps the reasons that there are.
func present(reasons ...string) []string {
	return slices.DeleteFunc(reasons, func(s string) bool { return s == "" })
}

func (c *comparer) otherMeasure(a, b *told) string {
	switch {
	case isPart(a, b) || isPart(b, a):
		return ""
	case a.Measure == "" || b.Measure == "":
		return "what happened to what is counted is not told"
	case a.Measure == "count" && b.Measure != "count":
		return fmt.Sprintf("one only counts, the other tells of %s", b.Measure)
	case b.Measure == "count" && a.Measure != "count":
		return fmt.Sprintf("one only counts, the other tells of %s", a.Measure)
	case a.Measure != b.Measure && !c.parted(a.Measure, b.Measure):
		return fmt.Sprintf("one tells of %s, the other of %s", a.Measure, b.Measure)
	default:
		return ""
	}
}

// otherClass says that two figures count different things. What the text counts as a part of
// the other may be of any class.
func otherClass(a, b *told) string {
	switch {
	case a.class.kind == unknown || b.class.kind == unknown:
		return "what is counted is not told"
	case a.class.unit == b.class.unit && (isPart(a, b) || isPart(b, a)), a.class.to(b.class) != disjoint:
		return ""
	case (a.class.kind == things) != (b.class.kind == things) && a.class.unit == b.class.unit:
		return fmt.Sprintf("one counts %s, the other %s: only a person may link them", a.class, b.class)
	default:
		return fmt.Sprintf("one counts %s, the other %s", a.class, b.class)
	}
}

// onlyMentioned says of those of whom nothing but their number is told, and not whose they are
// or where, that they may be any: "two diplomats" here and "two men" there. What one document
// names by one noun is taken to be the same.
func onlyMentioned(a, b *told) string {
	mere := func(t *told) bool { return t.Measure == "present" || t.Measure == "count" }
	switch {
	case !mere(a) || !mere(b), a.side != "" && b.side != "", shareWhere(a, b), isPart(a, b), isPart(b, a):
		return ""
	case a.Document == b.Document && fold(a.Head) == fold(b.Head), !a.own && !b.own && fold(a.Head) == fold(b.Head):
		return ""
	}
	return fmt.Sprintf("whether %s and %s are the same is not told", a.counting, b.counting)
}

// otherStatus says that the status of two figures differs. A denied figure is held against
// one that tells a fact.
func otherStatus(a, b *told) string {
	x, y := statusOf(a), statusOf(b)
	if held(a) == held(b) {
		return ""
	}
	return fmt.Sprintf("one is %s, the other %s", x, y)
}

// statusOf returns the status of a figure; where none was set, it tells a fact. That not one
// was lost is a fact too, however it is put: that any was is denied.
func statusOf(t *told) corpus.Status {
	if t.Status == "" || t.Status == corpus.Denied && isNone(t.Quantity) {
		return corpus.Actual
	}
	return t.Status
}

// held is the status for which a figure is held against others: what is denied, against facts.
func held(t *told) corpus.Status {
	if isDenied(t) {
		return corpus.Actual
	}
	return statusOf(t)
}

// isDenied reports whether t says of a number only that it is not that number.
func isDenied(t *told) bool { return statusOf(t) == corpus.Denied }

// sameSide reports whether both are of one side.
func sameSide(a, b *told) bool {
	return a.side == b.side || sameWords(words(a.side), words(b.side))
}

// sameEvent reports whether the words for one event stand among those for the other: "the
// shelling" and "the March shelling".
func sameEvent(a, b *told) bool {
	x, y := words(a.event), words(b.event)
	return among(x, y) || among(y, x)
}

// unsure lists in words what is missing before figures of different speakers may be held
// against each other. What one document tells without a date it tells as of its own.
func (c *comparer) unsure(a, b *told) []string {
	return append(unlike(a, b), present(c.unsureWhen(a, b))...)
}

// unsureWhen says that two figures are not known to be of one period.
func (c *comparer) unsureWhen(a, b *told) string {
	switch {
	case a.Document == b.Document && a.Document != "" && (!a.dated || !b.dated):
		if x, y := a.told(), b.told(); x != y && !x.near(y, c.period) {
			return "not of one time"
		}
	case !a.dated || !b.dated:
		return "no date is told for " + undated(a, b)
	case !a.asOf.near(b.asOf, c.period):
		return fmt.Sprintf("as of %s and %s: not within one period of %d days", a.day, b.day, c.period)
	}
	return ""
}

// unlike lists in words what only one of two figures tells of what it counts, which must be
// known of both where their numbers differ.
func unlike(a, b *told) []string {
	return present(unsureSide(a, b), unsureWhere(a, b), otherGroup(a, b), otherWindow(a, b))
}

// unsureSide says that whose they are is missing. Where neither figure names a side, one
// speaker, place or event shows that both mean the same people.
func unsureSide(a, b *told) string {
	switch {
	case (a.side == "") != (b.side == ""):
		return "only one says whose they are: " + cmp.Or(a.ofSide(), b.ofSide())
	case a.side == "" && a.Document != b.Document && !a.speaker.same(b.speaker, false) && !shareWhere(a, b):
		return "neither says whose they are, nor of which place or event"
	default:
		return ""
	}
}

// ofSide is the side as the texts write it.
func (t *told) ofSide() string { return cmp.Or(t.Side, peopleOf(t.Counted), t.sideName) }

// unsureWhere says that figures name no place or event that they share. That there are none at
// all holds of every place.
func unsureWhere(a, b *told) string {
	x, y := a.where(), b.where()
	switch {
	case x == "" && y == "", shareWhere(a, b), x == "" && isNone(a.Quantity), y == "" && isNone(b.Quantity):
		return ""
	case x == "" || y == "":
		return "only one is of " + x + y
	default:
		return fmt.Sprintf("one is of %s, the other of %s: whether that is one is not told", x, y)
	}
}

// shareWhere reports whether both figures name a place, or both an event; that it is the same
// is asked before, see elsewhere.
func shareWhere(a, b *told) bool {
	return a.place != "" && b.place != "" || a.event != "" && b.event != ""
}

// otherGroup says that one figure alone is of a subgroup.
func otherGroup(a, b *told) string {
	if a.group == b.group {
		return ""
	}
	return fmt.Sprintf("only one is of those %s", cmp.Or(a.Subgroup, b.Subgroup))
}

// where is the place of a figure, or its event where it names none.
func (t *told) where() string { return cmp.Or(t.Place, t.Event) }

// otherWindow says that two figures sum up different stretches of time: one of a day or week
// alone, or both and different ones; the total of an event and a running total that is not of
// that event. A figure that does not show its window sums up to its as-of date.
func otherWindow(a, b *told) string {
	x, y := a.Window == corpus.Increment, b.Window == corpus.Increment
	switch {
	case x != y:
		return "one sums up, the other is of its day alone"
	case x && a.day != b.day:
		return fmt.Sprintf("each is of its day alone: %s and %s", cmp.Or(a.day, "one that is not told"), cmp.Or(b.day, "one that is not told"))
	case totals(a.Window, b.Window) && (a.event == "" || b.event == ""):
		return "one is the total of an event, the other a running total"
	default:
		return ""
	}
}

func totals(v, w corpus.Window) bool {
	return v == corpus.Total && w == corpus.Running || v == corpus.Running && w == corpus.Total
}

func words(s string) []string { return strings.Fields(s) }
