package figure

import (
	"strings"

	"hearsay/corpus"
	"hearsay/measure"
	"hearsay/syntax"
)

// index finds measures by their words.
type index struct {
	nouns, verbs, beside map[string]string
	people               map[string]bool // measures that count people
	longest              int             // of the words beside, in words
}

func indexOf(set *measure.Set) *index {
	x := &index{nouns: map[string]string{}, verbs: map[string]string{}, beside: map[string]string{}, people: map[string]bool{}, longest: 1}
	enter := func(m map[string]string, words []string, name string) {
		for _, w := range words {
			if _, taken := m[w]; !taken {
				m[w] = name
			}
			x.longest = max(x.longest, strings.Count(w, " ")+1)
		}
	}
	for _, m := range set.All() {
		enter(x.nouns, m.Nouns, m.Name)
		enter(x.verbs, m.Verbs, m.Name)
		enter(x.beside, m.Words, m.Name)
		x.people[m.Name] = m.Of == "people"
	}
	return x
}

// measure finds what a quantity measures and reports whether it is a figure at all.
func (f *finder) measure(p place, g *corpus.Figure) bool {
	for _, look := range []func(*finder, place, *corpus.Figure) bool{
		(*finder).byNoun, (*finder).besideIt, (*finder).byVerb, (*finder).byLevel, (*finder).nearBy,
	} {
		if look(f, p, g) {
			f.count(p, g)
			return true
		}
	}
	if p.head < 0 {
		return false
	}
	g.Measure, g.Rule = f.plain(p), "counted"
	f.count(p, g)
	return true
}

// plain is the measure of what is only counted: people are present, objects a count.
func (f *finder) plain(p place) string {
	switch t := &p.sentence.Tokens[p.head]; {
	case p.q.Unit != "" && p.q.Unit != "per cent":
		return "given" // money that no verb says more of
	case f.words.person(t):
		return "present"
	}
	return "count"
}

// because notes the words that show a part of a figure.
func because(g *corpus.Figure, s *syntax.Sentence, from, to int) {
	g.Because = append(g.Because, corpus.Span{Start: s.Tokens[from].Start, End: s.Tokens[to-1].End})
}

// byNoun reads "4,700 casualties", "a death toll of 12".
func (f *finder) byNoun(p place, g *corpus.Figure) bool {
	if p.head < 0 {
		return false
	}
	s := p.sentence
	if name, n := f.nounAt(s, p.head); n > 0 {
		g.Measure, g.Rule = name, "noun"
		because(g, s, p.head, min(p.head+n, len(s.Tokens)))
		return true
	}
	return false
}

// nounAt looks up the noun at token i, with "and" and another behind it: "killed and
// wounded". It returns how many tokens it takes.
func (f *finder) nounAt(s *syntax.Sentence, i int) (string, int) {
	for n := min(f.measures.longest, len(s.Tokens)-i); n > 0; n-- {
		if name, ok := f.measures.nouns[lemmas(s, i, i+n)]; ok && (n > 1 || nominal(&s.Tokens[i])) {
			return name, n
		}
		if name, ok := f.measures.nouns[forms(s, i, i+n)]; ok && (n > 1 || nominal(&s.Tokens[i])) {
			return name, n
		}
	}
	return "", 0
}

func nominal(t *syntax.Token) bool {
	return t.POS == "NOUN" || t.POS == "ADJ" || t.POS == "PROPN" || t.POS == "VERB" && t.Tag == "VBN"
}

func lemmas(s *syntax.Sentence, from, to int) string {
	return join(s, from, to, func(t *syntax.Token) string { return t.Lemma })
}
func forms(s *syntax.Sentence, from, to int) string {
	return join(s, from, to, func(t *syntax.Token) string { return strings.ToLower(t.Form) })
}

func join(s *syntax.Sentence, from, to int, word func(*syntax.Token) string) string {
	if from+1 == to {
		return strings.ToLower(word(&s.Tokens[from]))
	}
	var b strings.Builder
	for i := from; i < to; i++ {
		if i > from {
			b.WriteByte(' ')
		}
		b.WriteString(strings.ToLower(word(&s.Tokens[i])))
	}
	return b.String()
}

// besideIt reads "600 dead", "41 workers injured", "seven were killed": a word that shows
// the measure right behind the number and what it counts.
func (f *finder) besideIt(p place, g *corpus.Figure) bool {
	s := p.sentence
	for _, from := range []int{p.to, p.head + 1} {
		for from > 0 && from < len(s.Tokens) && s.Tokens[from].POS == "ADV" {
			from++ // "11,000 originally deployed"
		}
		if from <= 0 || from >= len(s.Tokens) {
			continue
		}
		for n := min(f.measures.longest, len(s.Tokens)-from); n > 0; n-- {
			if name, ok := f.measures.beside[forms(s, from, from+n)]; ok && !f.reports(s, from) {
				g.Measure, g.Rule = name, "beside"
				because(g, s, from, from+n)
				return true
			}
		}
	}
	return false
}

// reports reports whether the participle at token i is the verb of a clause with an object
// of its own: "600 soldiers killed 40 workers".
func (f *finder) reports(s *syntax.Sentence, i int) bool {
	return s.Tokens[i].POS == "VERB" && child(s, i, "obj") >= 0
}

