package capture

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// turned is the angle, in radians, from which on text is turned against other.
const turned = 0.01

// edgeLines is how many lines at the top and at the bottom of a page may be
// its head or foot, and sameHeight how far in points those of two pages may
// stand apart.
const (
	edgeLines  = 3
	sameHeight = 2
)

// markFurniture marks the heads and feet of pages: lines set apart at an edge that
// another page has at the same height, numbers aside, and the number of a page
// by itself.
func markFurniture(lines []pdfLine) {
	type mark struct {
		text   string
		height int
	}
	pages := map[mark]map[int]bool{}
	edges := edgesOf(lines)
	for _, i := range edges {
		m := mark{numberless(lines[i].text), int(math.Round(lines[i].y / sameHeight))}
		if pages[m] == nil {
			pages[m] = map[int]bool{}
		}
		pages[m][lines[i].page] = true
	}
	for _, i := range edges {
		l := &lines[i]
		n := 0
		for _, off := range []int{-1, 0, 1} {
			on := pages[mark{numberless(l.text), int(math.Round(l.y/sameHeight)) + off}]
			n += len(on)
			if off != 0 && on[l.page] {
				n--
			}
		}
		l.furniture = l.furniture || n > 1 || isPageNumber(l.text, l.page+1)
	}
}

// edgesOf returns the indexes of the lines at the edges of their pages. Turned
// text has none.
func edgesOf(lines []pdfLine) []int {
	var out []int
	for start := 0; start < len(lines); {
		end := start
		var level []int
		for end < len(lines) && lines[end].page == lines[start].page {
			if math.Abs(lines[end].angle) < turned {
				level = append(level, end)
			}
			end++
		}
		slices.SortStableFunc(level, func(a, b int) int {
			switch {
			case lines[a].y > lines[b].y:
				return -1
			case lines[a].y < lines[b].y:
				return 1
			}
			return 0
		})
		out = append(out, outermost(lines, level)...)
		slices.Reverse(level)
		out = append(out, outermost(lines, level)...)
		start = end
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// outermost returns the first of level, lines of a page from one edge on, that
// are set apart from the others: by a gap or by their size. There are none
// where the text begins at the edge.
func outermost(lines []pdfLine, level []int) []int {
	for n := 1; n <= edgeLines && n < len(level); n++ {
		a, b := lines[level[n-1]], lines[level[n]]
		size := max(a.size, b.size)
		if gap := math.Abs(a.y - b.y); gap > farther*usualLead*size || gap > 0 && math.Abs(a.size-b.size) > sameSize*size {
			return level[:n]
		}
	}
	return nil
}

// numberless folds a line and makes one sign of every number.
func numberless(text string) string {
	var b strings.Builder
	digit := false
	for _, r := range fold(text) {
		if unicode.IsDigit(r) {
			if !digit {
				b.WriteByte('#')
			}
			digit = true
			continue
		}
		digit = false
		b.WriteRune(r)
	}
	return b.String()
}

// isPageNumber reports whether a line is the number n and signs around it.
func isPageNumber(text string, n int) bool {
	number := 0
	for _, r := range strings.Trim(text, " -–—|[]().") {
		if r < '0' || r > '9' || number > maxPDFPages {
			return false
		}
		number = number*10 + int(r-'0')
	}
	return number == n
}

// pdfParagraph is a paragraph, or one line of the furniture of a page.
type pdfParagraph struct {
	text      string
	page      int // on which it begins, from 0
	size      float64
	furniture bool
}

// pdfLayout joins lines to paragraphs.
type pdfLayout struct {
	lines  []pdfLine
	body   float64         // size of most letters
	lead   float64         // usual distance of lines, in parts of their size
	right  []float64       // of each line, where the lines around it end
	words  map[string]bool // that stand within a line, in lower case
	joined int             // words that were parted at the end of a line
}

// usualLead is the distance of lines where a text has fewer than fewLeads to
// tell.
const (
	usualLead = 1.25
	fewLeads  = 5
)

func newPDFLayout(lines []pdfLine) *pdfLayout {
	l := &pdfLayout{lines: lines, lead: usualLead, words: map[string]bool{}}
	letters := map[float64]int{}
	var leads []float64
	for i, line := range lines {
		letters[math.Round(line.size*2)/2] += len(line.text)
		l.learn(line.text)
		if i > 0 && lines[i-1].page == line.page && line.size > 0 {
			if d := (lines[i-1].y - line.y) / line.size; d > 0.8 && d < 4 {
				leads = append(leads, d)
			}
		}
	}
	for size, n := range letters {
		if n > letters[l.body] || n == letters[l.body] && size < l.body {
			l.body = size
		}
	}
	if len(leads) >= fewLeads {
		slices.Sort(leads)
		l.lead = leads[len(leads)/2]
	}
	l.measure()
	return l
}

// measure finds where lines end that follow each other at the usual distance,
// as those of a column do.
func (l *pdfLayout) measure() {
	l.right = make([]float64, len(l.lines))
	for start := 0; start < len(l.lines); {
		end, right := start+1, l.lines[start].x1
		for end < len(l.lines) && l.follows(l.lines[end-1], l.lines[end]) {
			right = max(right, l.lines[end].x1)
			end++
		}
		for i := start; i < end; i++ {
			l.right[i] = right
		}
		start = end
	}
}

// follows reports whether b stands where the next line after a would.
func (l *pdfLayout) follows(a, b pdfLine) bool {
	size, down := max(a.size, b.size), a.y-b.y
	return a.page == b.page && math.Abs(a.size-b.size) <= sameSize*size && math.Abs(a.angle-b.angle) < turned &&
		down >= offLine*size && down <= farther*l.lead*size && a.furniture == b.furniture
}

// learn takes the words of a line, but for one that may go on in the next.
func (l *pdfLayout) learn(line string) {
	for word := range strings.FieldsFuncSeq(strings.ToLower(line), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		if trimmed := strings.Trim(word, "-"); trimmed == word {
			l.words[word] = true
		}
	}
}

// paragraphs returns the paragraphs in order. Furniture and the notes at the
// foot of a column stand behind the paragraph that they interrupt.
func (l *pdfLayout) paragraphs() []pdfParagraph {
	var out []pdfParagraph
	var open, held []int
	notes := l.notes()
	for i, line := range l.lines {
		if line.furniture || notes[i] {
			held = append(held, i)
			continue
		}
		if len(open) == 0 || l.parts(open[len(open)-1], i) {
			out = l.close(l.close(out, open), held)
			open, held = nil, nil
		}
		open = append(open, i)
	}
	return l.close(l.close(out, open), held)
}

// close appends the paragraphs that lines make.
func (l *pdfLayout) close(out []pdfParagraph, lines []int) []pdfParagraph {
	for start := 0; start < len(lines); {
		end := start + 1
		for !l.lines[lines[start]].furniture && end < len(lines) && !l.lines[lines[end]].furniture && !l.parts(lines[end-1], lines[end]) {
			end++
		}
		out = append(out, l.paragraph(lines[start:end]))
		start = end
	}
	return out
}

// noteSize is below which part of the size of the text notes are set.
const noteSize = 0.92

// notes tells of each line whether it is of a note: small, with nothing but
// such lines behind it in its column.
func (l *pdfLayout) notes() []bool {
	out := make([]bool, len(l.lines))
	below := true // nothing but notes lies between the line and the end of its column
	for i := len(l.lines) - 1; i >= 0; i-- {
		a := l.lines[i]
		if i+1 < len(l.lines) {
			b := l.lines[i+1]
			below = below || a.page != b.page || b.y-a.y > a.size
		}
		if a.furniture {
			continue
		}
		below = below && a.size < noteSize*l.body
		out[i] = below
	}
	return out
}

// What ends a paragraph: a distance above the usual by farther, an indent of
// at least indent and at most maxIndent sizes, a line that leaves more than
// shortLine of the width empty.
const (
	farther   = 1.35
	sameSize  = 0.1
	indent    = 0.8
	maxIndent = 6
	shortLine = 0.35
)

// parts reports whether line j begins another paragraph than line i, the last
// of the text before it.
func (l *pdfLayout) parts(i, j int) bool {
	a, b := l.lines[i], l.lines[j]
	size := max(a.size, b.size)
	switch {
	case math.Abs(a.size-b.size) > sameSize*size, math.Abs(a.angle-b.angle) > turned, isBullet(b.text), beginsNote(b.text):
		return true
	case a.page != b.page, b.y-a.y > size:
		return !goesOn(a.text, b.text)
	case !l.follows(a, b), !a.fonts && !b.fonts && a.font != b.font, a.gaps > 0 && b.gaps > 0:
		return true
	case size >= headingSize*l.body && centred(a, b), strings.HasSuffix(a.text, "-") && goesOn(a.text, b.text):
		return false
	case b.x0 > a.x0+indent*size && b.x0 < a.x0+maxIndent*size && !isBullet(a.text) && !goesOn(a.text, b.text):
		return true
	}
	return l.endsShort(a, b, l.right[i])
}

// beginsNote reports whether a line begins with the number of a note.
func beginsNote(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune(raisedDigits, r)
}

// centred reports whether two lines have one middle and not one beginning.
func centred(a, b pdfLine) bool {
	return math.Abs(a.x0+a.x1-b.x0-b.x1) < a.size && math.Abs(a.x0-b.x0) > indent*a.size
}

// endsShort reports whether line a ends where the first word of b would have
// fitted, as a paragraph ends.
func (l *pdfLayout) endsShort(a, b pdfLine, right float64) bool {
	room := right - a.x1
	word, _, _ := strings.Cut(b.text, " ")
	need := (b.x1-b.x0)*float64(len(word))/float64(len(b.text)) + wordGap*a.size
	return room > need && (endsSentence(a.text) || room > shortLine*(right-a.x0))
}

// goesOn reports whether a sentence that is open at the end of a column goes
// on at the top of the next.
func goesOn(a, b string) bool {
	first, _ := utf8.DecodeRuneInString(b)
	return !endsSentence(a) && unicode.IsLetter(first) && !unicode.IsUpper(first)
}

// paragraph joins lines.
func (l *pdfLayout) paragraph(lines []int) pdfParagraph {
	first := l.lines[lines[0]]
	p := pdfParagraph{page: first.page, size: first.size, furniture: first.furniture}
	text := first.text
	var out strings.Builder
	for _, i := range lines[1:] {
		next := l.lines[i].text
		end, between := l.join(text, next)
		out.WriteString(text[:end] + between)
		text = next
	}
	out.WriteString(text)
	p.text = out.String()
	return p
}

// join says how much of a line stays and what stands between it and the next.
func (l *pdfLayout) join(a, b string) (end int, between string) {
	last, n := utf8.DecodeLastRuneInString(a)
	before, _ := utf8.DecodeLastRuneInString(a[:len(a)-n])
	first, _ := utf8.DecodeRuneInString(b)
	hyphen := strings.ContainsRune("-\u2010\u00ad", last) && unicode.IsLetter(before) && unicode.IsLetter(first)
	switch {
	case hyphen && l.parted(a[:len(a)-n], b, last):
		l.joined++
		return len(a) - n, ""
	case hyphen, unspaced(last) && unspaced(first):
		return len(a), ""
	}
	return len(a), " "
}

// parted reports whether the hyphen between a and b only parts a word at the
// end of a line. A hyphen stays where the text has the word with it elsewhere,
// or has both halves as words and not the whole.
func (l *pdfLayout) parted(a, b string, hyphen rune) bool {
	first, _ := utf8.DecodeRuneInString(b)
	isSeparator := func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }
	head := strings.ToLower(a[strings.LastIndexFunc(a, isSeparator)+1:])
	tail := strings.ToLower(b)
	if i := strings.IndexFunc(tail, isSeparator); i >= 0 {
		tail = tail[:i]
	}
	switch {
	case hyphen == '\u00ad':
		return true
	case !unicode.IsLower(first) || l.words[head+"-"+tail]:
		return false
	case l.words[head+tail]:
		return true
	}
	return !l.words[head] || !l.words[tail]
}

// unspaced reports whether r is of a script that writes no spaces.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || strings.ContainsRune("、。，；：「」『』", r)
}
