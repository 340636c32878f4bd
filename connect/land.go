package connect

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"hearsay/names"
)

// lands knows states with their adjectives, peoples and other names. What is not in the list
// is read by its ending.
type lands struct {
	of      map[string]string // folded name, adjective or people: the folded name of the state
	longest int               // words of the longest of these
}

// newLands takes the territories that the layer of names knows.
var newLands = sync.OnceValue(func() *lands {
	l := &lands{of: map[string]string{}}
	for _, t := range names.Territories() {
		for _, name := range slices.Concat([]string{t.Name}, t.Peoples, t.Others) {
			l.add(name, t.Name)
		}
	}
	return l
})

func (l *lands) add(name, state string) {
	if name = fold(name); name != "" {
		l.of[name] = cmp.Or(l.of[name], fold(state))
		l.longest = max(l.longest, len(words(name)))
	}
}

// ofState begins a word that stands for a state of the list, see stated.
const ofState = "="

// stated puts one word for each state that is named among folded words, in whatever form:
// "german army" is "=germany army".
func (l *lands) stated(words []string) []string {
	var out []string
	for i := 0; i < len(words); {
		n := min(l.longest, len(words)-i)
		for n > 1 && l.of[strings.Join(words[i:i+n], " ")] == "" {
			n--
		}
		w := words[i]
		if state := l.of[strings.Join(words[i:i+n], " ")]; state != "" {
			w = ofState + strings.ReplaceAll(state, " ", "_")
		}
		out = append(out, w)
		i += n
	}
	return out
}

// SameSide reports whether two names of a side mean one, as [LineUp] has it: "Hwarin" and
// "Hwarinese", "Germany" and "German".
func SameSide(a, b string) bool {
	l := newLands()
	return sameWords(l.stated(words(fold(a))), l.stated(words(fold(b))))
}

// sameWords reports whether each word of a meets one of b of its own, both as stated returns
// them.
func sameWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	rest := slices.Clone(b)
	for _, w := range a {
		i := slices.IndexFunc(rest, func(r string) bool { return sameWord(w, r) })
		if i < 0 {
			return false
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return true
}

// sameWord reports whether two words are the same, or a land and what belongs to it:
// "Hwarin" and "Hwarinese". A state of the list has no other names than those there.
func sameWord(a, b string) bool {
	return a == b || !strings.HasPrefix(a, ofState) && !strings.HasPrefix(b, ofState) && (belongs(a, b) || belongs(b, a))
}

// endings make the name of a people of that of a land, and of what belongs to it.
var endings = []string{"ese", "ian", "ish", "an", "n", "i"}

// leastRoot is the shortest word that an ending is taken from or put to.
// Origin: judgement; three letters and an ending meet by chance.
const leastRoot = 4

func belongs(word, land string) bool {
	for _, stem := range []string{land, trimOnce(land, []string{"a", "e", "y", "ia"})} {
		for _, e := range endings {
			if len(stem) >= leastRoot && word == stem+e {
				return true
			}
		}
	}
	return false
}

func trimOnce(w string, endings []string) string {
	for _, e := range endings {
		if stem, ok := strings.CutSuffix(w, e); ok && len(stem) >= leastRoot {
			return stem
		}
	}
	return w
}

// beginsOf returns what every two names share that may be the same: the beginnings of their
// words, in order. Other names may share it.
func beginsOf(stated []string) string {
	begins := make([]string, len(stated))
	for i, w := range stated {
		begins[i] = w
		if !strings.HasPrefix(w, ofState) {
			begins[i] = w[:min(leastRoot, len(w))]
		}
	}
	slices.Sort(begins)
	return strings.Join(begins, " ")
}
