package coverage

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Cover says of each outlet whether it covered the event and its aspects. hits are those of
// the event's fingerprint in the documents of all outlets, near misses and like subjects
// included; see [Fingerprint.Match]. The order of outlets and hits does not matter. The error
// names an outlet whose days cannot be read, or what is wrong with the event.
func Cover(e Event, outlets []Collection, hits []Hit) (Table, error) {
	if err := e.Check(); err != nil {
		return Table{}, fmt.Errorf("event %q: %w", e.Name, err)
	}
	c := newCover(e)
	if err := c.hold(outlets); err != nil {
		return Table{}, fmt.Errorf("event %q: %w", e.Name, err)
	}
	c.sort(hits)
	c.timely()
	return c.table(), nil
}

// cover is the making of a table.
type cover struct {
	event    Event
	days     stretch // of the event
	deadline day     // the last day of coverage that is not late
	proof    stretch // the days in which an outlet would have covered it
	window   stretch // in which passages count
	last     day     // of which anything is known
	outlets  []held  // by name
	hits     map[string][]Hit
	columns  []string
	covered  []map[string]bool // for each column the outlets that have it in time
}

func newCover(e Event) *cover {
	days, _ := e.days()
	c := &cover{event: e, days: days, deadline: days.from + day(e.Late), hits: map[string][]Hit{}, columns: []string{Whole}}
	c.proof = stretch{days.from, max(days.to, c.deadline)}
	c.window = stretch{days.from, days.to + day(e.Within)}
	for _, a := range e.Aspects {
		c.columns = append(c.columns, a.Name)
	}
	return c
}

// hold counts the days of the outlets. Collecting that goes on is known up to the last
// document of any outlet.
func (c *cover) hold(outlets []Collection) (err error) {
	if c.last, err = lastDay(outlets); err != nil {
		return err
	}
	for _, o := range outlets {
		h, err := hold(o, c.last)
		if err != nil {
			return err
		}
		c.outlets = append(c.outlets, h)
	}
	slices.SortFunc(c.outlets, func(a, b held) int { return cmp.Compare(a.Outlet, b.Outlet) })
	for i, o := range c.outlets[min(1, len(c.outlets)):] {
		if o.Outlet == c.outlets[i].Outlet {
			return fmt.Errorf("outlet %q stands there twice", o.Outlet)
		}
	}
	return nil
}

// lastDay is that of the last document of any outlet.
func lastDay(outlets []Collection) (day, error) {
	last := day(math.MinInt32)
	for _, o := range outlets {
		for text := range o.Published {
			d, err := parseDay(text)
			if err != nil {
				return 0, fmt.Errorf("outlet %q: published: %w", o.Outlet, err)
			}
			last = max(last, d)
		}
	}
	return last, nil
}

// sort groups the hits by outlet, each in order of publication.
func (c *cover) sort(hits []Hit) {
	for _, h := range hits {
		c.hits[h.Outlet] = append(c.hits[h.Outlet], h)
	}
	for _, list := range c.hits {
		slices.SortFunc(list, func(a, b Hit) int {
			return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Document, b.Document))
		})
	}
}

// timely notes which outlets covered which column in time: where others did, it was mentionable.
func (c *cover) timely() {
	for k := range c.columns {
		in := map[string]bool{}
		for _, o := range c.outlets {
			if first := c.first(o.Outlet, k); first != nil && c.delay(*first).to <= c.deadline {
				in[o.Outlet] = true
			}
		}
		c.covered = append(c.covered, in)
	}
}

// first returns the first hit of an outlet that has the k-th column. Of several of one day
// that with the best passage is first.
func (c *cover) first(outlet string, k int) *Hit {
	var best *Hit
	for i, h := range c.hits[outlet] {
		if !c.has(h, k) {
			continue
		}
		if best == nil || c.earlier(h, *best) {
			best = &c.hits[outlet][i]
		}
	}
	return best
}

func (c *cover) earlier(a, b Hit) bool {
	at, bt := c.delay(a), c.delay(b)
	return cmp.Or(cmp.Compare(at.to, bt.to), cmp.Compare(at.from, bt.from), cmp.Compare(b.Score, a.Score), cmp.Compare(a.Document, b.Document)) < 0
}

// has reports whether a hit matches the event and tells the aspect of the k-th column.
func (c *cover) has(h Hit, k int) bool {
	when, ok := published(h.Published)
	if len(h.Passages) == 0 || !ok || !when.meets(c.window) {
		return false
	}
	return k == 0 || slices.ContainsFunc(h.Aspects, func(a Told) bool { return a.Aspect == c.columns[k] })
}

// delay returns between which days a hit was published, of those in which it counts.
func (c *cover) delay(h Hit) stretch {
	when, _ := published(h.Published)
	return when.clip(c.window)
}

func (c *cover) table() Table {
	t := Table{Event: c.event, Columns: c.columns, Days: Days{c.proof.from.String(), c.proof.to.String()}, Rows: []Row{}}
	for _, o := range c.outlets {
		t.Rows = append(t.Rows, c.row(o))
	}
	slices.SortStableFunc(t.Rows, byFirst)
	t.Partial = partial(t)
	return t
}

// byFirst puts those first that covered the event first.
func byFirst(a, b Row) int {
	at, bt := math.MaxInt, math.MaxInt
	if a.Cells[0].First != nil {
		at = a.Cells[0].Most
	}
	if b.Cells[0].First != nil {
		bt = b.Cells[0].Most
	}
	return cmp.Or(cmp.Compare(at, bt), cmp.Compare(a.Outlet, b.Outlet))
}

