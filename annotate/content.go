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
	(*reading).quotationFrame, (*reading).nameFrame, (*reading).objectAsFrame, (*reading).thatFrame,
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
	if !q {
		return behind{}
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
	if !c.takes(takesAs|takesOf|takesFigure) || r.prepositionBehind(k, c) > 0 {
		return behind{}
	}
	at := r.asBehind(k, c)
	if at == 0 {
		return behind{}
	}
	end := r.beforeBut(at, r.contentEnd(at, i))
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

func (r *reading) thatFrame(i, k int, c cueForm) behind {
	at := r.thatBehind(k, c.takes(takesAddressee))
	if at == 0 || !c.takes(takesClause|takesThat|takesAddressee|takesNoun) {
		return behind{}
	}
	end := r.contentEnd(at, i)
	if end-at <= 2 && !r.hasClause(at, end) && !quotes(r.pieces(at, end)) {
		return behind{}
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
	at := r.prepositionBehind(r.behindCircumstance(k), c)
	if at == 0 {
		return behind{}
	}
	return behind{r.pieces(at, r.withoutDay(at, r.beforeBut(at, r.contentEnd(at, i)))), "preposition", weakRule + 0.1}
}

// requestFrame reads "urged them to leave".
func (r *reading) requestFrame(i, k int, c cueForm) behind {
	at := r.objectTo(k, i, c)
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
	return behind{r.pieces(at, r.contentEnd(at, i)), "question-clause", weakRule + 0.1}
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
	if !c.takes(takesNoun) || r.clauseOver(k) || !r.contentPhrase(k, end) {
		return behind{}
	}
	confidence := weakRule
	if c.takes(weakCue) && c.polarity != corpus.Deny {
		confidence = guessRule
	}
	return behind{r.pieces(k, r.withoutDay(k, r.nounEnd(i, k, end))), "noun-phrase", confidence}
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
	}
	if end < r.len() && !r.clauseOver(end) && r.skipTime(end) == end {
		return k
	}
	return end
}

// particleEnd returns the item behind the cue and its particle: "points out".
func (r *reading) particleEnd(i int) int {
	if w := r.low(i + 1); w == "out" || w == "back" && r.quo(i+2) >= 0 {
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
	return r.tok(k).is(".,;?!)—–…") || r.class(k, conjunction) || r.class(k, preposition) && r.skipTime(k) >= r.len()-1 || r.low(k) == "as" || r.low(k) == "when" || r.low(k) == "while"
}

// contentPhrase reports whether [k,end) is a noun phrase that can be denied
// or announced.
func (r *reading) contentPhrase(k, end int) bool {
	if end <= k || end-k > longPhrase {
		return false
	}
	return r.class(k, determiner) || r.name(k) >= 0 || r.quo(k) >= 0 || r.tok(k).kind == number || r.tok(k).kind == word && !r.class(k, preposition|adverb|conjunction|pronoun|auxiliary|subordinator)
}
