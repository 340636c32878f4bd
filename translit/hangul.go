package translit

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Columns of korean.txt behind the letter.
const (
	revised = iota
	reischauer
	north
)

// hangulParts is what Korean syllables are made of, each part in all systems.
type hangulParts struct {
	initials, vowels, finals [][]string
	letters                  [2][]string         // the initials and the finals
	meet                     map[string][]string // by final and initial
	families                 map[string][]string // Hangul: Latin, the most usual first
	press                    [2][][]string       // initials and vowels of other spellings, in one column
}

var korean = sync.OnceValue(func() *hangulParts {
	s := sections("korean.txt")
	k := &hangulParts{meet: map[string][]string{}, families: map[string][]string{}}
	k.initials, k.letters[0] = columns(s["initials"])
	k.vowels, _ = columns(s["vowels"])
	k.finals, k.letters[1] = columns(s["finals"])
	for _, row := range s["meet"] {
		k.meet[row[0]] = row[1:]
	}
	for _, row := range s["press-initials"] {
		k.press[0] = append(k.press[0], []string{cell(row[0])})
	}
	k.press[1] = append(k.press[1], s["press-vowels"]...)
	for _, line := range lines("families.txt") {
		cells := strings.Split(line, "|")
		k.families[strings.TrimSpace(cells[0])] = strings.Fields(cells[1])
	}
	return k
})

// columns parts the rows of a table from their first cells.
func columns(rows [][]string) (cells [][]string, first []string) {
	for _, row := range rows {
		first = append(first, row[0])
		var list []string
		for _, c := range row[1:] {
			list = append(list, cell(c))
		}
		cells = append(cells, list)
	}
	return cells, first
}

// hangul returns the readings of a text: of a name of a person the family name in its usual
// forms, then what the standards give.
func hangul(s string) []string {
	k := korean()
	var list []string
	if family, given, ok := k.person(s); ok {
		list = k.personal(family, given)
	}
	for _, system := range []int{revised, north, reischauer} {
		list = append(list, k.text(s, system))
	}
	return list
}

// person parts the name of a person: a family name and one or two syllables, written together
// or apart.
func (k *hangulParts) person(s string) (family, given string, ok bool) {
	s = strings.ReplaceAll(s, " ", "")
	syllables := []rune(s)
	if len(syllables) < 2 || len(syllables) > 5 || slices.ContainsFunc(syllables, notSyllable) {
		return "", "", false
	}
	for n := min(2, len(syllables)-1); n > 0; n-- {
		family, given = string(syllables[:n]), string(syllables[n:])
		if k.families[family] != nil && utf8.RuneCountInString(given) <= 3-n+1 {
			return family, given, true
		}
	}
	return "", "", false
}

// Hangul syllables of Unicode: 19 initials by 21 vowels by 28 finals, from U+AC00.
const (
	firstSyllable = 0xAC00
	lastSyllable  = 0xD7A3
	ofInitial     = 21 * 28
	ofVowel       = 28
)

func notSyllable(r rune) bool { return r < firstSyllable || r > lastSyllable }

// personal returns the names of a person as the press has them: "Kim Jong Un" (the North's own),
// "Kim Jeong-eun", and with other forms of the family name.
func (k *hangulParts) personal(family, given string) []string {
	parted := func(system int, hyphen string, again func(string) string) string {
		var parts []string
		for _, r := range given {
			parts = append(parts, again(k.text(string(r), system)))
		}
		return strings.Join(parts, hyphen)
	}
	var list []string
	for i, f := range k.families[family] {
		list = append(list, f+" "+capital(parted(revised, "-", strings.ToLower)))
		if i == 0 {
			list = append(list, f+" "+parted(north, " ", capital))
		}
	}
	list = append(list, k.text(family, north)+" "+parted(north, " ", capital))
	return append(list, k.text(family, reischauer)+" "+capital(strings.ToLower(k.text(given, reischauer))))
}

func capital(s string) string { return titled(s, true) }

// text reads all Hangul of a text, each word with a capital.
func (k *hangulParts) text(s string, system int) string {
	var b strings.Builder
	runes := []rune(s)
	begin := true
	for i := 0; i < len(runes); i++ {
		if notSyllable(runes[i]) {
			b.WriteRune(runes[i])
			begin = !unicode.IsLetter(runes[i])
			continue
		}
		syllable := k.syllable(runes, i, system)
		b.WriteString(titled(syllable, begin && syllable != ""))
		begin = false
	}
	return b.String()
}

// syllable reads one syllable: what it and the next become where they meet stands with the
// first.
func (k *hangulParts) syllable(runes []rune, i, system int) string {
	initial, vowel, final := parts(runes[i])
	out := ""
	if !k.met(runes, i-1) {
		out = k.initials[initial][system]
	}
	out += k.vowels[vowel][system]
	if k.met(runes, i) {
		next, _, _ := parts(runes[i+1])
		return out + k.meet[k.letters[1][final]+k.letters[0][next]][system]
	}
	return out + k.finals[final][system]
}

// met reports whether the syllable at i changes with the next.
func (k *hangulParts) met(runes []rune, i int) bool {
	if i < 0 || i+1 >= len(runes) || notSyllable(runes[i]) || notSyllable(runes[i+1]) {
		return false
	}
	_, _, final := parts(runes[i])
	next, _, _ := parts(runes[i+1])
	return k.meet[k.letters[1][final]+k.letters[0][next]] != nil
}

func parts(r rune) (initial, vowel, final int) {
	n := int(r - firstSyllable)
	return n / ofInitial, n % ofInitial / ofVowel, n % ofVowel
}
