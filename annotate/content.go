package annotate

import (
	"hearsay/corpus"
)

// behind is what a cue introduces, with the rule that found it and its confidence.
type behind struct {
	content    []piece
	rule       string
	confidence float64
}

// contentFrames are the ways in which words behind a cue can be its content, in
// the order in which they are tried: those with marks or words of their own first.
// Each gets the item of the cue and that behind its own words.
var contentFrames = []func(r *reading, i, k int, c cueForm) behind{
	(*reading).cleftFrame, (*reading).quotationFrame, (*reading).spokenFrame, (*reading).nameFrame, (*reading).relativeAsFrame, (*reading).objectAsFrame, (*reading).thatFrame,
	(*reading).infinitiveFrame, (*reading).prepositionFrame, (*reading).requestFrame, (*reading).proFrame,
	(*reading).clauseFrame, (*reading).questionFrame, (*reading).predicateFrame, (*reading).treeFrame, (*reading).nounFrame,
}

// contentBehind reads what follows the cue at i: a quotation, a clause with
// or without "that", a noun phrase. It returns the pieces, the rule, its
// confidence and the item behind the cue's own words.
func (r *reading) contentBehind(i int, c cueForm) ([]piece, string, float64, int) {
	k := r.particleEnd(i)
	for _, frame := range contentFrames {
		if b := frame(r, i, k, c); len(b.content) > 0 {
			return b.content, b.rule, b.confidence, k
		}
	}
	return nil, "", 0, k
}

func (r *reading) quotationFrame(i, k int, c cueForm) behind {
	q, at := r.quoteBehind(k, c)
	if !q || c.polarity == corpus.Deny && r.tok(at-1).is(":") && at-1 > k && !r.cueIn(k, at) {
		return behind{} // "denied the report: “It stands.”"
	}
	return behind{r.pieces(at, r.quotesEnd(at, i)), "quote-behind", sureRule}
}

// nameFrame reads "called “a trap”" of what stands before.
func (r *reading) nameFrame(i, k int, c cueForm) behind {
	if !c.takes(takesPredicate) || r.quo(k) < 0 || !r.finite(i) {
		return behind{}
	}
	return behind{r.pieces(k, k+1), "verb-object", weakRule + 0.1}
}

// objectAsFrame reads "described it as a trap", "accused them of hiding it", "put
// the dead at 12".
func (r *reading) objectAsFrame(i, k int, c cueForm) behind {
	if !c.takes(takesAs|takesOf|takesFigure|takesChange|takesLike) || r.prepositionBehind(k, c) > 0 {
		return behind{}
	}
	at := r.asBehind(k, c)
	if at == 0 {
		return behind{}
	}
	end := r.beforeBut(at, r.contentEnd(at, i))
	if c.takes(takesChange) {
		end = r.withoutDay(k, r.nounEnd(i, at, end)) // "to 12 on Thursday, after two were found"
	}
	content := r.pieces(k, end)
	switch {
	case r.quo(at) >= 0 && r.low(at-1) == "as":
		content = append(r.pieces(k, at-1), r.pieces(at, end)...)
	case c.takes(takesOf) && r.low(at-1) == "of":
		content = r.pieces(at, end)
	case r.quo(at) >= 0:
		content = r.pieces(k, at+1) // “called it "false" on Thursday”
	}
	return behind{content, "verb-object", weakRule + 0.1}
}

// relativeAsFrame reads "which the mayor described as a trap".
func (r *reading) relativeAsFrame(i, k int, c cueForm) behind {
	if !c.takes(takesAs) || r.low(k) != "as" || !r.ofRelative(i, c) {
		return behind{}
	}
	end := r.contentEnd(k+1, i)
	if r.quo(k+1) >= 0 {
		end = k + 2
	}
	return behind{r.pieces(k+1, r.beforeFinite(k+1, r.clauseLimit(k+1, r.beforeBut(k+1, end)))), "verb-object", weakRule}
}

// ofRelative reports whether the object of the cue at item i is a relative before its
// subject: "which the mayor described", "what he calls".
func (r *reading) ofRelative(i int, c cueForm) bool {
	p, ok := r.subjectBefore(r.verbs(i, c.form).from)
	return ok && r.class(p.from-1, relative)
}

func (r *reading) thatFrame(i, k int, c cueForm) behind {
	at := r.thatBehind(k, c.takes(takesAddressee))
	if at == 0 || !c.takes(takesClause|takesThat|takesAddressee|takesNoun) || c.takes(takesSpeech) && !c.takes(takesThat) {
		return behind{}
	}
	end := r.contentEnd(at, i)
	if !r.hasClause(at, end) && !r.quotedIn(at, end) && (end-at <= 2 || at == k+1 && !c.takes(takesClause|takesThat|takesAddressee)) {
		return behind{}
	}
	if from := r.behindManner(r.behindCircumstance(k)); c.polarity == corpus.Deny && at-1 > from {
		at = from // "denied all claims that A"
	}
	return behind{r.pieces(at, end), "that-clause", goodRule}
}

func (r *reading) infinitiveFrame(i, k int, c cueForm) behind {
	k = r.skipTime(k)
	if !c.takes(takesInfinitive) || !r.toVerb(k) || c.polarity != corpus.Assert {
		return behind{}
	}
	return behind{r.pieces(k, r.beforeBut(k, r.contentEnd(k, i))), "infinitive", fairRule}
}

func (r *reading) prepositionFrame(i, k int, c cueForm) behind {
	behindAll := r.behindCircumstance(k)
	at := 0
	if c.takes(takesTo) && r.asWithin(k+1) {
		at = r.prepositionBehind(k, c) // "referred to the team as a trap": nobody is told
	}
	if at == 0 {
		at = r.prepositionBehind(behindAll, c)
	}
	if c.takes(takesFor) && r.low(k) == "to" && behindAll > k && r.toVerb(behindAll) {
		at = behindAll // "appealed to them | to leave"
	}
	if c.takes(takesAgainst) && r.low(at-1) == "at" && at-1 != k {
		return behind{} // "spoke to them at the school"
	}
	if at == 0 || c.takes(takesAbout) && c.takes(weakCue) && r.low(at-1) == "of" && at-1 > k && r.skipTime(k) == k {
		return behind{} // "wrote a book of her years"
	}
	return behind{r.pieces(at, r.withoutDay(at, r.beforeBut(at, r.contentEnd(at, i)))), "preposition", weakRule + 0.1}
}

// asWithin reports whether "as" stands within the phrase at item k.
func (r *reading) asWithin(k int) bool {
	for j := k; j < k+farObject && r.tok(j).kind == word && !r.finite(j); j++ {
		if r.low(j) == "as" {
			return true
		}
	}
	return false
}

// requestFrame reads "urged them to leave" and "believe him to be ill".
func (r *reading) requestFrame(i, k int, c cueForm) behind {
	at := r.objectTo(k, i, c)
	if at == 0 && c.takes(takesClause|takesThat) && !c.takes(spelledThat) {
		at = r.objectToBe(k)
	}
	if at == 0 {
		return behind{}
	}
	return behind{r.pieces(k, r.beforeBut(at, r.contentEnd(at, i))), "object-infinitive", weakRule + 0.1}
}

func (r *reading) proFrame(_, k int, c cueForm) behind {
	end := r.proForm(k)
	if end == k || !c.takes(takesClause|takesThat) {
		return behind{}
	}
	return behind{r.pieces(k, end), "answer", fairRule}
}

func (r *reading) clauseFrame(i, k int, c cueForm) behind {
	at := r.bareClause(k, i, c)
	if at == 0 {
		return behind{}
	}
	return behind{r.pieces(at, r.contentEnd(at, i)), "bare-clause", fairRule}
}

func (r *reading) questionFrame(i, k int, c cueForm) behind {
	at := r.whetherBehind(k, i)
	if at == 0 || !c.takes(takesClause|takesThat) {
		return behind{}
	}
	return behind{r.pieces(at, r.beforeOwn(at, r.contentEnd(at, i))), "question-clause", weakRule + 0.1}
}

// beforeOwn ends an indirect question before a clause of the reporter's own: "did not say
// who had won, | and the board has not met".
func (r *reading) beforeOwn(a, end int) int {
	for j := a + 1; j < end; j++ {
		if c, ok := r.cueAt(j); ok && r.tok(j-1).is(",") && r.finite(j) && c.takes(takesQuote) {
			return j - 1 // "when asked whether A, told"
		}
		if w := r.low(j); r.tok(j-1).is(",") && (w == "and" || w == "but") && (r.startsClause(j+1) || r.fullClause(j+1)) && !r.class(j+1, relative) {
			return j - 1
		}
	}
	return end
}

// predicateFrame reads "called the plan a trap".
func (r *reading) predicateFrame(i, k int, c cueForm) behind {
	end := r.calledEnd(i, k, c)
	if end == 0 {
		return behind{}
	}
	return behind{r.pieces(k, end), "verb-object", weakRule}
}

// treeFrame reads a clause with "that" which only the tree finds.
func (r *reading) treeFrame(i, _ int, c cueForm) behind {
	if !r.thatClause(i) {
		return behind{}
	}
	return behind{r.treeBehind(i, c), "tree-clause", fairRule}
}

func (r *reading) nounFrame(i, k int, c cueForm) behind {
	k = r.skipTime(k)
	end := r.contentEnd(k, i)
	if c.lemma == "cite" && (r.sourceAt(k) || r.asSaying(k) > 0) {
		return behind{} // whom somebody cites is a hop
	}
	if head := r.headOf(k); c.takes(takesSpeech) && (!r.class(head, utterance) || r.low(head+1) == "that" || r.low(k) == "no" || r.cueIn(head, end)) {
		return behind{} // "made a boat"
	}
	if c.takes(noPerson) && r.sourceAt(k) && r.personal(phraseRange{k, end}) {
		return behind{} // "questioned the student"
	}
	if c.polarity == corpus.Deny && (r.votedOn(k, end) || r.class(r.headOf(k), courtCase) && r.judged(i, c)) {
		return behind{}
	}
	if !c.takes(takesNoun) || r.clauseOver(k) || !r.contentPhrase(k, end) {
		return behind{}
	}
	confidence := weakRule
	if c.takes(weakCue) && c.polarity != corpus.Deny {
		confidence = guessRule
	}
	end = r.withoutDay(k, r.nounEnd(i, k, end))
	if end == k+2 && r.class(k, determiner) && r.class(k+1, mind) {
		return behind{} // "expressed their opinions": which is not told
	}
	return behind{r.pieces(k, end), "noun-phrase", confidence}
}

