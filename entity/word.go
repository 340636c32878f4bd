package entity

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/translit"
)

// word is one word of a name, ready to be compared.
type word struct {
	text     string // folded, in its own letters
	latin    bool   // its letters are those that the sounds of all spellings are read from
	initial  bool
	heard    []heard  // each once; of a word in Latin letters by the spellings, plain first, of others by their readings
	keyed    [][]byte // those of them that keys are made of
	given    []int    // lines of given.txt
	known    bool     // a given name by our lists
	raw      []rune   // of a script that is not read
	spoken   heard    // as a syllable of a Korean name, of a word in Latin letters
	syllable bool     // it can be one of a Korean name
	families []int    // Korean family names that it can be
}

// newWord reads a word by what it is written as in Latin letters; nothing where that is not
// known.
func newWord(shown string, readings []string, latin bool) word {
	w := word{text: fold(shown), latin: latin}
	if len(readings) == 0 {
		w.raw = []rune(w.text)
	}
	for _, r := range readings {
		w.add(fold(r))
	}
	w.given = lexiconOf().given[w.text]
	if w.given == nil && !latin {
		for _, r := range readings {
			w.given = append(w.given, lexiconOf().given[fold(r)]...)
		}
	}
	w.known = w.given != nil
	for _, r := range readings {
		w.syllable = w.syllable || translit.KoreanSyllable(r)
		w.families = append(w.families, translit.KoreanFamily(r)...)
	}
	if latin && w.syllable {
		w.spoken = costsOf().hear(spellingsOf().korean.sound(w.text))
	}
	w.initial = utf8.RuneCountInString(strings.Trim(w.text, ".")) == 1 || strings.HasSuffix(shown, ".") && utf8.RuneCountInString(w.text) <= 3
	return w
}

// add reads the sounds of a reading.
func (w *word) add(reading string) {
	s := spellingsOf()
	if !w.latin {
		sounds := s.plain.sound(reading)
		w.hear(sounds, true)
		w.hear(s.bend(sounds), false)
		return
	}
	for _, spelling := range s.latin {
		w.hear(spelling.sound(reading), spelling.keyed)
	}
}

// hear enters sounds, unless they are there.
func (w *word) hear(sounds []byte, keyed bool) {
	if len(sounds) == 0 {
		return
	}
	if !slices.ContainsFunc(w.heard, func(have heard) bool { return bytes.Equal(have.sounds, sounds) }) {
		w.heard = append(w.heard, costsOf().hear(sounds))
	}
	if keyed && !slices.ContainsFunc(w.keyed, func(have []byte) bool { return bytes.Equal(have, sounds) }) {
		w.keyed = append(w.keyed, sounds)
	}
}

// Likeness of words that are not compared by all of their sounds.
// Origin: judgement; beside them stand sameName and sureName.
const (
	initialLike = 0.86 // "V." and "Vladimir"
	givenLike   = 0.97 // two forms of one given name: "Ben" and "Benjamin"
	otherGiven  = 0.5  // two given names, at most
)

// like returns how alike two words are.
func (c *costs) like(a, b *word) float64 {
	switch {
	case a.text == b.text:
		return 1
	case a.initial || b.initial:
		return initialsLike(a, b)
	case a.raw != nil || b.raw != nil:
		return rawLike(a.raw, b.raw)
	}
	best := c.heardAlike(a, b)
	if a.known && b.known {
		if shares(a.given, b.given) {
			return max(best, givenLike)
		}
		return min(best, otherGiven)
	}
	return best
}

// heardAlike is the likeness of the sounds of two words. Of two words in Latin letters the plain
// spelling alone is heard, so that no silent letters make two names one, or a slip of the hand is
// seen.
func (c *costs) heardAlike(a, b *word) float64 {
	if len(a.heard) == 0 || len(b.heard) == 0 {
		return 0
	}
	if a.latin && b.latin {
		return max(c.alike(a.heard[0], b.heard[0], 0), slipLike(a.text, b.text))
	}
	best := 0.0
	for _, x := range a.heard {
		for _, y := range b.heard {
			if best = max(best, c.alike(x, y, best)); best == 1 {
				return best
			}
		}
	}
	return best
}

