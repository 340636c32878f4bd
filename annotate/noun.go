package annotate

import (
	"strings"

	"hearsay/corpus"
)

// noun reads the noun of saying at item i: "X's claim that A", "the claim by X that A",
// "the claim was that A", "his message is simple: A" and "there were reports that A".
func (r *reading) noun(i int) {
	n, ok := lex().nouns[r.low(i)]
	if !ok || r.name(i) >= 0 && r.tok(i).capital() || n.frames != 0 && r.asks(i, n) || !n.act && !n.paper {
		return
	}
	if last := len(r.found) - 1; last >= 0 && r.found[last].cue.Overlaps(r.tok(i).Span) {
		return // "the church estimates that"
	}
	if r.rumoured(i, n) || !n.act || r.spelledOut(i) || r.claimOf(i, n) {
		return
	}
	p, at, ok := r.claimant(i)
	if !ok || !p.empty() && r.sourceLike(p) != speaker || r.selfReport(p) && !r.addressed(p) {
		return
	}
	if r.low(at-1) == "that" && r.finite(at) {
		return // "the argument that decides it"
	}
	end := r.contentEnd(at, i)
	if !r.hasClause(at, end) && !(n.frames != 0 && r.subjunctive(at, end)) {
		return
	}
	if !r.finite(i) && !r.finite(i+1) {
		end = r.clauseLimit(at, end)
		end = r.nextVerb(at, end, r.hasClause(0, i))
	}
	s := r.add(p, i, i+1, r.pieces(at, end), "noun-that", weakRule)
	if s == nil {
		return
	}
	s.portray(n.polarity, s.mode)
}

// claimOf reads "the mayor's claims of fraud".
func (r *reading) claimOf(i int, n sayNoun) bool {
	if r.low(i+1) != "of" || n.paper || !r.class(i, rumour) {
		return false
	}
	p, ok := r.possessor(i)
	end := r.beforeFinite(i+2, r.clauseLimit(i+2, r.contentEnd(i+2, i)))
	if !ok || r.sourceLike(p) != speaker || r.selfReport(p) || !r.contentPhrase(i+2, end) && !strings.HasSuffix(r.low(i+2), "ing") {
		return false
	}
	s := r.add(p, i, i+1, r.pieces(i+2, r.nounEnd(i, i+2, end)), "noun-of", guessRule)
	return s.portray(n.polarity, corpus.Report)
}

// spelledOut reads "Her message is simple: A", "the charter sends a message to us all:
// A": what a colon opens is what the noun of saying names.
func (r *reading) spelledOut(i int) bool {
	k := i + 1
	for k < i+farAccount && !r.tok(k).is(":") {
		if r.tok(k).kind != word || r.finite(k) && r.low(k) != "is" && r.low(k) != "was" {
			return false
		}
		k++
	}
	if !r.tok(k).is(":") || r.quo(k+1) >= 0 || !r.hasClause(k+1, r.len()) && !r.verb(k+1) {
		return false
	}
	p, ok := r.possessor(i)
	if !ok {
		p, ok = r.given(i)
	}
	if !ok || r.sourceLike(p) != speaker || r.selfReport(p) {
		return false
	}
	return r.add(p, i, i+1, r.pieces(k+1, r.contentEnd(k+1, i)), "noun-colon", weakRule) != nil
}

// rumoured reads "there were reports that A", "there are claims of B": nobody is
// named who makes them.
func (r *reading) rumoured(i int, n sayNoun) bool {
	k := i - 1
	for k > 0 && !r.class(k, auxiliary) && r.tok(k).kind == word && r.low(k) != "no" && k > i-4 {
		k--
	}
	first := k
	for first > 0 && r.class(first, auxiliary|adverb) {
		first--
	}
	if first == k || r.low(first) != "there" {
		return false
	}
	at, end := i+2, r.contentEnd(i+2, i)
	switch r.low(i + 1) {
	case "that":
		if !r.hasClause(at, end) {
			return false
		}
	case "of", "about":
		if !r.class(i, rumour) {
			return false // "signs of progress", "a book of poems"
		}
	default:
		return false
	}
	s := r.add(phraseRange{}, first, i+1, r.pieces(at, end), "noun-exists", guessRule)
	return s.portray(n.polarity, corpus.Report)
}

