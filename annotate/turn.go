package annotate

import (
	"strings"

	"hearsay/corpus"
)

// longLabel is the most tokens of the name before the colon of a turn.
const longLabel = 5

// fewTurns is the least labels in brackets, "((LN)) : Is it safe?", that make an
// interview where only one side has a label.
const fewTurns = 3

// turns reads an interview or a transcript, whose paragraphs begin with who
// speaks: "LENZ: Is the bridge safe?". One label must come back, so that a
// list of terms with their explanations is none.
func turns(t *text) []*statement {
	ends := map[int]int{} // by block: the colon
	count := map[string]int{}
	again, bracketed := false, 0
	for b := range t.blocks {
		if colon := t.label(b); colon > 0 {
			ends[b] = colon
			_, to := t.turnName(b, colon)
			name := t.tokens[to-1].low // "Lenz" is "Maria Lenz"
			count[name]++
			again = again || count[name] > 1
			if to < colon {
				bracketed++
			}
		}
	}
	if len(count) < 2 && bracketed < fewTurns || !again {
		return nil
	}
	var out []*statement
	for b := range t.blocks {
		if colon := ends[b]; colon > 0 {
			s := t.turn(b, colon)
			if len(count) > 1 {
				t.goOn(s, b, ends)
			}
			out = append(out, s)
		}
	}
	return out
}

// longTurn is the most paragraphs behind its first that a turn may have.
const longTurn = 8

// goOn adds to a turn that begins in block b the paragraphs up to the next label.
// Behind the last label the text goes on as it likes, and behind a question with the
// answer of somebody else.
func (t *text) goOn(s *statement, b int, ends map[int]int) {
	next := b + 1
	for next < len(t.blocks) && next <= b+longTurn && ends[next] == 0 {
		next++
	}
	if next == b+1 || next == len(t.blocks) || ends[next] == 0 || t.tokens[t.first[b+1]-1].is("?") {
		return
	}
	for n := b + 1; n < next; n++ {
		if t.prose(n) {
			s.content = append(s.content, t.blocks[n].Span.Trim(t.doc))
		}
	}
	if len(s.content) > 1 {
		s.doubt(0.9, "no label stands before its later paragraphs")
	}
}

// label returns the token of the colon behind the name that begins a block, 0
// where none does.
func (t *text) label(b int) int {
	from, to := t.labelStart(b), t.first[b+1]
	for i := from; i < to && i <= from+longLabel; i++ {
		k := &t.tokens[i]
		switch {
		case k.is("(") && i <= from+1, k.is(")") && i+1 < to && t.tokens[i+1].is("):"): // "((LN)) :"
		case k.is(":") && i > from && i+1 < to:
			if !t.tokens[from].is("(") && !t.mayName(from) {
				return 0 // "WATCH BELOW: ..."
			}
			return i
		case k.kind == word && k.capital() && len(k.text) > 1, k.is(".-’'") && i > from:
		default:
			return 0
		}
	}
	return 0
}

// mayName reports whether the grammar takes a token for a name, or for a noun,
// as it may one in capitals.
func (t *text) mayName(i int) bool {
	p := t.places[i]
	if p == nowhere {
		return false
	}
	pos := t.parsed[p.sentence].Tokens[p.token].POS
	return pos == "PROPN" || pos == "NOUN"
}

// labelStart returns the first token of a block behind a quotation mark.
func (t *text) labelStart(b int) int {
	from := t.first[b]
	if from+1 < t.first[b+1] && t.tokens[from].is("\"“") {
		return from + 1
	}
	return from
}

// turnName returns the tokens [from,to) of the name in the label of block b, which ends
// at a colon, without brackets: "((LN)) :".
func (t *text) turnName(b, colon int) (from, to int) {
	from, to = t.labelStart(b), colon
	for t.tokens[from].is("(") {
		from++
	}
	for to-1 > from && t.tokens[to-1].is(")") {
		to--
	}
	return from, to
}

// turn makes a statement of a block behind its label.
func (t *text) turn(b, colon int) *statement {
	from, to := t.turnName(b, colon)
	subject := corpus.Span{Start: t.tokens[from].Start, End: t.tokens[to-1].End}
	last := t.first[b+1] - 1
	if last > colon+1 && t.tokens[last].is("\"”") {
		last--
	}
	content := corpus.Span{Start: t.tokens[colon+1].Start, End: t.tokens[last].End}
	return &statement{
		frame: t.framesOf[b][0], parent: -1, content: []corpus.Span{content}, plain: true, verbatim: true, subject: subject, order: content.Start,
		polarity: corpus.Assert, mode: corpus.Report, rule: ruleTurn, confidence: goodRule, entity: -1,
	}
}

const ruleTurn = "turn"

// turnSource names who takes a turn: the person of the document who bears the
// name of the label, else the label.
func (r *resolving) turnSource(s *statement) {
	label := strings.ToLower(s.subject.In(r.t.doc))
	s.source = corpus.Source{Spans: []corpus.Span{s.subject}, Name: s.subject.In(r.t.doc), Kind: corpus.Person, Identified: corpus.Partial}
	for e := range r.t.entities {
		f := &r.t.entities[e]
		if name := strings.ToLower(f.name); f.kind == corpus.Person && (name == label || strings.HasSuffix(name, " "+label)) && len(f.words) > 1 {
			r.take(s, e, 1, "")
			s.source.Spans = []corpus.Span{s.subject}
			return
		}
	}
	if strings.Contains(label, " ") {
		s.source.Identified = corpus.Named
	}
}
