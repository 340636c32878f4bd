package echo

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"hearsay/corpus"
)

//go:embed data/credits.txt
var creditLines string

// credit is a name that a text gives as where it has something from.
type credit struct {
	name     string
	span     corpus.Span // of the name
	dateline bool
}

// creditWords are the lists of data/credits.txt.
type creditWords struct {
	phrases, generic []string
	initials         string // of the phrases
}

// knownCredits are read once.
var knownCredits = sync.OnceValue(readCreditWords)

func readCreditWords() *creditWords {
	w := &creditWords{}
	list := &w.phrases
	for line := range strings.Lines(creditLines) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "# -- generic"):
			list = &w.generic
		case line != "" && line[0] != '#':
			*list = append(*list, line)
		}
	}
	byLength := func(a, b string) int { return len(b) - len(a) } // the longest first: "via:" before "via"
	slices.SortStableFunc(w.phrases, byLength)
	slices.SortStableFunc(w.generic, byLength)
	for _, p := range w.phrases {
		w.initials += p[:1]
	}
	return w
}

// The limits of a credit, in bytes.
const (
	maxDateline   = 100 // up to the name: "ULVRET/SAINT-AVREL, March 19 ("
	maxCreditName = 60
	maxCreditLine = 200
)

// creditsOf finds what d credits: agencies in the datelines of its paragraphs, names behind
// the phrases of data/credits.txt in any block, crud included, since there they often stand.
func (w *creditWords) creditsOf(d *corpus.Document) []credit {
	var list []credit
	for _, s := range lines(d) {
		if c, ok := datelineIn(d.Text, s); ok {
			list = append(list, c)
		}
		if s.Len() > maxCreditLine && d.Text[s.End-1] != ')' {
			continue // it tells the story
		}
		if c, ok := w.lineIn(d.Text, s); ok {
			list = append(list, c)
		}
	}
	return list
}

// lines returns the lines of all blocks of d, or of its text.
func lines(d *corpus.Document) []corpus.Span {
	blocks := d.Blocks
	if len(blocks) == 0 {
		blocks = []corpus.Block{{Span: corpus.Span{End: len(d.Text)}}}
	}
	var list []corpus.Span
	for _, b := range blocks {
		start := b.Start
		for line := range strings.Lines(b.In(d.Text)) {
			s := corpus.Span{Start: start, End: start + len(line)}
			start = s.End
			if s = s.Trim(d.Text); !s.Empty() {
				list = append(list, s)
			}
		}
	}
	return list
}

// datelineIn reads "CITY, April 14 (Tessel Wire) -" and "CITY, April 14. /CTB/." at the
// beginning of a line: the city begins in capitals, and a dash or the end of the dateline
// follows the name. A stroke may also part two cities.
func datelineIn(text string, s corpus.Span) (credit, bool) {
	line := s.In(text)
	head := line[:min(len(line), maxDateline)]
	if !placed(head) {
		return credit{}, false
	}
	for open := range len(head) {
		if head[open] != '(' && head[open] != '/' {
			continue
		}
		if name, ok := bracketed(line, open); ok {
			at := s.Start + open + 1
			return credit{name, corpus.Span{Start: at, End: at + len(name)}, true}, true
		}
	}
	return credit{}, false
}

// bracketed returns the name that the mark at open begins and its like ends, where that ends
// a dateline.
func bracketed(line string, open int) (string, bool) {
	name, rest, ok := strings.Cut(line[open+1:], closing(line[open]))
	if !ok || name == "" || len(name) > maxCreditName || !named(name) {
		return "", false
	}
	return name, closes(line[open], strings.TrimLeft(rest, " \u00a0"))
}

func closing(open byte) string {
	if open == '(' {
		return ")"
	}
	return string(open)
}

// closes reports whether what follows the name ends a dateline.
func closes(open byte, rest string) bool {
	for _, dash := range []string{"-", "–", "—", "--"} {
		if strings.HasPrefix(rest, dash) {
			return true
		}
	}
	return open == '/' && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "/"))
}

// placed reports whether what stands before the name can be a place with or without a
// date: a first word all in capitals.
func placed(before string) bool {
	word, _, _ := strings.Cut(before, " ")
	word = strings.Trim(word, ",./")
	return len(word) >= 2 && strings.IndexFunc(word, unicode.IsLower) < 0 && strings.IndexFunc(word, unicode.IsLetter) == 0
}

// named reports whether name can be that of an agency: it begins with a capital and ends no
// sentence.
func named(name string) bool {
	first := strings.IndexFunc(name, unicode.IsUpper)
	return first == 0 && !strings.ContainsAny(name, "!?;\n")
}

// lineIn reads a phrase of credit that begins a line, or brackets at its end.
func (w *creditWords) lineIn(text string, s corpus.Span) (credit, bool) {
	line := s.In(text)
	start := 0
	if strings.HasSuffix(line, ")") {
		start = strings.LastIndexByte(line, '(') + 1
	} else if strings.HasPrefix(line, "(") {
		start = 1
	}
	rest := line[start:]
	if rest == "" || strings.IndexByte(w.initials, lower(rest[0])) < 0 {
		return credit{}, false
	}
	for _, phrase := range w.phrases {
		if len(rest) > len(phrase) && strings.EqualFold(rest[:len(phrase)], phrase) && !letterAt(rest, len(phrase)) {
			return nameAt(text, corpus.Span{Start: s.Start + start + len(phrase), End: s.End})
		}
	}
	return credit{}, false
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}

func letterAt(s string, i int) bool { return i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z') }

// nameAt takes the name at the beginning of s: up to the end of the line or a mark.
func nameAt(text string, s corpus.Span) (credit, bool) {
	rest := s.In(text)
	skip := len(rest) - len(strings.TrimLeft(rest, " :\u00a0@“\""))
	end := strings.IndexAny(rest[skip:], ";,()[]|“”\"\n")
	if end < 0 {
		end = len(rest) - skip
	}
	name := strings.TrimRight(rest[skip:skip+end], " .\u00a0")
	if len(name) < 2 || len(name) > maxCreditName {
		return credit{}, false
	}
	at := s.Start + skip
	return credit{name: name, span: corpus.Span{Start: at, End: at + len(name)}}, true
}

// sameOutlet reports whether two names mean one outlet: the same words, but for an article
// before them and words such as "news agency" behind them.
func (w *creditWords) sameOutlet(a, b string) bool {
	if a == "" || b == "" || a == b {
		return a != "" && a == b
	}
	core := w.core(a)
	return core != "" && core == w.core(b)
}

// core is a name in lower case without the words that it may be given without.
func (w *creditWords) core(name string) string {
	name = strings.Join(strings.FieldsFunc(strings.ToLower(name), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c)
	}), " ")
	name = strings.TrimPrefix(name, "the ")
	for _, g := range w.generic {
		if rest, ok := strings.CutSuffix(name, " "+g); ok {
			return rest
		}
	}
	return name
}
