package store

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/russian"
	"golang.org/x/text/unicode/norm"

	"hearsay/corpus"
)

// A term is what the search index holds and what a query is made of. Terms
// are made here and not in a database, so that all databases answer alike:
//
//   - A word is a run of letters, digits and their marks; an apostrophe or a
//     hyphen ends it, so that "Su-27" is two words, as a phrase.
//   - Its folded form has no case and no marks: "Łódź" is "lodz", "ЁЛКА" is
//     "елка".
//   - Its stem is made by the language of the document (English, Russian) and
//     kept only where it differs from the folded form.
//   - A run of Hangul, Han or kana, which has no words set apart, is cut into
//     overlapping pairs of characters and its last character alone: 정부는 is
//     정부, 부는, 는. So every character begins a term, and a run of any
//     length is found inside a longer one.
//   - Each is spelled in [a-z0-9] (see appendCode), the one alphabet that no
//     database's own word breaking touches.
//
// Scripts that set no spaces between words besides these, such as Thai, are
// found by whole runs only.
type term struct {
	corpus.Span        // in the text
	word        string // folded and spelled
	stem        string // spelled, "" where there is none or it is word
}

// maxWordRunes bounds a term: what is longer is no word but data, and is
// found by its beginning.
const maxWordRunes = 48

// stemmer makes the stem of a folded or lower-case word of one script.
type stemmer struct {
	language string // primary subtag
	script   *unicode.RangeTable
	stem     func(string) string
}

// stemmers are the languages whose words are stemmed. Of Ukrainian there is
// none that could be used.
func stemmers() []stemmer {
	return []stemmer{
		{"en", unicode.Latin, func(w string) string { return english.Stem(fold(w), false) }},
		// The Russian stemmer wants й, which folding makes и.
		{"ru", unicode.Cyrillic, func(w string) string { return fold(russian.Stem(composed(w), false)) }},
	}
}

func composed(w string) string {
	return strings.ReplaceAll(norm.NFC.String(strings.ToLower(w)), "ё", "е")
}

// stemmerFor returns the stemmer of a BCP 47 tag, nil where there is none.
func stemmerFor(language string) *stemmer {
	primary, _, _ := strings.Cut(strings.ToLower(language), "-")
	for _, s := range stemmers() {
		if s.language == primary {
			return &s
		}
	}
	return nil
}

func (s *stemmer) takes(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return s != nil && unicode.Is(s.script, r)
}

// lexer makes terms and remembers those of words that it has seen, as few
// words make up most of a text. It serves one goroutine.
type lexer struct {
	known map[string]map[string]spelled // language of the stemmer -> word -> its terms
	size  int
}

type spelled struct{ word, stem string }

// lexerWords bounds what a lexer remembers, at some 100 bytes each.
const lexerWords = 200_000

// terms yields the terms of the part of text that span covers, in order.
func (l *lexer) terms(text string, span corpus.Span, s *stemmer) iter.Seq[term] {
	return func(yield func(term) bool) {
		for run := range runs(text, span) {
			if run.pairs {
				if !pairs(text, run.Span, yield) {
					return
				}
				continue
			}
			sp := l.spell(run.In(text), s)
			if sp.word != "" && !yield(term{run.Span, sp.word, sp.stem}) {
				return
			}
		}
	}
}

func (l *lexer) spell(word string, s *stemmer) spelled {
	language := ""
	if s.takes(word) {
		language = s.language
	}
	if sp, ok := l.known[language][word]; ok {
		return sp
	}
	sp := spelled{word: code(fold(word))}
	if language != "" {
		if stem := code(s.stem(word)); stem != sp.word {
			sp.stem = stem
		}
	}
	l.remember(language, word, sp)
	return sp
}

func (l *lexer) remember(language, word string, sp spelled) {
	if l.known == nil || l.size >= lexerWords {
		l.known, l.size = map[string]map[string]spelled{}, 0
	}
	if l.known[language] == nil {
		l.known[language] = map[string]spelled{}
	}
	l.known[language][strings.Clone(word)] = sp // word is part of a whole text
	l.size++
}

// run is a stretch of one kind of characters.
type run struct {
	corpus.Span
	pairs bool // it is to be cut into pairs
}

