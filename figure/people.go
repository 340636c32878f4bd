package figure

import (
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// surrounding is how many bytes from a figure the words may stand that show whose people
// the text speaks of.
const surrounding = 1200

// fromBefore is the confidence in a side that stands in a sentence before.
const fromBefore = 0.8

// namedPeople is a state whose people a text speaks of.
type namedPeople struct {
	state string
	span  corpus.Span
}

// surround gives figures of loss and sending without a side the one that the text names with
// its people nearby, if it names that of one state alone: "Seven Hwarinese workers died. ...
// At least 120 soldiers were hit."
func (f *finder) surround() {
	seen, attack := f.peoplesNamed()
	if attack {
		return // the dead may be of either side
	}
	for _, x := range seen {
		if x.state != seen[0].state {
			return
		}
	}
	for i := range f.figures {
		g := &f.figures[i]
		if g.Side != "" || f.inflicted(i, seen) || !f.words.loss[g.Measure] && !f.words.shared[g.Measure] || f.described(i) || !f.anonymous(i) {
			continue
		}
		for _, x := range seen {
			if d := x.span.Start - g.Number.Start; d < surrounding && d > -surrounding {
				g.Side = x.state
				g.Confidence *= fromBefore
				g.Because = append(g.Because, x.span)
				break
			}
		}
	}
}

// inflicted reports whether the people named, or who "they" are, do to the counted of figure i
// what is told: "they captured 300".
func (f *finder) inflicted(i int, seen []namedPeople) bool {
	p := f.places[i]
	verb, rel := f.governor(p.sentence, p.top())
	if verb < 0 || rel != "obj" {
		return false
	}
	lemma := p.sentence.Tokens[verb].Lemma
	if !f.words.loss[f.measures.verbs[lemma]] || f.words.bears(lemma) || f.words.losing[lemma] {
		return false
	}
	if t := &p.sentence.Tokens[verb]; t.Rel == "conj" && child(p.sentence, verb, "nsubj", "nsubj:pass") < 0 {
		verb = t.Head // "they captured 300 and killed 40"
	}
	subject := child(p.sentence, verb, "nsubj")
	if subject < 0 {
		return false
	}
	state, _ := f.stateOf(p.sentence, subject)
	return p.sentence.Tokens[subject].Tag == "PRP" || len(seen) > 0 && state == seen[0].state
}

// anonymous reports whether the counted of figure i are those whom a state sends or loses, or
// nothing is said of them: "120 soldiers", "4,700 casualties", and no passers-by.
func (f *finder) anonymous(i int) bool {
	p := f.places[i]
	if p.q.Bound == corpus.BoundPlural {
		return false
	}
	if p.head < 0 || f.isPronoun(p) || f.measureNoun(p) {
		return true
	}
	lemma := strings.ToLower(p.sentence.Tokens[p.head].Lemma)
	return f.words.bodies[lemma] || f.words.ranks[lemma] || f.words.ranks[strings.TrimSuffix(lemma, "s")]
}

// described reports whether the counted of figure i have an adjective or owner of their own
// which names no state: "two Western diplomats", "our men".
func (f *finder) described(i int) bool {
	p := f.places[i]
	for k := p.to; k < p.head; k++ {
		if t := &p.sentence.Tokens[k]; t.Form != strings.ToLower(t.Form) && !capitals(t.Form) {
			return true
		}
	}
	return false
}

// peoplesNamed returns the states whose people the text speaks of, in order, and whether one
// of them strikes or kills.
func (f *finder) peoplesNamed() (seen []namedPeople, attack bool) {
	for i := range f.Sentences {
		s := &f.Sentences[i]
		for k := range s.Tokens {
			if c := s.Tokens[k].Form; c == "" || c[0] < 'A' || c[0] > 'Z' {
				continue
			}
			state, from := f.state(s, k)
			if state == "" {
				continue
			}
			attack = attack || f.attacks(s, k)
			if !f.peopleOf(s, k) || f.speaks(i, s.Tokens[k].Span) {
				continue
			}
			seen = append(seen, namedPeople{state, corpus.Span{Start: s.Tokens[from].Start, End: s.Tokens[k].End}})
		}
	}
	return seen, attack
}

// attacks reports whether the state at token k, or its people, are the subject of a verb of
// striking or killing.
func (f *finder) attacks(s *syntax.Sentence, k int) bool {
	if t := &s.Tokens[k]; t.Rel == "amod" || t.Rel == "compound" || t.Rel == "nmod:poss" {
		k = t.Head
	}
	t := &s.Tokens[k]
	if t.Rel != "nsubj" || t.Head < 0 {
		return false
	}
	verb := &s.Tokens[t.Head]
	return f.words.strikes[verb.Lemma] || f.words.slaying(verb.Lemma) && child(s, t.Head, "obj") >= 0
}

// speaks reports whether a span of sentence i lies within who tells something.
func (f *finder) speaks(i int, span corpus.Span) bool {
	for _, n := range f.saidIn[i] {
		for _, s := range f.Said[n].Source.Spans {
			if s.Contains(span) {
				return true
			}
		}
	}
	return false
}

// peopleOf reports whether the state or adjective at token k says whose people are meant that
// may be sent and lost: "Hwarinese workers", "the men of Hwarin", "Hwarin's losses", "Hwarin
// has lost", "50 Hwarinese".
func (f *finder) peopleOf(s *syntax.Sentence, k int) bool {
	t := &s.Tokens[k]
	if f.isPeople(s, k) {
		return true
	}
	if t.Head < 0 {
		return false
	}
	switch t.Rel {
	case "amod", "compound", "nmod", "nmod:poss":
		h := &s.Tokens[t.Head]
		if h.Tag == "NN" || h.Tag == "NNP" || t.Rel == "nmod" && !owns(s, k) {
			return false // "a Corranian officer", "deaths in Hwarin"
		}
		_, n := f.nounAt(s, t.Head)
		return n > 0 || f.words.ranks[h.Lemma] || f.words.ranks[strings.TrimSuffix(h.Lemma, "s")]
	case "nsubj":
		return f.words.losing[s.Tokens[t.Head].Lemma]
	}
	return false
}
