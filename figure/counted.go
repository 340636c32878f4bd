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
	people := f.measures.people[g.Measure]
	switch {
	case p.head >= 0 && !(people && f.measureNoun(p)):
		return
	case p.head >= 0 && people:
		g.Counted, g.Head = "people", "person"
		if own := f.qualified(p); own != "" {
			g.Counted = own
		}
		return
	}
	if b, ok := f.before(p); ok && people && f.measures.people[b.Measure] {
		g.Counted, g.Head, g.Side = b.Counted, b.Head, b.Side
		return
	}
	if people {
		g.Counted, g.Head = "people", "person"
	}
}

// measureNoun reports whether the counted noun is a noun of a measure.
func (f *finder) measureNoun(p place) bool {
	_, n := f.nounAt(p.sentence, p.head)
	return n > 0 && !f.words.person(&p.sentence.Tokens[p.head])
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

// person reports whether a noun is one for people.
func (w *words) person(t *syntax.Token) bool {
	low := strings.ToLower(t.Lemma)
	return w.people[low] || w.people[strings.TrimSuffix(low, "s")] || t.POS == "PROPN" && w.demonym(strings.ToLower(t.Form))
}
