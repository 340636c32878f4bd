package annotate

import (
	"strings"

	"hearsay/corpus"
)

// closes returns the item of the comma that closes an insertion opened by the
// one at j, where no finite verb stands between; 0 where none does.
func (r *reading) closes(j int) int {
	dash := r.tok(j).is("—–")
	for k := j + 1; k < r.len() && k < j+12; k++ {
		if r.quo(k) >= 0 || r.tok(k).is(";:.") {
			return 0
		}
		if r.tok(k).is(",") && !dash || r.tok(k).is("—–") && dash {
			return k
		}
	}
	return 0
}

// thatBehind finds the clause behind "that" which follows the cue, perhaps
// past an addressee, an occasion or something between commas. With told any
// noun phrase between them is whom the cue addresses.
func (r *reading) thatBehind(k int, told bool) int {
	saying := told // a noun of saying stands between: "announced an estimate that"
	next := r.behindCircumstance(k)
	k = r.behindManner(k)
	next = max(next, k)
	for j := k; j < r.len() && j < k+18; j++ {
		switch {
		case r.low(j) == "that" && (j == k || !r.class(j-1, preposition)):
			if r.whyOf(k, j) {
				return 0
			}
			if r.tok(j+1).is(",.") && j >= next && strings.HasSuffix(r.low(j-1), "ly") || r.finite(j+1) && (!told || r.class(j+1, auxiliary)) || j > next && !saying && !r.where(k, j) {
				return 0 // a pronoun, or the relative of a noun behind the cue
			}
			if j+1 < r.len() {
				return j + 1
			}
			return 0
		case r.quo(j) >= 0 || r.tok(j).is(".;:"), r.low(j) == "when" || r.low(j) == "while" || r.low(j) == "because":
			return 0
		case r.tok(j).is(",—–"):
			end := r.closes(j)
			if end == 0 || r.low(end+1) != "that" && j != k {
				return 0
			}
			j = end
			next = r.behindCircumstance(j + 1)
		case r.finite(j) && !(strings.HasSuffix(r.low(j), "ed") && r.class(j+1, preposition) && !r.class(j-1, subjectPronoun)):
			return 0
		case lex().nouns[r.low(j)].act, r.class(j, attitude|utterance):
			saying = true
		}
	}
	return 0
}

// whyOf reports whether "that" at item j, behind the cue that ends at k, ends a phrase which
// tells why or on what terms something was done: "for fear that", "in the hope that".
func (r *reading) whyOf(k, j int) bool {
	if !r.class(j-1, ground) {
		return false
	}
	p := j - 2
	if r.class(p, determiner) {
		p--
	}
	switch r.low(p) {
	case "for", "in", "on", "under", "to", "with":
		return p >= k
	}
	return false // "said after the event that A"
}

// behindManner returns the item behind an adverb that tells how it was said at k:
// "said expressly that".
func (r *reading) behindManner(k int) int {
	if strings.HasSuffix(r.low(k), "ly") && r.name(k) < 0 {
		return k + 1
	}
	return k
}

// where reports whether [k,j) tells on what or where it was said: "says on its
// website that".
func (r *reading) where(k, j int) bool {
	switch r.low(k) {
	case "on", "in", "at", "with", "from", "near", "through", "via", "during", "by", "before", "after", "under":
	default:
		return false
	}
	for i := k + 1; i < j; i++ {
		if r.tok(i).kind != word && !r.tok(i).is("'’-") || r.class(i, subordinator) && !r.class(i, preposition) || lex().nouns[r.low(i)].act {
			return false
		}
	}
	return true
}

