package annotate

import (
	"strings"
	"unicode"

	"hearsay/corpus"
)

// placeStatements says where the acts of saying took place whose reporting
// clause names a town or a country: "told reporters in Ulvret". "Here" is the
// place of the dateline.
func placeStatements(t *text, found []*statement) {
	here := datelinePlace(t)
	for _, s := range found {
		if s.cue.Empty() {
			continue
		}
		c := circumstance{view{t, &t.frames[s.frame]}, s}
		s.place = c.find(func(i int) string { return c.placeAt(i, here) })
	}
}

// datelinePlace returns the place with which the document's dateline begins, in
// small letters where it is shouted: "Harbour City".
func datelinePlace(t *text) string {
	for i := range t.frames {
		v := view{t, &t.frames[i]}
		if v.f.parent >= 0 || t.dateline(v.f.items) != v.len() {
			continue
		}
		var words []string
		for k := 0; v.tok(k).kind == word && v.tok(k).capital() && !v.class(k, month); k++ {
			words = append(words, capitalised(v.tok(k)))
		}
		return strings.Join(words, " ")
	}
	return ""
}

func capitalised(k *token) string {
	if !k.allCapitals() || k.abbr {
		return k.text
	}
	inner := false
	return strings.Map(func(r rune) rune {
		was := inner
		if inner = unicode.IsLetter(r); was {
			return unicode.ToLower(r)
		}
		return r
	}, k.text)
}

// placeAt reads the place whose name, or "here", stands at item i.
func (c circumstance) placeAt(i int, here string) string {
	if c.low(i) == "here" && c.ofSaying(i-1) {
		return here
	}
	name := c.placeNamed(i)
	if name == "" || c.s.subject.Contains(c.span(i, i+1)) || c.name(i-1) == c.name(i) || c.t.isMedium(c.name(i)) || c.possessed(i) {
		return ""
	}
	k := i - 1
	if c.low(k) == "the" {
		k--
	}
	switch c.low(k) {
	case "in", "at", "from", "near", "outside":
		if c.ofSaying(k - 1) {
			return name
		}
	}
	return ""
}

// ofSaying reports whether a phrase behind item i tells where it was said, and
// not where something else is: it stands behind the cue, whom it told, the
// occasion or the day, or it begins the sentence.
func (c circumstance) ofSaying(i int) bool {
	if i < 0 || c.end(i) == c.s.cue.End || c.end(i) == c.s.toSpan.End || c.end(i) == c.s.subject.End && c.s.subject.Start > c.s.cue.Start {
		return true
	}
	if c.class(i, weekday|speaking) || lex().is(c.low(i), occasion) || c.tok(i).kind == number {
		return true
	}
	return c.low(i) == "today" || c.low(i) == "yesterday"
}

// placeNamed returns the place, or the country, that the name over item i names.
func (v view) placeNamed(i int) string {
	n := v.name(i)
	if n < 0 {
		return ""
	}
	e := &v.t.entities[v.t.names[n].entity]
	if e.kind != corpus.Place && e.kind != corpus.State {
		return ""
	}
	return e.name
}
