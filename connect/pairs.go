package connect

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// pairing collects the pairs of one series.
type pairing struct {
	*comparer
	figures  []*told
	own      int             // how many of figures are of the series; the others stand beside it
	place    map[*told]int   // in figures
	compared map[[2]int]Pair // by place, as compare has it
	drifts   [][2]int        // those of them that drifted, by place
	drifted  map[*told]Pair  // figures that tell the number of another as another measure

	// What one round over the figures finds, see rounds.
	given  map[[3]int]bool // by index
	asked  map[string]bool // numbers of two speakers that were held against each other
	joined *union
	retold *union // tellings of one origin
	out    []Pair
}

// pairs labels the pairs of a series that say something, and joins figures of one origin. Which
// pairs are looked at grows with the number of figures, not with its square:
//
//   - neighbours in time of one measure, headlines aside, whatever comes of it;
//   - figures of one document, and each part with the whole that the words name;
//   - the successive numbers of one speaker, and each part with the speaker's last whole;
//   - the tellings of one number, each with the first and the one before, and so those that
//     share a station between speaker and reader, and those from closed hearings;
//   - each new number with the last number of the speakers before it;
//   - the sums of the parts that one document tells, with the wholes nearest in time.
//
// Of all but the first, pairs that cannot be compared are left out.
func (c *comparer) pairs(g *grouped) *pairing {
	p := &pairing{comparer: c, figures: slices.Concat(g.figures, g.beside), own: len(g.figures)}
	p.place, p.compared = map[*told]int{}, map[[2]int]Pair{}
	for i, t := range p.figures {
		p.place[t] = i
	}
	p.rounds(g.figures)
	p.dropRetold()
	p.sort()
	return p
}

// rounds goes over the figures until no pair drifts that was not known to: what drifted is held
// against nothing else, so that all drifts must be known before the first label is given.
func (p *pairing) rounds(figures []*told) {
	for known := -1; known < len(p.drifts); {
		known = len(p.drifts)
		p.begin()
		p.numbers(figures) // first, as outlets that repeat one origin are one voice in what follows
		p.neighbours(inText(figures))
		p.documents()
		p.parts()
		p.speakers(p.steady(inText(figures)))
		p.others(figures)
		p.sums(p.steady(figures))
	}
}

// begin forgets what a round found, but for what was compared and what of it drifted. A figure
// drifts from one before it that did not drift itself.
func (p *pairing) begin() {
	p.given, p.asked, p.drifted, p.out = map[[3]int]bool{}, map[string]bool{}, map[*told]Pair{}, nil
	p.joined, p.retold = newUnion(len(p.figures)), newUnion(len(p.figures))
	slices.SortFunc(p.drifts, func(x, y [2]int) int { return cmp.Or(cmp.Compare(x[1], y[1]), cmp.Compare(x[0], y[0])) })
	for _, d := range p.drifts {
		a, b := p.figures[d[0]], p.figures[d[1]]
		_, known := p.drifted[a]
		if _, twice := p.drifted[b]; !known && !twice {
			p.drifted[b] = p.compared[d]
		}
	}
}

// steady leaves out what drifted.
func (p *pairing) steady(figures []*told) []*told {
	return slices.DeleteFunc(slices.Clone(figures), func(t *told) bool { _, ok := p.drifted[t]; return ok })
}

// look compares two figures and keeps the pair if keep says so.
func (p *pairing) look(a, b *told, keep func(Label) bool) Label {
	i, j := p.place[a], p.place[b]
	if i == j || min(i, j) >= p.own {
		return NotEnough
	}
	if i > j {
		a, b, i, j = b, a, j, i
	}
	pair := p.settle(p.pair(a, b), a, b)
	p.join(pair.Label, i, j)
	if keep(pair.Label) {
		p.give(pair)
	}
	return pair.Label
}

// give adds a pair that was not given yet.
func (p *pairing) give(pair Pair) {
	if key := [3]int{pair.A, pair.Plus, pair.B}; !p.given[key] {
		p.given[key] = true
		p.out = append(p.out, pair)
	}
}

// pair compares two figures, the one before first, once.
func (p *pairing) pair(a, b *told) Pair {
	key := [2]int{p.place[a], p.place[b]}
	if pair, ok := p.compared[key]; ok {
		return pair
	}
	pair := Pair{A: a.index, Plus: -1, B: b.index}
	pair.Label, pair.Why = p.compare(a, b)
	switch pair.Label {
	case Drift:
		p.drifts = append(p.drifts, key)
	case PartWhole:
		if _, whole, _ := p.partOf(a, b); whole == a {
			pair.A, pair.B = pair.B, pair.A
		}
	}
	p.compared[key] = pair
	return pair
}

