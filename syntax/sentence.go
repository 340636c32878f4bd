package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// maxSentence is the most tokens of a sentence. The longest of EWT and GUM
// has 202; lists without an end are cut here, so that cost stays linear.
const maxSentence = 250

// Cut cuts a text into sentences and these into tokens with their spans and
// forms, and nothing else of a [Token]. Nothing is read from crud; without
// blocks the text is cut at its blank lines. A sentence never crosses a block.
func Cut(text string, blocks []corpus.Block) []Sentence {
	var out []Sentence
	if len(blocks) == 0 {
		for _, p := range paragraphs(text) {
			out = cutSpan(out, text, p, 0)
		}
		return out
	}
	for i, b := range blocks {
		if b.Kind != corpus.Crud && b.Valid(text) {
			out = cutSpan(out, text, b.Span, i)
		}
	}
	return out
}

// paragraphs returns the stretches of text between its blank lines.
func paragraphs(text string) []corpus.Span {
	var out []corpus.Span
	start, at := 0, 0
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" && at > start {
			out = append(out, corpus.Span{Start: start, End: at})
			start = at + len(line)
		}
		at += len(line)
	}
	return append(out, corpus.Span{Start: start, End: at})
}

// cutSpan appends the sentences of a block.
func cutSpan(out []Sentence, text string, span corpus.Span, block int) []Sentence {
	s := splitter{text: text, tokens: Tokenize(text, span), words: words(), block: block, out: out}
	s.marks()
	s.split()
	return s.out
}

// splitter cuts the tokens of one block into sentences.
type splitter struct {
	text   string
	tokens []Token
	words  *wordList
	block  int
	closes []bool // by token: it closes a quotation or a bracket
	out    []Sentence
}

func (s *splitter) split() {
	start := s.dateline()
	s.emit(0, start)
	for i := start; i < len(s.tokens); i++ {
		end := s.endBehind(start, i)
		if end == 0 && i+1-start >= maxSentence {
			end = s.softEnd(start, i+1)
		}
		if end > 0 {
			s.emit(start, end)
			start, i = end, end-1
		}
	}
	s.emit(start, len(s.tokens))
}

// endBehind returns the token at which the next sentence begins if one ends
// with token i and the marks behind it, else 0. Its own sentence begins at
// start.
func (s *splitter) endBehind(start, i int) int {
	if i+1 < len(s.tokens) && (bullet(s.tokens[i+1].Form) || s.lineEnds(i)) {
		return i + 1
	}
	form := s.tokens[i].Form
	switch {
	case terminal(form):
		return s.endBehindMark(start, i)
	case len(form) > 1 && form[len(form)-1] == '.':
		return s.endBehindAbbreviation(i)
	}
	return 0
}

// terminal reports whether form is the mark that ends a sentence.
func terminal(form string) bool {
	switch r, _ := utf8.DecodeRuneInString(form); r {
	case '.', '?', '!', '…', '。', '！', '？', '‽':
		return strings.Trim(form, ".?!…。！？‽") == ""
	}
	return false
}

// endBehindMark is endBehind for a mark that can end a sentence.
func (s *splitter) endBehindMark(start, i int) int {
	next := s.behindNotes(s.behindClosers(i))
	switch {
	case next >= len(s.tokens):
		return 0 // the block ends it
	case i == start+1 && s.numbered(start):
		return 0 // "2. The quay"
	case terminal(s.tokens[next].Form):
		return 0 // the last mark of several ends it
	case s.parts(next):
		return next + 1 // how some archives part paragraphs: "end., The next"
	case dots(s.tokens[i].Form) && !s.beginsBehindDots(next):
		return 0
	case s.quoted(i, next) && s.reportsShortly(next):
		return 0
	case longDash(s.tokens[next].Form), s.tokens[next].Form == "-" && s.quoted(i, next):
		return 0 // "Enough." - Lenz
	case s.begins(next), s.beginsSmall(i, next):
		return next
	}
	return 0
}

// behindClosers returns the first token behind i that closes nothing.
func (s *splitter) behindClosers(i int) int {
	next := i + 1
	for next < len(s.tokens) && s.closes[next] {
		next++
	}
	return next
}

