package timex_test

import (
	"fmt"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/golden"
	"hearsay/syntax"
	"hearsay/timex"
)

// TestGolden says which expressions of time texts hold. A text begins with a line
// "published DATE", DATE empty for unknown; offsets are those of what follows it.
func TestGolden(t *testing.T) { golden.Test(t, "testdata/*.txtar", describe) }

func describe(text string) string {
	head, body, _ := strings.Cut(text, "\n")
	doc := corpus.Document{Text: body, Published: strings.TrimSpace(strings.TrimPrefix(head, "published"))}
	var b strings.Builder
	for _, x := range timex.Find(syntax.Read(doc), doc) {
		fmt.Fprintf(&b, "%s %d:%d %q value=%s", x.Type, x.Start, x.End, x.In(body), x.Value)
		if x.Mod != "" {
			fmt.Fprintf(&b, " mod=%s", x.Mod)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
