package claim

import (
	"bufio"
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"hearsay/measure"
	"hearsay/names"
	"hearsay/syntax"
)

//go:embed data/*.txt
var data embed.FS

// lists are the embedded word lists, in the form in which they are asked.
type lists struct {
	concepts map[string]string          // lemma or phrase: its concept
	longest  int                        // words in the longest phrase
	common   map[string]bool            // lemmas
	words    map[string]map[string]bool // of references.txt, by the word before the colon
	phrases  map[string][]string        // the same in order
	states   map[string]string          // folded name, adjective or people: folded state
	offices  map[string]int             // word for an office: its group
	measures *measure.Set
}

// known reads the lists once: they ship with the program and never change.
var known = sync.OnceValue(readLists)

func readLists() *lists {
	l := &lists{
		concepts: map[string]string{}, common: map[string]bool{}, words: map[string]map[string]bool{},
		phrases: map[string][]string{}, states: map[string]string{}, offices: map[string]int{}, measures: measure.Default(),
	}
	for _, line := range linesOf("concepts.txt") {
		l.addConcept(keyed(line))
	}
	for _, line := range linesOf("references.txt") {
		l.addReference(keyed(line))
	}
	for _, line := range linesOf("common.txt") {
		for _, w := range strings.Fields(line) {
			l.common[w] = true
		}
	}
	for i, line := range linesOf("roles.txt") {
		for w := range strings.SplitSeq(line, ",") {
			l.offices[strings.TrimSpace(w)] = i
		}
	}
	for w := range l.words["calendar"] {
		l.common[w] = true
	}
	for _, t := range names.Territories() {
		l.addState(t)
	}
	return l
}

// linesOf returns the lines of a list that say something.
func linesOf(name string) []string {
	text, err := fs.ReadFile(data, "data/"+name)
	if err != nil {
		panic(fmt.Sprintf("claim: embedded list: %v", err)) // a test reads them
	}
	var out []string
	for lines := bufio.NewScanner(strings.NewReader(string(text))); lines.Scan(); {
		if line := strings.TrimSpace(lines.Text()); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

func keyed(line string) (key string, words []string) {
	key, rest, _ := strings.Cut(line, ":")
	for w := range strings.SplitSeq(rest, ",") {
		words = append(words, strings.TrimSpace(w))
	}
	return key, words
}

func (l *lists) addConcept(name string, words []string) {
	for _, w := range words {
		l.concepts[w] = name
		l.longest = max(l.longest, strings.Count(w, " ")+1)
	}
}

func (l *lists) addReference(name string, words []string) {
	l.words[name] = map[string]bool{}
	for _, w := range words {
		l.words[name][w] = true
	}
	l.phrases[name] = append(l.phrases[name], words...)
}

func (l *lists) addState(t names.Territory) {
	state := fold(t.Name)
	for _, n := range append(append([]string{t.Name}, t.Peoples...), t.Others...) {
		l.states[fold(n)] = state
	}
}

// is reports whether a word stands in a list of references.txt.
func (l *lists) is(list, word string) bool { return l.words[list][word] }

// calendar reports whether a word is a weekday or a month.
func (l *lists) calendar(word string) bool { return l.is("calendar", word) }

// office is the group of the office that a role or a description names, -1 for none.
func (l *lists) office(role string) int {
	words := strings.Fields(fold(role))
	for i, w := range words {
		words[i] = syntax.Singular(w)
	}
	for i := range words {
		for n := min(longestOffice, len(words)-i); n > 0; n-- {
			if g, ok := l.offices[strings.Join(words[i:i+n], " ")]; ok {
				return g
			}
		}
	}
	return -1
}

// longestOffice is the number of words of the longest name of an office.
const longestOffice = 5
