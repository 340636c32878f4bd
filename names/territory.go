package names

import (
	"slices"
	"strings"
	"sync"
)

// Territory is a state or a land with what else news calls it and its people by, each as it is
// written in text. That one stands here says nothing of its status.
type Territory struct {
	Name    string
	Peoples []string // adjectives and peoples: "North Korean", "North Koreans"
	Capital string   // "" where none is given
	Others  []string // other names of it: "DPRK"
}

// Territories lists the territories of names/data/territories.txt in its order. The list is
// shared and must not be changed.
func Territories() []Territory { return slices.Clip(territories()) }

var territories = sync.OnceValue(func() []Territory {
	var all []Territory
	for line := range strings.Lines(list("territories")) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			all = append(all, territory(line))
		}
	}
	return all
})

// territory reads "name | adjectives and peoples | capital | other names".
func territory(line string) Territory {
	cells := append(strings.Split(line, "|"), "", "", "")
	t := Territory{Name: strings.TrimSpace(cells[0]), Capital: strings.TrimSpace(cells[2])}
	t.Peoples = peoples(strings.Fields(cells[1]), strings.Fields(t.Name))
	for other := range strings.SplitSeq(cells[3], ";") {
		if other = strings.TrimSpace(other); other != "" {
			t.Others = append(t.Others, other)
		}
	}
	return t
}

// peoples joins the words that begin with the first word of a name of several: those of
// "North Korea" are "North Korean North Koreans".
func peoples(words, name []string) []string {
	var list []string
	for i := 0; i < len(words); i++ {
		w := words[i]
		if len(name) > 1 && w == name[0] && i+1 < len(words) {
			i++
			w += " " + words[i]
		}
		list = append(list, w)
	}
	return list
}
