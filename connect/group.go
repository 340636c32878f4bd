package connect

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"hearsay/corpus"
)

// grouped is the figures of one series, in order.
type grouped struct {
	side, event string // as the texts write them
	figures     []*told
	beside      []*told // of other series, see group
	in          map[*told]bool
}

func newGrouped(figures []*told) *grouped {
	g := &grouped{side: figures[0].sideName, event: firstOf(figures, (*told).where), figures: figures, in: map[*told]bool{}}
	for _, t := range figures {
		g.in[t] = true
	}
	return g
}

// putBeside puts a figure of another series beside g, once.
func (g *grouped) putBeside(t *told) {
	if !g.in[t] {
		g.in[t] = true
		g.beside = append(g.beside, t)
	}
}

// group parts figures, which are in order, into series. A figure belongs to the place that it
// names, or to its event. One that names neither, or no side, belongs where its speaker tells
// the same number, or its sentence another of the same class.
//
// Beside a series stand figures of others that are held against some of it: classes that its
// people include, what the words call a part of its figures, and who says that there are none.
func (c *comparer) group(all []*told) []*grouped {
	var out []*grouped
	for _, key := range bySide(all, families(c.measures)) {
		for _, placed := range byPlace(key) {
			out = append(out, byClass(placed)...)
		}
	}
	partsBeside(out)
	c.denyBeside(out)
	return out
}

// partsBeside puts beside its whole what the words of a document call a part of it.
func partsBeside(groups []*grouped) {
	in := map[string]*grouped{}
	for _, g := range groups {
		for _, t := range g.figures {
			in[t.partKey(t.ID)] = g
		}
	}
	for _, g := range groups {
		for _, t := range g.figures {
			if whole := in[t.partKey(t.PartOf)]; t.PartOf != "" && whole != nil {
				whole.putBeside(t)
			}
		}
	}
}

// partKey names the figure with an ID in the document of t.
func (t *told) partKey(id string) string { return t.Document + "\x00" + id }

// collect groups figures by a key, groups in order of their first figure.
func collect(figures []*told, key func(*told) string) [][]*told {
	at := map[string]int{}
	var out [][]*told
	for _, t := range figures {
		k := key(t)
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], t)
	}
	return out
}

// bySide groups by family of measures, side, unit and whether figures are of a day alone.
func bySide(all []*told, family map[string]string) [][]*told {
	borrow(all, func(t *told) string { return t.side }, func(t *told, side string) { t.side = side })
	sides := sideNames(all)
	for _, t := range all {
		t.sideName = sides[t.side]
	}
	return collect(all, func(t *told) string {
		m := family[t.Measure]
		if m == "" {
			m = t.Measure
		}
		alone := ""
		if t.Window == corpus.Increment {
			alone = "increment"
		}
		return strings.Join([]string{m, t.sideName, strings.ToLower(t.Unit), alone}, "\x00")
	})
}

// sideNames gives one name to all ways of writing a side, the shortest: "Hwarinese" is Hwarin.
func sideNames(all []*told) map[string]string {
	shown := map[string]string{}
	for _, t := range all {
		name := cmp.Or(t.Side, peopleOf(t.Counted))
		if old, ok := shown[t.side]; !ok || old == "" || name != "" && name < old {
			shown[t.side] = name
		}
	}
	names := slices.SortedFunc(maps.Keys(shown), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	out := map[string]string{}
	chosen := map[string][]string{} // by what names that may be the same share
	for _, n := range names {
		key := beginsOf(words(n))
		i := slices.IndexFunc(chosen[key], func(s string) bool { return sameWords(words(s), words(n)) })
		if i < 0 {
			chosen[key] = append(chosen[key], n)
			i = len(chosen[key]) - 1
		}
		out[n] = shown[chosen[key][i]]
	}
	return out
}

// byPlace groups by place or event.
func byPlace(figures []*told) [][]*told {
	setPlaces(figures)
	return collect(figures, func(t *told) string { return t.at })
}

// setPlaces finds out where each figure belongs.
func setPlaces(figures []*told) {
	ofEvent := only{}
	for _, t := range figures {
		if t.place != "" && t.event != "" {
			ofEvent.add(t.event, t.place)
		}
	}
	for _, t := range figures {
		t.at = cmp.Or(t.place, ofEvent[t.event], t.event)
	}
	borrow(figures, func(t *told) string { return t.at }, func(t *told, place string) { t.at = place })
}

// borrow gives a figure that does not tell something what the same number of the same speaker
// tells of it, and then what another figure of the same class in its sentence does.
func borrow(figures []*told, get func(*told) string, set func(*told, string)) {
	for _, key := range []func(*told) string{(*told).retold, (*told).sentence} {
		of := only{}
		for _, t := range figures {
			if v := get(t); v != "" {
				of.add(key(t), v)
			}
		}
		for _, t := range figures {
			if get(t) == "" {
				set(t, of[key(t)])
			}
		}
	}
}

// only holds the one value of a key; a key with two values has none.
type only map[string]string

func (o only) add(key, value string) {
	if key == "" {
		return
	}
	if v, ok := o[key]; ok && v != value {
		value = ""
	}
	o[key] = value
}

// retold is the same for the same number of one named speaker and measure.
func (t *told) retold() string {
	if !t.speaker.named || t.own {
		return ""
	}
	return "number\x00" + t.speaker.key + "\x00" + t.Measure + "\x00" + t.digits
}

// sentence is the same for figures of one speaker and class in one sentence.
func (t *told) sentence() string {
	if t.passage == "" {
		return ""
	}
	return "sentence\x00" + t.Document + "\x00" + t.passage + "\x00" + t.speaker.key + "\x00" + t.class.String()
}

// reach is how many figures to either side are looked at where all would cost too much.
// Origin: judgement; an event rarely has more accounts between two of one origin.
const reach = 16

// byClass groups by counted class. Classes that one figure names together are one; people
// whose class is open join where there is one class only.
func byClass(figures []*told) []*grouped {
	joined := newUnion(0)
	for _, t := range figures {
		for _, n := range t.class.names {
			joined.join(joined.node(n), joined.node(t.class.names[0]))
		}
	}
	found := map[int]bool{}
	for _, t := range figures {
		if t.class.kind == persons {
			found[joined.find(joined.node(t.class.names[0]))] = true
		}
	}
	var out []*grouped
	for _, g := range collect(figures, func(t *told) string { return classKey(t.class, joined, len(found) == 1) }) {
		out = append(out, newGrouped(g))
	}
	addBeside(out)
	return out
}

func classKey(c class, joined *union, one bool) string {
	switch {
	case c.kind == unknown:
		return ""
	case c.kind == things:
		return "thing\x00" + c.String()
	case one, c.kind == people:
		return "people"
	default:
		return "class\x00" + joined.names[joined.find(joined.node(c.names[0]))]
	}
}

// firstOf returns the first that is told, as the texts write it.
func firstOf(figures []*told, of func(*told) string) string {
	for _, t := range figures {
		if s := of(t); s != "" {
			return s
		}
	}
	return ""
}

// addBeside hands the figures of classes of their own to the group of people, and those of a
// class within another to the group of that, which include them.
func addBeside(groups []*grouped) {
	of := map[string]*grouped{} // by class
	for _, g := range groups {
		for _, t := range g.figures {
			for _, n := range t.class.names {
				of[n] = g
			}
		}
	}
	for _, g := range groups {
		for _, t := range g.figures {
			for _, wider := range t.class.wider() {
				if of[wider] != nil {
					of[wider].putBeside(t)
				}
			}
		}
	}
}
