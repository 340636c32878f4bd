package capture

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// Label labels the blocks of a plain text, whose title is title ("" if not
// known). Blocks are in order, do not overlap, lie on rune borders and are
// trimmed; what lies between them is white space. A paragraph is a line, or
// several where lines were wrapped at a fixed width; crud that stands on one
// line with real text, and runs of commas that stand for lost line ends, are
// cut off. Where unsure a block is a paragraph.
func Label(text, title string) []corpus.Block {
	var blocks []corpus.Block
	for _, s := range joinWrapped(text, splitLines(text)) {
		for _, piece := range splitPieces(text, s) {
			blocks = append(blocks, corpus.Block{Span: piece})
		}
	}
	l := &labeller{text: text, title: fold(title), blocks: blocks}
	l.each()
	l.titles()
	l.surroundings()
	return l.blocks
}

// The limits of what a line may be, in characters. They were set on saved
// pages: the longest headline seen there has 170, the longest heading 82, the
// longest caption 290, the longest line of navigation that holds a phrase of
// data/crud.txt inside 150.
const (
	maxTitle   = 250
	maxHeading = 120
	maxCaption = 400
	maxByline  = 120
	maxPhrase  = 200
	maxCredit  = 60
	// titleZone is how many blocks at the start may hold the title.
	titleZone = 12
)

// labeller gives blocks their kinds: first each by itself, then by what
// stands around it.
type labeller struct {
	text   string
	title  string // folded
	blocks []corpus.Block
}

func (l *labeller) each() {
	for i := range l.blocks {
		l.blocks[i].Kind = kindOfLine(l.blocks[i].In(l.text))
	}
}

// titles finds the title among the first blocks.
func (l *labeller) titles() {
	if i := l.findTitle(); i >= 0 {
		l.blocks[i].Kind = corpus.Title
		if i+2 < len(l.blocks) && l.blocks[i+1].Kind == corpus.Paragraph && l.blocks[i+2].Kind == corpus.Byline {
			l.blocks[i+1].Kind = corpus.Standfirst
		}
	}
}

// findTitle returns the block that is the given title, or if none was given
// the first line when it looks like a headline over longer blocks; else -1.
func (l *labeller) findTitle() int {
	for i := range l.blocks[:min(titleZone, len(l.blocks))] {
		if l.title != "" && fold(l.blocks[i].In(l.text)) == l.title {
			return i
		}
	}
	if l.title != "" {
		return -1
	}
	for i, b := range l.blocks {
		switch b.Kind {
		case corpus.Crud, corpus.Byline, corpus.Caption:
			continue
		case corpus.Paragraph, corpus.Heading:
			if i+1 < len(l.blocks) && l.headline(i, maxTitle) && l.followedByProse(i) {
				return i
			}
		}
		break
	}
	return -1
}

// headline reports whether block i looks like a headline of at most limit
// characters: no sentence, no quotation that goes on, a capital or a sign at
// its start.
func (l *labeller) headline(i, limit int) bool {
	line := l.blocks[i].In(l.text)
	if utf8.RuneCountInString(line) > limit || strings.ContainsAny(line[len(line)-1:], ".;,:") || endsSentence(line) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(line)
	return !unicode.IsLower(first)
}

// followedByProse reports whether the next blocks that are no captions,
// bylines or crud hold a paragraph that ends as sentences do.
func (l *labeller) followedByProse(i int) bool {
	for _, b := range l.blocks[i+1:] {
		switch b.Kind {
		case corpus.Caption, corpus.Byline, corpus.Crud, corpus.Standfirst:
			continue
		case corpus.Paragraph, corpus.List, corpus.Quote:
			line := b.In(l.text)
			return b.Len() > l.blocks[i].Len() && endsSentence(strings.TrimRight(line, ":;")+".") && (endsSentence(line) || b.Len() > maxHeading)
		}
		return false
	}
	return false
}

// surroundings labels what only its place tells: headings over paragraphs,
// names at the end, the tail of a page.
func (l *labeller) surroundings() {
	last := l.lastProse()
	l.tail(last)
	for i := range l.blocks {
		if l.blocks[i].Kind != corpus.Paragraph {
			continue
		}
		switch {
		case i > 0 && i+1 < len(l.blocks) && l.blocks[i-1].Kind == corpus.Crud && l.blocks[i+1].Kind == corpus.Crud && l.headline(i, maxCredit) && i > last:
			l.blocks[i].Kind = corpus.Crud
		case i > last && i > 0 && isName(l.blocks[i].In(l.text)), i > 0 && i < last && isName(l.blocks[i].In(l.text)) && l.nearTop(i):
			l.blocks[i].Kind = corpus.Byline
		case i > 0 && l.headline(i, maxHeading) && l.followedByProse(i):
			l.blocks[i].Kind = corpus.Heading
		}
	}
	l.lists()
}

// nearTop reports whether only a title, captions and the like stand before
// block i.
func (l *labeller) nearTop(i int) bool {
	for _, b := range l.blocks[:i] {
		if b.Kind == corpus.Paragraph || b.Kind == corpus.Heading {
			return false
		}
	}
	return true
}

// lastProse returns the index of the last paragraph that ends as a sentence,
// -1 if there is none.
func (l *labeller) lastProse() int {
	for i := len(l.blocks) - 1; i >= 0; i-- {
		if l.blocks[i].Kind == corpus.Paragraph && endsSentence(l.blocks[i].In(l.text)) {
			return i
		}
	}
	return -1
}

// tail labels what follows an opener of the end of a page ("Leave a Reply",
// "Related"): lines that look like headlines or form fields, until prose.
func (l *labeller) tail(last int) {
	within := false
	for i := range l.blocks {
		line := l.blocks[i].In(l.text)
		switch {
		case l.blocks[i].Kind == corpus.Crud && crud().opensTail(line):
			within = true
		case within && l.blocks[i].Kind == corpus.Paragraph && i > last && l.headline(i, maxHeading):
			l.blocks[i].Kind = corpus.Crud
		case l.blocks[i].Kind == corpus.Paragraph:
			within = false
		}
	}
}

// lists labels lines with a dash that have a neighbour with one.
func (l *labeller) lists() {
	dash := func(i int) bool {
		return i >= 0 && i < len(l.blocks) && strings.HasPrefix(l.blocks[i].In(l.text), "- ")
	}
	for i := range l.blocks {
		if l.blocks[i].Kind == corpus.Paragraph && dash(i) && (dash(i-1) || dash(i+1)) && !strings.Contains(l.blocks[i].In(l.text), ", - ") {
			l.blocks[i].Kind = corpus.List
		}
	}
}

// fold returns s for comparison: lower case, straight quotation marks, single
// spaces, nothing at its ends.
func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '“', '”', '„', '«', '»', '"':
			return '"'
		case '‘', '’', '´', '`':
			return '\''
		case '–', '—', '‑':
			return '-'
		}
		return unicode.ToLower(r)
	}, s)
	return strings.Trim(flat(s), " \"'")
}

// maxSigns is how many bytes a line may have around or within a title that
// folding takes away.
const maxSigns = 20

// titleWithin reports whether title stands as a line of its own among the
// first blocks of text.
func titleWithin(text, title string) bool {
	want := fold(title)
	seen := 0
	for start := 0; start < len(text) && seen < titleZone; {
		end, next := lineEnd(text, start)
		line := strings.TrimSpace(text[start:end])
		if line != "" {
			if seen++; len(line) <= 2*len(title)+maxSigns && fold(line) == want {
				return true
			}
		}
		start = next
	}
	return false
}
