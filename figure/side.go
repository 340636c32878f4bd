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
			if k != p.head && (t.Head != p.head || t.Rel != "amod" && t.Rel != "compound" && t.Rel != "nmod" && t.Rel != "nmod:poss") {
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
	verb, rel := governor(s, p.top())
	if verb < 0 || rel != "obj" {
		return
	}
	if k := child(s, verb, "nsubj"); k >= 0 && f.words.bears(s.Tokens[verb].Lemma) {
		if state, from := f.state(s, k); state != "" {
			g.Side = state // "Hwarin has suffered 4,700 casualties"
			because(g, s, from, k+1)
		}
	}
}

// state returns the state that the word at token k names or is the adjective or people of,
// with the token at which its name begins: one of the list, or one that the document names.
// It is "" for none.
func (f *finder) state(s *syntax.Sentence, k int) (string, int) {
	low := strings.ToLower(s.Tokens[k].Form)
	if k > 0 {
		if name := f.words.states[strings.ToLower(s.Tokens[k-1].Form)+" "+low]; name != "" {
			return name, k - 1
		}
	}
	if name := f.words.states[low]; name != "" && s.Tokens[k].Form != low {
		return name, k
	}
	for _, e := range f.Entities {
		if e.Kind != corpus.State && e.Kind != corpus.Place || strings.Contains(e.Name, " ") {
			continue
		}
		if name := strings.ToLower(e.Name); name == low || adjective(low, name) {
			return e.Name, k
		}
	}
	return "", k
}

// leastStem is how many letters of a state's name its adjective keeps.
const leastStem = 3

// adjective reports whether word is the adjective of a state, as English makes them:
// "Hwarinese" of "Hwarin", "Corranian" of "Corrany".
func adjective(word, state string) bool {
	word = strings.TrimSuffix(word, "s")
	for _, suffix := range []string{"ese", "ian", "ean", "an", "i", "ish"} {
		stem, ok := strings.CutSuffix(word, suffix)
		if !ok || len(stem) < leastStem {
			continue
		}
		rest, ok := strings.CutPrefix(state, stem)
		if ok && len(rest) <= 2 {
			return true
		}
	}
	return false
}

// located reads the place of what is counted: "in the clinic at Torvane Lock".
func (f *finder) located(p place, g *corpus.Figure) {
	s := p.sentence
	best := -1
	for _, e := range f.Entities {
		if e.Kind != corpus.Place {
			continue
		}
		for _, m := range e.Mentions {
			at := tokenAt(s, m.Start)
			if m.Start < s.Start || m.End > s.End || at == 0 || !f.words.locates(strings.ToLower(s.Tokens[at-1].Form)) || !f.near(p, at) {
				continue
			}
			if best < 0 || distance(p, at) < distance(p, best) {
				best, g.Place = at, e.Name
			}
		}
	}
	if best >= 0 {
		because(g, s, best, best+1)
	}
}

// near reports whether token i stands in the clause of the number.
func (f *finder) near(p place, i int) bool {
	from, to := f.clause(p)
	return i >= from && i < to
}

func distance(p place, i int) int {
	if i < p.from {
		return p.from - i
	}
	return i - p.to
}

// inEvent reads "in the shelling", "during the flood at Kulmae".
func (f *finder) inEvent(p place, g *corpus.Figure) {
	s := p.sentence
	from, to := f.clause(p)
	for i := from; i < to; i++ {
		t := &s.Tokens[i]
		if !f.words.events[t.Lemma] || t.POS != "NOUN" || i == p.head {
			continue
		}
		start := i
		for start > 0 && s.Tokens[start-1].Head == i && s.Tokens[start-1].POS != "ADP" && s.Tokens[start-1].POS != "PUNCT" {
			start--
		}
		if start == 0 || !f.words.locates(strings.ToLower(s.Tokens[start-1].Form)) && strings.ToLower(s.Tokens[start-1].Form) != "of" {
			continue
		}
		g.Event = corpus.Span{Start: s.Tokens[start].Start, End: t.End}.In(f.Document.Text)
		because(g, s, start, i+1)
		return
	}
}

// subgroup reads what sets a part of the counted apart: "two of them in uniform", "54
// children" among the dead.
func (f *finder) subgroup(p place, g *corpus.Figure) {
	s := p.sentence
	for i := p.to; i+1 < len(s.Tokens) && i < p.to+near; i++ {
		if strings.ToLower(s.Tokens[i].Form) == "in" && f.words.guises[s.Tokens[i+1].Lemma] {
			g.Subgroup = forms(s, i, i+2)
			because(g, s, i, i+2)
			return
		}
	}
	if p.head >= 0 && f.words.subgroups[s.Tokens[p.head].Lemma] && f.measures.people[g.Measure] {
		g.Subgroup = strings.ToLower(s.Tokens[p.head].Form)
	}
}
