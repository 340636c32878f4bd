package entity

import (
	"embed"
	"slices"
	"strings"
	"sync"

	"hearsay/names"
)

//go:embed data
var files embed.FS

// lines returns the lines of a data file that say something, in order.
func lines(file string) []string {
	b, err := files.ReadFile("data/" + file)
	if err != nil {
		panic(err) // embedded
	}
	var list []string
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			list = append(list, line)
		}
	}
	return list
}

// lexicon is what is known of the words of names.
type lexicon struct {
	titles, particles, determiners, opening, stray map[string]bool
	suffixes                                       map[string]string // by word: the first of its line
	another, bars                                  []string          // words by which a text says that another bears a name
	commonFamilies                                 map[string]bool   // borne by very many
	stateWords                                     map[string]bool   // of the official names of states
	offices                                        []string          // that states have

	given map[string][]int // given names, folded: the lines of given.txt that they stand in

	skip, generic, everyState, shared, vagueForms, many, local, regions map[string]bool
	one                                                                 map[string]string // folded words, joined by blanks: what stands for all of them
	forms                                                               map[string]string // legal forms, as one
	numbers                                                             map[string]string
	longest                                                             int               // words of the longest of one and forms
	states                                                              map[string]string // names, adjectives and peoples, folded: the state
	peoples                                                             map[string]bool   // adjectives and peoples among them
	longestState                                                        int

	lands map[string]string // words of lands that are no one state: the land
	roles map[string]string // nouns for an office, as one
}

var lexiconOf = sync.OnceValue(func() *lexicon {
	l := &lexicon{given: map[string][]int{}, one: map[string]string{}, forms: map[string]string{}, numbers: map[string]string{}, states: map[string]string{}, peoples: map[string]bool{}, lands: map[string]string{}, roles: map[string]string{}}
	l.readTitles()
	l.readGiven()
	l.readBodies()
	l.readRoles()
	l.readStates()
	return l
})

// labelled parts the lines of a file into those of each label: "title: mr mrs".
func labelled(file string) map[string][]string {
	all := map[string][]string{}
	for _, line := range lines(file) {
		label, rest, _ := strings.Cut(line, ":")
		all[label] = append(all[label], strings.TrimSpace(rest))
	}
	return all
}

func set(list []string) map[string]bool {
	s := map[string]bool{}
	for _, line := range list {
		for _, w := range strings.Fields(line) {
			s[fold(strings.ReplaceAll(w, "_", " "))] = true
		}
	}
	return s
}

func (l *lexicon) readTitles() {
	all := labelled("titles.txt")
	l.stray = set(all["stray"])
	l.titles, l.particles, l.determiners, l.opening = set(all["title"]), set(all["particle"]), set(all["determiner"]), set(all["opening"])
	l.suffixes = map[string]string{}
	l.sameWords(l.suffixes, all["suffix"])
	l.another = strings.Fields(strings.Join(all["another"], " "))
	l.commonFamilies, l.stateWords = set(lines("common.txt")), set(lines("states.txt"))
	l.offices = lines("offices.txt")
	for _, line := range all["bars"] {
		l.bars = append(l.bars, strings.Split(line, "|")...)
	}
}

func (l *lexicon) readGiven() {
	for i, line := range lines("given.txt") {
		for _, w := range strings.Fields(line) {
			if w = fold(w); !slices.Contains(l.given[w], i) {
				l.given[w] = append(l.given[w], i)
			}
		}
	}
}

func (l *lexicon) readBodies() {
	all := labelled("bodies.txt")
	l.skip, l.generic, l.everyState, l.shared, l.vagueForms = set(all["skip"]), set(all["generic"]), set(all["every state"]), set(all["shared"]), set(all["vague form"])
	l.many, l.local, l.regions = spaced(all["many"]), spaced(all["local"]), spaced(all["region"])
	l.sameWords(l.one, all["one"])
	l.sameWords(l.lands, all["land"])
	l.sameWords(l.forms, all["form"])
	l.sameWords(l.numbers, all["number"])
}

// spaced is a set of terms in which "_" joins words.
func spaced(list []string) map[string]bool {
	terms := map[string]bool{}
	for t := range set(list) {
		terms[strings.ReplaceAll(t, "_", " ")] = true
	}
	return terms
}

// sameWords enters for each word of a line the first of that line.
func (l *lexicon) sameWords(into map[string]string, list []string) {
	for _, line := range list {
		words := strings.Fields(line)
		for _, w := range words {
			w = fold(strings.ReplaceAll(w, "_", " "))
			into[w] = strings.ReplaceAll(words[0], "_", " ")
			l.longest = max(l.longest, len(strings.Fields(w)))
		}
	}
}

func (l *lexicon) readRoles() {
	for _, line := range lines("roles.txt") {
		words := strings.Fields(line)
		for _, w := range words {
			l.roles[strings.ReplaceAll(w, "_", " ")] = words[0]
		}
	}
}

func (l *lexicon) readStates() {
	for _, t := range names.Territories() {
		for _, name := range slices.Concat([]string{t.Name}, t.Peoples, t.Others) {
			name = strings.Join(strings.Fields(fold(name)), " ")
			if name != "" && l.states[name] == "" {
				l.states[name] = t.Name
				l.longestState = max(l.longestState, len(strings.Fields(name)))
			}
		}
		for _, people := range t.Peoples {
			l.peoples[fold(people)] = true
		}
	}
}
