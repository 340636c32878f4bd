package chart

import (
	"fmt"
	"html"
	"strings"
)

// page collects the elements of an SVG file.
type page struct{ strings.Builder }

// add writes a line of markup; what comes from outside is escaped before.
func (b *page) add(format string, args ...any) { fmt.Fprintf(b, format+"\n", args...) }

// text writes words with their base line at a place.
func (b *page) text(class string, x, y float64, words string) {
	b.add(`<text class="%s" x="%s" y="%s">%s</text>`, class, num(x), num(y), html.EscapeString(words))
}

func (b *page) path(class, d string) { b.add(`<path class="%s" d="%s"/>`, class, d) }

// svg writes the picture that was laid out.
func (p *picture) svg() string {
	b := &page{}
	b.add(`<svg xmlns="http://www.w3.org/2000/svg" width="%[1]s" height="%[2]s" viewBox="0 0 %[1]s %[2]s" role="img" aria-labelledby="figures-title" aria-describedby="figures-words">`,
		num(p.width), num(p.height))
	b.add(`<title id="figures-title">%s</title>`, html.EscapeString(p.name()))
	b.add(`<desc id="figures-words">%s</desc>`, html.EscapeString(p.words()))
	b.add(`<style>%s</style>`, styleSheet())
	b.add(`<rect class="ground" width="%s" height="%s"/>`, num(p.width), num(p.height))
	for i, l := range p.title {
		b.text("title", margin, margin+14+float64(i)*titleRow, l)
	}
	for _, e := range p.legend.entries {
		e.draw(b)
	}
	for _, n := range p.panels {
		p.drawPanel(b, n)
	}
	for i, l := range p.notes {
		b.text("soft", margin, p.height-margin/2-4-float64(len(p.notes)-1-i)*noteRow, l)
	}
	b.add("</svg>")
	return b.String()
}

func (p *picture) drawPanel(b *page, n *panel) {
	for i, l := range n.heading {
		b.text("heading", margin, n.top+14+float64(i)*18, l)
	}
	b.text("soft", margin, n.plot.top-10, n.axis)
	n.drawValues(b)
	p.drawTime(b, n)
	n.drawOrigins(b)
	for _, g := range n.glyphs {
		g.drawWithin(b)
	}
	for _, g := range n.glyphs {
		g.draw(b)
	}
	n.drawLabels(b)
}

// drawValues draws the lines of round values with their names.
func (n *panel) drawValues(b *page) {
	if len(n.glyphs) == 0 {
		return
	}
	ticks := n.scale.ticks(ticksIn(n.plot.bottom - n.plot.top))
	for _, v := range ticks {
		y := n.height(v)
		class := "grid"
		if v == 0 && n.hasZero() {
			class = "grid base"
		}
		b.path(class, path(false, point{n.plot.left, y}, point{n.plot.right, y}))
		b.text("soft value num", n.plot.left-8, y+4, grouped(v))
	}
	if n.scale.foot > 0 {
		y := (n.height(0) + n.height(n.scale.min)) / 2
		for _, dy := range []float64{-3, 3} { // the axis leaves something out
			b.path("grid base", path(false, point{n.plot.left - 6, y + dy + 3}, point{n.plot.left + 6, y + dy - 3}))
		}
	}
}

// drawTime draws the axis of time below a panel.
func (p *picture) drawTime(b *page, n *panel) {
	y := n.plot.bottom
	b.path("grid base", path(false, point{n.plot.left, y}, point{n.plot.right, y}))
	if p.undated {
		x := n.plot.left
		if p.dated {
			_, right := p.timeBox(n)
			x = right + 16
			b.path("grid", path(false, point{x, n.plot.top}, point{x, y}))
		}
		b.text("soft day", (x+n.plot.right)/2, y+17, "undated")
	}
	if !p.dated {
		return
	}
	end := 0.0
	for _, t := range p.shown().ticks(p.ticksAcross(n)) {
		x := p.across(n, float64(t.day)+t.inset())
		b.path("grid base", path(false, point{x, y}, point{x, y + 5}))
		b.text("soft day", x, y+18, t.name)
		if half := lengthOf(t.year, noteSize) / 2; t.year != "" && x-half > end {
			b.text("soft day", x, y+33, t.year)
			end = x + half + 6
		}
	}
}

// inset is where in its first day a tick stands: days are marked at noon,
// where their figures stand, months and years where they begin.
func (t tick) inset() float64 {
	if t.name[0] >= '1' && t.name[0] <= '9' && t.name != t.yearName() {
		return .5
	}
	return 0
}

func (t tick) yearName() string { return dateOf(t.day).Format("2006") }

// ticksAcross is how many ticks the axis of time holds.
func (p *picture) ticksAcross(n *panel) int {
	left, right := p.timeBox(n)
	return int((right - left) / 72)
}

