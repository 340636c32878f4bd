package annotate

import (
	"hearsay/corpus"
)

// passive reads "X was quoted as saying that A" and "it was announced that".
func (r *reading) passive(i int, c cueForm, g verbs) {
	if c.lemma == "quote" || c.lemma == "cite" {
		r.quotedAs(i, g)
		return
	}
	if r.passiveTold(i, c, g) || r.passiveInfinitive(i, c, g) || r.passiveBy(i, c, g) || r.low(i+1) == "to" {
		return
	}
	if r.low(g.from-1) != "it" || !c.takes(takesClause|takesThat) || c.takes(belief) {
		return
	}
	at := r.thatBehind(r.particleEnd(i), false)
	if at == 0 {
		at = r.bareClause(r.particleEnd(i), i, c)
	}
	if at == 0 {
		return
	}
	r.add(phraseRange{}, g.from, i+1, r.pieces(at, r.contentEnd(at, i)), "passive-agentless", weakRule).portray(c.polarity, c.mode)
}

// passiveBy reads "the plan was criticised by the union": who stands behind
// "by" speaks, and the subject, with what "as" or "to" adds, is the content.
func (r *reading) passiveBy(i int, c cueForm, g verbs) bool {
	if c.takes(takesAs) && r.low(i+1) == "as" && !g.negated {
		return r.passiveAs(i, c, g)
	}
	if c.takes(takesOf) && r.low(i+1) == "of" && !g.negated {
		return r.passiveOf(i, c, g)
	}
	if r.low(i+1) != "by" || !c.takes(takesNoun|takesAs|takesObjectTo|takesOf) || g.negated {
		return false
	}
	source, ok := r.phraseSource(i + 2)
	if !ok || r.sourceLike(source) != speaker {
		return false
	}
	p, ok := r.subjectBefore(g.from)
	if !ok || r.class(p.from, relative) || p.to-p.from == 1 && r.class(p.from, subjectPronoun) || r.low(source.to) != "as" && c.mode == corpus.Report && r.personal(p) && !r.withPreposition(p) && r.personal(phraseRange{p.to - 1, p.to}) {
		return false
	}
	content := r.pieces(p.from, p.to)
	if w := r.low(source.to); w == "as" || w == "of" || w == "to" {
		end := r.contentEnd(source.to, i)
		for k := source.to + 1; k < end; k++ {
			if r.quo(k) >= 0 && r.tok(k+1).is(",") {
				end = k + 1 // "described by Bay News as a “whisperer”, for"
			}
		}
		content = append(content, r.pieces(source.to, end)...)
	}
	for _, m := range r.coordinated(source) {
		s := r.add(m, g.from, i+1, content, "passive-by", weakRule)
		if s != nil {
			s.polarity, s.mode = c.polarity, c.mode
		}
	}
	return true
}

// passiveAs reads "he has been described as honest": nobody is named who says
// it.
func (r *reading) passiveAs(i int, c cueForm, g verbs) bool {
	p, ok := r.subjectBefore(g.from)
	if w := r.low(i + 2); w == "though" || w == "if" {
		return false
	}
	if w := r.low(g.from - 1); w == "that" || w == "which" || w == "who" {
		p, ok = phraseRange{g.from - 1, g.from}, true
	}
	if !ok {
		return false
	}
	end := r.contentEnd(i+2, i)
	if r.quo(i+2) >= 0 && (r.low(i+3) == "by" || r.tok(i+3).is(",")) {
		end = i + 3
	}
	source, by := r.agentWithin(i+2, end)
	if !source.empty() {
		end = by
	}
	if r.low(end) == "by" {
		if p, ok := r.phraseSource(end + 1); ok && r.sourceLike(p) == speaker {
			source = p
		}
	}
	content := r.pieces(i+2, end)
	if w := r.low(p.from); w != "that" && w != "which" && w != "who" {
		content = append(r.pieces(p.from, p.to), content...)
	}
	s := r.add(source, g.from, i+1, content, "passive-as", weakRule)
	return s.portray(c.polarity, c.mode)
}

// agentWithin returns who stands behind "by" at the end of [a,end), and the item of
// the "by": "identified as Ivo Brandt by a spokesman".
func (r *reading) agentWithin(a, end int) (phraseRange, int) {
	for k := end - 2; k > a; k-- {
		if r.low(k) != "by" {
			continue
		}
		p, ok := r.phraseSource(k + 1)
		if ok && p.to >= end && r.sourceLike(p) == speaker && !r.verb(k-1) {
			return phraseRange{p.from, end}, k
		}
		return phraseRange{}, 0
	}
	return phraseRange{}, 0
}

// passiveOf reads "they are accused of hiding it": nobody is named who says it.
func (r *reading) passiveOf(i int, c cueForm, g verbs) bool {
	s := r.add(phraseRange{}, g.from, i+1, r.pieces(i+2, r.contentEnd(i+2, i)), "passive-of", weakRule)
	return s.portray(c.polarity, c.mode)
}

