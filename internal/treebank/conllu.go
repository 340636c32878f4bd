// Package treebank reads and writes annotated texts in CoNLL-U, with the
// entities and coreference that GUM keeps in its MISC column.
package treebank

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Document is one text of a treebank.
type Document struct {
	ID        string // of its "# newdoc id" line, "" without one
	Sentences []Sentence

	entityFields []string // the order of the fields of an entity, of "# global.Entity"
}

// Sentence is one tree. Its comments are kept as they stand, with their
// leading "#".
type Sentence struct {
	ID        string // of "# sent_id"
	Text      string // of "# text"; put together from the tokens without one
	Paragraph bool   // a "# newpar" or "# newdoc" line stands before it
	Comments  []string
	Tokens    []Token
	Words     []Word // the written words of several tokens, in order
}

// Token is a line of a sentence: a syntactic word. Columns that hold "_" are
// "", but for the form and the lemma of an underscore.
type Token struct {
	Form, Lemma string
	UPOS, XPOS  string
	Feats       string
	Head        int // index of the governing token, -1 at the root
	Deprel      string
	Deps        string
	Misc        string // with SpaceAfter=No
}

// Word is a written word that stands for several tokens: "don't".
type Word struct {
	From, To int // tokens, half-open
	Form     string
	Misc     string
}

// SpaceAfter reports whether a token is followed by a space.
func (t *Token) SpaceAfter() bool { return spaceAfter(t.Misc) }

func spaceAfter(misc string) bool { return attribute(misc, "SpaceAfter") != "No" }

// attribute returns the value of a key in a list "A=1|B=2".
func attribute(list, key string) string {
	for part := range strings.SplitSeq(list, "|") {
		if name, value, ok := strings.Cut(part, "="); ok && name == key {
			return value
		}
	}
	return ""
}

// The limits of what is read. The longest line of EWT and GUM has 3,000 bytes.
const (
	maxLine   = 1 << 20
	maxTokens = 20_000 // of a sentence
)

// Read yields the documents of a file of CoNLL-U in order and holds one at a
// time. Empty nodes ("8.1") are passed over. An error names the file and the
// line and ends the sequence.
func Read(name string, r io.Reader) iter.Seq2[*Document, error] {
	return func(yield func(*Document, error) bool) {
		p := parser{doc: &Document{}}
		lines := bufio.NewScanner(r)
		lines.Buffer(make([]byte, 0, 64<<10), maxLine)
		for lines.Scan() {
			p.line++
			done, err := p.take(strings.TrimSuffix(lines.Text(), "\r"))
			if err != nil {
				yield(nil, fmt.Errorf("%s:%d: %w", name, p.line, err))
				return
			}
			if done != nil && !yield(done, nil) {
				return
			}
		}
		if err := errors.Join(lines.Err(), p.endSentence()); err != nil {
			yield(nil, fmt.Errorf("%s:%d: %w", name, p.line, err))
			return
		}
		if len(p.doc.Sentences) > 0 {
			yield(p.doc, nil)
		}
	}
}

// parser holds the document and the sentence that are being read.
type parser struct {
	line int
	doc  *Document
	s    Sentence
}

// take reads a line and returns the document that it ends, if any.
func (p *parser) take(line string) (*Document, error) {
	switch {
	case strings.TrimSpace(line) == "":
		return nil, p.endSentence()
	case line[0] == '#':
		return p.comment(strings.ToValidUTF8(line, "\uFFFD")), nil
	default:
		return nil, p.token(strings.Split(line, "\t"))
	}
}

func (p *parser) comment(line string) (done *Document) {
	key, value, _ := strings.Cut(strings.TrimSpace(line[1:]), "=")
	value = strings.TrimSpace(value)
	switch strings.TrimSpace(key) {
	case "newdoc", "newdoc id":
		if len(p.doc.Sentences) > 0 {
			done = p.doc
		}
		p.doc = &Document{ID: value}
		p.s.Paragraph = true
	case "newpar", "newpar id":
		p.s.Paragraph = true
	case "sent_id":
		p.s.ID = value
	case "text":
		p.s.Text = value
	case "global.Entity":
		p.doc.entityFields = strings.Split(value, "-")
	}
	p.s.Comments = append(p.s.Comments, line)
	return done
}

// columns of a line of CoNLL-U.
const columns = 10

