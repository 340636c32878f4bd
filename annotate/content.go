package annotate

import (
	"strings"

	"hearsay/corpus"
)

// contentBehind reads what follows the cue at i: a quotation, a clause with
// or without "that", a noun phrase. It returns the pieces, the rule, its
// confidence and the item behind the cue's own words.
func (r *reading) contentBehind(i int, c cueForm) ([]piece, string, float64, int) {
	cueEnd := r.particleEnd(i)
	k := cueEnd
	if q, at := r.quoteBehind(k, c); q {
		return r.pieces(at, r.quotesEnd(at, i)), "quote-behind", sureRule, cueEnd
	}
	if c.takes(takesAs | takesOf | takesFigure) {
		if at := r.asBehind(k, c); at > 0 {
			return r.pieces(k, r.beforeBut(at, r.contentEnd(at, i))), "verb-object", weakRule + 0.1, cueEnd
		}
	}
	if at := r.thatBehind(k, c.takes(takesAddressee)); at > 0 && c.takes(takesClause|takesThat|takesAddressee) {
		if end := r.contentEnd(at, i); end-at > 2 || r.hasClause(at, end) || quotes(r.pieces(at, end)) {
			return r.pieces(at, end), "that-clause", goodRule, cueEnd
		}
	}
	if c.takes(takesInfinitive) && r.low(k) == "to" && c.polarity == corpus.Assert {
		return r.pieces(k, r.beforeBut(k, r.contentEnd(k, i))), "infinitive", fairRule, cueEnd
	}
	if at := r.bareClause(k, i, c); at > 0 {
		return r.pieces(at, r.contentEnd(at, i)), "bare-clause", fairRule, cueEnd
	}
	if at := r.whetherBehind(k, i); at > 0 && c.takes(takesClause|takesThat) {
		return r.pieces(at, r.contentEnd(at, i)), "question-clause", weakRule + 0.1, cueEnd
	}
	k = r.skipTime(k)
	if c.takes(takesNoun) && !r.clauseOver(k) && (c.polarity == corpus.Deny || !c.takes(weakCue)) {
		if end := r.contentEnd(k, i); r.contentPhrase(k, end) {
			return r.pieces(k, r.withoutDay(k, end)), "noun-phrase", weakRule, cueEnd
		}
	}
	return nil, "", 0, cueEnd
}

// beforeBut ends what is no clause before ", but", behind which the reporter
// goes on.
func (r *reading) beforeBut(a, end int) int {
	for j := a + 1; j < end; j++ {
		if r.tok(j-1).is(",") && (r.low(j) == "but" || r.low(j) == "and" && r.hasClause(j, end)) {
			return j - 1
		}
	}
	return end
}

