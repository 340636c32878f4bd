package connect

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"hearsay/corpus"
)

// name is how a source or a station is called in one document.
type name struct {
	shown  string
	words  []string // folded, without articles
	person bool     // known to be one
	named  bool     // means the same in every document; a label, a surname or "a nurse" does not
	key    string   // see keyOf
}

// nameOf reads a name. source tells more of it where it is the source's own name.
func (o *origins) nameOf(shown string, source corpus.Source) name {
	n := name{shown: shown, words: strings.Fields(fold(shown))}
	known := source.Name == shown
	n.person = known && source.Kind == corpus.Person
	paper := false
	if k := len(n.words); k > 1 && o.papers[n.words[k-1]] {
		n.words, paper = n.words[:k-1], true
	}
	n.named = looksNamed(shown, n.words)
	if known && !paper && source.Identified != "" {
		n.named = source.Identified == corpus.Named
	} else if known && source.Kind == corpus.Group || known && n.person && len(n.words) == 1 {
		n.named = false
	}
	n.key = keyOf(n.words)
	return n
}

// keyOf returns what every two names share that may be the same: the beginnings of their
// words, in order. More names may share it.
func keyOf(words []string) string {
	begins := make([]string, len(words))
	for i, w := range words {
		begins[i] = w[:min(leastRoot, len(w))]
	}
	slices.Sort(begins)
	return strings.Join(begins, " ")
}

// looksNamed reports whether words written as these name somebody: a capital, and no
// indefinite article, number or plural of a common noun.
func looksNamed(shown string, words []string) bool {
	fields := strings.Fields(shown)
	if len(fields) == 0 || len(words) == 0 {
		return false
	}
	first, last := strings.ToLower(fields[0]), fields[len(fields)-1]
	if strings.Contains(" a an another one two three four five several some many few ", " "+first+" ") {
		return false
	}
	if isLower(last) && strings.HasSuffix(last, "s") {
		return false
	}
	return slices.ContainsFunc(fields, func(w string) bool { return !isLower(w) && strings.ToLower(w) != "the" })
}

func isLower(w string) bool {
	for _, r := range w {
		return !unicode.IsUpper(r)
	}
	return true
}

// fold brings a name to small letters without accents, articles, hyphens, possessive
// endings and marks.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '’':
			b.WriteByte('\'')
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'':
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	words := strings.Fields(b.String())
	kept := words[:0]
	for _, w := range words {
		w = strings.Trim(strings.TrimSuffix(w, "'s"), "'")
		if w != "" && w != "the" && w != "a" && w != "an" && w != "of" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// endings make the name of a people of that of a land, and of what belongs to it.
var endings = []string{"ese", "ian", "ish", "an", "n", "i"}

// leastRoot is the shortest word that an ending is taken from or put to.
// Origin: judgement; three letters and an ending meet by chance.
const leastRoot = 4

func trimOnce(w string, endings []string) string {
	for _, e := range endings {
		if stem, ok := strings.CutSuffix(w, e); ok && len(stem) >= leastRoot {
			return stem
		}
	}
	return w
}

// sameWord reports whether two words are the same, or a land and what belongs to it:
// "Hwarin" and "Hwarinese".
func sameWord(a, b string) bool { return a == b || belongs(a, b) || belongs(b, a) }

func belongs(word, land string) bool {
	for _, stem := range []string{land, trimOnce(land, []string{"a", "e", "y", "ia"})} {
		for _, e := range endings {
			if len(stem) >= leastRoot && word == stem+e {
				return true
			}
		}
	}
	return false
}

// same reports whether two names mean one source. Within a document the last words of a name
// stand for it; in two documents only full names do.
func (n name) same(m name, oneDocument bool) bool {
	if len(n.words) == 0 || len(m.words) == 0 {
		return false
	}
	if oneDocument && (endsWith(n.words, m.words) || endsWith(m.words, n.words)) {
		return true
	}
	if !oneDocument && (!n.named || !m.named) {
		return false
	}
	if n.key != m.key {
		return false
	}
	return slices.Equal(n.words, m.words) || !n.person && !m.person && sameWords(n.words, m.words)
}

func endsWith(long, short []string) bool {
	return len(long) >= len(short) && slices.Equal(long[len(long)-len(short):], short)
}

// sameWords reports whether each word of a meets one of b of its own.
func sameWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	rest := slices.Clone(b)
	for _, w := range a {
		i := slices.IndexFunc(rest, func(r string) bool { return sameWord(w, r) })
		if i < 0 {
			return false
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return true
}
