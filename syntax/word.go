package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word adds the tokens of the word that begins at at.
func (c *cutter) word(at, end int) int { return c.wordFrom(at, at, end) }

// wordFrom is word for a word that has a mark before its first letter.
func (c *cutter) wordFrom(start, at, end int) int {
	to := at
	for to < end {
		r, n := utf8.DecodeRuneInString(c.text[to:end])
		switch {
		case isWordRune(r):
			to += n
			continue
		case isApostrophe(r):
			if c.clitic(to, n, end) {
				return c.cutClitic(start, to, n, end)
			}
			if !wordAt(c.text, to+n, end) {
				return c.endWord(start, to, end)
			}
			to += n
			continue
		case r == '.' && c.innerStop(start, to, end), c.joins(r, start, to, to+n, end):
			to += n
			continue
		}
		break
	}
	return c.endWord(start, to, end)
}

// wordAt reports whether a letter or a digit stands at i.
func wordAt(s string, i, limit int) bool {
	if i >= limit {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:limit])
	return isWordRune(r)
}

// joins reports whether a mark between at and next is part of the word that
// begins at start.
func (c *cutter) joins(r rune, start, at, next, end int) bool {
	if !wordAt(c.text, next, end) {
		return false
	}
	switch r {
	case '-', '\u2010', '\u2011':
		return c.keepsHyphen(start, at, next, end)
	case '\u00ad', '_', '*', '·':
		return true
	case '&':
		return upper(c.text[start:at]) && upper(c.text[next:wordRunEnd(c.text, next, end)])
	case '/':
		low := strings.ToLower(c.text[start:wordRunEnd(c.text, next, end)])
		return low == "w/o" || low == "w/out" || low == "s/he" || low == "b/c"
	}
	return false
}

// wordRunEnd returns where the letters and digits at i end.
func wordRunEnd(s string, i, limit int) int {
	for i < limit {
		r, n := utf8.DecodeRuneInString(s[i:limit])
		if !isWordRune(r) {
			break
		}
		i += n
	}
	return i
}

// upper reports whether s holds no letter but capitals.
func upper(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsUpper(r) && !unicode.IsDigit(r) }) < 0
}

// longestAffix is the most letters of an affix that keeps its hyphen.
const longestAffix = 8

// keepsHyphen reports whether the hyphen between at and next parts nothing:
// "pro-Union", "moon-esque", "Naqsh-e".
func (c *cutter) keepsHyphen(start, at, next, end int) bool {
	if at-start <= longestAffix && c.words.before[strings.ToLower(c.text[start:at])] {
		return c.prefixes(c.text[start:at], next)
	}
	to := wordRunEnd(c.text, next, end)
	if to-next > longestAffix || to < end && c.text[to] == '-' {
		return false
	}
	low := strings.ToLower(c.text[next:to])
	return c.words.behind[low] || c.words.link[low] && capitalAt(c.text, start)
}

// prefixes reports whether what is written as a prefix is one: not a letter
// that counts or an abbreviation, as in "A-1" and "UN-led".
func (c *cutter) prefixes(prefix string, next int) bool {
	r, _ := utf8.DecodeRuneInString(c.text[next:])
	if len(prefix) == 1 {
		return unicode.IsLower(r)
	}
	return !upper(prefix) || !unicode.IsLower(r)
}

func capitalAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsUpper(r)
}

// innerStop reports whether the full stop at at stands within the letters of
// an abbreviation or an enumeration of them: "U.S", "Ph.D", "p.m".
func (c *cutter) innerStop(start, at, end int) bool {
	if !wordAt(c.text, at+1, end) {
		return false
	}
	before := c.text[start:at]
	if isDigit(c.text[at+1]) && c.amount(before) {
		return true
	}
	if dottedLetters(before) {
		run := wordRunEnd(c.text, at+1, end)
		return run == at+2 || c.words.maybe[strings.ToLower(c.text[start:run])]
	}
	run := wordRunEnd(c.text, at+1, end)
	return c.words.maybe[strings.ToLower(c.text[start:run])]
}

// amount reports whether s is a code of money with digits behind it, whose decimals follow:
// "RM45" of "RM45.50".
func (c *cutter) amount(s string) bool {
	code := strings.TrimRight(s, "0123456789")
	return len(code) < len(s) && c.words.money[code]
}

// dottedLetters reports whether s is single letters between full stops: "U",
// "U.S".
func dottedLetters(s string) bool {
	letter := true
	for _, r := range s {
		if letter != unicode.IsLetter(r) || !letter && r != '.' {
			return false
		}
		letter = !letter
	}
	return s != "" && !letter
}

// clitic reports whether the apostrophe of n bytes at at begins "'s" or ends
// the "n" of "n't".
func (c *cutter) clitic(at, n, end int) bool {
	to := wordRunEnd(c.text, at+n, end)
	low := strings.ToLower(c.text[at+n : to])
	if low == "t" {
		return at > c.start && c.text[at-1]|0x20 == 'n'
	}
	return clitics[low]
}

// cutClitic adds the word from start to the apostrophe at at, and its clitic.
func (c *cutter) cutClitic(start, at, n, end int) int {
	to := wordRunEnd(c.text, at+n, end)
	if strings.EqualFold(c.text[at+n:to], "t") {
		at-- // "do" and "n't"
		if start == at {
			c.add(start, to)
			return to
		}
	}
	c.endWord(start, at, at)
	c.add(at, to)
	return to
}

// endWord adds the word from start to to, with the full stop of an
// abbreviation, in its parts.
func (c *cutter) endWord(start, to, end int) int {
	if to < end && c.text[to] == '.' && c.takesStop(start, to, end) {
		c.add(start, to+1)
		return to + 1
	}
	if c.mayContract(start, to) {
		return c.contract(start, to)
	}
	c.add(start, to)
	return to
}

// takesStop reports whether the full stop at to belongs to the word before it.
func (c *cutter) takesStop(start, to, end int) bool {
	form := c.text[start:to]
	if to+1 < end && (c.text[to+1] == '.' && to+2 != end || wordAt(c.text, to+1, end) && !initials(form)) {
		return isDigit(c.text[to+1]) && c.words.number[strings.ToLower(form)] // "No.5"
	}
	low := strings.ToLower(form)
	if dottedLetters(form) && (len(form) > 1 || capitalAt(form, 0) && form != "I") {
		return true
	}
	switch w := c.words; {
	case w.never[low], w.maybe[low]:
		return true
	case w.title[low]:
		return capitalAt(form, 0)
	case w.number[low]:
		return digitBehind(c.text[to+1 : c.limit])
	}
	return false
}

// initials reports whether form is one capital or several with full stops.
func initials(form string) bool { return dottedLetters(form) && capitalAt(form, 0) }

// digitBehind reports whether s begins with spaces and a digit.
func digitBehind(s string) bool {
	s = strings.TrimLeft(s, " \u00a0")
	return s != "" && isDigit(s[0])
}

// The written words that may be contractions have these lengths.
const shortestContraction, longestContraction = 2, 8

func (c *cutter) mayContract(start, end int) bool {
	n := end - start
	return n >= shortestContraction && n <= longestContraction && c.words.contractions[strings.ToLower(c.text[start:end])] != nil
}

// contract adds the parts of a contraction.
func (c *cutter) contract(start, end int) int {
	lengths := c.words.contractions[strings.ToLower(c.text[start:end])]
	for _, n := range lengths {
		c.add(start, start+n)
		start += n
	}
	return end
}
