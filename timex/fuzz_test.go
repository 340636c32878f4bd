package timex_test

import (
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/golden"
	"hearsay/syntax"
	"hearsay/timex"
)

// FuzzFind reads any bytes: spans lie in the text, on rune borders, in order and apart.
func FuzzFind(f *testing.F) {
	for _, text := range golden.Texts(f, "testdata/*.txtar") {
		head, body, _ := strings.Cut(text, "\n")
		f.Add(body, strings.TrimSpace(strings.TrimPrefix(head, "published")))
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
