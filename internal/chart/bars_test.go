package chart

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// checkBars checks what holds for every drawing on a terminal.
func checkBars(t *testing.T, s Series, width int) {
	t.Helper()
	for i, lines := range [][]string{Bars(s, width), BarsASCII(s, width)} {
		if want := len(s.Marks) + 1; width > 0 && len(s.Marks) > 0 && len(lines) != want {
			t.Errorf("%d lines, want %d", len(lines), want)
		}
		for _, l := range lines {
			if columns(l) > width || strings.ContainsAny(l, "\n\r\x1b") || strings.HasSuffix(l, " ") {
				t.Errorf("form %d at %d columns: %q has %d", i, width, l, columns(l))
			}
		}
	}
}

func TestBarsKeepToTheWidth(t *testing.T) {
	for name, series := range drawings {
		t.Run(name, func(t *testing.T) {
			for _, s := range series {
				for width := range 160 {
					checkBars(t, s, width)
				}
			}
		})
	}
}

func TestBars(t *testing.T) {
	s := Series{Unit: "people", Marks: []Mark{
		{Date: "2031-01", Low: v(3000), High: v(3000), Speaker: "Oster Intelligence Service"},
		{Date: "2031-04-30", Low: v(2500), High: v(3500), Speaker: "Harbour Institute"},
		{Date: "2031-05-01", Low: v(3500), Speaker: "Harbour Institute"},
		{Date: "2031-05-02", High: v(4500), Speaker: "Maria Lenz", Planned: true},
		{Low: v(2500), High: v(3500), Denied: true},
		{Date: "2031-05-03", Stated: "heavy losses", Speaker: "Maria Lenz"},
	}}
	tests := []struct {
		name  string
		lines []string
		want  string
	}{
		{"fine", Bars(s, 84), `
               ┌0          ┌2,000     ┌4,000      people
2031-01                         ●                 3,000           Oster Intelligenc…
2031-04-30                    ●━━━━●              2,500–3,500     Harbour Institute
2031-05-01                         ●━━▶           at least 3,500  Harbour Institute
2031-05-02                            ◀──○        up to 4,500     Maria Lenz
undated                       ×────×              2,500–3,500     speaker not named
2031-05-03                                        no number       Maria Lenz`},
		{"ASCII", BarsASCII(s, 64), `
               |0          |2,000     |4,000      people
2031-01                         *                 3,000
2031-04-30                    *====*              2,500-3,500
2031-05-01                         *==>           at least 3,500
2031-05-02                            <--o        up to 4,500
undated                       x----x              2,500-3,500
2031-05-03                                        no number`},
		{"narrow", Bars(s, 22), `
           people
2031-01    3,000
2031-04-30 2,500–3,500
2031-05-01 ≥3,500
2031-05-02 ≤4,500
undated    2,500–3,500
2031-05-03 ?`},
		{"log", BarsASCII(Series{Marks: []Mark{
			{Date: "2031", Low: v(5), High: v(5)}, {Date: "2031", Low: v(0), High: v(40000), Planned: true},
		}}, 60), `
      |0        |100  10,000|      log scale
2031     *                         5          speaker not...
2031  o------------------------o   0-40,000   speaker not...`},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(strings.Trim(tt.want, "\n"), strings.Join(tt.lines, "\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s\n%s", tt.name, diff, strings.Join(tt.lines, "\n"))
		}
	}
}