// settle takes the label from a pair of which one figure has drifted from another.
func (p *pairing) settle(pair Pair, a, b *told) Pair {
	if pair.Label == Drift || pair.Label == SameOrigin || pair.Label == NotEnough {
		return pair
	}
	for _, t := range []*told{a, b} {
		if d, ok := p.drifted[t]; ok {
			pair.Label, pair.Why = NotEnough, fmt.Sprintf("%s of %s drifted: %s", t.counts(), t.Outlet, d.Why)
		}
	}
	return pair
}

// join joins figures of one origin, and the tellings of one number.
func (p *pairing) join(label Label, i, j int) {
	switch label {
	case SameOrigin:
		p.retold.join(i, j)
		p.joined.join(i, j)
	case Drift, Update, Lowered, Corrected:
		p.joined.join(i, j)
	}
}

func anything(Label) bool     { return true }
func comparable(l Label) bool { return l != NotEnough }
func tellsSame(l Label) bool  { return l == SameOrigin || l == Drift }
func twoOrigins(l Label) bool { return l == Agree || l == Disagree || l == OtherMethod }

// neighbours looks at figures next to each other in time, of one measure and of what happened
// or of what is planned.
func (p *pairing) neighbours(figures []*told) {
	for _, g := range collect(figures, func(t *told) string { return t.Measure + "\x00" + string(held(t)) }) {
		for i := 1; i < len(g); i++ {
			if twoOrigins(p.look(g[i-1], g[i], anything)) {
				p.asked[p.numbersOf(g[i-1], g[i])] = true
			}
		}
	}
}

// documents looks at the figures of each document, those of classes beside included.
func (p *pairing) documents() {
	for _, g := range collect(p.figures, func(t *told) string { return t.Document }) {
		for i, a := range g {
			for _, b := range g[i+1 : min(len(g), i+1+reach)] {
				p.look(a, b, comparable)
				if a.speaker.same(b.speaker, true) {
					p.joined.join(p.place[a], p.place[b])
				}
			}
		}
	}
}

// parts looks at each figure that the words call a part, with its whole.
func (p *pairing) parts() {
	by := map[string]*told{}
	for _, t := range p.figures {
		by[t.partKey(t.ID)] = t
	}
	for _, t := range p.figures {
		if whole := by[t.partKey(t.PartOf)]; t.PartOf != "" && whole != nil {
			p.look(t, whole, comparable)
		}
	}
}

// speakers looks at the successive numbers of each speaker, each by its first telling, and
// joins them. Headlines are not among figures: none counts for the speaker that it names.
func (p *pairing) speakers(figures []*told) {
	for _, g := range collect(figures, voiceOf) {
		last := map[string]*told{}
		for i, t := range g {
			if i > 0 && g[i-1].speaker.same(t.speaker, onePiece(g[i-1], t)) {
				p.joined.join(p.place[g[i-1]], p.place[t])
			}
			for _, key := range slices.Sorted(maps.Keys(last)) {
				p.onceOfOne(last[key], t)
			}
			key := t.Measure + string(held(t))
			if before := last[key]; before == nil || !sameNumber(before.Quantity, t.Quantity) || before.asOf.width() > t.asOf.width() && t.dated {
				last[key] = t
			}
		}
	}
}

// onceOfOne looks at two figures of one speaker; a part and its whole in two documents once
// for each two numbers.
func (p *pairing) onceOfOne(a, b *told) {
	if held(a) != held(b) || a.Measure != b.Measure && !p.parted(a.Measure, b.Measure) {
		return
	}
	if a.Measure == b.Measure {
		p.look(a, b, comparable)
		return
	}
	if !near(a, b, periodLeast) {
		return // a count of that time has a whole of that time, or none
	}
	key := strings.Join([]string{"one", a.voice, a.digits, a.Measure, b.digits, b.Measure}, "\x00")
	if !p.asked[key] && p.look(a, b, comparable) != NotEnough {
		p.asked[key] = true
	}
}

func inText(figures []*told) []*told {
	return slices.DeleteFunc(slices.Clone(figures), func(t *told) bool { return t.Headline })
}

