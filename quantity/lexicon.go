package quantity

import (
	"embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"hearsay/corpus"
)

//go:embed data/*.txt
var data embed.FS

// lexicon is what the package knows of English. It is read from data once, at the first
// document, and never changed.
type lexicon struct {
	numbers    map[string]map[string]float64  // by section: "cardinal", "scale", ...
	vague      phrases                        // words for numbers
	before     phrases                        // qualifiers, by their last atom
	after      phrases                        // qualifiers, by their first
	units      phrases                        // with money in words
	currencies phrases                        // symbols and codes that stand before a number
	words      map[string]map[string]struct{} // by section: "label", "month", ...
	begins     map[string]bool                // words that may begin a number
}

// phrase is a sequence of atoms with what it means.
type phrase struct {
	atoms []string
	exact bool // compared with its case
	glued bool // only where it touches the digits
	name  string
	kind  string
	low   float64
	high  float64
}

// phrases are found by one of their atoms, the longest first.
type phrases map[string][]phrase

var lex = sync.OnceValue(func() *lexicon {
	l := &lexicon{vague: phrases{}, before: phrases{}, after: phrases{}, units: phrases{}, currencies: phrases{}}
	l.readNumbers()
	l.readWords()
	l.readVague()
	l.readQualifiers()
	l.readUnits()
	l.readMoney()
	for _, p := range []phrases{l.vague, l.before, l.after, l.units, l.currencies} {
		p.sort()
	}
	l.readBeginnings()
	return l
})

func (p phrases) sort() {
	for _, list := range p {
		slices.SortStableFunc(list, func(a, b phrase) int { return len(b.atoms) - len(a.atoms) })
	}
}

// add cuts s and adds it under its first atom.
func (p phrases) add(s string, f phrase) {
	f.atoms = atomsOf(s, f.exact)
	if len(f.atoms) > 0 {
		p[f.atoms[0]] = append(p[f.atoms[0]], f)
	}
}

// addLast adds s under its last atom.
func (p phrases) addLast(s string, f phrase) {
	f.atoms = atomsOf(s, false)
	last := f.atoms[len(f.atoms)-1]
	p[last] = append(p[last], f)
}

func atomsOf(s string, exact bool) []string {
	var out []string
	for _, a := range cut(s, corpus.Span{End: len(s)}) {
		if exact {
			out = append(out, a.text)
		} else {
			out = append(out, a.low)
		}
	}
	return out
}

// lines calls each with the lines of a file that are neither empty nor comments, and with
// the section that they stand in.
func lines(file string, each func(section, line string) error) {
	b, err := data.ReadFile("data/" + file)
	if err != nil {
		panic(err) // embedded
	}
	section := ""
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			section = strings.Trim(line, "[]")
		default:
			if err := each(section, line); err != nil {
				panic(fmt.Sprintf("quantity: %s: %q: %v", file, line, err)) // a test reads it
			}
		}
	}
}

func (l *lexicon) readNumbers() {
	l.numbers = map[string]map[string]float64{}
	lines("numbers.txt", func(section, line string) error {
		name, value, _ := strings.Cut(line, " ")
		v, err := strconv.ParseFloat(value, 64)
		if l.numbers[section] == nil {
			l.numbers[section] = map[string]float64{}
		}
		l.numbers[section][name] = v
		return err
	})
}

func (l *lexicon) readWords() {
	l.words = map[string]map[string]struct{}{}
	lines("words.txt", func(section, line string) error {
		if l.words[section] == nil {
			l.words[section] = map[string]struct{}{}
		}
		for _, w := range strings.Fields(line) {
			l.words[section][w] = struct{}{}
		}
		return nil
	})
}

func (l *lexicon) is(section, word string) bool { _, ok := l.words[section][word]; return ok }

func (l *lexicon) readVague() {
	lines("vague.txt", func(_, line string) error {
		name, limits, _ := strings.Cut(line, ":")
		var low, high float64
		var end string
		if _, err := fmt.Sscan(limits, &low, &end); err != nil {
			return err
		}
		high, err := strconv.ParseFloat(end, 64) // knows "inf"
		l.vague.add(name, phrase{name: name, low: low, high: high})
		return err
	})
}

