package chart

import (
	"fmt"
	"math"
	"slices"
)

// The least size of a picture of figures, and of the part of a panel that
// holds marks: below it words and marks cover one another.
const leastWidth, leastHeight, leastPlot = 360, 260, 170

// Figures draws series as a standalone SVG file of a width and a height in
// pixels, one panel under another on one axis of time. It grows beyond height
// where the panels need it. A range is a bar between its ends, an open end an
// arrow; colour and shape tell the ultimate speaker, those beyond eight are
// grey; what is planned is hollow, what is denied is crossed; a line joins the
// marks of one origin. Values stand on a logarithmic scale where they span a
// factor of 40 or more, which the picture says. Marks without a number are in
// the text alternative alone. The file has no script, font or request, follows
// the reader's light or dark scheme, and is the same for the same series.
func Figures(series []Series, width, height int) string {
	p := &picture{width: float64(max(width, leastWidth))}
	p.collect(series)
	for rows := range mostNotes + 1 { // what is to be noted is known when all is in its place
		p.layOut(float64(max(height, leastHeight)), rows)
		if len(p.notes) <= rows {
			break
		}
	}
	return p.svg()
}

// margin is kept free at each side; the ones below are heights of rows.
const (
	margin      = 20.0
	titleSize   = 20.0
	titleRow    = 25.0
	headingSize = 14.0
	noteSize    = 12.0
	noteRow     = 17.0
	axisRow     = 38.0 // names of ticks and years
	panelGap    = 22.0
)

// picture is the whole drawing while it is made.
type picture struct {
	width, height float64
	title         []string // lines
	speakers      []string // those with an ink of their own, by ink
	others        int      // speakers without one
	panels        []*panel
	span          period
	dated         bool // there is a span
	undated       bool // there is a mark without a date
	legend        legend
	notes         []string
	moved         bool // marks stand beside their date
	wordless      int  // marks without room for words
}

// panel is the drawing of one series.
type panel struct {
	series  Series
	scale   scale
	glyphs  []*glyph
	numbers []int // of all marks, in the text alternative
	heading []string
	axis    string // what the values are
	top     float64
	plot    box
	board   board
	above   float64 // room above the greatest value and below the least
	below   float64
}

// collect makes glyphs of the marks, in order of time.
func (p *picture) collect(series []Series) {
	var inks map[string]int
	p.speakers, inks = inksOf(series)
	p.others = len(inks) - len(p.speakers)
	number := 0
	var all []Mark
	for _, s := range series {
		n := &panel{series: s, scale: scaleOf(s.Marks)}
		for _, m := range s.Marks {
			number++
			n.numbers = append(n.numbers, number)
			if m.hasNumber() {
				n.glyphs = append(n.glyphs, &glyph{mark: m, number: number, words: m.label(), ink: inks[m.speaker()]})
			}
		}
		all = append(all, s.Marks...)
		p.panels = append(p.panels, n)
	}
	p.span, p.dated = span(all)
	for _, n := range p.panels {
		for _, g := range n.glyphs {
			_, dated := parsePeriod(g.mark.Date)
			g.undated = !dated
			p.undated = p.undated || !dated
		}
	}
}

// mostNotes are the lines of notes at the foot.
const mostNotes = 2

// layOut finds the place of everything, from the top down, with room for rows
// of notes.
func (p *picture) layOut(height float64, rows int) {
	p.height, p.moved, p.wordless = height, false, 0
	y := p.head()
	p.legend = p.legendOf()
	y = p.legend.layOut(y, p.width)
	p.stack(y, margin/2+float64(rows)*noteRow)
	for _, n := range p.panels {
		p.place(n)
	}
	p.note()
}

// head sets the title and returns where it ends. Panels of several series have
// titles of their own.
func (p *picture) head() float64 {
	if len(p.panels) != 1 {
		return margin - 4
	}
	p.title = wrapped(oneLine(p.panels[0].series.Title), titleSize*1.06, p.width-2*margin, 2)
	if p.title[0] == "" {
		p.title = nil
	}
	return margin + float64(len(p.title))*titleRow
}

