package syntax

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Normal returns the forms of a sentence as a tagger should see them, one for
// each token: marks as treebanks write them, and a sentence that shouts in
// the case that it would have if it did not. Forms that stay are not copied.
func Normal(tokens []Token) []string {
	out := make([]string, len(tokens))
	for i := range tokens {
		out[i] = tokens[i].Form
		if !ascii(out[i]) {
			out[i] = or(plainMarks.Replace(out[i]), out[i]) // a soft hyphen may stand alone
		}
	}
	if shouts(tokens) {
		for i := range out {
			out[i] = calm(out[i])
		}
	}
	return out
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// plainMarks writes marks and bullets as the English Web Treebank does.
var plainMarks = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "「", `"`, "」", `"`, "『", `"`, "』", `"`,
	"’’", `"`, "‘‘", `"`, "’", "'", "‘", "'", "ʼ", "'", "…", "...", "•", "*", "◆", "*", "■", "*", "●", "*", "▪", "*", "◇", "*", "□", "*", "►", "*", "\u2010", "-", "\u2011", "-", "\u00ad", "")

// The least words of a sentence that shouts, and of ten of them how many have
// no small letter. A line of two names in capitals tells nothing.
const (
	leastShouted = 3
	shoutedOfTen = 8
)

// shouts reports whether a sentence is written in capitals.
func shouts(tokens []Token) bool {
	words, shouted := 0, 0
	for i := range tokens {
		form := tokens[i].Form
		if !wordAt(form, 0, len(form)) || isDigit(form[0]) {
			continue
		}
		words++
		if strings.IndexFunc(form, unicode.IsLower) < 0 {
			shouted++
		}
	}
	return words >= leastShouted && 10*shouted >= shoutedOfTen*words
}

// commonWords reads data/common.txt when it is first needed.
var commonWords = sync.OnceValue(func() map[string]bool { return sections("common.txt")[""] })

// commonWord is how often a word must stand in small letters, and be no name,
// to be common.
const commonWord = 3

// LearnWords returns the words that stand in small letters in running text, in
// order.
func LearnWords(sentences []Sentence) []string {
	counts := map[string]int{}
	for _, s := range sentences {
		for _, t := range s.Tokens {
			if t.Tag != "NNP" && t.Tag != "NNPS" && t.Form == strings.ToLower(t.Form) && strings.IndexFunc(t.Form, notLetter) < 0 {
				counts[t.Form]++
			}
		}
	}
	maps.DeleteFunc(counts, func(_ string, n int) bool { return n < commonWord })
	return slices.Sorted(maps.Keys(counts))
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// calm returns a form in capitals as it would stand in running text: a common
// word in small letters, what may be a name with a capital.
func calm(form string) string {
	if strings.IndexFunc(form, unicode.IsLower) >= 0 || strings.Contains(form, ".") {
		return form
	}
	low := strings.ToLower(form)
	if commonWords()[low] || !wordAt(form, 0, 1) {
		if low == "i" {
			return form
		}
		return low
	}
	_, n := utf8.DecodeRuneInString(form)
	return form[:n] + strings.ToLower(form[n:])
}
