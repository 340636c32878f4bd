package capture

import (
	"bytes"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pdfLine is a stretch of text that stands on one base line. Lengths are in
// points; y grows upwards, and both are turned for text that is.
type pdfLine struct {
	page      int // from 0
	text      string
	x0, x1, y float64
	size      float64 // of the largest letters
	font      string  // of the first letters
	fonts     bool    // there are several
	gaps      int     // that are as wide as those between the columns of a table
	angle     float64 // of the base line, in radians
	furniture bool    // the file itself says that it belongs to the page, not to the text
}

// matrix maps coordinates (ISO 32000-1, 8.3.3).
type matrix [6]float64

var unmoved = matrix{1, 0, 0, 1, 0, 0}

// times is first a, then b.
func (a matrix) times(b matrix) matrix {
	return matrix{
		a[0]*b[0] + a[1]*b[2], a[0]*b[1] + a[1]*b[3],
		a[2]*b[0] + a[3]*b[2], a[2]*b[1] + a[3]*b[3],
		a[4]*b[0] + a[5]*b[2] + b[4], a[4]*b[1] + a[5]*b[3] + b[5],
	}
}

// textState is what operators set for the text that follows.
type textState struct {
	ctm, line, at                  matrix // of the page, of the line begun, of the next letter
	font                           *pdfFont
	size, char, word, lead, rising float64
	stretch                        float64
}

// painter runs the contents of a page and collects its lines in the order in
// which they are drawn.
type painter struct {
	file  *pdfFile
	fonts map[pdfRef]*pdfFont
	page  int
	lines []pdfLine
	bytes int // of their text

	textState
	saved     []textState
	marked    []bool // marked contents that are open: whether each is furniture
	furniture int    // how many of them are

	words strings.Builder // of the line being drawn
	open  pdfLine
}

// maxSaved and maxForms bound how deep contents may nest.
const (
	maxSaved = 1000
	maxForms = 8
)

// paint returns the lines of all pages.
func (f *pdfFile) paint(pages []pdfDict) []pdfLine {
	p := &painter{file: f, fonts: map[pdfRef]*pdfFont{}}
	for i, page := range pages {
		p.page = i
		p.textState, p.saved = textState{ctm: unmoved, line: unmoved, at: unmoved, stretch: 1}, nil
		p.marked, p.furniture = nil, 0
		p.run(f.contents(page), f.dict(page["Resources"]), 0)
		p.endLine()
	}
	return p.lines
}

// contents returns the contents of a page, which may lie in several streams. It
// panics with errPDFSize when they are too long.
func (f *pdfFile) contents(page pdfDict) []byte {
	v := f.resolve(page["Contents"])
	streams, ok := v.(pdfArray)
	if !ok {
		streams = pdfArray{v}
	}
	var out []byte
	for _, v := range streams {
		if s, ok := f.resolve(v).(pdfStream); ok {
			out = append(append(out, f.decode(s)...), '\n')
			if len(out) > maxPDFStream {
				panic(errPDFSize)
			}
		}
	}
	return out
}

// maxOperands is more than any operator has.
const maxOperands = 64

// run runs contents with the resources that they name.
func (p *painter) run(contents []byte, resources pdfDict, depth int) {
	l := &pdfLexer{b: contents, work: &p.file.work}
	var args []any
	for {
		v, ok := l.next()
		if !ok {
			return
		}
		op, isOp := v.(pdfOp)
		switch {
		case !isOp && len(args) < maxOperands:
			args = append(args, v)
			continue
		case !isOp:
			continue
		case op == "ID":
			l.skipImage()
		case op == "Do" && len(args) == 1:
			p.form(p.file.dict(resources["XObject"]), args[0], resources, depth)
		case op == "Tf" && len(args) == 2:
			p.setFont(p.file.dict(resources["Font"]), args)
		case op == "BDC" && len(args) == 2:
			p.mark(p.isFurniture(args, resources))
		default:
			p.do(op, operands(args), args)
		}
		args = args[:0]
	}
}

// skipImage passes over the bytes of a picture behind "ID".
func (l *pdfLexer) skipImage() {
	for {
		end := bytes.Index(l.b[l.i:], []byte("EI"))
		if end < 0 {
			l.i = len(l.b)
			return
		}
		l.i += end + len("EI")
		if isPDFSpace(l.b[l.i-len(" EI")]) && (l.i == len(l.b) || isPDFSpace(l.b[l.i])) {
			return
		}
	}
}

// form runs contents that a page names, such as those of a frame around it.
func (p *painter) form(named pdfDict, name any, outer pdfDict, depth int) {
	key, _ := name.(pdfName)
	s, ok := p.file.resolve(named[key]).(pdfStream)
	if !ok || depth == maxForms || p.file.name(s.dict["Subtype"]) != "Form" {
		return
	}
	if own := p.file.dict(s.dict["Resources"]); own != nil {
		outer = own
	}
	state, saved := p.textState, len(p.saved)
	if m := operands(p.file.array(s.dict["Matrix"])); len(m) == 6 {
		p.ctm = matrix(m).times(p.ctm)
	}
	p.run(p.file.decode(s), outer, depth+1)
	p.textState, p.saved = state, p.saved[:min(saved, len(p.saved))]
}

// isFurniture reports whether the file marks contents as head or foot of the
// page.
func (p *painter) isFurniture(args []any, resources pdfDict) bool {
	if args[0] != pdfName("Artifact") {
		return false
	}
	props := p.file.dict(args[1])
	if key, ok := args[1].(pdfName); ok {
		props = p.file.dict(p.file.dict(resources["Properties"])[key])
	}
	subtype := p.file.name(props["Subtype"])
	return p.file.name(props["Type"]) == "Pagination" || subtype == "Header" || subtype == "Footer"
}

// mark opens marked contents, and unmark ends those that were opened last.
func (p *painter) mark(furniture bool) {
	p.marked = append(p.marked, furniture)
	if furniture {
		p.furniture++
	}
}

func (p *painter) unmark() {
	last := len(p.marked) - 1
	if p.marked[last] {
		p.furniture--
	}
	p.marked = p.marked[:last]
}

func (p *painter) setFont(named pdfDict, args []any) {
	key, _ := args[0].(pdfName)
	p.size, _ = args[1].(float64)
	ref, isRef := named[key].(pdfRef)
	if f := p.fonts[ref]; isRef && f != nil {
		p.font = f
		return
	}
	p.font = p.file.font(p.file.dict(named[key]))
	if isRef {
		p.fonts[ref] = p.font
	}
}

// operands returns the numbers of args; nil if there is anything else.
func operands(args []any) []float64 {
	out := make([]float64, 0, len(args))
	for _, a := range args {
		n, ok := a.(float64)
		if !ok {
			return nil
		}
		out = append(out, n)
	}
	return out
}

// do carries out an operator (ISO 32000-1, annex A) with numbers n or any args.
// One with other operands than it takes is passed over.
func (p *painter) do(op pdfOp, n []float64, args []any) {
	switch {
	case op == "q" && len(p.saved) < maxSaved:
		p.saved = append(p.saved, p.textState)
	case op == "Q" && len(p.saved) > 0:
		p.textState, p.saved = p.saved[len(p.saved)-1], p.saved[:len(p.saved)-1]
	case op == "cm" && len(n) == 6:
		p.ctm = matrix(n).times(p.ctm)
	case op == "BT":
		p.line, p.at = unmoved, unmoved
	case op == "Tm" && len(n) == 6:
		p.line, p.at = matrix(n), matrix(n)
	case op == "Td" && len(n) == 2:
		p.move(n[0], n[1])
	case op == "TD" && len(n) == 2:
		p.lead = -n[1]
		p.move(n[0], n[1])
	case op == "T*":
		p.move(0, -p.lead)
	case op == "BMC":
		p.mark(false)
	case op == "EMC" && len(p.marked) > 0:
		p.unmark()
	case len(n) == 1:
		p.set(op, n[0])
	default:
		p.show(op, args)
	}
}

func (p *painter) set(op pdfOp, n float64) {
	switch op {
	case "Tc":
		p.char = n
	case "Tw":
		p.word = n
	case "Tz":
		p.stretch = n / 100
	case "TL":
		p.lead = n
	case "Ts":
		p.rising = n
	}
}

func (p *painter) move(x, y float64) {
	p.line = matrix{1, 0, 0, 1, x, y}.times(p.line)
	p.at = p.line
}

func (p *painter) show(op pdfOp, args []any) {
	if len(args) == 0 {
		return
	}
	last := args[len(args)-1]
	switch op {
	case "'", "\"":
		if n := operands(args[:len(args)-1]); op == "\"" && len(n) == 2 {
			p.word, p.char = n[0], n[1]
		}
		p.move(0, -p.lead)
		last = pdfArray{last}
	case "Tj":
		last = pdfArray{last}
	case "TJ":
	default:
		return
	}
	list, _ := last.(pdfArray)
	for _, v := range list {
		switch v := v.(type) {
		case pdfString:
			p.showString(v)
		case float64:
			p.at = matrix{1, 0, 0, 1, -v / 1000 * p.size * p.stretch, 0}.times(p.at)
		}
	}
}

func (p *painter) showString(s pdfString) {
	if p.font == nil {
		return
	}
	p.font.glyphs(s, func(g glyph) {
		p.file.work.token()
		p.file.work.spend(len(g.text))
		p.draw(g)
		advance := g.width/1000*p.size + p.char
		if g.blank {
			advance += p.word
		}
		p.at = matrix{1, 0, 0, 1, advance * p.stretch, 0}.times(p.at)
	})
}

// draw puts a letter where it stands.
func (p *painter) draw(g glyph) {
	m := matrix{p.size * p.stretch, 0, 0, p.size, 0, p.rising}.times(p.at).times(p.ctm)
	unit := math.Hypot(m[0], m[1])
	if unit == 0 || math.IsNaN(unit) || math.IsInf(unit, 0) {
		return
	}
	dx, dy := m[0]/unit, m[1]/unit
	at := pdfLine{x0: m[4]*dx + m[5]*dy, y: m[5]*dx - m[4]*dy, size: math.Hypot(m[2], m[3]), angle: math.Atan2(dy, dx), font: p.font.name, furniture: p.furniture > 0}
	at.x1 = at.x0 + g.width/1000*unit
	p.add(readable(g.text), at)
}

// How far, in parts of the size of letters, a letter may stand off the base
// line of the one before (as a raised number does) or before its end, and
// which gap is as good as a space. Typesetting programs stretch spaces of a
// third down to a fifth and move letters by a tenth. The columns of a table
// stand further apart than words of a justified line.
const (
	offLine  = 0.5
	backward = 1
	wordGap  = 0.15
	cellGap  = 1.5
)

// add adds a letter to the line being drawn, or begins another.
func (p *painter) add(text string, at pdfLine) {
	if text == "" {
		return
	}
	last := p.open
	size := max(last.size, at.size)
	if p.words.Len() > 0 && (math.Abs(at.angle-last.angle) > turned || math.Abs(at.y-last.y) > offLine*size ||
		at.x0 < last.x1-backward*size || at.furniture != last.furniture) {
		p.endLine()
	}
	if p.words.Len() == 0 {
		if strings.TrimFunc(text, isBlank) == "" {
			return
		}
		p.open = at
	}
	if gap := at.x0 - p.open.x1; p.words.Len() > 0 && gap > wordGap*min(size, at.size) {
		if gap > cellGap*size {
			p.open.gaps++
		}
		if p.parted(text) {
			p.words.WriteByte(' ')
		}
	}
	switch {
	case isRaised(at, p.open):
		text = raiseDigits(text)
	case isRaised(p.open, at): // the number of a note before its text
		begun := raiseDigits(p.words.String())
		p.words.Reset()
		p.words.WriteString(begun)
		p.open.y = at.y
	}
	p.words.WriteString(text)
	p.open.x1, p.open.size = max(p.open.x1, at.x1), max(p.open.size, at.size)
	p.open.fonts = p.open.fonts || p.open.font != at.font
}

// Letters that are smaller than those of their line and stand higher, in parts
// of the size, are raised.
const (
	smaller = 0.85
	raised  = 0.15
)

func isRaised(a, b pdfLine) bool { return a.size < smaller*b.size && a.y-b.y > raised*b.size }

// raisedDigits are 0 to 9.
const raisedDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹"

// raiseDigits keeps a raised digit raised: the mark of a note behind a number
// must not become its last digit.
func raiseDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return []rune(raisedDigits)[r-'0']
		}
		return r
	}, text)
}

// parted reports whether a gap before text is to become a space: not where
// there is one, nor in scripts without them.
func (p *painter) parted(text string) bool {
	before, _ := utf8.DecodeLastRuneInString(p.words.String())
	next, _ := utf8.DecodeRuneInString(text)
	return !isBlank(before) && !isBlank(next) && !(unicode.Is(unicode.Han, before) && unicode.Is(unicode.Han, next))
}

// endLine keeps the line being drawn. One that was drawn twice, which makes
// its letters bold, is kept once. It panics with errPDFSize when there are
// too many or their text is longer than a record may be.
func (p *painter) endLine() {
	l := p.open
	l.page, l.text = p.page, strings.TrimFunc(p.words.String(), isBlank)
	p.words.Reset()
	p.open = pdfLine{}
	if l.text == "" {
		return
	}
	if p.bytes += len(l.text); p.bytes > MaxRecord || len(p.lines) == maxPDFLines {
		panic(errPDFSize)
	}
	if n := len(p.lines); n > 0 {
		if last := p.lines[n-1]; last.page == l.page && last.text == l.text && math.Abs(last.x0-l.x0)+math.Abs(last.y-l.y) < wordGap*l.size {
			return
		}
	}
	p.lines = append(p.lines, l)
}