// passiveTold reads "residents were told that A", "they were urged to leave":
// the subject is who is told, and nobody is named who tells, unless by "by".
func (r *reading) passiveTold(i int, c cueForm, g verbs) bool {
	if !c.takes(needsAddressee|takesObjectTo) || g.negated || g.modal != "" {
		return false
	}
	p, ok := r.subjectBefore(g.from)
	k := i + 1
	var source phraseRange
	if r.low(k) == "by" {
		if source, ok = r.phraseSource(k + 1); !ok || r.sourceLike(source) != speaker {
			return false
		}
		k = source.to
	}
	from, to := k, k
	switch at := r.skipTime(k); {
	case r.low(k) == "that":
		from = k + 1
		to = r.contentEnd(from, i)
	case c.takes(needsAddressee) && (r.startsClause(at) || r.fullClause(at)), r.whetherBehind(at, i) == at && c.takes(takesThat):
		from = at
		to = r.beforeOwn(from, r.contentEnd(from, i))
	case r.low(k) == "to" && c.takes(takesObjectTo|needsAddressee) && !r.class(k+1, determiner):
		to = r.beforeBut(from, r.contentEnd(from, i))
	default:
		return false
	}
	s := r.add(source, g.from, i+1, r.pieces(from, to), "passive-told", weakRule)
	if s.portray(c.polarity, c.mode) && ok && !p.empty() {
		s.to = r.span(p.from, p.to).In(r.t.doc)
	}
	return s != nil
}

// passiveInfinitive reads "the dam is said to be unsafe": somebody, who may not
// be named, says it.
func (r *reading) passiveInfinitive(i int, c cueForm, g verbs) bool {
	p, ok := r.subjectBefore(g.from)
	var source phraseRange
	to := i + 1
	if r.low(to) == "by" {
		if source, ok = r.phraseSource(to + 1); !ok || r.sourceLike(source) != speaker || c.takes(belief) && !r.presented(source, i) {
			return false
		}
		to = source.to
	}
	if !ok || source.empty() && c.takes(belief) || r.low(to) != "to" || !lex().is(r.low(to+1), auxiliary) && c.mode != corpus.Forecast || !c.takes(takesClause|takesThat) || c.takes(needsAddressee) || source.empty() && c.takes(weakCue) && c.lemma != "report" && c.mode != corpus.Forecast || g.negated {
		return false
	}
	end := r.contentEnd(to, i)
	if by, at := r.agentWithin(to, end); source.empty() && !by.empty() {
		source, end = by, at // "announced to be over by the board"
	}
	content := append(r.pieces(p.from, p.to), r.pieces(to, end)...)
	r.add(source, g.from, i+1, content, "passive-infinitive", weakRule).portray(c.polarity, c.mode)
	return true
}

// quotedAs reads "X was quoted by Y as saying that A".
func (r *reading) quotedAs(i int, g verbs) {
	p, ok := r.subjectBefore(g.from)
	if !ok || r.sourceLike(p) == noSource {
		return
	}
	for j := i + 1; j < r.len() && j < i+16; j++ {
		c, ok := r.cueAt(j)
		if !ok || c.form != gerundForm || r.low(j-1) != "as" {
			continue
		}
		content, rule, confidence, cueEnd := r.contentBehind(j, c)
		if before, ok := r.contentBefore(p.from, i); len(content) == 0 && ok {
			content, rule, confidence = before, "clause-before", fairRule
		}
		s := r.add(p, g.from, cueEnd, content, rule+"-quoted", confidence)
		switch {
		case s == nil:
		case r.low(i+1) == "by":
			s.via = r.hops(phraseRange{i + 2, j - 1})
		case r.low(j+1) == "by":
			if by, ok := r.phraseSource(j + 2); ok {
				s.via = r.hops(by)
			}
		}
		return
	}
}

// quotesAs reads "X quoted Y as saying that A": Y's statement, through X, and
// X's own.
func (r *reading) quotesAs(i int, g verbs) bool {
	x, ok := r.subjectBefore(g.from)
	if !ok || r.sourceLike(x) != speaker {
		return false
	}
	for j := i + 2; j < r.len() && j < i+14; j++ {
		c, ok := r.cueAt(j)
		if !ok || c.form != gerundForm || r.low(j-1) != "as" {
			continue
		}
		content, rule, confidence, cueEnd := r.contentBehind(j, c)
		if len(content) == 0 {
			return false
		}
		r.add(x, g.from, i+1, content, rule+"-quoting", confidence)
		if s := r.add(phraseRange{i + 1, j - 1}, j, cueEnd, content, rule+"-quoted", confidence); s != nil {
			s.polarity, s.mode = c.polarity, c.mode
			s.via = []corpus.Hop{{Span: r.span(x.from, x.to)}}
		}
		return true
	}
	return false
}

// hops makes the chain of one hop from a noun phrase.
func (r *reading) hops(p phraseRange) []corpus.Hop {
	for p.from < p.to && r.skipTime(p.to-1) > p.to-1 {
		p.to--
	}
	if p.empty() {
		return nil
	}
	return []corpus.Hop{{Span: r.span(p.from, p.to)}}
}
