package coverage

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/russian"
	"golang.org/x/text/unicode/norm"

	"hearsay/corpus"
)

// writing says how the words of a script are compared.
type writing int

const (
	spacer    writing = iota // what lies between words
	latin                    // folded and stemmed words are equal
	cyrillic                 // a word begins with the stem and has an ending after it
	hangul                   // a word begins with the other and has particles after it
	alphabet                 // any other alphabet: a word begins with the other
	ideograph                // no spaces between words: each character is a word of its own
)

func writingOf(r rune) writing {
	switch {
	case r < utf8.RuneSelf:
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
			return latin
		}
		return spacer
	case !unicode.IsLetter(r) && !unicode.IsDigit(r), '\u02b9' <= r && r <= '\u02c1':
		return spacer
	case unicode.Is(unicode.Hangul, r):
		return hangul
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return ideograph
	case unicode.Is(unicode.Cyrillic, r):
		return cyrillic
	case unicode.Is(unicode.Latin, r):
		return latin
	}
	return alphabet
}

// inner reports whether r belongs to the word before it: marks and invisible joints.
func inner(r rune) bool {
	return r >= utf8.RuneSelf && unicode.Is(unicode.M, r) || r == '\u00ad' || r == '\u200c' || r == '\u200d' || r == '\u2060'
}

// token is a word of a text.
type token struct {
	corpus.Span
	writing writing
	folded  string
	begins  bool // a block: no phrase goes on from the one before
}

// tokens appends the words of text that lie in span, folded, to list. The s of a genitive is
// no word.
func tokens(list []token, text string, span corpus.Span) []token {
	begin, class, first := span.Start, spacer, true
	end := func(at int) {
		if class != spacer && !genitive(text, begin, at) {
			list = append(list, token{corpus.Span{Start: begin, End: at}, class, fold(text[begin:at], class), first})
			first = false
		}
	}
	for i, r := range text[span.Start:span.End] {
		at := span.Start + i
		w := writingOf(r)
		if class != spacer && inner(r) || w == class && w != ideograph {
			continue
		}
		end(at)
		begin, class = at, w
	}
	end(span.End)
	return list
}

func genitive(text string, begin, end int) bool {
	return end-begin == 1 && text[begin] == 's' && (strings.HasSuffix(text[:begin], "'") || strings.HasSuffix(text[:begin], "’"))
}

// fold takes case and marks off a word. Hangul, whose letters are marks of each other when
// taken apart, is put together instead.
func fold(word string, w writing) string {
	switch {
	case ascii(word):
		return strings.ToLower(word)
	case w == hangul || w == ideograph:
		return norm.NFKC.String(word)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(norm.NFKC.String(word))) {
		if !inner(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// element is one word of a phrase, as texts are held against it.
type element struct {
	writing writing
	word    string // folded
	stem    string
	after   int // most characters that may follow the stem
}

// Endings: how many characters of inflection may follow a stem. The longest of Russian and
// Ukrainian adjectives have three ("-ого", "-ими") and one for the softening before them;
// Korean particles put together have four ("-에서부터"). A stem of three characters or fewer
// begins many other words, and takes two.
const (
	longEnding  = 4
	shortEnding = 2
	shortStem   = 3
)

func newElement(surface string, t token) element {
	e := element{t.writing, t.folded, t.folded, 0}
	switch t.writing {
	case latin:
		e.stem = stem(t.folded)
	case cyrillic:
		composed := strings.ReplaceAll(norm.NFC.String(strings.ToLower(surface)), "ё", "е")
		e.stem = fold(russian.Stem(composed, false), cyrillic) // the stemmer wants й, which folding makes и
		e.after = ending(e.stem)
	case hangul:
		if utf8.RuneCountInString(e.stem) > 1 { // one syllable is a part of too many words
			e.after = longEnding
		}
	case alphabet:
		e.after = ending(e.stem)
	}
	return e
}

func ending(stem string) int {
	if utf8.RuneCountInString(stem) <= shortStem {
		return shortEnding
	}
	return longEnding
}

// stem takes the endings of English off a folded word. Names and the words of other languages
// in Latin letters come out the same on both sides, and lose little else.
func stem(folded string) string { return english.Stem(folded, false) }

// takes reports whether t is a form of e.
func (e element) takes(t token) bool {
	if e.writing != t.writing {
		return false
	}
	if e.writing == latin {
		return t.folded == e.word || e.mayStem(t.folded) && stem(t.folded) == e.stem
	}
	rest, ok := strings.CutPrefix(t.folded, e.stem)
	return ok && utf8.RuneCountInString(rest) <= e.after
}

// mayStem spares the stemmer, which is slow, what cannot come out as the stem: stems begin as
// their words do, but for a last letter ("story": "stori").
func (e element) mayStem(folded string) bool {
	n := max(0, len(e.stem)-1)
	return len(folded) > n && folded[:n] == e.stem[:n]
}

// compile returns the phrases that a text is searched for: its words in a row, and for
// Hangul, whose spaces are a matter of taste, the same written as one word. It is empty for
// what has no words.
func compile(text string) [][]element {
	list := tokens(nil, text, corpus.Span{End: len(text)})
	if len(list) == 0 {
		return nil
	}
	phrase, joined, all := make([]element, len(list)), "", true
	for i, t := range list {
		phrase[i] = newElement(t.In(text), t)
		joined += t.folded
		all = all && t.writing == hangul
	}
	if !all || len(list) == 1 {
		return [][]element{phrase}
	}
	return [][]element{phrase, {{hangul, joined, joined, longEnding}}}
}