func shares(a, b []int) bool {
	return slices.ContainsFunc(a, func(x int) bool { return slices.Contains(b, x) })
}

// initialsLike compares an initial with a word: by its first sound.
func initialsLike(a, b *word) float64 {
	for _, x := range a.heard {
		for _, y := range b.heard {
			if costsOf().swap[x.sounds[0]][y.sounds[0]] <= nearInitial {
				return initialLike
			}
		}
	}
	return 0
}

// nearInitial is how near two first sounds are that may be one.
// Origin: near.txt; the pairs that one letter is written as in another script.
const nearInitial = 0.2

// rawLike compares words of a script that is not read by their letters.
func rawLike(a, b []rune) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	return editLike(string(a), string(b))
}

// editLike is the share of letters that two words have in common and in place.
func editLike(a, b string) float64 {
	var x, y [mostSounds]rune
	n, m := letters(a, &x), letters(b, &y)
	var row [mostSounds + 1]int
	for j := range m + 1 {
		row[j] = j
	}
	for i := range n {
		diagonal := row[0]
		row[0] = i + 1
		for j := range m {
			d := min(row[j+1]+1, row[j]+1, diagonal+differs(x[i], y[j]))
			diagonal, row[j+1] = row[j+1], d
		}
	}
	return 1 - float64(row[m])/float64(max(n, m))
}

func letters(s string, into *[mostSounds]rune) int {
	n := 0
	for _, r := range s {
		if n == len(into) {
			break
		}
		into[n] = r
		n++
	}
	return n
}

func differs(a, b rune) int {
	if a == b {
		return 0
	}
	return 1
}

// pieces parts a name at blanks, hyphens and full stops: "J.-C. Juncker" is "J." "C." "Juncker".
func pieces(name string) []string {
	var list []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			list = append(list, b.String())
			b.Reset()
		}
	}
	for _, r := range name {
		switch {
		case r == '.':
			if b.Len() > 0 {
				b.WriteRune(r)
			}
			flush()
		case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || strings.ContainsRune("'’‘ʼʻ`´", r):
			b.WriteRune(r)
		default:
			flush()
		}
	}
	flush()
	return list
}

// formsOf reads the words of a name, in any script. What has other words in other readings
// ("김정은" is "Gimjeongeun" and "Kim Jong Un", "Mao Tse-tung" is "Mao Zedong") has a form for each
// number of words.
func formsOf(name string) [][]word {
	list := pieces(name)
	if translit.ScriptOf(name) == translit.Roman {
		return latinForms(name)
	}
	byLength := map[int][][]string{}
	var lengths []int
	for _, r := range translit.Latin(name) {
		p := pieces(r)
		if byLength[len(p)] == nil {
			lengths = append(lengths, len(p))
		}
		byLength[len(p)] = append(byLength[len(p)], p)
	}
	if len(lengths) == 0 {
		lengths = []int{len(list)} // of a script that is not read
	}
	var forms [][]word
	for _, n := range lengths {
		if n == 0 {
			continue
		}
		shown := list
		if n != len(list) {
			shown = byLength[n][0]
		}
		forms = append(forms, readWords(shown, byLength[n], false))
	}
	return forms
}

// latinForms reads a name in Latin letters, and its other readings, each as a form.
func latinForms(name string) [][]word {
	var forms [][]word
	for _, r := range translit.Latin(name) {
		if p := pieces(r); len(p) > 0 {
			forms = append(forms, readWords(p, [][]string{p}, true))
		}
	}
	return forms
}

// readWords reads words, each with its readings.
func readWords(shown []string, readings [][]string, latin bool) []word {
	words := make([]word, 0, len(shown))
	for i, piece := range shown {
		var of []string
		for _, r := range readings {
			if !slices.Contains(of, r[i]) {
				of = append(of, r[i])
			}
		}
		words = append(words, newWord(piece, of, latin))
	}
	return words
}

// leastSlip is the fewest letters of words in which a slip of the hand is looked for.
// Origin: judgement; one letter of "Jong" makes another name.
const leastSlip = 5

// slipLike is the share of letters that two words have in common, for a slip of the hand.
func slipLike(a, b string) float64 {
	if min(len(a), len(b)) < leastSlip {
		return 0
	}
	return editLike(a, b)
}
