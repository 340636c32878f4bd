package report

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

//go:embed role.txt
var roleList string

// publicRoles are the words for public roles, lower case, from role.txt.
var publicRoles = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(roleList) {
		line, _, _ = strings.Cut(line, "#")
		for _, w := range strings.Fields(line) {
			words[strings.ToLower(w)] = true
		}
	}
	return words
})

// rolePrepositions end the head of an English role: what follows names an
// office that the person serves, not the one held ("wife of the president").
var rolePrepositions = " of at for in to with from on under who whose by "

// publicRole reports whether the head of a role is a word for a public role.
// The head is the last word before a preposition in English, any word in the
// base form in Russian and Ukrainian (where dependent nouns are in another
// case), and the end of the role in Chinese, Japanese and Korean.
func publicRole(role string) bool {
	for _, part := range strings.FieldsFunc(strings.ToLower(oneLine(role)), func(r rune) bool { return strings.ContainsRune(",;/&", r) }) {
		for _, half := range strings.Split(part, " and ") {
			if publicHead(strings.Fields(half)) {
				return true
			}
		}
	}
	return false
}

func publicHead(words []string) bool {
	head := ""
	for _, w := range words {
		if strings.Contains(rolePrepositions, " "+w+" ") {
			break
		}
		head = w
		if isScript(w, unicode.Cyrillic) && publicRoles()[strings.Trim(w, "«»\"().")] {
			return true
		}
	}
	if isScript(head, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) {
		return publicEnding(words[len(words)-1])
	}
	return publicWord(strings.Trim(head, "\"'().“”"))
}

// publicWord also sees through "vice-president", "president-elect" and the
// plural of "experts A and B".
func publicWord(w string) bool {
	if publicRoles()[w] || publicRoles()[strings.TrimSuffix(w, "s")] {
		return true
	}
	for _, half := range strings.Split(w, "-") {
		if publicRoles()[half] {
			return true
		}
	}
	return false
}

func publicEnding(w string) bool {
	for r := range publicRoles() {
		if !isScript(r, unicode.Latin, unicode.Cyrillic) && strings.HasSuffix(w, r) {
			return true
		}
	}
	return false
}

func isScript(w string, tables ...*unicode.RangeTable) bool {
	return strings.ContainsFunc(w, func(r rune) bool { return unicode.In(r, tables...) })
}