// behindNotes returns the first token from i on that is no reference to a note
// ("[24] [25]") and no emoticon: they belong to the sentence before them.
func (s *splitter) behindNotes(i int) int {
	for i < len(s.tokens) {
		form := s.tokens[i].Form
		switch {
		case form == "[" && i+2 < len(s.tokens) && isDigit(s.tokens[i+1].Form[0]) && s.tokens[i+2].Form == "]":
			i += 3
		case len(form) > 1 && emoticon(form) == len(form):
			i++
		default:
			return i
		}
	}
	return i
}

// numbered reports whether token i is what an item of a list is counted with,
// or announces a postscript.
func (s *splitter) numbered(i int) bool {
	form := s.tokens[i].Form
	return isDigit(form[0]) && len(form) <= longestItem || form == "PS"
}

// longestItem is the most bytes of the number of an item: "2.11". A year is
// none, but a sentence of a year alone is rarer than a list.
const longestItem = 4

// parts reports whether token i is a comma that touches the sentence before
// it and a new one follows.
func (s *splitter) parts(i int) bool {
	return s.tokens[i].Form == "," && i+1 < len(s.tokens) && !s.spaceBefore(i) && s.spaceBefore(i+1) && s.begins(i+1)
}

func dots(form string) bool { return len(form) > 1 && form[0] == '.' || form == "…" }

// beginsBehindDots reports whether "..." before token i ends a sentence: what
// follows is a capital that is one by its place.
func (s *splitter) beginsBehindDots(i int) bool {
	form := s.tokens[i].Form
	return capitalAt(form, 0) && form != "I" || s.opensQuotation(i)
}

// quoted reports whether a closing quotation mark stands between two tokens.
func (s *splitter) quoted(i, next int) bool {
	for k := i + 1; k < next; k++ {
		if !strings.ContainsAny(s.tokens[k].Form, ")]}") {
			return true
		}
	}
	return false
}

// begins reports whether a sentence can begin with token i.
func (s *splitter) begins(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.tokens[i].Form)
	switch {
	case unicode.IsUpper(r), unicode.IsTitle(r), unicode.Is(unicode.Lo, r):
		return true
	case unicode.IsDigit(r), unicode.Is(unicode.Sc, r), unicode.Is(unicode.So, r):
		return true
	case unicode.IsLower(r):
		return false
	}
	return strings.ContainsRune("([{<•*–—-_=#@+“„«‘「『\"'`…~", r)
}

// beginsSmall reports whether a sentence in small letters begins with token
// next, behind a full stop that is one: messages and posts are written so.
func (s *splitter) beginsSmall(i, next int) bool {
	if next > i+1 || !s.spaceBefore(next) || i == 0 || s.spaceBefore(i) {
		return false
	}
	switch s.tokens[i].Form {
	case ".":
		before := s.tokens[i-1].Form
		return len(before) > longestUnlisted && !strings.Contains(before, ".") && !(s.words.number[strings.ToLower(before)] && capitalAt(before, 0))
	default:
		return !dots(s.tokens[i].Form)
	}
}

// longestUnlisted is the most letters that a word before a full stop may have
// to be taken for an abbreviation that the list does not know, where small
// letters follow.
const longestUnlisted = 1

// endBehindAbbreviation is endBehind for a token with a full stop.
func (s *splitter) endBehindAbbreviation(i int) int {
	next := s.behindClosers(i)
	if next >= len(s.tokens) || !s.begins(next) {
		return 0
	}
	form := s.tokens[next].Form
	low := strings.ToLower(strings.TrimSuffix(s.tokens[i].Form, "."))
	initial := utf8.RuneCountInString(low) == 1
	switch {
	case s.words.title[low], s.words.never[low], s.words.number[low] && (!initial || isDigit(form[0])), low == "p.s":
		return 0
	case s.opensQuotation(next):
		return next // "Partner A. “...”"
	case low == "etc" && capitalAt(form, 0):
		return next
	case initial && utf8.RuneCountInString(form) == 1:
		return 0
	case capitalAt(form, 0) && s.words.openers[strings.ToLower(form)]:
		return next
	}
	return 0
}

// lineEnds reports whether a line break behind token i ends a sentence: an
// item of a list follows, or the line is short and has no end of its own, as
// a headline.
func (s *splitter) lineEnds(i int) bool {
	gap := s.text[s.tokens[i].End:s.tokens[i+1].Start]
	if strings.IndexByte(gap, '\n') < 0 {
		return false
	}
	next := s.tokens[i+1].Form
	if (next == "-" || next == "*" || next == "–" || next == "—") && i+2 < len(s.tokens) && s.spaceBefore(i+2) {
		return true
	}
	lineStart := strings.LastIndexByte(s.text[:s.tokens[i].End], '\n') + 1
	return s.tokens[i].End-lineStart < shortLine && s.begins(i+1) && !strings.HasSuffix(s.tokens[i].Form, ",")
}

