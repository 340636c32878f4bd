package connect

import (
	"bufio"
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/measure"
)

//go:embed data/*.txt
var data embed.FS

// lists are the embedded word lists, by file, then by the word before the colon. A line
// without a colon stands under "".
type lists map[string]map[string][][]string

// readLists reads the lists that ship with the program; a test reads them too.
func readLists() lists {
	l := lists{}
	for _, name := range []string{"classes.txt", "roles.txt", "sources.txt"} {
		f, err := data.Open("data/" + name)
		if err != nil {
			panic(fmt.Sprintf("connect: embedded list: %v", err))
		}
		l[name] = parseList(f)
	}
	return l
}

func parseList(r io.Reader) map[string][][]string {
	out := map[string][][]string{}
	for lines := bufio.NewScanner(r); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, words, ok := strings.Cut(line, ":")
		if !ok {
			key, words = "", line
		}
		var list []string
		for w := range strings.SplitSeq(words, ",") {
			list = append(list, strings.TrimSpace(w))
		}
		out[key] = append(out[key], list)
	}
	return out
}

// kind tells which classes may include which.
type kind int

const (
	unknown kind = iota // the text does not say what is counted
	persons             // classes of people
	people              // people of any class
	things              // things, money and measures of length, each for itself
)

// class is what a figure counts. "Workers and sappers" has two names.
type class struct {
	kind  kind
	names []string // in order, each once
}

func (c class) String() string {
	if c.kind == unknown {
		return "what is counted"
	}
	return strings.Join(c.names, " and ")
}

// relation says how two classes lie to each other.
type relation int

const (
	disjoint relation = iota
	same
	inside  // the first is a part of the second
	outside // the second is a part of the first
)

func (c class) to(d class) relation {
	switch {
	case c.kind == d.kind && slices.Equal(c.names, d.names):
		return same
	case c.kind == persons && d.kind == people:
		return inside
	case c.kind == people && d.kind == persons:
		return outside
	case c.kind != persons || d.kind != persons:
		return disjoint
	case subset(c.names, d.names):
		return inside
	case subset(d.names, c.names):
		return outside
	default:
		return disjoint
	}
}

func subset(part, whole []string) bool {
	return !slices.ContainsFunc(part, func(s string) bool { return !slices.Contains(whole, s) })
}

// classes knows the words of classes.
type classes struct {
	of       map[string]string // word or phrase in the singular: its class
	longest  int               // words of the longest phrase
	things   map[string]bool
	measures *measure.Set
}

func newClasses(l lists, measures *measure.Set) *classes {
	c := &classes{of: map[string]string{}, things: map[string]bool{}, measures: measures}
	for name, groups := range l["classes.txt"] {
		for _, w := range slices.Concat(groups...) {
			if name == "things" {
				c.things[w] = true
				continue
			}
			c.of[w] = name
			c.longest = max(c.longest, len(strings.Fields(w)))
		}
	}
	return c
}

// classOf returns what f counts. A number without a noun counts people where its measure is
// about people; so do the nouns of the measure ("deaths") and the name of the side itself
// ("600 Hwarinese").
func (c *classes) classOf(f *Figure) class {
	if f.Unit != "" {
		return class{things, []string{strings.ToLower(f.Unit)}}
	}
	m, _ := c.measures.Get(f.Measure)
	counted := strings.ToLower(strings.TrimSpace(f.Counted))
	if counted == "" {
		counted = strings.ToLower(f.Head)
	}
	if counted == "" && m.Of == "people" {
		return class{people, []string{"people"}}
	}
	var out class
	for _, part := range conjuncts(counted) {
		out = out.with(c.one(part, f, m))
	}
	return out
}

// with adds d to c. What is not of people stays alone.
func (c class) with(d class) class {
	switch {
	case c.kind == unknown || d.kind == people && c.kind == persons:
		return d
	case d.kind == unknown || c.kind == people && d.kind == persons:
		return c
	}
	names := slices.Concat(c.names, d.names)
	slices.Sort(names)
	return class{max(c.kind, d.kind), slices.Compact(names)}
}

// conjuncts cuts "workers and sappers" in two.
func conjuncts(counted string) []string {
	r := strings.NewReplacer(" and ", ",", " or ", ",", " & ", ",")
	return strings.Split(r.Replace(counted), ",")
}

// peopleOf returns the name of a people that is counted by that name alone: "Hwarinese". Of
// such names those are known that have no plural.
func peopleOf(counted string) string {
	words := strings.Fields(counted)
	if len(words) == 0 {
		return ""
	}
	name := words[len(words)-1]
	if isLower(name) || !strings.HasSuffix(name, "ese") && !strings.HasSuffix(name, "ish") {
		return ""
	}
	return name
}

// afterHead are words with which a noun phrase goes on behind its head.
// Origin: the prepositions and relatives of an English noun phrase.
const afterHead = " of who whom that which from in at on with by for behind between among "

// one returns the class of one noun phrase.
func (c *classes) one(phrase string, f *Figure, m measure.Measure) class {
	words := strings.Fields(phrase)
	if len(words) == 0 {
		return class{}
	}
	for i, w := range words {
		words[i] = singular(strings.Trim(w, "'’\"“”().;:"))
	}
	head := len(words) - 1
	if i := slices.IndexFunc(words, func(w string) bool { return strings.Contains(afterHead, " "+w+" ") }); i > 0 {
		head = i - 1
	}
	name, listed := c.listed(words, head)
	switch {
	case c.things[words[head]]:
		return class{things, []string{words[head]}}
	case listed && name == "people", slices.Contains(m.Nouns, words[head]), peopleOf(f.Counted) != "",
		f.Side != "" && sameWord(words[head], fold(f.Side)):
		return class{people, []string{"people"}}
	case listed:
		return class{persons, []string{name}}
	case m.Of == "people":
		return class{persons, []string{words[head]}}
	default:
		return class{things, []string{words[head]}}
	}
}

// listed looks for the longest listed phrase that ends or begins with the head.
func (c *classes) listed(words []string, head int) (string, bool) {
	for n := min(c.longest, len(words)); n > 0; n-- {
		for _, from := range []int{head - n + 1, head} {
			if from < 0 || from+n > len(words) {
				continue
			}
			if name, ok := c.of[strings.Join(words[from:from+n], " ")]; ok {
				return name, true
			}
		}
	}
	return "", false
}

// singular brings a regular English plural, and those in -men, to the singular.
func singular(w string) string {
	for _, e := range []struct{ plural, singular string }{
		{"people", "people"}, {"children", "child"}, {"lives", "life"}, {"men", "man"},
		{"sses", "ss"}, {"ches", "ch"}, {"shes", "sh"}, {"xes", "x"}, {"ies", "y"},
		{"ss", "ss"}, {"us", "us"}, {"is", "is"}, {"s", ""},
	} {
		if stem, ok := strings.CutSuffix(w, e.plural); ok && (stem != "" || e.plural == "people" || e.singular == "man" || e.singular == "child" || e.singular == "life") {
			return stem + e.singular
		}
	}
	return w
}

// countWord returns a class as the object of "counts".
func countWord(f corpus.Figure, c class) string {
	if f.Counted != "" {
		return f.Counted
	}
	return c.String()
}
