package capture

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// furniture is the knowledge of data/crud.txt: phrases that pages leave in
// their text. All but glued are folded.
type furniture struct {
	whole    map[string]bool
	gapped   [][2]string     // those of whole with a gap ("support * now"): start and end
	tail     map[string]bool // those of whole after which no more of the article comes
	starts   []string
	contains []string
	glued    []string // in their own case
}

var crud = sync.OnceValue(func() *furniture {
	lex := readLexicon("crud")
	f := &furniture{whole: map[string]bool{}, tail: map[string]bool{}, glued: lex["glued"]}
	for _, s := range lex["whole"] {
		if start, end, ok := strings.Cut(fold(s), "*"); ok {
			f.gapped = append(f.gapped, [2]string{start, end})
			continue
		}
		f.whole[fold(s)] = true
	}
	for _, s := range lex["tail"] {
		f.whole[fold(s)] = true
		f.tail[fold(s)] = true
	}
	for _, s := range lex["starts"] {
		f.starts = append(f.starts, fold(s))
	}
	for _, s := range lex["contains"] {
		f.contains = append(f.contains, fold(s))
	}
	return f
})

func (f *furniture) opensTail(line string) bool { return f.tail[foldPhrase(line)] }

// maxGap is the number of spaces in what follows the start of a phrase with a
// gap: two words may fill it.
const maxGap = 2

// lineSigns may stand around a phrase.
const lineSigns = " .,;:!»›>|·•…-*\"'[]()"

// foldPhrase folds a line and takes off what may stand around a phrase.
func foldPhrase(line string) string {
	return strings.Trim(fold(line), lineSigns)
}

// isCrud reports whether a line is page furniture: a phrase of data/crud.txt,
// the name of a file, or nothing but signs.
func isCrud(line string) bool {
	n := utf8.RuneCountInString(line)
	if n > maxPhrase {
		return false
	}
	phrase := foldPhrase(line)
	f := crud()
	if phrase == "" || f.whole[phrase] || f.whole[uncounted(phrase)] || f.isMenu(line) {
		return true
	}
	if linePatterns().fileName.MatchString(line) {
		return true
	}
	sentence, start := endsSentence(line), strings.TrimLeft(fold(line), lineSigns)
	for _, s := range f.starts {
		if rest, ok := strings.CutPrefix(start, s); ok && !startsLetter(rest) && (!sentence || strings.Count(s, " ") >= 2 || strings.HasSuffix(s, ":")) {
			return true
		}
	}
	for _, g := range f.gapped {
		if rest, ok := strings.CutPrefix(phrase, g[0]); ok && strings.HasSuffix(rest, g[1]) && strings.Count(rest, " ") <= maxGap {
			return true
		}
	}
	if strings.ContainsAny(line, "\"“«„") {
		return false // speech that mentions a newsletter
	}
	for _, s := range f.contains {
		if strings.Contains(phrase, s) {
			return true
		}
	}
	return false
}

// uncounted returns "3 comments" as "0 comments", which data/crud.txt has.
func uncounted(phrase string) string {
	rest := strings.TrimLeft(phrase, "0123456789")
	if len(rest) == len(phrase) {
		return phrase
	}
	return "0" + rest
}

// menuGap parts the items of a menu on one line.
var menuGap = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\s+[|·•]\s+|\s{3,}`) })

// The fewest items of a menu, and the most words of an item.
const (
	menuItems = 3
	menuWords = 4
)

// isMenu reports whether a line is a menu: short items side by side, one of
// which is a phrase of data/crud.txt by itself. Without such a one it may be a
// row of a table, such as a list of the dead.
func (f *furniture) isMenu(line string) bool {
	items := menuGap().Split(strings.TrimSpace(line), -1)
	if len(items) < menuItems {
		return false
	}
	known := false
	for _, item := range items {
		if len(strings.Fields(item)) > menuWords {
			return false
		}
		known = known || f.whole[foldPhrase(item)]
	}
	return known
}

func startsLetter(s string) bool { return len(s) > 0 && (s[0] >= 'a' && s[0] <= 'z' || s[0] >= 0x80) }
