package score

import (
	_ "embed"
	"strings"
	"sync"

	"hearsay/corpus"
	"hearsay/syntax"
)

//go:embed unitnames.txt
var unitNamesText string

// sameUnit reports whether gold and q have the same unit, after both are written the same
// way ([normalUnit]). Of a mere count gold's unit is the counted noun phrase, whose head,
// the word before "of" or the last, must be the head that was read; a word of gold's unit
// as the text has it counts too, since some gold keeps what follows the head. A share matches
// what gold marks with "%" where it is of the whole that gold names, or gold names none.
// Where gold has no unit ("-"), q must have none.
func sameUnit(g GoldQuantity, q corpus.Quantity) bool {
	want := normalUnit(g.UnitNorm)
	if strings.TrimSpace(g.UnitNorm) == "-" || g.UnitNorm == "" {
		return q.Unit == ""
	}
	if whole, ok := strings.CutPrefix(g.UnitNorm, "% "); ok {
		return q.Unit == "share" && (strings.TrimSpace(whole) == "-" || sameHead(normalUnit(whole), g.Unit, q))
	}
	if q.Unit != "" && normalUnit(q.Unit) == want {
		return true
	}
	if q.Unit != "" && q.Head == "" {
		return false
	}
	if q.Unit != "" { // "barrels of oil" is a unit and what it measures
		head, _, _ := strings.Cut(want, " of ")
		return head == normalUnit(q.Unit) || want == normalUnit(q.Unit)+" of "+normalUnit(q.Head)
	}
	return sameHead(want, g.Unit, q)
}

// sameHead compares the head of a counted noun phrase of gold with the head of q.
func sameHead(want, surface string, q corpus.Quantity) bool {
	head := normalUnit(q.Head)
	if head == "" {
		return false
	}
	before, _, _ := strings.Cut(want, " of ")
	surface, _, _ = strings.Cut(strings.TrimPrefix(strings.ToLower(surface), "of "), " of ")
	for _, phrase := range []string{before, normalUnit(surface)} {
		words := strings.Fields(phrase)
		if len(words) > 0 && words[len(words)-1] == head {
			return true
		}
	}
	words := strings.Fields(before)
	return len(words) > 2 && strings.Contains(" "+before+" ", " "+head+" ") && !strings.Contains(q.Counted, words[len(words)-1])
}

// normalUnit writes a unit in lower case, each word in the singular and in British
// spelling, with the names of unitnames.txt for those that have several.
func normalUnit(s string) string {
	words := strings.Fields(strings.ToLower(strings.NewReplacer("-", " ", "_", " ").Replace(s)))
	for i, w := range words {
		words[i] = syntax.Singular(w)
	}
	s = strings.Join(words, " ")
	for _, u := range unitNames() {
		s = replaceWords(s, u.other, u.name)
	}
	return s
}

// unitName is a unit with another name of it.
type unitName struct{ name, other string }

// unitNames reads unitnames.txt, in its order, when it is first needed.
var unitNames = sync.OnceValue(func() []unitName {
	var out []unitName
	for line := range strings.Lines(unitNamesText) {
		name, others, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(name, "#") {
			continue
		}
		for other := range strings.SplitSeq(others, ",") {
			out = append(out, unitName{name, strings.TrimSpace(other)})
		}
	}
	return out
})

// replaceWords replaces whole words.
func replaceWords(s, old, by string) string {
	return strings.TrimSpace(strings.ReplaceAll(" "+s+" ", " "+old+" ", " "+by+" "))
}
