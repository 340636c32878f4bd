package figure

import (
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// byLevelOf reads "a death toll of 12", "the casualty figure of 4,700", "the killing of 16
// civilians".
func (f *finder) byLevelOf(p place, g *corpus.Figure) bool {
	s := p.sentence
	k := f.levelBefore(p)
	if k >= 0 && (p.head < 0 || !f.person(s, p.head)) {
		return f.setByLevel(p, g, k)
	}
	of := tokenAt(s, p.q.Span.Start) - 1
	if of < 1 || strings.ToLower(s.Tokens[of].Form) != "of" || p.head >= 0 && !f.person(s, p.head) {
		return false
	}
	name, ok := f.measures.nouns[strings.ToLower(s.Tokens[of-1].Form)]
	if !ok || !f.words.deeds[s.Tokens[of-1].Lemma] {
		return false
	}
	g.Measure, g.Rule, g.Confidence = name, "noun of", min(g.Confidence, fair)
	because(g, s, of-1, of)
	return true
}

// levelBefore returns the noun of which the number behind "of" is the level, or -1.
func (f *finder) levelBefore(p place) int {
	s := p.sentence
	of := tokenAt(s, p.q.Span.Start) - 1
	if of < 1 || strings.ToLower(s.Tokens[of].Form) != "of" || !f.words.isLevel(s.Tokens[of-1].Lemma) {
		return -1
	}
	return of - 1
}

// byLevel reads "casualties reached 4,700", "put the wounded at 4,100", "the death toll rose
// to 12": the measure is the noun of which the verb gives the level.
func (f *finder) byLevel(p place, g *corpus.Figure) bool {
	s := p.sentence
	if p.head >= 0 && !f.measureNoun(p) {
		return false
	}
	if k := f.levelSet(p); k >= 0 && f.setByLevel(p, g, k) {
		return true
	}
	verb, _ := f.governor(s, p.to-1)
	if verb < 0 {
		return false
	}
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if t.Head != verb || t.Rel != "nsubj" && t.Rel != "nsubj:pass" && t.Rel != "obj" || k >= p.from && k < p.to {
			continue
		}
		if f.setByLevel(p, g, k) {
			return true
		}
	}
	return false
}

// levelSet returns the noun of a level before a number behind "to" or "at", or -1: "cut the
// number of workers killed in the flood to five".
func (f *finder) levelSet(p place) int {
	s := p.sentence
	k := tokenAt(s, p.q.Span.Start) - 1
	if k < 0 || s.Tokens[k].Form != "to" && s.Tokens[k].Form != "at" {
		return -1
	}
	for k--; k >= 0; k-- {
		switch t := &s.Tokens[k]; {
		case t.POS == "NUM" || t.POS == "PUNCT":
			return -1
		case f.words.isLevel(t.Lemma) && t.POS == "NOUN":
			return k
		}
	}
	return -1
}

// setByLevel takes the measure that the noun at token k is the level of, and the people that
// it numbers: "the number of workers killed".
func (f *finder) setByLevel(p place, g *corpus.Figure, k int) bool {
	s := p.sentence
	name, at := f.levelNoun(s, k)
	if at < 0 {
		return false
	}
	g.Measure, g.Rule, g.Confidence = name, "level", min(g.Confidence, fair)
	because(g, s, at, at+1)
	if n := f.numbers(s, k); n >= 0 {
		g.Counted, g.Head = f.phrase(s, n), strings.ToLower(s.Tokens[n].Lemma)
	}
	return true
}

// numbers returns the noun for people of which the noun at token k is the number, or -1.
func (f *finder) numbers(s *syntax.Sentence, k int) int {
	if !f.words.isLevel(s.Tokens[k].Lemma) {
		return -1
	}
	n := child(s, k, "nmod")
	if n < 0 || !f.person(s, n) {
		return -1
	}
	return n
}

// levelNoun looks up the noun at token k, what it is compounded with and what it is the
// number of: "death toll", "the number of wounded", "the number of workers killed".
func (f *finder) levelNoun(s *syntax.Sentence, k int) (string, int) {
	if name, n := f.nounAt(s, k); n > 0 {
		return name, k
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Head != k || t.Rel != "compound" && !((t.Rel == "nmod" || t.Rel == "amod") && f.words.isLevel(s.Tokens[k].Lemma)) {
			continue
		}
		if name, n := f.nounAt(s, i); n > 0 {
			return name, i
		}
		if a := child(s, i, "amod", "acl"); a >= 0 { // "the number of bereaved households"
			if name, ok := f.measures.beside[strings.ToLower(s.Tokens[a].Form)]; ok {
				return name, a
			}
		}
	}
	return "", -1
}
