package names

import (
	"os"
	"path/filepath"
	"testing"

	"hearsay/corpus"
	"hearsay/syntax"
)

// BenchmarkRead finds and joins the names of the sample's texts, parsed
// before, on one core.
func BenchmarkRead(b *testing.B) {
	files, err := filepath.Glob("../sample/collection/texts/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal("no texts", err)
	}
	var documents [][]syntax.Sentence
	tokens := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		sentences := syntax.Read(corpus.Document{Text: string(text)})
		for i := range sentences {
			tokens += len(sentences[i].Tokens)
		}
		documents = append(documents, sentences)
	}
	b.ResetTimer()
	for b.Loop() {
		for _, sentences := range documents {
			Join(sentences, Find(sentences))
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
