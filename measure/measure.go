// Package measure knows what figures can be about: killed, wounded, deployed. It reads the
// embedded list of measures, to which a file of an analyst may add, and tells which measure
// words belong to and which measure is a part of another.
package measure

import (
	"bufio"
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"
)

//go:embed data/measures.txt
var data embed.FS

// Measure is one thing that figures are about.
type Measure struct {
	Name    string
	Of      string   // "people", "things", "money", "events" or "" for any: what it counts
	PartOf  []string // measures that include it: "killed" is a part of "casualties"
	Verbs   []string // lemmas: what is counted is their object, or their subject where they have none
	Nouns   []string // lemmas that are counted themselves: "casualty", "death"
	Phrases []string // participles, adjectives and particles beside the counted noun: "dead", "flown home"
}

// Set is a list of measures. The zero Set is empty.
type Set struct {
	measures []Measure
	byName   map[string]int
}

// Default returns the measures that ship with the program.
func Default() *Set {
	f, err := data.Open("data/measures.txt")
	if err == nil {
		var s *Set
		if s, err = Parse(f); err == nil {
			return s
		}
	}
	panic(fmt.Sprintf("measure: embedded list: %v", err)) // a test reads it
}

// Parse reads measures in the form of data/measures.txt: a line "name: of, part of a, part
// of b", then indented lines "verbs: ...", "nouns: ...", "words: ..." of lemmas and
// phrases parted by commas.
func Parse(r io.Reader) (*Set, error) {
	s := &Set{byName: map[string]int{}}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if t := strings.TrimSpace(line); t == "" || strings.HasPrefix(t, "#") {
			continue
		}
		if err := s.line(line); err != nil {
			return nil, fmt.Errorf("measures, line %d: %w", n, err)
		}
	}
	return s, lines.Err()
}

func (s *Set) line(line string) error {
	key, value, ok := strings.Cut(line, ":")
	if !ok {
		return fmt.Errorf("%q has no colon", line)
	}
	if strings.TrimLeft(key, " \t") == key {
		return s.head(strings.TrimSpace(key), list(value))
	}
	if len(s.measures) == 0 {
		return fmt.Errorf("%q stands before the first measure", strings.TrimSpace(line))
	}
	m := &s.measures[len(s.measures)-1]
	switch strings.TrimSpace(key) {
	case "verbs":
		m.Verbs = append(m.Verbs, list(value)...)
	case "nouns":
		m.Nouns = append(m.Nouns, list(value)...)
	case "words":
		m.Phrases = append(m.Phrases, list(value)...)
	default:
		return fmt.Errorf("%q is none of verbs, nouns and words", strings.TrimSpace(key))
	}
	return nil
}

// head begins a measure, or goes on with one of that name.
func (s *Set) head(name string, about []string) error {
	m := Measure{Name: name}
	for _, a := range about {
		if whole, ok := strings.CutPrefix(a, "part of "); ok {
			m.PartOf = append(m.PartOf, whole)
		} else if m.Of == "" {
			m.Of = a
		} else {
			return fmt.Errorf("measure %q counts both %s and %s", name, m.Of, a)
		}
	}
	if _, ok := s.byName[name]; ok {
		return fmt.Errorf("measure %q stands twice", name)
	}
	s.byName[name] = len(s.measures)
	s.measures = append(s.measures, m)
	return nil
}

func list(value string) []string {
	var out []string
	for _, w := range strings.Split(value, ",") {
		if w = strings.ToLower(strings.TrimSpace(w)); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// All returns the measures in the order of the list.
func (s *Set) All() []Measure { return slices.Clone(s.measures) }

// Get returns the measure of a name.
func (s *Set) Get(name string) (Measure, bool) {
	i, ok := s.byName[name]
	if !ok {
		return Measure{}, false
	}
	return s.measures[i], true
}

// PartOf reports whether part is a part of whole, directly or through others. No measure is
// a part of itself.
func (s *Set) PartOf(part, whole string) bool {
	m, ok := s.Get(part)
	if !ok {
		return false
	}
	for _, w := range m.PartOf {
		if w == whole || w != part && s.PartOf(w, whole) {
			return true
		}
	}
	return false
}
