package chart

import (
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// element is an element of a drawing, as its reader meets it.
type element struct {
	name, class, group string // group: the class of the g around it
	attr               map[string]string
	words              string
}

// elements reads a drawing; it fails where it is not well-formed XML.
func elements(t testing.TB, svg string) []element {
	t.Helper()
	var all []element
	var open []int
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("no well-formed XML: %v\n%s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			e.class = e.attr["class"]
			for _, i := range open {
				if all[i].name == "g" {
					e.group = all[i].class
				}
			}
			open = append(open, len(all))
			all = append(all, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				all[open[len(open)-1]].words += string(token)
			}
		}
	}
}

func number(t testing.TB, s string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatalf("coordinate %q", s)
	}
	return n
}

var coordinate = regexp.MustCompile(`-?[0-9.]+`)

// extent is the box of an element: of its corners, or of its words.
func extent(t testing.TB, e element) (b box, ok bool) {
	t.Helper()
	switch e.name {
	case "rect":
		x, y := number(t, orElse(e.attr["x"], "0")), number(t, orElse(e.attr["y"], "0"))
		return box{x, y, x + number(t, e.attr["width"]), y + number(t, e.attr["height"])}, true
	case "path":
		return pathExtent(t, e.attr["d"]), true
	case "text":
		size := map[string]float64{"title": titleSize * 1.06, "heading": headingSize * 1.06, "key": legendSize}[e.class]
		if size == 0 {
			size = noteSize
		}
		x, y, w := number(t, e.attr["x"]), number(t, e.attr["y"]), lengthOf(e.words, size)
		switch {
		case strings.Contains(e.class, "value"):
			x -= w
		case strings.Contains(e.class, "day"):
			x -= w / 2
		}
		return box{x, y - size*.8, x + w, y + size*.2}, true
	}
	return box{}, false
}

func orElse(s, or string) string {
	if s == "" {
		return or
	}
	return s
}

func pathExtent(t testing.TB, d string) box {
	t.Helper()
	var numbers []float64
	for _, s := range coordinate.FindAllString(d, -1) {
		numbers = append(numbers, number(t, s))
	}
	if strings.Contains(d, "a") { // a circle: its left end, then its radius
		x, y, r := numbers[0], numbers[1], numbers[2]
		return box{x, y - r, x + 2*r, y + r}
	}
	b := box{numbers[0], numbers[1], numbers[0], numbers[1]}
	for i := 0; i+1 < len(numbers); i += 2 {
		b.left, b.right = min(b.left, numbers[i]), max(b.right, numbers[i])
		b.top, b.bottom = min(b.top, numbers[i+1]), max(b.bottom, numbers[i+1])
	}
	return b
}

// each runs f on every drawing in both sizes.
func each(t *testing.T, f func(t *testing.T, series []Series, svg string)) {
	for name, series := range drawings {
		for _, size := range [][2]int{{1200, 700}, {700, 500}, {360, 300}} {
			t.Run(fmt.Sprintf("%s/%d", name, size[0]), func(t *testing.T) { f(t, series, Figures(series, size[0], size[1])) })
		}
	}
}

func TestFiguresEverythingIsInsideThePicture(t *testing.T) {
	each(t, func(t *testing.T, _ []Series, svg string) {
		all := elements(t, svg)
		frame := box{0, 0, number(t, all[0].attr["width"]), number(t, all[0].attr["height"])}
		for _, e := range all {
			if b, ok := extent(t, e); ok && !frame.holds(b) {
				t.Errorf("%s %q %q reaches over the edge of %v: %v", e.name, e.class, e.words, frame, b)
			}
		}
	})
}

// No words cover other words or a mark.
func TestFiguresWordsDoNotOverlap(t *testing.T) {
	each(t, func(t *testing.T, _ []Series, svg string) {
		var words []element
		var marks []box
		for _, e := range elements(t, svg) {
			b, _ := extent(t, e)
			switch {
			case e.name == "text":
				words = append(words, e)
			case strings.HasPrefix(e.group, "mark") && (e.class == "tip" || strings.HasPrefix(e.class, "head")):
				marks = append(marks, b)
			}
		}
		for i, e := range words {
			a, _ := extent(t, e)
			for _, other := range words[:i] {
				if b, _ := extent(t, other); a.meets(b) {
					t.Errorf("%q covers %q", e.words, other.words)
				}
			}
			if slices.ContainsFunc(marks, a.meets) {
				t.Errorf("%q covers a mark", e.words)
			}
		}
	})
}

