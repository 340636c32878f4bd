package entity

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// marks of letters and apostrophes are no part of a folded word.
var apostrophes = strings.NewReplacer("'", "", "’", "", "‘", "", "ʼ", "", "ʻ", "", "`", "", "´", "", "ʹ", "", "ʺ", "", "”", "")

// fold brings words to small letters without marks and apostrophes.
func fold(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(apostrophes.Replace(strings.ToLower(s))) {
		if !unicode.Is(unicode.Mn, r) || cyrillicBreve(r, b.String()) {
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

// cyrillicBreve reports whether a mark makes another letter of one in Cyrillic: й, ї and ё.
func cyrillicBreve(mark rune, before string) bool {
	return mark == '\u0306' && strings.HasSuffix(before, "и") || mark == '\u0308' && strings.HasSuffix(before, "і")
}

// isPlain reports whether a word is folded as it stands.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || 'A' <= c && c <= 'Z' || c == '\'' || c == '`' {
			return false
		}
	}
	return true
}
