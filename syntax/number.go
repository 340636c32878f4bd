package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// number adds the tokens of what begins with a digit.
func (c *cutter) number(at, end int) int { return c.numberFrom(at, at, end) }

// numberFrom is number for a number that has a mark before its first digit.
func (c *cutter) numberFrom(start, at, end int) int {
	to := c.digitsEnd(at, end)
	if to < end && c.text[to] == '-' {
		to = c.groupsEnd(start, to, end)
	}
	suffix := wordRunEnd(c.text, to, end)
	if suffix == to {
		return c.endNumber(start, to, end)
	}
	if c.unit(to, suffix, end) {
		c.add(start, to)
		return c.wordFrom(to, to, end)
	}
	return c.wordFrom(start, suffix, end)
}

// endNumber adds a number, and with it an apostrophe that marks minutes or a
// plural by no means: "the 1990's" is one token.
func (c *cutter) endNumber(start, to, end int) int {
	c.add(start, to)
	return to
}

// unit reports whether the letters behind digits are a unit.
func (c *cutter) unit(at, to, end int) bool {
	if to+2 <= end && c.text[to] == '.' && wordAt(c.text, to+1, end) {
		to = wordRunEnd(c.text, to+1, end) // "5p.m."
	}
	return c.words.units[strings.ToLower(c.text[at:to])]
}

// digitsEnd takes digits, and between digits ".", ",", ":" and "/".
func (c *cutter) digitsEnd(at, end int) int {
	for at < end {
		r, n := utf8.DecodeRuneInString(c.text[at:end])
		inner := strings.IndexByte(".,:/", c.text[at]) >= 0 && at+1 < end && isDigit(c.text[at+1])
		if !unicode.IsDigit(r) && !inner {
			break
		}
		at += n
	}
	return at
}

// groupsEnd returns where a number ends whose digits are parted by hyphens
// from at on: a telephone number or a date of three groups or more, or one of
// three and four digits. A range of two numbers ends before its hyphen.
func (c *cutter) groupsEnd(start, at, end int) int {
	to, groups := at, 1
	for to+1 < end && c.text[to] == '-' && isDigit(c.text[to+1]) {
		to = c.digitsEnd(to+1, end)
		groups++
	}
	if groups > 2 || groups == 2 && at-start == 3 && to-at == 5 {
		return to
	}
	return at
}
