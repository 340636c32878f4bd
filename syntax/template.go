package syntax

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"hearsay/internal/linear"
)

//go:embed data/templates.txt
var templateList string

// templates are the templates of one classifier: the places, among the values
// that it is shown, of those that make a feature together.
type templates struct {
	first uint64 // number of the first, so that no two classifiers share one
	slots [][]uint8
}

// append appends the feature of every template.
func (t *templates) append(features, values []uint64) []uint64 {
	for i, slots := range t.slots {
		h := linear.Hash(t.first + uint64(i))
		for _, s := range slots {
			h = linear.With(h, values[s])
		}
		features = append(features, h)
	}
	return features
}

// The values that the templates name, in the order in which they are shown:
// first those of words, word by word, then the rest.
var (
	tagValues   = namedValues("a2 a w b b2", wordFields, "t1 t2 first")
	moveValues  = namedValues("S0 S1 S2 N0 N1 N2 N3 S0l S0l2 S0r S0r2 S1l S1l2 S1r S1r2 N0l N0l2", seenFields, "zero d0 d1 v0l v0r vnl v1r set0l set0r setnl set1r")
	labelValues = namedValues("H D Hb Ha Db Da Dl Dl2 Dr", seenFields, "dir dist leftSet rightSet set H.suffix D.suffix")
)

const (
	wordFields = "form low shape prefix1 prefix2 prefix3 suffix1 suffix2 suffix3 suffix4 suffix5 class1 class2 traits"
	seenFields = "w t r c c2"
)

// namedValues lists a name for each field of each word and the rest.
func namedValues(words, fields, rest string) []string {
	var names []string
	for _, w := range strings.Fields(words) {
		for _, f := range strings.Fields(fields) {
			names = append(names, w+"."+f)
		}
	}
	return append(names, strings.Fields(rest)...)
}

// The templates of the three classifiers.
var (
	tagTemplates   = sync.OnceValue(func() *templates { return readTemplates("tag", 0, tagValues) })
	moveTemplates  = sync.OnceValue(func() *templates { return readTemplates("move", 1001, moveValues) })
	labelTemplates = sync.OnceValue(func() *templates { return readTemplates("label", 5000, labelValues) })
)

// readTemplates reads a section of the list. What it names must be among
// values; a test reads all sections.
func readTemplates(section string, first uint64, values []string) *templates {
	place := map[string]uint8{}
	for i, name := range values {
		place[name] = uint8(i)
	}
	t := &templates{first: first}
	_, body, _ := strings.Cut(templateList, "\n== "+section+"\n")
	body, _, _ = strings.Cut(body, "\n== ")
	for line := range strings.Lines(body) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		slots := []uint8{}
		for _, name := range strings.Fields(strings.TrimPrefix(line, "-")) {
			s, ok := place[name]
			if !ok {
				panic(fmt.Sprintf("syntax: the templates of %s name %q", section, name))
			}
			slots = append(slots, s)
		}
		t.slots = append(t.slots, slots)
	}
	return t
}
