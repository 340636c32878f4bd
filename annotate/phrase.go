package annotate

import (
	"strings"

	"hearsay/corpus"
)

// phraseAt returns how many items a reporting phrase such as "according to"
// takes at i, or 0.
func (r *reading) phraseAt(i int) int {
	for _, p := range lex().phrases {
		if r.low(i) != p.words[0] {
			continue
		}
		n := 1
		for n < len(p.words) && r.low(i+n) == p.words[n] {
			n++
		}
		if n == len(p.words) && r.low(i-1) != "as" && (n > 1 || r.class(i+1, determiner) || r.name(i+1) >= 0 || r.paperAt(i+1)) {
			return n
		}
	}
	if r.accountEnd(i) > 0 {
		return 1
	}
	return 0
}

// paperAt reports whether the words of a document stand at item i: "reports", "early
// reports".
func (r *reading) paperAt(i int) bool {
	return lex().nouns[r.low(i)].paper || lex().nouns[r.low(i+1)].paper && r.tok(i).kind == word
}

// accountEnd returns the item behind "by early reports", "by the mayor's account",
// "by his own admission" at i where that is all between marks or at an end of its
// clause; else 0.
func (r *reading) accountEnd(i int) int {
	if r.low(i) != "by" || i > r.used && !r.tok(i-1).is(",—–") && r.low(i-1) != "and" {
		return 0
	}
	for k := i + 1; k < i+farAccount && (r.tok(k).kind == word || r.tok(k).is("'’")) && !r.finite(k); k++ {
		if !r.class(k, account) {
			continue
		}
		if end := r.skipTime(k + 1); end >= r.len() || r.tok(end).is(",.;—–") || i == 0 && r.startsClause(end) {
			return k + 1
		}
	}
	return 0
}

// farAccount is how many items behind "by" the noun may stand that makes a source
// of it: "by the head of the mission's own account".
const farAccount = 9

// accordingTo reads "according to X" at item i, which takes n items.
func (r *reading) accordingTo(i, n int) {
	if end := r.accountEnd(i); end > 0 {
		r.byAccount(i, end)
		return
	}
	p, ok := r.subjectAfter(i + n - 1)
	if !ok {
		p, ok = r.phraseSource(i + n)
		if !ok {
			return
		}
	}
	if lex().is(r.low(p.to-1), standardNoun) && !r.owned(p) || r.sourceLike(p) == anyNoun && !r.pluralHead(p) && !r.class(p.from, determiner) && !r.owned(p) {
		return // "according to plan", "according to their taste"
	}
	members := r.alongside(p)
	p.to = members[len(members)-1].to
	content := r.aroundPhrase(i, p)
	for _, m := range members {
		s := r.add(m, i, i+n, content, "according-to", goodRule)
		if s == nil {
			return
		}
		if r.f.parent >= 0 {
			s.doubt(0.85, "reported within a quotation")
		}
		r.quotedBy(s, p)
	}
	if i == 0 {
		r.used = max(r.used, p.to)
	}
}

// byAccount reads "by the mayor's account" in items [i,end): the owner of the
// account is the source, else the account.
func (r *reading) byAccount(i, end int) {
	if r.selfReport(phraseRange{i + 1, i + 2}) {
		return // "by our count"
	}
	whole := phraseRange{i + 1, end}
	p, owned := r.possessor(end - 1)
	if !owned || r.sourceLike(p) != speaker {
		p = whole
	}
	if s := r.add(p, i, end, r.aroundPhrase(i, phraseRange{i + 1, r.skipTime(end)}), "by-account", weakRule+0.1); s != nil && i == 0 {
		r.used = max(r.used, end)
	}
}

// owned reports whether a phrase says whose the thing is: "the company's
// schedule".
func (r *reading) owned(p phraseRange) bool {
	for k := p.from + 1; k < p.to; k++ {
		if r.low(k) == "'s" || r.tok(k).is("'’") {
			return true
		}
	}
	return false
}

