package timex

import (
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// word is a token, or a piece of one that dates are made of: "mid-" and "August".
type word struct {
	corpus.Span
	low   string // in lower case, without the mark of an abbreviation
	form  string
	token int // index of its token in the sentence
	known *entry
}

var unknown entry

func (w *word) is(c class) bool { return w.known.class&c != 0 }

func (w *word) n(c class) int { return w.known.value(c).n }

func (w *word) code(c class) string { return w.known.value(c).code }

func (w *word) capital() bool { return w.form != "" && w.first() >= 'A' && w.first() <= 'Z' }

func (w *word) digits() bool {
	if w.form == "" {
		return false
	}
	for i := range len(w.form) {
		if w.form[i] < '0' || w.form[i] > '9' {
			return false
		}
	}
	return true
}

// words cuts the tokens of a sentence into words, into a slice that is used again.
func words(s *syntax.Sentence, into []word) []word {
	into = into[:0]
	for i := range s.Tokens {
		k := &s.Tokens[i]
		if head, rest := cutPrefix(k.Form); head > 0 {
			into = append(into, newWord(k.Form[:head], k.Start, i), newWord(k.Form[rest:], k.Start+rest, i))
			continue
		}
		into = append(into, newWord(k.Form, k.Start, i))
	}
	return into
}

// prefixes begin a token whose rest is a word of its own.
var prefixes = []string{"mid", "post", "pre", "early", "late", "a", "FY"}

// cutPrefix returns where the first word of a token ends and its second begins, 0 and 0
// for a token that is one word.
func cutPrefix(form string) (end, next int) {
	if len(form) < 4 {
		return 0, 0
	}
	for _, p := range prefixes {
		if len(form) <= len(p)+1 || !strings.EqualFold(form[:len(p)], p) {
			continue
		}
		switch {
		case form[len(p)] == '-':
			return len(p), len(p) + 1
		case p == "FY" && form[:2] == p && form[2] >= '0' && form[2] <= '9':
			return len(p), len(p)
		}
	}
	return 0, 0
}

func newWord(form string, start, token int) word {
	low := strings.ToLower(form)
	if len(low) > 1 {
		low = strings.TrimSuffix(low, ".")
	}
	low = strings.Replace(low, "\u2019", "'", 1)
	w := word{Span: corpus.Span{Start: start, End: start + len(form)}, low: low, form: form, token: token, known: &unknown}
	if e := english().words[low]; e != nil {
		w.known = e
	}
	return w
}

// nothing stands outside a sentence.
var nothing = word{known: &unknown}

// first is the first byte of the form, 0 for none.
func (w *word) first() byte {
	if w.form == "" {
		return 0
	}
	return w.form[0]
}
