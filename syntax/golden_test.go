package syntax_test

import (
	"fmt"
	"strings"
	"testing"

	"hearsay/internal/golden"
	"hearsay/syntax"
)

// TestGolden cuts texts into sentences and tokens.
func TestGolden(t *testing.T) { golden.Test(t, "testdata/*.txtar", describe) }

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
