package annotate

import (
	"strings"
)

// subjectBefore finds the subject whose verb group begins at item g. Behind
// a comma it looks past what the commas enclose. It returns the item at which
// what precedes the subject ends.
func (v view) subjectBefore(g int) (phraseRange, bool) {
	end := v.skipInsertion(g)
	if end <= 0 || v.quo(end-1) >= 0 && !v.fragment(v.quo(end-1)) {
		return phraseRange{}, false
	}
	from := end
	for from > 0 && !v.bounds(from-1) {
		from--
	}
	from = v.relativeBefore(from, end)
	if v.class(end-1, subjectPronoun) && !v.class(end-1, determiner) && v.low(end-1) != "both" && !v.object(end-1) {
		from = end - 1 // "one of the reasons I think"
	}
	if w := v.low(end - 1); (w == "each" || w == "both" || w == "all") && end-from > 1 {
		end-- // "the ministers both said"
	}
	for k := end - 1; k > from+1; k-- {
		if v.class(k, determiner) && v.quo(k-1) >= 0 {
			from = k // "Calling it a “trap” the mayor said"
		}
	}
	p := v.trimPhrase(phraseRange{from, end})
	if m := v.coordinated(p); len(m) == 1 {
		p = m[0]
	}
	p.to = v.withoutOccasion(p)
	return p, !p.empty()
}

// object reports whether the tree takes the word at i for an object: "those who
// want it | said".
func (v view) object(i int) bool {
	tree, ok := v.tree(i)
	return ok && (tree.token().Rel == "obj" || tree.token().Rel == "iobj" || tree.token().Rel == "obl")
}

// withoutOccasion ends a phrase before the occasion of saying that stands
// between it and its verb: "the paper in a commentary on Tuesday said".
func (v view) withoutOccasion(p phraseRange) int {
	for k := p.from + 1; k < p.to; k++ {
		if (v.class(k, weekday) || v.low(k) == "in" || v.low(k) == "on" || v.low(k) == "at" || v.low(k) == "during") && v.name(k) < 0 && v.skipTime(k) >= p.to {
			return k
		}
	}
	return p.to
}

// skipInsertion steps back over ", a lecturer at Corliss College," or
// "(pictured)" directly before the verb group at g.
func (v view) skipInsertion(g int) int {
	k := v.skipOneInsertion(g)
	if k > 0 && k < g && v.tok(k-1).is(")") {
		return v.skipOneInsertion(k) // "Ada Moore (D-Ill.), a lawyer, said"
	}
	return k
}

func (v view) skipOneInsertion(g int) int {
	switch {
	case v.tok(g - 1).is(","):
		for k := g - 2; k > 0; k-- {
			if v.quo(k) >= 0 && !v.fragment(v.quo(k)) || v.tok(k).is(";:") {
				return 0
			}
			if v.tok(k).is(",") && !v.listed(k, g-1) {
				if n := v.name(k + 1); n >= 0 && v.name(g-2) == n {
					return k // "Tessel, the mayor of Corran, Ada Moore, said": whom the role names
				}
				return v.skipRole(k)
			}
		}
		return 0
	case v.tok(g - 1).is(")"):
		for k := g - 2; k > 0; k-- {
			if v.tok(k).is("(") {
				return k
			}
		}
		return 0
	case v.tok(g - 1).is("—–"):
		for k := g - 2; k > 0; k-- {
			if v.tok(k).is("—–") {
				return k
			}
		}
		return 0
	}
	return g
}

// skipRole steps back once more where what stands before the comma at k is
// itself the beginning of an apposition: "X, engineer of a farm in Y, Z, said".
func (v view) skipRole(k int) int {
	for j := k - 1; j > 0 && j > k-longRole; j-- {
		if v.quo(j) >= 0 || v.finite(j) || v.tok(j).is(";:.") {
			return k
		}
		if !v.tok(j).is(",") {
			continue
		}
		first := j + 1
		if v.class(first, determiner) {
			first++
		}
		for i := first; i < k && i < first+4 && !v.class(i, preposition); i++ {
			if lex().person(v.low(i)) && v.name(j-1) >= 0 && v.name(i) < 0 {
				return j
			}
		}
		return k
	}
	return k
}

// listed reports whether the comma at k only separates members within one
// insertion, such as the age in ", 47, a farmer,".
func (v view) listed(k, last int) bool {
	return v.tok(k-1).kind == number && k-2 > 0 && v.tok(k-2).is(",") && k != last
}

// fragment reports whether a quotation is a few words within a sentence.
func (v view) fragment(q int) bool {
	x := &v.t.quotations[q]
	return x.to-x.from < 5 && x.to > x.from && !v.t.tokens[x.to-1].is(".,!?")
}

