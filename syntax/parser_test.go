package syntax

import (
	"bytes"
	"os"
	"testing"
)

// BenchmarkParse measures tagging, parsing and lemmas of sentences that are
// cut already.
func BenchmarkParse(b *testing.B) {
	text, err := os.ReadFile("testdata/articles.txtar")
	if err != nil {
		b.Fatal(err)
	}
	sentences := Cut(string(text), nil)
	tokens := 0
	for i := range sentences {
		tokens += len(sentences[i].Tokens)
	}
	english()
	for b.Loop() {
		for i := range sentences {
			Parse(&sentences[i])
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkLoad measures reading the embedded model.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := ReadModel(bytes.NewReader(englishModel)); err != nil {
			b.Fatal(err)
		}
	}
}