// votedOn reports whether [k,end) was put to a vote, so that to reject it was no
// words: "the bill by 40 votes to 12".
func (r *reading) votedOn(k, end int) bool {
	for j := k; j < end; j++ {
		if w := r.low(j + 2); r.low(j) == "by" && r.tok(j+1).kind == number && (w == "votes" || w == "to") {
			return true
		}
	}
	return false
}

// judged reports whether a court is the subject of the cue at item i: to dismiss a lawsuit
// is an act of its own.
func (r *reading) judged(i int, c cueForm) bool {
	p, ok := r.subjectBefore(r.verbs(i, c.form).from)
	for k := p.from; ok && k < p.to; k++ {
		if r.class(k, bench) {
			return true
		}
	}
	return false
}

// sourceAt reports whether the noun phrase at item k is of one who speaks, and not of
// what is said: its head is a name, a person, a document or an occasion of saying.
func (r *reading) sourceAt(k int) bool {
	head := r.headOf(k)
	return head < r.len() && (r.sourceLike(phraseRange{head, head + 1}) == speaker || r.class(head, occasion) && !lex().nouns[r.low(head)].act)
}

// headOf returns the item of the noun that heads the phrase at item k.
func (v view) headOf(k int) int {
	for v.class(k, determiner) || v.describes(k) {
		k++
	}
	head := k
	for !v.bounds(head+1) && !(v.class(head+1, preposition) && v.name(head+1) < 0) {
		head++
	}
	if from := v.nameStart(head); from > k+1 && v.finite(head+1) && v.name(head) >= 0 {
		return from - 1 // "the remarks Tellon made"
	}
	if tree, ok := v.tree(head); ok && tree.token().POS == "ADJ" && head > k {
		return head - 1 // "people familiar with the matter"
	}
	return head
}

// proForm returns the item behind a word that stands for a clause: "said no",
// "admitted as much", "has said the same"; k where there is none.
func (r *reading) proForm(k int) int {
	end := k
	switch w := r.low(k); {
	case w == "no", w == "yes", w == "so", w == "otherwise":
		end = k + 1
	case w == "as" && r.low(k+1) == "much", w == "the" && (r.low(k+1) == "same" || r.low(k+1) == "opposite"):
		end = k + 2
		if r.low(end) == "thing" {
			end++
		}
		if w := r.low(end); (w == "of" || w == "about") && r.behindName(end+1) > end+1 {
			end = r.behindName(end + 1)
		}
	}
	if end < r.len() && !r.clauseOver(end) && r.skipTime(end) == end {
		return k
	}
	return end
}

// particleEnd returns the item behind the cue and its particle: "points out".
func (r *reading) particleEnd(i int) int {
	if c, ok := r.cueAt(i); ok && len(c.rest) > 0 {
		return i + 1 + len(c.rest)
	}
	if w := r.low(i + 1); w == "out" || w == "back" && r.quo(i+2) >= 0 || r.putsIt(i) {
		return i + 2
	}
	return i + 1
}

// clauseOver reports whether the reporting clause ends at item k, so that
// nothing there can be its content.
func (r *reading) clauseOver(k int) bool {
	if k >= r.len() {
		return true
	}
	if r.quo(k) >= 0 {
		return false
	}
	return r.tok(k).is(".,;?!)—–…") || r.class(k, conjunction) || r.class(k, preposition) && r.skipTime(k) >= r.len()-1 || r.low(k) == "as" && !r.behindRole(k) || r.low(k) == "when" || r.low(k) == "while"
}

// behindRole reports whether a clause begins behind the few words at item k that
// tell as what: "said as a child he was sick".
func (r *reading) behindRole(k int) bool {
	if !r.class(k+1, determiner) {
		return false
	}
	at := k + 3
	if r.tok(at).is(",") {
		at++
	}
	return r.class(at, subjectPronoun) && r.startsClause(at)
}

// contentPhrase reports whether [k,end) is a noun phrase that can be denied
// or announced.
func (r *reading) contentPhrase(k, end int) bool {
	if end <= k || end-k > longPhrase {
		return false
	}
	if r.class(k, pronoun) && r.low(k+1) == "for" && k+2 < end {
		return true // "criticised him for leaving"
	}
	if tree, ok := r.tree(k); ok && tree.token().POS == "ADV" && !r.class(k, determiner) && r.low(k+1) != "a" {
		return false // "reported extensively on the war"
	}
	return r.class(k, determiner) || r.low(k) == "having" || r.name(k) >= 0 || r.quo(k) >= 0 || r.tok(k).kind == number || r.tok(k).kind == word && !r.class(k, preposition|adverb|conjunction|pronoun|auxiliary|subordinator)
}
