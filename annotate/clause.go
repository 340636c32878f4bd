package annotate

import (
	"strings"
	"unicode/utf8"

	"hearsay/corpus"
)

// view looks at the items of one frame by index. Outside the frame, and on a
// quotation, it sees no word.
type view struct {
	t *text
	f *frame
}

func (v view) len() int { return len(v.f.items) }

// quo returns the quotation at item i, or -1.
func (v view) quo(i int) int {
	if i < 0 || i >= v.len() {
		return -1
	}
	return v.f.items[i].quo
}

var nothing = &token{kind: mark}

// tok returns the token at item i; a quotation and what lies outside the
// frame look like a mark that is none.
func (v view) tok(i int) *token {
	if i < 0 || i >= v.len() || v.f.items[i].quo >= 0 {
		return nothing
	}
	return &v.t.tokens[v.f.items[i].tok]
}

func (v view) low(i int) string { return v.tok(i).low }

func (v view) class(i int, c wordClass) bool {
	return v.tok(i).kind == word && lex().is(v.low(i), c)
}

// name returns the index of the name that covers item i, or -1.
func (v view) name(i int) int {
	if i < 0 || i >= v.len() || v.f.items[i].quo >= 0 {
		return -1
	}
	return v.t.nameAt[v.f.items[i].tok]
}

// span returns the bytes from item a to before item b.
func (v view) span(a, b int) corpus.Span {
	if a >= b {
		return corpus.Span{}
	}
	return corpus.Span{Start: v.start(a), End: v.end(b - 1)}
}

func (v view) start(i int) int { return v.t.tokens[v.f.items[i].tok].Start }

func (v view) end(i int) int {
	if q := v.quo(i); q >= 0 {
		_, last := v.t.quotations[q].bounds()
		return v.t.tokens[last].End
	}
	return v.tok(i).End
}

// finite reports whether the word at i is, or may well be, a finite verb.
func (v view) finite(i int) bool {
	k := v.tok(i)
	l := lex()
	if k.kind != word || v.name(i) >= 0 || i > 0 && k.capital() && l.is(k.low, month) {
		return false // "May" is no auxiliary
	}
	if k.low == "'s" {
		return v.contracts(i)
	}
	if l.is(k.low, auxiliary|finiteVerb) || contracted(k.low) {
		return !v.nominal(i)
	}
	if c, ok := l.cues[k.low]; ok && (c.form&(pastForm|presentForm) != 0 || v.class(i-1, subjectPronoun)) {
		return !v.nominal(i)
	}
	return len(k.low) > 4 && strings.HasSuffix(k.low, "ed") && !v.nominal(i)
}

// contracts reports whether the 's at i is a verb and no possessive: "it's".
func (v view) contracts(i int) bool {
	switch v.low(i - 1) {
	case "it", "he", "she", "that", "there", "who", "what", "here", "where", "this", "how":
		return true
	}
	return false
}

// contracted reports whether a word ends in a contracted verb: "it's".
func contracted(low string) bool {
	return hasAnySuffix(low, "'re", "'ve", "'ll", "'d", "n't", "'m")
}

// nominal reports whether the place of the word at i is that of a noun or an
// adjective: behind a determiner, a possessive, a preposition or a number.
func (v view) nominal(i int) bool {
	p := v.tok(i - 1)
	if p.kind == number {
		return true
	}
	if p.kind != word || v.name(i-1) >= 0 {
		return false
	}
	l := lex()
	if l.is(v.low(i), auxiliary) && v.low(i) != "can" && v.low(i) != "will" && v.low(i) != "might" {
		return false
	}
	if p.low == "that" {
		return false
	}
	if l.is(p.low, subjectPronoun) && !l.is(p.low, determiner) || p.low == "both" || p.low == "some" || p.low == "many" || distributive(p.low) {
		return false
	}
	return p.low == "'s" || l.is(p.low, determiner) || l.is(p.low, preposition) && !l.is(p.low, subordinator) && !l.is(p.low, adverb)
}

// hasClause reports whether [a,b) holds a finite verb.
func (v view) hasClause(a, b int) bool {
	for i := a; i < b; i++ {
		if v.finite(i) {
			return true
		}
	}
	return false
}

// cueAt reads the word at item i as a cue in a verbal place.
func (v view) cueAt(i int) (cueForm, bool) {
	k := v.tok(i)
	if k.kind != word {
		return cueForm{}, false
	}
	c, ok := lex().cues[k.low]
	if !ok || k.capital() && i > 0 && !v.t.shouts(k.block) && v.tok(i-1).kind == word {
		return cueForm{}, false
	}
	if w := v.low(i + 1); lex().nouns[k.low].act && (w == "by" || w == "from") {
		return cueForm{}, false // "claims by the ministry"
	}
	if v.name(i) >= 0 && k.capital() && i > 0 || v.nominal(i) || v.low(i+1) == "of" && !(c.takes(takesOf)) {
		return cueForm{}, false
	}
	return c, true
}