// shortLine is how many bytes a line has at least that was broken to fit a
// page and not because something ends. Mail breaks lines at 65 and more.
const shortLine = 50

// bullet reports whether form is a sign before an item of a list.
func bullet(form string) bool {
	switch r, n := utf8.DecodeRuneInString(form); r {
	case '•', '◆', '■', '▪', '●', '◦', '‣', '▶', '►', '○', '□', '★', '☆', '✓', '❖':
		return n == len(form)
	}
	return false
}

// softEnd returns where to cut tokens from start to end that have no end:
// behind the last mark of their second half, or at end.
func (s *splitter) softEnd(start, end int) int {
	comma := 0
	for k := end; k > start+(end-start)/2; k-- {
		switch s.tokens[k-1].Form {
		case ";", "|", "—", "--":
			return k
		case ",":
			comma = max(comma, k)
		}
	}
	if comma > 0 {
		return comma
	}
	return end
}

// emit adds tokens as a sentence. The full stop of an abbreviation that ends
// it becomes a token, as in treebanks: "etc" and ".".
func (s *splitter) emit(from, to int) {
	if from >= to {
		return
	}
	tokens := s.tokens[from:to:to]
	if k := s.lastWord(tokens); k >= 0 {
		tokens = cutStop(tokens, k)
	}
	s.out = append(s.out, Sentence{
		Span:   corpus.Span{Start: tokens[0].Start, End: tokens[len(tokens)-1].End},
		Block:  s.block,
		Tokens: tokens,
	})
}

// lastWord returns the last token that closes nothing if its full stop is to
// be cut off, else -1. Letters with full stops keep theirs: "U.S.".
func (s *splitter) lastWord(tokens []Token) int {
	k := len(tokens) - 1
	for k > 0 && closer(tokens[k].Form) {
		k--
	}
	form := tokens[k].Form
	stem := strings.TrimSuffix(form, ".")
	if len(stem) < 2 || len(stem)+1 != len(form) || len(tokens) < 3 || dottedLetters(stem) && capitalAt(stem, 0) || !wordAt(stem, 0, len(stem)) {
		return -1
	}
	return k
}

func closer(form string) bool {
	return strings.Trim(form, ")]}\"'”’»」』") == ""
}

// cutStop cuts the full stop off token k.
func cutStop(tokens []Token, k int) []Token {
	out := make([]Token, 0, len(tokens)+1)
	out = append(out, tokens[:k+1]...)
	end := out[k].End
	out[k].End, out[k].Form = end-1, strings.TrimSuffix(out[k].Form, ".")
	out = append(out, Token{Span: corpus.Span{Start: end - 1, End: end}, Form: "."})
	return append(out, tokens[k+1:]...)
}

func (s *splitter) spaceBefore(i int) bool {
	return i == 0 || s.tokens[i-1].End < s.tokens[i].Start
}

// longDateline is the most tokens before the dash of a dateline.
const longDateline = 16

// dateline returns how many tokens a dateline takes at the beginning of the
// block, with its dash: "HARBOUR CITY, Sept. 17 (Agency) --". It names a
// place in capitals, or an agency in brackets; 0 means that there is none.
func (s *splitter) dateline() int {
	if len(s.tokens) == 0 || !capitalAt(s.tokens[0].Form, 0) {
		return 0
	}
	shouted, bracket := len(s.tokens[0].Form) > 2 && upper(s.tokens[0].Form), false
	for i := range min(len(s.tokens)-1, longDateline) {
		form := s.tokens[i].Form
		switch {
		case longDash(form) || form == "-" && s.spaceBefore(i) && s.spaceBefore(i+1):
			if i == 0 || !shouted && !bracket {
				return 0
			}
			return i + 1
		case form == ")":
			bracket = true
		case strings.Trim(form, ";:?!\"“”") == "", form == ".":
			return 0
		case wordAt(form, 0, len(form)) && !capitalAt(form, 0) && !isDigit(form[0]) && form != "of" && form != "in" && form != "on":
			return 0
		}
	}
	return 0
}

func longDash(form string) bool {
	return strings.Trim(form, "—–") == "" || len(form) > 1 && strings.Trim(form, "-") == ""
}
