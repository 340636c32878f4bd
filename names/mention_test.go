package names

import (
	"testing"
)

// FuzzFind finds mentions in any trees and checks that they lie in their
// sentences.
func FuzzFind(f *testing.F) {
	f.Add("Maria Lenz told Harbour Times", []byte{0, 1, 2, 3, 4})
	f.Fuzz(func(t *testing.T, text string, shape []byte) {
		sentences, _ := fuzzed(text, shape)
		for _, m := range Find(sentences) {
			tokens := sentences[m.Sentence].Tokens
			if m.From < 0 || m.From > m.Head || m.Head >= m.To || m.To > len(tokens) || m.Start != tokens[m.From].Start || m.End != tokens[m.To-1].End {
				t.Fatalf("mention %+v of %d tokens, text of %d bytes", m, len(tokens), len(text))
			}
			if m.Sure <= 0 || m.Sure > 1.0001 {
				t.Fatalf("mention %+v: confidence", m)
			}
		}
	})
}

// TestModel says that the embedded model is read.
func TestModel(t *testing.T) {
	if _, err := unpackKinds(englishModel); err != nil {
		t.Fatal(err)
	}
}