func (l *lexicon) readQualifiers() {
	lines("qualifiers.txt", func(section, line string) error {
		bound, list, ok := strings.Cut(line, ":")
		if !ok {
			return fmt.Errorf("no colon")
		}
		for q := range strings.SplitSeq(list, ",") {
			f := phrase{name: bound}
			if section == "before" {
				l.before.addLast(q, f)
			} else {
				l.after.add(q, f)
			}
		}
		return nil
	})
}

func (l *lexicon) readUnits() {
	lines("units.txt", func(_, line string) error {
		field := strings.Split(line, ";")
		if len(field) != 4 {
			return fmt.Errorf("%d fields, not 4", len(field))
		}
		f := phrase{name: strings.TrimSpace(field[0]), kind: strings.TrimSpace(field[1])}
		l.addWords(field[2], f)
		f.exact = true
		for s := range strings.SplitSeq(field[3], ",") {
			s = strings.TrimSpace(s)
			g := f
			if strings.HasPrefix(s, "(") {
				s, g.glued = strings.Trim(s, "()"), true
			}
			l.units.add(s, g)
		}
		return nil
	})
}

// addWords adds words of a unit, with their plurals.
func (l *lexicon) addWords(list string, f phrase) {
	for w := range strings.SplitSeq(list, ",") {
		w = strings.TrimSpace(w)
		if w == "" {
			continue
		}
		l.units.add(w, f)
		l.units.add(w+"s", f)
		if first, rest, ok := strings.Cut(w, " "); ok {
			l.units.add(first+"s "+rest, f)
			l.units.add(first+"s "+rest+"s", f)
		}
	}
}

// money is the kind of units that are currencies.
const money = "money"

func (l *lexicon) readMoney() {
	lines("money.txt", func(_, line string) error {
		field := strings.Split(line, ";")
		f := phrase{name: strings.TrimSpace(field[0]), kind: money}
		l.addWords(field[1], f)
		if len(field) < 3 {
			return nil
		}
		f.exact = true
		for s := range strings.SplitSeq(field[2], ",") {
			l.currencies.add(s, f)
			l.units.add(s, f)
		}
		return nil
	})
}

// readBeginnings notes what may begin a number, so that other words cost one look-up.
func (l *lexicon) readBeginnings() {
	l.begins = map[string]bool{"a": true, "an": true, "half": true, "no": true, "none": true, "not": true}
	for w := range l.numbers["cardinal"] {
		l.begins[w] = true
	}
	for w := range l.vague {
		l.begins[w] = true
	}
	for w := range l.currencies {
		l.begins[strings.ToLower(w)] = true
	}
	for w := range l.numbers["character"] {
		l.begins[w] = true
	}
}

// match returns the longest phrase that begins at atom i, and where it ends.
func (r *reading) match(p phrases, i int, accept func(phrase, int) bool) (phrase, int, bool) {
	if i < 0 || i >= len(r.atoms) {
		return phrase{}, 0, false
	}
	for _, key := range []string{r.atoms[i].text, r.atoms[i].low} {
		for _, f := range p[key] {
			end := i + len(f.atoms)
			if r.same(f, i) && (accept == nil || accept(f, end)) {
				return f, end, true
			}
		}
	}
	return phrase{}, 0, false
}

// matchBack returns the longest phrase that ends before atom end, and where it begins.
func (r *reading) matchBack(p phrases, end int) (phrase, int, bool) {
	if end <= 0 {
		return phrase{}, 0, false
	}
	for _, f := range p[r.atoms[end-1].low] {
		if start := end - len(f.atoms); start >= r.free && r.same(f, start) {
			return f, start, true
		}
	}
	return phrase{}, 0, false
}

func (r *reading) same(f phrase, i int) bool {
	if i+len(f.atoms) > len(r.atoms) {
		return false
	}
	for k, want := range f.atoms {
		a := &r.atoms[i+k]
		if f.exact && a.text != want || !f.exact && a.low != want {
			return false
		}
	}
	return true
}

// inf is an open end.
var inf = math.Inf(1)
