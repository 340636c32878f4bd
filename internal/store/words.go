package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hearsay/corpus"
)

// Words are words that a person looks for in a name, in any order.
type Words struct{ terms []wanted }

// wanted is a term that is looked for.
type wanted struct {
	word, stem string // spelled, see term
	goesOn     bool   // it is a lone character of a script that sets no words apart
}

// NewWords reads words; what names to a person what they are looked for in.
// Of "" there are none. Text without a letter or digit is an error that wraps
// corpus.ErrInvalid.
func NewWords(what, text string) (Words, error) {
	var w Words
	var l lexer
	for _, word := range strings.Fields(text) {
		m := matcher{}
		for t := range l.english(word) {
			m.words, m.stems = append(m.words, t.word), append(m.stems, cmp.Or(t.stem, t.word))
		}
		m.loosen(word)
		for i, t := range m.words {
			w.terms = append(w.terms, wanted{t, m.stems[i], m.prefix && i == len(m.words)-1})
		}
	}
	if text != "" && len(w.terms) == 0 {
		return w, fmt.Errorf("%s %q: no letter or digit: %w", what, text, corpus.ErrInvalid)
	}
	return w, nil
}

// In reports whether all words occur in name, as they stand or in another form
// of the same word: "soldier" occurs in "Hwarinese soldiers". No words occur in
// every name.
func (w Words) In(name string) bool {
	var l lexer
	have := slices.Collect(l.english(name))
	return !slices.ContainsFunc(w.terms, func(t wanted) bool {
		return !slices.ContainsFunc(have, t.is)
	})
}

func (w wanted) is(t term) bool {
	return w.word == t.word || w.goesOn && strings.HasPrefix(t.word, w.word) || !w.goesOn && w.stem == cmp.Or(t.stem, t.word)
}
