package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// Tokenize cuts a stretch of a text into tokens, as the English Web Treebank
// and GUM do. It fills Span and Form. Tokens are in order, do not overlap, are
// not empty and hold no white space, and only white space lies between them.
// The full stop of an abbreviation belongs to it: "Gen.", "U.S.".
func Tokenize(text string, span corpus.Span) []Token {
	c := cutter{text: text, limit: span.End, words: words(), out: make([]Token, 0, span.Len()/bytesPerToken+1)}
	for at := span.Start; at < span.End; {
		r, n := utf8.DecodeRuneInString(text[at:span.End])
		if isSpace(r) {
			at += n
			continue
		}
		end := chunkEnd(text, at, span.End)
		c.chunk(at, end)
		at = end
	}
	return c.out
}

// bytesPerToken is how many bytes of text one token takes in GUM (5.3),
// rounded down: room for the tokens is made at once.
const bytesPerToken = 5

// isSpace reports whether r parts words and belongs to none.
func isSpace(r rune) bool {
	return r == ' ' || r == '\n' || r > ' ' && unicode.IsSpace(r) || r < ' ' || r == '\u200b' || r == '\ufeff' || r == '\u2060'
}

// maxChunk is the most bytes between two spaces that are looked at as one, so
// that cost stays linear. Addresses of pages are shorter.
const maxChunk = 1024

func chunkEnd(text string, at, limit int) int {
	start := at
	for at < limit && at-start < maxChunk {
		r, n := utf8.DecodeRuneInString(text[at:limit])
		if isSpace(r) {
			break
		}
		at += n
	}
	return at
}

// cutter cuts text into tokens, chunk by chunk; a chunk has no white space.
type cutter struct {
	text  string
	limit int // of the span
	words *wordList
	start int // of the chunk
	out   []Token
}

// add adds a token. Bytes that go on with no rune, which are in no valid text,
// belong to the token before them, so that it ends on a rune's border.
func (c *cutter) add(start, end int) {
	for end < c.limit && !utf8.RuneStart(c.text[end]) {
		end++
	}
	if start < end {
		c.out = append(c.out, Token{Span: corpus.Span{Start: start, End: end}, Form: c.text[start:end]})
	}
}

// chunk cuts text[at:end]. Each step takes at least one rune.
func (c *cutter) chunk(at, end int) {
	c.start = at
	if simpleWord(c.text[at:end]) && !c.mayContract(at, end) {
		c.add(at, end)
		return
	}
	for at < end {
		next := c.step(at, end)
		if next <= at {
			next = at + 1
		}
		at = next
	}
}

// simpleWord reports whether s is ASCII letters alone.
func simpleWord(s string) bool {
	for i := range len(s) {
		if !isASCIILetter(s[i]) {
			return false
		}
	}
	return true
}

func isASCIILetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// step adds the tokens that begin at at and returns where they end.
func (c *cutter) step(at, end int) int {
	r, n := utf8.DecodeRuneInString(c.text[at:end])
	switch {
	case !utf8.RuneStart(c.text[at]):
		return at + 1 // part of the token before it
	case isWordRune(r):
		if to := addressEnd(c.text, at, end, c.words); to > at {
			c.add(at, to)
			return to
		}
		if unicode.IsDigit(r) {
			return c.number(at, end)
		}
		return c.word(at, end)
	case r < utf8.RuneSelf:
		if to := c.asciiMark(at, end); to > at {
			return to
		}
	case isApostrophe(r):
		if to := c.elision(at, end, n); to > at {
			return to
		}
	}
	to := symbolEnd(c.text, at, end)
	c.add(at, to)
	return to
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '`' || r == '‘' || r == 'ʼ' }

// asciiMark adds what begins with a mark of ASCII, where it is longer than the
// mark; at means that it is not.
func (c *cutter) asciiMark(at, end int) int {
	s := c.text[at:end]
	if n := emoticon(s); n > 0 && at == c.start {
		c.add(at, at+n)
		return at + n
	}
	next := byte(0)
	if len(s) > 1 {
		next = s[1]
	}
	switch {
	case (s[0] == '@' || s[0] == '#') && (isASCIILetter(next) || next >= utf8.RuneSelf) && c.opens(at):
		return c.handle(at, end)
	case s[0] == '.' && isDigit(next) && c.opens(at), s[0] == '+' && isDigit(next) && at == c.start:
		return c.numberFrom(at, at+1, end)
	case s[0] == '.' && isASCIILetter(next) && at == c.start:
		return c.wordFrom(at, at+1, end)
	case s[0] == '\'':
		if next == '\'' {
			break
		}
		return c.elision(at, end, 1)
	}
	to := at + runLength(s)
	if to == at+1 {
		return at
	}
	c.add(at, to)
	return to
}

