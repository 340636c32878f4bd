package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadmeShowsRealOutput holds the README to what the demo prints: every
// block between three backticks must stand in it as it is.
func TestReadmeShowsRealOutput(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(readme), "```\n")
	if len(blocks) < 3 {
		t.Fatal("the README shows no output")
	}
	out := demoOutput(t)
	for i := 1; i < len(blocks); i += 2 {
		if !strings.Contains(out, blocks[i]) {
			t.Errorf("the demo no longer prints:\n%s", blocks[i])
		}
	}
}

// demoOutput runs the demo as a program of its own, as its reader does.
func demoOutput(t *testing.T) string {
	t.Helper()
	cmd := exec.Command("hearsay", "demo", "--dir", filepath.Join(t.TempDir(), "demo"))
	cmd.Env = append(os.Environ(), "HEARSAY_DB=", "LANG=C.UTF-8", "LC_ALL=")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("demo: %v\n%s", err, stderr.String())
	}
	return string(out)
}
