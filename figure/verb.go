package figure

import (
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// byVerb reads "seven workers were killed", "the shells killed seven", "3,000 had arrived":
// what is counted is the object of a verb of the measure, or its subject where it has none.
func (f *finder) byVerb(p place, g *corpus.Figure) bool {
	s := p.sentence
	verb, rel := f.governor(s, p.top())
	for depth := 0; verb >= 0 && depth < farVerb; depth++ {
		if name, ok := f.verbAt(p, verb, rel); ok && f.fits(p, name) {
			f.setByVerb(p, g, verb, name, "verb")
			return true
		}
		if other := child(s, verb, "xcomp"); depth == 0 && other > verb && strings.HasPrefix(rel, "nsubj") {
			if name, ok := f.verbAt(p, other, "nsubj"); ok && f.fits(p, name) { // "were confirmed to have died"
				f.setByVerb(p, g, other, name, "verb")
				return true
			}
		}
		if other := child(s, verb, "conj"); depth == 0 && other > verb && child(s, other, "nsubj", "nsubj:pass", "obj") < 0 && rel != "obl" {
			if name, ok := f.verbAt(p, other, rel); ok && f.fits(p, name) { // "were washed away and destroyed"
				f.setByVerb(p, g, other, name, "verb")
				return true
			}
		}
		if s.Tokens[verb].Rel != "xcomp" && (s.Tokens[verb].Rel != "conj" || rel == "obj") || rel == "obl" {
			return false
		}
		verb = s.Tokens[verb].Head // "are expected to arrive"
	}
	return false
}

func (f *finder) setByVerb(p place, g *corpus.Figure, verb int, name, rule string) {
	f.verb = verb
	g.Measure, g.Rule = f.together(p.sentence, verb, name), rule
	g.Confidence = min(g.Confidence, fair)
	because(g, p.sentence, verb, verb+1)
}

// bySubject reads "fewer than 50 men had been killed", "3,000 more were waiting": the verb
// stands right behind what is counted, whatever the tree says.
func (f *finder) bySubject(p place, g *corpus.Figure) bool {
	if f.governed(p) {
		return false
	}
	k := f.behind(p)
	return f.predicate(p, g, k, "subject") || f.predicate(p, g, f.behindPhrase(p, k), "subject")
}

// byObject reads "killing at least four villagers": the verb stands right before, whatever the
// reader of grammar takes its form for.
func (f *finder) byObject(p place, g *corpus.Figure) bool {
	s := p.sentence
	k := tokenAt(s, p.q.Span.Start) - 1
	for k > 0 && s.Tokens[k].POS == "ADV" {
		k--
	}
	if k < 0 || s.Tokens[k].POS == "AUX" || k > 0 && s.Tokens[k-1].Lemma == "be" && s.Tokens[k].Tag == "VBN" {
		return false
	}
	t := &s.Tokens[k]
	name, ok := f.measures.verbs[t.Lemma]
	if stem, is := strings.CutSuffix(strings.ToLower(t.Form), "ing"); is && !ok {
		if name, ok = f.measures.verbs[stem]; !ok {
			name, ok = f.measures.verbs[stem+"e"]
		}
	}
	if !ok || t.POS != "VERB" && t.POS != "NOUN" || !f.fits(p, name) || f.words.coming[t.Lemma] {
		return false
	}
	f.setByVerb(p, g, k, name, "object")
	return true
}

// behindPhrase returns the token behind a prepositional phrase that begins at token k: "in two
// wards".
func (f *finder) behindPhrase(p place, k int) int {
	s := p.sentence
	if k >= len(s.Tokens) || s.Tokens[k].POS != "ADP" {
		return len(s.Tokens)
	}
	for n := k + 1; n < len(s.Tokens) && n <= k+near; n++ {
		switch s.Tokens[n].POS {
		case "AUX":
			return n
		case "VERB", "PUNCT", "PRON", "SCONJ":
			return len(s.Tokens)
		}
	}
	return len(s.Tokens)
}

// byRelative reads "12 men who were killed", "those 40 that had fled".
func (f *finder) byRelative(p place, g *corpus.Figure) bool {
	s, k := p.sentence, f.behind(p)
	if k < len(s.Tokens) && s.Tokens[k].Form == "," {
		k++
	}
	if k >= len(s.Tokens) || s.Tokens[k].Tag != "WP" && s.Tokens[k].Tag != "WDT" {
		return false
	}
	return f.predicate(p, g, k+1, "relative")
}

// behind returns the token behind the number, what it counts and "more", "of them".
func (f *finder) behind(p place) int {
	s, k := p.sentence, p.top()+1
	for ; k < len(s.Tokens); k++ {
		low := strings.ToLower(s.Tokens[k].Form)
		of := low == "of" && k+1 < len(s.Tokens) && f.words.pronoun(strings.ToLower(s.Tokens[k+1].Form))
		if of {
			k++
		} else if low != "more" && low != "others" && low != "other" {
			break
		}
	}
	return k
}

// governed reports whether the number stands behind a preposition, and so is no subject.
func (f *finder) governed(p place) bool {
	first := tokenAt(p.sentence, p.q.Span.Start)
	if first == 0 {
		return false
	}
	before := &p.sentence.Tokens[first-1]
	return before.POS == "ADP" && before.Rel == "case"
}

// predicate reads the verb that stands at token k behind its auxiliaries, of which what is
// counted is the subject.
func (f *finder) predicate(p place, g *corpus.Figure, k int, rule string) bool {
	s := p.sentence
	passive, helped := false, false
	for ; k < len(s.Tokens); k++ {
		t := &s.Tokens[k]
		if t.POS == "AUX" {
			passive, helped = t.Lemma == "be", true
		} else if t.POS != "ADV" && (t.POS != "PART" || t.Tag == "TO" && !helped) {
			break
		}
	}
	if k >= len(s.Tokens) || s.Tokens[k].POS != "VERB" || !helped && s.Tokens[k].Tag == "VBN" {
		return false
	}
	rel := "nsubj"
	if passive && s.Tokens[k].Tag == "VBN" {
		rel = "nsubj:pass"
	}
	name, ok := f.verbAt(p, k, rel)
	if !ok || !f.fits(p, name) {
		return false
	}
	f.setByVerb(p, g, k, name, rule)
	return true
}

// together returns the measure that holds both a verb and one that "and" or "or" joins to it
// without a number of its own: "killed or wounded" are casualties.
func (f *finder) together(s *syntax.Sentence, verb int, name string) string {
	other := child(s, verb, "conj")
	if other < 0 || child(s, other, "nsubj", "nsubj:pass", "obj") >= 0 {
		return name
	}
	second, ok := f.verbWord(s, other)
	if !ok || second == name {
		return name
	}
	for k := verb; k < other; k++ {
		if s.Tokens[k].POS == "NUM" {
			return name
		}
	}
	m, _ := f.measures.set.Get(name)
	for _, whole := range m.PartOf {
		if f.measures.set.PartOf(second, whole) {
			return whole
		}
	}
	return name
}

// fits reports whether a measure of people counts people here, and no objects: portraits
// that are present are a count of portraits.
func (f *finder) fits(p place, name string) bool {
	if f.measures.people[name] && p.q.Unit != "" && (p.head < 0 || !f.person(p.sentence, p.head)) {
		return false // prices fall
	}
	if p.head >= 0 && (f.words.loss[name] || f.words.shared[name]) && f.agent(p) {
		return true
	}
	return !f.measures.people[name] || p.head < 0 || p.sentence.Tokens[p.head].Lemma == "life" || f.person(p.sentence, p.head) || f.measureNoun(p)
}

// agent reports whether what is counted is named after what people do, "diggers",
// "smugglers", and no thing is known to be so named: "towers".
func (f *finder) agent(p place) bool { return f.agentNoun(&p.sentence.Tokens[p.head]) }

func (f *finder) agentNoun(t *syntax.Token) bool {
	lemma := strings.ToLower(t.Lemma)
	if t.Tag != "NNS" || f.words.tools[lemma] {
		return false
	}
	for _, suffix := range []string{"er", "or", "ist", "ian", "man", "woman", "ee"} {
		if strings.HasSuffix(lemma, suffix) && len(lemma) > len(suffix)+leastStem-1 {
			return true
		}
	}
	return false
}

// receives reads "awarded medals to twelve builders", "pinned crosses on twelve builders": of
// what is given those are counted who get it.
func (f *finder) receives(p place, verb int, rel string) bool {
	s := p.sentence
	c := child(s, p.anchor(), "case")
	if c < 0 || !f.words.receiving[strings.ToLower(s.Tokens[c].Form)] || p.head >= 0 && !f.person(s, p.head) && !strings.EqualFold(s.Tokens[p.head].Form, "others") {
		return false
	}
	what := child(s, verb, "obj", "nsubj:pass")
	if what < 0 {
		what = child(s, verb, "nsubj") // "the prize went to six builders"
	}
	if what < 0 || rel != "obl" && s.Tokens[p.anchor()].Rel != "nmod" {
		return false
	}
	return f.measures.verbs[s.Tokens[verb].Lemma] == "given" || f.words.conveying[s.Tokens[verb].Lemma] && f.words.gifts[s.Tokens[what].Lemma]
}

// farVerb is over how many verbs the measure of a number may stand.
const farVerb = 3

// top is the token in which the phrase of the number hangs together.
func (p place) top() int {
	if p.head >= 0 && p.head < len(p.sentence.Tokens) {
		return p.head
	}
	return p.to - 1
}

// anchor is the token by which the phrase hangs in its sentence: the number itself where what
// is counted stands behind "of", "dozens of rescuers".
func (p place) anchor() int {
	top := p.top()
	if h := p.sentence.Tokens[top].Head; h >= p.from && h < p.to {
		return h
	}
	return top
}

// governor climbs from token i over the nouns that hold it to the verb above and returns it
// with the relation by which it was reached; -1 without one. What hangs on another noun by a
// preposition is reached by "nmod": of "visits to 87 countries" the visits are the object.
func (f *finder) governor(s *syntax.Sentence, i int) (verb int, rel string) {
	modifies := false
	for steps := 0; i >= 0 && steps < len(s.Tokens); steps++ {
		t := &s.Tokens[i]
		if t.Head < 0 {
			return -1, ""
		}
		h := &s.Tokens[t.Head]
		if h.POS == "VERB" || h.POS == "ADJ" && (t.Rel == "nsubj" || t.Rel == "nsubj:pass") {
			if modifies {
				return t.Head, "nmod"
			}
			return t.Head, t.Rel
		}
		modifies = modifies || t.Rel == "nmod" && !f.holdsPart(s, i)
		i = t.Head
	}
	return -1, ""
}

// holdsPart reports whether the noun on which token i hangs by "of" is no thing of its own:
// "a group of 40 men", "dozens of rescuers", "the lives of 12 people".
func (f *finder) holdsPart(s *syntax.Sentence, i int) bool {
	c := child(s, i, "case")
	if c < 0 || !strings.EqualFold(s.Tokens[c].Form, "of") {
		return false
	}
	h := &s.Tokens[s.Tokens[i].Head]
	return h.POS == "NUM" || h.Tag == "CD" || h.Lemma == "life" || f.words.collectives[h.Lemma] || f.words.isLevel(h.Lemma) ||
		f.words.vague(strings.ToLower(h.Form)) || strings.HasSuffix(h.Lemma, "dozen") || h.Lemma == "hundred" || h.Lemma == "thousand" || h.Lemma == "million"
}

// verbAt looks up the verb at token i of which what is counted stands in a relation, with
// its particle or the object that belongs to it: "gave their lives".
func (f *finder) verbAt(p place, i int, rel string) (string, bool) {
	s := p.sentence
	subject := rel == "nsubj" || rel == "nsubj:outer"
	lemma := s.Tokens[i].Lemma
	for _, k := range []int{child(s, i, "compound:prt", "advmod"), child(s, i, "obj")} {
		if k <= i {
			continue
		}
		phrase := lemma + " " + s.Tokens[k].Lemma
		if name, ok := f.measures.subjects[phrase]; ok && subject {
			return name, true
		}
		if name, ok := f.measures.verbs[phrase]; ok {
			return name, true
		}
	}
	if name, ok := f.measures.subjects[lemma]; ok && subject {
		return name, true
	}
	if f.receives(p, i, rel) {
		return "given", true
	}
	if !takes(s, i, rel) || f.words.coming[lemma] && f.firm(s, i) {
		return "", false // "twelve guests came"
	}
	return f.verbWord(s, i)
}

// verbWord looks up the verb at token i alone.
func (f *finder) verbWord(s *syntax.Sentence, i int) (string, bool) {
	name, ok := f.measures.verbs[s.Tokens[i].Lemma]
	if !ok {
		name, ok = f.measures.beside[strings.ToLower(s.Tokens[i].Form)]
	}
	return name, ok
}

// firm reports whether the verb at token i tells what has happened.
func (f *finder) firm(s *syntax.Sentence, i int) bool {
	st, _ := f.statusOf(s, i)
	return st == corpus.Actual
}

// takes reports whether what stands in a relation to a verb is what the verb counts.
func takes(s *syntax.Sentence, verb int, rel string) bool {
	switch rel {
	case "obj", "nsubj:pass", "obl:unmarked", "orphan":
		return true
	case "nsubj", "nsubj:outer", "csubj":
		return child(s, verb, "obj", "iobj") < 0
	}
	return false
}
