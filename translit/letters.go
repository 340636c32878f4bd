package translit

import (
	"strings"
	"sync"
	"unicode"
)

// otherLetters reads scripts that have one usual way into Latin letters.
var otherLetters = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, line := range lines("letters.txt") {
		fields := strings.Fields(line)
		m[fields[0]] = cell(fields[1])
	}
	return m
})

// other reads a text in Georgian, Greek, Armenian or Katakana, or returns nothing for one with a
// letter that is of none of them.
func other(s string) []string {
	m := otherLetters()
	var b strings.Builder
	runes := []rune(strings.NewReplacer("・", " ", "＝", " ").Replace(s))
	begin := true
	for i := 0; i < len(runes); {
		reading, n, ok := letterAt(m, runes, i)
		switch {
		case ok:
			b.WriteString(titled(reading, begin && reading != ""))
			begin = begin && reading == ""
		case unicode.IsLetter(runes[i]):
			return nil
		default:
			b.WriteRune(runes[i])
			begin = true
		}
		i += n
	}
	return []string{b.String()}
}

// letterAt returns the reading of two letters at i or of one.
func letterAt(m map[string]string, runes []rune, i int) (string, int, bool) {
	for n := min(2, len(runes)-i); n > 0; n-- {
		if reading, ok := m[strings.ToLower(string(runes[i:i+n]))]; ok {
			return reading, n, true
		}
	}
	return "", 1, false
}
