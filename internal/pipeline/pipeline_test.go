package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearsay/capture"
	"hearsay/corpus"
	"hearsay/internal/store"
)

// bench is a ledger and a folder to take in, both of one test.
type bench struct {
	t      *testing.T
	st     *store.Store
	dir    string
	ledger string
}

func newBench(t *testing.T) *bench {
	dir := t.TempDir()
	b := &bench{t: t, dir: dir, ledger: filepath.Join(dir, "hearsay.db")}
	b.st = openAt(t, b.ledger)
	return b
}

// file writes a file into the folder.
func (b *bench) file(name, content string) {
	b.t.Helper()
	if err := os.WriteFile(filepath.Join(b.dir, name), []byte(content), 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// lines is JSON lines of documents from to to-1, each with one "!".
func lines(from, to int) string {
	var s strings.Builder
	for i := from; i < to; i++ {
		fmt.Fprintf(&s, `{"url":"https://post.example/%d","language":"en","text":"The port said boat %d was lost!"}`+"\n", i, i)
	}
	return s.String()
}

// run runs with a reader that finds one statement for every "!".
func (b *bench) run(ctx context.Context, opts Options, paths ...string) (Summary, error) {
	opts.Ledger = b.ledger
	if opts.Read == nil {
		opts.Read = shout
	}
	if opts.Version == "" {
		opts.Version = "1"
	}
	return New(b.st, opts).Run(ctx, paths, nil)
}

// must runs and wants no error.
func (b *bench) must(opts Options, paths ...string) Summary {
	b.t.Helper()
	sum, err := b.run(context.Background(), opts, paths...)
	if err != nil {
		b.t.Fatal(err)
	}
	return sum
}

// counts is what the ledger holds.
func (b *bench) counts() store.Counts {
	b.t.Helper()
	c, err := b.st.Counts(context.Background())
	if err != nil {
		b.t.Fatal(err)
	}
	return c
}

func TestRunTakesInParsesAndReads(t *testing.T) {
	b := newBench(t)
	b.file("posts.jsonl", lines(0, 200))
	b.file("note.txt", "The ferry is late!")
	sum := b.must(Options{}, b.dir)
	if sum.Captures != 2 || sum.Parsed != 2 || sum.Documents != 201 || sum.Read != 201 || sum.Statements != 201 || !sum.Left.Nothing() || sum.Failures.Total != 0 {
		t.Errorf("first run: %+v", sum)
	}
	if c := b.counts(); c.Documents != 201 || c.Statements != 201 || c.Pending != 0 {
		t.Errorf("ledger after the first run: %+v", c)
	}
	sum = b.must(Options{}, b.dir) // the ledger lies in the folder and is passed over
	if sum.Captures != 0 || sum.Known != 2 || sum.Documents != 0 || sum.Read != 0 || sum.Failures.Total != 0 {
		t.Errorf("second run: %+v", sum)
	}
	b.file("posts.jsonl", lines(0, 210))
	sum = b.must(Options{}, b.dir)
	if sum.Captures != 1 || sum.Documents != 10 || sum.Sightings != 200 || sum.Read != 10 {
		t.Errorf("run over a file that grew: %+v", sum)
	}
}

func TestRaisingTheVersionMakesEverythingPending(t *testing.T) {
	b := newBench(t)
	b.file("posts.jsonl", lines(0, 100))
	b.must(Options{}, b.dir)
	if sum := b.must(Options{Version: "2"}); sum.Read != 100 || sum.Statements != 100 {
		t.Errorf("run of version 2: %+v", sum)
	}
	if sum := b.must(Options{Version: "2"}); sum.Read != 0 {
		t.Errorf("second run of version 2 read %d documents", sum.Read)
	}
	if c := b.counts(); c.Statements != 100 {
		t.Errorf("%d statements after reading again, want 100", c.Statements)
	}
}

func TestBadRecordsAndPanicsAreToldAndPassedOver(t *testing.T) {
	b := newBench(t)
	b.file("posts.jsonl", lines(0, 3)+"{broken\n"+`{"url":"https://post.example/p","text":"panic!"}`+"\n"+lines(3, 6))
	var told []string
	sum := b.must(Options{Failed: func(err error) { told = append(told, err.Error()) }}, b.dir)
	if sum.Documents != 7 || sum.Read != 6 || sum.Failures.Total != 2 || sum.Failures.ByFile["posts.jsonl"] != 2 {
		t.Errorf("summary: %+v", sum)
	}
	all := strings.Join(told, "\n")
	for _, want := range []string{"posts.jsonl: line 4: ", "reading it panicked at pipeline/unread_test.go:", "cannot read panic!"} {
		if !strings.Contains(all, want) {
			t.Errorf("nobody was told %q; told:\n%s", want, all)
		}
	}
	kept, err := b.st.Failures(context.Background())
	if err != nil || len(kept) != 2 {
		t.Errorf("the ledger keeps %d failures (%v), want 2: %v", len(kept), err, kept)
	}
}

func TestAReadingThatTheLedgerRefusesFailsAlone(t *testing.T) {
	b := newBench(t)
	b.file("posts.jsonl", lines(0, 70))
	sum := b.must(Options{Read: func(doc corpus.Document) corpus.Annotations {
		a := shout(doc)
		if strings.Contains(doc.Text, "boat 7 ") {
			a.Attributions[0].Content[0].End = 1000
		}
		return a
	}}, b.dir)
	if sum.Read != 69 || sum.Failures.Total != 1 {
		t.Errorf("summary: %+v", sum)
	}
}

func TestADocumentThatTheLedgerRefusesFailsAlone(t *testing.T) {
	b := newBench(t)
	b.file("posts.jsonl", lines(0, 5))
	r := New(b.st, Options{}).begin()
	if err := r.takeIn(context.Background(), []string{b.dir + "/posts.jsonl"}, nil); err != nil {
		t.Fatal(err)
	}
	claim, err := b.st.Claim(context.Background(), store.StageParse, capture.Version, "", 1)
	if err != nil || len(claim.Work) != 1 {
		t.Fatal(claim, err)
	}
	r.parseCapture(context.Background(), claimed{Claim: claim}, func(c batch) bool {
		c.documents[2].Text = "another text" // no longer that of its digest
		if err := r.write(context.Background(), c); err != nil {
			t.Error(err)
		}
		return true
	})
	if r.sum.Documents != 4 || r.sum.Failures.Total != 1 || r.sum.Parsed != 1 {
		t.Errorf("summary: %+v", r.sum)
	}
}

func TestAnInterruptLosesNothing(t *testing.T) {
	for _, stage := range []string{"take in", "parse", "read"} {
		t.Run(stage, func(t *testing.T) {
			b := newBench(t)
			b.file("a.jsonl", lines(0, 500))
			b.file("b.jsonl", lines(500, 1000))
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			sum, err := b.run(ctx, Options{Progress: func(p Progress) {
				if p.Stage == stage && !p.Finished {
					cancel()
				}
			}}, b.dir)
			if !errors.Is(err, context.Canceled) || sum.Read == 1000 {
				t.Fatalf("interrupted run: %v, %+v", err, sum)
			}
			if stage != "take in" && sum.Left.Nothing() {
				t.Errorf("nothing is left after an interrupt: %+v", sum)
			}
			second := b.must(Options{}, b.dir)
			if !second.Left.Nothing() || second.Failures.Total != 0 {
				t.Errorf("second run: %+v", second)
			}
			if c := b.counts(); c.Documents != 1000 || c.Sightings != 1000 || c.Statements != 1000 || c.Pending != 0 {
				t.Errorf("ledger after going on: %+v", c)
			}
		})
	}
}

func TestProgressEndsAtItsTotal(t *testing.T) {
	b := newBench(t)
	b.file("posts.jsonl", lines(0, 300))
	last := map[string]Progress{}
	b.must(Options{Progress: func(p Progress) {
		if q := last[p.Stage]; p.Done < q.Done || p.Documents < q.Documents || q.Finished {
			t.Errorf("%s goes back: %+v after %+v", p.Stage, p, q)
		}
		last[p.Stage] = p
	}}, b.dir)
	for stage, documents := range map[string]int{"take in": 1, "parse": 300, "read": 300} {
		if p := last[stage]; !p.Finished || p.Documents != documents || p.Done != p.Total {
			t.Errorf("%s ended with %+v, want %d documents and all done", stage, p, documents)
		}
	}
}

func TestGivenStandsUnlessAnIndexSaysOtherwise(t *testing.T) {
	b := newBench(t)
	b.file("index.csv", "file,outlet\none.txt,Harbour Post\n")
	b.file("one.txt", "The ferry is late!")
	b.file("two.txt", "The ferry is early!")
	given := []corpus.Observation{{Field: corpus.FieldOutlet, Value: "Said Herald", Origin: "--outlet"}}
	if _, err := New(b.st, Options{Ledger: b.ledger}).Run(context.Background(), []string{b.dir}, given); err != nil {
		t.Fatal(err)
	}
	outlets := map[string]int{}
	for d, err := range b.st.Documents(context.Background(), store.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		outlets[d.Outlet]++
	}
	if outlets["Harbour Post"] != 1 || outlets["Said Herald"] != 1 {
		t.Errorf("outlets %v, want one each", outlets)
	}
}

// What an index or a flag says later is not taken in; nobody shall believe it
// was.
func TestWhatIsSaidLaterIsToldNotTakenIn(t *testing.T) {
	b := newBench(t)
	b.file("index.csv", "file,outlet\none.txt,Harbour Post\n")
	b.file("one.txt", "The ferry is late!")
	b.file("two.txt", "The ferry is early!")
	b.must(Options{}, b.dir)
	b.file("index.csv", "file,outlet,author\ntwo.txt,Late Herald,Ida Holm\none.txt,Harbour Post,\n")
	var told []string
	given := []corpus.Observation{{Field: corpus.FieldOutlet, Value: "Said Herald", Origin: "--outlet"}} // for files that no index names
	opts := Options{Ledger: b.ledger, Read: shout, Version: "1", Warned: func(err error) { told = append(told, err.Error()) }}
	sum, err := New(b.st, opts).Run(context.Background(), []string{b.dir}, given)
	if err != nil {
		t.Fatal(err)
	}
	want := `two.txt: already in the ledger; what is now said about it (outlet "Late Herald", author "Ida Holm") was not taken in: "hearsay correct" changes it`
	if sum.Warnings != 1 || sum.Failures.Total != 0 || strings.Join(told, "|") != want {
		t.Errorf("told %q\nwant %q; %+v", told, want, sum)
	}
}

// Where a person works and how the path is spelled does not make other files
// of the same ones, which an index added later would double.
func TestASpellingOfThePathMakesNoOtherFile(t *testing.T) {
	b := newBench(t)
	b.file("one.txt", "The ferry is late!")
	outside := t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "two.txt"), []byte("The ferry is early!"), 0o644); err != nil {
		t.Fatal(err)
	}
	b.must(Options{}, b.dir, outside)
	b.file("index.csv", "file,outlet\none.txt,Harbour Post\n")
	t.Chdir(b.dir)
	if sum := b.must(Options{}, ".", filepath.Join("..", filepath.Base(b.dir), "one.txt")); sum.Documents != 0 || sum.Captures != 1 {
		t.Errorf("the same file from its folder: %+v, want no document and only the index as new", sum)
	}
	t.Chdir(outside)
	if sum := b.must(Options{}, "two.txt"); sum.Captures != 0 || sum.Known != 1 {
		t.Errorf("the same file from outside: %+v", sum)
	}
	if c := b.counts(); c.Documents != 2 {
		t.Errorf("%d documents, want 2", c.Documents)
	}
}

