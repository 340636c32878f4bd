package entity

import (
	"slices"
	"strings"
	"unicode"
)

// office is what a text says that a person is.
type office struct {
	heads  []string // offices by roles.txt: "spokesman"
	states []string // states of the list of territories
	names  []string // other words with a capital, folded: "hwarinese", "directorate"
}

// officeOf reads a role and an affiliation.
func officeOf(role, affiliation string) office {
	var o office
	l := lexiconOf()
	tokens, _ := bodyTokens(role + " " + affiliation)
	for i := 0; i < len(tokens); {
		i += o.take(l, tokens[i:])
	}
	return o
}

// take reads the most words that mean one thing, and returns how many.
func (o *office) take(l *lexicon, tokens []string) int {
	for n := min(len(tokens), max(l.longestState, 3)); n > 0; n-- {
		words := fold(strings.Join(tokens[:n], " "))
		if head := l.roles[words]; head != "" {
			add(&o.heads, head)
			return n
		}
		if head := l.roles[strings.ReplaceAll(words, " ", "-")]; head != "" {
			add(&o.heads, head)
			return n
		}
		if state := l.states[words]; state != "" {
			add(&o.states, state)
			return n
		}
	}
	if w := fold(tokens[0]); unicode.IsUpper([]rune(tokens[0])[0]) && !l.skip[w] {
		add(&o.names, w)
	}
	return 1
}

func add(list *[]string, s string) {
	if !slices.Contains(*list, s) {
		*list = append(*list, s)
	}
}

// accord is how two offices go together.
type accord struct {
	agree  bool   // one office of one body
	differ bool   // two offices, or of two bodies; one may be held after the other
	apart  bool   // of two states
	why    string // "" where nothing can be said
}

// against compares two offices. What one text does not say contradicts nothing.
func (o *office) against(p *office) accord {
	if len(o.states) > 0 && len(p.states) > 0 && !meets(o.states, p.states, equal) {
		return accord{apart: true, why: "they hold offices of two states"}
	}
	heads := len(o.heads) > 0 && len(p.heads) > 0
	sameHead := heads && meets(o.heads, p.heads, equal)
	body := meets(o.states, p.states, equal) || meets(o.names, p.names, related)
	stated := len(o.states)+len(o.names) > 0 && len(p.states)+len(p.names) > 0
	switch {
	case sameHead && (body || !stated):
		return accord{agree: true, why: "the same role"}
	case heads && !sameHead:
		return accord{differ: true, why: "another role"}
	case stated && !body:
		return accord{differ: true, why: "another affiliation"}
	case stated && body:
		return accord{agree: true, why: "the same affiliation"}
	}
	return accord{}
}

func equal(a, b string) bool { return a == b }

// related reports whether two words are one, or a land and what belongs to it.
func related(a, b string) bool { return a == b || belongs(a, b) || belongs(b, a) }

func meets(a, b []string, same func(x, y string) bool) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.ContainsFunc(b, func(y string) bool { return same(x, y) }) })
}
