package claim

import (
	"slices"
	"strings"

	"hearsay/corpus"
)

// likeness says whether two sources are one.
type likeness int

const (
	open  likeness = iota // the names do not tell
	same                  // one source
	other                 // two sources that are both named
)

// speakers compares who says a and b. A passage in an outlet's own voice has no speaker.
func speakers(a, b *Statement) likeness {
	if a.Own || b.Own {
		return open
	}
	return called(a.Speaker, b.Speaker, a.Called, b.Called, a.Document == b.Document)
}

// sources compares two sources. Those known by a surname, a label or a description alone are
// never one in two documents; in one document equal names are.
func sources(x, y corpus.Source, oneDocument bool) likeness {
	return called(x, y, nameWords(x.Name), nameWords(y.Name), oneDocument)
}

func called(x, y corpus.Source, m, n []string, oneDocument bool) likeness {
	if len(m) == 0 || len(n) == 0 {
		return open
	}
	if oneDocument && slices.Equal(m, n) {
		return same
	}
	if !isNamed(x, m) || !isNamed(y, n) {
		return open
	}
	return named(m, n, x.Kind == corpus.Person || y.Kind == corpus.Person)
}

// isNamed reports whether a source is called by a name that means it in every document.
func isNamed(s corpus.Source, words []string) bool {
	return s.Identified == corpus.Named && len(words) > 0 && !(s.Kind == corpus.Person && len(words) < 2)
}

// isNamed reports whether the speaker is called by a name that means it in every document.
func (s *Statement) isNamed() bool { return !s.Own && isNamed(s.Speaker, s.Called) }

// named compares two full names: the same words in any order, or the same letters; of
// organisations, one that is within the other and has two words.
func named(m, n []string, person bool) likeness {
	if sameWords(m, n) || strings.Join(m, "") == strings.Join(n, "") {
		return same
	}
	if len(m) > len(n) {
		m, n = n, m
	}
	within := !slices.ContainsFunc(m, func(w string) bool { return !slices.Contains(n, w) })
	switch {
	case within && !person && len(m) >= 2:
		return same
	case within: // "Ok" of "Ok Tae-ryun"
		return open
	default:
		return other
	}
}

func sameWords(m, n []string) bool {
	x, y := slices.Sorted(slices.Values(m)), slices.Sorted(slices.Values(n))
	return slices.Equal(x, y)
}

// nameWords are the words of a name that tell it apart, a state and its adjective as one.
func nameWords(name string) []string {
	var out []string
	for w := range strings.FieldsSeq(fold(name)) {
		switch w {
		case "the", "a", "an", "of", "and", "for":
			continue
		}
		out = append(out, known().stemOf(w))
	}
	return out
}

// handed reports whether one source stands among those who say or hand on both: the speaker
// of one is a hop or the outlet of the other.
func handed(a, b *Statement) (who string, ok bool) {
	for _, x := range stations(a) {
		for _, y := range stations(b) {
			if sources(x, y, false) == same {
				return y.Name, true
			}
		}
	}
	return "", false
}

// stations are the speaker and the hops of a statement; of a passage in an outlet's own voice
// the outlet.
func stations(s *Statement) []corpus.Source {
	if s.Own {
		return []corpus.Source{outletOf(s)}
	}
	out := []corpus.Source{s.Speaker}
	for _, h := range s.Via {
		out = append(out, corpus.Source{Name: h.Name, Kind: h.Kind, Identified: identifiedAs(h)})
	}
	return out
}

func outletOf(s *Statement) corpus.Source {
	return corpus.Source{Name: s.Outlet, Kind: corpus.Outlet, Identified: corpus.Named}
}

// identifiedAs tells whether a hop is called by a name: a capital in its last word, and no
// single word for a person.
func identifiedAs(h corpus.Hop) corpus.Identified {
	words := strings.Fields(h.Name)
	if len(words) == 0 || !upper(words[len(words)-1]) || !upper(words[0]) && words[0] != "the" {
		return corpus.Unnamed
	}
	if h.Kind == corpus.Person && len(words) < 2 {
		return corpus.Partial
	}
	if h.Kind == corpus.Group {
		return corpus.Unnamed
	}
	return corpus.Named
}

func upper(w string) bool { return w != strings.ToLower(w) }
