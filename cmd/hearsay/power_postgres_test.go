//go:build unix

package main

import (
	"bytes"
	"fmt"
	"regexp"
	"testing"
	"time"

	"hearsay/internal/ledgertest"
)

// goneAway is what a program says when the server went away under it.
var goneAway = regexp.MustCompile(`(?i)cannot be reached|shut down or started|unexpected EOF|connection reset|broken pipe|conn closed|conn busy|closed the connection|bad connection|failed to (connect|receive|deallocate|write)`)

// TestServerCutsOnPostgres kills the server under a run, and starts it again.
// The run ends with an error that says so, or did not notice; the next goes on
// where it stopped.
func TestServerCutsOnPostgres(t *testing.T) {
	t.Parallel()
	server := ledgertest.StartServer(t)
	c := newTrial(t, func(*testing.T) string { return server.Ledger() })
	undisturbed := c.ledger(t)
	length := c.whole(t, undisturbed, "add", c.collection)
	want := c.dump(t, undisturbed)
	next := instants(t, kills())
	cut := 0
	for range kills() {
		ledger, after := c.ledger(t), next(length)
		if c.underKilledServer(t, server, after, ledger) {
			cut++
		}
		server.Start()
		c.sound(t, ledger, fmt.Sprintf("after a kill of the server at %v", after))
		c.complete(t, ledger, want)
	}
	if t.Logf("%d of %d runs were cut", cut, kills()); cut == 0 {
		t.Error("no run was cut")
	}
}

// underKilledServer takes in the collection, kills the server after a while,
// and reports whether the run noticed.
func (c *trial) underKilledServer(t *testing.T, server *ledgertest.Server, after time.Duration, ledger string) bool {
	t.Helper()
	cmd := c.command(ledger, "add", c.collection)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	timer := time.AfterFunc(after, func() {
		server.Kill()
		close(done)
	})
	err := cmd.Wait()
	if !timer.Stop() {
		<-done
	}
	if err == nil {
		server.Kill() // it was quicker; its ledger must stand a kill as well
		return false
	}
	if code := exitCode(err); code != exitFailure || !goneAway.Match(out.Bytes()) {
		t.Errorf("killed at %v: exit code %d\n%s", after, code, &out)
	}
	return true
}
