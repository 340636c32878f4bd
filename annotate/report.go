package annotate

import (
	"strings"

	"hearsay/corpus"
)

// cue reads the cue at item i in whichever frame it stands.
func (r *reading) cue(i int, c cueForm) {
	g := r.verbs(i, c.form)
	switch {
	case c.form == gerundForm && !g.aux:
		r.gerund(i, c)
	case g.passive:
		r.passive(i, c, g)
	case c.polarity == corpus.Decline:
		r.decline(i, c, g)
	case g.to || g.modal != "" && g.modal != "would" && g.modal != "will":
		return // what somebody may, must or wants to say
	case c.form&(baseForm) != 0 && c.form&pastForm == 0 && !g.aux && !r.pluralBefore(g.from):
		return
	default:
		r.finiteCue(i, c, g)
	}
}

// pluralBefore reports whether what stands before item g can be the subject of
// a verb in its base form: "they say", "officials say".
func (r *reading) pluralBefore(g int) bool {
	g = r.skipInsertion(g)
	w := r.low(g - 1)
	switch w {
	case "i", "we", "you", "they", "people", "police", "media", "many", "some", "others", "both", "who", "most":
		return true
	}
	if p, ok := r.subjectBefore(g); ok && (len(r.coordinated(p)) > 1 || r.pluralHead(p)) {
		return true
	}
	return strings.HasSuffix(w, "s") && len(w) > 3 && !strings.HasSuffix(w, "ss") || lex().plural[w]
}

// finiteCue reads a cue with a subject before it or behind it.
func (r *reading) finiteCue(i int, c cueForm, g verbs) {
	if (c.lemma == "quote" || c.lemma == "cite") && r.quotesAs(i, g) {
		return
	}
	if g.negated && c.takes(weakCue) && !c.takes(belief) {
		return // "does not find", "did not show": nobody is portrayed as silent
	}
	if p, ok := r.subjectBefore(g.from); ok && r.acceptable(p, i, c) {
		r.withSubject(p, i, c, g)
		return
	}
	if r.elided(i, c, g) {
		return
	}
	if g.from == i && c.takes(takesQuote|takesClause|takesThat) {
		r.inverted(i, c)
	}
}

// acceptable reports whether p can be the source of the cue at i: weak cues
// want a person or institution.
func (r *reading) acceptable(p phraseRange, i int, c cueForm) bool {
	if c.takes(needsAddressee) && c.form&participleForm != 0 && r.t.blocks[r.f.block].Kind == corpus.Title {
		return false // "Families told to leave": a passive without its verb
	}
	switch r.sourceLike(p) {
	case speaker:
		return !r.selfReport(p) && (!c.takes(belief) || r.presented(p, i))
	case anyNoun:
		return !c.takes(weakCue) && c.takes(takesClause|takesThat) || r.quo(i+1) >= 0 || r.quo(p.from-1) >= 0
	}
	return false
}

// presented reports whether a belief is presented as expressed: by a group
// ("analysts believe"), or with the words themselves. That one person thinks
// or hopes is the reporter's account of a mind.
func (r *reading) presented(p phraseRange, i int) bool {
	if r.quo(i+1) >= 0 || r.quo(p.from-1) >= 0 {
		return true
	}
	for k := i; k < r.len(); k++ {
		if r.tok(k).is(":") && r.quo(k+1) >= 0 {
			return true
		}
	}
	for k := p.from; k < p.to; k++ {
		if lex().plural[r.low(k)] {
			return true
		}
	}
	return false
}

// selfReport reports whether a quoted speaker only speaks of what he or she
// says: "I said", "we believe" within a quotation.
func (r *reading) selfReport(p phraseRange) bool {
	if p.to-p.from != 1 {
		return false
	}
	w := r.low(p.from)
	return w == "i" || w == "we" || w == "you" || w == "who" || w == "one"
}

// withSubject reads content behind the cue, or before the subject.
func (r *reading) withSubject(p phraseRange, i int, c cueForm, g verbs) {
	members := r.coordinated(p)
	first := members[0].from
	content, rule, confidence, cueEnd := r.contentBehind(i, c)
	before := len(content) == 0 || c.takes(afterQuoteOnly) && !quotes(content)
	if before {
		content, rule, confidence = r.beforeSubject(first, i, c)
		cueEnd = r.particleEnd(i)
		if len(content) == 0 {
			return
		}
	} else if quoted, ok := r.interrupted(first, content); ok {
		content, rule = append(quoted, content...), "quote-interrupted"
	}
	for _, m := range members {
		s := r.add(m, g.from, cueEnd, content, rule, confidence)
		r.finish(s, i, c, g)
	}
	if before {
		r.used = max(r.used, cueEnd)
	}
}

// beforeSubject reads content that stands before its subject and cue, with
// what goes on behind them.
func (r *reading) beforeSubject(first, i int, c cueForm) ([]piece, string, float64) {
	if !c.takes(takesQuote | takesClause | takesThat | needsAddressee) {
		return nil, "", 0
	}
	content, ok := r.contentBefore(first, i)
	if !ok {
		return r.within(first, i), "clause-around", fairRule
	}
	if quotes(content) {
		return append(content, r.goesOn(i, content)...), "quote-before", sureRule
	}
	if c.takes(afterQuoteOnly) || c.takes(weakCue) && r.class(r.used, preposition) {
		return nil, "", 0
	}
	return append(content, r.resumes(i)...), "clause-before", fairRule
}

