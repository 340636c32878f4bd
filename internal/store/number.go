package store

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Numbers are written 4700, 4,700, 4.700, 4'700 or with a narrow space. The
// index has the runs of digits as they stand, and a query looks for a number
// in both forms: as one word and as its groups of three digits. So a ledger
// made by any version answers alike.

const (
	groupDigits = 3
	// maxNumberDigits is about that of the number of all things that anybody
	// counts in an article; longer runs are identifiers.
	maxNumberDigits = 15
	// maxNumbers bounds the spellings of a phrase to two to its power.
	maxNumbers = 3
)

// numberSpellings lists the ways to write words: each number in it whole and
// in groups, words itself first. words is not changed.
func numberSpellings(words []string) [][]string {
	list := [][]string{nil}
	numbers := 0
	for i := 0; i < len(words); {
		n := numberAt(words, i)
		forms := [][]string{words[i : i+n]}
		if other := otherSpelling(words[i : i+n]); other != nil && numbers < maxNumbers {
			forms = append(forms, other)
			numbers++
		}
		list = eachWith(list, forms)
		i += n
	}
	return list
}

// eachWith goes on from every list with every form. The lists share nothing
// and may be written to.
func eachWith(lists, forms [][]string) [][]string {
	if len(forms) == 1 { // of most words: a long phrase is not copied for each
		for i := range lists {
			lists[i] = append(lists[i], forms[0]...)
		}
		return lists
	}
	var out [][]string
	for _, form := range forms {
		for _, l := range lists {
			out = append(out, slices.Concat(l, form))
		}
	}
	return out
}

// numberAt returns how many words from i on are one number in groups, or 1.
func numberAt(words []string, i int) int {
	if !leads(words[i]) || len(words[i]) > groupDigits {
		return 1
	}
	n := 1
	for i+n < len(words) && len(words[i+n]) == groupDigits && digits(words[i+n]) {
		n++
	}
	return n
}

// otherSpelling writes a number in groups as one word, one of four digits or
// more in groups; of anything else it returns nil.
func otherSpelling(number []string) []string {
	whole := strings.Join(number, "")
	if len(number) > 1 {
		return []string{whole}
	}
	if !leads(whole) || len(whole) <= groupDigits || len(whole) > maxNumberDigits {
		return nil
	}
	var groups []string
	for len(whole) > 0 {
		n := (len(whole)-1)%groupDigits + 1
		groups, whole = append(groups, whole[:n]), whole[n:]
	}
	return groups
}

// leads reports whether a number can begin with s.
func leads(s string) bool { return digits(s) && s[0] != '0' }

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// joinedNumbers puts a comma for the spaces of a query that no line breaks
// at, where they stand between digits. Characters keep their places.
func joinedNumbers(query string) string {
	const spaces = "\u00a0\u2009\u202f"
	if !strings.ContainsAny(query, spaces) {
		return query
	}
	var b strings.Builder
	before := ' '
	for i, r := range query {
		next, _ := utf8.DecodeRuneInString(query[i+utf8.RuneLen(r):])
		if strings.ContainsRune(spaces, r) && unicode.IsDigit(before) && unicode.IsDigit(next) {
			r = ','
		}
		b.WriteRune(r)
		before = r
		if r == ',' {
			before = ' '
		}
	}
	return b.String()
}
