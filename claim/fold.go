package claim

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold brings words to small letters without accents, possessive endings, hyphens and marks.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '’' || r == '\'':
			b.WriteByte('\'')
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	words := strings.Fields(b.String())
	kept := words[:0]
	for _, w := range words {
		if w = strings.Trim(strings.TrimSuffix(w, "'s"), "'"); w != "" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// endings turn the name of a state or people into its adjective.
var endings = []string{"ese", "ian", "an", "i", "y", "a"}

// leastStem is the number of letters that must be left of a name without its ending.
// Origin: judgement; "Chin" of "Chinese" is the shortest that occurs.
const leastStem = 4

// stemOf brings a folded name, its adjective and its people to one form: "corran" of
// "Corrany" and "Corranian". States of the list are called by their name.
func (l *lists) stemOf(name string) string {
	if s, ok := l.states[name]; ok {
		return s
	}
	base := strings.TrimSuffix(name, "s")
	for _, e := range endings {
		if cut, ok := strings.CutSuffix(base, e); ok && len(cut) >= leastStem {
			return cut
		}
	}
	return name
}
