package score

import (
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/treebank"
	"hearsay/syntax"
)

// harbour is an invented treebank of one document.
func harbour(id string) string {
	rows := []string{
		"# newdoc id = " + id, "# text = Ships left.",
		"1\tShips\tship\tNOUN\tNNS\t_\t2\tnsubj:pass\t_\t_", "2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No",
		"3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_", "", "# text = Nobody came.",
		"1\tNobody\tnobody\tPRON\tNN\t_\t2\tnsubj\t_\t_", "2\tcame\tcome\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No",
		"3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_", "",
	}
	return strings.Join(rows, "\n") + "\n"
}

// readHarbour reads every second word as a verb on which all others hang, and
// the whole text as one sentence.
var readHarbour = ReadSyntax{
	Cut: func(text string, _ []corpus.Block) []syntax.Sentence {
		all := corpus.Span{Start: 0, End: len(text)}
		return []syntax.Sentence{{Span: all, Tokens: syntax.Tokenize(text, all)}}
	},
	Parse: func(s *syntax.Sentence) {
		for i := range s.Tokens {
			t := &s.Tokens[i]
			*t = syntax.Token{Span: t.Span, Form: t.Form, Lemma: strings.ToLower(t.Form), Tag: "NN", POS: "NOUN", Head: 1, Rel: "nsubj"}
			if i == 1 {
				t.Tag, t.POS, t.Head, t.Rel = "VBD", "VERB", -1, "root"
			}
		}
	},
}

func TestSyntax(t *testing.T) {
	text := harbour("GUM_news_flag") + harbour("GUM_news_afghan") + harbour("x-1")
	rep := Syntax(treebank.Read("x.conllu", strings.NewReader(text)), readHarbour, true)
	if rep.Documents != 3 || len(rep.Rows) != 6 || len(rep.Problems) != 0 {
		t.Fatalf("%d documents, rows %v, problems %q", rep.Documents, rep.Rows, rep.Problems)
	}
	var order []string
	for _, r := range rep.Rows {
		order = append(order, r.Genre+" "+string(r.Training))
		if r.Documents != 1 || r.Tokens != 6 || r.Tag != 3./6 || r.POS != 3./6 || r.UAS != 1 || r.LAS != 4./6 || r.Lemma != 3./6 {
			t.Errorf("row %+v", r)
		}
		if r.TokenF1 != 1 || r.SentenceF1 != 0 {
			t.Errorf("%s: F1 of tokens %v, of sentences %v", r.Genre, r.TokenF1, r.SentenceF1)
		}
	}
	want := "news held out|all held out|other other|all other|news trained on|all trained on"
	if got := strings.Join(order, "|"); got != want {
		t.Errorf("rows %s, want %s", got, want)
	}
	first := rep.Errors[0]
	if first.Layer != "tag" || first.Gold != "." || first.Read != "NN" || first.Count != 2 || first.Words[0] != (Word{".", 2}) {
		t.Errorf("first error %+v", first)
	}
}

func TestSyntaxText(t *testing.T) {
	broken := treebank.Read("x.conllu", strings.NewReader(harbour("GUM_news_flag")+"# newdoc id = y\n1\tport\n"))
	rep := Syntax(broken, readHarbour, true)
	var b strings.Builder
	if err := rep.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"news         held out       1        6   .500  .500 1.000  .667  .500    1.000      .000",
		"left out: x.conllu:13: 2 columns instead of 10",
		"Wrong tags\n     2  . read as NN: . ×2\n     1  NNS read as NN: Ships ×1",
		"Wrong arcs\n     2  punct read as nsubj: . ×2",
		"Wrong lemmas\n     3  read, gold: Ships ships (gold ship) ×1, came came (gold come) ×1",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the report has no %q:\n%s", want, b.String())
		}
	}
}
