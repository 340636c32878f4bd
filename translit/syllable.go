package translit

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// koreanWords are the syllables of Korean in Latin letters, by all systems, and the family names as
// they are written, all small and without marks.
type koreanWords struct {
	syllables map[string]bool
	families  map[string][]int // the lines of families.txt
}

var koreanLatin = sync.OnceValue(func() *koreanWords {
	k := &koreanWords{syllables: map[string]bool{}, families: map[string][]int{}}
	parts := korean()
	for system := revised; system <= north; system++ {
		for _, initial := range parts.initials {
			for _, vowel := range parts.vowels {
				for _, final := range parts.finals {
					k.syllables[plain(initial[system]+vowel[system]+final[system])] = true
				}
			}
		}
	}
	k.press(parts)
	for i, line := range lines("families.txt") {
		for _, family := range strings.Fields(strings.Split(line, "|")[1]) {
			k.syllables[plain(family)] = k.syllables[plain(family)] || strings.Index(line, "|") == len("가 ")
			k.families[plain(family)] = append(k.families[plain(family)], i)
		}
	}
	return k
})

// press adds the syllables of other spellings, with the initials and finals of the systems.
func (k *koreanWords) press(parts *hangulParts) {
	for _, initial := range append(slices.Clone(parts.initials), parts.press[0]...) {
		for _, vowel := range append(slices.Clone(parts.vowels), parts.press[1]...) {
			for _, final := range parts.finals {
				k.syllables[plain(initial[0]+vowel[0]+final[0])] = true
			}
		}
	}
}

// plain is a word in small letters, without marks and apostrophes.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || !unicode.IsLetter(r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(s)))
}

// KoreanSyllable reports whether a word in Latin letters can be one syllable of a Korean name, in
// any of the systems.
func KoreanSyllable(word string) bool { return koreanLatin().syllables[plain(word)] }

// KoreanFamily returns which family names a word in Latin letters can be, by numbers of their own;
// nothing for none. "Lee", "Yi" and "Ri" have one in common.
func KoreanFamily(word string) []int { return koreanLatin().families[plain(word)] }
