package report

import (
	"fmt"
	"math"
	"regexp"
	"testing"
)

// leastContrast is that of WCAG 2.2 for text, level AA.
const leastContrast = 4.5

// Every colour of text stands out from every ground that it is set on, in
// light and in dark.
func TestBriefContrast(t *testing.T) {
	root := regexp.MustCompile(`:root \{[^}]*\}`).FindAllString(briefSheetCSS, 2)
	if len(root) != 2 {
		t.Fatalf("%d sets of colours, want light and dark", len(root))
	}
	for i, block := range root {
		colours := map[string]string{}
		for _, m := range regexp.MustCompile(`--(\w+): (#[0-9a-f]{6})`).FindAllStringSubmatch(block, -1) {
			colours[m[1]] = m[2]
		}
		for _, ground := range []string{"ground", "lit"} {
			for _, ink := range []string{"text", "soft", "link", "refusal", "doubt", "person", "source", "cue", "via"} {
				checkContrast(t, []string{"light", "dark"}[i], colours, ink, ground)
			}
		}
		checkContrast(t, []string{"light", "dark"}[i], colours, "text", "content")
	}
}

func checkContrast(t *testing.T, scheme string, colours map[string]string, ink, ground string) {
	t.Helper()
	a, b := luminance(t, colours[ink]), luminance(t, colours[ground])
	if ratio := (max(a, b) + .05) / (min(a, b) + .05); ratio < leastContrast {
		t.Errorf("%s: %s on %s has contrast %.2f", scheme, ink, ground, ratio)
	}
}

// luminance is the relative luminance of WCAG.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	var rgb [3]uint8
	if _, err := fmt.Sscanf(colour, "#%02x%02x%02x", &rgb[0], &rgb[1], &rgb[2]); err != nil {
		t.Fatalf("colour %q: %v", colour, err)
	}
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		c := float64(rgb[i]) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
