package quantity_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/golden"
	"hearsay/quantity"
	"hearsay/syntax"
)

// TestGolden says which quantities texts hold.
func TestGolden(t *testing.T) { golden.Test(t, "testdata/*.txtar", describe) }

// describe writes every line of a text with its quantities.
func describe(text string) string {
	doc := corpus.Document{Text: text}
	found := quantity.Find(syntax.Read(doc), doc, nil)
	var b strings.Builder
	at := 0
	for line := range strings.Lines(text) {
		b.WriteString(line)
		for _, q := range found {
			if at <= q.Number.Start && q.Number.Start < at+len(line) {
				writeQuantity(&b, text, q)
			}
		}
		at += len(line)
	}
	return b.String()
}

func writeQuantity(b *strings.Builder, text string, q corpus.Quantity) {
	fmt.Fprintf(b, "\t%q %q [%s, %s] %s", q.In(text), q.Number.In(text), end(q.Low), end(q.High), q.Bound)
	if q.Vague {
		b.WriteString(" vague")
	}
	for _, f := range []struct{ name, value string }{{"unit", q.Unit}, {"counted", q.Counted}, {"head", q.Head}} {
		if f.value != "" {
			fmt.Fprintf(b, " %s=%q", f.name, f.value)
		}
	}
	b.WriteByte('\n')
}

func end(p *float64) string {
	if p == nil {
		return "-"
	}
	return strconv.FormatFloat(*p, 'f', -1, 64)
}
