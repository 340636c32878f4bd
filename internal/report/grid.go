package report

import (
	"encoding/csv"
	"io"
	"strings"

	"github.com/rivo/uniseg"
)

// width is the number of columns that s takes on a terminal.
func width(s string) int { return uniseg.StringWidth(s) }

// cut shortens s to n columns; what is cut off leaves a sign.
func cut(s string, n int, sign string) string {
	if width(s) <= n {
		return s
	}
	return strings.TrimRight(s[:fitting(s, n-width(sign))], " ") + sign
}

// fitting is the number of bytes at the start of s that n columns hold. It
// reads no further than that.
func fitting(s string, n int) int {
	used, at, state := 0, 0, -1
	for at < len(s) {
		cluster, _, w, next := uniseg.FirstGraphemeClusterInString(s[at:], state)
		if used+w > n {
			break
		}
		used, at, state = used+w, at+len(cluster), next
	}
	return at
}

// pad fills s with spaces to n columns.
func pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-width(s))) }

// wrap breaks s into lines of at most n columns where its script allows a
// break (UAX 14); a word longer than a line is broken anywhere. Line feeds in
// s stay. n of 0 or less wraps nothing.
func wrap(s string, n int) []string {
	if n <= 0 {
		return strings.Split(s, "\n")
	}
	var lines []string
	for _, paragraph := range strings.Split(s, "\n") {
		lines = append(lines, wrapLine(paragraph, n)...)
	}
	return lines
}

func wrapLine(s string, n int) []string {
	var lines []string
	line, used := "", 0
	end := func() {
		lines = append(lines, strings.TrimRight(line, " "))
		line, used = "", 0
	}
	for rest, state := s, -1; rest != ""; {
		var word string
		word, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		w := width(strings.TrimRight(word, " "))
		if line != "" && used+w > n {
			end()
		}
		for w > n {
			head := headOf(word, n)
			lines = append(lines, head)
			word = word[len(head):]
			w -= width(head)
		}
		line += word
		used += width(word)
	}
	if line != "" || len(lines) == 0 {
		end()
	}
	return lines
}

// headOf is as much of s as n columns hold, and at least one character.
func headOf(s string, n int) string {
	if k := fitting(s, n); k > 0 {
		return s[:k]
	}
	first, _, _, _ := uniseg.FirstGraphemeClusterInString(s, -1)
	return first
}

// column is one column of a grid: its least width and its share of what is
// left over.
type column struct {
	head  string
	width int
	share int
}

// grid writes rows whose columns line up. It decides the widths before the
// first row, so that rows can stream.
type grid struct {
	w       io.Writer
	style   Style
	columns []column
	begun   bool
}

// unknownWidth is how wide a table is made for what is no terminal: a pipe, a
// file.
const unknownWidth = 120

// newGrid fits columns to the width of style. Without one nothing is cut: a
// cell that is too wide moves those behind it.
func newGrid(w io.Writer, style Style, columns ...column) *grid {
	left, shares := style.Width, 0
	if style.Width == 0 {
		left = unknownWidth
	}
	for _, c := range columns {
		left -= c.width + 2
		shares += c.share
	}
	for i := range columns {
		if left > 0 && shares > 0 {
			columns[i].width += left * columns[i].share / shares
		}
	}
	return &grid{w: w, style: style, columns: columns}
}

// row writes one row, and the header before the first.
func (g *grid) row(cells ...string) error {
	if !g.begun {
		g.begun = true
		heads := make([]string, len(g.columns))
		for i, c := range g.columns {
			heads[i] = c.head
		}
		if _, err := io.WriteString(g.w, g.style.ink(muted, g.line(heads))+"\n"); err != nil {
			return err
		}
	}
	_, err := io.WriteString(g.w, g.line(cells)+"\n")
	return err
}

func (g *grid) line(cells []string) string {
	out := make([]string, len(cells))
	for i, cell := range cells {
		cell = oneLine(cell)
		if g.style.Width > 0 {
			cell = cut(cell, g.columns[i].width, g.style.ellipsis())
		}
		out[i] = pad(cell, g.columns[i].width)
	}
	return strings.TrimRight(strings.Join(out, "  "), " ")
}

// csvWriter writes cells that no spreadsheet takes for a formula.
type csvWriter struct {
	w    *csv.Writer
	head []string
}

func newCSV(w io.Writer, head []string) *csvWriter {
	return &csvWriter{w: csv.NewWriter(w), head: head}
}

func (c *csvWriter) row(cells []string) error {
	if err := c.header(); err != nil {
		return err
	}
	safe := make([]string, len(cells))
	for i, cell := range cells {
		safe[i] = escapeCell(cell)
	}
	return c.w.Write(safe)
}

// header writes the header once, also of an empty list.
func (c *csvWriter) header() error {
	head := c.head
	if head == nil {
		return nil
	}
	c.head = nil
	return c.w.Write(head)
}

func (c *csvWriter) flush() error {
	if err := c.header(); err != nil {
		return err
	}
	c.w.Flush()
	return c.w.Error()
}
