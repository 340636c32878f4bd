package figure

import (
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// count settles what is counted. A noun of the measure itself says no more than "people":
// "4,700 casualties". A number without a noun counts what the number before it counts, where
// both are of people: "seven workers were killed and 41 injured".
func (f *finder) count(p place, g *corpus.Figure) {
	f.trim(p, g)
	if p.q.Money && g.Counted == "" {
		g.Counted = f.coins(p)
	}
	if b, ok := f.before(p); ok && p.head < 0 && g.Counted == "" && b.Measure == g.Measure && p.q.Unit == "" {
		g.Counted, g.Head = b.Counted, b.Head // "badges to dozens more"
	}
	if !f.measures.people[g.Measure] {
		return
	}
	switch {
	case p.head >= 0 && f.isPronoun(p):
		g.Counted, g.Head = f.meant(p)
		return
	case p.head >= 0 && !f.measureNoun(p):
		if g.Head == "person" || g.Head == "people" {
			f.allAre(p, g) // "twelve people, all of them miners"
		}
		return
	case p.head >= 0:
		f.onlyPeople(p, g)
		if own := f.qualified(p); own != "" {
			g.Counted = own
		}
		return
	}
	if b, ok := f.before(p); ok && f.measures.people[b.Measure] && !f.ownSubject(p) {
		g.Counted, g.Head, g.Side = b.Counted, b.Head, b.Side
		f.after = len(f.figures) - 1
		return
	}
	if !f.words.people[g.Head] {
		f.onlyPeople(p, g)
	}
}

// onlyPeople counts people of whom nothing else is said than what all of them are.
func (f *finder) onlyPeople(p place, g *corpus.Figure) {
	g.Counted, g.Head = "people", "person"
	f.allAre(p, g)
}

// allAre takes what is counted from what words behind say that all of the counted are.
func (f *finder) allAre(p place, g *corpus.Figure) {
	s, k := p.sentence, f.allBehind(p)
	if k >= 0 && s.Tokens[k].Tag != "JJ" && f.person(s, k) {
		g.Counted, g.Head = f.phrase(s, k), strings.ToLower(s.Tokens[k].Lemma)
		because(g, s, k, k+1)
	}
}

// allOf returns the token of "all" where the word at token k says what all of those counted
// before are: "9 dead, all miners", "twelve died, all of them civilians"; else -1.
func (f *finder) allOf(s *syntax.Sentence, k int) int {
	for k--; k > 0 && (s.Tokens[k].POS == "ADJ" || s.Tokens[k].Form == "of" || f.words.pronoun(s.Tokens[k].Form)); k-- {
	}
	if k < 1 || s.Tokens[k].Form != "all" || s.Tokens[k-1].Form != "," {
		return -1
	}
	return k
}

// allBehind returns the token that says what all of the counted are, a noun for people or the
// adjective of a state; -1 without one.
func (f *finder) allBehind(p place) int {
	from, to := f.clause(p)
	for k := max(from, p.to); k < to; k++ {
		if f.allOf(p.sentence, k) < 0 {
			continue
		}
		if state, _ := f.state(p.sentence, k); state != "" || p.sentence.Tokens[k].Tag == "NNS" && f.person(p.sentence, k) {
			return k
		}
	}
	return -1
}

// ownSubject reports whether the verb that takes the number has a subject behind the number
// before: "Hwarin sent 4,000 men, and Corrany killed 1,200".
func (f *finder) ownSubject(p place) bool {
	verb, rel := f.governor(p.sentence, p.top())
	if verb < 0 || rel != "obj" {
		return false
	}
	subject := child(p.sentence, verb, "nsubj")
	return subject > f.places[len(f.places)-1].to
}

// measureNoun reports whether the counted noun is a noun of a measure.
func (f *finder) measureNoun(p place) bool {
	_, n := f.nounAt(p.sentence, p.head)
	t := &p.sentence.Tokens[p.head]
	return (n > 0 || f.words.isLevel(t.Lemma) || t.Lemma == "life") && !f.person(p.sentence, p.head) && !f.words.bodies[t.Lemma]
}

// isPronoun reports whether a number is of "them".
func (f *finder) isPronoun(p place) bool {
	return f.words.pronoun(strings.ToLower(p.sentence.Tokens[p.head].Form))
}

// meant returns the people that "them" takes up, "people" where the text does not show them.
func (f *finder) meant(p place) (counted, head string) {
	s, k := f.antecedent(p)
	if k < 0 {
		return "people", "person"
	}
	return f.phrase(s, k), strings.ToLower(s.Tokens[k].Lemma)
}

// antecedent returns the nearest plural for people before a number, in its sentence or the one
// before; -1 where there is none.
func (f *finder) antecedent(p place) (*syntax.Sentence, int) {
	for i, back := p.index, 0; i >= 0 && back < 2; i, back = i-1, back+1 {
		s := &f.Sentences[i]
		last := len(s.Tokens) - 1
		if back == 0 {
			last = p.from - 1
		}
		for k := last; k >= 0; k-- {
			if t := &s.Tokens[k]; (t.Tag == "NNS" || t.Tag == "NNPS") && f.person(s, k) {
				return s, k
			}
		}
	}
	return nil, -1
}

// phrase returns the noun at token k with the adjectives and nouns that stand before it.
func (f *finder) phrase(s *syntax.Sentence, k int) string {
	first := k
	for first > 0 && s.Tokens[first-1].Head == k && (s.Tokens[first-1].Rel == "amod" || s.Tokens[first-1].Rel == "compound") {
		first--
	}
	return corpus.Span{Start: s.Tokens[first].Start, End: s.Tokens[k].End}.In(f.Document.Text)
}

// coins returns the word for the money of a sum, or its unit: "crowns".
func (f *finder) coins(p place) string {
	last := ""
	for k := p.to; k < len(p.sentence.Tokens) && p.q.Span.Contains(p.sentence.Tokens[k].Span); k++ {
		t := &p.sentence.Tokens[k]
		if t.POS == "DET" || t.POS == "ADP" || t.Form == "/" {
			break // "a year"
		}
		last = t.Form
	}
	if last == "" {
		return p.q.Unit
	}
	return last
}

// trim takes off what is counted the words that do not tell its class, "the men", "Hwarin's
// men", and adds those that do: "workers and sappers", "members of the brigade".
func (f *finder) trim(p place, g *corpus.Figure) {
	if p.head < 0 || p.q.Of.Empty() {
		return
	}
	s := p.sentence
	first := tokenAt(s, p.q.Of.Start)
	for k := first; k < p.head; k++ {
		if t := &s.Tokens[k]; t.POS == "DET" || t.POS == "NUM" || t.Tag == "PRP$" || t.Tag == "POS" && k > 0 && s.Tokens[k-1].POS == "PROPN" || f.words.vague(strings.ToLower(t.Form)) {
			first = k + 1
		}
	}
	last := f.lastCounted(p)
	if first > p.head {
		return
	}
	g.End = max(g.End, s.Tokens[last].End)
	g.Counted = strings.Trim(corpus.Span{Start: s.Tokens[first].Start, End: s.Tokens[last].End}.In(f.Document.Text), "\"“”‘’' ")
	g.Head = strings.ToLower(s.Tokens[p.head].Lemma)
}

// lastCounted returns the last token of what is counted.
func (f *finder) lastCounted(p place) int {
	s, k := p.sentence, p.head
	if k+2 < len(s.Tokens) && s.Tokens[k+1].POS == "CCONJ" && s.Tokens[k+2].Tag == "NNS" && s.Tokens[k+2].Head == k && f.person(s, k) && (f.person(s, k+2) || f.agentNoun(&s.Tokens[k+2])) {
		return k + 2 // "workers and sappers"
	}
	if s.Tokens[k].Lemma != "member" || k+1 >= len(s.Tokens) || s.Tokens[k+1].Form != "of" {
		return k
	}
	for n := k + 2; n < len(s.Tokens) && n < k+2+near; n++ {
		if s.Tokens[n].Head == k && s.Tokens[n].Rel == "nmod" {
			return n
		}
	}
	return k
}

// qualified returns what a noun of a measure is qualified by: "Hwarinese" of "Hwarinese
// casualties", "civilian" of "civilian deaths".
func (f *finder) qualified(p place) string {
	s := p.sentence
	var own []string
	for k := p.to; k < p.head; k++ {
		if t := &s.Tokens[k]; t.Head == p.head && (t.Rel == "amod" || t.Rel == "compound") && !f.words.vague(t.Lemma) {
			own = append(own, t.Form)
		}
	}
	return strings.Join(own, " ")
}

// before returns the figure that stands before p in its sentence.
func (f *finder) before(p place) (corpus.Figure, bool) {
	n := len(f.figures)
	if n == 0 || f.places[n-1].sentence != p.sentence {
		return corpus.Figure{}, false
	}
	return f.figures[n-1], true
}

// person reports whether the word at token k is a noun for people, a pronoun for those named
// before, or a people: "50 Hwarinese".
func (f *finder) person(s *syntax.Sentence, k int) bool {
	t := &s.Tokens[k]
	low := strings.ToLower(t.Lemma)
	if strings.EqualFold(t.Form, "peoples") {
		return false
	}
	if t.Tag == "NNPS" && strings.HasSuffix(t.Form, "ans") {
		return true // "Koreans", of whatever state
	}
	return f.words.person(low) || low == "them" || low == "they" || f.isPeople(s, k)
}
