package report

import (
	"fmt"
	"slices"
	"strings"

	"hearsay/connect"
	"hearsay/corpus"
	"hearsay/internal/store"
	"hearsay/measure"
)

// FigureQuery says which figures are asked for; zero fields do not narrow.
type FigureQuery struct {
	Measure  string // of the list of measures or "count", with the measures that are parts of it; case folded
	Of       string // words that occur in what its series counts, or it itself
	Side     string // words that occur in the side of its series, as any of its figures names it
	Outlet   string // equal, case folded
	From, To string // as-of date, else publication: YYYY, YYYY-MM or YYYY-MM-DD, both inclusive
}

// objects is the measure of figures that count mere objects. It stands in no
// list of measures.
const objects = "count"

// figureChoice tells which figures a query lets through.
type figureChoice struct {
	measures map[string]bool // nil: any
	of, side store.Words
	asked    string          // the side, as a person wrote it
	sides    map[string]bool // of series, those that side names
	outlet   string          // a key, "" any
	days     store.Days
}

// choice reads q. What is no measure, no word or no date is an error that wraps
// corpus.ErrInvalid.
func (q FigureQuery) choice(measures *measure.Set) (c figureChoice, err error) {
	if c.measures, err = measuresIn(q.Measure, measures); err != nil {
		return c, err
	}
	if c.of, err = store.NewWords("what is counted", q.Of); err != nil {
		return c, err
	}
	if c.side, err = store.NewWords("side", q.Side); err != nil {
		return c, err
	}
	c.asked = q.Side
	if q.Outlet != "" {
		c.outlet = store.Key(q.Outlet)
	}
	c.days, err = store.NewDays(q.From, q.To)
	return c, err
}

// measuresIn are a measure and the parts of it, nil for "".
func measuresIn(name string, measures *measure.Set) (map[string]bool, error) {
	if name == "" {
		return nil, nil
	}
	name = strings.ToLower(strings.TrimSpace(name))
	found, all := map[string]bool{name: true}, []string{}
	for _, m := range measures.All() {
		all = append(all, m.Name)
		if measures.PartOf(m.Name, name) {
			found[m.Name] = true
		}
	}
	if _, ok := measures.Get(name); !ok && name != objects {
		return nil, fmt.Errorf("measure %q: want one of %s: %w", name, strings.Join(append(all, objects), ", "), corpus.ErrInvalid)
	}
	return found, nil
}

// seeSides finds out which sides of series the query names: each is one side,
// which its figures name in several ways or not at all.
func (c *figureChoice) seeSides(series []connect.Series, lines []FigureLine) {
	c.sides = map[string]bool{}
	for _, s := range series {
		names := []string{s.Side}
		for _, i := range s.Figures {
			names = append(names, lines[i].Side)
		}
		c.sides[s.Side] = c.sides[s.Side] || slices.ContainsFunc(names, c.ofSide)
	}
}

// ofSide reports whether a side is the one that was asked for.
func (c *figureChoice) ofSide(side string) bool {
	return c.side.In(side) || connect.SameSide(side, c.asked)
}

// in returns which figures of a series the query lets through.
func (c figureChoice) in(s connect.Series) func(FigureLine) bool {
	class := c.of.In(s.Counted)
	return func(l FigureLine) bool {
		return c.sides[s.Side] && (class || c.of.In(l.Counted+" "+l.Head)) && (c.measures == nil || c.measures[l.Measure]) &&
			(c.outlet == "" || c.outlet == store.Key(l.Outlet)) && c.days.Meet(l.Date)
	}
}