// within returns a clause in whose middle the reporting clause stands behind a
// mere adverbial: "In March, she recalls, the river froze".
func (r *reading) within(first, i int) []piece {
	k := r.skipTime(r.particleEnd(i))
	if first < 2 || !r.tok(first-1).is(",") || !r.tok(k).is(",") {
		return nil
	}
	if r.hasClause(0, first) && !(r.class(0, subordinator) && r.name(0) < 0) {
		return nil
	}
	end := r.contentEnd(k+1, i)
	if !r.hasClause(k+1, end) || r.class(k+1, conjunction|relative) {
		return nil
	}
	return append(r.pieces(0, first-1), r.pieces(k+1, end)...)
}

// resumes returns the rest of a clause that its reporting clause interrupts:
// "There is no sign, she said, of an end".
func (r *reading) resumes(i int) []piece {
	k := r.particleEnd(i)
	if !r.tok(k).is(",") || k+2 >= r.len() {
		return nil
	}
	k++
	if r.class(k, conjunction) && (r.class(k+1, auxiliary) || r.quotedIn(k, r.len())) {
		return r.pieces(k, r.contentEnd(k, i))
	}
	if r.low(k) == "that" {
		return r.pieces(k, r.contentEnd(k, i))
	}
	if r.class(k, preposition) && r.low(k) != "according" && r.low(k) != "following" || r.class(k, auxiliary) {
		return r.pieces(k, r.contentEnd(k, i))
	}
	return nil
}

// elided reads a cue that shares the subject of the one before: "said A and
// warned B", "declined to comment but said".
func (r *reading) elided(i int, c cueForm, g verbs) bool {
	w := r.low(g.from - 1)
	if w != "and" && w != "but" && w != "then" || c.form&(pastForm|presentForm) == 0 {
		return false
	}
	subject, ok := r.mainSubject(i)
	if !ok {
		return false
	}
	content, rule, confidence, cueEnd := r.contentBehind(i, c)
	if len(content) == 0 {
		return false
	}
	s := r.add(subject, g.from, cueEnd, content, rule+"-shared", confidence*0.9)
	r.finish(s, i, c, g)
	return true
}

// inverted reads a cue with its subject behind it: “A,” said X; "A, said X".
func (r *reading) inverted(i int, c cueForm) {
	if !r.tok(i-1).is(",—–") && r.quo(i-1) < 0 || c.form&(pastForm|presentForm) == 0 {
		return
	}
	p, ok := r.subjectAfter(i)
	if !ok || r.class(p.from, preposition) || c.takes(takesAddressee) || r.finite(p.to) || r.class(p.to, adverb) && r.finite(p.to+1) {
		return
	}
	if r.sourceLike(p) != speaker && r.quo(i-1) < 0 {
		return
	}
	content, ok := r.contentBefore(i, i)
	if !ok {
		return
	}
	rule, confidence := "clause-before-inverted", fairRule
	if quotes(content) {
		rule, confidence = "quote-before-inverted", sureRule
	}
	content = append(content, r.goesOnAfter(p.to, content)...)
	s := r.add(p, i, i+1, content, rule, confidence)
	r.finish(s, i, c, verbs{from: i})
	r.used = max(r.used, p.to)
}

// gerund reads ", saying that B", ", adding: “B”", with the subject of the
// sentence as its source.
func (r *reading) gerund(i int, c cueForm) {
	if !r.tok(i-1).is(",—–") && r.quo(i-1) < 0 && r.low(i-1) != "and" && i > 0 && !r.class(i-1, adverb) {
		return
	}
	if c.takes(belief) {
		return
	}
	if c.lemma == "cite" || c.lemma == "quote" {
		return // a hop, read with the cue that it belongs to
	}
	p, ok := r.mainSubject(i)
	if !ok {
		return
	}
	content, rule, confidence, cueEnd := r.contentBehind(i, c)
	if len(content) == 0 {
		return
	}
	s := r.add(p, i, cueEnd, content, rule+"-gerund", confidence*0.9)
	r.finish(s, i, c, verbs{from: i})
}

// mainSubject is the source of the statement before in this sentence, or the
// sentence's first noun phrase before a finite verb.
func (r *reading) mainSubject(i int) (phraseRange, bool) {
	for k := len(r.found) - 1; k >= 0; k-- {
		if s := r.found[k]; !s.subject.Empty() && s.subjectAt.to <= i {
			return s.subjectAt, true
		}
	}
	for k := 0; k < i; k++ {
		if r.finite(k) {
			p, ok := r.subjectBefore(k)
			return p, ok && r.sourceLike(p) == speaker && !r.selfReport(p)
		}
	}
	return phraseRange{}, false
}

// passive reads "X was quoted as saying that A" and "it was announced that".
func (r *reading) passive(i int, c cueForm, g verbs) {
	if c.lemma == "quote" || c.lemma == "cite" {
		r.quotedAs(i, g)
		return
	}
	if r.low(g.from-1) != "it" || !c.takes(takesClause|takesThat) || c.takes(belief) {
		return
	}
	at := r.thatBehind(r.particleEnd(i), false)
	if at == 0 {
		return
	}
	s := r.add(phraseRange{}, g.from, i+1, r.pieces(at, r.contentEnd(at, i)), "passive-agentless", weakRule)
	if s != nil {
		s.polarity, s.mode = c.polarity, c.mode
		s.doubt(0.9, "the sentence names no source")
	}
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
		s := r.add(p, g.from, cueEnd, content, rule+"-quoted", confidence)
		if s != nil && r.low(i+1) == "by" {
			s.via = r.hops(phraseRange{i + 2, j - 1})
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
