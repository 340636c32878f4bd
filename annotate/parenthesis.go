package annotate

import (
	"hearsay/corpus"
)

// asReported reads "As the ministry said, A" and "A, as the ministry said":
// what is reported is the clause that the reporting clause stands beside.
func (r *reading) asReported(members []phraseRange, i int, c cueForm, g verbs) {
	as, behind := members[0].from-1, r.behindVerb(i, c)
	var content []piece
	switch {
	case !c.takes(takesClause|takesThat) && !r.putsIt(i):
		return
	case (as <= 1 || !r.hasClause(r.used, as) || r.class(as-1, conjunction)) && r.tok(behind).is(",") && (r.hasClause(behind+1, r.len()) || r.quotedIn(behind+1, r.len())):
		content = r.pieces(behind+1, r.contentEnd(behind+1, i))
	case as > 1 && r.tok(as-1).is(",—–") && r.hasClause(r.used, as):
		content = r.pieces(r.used, as-1)
		if r.tok(behind).is(",") && r.class(behind+1, preposition|auxiliary) {
			content = append(content, r.pieces(behind+1, r.contentEnd(behind+1, i))...)
		}
	}
	for _, m := range members {
		s := r.add(m, g.from, i+1, content, "as-reported", fairRule)
		r.finish(s, i, c, g)
	}
	r.used = max(r.used, behind)
}

// asStated reads "As reported by Bay News, A" and "A, as revealed at the trial": the
// source stands behind "by", or nobody is named.
func (r *reading) asStated(i int, c cueForm) bool {
	as := i - 1
	for r.class(as, adverb) {
		as--
	}
	if r.low(as) != "as" || as > 0 && !r.tok(as-1).is(",—–") || c.form&participleForm == 0 || !c.takes(takesClause|takesThat) || c.takes(belief|needsAddressee|takesObjectTo) || c.mode != corpus.Report && c.mode != corpus.Forecast {
		return false // "as promised", "as agreed"
	}
	source, end, ok := r.statedBy(i + 1)
	if !ok || end < r.len() && !r.tok(end).is(",.—–") {
		return false
	}
	content := r.aroundPhrase(as, phraseRange{as, end})
	if len(content) == 0 {
		return false
	}
	s := r.add(source, i, i+1, content, "as-reported", fairRule)
	if !s.portray(c.polarity, c.mode) {
		return false
	}
	if as == 0 {
		r.used = max(r.used, end)
	}
	return true
}

// statedBy returns who stands behind "by" at item k, if anybody, and the item behind
// that and what tells where: "by Bay News", "at the trial". It fails on a clause.
func (r *reading) statedBy(k int) (source phraseRange, end int, ok bool) {
	if r.low(k) == "by" {
		p, ok := r.phraseSource(k + 1)
		if !ok || r.sourceLike(p) != speaker {
			return p, 0, false
		}
		source, k = p, p.to
	}
	for k < r.len() && r.class(k, preposition) {
		for k++; k < r.len() && r.tok(k).kind != mark && !r.class(k, preposition); k++ {
			if r.finite(k) {
				return source, 0, false
			}
		}
	}
	return source, k, true
}

// putsIt reports whether the cue at i is "put it", as in "as the mayor put it".
func (r *reading) putsIt(i int) bool {
	return (r.low(i) == "put" || r.low(i) == "puts") && r.low(i+1) == "it"
}

// within returns a clause in whose middle the reporting clause stands behind a
// mere adverbial: "In March, she recalls, the river froze".
func (r *reading) within(first, i int) []piece {
	c, _ := r.cueAt(i)
	k := r.behindVerb(i, c)
	from := 0
	for j := 0; j < first; j++ {
		if r.tok(j).is(";") {
			from = j + 1
		}
	}
	for r.class(from, connective) && r.tok(from+1).is(",") {
		from += 2 // "Indeed, she said, A"
	}
	if from == first && from > 0 && r.tok(k).is(",") && (r.startsClause(k+1) || r.fullClause(k+1)) {
		return r.pieces(k+1, r.contentEnd(k+1, i))
	}
	if first < from+2 || !r.tok(first-1).is(",") || !r.tok(k).is(",") {
		return nil
	}
	if r.hasClause(from, first) && !(r.class(from, subordinator) && r.name(from) < 0) {
		return nil
	}
	end := r.contentEnd(k+1, i)
	if !r.hasClause(k+1, end) && !r.class(k+1, auxiliary) || r.class(k+1, conjunction|relative) {
		return nil
	}
	return append(r.pieces(from, first-1), r.pieces(k+1, end)...)
}

// resumes returns the rest of a clause that its reporting clause interrupts:
// "There is no sign, she said, of an end".
func (r *reading) resumes(i int) []piece {
	k := r.particleEnd(i)
	if !r.tok(k).is(",") || k+2 >= r.len() {
		return nil
	}
	k++
	if r.class(k, conjunction) && (r.finite(k+1) || r.quotedIn(k, r.len())) {
		return r.pieces(k, r.contentEnd(k, i))
	}
	if r.low(k) == "that" {
		return r.pieces(k, r.contentEnd(k, i))
	}
	if r.class(k, preposition) && r.low(k) != "according" && r.low(k) != "following" || r.class(k, auxiliary) || r.finite(k) || resuming(r.low(k)) {
		return r.pieces(k, r.contentEnd(k, i))
	}
	return nil
}

// resuming reports whether a word takes up what was said before the reporting
// clause: “..., she warned, unless it is repaired”.
func resuming(low string) bool {
	switch low {
	case "to", "because":
		return true
	case "who", "whom", "what", "why", "how", "whether", "where", "when":
		return true
	case "unless", "if", "though", "although", "especially", "particularly", "including", "so", "even":
		return true
	}
	return false
}
