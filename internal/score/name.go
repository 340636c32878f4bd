package score

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// sameName reports whether two resolved names are equal after folding and
// not empty.
func sameName(a, b string) bool {
	a, b = foldName(a), foldName(b)
	return a == b && a != ""
}

// foldName returns the form in which names are compared: Unicode's case
// folding, without accents and other marks, words of letters and digits
// parted by one blank, without a leading "the", "a" or "an" and without a
// possessive ending. Titles and given names count: "Dr Lenz" is not "Maria
// Lenz".
func foldName(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(cases.Fold().String(withoutPossessive(name))) {
		switch {
		case unicode.IsMark(r):
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	words := strings.Fields(b.String())
	if len(words) > 1 && (words[0] == "the" || words[0] == "a" || words[0] == "an") {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

func withoutPossessive(name string) string {
	name = strings.TrimSpace(name)
	for _, ending := range []string{"'s", "’s"} {
		name = strings.TrimSuffix(name, ending)
	}
	return name
}
