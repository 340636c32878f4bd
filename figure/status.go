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
	if verb < 0 {
		if verb = f.nearestVerb(p); verb < 0 {
			return
		}
	}
	status, at := f.statusOf(s, verb)
	if status == corpus.Actual && g.Statement >= 0 && f.promised(p, g, verb) {
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

// promised reports whether the number stands in an infinitive that is all that a promise or
// plan says: "vowed to send 5,000".
func (f *finder) promised(p place, g *corpus.Figure, verb int) bool {
	a := f.Said[g.Statement]
	return a.Mode == corpus.Promise && p.sentence.Tokens[verb].Tag == "VB"
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
