package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"hearsay/corpus"
)

func TestMain(m *testing.M) {
	// A program under the race detector waits a second before it ends, for what other threads
	// may have to say. The tests start it some hundred times.
	if os.Getenv("GORACE") == "" {
		os.Setenv("GORACE", "atexit_sleep_ms=20")
	}
	testscript.Main(m, map[string]func(){"hearsay": main})
}

// concurrent are the scripts of what works on all cores and waits for others. Under the race
// detector, with which a program takes a second to start, they alone run: what the others show is
// asked of package report there.
var concurrent = []string{"add", "demo", "failures", "feed", "fetch", "keep", "posts", "purge", "warc"}

func TestScript(t *testing.T) {
	dir, files := "testdata/script", []string(nil)
	if raceEnabled {
		dir = ""
		for _, name := range concurrent {
			files = append(files, filepath.Join("testdata", "script", name+".txtar"))
		}
	}
	testscript.Run(t, testscript.Params{
		Dir:                 dir,
		Files:               files,
		RequireExplicitExec: true,
		UpdateScripts:       *update,
		Setup:               cleanEnvironment,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":         exits,
			"truth-figures": truthFigures,
			"flip":          flip,
			"gzip-half":     gzipHalf,
			"keep-id":       keepID,
			"keep-figure":   keepFigure,
			"keep-hash":     keepHash,
			"cut-short":     cutShort,
			"many-bad":      manyBad,
			"evil-name":     evilName,
			"keys":          keys,
			"latin":         latin,
			"bytes":         rawBytes,
			"demo-ledger":   copyDemo,
			"serve":         serve,
		},
	})
}

// cleanEnvironment keeps the settings of whoever runs the tests out of them.
func cleanEnvironment(env *testscript.Env) error {
	for _, name := range []string{"HEARSAY_DB", "HEARSAY_AS", "HEARSAY_PROXY", "NO_COLOR", "LC_ALL", "LC_CTYPE"} {
		env.Setenv(name, "")
	}
	env.Setenv("LANG", "C.UTF-8")
	env.Setenv("GORACE", os.Getenv("GORACE"))
	env.Setenv("EVIL", "M\u202e\x1b[2J Desk")
	return nil
}

// exits CODE PROGRAM ARG... runs a program and checks its exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARG...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := exitCode(ts.Exec(args[1], args[2:]...)); got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func exitCode(err error) int {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	return -1
}

func TestEveryOutcomeHasItsCode(t *testing.T) {
	for _, o := range outcomes {
		err := fmt.Errorf("show s123: %w", o.err)
		if got := codeOf(err); got != o.code || got == exitFailure {
			t.Errorf("codeOf(%v) = %d, want %d", err, got, o.code)
		}
	}
	if got := codeOf(errors.New("disk full")); got != exitFailure {
		t.Errorf("an unknown error gives %d, want %d", got, exitFailure)
	}
	if got := codeOf(errors.Join(context.Canceled, errSomeFailed)); got != exitInterrupted {
		t.Errorf("an interrupted run with failures gives %d, want %d", got, exitInterrupted)
	}
}

// A message does not end in the name of its kind where it says as much.
func TestPlainly(t *testing.T) {
	for _, c := range []struct{ err, kind error }{
		{fmt.Errorf("--limit: want more: %w", corpus.ErrInvalid), corpus.ErrInvalid},
		{fmt.Errorf("confirm s1: no statement begins with it: %w", corpus.ErrNotFound), corpus.ErrNotFound},
	} {
		if got, want := plainly(c.err), strings.TrimSuffix(c.err.Error(), ": "+c.kind.Error()); got != want {
			t.Errorf("%v is told as %q, want %q", c.err, got, want)
		}
	}
	for _, err := range []error{fmt.Errorf("original 12ab: %w", corpus.ErrNotFound), corpus.ErrInvalid, errors.New("disk full")} {
		if got := plainly(err); got != err.Error() {
			t.Errorf("%v is told as %q", err, got)
		}
	}
}

// A panic is a failure of the program, not a wrong command line.
func TestPanicIsOwnedUpTo(t *testing.T) {
	var stderr bytes.Buffer
	term := &terminal{stdout: bufio.NewWriter(io.Discard), stderr: &stderr, meter: &meter{w: &stderr}}
	run := func() (code int) {
		defer term.ownUp(&code)
		var list []int
		return list[len(os.Args)]
	}
	if code := run(); code != exitFailure {
		t.Errorf("exit code %d, want %d", code, exitFailure)
	}
	if !regexp.MustCompile(`this is a fault of hearsay: .*out of range.*main_test.go line \d+`).MatchString(stderr.String()) {
		t.Errorf("it says\n%s", stderr.String())
	}
}
