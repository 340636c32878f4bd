package timex

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/syntax"
)

// articleWords is the length of the article that is measured.
const articleWords = 600

// BenchmarkFind finds the times of an article of 600 words of the sample, parsed before.
func BenchmarkFind(b *testing.B) {
	doc := sampled(b)
	sentences := syntax.Read(doc)
	b.ReportAllocs()
	for b.Loop() {
		Find(sentences, doc)
	}
}

// BenchmarkRead parses the same article, for comparison.
func BenchmarkRead(b *testing.B) {
	doc := sampled(b)
	syntax.Read(doc)
	for b.Loop() {
		syntax.Read(doc)
	}
}

func sampled(b *testing.B) corpus.Document {
	b.Helper()
	files, err := filepath.Glob("../sample/collection/texts/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal("no texts", err)
	}
	var text strings.Builder
	for _, name := range files {
		part, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		text.Write(part)
		if len(strings.Fields(text.String())) >= articleWords {
			break
		}
	}
	return corpus.Document{Text: text.String(), Published: "2031-03-19"}
}
