package chart

import (
	"fmt"
	"html"
	"strings"
)

// Matrix is who covers an event: rows of outlets, columns of aspects.
type Matrix struct {
	Title   string
	Columns []string
	Rows    []MatrixRow
}

// MatrixRow is one outlet.
type MatrixRow struct {
	Name  string
	Cells []MatrixCell // one for each column
}

// MatrixCell is the state of an outlet for a column.
type MatrixCell struct {
	State string // "covered", "late", "covered without the aspect", "none found", "silent"; anything else is unknown
	Label string // what stands beside its sign
	Doubt bool   // a mark says so
	Words string // why, for who points at it or does not see it
}

// Sizes of a matrix.
const (
	matrixRowHeight = 30.0
	matrixNameMost  = 260.0 // of names of outlets
	matrixCellMost  = 220.0
	matrixCellLeast = 120.0
	matrixSign      = 6.0 // half of the size of a sign
	matrixHead      = 40.0
	matrixSize      = 12.0 // of letters
	matrixNameSize  = 13.0
)

const matrixNote = "“None found” is the machine’s word, “silent” a person’s. * there is a doubt. d: days from the first day."

// SVG draws the matrix as a standalone file, in light and in dark. Every state
// has a sign and its word besides its colour, and the picture has a text
// alternative.
func (m Matrix) SVG() string {
	p := m.layout()
	b := &page{}
	b.add(`<svg xmlns="http://www.w3.org/2000/svg" width="%[1]s" height="%[2]s" viewBox="0 0 %[1]s %[2]s" role="img" aria-labelledby="matrix-title" aria-describedby="matrix-words">`,
		num(p.width), num(p.height))
	b.add(`<title id="matrix-title">%s</title>`, html.EscapeString(oneLine(m.Title)))
	b.add(`<desc id="matrix-words">%s</desc>`, html.EscapeString(m.words()))
	b.add(`<style>%s</style>`, styleSheet())
	b.add(`<rect class="ground" width="%s" height="%s"/>`, num(p.width), num(p.height))
	for i, l := range p.title {
		b.text("title", margin, margin+14+float64(i)*titleRow, l)
	}
	p.drawHead(b, m)
	for i, r := range m.Rows {
		p.drawRow(b, r, p.top+float64(i)*matrixRowHeight)
	}
	for i, l := range p.notes {
		b.text("soft", margin, p.height-margin/2-4-float64(len(p.notes)-1-i)*noteRow, l)
	}
	b.add("</svg>")
	return b.String()
}

// matrixPlan is where the parts of a matrix stand.
type matrixPlan struct {
	width, height float64
	title, notes  []string
	top           float64 // of the first row
	name          float64 // width of the names
	cells         []float64
}

func (m Matrix) layout() matrixPlan {
	p := matrixPlan{name: 60}
	for _, r := range m.Rows {
		p.name = min(matrixNameMost, max(p.name, lengthOf(oneLine(r.Name), matrixNameSize)))
	}
	p.width = 2*margin + p.name + 16
	for k, c := range m.Columns {
		w := max(matrixCellLeast, lengthOf(oneLine(c), matrixSize))
		for _, r := range m.Rows {
			w = max(w, lengthOf(r.Cells[k].text(), matrixSize)+4*matrixSign)
		}
		w = min(w, matrixCellMost) + 16
		p.cells = append(p.cells, w)
		p.width += w
	}
	p.width = max(p.width, 480)
	p.title = wrapped(oneLine(m.Title), 20, p.width-2*margin, 3)
	p.notes = wrapped(matrixNote, matrixSize, p.width-2*margin, 2)
	p.top = margin + float64(len(p.title))*titleRow + matrixHead
	p.height = p.top + float64(len(m.Rows))*matrixRowHeight + float64(len(p.notes))*noteRow + margin
	return p
}

func (p matrixPlan) drawHead(b *page, m Matrix) {
	x := margin + p.name + 16
	for k, c := range m.Columns {
		b.text("soft", x, p.top-12, fit(oneLine(c), matrixSize, p.cells[k]-12))
		x += p.cells[k]
	}
}

func (p matrixPlan) drawRow(b *page, r MatrixRow, y float64) {
	b.path("grid", path(false, point{margin, y}, point{p.width - margin, y}))
	middle := y + matrixRowHeight/2
	b.text("key", margin, middle+4, fit(oneLine(r.Name), matrixNameSize, p.name))
	x := margin + p.name + 16
	for k, c := range r.Cells {
		b.add(`<g class="%s"><title>%s</title>`, c.class(), html.EscapeString(oneLine(r.Name+": "+c.text()+". "+c.Words)))
		c.drawSign(b, point{x + matrixSign, middle})
		b.text("cell", x+3*matrixSign, middle+4, fit(c.text(), matrixSize, p.cells[k]-4*matrixSign))
		b.add("</g>")
		x += p.cells[k]
	}
}

// text is what stands beside the sign.
func (c MatrixCell) text() string {
	if c.Doubt {
		return oneLine(c.Label) + " *"
	}
	return oneLine(c.Label)
}

// class names the ink of a state.
func (c MatrixCell) class() string {
	switch c.State {
	case "covered":
		return "c2"
	case "late":
		return "c1"
	case "covered without the aspect":
		return "c4"
	case "none found", "silent":
		return "c3"
	}
	return "key-ink"
}

// drawSign draws a full, half or hollow circle where there is coverage, a bar
// where none was found, a square for a person's word, and a question mark for
// what is not known.
func (c MatrixCell) drawSign(b *page, at point) {
	x, y, r := num(at.x), num(at.y), num(matrixSign)
	switch c.State {
	case "covered":
		b.add(`<circle cx="%s" cy="%s" r="%s" fill="currentColor"/>`, x, y, r)
	case "late":
		b.add(`<circle cx="%s" cy="%s" r="%s" fill="none" stroke="currentColor" stroke-width="1.8"/>`, x, y, r)
		b.add(`<path d="M%s %sA%s %s 0 0 1 %s %sZ" style="fill:currentColor"/>`, x, num(at.y-matrixSign), r, r, x, num(at.y+matrixSign))
	case "covered without the aspect":
		b.add(`<circle cx="%s" cy="%s" r="%s" fill="none" stroke="currentColor" stroke-width="1.8"/>`, x, y, r)
	case "none found":
		b.add(`<rect x="%s" y="%s" width="%s" height="3" fill="currentColor"/>`, num(at.x-matrixSign), num(at.y-1.5), num(2*matrixSign))
	case "silent":
		b.add(`<rect x="%s" y="%s" width="%s" height="%[3]s" fill="currentColor"/>`, num(at.x-matrixSign), num(at.y-matrixSign), num(2*matrixSign))
	default:
		b.text("soft day", at.x, at.y+4, "?")
	}
}

// words tell the whole matrix, for who does not see it: a line for each outlet.
func (m Matrix) words() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s by %s.\n", oneLine(m.Title), count(len(m.Rows), "outlet"), count(len(m.Columns), "column"))
	for _, r := range m.Rows {
		var cells []string
		for k, c := range r.Cells {
			cell := oneLine(m.Columns[k]) + " " + oneLine(c.Label)
			if c.Doubt {
				cell += " (in doubt)"
			}
			cells = append(cells, cell)
		}
		fmt.Fprintf(&b, "%s: %s.\n", oneLine(r.Name), strings.Join(cells, "; "))
	}
	return strings.TrimSpace(b.String())
}
