package syntax_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/internal/golden"
	"hearsay/syntax"
)

func TestBlocks(t *testing.T) {
	text := "Port shut\nShare this\nNobody came. Nobody left"
	blocks := []corpus.Block{
		{Span: corpus.Span{Start: 0, End: 9}, Kind: corpus.Title},
		{Span: corpus.Span{Start: 10, End: 20}, Kind: corpus.Crud},
		{Span: corpus.Span{Start: 21, End: 45}, Kind: corpus.Paragraph},
	}
	var got []string
	for _, s := range syntax.Read(corpus.Document{Text: text, Blocks: blocks}) {
		got = append(got, s.In(text))
		if want := []int{0, 2, 2}[len(got)-1]; s.Block != want {
			t.Errorf("%q is in block %d, want %d", s.In(text), s.Block, want)
		}
	}
	if want := "Port shut|Nobody came.|Nobody left"; strings.Join(got, "|") != want {
		t.Errorf("sentences %q, want %s", got, want)
	}
}

// TestMoneyToken joins digits and decimals to a code of money, and to no other letters.
func TestMoneyToken(t *testing.T) {
	for text, want := range map[string]string{
		"They paid RM45.50 for it.": "They paid RM45.50 for it .",
		"EUR20.5 went.":             "EUR20.5 went .",
		"On hill H12.10 men fell.":  "On hill H12 . 10 men fell .",
		"He left AB7.4 men fell.":   "He left AB7 . 4 men fell .",
	} {
		var got []string
		for _, k := range syntax.Tokenize(text, corpus.Span{End: len(text)}) {
			got = append(got, k.Form)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestLemma(t *testing.T) {
	tests := []struct{ form, tag, want string }{
		{"said", "VBD", "say"}, {"Making", "VBG", "make"}, {"stopped", "VBD", "stop"}, {"carried", "VBN", "carry"},
		{"withdrew", "VBD", "withdraw"}, {"called", "VBN", "call"}, {"needed", "VBD", "need"}, {"revoking", "VBG", "revoke"},
		{"agreed", "VBD", "agree"}, {"watches", "VBZ", "watch"}, {"accuses", "VBZ", "accuse"}, {"lying", "VBG", "lie"},
		{"women", "NNS", "woman"}, {"countries", "NNS", "country"}, {"crises", "NNS", "crisis"}, {"LOSSES", "NNS", "loss"},
		{"headquarters", "NNS", "headquarters"}, {"bigger", "JJR", "big"}, {"best", "JJS", "good"}, {"worse", "RBR", "badly"},
		{"n’t", "RB", "not"}, {"’s", "POS", "'s"}, {"'ll", "MD", "will"}, {"me", "PRP", "I"}, {"an", "DT", "a"},
		{"Lenz", "NNP", "Lenz"}, {"quellin", "NNP", "Quellin"}, {"States", "NNPS", "State"}, {"4,700", "CD", "4700"}, {"", "NN", ""},
	}
	for _, tt := range tests {
		if got := syntax.Lemma(tt.form, tt.tag); got != tt.want {
			t.Errorf("Lemma(%q, %s) = %q, want %q", tt.form, tt.tag, got, tt.want)
		}
	}
}

func TestLearnLemmas(t *testing.T) {
	s := syntax.Sentence{Tokens: []syntax.Token{
		{Form: "Oxen", Tag: "NNS", Lemma: "ox"}, {Form: "snuck", Tag: "VBD", Lemma: "sneak"}, {Form: "ships", Tag: "NNS", Lemma: "ship"},
		{Form: "quay", Tag: "NN", Lemma: "key"}, {Form: "Lenz", Tag: "NNP", Lemma: "lens"},
	}}
	got := syntax.LearnLemmas([]syntax.Sentence{s})
	if len(got) != 1 || got[0] != (syntax.LemmaException{Form: "snuck", Tag: "VBD", Lemma: "sneak"}) {
		t.Errorf("learned %v, want sneak of snuck alone", got)
	}
}

// TestLinear reads texts without an end of a sentence: what looked back to the
// beginning from every place would not end in time.
func TestLinear(t *testing.T) {
	for _, unit := range []string{"port, ", "port ", "a.", "\"", "(", "U.S. ", "1-2-", "don't", "•", "x@", "… ", ")"} {
		start := time.Now()
		text := strings.Repeat(unit, 500_000/len(unit))
		for _, s := range syntax.Cut(text, nil) {
			if len(s.Tokens) > 251 {
				t.Fatalf("%q: a sentence of %d tokens", unit, len(s.Tokens))
			}
		}
		if d := time.Since(start); d > 30*time.Second {
			t.Errorf("half a megabyte of %q takes %v", unit, d)
		}
	}
}

// check fails unless sentences and tokens lie in text, in order and on rune
// borders, with nothing but white space between them, and form trees.
func check(t *testing.T, text string, sentences []syntax.Sentence) {
	t.Helper()
	at := 0
	for _, s := range sentences {
		if len(s.Tokens) == 0 || s.Start != s.Tokens[0].Start || s.End != s.Tokens[len(s.Tokens)-1].End {
			t.Fatalf("sentence %v of %d tokens in %q", s.Span, len(s.Tokens), text)
		}
		for i, k := range s.Tokens {
			gap := corpus.Span{Start: at, End: k.Start}
			switch {
			case k.Start < at || k.Empty() || !k.Valid(text) || k.In(text) != k.Form:
				t.Fatalf("token %q at %v behind %d in %q", k.Form, k.Span, at, text)
			case !blank(gap.In(text)):
				t.Fatalf("%q is left out of %q", gap.In(text), text)
			case k.Head == i || k.Head < -1 || k.Head >= len(s.Tokens):
				t.Fatalf("token %d has the head %d of %d", i, k.Head, len(s.Tokens))
			}
			at = k.End
		}
		checkTree(t, s)
	}
	if rest := text[at:]; !blank(rest) {
		t.Fatalf("%q is left out of %q", rest, text)
	}
}

// checkTree fails unless the heads of a sentence lead to one root.
func checkTree(t *testing.T, s syntax.Sentence) {
	t.Helper()
	roots := 0
	for i := range s.Tokens {
		if s.Tokens[i].Head < 0 {
			roots++
		}
		steps := 0
		for k := i; k >= 0; k = s.Tokens[k].Head {
			if steps++; steps > len(s.Tokens) {
				t.Fatalf("token %d of %d hangs in a circle", i, len(s.Tokens))
			}
		}
	}
	if roots != 1 {
		t.Fatalf("%d roots", roots)
	}
}

// blank reports whether s is white space and what is as invisible.
func blank(s string) bool {
	return strings.TrimFunc(s, func(r rune) bool {
		return r == utf8.RuneError || r <= ' ' || strings.ContainsRune("\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\ufeff\u2060", r) || '\u2000' <= r && r <= '\u200a'
	}) == ""
}

func FuzzRead(f *testing.F) {
	for _, text := range golden.Texts(f, "testdata/articles.txtar", "testdata/tokens.txtar") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sentences := syntax.Read(corpus.Document{Text: text})
		check(t, text, sentences)
		for _, s := range sentences {
			if n := len(syntax.Normal(s.Tokens)); n != len(s.Tokens) {
				t.Fatalf("%d normal forms of %d tokens", n, len(s.Tokens))
			}
		}
	})
}

func BenchmarkCut(b *testing.B) {
	text := strings.Repeat("The port of Quellin stood still on Monday, the firm's spokesman (Tom Brandt) said. \"Nobody came.\" ", 100)
	n := 0
	for b.Loop() {
		n = 0
		for _, s := range syntax.Cut(text, nil) {
			n += len(s.Tokens)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