// runs yields the stretches of text that hold terms.
func runs(text string, span corpus.Span) iter.Seq[run] {
	return func(yield func(run) bool) {
		begin, last := -1, other
		for i, r := range text[span.Start:span.End] {
			class := classOf(r)
			if class == inner && begin >= 0 || class == last {
				continue
			}
			at := span.Start + i
			if begin >= 0 && !yield(run{corpus.Span{Start: begin, End: at}, last == ideograph}) {
				return
			}
			begin, last = -1, other
			if class == letter || class == ideograph {
				begin, last = at, class
			}
		}
		if begin >= 0 {
			yield(run{corpus.Span{Start: begin, End: span.End}, last == ideograph})
		}
	}
}

// class says what a character does to words.
type class int

const (
	other     class = iota
	letter          // or digit
	ideograph       // a character of a script that is cut into pairs
	inner           // belongs to what is before it: marks, invisible joints
)

func classOf(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
			return letter
		}
		return other
	case unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) || r == '\u30fc':
		return ideograph
	case unicode.Is(unicode.M, r) || r == '\u00ad' || r == '\u200c' || r == '\u200d' || r == '\u2060':
		return inner // soft hyphen, joiners
	case '\u02b9' <= r && r <= '\u02c1':
		return other // apostrophes that count as letters
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return letter
	}
	return other
}

// pairs yields the terms of a run that has no words set apart.
func pairs(text string, run corpus.Span, yield func(term) bool) bool {
	var before string
	var start int
	for at := run.Start; at < run.End; {
		n := norm.NFC.NextBoundaryInString(text[at:run.End], true)
		char := fold1(text[at : at+n])
		if before != "" && !yield(term{corpus.Span{Start: start, End: at + n}, code(before + char), ""}) {
			return false
		}
		before, start, at = char, at, at+n
	}
	return before == "" || yield(term{corpus.Span{Start: start, End: run.End}, code(before), ""})
}

// fold1 folds one character of a script that is cut into pairs: decomposed
// Hangul is composed, half-width kana widened.
func fold1(char string) string { return norm.NFKC.String(char) }

// unmarked are letters that carry their mark inside, so that decomposing
// them does not take it off.
var unmarked = strings.NewReplacer("ß", "ss", "ø", "o", "đ", "d", "ł", "l", "æ", "ae", "œ", "oe",
	"ı", "i", "ħ", "h", "ŧ", "t", "ð", "d", "þ", "th", "ς", "σ")

// fold takes case and marks off a word.
func fold(word string) string {
	ascii := true
	for i := 0; i < len(word) && ascii; i++ {
		ascii = word[i] < utf8.RuneSelf
	}
	if ascii {
		return strings.ToLower(word)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(norm.NFKC.String(word))) {
		if classOf(r) != inner {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return unmarked.Replace(b.String())
}

// code spells a folded word in [a-z0-9], rune by rune, so that no rune's
// spelling begins another's: a word begins with another exactly when its
// spelling begins with the other's.
func code(word string) string {
	b := make([]byte, 0, len(word)+8)
	n := 0
	for _, r := range word {
		if n++; n > maxWordRunes {
			break
		}
		b = appendCode(b, r)
	}
	return string(b)
}

// codeDigits are the digits of a rune's number; z, which escapes, is none of
// them.
const codeDigits = "0123456789abcdefghijklmnopqrstuvw"

// appendCode spells a to y and the digits as they are, z as zz, and every
// other rune as z and four digits of its number.
func appendCode(b []byte, r rune) []byte {
	switch {
	case 'a' <= r && r <= 'y' || '0' <= r && r <= '9':
		return append(b, byte(r))
	case r == 'z':
		return append(b, 'z', 'z')
	}
	const base = rune(len(codeDigits))
	return append(b, 'z', codeDigits[r/(base*base*base)], codeDigits[r/(base*base)%base], codeDigits[r/base%base], codeDigits[r%base])
}

// key returns the terms of s as one string, with a space before and after
// each: two names that differ in case and marks alone have the same key, and
// a word is in a name when its key is in the name's.
func key(s string) string {
	var l lexer
	b := []byte{' '}
	for t := range l.terms(s, corpus.Span{Start: 0, End: len(s)}, nil) {
		b = append(append(b, t.word...), ' ')
	}
	return string(b)
}

// Key is the same for names that differ in case and marks alone.
func Key(name string) string { return key(name) }

// english yields the terms of text as an English text has them.
func (l *lexer) english(text string) iter.Seq[term] {
	return l.terms(text, corpus.Span{Start: 0, End: len(text)}, stemmerFor("en"))
}
