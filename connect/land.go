package connect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hearsay/names"
)

// lands knows states with their adjectives, peoples and other names. What is not in the list
// is read by its ending.
type lands struct {
	of      map[string]string // folded name, adjective or people: the folded name of the state
	longest int               // words of the longest of these
}

// newLands reads the list of the layer of names: "name | adjective and people | capital |
// other names". A state of several words has adjectives that repeat its first: "North Korean".
func newLands() *lands {
	b, err := names.Lists.ReadFile("data/territories.txt")
	if err != nil {
		panic(fmt.Sprintf("connect: embedded list: %v", err))
	}
	l := &lands{of: map[string]string{}}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		cells := append(strings.Split(line, "|"), "", "", "")
		l.add(cells[0], cells[0])
		for _, w := range adjectives(strings.Fields(cells[1]), strings.Fields(cells[0])) {
			l.add(w, cells[0])
		}
		for other := range strings.SplitSeq(cells[3], ";") {
			l.add(other, cells[0])
		}
	}
	return l
}

// adjectives joins those that begin with the first word of their state.
func adjectives(list, state []string) []string {
	var out []string
	for i := 0; i < len(list); i++ {
		w := list[i]
		if len(state) > 1 && w == state[0] && i+1 < len(list) {
			i++
			w += " " + list[i]
		}
		out = append(out, w)
	}
	return out
}

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
