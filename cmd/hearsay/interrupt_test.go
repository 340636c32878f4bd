package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestInterruptedAddGoesOn interrupts a run as Ctrl-C does, once the file is
// taken in, and goes on.
func TestInterruptedAddGoesOn(t *testing.T) {
	const documents = 1000
	dir := t.TempDir()
	var posts strings.Builder
	for i := range documents {
		fmt.Fprintf(&posts, `{"url":"https://post.example/%d","text":"Boat %d was lost, the port said on Tuesday."}`+"\n", i, i)
	}
	if err := os.WriteFile(filepath.Join(dir, "posts.jsonl"), []byte(posts.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	c := exec.Command("hearsay", "add", "posts.jsonl")
	c.Dir = dir
	c.Env = append(os.Environ(), "HEARSAY_DB=")
	stderr, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stderr)
	if !lines.Scan() { // the file is taken in, parsing begins
		t.Error("no progress on stderr")
	}
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(stderr)
	if err != nil {
		t.Fatal(err)
	}
	if code := exitCode(c.Wait()); code != exitInterrupted {
		t.Errorf("exit code %d, want %d; stderr:\n%s", code, exitInterrupted, rest)
	}
	if !strings.Contains(string(rest), "go on with: hearsay add --db ./hearsay.db") {
		t.Errorf("nobody says how to go on:\n%s", rest)
	}
	if out, err := shell(dir, "hearsay add"); err != nil {
		t.Errorf("hearsay add: %v\n%s", err, out)
	}
	out, err := shell(dir, "hearsay documents --json")
	if n := strings.Count(out, "\n"); err != nil || n != documents {
		t.Errorf("%d documents after going on (%v), want %d", n, err, documents)
	}
}

// TestInterruptedReadDoesNotWaitForItsInput interrupts a program that waits on
// a pipe that stays open.
func TestInterruptedReadDoesNotWaitForItsInput(t *testing.T) {
	c := exec.Command("hearsay", "read", "--input", "jsonl", "-")
	stdin, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	var stderr bytes.Buffer
	c.Stderr = &stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	line := `{"id":"1","text":"Four boats were lost, the port said."}` + "\n"
	if _, err := io.WriteString(stdin, strings.Repeat(line, 5000)); err != nil { // more than a pipe holds: it is being read
		t.Fatal(err)
	}
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if code := exitCode(c.Wait()); code != exitInterrupted {
		t.Errorf("exit code %d, want %d; stderr:\n%s", code, exitInterrupted, &stderr)
	}
}
