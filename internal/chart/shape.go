package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// others is the ink of speakers beyond the eight that have their own.
const others = len(palette)

// inksOf gives the speakers with the most marks an ink of their own, in the
// order in which they first speak. Nine speakers are too many to tell apart:
// all beyond the eighth share one.
func inksOf(series []Series) (speakers []string, inks map[string]int) {
	count, first := map[string]int{}, []string{}
	for _, s := range series {
		for _, m := range s.Marks {
			if m.hasNumber() && count[m.speaker()] == 0 {
				first = append(first, m.speaker())
			}
			if m.hasNumber() {
				count[m.speaker()]++
			}
		}
	}
	own := slices.Clone(first)
	slices.SortStableFunc(own, func(a, b string) int { return cmp.Compare(count[b], count[a]) })
	own = own[:min(len(own), len(palette))]
	inks = map[string]int{}
	for _, s := range first {
		inks[s] = others
		if slices.Contains(own, s) {
			inks[s] = len(speakers)
			speakers = append(speakers, s)
		}
	}
	return speakers, inks
}

// radius is that of a circle; other shapes have about its area.
const radius = 5.0

// point is a place in the picture, in its units from the top left.
type point struct{ x, y float64 }

// corners are the shapes of inks as corners around a point, y down; nil is a
// circle. The last is that of others.
var corners = [len(palette) + 1][]point{
	nil,
	{{-4.4, -4.4}, {4.4, -4.4}, {4.4, 4.4}, {-4.4, 4.4}}, // square
	{{0, -6.2}, {5.8, 4}, {-5.8, 4}},                     // triangle
	{{0, -6.4}, {6, 0}, {0, 6.4}, {-6, 0}},               // diamond
	{{0, 6.2}, {5.8, -4}, {-5.8, -4}},                    // triangle on its point
	plus(6, 2),
	star(5, 6.8, 2.9),
	{{-5.4, -5.4}, {5.4, -5.4}, {1.3, 0}, {5.4, 5.4}, {-5.4, 5.4}, {-1.3, 0}}, // hourglass
	{{-5.2, -2.6}, {5.2, -2.6}, {5.2, 2.6}, {-5.2, 2.6}},                      // flat bar
}

// plus has arms of a length and half a width.
func plus(l, w float64) []point {
	return []point{{-w, -l}, {w, -l}, {w, -w}, {l, -w}, {l, w}, {w, w}, {w, l}, {-w, l}, {-w, w}, {-l, w}, {-l, -w}, {-w, -w}}
}

// star has points that reach from the inner to the outer distance.
func star(points int, outer, inner float64) []point {
	var all []point
	for i := range 2 * points {
		r := outer
		if i%2 == 1 {
			r = inner
		}
		sin, cos := math.Sincos(float64(i) * math.Pi / float64(points))
		all = append(all, point{r * sin, -r * cos})
	}
	return all
}

// outline is the path of the shape of an ink around p, of a size.
func outline(ink int, p point, size float64) string {
	if corners[ink] == nil {
		r := num(radius * size)
		return fmt.Sprintf("M%s %sa%s %[3]s 0 1 1 %s 0a%[3]s %[3]s 0 1 1 -%[4]s 0Z", num(p.x-radius*size), num(p.y), r, num(2*radius*size))
	}
	var all []point
	for _, c := range corners[ink] {
		all = append(all, point{p.x + c.x*size, p.y + c.y*size})
	}
	return path(true, all...)
}

// path joins points by straight lines.
func path(closed bool, points ...point) string {
	var b strings.Builder
	for i, p := range points {
		b.WriteString([]string{"M", "L"}[min(i, 1)] + num(p.x) + " " + num(p.y))
	}
	if closed {
		b.WriteString("Z")
	}
	return b.String()
}

// num writes a coordinate to a tenth of a unit.
func num(v float64) string {
	s := strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
	if s == "-0" {
		return "0"
	}
	return s
}
