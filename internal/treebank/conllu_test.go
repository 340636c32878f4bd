package treebank

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/corpus"
)

func readAll(t testing.TB, name, text string) []*Document {
	t.Helper()
	var docs []*Document
	for d, err := range Read(name, strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

func invented(t testing.TB) (string, []*Document) {
	t.Helper()
	b, err := os.ReadFile("testdata/invented.conllu")
	if err != nil {
		t.Fatal(err)
	}
	return string(b), readAll(t, "invented.conllu", string(b))
}

// TestRoundTrip writes what it read; only the empty node is lost.
func TestRoundTrip(t *testing.T) {
	text, docs := invented(t)
	var out bytes.Buffer
	for _, d := range docs {
		if err := Write(&out, d); err != nil {
			t.Fatal(err)
		}
	}
	want := slices.Collect(strings.Lines(text))
	want = slices.DeleteFunc(want, func(l string) bool { return strings.HasPrefix(l, "4.1\t") })
	if diff := cmp.Diff(strings.Join(want, ""), out.String()); diff != "" {
		t.Errorf("read and written again (-want +got):\n%s", diff)
	}
}

func TestSyntax(t *testing.T) {
	_, docs := invented(t)
	text, sentences := docs[0].Syntax()
	if want := "Mara Lenz didn't sign. \"She cannot,\" a clerk of the port said."; "\n"+want != "\n"+text {
		t.Errorf("text %q, want %q", text, want)
	}
	var got []string
	for _, s := range sentences {
		for _, k := range s.Tokens {
			got = append(got, k.In(text))
			if k.In(text) != k.Form {
				t.Errorf("%q has the form %q", k.In(text), k.Form)
			}
		}
	}
	want := `Mara|Lenz|did|n't|sign|.|"|She|can|not|,|"|a|clerk|of|the|port|said|.`
	if strings.Join(got, "|") != want {
		t.Errorf("tokens %q, want %q", got, want)
	}
	text, sentences = docs[1].Syntax()
	if text != "Wanna go?\n600 km" || sentences[1].Block != 1 {
		t.Errorf("text %q, second sentence in block %d", text, sentences[1].Block)
	}
	if got := sentences[0].Tokens; got[0].In(text) != "Wann" || got[1].In(text) != "a" {
		t.Errorf("%q and %q share a word", got[0].In(text), got[1].In(text))
	}
}

func TestMentions(t *testing.T) {
	_, docs := invented(t)
	got, err := docs[0].Mentions()
	if err != nil {
		t.Fatal(err)
	}
	want := []Mention{
		{Sentence: 0, From: 0, To: 2, Parts: 1, Type: "person", Entity: 1, MinSpan: []int{0, 1}, InfStat: "new", Link: "coref", Identity: "Mara_Lenz"},
		{Sentence: 1, From: 1, To: 2, Parts: 1, Type: "person", Entity: 1, MinSpan: []int{1}, InfStat: "giv:act", Link: "ana", Identity: "Mara_Lenz"},
		{Sentence: 1, From: 6, To: 11, Parts: 1, Type: "person", Entity: 2, MinSpan: []int{7}, InfStat: "new", Link: "sgl"},
		{Sentence: 1, From: 9, To: 11, Parts: 1, Type: "place", Entity: 3, MinSpan: []int{10}, InfStat: "new", Link: "sgl"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mentions (-want +got):\n%s", diff)
	}
}

// row is a line with a form, a head and a value in MISC.
func row(id, form, head, misc string) string {
	return strings.Join([]string{id, form, form, "X", "NN", "_", head, "dep", "_", misc}, "\t") + "\n"
}

func TestMentionInParts(t *testing.T) {
	text := row("1", "Turn", "0", "Entity=(4[1/2]-event-new-nnnnn-cf1-1-sgl)") + row("2", "it", "1", "Entity=(5-object-new-nnnnn-cf1-1-sgl)") +
		row("3", "off", "1", "Entity=(4[2/2]-event-new-nnnnn-cf1-1-sgl)")
	got, err := readAll(t, "x", text)[0].Mentions()
	if err != nil || len(got) != 2 || got[0].To != 3 || got[0].Parts != 2 || got[1].Entity != 5 {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestErrors shows that an error names the file and the line.
func TestErrors(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"columns", "1\tport\n", "x.conllu:1: 2 columns instead of 10"},
		{"number", row("2", "port", "0", "_"), `x.conllu:1: token "2" instead of 1`},
		{"head", row("1", "port", "seven", "_"), `x.conllu:1: token 1: head "seven"`},
		{"head outside", row("1", "port", "7", "_") + "\n", "x.conllu:2: token 1: head 7 of 1"},
		{"word", row("1-3", "cannot", "_", "_") + row("1", "can", "0", "_"), `x.conllu:2: word "cannot" ends behind the 1 tokens of its sentence`},
		{"text", "# text = harbour\n" + row("1", "port", "0", "_"), `x.conllu:2: sentence : its text is not its tokens: "harbour"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, err := range Read("x.conllu", strings.NewReader(tt.text)) {
				if err == nil || err.Error() != tt.want {
					t.Errorf("error %v, want %s", err, tt.want)
				}
			}
		})
	}
	doc := readAll(t, "x", "# sent_id = s1\n"+row("1", "port", "0", "Entity=(3-place"))[0]
	if _, err := doc.Mentions(); err == nil || err.Error() != "entities of sentence s1: entity 3 is not closed" {
		t.Errorf("an open entity: %v", err)
	}
}

func TestFromSyntax(t *testing.T) {
	_, docs := invented(t)
	for _, d := range docs {
		text, sentences := d.Syntax()
		var out bytes.Buffer
		if err := Write(&out, FromSyntax(d.ID, text, sentences)); err != nil {
			t.Fatal(err)
		}
		again := readAll(t, "again", out.String())
		text2, sentences2 := again[0].Syntax()
		if text != text2 {
			t.Errorf("text %q, want %q", text2, text)
		}
		if diff := cmp.Diff(sentences, sentences2); diff != "" {
			t.Errorf("sentences of %s, written and read (-want +got):\n%s", d.ID, diff)
		}
	}
}

func TestHeldOut(t *testing.T) {
	if !HeldOut("GUM_news_flag") || HeldOut("GUM_news_afghan") || HeldOut("# newdoc") {
		t.Error("the list of documents that are held out is not read as it stands")
	}
	if g := Genre("GUM_news_flag") + " " + Genre("reviews-1") + " " + Genre("my report-2"); g != "news reviews " {
		t.Errorf("genres %q", g)
	}
}

// FuzzRead: whatever is read has spans in its text, in order and on rune
// borders, and is read again as it was written.
func FuzzRead(f *testing.F) {
	text, _ := invented(f)
	f.Add(text)
	f.Add(row("1-2", "ä", "_", "_") + row("1", "a", "0", "_") + row("2", "b", "1", "Entity=(1[1/2]-x)1)"))
	f.Fuzz(func(t *testing.T, in string) {
		for d, err := range Read("fuzz", strings.NewReader(in)) {
			if err != nil {
				return
			}
			d.Mentions()
			text, sentences := d.Syntax()
			at := 0
			for _, s := range sentences {
				for _, k := range s.Tokens {
					if !(corpus.Span{Start: at, End: k.End}).Valid(text) || k.Start < at || k.Start > k.End || !s.Contains(k.Span) {
						t.Fatalf("token %q at %v behind %d of %q", k.Form, k.Span, at, text)
					}
					at = k.End
				}
			}
			FromSyntax(d.ID, text, sentences)
			var out bytes.Buffer
			if err := Write(&out, d); err != nil {
				t.Fatal(err)
			}
		}
	})
}