// opens reports whether nothing but marks stands before at in its chunk.
func (c *cutter) opens(at int) bool {
	r, _ := utf8.DecodeLastRuneInString(c.text[c.start:at])
	return at == c.start || !isWordRune(r)
}

// runLength returns how many bytes at the beginning of s are one mark written
// several times: "--", "...", "?!".
func runLength(s string) int {
	if strings.IndexByte("-.=_*~#!?<>'`+", s[0]) < 0 {
		return 1
	}
	n := 1
	for n < len(s) && (s[n] == s[0] || strings.IndexByte("!?", s[0]) >= 0 && strings.IndexByte("!?", s[n]) >= 0) {
		n++
	}
	if s[0] == '\'' || s[0] == '`' {
		return min(n, 2)
	}
	return n
}

// emoticons that are one token where they stand alone or before a mark.
var emoticons = []string{":-)", ":-(", ";-)", ":-D", ":-P", ":)", ":(", ";)", ":D", ":P", ":O", ":/", ":|", "=)", "=(", "(:", "):", "^_^", "<3", ":'("}

// emoticon returns the length of the one at the beginning of s, or 0.
func emoticon(s string) int {
	if strings.IndexByte(":;=(^<)", s[0]) < 0 {
		return 0
	}
	for _, e := range emoticons {
		if rest, ok := strings.CutPrefix(s, e); ok && strings.Trim(rest, ".,!?)") == "" {
			return len(e)
		}
	}
	return 0
}

// handle adds "@name" and "#tag".
func (c *cutter) handle(at, end int) int {
	to := at + 1
	for to < end {
		r, n := utf8.DecodeRuneInString(c.text[to:end])
		if !isWordRune(r) && r != '_' {
			break
		}
		to += n
	}
	c.add(at, to)
	return to
}

// elision adds what an apostrophe at the beginning of a word stands in for:
// "'90s", "'em", and a clitic that stands alone: "Lenz 's". at means that the
// apostrophe is none.
func (c *cutter) elision(at, end, n int) int {
	to := at + n
	for to < end {
		r, size := utf8.DecodeRuneInString(c.text[to:end])
		if !isWordRune(r) {
			break
		}
		to += size
	}
	rest := strings.ToLower(c.text[at+n : to])
	switch {
	case len(rest) >= 2 && isDigit(rest[0]) && isDigit(rest[1]) && (len(rest) == 2 || rest[2:] == "s"):
	case clitics[rest] && (at == c.start || !c.opens(at)):
	case elided[rest] && at == c.start:
	case rest == "tis" || rest == "twas":
		c.add(at, at+n+1)
		c.add(at+n+1, to)
		return to
	default:
		return at
	}
	c.add(at, to)
	return to
}

// clitics are what is cut off behind an apostrophe.
var clitics = map[string]bool{"s": true, "m": true, "d": true, "re": true, "ve": true, "ll": true}

// elided are words that begin with an apostrophe.
var elided = map[string]bool{"em": true, "til": true, "cause": true, "n": true, "bout": true, "t": true}

// symbolEnd returns where the symbol at at ends, with the marks, joiners and
// tones that belong to it: an emoji is one token, a flag too.
func symbolEnd(text string, at, end int) int {
	first, n := utf8.DecodeRuneInString(text[at:end])
	to := at + n
	if doubled(first) && strings.HasPrefix(text[to:end], text[at:to]) {
		return to + n // ’’ as some archives write a double mark, or a run of dashes
	}
	flag := regional(first)
	for to < end {
		r, n := utf8.DecodeRuneInString(text[to:end])
		switch {
		case r == '\ufe0f', r == '\u20e3', '\U0001f3fb' <= r && r <= '\U0001f3ff', unicode.IsMark(r):
			to += n
		case r == '\u200d':
			_, m := utf8.DecodeRuneInString(text[to+n : end])
			to += n + m
		case flag && regional(r):
			to, flag = to+n, false
		default:
			return to
		}
	}
	return to
}

func doubled(r rune) bool { return r == '’' || r == '‘' || r == '—' || r == '–' || r == '…' }

func regional(r rune) bool { return '\U0001f1e6' <= r && r <= '\U0001f1ff' }
