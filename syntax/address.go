package syntax

import (
	"strings"
	"unicode/utf8"
)

// addressEnd returns where the address of a page, a mailbox or a file ends
// that begins at at, or at where none does.
func addressEnd(text string, at, end int, words *wordList) int {
	s := text[at:end]
	dot, special := strings.IndexByte(s, '.'), strings.IndexAny(s, "@:")
	if dot < 0 && special < 0 {
		return at
	}
	switch {
	case hasScheme(s):
		return at + trimAddress(s)
	case special > 0 && s[special] == '@' || strings.IndexByte(s, '@') > 0:
		if n := mailbox(s); n > 0 {
			return at + n
		}
	}
	if n := domain(s, words); n > 0 {
		return at + n
	}
	return at
}

func hasScheme(s string) bool {
	if i := strings.Index(s, "://"); i > 0 && simpleWord(s[:i]) {
		return true
	}
	low := strings.ToLower(s[:min(len(s), len("mailto:"))])
	return strings.HasPrefix(low, "www.") && len(s) > len("www.") || low == "mailto:"
}

// trimAddress returns how much of s is the address: the marks of the sentence
// around it do not belong to it.
func trimAddress(s string) int {
	if i := strings.IndexAny(s, "<>\"|"); i > 0 {
		s = s[:i]
	}
	for {
		r, n := utf8.DecodeLastRuneInString(s)
		switch {
		case r == ')' && strings.Count(s, "(") >= strings.Count(s, ")"):
			return len(s)
		case strings.ContainsRune(".,;:!?'\")]}»”’…", r):
			s = s[:len(s)-n]
		default:
			return len(s)
		}
	}
}

// mailbox returns the length of an address "name@host", or 0.
func mailbox(s string) int {
	n := 0
	for n < len(s) && (isASCIILetter(s[n]) || isDigit(s[n]) || strings.IndexByte("._-+@", s[n]) >= 0) {
		n++
	}
	s = strings.TrimRight(s[:n], ".-")
	name, host, ok := strings.Cut(s, "@")
	if !ok || name == "" || host == "" || strings.Contains(host, "@") {
		return 0
	}
	return len(s)
}

// domain returns the length of a host or a file name with a known last label,
// and what follows it behind a slash; 0 where there is none.
func domain(s string, words *wordList) int {
	n := 0
	for n < len(s) && (isASCIILetter(s[n]) || isDigit(s[n]) || strings.IndexByte("._-", s[n]) >= 0) {
		n++
	}
	host := strings.TrimRight(s[:n], ".-_")
	dot := strings.LastIndexByte(host, '.')
	if dot <= 0 || host[dot-1] == '.' {
		return 0
	}
	last := host[dot+1:]
	known := words.domains[strings.ToLower(last)] && (last == strings.ToLower(last) || host == strings.ToUpper(host))
	if !known && !newsgroup(host) || dottedLetters(host) || capitalised(last) {
		return 0
	}
	if len(host) < len(s) && s[len(host)] == '/' && len(host) == n {
		return trimAddress(s)
	}
	return len(host)
}

// newsgroup reports whether host has three labels or more of small letters:
// "comp.sources.unix".
func newsgroup(host string) bool {
	labels := strings.Split(host, ".")
	for _, l := range labels {
		if len(l) < 2 || !simpleWord(l) || l != strings.ToLower(l) {
			return false
		}
	}
	return len(labels) >= 3
}

// capitalised reports whether s begins with a capital and goes on in small
// letters, as a sentence does and an address does not.
func capitalised(s string) bool {
	return len(s) > 1 && capitalAt(s, 0) && s[1:] == strings.ToLower(s[1:])
}
