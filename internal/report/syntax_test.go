package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/corpus"
	"hearsay/syntax"
)

// harbourTree is "The port's gates opened at dawn."
func harbourTree(text string) syntax.Sentence {
	s := syntax.Sentence{Span: corpus.Span{Start: 0, End: len(text)}, Tokens: syntax.Tokenize(text, corpus.Span{Start: 0, End: len(text)})}
	for i, k := range []struct {
		head            int
		tag, rel, lemma string
	}{
		{1, "DT", "det", "the"}, {3, "NN", "nmod:poss", "port"}, {1, "POS", "case", "'s"}, {4, "NNS", "nsubj", "gate"},
		{-1, "VBD", "root", "open"}, {6, "IN", "case", "at"}, {4, "NN", "obl", "dawn"}, {4, ".", "punct", "."},
	} {
		t := &s.Tokens[i]
		t.Head, t.Tag, t.Rel, t.Lemma = k.head, k.tag, k.rel, k.lemma
	}
	return s
}

func TestWriteSyntax(t *testing.T) {
	text := "The port's gates opened at dawn."
	tests := []struct {
		style Style
		want  string
	}{
		{Style{Unicode: true}, `
[1] The port's gates opened at dawn.
        ┌─ The  DT     det  the
     ┌─ port    NN     nmod:poss
     │  └─ 's   POS    case
  ┌─ gates      NNS    nsubj  gate
  opened        VBD    root  open
  │  ┌─ at      IN     case
  ├─ dawn       NN     obl
  └─ .          .      punct
`},
		{Style{}, `
[1] The port's gates opened at dawn.
        ,- The  DT     det  the
     ,- port    NN     nmod:poss
     |  ` + "`" + `- 's   POS    case
  ,- gates      NNS    nsubj  gate
  opened        VBD    root  open
  |  ,- at      IN     case
  |- dawn       NN     obl
  ` + "`" + `- .          .      punct
`},
	}
	for _, tt := range tests {
		var b strings.Builder
		if err := WriteSyntax(&b, tt.style, corpus.Document{Text: text}, []syntax.Sentence{harbourTree(text)}); err != nil {
			t.Fatal(err)
		}
		_, got, _ := strings.Cut(b.String(), "\n\n")
		if diff := cmp.Diff(strings.TrimLeft(tt.want, "\n"), strings.TrimLeft(got, "\n ")); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", tt.style, diff)
		}
	}
}

// TestWriteSyntaxColour shows that colour changes no character.
func TestWriteSyntaxColour(t *testing.T) {
	text := "The port's gates opened at dawn."
	var plain, coloured strings.Builder
	WriteSyntax(&plain, Style{Unicode: true}, corpus.Document{Text: text}, []syntax.Sentence{harbourTree(text)})
	WriteSyntax(&coloured, Style{Unicode: true, Color: true}, corpus.Document{Text: text}, []syntax.Sentence{harbourTree(text)})
	if !strings.Contains(coloured.String(), "\x1b[1mopened\x1b[0m") || !strings.Contains(plain.String(), "opened") {
		t.Errorf("coloured:\n%s", coloured.String())
	}
}
