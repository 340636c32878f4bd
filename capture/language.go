package capture

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"
)

// undetermined is the BCP 47 tag for a language that is not known.
const undetermined = "und"

// The constants of language identification, found by trial on the headlines
// of ruwa (en), the articles of semeval2025 (en, ru) and own sentences in
// twelve languages.
const (
	languageSample = 4000 // letters looked at
	// What one character weighs against a Latin or Cyrillic letter: one Han
	// character says about as much as three letters.
	hanWeight    = 3
	hangulWeight = 2
	// kanaShare of kana among Han and kana makes a text Japanese. Chinese has
	// none but in a borrowed name.
	kanaShare = 0.05
	// A language stands when its words make leadFactor times the evidence of
	// the next one.
	leadFactor = 1.3
	// A long text in which fewer words than this share are function words of
	// the best language is in none of them. Texts in English have .30 to .45.
	minWordShare = 0.15
	longText     = 25 // words
)

// Language tells the language of a text: "en", "ru", "uk", "ko", "zh", or
// "und" for any other and where the text says too little.
func Language(text string) string {
	s := countScripts(text)
	switch s.main() {
	case scriptHangul:
		return "ko"
	case scriptHan:
		return "zh"
	case scriptCyrillic:
		return wordLanguage(text, "cyrillic", "ru", "uk")
	case scriptLatin:
		return wordLanguage(text, "latin", "en")
	}
	return undetermined
}

type script int

const (
	scriptNone script = iota
	scriptLatin
	scriptCyrillic
	scriptHangul
	scriptHan
	scriptJapanese
)

type scripts struct{ latin, cyrillic, hangul, han, kana, other float64 }

func countScripts(text string) scripts {
	var s scripts
	letters := 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		if letters++; letters > languageSample {
			break
		}
		switch {
		case r < 0x250 || r >= 0x1e00 && r < 0x1f00:
			s.latin++
		case r >= 0x400 && r < 0x530:
			s.cyrillic++
		case unicode.Is(unicode.Hangul, r):
			s.hangul += hangulWeight
		case unicode.Is(unicode.Han, r):
			s.han += hanWeight
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			s.kana += hanWeight
		default:
			s.other++
		}
	}
	return s
}

// main returns the script of most of the text, none if no script has it.
func (s scripts) main() script {
	all := s.latin + s.cyrillic + s.hangul + s.han + s.kana + s.other
	switch {
	case all == 0 || s.other > all/2:
		return scriptNone
	case s.hangul+s.han > all/2 && s.hangul >= s.han:
		return scriptHangul
	case s.han+s.kana > all/2 && s.kana > kanaShare*(s.han+s.kana):
		return scriptJapanese
	case s.han > all/2:
		return scriptHan
	case s.cyrillic > all/2:
		return scriptCyrillic
	case s.latin > all/2:
		return scriptLatin
	}
	return scriptNone
}

// wordLanguage tells the language of a text in one script by the evidence of
// data/language_SCRIPT.txt. Only the languages in known are named.
func wordLanguage(text, script string, known ...string) string {
	ev := evidence(script)
	points := map[string]float64{}
	words := 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		if words++; words > languageSample/5 {
			break
		}
		ev.weigh(word, points)
	}
	best, next := "", 0.0
	for lang, p := range points {
		switch {
		case best == "" || p > points[best] || p == points[best] && lang < best:
			if best != "" {
				next = max(next, points[best])
			}
			best = lang
		default:
			next = max(next, p)
		}
	}
	if best == "" || points[best] < leadFactor*next || words >= longText && points[best] < minWordShare*float64(words) {
		return undetermined
	}
	for _, k := range known {
		if k == best {
			return best
		}
	}
	return undetermined
}

// wordEvidence tells what a word says about its language.
type wordEvidence struct {
	words    map[string][]string // languages that have the word
	letters  map[rune][]string   // languages that have the letter
	suffixes map[string][]string // languages with words that end so
	foreign  map[rune][]string   // languages that do not have the letter
}

// What a sign weighs against a function word, which weighs 1.
const (
	letterWeight  = 0.6
	foreignWeight = 1 // against a language
	suffixWeight  = 0.3
	maxSuffix     = 4 // letters
)

func (ev *wordEvidence) weigh(word string, points map[string]float64) {
	word = strings.ReplaceAll(word, "’", "'")
	for _, lang := range ev.words[word] {
		points[lang]++
	}
	ev.weighLetters(word, points)
	letters := []rune(word)
	for n := min(maxSuffix, len(letters)-2); n >= 2; n-- {
		if langs := ev.suffixes[string(letters[len(letters)-n:])]; langs != nil {
			for _, lang := range langs {
				points[lang] += suffixWeight
			}
			break
		}
	}
}

// weighLetters gives every language that has a telling letter of word its
// weight once, and takes from those that have no such letter.
func (ev *wordEvidence) weighLetters(word string, points map[string]float64) {
	var given []string
	for _, r := range word {
		for _, lang := range ev.letters[r] {
			if !slices.Contains(given, lang) {
				given = append(given, lang)
				points[lang] += letterWeight
			}
		}
		for _, lang := range ev.foreign[r] {
			points[lang] -= foreignWeight
		}
	}
}

var (
	latinEvidence    = sync.OnceValue(func() *wordEvidence { return readEvidence("language_latin") })
	cyrillicEvidence = sync.OnceValue(func() *wordEvidence { return readEvidence("language_cyrillic") })
)

func evidence(script string) *wordEvidence {
	if script == "latin" {
		return latinEvidence()
	}
	return cyrillicEvidence()
}

// readEvidence reads a data file with a section a language: lines of words;
// "+xyz" are letters
// that it has, "!xyz" letters that it has not, "-xyz" is the end of a word.
func readEvidence(name string) *wordEvidence {
	ev := &wordEvidence{words: map[string][]string{}, letters: map[rune][]string{}, suffixes: map[string][]string{}, foreign: map[rune][]string{}}
	for lang, lines := range readLexicon(name) {
		for _, line := range lines {
			for entry := range strings.FieldsSeq(line) {
				ev.add(lang, entry)
			}
		}
	}
	return ev
}

func (ev *wordEvidence) add(lang, entry string) {
	switch {
	case strings.HasPrefix(entry, "+"):
		for _, r := range entry[1:] {
			ev.letters[r] = append(ev.letters[r], lang)
		}
	case strings.HasPrefix(entry, "!"):
		for _, r := range entry[1:] {
			ev.foreign[r] = append(ev.foreign[r], lang)
		}
	case strings.HasPrefix(entry, "-"):
		ev.suffixes[entry[1:]] = append(ev.suffixes[entry[1:]], lang)
	default:
		ev.words[entry] = append(ev.words[entry], lang)
	}
}

// languageTag returns the language of a BCP 47 tag or of a locale such as
// "en_US" in lower case, without script and region; "eng" is "en". It returns
// false for what names no language that is registered.
func languageTag(value string) (string, bool) {
	tag := strings.ToLower(strings.TrimSpace(value))
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	base, err := language.ParseBase(tag)
	if err != nil {
		return "", false
	}
	return base.String(), true
}
