package annotate

import (
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// quotation is what stands between an opening and a closing mark within one
// block. A quotation over several paragraphs is a chain of them.
type quotation struct {
	open, close int // token indexes of the marks; -1 where one is missing
	from, to    int // tokens between them, half-open
	parent      int // the quotation around it, or -1
	continues   int // the quotation in an earlier block that this one goes on with, or -1
	resumes     int // the quotation right before whose closing mark came too early, or -1
	children    []int
}

// span returns the bytes between the marks.
func (q *quotation) span(t *text) corpus.Span {
	if q.from >= q.to {
		return corpus.Span{}
	}
	return corpus.Span{Start: t.tokens[q.from].Start, End: t.tokens[q.to-1].End}
}

// balanced reports whether both marks stand.
func (q *quotation) balanced() bool { return q.open >= 0 && q.close >= 0 }

// last returns the first and the last token index with the marks.
func (q *quotation) bounds() (int, int) {
	first, last := q.from, q.to-1
	if q.open >= 0 {
		first = q.open
	}
	if q.close >= 0 {
		last = q.close
	}
	return first, last
}

// firstQuoted returns the first token between the marks of quotation q, or one that is
// no word where nothing stands there.
func (t *text) firstQuoted(q int) *token {
	if x := &t.quotations[q]; x.from < x.to {
		return &t.tokens[x.from]
	}
	return nothing
}

// family groups the marks that open and close each other.
type family uint8

const (
	noFamily family = iota
	curly
	single
	straight
	angle
	corner
	whiteCorner
)

// role of a mark in its place.
type role uint8

const (
	noRole role = iota
	opens
	closes
)

// pairQuotations finds the quotations of every block.
func pairQuotations(t *text) []quotation {
	p := &pairing{t: t}
	for b := range t.blocks {
		p.block(b)
	}
	p.link()
	return p.found
}

// pairing is the state of matching marks within one block.
type pairing struct {
	t     *text
	found []quotation
	stack []openMark

	previous int // the quotation that the block before left open, or -1
	start    int // of the quotations of this block in found
}

type openMark struct {
	tok    int
	family family
}

func (p *pairing) block(b int) {
	from, to := p.t.first[b], p.t.first[b+1]
	p.previous, p.start = p.openAtEnd(b-1), len(p.found)
	p.stack = p.stack[:0]
	for i := from; i < to; i++ {
		f, r := p.read(i, from, to)
		switch r {
		case opens:
			p.stack = append(p.stack, openMark{i, f})
		case closes:
			p.close(i, f, from)
		}
	}
	p.unclosed(b, to)
	if p.previous >= 0 && len(p.found) > p.start {
		p.continueFrom(p.previous, p.start, from)
	}
}

// openAtEnd returns the quotation that block b leaves open at its end.
func (p *pairing) openAtEnd(b int) int {
	if b < 0 {
		return -1
	}
	for i := len(p.found) - 1; i >= 0; i-- {
		q := &p.found[i]
		if q.parent < 0 && q.close < 0 && q.to == p.t.first[b+1] && q.to > q.from {
			return i
		}
		if q.from < p.t.first[b] {
			break
		}
	}
	return -1
}

// continueFrom links the first quotation of a block to the one that the
// block before left open, when it begins the block.
func (p *pairing) continueFrom(previous, start, from int) {
	for i := start; i < len(p.found); i++ {
		if p.found[i].open == from {
			p.found[i].continues = previous
			return
		}
	}
}

// read tells the family and the role of token i in its place.
func (p *pairing) read(i, from, to int) (family, role) {
	k := &p.t.tokens[i]
	if k.kind != mark {
		return noFamily, noRole
	}
	switch k.text {
	case "“", "„", "‟":
		if k.text == "“" && p.holds(curly) && p.lowHigh() {
			return curly, closes // „German“
		}
		if k.text == "“" && p.holds(curly) && !k.space && p.t.tokens[i-1].is(".,?!…") {
			return curly, closes // “a slip of the hand,“
		}
		return curly, opens
	case "”":
		return curly, closes
	case "«", "‹":
		return angle, opens
	case "»", "›":
		return angle, closes
	case "「":
		return corner, opens
	case "」":
		return corner, closes
	case "『":
		return whiteCorner, opens
	case "』":
		return whiteCorner, closes
	case "\"", "＂", "''", "``", "’’", "‘‘":
		return straight, p.straightRole(i, from, to)
	case "‘", "‚":
		return single, opens
	case "'", "’":
		return single, p.apostropheRole(i, from, to)
	}
	return noFamily, noRole
}

func (p *pairing) holds(f family) bool {
	for _, o := range p.stack {
		if o.family == f {
			return true
		}
	}
	return false
}

// lowHigh reports whether the innermost open mark is a low one.
func (p *pairing) lowHigh() bool {
	return p.t.tokens[p.stack[len(p.stack)-1].tok].text == "„"
}

// straightRole decides between the two uses of one mark by the white space
// around it, and by what is open where that says nothing.
func (p *pairing) straightRole(i, from, to int) role {
	spaceBefore := i == from || p.t.tokens[i].space || p.t.tokens[i-1].is("([{—–-“‘'\"/")
	spaceAfter := i+1 >= to || p.t.tokens[i+1].space || p.t.tokens[i+1].is(".,;:!?)]}—–’'")
	switch {
	case spaceBefore && !spaceAfter:
		return opens
	case spaceAfter && !spaceBefore:
		if !p.holds(straight) && p.introducedAt(i, to) {
			return opens // said," We"
		}
		return closes
	case p.holds(straight):
		return closes
	}
	return opens
}

// introducedAt reports whether the mark at token i stands behind a verb of saying and
// its comma, and another mark follows that can close what it opens.
func (p *pairing) introducedAt(i, to int) bool {
	if i < 2 || !p.t.tokens[i-1].is(",:") || p.previous >= 0 {
		return false
	}
	c, ok := lex().cues[p.t.tokens[i-2].low]
	if !ok || !c.takes(takesQuote) || c.form&(pastForm|presentForm) == 0 {
		return false
	}
	for j := i + 1; j < to; j++ {
		if p.t.tokens[j].is("\"") {
			return true
		}
	}
	return false
}

// apostropheRole tells a single quotation mark from an apostrophe.
func (p *pairing) apostropheRole(i, from, to int) role {
	k := &p.t.tokens[i]
	startsWord := i+1 < to && !p.t.tokens[i+1].space && startsLetter(p.t.tokens[i+1].text)
	if (i == from || k.space || p.t.tokens[i-1].is("([“\"—")) && startsWord && k.text == "'" {
		return opens
	}
	if !p.holds(single) || k.space {
		return noRole
	}
	if p.possessive(i, to) {
		return noRole
	}
	return closes
}

// possessive reports whether the mark behind a plural ("soldiers' families")
// is followed by a word in lower case while another mark can still close.
func (p *pairing) possessive(i, to int) bool {
	t := p.t
	if i == 0 || t.tokens[i-1].kind != word || !hasAnySuffix(t.tokens[i-1].low, "s") {
		return false
	}
	if i+1 >= to || t.tokens[i+1].kind != word || t.tokens[i+1].capital() {
		return false
	}
	for j := i + 1; j < to; j++ {
		if t.tokens[j].is("'’") && !t.tokens[j].space {
			return true
		}
	}
	return false
}

func startsLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// close pops the innermost open mark of the family; marks opened within it
// and never closed are dropped. A mark that closes nothing makes a quotation
// without a beginning when a sentence stands before it.
func (p *pairing) close(i int, f family, from int) {
	for n := len(p.stack) - 1; n >= 0; n-- {
		if p.stack[n].family != f && !p.mixed(p.stack[n].family, f, i) {
			continue
		}
		p.add(quotation{open: p.stack[n].tok, close: i, from: p.stack[n].tok + 1, to: i})
		p.stack = p.stack[:n]
		return
	}
	switch {
	case f == single || len(p.stack) > 0:
	case p.previous >= 0 && len(p.found) == p.start && i > from:
		p.add(quotation{open: -1, close: i, from: from, to: i}) // a paragraph that reopens no mark goes on
		p.found[p.start].continues = p.previous
	default:
		p.stray(i, from)
	}
}

// mixed reports whether a curly mark and a straight one enclose a quotation, as
// hurried typing has them; the words before the closing mark at token i end in
// a mark of their own.
func (p *pairing) mixed(open, close family, i int) bool {
	return (open == curly && close == straight || open == straight && close == curly) && !p.holds(close) && p.t.tokens[i-1].is(".,?!…")
}

// stray takes what stands before a closing mark that nothing opened as quoted: the sentence,
// when a comma or question mark inside it shows that a reporting clause follows, and, behind
// another quotation of the block, all sentences up to it that report nothing.
func (p *pairing) stray(i, from int) {
	t := p.t
	if i == from || !t.tokens[i-1].is(",?!.…") {
		return
	}
	before := p.lastClosed()
	if before < 0 && t.tokens[i-1].is(".…") || t.tokens[i-1].is(".…") && t.tokens[i].space {
		return
	}
	start := p.sentenceStart(i-1, from)
	resumes := -1
	if before >= 0 {
		q := &p.found[before]
		for start > q.close+1 && t.tokens[start-1].is(".?!…") {
			s := p.sentenceStart(start-1, from)
			if s <= q.close || p.reportsIn(s, start) {
				break
			}
			start = s
		}
		if start == q.close+1 && t.tokens[q.to-1].is(".?!…") && t.tokens[start].capital() {
			resumes = before
		} else if t.tokens[i-1].is(".…") && p.reportsIn(start, i) {
			return
		}
	}
	for start < i && t.tokens[start].is("[]…") {
		start++ // what was left out
	}
	if i-start > 1 {
		p.add(quotation{open: -1, close: i, from: start, to: i})
		p.found[len(p.found)-1].resumes = resumes
	}
}

// sentenceStart returns where the sentence begins that ends at token end.
func (p *pairing) sentenceStart(end, from int) int {
	for j := end - 1; j > from; j-- {
		if p.t.tokens[j].is(".?!”\"") && !p.t.tokens[j].abbr {
			return j + 1
		}
	}
	return from
}

// lastClosed returns the quotation of the block that was closed last, or -1.
func (p *pairing) lastClosed() int {
	last := -1
	for k := p.start; k < len(p.found); k++ {
		if p.found[k].close >= 0 && (last < 0 || p.found[k].close > p.found[last].close) {
			last = k
		}
	}
	return last
}

// reportsIn reports whether a verb of saying stands in [a,b), so that it is the reporter's. Words
// that are verbs too, "in order", and names, "United States", are none.
func (p *pairing) reportsIn(a, b int) bool {
	for k := a; k < b; k++ {
		c, ok := lex().cues[p.t.tokens[k].low]
		if ok && c.takes(takesQuote) && c.form&(pastForm|presentForm) != 0 && c.form&baseForm == 0 && !p.t.tokens[k].capital() {
			return true
		}
	}
	return false
}

func (p *pairing) add(q quotation) {
	q.parent, q.continues, q.resumes = -1, -1, -1
	p.found = append(p.found, q)
}

// unclosed deals with marks still open at the end of a block: a quotation
// that begins the block or is reopened by the next runs to the end of the
// block; any other mark is taken for a slip and read over.
func (p *pairing) unclosed(b, to int) {
	if len(p.stack) == 0 {
		return
	}
	o := p.stack[0]
	if o.family == single {
		return
	}
	if p.reopened(b, o.family) || o.tok == p.t.first[b] && !p.reportsBehind(o.tok, to) {
		p.add(quotation{open: o.tok, close: -1, from: o.tok + 1, to: to})
		return
	}
	if !p.reportsBehind(o.tok, to) {
		p.add(quotation{open: o.tok, close: -1, from: o.tok + 1, to: to})
	}
}

// reopened reports whether the next block begins with a mark of the family.
func (p *pairing) reopened(b int, f family) bool {
	next := p.t.first[b+1]
	if b+1 >= len(p.t.blocks) || next >= len(p.t.tokens) || next >= p.t.first[b+2] {
		return false
	}
	switch p.t.tokens[next].text {
	case "“", "„":
		return f == curly
	case "\"":
		return f == straight
	case "«":
		return f == angle
	}
	return false
}

// reportsBehind reports whether a comma and a cue stand between an unclosed
// mark and the end of its block, so that the mark cannot run to the end.
func (p *pairing) reportsBehind(tok, to int) bool {
	comma := false
	for i := tok + 1; i < to; i++ {
		k := &p.t.tokens[i]
		if k.is(",") {
			comma = true
		}
		if c, ok := lex().cues[k.low]; ok && comma && c.form&(pastForm|presentForm) != 0 && c.takes(takesQuote) {
			return true
		}
	}
	return false
}

// link finds the parents of nested quotations and sorts all by their place.
func (p *pairing) link() {
	sortQuotations(p.found)
	var stack []int
	for i := range p.found {
		q := &p.found[i]
		first, last := q.bounds()
		for len(stack) > 0 {
			_, end := p.found[stack[len(stack)-1]].bounds()
			if last <= end {
				break
			}
			stack = stack[:len(stack)-1]
		}
		_ = first
		if len(stack) > 0 {
			q.parent = stack[len(stack)-1]
			p.found[q.parent].children = append(p.found[q.parent].children, i)
		}
		stack = append(stack, i)
	}
}

// sortQuotations orders by beginning, the outer before the inner, and keeps
// the links between paragraphs.
func sortQuotations(qs []quotation) {
	order := make([]int, len(qs))
	for i := range order {
		order[i] = i
	}
	sortBy(order, func(a, b int) bool {
		fa, la := qs[a].bounds()
		fb, lb := qs[b].bounds()
		if fa != fb {
			return fa < fb
		}
		return la > lb
	})
	place := make([]int, len(qs))
	sorted := make([]quotation, len(qs))
	for to, from := range order {
		place[from], sorted[to] = to, qs[from]
	}
	for i := range sorted {
		if c := sorted[i].continues; c >= 0 {
			sorted[i].continues = place[c]
		}
		if c := sorted[i].resumes; c >= 0 {
			sorted[i].resumes = place[c]
		}
	}
	copy(qs, sorted)
}
