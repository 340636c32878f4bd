package syntax_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"hearsay/syntax"
)

var update = flag.Bool("update", false, "rewrite the goldens in testdata")

// TestGolden cuts every *.in of the archives in testdata into sentences and
// compares them with the *.out beside it. A golden is what the program says
// today, right or wrong; the diff of an update is to be reviewed.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { golden(t, file) })
	}
}

func golden(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want, ins := map[string]string{}, []txtar.File{}
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, ".in") {
			ins = append(ins, f)
		}
		want[f.Name] = string(f.Data)
	}
	archive.Files = nil
	for _, in := range ins {
		out := strings.TrimSuffix(in.Name, ".in") + ".out"
		got := describe(string(in.Data))
		archive.Files = append(archive.Files, in, txtar.File{Name: out, Data: []byte(got)})
		if diff := cmp.Diff(want[out], got); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", in.Name, diff)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// describe writes a line for each sentence: where it stands, its tokens, and
// how the tagger sees it where that is not as it is written.
func describe(text string) string {
	var b strings.Builder
	for _, s := range syntax.Cut(text, nil) {
		fmt.Fprintf(&b, "SENTENCE %d:%d %s\n", s.Start, s.End, joined(s.Tokens, text))
		if normal := strings.Join(syntax.Normal(s.Tokens), " "); normal != forms(s.Tokens) {
			fmt.Fprintf(&b, "  seen as %s\n", normal)
		}
	}
	return b.String()
}

func joined(tokens []syntax.Token, text string) string {
	var out []string
	for _, k := range tokens {
		out = append(out, k.In(text))
	}
	return strings.Join(out, " | ")
}

func forms(tokens []syntax.Token) string {
	var out []string
	for _, k := range tokens {
		out = append(out, k.Form)
	}
	return strings.Join(out, " ")
}
