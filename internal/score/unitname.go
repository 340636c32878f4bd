package score

import (
	_ "embed"
	"strings"

	"hearsay/corpus"
)

//go:embed unitnames.txt
var unitNames string

// sameUnit reports whether gold and q have the same unit, after both are written the same
// way ([normalUnit]). Of a mere count gold's unit is the counted noun phrase, whose head,
// the word before "of" or the last, must be the head that was read; a word of gold's unit
// as the text has it counts too, since some gold keeps what follows the head. A share of
// a whole matches what gold marks with "%" and the whole. Where gold has no unit ("-"), q
// must have none.
func sameUnit(g GoldQuantity, q corpus.Quantity) bool {
	want := normalUnit(g.UnitNorm)
	if strings.TrimSpace(g.UnitNorm) == "-" || g.UnitNorm == "" {
		return q.Unit == ""
	}
	if strings.HasPrefix(g.UnitNorm, "% ") {
		return q.Unit == "share"
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
		words[i] = unitWord(w)
	}
	s = strings.Join(words, " ")
	for line := range strings.Lines(unitNames) {
		line = strings.TrimSpace(line)
		if name, others, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, "#") {
			for other := range strings.SplitSeq(others, ",") {
				s = replaceWords(s, strings.TrimSpace(other), name)
			}
		}
	}
	return s
}

// replaceWords replaces whole words.
func replaceWords(s, old, by string) string {
	return strings.TrimSpace(strings.ReplaceAll(" "+s+" ", " "+old+" ", " "+by+" "))
}

// unitWord returns the singular of a word.
func unitWord(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "sius"), len(w) < 3:
		return w
	case strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "uses"), strings.HasSuffix(w, "sses"):
		return w[:len(w)-2]
	}
	return strings.TrimSuffix(w, "s")
}