// A piece of an agency in two papers is a document of each.
func TestTheSameBytesOfTwoOutletsAreTwoDocuments(t *testing.T) {
	b := newBench(t)
	b.file("index.csv", "file,outlet\none.txt,Harbour Post\ntwo.txt,Island Herald\nthree.txt,Harbour Post\n")
	for _, name := range []string{"one.txt", "two.txt", "three.txt"} {
		b.file(name, "The ferry is late!")
	}
	if sum := b.must(Options{}, b.dir); sum.Documents != 2 || sum.Sightings != 1 || sum.Read != 2 {
		t.Errorf("summary: %+v", sum)
	}
}

func TestATextThatIsTooLongFailsWithoutBeingRead(t *testing.T) {
	b := newBench(t)
	b.file("short.txt", "The ferry is late!")
	b.file("long.txt", strings.Repeat("The ferry is late! ", 200_000))
	var told string
	sum := b.must(Options{MaxText: 2 << 20, Failed: func(err error) { told = err.Error() }}, b.dir)
	if sum.Documents != 2 || sum.Read != 1 || sum.Failures.Total != 1 || !strings.HasSuffix(told, "its text of 3.7 MB is longer than the 2 MB that the reader takes") {
		t.Errorf("told %q, summary %+v", told, sum)
	}
}