// bounds reports whether item i cannot belong to a noun phrase that ends
// behind it.
func (v view) bounds(i int) bool {
	if q := v.quo(i); q >= 0 {
		return !v.fragment(q)
	}
	if v.name(i) >= 0 {
		return false
	}
	k := v.tok(i)
	if k.is(",") && v.tok(i-1).kind == number && v.tok(i+1).kind == number && len(v.tok(i+1).text) == 4 && v.class(i-2, month) {
		return false // "March 14, 2019"
	}
	if k.is("-") && k.space && !(v.tok(i-1).capital() && v.tok(i+1).capital()) {
		return true // "history -- a reader"
	}
	if k.kind == mark {
		return !k.is("-/&'’%$") && !(k.is(".") && k.abbr)
	}
	if k.low == "that" {
		return !lex().person(v.low(i+1)) || lex().plural[v.low(i+1)] // "that officer", but "which people say"
	}
	if v.class(i, subordinator) && !v.class(i, preposition) || v.class(i, relative|conjunction) {
		return true
	}
	if k.low == "as" || k.low == "since" || k.low == "after" || k.low == "before" || k.low == "until" {
		return true
	}
	return v.finite(i) || v.describes(i) || v.class(i, hearing)
}

// describes reports whether the word at i is a participle that describes the
// noun before it: "a resident quoted by the partner".
func (v view) describes(i int) bool {
	tree, ok := v.tree(i)
	if v.class(i-2, relative) && (v.name(i-1) >= 0 || v.class(i-1, subjectPronoun)) {
		return false // "which Brandt called a trap"
	}
	if w := v.low(i); v.low(i-1) == "those" && v.class(i+1, preposition) && (strings.HasSuffix(w, "ed") || lex().is(w, participle)) {
		return true // "sugars – those added to food"
	}
	if v.tok(i-1).kind == mark && v.quo(i-1) < 0 {
		return false // "Tellon, a lawyer, accused"
	}
	return ok && tree.token().Tag == "VBN" && (tree.token().Rel == "acl" || tree.token().Rel == "amod" && (v.class(i-1, determiner|adverb) || v.low(i-1) == "'s"))
}

// relativeBefore takes a restrictive relative clause into the phrase: "a
// nurse who asked not to be named". from is where a verb bounded the phrase.
func (v view) relativeBefore(from, end int) int {
	if from == 0 || v.low(from-1) == "what" || v.tok(from-1).kind == mark || v.quo(from-1) >= 0 {
		return from
	}
	if v.reduced(from - 1) {
		from -= 2
		for from > 0 && !v.bounds(from-1) {
			from--
		}
		return from
	}
	for k := from - 1; k > 0 && k > from-12; k-- {
		if v.tok(k).is(",;:.—–") || v.quo(k) >= 0 {
			return from
		}
		if w := v.low(k); (w == "who" || w == "which" || w == "whose" || w == "that" && lex().person(v.low(k-1)) && v.finite(k+1)) && v.hasClause(k+1, from) {
			for k > 0 && !v.bounds(k-1) {
				k--
			}
			return k
		}
	}
	return from
}

// reduced reports whether the word at i is a participle that describes the
// person before it: "a soldier captured by the guard", "officials briefed on
// the talks".
func (v view) reduced(i int) bool {
	w, noun := v.low(i), v.low(i-1)
	return i > 0 && (strings.HasSuffix(w, "ed") || lex().is(w, participle)) && v.class(i+1, preposition) &&
		(lex().person(noun) || lex().nouns[noun].paper) && v.name(i-1) < 0
}

// trimPhrase drops what leads into a subject and is no part of it: "On
// Monday", "Earlier", "But".
func (v view) trimPhrase(p phraseRange) phraseRange {
	for !p.empty() {
		k := v.tok(p.from)
		switch {
		case k.kind == mark && v.quo(p.from) < 0,
			v.name(p.from) < 0 && v.class(p.from, connective|conjunction) && !v.class(p.from, determiner) && !v.class(p.from, preposition),
			v.name(p.from) < 0 && v.class(p.from, adverb) && !v.class(p.from, determiner|pronoun) && k.low != "first" && k.low != "second" && k.low != "very":
			p.from++
		case v.class(p.from, preposition) && v.name(p.from) < 0:
			next := v.skipTime(p.from)
			if next == p.from {
				return v.afterPreposition(p)
			}
			p.from = next
		case v.class(p.from, weekday):
			p.from++
		default:
			return p
		}
	}
	return p
}

// afterPreposition drops a leading prepositional phrase that a determiner or
// name follows: "In a statement the ministry".
func (v view) afterPreposition(p phraseRange) phraseRange {
	for i := p.from + 2; i < p.to; i++ {
		if v.class(i, determiner) && !v.class(i-1, preposition|determiner) || v.class(i, subjectPronoun) {
			return phraseRange{i, p.to}
		}
		if n := v.name(i); n >= 0 && v.name(i-1) != n && !v.class(i-1, preposition|determiner) && v.t.names[n].to == v.f.items[p.to-1].tok+1 {
			return phraseRange{i, p.to}
		}
	}
	return phraseRange{p.to, p.to}
}

