// Package measure knows what figures can be about: killed, wounded, deployed. It reads the
// embedded list of measures, to which a file of an analyst may add, and tells which words
// show a measure and which measure is a part of another.
package measure

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

//go:embed data/measures.yaml
var embedded string

// Measure is one thing that figures are about.
type Measure struct {
	Name     string   `yaml:"-"`
	Of       string   `yaml:"of"`       // "people" or "things": what it counts; "" for either
	PartOf   []string `yaml:"part of"`  // measures that include it: "killed" is a part of "casualties"
	Verbs    []string `yaml:"verbs"`    // lemmas: what is counted is their object, or their subject where they have none
	Subjects []string `yaml:"subjects"` // lemmas of verbs whose subject is counted, even beside an object: "attend"
	Nouns    []string `yaml:"nouns"`    // lemmas that are counted themselves: "casualty", "death"
	Words    []string `yaml:"words"`    // beside the counted noun: "dead", "flown home"
}

// Set is a list of measures. Its methods may be called from many goroutines at once.
type Set struct {
	measures []Measure
	byName   map[string]int
	id       string
}

// ID tells lists apart by what they say: "" for the one that ships with the program, also
// where nothing new was added to it, else eight hexadecimal digits of a digest of the list.
func (s *Set) ID() string { return s.id }

// Default returns the measures that ship with the program.
func Default() *Set {
	s, err := Add(&Set{}, strings.NewReader(embedded))
	if err != nil {
		panic(fmt.Sprintf("measure: embedded list: %v", err)) // a test reads it
	}
	s.id = ""
	return s
}

// Add returns the measures of s with those that r adds, in the form of
// data/measures.yaml. A measure of the same name is gone on with: its words are added. An
// error says what is wrong in which line.
func Add(s *Set, r io.Reader) (*Set, error) {
	text, err := io.ReadAll(io.LimitReader(r, mostText+1))
	if err != nil {
		return nil, fmt.Errorf("measures: %w", err)
	}
	if len(text) > mostText {
		return nil, fmt.Errorf("measures: longer than %d bytes", mostText)
	}
	var list yaml.MapSlice
	if err := yaml.Unmarshal(text, &list); err != nil {
		return nil, fmt.Errorf("measures: %w", err)
	}
	out := &Set{measures: slices.Clone(s.measures), byName: map[string]int{}, id: s.id}
	for i, m := range out.measures {
		out.byName[m.Name] = i
	}
	for _, item := range list {
		if err := out.enter(item); err != nil {
			return nil, fmt.Errorf("measures: %q: %w", fmt.Sprint(item.Key), err)
		}
	}
	if err := out.check(); err != nil || reflect.DeepEqual(out.measures, s.measures) {
		return out, err
	}
	out.id, err = digest(out.measures)
	return out, err
}

// digest names a list of measures.
func digest(list []Measure) (string, error) {
	b, err := json.Marshal(list)
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:4]), err
}

// mostText is the length in bytes of the longest list that is read.
const mostText = 1 << 20

// enter adds one measure, or its words to one that is there.
func (s *Set) enter(item yaml.MapItem) error {
	b, err := yaml.Marshal(item.Value)
	if err != nil {
		return err
	}
	var m Measure
	if err := yaml.UnmarshalWithOptions(b, &m, yaml.Strict()); err != nil {
		return err
	}
	m.fold(fmt.Sprint(item.Key))
	if m.Of != "" && m.Of != "people" && m.Of != "things" {
		return fmt.Errorf("of is %q, and must be people or things", m.Of)
	}
	i, known := s.byName[m.Name]
	if !known {
		s.byName[m.Name] = len(s.measures)
		s.measures = append(s.measures, m)
		return nil
	}
	old := &s.measures[i]
	for _, l := range []struct {
		words *[]string
		more  []string
	}{{&old.PartOf, m.PartOf}, {&old.Verbs, m.Verbs}, {&old.Subjects, m.Subjects}, {&old.Nouns, m.Nouns}, {&old.Words, m.Words}} {
		*l.words = withNew(*l.words, l.more)
	}
	return nil
}

// fold names m and brings its words to small letters, as texts are looked up.
func (m *Measure) fold(name string) {
	m.Name = strings.ToLower(name)
	for _, list := range [][]string{m.PartOf, m.Verbs, m.Subjects, m.Nouns, m.Words} {
		for i, w := range list {
			list[i] = strings.ToLower(strings.TrimSpace(w))
		}
	}
}

// withNew is a copy of list with those of more that it lacks.
func withNew(list, more []string) []string {
	list = slices.Clip(list)
	for _, w := range more {
		if !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}

// check refuses parts of what is no measure, and measures that are parts of themselves.
func (s *Set) check() error {
	for _, m := range s.measures {
		for _, whole := range m.PartOf {
			if _, ok := s.byName[whole]; !ok {
				return fmt.Errorf("measures: %q is a part of %q, which is no measure", m.Name, whole)
			}
		}
		if s.reaches(m.Name, m.Name, map[string]bool{}) {
			return fmt.Errorf("measures: %q is a part of itself", m.Name)
		}
	}
	return nil
}

// All returns the measures in the order of the list, which is shared: it is asked for often
// and must not be changed.
func (s *Set) All() []Measure { return slices.Clip(s.measures) }

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
	return part != whole && s.reaches(part, whole, map[string]bool{})
}

// reaches reports whether parts lead from part to whole; it looks at each measure once.
func (s *Set) reaches(part, whole string, seen map[string]bool) bool {
	m, ok := s.Get(part)
	if !ok || seen[part] {
		return false
	}
	seen[part] = true
	for _, w := range m.PartOf {
		if w == whole || s.reaches(w, whole, seen) {
			return true
		}
	}
	return false
}
