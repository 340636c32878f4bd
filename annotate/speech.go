package annotate

import (
	"slices"
	"sort"
	"strings"

	"hearsay/corpus"
)

// continueSpeech gives the quotations that no cue introduces to whom they
// belong: as a further piece of the statement that they go on with, or as a
// floating quotation of the speaker before.
func continueSpeech(t *text, found []*statement) []*statement {
	c := &continuing{t: t, found: found, owner: map[int]*statement{}, inBlock: make([][]*statement, len(t.blocks))}
	for _, s := range found {
		c.index(s)
		for _, q := range s.quoted {
			if c.owner[q] == nil {
				c.owner[q] = s
			}
		}
	}
	for i := range t.frames {
		c.frame(i)
	}
	for b := range t.blocks {
		c.following(b)
		c.pulled(b)
	}
	sort.SliceStable(c.found, func(i, j int) bool { return c.found[i].order < c.found[j].order })
	return c.found
}

type continuing struct {
	t       *text
	found   []*statement
	owner   map[int]*statement // by quotation
	inBlock [][]*statement     // by block
}

// file adds a statement.
func (c *continuing) file(s *statement) {
	c.found = append(c.found, s)
	c.index(s)
}

func (c *continuing) index(s *statement) {
	b := c.t.frames[s.frame].block
	c.inBlock[b] = append(c.inBlock[b], s)
}

// frame looks at the quotations of a frame that nobody owns.
func (c *continuing) frame(i int) {
	r := &reading{view: view{c.t, &c.t.frames[i]}, frame: i}
	for k := range r.f.items {
		q := r.quo(k)
		if q < 0 || c.owner[q] != nil || !r.speech(q) {
			continue
		}
		from := max(c.t.quotations[q].continues, c.t.quotations[q].resumes)
		switch next := c.resumed(q); {
		case from >= 0 && c.owner[from] != nil:
			c.extend(c.owner[from], q, r)
		case next >= 0 && c.owner[next] != nil:
			c.precede(c.owner[next], q, r)
		case !r.alone(k):
		default:
			c.float(i, k, q, r)
		}
	}
}

// maxFollowing is the most blocks that belong to a statement which a colon
// opens and no mark closes.
const maxFollowing = 40

// following reads "The letter said:" at the end of a block, where paragraphs
// without quotation marks follow: they are its words, up to the next block
// that reports something itself.
func (c *continuing) following(b int) {
	i := c.lastFrame(b)
	if i < 0 || b+1 >= len(c.t.blocks) || !c.t.prose(b) {
		return
	}
	r := &reading{view: view{c.t, &c.t.frames[i]}, frame: i}
	if !r.tok(r.len()-1).is(":") || c.opensQuoted(b+1) {
		return
	}
	r.found = c.in(i)
	p, verb, ok := r.saysAtEnd()
	if !ok {
		return
	}
	var content []piece
	for n := b + 1; n < len(c.t.blocks) && n <= b+maxFollowing && c.t.prose(n) && !c.reports(n); n++ {
		content = append(content, piece{c.t.blocks[n].Span.Trim(c.t.doc), -1})
	}
	if s := r.add(p, verb, verb+1, content, "text-behind-colon", weakRule+0.1); s != nil {
		s.verbatim = true
		s.doubt(0.85, "no mark shows where the words end")
		c.file(s)
	}
}

// pulled reads a block that ends in a person's name, set apart as a quotation without
// marks: "Nobody asked us what we need. Mara Tellon, farmer". A caption may end in the
// name of who took the picture, so the text must know the person otherwise or say
// who it is.
func (c *continuing) pulled(b int) {
	frames := c.t.framesOf[b]
	if len(frames) < 2 || !c.t.prose(b) {
		return
	}
	i := frames[len(frames)-1]
	r := &reading{view: view{c.t, &c.t.frames[i]}, frame: i}
	p, ok := r.signature()
	if !ok || !c.knownOutside(b, r.t.names[r.name(p.to-1)].entity) && !r.personAt(r.len()-1) && !(r.tok(p.to).is(",") && r.peopleSoon(p.to+1)) {
		return
	}
	first := &reading{view: view{c.t, &c.t.frames[frames[0]]}}
	if first.quo(0) >= 0 || !first.hasClause(0, first.len()) || len(c.in(frames[0])) > 0 && c.in(frames[0])[0].rule != "passive-told" {
		return
	}
	end := c.t.frames[i].items[0].tok
	content := corpus.Span{Start: first.start(0), End: c.t.tokens[end-1].End}
	if s := r.add(p, 0, 0, []piece{{content, -1}}, "pulled", weakRule+0.1); s != nil {
		s.cue, s.verbatim = corpus.Span{}, true
		s.doubt(0.9, "a quotation without marks, above a name")
		c.file(s)
	}
}

