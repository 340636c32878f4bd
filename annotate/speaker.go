package annotate

import (
	"strings"

	"hearsay/corpus"
)

// sourceness says how well a noun phrase can be somebody who speaks.
type sourceness uint8

const (
	noSource sourceness = iota
	anyNoun             // a noun phrase of unknown kind
	speaker             // a person, institution, medium, document or pronoun
)

func (v view) sourceLike(p phraseRange) sourceness {
	if p.empty() || p.to-p.from > longPhrase || v.low(p.from-1) == "how" {
		return noSource
	}
	words := 0
	for i := p.from; i < p.to; i++ {
		w := v.low(i)
		if w == "who" || w == "which" || w == "whose" || words > 0 && v.class(i, preposition) && v.name(i) < 0 {
			break
		}
		if i == p.from && (words == 0 && v.doing(i) && v.name(i+1) < 0 || lex().is(w, indefinite)) {
			return noSource
		}
		if v.speaker(i, p) {
			return speaker
		}
		if v.name(i) >= 0 || v.tok(i).kind == word && !v.class(i, determiner|preposition|adverb|pronoun) {
			words++
		}
	}
	switch {
	case lex().is(v.low(p.to-1), occasion) && !lex().nouns[v.low(p.to-1)].paper && v.class(p.from, determiner) && p.to-p.from <= 3 && !v.namesIn(p):
		return noSource // "this past week said"
	case v.countsPeople(p), p.to-p.from == 1 && v.class(p.from, owning), words > 0 && v.speaks(p):
		return speaker
	case words == 0:
		return noSource
	}
	return anyNoun
}

// namesIn reports whether a name stands in p.
func (v view) namesIn(p phraseRange) bool {
	for i := p.from; i < p.to; i++ {
		if v.name(i) >= 0 {
			return true
		}
	}
	return false
}

// speaker reports whether the word at item i of a noun phrase shows that it means
// somebody who can speak.
func (v view) speaker(i int, p phraseRange) bool {
	if q := v.quo(i); q >= 0 {
		return lex().person(v.t.tokens[v.t.quotations[q].to-1].low) // the “scientist”
	}
	if v.name(i) >= 0 {
		return !v.possessed(i)
	}
	w, short := v.low(i), p.to-p.from <= 2
	switch {
	case v.tok(i).kind != word:
		return false
	case v.groupWord(i, p), distributive(w) && (p.to-p.from == 1 || short && v.low(p.from) == "the"):
		return true
	case v.class(i, subjectPronoun) && (short || v.class(i+1, relative)):
		return true
	}
	if i+2 < p.to && (v.low(i+1) == "'s" || v.tok(i+1).is("'’")) {
		return false // "the chairman's bill"
	}
	l := lex()
	if l.is(w, collective) {
		return i+1 == p.to
	}
	return l.person(w) || l.orgWords[w] || l.outletWords[w] || l.nouns[w].paper || l.nouns[strings.TrimSuffix(w, "s")].paper
}

// groupWord reports whether the word at item i begins a phrase in which it stands
// for people: "many", "those close to him", "one of the guards".
func (v view) groupWord(i int, p phraseRange) bool {
	w := v.low(i)
	if i == p.from && (w == "both" || w == "one") && v.low(i+1) == "of" {
		return true
	}
	first := i == p.from || i == p.from+1 && v.low(p.from) == "all"
	return first && v.class(i, groupPronoun) && (i+1 == p.to || v.class(i+1, preposition|relative) || w == "those")
}

// countsPeople reports whether a phrase is a share of those who were asked: "six
// in 10", "64 percent", "nearly half".
func (v view) countsPeople(p phraseRange) bool {
	if shareWord(v.low(p.to - 1)) {
		return true
	}
	return (v.tok(p.to-1).kind == number || v.class(p.to-1, determiner)) && v.low(p.to-2) == "in" && p.to-p.from == 3
}

// shareWord reports whether a noun means a share of people.
func shareWord(low string) bool {
	switch low {
	case "percent", "cent", "%", "half", "majority", "minority", "quarter", "third", "thirds":
		return true
	}
	return false
}

// doing reports whether a gerund that stands for an action, and for nobody who
// could speak, begins at item i: "restoring the bridge", but not "restructuring
// experts".
func (v view) doing(i int) bool {
	if !strings.HasSuffix(v.low(i), "ing") || v.name(i) >= 0 || lex().person(v.low(i)) {
		return false
	}
	tree, ok := v.tree(i)
	if !ok {
		return true
	}
	switch tree.token().Rel {
	case "amod", "compound":
		return false
	}
	return tree.token().POS != "ADJ"
}

// leastSureSpeaker is the confidence of its kind from which a described person
// or body counts as one that can speak.
const leastSureSpeaker = 0.7

// speaks reports whether the layer of names knows a noun phrase to mean a
// person or a body.
func (v view) speaks(p phraseRange) bool {
	m, ok := v.t.naming.mention(v.span(p.from, p.to))
	if !ok || m.Sure < leastSureSpeaker {
		return false
	}
	switch m.Kind {
	case corpus.Person, corpus.Group, corpus.Organisation, corpus.Outlet, corpus.State:
		return true
	}
	return false
}

// distributive reports whether a word picks members of a group named before:
// "one said ..., the other said ...".
func distributive(low string) bool { return lex().is(low, memberWord) }

// possessed reports whether a possessive follows the name at i, which then
// names an owner and not the speaker.
func (v view) possessed(i int) bool {
	n := v.name(i)
	for v.name(i) == n {
		i++
	}
	return v.low(i) == "'s" || v.tok(i).is("'’")
}

// longPhrase is the most items of a noun phrase that can be a source; what is
// longer is a clause that was not recognised as one.
const longPhrase = 24
