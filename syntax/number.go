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

// endNumber adds a number; "the 1990's" is one token.
func (c *cutter) endNumber(start, to, end int) int {
	if to < end && to-start >= 2 && c.text[to-1] == '0' && simpleDigits(c.text[start:to]) {
		r, n := utf8.DecodeRuneInString(c.text[to:end])
		if isApostrophe(r) && strings.HasPrefix(c.text[to+n:end], "s") && !wordAt(c.text, to+n+1, end) {
			to += n + 1
		}
	}
	c.add(start, to)
	return to
}

func simpleDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// unit reports whether the letters behind digits are a unit.
func (c *cutter) unit(at, to, end int) bool {
	if to+2 <= end && c.text[to] == '.' && wordAt(c.text, to+1, end) {
		to = wordRunEnd(c.text, to+1, end) // "5p.m."
	}
	unit := c.text[at:to]
	return unit != "G" && unit != "D" && c.words.units[strings.ToLower(unit)]
}

// digitsEnd takes digits, and between digits ".", ",", ":" and "/".
func (c *cutter) digitsEnd(at, end int) int {
	for at < end {
		r, n := utf8.DecodeRuneInString(c.text[at:end])
		inner := at+1 < end && isDigit(c.text[at+1]) && (strings.IndexByte(".:/", c.text[at]) >= 0 || c.text[at] == ',' && c.groups(at, end))
		if !unicode.IsDigit(r) && !inner {
			break
		}
		at += n
	}
	return at
}

// groups reports whether the comma at at, between digits, parts thousands or a
// decimal: "4,700", "55,7". Numbers of one list are tokens of their own.
func (c *cutter) groups(at, end int) bool {
	n := 0
	for at+1+n < end && isDigit(c.text[at+1+n]) {
		n++
	}
	return n == 3 || n == 1 && at-2 >= c.start && isDigit(c.text[at-2]) && isDigit(c.text[at-1])
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