// numbers looks at the tellings of each number, and of each number that came through one
// station or from closed hearings.
func (p *pairing) numbers(figures []*told) {
	p.tellings(collect(figures, numberOf))
	byStation := map[string][]*told{}
	for _, t := range figures {
		for _, s := range append(t.stations(), t.outlet) {
			if s.named {
				key := t.digits + "\x00" + s.key
				byStation[key] = append(byStation[key], t)
			}
		}
		if t.hearing != "" { // whoever was there
			byStation[t.digits] = append(byStation[t.digits], t)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(byStation)) {
		p.tellings([][]*told{byStation[key]})
	}
}

// tellings looks at each figure of a group with the one before, and with the first of each of
// a few speakers.
func (p *pairing) tellings(groups [][]*told) {
	for _, g := range groups {
		var first []*told
		for i, t := range g {
			if i > 0 {
				p.look(g[i-1], t, tellsSame)
			}
			heard := false
			for _, f := range first {
				p.look(f, t, tellsSame)
				heard = heard || f.voice == t.voice && f.Measure == t.Measure
			}
			if !heard && len(first) < voices && !t.Headline {
				first = append(first, t)
			}
		}
	}
}

// voices is how many other speakers a number is held against.
// Origin: judgement; a contested number has two sides, an observer and an agency.
const voices = 4

// others holds each number against the last one of the speakers before it, once for each two
// numbers of two speakers, and the denials beside against those near in time.
func (p *pairing) others(figures []*told) {
	var recent []*told // the first telling of the last number of each speaker and measure, newest last
	for _, t := range p.steady(inText(figures)) {
		for _, r := range recent {
			p.once(r, t)
		}
		recent = p.remember(recent, t)
	}
	for _, d := range p.figures[p.own:] {
		if !isNone(d.Quantity) {
			continue
		}
		at, _ := slices.BinarySearchFunc(figures, d, order)
		for _, t := range inText(figures[max(0, at-reach):min(len(figures), at+reach)]) {
			p.once(t, d)
		}
	}
}

// once looks at two numbers of two speakers unless two that say the same were given.
func (p *pairing) once(a, b *told) {
	key := p.numbersOf(a, b)
	if p.voice(a) != p.voice(b) && !p.asked[key] && twoOrigins(p.look(a, b, twoOrigins)) {
		p.asked[key] = true
	}
}

// numbersOf is a key for the numbers of two voices.
func (p *pairing) numbersOf(a, b *told) string {
	return strings.Join([]string{p.voice(a), a.digits, a.Measure, p.voice(b), b.digits, b.Measure}, "\x00")
}

// voice is that of the first telling of what t tells: outlets that repeat one origin speak with
// one voice.
func (p *pairing) voice(t *told) string { return p.figures[p.retold.find(p.place[t])].voice }

// dropRetold takes out pairs in which an outlet's own words, such as its headline, seem to be a
// second origin: what stands between shows that they repeat the other's.
func (p *pairing) dropRetold() {
	at := map[int]int{}
	for t, i := range p.place {
		at[t.index] = i
	}
	p.out = slices.DeleteFunc(p.out, func(x Pair) bool {
		a, b := at[x.A], at[x.B]
		return x.Plus < 0 && twoOrigins(x.Label) && (p.figures[a].own || p.figures[b].own) && p.retold.find(a) == p.retold.find(b)
	})
}

// remember puts a new number at the end of recent, for the old one of its speaker.
func (p *pairing) remember(recent []*told, t *told) []*told {
	i := slices.IndexFunc(recent, func(r *told) bool {
		return p.voice(r) == p.voice(t) && r.Measure == t.Measure && held(r) == held(t)
	})
	switch {
	case i >= 0 && recent[i].digits == t.digits:
		return recent
	case i >= 0:
		recent = slices.Delete(recent, i, i+1)
	case len(recent) >= 2*voices:
		recent = slices.Delete(recent, 0, 1)
	}
	return append(recent, t)
}

// sort orders pairs by the place of their figures in the series.
func (p *pairing) sort() {
	at := map[int]int{-1: -1}
	for t, i := range p.place {
		at[t.index] = i
	}
	slices.SortFunc(p.out, func(x, y Pair) int {
		return cmp.Or(cmp.Compare(at[x.A], at[y.A]), cmp.Compare(at[x.B], at[y.B]), cmp.Compare(at[x.Plus], at[y.Plus]))
	})
}
