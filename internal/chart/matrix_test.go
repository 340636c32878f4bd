package chart

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

func coverageMatrix() Matrix {
	cell := func(state, label string, doubt bool) MatrixCell {
		return MatrixCell{state, label, doubt, "because of that"}
	}
	return Matrix{Title: "Shelling at Torvane Lock <2031-03-18>", Columns: []string{"the event", "the losses & the honours, of which the name is long"}, Rows: []MatrixRow{
		{"Tessel Wire", []MatrixCell{cell("covered", "covered 1 d", false), cell("covered without the aspect", "without it", false)}},
		{"Plainframe <Project>", []MatrixCell{cell("late", "late 14-43 d", false), cell("late", "late 14-43 d", true)}},
		{"Munhyang Dispatch", []MatrixCell{cell("silent", "silent", false), cell("none found", "none found", true)}},
		{"Ulvret Courier", []MatrixCell{cell("unknown", "unknown", false), cell("", "unknown", false)}},
	}}
}

// All that is drawn stands in the file's words, within its frame, and the file
// stands alone in two schemes.
func TestMatrix(t *testing.T) {
	for _, m := range []Matrix{coverageMatrix(), {Title: "Nothing"}, {Title: "\x00\uFFFE", Columns: []string{""}, Rows: []MatrixRow{{"", []MatrixCell{{}}}}}} {
		svg := m.SVG()
		for d := xml.NewDecoder(strings.NewReader(svg)); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%v\n%s", err, svg)
			}
		}
		for _, no := range []string{"<script", "href", "url(", "@import", "<image", "NaN", "Inf"} {
			if strings.Contains(svg, no) {
				t.Errorf("%s stands in the picture", no)
			}
		}
		if !strings.Contains(svg, "prefers-color-scheme:dark") || !strings.Contains(svg, `role="img"`) {
			t.Error("no dark scheme or no picture")
		}
	}
	svg := coverageMatrix().SVG()
	for _, want := range []string{
		"Tessel Wire: the event covered 1 d; the losses &amp; the honours, of which the name is long without it.",
		"Munhyang Dispatch: the event silent; the losses &amp; the honours, of which the name is long none found (in doubt).",
		"Plainframe &lt;Project&gt;", "<circle", "none found *",
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %q in the picture", want)
		}
	}
	if svg != coverageMatrix().SVG() {
		t.Error("it is drawn another way the next time")
	}
}