// alongside returns p and the sources behind it that "and" joins to it: "according to
// A and B".
func (r *reading) alongside(p phraseRange) []phraseRange {
	members, listed := []phraseRange{p}, 1
	for last := p; ; {
		at := last.to
		if described := r.behindInsertion(at); r.tok(at).is(",") && described > at+1 && r.low(described) == "and" {
			at = described // "Mara Tellon, a lawyer, and Joseph Brandt"
		}
		and := r.low(at) == "and"
		if !and && !(r.tok(at).is(",") && r.name(last.from) >= 0 && r.name(at+1) >= 0) {
			return members[:listed]
		}
		next, ok := r.subjectAfter(at)
		if !ok || !r.ownPhrase(last) || !r.ownPhrase(next) || r.sourceLike(next) != speaker || r.finite(next.to) || and && r.owned(last) && !r.class(next.from, determiner) {
			return members[:listed]
		}
		members = append(members, next)
		if and {
			listed = len(members)
		}
		last = next
	}
}

// quotedBy reads "according to X quoted by Y": Y passes on what X says.
func (r *reading) quotedBy(s *statement, p phraseRange) {
	k := p.to
	if r.low(k) != "quoted" && r.low(k) != "cited" || r.low(k+1) != "by" {
		return
	}
	y, ok := r.phraseSource(k + 2)
	if !ok {
		return
	}
	s.via = []corpus.Hop{{Span: r.span(y.from, y.to)}}
	s.content = s.content[:0]
	behind := y.to
	if r.tok(behind).is(",") {
		behind++
	}
	for _, c := range r.trimPieces(r.pieces(behind, r.contentEnd(behind, k))) {
		s.content = append(s.content, c.Span)
	}
	if len(s.content) == 0 {
		r.found = r.found[:len(r.found)-1]
		return
	}
	o := *s
	o.cue, o.subject, o.subjectAt, o.via, o.rule = r.span(k, k+1), r.span(y.from, y.to), y, nil, "quoting"
	r.found = append(r.found, &o)
}

// phraseSource takes any noun phrase as the source of a reporting phrase.
func (r *reading) phraseSource(from int) (phraseRange, bool) {
	to := from
	for to < r.len() && !r.bounds(to) && r.quo(to) < 0 && to-from < longPhrase && !(to > from && r.low(to) == "to" && r.verb(to+1)) {
		to++
	}
	p := phraseRange{from, to}
	switch r.low(from) {
	case "him", "her", "them":
		return phraseRange{from, from + 1}, true
	}
	return p, !p.empty() && r.sourceLike(p) != noSource && r.tok(from).kind == word
}

// aroundPhrase is the content of a reporting phrase: what follows it where it
// begins the sentence, else the clause that it stands in.
func (r *reading) aroundPhrase(i int, p phraseRange) []piece {
	behind, start := p.to, r.clauseStart(i)
	if comma := r.firstComma(p.to); i == start && comma > p.to && !r.hasClause(p.to, comma) {
		behind = comma // "According to a report on the website of the Journal, ..."
	}
	if r.tok(behind).is(",") || r.class(behind, relative) {
		next := behind + 1
		if behind = r.behindNames(r.behindInsertion(behind)); r.finite(behind) {
			behind = next // "According to Y, the mayor, X, said A"
		}
	}
	if w := r.low(i - 2); r.tok(i-1).is(",") && (w == "and" || w == "including") && r.tok(p.to).is(",") {
		return r.pieces(p.to+1, r.contentEnd(p.to+1, i)) // "it is old and, according to Brandt, unsafe"
	}
	if i-start <= 1 && !r.hasClause(start, i) && !r.quotedIn(start, i) {
		return r.pieces(behind, r.contentEnd(behind, i))
	}
	before := i
	if r.tok(before - 1).is(",—–") {
		before--
	}
	if before <= start {
		return nil
	}
	ps := r.pieces(start, before)
	end := r.sourceEnd(p.to)
	if end > p.to {
		behind = end + 1
	}
	comma := r.tok(end).is(",")
	if comma && r.low(start) != "with" && !r.hasClause(start, i) && !r.quotedIn(start, i) {
		return append(ps, r.pieces(behind, r.contentEnd(behind, i))...) // "On Sunday, according to Y, A"
	}
	if (comma || r.tok(end).is("—–") && r.tok(i-1).is("—–")) && behind < r.len()-1 && !r.class(behind, conjunction|subordinator|relative) && !r.ownClause(behind) && !r.peopleSoon(behind) {
		ps = append(ps, r.pieces(behind, r.contentEnd(behind, i))...)
	}
	return ps
}

