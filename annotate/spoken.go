package annotate

// What people say in talk, as a transcript writes it down.

// cleftFrame reads "what she said was that A", "all he said was: A".
func (r *reading) cleftFrame(i, k int, c cueForm) behind {
	if w := r.low(k); w != "was" && w != "is" || !c.takes(takesClause|takesThat|takesQuote) {
		return behind{}
	}
	p, ok := r.subjectBefore(r.verbs(i, c.form).from)
	switch {
	case !ok:
		return behind{}
	case r.low(p.from-1) == "what", r.low(p.from-1) == "all", r.low(p.from-1) == "that" && r.low(p.from-2) == "thing":
	default:
		return behind{} // "a plan which she said was late"
	}
	at := r.behindCopula(k + 1)
	end := r.contentEnd(at, i)
	if !r.hasClause(at, end) && !r.quotedIn(at, end) {
		return behind{}
	}
	return behind{r.pieces(at, end), "cleft", fairRule}
}

// behindCopula returns the item at which begins what "is" says, behind a mark and "that".
func (r *reading) behindCopula(k int) int {
	if r.tok(k).is(",:") {
		k++
	}
	if r.low(k) == "that" {
		k++
	}
	return k
}

// spokenFrame reads words that no mark sets apart from the comma behind the cue on, as
// their beginning shows: "then she said, well, it is late".
func (r *reading) spokenFrame(i, k int, c cueForm) behind {
	if !c.takes(takesQuote) {
		return behind{}
	}
	if c.takes(takesAddressee) {
		k = r.skipAddressee(k)
	}
	if !r.tok(k).is(",") || r.clauseAt(k+1) == k+1 {
		return behind{}
	}
	end := r.contentEnd(r.clauseAt(k+1), i)
	if !r.hasClause(k+1, end) {
		return behind{}
	}
	return behind{r.pieces(k+1, end), "spoken", fairRule}
}

// clauseAt returns the item behind the interjections with which talk begins at item k:
// "oh, well, | it is late".
func (r *reading) clauseAt(k int) int {
	for r.class(k, interjection) && r.tok(k+1).is(",") {
		k += 2
	}
	return k
}
