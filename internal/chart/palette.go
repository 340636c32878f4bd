package chart

import (
	"fmt"
	"strings"
)

// scheme is a colour in light and in dark.
type scheme struct{ light, dark string }

// The colours of the picture; ground and text are those of the brief.
var (
	ground    = scheme{"#fbfaf7", "#16171a"}
	text      = scheme{"#1d1c1a", "#e7e4de"}
	soft      = scheme{"#5d5953", "#a8a49b"}
	rule      = scheme{"#dcd7cc", "#35363b"}
	othersInk = scheme{"#8a8a8a", "#85888d"}
)

// palette are the inks of speakers. A random search around the hues of Okabe
// and Ito (2008), with muted colours alone, made the least distance between two
// inks in OKLab great, as seen with normal sight and with each of the three
// colour blindnesses (Machado et al. 2009), at a contrast of 3 or more with the
// ground (WCAG 2.2, 1.4.11). A test states the distances. Each ink has a shape
// of its own besides.
var palette = [8]scheme{
	{"#02508c", "#54b8fe"},
	{"#cc7331", "#cf8b47"},
	{"#037562", "#98fccc"},
	{"#741553", "#cf9fb5"},
	{"#438ce8", "#b3d8fe"},
	{"#975402", "#a56131"},
	{"#6d4fcd", "#666cbf"},
	{"#5b3f01", "#cdc856"},
}

// inkOf is the colour of an ink.
func inkOf(ink int) scheme {
	if ink == others {
		return othersInk
	}
	return palette[ink]
}

// styleSheet styles the picture in light, on paper too, and in dark. The
// colours are written out rather than as variables, for programs that draw SVG
// and are no browsers.
func styleSheet() string {
	return `text{font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif;font-size:12px}` +
		`.title{font-size:20px;font-weight:700}.heading{font-size:14px;font-weight:700}.key{font-size:13px}` +
		`.value{text-anchor:end}.day{text-anchor:middle}.num{font-variant-numeric:tabular-nums}` +
		`.words{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}` +
		`path{fill:none}.head{stroke-width:1.6;stroke-linejoin:round}.full,.tip{fill:currentColor}` +
		`.bar{stroke:currentColor;stroke-width:1.6}.range{fill:currentColor;fill-opacity:.4;stroke:none}` +
		`.open{fill:none}.stem{stroke:currentColor;stroke-width:2.2}.denied .bar,.denied .stem{stroke-dasharray:3 2.5}` +
		`.within{stroke:currentColor;stroke-width:1.4;stroke-dasharray:1.5 3;stroke-linecap:round}` +
		`.origin{stroke-width:1.8;stroke:currentColor;stroke-opacity:.7}.leader{stroke-width:.9}` +
		`.cross{stroke-width:1.5;stroke-linecap:round}.cut{stroke-width:2.6;stroke-linecap:round}.grid{stroke-width:1}` +
		colours(func(s scheme) string { return s.light }) +
		`@media screen and (prefers-color-scheme:dark){` + colours(func(s scheme) string { return s.dark }) + `}`
}

// colours are the rules that differ between light and dark.
func colours(of func(scheme) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `.ground{fill:%[1]s}text{fill:%[2]s}.soft{fill:%[3]s}.grid{stroke:%[4]s}.base,.cross{stroke:%[2]s}`+
		`.leader{stroke:%[3]s}.words,.cut{stroke:%[1]s}.full{stroke:%[1]s;stroke-width:1}.hollow{fill:%[1]s;stroke:currentColor}.key-ink{color:%[3]s}`,
		of(ground), of(text), of(soft), of(rule))
	for ink := range len(palette) + 1 {
		fmt.Fprintf(&b, ".c%d{color:%s}", ink, of(inkOf(ink)))
	}
	return b.String()
}