// behindCircumstance returns the item behind addressee, day and occasion, in
// whichever order they follow a cue.
func (r *reading) behindCircumstance(k int) int {
	for {
		next := r.skipTime(k)
		if r.low(next) == "to" && !r.verb(next+1) {
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

// bareClause finds a clause without "that" behind the cue.
func (r *reading) bareClause(k, i int, c cueForm) int {
	at := r.skipTime(r.behindPlatform(r.behindTold(r.skipTime(k))))
	wish := c.takes(takesObjectTo|takesInfinitive) && r.wished(at) // "ordered the flags be lowered"
	if c.takes(afterQuoteOnly) || !wish && !r.mayTakeBare(k, at, c) || r.afterwards(at, i) || at > k && r.quotedIn(0, i) && r.afterwards(k, i) {
		return 0
	}
	if c.takes(needsAddressee) || c.takes(takesAddressee) {
		if at = r.skipAddressee(k); at == k {
			return 0
		}
		at = r.skipTime(at)
	}
	if at = r.behindComma(k, at); at > k && r.quotedIn(0, i) && r.afterwards(at, i) {
		return 0 // “...,” she told a crowd in Ulvret, following a day of talks
	}
	if r.tok(at).is(":") {
		at++
	}
	if r.low(at) == "that" && r.whyOf(k, at) {
		return 0
	}
	at = r.behindMatter(at)
	if at >= r.len() || r.clauseOver(at) || r.finite(at) && at > k && !r.headlineClause(at, r.len()) || r.low(at) == "to" || r.low(at) == "that" && r.finite(at+1) || c.takes(belief) && r.class(at, preposition) {
		return 0
	}
	if end := r.contentEnd(at, i); end-at >= 2 && (wish || r.clauseWithin(at, end)) {
		return at
	}
	return 0
}

// behindPlatform returns the item behind where something was posted, where a clause
// follows: "said on Chirper | it would not vote".
func (r *reading) behindPlatform(k int) int {
	if r.low(k) != "on" || !r.tok(k+1).capital() {
		return k
	}
	if end := max(k+2, r.behindName(k+1)); r.startsClause(r.skipTime(end)) && r.name(end) != r.name(k+1) {
		return end
	}
	return k
}

// mayTakeBare reports whether the cue, behind whose words item k stands, may take a
// clause without "that" at item at: one that wants "that" does where a clause plainly
// begins.
func (r *reading) mayTakeBare(k, at int, c cueForm) bool {
	if c.takes(takesClause | needsAddressee) {
		return true
	}
	return c.takes(takesThat) && !c.takes(spelledThat) && (r.startsClause(r.behindMatter(r.behindInserted(at))) || r.fullClause(at) || r.quotedVerb(k+1, k+longTerm))
}

// behindComma returns the item behind a comma at item at, or behind what it and the next
// one enclose: "announced on Twitter, it was over", "said, after the vote, it was over".
func (r *reading) behindComma(k, at int) int {
	if !r.tok(at).is(",") {
		return at
	}
	switch end := r.closes(at); {
	case at > k && (r.startsClause(at+1) || r.fullClause(at+1)):
		return at + 1
	case end > 0 && (at > k || r.skipTime(at+1) == end || r.class(at+1, preposition) || strings.HasSuffix(r.low(at+1), "ing")):
		return end + 1
	}
	return at
}

// clauseWithin reports whether a clause stands in [a,b), before another that "and" or
// "but" joins to it.
func (r *reading) clauseWithin(a, b int) bool {
	return r.hasClause(a, r.joined(a, b)) || r.quotedVerb(a, b) || r.headlineClause(a, b) || r.pronounVerb(a)
}

// wished reports whether a clause of what should be begins at item k: "the flags be
// lowered".
func (r *reading) wished(k int) bool {
	for j := k + 1; r.nominal(k) && j < k+farObject && r.tok(j).kind == word && !r.finite(j); j++ {
		if r.low(j) == "be" {
			return r.low(j-1) != "to" && !r.class(j-1, auxiliary)
		}
	}
	return false
}

// behindTold returns the item behind "to reporters" at item k where a clause begins
// there: "announced to reporters he was alive".
func (r *reading) behindTold(k int) int {
	if r.low(k) != "to" || r.verb(k+1) {
		return k
	}
	if end := r.skipAddressee(k + 1); end > k+1 && r.startsClause(end) {
		return end
	}
	return k
}

// behindMatter returns the item behind what the clause is about, set before it at
// item k: "added regarding the request, they would not".
func (r *reading) behindMatter(k int) int {
	switch r.low(k) {
	case "regarding", "concerning":
		if comma := r.firstComma(k); comma > 0 && r.startsClause(comma+1) {
			return comma + 1
		}
	}
	return k
}

// behindInserted returns the item behind what stands between commas at item k and
// tells how or from where it is known: ", citing the ministry,".
func (r *reading) behindInserted(k int) int {
	if end := r.closes(k); r.tok(k).is(",") && end > 0 && (r.class(k+1, preposition) || strings.HasSuffix(r.low(k+1), "ing")) {
		return end + 1
	}
	return k
}

// joined returns the item of the comma behind which another clause is joined on
// with "and" or "but", end where none is.
func (r *reading) joined(a, end int) int {
	for j := a + 1; j < end; j++ {
		if w := r.low(j + 1); r.tok(j).is(",") && (w == "and" || w == "but") {
			return j
		}
	}
	return end
}

// quotedVerb reports whether quoted words in [a,b) hold a finite verb, as that
// of a clause may be quoted: said the plan “does nothing for them”.
func (r *reading) quotedVerb(a, b int) bool {
	for i := a; i < min(b, r.len()); i++ {
		q := r.quo(i)
		if q < 0 {
			continue
		}
		for k := r.t.quotations[q].from; k < r.t.quotations[q].to; k++ {
			if r.t.finite(k) || k == r.t.quotations[q].from && r.t.verb(k) {
				return true
			}
		}
	}
	return false
}

// afterwards reports whether what follows the cue at i tells when or why it
// was said: “...,” she said after the vote.
func (r *reading) afterwards(at, i int) bool {
	switch r.low(at) {
	case "after", "because", "before", "since", "until":
		return true
	case "of", "but", "and":
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
		if r.tok(j).kind != word && r.tok(j).kind != number {
			return false
		}
		if r.class(j, auxiliary) {
			return true
		}
		if r.class(j, preposition|conjunction|relative|subordinator) && r.name(j) < 0 || r.newPhrase(j) {
			return false
		}
	}
	return false
}

// fullClause reports whether a noun phrase with its verb begins at item k: "the
// fire | started in a car", "the vote, which was due in May, | has been moved".
// A clause that only describes the noun has a word before it that says so, or a
// subject of its own right behind the noun.
func (r *reading) fullClause(k int) bool {
	if !r.nominal(k) {
		return false
	}
	between := false
	for j := k + 1; j < r.len() && j < k+farVerb; j++ {
		between = between || r.low(j) == "between"
		switch {
		case r.finite(j):
			return r.low(j-1) != "and" && !(j == k+1 && r.class(k, determiner))
		case r.tok(j).is(","):
			end := r.closes(j)
			if end == 0 || r.class(j+1, conjunction) {
				return false
			}
			j = end
		case r.low(j) == "and" && between:
			between = false
		case r.class(j, conjunction) && (r.low(k) != "both" || r.low(j) != "and"), timeClause(r.low(j)) && r.skipTime(j) == j:
			return false // what is announced may end before it
		case r.quo(j) >= 0 && !r.fragment(r.quo(j)), r.tok(j).is(";:.?!"), r.class(j, relative), r.low(j) == "that":
			return false
		case r.class(j, subordinator) && !r.class(j, preposition), r.newPhrase(j):
			return false
		}
	}
	return false
}

// timeClause reports whether a word may begin a clause that tells when.
func timeClause(low string) bool {
	switch low {
	case "as", "after", "before", "since", "until", "when", "while":
		return true
	}
	return false
}

// farVerb is how many items a subject may take before its verb.
const farVerb = 20

// nominal reports whether a noun phrase can begin at item k.
func (r *reading) nominal(k int) bool {
	return r.tok(k).kind != mark && !r.class(k, preposition|conjunction|subordinator|auxiliary) && !r.verb(k) || r.name(k) >= 0
}

// newPhrase reports whether another noun phrase begins at item j right behind a
// noun: "the deal | the bank signed".
func (r *reading) newPhrase(j int) bool {
	if !r.class(j, subjectPronoun) && !(r.class(j, determiner) && r.tok(j).kind == word) || r.name(j) >= 0 {
		return false
	}
	return r.tok(j-1).kind == word && !r.class(j-1, preposition|conjunction|determiner|adverb) && !r.verb(j-1) && r.low(j-1) != "'s"
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

// whetherBehind finds an indirect question behind the cue: "did not say
// whether", "explained why".
func (r *reading) whetherBehind(k, i int) int {
	j := r.skipTime(r.skipAddressee(r.skipTime(k)))
	if r.low(j) == "when" && r.quotedIn(0, i) {
		return 0
	}
	if w := r.low(j + 1); r.low(j) == "when" && (w == "asked" || w == "pressed" || w == "questioned") {
		return 0 // when it was said, not what
	}
	switch r.low(j) {
	case "whether", "if", "how", "why", "what", "when", "where", "who", "which":
		if r.hasClause(j+1, r.contentEnd(j, i)) {
			return j
		}
	}
	return 0
}