// stack shares the height from y on among the panels, but for the foot.
func (p *picture) stack(y, foot float64) {
	for _, n := range p.panels {
		n.describe(len(p.panels) > 1, p.width)
	}
	need := foot + y - panelGap
	for _, n := range p.panels {
		need += n.headRoom() + axisRow + panelGap
	}
	count := float64(max(1, len(p.panels)))
	each := max(leastPlot, math.Floor((p.height-need)/count))
	p.height = max(p.height, need+each*count)
	left := margin + p.widestTick(each) + 10
	for _, n := range p.panels {
		n.top = y
		n.plot = box{left, y + n.headRoom(), p.width - margin, y + n.headRoom() + each}
		y = n.plot.bottom + axisRow + panelGap
	}
}

// describe sets the words above a panel.
func (n *panel) describe(titled bool, width float64) {
	if titled {
		n.heading = wrapped(oneLine(n.series.Title), headingSize*1.06, width-2*margin, 2)
	}
	n.axis = oneLine(n.series.Unit)
	if n.axis == "" {
		n.axis = "number"
	}
	if n.scale.log {
		n.axis += ", on a logarithmic scale: equal distances are equal multiples"
	}
	n.axis = fit(n.axis, noteSize, width-2*margin)
}

func (n *panel) headRoom() float64 { return float64(len(n.heading))*18 + noteRow + 6 }

// widestTick is the width of the names of values.
func (p *picture) widestTick(plot float64) float64 {
	widest := 0.0
	for _, n := range p.panels {
		for _, v := range n.scale.ticks(ticksIn(plot)) {
			widest = max(widest, lengthOf(grouped(v), noteSize))
		}
	}
	return widest
}

// ticksIn is how many names of values a plot of some height holds.
func ticksIn(height float64) int { return int(height / 25) }

// place puts the marks of a panel and their words into its plot.
func (p *picture) place(n *panel) {
	slices.SortStableFunc(n.glyphs, byDate)
	n.fitRooms()
	for _, g := range n.glyphs {
		p.acrossTime(n, g)
		n.upValues(g)
	}
	p.moved = makeRoom(n.glyphs, n.plot) || p.moved
	n.board = board{within: n.plot.grown(-1)}
	n.board.within.right = p.width - 4
	n.board.lines = originLines(n.glyphs)
	if y := n.height(0); n.hasZero() {
		n.board.lines = append(n.board.lines, line{point{n.plot.left, y}, point{n.plot.right, y}})
	}
	for _, g := range n.glyphs {
		n.board.take(g)
	}
	captions := captionsOf(n.glyphs, min(210, .4*(n.plot.right-n.plot.left)))
	most := min(len(captions), mostLabels)
	left := append(n.board.put(captions[:most]), captions[most:]...)
	for _, c := range left {
		p.wordless += len(c.glyphs)
	}
}

// mostLabels are the labels that are tried in a panel; more than that are
// never read, and take long to place.
const mostLabels = 80

func byDate(a, b *glyph) int {
	p, dated := parsePeriod(a.mark.Date)
	q, also := parsePeriod(b.mark.Date)
	switch {
	case dated != also && dated:
		return -1
	case dated != also:
		return 1
	case p.first != q.first:
		return p.first - q.first
	default:
		return p.last - q.last
	}
}

// undatedWidth is the width of the column of marks without a date.
const undatedWidth = 84.0

// timeBox are the ends of the axis of time within a panel.
func (p *picture) timeBox(n *panel) (left, right float64) {
	left, right = n.plot.left+16, n.plot.right-16
	if p.undated && p.dated {
		right -= undatedWidth
	}
	return left, right
}

// shown is the stretch of days that the axis shows: at least a week, so that
// the figures of one day stand in the middle.
func (p *picture) shown() period {
	s := p.span
	if lack := 7 - s.days(); lack > 0 {
		s.first -= (lack + 1) / 2
		s.last += (lack + 1) / 2
	}
	return s
}

// across is where a moment in days stands.
func (p *picture) across(n *panel, day float64) float64 {
	left, right := p.timeBox(n)
	s := p.shown()
	return left + (right-left)*(day-float64(s.first))/float64(s.days())
}

