package translit

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// letters is how a language in Cyrillic is read, in each of several systems.
type letters struct {
	systems  []string
	readings [places]map[string][]string // by pattern, see russian.txt; "" for no letter
	longest  int                         // bytes of the longest pattern
	looks    map[rune]rune               // letters of the Latin script that stand for one of this
}

// place is where in a word a pattern stands, the place that wins first.
type place int

const (
	begin place = iota
	end
	behindVowel
	anywhere
	places // how many there are
)

// placed parts a pattern from the mark of its place.
func placed(pattern string) (place, string) {
	if p, ok := strings.CutPrefix(pattern, "^"); ok {
		return begin, p
	}
	if p, ok := strings.CutSuffix(pattern, "$"); ok {
		return end, p
	}
	if p, ok := strings.CutPrefix(pattern, "+"); ok {
		return behindVowel, p
	}
	return anywhere, pattern
}

var (
	russian   = sync.OnceValue(func() *letters { return newLetters("cyrillic.txt", "russian.txt") })
	ukrainian = sync.OnceValue(func() *letters { return newLetters("cyrillic.txt", "ukrainian.txt") })
	bulgarian = sync.OnceValue(func() *letters { return newLetters("cyrillic.txt", "bulgarian.txt") })
)

// newLetters reads the table of a language; letters that only the first file has are read as
// that file says.
func newLetters(others, file string) *letters {
	l := &letters{looks: map[rune]rune{}}
	for p := range l.readings {
		l.readings[p] = map[string][]string{}
	}
	l.add(others)
	fallback := l.systems
	l.add(file)
	for _, readings := range l.readings {
		for pattern, of := range readings {
			if len(of) < len(l.systems) {
				readings[pattern] = widened(of, fallback, l.systems)
			}
		}
	}
	return l
}

// widened gives each of the systems a reading of a letter: of the same name, or the first.
func widened(readings, have, systems []string) []string {
	var list []string
	for _, s := range systems {
		list = append(list, readings[max(0, slices.Index(have, s))])
	}
	return list
}

func (l *letters) add(file string) {
	for _, line := range lines(file) {
		fields := strings.Fields(line)
		switch fields[0] {
		case "systems:":
			l.systems = fields[1:]
		case "look-alike:":
			for _, pair := range fields[1:] {
				r := []rune(pair)
				l.looks[r[0]] = r[1]
			}
		default:
			for i, c := range fields[1:] {
				fields[i+1] = cell(c)
			}
			p, pattern := placed(fields[0])
			l.readings[p][pattern] = fields[1:]
			l.longest = max(l.longest, len(pattern))
		}
	}
}

// cyrillic returns the readings of a text in the languages that it may be in.
func cyrillic(s string) []string {
	var list []string
	for _, l := range languagesOf(s) {
		for system := range l.systems {
			list = append(list, l.read(s, system))
		}
	}
	return list
}

// Letters that only one of the languages has. The hard sign is a vowel in Bulgarian.
const (
	onlyUkrainian = "іїєґ"
	onlyRussian   = "ыэё"
)

// languagesOf returns the tables for a text, the likeliest first: of a text without a letter
// that tells, Russian before Ukrainian.
func languagesOf(s string) []*letters {
	low := strings.ToLower(s)
	switch {
	case strings.ContainsAny(low, onlyUkrainian):
		return []*letters{ukrainian()}
	case strings.ContainsAny(low, onlyRussian):
		return []*letters{russian()}
	case soundingHardSign(low):
		return []*letters{bulgarian(), russian()}
	}
	return []*letters{russian(), ukrainian()}
}

// soundingHardSign reports whether a hard sign stands where Russian has none: before a consonant
// or at an end.
func soundingHardSign(low string) bool {
	runes := []rune(low)
	for i, r := range runes {
		if r == 'ъ' && (i+1 == len(runes) || !strings.ContainsRune("еёюя", runes[i+1])) {
			return true
		}
	}
	return false
}

// read returns the reading of a text under a system.
func (l *letters) read(s string, system int) string {
	var b strings.Builder
	runes := []rune(strings.NewReplacer("’", "'", "ʼ", "'", "`", "'").Replace(s))
	for from := 0; from < len(runes); {
		to := from
		for to < len(runes) && l.ofWord(runes, to) {
			to++
		}
		if to == from {
			b.WriteRune(runes[from])
			from++
			continue
		}
		l.readWord(&b, runes[from:to], system)
		from = to
	}
	return b.String()
}

// ofWord reports whether the letter at i belongs to a word in Cyrillic: an apostrophe does
// between two letters of one.
func (l *letters) ofWord(runes []rune, i int) bool {
	if runes[i] == '\'' {
		return i > 0 && i+1 < len(runes) && unicode.IsLetter(runes[i-1]) && unicode.IsLetter(runes[i+1])
	}
	return unicode.IsLetter(runes[i])
}

func (l *letters) readWord(b *strings.Builder, word []rune, system int) {
	low := string(l.lower(word))
	letter := 0 // of the word
	for i := 0; i < len(low); {
		reading, n := l.at(low, i, system)
		b.WriteString(titled(reading, reading != "" && unicode.IsUpper(word[letter]) && (letter == 0 || !unicode.IsUpper(word[letter-1]))))
		letter += utf8.RuneCountInString(low[i : i+n])
		i += n
	}
}

// lower returns a word in small letters, with the look-alikes in a word of Cyrillic letters
// replaced.
func (l *letters) lower(word []rune) []rune {
	low := []rune(strings.ToLower(string(word)))
	if len(low) != len(word) {
		low = slices.Clone(word) // a letter that has no single small one
	}
	if !slices.ContainsFunc(low, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		return low
	}
	for i, r := range low {
		if c, ok := l.looks[r]; ok {
			low[i] = c
		}
	}
	return low
}

// at returns the reading of the longest pattern at byte i of a word of small letters, and its bytes.
func (l *letters) at(low string, i, system int) (string, int) {
	for to := min(len(low), i+l.longest); to > i; to-- {
		for p, readings := range l.readings {
			if !standsAt(place(p), low, i, to) {
				continue
			}
			if of, ok := readings[low[i:to]]; ok {
				return of[system], to - i
			}
		}
	}
	_, n := utf8.DecodeRuneInString(low[i:])
	return low[i : i+n], n
}

// standsAt reports whether what stands from one byte of a word to another has a place.
func standsAt(p place, low string, from, to int) bool {
	switch p {
	case begin:
		return from == 0
	case end:
		return to == len(low)
	case behindVowel:
		before, n := utf8.DecodeLastRuneInString(low[:from])
		return n > 0 && strings.ContainsRune("аеёиоуыэюяіїєъь'", before)
	}
	return true
}