func (c *cover) row(o held) Row {
	r := Row{Outlet: o.Outlet, EditionOf: o.EditionOf, Audience: o.Audience, Proof: c.prove(o), Near: c.near(o.Outlet)}
	for k := range c.columns {
		r.Cells = append(r.Cells, c.cell(o, k, r.Proof))
	}
	return r
}

// cell decides the state of an outlet for the k-th column.
func (c *cover) cell(o held, k int, p Proof) Cell {
	whole := c.first(o.Outlet, 0)
	lacks := p.lacks(k > 0 && whole != nil)
	if first := c.first(o.Outlet, k); first != nil {
		return c.shown(*first, lacks)
	}
	others := c.others(o.Outlet, k)
	switch {
	case lacks != "":
		return c.unknown(whole, lacks)
	case len(others) == 0 && k == 0:
		return c.unknown(whole, "no other outlet covered it in time, so nothing shows that it could have been told")
	case len(others) == 0:
		return c.unknown(whole, "no other outlet has this aspect in time, so nothing shows that it could have been told")
	case whole != nil:
		cell := c.at(WithoutAspect, *whole)
		cell.Why = fmt.Sprintf("it covered the event, and no passage has the aspect, which %s", have(others))
		return cell
	}
	return Cell{State: NoneFound, Why: fmt.Sprintf("%s; %s it in time", p.Why, covered(others)), Doubt: c.doubts(o, p)}
}

// unknown is the cell of what cannot be told. What an outlet has of the event is shown all the
// same.
func (c *cover) unknown(whole *Hit, why string) Cell {
	if whole == nil {
		return Cell{State: Unknown, Why: why}
	}
	cell := c.at(Unknown, *whole)
	cell.Why = "it covered the event; whether with this aspect is not known: " + why
	return cell
}

// shown is the cell of a column that an outlet has: covered, or late where the proof lacks
// nothing to show that it was not covered before.
func (c *cover) shown(first Hit, lacks string) Cell {
	cell := c.at(Covered, first)
	cell.Why = "first found " + after(cell.Least, cell.Most)
	when := c.delay(first)
	switch {
	case when.to <= c.deadline:
		cell.Doubt = c.undated(first, "before the event")
	case when.from <= c.deadline:
		cell.Doubt = c.undated(first, "late")
	case lacks != "":
		cell.Doubt = "whether it was covered before is not known: " + lacks
	default:
		cell.State = Late
		cell.Why += fmt.Sprintf(", more than %s", number(c.event.Late, "day"))
	}
	return cell
}

// undated says of a hit of no certain day what it may be, "" where its day is known.
func (c *cover) undated(h Hit, what string) string {
	if when, _ := published(h.Published); when.from >= c.days.from && when.to <= c.deadline || when.days() == 1 {
		return ""
	}
	return fmt.Sprintf("published in %s, which may be %s", h.Published, what)
}

// at is a cell that rests on a hit.
func (c *cover) at(s State, h Hit) Cell {
	when := c.delay(h)
	return Cell{State: s, First: &h, Least: int(when.from - c.days.from), Most: int(when.to - c.days.from)}
}

// after says in words how long after an event's first day something was published.
func after(least, most int) string {
	switch {
	case least != most:
		return fmt.Sprintf("%d to %d days after its first day", least, most)
	case least == 0:
		return "on its first day"
	}
	return number(least, "day") + " after its first day"
}

// others lists the outlets besides one that have the k-th column in time.
func (c *cover) others(outlet string, k int) []string {
	var list []string
	for _, o := range c.outlets {
		if o.Outlet != outlet && c.covered[k][o.Outlet] {
			list = append(list, o.Outlet)
		}
	}
	return list
}

func covered(others []string) string { return number(len(others), "other outlet") + " covered" }

func have(others []string) string {
	if len(others) == 1 {
		return "1 other outlet has"
	}
	return number(len(others), "other outlet") + " have"
}

// doubts says what speaks against taking none found for silence, "" for nothing: near misses in
// the days of the proof, which may tell of the event in other words, and its own rate.
func (c *cover) doubts(o held, p Proof) string {
	near := 0
	for _, h := range c.hits[o.Outlet] {
		if when, ok := published(h.Published); ok && h.Near != nil && when.meets(stretch{c.proof.from - dayBefore, c.proof.to}) {
			near++
		}
	}
	var list []string
	if near > 0 {
		list = append(list, "near misses: "+number(near, "document")+" of these days or the day before")
	}
	if own := p.doubt(); own != "" {
		list = append(list, own)
	}
	return strings.Join(list, "; ")
}

// dayBefore is how many days before an event near misses are still shown: where it is evening
// when the event's day has begun elsewhere, the date is that of the day before. They do not
// count as coverage, as what is planned is told of the day before too.
const dayBefore = 1

// mostNear is how many near misses are shown of an outlet.
const mostNear = 3

// near lists the nearest misses of an outlet: in the event's time, or of no known time.
func (c *cover) near(outlet string) []Hit {
	var list []Hit
	for _, h := range c.hits[outlet] {
		when, dated := published(h.Published)
		if h.Near != nil && (!dated || when.meets(stretch{c.window.from - dayBefore, c.window.to})) {
			list = append(list, h)
		}
	}
	slices.SortStableFunc(list, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return list[:min(len(list), mostNear)]
}
