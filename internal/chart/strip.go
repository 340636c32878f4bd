// Package chart draws small pictures as SVG, to stand inside a page: no
// script, no font, no request, colours from the page's own style. It stores
// nothing.
package chart

import (
	"fmt"
	"html"
	"strings"
)

// stripHeight is the height of a strip in its own units; a page scales it.
const stripHeight = 24

// Strip draws counts as bars from left to right, all on the scale of peak,
// so that strips under one another can be compared. A count above zero is
// never too low to be seen. alt says in words what it shows; it is escaped.
// The bars have class "bar".
func Strip(counts []int, peak int, alt string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="strip" viewBox="0 0 %d %d" preserveAspectRatio="none" role="img" aria-label="%s">`,
		max(1, len(counts)), stripHeight, html.EscapeString(alt))
	for i, n := range counts {
		if n <= 0 {
			continue
		}
		h := barHeight(n, peak)
		fmt.Fprintf(&b, `<rect class="bar" x="%d.05" y="%.1f" width="0.9" height="%.1f"/>`, i, stripHeight-h, h)
	}
	b.WriteString("</svg>")
	return b.String()
}

// leastBar is the height of the lowest bar: an eighth of a strip is a few
// pixels on a page.
const leastBar = stripHeight / 8.0

func barHeight(n, peak int) float64 {
	return max(leastBar, stripHeight*float64(min(n, peak))/float64(max(1, peak)))
}
