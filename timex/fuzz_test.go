package timex_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"hearsay/corpus"
	"hearsay/syntax"
	"hearsay/timex"
)

// FuzzFind reads any bytes: spans lie in the text, on rune borders, in order and apart.
func FuzzFind(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatal("no goldens", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, in := range archive.Files {
			if strings.HasSuffix(in.Name, ".in") {
				head, body, _ := strings.Cut(string(in.Data), "\n")
				f.Add(body, strings.TrimSpace(strings.TrimPrefix(head, "published")))
			}
		}
	}
	f.Fuzz(func(t *testing.T, text, published string) {
		doc := corpus.Document{Text: text, Published: published}
		end := 0
		for _, x := range timex.Find(syntax.Read(doc), doc) {
			if !x.Valid(text) || x.Empty() || x.Start < end {
				t.Fatalf("%v in a text of %d bytes, after %d", x, len(text), end)
			}
			if x.Type == "" {
				t.Fatalf("%q has no type", x.In(text))
			}
			end = x.End
		}
	})
}
