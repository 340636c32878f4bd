package connect

import (
	"cmp"
	"strings"

	"hearsay/corpus"
)

// told is a figure made ready to be compared.
type told struct {
	*Figure
	index int

	class    class
	allowed  interval
	speaker  name
	outlet   name
	path     []name // between the speaker and the outlet, nearest to the speaker first
	own      bool   // the outlet itself speaks
	digits   string // see numberKey
	voice    string // see voiceKey
	counting string // what is counted, in words
	side     string // folded, with one word for a state of the list; the next ones are folded
	place    string
	event    string
	group    string // subgroup
	passage  string
	hearing  string // the closed hearing in which it was told, see hearingIn
	sideName string // how a series names the side
	at       string // the place or event to which a series belongs, "" none

	asOf, published days
	dated, out      bool   // whether they are known
	day             string // the as-of date as it is written
}

// ready prepares a figure.
func (c *comparer) ready(f *Figure, index int) *told {
	t := &told{
		Figure: f, index: index,
		class: c.classes.classOf(f), allowed: intervalOf(f.Quantity),
		side: c.origins.sideOf(f), place: fold(f.Place), event: fold(f.Event), group: fold(f.Subgroup), passage: fold(f.Passage),
	}
	t.counting = c.classes.countingOf(f, t.class)
	t.dateOf()
	t.outlet = c.origins.nameOf(f.Outlet, corpus.Source{})
	t.outlet.named = f.Outlet != ""
	t.own = f.Speaker == "" || fold(f.Speaker) == fold(f.Outlet)
	t.speaker = t.outlet
	if !t.own {
		t.speaker = c.origins.nameOf(f.Speaker, f.Source)
	}
	t.hearing = c.origins.hearingIn(t.passage)
	t.digits = numberKey(f.Quantity)
	for _, hop := range f.Chain {
		if h := fold(hop); h != "" && h != fold(f.Outlet) && h != fold(f.Speaker) {
			t.path = append(t.path, c.origins.nameOf(hop, corpus.Source{}))
		}
	}
	return t
}

// dateOf reads the dates of a figure. What sums up an event, or goes on to be summed up, and
// tells no date, counts as of the day on which it is told; so does that there are none.
func (t *told) dateOf() {
	t.asOf, t.dated = parseDays(t.AsOf)
	t.published, t.out = parseDays(t.Published)
	t.day = t.AsOf
	sumsUp := t.Window == corpus.Running || t.Window == corpus.Total || isNone(t.Quantity)
	if t.AsOf == "" && sumsUp && statusOf(t) == corpus.Actual {
		t.asOf, t.dated, t.day = t.published, t.out, t.Published
	}
}

// stations are all from whom a reader of the outlet has the figure, but for the outlet: its
// speaker and who hands it on.
func (t *told) stations() []name {
	if t.own {
		return t.path
	}
	return append([]name{t.speaker}, t.path...)
}

// through says through whom the figure came, "" where the outlet has it from the speaker.
func (t *told) through() string {
	var names []string
	for _, s := range t.path {
		names = append(names, s.shown)
	}
	if len(names) > 0 && t.Outlet != "" {
		names = append(names, t.Outlet)
	}
	return listed(names)
}

// when is the as-of date, where unknown the day of publication.
func (t *told) when() (d days, ok bool) {
	if t.dated {
		return t.asOf, true
	}
	return t.published, t.out
}

// told is the as-of date, where unknown the day of publication, and a day of its own where
// that is unknown too.
func (t *told) told() days {
	d, _ := t.when()
	return d
}

// near reports whether two figures lie within a period, by their as-of dates or, where one
// has none, by their days of publication.
func near(a, b *told, period int) bool {
	if a.dated && b.dated {
		return a.asOf.near(b.asOf, period)
	}
	return a.out && b.out && a.published.near(b.published, period)
}

// atOnce is near for two figures of one speaker, who means one time by one date, be it a year.
func atOnce(a, b *told, period int) bool {
	return near(a, b, period) || a.dated && b.dated && a.asOf == b.asOf
}

// timed says of when a figure is, as far as it is known.
func (t *told) timed() string {
	switch {
	case t.day != "":
		return "as of " + t.day
	case t.Published != "":
		return "as published " + t.Published
	default:
		return "of no day that is told"
	}
}

// later tells which of two figures was told of a later day, or told later of the same day:
// +1 where b was, -1 where a was, 0 where neither the dates nor the texts of one piece tell.
func later(a, b *told) int {
	if revises(a, b) && (!a.dated || !b.dated || !b.asOf.before(a.asOf)) {
		return 1
	}
	if revises(b, a) && (!a.dated || !b.dated || !a.asOf.before(b.asOf)) {
		return -1
	}
	switch {
	case a.dated && b.dated && a.asOf.before(b.asOf):
		return 1
	case a.dated && b.dated && b.asOf.before(a.asOf):
		return -1
	case a.dated && b.dated && a.asOf != b.asOf, !a.out || !b.out:
		return 0
	case a.published.before(b.published):
		return 1
	case b.published.before(a.published):
		return -1
	default:
		return 0
	}
}

// piece is what the figure is told in: several texts of one piece are one telling.
func (t *told) piece() string { return cmp.Or(t.Piece, t.Document) }

// onePiece reports whether two figures stand in one piece, be it in one text of it or in two.
func onePiece(a, b *told) bool { return a.piece() == b.piece() }

// revises reports whether b stands in a later text of the piece of a.
func revises(a, b *told) bool { return onePiece(a, b) && a.Edition < b.Edition }

// counts says what a figure tells: "about 4,700 casualties", "101 portraits".
func (t *told) counts() string {
	if isNone(t.Quantity) {
		return strings.TrimSpace("no " + t.measured())
	}
	return strings.TrimSpace(stated(t.Quantity) + " " + t.measured())
}

// measured is what stands behind the number: what is counted, where the measure does not
// say it, the measure, and the status where it has not happened.
func (t *told) measured() string {
	var words []string
	if t.class.kind != people || t.Measure == "" || t.Measure == "count" {
		words = append(words, t.counting)
	}
	if t.Measure != "" && t.Measure != "count" {
		if len(words) > 0 && strings.HasSuffix(t.Measure, "s") { // a noun: "soldiers as casualties", and "soldiers killed"
			words = append(words, "as")
		}
		words = append(words, t.Measure)
	}
	if s := statusOf(t); s != corpus.Actual {
		words = append(words, "("+string(s)+")")
	}
	return strings.Join(words, " ")
}

// says says who tells a figure.
func (t *told) says() string {
	if t.speaker.shown == "" {
		return "a document without an outlet"
	}
	return t.speaker.shown
}
