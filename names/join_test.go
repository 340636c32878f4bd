package names

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/syntax"
)

// joinCase is a document of testdata/join.txt.
type joinCase struct {
	name      string
	sentences []syntax.Sentence
	mentions  []Mention
	expect    []string
	length    int // of the text so far
}

func readJoinCases(t testing.TB) []joinCase {
	t.Helper()
	data, err := os.ReadFile("testdata/join.txt")
	if err != nil {
		t.Fatal(err)
	}
	var cases []joinCase
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		word, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "" || word == "#":
			continue
		case word == "==":
			cases = append(cases, joinCase{name: rest})
			continue
		}
		c := &cases[len(cases)-1]
		switch {
		case word == "@":
			c.mention(t, rest)
		case strings.Contains(word, "/"):
			c.sentence(t, line)
		default:
			c.expect = append(c.expect, line)
		}
	}
	return cases
}

func (c *joinCase) sentence(t testing.TB, line string) {
	s := syntax.Sentence{Block: len(c.sentences), Span: corpus.Span{Start: c.length}}
	for _, word := range strings.Fields(line) {
		f := strings.Split(word, "/")
		if len(f) != 4 {
			t.Fatalf("%s: %q is not form/tag/head/relation", c.name, word)
		}
		form, lemma, ok := strings.Cut(f[0], "=")
		if !ok {
			lemma = form
			if f[1] != "NNP" {
				lemma = strings.ToLower(form)
			}
		}
		k := syntax.Token{Span: corpus.Span{Start: c.length, End: c.length + len(form)}, Form: form, Lemma: lemma, Tag: f[1], Head: number(t, f[2]) - 1, Rel: f[3]}
		k.POS = posOf(k.Tag, k.Rel)
		c.length = k.End + 1
		s.Tokens = append(s.Tokens, k)
	}
	s.End = c.length - 1
	c.sentences = append(c.sentences, s)
}

func posOf(tag, rel string) string {
	switch {
	case strings.HasPrefix(tag, "VB") && (rel == "aux" || rel == "cop"):
		return "AUX"
	case tag == "PRP$":
		return "PRON"
	}
	if p, ok := map[string]string{"NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "NNS": "NOUN", "PRP": "PRON", "WP": "PRON", "DT": "DET", "IN": "ADP", "JJ": "ADJ", "CD": "NUM", "CC": "CCONJ", "RB": "ADV", "POS": "PART"}[tag]; ok {
		return p
	}
	if strings.HasPrefix(tag, "VB") {
		return "VERB"
	}
	return "PUNCT"
}

