package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// labelSize is that of the letters of labels; labelHeight is the height of
// their box.
const labelSize, labelHeight = 12.0, 14.0

// label is the words beside a mark.
type label struct {
	text   string
	box    box
	glyph  *glyph
	leader *line // to the mark, where the words do not stand close to it
}

// caption is words that want a place: long ones, or else short ones, beside
// any of the glyphs that they are about.
type caption struct {
	texts  []string
	glyphs []*glyph
}

// captionsOf are the words of glyphs, the most important first. Marks of one
// origin that say the same share one caption, which counts them.
func captionsOf(glyphs []*glyph, longest float64) []caption {
	var all []caption
	at := map[string]int{}
	for _, g := range glyphs {
		key := fmt.Sprintf("%d|%s|%s|%t|%t", g.mark.Origin, g.mark.label(), g.mark.number(), g.mark.Planned, g.mark.Denied)
		if i, shared := at[key]; shared && g.mark.Origin > 0 {
			all[i].glyphs = append(all[i].glyphs, g)
			continue
		}
		at[key] = len(all)
		all = append(all, caption{glyphs: []*glyph{g}})
	}
	for i := range all {
		all[i].write(longest)
	}
	slices.SortStableFunc(all, func(a, b caption) int { return cmp.Compare(b.weight(all), a.weight(all)) })
	return all
}

// write sets the words of c: those of its mark, or else its bare number, with
// how many outlets carry it.
func (c *caption) write(longest float64) {
	m, many := c.glyphs[0].mark, c.times()
	room := longest - lengthOf(many, labelSize)
	if said := m.label() + " (" + oneLine(m.Speaker) + ")"; c.glyphs[0].ink == others && m.Speaker != "" && lengthOf(said, labelSize) <= room {
		c.texts = append(c.texts, said+many)
	}
	c.texts = append(c.texts, fit(m.label(), labelSize, room)+many)
	if m.hasNumber() && m.number() != m.label() {
		c.texts = append(c.texts, m.number()+many)
	}
}

// times says how often the words of c were passed on: " · 6 outlets".
func (c *caption) times() string {
	through := map[string]bool{}
	for _, g := range c.glyphs {
		through[g.mark.Through] = true
	}
	switch n := len(c.glyphs); {
	case n == 1:
		return ""
	case len(through) == n && !through[""]:
		return fmt.Sprintf(" · %d outlets", n)
	default:
		return fmt.Sprintf(" · %d times", n)
	}
}

// weight is above that of another caption where a reader looks for c first:
// what many carry, then the highest and the lowest, then what is planned or
// denied.
func (c *caption) weight(all []caption) int {
	highest, lowest := true, true
	for _, d := range all {
		highest = highest && d.glyphs[0].top >= c.glyphs[0].top
		lowest = lowest && d.glyphs[0].bottom <= c.glyphs[0].bottom
	}
	m := c.glyphs[0].mark
	switch {
	case len(c.glyphs) > 1:
		return 3
	case highest || lowest:
		return 2
	case m.Planned || m.Denied:
		return 1
	default:
		return 0
	}
}

// board is where labels are put: what lies on it already, and the lines that
// words should not, but may, cross.
type board struct {
	within box
	taken  []box // heads, bars and arrows
	owners []*glyph
	labels []label
	lines  []line
}

// take keeps the place of a glyph free of words.
func (b *board) take(g *glyph) {
	for _, part := range g.boxes() {
		b.taken, b.owners = append(b.taken, part), append(b.owners, g)
	}
	if g.to > g.from {
		b.lines = append(b.lines, line{point{g.from - 3, g.anchor().y}, point{g.to + 3, g.anchor().y}})
	}
}

// rounds are how often labels are put: what stood in the way in the first may
// have moved in the second. More than three change next to nothing.
const rounds = 3

// put places captions one after another and returns those without room.
func (b *board) put(captions []caption) (left []caption) {
	placed := make([]label, len(captions))
	for range rounds {
		left = nil
		for i, c := range captions {
			b.keep(placed, i)
			placed[i] = b.best(c)
			if placed[i].glyph == nil {
				left = append(left, c)
			}
		}
	}
	b.keep(placed, -1)
	return left
}

// keep leaves on the board what is placed, but for one label.
func (b *board) keep(placed []label, but int) {
	b.labels = b.labels[:0]
	for i, l := range placed {
		if i != but && l.glyph != nil {
			b.labels = append(b.labels, l)
		}
	}
}

