package capture

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"hearsay/corpus"
)

var update = flag.Bool("update", false, "write the golden files anew")

// formatOfGolden tells the format by the name of the input.
var formatOfGolden = map[string]corpus.Format{
	"in.txt": corpus.FormatText, "in.html": corpus.FormatHTML, "in.jsonl": corpus.FormatJSONL, "in.xml": corpus.FormatFeed,
	"in.json": corpus.FormatTelegram, "in.pdf": corpus.FormatPDF,
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { golden(t, file) })
	}
}

func golden(t *testing.T, file string) {
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c := corpus.Capture{Time: time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)}
	var in, want []byte
	for _, f := range a.Files {
		switch {
		case f.Name == "title":
			c.Given = append(c.Given, corpus.Observation{Field: corpus.FieldTitle, Value: string(f.Data), Origin: "index.csv row 1"})
		case f.Name == "want":
			want = f.Data
		default:
			in, c.Source, c.Format = f.Data, f.Name, formatOfGolden[f.Name]
		}
	}
	got := describe(t, c, in)
	if *update {
		for i := range a.Files {
			if a.Files[i].Name == "want" {
				a.Files[i].Data = []byte(got)
			}
		}
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got); -update writes it anew:\n%s", file, diff)
	}
}

// describe writes what Documents yields in readable lines.
func describe(t *testing.T, c corpus.Capture, in []byte) string {
	var b strings.Builder
	for d, err := range Documents(c, bytes.NewReader(in)) {
		if err != nil {
			fmt.Fprintf(&b, "ERROR %v\n", err)
			continue
		}
		checkDocument(t, c, d)
		fmt.Fprintf(&b, "DOCUMENT place=%q title=%q outlet=%q authors=%q published=%q language=%q url=%q\n", d.Place, d.Title, d.Outlet, d.Authors, d.Published, d.Language, d.URL)
		for _, o := range d.Observations {
			fmt.Fprintf(&b, "SEEN %s=%q from %q %s\n", o.Field, o.Value, o.Origin, o.Precision)
		}
		for _, block := range d.Blocks {
			fmt.Fprintf(&b, "BLOCK %d:%d %q %s\n", block.Start, block.End, block.In(d.Text), block.Kind)
		}
	}
	return b.String()
}

// checkDocument checks what holds for every document.
func checkDocument(t *testing.T, c corpus.Capture, d corpus.Document) {
	t.Helper()
	checkBlocks(t, d.Text, d.Blocks)
	if d.ID == "" || d.Item == "" || d.TextID != corpus.DigestOf([]byte(d.Text)) || !d.Captured.Equal(c.Time) || d.Access != corpus.Open {
		t.Errorf("document not complete: id %q item %q captured %v", d.ID, d.Item, d.Captured)
	}
	if strings.TrimSpace(d.Text) == "" || strings.Contains(d.Text, "\x00") {
		t.Errorf("text is empty or holds U+0000: %q", d.Text)
	}
}

// checkBlocks checks that blocks are in order, on rune borders and trimmed,
// and that only white space lies between them.
func checkBlocks(t *testing.T, text string, blocks []corpus.Block) {
	t.Helper()
	end := 0
	for _, b := range blocks {
		if !b.Valid(text) || b.Empty() || b.Start < end {
			t.Fatalf("block %v after %d is not valid in %q", b, end, text)
		}
		if s := b.In(text); s != strings.TrimFunc(s, isBlank) {
			t.Fatalf("block %q is not trimmed", s)
		}
		if gap := text[end:b.Start]; strings.TrimFunc(gap, isBlank) != "" {
			t.Fatalf("%q lies between blocks", gap)
		}
		if b.Kind == "" {
			t.Fatalf("block %q has no kind", b.In(text))
		}
		end = b.End
	}
	if rest := text[end:]; strings.TrimFunc(rest, isBlank) != "" {
		t.Fatalf("%q lies behind the blocks", rest)
	}
}

// recordErrors returns the errors that Documents yields.
func recordErrors(c corpus.Capture, in []byte) (docs []corpus.Document, errs []error) {
	for d, err := range Documents(c, bytes.NewReader(in)) {
		if err != nil {
			errs = append(errs, err)
			var r *corpus.RecordError
			if !errors.As(err, &r) {
				panic(fmt.Sprintf("not a record error: %v", err))
			}
			continue
		}
		docs = append(docs, d)
	}
	return docs, errs
}
