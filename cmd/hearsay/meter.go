package main

import (
	"fmt"
	"io"
	"time"

	"hearsay/internal/pipeline"
)

// meter shows progress: one line that changes on a terminal, and where there
// is none a plain line now and then and at the end of every stage.
type meter struct {
	w     io.Writer
	width int // of the terminal; 0: none
	drawn bool
	last  time.Time
}

// How often the meter is drawn on a terminal, and else.
const (
	drawEvery = 100 * time.Millisecond
	lineEvery = 10 * time.Second
)

// due reports whether it is time to draw again.
func (m *meter) due(now time.Time) bool {
	every := lineEvery
	if m.width > 0 {
		every = drawEvery
	}
	if m.last.IsZero() {
		m.last = now // a quick stage needs no line before its end
		return m.width > 0
	}
	if now.Sub(m.last) < every {
		return false
	}
	m.last = now
	return true
}

// draw shows line, which stays if it is the last of its kind.
func (m *meter) draw(line string, last bool) {
	if m.width == 0 {
		fmt.Fprintln(m.w, line)
		return
	}
	if r := []rune(line); len(r) >= m.width {
		line = string(r[:m.width-1])
	}
	fmt.Fprintf(m.w, "\r\x1b[K%s", line)
	m.drawn = true
	if last {
		fmt.Fprintln(m.w)
		m.drawn = false
	}
}

// clear wipes the line so that something else can stand there.
func (m *meter) clear() {
	if m.drawn {
		fmt.Fprint(m.w, "\r\x1b[K")
		m.drawn = false
	}
}

// progress shows how far a stage has come.
func (m *meter) progress(p pipeline.Progress) {
	if p.Finished || m.due(time.Now()) {
		m.draw(progressLine(p), p.Finished)
	}
}

// progressLine is such as "read     45 %   4,890 documents   310/s   0:19 left".
func progressLine(p pipeline.Progress) string {
	line := fmt.Sprintf("%-8s", p.Stage)
	if p.Total > 0 {
		line += fmt.Sprintf("%3d %%  ", min(100, p.Done*100/p.Total))
	}
	line += fmt.Sprintf("%8s", count(p.Documents, unitOf(p)))
	if p.Rate > 0 {
		line += fmt.Sprintf("   %s/s", number(int(p.Rate+0.5)))
	}
	if p.Remaining > 0 {
		line += "   " + clock(p.Remaining) + " left"
	}
	return line
}

func unitOf(p pipeline.Progress) string {
	switch p.Stage {
	case "take in":
		return "file"
	case "fetch":
		return "page"
	}
	return "document"
}

// count is such as "1 file" or "2,000 files".
func count(n int, unit string) string {
	if n != 1 {
		unit += "s"
	}
	return number(n) + " " + unit
}

// number writes n with commas.
func number(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// clock writes a duration such as 0:19 or 1:02:03.
func clock(d time.Duration) string {
	s := int(d.Round(time.Second).Seconds())
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
