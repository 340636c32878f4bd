package syntax_test

import (
	"strings"
	"testing"

	"hearsay/syntax"
)

func TestWriteLearned(t *testing.T) {
	var b strings.Builder
	if err := syntax.WriteLemmas(&b, []syntax.LemmaException{{Form: "snuck", Tag: "VBD", Lemma: "sneak"}}); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(b.String(), "CC BY-SA 4.0.\nsnuck VBD sneak\n") {
		t.Errorf("lemmas:\n%s", b.String())
	}
	b.Reset()
	if err := syntax.WriteWords(&b, []string{strings.Repeat("a", 100), "harbour", "quay"}); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(b.String(), "a harbour\nquay\n") {
		t.Errorf("words:\n%s", b.String())
	}
}

func TestLearnWords(t *testing.T) {
	s := syntax.Sentence{Tokens: []syntax.Token{{Form: "quay", Tag: "NN"}, {Form: "Lenz", Tag: "NNP"}, {Form: "lenz", Tag: "NNP"}, {Form: "a1", Tag: "NN"}}}
	if got := syntax.LearnWords([]syntax.Sentence{s, s, s}); len(got) != 1 || got[0] != "quay" {
		t.Errorf("words %q, want quay alone", got)
	}
	if got := syntax.LearnWords([]syntax.Sentence{s}); len(got) != 0 {
		t.Errorf("words %q of one sentence, want none", got)
	}
}
