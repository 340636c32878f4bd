package connect

import (
	"cmp"
	"fmt"
	"strings"

	"hearsay/corpus"
)

// differ lists in words why two figures count different things, or are not known to count
// the same. Nothing that is listed here can be mended by who says it.
func (c *comparer) differ(a, b *told) []string {
	var out []string
	if s := c.otherMeasure(a, b); s != "" {
		out = append(out, s)
	}
	if s := otherClass(a, b); s != "" {
		out = append(out, s)
	}
	if s := otherStatus(a, b); s != "" {
		out = append(out, s)
	}
	if a.side != "" && b.side != "" && !sameSide(a, b) {
		out = append(out, fmt.Sprintf("one is of %s, the other of %s", cmp.Or(a.Side, a.side), cmp.Or(b.Side, b.side)))
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
	if a.Low == nil && a.High == nil || b.Low == nil && b.High == nil {
		out = append(out, "no number is told")
	}
	return out
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

func otherClass(a, b *told) string {
	switch {
	case a.class.kind == unknown || b.class.kind == unknown:
		return "what is counted is not told"
	case a.class.to(b.class) != disjoint:
		return ""
	case (a.class.kind == things) != (b.class.kind == things):
		return fmt.Sprintf("one counts %s, the other %s: only a person may link them", a.class, b.class)
	default:
		return fmt.Sprintf("one counts %s, the other %s", a.class, b.class)
	}
}

// otherStatus says that the status of two figures differs. A denied figure is held against
// one that tells a fact.
func otherStatus(a, b *told) string {
	x, y := statusOf(a), statusOf(b)
	if x == y || x == corpus.Denied && y == corpus.Actual || x == corpus.Actual && y == corpus.Denied {
		return ""
	}
	return fmt.Sprintf("one is %s, the other %s", x, y)
}

// statusOf returns the status of a figure; where none was set, it tells a fact.
func statusOf(t *told) corpus.Status {
	if t.Status == "" {
		return corpus.Actual
	}
	return t.Status
}

// sameSide reports whether both are of one side: "Hwarin" and "Hwarinese".
func sameSide(a, b *told) bool {
	return a.side == b.side || sameWords(words(a.side), words(b.side))
}

// sameEvent reports whether the words for one event stand among those for the other: "the
// shelling" and "the March shelling".
func sameEvent(a, b *told) bool {
	x, y := words(a.event), words(b.event)
	return subset(x, y) || subset(y, x)
}

// unsure lists in words what is missing before figures of different speakers may be held
// against each other. What one document tells without a date it tells as of its own.
func (c *comparer) unsure(a, b *told) []string {
	out := unlike(a, b)
	switch {
	case a.Document == b.Document && a.Document != "" && (!a.dated || !b.dated):
		if x, y := a.told(), b.told(); !x.near(y, c.period) {
			out = append(out, "not of one time")
		}
	case !a.dated || !b.dated:
		out = append(out, "as of when is not told of "+undated(a, b))
	case !a.asOf.near(b.asOf, c.period):
		out = append(out, fmt.Sprintf("as of %s and %s: not within one period of %d days", a.day, b.day, c.period))
	}
	return out
}

// unlike lists in words what only one of two figures tells of what it counts, which must be
// known of both where their numbers differ.
func unlike(a, b *told) []string {
	var out []string
	if s := unsureSide(a, b); s != "" {
		out = append(out, s)
	}
	if s := unsureWhere(a, b); s != "" {
		out = append(out, s)
	}
	if a.group != b.group {
		out = append(out, fmt.Sprintf("only one is of those %s", a.Subgroup+b.Subgroup))
	}
	if s := otherWindow(a, b); s != "" {
		out = append(out, s)
	}
	return out
}

// unsureSide says that whose they are is missing. Where neither figure names a side, one
// speaker, place or event shows that both mean the same people.
func unsureSide(a, b *told) string {
	switch {
	case (a.side == "") != (b.side == ""):
		return "only one says whose they are: " + cmp.Or(a.Side, a.side, b.Side, b.side)
	case a.side == "" && a.Document != b.Document && !a.speaker.same(b.speaker, false) && (a.place == "" || b.place == "") && (a.event == "" || b.event == ""):
		return "neither says whose they are, nor of which place or event"
	default:
		return ""
	}
}

// unsureWhere says that only one figure names a place or an event. That there are none at
// all holds of every place.
func unsureWhere(a, b *told) string {
	x, y := a.place+a.event, b.place+b.event
	if (x == "") == (y == "") || x == "" && isNone(a.Quantity) || y == "" && isNone(b.Quantity) {
		return ""
	}
	if x == "" {
		a = b
	}
	return "only one is of " + a.where()
}

// where is the place of a figure, or its event where it names none.
func (t *told) where() string {
	if t.Place != "" {
		return t.Place
	}
	return t.Event
}

// otherWindow says that one figure is of a day or week alone, or that both are and of
// different ones. A figure that does not show its window sums up to its as-of date.
func otherWindow(a, b *told) string {
	x, y := a.Window == corpus.Increment, b.Window == corpus.Increment
	switch {
	case x != y:
		return "one sums up, the other is of its day alone"
	case x && a.day != b.day:
		return fmt.Sprintf("each is of its day alone: %s and %s", a.day, b.day)
	default:
		return ""
	}
}

func words(s string) []string { return strings.Fields(s) }
