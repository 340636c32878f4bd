package report

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/corpus"
	"hearsay/internal/store"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// ledgerOf makes a ledger of readings in a temporary file, with what people
// decided and one record that could not be read.
func ledgerOf(t testing.TB, readings []reading) *store.Store {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	for i, r := range readings {
		put(t, st, r, i == 0)
	}
	return st
}

func put(t testing.TB, st *store.Store, r reading, withFailure bool) {
	t.Helper()
	ctx := context.Background()
	original := []byte(r.doc.Text)
	c := corpus.Capture{Source: "collection/" + short(r.doc.ID) + ".txt", Format: corpus.FormatText, Digest: corpus.DigestOf(original), Size: int64(len(original)), Time: captured}
	c.ID = corpus.CaptureID(c.Source, c.Digest)
	if _, err := st.Capture(ctx, c, bytes.NewReader(original)); err != nil {
		t.Fatal(err)
	}
	var failures []store.Failure
	if withFailure {
		failures = []store.Failure{{Capture: c.ID, Place: "line 17", Reason: "no JSON object"}}
	}
	if _, err := st.AddDocuments(ctx, c.ID, []corpus.Document{r.doc}, failures, &store.Parsed{Version: "1", Incomplete: ""}); err != nil {
		t.Fatal(err)
	}
	a := corpus.Annotations{System: "annotate/1", Figures: r.figures}
	for _, b := range r.doc.Blocks {
		a.Sentences = append(a.Sentences, b.Span)
	}
	for _, s := range r.statements {
		a.Attributions = append(a.Attributions, s.Attribution)
	}
	if err := st.PutAnnotations(ctx, "1", []store.Annotated{{Document: r.doc.ID, Annotations: a}}); err != nil {
		t.Fatal(err)
	}
	for _, s := range r.statements {
		decide(t, st, s)
	}
}

func decide(t testing.TB, st *store.Store, s corpus.Statement) {
	t.Helper()
	d := corpus.Decision{Subject: s.ID, By: "A. Editor", Note: "heard the recording"}
	switch s.Standing {
	case corpus.Machine:
		return
	case corpus.Confirmed:
		d.Verb = corpus.Confirm
	case corpus.Corrected:
		d.Verb, d.Field, d.Value = corpus.Correct, "speaker", s.Source.Name+" Андреевич"
	}
	if _, err := st.Decide(context.Background(), d); err != nil {
		t.Fatal(err)
	}
}

// moment is a date or a time as it is written.
var moment = regexp.MustCompile(`20\d\d-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?`)

// scrub hides the moments at which the test made its ledger: those that are
// not of the fixture. They have the same length always, so that lines do not
// break otherwise.
func scrub(s string) string {
	return moment.ReplaceAllStringFunc(s, func(at string) string {
		if strings.HasPrefix(at, "2031-") {
			return at
		}
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return '0'
			}
			return r
		}, at)
	})
}

// golden compares got, scrubbed, with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	got = scrub(got)
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (run with -update after looking at it):\n%s", path, diff)
	}
}
