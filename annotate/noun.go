package annotate

// noun reads "X's claim that A" and "the claim by X that A" at item i.
func (r *reading) noun(i int) {
	n, ok := lex().nouns[r.low(i)]
	if !ok || !n.act || r.name(i) >= 0 && r.tok(i).capital() {
		return
	}
	var p phraseRange
	that := i + 1
	switch {
	case r.low(that) == "that":
		p, ok = r.possessor(i)
	case r.low(that) == "by" || r.low(that) == "from" || r.low(that) == "of":
		p, ok = r.phraseSource(that + 1)
		that = p.to
	default:
		return
	}
	if !ok || r.low(that) != "that" || r.sourceLike(p) != speaker || r.selfReport(p) {
		return
	}
	end := r.contentEnd(that+1, i)
	if !r.hasClause(that+1, end) {
		return
	}
	end = r.clauseLimit(that+1, end)
	end = r.nextVerb(that+1, end, r.hasClause(0, i))
	s := r.add(p, i, i+1, r.pieces(that+1, end), "noun-that", weakRule)
	if s != nil {
		s.polarity = n.polarity
	}
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
		case !r.finite(k), auxiliaries && !r.class(k, auxiliary):
		case seen && !r.class(k-1, auxiliary|adverb|negation):
			return k
		default:
			seen = true
		}
	}
	return end
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
		case w == "his" || w == "her" || w == "its" || w == "their":
			return phraseRange{k, k + 1}, true
		}
	}
	return phraseRange{}, false
}