// countElements counts the elements that is picks.
func countElements(all []element, is func(e element) bool) int {
	n := 0
	for _, e := range all {
		if is(e) {
			n++
		}
	}
	return n
}

func TestFiguresForms(t *testing.T) {
	each(t, func(t *testing.T, series []Series, svg string) {
		var marks, open, denied, planned, ranges int
		for _, s := range series {
			for _, m := range s.Marks {
				low, high := m.ends()
				if !m.hasNumber() {
					continue
				}
				marks++
				switch {
				case !isFinite(low) || !isFinite(high):
					open++
				case low < high:
					ranges++
				}
				if m.Denied {
					denied++
				}
				if m.Planned {
					planned++
				}
			}
		}
		all := elements(t, svg)
		in := func(e element) bool { return strings.HasPrefix(e.group, "mark") }
		heads := func(part string) int {
			return countElements(all, func(e element) bool { return in(e) && strings.HasPrefix(e.class, "head"+part) })
		}
		if n := countElements(all, func(e element) bool { return e.name == "g" && strings.HasPrefix(e.class, "mark") }); n != marks {
			t.Errorf("%d marks are drawn, want %d", n, marks)
		}
		if n := countElements(all, func(e element) bool { return in(e) && e.class == "tip" }); n != open {
			t.Errorf("%d heads of arrows, want one for each of %d open ends", n, open)
		}
		if n := heads(""); n < marks || n > marks+ranges {
			t.Errorf("%d heads of %d marks with %d ranges", n, marks, ranges)
		}
		if n := heads(" hollow"); n < planned || (planned == 0 && n > 0) {
			t.Errorf("%d hollow heads of %d planned figures", n, planned)
		}
		if n := countElements(all, func(e element) bool { return in(e) && e.class == "cross" }); n < denied || (denied == 0 && n > 0) {
			t.Errorf("%d crosses of %d denied figures", n, denied)
		}
	})
}

func TestFiguresJoinOneOrigin(t *testing.T) {
	all := elements(t, Figures([]Series{hardSeries()}, 1200, 700))
	joins := countElements(all, func(e element) bool { return strings.HasPrefix(e.class, "origin c") })
	if joins != 5 {
		t.Errorf("%d lines between the six marks of one origin, want 5", joins)
	}
	if !slices.ContainsFunc(all, func(e element) bool { return e.words == "about 4,700 casualties · 6 outlets" }) {
		t.Error("what six outlets carry is not written once, with their number")
	}
}

// A reader who does not see the picture is told all that it shows.
func TestFiguresAlternative(t *testing.T) {
	each(t, func(t *testing.T, series []Series, svg string) {
		all := elements(t, svg)
		if all[0].attr["role"] != "img" || all[1].name != "title" || all[1].words == "" || all[2].name != "desc" ||
			all[0].attr["aria-labelledby"] != all[1].attr["id"] || all[0].attr["aria-describedby"] != all[2].attr["id"] {
			t.Errorf("no picture with a name and a description: %v", all[:3])
		}
		lines := strings.Split(all[2].words, "\n")
		n := 0
		for _, s := range series {
			for _, m := range s.Marks {
				n++
				i := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, fmt.Sprintf("%d. ", n)) })
				if i < 0 {
					t.Fatalf("mark %d is not described", n)
				}
				for _, want := range []string{m.Stated, m.Measure, m.Speaker, m.Through} {
					if !strings.Contains(lines[i], want) {
						t.Errorf("%q does not say %q", lines[i], want)
					}
				}
				if m.Planned != strings.Contains(lines[i], "; planned") || m.Denied != strings.Contains(lines[i], "; denied") {
					t.Errorf("%q: planned %t, denied %t", lines[i], m.Planned, m.Denied)
				}
			}
		}
	})
}