// child returns the first dependent of token i in one of the relations, or -1.
func child(s *syntax.Sentence, i int, rels ...string) int {
	for k := range s.Tokens {
		if s.Tokens[k].Head != i {
			continue
		}
		for _, r := range rels {
			if s.Tokens[k].Rel == r {
				return k
			}
		}
	}
	return -1
}

// byVerb reads "seven workers were killed", "the shells killed seven", "3,000 had arrived":
// what is counted is the object of a verb of the measure, or its subject where it has none.
func (f *finder) byVerb(p place, g *corpus.Figure) bool {
	s := p.sentence
	verb, rel := governor(s, p.top())
	for depth := 0; verb >= 0 && depth < farVerb; depth++ {
		if name, ok := f.verbAt(s, verb); ok && takes(s, verb, rel) {
			g.Measure, g.Rule = name, "verb"
			g.Confidence = fair
			because(g, s, verb, verb+1)
			return true
		}
		if s.Tokens[verb].Rel != "xcomp" && s.Tokens[verb].Rel != "conj" || rel == "obl" {
			return false
		}
		verb = s.Tokens[verb].Head // "are expected to arrive"
	}
	return false
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

// governor climbs from token i over the nouns that hold it to the verb above and returns it
// with the relation by which it was reached; -1 without one.
func governor(s *syntax.Sentence, i int) (verb int, rel string) {
	for steps := 0; i >= 0 && steps < len(s.Tokens); steps++ {
		t := &s.Tokens[i]
		if t.Head < 0 {
			return -1, ""
		}
		if h := &s.Tokens[t.Head]; h.POS == "VERB" || h.POS == "ADJ" && (t.Rel == "nsubj" || t.Rel == "nsubj:pass") {
			return t.Head, t.Rel
		}
		i = t.Head
	}
	return -1, ""
}

// verbAt looks up the verb at token i, with its particle.
func (f *finder) verbAt(s *syntax.Sentence, i int) (string, bool) {
	if k := child(s, i, "compound:prt", "advmod"); k > i {
		if name, ok := f.measures.verbs[s.Tokens[i].Lemma+" "+s.Tokens[k].Lemma]; ok {
			return name, true
		}
	}
	name, ok := f.measures.verbs[s.Tokens[i].Lemma]
	if !ok {
		name, ok = f.measures.beside[strings.ToLower(s.Tokens[i].Form)]
	}
	return name, ok
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

// byLevel reads "casualties reached 4,700", "put the wounded at 4,100", "the death toll rose
// to 12": the measure is the noun of which the verb gives the level.
func (f *finder) byLevel(p place, g *corpus.Figure) bool {
	s := p.sentence
	verb, _ := governor(s, p.to-1)
	if verb < 0 || p.head >= 0 && f.words.person(&s.Tokens[p.head]) {
		return false
	}
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if t.Head != verb || t.Rel != "nsubj" && t.Rel != "nsubj:pass" && t.Rel != "obj" || k >= p.from && k < p.to {
			continue
		}
		if name, at := f.levelNoun(s, k); at >= 0 {
			g.Measure, g.Rule, g.Confidence = name, "level", fair
			because(g, s, at, at+1)
			return true
		}
	}
	return false
}

// levelNoun looks up the noun at token k, what it is compounded with and what it is the
// number of: "death toll", "the number of wounded".
func (f *finder) levelNoun(s *syntax.Sentence, k int) (string, int) {
	if name, n := f.nounAt(s, k); n > 0 {
		return name, k
	}
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.Head == k && (t.Rel == "compound" || t.Rel == "nmod" && f.words.isLevel(s.Tokens[k].Lemma)) {
			if name, n := f.nounAt(s, i); n > 0 {
				return name, i
			}
		}
	}
	return "", -1
}

// near is how many tokens to either side the word of the measure may stand when nothing
// else shows it.
const near = 6

// nearBy takes the nearest word of a measure within the clause, where the counted are people
// or nothing is said to be counted: trees of elliptic sentences go wrong.
func (f *finder) nearBy(p place, g *corpus.Figure) bool {
	s := p.sentence
	if p.head >= 0 && !f.words.person(&s.Tokens[p.head]) {
		return false
	}
	for d := 1; d <= near; d++ {
		for _, i := range []int{p.to - 1 + d, p.from - d} {
			if i < 0 || i >= len(s.Tokens) || f.parted(s, p, i) {
				continue
			}
			name, ok := f.measures.beside[strings.ToLower(s.Tokens[i].Form)]
			if !ok {
				name, ok = f.measures.nouns[s.Tokens[i].Lemma]
			}
			if ok && nominal(&s.Tokens[i]) && !(s.Tokens[i].POS == "VERB" && child(s, i, "obj") >= 0) {
				g.Measure, g.Rule, g.Confidence = name, "near", unsure
				because(g, s, i, i+1)
				return true
			}
		}
	}
	return false
}

// parted reports whether a mark or another number stands between the number and token i.
func (f *finder) parted(s *syntax.Sentence, p place, i int) bool {
	from, to := p.to, i
	if i < p.from {
		from, to = i+1, p.from
	}
	for k := from; k < to; k++ {
		if t := &s.Tokens[k]; t.POS == "NUM" || t.POS == "PUNCT" && t.Form != "-" {
			return true
		}
	}
	return false
}