// withoutDay ends a noun phrase before a day that dates the saying: "dismissed
// the number on Monday".
func (r *reading) withoutDay(k, end int) int {
	for j := max(k+1, end-5); j < end; j++ {
		if (r.low(j) == "on" || r.class(j, weekday)) && r.skipTime(j) >= end {
			return j
		}
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

// quoteBehind finds a quotation that the cue introduces directly, behind a
// comma or colon, an addressee or an occasion.
func (r *reading) quoteBehind(k int, c cueForm) (bool, int) {
	if !c.takes(takesQuote|takesClause|takesThat) || c.takes(afterQuoteOnly) {
		return false, 0
	}
	for j := k; j < r.len() && j < k+16; j++ {
		if q := r.quo(j); q >= 0 {
			marked := r.tok(j-1).is(",:") || j == k || r.tok(j-1).is("—–")
			if j == k && r.fragment(q) || !marked {
				return false, 0
			}
			return r.tok(j-1).is(":") || r.speech(q), j
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

// quotesEnd returns the item behind quotations that begin at item a: where
// one ends a sentence or clause of its own, what follows is the reporter's.
func (r *reading) quotesEnd(a, i int) int {
	for k := a; k < r.len(); k++ {
		q := r.quo(k)
		if q < 0 {
			if r.tok(k).kind == mark && r.quo(k+1) >= 0 {
				continue
			}
			return k
		}
		x := &r.t.quotations[q]
		if x.to > x.from && !r.t.tokens[x.to-1].is(".,?!…") && r.tok(k+1).kind == word {
			return r.contentEnd(a, i)
		}
	}
	return r.len()
}

// closes returns the item of the comma that closes an insertion opened by the
// one at j, where no finite verb stands between; 0 where none does.
func (r *reading) closes(j int) int {
	for k := j + 1; k < r.len() && k < j+12; k++ {
		if r.quo(k) >= 0 || r.tok(k).is(";:.") {
			return 0
		}
		if r.tok(k).is(",") {
			return k
		}
	}
	return 0
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

// longTerm is how many tokens a term in quotation marks may have; what is
// longer is taken for speech.
const longTerm = 8

// thatBehind finds the clause behind "that" which follows the cue, perhaps
// past an addressee, an occasion or something between commas. With told any
// noun phrase between them is whom the cue addresses.
func (r *reading) thatBehind(k int, told bool) int {
	saying := told // a noun of saying stands between: "announced an estimate that"
	next := r.behindCircumstance(k)
	for j := k; j < r.len() && j < k+18; j++ {
		switch {
		case r.low(j) == "that" && (j == k || !r.class(j-1, preposition)):
			if r.finite(j+1) || j > next && !saying {
				return 0 // a pronoun, or the relative of a noun behind the cue
			}
			if j+1 < r.len() {
				return j + 1
			}
			return 0
		case r.quo(j) >= 0 || r.tok(j).is(".;:"):
			return 0
		case r.tok(j).is(","):
			end := r.closes(j)
			if end == 0 || r.low(end+1) != "that" && j != k {
				return 0
			}
			j = end
			next = r.behindCircumstance(j + 1)
		case r.finite(j) && !(strings.HasSuffix(r.low(j), "ed") && r.class(j+1, preposition) && !r.class(j-1, subjectPronoun)):
			return 0
		case lex().nouns[r.low(j)].act:
			saying = true
		}
	}
	return 0
}

// behindCircumstance returns the item behind addressee, day and occasion, in
// whichever order they follow a cue.
func (r *reading) behindCircumstance(k int) int {
	for {
		next := r.skipTime(k)
		if r.low(next) == "to" {
			if end := r.skipAddressee(next + 1); end > next+1 {
				next = end
			}
		}
		next = r.skipAddressee(next)
		if r.tok(next).is(",") && r.closes(next) > 0 {
			next = r.closes(next) + 1
		}
		if next == k {
			return k
		}
		k = next
	}
}

// asBehind finds what follows "as" behind an object ("described it as X") or
// "of" ("accused them of X").
func (r *reading) asBehind(k int, c cueForm) int {
	want := "as"
	if c.takes(takesOf) {
		want = "of"
	}
	for j := k; j < r.len() && j < k+14; j++ {
		switch {
		case c.takes(takesFigure):
			if r.low(j) == "at" && j > k && (r.tok(j+1).kind == number || r.tok(j+2).kind == number || r.tok(j+3).kind == number) {
				return j + 1
			}
		case r.low(j) == want && j > k && j+1 < r.len():
			if want == "as" && !c.takes(weakCue) || want == "of" || r.quo(j+1) >= 0 {
				return j + 1
			}
			return 0
		case r.quo(j) >= 0 && want == "as" && j > k && j+2 >= r.len():
			return j
		case r.quo(j) >= 0 || r.tok(j).kind == mark && !r.tok(j).is("-'’%$"):
			return 0
		case r.finite(j):
			return 0
		}
	}
	return 0
}

// bareClause finds a clause without "that" behind the cue.
func (r *reading) bareClause(k, i int, c cueForm) int {
	if !c.takes(takesClause|needsAddressee) && !(c.takes(takesThat) && r.startsClause(r.skipTime(k))) || c.takes(afterQuoteOnly) {
		return 0
	}
	at := r.skipTime(k)
	if r.afterwards(at, i) {
		return 0
	}
	if c.takes(needsAddressee) || c.takes(takesAddressee) {
		if at = r.skipAddressee(k); at == k {
			return 0
		}
		at = r.skipTime(at)
	}
	if r.tok(at).is(",") {
		if end := r.closes(at); end > 0 && at > k {
			at = end + 1
		}
	}
	if r.tok(at).is(":") {
		at++
	}
	if at >= r.len() || r.clauseOver(at) || r.low(at) == "to" {
		return 0
	}
	if end := r.contentEnd(at, i); (r.hasClause(at, end) || r.headlineClause(at, end) || r.pronounVerb(at)) && end-at >= 2 {
		return at
	}
	return 0
}

// afterwards reports whether what follows the cue at i tells when or why it
// was said: “...,” she said after the vote.
func (r *reading) afterwards(at, i int) bool {
	switch r.low(at) {
	case "after", "because", "before", "since", "until":
		return true
	case "of":
		return true
	}
	return r.quotedIn(0, i) && (r.class(at, subordinator|preposition) && r.low(at) != "that" || strings.HasSuffix(r.low(at), "ing")) && r.name(at) < 0
}

// startsClause reports whether a clause plainly begins at item k: a pronoun or
// a short noun phrase with its verb.
func (r *reading) startsClause(k int) bool {
	if r.class(k, subjectPronoun) || r.low(k) == "there" {
		return r.finite(k+1) || r.finite(k+2)
	}
	if !r.class(k, determiner) && r.name(k) < 0 {
		return false
	}
	for j := k + 1; j < k+6; j++ {
		if r.tok(j).kind != word {
			return false
		}
		if r.class(j, auxiliary) {
			return true
		}
		if r.class(j, preposition|conjunction|relative) && r.name(j) < 0 {
			return false
		}
	}
	return false
}

// pronounVerb reports whether a pronoun that can only be a subject stands at
// item k with a word behind it that is, then, its verb: "he relies on them".
func (r *reading) pronounVerb(k int) bool {
	switch r.low(k) {
	case "i", "he", "she", "we", "they":
		return r.tok(k+1).kind == word && !r.class(k+1, preposition|determiner|conjunction)
	}
	return false
}

// headlineClause reports whether [a,b) is the clause of a headline, which may
// do without a finite verb: "Corran to send 6,000 workers".
func (r *reading) headlineClause(a, b int) bool {
	return r.t.blocks[r.f.block].Kind == corpus.Title && b-a >= 4
}

// skipAddressee returns the item behind an addressee at k: "reporters", "the
// committee", "Far Shore", "a news conference".
func (r *reading) skipAddressee(k int) int {
	switch r.low(k) {
	case "us", "me", "him", "them", "you", "it":
		return k + 1
	case "her":
		if r.low(k+1) == "that" || r.class(k+1, determiner|subjectPronoun|preposition) || r.tok(k+1).kind == mark {
			return k + 1
		}
	}
	j := k
	for r.class(j, determiner) && r.low(j) != "that" {
		j++
	}
	if n := r.name(j); n >= 0 {
		for r.name(j) == n {
			j++
		}
		for r.name(j) < 0 && (lex().person(r.low(j)) || lex().is(r.low(j), occasion)) {
			j++
		}
		return r.addresseeTail(j)
	}
	start := j
	for j < r.len() && j < start+4 && r.tok(j).kind == word && !r.bounds(j) && !r.class(j, determiner|subjectPronoun|preposition) && (r.name(j) < 0 || j == start) {
		j++
		if lex().person(r.low(j-1)) && !lex().person(r.low(j)) || lex().is(r.low(j-1), occasion) && !lex().is(r.low(j), occasion) {
			return r.addresseeTail(j)
		}
	}
	return k
}

// addresseeTail takes "in Ulvret" and the like behind an addressee.
func (r *reading) addresseeTail(j int) int {
	if w := r.low(j); (w == "in" || w == "at" || w == "of") && r.name(j+1) >= 0 {
		n := r.name(j + 1)
		for j++; r.name(j) == n; j++ {
		}
	}
	return j
}

// whetherBehind finds an indirect question behind the cue: "did not say
// whether", "explained why".
func (r *reading) whetherBehind(k, i int) int {
	j := r.skipTime(k)
	switch r.low(j) {
	case "whether", "if", "how", "why", "what", "when", "where", "who", "which":
		if r.hasClause(j+1, r.contentEnd(j, i)) {
			return j
		}
	}
	return 0
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
	return r.class(k, determiner) || r.name(k) >= 0 || r.quo(k) >= 0 || r.tok(k).kind == word && !r.class(k, preposition|adverb|conjunction|pronoun|auxiliary|subordinator)
}

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
		if !r.hasClause(from, end) && !r.quotedIn(from, end) && !r.headlineClause(from, end) {
			return nil, false
		}
		lead := from
		for r.class(lead, adverb) && r.name(lead) < 0 {
			lead++
		}
		if r.class(lead, subordinator) && r.name(lead) < 0 && !r.quotedIn(from, end) {
			return nil, false // "Even after she was asked, she said"
		}
		if r.low(from) == "asked" || r.low(from) == "speaking" || r.low(from) == "citing" || r.low(from) == "according" {
			return nil, false
		}
	}
	if quoted && r.reportsWithin(from, end) {
		from = end - 1
	}
	ps := r.pieces(from, end)
	if quoted {
		ps = r.fromSpeech(ps, from, end)
	}
	return ps, len(ps) > 0
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
			if r.tok(i-1).is(":") || r.speech(q) && upperFirst(r.t.tokens[r.t.quotations[q].from].text) && (r.tok(i-1).is(",") || i-from <= 2) {
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
	if q < 0 || !r.speech(q) {
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
	if !r.tok(k).is(",:—–") || r.quo(k+1) < 0 || !r.speech(r.quo(k+1)) {
		return nil
	}
	return r.pieces(k+1, r.contentEnd(k+1, i))
}

// goesOnAfter is goesOn behind an inverted subject and its apposition.
func (r *reading) goesOnAfter(k int, content []piece) []piece {
	if !quotes(content) {
		return nil
	}
	for j := k; j < r.len() && j < k+20; j++ {
		if q := r.quo(j); q >= 0 {
			if r.tok(j-1).is(",:—–") && r.speech(q) {
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
