package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"hearsay/internal/report"
)

// terminal is where a command runs: its streams and what they can show.
type terminal struct {
	ctx     context.Context
	stdin   io.Reader
	stdout  *bufio.Writer
	stderr  io.Writer
	style   report.Style // of stdout
	command string       // that runs
	meter   *meter       // on stderr
}

func newTerminal(ctx context.Context, stdin, stdout, stderr *os.File, getenv func(string) string) *terminal {
	t := &terminal{ctx: ctx, stdin: stdin, stdout: bufio.NewWriterSize(stdout, 64<<10), stderr: stderr}
	t.style = styleOf(stdout, getenv)
	t.meter = &meter{w: stderr}
	if live(stderr, getenv) {
		t.meter.width = widthOf(stderr)
	}
	return t
}

// styleOf tells what f can show: colour on a terminal alone, and not where
// the environment says that it is not wanted (no-color.org).
func styleOf(f *os.File, getenv func(string) string) report.Style {
	s := report.Style{Unicode: showsUnicode(getenv)}
	if live(f, getenv) {
		s.Color = getenv("NO_COLOR") == ""
		s.Width = widthOf(f)
	}
	return s
}

// live reports whether f is a terminal that can move its cursor.
func live(f *os.File, getenv func(string) string) bool {
	return term.IsTerminal(int(f.Fd())) && getenv("TERM") != "dumb"
}

// defaultWidth is that of a terminal that does not tell its own.
const defaultWidth = 80

func widthOf(f *os.File) int {
	if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
		return width
	}
	return defaultWidth
}

// showsUnicode reads the locale as POSIX orders it. Where there is none, as
// in a container, output is UTF-8.
func showsUnicode(getenv func(string) string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToLower(getenv(name)); v != "" {
			return strings.Contains(v, "utf-8") || strings.Contains(v, "utf8")
		}
	}
	return true
}

// printf writes on stdout what no terminal acts upon.
func (t *terminal) printf(format string, args ...any) {
	io.WriteString(t.stdout, report.Inert(fmt.Sprintf(format, args...))) // a failure shows when stdout is flushed
}

// errorf writes an error on stderr, after what stdout holds.
func (t *terminal) errorf(format string, args ...any) {
	t.say("hearsay: " + fmt.Sprintf(format, args...))
}

// say writes one line on stderr, inert, without spoiling the meter.
func (t *terminal) say(line string) {
	t.flush()
	t.meter.clear()
	fmt.Fprintln(t.stderr, report.OneLine(line))
}

func (t *terminal) flush() error { return t.stdout.Flush() }
