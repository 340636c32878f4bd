package chart

import (
	"strings"

	"github.com/rivo/uniseg"
)

// advances are the widths of the ASCII characters from the space on, in
// thousandths of the size of letters: those of Helvetica, which Arial and
// Liberation Sans share (Adobe Core 14 AFM).
var advances = [...]int16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
}

// looseness is what other sans-serif fonts run wider than Helvetica: Segoe UI
// and Roboto stay below it.
const looseness = 1.04

// lengthOf is the width of s at a size of letters. It is a little more than
// what is drawn, for a reader may have another font.
func lengthOf(s string, size float64) float64 {
	thousandths := 0
	for rest, state := s, -1; rest != ""; {
		var cluster string
		var columns int
		cluster, rest, columns, state = uniseg.FirstGraphemeClusterInString(rest, state)
		thousandths += advance(cluster, columns)
	}
	return float64(thousandths) * size * looseness / 1000
}

func advance(cluster string, columns int) int {
	if i := int(cluster[0]) - ' '; len(cluster) == 1 && i >= 0 && i < len(advances) {
		return int(advances[i])
	}
	switch columns {
	case 0:
		return 0
	case 1:
		return 620 // letters with marks, Cyrillic and Greek
	default:
		return 1000 * columns / 2
	}
}

// fit cuts s so that it is not longer than length; what is cut off leaves an
// ellipsis.
func fit(s string, size, length float64) string {
	if lengthOf(s, size) <= length {
		return s
	}
	kept, state, rest := "", -1, s
	for rest != "" {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if lengthOf(kept+cluster+"…", size) > length {
			break
		}
		kept += cluster
	}
	return strings.TrimRight(kept, " ,;:–-") + "…"
}

// wrapped breaks s at blanks into at most n lines of a length; the last line
// is cut.
func wrapped(s string, size, length float64, n int) []string {
	var lines []string
	line := ""
	words := strings.Fields(s)
	for i, w := range words {
		longer := strings.TrimSpace(line + " " + w)
		if line == "" || lengthOf(longer, size) <= length {
			line = longer
			continue
		}
		if len(lines) == n-1 {
			line = strings.Join(append([]string{line}, words[i:]...), " ")
			break
		}
		lines, line = append(lines, fit(line, size, length)), w
	}
	return append(lines, fit(line, size, length))
}
