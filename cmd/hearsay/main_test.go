package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"hearsay": main})
}

func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		UpdateScripts:       *update,
		Setup:               cleanEnvironment,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":     exits,
			"flip":      flip,
			"gzip-half": gzipHalf,
			"keep-id":   keepID,
			"keys":      keys,
			"latin":     latin,
			"bytes":     rawBytes,
		},
	})
}

// cleanEnvironment keeps the settings of whoever runs the tests out of them.
func cleanEnvironment(env *testscript.Env) error {
	for _, name := range []string{"HEARSAY_DB", "HEARSAY_AS", "NO_COLOR", "LC_ALL", "LC_CTYPE"} {
		env.Setenv(name, "")
	}
	env.Setenv("LANG", "C.UTF-8")
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
