package store

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/ledgertest"
)

// The environment of a child: the ledger, and the first of the stories that
// it adds.
const (
	childLedger  = "HEARSAY_TEST_STORE_LEDGER"
	childFirst   = "HEARSAY_TEST_STORE_FIRST"
	childStories = 15
)

// child is a process that adds stories to a ledger, as several at once do
// when a person runs two commands.
func child() int {
	first, err := strconv.Atoi(os.Getenv(childFirst))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if err := addStories(os.Getenv(childLedger), first, first+childStories); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// addStories adds stories in a transaction each.
func addStories(path string, from, to int) (err error) {
	st, err := Open(context.Background(), path)
	if err != nil {
		return err
	}
	defer func() { err = errFirst(err, st.Close()) }()
	for n := from; n < to; n++ {
		if err := addStory(st, n); err != nil {
			return err
		}
	}
	return nil
}

func addStory(st *Store, n int) error {
	ctx := context.Background()
	body := fmt.Sprint("story ", n)
	c, d := captureOf(body+".jsonl", body), story(n)
	if _, err := st.Capture(ctx, c, strings.NewReader(body)); err != nil {
		return err
	}
	if _, err := st.AddDocuments(ctx, c.ID, []corpus.Document{d}, nil, &Parsed{Version: "1"}); err != nil {
		return err
	}
	return st.PutAnnotations(ctx, "annotate/1", []Annotated{{d.ID, reading(d)}})
}

// Processes that write at once wait for each other: nothing is lost, and the
// ledger is sound.
func TestProcessesTogether(t *testing.T) {
	for name, existing := range map[string]int{"a new ledger": 0, "an existing ledger": 3} {
		t.Run(name, func(t *testing.T) {
			ledgertest.Each(t, func(t *testing.T, dsn string) { testProcesses(t, dsn, existing) })
		})
	}
}

func testProcesses(t *testing.T, dsn string, existing int) {
	if err := addExisting(dsn, existing); err != nil {
		t.Fatal(err)
	}
	const processes = 4
	runChildren(t, dsn, processes)
	want := existing + processes*childStories
	st := openAt(t, dsn)
	if n, err := st.Counts(ctx); err != nil || n.Documents != want || n.Captures != want || n.Pending != 0 {
		t.Errorf("%+v, %v; want %d documents", n, err, want)
	}
	if r := verify(t, dsn, ""); len(r.Findings) > 0 || r.LogRows != int64(1+3*want) {
		t.Errorf("%+v", r)
	}
}

func addExisting(path string, n int) error {
	if n == 0 {
		return nil
	}
	return addStories(path, 1000, 1000+n)
}

// runChildren starts processes at once and waits for all.
func runChildren(t *testing.T, path string, processes int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	for i := range processes {
		c := exec.Command(self)
		c.Env = append(os.Environ(), childLedger+"="+path, childFirst+"="+strconv.Itoa(i*childStories))
		go func() {
			out, err := c.CombinedOutput()
			if err != nil {
				err = fmt.Errorf("%w\n%s", err, out)
			}
			done <- err
		}()
	}
	for range processes {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}
