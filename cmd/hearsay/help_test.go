package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
)

// leaves are the commands in the order of the help.
func leaves(t *testing.T) []*kong.Node {
	var c commands
	parser, err := newParser(&c, newTerminal(context.Background(), os.Stdin, os.Stdout, os.Stderr, os.Getenv))
	if err != nil {
		t.Fatal(err)
	}
	return parser.Model.Leaves(true)
}

// TestEveryExampleWorks runs the examples of every command's help, one after
// the other, on the ledger of the demo.
func TestEveryExampleWorks(t *testing.T) {
	if raceEnabled {
		t.Skip("a program with the race detector takes a second to start; the scripts run with it")
	}
	dir := t.TempDir()
	if out, err := shell(dir, "hearsay demo"); err != nil {
		t.Fatalf("hearsay demo: %v\n%s", err, out)
	}
	for _, n := range leaves(t) {
		examples := examplesIn(n.Detail)
		if len(examples) == 0 {
			t.Errorf("the help of %q has no example:\n%s", n.FullPath(), n.Detail)
		}
		for _, e := range examples {
			if !strings.HasPrefix(e, n.FullPath()) {
				t.Errorf("the example of %q is of another command: %s", n.FullPath(), e)
			}
			if out, err := shell(dir, e); err != nil || strings.TrimSpace(out) == "" {
				t.Errorf("%s: %v\n%s\n(if the reader cuts its sentence otherwise now, put another identity into commands.go)", e, err, out)
			}
		}
	}
}

// examplesIn returns the lines that a person would paste.
func examplesIn(help string) []string {
	var list []string
	_, rest, _ := strings.Cut(help, "\nExample")
	for line := range strings.Lines(rest) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "hearsay ") {
			list = append(list, line)
		}
	}
	return list
}

func shell(dir, command string) (string, error) {
	c := exec.Command("sh", "-c", command)
	c.Dir = dir
	c.Env = append(os.Environ(), "HEARSAY_DB=", "HEARSAY_AS=")
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	err := c.Run()
	return out.String(), err
}

// TestHelpIsQuick guards against work at start-up.
func TestHelpIsQuick(t *testing.T) {
	if raceEnabled {
		t.Skip("a program with the race detector takes a second to start")
	}
	best := time.Hour
	for range 5 { // the best of five: other tests run beside this one
		start := time.Now()
		if out, err := shell(".", "hearsay --help"); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		best = min(best, time.Since(start))
	}
	if limit := 60 * time.Millisecond; best > limit {
		t.Errorf("hearsay --help takes %v, more than %v", best, limit)
	}
}