// subjectAfter finds a subject behind the cue at item i: "said Maria Lenz, a
// farmer". It returns the item behind it.
func (v view) subjectAfter(i int) (phraseRange, bool) {
	from := i + 1
	to := from
	for to < v.len() && (!v.bounds(to) || v.joinsTitle(to)) && v.quo(to) < 0 {
		if to > from && v.class(to, preposition) && v.name(to) < 0 && v.endsInverted(to) {
			break
		}
		if to > from && (v.class(to, weekday) || v.class(to, adverb) && v.name(to) < 0 && !v.class(to, determiner) && v.low(to-1) != "'s" && !v.tok(to-1).is("'’")) {
			break
		}
		to++
	}
	if v.low(to) == "who" && to > from { // "said a nurse who asked not to be named"
		for to < v.len() && !v.tok(to).is(",.;:—–") && v.quo(to) < 0 {
			to++
		}
	}
	p := phraseRange{from, to}
	return p, !p.empty() && v.sourceLike(p) != noSource
}

// joinsTitle reports whether the "and" at i stands within the institution of a
// person who is named behind it: "Heart and Stroke manager Mara Tellon".
func (v view) joinsTitle(i int) bool {
	if v.low(i) != "and" || !v.tok(i-1).capital() || !v.tok(i+1).capital() {
		return false
	}
	for k := i + 2; k < i+6; k++ {
		if lex().titles[v.low(k)] && v.name(k) < 0 && v.name(k+1) >= 0 {
			return true
		}
	}
	return false
}

// endsInverted reports whether the preposition at i begins something other
// than the rest of the noun phrase.
func (v view) endsInverted(i int) bool {
	if v.class(i-1, attached) {
		return false // "a person close to the talks"
	}
	switch v.low(i) {
	case "of", "for", "from", "with", "at", "inside", "near":
		return v.skipTime(i) != i
	case "in":
		return v.skipTime(i) != i
	}
	return true
}

// coordinated splits "A and B" into its members; a phrase that names one
// institution stays whole.
func (v view) coordinated(p phraseRange) []phraseRange {
	and := p.from - 1
	if w := v.low(and); w != "and" && w != "or" && w != "nor" {
		return []phraseRange{p}
	}
	left, ok := v.leftMember(and)
	switch {
	case ok && v.withPreposition(left):
		return []phraseRange{{left.from, p.to}} // "any reference to A and B"
	case ok && v.ownPhrase(p) && v.ownPhrase(left) && v.sourceLike(left) == speaker:
		return append(v.namesBefore(left), left, p)
	}
	return []phraseRange{p}
}

// namesBefore returns the names that stand before the name left, parted by commas: "A, B
// and C said". Another noun before the comma may be what describes it.
func (v view) namesBefore(left phraseRange) []phraseRange {
	var out []phraseRange
	for v.name(left.from) >= 0 && v.tok(left.from-1).is(",") && v.name(left.from-2) >= 0 {
		n, from := v.name(left.from-2), left.from-2
		for v.name(from-1) == n {
			from--
		}
		if left = (phraseRange{from, left.from - 1}); v.possessed(from) || v.sourceLike(left) != speaker {
			break
		}
		out = append([]phraseRange{left}, out...)
	}
	return out
}

// withPreposition reports whether a phrase that is no name goes on behind a
// preposition other than "of".
func (v view) withPreposition(p phraseRange) bool {
	for i := p.from + 1; i < p.to; i++ {
		if v.class(i, preposition) && v.name(i) < 0 && v.low(i) != "of" && v.name(p.from) < 0 {
			return true
		}
	}
	return false
}

// leftMember finds the noun phrase before the "and" at item i, where it
// begins the clause.
func (v view) leftMember(i int) (phraseRange, bool) {
	from := i
	for from > 0 && !v.bounds(from-1) {
		from--
	}
	if from > 1 && !v.tok(from-1).is(",;:—–“”") && v.quo(from-1) < 0 && v.low(from-1) != "that" && !v.class(from-1, subordinator) {
		return phraseRange{}, false
	}
	p := v.trimPhrase(phraseRange{from, i})
	return p, !p.empty()
}

// ownPhrase reports whether p can stand without the other member: it begins
// with a determiner or is a name, or is a plural noun for people.
func (v view) ownPhrase(p phraseRange) bool {
	return v.class(p.from, determiner) || v.name(p.from) >= 0 || lex().titles[v.low(p.from)] || v.tok(p.from).capital() || v.pluralHead(p)
}

// pluralHead reports whether the noun that heads a phrase, before any "of" or
// "with", is a plural: "defectors with a military background".
func (v view) pluralHead(p phraseRange) bool {
	head := ""
	for i := p.from; i < p.to; i++ {
		if i > p.from && v.class(i, preposition|relative) && v.name(i) < 0 {
			break
		}
		if v.tok(i).kind == word {
			head = v.low(i)
		}
	}
	return lex().plural[head] || strings.HasSuffix(head, "s") && len(head) > 3 && !strings.HasSuffix(head, "ss") && head != "'s"
}
