package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/linear"
)

// word is what the models see of a token's form. All values are hashes; 0
// stands for what is not there.
type word struct {
	form   uint64 // as it stands, numbers by their shape
	low    uint64 // in lower case
	shape  uint64 // "Xx", "dd-x"
	prefix [3]uint64
	suffix [5]uint64 // of one to five letters
	class  [2]uint64 // of words that stand in like places: finer, coarser
	traits uint64    // capital, digit, hyphen
}

// hashOf hashes a string (FNV-1a).
func hashOf(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// traits of a form.
const (
	traitCapital = 1 << iota
	traitAllCapitals
	traitDigit
	traitHyphen
	traitLetter
)

// look makes a word of a form.
func look(form string) word {
	w := word{traits: traitsOf(form)}
	low := strings.ToLower(form)
	if w.traits&traitDigit != 0 {
		form, low = numberShape(form), numberShape(low)
	}
	w.form, w.low, w.shape = hashOf(form), hashOf(low), shapeOf(form)
	w.affixes(low)
	w.class = classOf(form, low).hashes
	return w
}

func (w *word) affixes(low string) {
	end := 0
	for i := range w.prefix {
		_, n := utf8.DecodeRuneInString(low[end:])
		if end += n; n == 0 {
			break
		}
		w.prefix[i] = linear.With(uint64(i)+1, hashOf(low[:end]))
	}
	start := len(low)
	for i := range w.suffix {
		_, n := utf8.DecodeLastRuneInString(low[:start])
		if start -= n; n == 0 {
			break
		}
		w.suffix[i] = linear.With(uint64(i)+10, hashOf(low[start:]))
	}
}

func traitsOf(form string) uint64 {
	var t uint64
	upper, lower := false, false
	for i, r := range form {
		switch {
		case unicode.IsUpper(r):
			upper = true
			if i == 0 {
				t |= traitCapital
			}
		case unicode.IsLower(r):
			lower = true
		case unicode.IsDigit(r):
			t |= traitDigit
		case r == '-':
			t |= traitHyphen
		}
		if unicode.IsLetter(r) {
			t |= traitLetter
		}
	}
	if upper && !lower {
		t |= traitAllCapitals
	}
	return t
}

// numberShape writes every digit as 0, and many as few.
func numberShape(s string) string {
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		c := s[i]
		if '1' <= c && c <= '9' {
			c = '0'
		}
		if c == '0' && len(b) >= 4 && string(b[len(b)-4:]) == "0000" {
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

// shapeOf hashes a form with its letters as X and x, its digits as 0, runs of
// one of them cut to two.
func shapeOf(form string) uint64 {
	b := make([]rune, 0, 16)
	for _, r := range form {
		switch {
		case unicode.IsUpper(r):
			r = 'X'
		case unicode.IsLetter(r):
			r = 'x'
		case unicode.IsDigit(r):
			r = '0'
		}
		if n := len(b); n >= 2 && b[n-1] == r && b[n-2] == r {
			continue
		}
		b = append(b, r)
	}
	return hashOf(string(b))
}
