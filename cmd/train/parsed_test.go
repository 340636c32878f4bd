package main

import "testing"

// TestParsedTexts counts what ships to learn from: data/README.md states it.
func TestParsedTexts(t *testing.T) {
	sentences, err := readParsed()
	if err != nil {
		t.Fatal(err)
	}
	tokens := 0
	for i := range sentences {
		tokens += len(sentences[i].Tokens)
	}
	if len(sentences) != 63_023 || tokens != 1_377_278 {
		t.Errorf("%d sentences of %d tokens", len(sentences), tokens)
	}
}
