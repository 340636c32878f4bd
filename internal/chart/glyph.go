package chart

// box is an upright rectangle of the picture.
type box struct{ left, top, right, bottom float64 }

func (b box) meets(c box) bool {
	return b.left < c.right && c.left < b.right && b.top < c.bottom && c.top < b.bottom
}

func (b box) holds(c box) bool {
	return b.left <= c.left && c.right <= b.right && b.top <= c.top && c.bottom <= b.bottom
}

func (b box) grown(by float64) box {
	return box{b.left - by, b.top - by, b.right + by, b.bottom + by}
}

func around(p point, half float64) box { return box{p.x - half, p.y - half, p.x + half, p.y + half} }

// line is a straight line of the picture.
type line struct{ from, to point }

// crosses reports whether some of l lies in b (Liang and Barsky 1984). No line
// crosses nothing.
func (l *line) crosses(b box) bool {
	if l == nil {
		return false
	}
	enter, leave := 0.0, 1.0
	dx, dy := l.to.x-l.from.x, l.to.y-l.from.y
	for _, side := range [...]struct{ slope, room float64 }{
		{-dx, l.from.x - b.left}, {dx, b.right - l.from.x}, {-dy, l.from.y - b.top}, {dy, b.bottom - l.from.y},
	} {
		switch t := side.room / side.slope; {
		case side.slope == 0 && side.room < 0:
			return false
		case side.slope < 0:
			enter = max(enter, t)
		case side.slope > 0:
			leave = min(leave, t)
		}
	}
	return enter <= leave
}

// meets reports whether l and m cross.
func (l *line) meets(m *line) bool {
	return l != nil && m != nil && turn(l.from, l.to, m.from)*turn(l.from, l.to, m.to) < 0 &&
		turn(m.from, m.to, l.from)*turn(m.from, m.to, l.to) < 0
}

// turn is above zero where c lies to one side of the line from a to b, below
// it to the other.
func turn(a, b, c point) float64 { return (b.x-a.x)*(c.y-a.y) - (b.y-a.y)*(c.x-a.x) }

// glyph is a mark at its place: a head at each stated end, a bar between two
// heads, an arrow from the one head of an open end.
type glyph struct {
	mark    Mark
	number  int    // of the mark among all that the text alternative lists, from 1
	words   string // its label
	ink     int
	x       float64
	at      float64 // where its date stands, before it made room for others
	top     float64 // of the upper head
	bottom  float64 // of the lower head; as top for one head
	up      float64 // how far the arrow of an open upper end reaches; 0: none
	down    float64
	from    float64 // the stretch of an inexact date; as to for a day
	to      float64
	undated bool
}

// headHalf is half the side of the box of a head; crossed is that of a denied
// one.
const headHalf, crossedHalf = 6.5, 8.5

func (g *glyph) half() float64 {
	if g.mark.Denied {
		return crossedHalf
	}
	return headHalf
}

// heads are the places of the heads, the upper one first. Ends that are nearly
// at one height share a head.
func (g *glyph) heads() []point {
	if g.bottom-g.top < headHalf {
		return []point{{g.x, (g.top + g.bottom) / 2}}
	}
	return []point{{g.x, g.top}, {g.x, g.bottom}}
}

// anchor is where a line to other marks of the origin begins.
func (g *glyph) anchor() point { return point{g.x, (g.top + g.bottom) / 2} }

// barHalf and arrowHalf are half the width of a bar and of the head of an
// arrow.
const barHalf, arrowHalf = 3.0, 5.0

// boxes are what the glyph covers.
func (g *glyph) boxes() []box {
	var all []box
	for _, h := range g.heads() {
		all = append(all, around(h, g.half()))
	}
	if g.bottom > g.top {
		all = append(all, box{g.x - barHalf, g.top, g.x + barHalf, g.bottom})
	}
	if g.up > 0 {
		all = append(all, box{g.x - arrowHalf, g.top - g.up, g.x + arrowHalf, g.top})
	}
	if g.down > 0 {
		all = append(all, box{g.x - arrowHalf, g.bottom, g.x + arrowHalf, g.bottom + g.down})
	}
	return all
}

// crowd is the number of marks of a panel from which on they lie over one
// another: there is no room to move in, and the search for it takes long.
const crowd = 400

// furthest is how far a mark may be moved from its date to stand beside
// others, in steps of a unit of length.
const furthest, step = 12, 6.5

// makeRoom moves glyphs that would cover one another sideways, in order, each
// as little as it can. It reports whether any was moved.
func makeRoom(glyphs []*glyph, within box) (moved bool) {
	if len(glyphs) > crowd {
		return false
	}
	var taken []box
	for _, g := range glyphs {
		g.sidestep(taken, within)
		moved = moved || g.x != g.at
		taken = append(taken, g.boxes()...)
	}
	return moved
}

// sidestep moves g to the nearest place beside its date that is not taken. It
// stays where there is none.
func (g *glyph) sidestep(taken []box, within box) {
	for i := range 2*furthest + 1 {
		g.x = g.at + float64((i+1)/2)*step*float64(i%2*2-1)
		if g.x-headHalf >= within.left && g.x+headHalf <= within.right && !meetAny(g.boxes(), taken) {
			return
		}
	}
	g.x = g.at
}

func meetAny(boxes, others []box) bool {
	for _, a := range boxes {
		for _, b := range others {
			if a.meets(b) {
				return true
			}
		}
	}
	return false
}
