package chart

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Bars draws a series for a terminal of a width in columns: first the scale,
// then one line for each mark, in their order: its date, its range on the
// scale, its numbers and, where there is room, who says so. A range is a bar
// between its ends, an open end an arrow; what is planned is hollow and thin,
// what is denied is crossed. No line is wider than width, nor ends in blanks.
// Values stand on a logarithmic scale where Figures would use one, and the
// first line says so. Without a mark there are no lines.
func Bars(series Series, width int) []string { return barLines(series, width, fineStrokes) }

// BarsASCII is Bars for a terminal that shows ASCII alone. Names are left as
// they are.
func BarsASCII(series Series, width int) []string { return barLines(series, width, plainStrokes) }

// strokes are the characters of a drawing of one line.
type strokes struct {
	full, hollow, denied string // heads
	bar, thin            string
	left, right          string // arrows
	tick, endTick        string
	dash, ellipsis       string
	atLeast, upTo        string
}

var (
	fineStrokes  = strokes{"●", "○", "×", "━", "─", "◀", "▶", "┌", "┐", "–", "…", "≥", "≤"}
	plainStrokes = strokes{"*", "o", "x", "=", "-", "<", ">", "|", "|", "-", "...", ">=", "<="}
)

// The columns that a drawing asks for: below leastDrawing it is of no use, and
// names below leastName neither. An arrow is arrowColumns long.
// Names are written out where the drawing still has wideDrawing.
const leastDrawing, wideDrawing, leastName, longestName, arrowColumns = 12, 36, 12, 28, 4

// barSheet is the drawing of a series in columns.
type barSheet struct {
	strokes
	scale                      scale
	date, drawing, value, name int // columns, 0: left out
	before, after              int // columns of the drawing that arrows need at its ends
	gap                        int // columns between them
	terse                      bool
	mixed                      bool // the marks are of several measures: each says of which
}

func barLines(series Series, width int, s strokes) []string {
	if len(series.Marks) == 0 || width <= 0 {
		return nil
	}
	sheet := newBarSheet(series.Marks, width, s)
	lines := []string{sheet.head(oneLine(series.Unit))}
	for _, m := range series.Marks {
		lines = append(lines, sheet.line(m))
	}
	for i, l := range lines {
		lines[i] = cutColumns(strings.TrimRight(l, " "), width, cutSign(s, width))
	}
	return lines
}

// cutSign is what shows that a line is cut, where there is room for it.
func cutSign(s strokes, width int) string {
	if width <= columns(s.ellipsis) {
		return ""
	}
	return s.ellipsis
}

// newBarSheet shares width among the columns. Where it is narrow, the names go
// first, then the drawing.
func newBarSheet(marks []Mark, width int, s strokes) *barSheet {
	b := &barSheet{strokes: s, scale: scaleOf(marks), gap: 2}
	b.mixed = slices.ContainsFunc(marks, func(m Mark) bool { return m.Measure != marks[0].Measure })
	longest := b.measure(marks)
	if b.date+2+b.value > width {
		b.terse, b.gap, b.value = true, 1, 0
		b.measure(marks)
	}
	if !b.terse {
		b.value = max(b.value, len("log scale"))
	}
	left := width - b.date - 2 - b.value - 2
	if name := min(longest, longestName, max(left/3, left-2-wideDrawing)); name >= min(longest, leastName) && left-name-2 >= 2*leastDrawing {
		b.name = name
		left -= name + 2
	}
	if left >= leastDrawing {
		b.drawing = left
	}
	return b
}

// measure finds how wide dates and numbers are and where arrows are, and
// returns the width of the longest name.
func (b *barSheet) measure(marks []Mark) (longest int) {
	for _, m := range marks {
		b.date = max(b.date, columns(m.day()))
		b.value = max(b.value, columns(b.numberOf(m)))
		longest = max(longest, columns(m.speaker()))
		if low, high := m.ends(); m.hasNumber() && math.IsInf(low, -1) {
			b.before = arrowColumns - 1
		} else if m.hasNumber() && math.IsInf(high, 1) {
			b.after = arrowColumns - 1
		}
	}
	return longest
}

// day is the date as it was given, or what says that there is none.
func (m Mark) day() string {
	if _, ok := parsePeriod(m.Date); ok {
		return m.Date[:min(len(m.Date), len("2006-01-02"))]
	}
	return "undated"
}

