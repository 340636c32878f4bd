package figure

import (
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// settle tells whether what a figure counts has happened.
func (f *finder) settle(p place, g *corpus.Figure) {
	s := p.sentence
	switch {
	case f.rejected(p, g):
		g.Status = corpus.Denied
		return
	case g.Statement >= 0 && f.Said[g.Statement].Mode == corpus.Threat:
		g.Status = corpus.Threatened
		return
	}
	verb := f.verb
	if verb < 0 {
		verb, _ = f.governor(s, p.top())
	}
	if k := f.negation(s, verb); k >= 0 {
		g.Status = corpus.Denied
		because(g, s, k, k+1)
		return
	}
	if verb < 0 {
		if verb = f.nearestVerb(p); verb < 0 {
			return
		}
	}
	status, at := f.statusOf(s, verb)
	if k := f.perhaps(s, verb); k >= 0 && status == corpus.Projected {
		status, g.Hedges = corpus.Actual, append(g.Hedges, strings.ToLower(s.Tokens[k].Form)+" have")
		because(g, s, k, k+1)
	}
	if status == corpus.Actual && g.Statement >= 0 && f.promised(p, g, verb) {
		status, at = corpus.Planned, verb
	}
	if status == corpus.Actual && f.laidDown(p, g, verb) {
		status, at = corpus.Planned, verb
	}
	if status != corpus.Actual {
		g.Status = status
		because(g, s, at, at+1)
	}
}

// rejected reports whether a figure is denied: by who tells it, or because it says that
// nobody was lost.
func (f *finder) rejected(p place, g *corpus.Figure) bool {
	if g.Statement >= 0 && f.Said[g.Statement].Polarity == corpus.Deny {
		return true
	}
	none := g.High != nil && *g.High == 0
	return none && f.measures.people[g.Measure] && f.words.loss[g.Measure]
}

// negation returns the word that denies a verb which tells a loss, a sending or the like, or
// -1: "did not lose 40 men", "never sent 5,000". That somebody did not tell of it denies nothing.
func (f *finder) negation(s *syntax.Sentence, verb int) int {
	if verb < 0 || verb != f.verb && !f.words.bears(s.Tokens[verb].Lemma) {
		return -1
	}
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if t.Head != verb || t.Rel != "advmod" && t.Rel != "neg" {
			continue
		}
		switch strings.ToLower(t.Form) {
		case "not", "n't", "n’t", "never":
			if next := k + 1; next < len(s.Tokens) && (s.Tokens[next].Form == "only" || s.Tokens[next].Form == "just") {
				continue // "not only sent 40 men"
			}
			return k
		}
	}
	return -1
}

// perhaps returns "may" of "may have died", which hedges what happened, or -1.
func (f *finder) perhaps(s *syntax.Sentence, verb int) int {
	have, may := false, -1
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if t.Head != verb || t.Rel != "aux" && t.Rel != "aux:pass" {
			continue
		}
		switch low := strings.ToLower(t.Form); low {
		case "have":
			have = true
		case "may", "might", "could":
			may = k
		}
	}
	if !have {
		return -1
	}
	return may
}

// promised reports whether the number stands in an infinitive that is all that a promise or
// plan says: "vowed to send 5,000".
func (f *finder) promised(p place, g *corpus.Figure, verb int) bool {
	a := f.Said[g.Statement]
	return a.Mode == corpus.Promise && p.sentence.Tokens[verb].Tag == "VB"
}

// laidDown reports whether a document that lays down what is to be speaks of the number: "the
// agreement speaks of 1,000 sappers". That it has brought something about is told in a clause
// of its own.
func (f *finder) laidDown(p place, g *corpus.Figure, verb int) bool {
	if g.Statement < 0 {
		return false
	}
	a := f.Said[g.Statement]
	name := strings.Fields(strings.ToLower(a.Source.Name))
	return len(name) > 0 && f.words.instruments[name[len(name)-1]] && a.Cue.Contains(p.sentence.Tokens[verb].Span)
}

// nearestVerb returns the verb before the number that is nearest, or -1.
func (f *finder) nearestVerb(p place) int {
	for i := p.from - 1; i >= 0; i-- {
		if p.sentence.Tokens[i].POS == "VERB" {
			return i
		}
	}
	return -1
}

// statusOf reads the words around a verb: its auxiliaries, what governs it as an infinitive,
// and returns the token that shows the status.
func (f *finder) statusOf(s *syntax.Sentence, verb int) (corpus.Status, int) {
	if verb > 1 && s.Tokens[verb-1].Tag == "TO" && f.words.copula(strings.ToLower(s.Tokens[verb-2].Form)) {
		return corpus.Planned, verb - 1 // "are to follow"
	}
	if verb > 0 && s.Tokens[verb-1].Tag == "TO" && s.Tokens[verb].Rel == "advcl" {
		return corpus.Planned, verb - 1 // "stormed the house to arrest three men"
	}
	for depth := 0; depth < farVerb && verb >= 0; depth++ {
		for k := range s.Tokens {
			t := &s.Tokens[k]
			if t.Head != verb || t.Rel != "aux" && t.Rel != "mark" && t.Rel != "aux:pass" && t.Rel != "cop" {
				continue
			}
			low := strings.ToLower(t.Form)
			if st, ok := f.words.modals[low]; ok {
				return st, k
			}
		}
		if st, ok := f.words.plans[s.Tokens[verb].Lemma]; ok {
			return st, verb
		}
		if headed(s, verb) >= 0 && depth == 0 && s.Tokens[verb].Rel != "xcomp" {
			return corpus.Planned, verb // "Hwarin to send 6,000 men"
		}
		switch s.Tokens[verb].Rel {
		case "xcomp", "ccomp", "acl", "advcl", "acl:relcl", "csubj":
		default:
			return corpus.Actual, verb
		}
		up := s.Tokens[verb].Head
		if up < 0 {
			break
		}
		if st, ok := f.words.plans[s.Tokens[up].Lemma]; ok && s.Tokens[verb].Tag == "VB" {
			return st, up // "plans to send", "a plan to send"
		}
		if s.Tokens[verb].Rel != "xcomp" {
			return corpus.Actual, verb
		}
		verb = up
	}
	return corpus.Actual, max(verb, 0)
}
