// Package golden compares what a layer of reading says of a text with what it
// said before. A golden is what the program says today, right or wrong; the
// diff of an update is to be reviewed.
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the goldens in testdata")

// Test reads every *.in of the archives whose names match pattern and compares
// what describe makes of it with the *.out beside it; with the flag -update it
// writes that. It fails where no archive matches.
func Test(t *testing.T, pattern string, describe func(text string) string) {
	t.Helper()
	for _, file := range archives(t, pattern) {
		name := filepath.Base(file)
		t.Run(strings.TrimSuffix(name, filepath.Ext(name)), func(t *testing.T) { testArchive(t, file, describe) })
	}
}

func archives(t testing.TB, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no goldens at %s: %v", pattern, err)
	}
	return files
}

// Texts returns every *.in of the archives whose names match one of the patterns: what
// goldens read is more like what people write than what a fuzzer thinks of.
func Texts(t testing.TB, patterns ...string) []string {
	t.Helper()
	var texts []string
	for _, pattern := range patterns {
		for _, file := range archives(t, pattern) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range archive.Files {
				if strings.HasSuffix(f.Name, ".in") {
					texts = append(texts, string(f.Data))
				}
			}
		}
	}
	return texts
}

func testArchive(t *testing.T, file string, describe func(text string) string) {
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
