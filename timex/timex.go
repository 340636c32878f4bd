// Package timex finds the dates, times, durations and recurring times that English texts
// tell and gives them the values of TIMEX3 (ISO-TimeML). It reads tokens, tags and trees
// of package syntax; what it knows of words stands in the lists of its directory data.
//
// Reading is a pure function of the document: nothing is kept between documents.
package timex

import (
	"hearsay/corpus"
	"hearsay/syntax"
)

// Find returns the expressions of time of a parsed text, in order and without overlap.
//
// Dates that are not told in full are told from the day of writing: the date in the
// dateline, else doc.Published (as precise as it is, "" for unknown); or from a date
// before in the text ("two days later"). Where neither is known, a value holds what can
// be known ("XXXX-03-18", "XXXX-WXX-5") or is "".
func Find(parsed []syntax.Sentence, doc corpus.Document) []corpus.Timex {
	var found []corpus.Timex
	a := &anchors{written: dateline(parsed, published(doc.Published))}
	var buffer []word
	for i := range parsed {
		buffer = words(&parsed[i], buffer)
		a.here = i
		s := scan{words: buffer, sentence: &parsed[i]}
		found = s.read(a, found)
	}
	return found
}

// read appends the expressions of a sentence.
func (s *scan) read(a *anchors, found []corpus.Timex) []corpus.Timex {
	s.find()
	for k := range s.phrases {
		p := &s.phrases[k]
		a.tense = s.tense(p)
		s.lend(k, a)
		found = append(found, corpus.Timex{Span: spanOf(s.words, p.from, p.end), Type: p.typ, Value: p.worth(a), Mod: p.mod})
	}
	return found
}

// find fills phrases with the expressions of the sentence, at each word the longest.
func (s *scan) find() {
	for i := 0; i < len(s.words); {
		n := s.longest(i)
		if n.end <= i {
			i++
			continue
		}
		s.phrases = append(s.phrases, expression{n, i})
		i = n.end
	}
}

// joins reports whether two expressions are the ends of a range or members of a list.
func (s *scan) joins(p, next *expression) bool {
	gap := next.from - p.end
	return gap >= 1 && gap <= 2 && (s.is(p.end, joining) || s.low(p.end) == "," && p.partial && next.typ == p.typ)
}

// lendYear places a date without a year in the year of another.
func (e *expression) lendYear(from point) {
	at := e.at
	e.at = func(a *anchors) point {
		b := *a
		b.lent = from
		return at(&b)
	}
}

// lend gives a date without a year the year of the one that it is joined to: "between
// May and July 2031".
func (s *scan) lend(k int, a *anchors) {
	p := &s.phrases[k]
	if !p.partial {
		return
	}
	if k > 0 && s.joins(&s.phrases[k-1], p) && s.phrases[k-1].stated && a.last.known() {
		p.lendYear(a.last)
	}
	for n := k + 1; n < len(s.phrases) && s.joins(&s.phrases[n-1], &s.phrases[n]); n++ {
		next := &s.phrases[n]
		if next.stated && next.at != nil {
			if to := next.at(a); to.known() {
				p.lendYear(to)
			}
			return
		}
		if !next.partial {
			return
		}
	}
}
