package figure

import (
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// located reads the place of what is counted: "in the clinic at Torvane Lock".
func (f *finder) located(p place, g *corpus.Figure) {
	s := p.sentence
	best := -1
	from, to := f.clause(p)
	for k := from; k < to; k++ {
		if name := f.placeAt(s, k); name != "" && !(f.elsewhere(p, k) && commaBetween(p, k)) && (best < 0 || distance(p, k) < distance(p, best)) {
			best, g.Place = k, name
		}
	}
	if best >= 0 {
		because(g, s, best, best+1)
	}
}

// commaBetween reports whether a comma stands between the number and token i.
func commaBetween(p place, i int) bool {
	from, to := p.to, i
	if i < p.from {
		from, to = i+1, p.from
	}
	for k := from; k < to; k++ {
		if p.sentence.Tokens[k].Form == "," {
			return true
		}
	}
	return false
}

// placeAt returns the place that a name at token k behind "in" or "at" names, "" where none
// begins there.
func (f *finder) placeAt(s *syntax.Sentence, k int) string {
	if k == 0 {
		return ""
	}
	if e, ok := f.mentioned[s.Tokens[k].Start]; ok {
		before := k - 1
		if s.Tokens[before].POS == "DET" && before > 0 {
			before--
		}
		if f.words.locates(strings.ToLower(s.Tokens[before].Form)) {
			return e
		}
		return ""
	}
	return f.unlisted(s, k)
}

// unlisted returns the name of two words or more that begins at token k right behind "in",
// "at" or "near" and that the reader of names has taken for nothing else: "at Torvane Lock".
func (f *finder) unlisted(s *syntax.Sentence, k int) string {
	if !f.words.inside[s.Tokens[k-1].Form] || f.other[s.Tokens[k].Start] {
		return ""
	}
	end := k
	for ; end < len(s.Tokens); end++ {
		t := &s.Tokens[end]
		if c := t.Form; c == "" || c[0] < 'A' || c[0] > 'Z' || t.POS == "ADJ" || t.POS == "DET" || t.POS == "PRON" || f.dated[t.Start] {
			break
		}
	}
	if end-k < leastUnlisted || end < len(s.Tokens) && (s.Tokens[end].POS == "NOUN" || s.Tokens[end].Tag == "POS") || capitals(s.Tokens[k].Form) {
		return ""
	}
	return corpus.Span{Start: s.Tokens[k].Start, End: s.Tokens[end-1].End}.In(f.Document.Text)
}

// leastUnlisted is how many words a name must have to be taken for a place by its
// preposition alone.
const leastUnlisted = 2

// places gathers the names of places by where they begin. A dateline writes them in capitals;
// they are called as the text calls them elsewhere.
func (f *finder) gatherPlaces() {
	f.mentioned, f.other, f.dated = map[int]string{}, map[int]bool{}, map[int]bool{}
	for _, t := range f.Times {
		f.dated[t.Start] = true
	}
	for _, e := range f.Entities {
		if e.Kind != corpus.Place {
			for _, m := range e.Mentions {
				f.other[m.Start], f.other[m.Named.Start] = true, true
			}
			continue
		}
		for _, m := range e.Mentions {
			name := m.Named.In(f.Document.Text)
			if name == "" || name == strings.ToLower(name) || capitals(name) || strings.ContainsAny(name, "0123456789") {
				continue // what a dateline names, or a name with a date
			}
			if !capitals(e.Name) && !strings.ContainsAny(e.Name, "0123456789") {
				name = e.Name
			}
			f.mentioned[m.Start] = name
		}
	}
}

func capitals(name string) bool { return len(name) > leastStem && name == strings.ToUpper(name) }

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
		if !f.words.events[t.Lemma] || t.POS != "NOUN" || i == p.head || f.elsewhere(p, i) && commaBetween(p, i) {
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
