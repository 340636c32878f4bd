package chart

import (
	"fmt"
	"math"
	"testing"
)

// leastDistance is how far two inks are apart in OKLab, on the scale of 1
// between black and white, for who sees all colours and for who does not; the
// shapes help. It is what the search for them reached.
var sights = []struct {
	name          string
	leastDistance float64
	matrix        [3][3]float64 // on linear sRGB, Machado, Oliveira and Fernandes 2009, severity 1
}{
	{"all colours", .12, [3][3]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
	{"no red", .09, [3][3]float64{{.152286, 1.052583, -.204868}, {.114503, .786281, .099216}, {-.003882, -.048116, 1.051998}}},
	{"no green", .09, [3][3]float64{{.367322, .860646, -.227968}, {.280085, .672501, .047413}, {-.011820, .042940, .968881}}},
	{"no blue", .06, [3][3]float64{{1.255528, -.076749, -.178779}, {-.078411, .930809, .147602}, {.004733, .691367, .303900}}},
}

type vector = [3]float64

func linear(t *testing.T, colour string) (c vector) {
	t.Helper()
	var rgb [3]uint8
	if _, err := fmt.Sscanf(colour, "#%02x%02x%02x", &rgb[0], &rgb[1], &rgb[2]); err != nil {
		t.Fatalf("colour %q: %v", colour, err)
	}
	for i, x := range rgb {
		if c[i] = float64(x) / 255; c[i] <= .04045 {
			c[i] /= 12.92
		} else {
			c[i] = math.Pow((c[i]+.055)/1.055, 2.4)
		}
	}
	return c
}

func times(m [3][3]float64, c vector) (d vector) {
	for i := range m {
		for j := range c {
			d[i] += m[i][j] * c[j]
		}
	}
	return d
}

// okLab is OKLab (Ottosson 2020) of a linear colour.
func okLab(c vector) vector {
	lms := times([3][3]float64{{.4122214708, .5363325363, .0514459929}, {.2119034982, .6806995451, .1073969566}, {.0883024619, .2817188376, .6299787005}}, c)
	for i := range lms {
		lms[i] = math.Cbrt(lms[i])
	}
	return times([3][3]float64{{.2104542553, .7936177850, -.0040720468}, {1.9779984951, -2.4285922050, .4505937099}, {.0259040371, .7827717662, -.8086757660}}, lms)
}

func distance(a, b vector) float64 {
	return math.Hypot(math.Hypot(a[0]-b[0], a[1]-b[1]), a[2]-b[2])
}

func seen(matrix [3][3]float64, c vector) vector {
	s := times(matrix, c)
	for i := range s {
		s[i] = min(1, max(0, s[i]))
	}
	return okLab(s)
}

func luminanceOf(c vector) float64 { return .2126*c[0] + .7152*c[1] + .0722*c[2] }

func contrast(a, b vector) float64 {
	x, y := luminanceOf(a), luminanceOf(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

var schemes = map[string]func(scheme) string{
	"light": func(s scheme) string { return s.light },
	"dark":  func(s scheme) string { return s.dark },
}

func TestInksCanBeToldApart(t *testing.T) {
	for name, of := range schemes {
		for _, sight := range sights {
			for i := range len(palette) + 1 {
				for j := range i {
					a, b := seen(sight.matrix, linear(t, of(inkOf(i)))), seen(sight.matrix, linear(t, of(inkOf(j))))
					if d := distance(a, b); d < sight.leastDistance {
						t.Errorf("%s, %s: inks %d and %d are %.3f apart", name, sight.name, i, j, d)
					}
				}
			}
		}
	}
}

// Contrasts of WCAG 2.2: 4.5 for words, 3 for marks.
func TestInksStandOut(t *testing.T) {
	for name, of := range schemes {
		behind := linear(t, of(ground))
		for _, words := range []scheme{text, soft} {
			if c := contrast(behind, linear(t, of(words))); c < 4.5 {
				t.Errorf("%s: words %s have contrast %.2f", name, of(words), c)
			}
		}
		for i := range len(palette) + 1 {
			if c := contrast(behind, linear(t, of(inkOf(i)))); c < 3 {
				t.Errorf("%s: ink %d has contrast %.2f", name, i, c)
			}
		}
	}
}
