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
	subjects             map[string]string // of verbs that count their subject
	people               map[string]bool   // measures that count people
	set                  *measure.Set
	longest              int // of the words beside, in words
}

func indexOf(set *measure.Set) *index {
	x := &index{nouns: map[string]string{}, verbs: map[string]string{}, beside: map[string]string{}, subjects: map[string]string{}, people: map[string]bool{}, set: set, longest: 1}
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
		enter(x.subjects, m.Subjects, m.Name)
		x.people[m.Name] = m.Of == "people"
	}
	return x
}

// measure finds what a quantity measures and reports whether it is a figure at all.
func (f *finder) measure(p place, g *corpus.Figure) bool {
	if f.isFactor(p) || f.isSource(p) {
		return false
	}
	looks := []func(*finder, place, *corpus.Figure) bool{
		(*finder).byLevelOf, (*finder).byNoun, (*finder).besideIt, (*finder).bySubject, (*finder).byObject, (*finder).byVerb,
		(*finder).byRelative, (*finder).byLevel, (*finder).nearBy, (*finder).byFellow,
	}
	if f.isBase(p) { // what happened to a part of it says nothing of the whole
		looks = []func(*finder, place, *corpus.Figure) bool{(*finder).byNoun, (*finder).describedBy, (*finder).byRelative}
	}
	for _, look := range looks {
		if look(f, p, g) {
			f.count(p, g)
			return true
		}
	}
	switch {
	case f.crowd(p, g), f.stated(p, g), f.takenUp(p, g):
		return true
	case p.q.Money:
		if _, high := p.q.Interval(); high <= 1 {
			return false // "one-dollar notes"
		}
		g.Measure, g.Rule = f.spent(p), "money"
		f.count(p, g)
		return true
	case p.head >= 0 && !f.words.isLevel(p.sentence.Tokens[p.head].Lemma):
		if !f.several(p) {
			return false
		}
		g.Measure, g.Rule = f.plain(p), "counted"
		f.count(p, g)
		return g.Measure != "count" || f.matters(p)
	case f.numbered(p):
		g.Rule, g.Counted, g.Head = "unmeasured", "", ""
		return true
	}
	return false
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
		last := min(p.head+n, len(s.Tokens))
		g.Measure, g.Rule = name, "noun"
		g.End = max(g.End, s.Tokens[last-1].End) // "4,700 killed and wounded"
		because(g, s, p.head, last)
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
	for _, from := range []int{p.to, p.head, p.head + 1} {
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
// of its own: "600 soldiers killed 40 workers", and no "31 hurt, all miners".
func (f *finder) reports(s *syntax.Sentence, i int) bool {
	return s.Tokens[i].POS == "VERB" && child(s, i, "obj") >= 0 && !(i+1 < len(s.Tokens) && s.Tokens[i+1].Form == ",")
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

// near is how many tokens to either side the word of the measure may stand when nothing
// else shows it.
const near = 6

// nearBy takes the nearest word of a measure within the clause, where the counted are people
// or nothing is said to be counted: trees of elliptic sentences go wrong.
func (f *finder) nearBy(p place, g *corpus.Figure) bool {
	s := p.sentence
	if p.head >= 0 && !f.person(s, p.head) {
		return false
	}
	for d := 1; d <= near; d++ {
		for _, i := range []int{p.to - 1 + d, p.from - d} {
			if i < 0 || i >= len(s.Tokens) || f.parted(s, p, i) || i > 0 && s.Tokens[i-1].Form == "as" {
				continue // "listed as dead"
			}
			name, ok := f.measures.beside[strings.ToLower(s.Tokens[i].Form)]
			if !ok {
				name, ok = f.measures.nouns[s.Tokens[i].Lemma]
			}
			if h := s.Tokens[i].Head; p.head >= 0 && s.Tokens[i].Rel == "amod" && h != p.head {
				continue // "four men beside dead bodies"
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

// byFellow reads "medals to twelve builders and an order to dozens more": a number without a
// noun of its own is of what the number joined to it is of.
func (f *finder) byFellow(p place, g *corpus.Figure) bool {
	b, ok := f.before(p)
	k := f.behind(p)
	if !ok || p.head >= 0 || k == p.top()+1 || p.q.Unit != b.Unit {
		return false
	}
	s := p.sentence
	for i := f.places[len(f.places)-1].to; i < p.from; i++ {
		if s.Tokens[i].POS == "CCONJ" {
			g.Measure, g.Rule, g.Confidence = b.Measure, "fellow", unsure
			g.Counted, g.Head = b.Counted, b.Head
			return true
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
