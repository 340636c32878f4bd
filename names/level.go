package names

import (
	"cmp"
	"slices"
	"strings"

	"hearsay/syntax"
)

// level says by what a candidate mentions: by its head.
func (t *tree) level(c candidate) Level {
	switch t.Tokens[c.head].POS {
	case "PROPN":
		return Name
	case "PRON":
		return Pronoun
	}
	return Nominal
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

// nameKey returns the last word of a name.
func (t *tree) nameKey(c candidate) string {
	last := c.head
	for _, k := range t.kids[c.head] {
		if universal(t.Tokens[k].Rel) == "flat" && k < c.to {
			last = max(last, k)
		}
	}
	return t.Tokens[last].Form
}

// NameSpan returns the tokens of a mention that are its name proper: the run
// of proper nouns, with the small words between them, around its head. It is
// what programs for named entities return.
func NameSpan(tokens []syntax.Token, m *Mention) (from, to int) {
	from, to = m.Head, m.Head+1
	for from > m.From && isNamePart(tokens, from-1, m.From) {
		from--
	}
	for to < m.To && tokens[to].POS == "PROPN" {
		to++
	}
	return from, to
}

func isNamePart(tokens []syntax.Token, i, from int) bool {
	k := &tokens[i]
	return k.POS == "PROPN" || k.Form == "-" && i > from && tokens[i-1].POS == "PROPN"
}

func sortMentions(m []Mention) {
	slices.SortStableFunc(m, func(a, b Mention) int {
		return cmp.Or(a.Sentence-b.Sentence, a.From-b.From, b.To-a.To)
	})
}
