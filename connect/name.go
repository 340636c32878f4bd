package connect

import (
	"cmp"
	"iter"
	"maps"
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
	stated []string // words, see lands
	begins string   // see beginsOf
	key    string   // the words; among figures that are lined up, see identify
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
	n.stated = o.lands.stated(n.words)
	n.begins, n.key = beginsOf(n.stated), strings.Join(n.words, " ")
	return n
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
	return slices.Equal(n.words, m.words) ||
		n.begins == m.begins && !n.person && !m.person && sameWords(n.stated, m.stated)
}

func endsWith(long, short []string) bool {
	return len(long) >= len(short) && slices.Equal(long[len(long)-len(short):], short)
}

// identify gives one key to all ways of writing a name among figures, and to no other name.
// Persons are left out: their names have no other forms.
func identify(all []*told) {
	others := map[string]map[string]name{} // by beginnings, only these may be one; then by key
	persons := map[string]bool{}
	for n := range namesOf(all) {
		if others[n.begins] == nil {
			others[n.begins] = map[string]name{}
		}
		others[n.begins][n.key] = *n
		persons[n.key] = persons[n.key] || n.person
	}
	one := map[string]string{}
	for _, names := range others {
		maps.DeleteFunc(names, func(key string, _ name) bool { return persons[key] })
		joinNames(names, one)
	}
	for n := range namesOf(all) {
		n.key = cmp.Or(one[n.key], n.key)
	}
}

// namesOf goes through the names of all figures.
func namesOf(all []*told) iter.Seq[*name] {
	return func(yield func(*name) bool) {
		for _, t := range all {
			if !yield(&t.speaker) || !yield(&t.outlet) {
				return
			}
			for i := range t.path {
				if !yield(&t.path[i]) {
					return
				}
			}
		}
	}
}

// joinNames enters into one, for each key of names, the least of those that mean the same.
func joinNames(names map[string]name, one map[string]string) {
	keys := slices.Sorted(maps.Keys(names))
	u := newUnion(len(keys))
	for i, a := range keys {
		for j, b := range keys[:i] {
			if sameWords(names[a].stated, names[b].stated) {
				u.join(i, j)
			}
		}
	}
	for i, k := range keys {
		one[k] = keys[u.find(i)]
	}
}
