package translit

import (
	"slices"
	"strings"
	"sync"
)

// koreanCyrillic is the Russian practice for Korean names.
type koreanCyrillic struct {
	syllables                map[string][]string // Cyrillic: the North's own, Revised
	initials, vowels, finals [][]string          // Cyrillic, the North's own, Revised
	families                 map[string][]string // Cyrillic: Latin, the most usual first
	back                     *strings.Replacer   // Latin letters to the Russian ones that they stand for
}

var russianKorean = sync.OnceValue(func() *koreanCyrillic {
	s := sections("cyrillickorean.txt")
	k := &koreanCyrillic{syllables: map[string][]string{}, initials: s["initials"], vowels: s["vowels"], finals: s["finals"], families: map[string][]string{}}
	for _, row := range s["syllables"] {
		if k.syllables[row[0]] == nil {
			k.syllables[row[0]] = row[1:]
		}
	}
	var back []string
	for _, row := range s["back"] {
		back = append(back, row...)
	}
	k.back = strings.NewReplacer(back...)
	for _, line := range lines("families.txt") {
		cells := strings.Split(line, "|")
		for _, family := range strings.Fields(cells[2]) {
			family = strings.ToLower(family)
			k.families[family] = append(k.families[family], strings.Fields(cells[1])...)
		}
	}
	return k
})

// koreanInCyrillic reads a name that Russian texts write as a Korean one, "Ким Чен Ын" or "Ким
// Чен-ын": a family name and one or two syllables. It returns nothing for any other.
func koreanInCyrillic(s string) []string {
	words := strings.Fields(strings.ToLower(strings.NewReplacer("-", " ", "‑", " ").Replace(s)))
	k := russianKorean()
	if len(words) < 2 || len(words) > 3 || k.families[words[0]] == nil {
		return nil
	}
	given := k.givenOf(words[1:])
	if given == nil {
		return nil
	}
	var list []string
	for i, family := range k.families[words[0]] {
		list = append(list, family+" "+spaced(given, 0))
		if i == 0 {
			list = append(list, family+" "+hyphened(given, 1))
		}
	}
	return list
}

// givenOf reads the syllables of a given name, each in the North's own way and Revised, or nil
// where they are none. A single word may hold two.
func (k *koreanCyrillic) givenOf(words []string) [][]string {
	var given [][]string
	for _, w := range words {
		syllables := k.split(w)
		if syllables == nil {
			return nil
		}
		given = append(given, syllables...)
	}
	if len(given) > 2 {
		return nil
	}
	return given
}

// split reads a word of one or two syllables.
func (k *koreanCyrillic) split(word string) [][]string {
	if s := k.syllable(word); s != nil {
		return [][]string{s}
	}
	for i := range word {
		if a, b := k.syllable(word[:i]), k.syllable(word[i:]); i > 0 && a != nil && b != nil {
			return [][]string{a, b}
		}
	}
	return nil
}

// syllable reads a syllable, or returns nil for what is none.
func (k *koreanCyrillic) syllable(s string) []string {
	if known := k.syllables[s]; known != nil {
		return known
	}
	initial := rowWith(k.initials, func(c string) bool { return strings.HasPrefix(s, c) })
	rest := s[len(cell(initial[0])):]
	vowel := rowWith(k.vowels, func(c string) bool { return c != "" && strings.HasPrefix(rest, c) })
	if vowel == nil {
		return nil
	}
	final := rowWith(k.finals, func(c string) bool { return rest[len(vowel[0]):] == c })
	if final == nil {
		return nil
	}
	return []string{cell(initial[1]) + vowel[1] + cell(final[1]), cell(initial[2]) + vowel[2] + cell(final[2])}
}

// rowWith returns the first row whose first cell fits, or nil.
func rowWith(rows [][]string, fits func(string) bool) []string {
	i := slices.IndexFunc(rows, func(row []string) bool { return fits(cell(row[0])) })
	if i < 0 {
		return nil
	}
	return rows[i]
}

func spaced(syllables [][]string, system int) string {
	var list []string
	for _, s := range syllables {
		list = append(list, capital(s[system]))
	}
	return strings.Join(list, " ")
}

func hyphened(syllables [][]string, system int) string {
	var list []string
	for _, s := range syllables {
		list = append(list, s[system])
	}
	return capital(strings.Join(list, "-"))
}

// koreanByRussian reads a Korean name that came by way of Russian, "Kim CHen Yn": it shows by a y
// that is a vowel, which no way of writing Korean has.
func koreanByRussian(s string) []string {
	low := strings.ToLower(s)
	if !slices.ContainsFunc(strings.FieldsFunc(low, func(r rune) bool { return r == ' ' || r == '-' }), vowelY) {
		return nil
	}
	return koreanInCyrillic(russianKorean().back.Replace(low))
}

// vowelY reports whether a y stands between consonants or before one at the beginning.
func vowelY(word string) bool {
	for i := range len(word) - 1 {
		if word[i] == 'y' && strings.IndexByte("aeiouy", word[i+1]) < 0 && (i == 0 || strings.IndexByte("aeiouy", word[i-1]) < 0) {
			return true
		}
	}
	return false
}