func number(t testing.TB, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (c *joinCase) mention(t testing.TB, line string) {
	f := strings.Fields(line)
	from, to, _ := strings.Cut(f[0], "-")
	m := Mention{Sentence: len(c.sentences) - 1, From: number(t, from) - 1, To: number(t, to), Head: number(t, f[1]) - 1, Sure: 1}
	m.Level = map[string]Level{"name": Name, "nominal": Nominal, "pronoun": Pronoun}[f[2]]
	if f[3] != "-" {
		m.Kind = corpus.EntityKind(f[3])
	}
	if len(f) > 4 {
		m.Gender = genderNamed(f[4])
	}
	s := &c.sentences[m.Sentence]
	m.Span = corpus.Span{Start: s.Tokens[m.From].Start, End: s.Tokens[m.To-1].End}
	c.mentions = append(c.mentions, m)
}

// TestJoin checks what testdata/join.txt says of each of its documents.
func TestJoin(t *testing.T) {
	for _, c := range readJoinCases(t) {
		t.Run(c.name, func(t *testing.T) {
			mentions, entities := Join(c.sentences, c.mentions)
			if len(mentions) != len(c.mentions) {
				t.Fatalf("%d mentions of %d", len(mentions), len(c.mentions))
			}
			for _, line := range c.expect {
				checkJoin(t, line, mentions, entities)
			}
		})
	}
}

func checkJoin(t *testing.T, line string, mentions []Mention, entities []Entity) {
	t.Helper()
	f := strings.Fields(line)
	at := func(i int) int { return mentions[number(t, f[i])-1].Entity }
	first := at(1)
	words := strings.Join(f[2:], " ")
	e := &entities[first]
	ok := true
	switch f[0] {
	case "same":
		for i := range f[2:] {
			ok = ok && at(i+2) == first
		}
	case "apart":
		ok = at(2) != first
	case "role":
		ok = e.Role == words && !e.RoleSpan.Empty()
	case "from":
		ok = e.Affiliation == words && !e.AffiliationSpan.Empty()
	case "norole":
		ok = e.Role == "" && e.RoleSpan.Empty()
	case "name":
		ok = e.Name == words
	case "members":
		var want []int
		for i := range f[2:] {
			want = append(want, at(i+2))
		}
		ok = slices.Equal(e.Members, want)
	default:
		t.Fatalf("unknown expectation %q", line)
	}
	if !ok {
		t.Errorf("not so: %s\nmentions %+v\nentity %+v", line, mentions, *e)
	}
}

// TestJoinKeepsArguments checks that Join sorts and writes a copy.
func TestJoinKeepsArguments(t *testing.T) {
	c := readJoinCases(t)[0]
	slices.Reverse(c.mentions)
	before := slices.Clone(c.mentions)
	first, _ := Join(c.sentences, c.mentions)
	again, _ := Join(c.sentences, c.mentions)
	if !slices.Equal(before, c.mentions) {
		t.Error("the mentions given were changed")
	}
	if !slices.Equal(first, again) {
		t.Error("two readings differ")
	}
}

// FuzzJoin checks that whatever trees and mentions it is given, Join keeps the
// mentions, puts each into one entity and points into the text.
func FuzzJoin(f *testing.F) {
	f.Add("Colonel Ok , the other officer , said he and she met the two experts of the Board", []byte{1, 0, 1, 9, 3, 2, 7, 8, 200, 12})
	f.Add("By Mara Tellon , Harbour Times", []byte{})
	f.Fuzz(func(t *testing.T, text string, shape []byte) {
		sentences, mentions := fuzzed(text, shape)
		joined, entities := Join(sentences, mentions)
		checkJoined(t, len(text), mentions, joined, entities)
	})
}

func checkJoined(t *testing.T, length int, given, joined []Mention, entities []Entity) {
	t.Helper()
	if len(joined) != len(given) {
		t.Fatalf("%d mentions of %d", len(joined), len(given))
	}
	count := 0
	for n, e := range entities {
		count += len(e.Mentions)
		if len(e.Mentions) == 0 || !slices.IsSorted(e.Mentions) {
			t.Fatalf("entity %d has mentions %v", n, e.Mentions)
		}
		for _, i := range e.Mentions {
			if joined[i].Entity != n || joined[i].Joined <= 0 || joined[i].Joined > 1 {
				t.Fatalf("mention %d of entity %d: %+v", i, n, joined[i])
			}
		}
		for _, s := range []corpus.Span{e.RoleSpan, e.AffiliationSpan} {
			if s.Start < 0 || s.Start > s.End || s.End > length {
				t.Fatalf("entity %+v points to %v of %d bytes", e, s, length)
			}
		}
		for _, m := range e.Members {
			if m < 0 || m >= len(entities) || m == n {
				t.Fatalf("entity %d has member %d", n, m)
			}
		}
	}
	if count != len(joined) {
		t.Fatalf("%d mentions in entities of %d", count, len(joined))
	}
}

// fuzzed makes sentences of the words of text, and trees and mentions of
// shape, which may be bad trees but are in bounds.
func fuzzed(text string, shape []byte) ([]syntax.Sentence, []Mention) {
	next := func() int {
		if len(shape) == 0 {
			return 0
		}
		b := shape[0]
		shape = append(shape[1:], b*7+1)
		return int(b)
	}
	tags := []string{"NNP", "NN", "NNS", "PRP", "DT", "IN", "VBD", "JJ", "POS", "CD", "WP", ","}
	rels := []string{"nsubj", "appos", "flat", "nmod", "nmod:desc", "nmod:poss", "conj", "cop", "acl:relcl", "det", "obj", "compound", "punct"}
	kinds := []corpus.EntityKind{"", corpus.Person, corpus.Organisation, corpus.Group, corpus.State, corpus.Place}
	var sentences []syntax.Sentence
	var mentions []Mention
	at := 0
	for n, line := range strings.SplitAfter(text, ".") {
		s := syntax.Sentence{Span: corpus.Span{Start: at, End: at + len(line)}, Block: n / 2}
		for _, w := range strings.Fields(line) {
			start := at + strings.Index(text[at:], w)
			at = start + len(w)
			tag, rel := tags[next()%len(tags)], rels[next()%len(rels)]
			s.Tokens = append(s.Tokens, syntax.Token{Span: corpus.Span{Start: start, End: at}, Form: w, Lemma: strings.ToLower(w), Tag: tag, POS: posOf(tag, rel), Rel: rel})
		}
		at = s.End
		if len(s.Tokens) == 0 {
			continue
		}
		sentences = append(sentences, s)
		for i := range s.Tokens {
			s.Tokens[i].Head = next()%(len(s.Tokens)+1) - 1
			from := next() % (i + 1)
			to := i + 1 + next()%(len(s.Tokens)-i)
			mentions = append(mentions, Mention{Span: corpus.Span{Start: s.Tokens[from].Start, End: s.Tokens[to-1].End}, Sentence: len(sentences) - 1, From: from, To: to, Head: i, Level: Level(next() % 3), Kind: kinds[next()%len(kinds)], Gender: Gender(next() % 3)})
		}
	}
	return sentences, mentions
}
