package score

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// verbList is the baseline's knowledge, one word form a line.
//
//go:embed baseline_verbs.txt
var verbList string

// baseline returns every sentence with a quotation mark or a form of a
// reporting verb, whole and without a speaker. It is what a reader has to
// beat: on the 98 articles of the Gender Gap Tracker such a baseline is
// reported at F1 .797 / .705 for coverage > 0.3 / > 0.8, and .359 for Jaccard
// >= 0.8. Its sentence splitter and its verbs are its own, so that it stays
// where it is when the reader gets better.
type baseline struct{ verbs map[string]bool }

func newBaseline() *baseline {
	b := &baseline{verbs: map[string]bool{}}
	for line := range strings.Lines(verbList) {
		line, _, _ = strings.Cut(line, "#")
		for _, verb := range strings.Fields(line) {
			b.verbs[verb] = true
		}
	}
	return b
}

// Baseline returns what the baseline finds in text: sentences in order, with
// neither cue nor speaker.
func Baseline(text string) []Statement { return newBaseline().predict(text) }

func (b *baseline) predict(text string) []Statement {
	var out []Statement
	for _, s := range sentences(text) {
		if b.reports(s.In(text)) {
			out = append(out, Statement{Content: []corpus.Span{s}})
		}
	}
	return out
}

// reports reports whether a sentence has a double quotation mark or a
// reporting verb. Single marks are apostrophes too often.
func (b *baseline) reports(sentence string) bool {
	if strings.ContainsAny(sentence, "\"“”„«»") {
		return true
	}
	for word := range strings.FieldsFuncSeq(strings.ToLower(sentence), notLetter) {
		if b.verbs[word] {
			return true
		}
	}
	return false
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// sentences cuts a text at line ends and behind a full stop, question or
// exclamation mark (with closing marks) that is followed by white space and
// then by anything but a small letter, unless the word before the full stop
// is an initial or a known abbreviation.
func sentences(text string) []corpus.Span {
	var out []corpus.Span
	start := 0
	cut := func(end int) {
		if s := (corpus.Span{Start: start, End: end}).Trim(text); !s.Empty() {
			out = append(out, s)
		}
		start = end
	}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\n':
			cut(i)
		case '.', '!', '?':
			if end, ok := sentenceEnd(text, start, i); ok {
				cut(end)
				i = end - 1
			}
		}
	}
	cut(len(text))
	return out
}

// sentenceEnd reports whether the mark at i, in a sentence that began at
// start, ends it, and where.
func sentenceEnd(text string, start, i int) (int, bool) {
	end := len(text) - len(strings.TrimLeft(text[i+1:], ".!?\"'”’»)"))
	rest := strings.TrimLeftFunc(text[end:], unicode.IsSpace)
	if rest == "" || len(rest) == len(text)-end {
		return end, rest == ""
	}
	if next, _ := utf8.DecodeRuneInString(rest); unicode.IsLower(next) {
		return end, false
	}
	return end, text[i] != '.' || !abbreviation(text[start:i])
}

// abbreviations that are followed by a capital in the middle of a sentence.
// "Inc" and "Co" end a sentence as often, and are left out.
const abbreviations = " mr mrs ms dr prof gen col lt sgt capt sen rep gov rev hon st mt no vs jan feb aug sept oct nov dec "

// abbreviation reports whether s ends in one, or in a single letter.
func abbreviation(s string) bool {
	word := s[strings.LastIndexFunc(s, notLetter)+1:]
	if utf8.RuneCountInString(word) == 1 {
		return true
	}
	return word != "" && strings.Contains(abbreviations, " "+strings.ToLower(word)+" ")
}