// signature returns the person's name that begins a frame which holds no verb.
func (r *reading) signature() (phraseRange, bool) {
	from := 0
	for r.tok(from).is("—–―-") {
		from++
	}
	end := r.behindName(from)
	p := phraseRange{from, end}
	if end == from {
		p.to = from + 1 // a title before it: "Mayor Mara Tellon"
		for p.to < r.len() && r.name(p.to-1) < 0 {
			p.to++
		}
		p.to = r.behindName(p.to - 1)
	}
	if p.empty() || r.len() > longSignature || r.hasClause(0, r.len()) || !r.speakerName(p) || !r.named(p.to-1) {
		return p, false
	}
	return p, p.to == r.len() || r.tok(p.to).is(",(")
}

// longSignature is the most items of a line that says who is quoted above it.
const longSignature = 16

// knownOutside reports whether a block other than b names the entity.
func (c *continuing) knownOutside(b, entity int) bool {
	for _, n := range c.t.entities[entity].names {
		if c.t.tokens[c.t.names[n].from].block != b {
			return true
		}
	}
	return false
}

// lastFrame returns the last sentence of a block, or -1.
func (c *continuing) lastFrame(b int) int {
	if n := len(c.t.framesOf[b]); n > 0 {
		return c.t.framesOf[b][n-1]
	}
	return -1
}

// opensQuoted reports whether a block begins with a quotation.
func (c *continuing) opensQuoted(b int) bool {
	q := c.t.quotationsFrom(c.t.first[b])
	return q < len(c.t.quotations) && c.t.firstOf(q) == c.t.first[b]
}

func (c *continuing) in(frame int) []*statement {
	var out []*statement
	for _, s := range c.inBlock[c.t.frames[frame].block] {
		if s.frame == frame {
			out = append(out, s)
		}
	}
	return out
}

// reports reports whether a block has a statement of its own, or opens one.
func (c *continuing) reports(b int) bool {
	for _, s := range c.inBlock[b] {
		if s.parent < 0 && !strings.EqualFold(s.subject.In(c.t.doc), "you") {
			return true
		}
	}
	return c.t.first[b+1] > c.t.first[b] && c.t.tokens[c.t.first[b+1]-1].is(":")
}

// saysAtEnd finds the subject and the verb of a reporting clause at the end of
// a sentence: "The letter said:", "... and went on:".
func (r *reading) saysAtEnd() (phraseRange, int, bool) {
	last := r.len() - 1
	for i := last - 1; i > 0 && i > last-8; i-- {
		if r.quo(i) >= 0 || r.tok(i).is(".;") {
			break
		}
		c, isCue := r.cueAt(i)
		goesOn := (r.low(i) == "went" || r.low(i) == "goes") && r.low(i+1) == "on"
		if !goesOn && !(isCue && c.form&(pastForm|presentForm) != 0 && c.takes(takesQuote)) {
			continue
		}
		if p, ok := r.subjectBefore(r.verbs(i, pastForm).from); ok && r.sourceLike(p) == speaker && !r.selfReport(p) {
			return p, i, true
		}
		p, ok := r.mainSubject(i)
		return p, i, ok
	}
	return phraseRange{}, 0, false
}

// alone reports whether the frame is made of quotations only, or the item k
// stands behind a colon or begins the frame as speech of its own.
func (r *reading) alone(k int) bool {
	for i := range r.f.items {
		if r.quo(i) < 0 && r.tok(i).kind != mark {
			return false
		}
	}
	return true
}

// resumed returns the quotation that goes on with q in its block, or -1.
func (c *continuing) resumed(q int) int {
	for n := q + 1; n < len(c.t.quotations) && n <= q+2; n++ {
		if c.t.quotations[n].resumes == q {
			return n
		}
	}
	return -1
}

// precede puts a quotation before what s quotes.
func (c *continuing) precede(s *statement, q int, r *reading) {
	s.content = slices.Insert(s.content, 0, r.quotedSpan(q))
	s.quoted = slices.Insert(s.quoted, 0, q)
	c.owner[q] = s
}

func (c *continuing) extend(s *statement, q int, r *reading) {
	s.content = append(s.content, r.quotedSpan(q))
	s.quoted = append(s.quoted, q)
	c.owner[q] = s
}

// float attaches a quotation that makes a sentence by itself.
func (c *continuing) float(i, k, q int, r *reading) {
	before := c.before(i, r)
	if s := c.subjectBefore(i, k, q, r, before); s != nil {
		c.owner[q] = s
		c.file(s)
		return
	}
	if before == nil {
		return
	}
	sameBlock := c.t.frames[before.frame].block == r.f.block
	if sameBlock && c.goesOn(before, i) {
		c.extend(before, q, r)
		return
	}
	s := r.add(phraseRange{}, 0, 0, r.pieces(k, k+1), "floating", fairRule)
	if s == nil {
		return
	}
	s.cue, s.subject, s.floating = corpus.Span{}, before.subject, true
	s.frame, s.mode, s.via, s.order = i, before.mode, before.via, s.content[0].Start
	if !sameBlock {
		s.doubt(0.75, "a quotation without a cue in a paragraph of its own")
	} else {
		s.doubt(0.9, "a quotation without a cue")
	}
	c.owner[q] = s
	c.file(s)
}