func TestFiguresAlternativeInWords(t *testing.T) {
	all := elements(t, Figures([]Series{hardSeries()}, 700, 500))
	for _, want := range []string{
		"How many casualties the brigade of Hwarin suffered in the valley: 21 figures, in people, from 6 January 2031 to 2 April 2031, on a logarithmic scale.",
		"4. 14 January 2031: at least 300 casualties; measure: casualties; General Staff of Oster, through Harbour Post.",
		"7. 1 February 2031: dozens killed, 24–99; measure: casualties; Maria Lenz, through Harbour Post.",
		"9. 10 February 2031: about 4,700 casualties; measure: casualties; Oster Intelligence Service, through Harbour Post; one origin with 8, 10, 11, 12, 13.",
		"15. March 2031: 15,000 will be sent; measure: casualties; Ministry of Defence of Hwarin, through Harbour Post; planned.",
	} {
		if !strings.Contains(all[2].words+"\n", want+"\n") {
			t.Errorf("the description has no line %q:\n%s", want, all[2].words)
		}
	}
}

// The file asks for nothing, runs nothing and is in two schemes.
func TestFiguresStandAlone(t *testing.T) {
	svg := Figures([]Series{hardSeries()}, 1200, 700)
	for _, no := range []string{"<script", "href", "url(", "@import", "@font-face", "<image", "NaN", "Inf"} {
		if strings.Contains(svg, no) {
			t.Errorf("%s stands in the picture", no)
		}
	}
	if !strings.Contains(svg, "prefers-color-scheme:dark") || !strings.Contains(svg, `xmlns="http://www.w3.org/2000/svg"`) {
		t.Error("no dark scheme or no namespace")
	}
}