// subjunctive reports whether [a,b) is a clause of what should be: "that all
// salt be iodised".
func (r *reading) subjunctive(a, b int) bool {
	for k := a + 1; k < b; k++ {
		if r.low(k) == "be" {
			return true
		}
	}
	return false
}

// clear reads "made it clear that A" and "let them know that A": said in whatever
// way.
func (r *reading) clear(i int) {
	verb := i - 1
	switch r.low(i) {
	case "clear", "plain":
		for r.class(verb, adverb) || strings.HasSuffix(r.low(verb), "ly") || r.low(verb) == "it" {
			verb--
		}
	case "know":
		for verb > i-4 && r.low(verb) != "let" && r.low(verb) != "lets" {
			verb--
		}
	default:
		return
	}
	switch r.low(verb) {
	case "made", "makes", "make", "let", "lets":
	default:
		return
	}
	g := r.verbs(verb, pastForm)
	p, ok := r.subjectBefore(g.from)
	at := r.thatBehind(i+1, false)
	if at == 0 {
		at = i + 1
	}
	end := r.contentEnd(at, i)
	if !ok || g.to || g.passive || r.sourceLike(p) != speaker || r.selfReport(p) && !(r.low(i) == "know" && r.f.parent < 0) || !r.hasClause(at, end) {
		return
	}
	s := r.add(p, g.from, i+1, r.pieces(at, end), "made-clear", weakRule+0.1)
	if s != nil && g.negated {
		s.polarity = corpus.Silence
	}
}

// claimant returns whose claim the noun at item i is, and the item at which the
// clause begins that says what is claimed. Whose it is may be left open: "the claim was that".
func (r *reading) claimant(i int) (phraseRange, int, bool) {
	next := i + 1
	switch w := r.low(next); {
	case w == "that":
		if p, ok := r.possessor(i); ok {
			return p, next + 1, true
		}
		p, ok := r.given(i)
		return p, next + 1, ok
	case w == "by" || w == "from" || w == "of":
		p, ok := r.phraseSource(next + 1)
		return p, p.to + 1, ok && r.low(p.to) == "that"
	}
	if verb := r.copula(next); verb > 0 {
		p, ok := r.possessor(i)
		at := r.behindCopula(verb + 1)
		clause := r.clauseAt(at)
		return p, at, r.low(at-1) == "that" && (ok || r.low(i-1) == "the") || ok && (clause > at || r.startsClause(at) || r.fullClause(at))
	}
	return phraseRange{}, 0, false
}

// copula returns the last item of "is", "was" or "has been" at item k or behind what
// there describes a noun: "her answer to him | was"; else 0.
func (r *reading) copula(k int) int {
	if w := r.low(k); w == "to" || w == "about" || w == "on" {
		for end := k + farObject; k < end && r.tok(k).kind == word && !r.finite(k); {
			k++
		}
	}
	switch r.low(k) {
	case "is", "was":
		return k
	case "has", "had":
		if r.low(k+1) == "been" {
			return k + 1
		}
	}
	return 0
}

// nameStart returns the item at which the name that covers item k begins, k
// where there is none.
func (v view) nameStart(k int) int {
	for n := v.name(k); n >= 0 && v.name(k-1) == n; {
		k--
	}
	return k
}

// asks reads "the country's request for aid", "its promise to rebuild the
// bridge", "a call by the union for talks": what is asked for or promised is a
// phrase behind "for" or an infinitive.
func (r *reading) asks(i int, n sayNoun) bool {
	if tree, known := r.tree(i); !known || tree.token().POS != "NOUN" {
		return false
	}
	p, ok := r.possessor(i)
	k := i + 1
	if !ok && (r.low(k) == "by" || r.low(k) == "from" || r.low(k) == "of") {
		if p, ok = r.shortSource(k + 1); ok {
			k = p.to
		}
	}
	if !ok || r.sourceLike(p) != speaker || r.selfReport(p) {
		return false
	}
	switch not := r.low(k) == "not" && r.toVerb(k+1); {
	case n.frames&takesFor != 0 && r.low(k) == "for" && !r.clauseOver(k+1):
		k++
	case n.frames&takesInfinitive != 0 && (not || r.toVerb(k)):
	default:
		return false
	}
	end := r.beforeGerund(k, r.clauseLimit(k, r.contentEnd(k, i)))
	end = r.beforeFinite(k, end)
	s := r.add(p, i, i+1, r.pieces(k, end), "noun-request", guessRule)
	if s != nil {
		s.polarity, s.mode = n.polarity, n.mode
	}
	return s != nil
}

