package names

import (
	"strings"

	"hearsay/syntax"
)

// candidate is a phrase that may be a mention.
type candidate struct {
	from, to, head int
	list           bool   // "A and B", whose head is that of A
	last           string // how the last that hangs on the head behind it, and belongs to the phrase, hangs on it
	left           string // how the first that does not belong to it would
}

// tree is a sentence with the dependents of each token.
type tree struct {
	*syntax.Sentence
	kids  [][]int
	words []word
}

// word is what is asked of a token again and again.
type word struct {
	low, lemma string // form and lemma in lower case
	rel        string // relation without its subtype
	shape      string
	listed     string // what the word lists know of it
	class      string // of words that stand in like places
}

func newWord(k *syntax.Token) word {
	return word{
		low: strings.ToLower(k.Form), lemma: strings.ToLower(k.Lemma), rel: universal(k.Rel),
		shape: shape(k.Form), listed: kindLexicon().class(k.Form), class: wordClass(k.Form),
	}
}

// newTree lists dependents. A head outside the sentence counts as none.
func newTree(s *syntax.Sentence) *tree {
	t := &tree{s, make([][]int, len(s.Tokens)), make([]word, len(s.Tokens))}
	for i := range s.Tokens {
		t.words[i] = newWord(&s.Tokens[i])
		if h := s.Tokens[i].Head; h >= 0 && h < len(s.Tokens) && h != i {
			t.kids[h] = append(t.kids[h], i)
		}
	}
	return t
}

// candidates appends the phrases of a sentence, in the order of their heads.
func (t *tree) candidates(out []candidate) []candidate {
	for i := range t.Tokens {
		if !t.mayHead(i) {
			continue
		}
		out = t.phrases(out, i, false)
		if t.joinsNouns(i) {
			out = t.phrases(out, i, true)
		}
	}
	return out
}

// mayHead reports whether a token may be the head of a mention.
func (t *tree) mayHead(i int) bool {
	k := &t.Tokens[i]
	switch rel := t.words[i].rel; {
	case brokenAt(t.Tokens, i-1): // "un" of "Jong-un"
		return false
	case rel == "flat", rel == "fixed", rel == "goeswith", rel == "punct", k.Head == i:
		return false
	case k.POS == "NOUN", k.POS == "PROPN", k.POS == "PRON":
		return true
	case k.POS == "ADJ", k.POS == "DET", k.POS == "NUM":
		return rel == "nsubj" || rel == "obj" || rel == "obl" || rel == "nmod" || rel == "iobj" || rel == "conj"
	}
	return false
}

func universal(rel string) string { rel, _, _ = strings.Cut(rel, ":"); return rel }

// joinsNouns reports whether another noun is coordinated with token i.
func (t *tree) joinsNouns(i int) bool {
	for _, k := range t.kids[i] {
		if t.Tokens[k].Rel == "conj" && t.mayHead(k) {
			return true
		}
	}
	return false
}

// outside are the relations of dependents that do not belong to a noun phrase.
var outside = map[string]bool{
	"nsubj": true, "csubj": true, "cop": true, "aux": true, "mark": true, "cc": true, "conj": true, "appos": true,
	"parataxis": true, "discourse": true, "vocative": true, "dislocated": true, "expl": true, "advcl": true,
	"case": true, "punct": true, "orphan": true, "list": true, "reparandum": true,
}

// mostCuts is how many shorter phrases of one head are tried. Each of the
// first three is the right one for some names of GUM that the whole is not.
const mostCuts = 3

// phrases appends the phrases that head h may have: what hangs on it without
// cases, clauses of a predicate, appositions and, unless it is a list, what is
// coordinated with it; and, as trees err most in what they hang on a noun, the
// same cut off before each of what hangs on it behind it.
func (t *tree) phrases(out []candidate, h int, list bool) []candidate {
	first := len(out)
	c := candidate{from: h, to: h + 1, head: h, list: list, last: "-", left: "-"}
	predicate := t.isPredicate(h)
	for _, k := range t.kids[h] {
		if !t.belongs(k, h, predicate, list) {
			continue
		}
		from, to := t.reach(k, 0)
		if k > h && t.isModifier(k, list) && len(out)-first < mostCuts {
			cut := c
			cut.left = t.link(k, from)
			out = t.addPhrase(out, first, cut)
		}
		c.from, c.to = min(c.from, from), max(c.to, to)
		if k > h {
			c.last = t.link(k, from)
		}
	}
	return t.addPhrase(out, first, c)
}

// belongs reports whether dependent k is part of the phrase of h.
func (t *tree) belongs(k, h int, predicate, list bool) bool {
	switch rel := t.words[k].rel; {
	case predicate && (rel == "obl" || rel == "advmod" && k < h):
		return false
	case list && rel == "conj" && t.mayHead(k):
		return true
	default:
		return !outside[rel] || t.Tokens[k].Tag == "POS"
	}
}

// isModifier reports whether the phrase of a head may end before dependent k.
func (t *tree) isModifier(k int, list bool) bool {
	switch t.words[k].rel {
	case "flat", "fixed", "compound", "goeswith":
		return false
	case "conj":
		return !list
	}
	return t.Tokens[k].Tag != "POS"
}

// link tells how dependent k hangs on its head, and behind which mark.
func (t *tree) link(k, from int) string {
	if t.Tokens[from].POS == "PUNCT" {
		return t.Tokens[k].Rel + t.Tokens[from].Form
	}
	return t.Tokens[k].Rel
}

// addPhrase appends c, trimmed, unless one of those from first on is the same.
func (t *tree) addPhrase(out []candidate, first int, c candidate) []candidate {
	c.from, c.to = t.trim(c.from, c.to, c.head)
	for c.to < len(t.Tokens) && (brokenAt(t.Tokens, c.to) || brokenAt(t.Tokens, c.to-1)) {
		c.to++
	}
	for _, o := range out[first:] {
		if o.from == c.from && o.to == c.to {
			return out
		}
	}
	return append(out, c)
}

func (t *tree) isPredicate(h int) bool {
	for _, k := range t.kids[h] {
		if r := t.words[k].rel; r == "cop" || r == "nsubj" {
			return true
		}
	}
	return false
}

// deepest bounds the descent into a tree that is none.
const deepest = 200

// reach returns the first token under i and the one behind the last.
func (t *tree) reach(i, depth int) (from, to int) {
	from, to = i, i+1
	if depth > deepest {
		return from, to
	}
	for _, k := range t.kids[i] {
		a, b := t.reach(k, depth+1)
		from, to = min(from, a), max(to, b)
	}
	return from, to
}

// trim cuts marks and prepositions off the ends, never the head.
func (t *tree) trim(from, to, h int) (int, int) {
	for from < h && t.isEdge(from) {
		from++
	}
	for to > h+1 && t.isMark(to-1) {
		to--
	}
	return from, to
}

func (t *tree) isMark(i int) bool {
	k := &t.Tokens[i]
	return k.POS == "PUNCT" && k.Tag != "-RRB-" || k.Rel == "cc"
}

func (t *tree) isEdge(i int) bool {
	rel := t.words[i].rel
	return t.Tokens[i].POS == "PUNCT" || rel == "case" || rel == "cc" || rel == "mark"
}
