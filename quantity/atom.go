package quantity

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// atom is a run of letters, a number in digits or one other character. Tokens join what
// numbers need apart ("EUR20m", "km/h") and the texts of units and qualifiers are cut the
// same way, so that the two can be compared.
type atom struct {
	corpus.Span
	text  string
	low   string // in lower case
	kind  atomKind
	value float64 // of digits
	glued bool    // no white space before it
	token int     // of the sentence
}

type atomKind uint8

const (
	word atomKind = iota
	digits
	mark
	version // digits with several points: "1.2.3"
)

// cut returns the atoms of a stretch of a text.
func cut(text string, span corpus.Span) []atom {
	atoms := make([]atom, 0, span.Len()/4+1)
	glued := false
	for i := span.Start; i < span.End; {
		c, size := utf8.DecodeRuneInString(text[i:span.End])
		if unicode.IsSpace(c) || c == '\u200b' || c == '\ufeff' {
			glued = false
			i += size
			continue
		}
		a := atomAt(text[:span.End], i, c, size)
		for a.End < span.End && !utf8.RuneStart(text[a.End]) { // broken UTF-8
			a.End++
		}
		a.glued = glued
		atoms = append(atoms, a)
		glued = true
		i = a.End
	}
	return atoms
}

func atomAt(text string, i int, c rune, size int) atom {
	a := atom{Span: corpus.Span{Start: i, End: i + size}, kind: mark}
	switch {
	case isDigit(c) || c == '.' && leadsDecimals(text, i):
		a.End = digitsEnd(text, i)
		a.value, a.kind = valueOf(text[i:a.End])
	case unicode.IsLetter(c):
		a.kind = word
		a.End = lettersEnd(text, i)
	}
	a.text = text[a.Start:a.End]
	a.low = a.text
	if a.kind != digits {
		a.low = strings.ToLower(a.text)
	}
	return a
}

func isDigit(c rune) bool { return '0' <= c && c <= '9' }

// leadsDecimals reports whether the point at i begins a number: ".5".
func leadsDecimals(text string, i int) bool {
	if i+1 >= len(text) || !isDigit(rune(text[i+1])) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	return i == 0 || unicode.IsSpace(before) || before == '$' || before == '('
}

func lettersEnd(text string, i int) int {
	for i < len(text) {
		c, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(c) && !unicode.IsMark(c) {
			break
		}
		i += size
	}
	return i
}

// digitsEnd returns where the number in digits that begins at i ends, separators and
// decimals included.
func digitsEnd(text string, i int) int {
	if text[i] == '.' {
		i++
	}
	for i < len(text) {
		switch c := text[i]; {
		case isDigit(rune(c)):
			i++
		case c == ',' && separates(text, i), c == '.' && i+1 < len(text) && isDigit(rune(text[i+1])):
			i++
		default:
			return i
		}
	}
	return i
}

// separates reports whether the comma at i parts groups of digits: three follow, or two
// and another comma as in "1,00,000".
func separates(text string, i int) bool {
	n := 0
	for i+1+n < len(text) && isDigit(rune(text[i+1+n])) {
		n++
	}
	return n == 3 || n == 2 && i+3 < len(text) && text[i+3] == ',' && separates(text, i+3)
}

// valueOf returns the number that digits tell. Those with several points are a version,
// unless they part groups of three.
func valueOf(s string) (float64, atomKind) {
	if strings.Count(s, ".") > 1 {
		parts := strings.Split(s, ".")
		for _, p := range parts[1:] {
			if len(p) != 3 {
				return 0, version
			}
		}
		s = strings.ReplaceAll(s, ".", "")
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	if err != nil {
		return 0, version
	}
	return v, digits
}
