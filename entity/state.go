package entity

import (
	"slices"
	"strings"
)

// readState reads the name of a state, without the words that official names have: "People's
// Union of Hwarin" is "Hwarin". A state of the list of territories is one term.
func readState(name string) body {
	b := readBody(name)
	l := lexiconOf()
	if known := l.states[strings.Join(strings.Fields(fold(name)), " ")]; known != "" {
		b.terms = nil
		b.put(known, ordinary, false)
		return b
	}
	kept := slices.DeleteFunc(slices.Clone(b.terms), func(t term) bool { return l.stateWords[t.text] })
	if len(kept) > 0 {
		b.terms = kept
	}
	for i := range b.terms {
		b.terms[i].kind = ordinary
	}
	return b
}

// compareStates compares the names of two states: their words are the same but for official ones,
// in whatever script.
func compareStates(a, b *body) (float64, string) {
	m := meetBodies(a, b)
	switch {
	case m.met == 0 || m.lacking != "" || m.worst < sureName:
		return min(m.worst, 0.5), "other names"
	case fold(a.shown) == fold(b.shown):
		return 1, "the same name"
	}
	return min(m.worst, statesLike), "a short and a long form"
}