// Ctrl-C ends a run although one document takes for ever.
func TestAnInterruptDoesNotWaitForALongReading(t *testing.T) {
	b := newBench(t)
	b.file("posts.jsonl", lines(0, 3))
	ctx, cancel := context.WithCancel(context.Background())
	release := make(chan struct{})
	defer close(release) // the reader that was given up ends with the test
	sum, err := b.run(ctx, Options{Read: func(doc corpus.Document) corpus.Annotations {
		if strings.Contains(doc.Text, "boat 1 ") {
			cancel()
			<-release
		}
		return shout(doc)
	}}, b.dir)
	if !errors.Is(err, context.Canceled) || sum.Left.Documents == 0 || sum.Failures.Total != 0 {
		t.Fatalf("interrupted run: %v, %+v", err, sum)
	}
	if sum := b.must(Options{}); !sum.Left.Nothing() || b.counts().Statements != 3 {
		t.Errorf("going on: %+v, %+v", sum, b.counts())
	}
}

// A name that is no UTF-8 leaves a ledger that is well.
func TestANameThatIsNoUTF8(t *testing.T) {
	b := newBench(t)
	b.file("caf\xe9.txt", "The ferry is late!")
	b.file("caf\xe8.txt", "The ferry is late!")
	if sum := b.must(Options{}, b.dir); sum.Captures != 2 || sum.Failures.Total != 0 {
		t.Errorf("first run: %+v", sum)
	}
	if sum := b.must(Options{}, b.dir); sum.Known != 2 || sum.Captures != 0 {
		t.Errorf("second run: %+v", sum)
	}
	r, err := store.Verify(context.Background(), b.ledger, "", nil)
	if err != nil || len(r.Findings) > 0 {
		t.Errorf("verify: %v, %v", err, r.Findings)
	}
}
