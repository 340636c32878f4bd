package score

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// content is the normal form in which two statements are compared. It is
// made the same way of gold and prediction:
//
//  1. white space, punctuation and quotation marks are taken off both ends
//     of every piece; a piece of nothing else is dropped;
//  2. pieces are put in order, and those that overlap are joined;
//  3. where the first word is "that" and others follow, it is dropped, with
//     what [content] takes off between it and the next word.
//
// A word is one occurrence at one place: equal words elsewhere in the text
// do not match, and a word that occurs twice counts twice. Sets of words are
// therefore multisets of spellings, and two statements that share no byte
// share no word.
type content struct {
	text   string        // of the document
	pieces []corpus.Span // in order, disjoint, none empty
	words  []corpus.Span // of all pieces, in order
	runes  int           // code points in pieces

	// speaker is the statement's, for a choice between equal contents.
	speaker []corpus.Span
}

func newContent(text string, spans []corpus.Span) content {
	pieces := join(trimAll(text, spans))
	words := wordsIn(text, pieces)
	if len(words) > 1 && strings.EqualFold(words[0].In(text), "that") {
		pieces = cutBefore(pieces, words[1].Start)
		words = words[1:]
	}
	c := content{text: text, pieces: pieces, words: words}
	for _, p := range pieces {
		c.runes += utf8.RuneCountInString(p.In(text))
	}
	return c
}

func trimAll(text string, spans []corpus.Span) []corpus.Span {
	var out []corpus.Span
	for _, s := range spans {
		left := strings.TrimLeftFunc(s.In(text), outer)
		s.Start = s.End - len(left)
		s.End = s.Start + len(strings.TrimRightFunc(left, outer))
		if !s.Empty() {
			out = append(out, s)
		}
	}
	return out
}

// outer reports whether r is taken off the ends of a piece. The back quote
// and the acute accent stand in for quotation marks in typewritten text but
// are symbols to Unicode; other symbols ("$", "+") belong to the content.
func outer(r rune) bool {
	return unicode.IsPunct(r) || unicode.IsSpace(r) || r == '`' || r == '´' || r == '\u200b' || r == '\ufeff'
}

func join(pieces []corpus.Span) []corpus.Span {
	slices.SortFunc(pieces, func(a, b corpus.Span) int { return a.Start - b.Start })
	var out []corpus.Span
	for _, p := range pieces {
		if n := len(out); n > 0 && p.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, p.End)
			continue
		}
		out = append(out, p)
	}
	return out
}

// cutBefore returns what of the pieces lies at start or after it.
func cutBefore(pieces []corpus.Span, start int) []corpus.Span {
	var out []corpus.Span
	for _, p := range pieces {
		p.Start = max(p.Start, start)
		if !p.Empty() {
			out = append(out, p)
		}
	}
	return out
}

// wordsIn returns the words of the pieces. A word is a run of letters, digits
// and marks, with single apostrophes, hyphens, full stops and commas inside
// it ("don't", "30,000", "U.S"); each ideograph and kana is a word of its
// own. A piece that begins or ends inside a word has a shorter word there,
// which is not the whole one.
func wordsIn(text string, pieces []corpus.Span) []corpus.Span {
	var words []corpus.Span
	for _, p := range pieces {
		words = appendWords(words, text, p)
	}
	return words
}

func appendWords(words []corpus.Span, text string, p corpus.Span) []corpus.Span {
	for i := p.Start; i < p.End; {
		r, size := utf8.DecodeRuneInString(text[i:p.End])
		if !wordRune(r) {
			i += size
			continue
		}
		end := i + size
		if !ideograph(r) {
			end = wordEnd(text[:p.End], end)
		}
		words = append(words, corpus.Span{Start: i, End: end})
		i = end
	}
	return words
}

// wordEnd returns where the word ends that holds the rune before i.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if strings.ContainsRune("'’-‐.,", r) && i+size < len(text) {
			next, nextSize := utf8.DecodeRuneInString(text[i+size:])
			r, size = next, size+nextSize
		}
		if !wordRune(r) || ideograph(r) {
			return i
		}
		i += size
	}
	return i
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func ideograph(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }

// jaccard returns the words in both divided by the words in either
// (Jaccard 1901), 0 when neither has one. It is 1 for the same words at the
// same places and for nothing else.
func jaccard(a, b content) float64 {
	shared := sharedWords(a.words, b.words)
	either := len(a.words) + len(b.words) - shared
	if either == 0 {
		return 0
	}
	return float64(shared) / float64(either)
}

func sharedWords(a, b []corpus.Span) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			n, a, b = n+1, a[1:], b[1:]
		case a[0].Start < b[0].Start || a[0].Start == b[0].Start && a[0].End < b[0].End:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return n
}

// covered returns which share of the code points of gold's pieces lies in a
// piece of found. It is not symmetric: whatever found takes in besides costs
// nothing.
func covered(gold, found content) float64 {
	if gold.runes == 0 {
		return 0
	}
	n := 0
	for _, g := range gold.pieces {
		for _, f := range found.pieces {
			if s := (corpus.Span{Start: max(g.Start, f.Start), End: min(g.End, f.End)}); !s.Empty() {
				n += utf8.RuneCountInString(s.In(gold.text))
			}
		}
	}
	return float64(n) / float64(gold.runes)
}