// acrossTime places g by its date: in the middle of it, as far as the axis
// shows it.
func (p *picture) acrossTime(n *panel, g *glyph) {
	date, dated := parsePeriod(g.mark.Date)
	if !dated {
		_, right := p.timeBox(n)
		g.at = (right + 16 + n.plot.right) / 2
		if !p.dated {
			g.at = (n.plot.left + n.plot.right) / 2
		}
		g.x, g.from, g.to = g.at, g.at, g.at
		return
	}
	part, ok := date.clip(p.shown())
	if !ok {
		part = date
	}
	g.at = p.across(n, part.middle())
	g.x, g.from, g.to = g.at, g.at, g.at
	if date.days() > 1 {
		g.from, g.to = p.across(n, float64(part.first)), p.across(n, float64(part.last+1))
	}
}

// arrowLength is that of the arrow of an open end, with its head; shortArrow
// that of one just above the foot of the plot.
const arrowLength, shortArrow = 32.0, 20.0

// leastRoom and edge are kept free above the greatest value and below the
// least, and beyond the head of an arrow.
const leastRoom, edge = 14.0, 4.0

// fitRooms finds the least room above and below the values in which all arrows
// end within the plot.
func (n *panel) fitRooms() {
	n.above, n.below = leastRoom, leastRoom
	if !n.scale.log && n.scale.min == 0 {
		n.below = 0
	}
	for _, g := range n.glyphs {
		low, high := g.mark.ends()
		if math.IsInf(low, -1) || low == 0 {
			n.below = max(n.below, leastRoom)
		}
		for math.IsInf(high, 1) && n.above < arrowLength+edge && n.height(low)-n.plot.top < arrowLength+edge {
			n.above++
		}
		for math.IsInf(low, -1) && n.below < shortArrow+edge && n.plot.bottom-n.height(high) < shortArrow+edge {
			n.below++
		}
	}
}

// height is where a value stands.
func (n *panel) height(v float64) float64 {
	return n.plot.bottom - n.below - n.scale.place(v)*(n.plot.bottom-n.below-n.plot.top-n.above)
}

// hasZero reports whether zero has a line above the foot of the plot.
func (n *panel) hasZero() bool {
	return (!n.scale.log || n.scale.foot > 0) && n.height(0) < n.plot.bottom-1
}

// upValues places the ends of g.
func (n *panel) upValues(g *glyph) {
	low, high := g.mark.ends()
	switch {
	case math.IsInf(high, 1):
		g.top = n.height(low)
		g.bottom, g.up = g.top, arrowLength
	case math.IsInf(low, -1):
		g.top = n.height(high)
		g.bottom, g.down = g.top, max(shortArrow, min(arrowLength, n.plot.bottom-g.top-edge))
	default:
		g.top, g.bottom = n.height(high), n.height(low)
	}
}

// originLines join the marks of each origin, in order of time.
func originLines(glyphs []*glyph) []line {
	last := map[int]*glyph{}
	var all []line
	for _, g := range byPlace(glyphs) {
		o := g.mark.Origin
		if o <= 0 {
			continue
		}
		if before := last[o]; before != nil {
			all = append(all, line{before.anchor(), g.anchor()})
		}
		last[o] = g
	}
	return all
}

// byPlace are glyphs from left to right.
func byPlace(glyphs []*glyph) []*glyph {
	sorted := slices.Clone(glyphs)
	slices.SortStableFunc(sorted, func(a, b *glyph) int {
		switch {
		case a.x < b.x:
			return -1
		case a.x > b.x:
			return 1
		}
		return 0
	})
	return sorted
}

// note says at the foot what the picture itself cannot show.
func (p *picture) note() {
	text := ""
	if p.moved {
		text += "Marks that would cover one another stand side by side. "
	}
	if p.wordless > 0 {
		text += fmt.Sprintf("No room for the words of %s; point at a mark to read it. ", count(p.wordless, "mark"))
	}
	numberless := 0
	for _, n := range p.panels {
		numberless += len(n.series.Marks) - len(n.glyphs)
	}
	if numberless > 0 {
		text += fmt.Sprintf("Not drawn: %s without a number. ", count(numberless, "figure"))
	}
	p.notes = nil
	if text != "" {
		p.notes = wrapped(text, noteSize, p.width-2*margin, mostNotes)
	}
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%s %ss", grouped(float64(n)), noun)
}
