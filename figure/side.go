package figure

import (
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// belong tells whose the counted are, where and in which event, as far as the sentence says.
func (f *finder) belong(p place, g *corpus.Figure) {
	f.side(p, g)
	f.located(p, g)
	f.inEvent(p, g)
	f.subgroup(p, g)
}

// side reads "Hwarinese workers", "workers of Hwarin", "Hwarin has lost 40 men".
func (f *finder) side(p place, g *corpus.Figure) {
	s := p.sentence
	if p.head >= 0 {
		for k := range s.Tokens {
			t := &s.Tokens[k]
			if k != p.head && !p.q.Of.Contains(t.Span) && (t.Head != p.head || !f.belongs(p, k)) {
				continue
			}
			if state, from := f.state(s, k); state != "" {
				g.Side = state
				because(g, s, from, k+1)
				return
			}
		}
	}
	if !f.measures.people[g.Measure] {
		return
	}
	if k := f.allBehind(p); k >= 0 {
		if state, from := f.state(s, k); state != "" {
			g.Side = state // "40 men, all of them Hwarinese"
			because(g, s, from, k+1)
			return
		}
	}
	if k := f.bearer(p); k >= 0 {
		state, from := f.stateOf(s, k)
		if state == "" && f.army(p, g, k) {
			state, from = s.Tokens[k].Form, k
		}
		if state != "" {
			g.Side = state // "Hwarin has suffered 4,700 casualties"
			because(g, s, from, k+1)
			return
		}
	}
	f.sideOfAll(p, g)
	if g.Side == "" {
		f.ours(p, g)
	}
	if g.Side == "" {
		f.speakers(p, g)
	}
}

// speakers reads "the ministry of Hwarin denied having lost anyone": a loss that who speaks for
// a state tells without a subject is that state's.
func (f *finder) speakers(p place, g *corpus.Figure) {
	verb, _ := f.governor(p.sentence, p.top())
	if g.Statement < 0 || verb < 0 || p.sentence.Tokens[verb].Tag == "VB" || child(p.sentence, verb, "nsubj", "nsubj:pass") >= 0 || !f.words.bears(p.sentence.Tokens[verb].Lemma) {
		return
	}
	for _, c := range f.Said[g.Statement].Content {
		if i := tokenAt(p.sentence, c.Start); i != verb && (i+1 != verb || p.sentence.Tokens[i].Lemma != "have") {
			return
		}
	}
	for _, in := range f.Said[g.Statement].Source.Spans {
		if state, at := f.spokenFor(in); state != "" {
			g.Side = state
			g.Because = append(g.Because, at)
			return
		}
	}
}

// ours reads "our men" of who speaks for a state: "the Foreign Ministry of Hwarin".
func (f *finder) ours(p place, g *corpus.Figure) {
	s, k := p.sentence, p.head
	if k >= 0 && f.isPronoun(p) {
		s, k = f.antecedent(p)
	}
	if k < 0 || g.Statement < 0 {
		return
	}
	our := child(s, k, "nmod:poss")
	if our < 0 || !strings.EqualFold(s.Tokens[our].Form, "our") {
		return
	}
	for _, e := range f.Entities {
		if e.Name != g.Source.Name {
			continue
		}
		for _, of := range []corpus.Span{e.AffiliationSpan, e.RoleSpan} {
			if state, at := f.spokenFor(of); state != "" {
				g.Side = state
				g.Because = append(g.Because, at)
				return
			}
		}
	}
}

// spokenFor returns the state that a role or body names last, and where.
func (f *finder) spokenFor(in corpus.Span) (string, corpus.Span) {
	s := f.sentenceAt(in.Start)
	if s == nil || in.Empty() {
		return "", corpus.Span{}
	}
	for k := len(s.Tokens) - 1; k >= 0; k-- {
		t := &s.Tokens[k]
		if !in.Contains(t.Span) {
			continue
		}
		if state, _ := f.state(s, k); state != "" {
			return state, t.Span
		}
		if name := f.here.names[strings.ToLower(t.Form)]; name != "" {
			return name, t.Span
		}
	}
	return "", corpus.Span{}
}

// belongs reports whether token k, which hangs on what is counted, tells whose it is. Of
// several states behind "from" none does.
func (f *finder) belongs(p place, k int) bool {
	s := p.sentence
	switch s.Tokens[k].Rel {
	case "amod", "compound", "nmod:poss":
		return true
	case "nmod":
		return owns(s, k) && child(s, k, "conj", "appos") < 0 && f.person(s, p.head)
	}
	return false
}

// armySize is how many no single person sends or loses.
const armySize = 1000

// army reports whether the name at token k bears so much that it is that of no person:
// "Hwarin has suffered 4,700 casualties".
func (f *finder) army(p place, g *corpus.Figure, k int) bool {
	t := &p.sentence.Tokens[k]
	if t.POS != "PROPN" || child(p.sentence, k, "compound", "flat", "amod", "det") >= 0 {
		return false
	}
	low, high := p.q.Interval()
	ranks := p.head < 0 || f.measureNoun(p) || f.words.ranks[strings.ToLower(p.sentence.Tokens[p.head].Lemma)]
	return ranks && (low >= armySize || high >= armySize && low < 1)
}

// bearer returns the subject of the verb that governs the number, where it bears what is
// counted, or -1: "Hwarin has lost 40 men", "Hwarin to send 6,000 men", "Hwarin has paid with
// 600 dead".
func (f *finder) bearer(p place) int {
	s := p.sentence
	verb, rel := f.governor(s, p.top())
	if verb < 0 || verb > p.from {
		return -1
	}
	lemma := s.Tokens[verb].Lemma
	if !(f.words.bears(lemma) && (rel == "obj" || rel == "obl")) && !f.words.losing[lemma] {
		return -1
	}
	if k := child(s, verb, "nsubj"); k >= 0 {
		return k
	}
	if k := headed(s, verb); k >= 0 {
		return k
	}
	if s.Tokens[verb].Rel == "xcomp" || s.Tokens[verb].Rel == "conj" {
		return child(s, s.Tokens[verb].Head, "nsubj")
	}
	return -1
}

// stateOf returns the state that the noun at token k is, or whose it is: "Hwarin",
// "Hwarinese forces".
func (f *finder) stateOf(s *syntax.Sentence, k int) (state string, from int) {
	if state, from = f.state(s, k); state != "" {
		return state, from
	}
	if !f.words.ranks[s.Tokens[k].Lemma] {
		return "", 0
	}
	for i := range k {
		if s.Tokens[i].Head == k && (s.Tokens[i].Rel == "amod" || s.Tokens[i].Rel == "compound" || s.Tokens[i].Rel == "nmod:poss") {
			if state, from = f.state(s, i); state != "" {
				return state, from
			}
		}
	}
	return "", 0
}

// headed returns the name right before "to" and the verb of a headline, "Hwarin to send 6,000
// men", or -1.
func headed(s *syntax.Sentence, verb int) int {
	if verb >= 2 && s.Tokens[verb-1].Tag == "TO" && s.Tokens[verb-2].POS == "PROPN" {
		return verb - 2
	}
	return -1
}

// sideOfAll reads "120 soldiers, all of them Hwarinese".
func (f *finder) sideOfAll(p place, g *corpus.Figure) {
	s := p.sentence
	for k := p.top() + 1; k+2 < len(s.Tokens); k++ {
		if s.Tokens[k].POS == "NUM" {
			return
		}
		if strings.EqualFold(s.Tokens[k].Form, "all") && strings.EqualFold(s.Tokens[k+1].Form, "of") && k+3 < len(s.Tokens) {
			k += 2
		} else if !strings.EqualFold(s.Tokens[k].Form, "all") {
			continue
		}
		state, from := f.state(s, k+1)
		if form := s.Tokens[k+1].Form; state == "" && form != strings.ToLower(form) && demonym(strings.ToLower(form)) {
			state, from = form, k+1
		}
		if state != "" {
			g.Side = state
			because(g, s, from, k+2)
			return
		}
	}
}

// subgroup reads what sets a part of the counted apart: "no soldiers from his town", "two of
// them in uniform", "54 children" among the dead.
func (f *finder) subgroup(p place, g *corpus.Figure) {
	s := p.sentence
	for i := p.to; i+1 < len(s.Tokens) && i < p.to+near; i++ {
		if strings.ToLower(s.Tokens[i].Form) == "in" && f.words.guises[s.Tokens[i+1].Lemma] {
			g.Subgroup = forms(s, i, i+2)
			because(g, s, i, i+2)
			return
		}
	}
	if p.head < 0 || !f.measures.people[g.Measure] {
		return
	}
	if f.words.subgroups[s.Tokens[p.head].Lemma] {
		g.Subgroup = strings.ToLower(s.Tokens[p.head].Form)
		return
	}
	if k := child(s, p.head, "nmod"); k > p.head {
		from := child(s, k, "case")
		if state, _ := f.state(s, k); from > p.head && strings.EqualFold(s.Tokens[from].Form, "from") && state == "" {
			g.Subgroup = corpus.Span{Start: s.Tokens[from].Start, End: s.Tokens[k].End}.In(f.Document.Text)
			because(g, s, from, k+1)
		}
	}
}
