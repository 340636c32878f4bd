package annotate

// contentBefore reads what stands before the subject that begins at item
// first: quotations and words back to the beginning of the sentence or to
// the reporting clause before.
func (r *reading) contentBefore(first, i int) ([]piece, bool) {
	end := first
	quoted := r.quo(end-1) >= 0
	if !quoted && !r.tok(end-1).is(",—–") {
		return nil, false
	}
	if !quoted {
		end--
		quoted = r.quo(end-1) >= 0
	}
	from := r.used
	if !quoted {
		for k := from; k < end; k++ {
			if r.tok(k).is(";") && (!r.hasClause(k+1, end) || r.mainVerb(k+1, end)) {
				from = k + 1
			}
		}
		if !r.hasClause(from, end) && !r.quotedIn(from, end) && !r.headlineClause(from, end) && !r.heldClause(from, end, i) {
			return nil, false
		}
		lead := from
		for r.class(lead, adverb) && r.name(lead) < 0 {
			lead++
		}
		if r.mereAdverbial(lead, end) {
			return nil, false // "Even after she was asked, she said"
		}
		if r.low(from) == "asked" || r.low(from) == "speaking" || r.low(from) == "citing" || r.low(from) == "according" {
			return nil, false
		}
	}
	if quoted && r.reportsWithin(from, end) && !r.woven(from, end) {
		from = end - 1
	}
	ps := r.pieces(from, end)
	if quoted {
		ps = r.fromSpeech(ps, from, end)
	}
	return ps, len(ps) > 0
}

// mereAdverbial reports whether [from,end) begins as an adverbial and has finite
// verbs only in clauses that tell when or why: "In May, when the talks failed, she
// said", "Even after she was asked, she said".
func (r *reading) mereAdverbial(from, end int) bool {
	if !r.class(from, preposition|subordinator) || r.name(from) >= 0 || r.quotedIn(from, end) {
		return false
	}
	if c := r.firstComma(from); c > from && c < end-1 && (r.startsClause(c+1) || r.fullClause(c+1)) {
		return false // "If they had money, the towns would build, she said"
	}
	within := r.class(from, subordinator)
	for k := from; k < end; k++ {
		within = within || r.class(k, subordinator|relative)
		if tree, ok := r.tree(k); ok && r.finite(k) && !(within && tree.subordinate()) {
			return r.class(from, subordinator) && !r.tok(r.firstComma(from)).is(",") || r.firstComma(from) > k
		}
	}
	return true
}

// woven reports whether the quotation at the end of [from,end) only ends a clause in
// the reporter's words, and its last words with it: "they asked for “a word,” Tellon
// said".
func (r *reading) woven(from, end int) bool {
	first := r.t.firstQuoted(r.quo(end - 1))
	return end-2 > from && r.tok(end-2).kind == word && !first.capital() && r.mainVerb(from, end-1)
}

// mainVerb reports whether [a,b) holds the finite verb of a clause that stands on its
// own.
func (r *reading) mainVerb(a, b int) bool {
	for k := a; k < b; k++ {
		if tree, ok := r.tree(k); r.finite(k) && (!ok || !tree.subordinate()) {
			return true
		}
	}
	return false
}

// heldClause reports whether [from,end) may be a clause though its verb looks
// like a participle, as one does of which both forms are the same: its
// reporting clause has nothing else to report.
func (r *reading) heldClause(from, end, i int) bool {
	c, ok := r.cueAt(i)
	if !ok || !c.takes(takesClause) || c.takes(weakCue) || !r.clauseOver(r.behindVerb(i, c)) {
		return false
	}
	for k := from + 1; k < end-1; k++ {
		if tree, ok := r.tree(k); ok && tree.token().Tag == "VBN" && !r.class(k+1, preposition) && !r.class(k-1, adverb) {
			return true
		}
	}
	return false
}

// reportsWithin reports whether [a,b) holds the cue of another statement.
func (r *reading) reportsWithin(a, b int) bool {
	for _, s := range r.found {
		if !s.cue.Empty() && s.cue.Start >= r.start(a) && s.cue.End <= r.end(b-1) {
			return true
		}
	}
	return false
}

func (r *reading) quotedIn(a, b int) bool {
	for i := a; i < b; i++ {
		if r.quo(i) >= 0 {
			return true
		}
	}
	return false
}

// fromSpeech drops words before the first quotation of [from,end) that do not
// go on into it: a connective, or a clause of the reporter's own.
func (r *reading) fromSpeech(ps []piece, from, end int) []piece {
	if len(ps) < 2 || ps[0].quo >= 0 {
		return ps
	}
	for i := from; i < end; i++ {
		if q := r.quo(i); q >= 0 {
			if r.tok(i-1).is(":") || r.speech(q) && upperFirst(r.t.firstQuoted(q).text) && (r.tok(i-1).is(",") || i-from <= 2) {
				return ps[1:]
			}
			break
		}
	}
	return ps
}

// interrupted returns the quotation before the subject when the content
// behind the cue goes on with it: “A,” she said, “b.”
func (r *reading) interrupted(first int, content []piece) ([]piece, bool) {
	if !quotes(content) {
		return nil, false
	}
	q := r.quo(first - 1)
	if q < 0 || !r.speech(q) || r.taken(q) {
		return nil, false
	}
	before, ok := r.contentBefore(first, first)
	return before, ok
}

// goesOn returns a quotation in the same sentence that goes on behind "she
// said," or "she said on Monday,".
func (r *reading) goesOn(i int, content []piece) []piece {
	if !quotes(content) {
		return nil
	}
	k := r.skipTime(r.particleEnd(i))
	for k < r.len() && k < i+12 && !r.tok(k).is(",.:—–") && r.quo(k) < 0 {
		k++
	}
	quoted := k + 1
	if r.tok(k).is(",") && r.class(quoted, conjunction) && r.quotedIn(quoted, r.len()) && !r.cueIn(quoted, r.len()) {
		return r.pieces(quoted, r.contentEnd(quoted, i)) // "..., she said, and a move would “...”"
	}
	if !r.tok(k).is(",:—–") || !r.speechAt(quoted) {
		return nil
	}
	return r.pieces(k+1, r.contentEnd(k+1, i))
}

// resumed reports whether quotation q goes on in the middle of the sentence in
// which the content before it broke off: “We are” wrote Tellon “not ready”.
func (r *reading) resumed(q int, content []piece) bool {
	last := content[len(content)-1].quo
	if last < 0 || r.t.quotations[q].to-r.t.quotations[q].from < 3 {
		return false
	}
	x := &r.t.quotations[last]
	return x.to > x.from && !r.t.tokens[x.to-1].is(".,?!…") && !r.t.firstQuoted(q).capital()
}

// cueIn reports whether a cue stands in [a,b).
func (r *reading) cueIn(a, b int) bool {
	for _, j := range r.cues {
		if j >= a && j < b {
			return true
		}
	}
	return false
}

// goesOnAfter is goesOn behind an inverted subject and its apposition.
func (r *reading) goesOnAfter(k int, content []piece) []piece {
	if !quotes(content) {
		return nil
	}
	for j := k; j < r.len() && j < k+20; j++ {
		if q := r.quo(j); q >= 0 {
			if r.tok(j-1).is(",:—–") && r.speech(q) || r.resumed(q, content) {
				return r.pieces(j, r.contentEnd(j, k))
			}
			return nil
		}
		if r.finite(j) && !r.class(j-1, relative) {
			return nil
		}
	}
	return nil
}
