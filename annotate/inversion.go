package annotate

// saidLast reports whether behind a comma the cue at i has nothing after it but
// who says it: "A, reported officials, who came".
func (r *reading) saidLast(i int, c cueForm) bool {
	if !r.tok(i-1).is(",") || c.form&(pastForm|presentForm|baseForm) == 0 || !c.takes(takesClause|takesThat) {
		return false
	}
	p, ok := r.subjectAfter(i)
	if tree, parsed := r.tree(p.to - 1); parsed && tree.token().Tag == "VB" {
		return false // "Brandt, the mayor, recommended the troops leave"
	}
	return ok && r.sourceLike(p) == speaker && (p.to >= r.len() || r.tok(p.to).is(",.;") || r.low(p.to) == "like" && r.closesAny(p.to) > 0)
}

// inverted reads a cue with its subject behind it: “A,” said X; "A, said X".
func (r *reading) inverted(i int, c cueForm) {
	if c.form&(pastForm|presentForm) == 0 && !r.saidLast(i, c) {
		return
	}
	if i == 0 {
		r.opening(c)
		return
	}
	if !r.tok(i-1).is(",—–") && r.quo(i-1) < 0 {
		return
	}
	p, ok := r.subjectAfter(i)
	if !ok || r.class(p.from, preposition) || c.takes(needsAddressee) || r.finite(p.to) || r.class(p.to, adverb) && r.finite(p.to+1) {
		return
	}
	if r.sourceLike(p) != speaker && (r.quo(i-1) < 0 || c.takes(afterQuoteOnly)) {
		return
	}
	rule, confidence := "clause-before-inverted", fairRule
	content, ok := r.contentBefore(i, i)
	if !ok {
		content, rule = r.parted(i, p), "clause-around"
	}
	if behind := r.goesOnAfter(p.to, []piece{{quo: 0}}); len(behind) > 0 && !quotes(content) && r.tok(i-1).is(",") {
		content, rule = behind, "quote-behind-inverted" // "..., asks Mara Tellon, “A”"
	}
	if len(content) == 0 || !quotes(content) && !c.takes(takesClause|takesThat) {
		return // "we held hearings, called witnesses"
	}
	if end := r.behindName(p.from); !quotes(content) && end > p.from && end < p.to && r.tok(end).kind == word && !r.class(end, preposition) && r.low(end) != "'s" {
		return // "denied the motion, ruled Tellon guilty and left"
	}
	if !quotes(content) && p.to < r.len() && r.tok(p.to).kind == word && !r.class(p.to, preposition|adverb|weekday|relative|subordinator|conjunction) {
		return // "denied the motion, ruled Tellon guilty"
	}
	if quotes(content) && rule != "quote-behind-inverted" {
		rule, confidence = "quote-before-inverted", sureRule
	}
	if rule != "quote-behind-inverted" {
		content = append(content, r.goesOnAfter(p.to, content)...)
	}
	for _, m := range r.alongside(p) {
		s := r.add(m, i, i+1, content, rule, confidence)
		r.finish(s, i, c, verbs{from: i})
		r.used = max(r.used, m.to)
	}
}

// opening reads "Said Mara Tellon, a farmer: “A”", which begins its sentence.
func (r *reading) opening(c cueForm) {
	p, ok := r.subjectAfter(0)
	if !ok || r.sourceLike(p) != speaker || !c.takes(takesQuote) {
		return
	}
	for k := p.to; k < r.len(); k++ {
		if q := r.quo(k); q >= 0 && r.tok(k-1).is(",:") && r.speech(q) {
			s := r.add(p, 0, 1, r.pieces(k, r.contentEnd(k, 0)), "quote-behind-inverted", sureRule)
			r.finish(s, 0, c, verbs{})
			return
		}
	}
}

// parted returns the clause whose subject and verb the reporting clause parts:
// "The boats, said Tellon, are to leave".
func (r *reading) parted(i int, p phraseRange) []piece {
	k := p.to
	if c := r.closes(k); r.tok(k).is(",") && c > 0 && r.peopleSoon(k+1) && !r.hasClause(k, c) {
		k = c // ", a lecturer at the college,"
	}
	lead := r.class(r.used, preposition|subordinator) || !r.hasClause(r.used, i)
	if !r.tok(i-1).is(",") || !r.tok(k).is(",") || !lead || i-r.used < 2 || !r.hasClause(k+1, r.len()) || r.class(k+1, relative|conjunction) || !r.finite(k+1) && !r.finite(k+2) && !r.class(r.used, preposition|subordinator) {
		return nil
	}
	return append(r.pieces(r.used, i-1), r.pieces(k+1, r.contentEnd(k+1, i))...)
}
