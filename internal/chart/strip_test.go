package chart

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestStrip(t *testing.T) {
	tests := []struct {
		name   string
		counts []int
		peak   int
		want   []string
		bars   int
	}{
		{"one bar for each count above zero", []int{2, 0, 4}, 4, []string{`y="12.0"`, `x="2.05"`, `height="24.0"`}, 2},
		{"one of many is still seen", []int{1, 1000}, 1000, []string{`height="3.0"`}, 2},
		{"nothing", nil, 0, []string{`viewBox="0 0 1 24"`}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Strip(tt.counts, tt.peak, "alt")
			for _, w := range tt.want {
				if !strings.Contains(got, w) {
					t.Errorf("no %s in %s", w, got)
				}
			}
			if n := strings.Count(got, "<rect"); n != tt.bars {
				t.Errorf("%d bars, want %d: %s", n, tt.bars, got)
			}
		})
	}
}

func TestStripEscapesItsWords(t *testing.T) {
	got := Strip([]int{1}, 1, `"><script>alert(1)</script>`)
	if strings.Contains(got, "<script") {
		t.Fatalf("markup of a name went through: %s", got)
	}
	d := xml.NewDecoder(strings.NewReader(got))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("no well-formed XML: %v: %s", err, got)
		}
	}
}