// verbs is the group of verbs and adverbs around a cue: "has not yet said".
type verbs struct {
	from    int // its first item
	negated bool
	passive bool
	modal   string // "would", "will", "could" ...
	to      bool   // an infinitive: "to say"
	aux     bool   // an auxiliary stands in it
}

func (v view) verbs(i int, form verbForm) verbs {
	g := verbs{from: i}
	be := false
	for j := i - 1; j >= 0; j-- {
		w := v.low(j)
		switch {
		case v.tok(j).kind != word:
			return g.settle(be, form)
		case w == "to":
			g.to, g.from = true, j
		case v.class(j, negation) && w != "no" && w != "neither" && w != "nor" && w != "without" || strings.HasSuffix(w, "n't"):
			g.negated, g.from = true, j
			g.aux = g.aux || strings.HasSuffix(w, "n't")
			if w == "can't" || w == "couldn't" {
				g.modal = "can"
			}
		case w == "cannot":
			g.negated, g.aux, g.modal, g.from = true, true, "can", j
		case v.class(j, auxiliary):
			g.aux = true
			g.from = j
			switch w {
			case "is", "are", "was", "were", "be", "been", "being", "am":
				be = be || j == i-1 || !v.class(i-1, auxiliary)
			case "would", "will", "could", "can", "may", "might", "should", "shall", "must":
				g.modal = w
			}
		case (w == "both" || w == "all") && v.class(j-1, auxiliary):
			g.from = j
		case (v.class(j, adverb) || strings.HasSuffix(w, "ly")) && v.name(j) < 0 && !v.class(j, determiner):
			g.from = j
		default:
			return g.settle(be, form)
		}
	}
	return g.settle(be, form)
}

func (g verbs) settle(be bool, form verbForm) verbs {
	g.passive = be && form&participleForm != 0
	return g
}

// phraseRange is a noun phrase as items of a frame.
type phraseRange struct{ from, to int }

