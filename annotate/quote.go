package annotate

import "strings"

// quoteBehind finds a quotation that the cue introduces directly, behind a
// comma or colon, an addressee or an occasion.
func (r *reading) quoteBehind(k int, c cueForm) (bool, int) {
	if !c.takes(takesQuote | takesClause | takesThat) {
		return false, 0
	}
	if c.takes(afterQuoteOnly) && !(r.tok(k).is(",:") && r.quo(k+1) >= 0) {
		return false, 0 // she continued, “...”
	}
	for j := k; j < r.len() && j < k+16; j++ {
		if q := r.quo(j); q >= 0 {
			marked := r.tok(j-1).is(",:") || j == k || r.tok(j-1).is("—–") || r.sentenceQuoted(q) || c.takes(takesAddressee) && r.skipAddressee(k) == j && r.quotedVerb(j, j+1)
			whole := !c.takes(takesPredicate) && r.quotedVerb(j, j+1) && (r.t.firstQuoted(q).capital() || j > k && lex().is(r.t.firstQuoted(q).low, subjectPronoun)) && !r.goesOnBehind(j)
			if j == k && r.fragment(q) && !whole || !marked {
				return false, 0
			}
			return r.tok(j-1).is(":") || whole || r.speech(q), j
		}
		if r.tok(j).is(".;") || r.finite(j) && !r.tok(j-1).is(",") || r.low(j) == "that" {
			return false, 0
		}
		if r.tok(j).is(",") && r.quo(j+1) < 0 {
			if r.closes(j) == 0 {
				return false, 0
			}
		}
	}
	return false, 0
}

// goesOnBehind reports whether the sentence goes on behind the quotation at item
// j as if its words were the sentence's own: "said “Come” was her word".
func (r *reading) goesOnBehind(j int) bool {
	return j+1 < r.len() && !r.tok(j+1).is(".,;?!") && !r.class(j+1, preposition|subordinator|conjunction)
}

// longQuoted is the least tokens of a quotation that begins and ends as a
// sentence before it counts as one without a mark before it.
const longQuoted = 6

// sentenceQuoted reports whether a quotation begins and ends as a sentence.
func (r *reading) sentenceQuoted(q int) bool {
	x := &r.t.quotations[q]
	return x.to-x.from >= longQuoted && r.t.tokens[x.from].capital() && r.t.tokens[x.to-1].is(".?!")
}

// quotesEnd returns the item behind quotations that begin at item a: where
// one ends a sentence or clause of its own, what follows is the reporter's.
func (r *reading) quotesEnd(a, i int) int {
	for k := a; k < r.len(); k++ {
		q := r.quo(k)
		if q < 0 {
			if r.tok(k).kind == mark && r.quo(k+1) >= 0 {
				continue
			}
			if r.low(k) == "and" && r.quo(k+1) >= 0 && r.tok(k+2).kind == mark {
				continue // “A” and “B”.
			}
			return k
		}
		x := &r.t.quotations[q]
		if x.to > x.from && !r.t.tokens[x.to-1].is(".,?!…") && r.tok(k+1).kind == word && !(r.class(k+1, conjunction) && r.t.tokens[x.from].capital() && r.quotedVerb(k, k+1)) {
			return r.contentEnd(a, i)
		}
	}
	return r.len()
}

// speech reports whether a quotation reads as something said and not as a
// term: it begins with a capital or has an end of its own, or is long.
func (r *reading) speech(q int) bool {
	x := &r.t.quotations[q]
	if x.to <= x.from {
		return false
	}
	last := &r.t.tokens[x.to-1]
	return x.to-x.from >= longTerm || upperFirst(r.t.tokens[x.from].text) && (last.is(".,?!…") || x.to-x.from >= 4) || last.is(".,?!…")
}

// speechAt reports whether a quotation that reads as something said stands at item i.
func (r *reading) speechAt(i int) bool { return r.quo(i) >= 0 && r.speech(r.quo(i)) }

// ownWords reports whether the quotations of s are what its speaker said, whatever the
// cue does to a clause: “It stands,” he denied. He left, denying: “It stands.”
func (r *reading) ownWords(s *statement) bool {
	switch {
	case strings.HasPrefix(s.rule, "quote-before"), s.rule == "quote-interrupted":
		return true
	case strings.HasPrefix(s.rule, "quote-behind"):
		for i := 2; i < r.len(); i++ {
			if r.quo(i) == s.quoted[0] {
				return r.tok(i-1).is(",:") && r.end(i-2) == s.cue.End
			}
		}
	}
	return false
}

// longTerm is how many tokens a term in quotation marks may have; what is
// longer is taken for speech.
const longTerm = 8
