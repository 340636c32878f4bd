package connect

import (
	"bufio"
	"cmp"
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"hearsay/measure"
	"hearsay/syntax"
)

//go:embed data/*.txt
var data embed.FS

// lists are the embedded word lists, by file, then by the word before the colon. A line
// without a colon stands under "".
type lists map[string]map[string][][]string

// readLists reads the lists that ship with the program; a test reads them too.
func readLists() lists {
	l := lists{}
	for _, name := range []string{"classes.txt", "roles.txt", "sources.txt", "units.txt"} {
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

// class is what a figure counts. "Workers and sappers" has two names; "10 per cent of the
// wheat" has a unit and a name, "$5m" a unit alone.
type class struct {
	kind  kind
	unit  string   // "per cent", "ton", "dollar"; "" of a mere count
	names []string // in order, each once; a class within another as "soldiers/officers"
}

func (c class) String() string {
	if len(c.names) == 0 && c.unit == "" {
		return "what is counted"
	}
	return strings.Join(c.parts(), " and ")
}

// parts are the names of c in words, each with the unit: "per cent of wheat".
func (c class) parts() []string {
	if len(c.names) == 0 && c.unit != "" {
		return []string{c.unit}
	}
	out := make([]string, len(c.names))
	for i, n := range c.names {
		out[i] = n[strings.LastIndex(n, within)+1:]
		if c.unit != "" {
			out[i] = c.unit + " of " + out[i]
		}
	}
	return out
}

// within parts the name of a class from that of the class which includes it.
const within = "/"

// wider returns the classes of another name that include c.
func (c class) wider() []string {
	if c.kind != persons {
		return nil
	}
	out := slices.Clone(everybody.names)
	if len(c.names) == 1 {
		if i := strings.LastIndex(c.names[0], within); i > 0 {
			out = append(out, c.names[0][:i])
		}
	}
	return out
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
	case c.unit != d.unit:
		return disjoint
	case c.kind == d.kind && slices.Equal(c.names, d.names):
		return same
	case c.kind == persons && d.kind == people:
		return inside
	case c.kind == people && d.kind == persons:
		return outside
	case c.kind != persons || d.kind != persons:
		return disjoint
	case among(c.names, d.names):
		return inside
	case among(d.names, c.names):
		return outside
	default:
		return disjoint
	}
}

// among reports whether each class of part is one of whole or lies within one.
func among(part, whole []string) bool {
	return !slices.ContainsFunc(part, func(p string) bool {
		return !slices.ContainsFunc(whole, func(w string) bool { return p == w || strings.HasPrefix(p, w+within) })
	})
}

// classes knows the words of classes.
type classes struct {
	of       map[string]string // word or phrase in the singular: its class
	longest  int               // words of the longest phrase
	things   map[string]bool
	shares   map[string]bool   // units that say nothing without what they are a part of
	plurals  map[string]string // of units that are not regular
	measures *measure.Set
	lands    *lands
}

func newClasses(l lists, measures *measure.Set, lands *lands) *classes {
	c := &classes{of: map[string]string{}, things: map[string]bool{}, shares: map[string]bool{}, plurals: map[string]string{}, measures: measures, lands: lands}
	for unit, plural := range l["units.txt"] {
		c.plurals[unit] = plural[0][0]
	}
	for name, groups := range l["classes.txt"] {
		if part, whole, ok := strings.Cut(name, " < "); ok {
			name = whole + within + part
		}
		for _, w := range slices.Concat(groups...) {
			switch name {
			case "things":
				c.things[w] = true
			case "shares":
				c.shares[w] = true
			default:
				c.of[w] = name
				c.longest = max(c.longest, len(strings.Fields(w)))
			}
		}
	}
	return c
}

// classOf returns what f counts. A number without a noun counts people where its measure is
// about people; so do the nouns of the measure ("deaths") and the name of the side itself
// ("600 Hwarinese").
func (c *classes) classOf(f *Figure) class {
	unit := strings.ToLower(f.Unit)
	m, _ := c.measures.Get(f.Measure)
	counted := strings.ToLower(cmp.Or(strings.TrimSpace(f.Counted), f.Head))
	if unit != "" && noun(counted) == unit {
		counted = "" // "3 million euros" counts euros
	}
	switch {
	case counted != "":
	case c.shares[unit]:
		return class{unit: unit}
	case unit != "":
		return class{kind: things, unit: unit}
	case m.Of == "people":
		return everybody
	}
	var out class
	for _, words := range phrases(counted, strings.ToLower(f.Head)) {
		out = out.with(c.one(words, f, m))
	}
	out.unit = unit
	return out
}

// everybody is people of whom the text does not say which.
var everybody = class{kind: people, names: []string{"people"}}

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
	return class{kind: max(c.kind, d.kind), names: slices.Compact(names)}
}