func (p phraseRange) empty() bool { return p.from >= p.to }

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
	if v.class(end-1, subjectPronoun) && !v.class(end-1, determiner) && v.low(end-1) != "both" {
		from = end - 1 // "one of the reasons I think"
	}
	p := v.trimPhrase(phraseRange{from, end})
	if m := v.coordinated(p); len(m) == 1 {
		p = m[0]
	}
	p.to = v.withoutOccasion(p)
	return p, !p.empty()
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
	switch {
	case v.tok(g - 1).is(","):
		for k := g - 2; k > 0; k-- {
			if v.quo(k) >= 0 || v.tok(k).is(";:") {
				return 0
			}
			if v.tok(k).is(",") && !v.listed(k, g-1) {
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
	k := v.tok(i)
	if k.kind == mark {
		return !k.is("-/&'’%$") && !(k.is(".") && k.abbr)
	}
	if v.name(i) >= 0 {
		return false
	}
	if k.low == "that" {
		return !lex().person(v.low(i + 1)) // "that officer"
	}
	if v.class(i, subordinator) && !v.class(i, preposition) || v.class(i, relative|conjunction) {
		return true
	}
	if k.low == "as" || k.low == "since" || k.low == "after" || k.low == "before" || k.low == "until" {
		return true
	}
	return v.finite(i)
}

// relativeBefore takes a restrictive relative clause into the phrase: "a
// nurse who asked not to be named". from is where a verb bounded the phrase.
func (v view) relativeBefore(from, end int) int {
	if from == 0 || v.tok(from-1).kind == mark || v.quo(from-1) >= 0 {
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
		if w := v.low(k); w == "who" || w == "which" || w == "whose" {
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

// skipTime returns the item behind a phrase of time or occasion that begins
// at i, or i where there is none: "on Monday", "last week", "in a statement
// on Tuesday", "by telephone".
func (v view) skipTime(i int) int {
	for {
		next := v.skipOneTime(i)
		if next == i {
			return i
		}
		i = next
	}
}

func (v view) skipOneTime(i int) int {
	switch w := v.low(i); {
	case v.class(i, weekday) && lex().is(v.low(i+1), partOfDay):
		return i + 2
	case v.class(i, weekday), w == "today", w == "yesterday", w == "earlier", w == "later", w == "recently", w == "again", w == "also", w == "separately", w == "publicly", w == "repeatedly":
		return i + 1
	case (w == "last" || w == "this" || w == "next" || w == "earlier") && lex().is(v.low(i+1), occasion):
		return i + 2
	case (w == "last" || w == "this") && v.class(i+1, month|weekday) && v.tok(i+1).capital():
		return i + 2
	case v.class(i, preposition) && w != "of" && w != "to" && w != "like":
		return v.skipOccasion(i)
	}
	return i
}

// skipOccasion returns the item behind a prepositional phrase at i whose noun
// is a day, a month, a year or an occasion, with what "of", "to" or "with"
// adds to it; else i.
func (v view) skipOccasion(i int) int {
	j := i + 1
	for n := 0; n < 6 && j < v.len(); n++ {
		k := v.tok(j)
		switch {
		case v.class(j, weekday) && lex().is(v.low(j+1), partOfDay):
			return j + 2
		case v.class(j, weekday):
			return j + 1
		case k.kind == number && (v.low(j+1) == "a.m." || v.low(j+1) == "p.m." || v.low(j+1) == "a.m" || v.low(j+1) == "p.m"):
			return j + 2
		case v.class(j, month) && k.capital():
			j++
			if v.tok(j).kind == number {
				j++
			}
			if v.tok(j).is(",") && v.tok(j+1).kind == number {
				j += 2
			}
			return j
		case k.kind == number && len(k.text) == 4 && n <= 1:
			return j + 1
		case lex().is(k.low, occasion) && !lex().is(v.low(j+1), occasion) && v.low(j+1) != "'s":
			return v.occasionTail(j + 1)
		case v.bounds(j), v.class(j, preposition) && v.name(j) < 0 && k.low != "of":
			return i
		}
		j++
	}
	return i
}

// occasionTail takes "with Far Shore", "to parliament", "of the party" behind
// an occasion, up to a name's or a noun's end.
func (v view) occasionTail(j int) int {
	if w := v.low(j); w != "with" && w != "to" && w != "of" && w != "in" && w != "at" && w != "from" && w != "by" {
		return j
	}
	k := j + 1
	for v.class(k, determiner) {
		k++
	}
	if n := v.name(k); n >= 0 {
		for v.name(k) == n {
			k++
		}
		return k
	}
	if v.tok(k).kind == word && lex().is(v.low(k), occasion) || lex().person(v.low(k)) {
		return k + 1
	}
	return j
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
		if to > from && (v.class(to, weekday) || v.class(to, adverb) && v.name(to) < 0 && !v.class(to, determiner)) {
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
	switch v.low(i) {
	case "of", "for", "from", "with", "at", "inside", "near":
		return v.skipTime(i) != i
	case "in":
		return v.skipTime(i) != i
	}
	return true
}

// sourceness says how well a noun phrase can be somebody who speaks.
type sourceness uint8

const (
	noSource sourceness = iota
	anyNoun             // a noun phrase of unknown kind
	speaker             // a person, institution, medium, document or pronoun
)

func (v view) sourceLike(p phraseRange) sourceness {
	if p.empty() || p.to-p.from > longPhrase || v.low(p.from-1) == "how" {
		return noSource
	}
	l := lex()
	words := 0
	for i := p.from; i < p.to; i++ {
		w := v.low(i)
		if w == "who" || w == "which" || w == "whose" || words > 0 && v.class(i, preposition) && v.name(i) < 0 {
			break
		}
		k := v.tok(i)
		if words == 0 && i == p.from && strings.HasSuffix(w, "ing") && v.name(i) < 0 && v.name(i+1) < 0 && !l.person(w) || l.is(w, indefinite) && i == p.from {
			return noSource
		}
		if n := v.name(i); n >= 0 {
			if !v.possessed(i) {
				return speaker
			}
			words++
			continue
		}
		if k.kind != word {
			continue
		}
		if distributive(w) && (p.to-p.from == 1 || p.to-p.from == 2 && v.low(p.from) == "the") {
			return speaker
		}
		if v.class(i, subjectPronoun) && p.to-p.from <= 2 || l.person(k.low) || l.orgWords[k.low] || l.outletWords[k.low] || l.nouns[k.low].paper || l.nouns[strings.TrimSuffix(k.low, "s")].paper {
			return speaker
		}
		if !v.class(i, determiner|preposition|adverb|pronoun) {
			words++
		}
	}
	if words == 0 {
		return noSource
	}
	return anyNoun
}

// distributive reports whether a word picks members of a group named before:
// "one said ..., the other said ...".
func distributive(low string) bool { return lex().is(low, memberWord) }

// possessed reports whether a possessive follows the name at i, which then
// names an owner and not the speaker.
func (v view) possessed(i int) bool {
	n := v.name(i)
	for v.name(i) == n {
		i++
	}
	return v.low(i) == "'s" || v.tok(i).is("'’")
}

// longPhrase is the most items of a noun phrase that can be a source; what is
// longer is a clause that was not recognised as one.
const longPhrase = 24

// coordinated splits "A and B" into its members; a phrase that names one
// institution stays whole.
func (v view) coordinated(p phraseRange) []phraseRange {
	and := p.from - 1
	if v.low(and) != "and" && v.low(and) != "or" {
		return []phraseRange{p}
	}
	left, ok := v.leftMember(and)
	switch {
	case ok && v.withPreposition(left):
		return []phraseRange{{left.from, p.to}} // "any reference to A and B"
	case ok && v.ownPhrase(p) && v.ownPhrase(left) && v.sourceLike(left) == speaker:
		return []phraseRange{left, p}
	}
	return []phraseRange{p}
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

func upperFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r != utf8.RuneError && strings.ToUpper(string(r)) == string(r) && strings.ToLower(string(r)) != string(r)
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
