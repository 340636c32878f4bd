package quantity

import (
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// leastOfPlural is the least number that a plural means.
const leastOfPlural = 2

// Plural returns the quantity that the plural noun at token t tells without a number: two
// or more. It reports false where the token is no plural noun, where it is not the head of
// its phrase, and where a number or "no" stands before it. [Find] does not report these,
// since few of them say how many.
func Plural(s *syntax.Sentence, doc corpus.Document, t int) (corpus.Quantity, bool) {
	if t < 0 || t >= len(s.Tokens) || s.Tokens[t].Tag != "NNS" && s.Tokens[t].Tag != "NNPS" {
		return corpus.Quantity{}, false
	}
	head := s.Tokens[t]
	if strings.HasPrefix(head.Rel, "compound") && head.Head == t+1 {
		return corpus.Quantity{}, false
	}
	first := firstModifier(s, t)
	if first > 0 {
		if k := s.Tokens[first-1]; k.Tag == "CD" || k.Tag == "$" || strings.EqualFold(k.Form, "no") {
			return corpus.Quantity{}, false
		}
	}
	low := float64(leastOfPlural)
	span := corpus.Span{Start: s.Tokens[first].Start, End: head.End}
	return corpus.Quantity{
		Span: span, Number: head.Span, Low: &low, Bound: corpus.BoundPlural, Vague: true,
		Counted: span.In(doc.Text), Head: strings.ToLower(head.Lemma), Of: span,
	}, true
}

// firstModifier returns the first of the adjectives and nouns that stand before the noun at
// token t.
func firstModifier(s *syntax.Sentence, t int) int {
	for t > 0 {
		switch k := &s.Tokens[t-1]; {
		case isNoun(k), isModifier(*k), k.Tag == "HYPH":
			t--
		default:
			return t
		}
	}
	return t
}