func (p *parser) token(c []string) error {
	if len(c) != columns {
		return fmt.Errorf("%d columns instead of %d", len(c), columns)
	}
	if len(p.s.Tokens) == maxTokens {
		return fmt.Errorf("a sentence of more than %d tokens", maxTokens)
	}
	switch {
	case !utf8.ValidString(strings.Join(c, "")):
		return fmt.Errorf("token %q is no UTF-8", c[0])
	case bare(c[1]) == "":
		return fmt.Errorf("token %q has no form", c[0])
	case strings.Contains(c[0], "."):
		return nil // an empty node stands for no word of the text
	case strings.Contains(c[0], "-"):
		return p.word(c)
	}
	if n, err := strconv.Atoi(c[0]); err != nil || n != len(p.s.Tokens)+1 {
		return fmt.Errorf("token %q instead of %d", c[0], len(p.s.Tokens)+1)
	}
	head, err := strconv.Atoi(c[6])
	if err != nil && c[6] != "_" || head < 0 || head > maxTokens {
		return fmt.Errorf("token %s: head %q", c[0], c[6])
	}
	p.s.Tokens = append(p.s.Tokens, Token{
		Form: c[1], Lemma: c[2], UPOS: filled(c[3]), XPOS: filled(c[4]), Feats: filled(c[5]),
		Head: head - 1, Deprel: filled(c[7]), Deps: filled(c[8]), Misc: filled(c[9]),
	})
	return nil
}

func filled(column string) string {
	if column == "_" {
		return ""
	}
	return column
}

func (p *parser) word(c []string) error {
	first, last, _ := strings.Cut(c[0], "-")
	from, err1 := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	if err1 != nil || err2 != nil || from != len(p.s.Tokens)+1 || to < from || to > maxTokens {
		return fmt.Errorf("tokens %q of one word behind token %d", c[0], len(p.s.Tokens))
	}
	if n := len(p.s.Words); n > 0 && p.s.Words[n-1].To >= from {
		return fmt.Errorf("word %q overlaps the word before it", c[0])
	}
	p.s.Words = append(p.s.Words, Word{From: from - 1, To: to, Form: c[1], Misc: filled(c[9])})
	return nil
}

// endSentence checks the sentence that was read and adds it to its document.
func (p *parser) endSentence() error {
	s := p.s
	if len(s.Tokens) == 0 && len(s.Words) == 0 {
		return nil // comments alone belong to what follows
	}
	p.s = Sentence{}
	if n := len(s.Words); n > 0 && s.Words[n-1].To > len(s.Tokens) {
		return fmt.Errorf("word %q ends behind the %d tokens of its sentence", s.Words[n-1].Form, len(s.Tokens))
	}
	for i, t := range s.Tokens {
		if t.Head >= len(s.Tokens) {
			return fmt.Errorf("token %d: head %d of %d", i+1, t.Head+1, len(s.Tokens))
		}
	}
	if built := s.build(); strings.TrimSpace(s.Text) == "" {
		s.Text = built
	} else if bare(built) != bare(s.Text) {
		return fmt.Errorf("sentence %s: its text is not its tokens: %.80q", s.ID, s.Text)
	}
	p.doc.Sentences = append(p.doc.Sentences, s)
	return nil
}

// build puts the text together from the forms.
func (s *Sentence) build() string {
	var b strings.Builder
	for from, to := range s.written() {
		form, misc := s.writtenForm(from, to)
		b.WriteString(form)
		if spaceAfter(misc) {
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String())
}

// written yields the tokens, half-open, of each written word.
func (s *Sentence) written() iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		words := s.Words
		for i := 0; i < len(s.Tokens); {
			to := i + 1
			if len(words) > 0 && words[0].From == i {
				to, words = words[0].To, words[1:]
			}
			if !yield(i, to) {
				return
			}
			i = to
		}
	}
}

// writtenForm returns the form and the MISC column of a written word.
func (s *Sentence) writtenForm(from, to int) (form, misc string) {
	k, ok := slices.BinarySearchFunc(s.Words, from, func(w Word, at int) int { return w.From - at })
	if ok {
		return s.Words[k].Form, s.Words[k].Misc
	}
	return s.Tokens[from].Form, s.Tokens[from].Misc
}

// bare returns s without white space.
func bare(s string) string { return strings.Join(strings.Fields(s), "") }

// Write writes a document with its comments in CoNLL-U.
func Write(w io.Writer, d *Document) error {
	b := bufio.NewWriter(w)
	for i := range d.Sentences {
		d.Sentences[i].write(b)
	}
	return b.Flush()
}

func (s *Sentence) write(b *bufio.Writer) {
	for _, c := range s.Comments {
		b.WriteString(c + "\n")
	}
	words := s.Words
	for i, t := range s.Tokens {
		if len(words) > 0 && words[0].From == i {
			writeRow(b, fmt.Sprintf("%d-%d", i+1, words[0].To), words[0].Form, "", "", "", "", "", "", "", words[0].Misc)
			words = words[1:]
		}
		writeRow(b, strconv.Itoa(i+1), t.Form, t.Lemma, t.UPOS, t.XPOS, t.Feats, strconv.Itoa(t.Head+1), t.Deprel, t.Deps, t.Misc)
	}
	b.WriteByte('\n')
}

func writeRow(b *bufio.Writer, row ...string) {
	for i, c := range row {
		if c == "" {
			row[i] = "_"
		}
	}
	b.WriteString(strings.Join(row, "\t") + "\n")
}