// beforeGerund ends a phrase at a comma behind which the sentence goes on with what its
// subject did: "its calls to leave, | noting that".
func (r *reading) beforeGerund(a, end int) int {
	for k := a; k < end; k++ {
		if r.tok(k).is(",") && r.gerundAt(k+1) {
			return k
		}
	}
	return end
}

// shortSource returns the noun phrase at item k up to the next preposition that
// does not belong to its name.
func (r *reading) shortSource(k int) (phraseRange, bool) {
	p, ok := r.phraseSource(k)
	for j := p.from + 1; ok && j < p.to; j++ {
		if r.class(j, preposition) && r.name(j) < 0 && r.low(j) != "of" {
			p.to = j
		}
	}
	return p, ok
}

// beforeFinite ends a phrase within the subject of a sentence before the verb
// of that sentence: "its call for calm | was ignored".
func (r *reading) beforeFinite(a, end int) int {
	for k := a + 1; k < end; k++ {
		if r.class(k, relative|subordinator) && r.name(k) < 0 && !r.class(k, preposition) {
			return end
		}
		if r.finite(k) {
			return k
		}
	}
	return end
}

// given returns who gives the noun at item i: "the ministry gave a warning that".
func (r *reading) given(i int) (phraseRange, bool) {
	tree, ok := r.tree(i)
	if !ok {
		return phraseRange{}, false
	}
	return r.issuer(clauseTree{tree.tokens, tree.at}, phraseRange{i, i + 1})
}

// clauseLimit ends a clause that stands within a sentence at its comma.
func (r *reading) clauseLimit(a, end int) int {
	for k := a; k < end; k++ {
		if r.tok(k).is(",") && r.hasClause(a, k) {
			return k
		}
	}
	return end
}

// nextVerb ends a clause within the subject of a sentence before the verb of
// that sentence: "the claim that the dam was safe | angered the village".
// With auxiliaries only those count, where a verb before the noun may be that
// of the sentence.
func (r *reading) nextVerb(a, end int, auxiliaries bool) int {
	seen := false
	for k := a; k < end; k++ {
		switch {
		case r.class(k, conjunction|relative|subordinator) && r.name(k) < 0:
			return end
		case !r.finite(k) && !r.bare(k), auxiliaries && !r.class(k, auxiliary):
		case seen && !r.class(k-1, auxiliary|adverb|negation):
			return k
		default:
			seen = true
		}
	}
	return end
}

// bare reports whether the word at item k is a participle without an auxiliary:
// what the tagger takes for one may be the verb of the sentence.
func (r *reading) bare(k int) bool {
	tree, ok := r.tree(k)
	return ok && tree.token().Tag == "VBN" && !r.class(k-1, auxiliary|adverb|negation)
}

// possessor finds the owner of the noun at item i: "the ministry's claim",
// "its claim", "Lenz's repeated claim".
func (r *reading) possessor(i int) (phraseRange, bool) {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		switch w := r.low(k); {
		case w == "'s" || r.tok(k).is("'’"):
			from := k
			for from > 0 && !r.bounds(from-1) && !(r.class(from-1, preposition) && r.name(from-1) < 0) {
				from--
			}
			p := r.trimPhrase(phraseRange{from, k})
			return p, !p.empty()
		case k == i-1 && r.speakerName(phraseRange{r.nameStart(k), i}):
			return phraseRange{r.nameStart(k), i}, true // "a Red Crescent warning that"
		case r.class(k, owning):
			return phraseRange{k, k + 1}, true
		}
	}
	return phraseRange{}, false
}
