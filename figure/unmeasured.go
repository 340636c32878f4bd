package figure

import (
	"strings"

	"hearsay/corpus"
)

// stated reads "Portraits were shown. The number was 101": it counts what the sentence before
// speaks of.
func (f *finder) stated(p place, g *corpus.Figure) bool {
	s, n := p.sentence, p.to-1
	subject := child(s, n, "nsubj")
	if p.head >= 0 || p.q.Unit != "" || p.index == 0 || subject < 0 || subject > n || child(s, n, "cop") < 0 || !f.words.isLevel(s.Tokens[subject].Lemma) {
		return false
	}
	before := &f.Sentences[p.index-1]
	for k := range before.Tokens {
		t := &before.Tokens[k]
		if c := child(before, k, "case"); t.Tag != "NNS" || c >= 0 {
			continue
		}
		g.Measure, g.Rule, g.Confidence = "count", "stated", min(g.Confidence, unsure)
		if f.person(before, k) {
			g.Measure = "present"
		}
		g.Counted, g.Head = f.phrase(before, k), strings.ToLower(t.Lemma)
		because(g, before, k, k+1)
		return true
	}
	return false
}

// takenUp reads "nine bodies were counted. Two wore uniform", "Three were children": a number
// without a noun is of those whom the sentence before counts, where words set it apart.
func (f *finder) takenUp(p place, g *corpus.Figure) bool {
	n := len(f.figures) - 1
	if n < 0 || p.head >= 0 || p.q.Unit != "" || f.places[n].index != p.index-1 {
		return false
	}
	if b := &f.figures[n]; b.Rule == takenUpRule {
		n = b.Part // "Two wore uniform. Three were children."
	}
	b := &f.figures[n]
	group, at := f.apart(p)
	if group == "" || !f.measures.people[b.Measure] || b.Status != corpus.Actual || !holds(b.Quantity, p.q) {
		return false
	}
	g.Measure, g.Rule, g.Confidence = b.Measure, takenUpRule, min(g.Confidence, unsure)
	g.Counted, g.Head, g.Method = b.Counted, b.Head, b.Method
	g.Subgroup, g.Part = group, n
	because(g, p.sentence, at, at+1)
	f.after = n
	return true
}

// takenUpRule names what takenUp finds.
const takenUpRule = "taken up"

// apart returns the words that set the subject of a sentence apart, and where: "in uniform" of
// "two wore uniform", "children" of "three were children".
func (f *finder) apart(p place) (string, int) {
	s, n := p.sentence, p.to-1
	if t := &s.Tokens[n]; t.Head < 0 || t.Rel != "nsubj" && t.Rel != "nsubj:pass" {
		return "", -1
	}
	verb := s.Tokens[n].Head
	if f.words.subgroups[s.Tokens[verb].Lemma] && child(s, verb, "cop") >= 0 {
		return strings.ToLower(s.Tokens[verb].Form), verb
	}
	if k := child(s, verb, "obj", "obl"); k >= 0 && f.words.guises[s.Tokens[k].Lemma] {
		return "in " + strings.ToLower(s.Tokens[k].Form), k
	}
	return "", -1
}

// crowd reads "a crew of fourteen".
func (f *finder) crowd(p place, g *corpus.Figure) bool {
	s := p.sentence
	of := tokenAt(s, p.q.Span.Start) - 1
	if p.head >= 0 || p.q.Unit != "" || of < 1 || s.Tokens[of].Form != "of" || !f.words.collectives[s.Tokens[of-1].Lemma] {
		return false
	}
	g.Measure, g.Rule, g.Counted, g.Head = "present", "crowd", s.Tokens[of-1].Form, s.Tokens[of-1].Lemma
	because(g, s, of-1, of)
	return true
}

// several reports whether what is counted is more than one and stands in the plural: "one of
// the great men" and "90.5 Radio" count nothing.
func (f *finder) several(p place) bool {
	_, high := p.q.Interval()
	t := &p.sentence.Tokens[p.head]
	if high <= 1 || strings.Contains(t.Form, ".") {
		return false
	}
	if (high <= fewThings || t.POS == "PROPN") && p.from > 0 && f.words.determined[strings.ToLower(p.sentence.Tokens[p.from-1].Form)] {
		return false // "the two parties": named before; "the 300 Spartans": a name
	}
	return t.Tag == "NNS" || t.Tag == "NNPS" || f.person(p.sentence, p.head) || f.words.collectives[t.Lemma]
}

// spent is the measure of money of which no verb says more: "a contract worth 400 million
// crowns" is given, a price is not.
func (f *finder) spent(p place) string {
	s := p.sentence
	for k := max(0, p.from-near); k < p.from; k++ {
		if f.words.spending[strings.ToLower(s.Tokens[k].Lemma)] && !f.parted(s, p, k) {
			return "given"
		}
	}
	return ""
}

// isFactor reads "off by a factor of two".
func (f *finder) isFactor(p place) bool {
	s := p.sentence
	return p.head < 0 && p.from > 1 && s.Tokens[p.from-1].Form == "of" && f.words.factors[s.Tokens[p.from-2].Lemma]
}

// fewThings is up to how many objects that nothing more is said of are counted in passing:
// "two sides", "one thing".
const fewThings = 10

// matters reports whether a mere count of objects is worth a figure.
func (f *finder) matters(p place) bool {
	if f.words.idle[strings.ToLower(p.sentence.Tokens[p.head].Lemma)] || f.words.idle[strings.ToLower(p.sentence.Tokens[p.head].Form)] {
		return false // "ten things to know"
	}
	low, high := p.q.Interval()
	return high >= fewThings && low >= fewThings || f.words.methods[f.verbLemma(p)] == corpus.VisualCount
}

// verbLemma returns the lemma of the verb that governs the number, "" without one.
func (f *finder) verbLemma(p place) string {
	if verb, _ := f.governor(p.sentence, p.top()); verb >= 0 {
		return p.sentence.Tokens[verb].Lemma
	}
	return ""
}

// numbered reads "dismissed the number of 4,700": a figure of which another passage must
// tell what it measures.
func (f *finder) numbered(p place) bool {
	s := p.sentence
	of := p.from - 1
	return of > 0 && strings.ToLower(s.Tokens[of].Form) == "of" && f.words.isLevel(s.Tokens[of-1].Lemma) && p.q.Low != nil && *p.q.Low >= fewThings
}

// plain is the measure of what is only counted: people are present, objects a count.
func (f *finder) plain(p place) string {
	switch {
	case f.person(p.sentence, p.head):
		return "present"
	}
	return "count"
}