// phrase is the words of one noun phrase in the singular, and where its head stands.
type phrase struct {
	words []string
	head  int
}

// phrases cuts "workers and sappers" in two. head is the lemma of the head of the whole, if
// the text was read: it stands for the word that it is the lemma of. Other words have lemmas
// by rule.
func phrases(counted, head string) []phrase {
	r := strings.NewReplacer(" and ", ",", " or ", ",", " & ", ",")
	var out []phrase
	for part := range strings.SplitSeq(r.Replace(counted), ",") {
		p := phrase{words: strings.Fields(part)}
		if len(p.words) == 0 {
			continue
		}
		for i, w := range p.words {
			p.words[i] = noun(strings.Trim(w, "'’\"“”().;:"))
		}
		p.head = len(p.words) - 1
		if i := slices.IndexFunc(p.words, func(w string) bool { return strings.Contains(afterHead, " "+w+" ") }); i > 0 {
			p.head = i - 1
		}
		if h := &p.words[p.head]; head != "" && strings.HasPrefix(*h, head[:min(len(head), leastShared)]) {
			*h = head
		}
		out = append(out, p)
	}
	return out
}

// leastShared is how many letters a form shares with its lemma at least.
// Origin: irregular English plurals: "men", "geese" and "feet" share but one, and are listed.
const leastShared = 3

// noun returns the lemma of a noun that may stand in the plural.
func noun(word string) string {
	for _, e := range []string{"us", "is", "as"} {
		if strings.HasSuffix(word, e) {
			return word // "bus", "crisis", "gas"
		}
	}
	return syntax.Lemma(word, "NNS")
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
func (c *classes) one(p phrase, f *Figure, m measure.Measure) class {
	head := p.words[p.head]
	name, listed := c.listed(p.words, p.head)
	switch {
	case c.things[head]:
		return class{kind: things, names: []string{head}}
	case listed && name == "people", slices.Contains(m.Nouns, head), peopleOf(f.Counted) != "",
		f.Side != "" && sameWords(c.lands.stated([]string{head}), c.lands.stated(words(fold(f.Side)))):
		return everybody
	case listed:
		return class{kind: persons, names: []string{name}}
	case m.Of == "people":
		return class{kind: persons, names: []string{head}}
	default:
		return class{kind: things, names: []string{head}}
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

// countingOf returns what f counts, as the object of "counts": "soldiers"; with its unit,
// "per cent of the wheat".
func (c *classes) countingOf(f *Figure, of class) string {
	counted := cmp.Or(f.Counted, of.String())
	if of.unit == "" {
		return counted
	}
	unit := f.Unit
	if n, ok := middle(f.Quantity); !ok || n != 1 {
		unit = c.several(unit)
	}
	if len(of.names) == 0 {
		return unit
	}
	return unit + " of " + counted
}

// several writes the name of a unit in the plural: "tons", "kilometres per hour".
func (c *classes) several(unit string) string {
	if plural := c.plurals[unit]; plural != "" {
		return plural
	}
	first, per, ok := strings.Cut(unit, " per ")
	if ok {
		return c.several(first) + " per " + per
	}
	last := first[strings.LastIndex(first, " ")+1:]
	return strings.TrimSuffix(first, last) + cmp.Or(c.plurals[last], last+"s")
}
