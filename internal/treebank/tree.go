package treebank

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/syntax"
)

// Syntax returns the text of a document and its sentences with their spans in
// that text. Paragraphs are parted by a line break, sentences of one
// paragraph by a space. The tokens of one written word share its letters:
// "do" and "n't" of "don't". Blocks number the paragraphs.
func (d *Document) Syntax() (string, []syntax.Sentence) {
	var text strings.Builder
	sentences := make([]syntax.Sentence, 0, len(d.Sentences))
	block := 0
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if i > 0 {
			text.WriteByte(" \n"[paragraphs(s.Paragraph)])
			block += paragraphs(s.Paragraph)
		}
		sentences = append(sentences, s.syntax(text.Len(), block))
		text.WriteString(s.Text)
	}
	return text.String(), sentences
}

func paragraphs(begins bool) int {
	if begins {
		return 1
	}
	return 0
}

// Blocks returns the paragraphs of a text that [Document.Syntax] returned.
func Blocks(text string) []corpus.Block {
	var blocks []corpus.Block
	at := 0
	for line := range strings.Lines(text) {
		span := corpus.Span{Start: at, End: at + len(line)}.Trim(text)
		blocks = append(blocks, corpus.Block{Span: span, Kind: corpus.Paragraph})
		at += len(line)
	}
	return blocks
}

// syntax returns s as a sentence of a text in which it begins at start.
func (s *Sentence) syntax(start, block int) syntax.Sentence {
	out := syntax.Sentence{Span: corpus.Span{Start: start, End: start + len(s.Text)}, Block: block}
	at := 0
	for from, to := range s.written() {
		form, _ := s.writtenForm(from, to)
		word := match(s.Text, at, form)
		at = word.End
		cuts := s.share(s.Text[word.Start:word.End], from, to)
		for i := from; i < to; i++ {
			t := s.Tokens[i]
			out.Tokens = append(out.Tokens, syntax.Token{
				Span: corpus.Span{Start: start + word.Start + cuts[i-from], End: start + word.Start + cuts[i-from+1]},
				Form: t.Form, Lemma: t.Lemma, POS: t.UPOS, Tag: t.XPOS, Head: t.Head, Rel: t.Deprel,
			})
		}
	}
	return out
}

// match returns where form stands in text at or behind at, white space of
// either aside. The parser has checked that it does.
func match(text string, at int, form string) corpus.Span {
	at = skipSpace(text, at)
	end := at
	for _, r := range form {
		if !unicode.IsSpace(r) {
			end = skipSpace(text, end)
			_, n := utf8.DecodeRuneInString(text[end:])
			end += n
		}
	}
	return corpus.Span{Start: at, End: end}
}

func skipSpace(text string, at int) int {
	for at < len(text) {
		r, n := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsSpace(r) {
			break
		}
		at += n
	}
	return at
}

// share cuts a written word among its tokens and returns the borders. Each
// takes as many runes as its form has, as long as one is left for every
// token behind it.
func (s *Sentence) share(word string, from, to int) []int {
	cuts := []int{0}
	left := utf8.RuneCountInString(word)
	at := 0
	for i := from; i < to; i++ {
		n := min(utf8.RuneCountInString(s.Tokens[i].Form), max(0, left-(to-i-1)))
		if i == to-1 {
			n = left
		}
		left -= n
		for range n {
			_, size := utf8.DecodeRuneInString(word[at:])
			at += size
		}
		cuts = append(cuts, at)
	}
	return cuts
}

// FromSyntax returns sentences of a text as a document of a treebank, with
// the comments newdoc, newpar, sent_id and text.
func FromSyntax(id, text string, sentences []syntax.Sentence) *Document {
	d := &Document{ID: id}
	for i := range sentences {
		s := fromSyntax(text, &sentences[i])
		s.ID = fmt.Sprintf("%s-%d", oneLine(id), i+1)
		s.Paragraph = i == 0 || sentences[i-1].Block != sentences[i].Block ||
			strings.Contains(between(text, sentences[i-1].End, sentences[i].Start), "\n\n")
		s.comment(oneLine(id), i == 0)
		d.Sentences = append(d.Sentences, s)
	}
	return d
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func between(text string, start, end int) string {
	if start >= end {
		return ""
	}
	return text[start:end]
}

func (s *Sentence) comment(id string, first bool) {
	if first {
		s.Comments = append(s.Comments, "# newdoc id = "+id)
	}
	if s.Paragraph {
		s.Comments = append(s.Comments, "# newpar")
	}
	s.Comments = append(s.Comments, "# sent_id = "+s.ID, "# text = "+s.Text)
}

func fromSyntax(text string, in *syntax.Sentence) Sentence {
	s := Sentence{}
	for i, t := range in.Tokens {
		s.Tokens = append(s.Tokens, Token{
			Form: column(t.Form), Lemma: column(t.Lemma), UPOS: t.POS, XPOS: t.Tag, Head: t.Head, Deprel: t.Rel,
			Misc: spacing(text, in, i),
		})
	}
	s.Words = writtenWords(text, in)
	for _, w := range s.Words { // the spacing of a word stands on its own line
		for i := w.From; i < w.To; i++ {
			s.Tokens[i].Misc = ""
		}
	}
	s.Text = s.build()
	return s
}

// column returns s as it may stand in a column.
func column(s string) string { return oneLine(s) }

const noSpace = "SpaceAfter=No"

// spacing returns the MISC column of a token.
func spacing(text string, s *syntax.Sentence, i int) string {
	end := s.Tokens[i].End
	if i+1 < len(s.Tokens) && s.Tokens[i+1].Start <= end {
		return noSpace
	}
	if r, _ := utf8.DecodeRuneInString(text[end:]); i+1 == len(s.Tokens) && end < len(text) && !unicode.IsSpace(r) {
		return noSpace
	}
	return ""
}

// writtenWords finds the tokens that are one written word: letters against
// letters, or a possessive mark behind them.
func writtenWords(text string, s *syntax.Sentence) []Word {
	var words []Word
	for i := 0; i < len(s.Tokens); {
		to := i + 1
		for to < len(s.Tokens) && s.Tokens[to].Start == s.Tokens[to-1].End && joins(s.Tokens[to-1], s.Tokens[to]) {
			to++
		}
		if to > i+1 {
			form := text[s.Tokens[i].Start:s.Tokens[to-1].End]
			words = append(words, Word{From: i, To: to, Form: column(form), Misc: spacing(text, s, to-1)})
		}
		i = to
	}
	return words
}

func joins(a, b syntax.Token) bool {
	return lettered(a.Form) && (b.Tag == "POS" || lettered(b.Form))
}

func lettered(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }
