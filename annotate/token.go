package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/names"
	"hearsay/syntax"
)

// tokenKind tells words from numbers and marks.
type tokenKind uint8

const (
	word tokenKind = iota
	number
	mark // any single character that is neither letter, digit nor white space
)

// token is a stretch of a text that the layers do not look into.
type token struct {
	corpus.Span
	text  string // as it stands
	low   string // in lower case, with straight apostrophes
	kind  tokenKind
	block int
	space bool // white space or the beginning of the block stands before it
	abbr  bool // of a full stop: it belongs to the abbreviation before it
}

// capital reports whether k is written with a capital, behind an article of
// another language too: "al-Tessel".
func (k *token) capital() bool {
	if k.kind != word {
		return false
	}
	s := k.text
	if len(s) > 4 && (s[2] == '-' && (s[:2] == "al" || s[:2] == "el")) {
		s = s[3:]
	}
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// allCapitals reports whether k is written in two or more capitals only.
func (k *token) allCapitals() bool {
	n := 0
	for _, r := range k.text {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return k.kind == word && n > 1
}

func (k *token) is(marks string) bool {
	return k.kind == mark && k.text != "" && strings.Contains(marks, k.text)
}

// text is a document on its way through the layers.
type text struct {
	doc        string
	blocks     []corpus.Block // those that are read
	tokens     []token
	first      []int // token index at which each block begins, and one more
	quotations []quotation
	frames     []frame
	framesOf   [][]int // by block: its sentences, without those inside quotations
	names      []name
	nameAt     []int // by token: index of the name that covers it, or -1
	entities   []entity
	parsed     []syntax.Sentence
	times      []corpus.Timex
	places     []place // by token
	mentions   []names.Mention
	found      []names.Entity // what the mentions mean
	naming     *naming
}

// tokenize cuts the blocks of doc that are read into tokens.
func tokenize(doc corpus.Document) *text {
	t := &text{doc: doc.Text}
	for _, b := range readBlocks(doc) {
		t.first = append(t.first, len(t.tokens))
		t.blocks = append(t.blocks, b)
		t.tokenizeBlock(b.Span, len(t.blocks)-1)
	}
	t.first = append(t.first, len(t.tokens))
	return t
}

// readBlocks returns the blocks that are no crud and lie in the text.
func readBlocks(doc corpus.Document) []corpus.Block {
	if len(doc.Blocks) == 0 {
		return []corpus.Block{{Span: corpus.Span{Start: 0, End: len(doc.Text)}, Kind: corpus.Paragraph}}
	}
	var out []corpus.Block
	for _, b := range doc.Blocks {
		if b.Kind != corpus.Crud && b.Valid(doc.Text) {
			out = append(out, b)
		}
	}
	return out
}

func (t *text) tokenizeBlock(b corpus.Span, block int) {
	space := true
	for i := b.Start; i < b.End; {
		r, n := utf8.DecodeRuneInString(t.doc[i:b.End])
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			space = true
			i += n
			continue
		}
		end, kind := t.tokenEnd(i, b.End, r, n)
		t.addToken(corpus.Span{Start: i, End: end}, kind, block, space)
		space = false
		i = end
	}
	t.spellAcronyms(t.first[block])
}

// spellAcronyms reads "WHO" and "US", from token from on, as letters and not as
// the pronouns: in lower case they are "w.h.o." and "u.s.". Among words that are
// all in capitals nobody can tell.
func (t *text) spellAcronyms(from int) {
	for i := from; i < len(t.tokens); i++ {
		k := &t.tokens[i]
		if lex().is(k.low, acronym) && k.allCapitals() && !t.shouted(from, i-1) && !t.shouted(from, i+1) {
			k.low = dotted(k.low)
		}
	}
}

// dotted returns an acronym with a full stop behind each letter.
func dotted(acronym string) string {
	return strings.Join(strings.Split(acronym, ""), ".") + "."
}

// shouted reports whether the token at i, from token from on, is a word of
// several letters in capitals.
func (t *text) shouted(from, i int) bool {
	return i >= from && i < len(t.tokens) && t.tokens[i].kind == word && t.tokens[i].allCapitals()
}

// tokenEnd finds where the token that begins at i with rune r ends.
func (t *text) tokenEnd(i, limit int, r rune, n int) (int, tokenKind) {
	switch {
	case (r == '\'' || r == '’') && letterBefore(t.doc, i) && cliticAt(t.doc, i, n, limit) > 0:
		return i + n + cliticAt(t.doc, i, n, limit), word
	case strings.ContainsRune("'’", r) && strings.HasPrefix(t.doc[i+n:limit], string(r)+string(r)) && !spaceBefore(t.doc[:i]):
		return i + n, mark // the first of three closes a quotation within one
	case strings.ContainsRune("'`’‘", r) && strings.HasPrefix(t.doc[i+n:limit], string(r)):
		return i + 2*n, mark // '' is how some archives write a double mark
	case unicode.IsDigit(r):
		return t.numberEnd(i, limit), number
	case unicode.IsLetter(r):
		return t.wordEnd(i, limit), word
	}
	return i + n, mark
}

func (t *text) numberEnd(i, limit int) int {
	for i < limit {
		r, n := utf8.DecodeRuneInString(t.doc[i:limit])
		if unicode.IsDigit(r) || unicode.IsLetter(r) {
			i += n
			continue
		}
		if strings.ContainsRune(".,:/-", r) && i+n < limit && isDigit(t.doc[i+n]) {
			i += n
			continue
		}
		break
	}
	return i
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// wordEnd takes letters and digits, hyphens and apostrophes between letters,
// and the full stops of "U.S.". A possessive 's and a contracted verb are
// words of their own.
func (t *text) wordEnd(start, limit int) int {
	i := start
	for i < limit {
		r, n := utf8.DecodeRuneInString(t.doc[i:limit])
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			i += n
			continue
		case (r == '-' || r == '\u2010' || r == '\u2011' || r == '–' && capitalAt(t.doc, i+n, limit) && capitalAt(t.doc, start, limit)) && letterAt(t.doc, i+n, limit):
			i += n
			continue
		case (r == '\'' || r == '’') && i > start && letterAt(t.doc, i+n, limit) && cliticAt(t.doc, i, n, limit) == 0:
			i += n
			continue
		case r == '.' && dottedLetters(behindHyphen(t.doc[start:i])) && letterAt(t.doc, i+1, limit) && !letterAt(t.doc, i+2, limit):
			i += n
			continue
		case r == '.' && strings.Contains(t.doc[start:i], ".") && dottedLetters(behindHyphen(t.doc[start:i])):
			return i + n // the last stop of "U.S."
		}
		break
	}
	return i
}

func letterAt(s string, i, limit int) bool {
	if i >= limit {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:limit])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func capitalAt(s string, i, limit int) bool {
	if i >= limit {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:limit])
	return unicode.IsUpper(r)
}

func letterBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func spaceBefore(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return s == "" || unicode.IsSpace(r)
}

// cliticAt returns how many letters of a possessive or contracted word follow the
// apostrophe of n bytes at i: 's, 're, 've, 'll, 'd, 'm; else 0.
func cliticAt(s string, i, n, limit int) int {
	j := i + n
	for _, clitic := range []string{"s", "re", "ve", "ll", "d", "m"} {
		if end := j + len(clitic); end <= limit && strings.EqualFold(s[j:end], clitic) && !letterAt(s, end, limit) {
			return len(clitic)
		}
	}
	return 0
}

// behindHyphen returns the last part of a compound: "N.Y" of "D-N.Y".
func behindHyphen(s string) string { return s[strings.LastIndexByte(s, '-')+1:] }

// dottedLetters reports whether s is single letters between full stops: "U",
// "U.S".
func dottedLetters(s string) bool {
	if len(s)%2 == 0 {
		return false
	}
	for i := range len(s) {
		if i%2 == 1 && s[i] != '.' || i%2 == 0 && !isASCIILetter(s[i]) {
			return false
		}
	}
	return true
}

func isASCIILetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func (t *text) addToken(s corpus.Span, kind tokenKind, block int, space bool) {
	k := token{Span: s, text: s.In(t.doc), kind: kind, block: block, space: space}
	k.low = strings.ToLower(strings.ReplaceAll(k.text, "’", "'"))
	k.abbr = k.text == "." && !space && len(t.tokens) > t.first[len(t.first)-1] && t.abbreviates(&t.tokens[len(t.tokens)-1])
	t.tokens = append(t.tokens, k)
}

// abbreviates reports whether a full stop behind k belongs to it.
func (t *text) abbreviates(k *token) bool {
	if k.kind != word {
		return false
	}
	l := lex()
	if utf8.RuneCountInString(k.text) == 1 && k.capital() {
		return k.low != "i" // an initial
	}
	return l.abbrNever[k.low] && (k.capital() || k.low == "vs") || l.abbrMaybe[k.low]
}