// numberOf is the number of m in the characters of b, with signs for words
// where it is terse.
func (b *barSheet) numberOf(m Mark) string {
	if b.terse {
		return strings.NewReplacer("–", b.dash, "−", "-", atLeast, b.atLeast, upTo, b.upTo, moreThan, ">", fewerThan, "<", "no number", "?").Replace(m.number())
	}
	number := strings.NewReplacer("–", b.dash, "−", "-").Replace(m.number())
	if b.mixed && m.Measure != "" {
		number += " " + oneLine(m.Measure)
	}
	return number
}

// line is the line of a mark.
func (b *barSheet) line(m Mark) string {
	parts := []string{padColumns(m.day(), b.date)}
	if b.drawing > 0 {
		parts = append(parts, b.draw(m))
	}
	parts = append(parts, padColumns(b.numberOf(m), b.value))
	if b.name > 0 {
		parts = append(parts, cutColumns(m.speaker(), b.name, b.ellipsis))
	}
	return strings.Join(parts, strings.Repeat(" ", b.gap))
}

// column is where a value stands in the drawing.
func (b *barSheet) column(v float64) int {
	room := float64(b.drawing - 1 - b.before - b.after)
	return b.before + int(math.Round(b.scale.place(v)*room))
}

// draw draws the range of m.
func (b *barSheet) draw(m Mark) string {
	cells := slices.Repeat([]string{" "}, b.drawing)
	if !m.hasNumber() {
		return strings.Join(cells, "")
	}
	low, high := m.ends()
	stroke, head := b.bar, b.full
	if m.Planned {
		stroke, head = b.thin, b.hollow
	}
	if m.Denied {
		stroke, head = b.thin, b.denied
	}
	first, last := b.reach(low, high)
	for i := first; i <= last; i++ {
		cells[i] = stroke
	}
	cells[first], cells[last] = head, head
	if math.IsInf(low, -1) {
		cells[first] = b.left
	}
	if math.IsInf(high, 1) {
		cells[last] = b.right
	}
	return strings.Join(cells, "")
}

// reach is the first and the last column of a range, with its arrows.
func (b *barSheet) reach(low, high float64) (first, last int) {
	switch {
	case math.IsInf(low, -1):
		last = b.column(high)
		return last - arrowColumns + 1, last
	case math.IsInf(high, 1):
		first = b.column(low)
		return first, first + arrowColumns - 1
	default:
		return b.column(low), b.column(high)
	}
}

// head is the line of the scale: round values above their columns.
func (b *barSheet) head(unit string) string {
	words := cmp.Or(unit, "number")
	if b.scale.log && b.drawing > 0 {
		words = "log scale"
		if both := words + ", " + unit; unit != "" && columns(both) <= b.last() {
			words = both
		}
	}
	lead := strings.Repeat(" ", b.date+b.gap)
	if b.drawing > 0 {
		lead += b.ticks() + "  "
	}
	return lead + cutColumns(words, b.last(), b.ellipsis)
}

// last are the columns behind the drawing.
func (b *barSheet) last() int {
	if b.name == 0 {
		return max(b.value, len("log scale"))
	}
	return b.value + 2 + b.name
}

// ticks writes round values, each behind a sign at its column or, at the right
// end, before it, as many as stand apart.
func (b *barSheet) ticks() string {
	for n := b.drawing / 8; n > 1; n-- {
		if s, ok := b.ticked(b.scale.ticks(n)); ok {
			return s
		}
	}
	s, _ := b.ticked(b.ends())
	return s
}

// ends are the greatest value of the scale and the least, where both fit.
func (b *barSheet) ends() []float64 {
	ends := []float64{b.scale.min, b.scale.max}
	if _, ok := b.ticked(ends); ok {
		return ends
	}
	return ends[1:]
}

// ticked writes values above their columns; ok is false where some have no
// room.
func (b *barSheet) ticked(values []float64) (line string, ok bool) {
	ok = true
	for i, v := range values {
		name := strings.ReplaceAll(grouped(v), "−", "-")
		at, words := b.column(v), b.tick+name
		if at+columns(words) > b.drawing {
			at, words = at-columns(name), name+b.endTick
		}
		if at < columns(line)+min(i, 1) {
			ok = false
			continue
		}
		line = padColumns(line, at) + words
	}
	return padColumns(line, b.drawing), ok
}