// subjectBefore gives a quotation to the person or body that is the subject
// of the sentence right before it, where that sentence reports nothing itself:
// "The lawmaker is sure of one thing. “...”", "issued this statement: ¶ “...”".
func (c *continuing) subjectBefore(i, k, q int, r *reading, before *statement) *statement {
	p := i - 1
	for p >= 0 && (c.t.frames[p].parent != r.f.parent || c.t.frames[p].block != r.f.block && !c.t.prose(c.t.frames[p].block)) {
		p--
	}
	if p < 0 || c.t.frames[p].block < c.t.proseBefore(r.f.block) || before != nil && before.frame >= p {
		return nil
	}
	o := &reading{view: view{c.t, &c.t.frames[p]}, frame: p}
	verb := 0
	for verb < o.len() && !o.finite(verb) {
		verb++
	}
	x, ok := o.subjectBefore(verb)
	why := "a quotation without a cue, given to the subject of the sentence before"
	if asked, yes := o.asked(verb); yes && !r.endsAsking(q) {
		x, ok, why = asked, true, "a quotation without a cue, given to whom the sentence before asked"
	}
	if verb == o.len() || !ok || o.sourceLike(x) != speaker || o.selfReport(x) || !o.personal(x) {
		return nil
	}
	s := r.add(phraseRange{}, 0, 0, r.pieces(k, k+1), "floating", fairRule)
	if s == nil {
		return nil
	}
	s.cue, s.subject, s.floating, s.order = corpus.Span{}, o.span(x.from, x.to), true, s.content[0].Start
	if o.tok(o.len() - 1).is(":") {
		s.rule, s.confidence = "colon-before-block", weakRule+0.1
		s.cue, s.floating = o.span(verb, verb+1), false
		return s
	}
	s.doubt(0.7, why)
	return s
}

// endsAsking reports whether a quotation is a question, which who asked before goes on
// to ask.
func (r *reading) endsAsking(q int) bool {
	x := &r.t.quotations[q]
	return x.from < x.to && r.t.tokens[x.to-1].is("?")
}

// asked returns whom the sentence says was asked: what follows in a paragraph
// of its own is the answer.
func (r *reading) asked(verb int) (phraseRange, bool) {
	for i := verb; i < r.len(); i++ {
		if w := r.low(i); w != "asked" && w != "asks" {
			continue
		}
		to := i + 1
		for to < r.len() && !r.bounds(to) && r.quo(to) < 0 && !(to > i+1 && r.class(to, preposition) && r.name(to) < 0) {
			to++
		}
		p := phraseRange{i + 1, to}
		return p, !p.empty() && r.sourceLike(p) == speaker
	}
	return phraseRange{}, false
}

// prose reports whether a block is running text and no heading.
func (t *text) prose(b int) bool {
	switch t.blocks[b].Kind {
	case corpus.Title, corpus.Heading, corpus.Caption, corpus.Byline:
		return false
	}
	return true
}

// proseBefore returns the block of running text before b, past headings and
// captions between them, or -1.
func (t *text) proseBefore(b int) int {
	for b--; b >= 0 && !t.prose(b); b-- {
	}
	return b
}

// personal reports whether a noun phrase names or describes a person.
func (r *reading) personal(p phraseRange) bool {
	for i := p.from; i < p.to; i++ {
		if n := r.name(i); n >= 0 && r.t.entities[r.t.names[n].entity].kind == corpus.Person && !r.possessed(i) || lex().person(r.low(i)) && !institutionNoun(r.low(i)) {
			return true
		}
		if r.class(i, subjectPronoun) && (r.low(i) == "he" || r.low(i) == "she") {
			return true
		}
	}
	return false
}

// goesOn reports whether a quotation goes on what before quotes: its cue
// stands in the sentence before, behind or between quoted words.
func (c *continuing) goesOn(before *statement, i int) bool {
	if len(before.quoted) == 0 || before.floating {
		return len(before.quoted) > 0 && before.frame == i
	}
	if before.plain && before.rule != "quote-before" {
		return false
	}
	last := before.quoted[len(before.quoted)-1]
	for f := before.frame + 1; f < i; f++ {
		fr := &c.t.frames[f]
		if fr.parent < 0 && fr.block == c.t.frames[i].block && !c.ownedBy(fr, before) {
			return false
		}
	}
	return c.t.quotations[last].parent == c.t.frames[i].parent
}

func (c *continuing) ownedBy(f *frame, s *statement) bool {
	for _, it := range f.items {
		if it.quo >= 0 && c.owner[it.quo] != s {
			return false
		}
		if it.quo < 0 && c.t.tokens[it.tok].kind != mark {
			return false
		}
	}
	return true
}

// before finds the statement whose speaker a floating quotation in frame i
// goes back to: the last one at the same depth in this block or the one
// before it.
func (c *continuing) before(i int, r *reading) *statement {
	at := c.t.tokens[r.f.items[0].tok].Start
	var best *statement
	for b := max(0, c.t.proseBefore(r.f.block)); b <= r.f.block; b++ {
		for _, s := range c.inBlock[b] {
			if s.parent != r.f.parent || s.order >= at || s.subject.Empty() && !s.floating {
				continue
			}
			if best == nil || s.order >= best.order {
				best = s
			}
		}
	}
	return best
}
