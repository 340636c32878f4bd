package syntax_test

import (
	"bytes"
	"io"
	"os"
	"testing"

	"hearsay/syntax"
)

func embedded(t testing.TB) []byte {
	b, err := os.ReadFile("model/english.bin")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestModel writes the embedded model again: it must be whole, and small.
func TestModel(t *testing.T) {
	b := embedded(t)
	if len(b) > 12<<20 {
		t.Errorf("the model has %d bytes, more than 12 MiB", len(b))
	}
	m, err := syntax.ReadModel(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if _, err := m.WriteTo(&again); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.Bytes(), b) {
		t.Error("the model that was read is written as other bytes")
	}
}

func TestDamagedModel(t *testing.T) {
	b := embedded(t)
	for _, n := range []int{0, 5, 17, 100, len(b) / 2, len(b) - 1} {
		if _, err := syntax.ReadModel(io.LimitReader(bytes.NewReader(b), int64(n))); err == nil {
			t.Errorf("the first %d bytes are a model", n)
		}
	}
}

// TestSmallTraining learns from a few sentences and must know them.
func TestSmallTraining(t *testing.T) {
	sentence := func(words ...syntax.Token) syntax.Sentence { return syntax.Sentence{Tokens: words} }
	a := sentence(syntax.Token{Form: "Ships", Tag: "NNS", POS: "NOUN", Head: 1, Rel: "nsubj"},
		syntax.Token{Form: "sank", Tag: "VBD", POS: "VERB", Head: -1, Rel: "root"},
		syntax.Token{Form: ".", Tag: ".", POS: "PUNCT", Head: 1, Rel: "punct"})
	b := sentence(syntax.Token{Form: "Nobody", Tag: "NN", POS: "PRON", Head: 1, Rel: "nsubj"},
		syntax.Token{Form: "saw", Tag: "VBD", POS: "VERB", Head: -1, Rel: "root"},
		syntax.Token{Form: "ships", Tag: "NNS", POS: "NOUN", Head: 1, Rel: "obj"})
	m := syntax.Train([]syntax.Example{{Sentence: a, Times: 2}, {Sentence: b, Times: 2}, {Sentence: a, Times: 1, ByMachine: true}}, func(string) {})
	for _, want := range []syntax.Sentence{a, b} {
		got := syntax.Sentence{}
		for _, k := range want.Tokens {
			got.Tokens = append(got.Tokens, syntax.Token{Form: k.Form})
		}
		m.Parse(&got)
		for i, k := range got.Tokens {
			k.Lemma = ""
			if k != want.Tokens[i] {
				t.Errorf("%q is %+v, want %+v", k.Form, k, want.Tokens[i])
			}
		}
	}
}