func TestFiguresAreTheSameEachTime(t *testing.T) {
	for range 5 {
		if diff := cmp.Diff(Figures(drawings["panels"], 1200, 700), Figures(drawings["panels"], 1200, 700)); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestFiguresKeepTheirSize(t *testing.T) {
	for _, name := range []string{"hard", "easy", "denied", "crowd", "one", "undated", "nothing", "noSeries"} {
		for _, size := range [][2]int{{1200, 700}, {700, 500}} {
			root := elements(t, Figures(drawings[name], size[0], size[1]))[0]
			if w, h := number(t, root.attr["width"]), number(t, root.attr["height"]); w != float64(size[0]) || h != float64(size[1]) {
				t.Errorf("%s: %vx%v, want %v", name, w, h, size)
			}
		}
	}
}

func TestFiguresScale(t *testing.T) {
	tests := []struct {
		name string
		want []string
		not  string
	}{
		{"hard", []string{"people, on a logarithmic scale: equal distances are equal multiples", "10,000", "5"}, ""},
		{"denied", []string{"0", "people, on a logarithmic scale: equal distances are equal multiples"}, ""},
		{"easy", []string{"0", "5,000", "people", "1 Feb", "2031"}, "logarithmic"},
		{"years", []string{"US dollar", "40,000,000", "2010"}, "logarithmic"},
		{"one", []string{"3 May", "2031", "10"}, "logarithmic"},
		{"undated", []string{"undated"}, ""},
		{"nothing", []string{"Not drawn: 1 figure without a number."}, ""},
		{"crowd", []string{"others (4)", "Dec"}, ""},
	}
	for _, tt := range tests {
		all := elements(t, Figures(drawings[tt.name], 1200, 700))
		for _, want := range tt.want {
			if !slices.ContainsFunc(all, func(e element) bool { return e.name == "text" && e.words == want }) {
				t.Errorf("%s: no %q in the picture", tt.name, want)
			}
		}
		if tt.not != "" && slices.ContainsFunc(all, func(e element) bool { return strings.Contains(e.words, tt.not) }) {
			t.Errorf("%s: %q stands in the picture", tt.name, tt.not)
		}
	}
}

// The eight who speak most have a colour and a shape of their own.
func TestFiguresInks(t *testing.T) {
	speakers, inks := inksOf([]Series{hardSeries()})
	if len(speakers) != len(palette) {
		t.Fatalf("%d speakers with an ink of their own, want %d", len(speakers), len(palette))
	}
	if inks["Oster Intelligence Service"] == others || inks["Two lawmakers"] == others || inks["speaker not named"] != others {
		t.Errorf("inks are not given to who speaks most: %v", inks)
	}
	all := elements(t, Figures([]Series{hardSeries()}, 1200, 700))
	shapes := map[string]bool{}
	for ink := range len(palette) + 1 {
		shapes[outline(ink, point{}, 1)] = true
		if !slices.ContainsFunc(all, func(e element) bool { return e.name == "g" && e.class == fmt.Sprintf("c%d", ink) }) {
			t.Errorf("ink %d is not in the legend", ink)
		}
	}
	if len(shapes) != len(palette)+1 {
		t.Errorf("%d shapes for %d inks", len(shapes), len(palette)+1)
	}
}

func TestFiguresEscape(t *testing.T) {
	const evil = "\"><script>alert(1)</script>\x00\x1b[2J&\xff\u202e"
	svg := Figures([]Series{{Title: evil, Unit: evil, Marks: []Mark{{Date: evil, Low: v(1), Stated: evil, Measure: evil, Speaker: evil, Through: evil, Label: evil + "2"}}}}, 700, 500)
	if strings.Contains(svg, "<script") {
		t.Error("markup of a name went through")
	}
	elements(t, svg)
}

var update = flag.Bool("update", false, "rewrite the golden in testdata")

// golden is a drawing to be reviewed in its diff.
const golden = "testdata/figures.svg"

func TestFiguresGolden(t *testing.T) {
	got := Figures([]Series{{Title: "The shelling of Tallow", Unit: "people", Marks: []Mark{
		{Date: "2031-05-04", Low: v(12), High: v(12), Stated: "12 killed", Measure: "killed", Speaker: "Maria Lenz", Through: "Harbour Post", Origin: 1},
		{Date: "2031-05-05", Low: v(12), High: v(12), Stated: "12 killed", Measure: "killed", Speaker: "Maria Lenz", Through: "Radio Tallow", Origin: 1},
		{Date: "2031-05-06", Low: v(15), High: v(20), Stated: "15 to 20 killed", Measure: "killed", Speaker: "Tallow Hospital"},
		{Date: "2031-05-06", Low: v(9), Stated: "at least nine killed", Measure: "killed", Speaker: "Mayor of Tallow", Denied: true},
	}}}, 480, 320)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// ExampleFigures shows what is asked for at the least.
func ExampleFigures() {
	dead := 12.0
	svg := Figures([]Series{{
		Title: "The shelling of Tallow",
		Unit:  "people",
		Marks: []Mark{{Date: "2031-05-04", Low: &dead, High: &dead, Stated: "12 killed", Speaker: "Maria Lenz", Through: "Harbour Post"}},
	}}, 700, 500)
	fmt.Println(regexp.MustCompile(`(?s)<desc.*</desc>`).FindString(svg))
	// Output:
	// <desc id="figures-words">The shelling of Tallow: 1 figure, in people, from 4 May 2031 to 4 May 2031.
	// 1. 4 May 2031: 12 killed; Maria Lenz, through Harbour Post.</desc>
}

func FuzzFigures(f *testing.F) {
	f.Add("2031-05-04", "2031-05", "about 4,700 casualties", "Maria Lenz", 1.0, 4700.0, uint8(3), 700, 80)
	f.Add("", "0000", "\x00<&", "", 0.0, -5e-324, uint8(255), -1, 3)
	f.Fuzz(func(t *testing.T, date, other, stated, speaker string, low, high float64, flags uint8, width, columnsWide int) {
		is := func(bit int) bool { return flags>>bit&1 == 1 }
		m := Mark{Date: date, Low: &low, High: &high, Stated: stated, Speaker: speaker, Through: other, Planned: is(0), Denied: is(1), Origin: int(flags >> 6)}
		n := m
		n.Date, n.Speaker = other, stated
		if is(2) {
			n.Low = nil
		}
		if is(3) {
			n.High = nil
		}
		s := Series{Title: stated, Unit: speaker, Marks: []Mark{m, n, m}}
		svg := Figures([]Series{s}, min(width, 2000), min(width, 2000))
		all := elements(t, svg)
		frame := box{0, 0, number(t, all[0].attr["width"]), number(t, all[0].attr["height"])}
		for _, e := range all {
			if b, ok := extent(t, e); ok && strings.HasPrefix(e.group, "mark") && !frame.holds(b) {
				t.Errorf("%v reaches over the edge: %v", e, b)
			}
		}
		checkBars(t, s, min(columnsWide, 300))
	})
}
