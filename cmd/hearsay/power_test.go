package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hearsay/corpus"
	"hearsay/internal/ledgertest"
	"hearsay/internal/store"
	"hearsay/sample"
)

// The environment of the tests that kill the program: soak wants a hundred
// kills in place of a dozen, seed repeats the instants of an earlier run.
const (
	soakVariable = "HEARSAY_SOAK"
	seedVariable = "HEARSAY_SEED"
)

func soaking() bool { return os.Getenv(soakVariable) != "" }

// kills is how often a test kills the program.
func kills() int {
	if soaking() {
		return 100
	}
	return 12
}

// instants returns a function that gives instants within a length of time,
// that of a run when it was last seen whole: of every n, one in each n-th of
// it, in a random order. The seed is logged.
func instants(t *testing.T, n int) func(length time.Duration) time.Duration {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if s, err := strconv.ParseUint(os.Getenv(seedVariable), 10, 64); err == nil {
		seed = s
	}
	t.Logf("%d kills; %s=%d repeats the instants", n, seedVariable, seed)
	r := rand.New(rand.NewPCG(seed, 1))
	var strata []int
	return func(length time.Duration) time.Duration {
		if len(strata) == 0 {
			strata = r.Perm(n)
		}
		at := strata[0]
		strata = strata[1:]
		return time.Duration((float64(at) + r.Float64()) / float64(n) * float64(length))
	}
}

// trial kills a program and compares what is left with what an
// undisturbed run leaves. Any ledger will do: ledger names a new one.
type trial struct {
	program    string
	collection string
	ledger     func(t *testing.T) string
}

