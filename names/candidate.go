package names

import (
	"strings"

	"hearsay/syntax"
)

// candidate is a phrase that may be a mention.
type candidate struct {
	from, to, head int
	list           bool // "A and B", whose head is that of A
}

// tree is a sentence with the dependents of each token.
type tree struct {
	*syntax.Sentence
	kids [][]int
}

// newTree lists dependents. A head outside the sentence counts as none.
func newTree(s *syntax.Sentence) *tree {
	t := &tree{s, make([][]int, len(s.Tokens))}
	for i := range s.Tokens {
		if h := s.Tokens[i].Head; h >= 0 && h < len(s.Tokens) && h != i {
			t.kids[h] = append(t.kids[h], i)
		}
	}
	return t
}

// candidates returns the phrases of a sentence, in the order of their heads.
func (t *tree) candidates() []candidate {
	var out []candidate
	for i := range t.Tokens {
		if !t.mayHead(i) {
			continue
		}
		from, to := t.phrase(i, false)
		out = append(out, candidate{from: from, to: to, head: i})
		if t.joinsNouns(i) {
			from, to = t.phrase(i, true)
			out = append(out, candidate{from: from, to: to, head: i, list: true})
		}
	}
	return out
}

// mayHead reports whether a token may be the head of a mention.
func (t *tree) mayHead(i int) bool {
	k := &t.Tokens[i]
	switch rel := universal(k.Rel); {
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

// phrase returns the tokens of the phrase of head h: what hangs on it without
// cases, clauses of a predicate, appositions and, unless it is a list, what is
// coordinated with it.
func (t *tree) phrase(h int, list bool) (from, to int) {
	from, to = h, h+1
	predicate := t.isPredicate(h)
	for _, k := range t.kids[h] {
		rel := universal(t.Tokens[k].Rel)
		belongs := !outside[rel] || t.Tokens[k].Tag == "POS"
		if predicate && (rel == "obl" || rel == "advmod" && k < h) {
			belongs = false
		}
		if list && rel == "conj" && t.mayHead(k) {
			belongs = true
		}
		if belongs {
			a, b := t.reach(k, 0)
			from, to = min(from, a), max(to, b)
		}
	}
	return t.trim(from, to, h)
}

func (t *tree) isPredicate(h int) bool {
	for _, k := range t.kids[h] {
		if r := universal(t.Tokens[k].Rel); r == "cop" || r == "nsubj" {
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
	rel := universal(t.Tokens[i].Rel)
	return t.Tokens[i].POS == "PUNCT" || rel == "case" || rel == "cc" || rel == "mark"
}
