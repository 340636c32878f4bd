package connect

import (
	"slices"
	"strings"

	"hearsay/corpus"
)

// denials holds who says that there are none, by what there are none of, in order of time.
type denials map[nothing][]*told

// nothing is what there are none of. at is "" of what there is nowhere.
type nothing struct {
	side, at, measure, class string
	alone                    bool // of a day alone
}

// denyBeside puts those who say that there are none beside the counts in other series that this
// denies: at each place, where they name none, and of each part of what they deny. Each count
// has those nearest to it in time.
func (c *comparer) denyBeside(groups []*grouped) {
	none := denials{}
	for _, g := range groups {
		for _, t := range g.figures {
			if isNone(t.Quantity) && isFact(t) {
				none.add(t)
			}
		}
	}
	for _, list := range none {
		slices.SortFunc(list, order)
	}
	for _, g := range groups {
		for _, t := range g.figures {
			if held(t) == corpus.Actual && !isNone(t.Quantity) {
				none.beside(g, t, c.wholes(t.Measure))
			}
		}
	}
}

// add enters a figure; where it counts several classes, there is none of each.
func (d denials) add(t *told) {
	names := []string{t.class.key()}
	if len(t.class.names) > 1 {
		for _, n := range t.class.names {
			names = append(names, class{kind: t.class.kind, unit: t.class.unit, names: []string{n}}.key())
		}
	}
	for _, n := range names {
		k := nothingOf(t, t.at, t.Measure, n)
		d[k] = append(d[k], t)
	}
}

// beside puts beside g the denials of a figure of g. measures are its own and those that
// include it.
func (d denials) beside(g *grouped, t *told, measures []string) {
	places := slices.Compact([]string{"", t.at})
	kinds := []string{t.class.key()}
	for _, wider := range t.class.wider() {
		kinds = append(kinds, class{unit: t.class.unit, names: []string{wider}}.key())
	}
	for _, measure := range measures {
		for _, at := range places {
			for _, kind := range kinds {
				for _, none := range nearest(d[nothingOf(t, at, measure, kind)], t) {
					g.putBeside(none)
				}
			}
		}
	}
}

func nothingOf(t *told, at, measure, kind string) nothing {
	return nothing{side: t.sideName, at: at, measure: measure, class: kind, alone: t.Window == corpus.Increment}
}

// key is the same for the same class.
func (c class) key() string { return c.unit + "\x00" + strings.Join(c.names, "\x00") }

// nearest returns a few figures of list, which is in order, to either side of t in time.
func nearest(list []*told, t *told) []*told {
	at, _ := slices.BinarySearchFunc(list, t, order)
	return list[max(0, at-voices):min(len(list), at+voices)]
}

// wholes returns a measure and those that include it.
func (c *comparer) wholes(measure string) []string {
	out := []string{measure}
	for _, m := range c.measures.All() {
		if c.measures.PartOf(measure, m.Name) {
			out = append(out, m.Name)
		}
	}
	return out
}