// sourceEnd returns the comma behind a source that ends at item to and what describes
// or dates it: "a person close | to the talks,", "Bay News | in March,"; to where none
// follows.
func (r *reading) sourceEnd(to int) int {
	if end := r.skipTime(to); end > to && r.tok(end).is(",") {
		return end
	}
	for end := to; end < to+farAccount && r.tok(end).kind == word && !r.finite(end); end++ {
		if r.tok(end + 1).is(",") {
			return end + 1
		}
	}
	return to
}

// firstComma returns the item of the first comma from item k on, or 0.
func (r *reading) firstComma(k int) int {
	for ; k < r.len() && r.quo(k) < 0; k++ {
		if r.tok(k).is(",") {
			return k
		}
	}
	return 0
}

// clauseStart finds where the clause before a reporting phrase begins: the
// beginning of the sentence, a connective, or the end of a reporting clause.
func (r *reading) clauseStart(i int) int {
	for k := i - 1; k > r.used; k-- {
		if r.tok(k).is(";") || r.tok(k).is(",") && (r.low(k+1) == "but" || r.low(k+1) == "while" || r.low(k+1) == "whereas") && !r.finite(k+2) {
			return k + 1
		}
		if w := r.low(k); k == i-1 && (w == "while" || w == "but" || w == "and" || w == "because") {
			return i
		}
	}
	if r.used < i && r.class(r.used, conjunction|subordinator) && r.used == i-1 {
		return i
	}
	return min(r.used, i)
}

// behindInsertion returns the item behind a comma, or behind an apposition or
// relative clause between the comma at k and the next.
func (r *reading) behindInsertion(k int) int {
	next := k + 1
	for r.class(next, adverb) && !r.class(next, determiner) || strings.HasSuffix(r.low(next), "ly") && r.name(next) < 0 {
		next++ // "formerly the director"
	}
	end := r.closesAny(k)
	if end > 0 && (r.class(next, relative) || r.class(k, relative) || (r.class(next, determiner) && r.peopleSoon(next) || lex().person(r.low(next))) && !r.hasClause(next, end)) {
		return end + 1
	}
	return k + 1
}

// behindNames returns the item behind names between commas, which say who the
// source is: "according to the coach, Ivo Brandt, A".
func (r *reading) behindNames(k int) int {
	for r.tok(k - 1).is(",") {
		end := k
		for r.name(end) >= 0 || r.tok(end).allCapitals() {
			end++
		}
		if end == k || !r.tok(end).is(",") {
			return k
		}
		k = end + 1
	}
	return k
}

func (r *reading) closesAny(j int) int {
	for k := j + 1; k < r.len() && k < j+24; k++ {
		if r.quo(k) >= 0 || r.tok(k).is(";:.") {
			return 0
		}
		if r.tok(k).is(",") {
			return k
		}
	}
	return 0
}

// peopleSoon reports whether an apposition at k is about a person's work.
func (r *reading) peopleSoon(k int) bool {
	for j := k; j < k+8 && j < r.len() && !r.tok(j).is(","); j++ {
		if r.finite(j) {
			return false
		}
		if lex().person(r.low(j)) {
			return true
		}
	}
	return false
}

// ownClause reports whether a reporting clause of its own begins at item k.
func (r *reading) ownClause(k int) bool {
	for _, j := range r.cues {
		if j >= k && j < k+8 && r.sourceLike(phraseRange{k, j}) == speaker {
			return true
		}
	}
	return false
}
