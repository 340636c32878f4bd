package annotate

import (
	"strings"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/names"
)

// The lengths from which a name that differs from another in one letter, or in
// two, is taken for the same with a slip: with shorter ones it is as likely that
// two people are meant ("Kim" and "Kam", "Marta" and "Maria"). They are choices.
const (
	longWord     = 5
	longGiven    = 6
	veryLongWord = 8
)

// slips reports whether two words differ so little for their length that one is
// likely the other misspelt.
func slips(a, b string, least int) bool {
	if len(a) < least || len(b) < least || a[0] != b[0] || max(len(a)-len(b), len(b)-len(a)) > 2*utf8.UTFMax {
		return false // one seldom slips in the first letter
	}
	n := min(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	switch {
	case a == b || n < least:
		return false
	case n < veryLongWord:
		return edits(a, b) == 1
	}
	return edits(a, b) <= 2
}

// edits counts the letters to put in, take out or change to make b of a.
func edits(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for k := range row {
		row[k] = k
	}
	for i := range x {
		before := row[0]
		row[0] = i + 1
		for k := range y {
			cost := before
			if x[i] != y[k] {
				cost = 1 + min(before, row[k], row[k+1])
			}
			before, row[k+1] = row[k+1], cost
		}
	}
	return row[len(y)]
}

// respelt returns the only person whose name ends, but for a slip, with word w,
// or -1: "Brandner" where the text has "Ivo Brandtner".
func (j *joining) respelt(m *name, w string) int {
	if m.kind != corpus.Person && m.kind != "" || m.sure && m.kind != corpus.Person {
		return -1
	}
	only := -1
	for e := range j.found {
		f := &j.found[e]
		if f.kind != corpus.Person || len(f.words) < 2 || f.label || !slips(w, f.words[len(f.words)-1], longWord) || j.otherGender(m, f) {
			continue
		}
		if only >= 0 {
			return -1
		}
		only = e
	}
	return only
}

// respeltGiven reports whether two full names differ by a slip in the given
// name alone: "Kirsten Lundgren" and "Kirstin Lundgren".
func respeltGiven(a, b []string) bool {
	if len(a) != 2 || len(b) != 2 || a[1] != b[1] || !slips(a[0], b[0], longGiven) {
		return false
	}
	g, _ := names.Given(upperWord(a[0]))
	h, _ := names.Given(upperWord(b[0]))
	return g == h || g == names.AnyGender || h == names.AnyGender
}

// upperWord writes a word with a capital.
func upperWord(w string) string {
	_, n := utf8.DecodeRuneInString(w)
	return strings.ToUpper(w[:n]) + w[n:]
}
