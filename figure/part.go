package figure

import (
	"strings"

	"hearsay/corpus"
)

// joinParts links figures that the words call a part of another of the sentence: "4,700
// casualties, including 600 killed", "of whom 600 died", "600 of the 4,000".
func (f *finder) joinParts() {
	for i := range f.figures {
		if j := f.whole(i); j >= 0 && j != i {
			f.figures[i].Part = j
			f.inherit(&f.figures[i], f.figures[j])
			if part := &f.figures[i]; part.Rule == "counted" && f.measures.people[part.Measure] && f.words.loss[f.figures[j].Measure] {
				part.Measure = f.figures[j].Measure // "16 civilians killed, including nine children"
			}
		}
	}
}

// inherit gives a part what the words say of its whole alone.
func (f *finder) inherit(part *corpus.Figure, whole corpus.Figure) {
	for _, x := range []struct{ own, from *string }{
		{&part.Side, &whole.Side}, {&part.Place, &whole.Place}, {&part.Event, &whole.Event},
	} {
		if *x.own == "" {
			*x.own = *x.from
		}
	}
	if part.AsOf == "" && part.Status == whole.Status {
		part.AsOf = whole.AsOf
	}
	if part.Window == "" && whole.Window != corpus.Increment {
		part.Window = whole.Window
	}
}

// whole returns the index of the figure of which figure i is a part, or -1.
func (f *finder) whole(i int) int {
	p := f.places[i]
	if k := f.included(p); k >= 0 {
		return f.largerBefore(i, k)
	}
	if i > 0 && f.places[i-1].sentence == p.sentence && f.opened(f.places[i-1]) && holds(f.figures[i-1].Quantity, f.figures[i].Quantity) {
		return i - 1
	}
	if of := p.to; of+1 < len(p.sentence.Tokens) && strings.ToLower(p.sentence.Tokens[of].Form) == "of" {
		return f.behindOf(i, of)
	}
	return -1
}

// included returns the token before the number that makes it a part: "including", "among
// them", "of whom"; -1 without one.
func (f *finder) included(p place) int {
	s := p.sentence
	low := func(k int) string {
		if k < 0 {
			return ""
		}
		return strings.ToLower(s.Tokens[k].Form)
	}
	first := tokenAt(s, p.q.Span.Start)
	for k := first - 1; k >= 0 && k >= first-farPart; k-- {
		switch w := low(k); {
		case w == "including", w == "among" && k < first-1:
			return k
		case (w == "whom" || w == "which" || w == "them" || w == "these" || w == "those") && (low(k-1) == "of" || low(k-1) == "among"):
			return k
		case s.Tokens[k].POS == "NUM", s.Tokens[k].POS == "VERB" && w != "were" && w != "are", w == "," && k < first-1:
			return -1
		}
	}
	return -1
}

// opened reports whether a phrase stands behind "of" at the head of its sentence: "Of the
// 4,700 casualties 600 were dead".
func (f *finder) opened(p place) bool {
	first := tokenAt(p.sentence, p.q.Span.Start)
	for k := first - 1; k >= 0; k-- {
		switch low := strings.ToLower(p.sentence.Tokens[k].Form); low {
		case "of":
			return k == 0 || p.sentence.Tokens[k-1].POS == "PUNCT"
		case "the", "those", "these", "some", "its", "their":
		default:
			return false
		}
	}
	return false
}

// farPart is how many tokens before the number "including" may stand.
const farPart = 5

// largerBefore returns the nearest figure before token k of the sentence of figure i which
// can hold it.
func (f *finder) largerBefore(i, k int) int {
	at := f.places[i].sentence.Tokens[k].Start
	for j := i - 1; j >= 0 && f.places[j].sentence == f.places[i].sentence; j-- {
		if f.figures[j].Number.Start < at && holds(f.figures[j].Quantity, f.figures[i].Quantity) {
			return j
		}
	}
	return -1
}

// behindOf returns the figure right behind "of" at token k: "half of about 11,000".
func (f *finder) behindOf(i, k int) int {
	s := f.places[i].sentence
	for j := i + 1; j < len(f.figures) && f.places[j].sentence == s; j++ {
		if f.places[j].from > k && f.places[j].from <= k+farPart {
			return j
		}
	}
	return -1
}

// isBase reports whether the number is that of which another is a part: "half of the 4,000
// miners", "600 of about 4,000".
func (f *finder) isBase(p place) bool {
	s := p.sentence
	for k := p.from - 1; k > 0 && k >= p.from-farPart; k-- {
		if strings.EqualFold(s.Tokens[k].Form, "of") {
			before := &s.Tokens[k-1]
			return before.POS == "NUM" || f.words.shares[strings.ToLower(before.Form)]
		}
		if pos := s.Tokens[k].POS; pos == "NOUN" || pos == "PROPN" || pos == "VERB" || pos == "PUNCT" || pos == "NUM" {
			return false
		}
	}
	return false
}

// describedBy reads "half of about 11,000 deployed": a word beside a whole that is no verb of
// which a part is the subject, "three of the 40 nurses died".
func (f *finder) describedBy(p place, g *corpus.Figure) bool {
	k := p.top() + 1
	for k < len(p.sentence.Tokens) && p.sentence.Tokens[k].POS == "ADV" {
		k++
	}
	if k < len(p.sentence.Tokens) && child(p.sentence, k, "nsubj", "nsubj:pass") >= 0 {
		return false
	}
	return f.besideIt(p, g)
}

// holds reports whether a whole may be at least as much as its part.
func holds(whole, part corpus.Quantity) bool {
	_, high := whole.Interval()
	low, _ := part.Interval()
	return whole.Unit == part.Unit && high >= low
}
