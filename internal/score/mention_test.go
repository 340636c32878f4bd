package score

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/treebank"
	"hearsay/names"
	"hearsay/syntax"
)

// TestMentionsHeldOut trains on GUM without the held-out documents and prints
// typed and untyped F1 of exact phrases on these, on gold trees. It needs
// HEARSAY_GOLD, the folder of the treebanks; HEARSAY_MODEL is where the model
// goes.
func TestMentionsHeldOut(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(os.Getenv("HEARSAY_GOLD"), "gum_*.conllu"))
	if os.Getenv("HEARSAY_GOLD") == "" || len(files) == 0 {
		t.Skip("HEARSAY_GOLD is not set")
	}
	var train, test []names.KindDocument
	var genres []string
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		for d, err := range treebank.Read(name, f) {
			if err != nil {
				t.Fatal(err)
			}
			k := kindDocument(t, d)
			if treebank.HeldOut(d.ID) {
				test, genres = append(test, k), append(genres, treebank.Genre(d.ID))
			} else {
				train = append(train, k)
			}
		}
		f.Close()
	}
	if out := os.Getenv("HEARSAY_MODEL"); out != "" {
		if err := os.WriteFile(out, names.TrainKinds(train), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	sums := map[string]*Measure{}
	for i, d := range test {
		countMentions(sums, genres[i], d, names.Find(d.Sentences))
	}
	for _, key := range []string{"all typed", "all untyped", "names typed", "names untyped", "names news typed", "nominals typed", "pronouns typed"} {
		if m := sums[key]; m != nil {
			t.Logf("%-18s n %5d  P %.3f  R %.3f  F1 %.3f", key, m.Gold, m.Precision(), m.Recall(), m.F1())
		}
	}
}

func kindDocument(t *testing.T, d *treebank.Document) names.KindDocument {
	_, sentences := d.Syntax()
	found, err := d.Mentions()
	if err != nil {
		t.Fatal(err)
	}
	k := names.KindDocument{Sentences: sentences}
	for _, m := range found {
		if m.Parts == 1 {
			k.Phrases = append(k.Phrases, names.Phrase{Sentence: m.Sentence, From: m.From, To: m.To, Type: m.Type})
		}
	}
	return k
}

// gumType is the type that GUM gives to a kind.
func gumType(k corpus.EntityKind) string {
	switch k {
	case corpus.Person, corpus.Group:
		return "person"
	case corpus.Organisation, corpus.Outlet:
		return "organization"
	case corpus.Place, corpus.State:
		return "place"
	}
	return ""
}

func countMentions(sums map[string]*Measure, genre string, d names.KindDocument, found []names.Mention) {
	gold, read := map[string]bool{}, map[string]bool{}
	for _, p := range d.Phrases {
		if p.Type == "person" || p.Type == "organization" || p.Type == "place" {
			put(gold, d.Sentences, genre, p, names.HeadOf(d.Sentences[p.Sentence].Tokens, p.From, p.To))
		}
	}
	for _, m := range found {
		if kind := gumType(m.Kind); kind != "" {
			put(read, d.Sentences, genre, names.Phrase{Sentence: m.Sentence, From: m.From, To: m.To, Type: kind}, m.Head)
		}
	}
	for _, side := range []map[string]bool{gold, read} {
		for key := range side {
			row := keyRow(key)
			if sums[row] == nil {
				sums[row] = &Measure{}
			}
		}
	}
	for key := range gold {
		sums[keyRow(key)].Gold++
		if read[key] {
			sums[keyRow(key)].Matched++
		}
	}
	for key := range read {
		sums[keyRow(key)].Predicted++
	}
}

func keyRow(key string) string {
	for i := range key {
		if key[i] == '|' {
			return key[:i]
		}
	}
	return key
}

func put(side map[string]bool, sentences []syntax.Sentence, genre string, p names.Phrase, head int) {
	level := "nominals"
	switch sentences[p.Sentence].Tokens[head].POS {
	case "PROPN":
		level = "names"
	case "PRON":
		level = "pronouns"
	}
	at := fmt.Sprintf("|%d:%d:%d", p.Sentence, p.From, p.To)
	side["all typed"+at+p.Type], side["all untyped"+at] = true, true
	side[level+" typed"+at+p.Type], side[level+" untyped"+at] = true, true
	side[level+" "+genre+" typed"+at+p.Type] = true
}