// newTrial builds the program, without the race detector and as it is
// shipped, and a collection to take in.
func newTrial(t *testing.T, ledger func(t *testing.T) string) *trial {
	t.Helper()
	asShipped(t)
	dir := t.TempDir()
	c := &trial{program: filepath.Join(dir, "hearsay"), collection: filepath.Join(dir, "collection"), ledger: ledger}
	if out, err := exec.Command("go", "build", "-o", c.program, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	writeCollection(t, c.collection)
	return c
}

// asShipped skips a test of what other programs and the machine do to this one, and of what
// comes out of whole ledgers: the race detector finds nothing there that it does not in the packages
// that do the work, and takes minutes for it. .ci/run demands such tests without it.
func asShipped(t *testing.T) {
	t.Helper()
	if raceEnabled {
		t.Skip("runs without the race detector")
	}
}

// posts is how many posts the archive beside the sample has: a run takes about
// two seconds, and with those of a soak ten.
func posts() int {
	if soaking() {
		return 1500
	}
	return 100
}

func writeCollection(t *testing.T, dir string) {
	t.Helper()
	files, err := fs.Sub(sample.Files, "collection")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	zw := gzip.NewWriter(&b)
	for i := range posts() {
		fmt.Fprintf(zw, `{"url":"https://post.example/%d","published":"2031-03-%02d","language":"en","title":"Post %d","text":"%s"}`+"\n",
			i, 1+i%28, i, postOf(i))
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "posts.jsonl.gz"), b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// postOf is the text of a post; that of secretPost has a word of its own.
func postOf(i int) string {
	name := ""
	if i == secretPost {
		name = secretWord + " "
	}
	return fmt.Sprintf("Boat %d %sleft the harbour. Ada Renn, the harbour master, said on Tuesday that boat %d had been lost with %d sailors. "+
		"The ministry denied that it had been warned.", i, name, i, i%40)
}

const (
	secretPost = 77
	secretWord = "Qvoxlimar"
)

func (c *trial) command(ledger string, args ...string) *exec.Cmd {
	cmd := exec.Command(c.program, append([]string{"--db", ledger}, args...)...)
	cmd.Env = append(os.Environ(), "HEARSAY_DB=", "HEARSAY_AS=")
	return cmd
}

// whole runs a command to its end and returns how long it took.
func (c *trial) whole(t *testing.T, ledger string, args ...string) time.Duration {
	t.Helper()
	start := time.Now()
	if out, err := c.command(ledger, args...).CombinedOutput(); err != nil {
		t.Fatalf("hearsay %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return time.Since(start)
}

// killed runs a command and kills it after a while, as a power cut would,
// unless it ends before. It reports whether it was killed.
func (c *trial) killed(t *testing.T, after time.Duration, ledger string, args ...string) bool {
	t.Helper()
	cmd := c.command(ledger, args...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) // it may have ended
	err := cmd.Wait()
	timer.Stop()
	if err != nil && exitCode(err) != -1 {
		t.Fatalf("hearsay %s: %v\n%s", strings.Join(args, " "), err, &out)
	}
	return err != nil
}

// sound verifies a ledger, which a kill at the very beginning leaves
// unmade.
func (c *trial) sound(t *testing.T, ledger, when string) store.VerifyReport {
	t.Helper()
	r, err := store.Verify(t.Context(), ledger, "", nil)
	unmade := errors.Is(err, fs.ErrNotExist) || errors.Is(err, corpus.ErrNotLedger) ||
		err != nil && strings.Contains(err.Error(), "brings it up to date")
	if err != nil && !(unmade && when != whenDone) {
		t.Fatalf("verify %s: %v", when, err)
	}
	if len(r.Findings) > 0 {
		t.Errorf("%s: %+v", when, r.Findings)
	}
	return r
}

const whenDone = "when it is done"

// dump returns the canonical dump of a ledger, line by line.
func (c *trial) dump(t *testing.T, ledger string) []string {
	t.Helper()
	st, err := store.OpenReadOnly(t.Context(), ledger)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := errors.Join(st.Dump(t.Context(), &b), st.Close()); err != nil {
		t.Fatal(err)
	}
	return strings.Split(b.String(), "\n")
}

// capturesLogged counts the rows of the log for each capture.
func capturesLogged(t *testing.T, ledger string) map[string]int {
	t.Helper()
	st, err := store.OpenReadOnly(context.Background(), ledger)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	rows := map[string]int{}
	for e, err := range st.Log(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Kind == "capture" {
			rows[e.Subject]++
		}
	}
	return rows
}

// TestPowerCuts kills runs on ledgers that are files.
func TestPowerCuts(t *testing.T) {
	t.Parallel()
	c := newTrial(t, func(t *testing.T) string { return ledgertest.File(t) })
	t.Run("add", func(t *testing.T) { testKilledAdd(t, c) })
	t.Run("purge", func(t *testing.T) {
		testKilledPurge(t, c, func(t *testing.T, ledger string) {
			b, err := os.ReadFile(ledger)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(bytes.ToLower(b), []byte(strings.ToLower(secretWord))) {
				t.Error("a word that was purged is in the file")
			}
		})
	})
}

// TestPowerCutsOnPostgres kills runs on ledgers in PostgreSQL. What the server
// keeps of rows that went is not looked for.
func TestPowerCutsOnPostgres(t *testing.T) {
	t.Parallel()
	ledgertest.Database(t)
	c := newTrial(t, func(t *testing.T) string { return ledgertest.Schema(t) })
	t.Run("add", func(t *testing.T) { testKilledAdd(t, c) })
	t.Run("purge", func(t *testing.T) { testKilledPurge(t, c, func(*testing.T, string) {}) })
}

// testKilledAdd kills the taking in of a collection, goes on and kills it
// again until it is done, and wants nothing lost and nothing doubled. It takes
// as many ledgers as it needs for all kills.
func testKilledAdd(t *testing.T, c *trial) {
	undisturbed := c.ledger(t)
	length := c.whole(t, undisturbed, "add", c.collection)
	want := c.dump(t, undisturbed)
	c.sound(t, undisturbed, whenDone)
	next := instants(t, kills())
	ledgers := 0
	for cut := 0; cut < kills(); ledgers++ {
		if ledgers > 2*kills() {
			t.Fatalf("only %d runs on %d ledgers were killed before their end", cut, ledgers)
		}
		ledger := c.ledger(t)
		start, before := time.Now(), cut
		for after := next(length); c.killed(t, after, ledger, "add", c.collection); after = next(length) {
			c.sound(t, ledger, fmt.Sprintf("after a kill at %v", after))
			cut++
		}
		if cut == before { // the machine has become faster
			length = min(length, time.Since(start))
		}
		c.complete(t, ledger, want)
	}
	t.Logf("%d ledgers", ledgers)
}

// complete wants a ledger that went on after kills to be as an undisturbed one.
func (c *trial) complete(t *testing.T, ledger string, want []string) {
	t.Helper()
	c.whole(t, ledger, "add", c.collection)
	c.sound(t, ledger, whenDone)
	if diff := cmp.Diff(want, c.dump(t, ledger)); diff != "" {
		t.Fatalf("it is not as after an undisturbed run: (-want +got)\n%s", diff)
	}
	for id, n := range capturesLogged(t, ledger) {
		if n != 1 {
			t.Errorf("capture %s has %d rows in the log", id, n)
		}
	}
}

// testKilledPurge kills purges, and wants each either not begun or, after the
// next command that writes, finished. gone looks for the words.
func testKilledPurge(t *testing.T, c *trial, gone func(t *testing.T, ledger string)) {
	undisturbed := c.ledger(t)
	c.whole(t, undisturbed, "add", c.collection)
	purge := []string{"purge", "--as", "Ana", "--reason", "court order", secretDocument(t, undisturbed)}
	length := c.whole(t, undisturbed, purge...)
	want := c.dump(t, undisturbed)
	gone(t, undisturbed)
	next := instants(t, kills()/4)
	cut := 0
	for range kills() / 4 {
		ledger, after := c.ledger(t), next(length)
		c.whole(t, ledger, "add", c.collection)
		if c.killed(t, after, ledger, purge...) {
			cut++
		}
		c.sound(t, ledger, fmt.Sprintf("after a kill at %v", after))
		// The next opening finishes what was begun; what was not is asked again.
		out, err := c.command(ledger, purge...).CombinedOutput()
		if code := exitCode(err); code != exitOK && code != exitWithheld {
			t.Fatalf("purge after a kill: %v\n%s", err, out)
		}
		if r := c.sound(t, ledger, whenDone); r.Unscrubbed || len(r.Withheld) == 0 {
			t.Errorf("after a kill at %v: unfinished %v, %d withheld", after, r.Unscrubbed, len(r.Withheld))
		}
		gone(t, ledger)
		if diff := cmp.Diff(want, c.dump(t, ledger)); diff != "" {
			t.Fatalf("it is not as after an undisturbed purge: (-want +got)\n%s", diff)
		}
	}
	t.Logf("%d purges were killed before their end", cut)
}

// secretDocument is the identity of the post that is purged.
func secretDocument(t *testing.T, ledger string) string {
	t.Helper()
	st, err := store.OpenReadOnly(t.Context(), ledger)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	hits, err := st.Search(t.Context(), secretWord, store.DocumentFilter{})
	if err != nil || len(hits) != 1 {
		t.Fatalf("%d documents with %s, %v", len(hits), secretWord, err)
	}
	return hits[0].Document.ID
}
