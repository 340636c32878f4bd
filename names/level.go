package names

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/syntax"
)

// level says by what a candidate mentions.
func (t *tree) level(c candidate) Level { return LevelOf(t.Tokens, c.to, c.head) }

// LevelOf says by what a phrase with a head, which ends before token to,
// mentions: by its head, or by the name that a noun of its head introduces
// ("committee member Tomas Brakke").
func LevelOf(tokens []syntax.Token, to, head int) Level {
	switch {
	case tokens[nameHead(tokens, to, head)].POS == "PROPN":
		return Name
	case tokens[head].POS == "PRON":
		return Pronoun
	}
	return Nominal
}

// nameHead returns the head of a phrase or, where that is no proper noun, the
// first one that lies flat behind it.
func nameHead(tokens []syntax.Token, to, head int) int {
	if tokens[head].POS == "NOUN" {
		for i := head + 1; i < to; i++ {
			if k := &tokens[i]; k.Head == head && k.POS == "PROPN" && universal(k.Rel) == "flat" {
				return i
			}
		}
	}
	return head
}

// number returns what a phrase's head, or its being a list, tells.
func (t *tree) number(c candidate) Number {
	k := &t.Tokens[c.head]
	if c.list {
		return Plural
	}
	if f, ok := lexicalCoref().pronouns[strings.ToLower(k.Form)]; ok && k.POS == "PRON" {
		return f.number
	}
	switch k.Tag {
	case "NNS", "NNPS":
		return Plural
	case "NN", "NNP":
		return Singular
	}
	return AnyNumber
}

// nameKey returns the last word of a name, in lower case: headlines may be in
// capitals.
func (t *tree) nameKey(c candidate) string {
	last := c.head
	for _, k := range t.kids[c.head] {
		if t.words[k].rel == "flat" && k < c.to {
			last = max(last, k)
		}
	}
	return t.words[last].low
}

// NameSpan returns the tokens of a mention that are its name proper: the run
// of proper nouns, with the small words between them, around its head. It is
// what programs for named entities return.
func NameSpan(tokens []syntax.Token, m *Mention) (from, to int) {
	head := nameHead(tokens, m.To, m.Head)
	from, to = head, head+1
	for from > m.From && isNamePart(tokens, from-1, m.From) {
		from--
	}
	for to < m.To && (tokens[to].POS == "PROPN" || brokenAt(tokens, to) || brokenAt(tokens, to-1) || doubled(tokens, to, m.To) || doubled(tokens, to-1, m.To)) {
		to++
	}
	return from, to
}

func isNamePart(tokens []syntax.Token, i, from int) bool {
	k := &tokens[i]
	return k.POS == "PROPN" || k.Form == "-" && i > from && tokens[i-1].POS == "PROPN" || brokenAt(tokens, i+1)
}

// brokenAt reports whether token i is the hyphen within one name of which one
// part is in lower case: "Jong-un", "el-Sisi".
func brokenAt(tokens []syntax.Token, i int) bool {
	if i < 1 || i+1 >= len(tokens) || tokens[i].Form != "-" || tokens[i-1].End != tokens[i].Start || tokens[i].End != tokens[i+1].Start {
		return false
	}
	a, b := &tokens[i-1], &tokens[i+1]
	return a.POS == "PROPN" && b.POS == "PROPN" && isUpper(a.Form) != isUpper(b.Form)
}

// doubled reports whether token i is the hyphen of a double name within a
// phrase that ends before token to: "Min-Woo", "Wilson-Raybould".
func doubled(tokens []syntax.Token, i, to int) bool {
	return i > 0 && i+1 < to && tokens[i].Form == "-" && tokens[i-1].End == tokens[i].Start && tokens[i].End == tokens[i+1].Start &&
		tokens[i-1].POS == "PROPN" && tokens[i+1].POS != "NOUN"
}

// isUpper reports whether a form begins with a capital.
func isUpper(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

// Proper returns the tokens of a mention that are its name: of a person without
// titles, of anything else as [NameSpan].
func Proper(tokens []syntax.Token, m *Mention) (from, to int) {
	if m.Kind == corpus.Person {
		return personName(tokens, m)
	}
	return NameSpan(tokens, m)
}

// personName returns the tokens of a mention that are the name of a person,
// without what stands before it as a title: "Ana Sorel" of "Foreign Ministry
// Spokesperson Ana Sorel".
func personName(tokens []syntax.Token, m *Mention) (from, to int) {
	from, to = NameSpan(tokens, m)
	head := nameHead(tokens, m.To, m.Head)
	if head+1 < to && flatTo(&tokens[head+1], head) {
		from = head
	}
	words := kindLexicon()
	for i := to - 2; i >= from; i-- {
		if c := words.class(strings.TrimSuffix(strings.ToLower(tokens[i].Form), ".")); c == "title" || c == "role" {
			return i + 1, to
		}
	}
	return from, to
}

func sortMentions(m []Mention) {
	slices.SortStableFunc(m, func(a, b Mention) int {
		return cmp.Or(a.Sentence-b.Sentence, a.From-b.From, b.To-a.To)
	})
}