// drawOrigins joins the marks of each origin, in the ink of its speaker.
func (n *panel) drawOrigins(b *page) {
	ink := map[int]int{}
	for _, g := range n.glyphs {
		if first, ok := ink[g.mark.Origin]; ok && first != g.ink {
			ink[g.mark.Origin] = others
			continue
		}
		ink[g.mark.Origin] = g.ink
	}
	last := map[int]*glyph{}
	for _, g := range byPlace(n.glyphs) {
		o := g.mark.Origin
		if before := last[o]; before != nil && o > 0 {
			b.path(fmt.Sprintf("origin c%d", ink[o]), path(false, before.anchor(), g.anchor()))
		}
		last[o] = g
	}
}

// drawWithin draws the stretch of days that an inexact date leaves open.
func (g *glyph) drawWithin(b *page) {
	if g.to > g.from {
		y := g.anchor().y
		b.path(fmt.Sprintf("within c%d", g.ink), path(false, point{g.from, y}, point{g.to, y}))
	}
}

// class names the ink of g, and that it is denied.
func (g *glyph) class() string {
	if g.mark.Denied {
		return fmt.Sprintf("mark c%d denied", g.ink)
	}
	return fmt.Sprintf("mark c%d", g.ink)
}

// draw draws a mark, with its words for who points at it.
func (g *glyph) draw(b *page) {
	b.add(`<g class="%s"><title>%s</title>`, g.class(), html.EscapeString(g.mark.words(nil)))
	if g.bottom-g.top >= headHalf {
		class := "bar range"
		if g.mark.Planned {
			class = "bar hollow"
		} else if g.mark.Denied {
			class = "bar open"
		}
		b.add(`<rect class="%s" x="%s" y="%s" width="%s" height="%s" rx="1.5"/>`,
			class, num(g.x-barHalf), num(g.top), num(2*barHalf), num(g.bottom-g.top))
	}
	if g.up > 0 {
		arrow(b, point{g.x, g.top}, point{g.x, g.top - g.up})
	}
	if g.down > 0 {
		arrow(b, point{g.x, g.bottom}, point{g.x, g.bottom + g.down})
	}
	for _, h := range g.heads() {
		if g.mark.Denied {
			head(b, g.ink, h, deniedSize, g.mark.Planned)
			cross(b, h)
		} else {
			head(b, g.ink, h, 1, g.mark.Planned)
		}
	}
	b.add("</g>")
}

// arrow draws an upright arrow.
func arrow(b *page, from, to point) {
	back := 9.0
	if to.y > from.y {
		back = -9
	}
	b.path("stem", path(false, from, point{to.x, to.y + back}))
	b.path("tip", path(true, to, point{to.x - arrowHalf, to.y + back}, point{to.x + arrowHalf, to.y + back}))
}

// deniedSize is how much greater a head is that is struck out.
const deniedSize = 1.2

func head(b *page, ink int, at point, size float64, planned bool) {
	class := "head full"
	if planned {
		class = "head hollow"
	}
	b.path(class, outline(ink, at, size))
}

// cross strikes out a head, so that its shape can still be told.
func cross(b *page, at point) {
	const r = crossedHalf
	d := path(false, point{at.x - r, at.y + r}, point{at.x + r, at.y - r})
	b.path("cut", d)
	b.path("cross", d)
}

func (n *panel) drawLabels(b *page) {
	for _, l := range n.board.labels {
		if l.leader != nil {
			b.path("leader", path(false, l.leader.from, l.leader.to))
		}
	}
	for _, l := range n.board.labels {
		b.text("words", l.box.left, l.box.bottom-3, l.text)
	}
}

// draw draws an entry of the legend.
func (e entry) draw(b *page) {
	at := point{e.x + 6.5, e.y}
	far := point{e.x + 28.5, e.y}
	b.add(`<g class="%s">`, e.class())
	switch e.sample {
	case headSample:
		head(b, e.ink, at, 1, false)
	case rangeSample:
		b.add(`<rect class="bar range" x="%s" y="%s" width="22" height="%s"/>`, num(at.x), num(e.y-barHalf), num(2*barHalf))
		head(b, 0, at, 1, false)
		head(b, 0, far, 1, false)
	case openSample:
		b.path("stem", path(false, at, point{e.x + 22, e.y}))
		b.path("tip", path(true, point{e.x + 31, e.y}, point{e.x + 22, e.y - arrowHalf}, point{e.x + 22, e.y + arrowHalf}))
		head(b, 0, at, 1, false)
	case plannedSample:
		head(b, 0, at, 1, true)
	case deniedSample:
		head(b, 0, point{at.x + 1.5, e.y}, deniedSize, false)
		cross(b, point{at.x + 1.5, e.y})
	case originSample:
		b.path("origin", path(false, at, far))
		head(b, 0, at, 1, false)
		head(b, 0, far, 1, false)
	case dateSample:
		b.path("within", path(false, point{e.x, e.y}, point{e.x + 35, e.y}))
		head(b, 0, point{e.x + 17.5, e.y}, 1, false)
	}
	b.add("</g>")
	b.text("key", e.x+e.width, e.y+4.5, e.words)
}

func (e entry) class() string {
	if e.sample == headSample {
		return fmt.Sprintf("c%d", e.ink)
	}
	return "key-ink"
}