// dearer is the cost of short words: as much as a leader of some length.
const dearer = 40

// best is the cheapest place for the words of c. It has no glyph where there is
// none.
func (b *board) best(c caption) (best label) {
	least := math.Inf(1)
	for i, text := range c.texts {
		for _, g := range c.glyphs {
			for _, l := range places(g, text) {
				cost := float64(i)*dearer + l.gap()
				if cost >= least || !b.free(l) {
					continue
				}
				if cost += b.toll(l); cost < least {
					best, least = l, cost
				}
			}
		}
	}
	return best
}

// free reports whether nothing lies where l would.
func (b *board) free(l label) bool {
	if !b.within.holds(l.box) || slices.ContainsFunc(b.taken, l.box.grown(1).meets) {
		return false
	}
	for _, other := range b.labels {
		if l.box.grown(2).meets(other.box) || l.leader.crosses(other.box.grown(1)) ||
			other.leader.crosses(l.box.grown(2)) || l.leader.meets(other.leader) {
			return false
		}
	}
	return !slices.ContainsFunc(b.taken, l.leader.crosses) // it ends short of its own mark
}

// toll is to be paid for each line that words or their leader cross, and for
// another mark so near that the words could be taken for its own.
func (b *board) toll(l label) (toll float64) {
	const crossing, near, mistaken = 12, 7, 30
	for i, part := range b.taken {
		if b.owners[i] != l.glyph && l.box.grown(near).meets(part) && b.owners[i].words != l.glyph.words {
			toll += mistaken
		}
	}
	for i := range b.lines {
		if b.lines[i].crosses(l.box) || l.leader.meets(&b.lines[i]) {
			toll += crossing
		}
	}
	return toll
}

// gap is the length of the leader. Words at the right of a mark read best,
// then those at its left, then those above and below.
func (l label) gap() float64 {
	if l.leader != nil {
		return 15 + math.Hypot(l.leader.to.x-l.leader.from.x, l.leader.to.y-l.leader.from.y)
	}
	switch g := l.glyph; {
	case l.box.left > g.x:
		return (l.box.left - g.x) / 4
	case l.box.right < g.x:
		return 3 + (g.x-l.box.right)/4
	default:
		return 8
	}
}

// reaches are how far words may stand from their mark, by leader.
var reaches = []float64{20, 32, 46, 62, 80, 100}

// places are where text may stand about a glyph.
func places(g *glyph, text string) []label {
	w := lengthOf(text, labelSize)
	var all []label
	add := func(left, top float64, leader *line) {
		all = append(all, label{text, box{left, top, left + w, top + labelHeight}, g, leader})
	}
	heads, half := g.heads(), g.half()
	for _, h := range heads {
		for _, rise := range []float64{0, -5, 5} {
			add(h.x+half+4, h.y-labelHeight/2+rise, nil)
			add(h.x-half-4-w, h.y-labelHeight/2+rise, nil)
		}
	}
	if beside := g.anchor().y - labelHeight/2; g.to > g.from {
		add(g.to+6, beside, nil)
		add(g.from-6-w, beside, nil)
	}
	above, below := g.top-max(g.up, half)-labelHeight-2, g.bottom+max(g.down, half)+2
	for _, part := range []float64{.5, .25, .75, .05, .95} {
		add(g.x-w*part, above, nil)
		add(g.x-w*part, below, nil)
	}
	for _, h := range heads {
		for _, reach := range reaches {
			for i := range 16 {
				addLed(add, h, half, reach, float64(i)*math.Pi/8, w)
			}
		}
	}
	return all
}

// addLed adds a place at the end of a leader that leaves the head h at an angle.
func addLed(add func(left, top float64, leader *line), h point, half, reach, angle, w float64) {
	sin, cos := math.Sincos(angle)
	clear := (half + 1) / max(math.Abs(cos), math.Abs(sin)) // of the head's box
	start := point{h.x + cos*clear, h.y + sin*clear}
	end := point{h.x + cos*reach, h.y + sin*reach}
	left, top := end.x-w/2, end.y-labelHeight/2
	switch {
	case cos > .3:
		left = end.x + 2
	case cos < -.3:
		left = end.x - w - 2
	case sin < 0:
		top = end.y - labelHeight
	default:
		top = end.y
	}
	add(left, top, &line{start, end})
}
