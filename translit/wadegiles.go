package translit

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// wadeGiles reads the syllables of Wade-Giles in pinyin.
type wadeGiles struct {
	syllables map[string]string
	own       []string
}

var wade = sync.OnceValue(func() *wadeGiles {
	s := sections("wadegiles.txt")
	w := &wadeGiles{syllables: map[string]string{}}
	w.compose(s["initials"], s["finals"], func(final string) bool { return true })
	w.compose(s["soft"], s["finals"], func(final string) bool { return final[0] == 'i' || strings.HasPrefix(final, "ü") })
	for _, row := range append(s["finals"], s["syllables"]...) {
		w.syllables[row[0]] = row[1]
	}
	for _, row := range s["own"] {
		w.own = append(w.own, row...)
	}
	return w
})

func (w *wadeGiles) compose(initials, finals [][]string, fits func(final string) bool) {
	for _, i := range initials {
		for _, f := range finals {
			if fits(f[0]) {
				w.syllables[i[0]+f[0]] = i[1] + f[1]
			}
		}
	}
}

// pinyin returns the readings of a name in Wade-Giles, nothing for any other: all its syllables
// must be ones of it, and one must be no pinyin. An apostrophe left out is put in for the second
// reading.
func pinyin(s string) []string {
	words := strings.FieldsFunc(strings.NewReplacer("‘", "'", "’", "'", "ʻ", "'", "`", "'").Replace(s), func(r rune) bool {
		return !unicode.IsLetter(r) && r != '\''
	})
	w := wade()
	if len(words) < 2 || len(words) > 4 || !slices.ContainsFunc(words, w.isOwn) {
		return nil
	}
	plain, ok := w.read(words, false)
	aspirated, _ := w.read(words, true)
	if !ok {
		return nil
	}
	return []string{plain, aspirated}
}

// isOwn reports whether a word can be no pinyin.
func (w *wadeGiles) isOwn(word string) bool {
	word = strings.ToLower(word)
	return slices.ContainsFunc(w.own, func(o string) bool {
		if end, ok := strings.CutSuffix(o, "$"); ok {
			return strings.HasSuffix(word, end)
		}
		return strings.HasPrefix(word, o) || strings.HasSuffix(word, o)
	})
}

// read reads syllables: the first is the family name, the others the given name.
func (w *wadeGiles) read(words []string, aspirated bool) (string, bool) {
	var list []string
	for _, word := range words {
		low := strings.ToLower(word)
		syllable, ok := w.syllables[low]
		if !ok {
			return "", false
		}
		if s, ok := w.syllables[withApostrophe(low)]; ok && aspirated {
			syllable = s
		}
		list = append(list, strings.ReplaceAll(syllable, "ü", "u"))
	}
	return capital(list[0]) + " " + capital(strings.Join(list[1:], "")), true
}

// withApostrophe puts an apostrophe behind the consonants that a syllable begins with.
func withApostrophe(s string) string {
	i := strings.IndexAny(s, "aeiouü")
	if i <= 0 || strings.Contains(s, "'") {
		return s
	}
	return s[:i] + "'" + s[i:]
}
