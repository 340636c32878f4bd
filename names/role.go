package names

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"hearsay/corpus"
	"hearsay/syntax"
)

//go:embed data/roles.txt
var roleText string

// roleWords are the words that tell a role or tell none.
type roleWords struct{ courtesy, vague, verb map[string]bool }

var lexicalRoles = sync.OnceValue(func() *roleWords {
	lists := map[string]map[string]bool{}
	for _, f := range fieldsOf(roleText) {
		words := map[string]bool{}
		for _, w := range f[1:] {
			words[w] = true
		}
		lists[f[0]] = words
	}
	return &roleWords{lists["courtesy:"], lists["vague:"], lists["verb:"]}
})

// longRole is the most tokens that a role may take; longer ones were clauses
// in every case seen in the sample and the first real articles.
const longRole = 18

// The weights by which one statement of a role is preferred to another, the
// first in the text among equals.
const (
	byNoun      = 1 // the noun of a description alone: "the expert"
	byClause    = 2 // "who teaches at Y", "X works at Y"
	byPredicate = 3 // "X is a lecturer at Y"
	byPhrase    = 4 // the description itself: "a spokesman for the ministry"
	byTitle     = 5 // "Foreign Ministry Spokesperson X"
	byApposed   = 6 // "X, a lecturer at Y"
	belonging   = 1 // more where it says to whom the person belongs
)

// roleFound is one place that says what a person is or where from.
type roleFound struct {
	entity    int
	sentence  int
	from, to  int // tokens of the role, none for a byline's outlet alone
	affiliate int // mention of the body, -1 for none
	bodyFrom  int // tokens of a body that is no mention
	bodyTo    int
	weight    int
}

// roles reads who has which role.
type roles struct {
	*joining
	words  *roleWords
	out    []Entity
	weight []int
	byHead map[[2]int]int // sentence and head token -> the longest mention
}

// describe gives the entities their roles and affiliations, each with the
// span that justifies it.
func (j *joining) describe(out []Entity) {
	r := &roles{joining: j, words: lexicalRoles(), out: out, weight: make([]int, len(out)), byHead: map[[2]int]int{}}
	for i := range j.mentions {
		m := &j.mentions[i]
		if _, ok := r.byHead[[2]int{m.Sentence, m.Head}]; !ok {
			r.byHead[[2]int{m.Sentence, m.Head}] = i
		}
	}
	for i := range j.traits {
		t := &j.traits[i]
		if k := out[j.of[i]].Kind; k != corpus.Person && k != corpus.Group {
			continue
		}
		r.title(t)
		r.apposed(t)
		r.predicate(t)
		r.clause(t)
		r.phraseItself(t)
		r.byline(t)
	}
}

// title reads what stands before a name: "Foreign Ministry Spokesperson X".
func (r *roles) title(t *trait) {
	if !isName(t) || t.list {
		return
	}
	m, tokens := t.mention, t.sentence.Tokens
	from := m.From
	to, _ := personName(tokens, m)
	for from < to && (isDeterminer(&tokens[from]) || tokens[from].POS == "PUNCT") {
		from++
	}
	for to > from && r.words.courtesy[strings.ToLower(tokens[to-1].Form)] {
		to--
	}
	if from < to && isRole(&tokens[to-1]) {
		r.take(roleFound{entity: r.of[t.index], sentence: t.at, from: from, to: to, affiliate: -1, weight: byTitle})
	}
}

func isName(t *trait) bool { return t.mention.Level == Name && t.pronoun == nil }

// apposed reads a description that is set beside a name: "X, a lecturer at Y"
// and "the lecturer, X".
func (r *roles) apposed(t *trait) {
	tokens := t.sentence.Tokens
	for i := range tokens {
		k := &tokens[i]
		if k.Rel != "appos" {
			continue
		}
		switch t.mention.Head {
		case k.Head:
			if isName(t) && r.tells(t, i) {
				r.takeNoun(t, i, byApposed)
			}
		case i:
			if isName(t) && 0 <= k.Head && k.Head < i && r.tells(t, k.Head) {
				r.takeNoun(t, k.Head, byApposed)
			}
		}
	}
}

// tells reports whether the noun at i can say what one person is.
func (r *roles) tells(t *trait, i int) bool {
	k := &t.sentence.Tokens[i]
	if k.POS != "NOUN" && k.POS != "PROPN" || r.words.vague[strings.ToLower(k.Lemma)] || !isRole(k) {
		return false
	}
	if m, ok := r.byHead[[2]int{t.at, i}]; ok {
		kind := r.mentions[m].Kind
		return (kind == corpus.Person || kind == corpus.Group) && (r.mentions[m].Level != Name || k.POS == "NOUN")
	}
	return false
}

// doers end the nouns for people that no list has.
var doers = []string{"er", "or", "ist", "ian", "man", "woman", "person", "ant", "ent", "ee", "eer", "ess", "chief", "head", "secretary"}

// isRole reports whether a noun can say what a person is: "lecturer", and not
// "warship".
func isRole(k *syntax.Token) bool {
	lemma := strings.TrimSuffix(strings.ToLower(k.Lemma), ".")
	switch kindLexicon().class(lemma) {
	case "title", "role", "plural":
		return true
	}
	return slices.ContainsFunc(doers, func(end string) bool { return strings.HasSuffix(lemma, end) })
}

// takeNoun takes the noun at i with what belongs to it as a role.
func (r *roles) takeNoun(t *trait, i, weight int) {
	from, to := r.nounPhrase(t.sentence, i)
	if to-from == 1 && weight == byPhrase {
		weight = byNoun
	}
	r.take(roleFound{entity: r.of[t.index], sentence: t.at, from: from, to: to, affiliate: -1, weight: weight})
}

// predicate reads "X is a lecturer at Y", of a name or a pronoun that surely
// means a person named elsewhere.
func (r *roles) predicate(t *trait) {
	if t.rel != "nsubj" || t.governor < 0 || t.pronoun != nil && (t.pronoun.person != 3 || r.joined[t.index] < sureOfPronoun) {
		return
	}
	if r.plain(t.sentence, t.governor) != "be" || !r.tells(t, t.governor) {
		return
	}
	r.takeNoun(t, t.governor, byPredicate)
}

// sureOfPronoun is how sure a pronoun's antecedent must be before what is said
// of the pronoun is said of the person. It is a choice, not a measurement.
const sureOfPronoun = 0.9

// plain returns the copula's lemma where token i is the predicate of a plain
// statement: no negation, no modal, no question.
func (r *roles) plain(s *syntax.Sentence, i int) string {
	lemma := ""
	for n := range s.Tokens {
		k := &s.Tokens[n]
		if k.Head != i {
			continue
		}
		switch {
		case k.Rel == "cop":
			lemma = k.Lemma
		case k.Rel == "aux" && k.Lemma != "have" || k.Lemma == "not" || k.Lemma == "never" || k.Form == "?" || k.Rel == "mark":
			return ""
		}
	}
	return lemma
}

// clause reads "X, who teaches at Y" and "X, who is a lecturer".
func (r *roles) clause(t *trait) {
	if !isName(t) && t.mention.Level != Nominal {
		return
	}
	tokens := t.sentence.Tokens
	for i := range tokens {
		if tokens[i].Head != t.mention.Head || tokens[i].Rel != "acl:relcl" || !r.subjectIsWho(t.sentence, i) {
			continue
		}
		if r.plain(t.sentence, i) == "be" && tokens[i].POS == "NOUN" && !r.words.vague[tokens[i].Lemma] && isRole(&tokens[i]) {
			r.takeNoun(t, i, byPredicate)
		} else if tokens[i].POS == "VERB" && r.words.verb[tokens[i].Lemma] && tokens[i].Tag != "VBN" {
			r.takeClause(t, i)
		}
	}
}

func (r *roles) subjectIsWho(s *syntax.Sentence, i int) bool {
	for n := range s.Tokens {
		if k := &s.Tokens[n]; k.Head == i && k.Rel == "nsubj" && strings.EqualFold(k.Form, "who") {
			return true
		}
	}
	return false
}

// takeClause takes the verb at i with what follows in its clause.
func (r *roles) takeClause(t *trait, i int) {
	to := i + 1
	for to < len(t.sentence.Tokens) && under(t.sentence, to, i) && t.sentence.Tokens[to].POS != "PUNCT" && t.sentence.Tokens[to].Rel != "cc" && t.sentence.Tokens[to].Rel != "mark" {
		to++
	}
	if to-i > 1 {
		r.take(roleFound{entity: r.of[t.index], sentence: t.at, from: i, to: to, affiliate: -1, weight: byClause})
	}
}

// phraseItself reads a description with its body: "a spokesman for the
// ministry", "the ministry's spokesman".
func (r *roles) phraseItself(t *trait) {
	if t.mention.Level != Nominal || t.pronoun != nil || t.list || t.rel == "appos" || isPredicate(t.sentence, t.mention.Head) || !r.tells(t, t.mention.Head) {
		return
	}
	r.takeNoun(t, t.mention.Head, byPhrase)
}

// isPredicate reports whether a copula hangs at token i.
func isPredicate(s *syntax.Sentence, i int) bool {
	for n := range s.Tokens {
		if s.Tokens[n].Head == i && s.Tokens[n].Rel == "cop" {
			return true
		}
	}
	return false
}

// nounPhrase returns the tokens of the noun at i with its modifiers, without
// determiners and owner, and up to a clause or a second apposition behind it.
func (r *roles) nounPhrase(s *syntax.Sentence, i int) (from, to int) {
	from, to = i, i+1
	for from > max(0, i-longRole) && under(s, from-1, i) && s.Tokens[from-1].POS != "PUNCT" && s.Tokens[from-1].POS != "ADP" && s.Tokens[from-1].Tag != "POS" && !isSubject(&s.Tokens[from-1]) {
		from--
	}
	for to < min(len(s.Tokens), i+longRole+1) && under(s, to, i) && !endsRole(s, to, i) {
		to++
	}
	for from < i && skipped(&s.Tokens[from]) {
		from++
	}
	return from, to
}

func isSubject(k *syntax.Token) bool {
	return strings.HasPrefix(k.Rel, "nsubj") || k.Rel == "cop" || strings.HasPrefix(k.Rel, "aux") || k.Rel == "mark" || k.Rel == "cc"
}

// skipped reports whether a word before a noun is no part of a role.
func skipped(k *syntax.Token) bool {
	return isDeterminer(k) || k.POS == "PUNCT" || k.POS == "NUM" || k.POS == "ADV" || k.POS == "CCONJ" || k.POS == "AUX"
}

// endsRole reports whether the phrase of the noun at i ends before token to.
func endsRole(s *syntax.Sentence, to, i int) bool {
	k := &s.Tokens[to]
	if k.POS == "PUNCT" {
		return k.Form != "-" && k.Form != "'"
	}
	return k.Rel == "acl:relcl" || k.Rel == "appos" || k.Rel == "advcl" || k.Rel == "cc" && k.Head != i && s.Tokens[k.Head].Head == i || k.POS == "PRON" && k.Tag == "WP" || k.Head == i && (k.Rel == "cop" || k.Rel == "conj" || k.Rel == "parataxis")
}

// under reports whether token n hangs below token i or is it.
func under(s *syntax.Sentence, n, i int) bool {
	for range len(s.Tokens) {
		if n == i {
			return true
		}
		if n < 0 || n >= len(s.Tokens) {
			return false
		}
		n = s.Tokens[n].Head
	}
	return false
}

// byline reads "By X, Harbour Times": a short unit of its own that begins
// with "By".
func (r *roles) byline(t *trait) {
	tokens := t.sentence.Tokens
	if !isName(t) || len(tokens) > longByline || len(tokens) < 3 || !strings.EqualFold(tokens[0].Form, "by") {
		return
	}
	for i := t.mention.From; i < len(tokens); i++ {
		m, ok := r.byHead[[2]int{t.at, i}]
		if ok && i != t.mention.Head && isBodyKind(r.mentions[m].Kind) && r.mentions[m].Level == Name {
			r.take(roleFound{entity: r.of[t.index], sentence: t.at, affiliate: m, weight: byTitle})
			return
		}
	}
}

// longByline is the most tokens of a byline with two authors and their paper.
const longByline = 14

func isBodyKind(k corpus.EntityKind) bool {
	return k == corpus.Organisation || k == corpus.Outlet || k == corpus.Channel
}

// take keeps a role where it says more than what is known already.
func (r *roles) take(f roleFound) {
	if f.to-f.from > longRole {
		return
	}
	if f.affiliate < 0 {
		r.affiliate(&f)
	}
	if f.affiliate >= 0 || f.bodyTo > f.bodyFrom {
		f.weight += belonging
	}
	e := &r.out[f.entity]
	s := &r.sentences[f.sentence]
	if f.to > f.from && f.weight > r.weight[f.entity] {
		r.weight[f.entity] = f.weight
		e.Role, e.RoleSpan = phrase(s, f.from, f.to), corpus.Span{Start: s.Tokens[f.from].Start, End: s.Tokens[f.to-1].End}
		e.Affiliation, e.AffiliationSpan = "", corpus.Span{}
	}
	if e.Affiliation == "" {
		r.belong(e, &f, s)
	}
}

// belong writes the body that a role names.
func (r *roles) belong(e *Entity, f *roleFound, s *syntax.Sentence) {
	switch {
	case f.affiliate >= 0:
		m := &r.mentions[f.affiliate]
		e.Affiliation, e.AffiliationSpan = r.bodyName(f.affiliate), m.Span
	case f.bodyTo > f.bodyFrom:
		e.Affiliation = phrase(s, f.bodyFrom, f.bodyTo)
		e.AffiliationSpan = corpus.Span{Start: s.Tokens[f.bodyFrom].Start, End: s.Tokens[f.bodyTo-1].End}
	}
}

// bodyName returns the name of what mention m means, without an article.
func (r *roles) bodyName(m int) string {
	e := &r.out[r.of[m]]
	k := &r.mentions[m]
	name := e.Name
	if k.Level == Name || name == "" {
		name = phrase(&r.sentences[k.Sentence], k.From, k.To)
	}
	name = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s"))
	for _, article := range []string{"the ", "The ", "a ", "A ", "an ", "An "} {
		if rest, ok := strings.CutPrefix(name, article); ok {
			return rest
		}
	}
	return name
}

// affiliate finds the body within a role or its owner: a body before a state
// before a place; a name that no mention covers where none is.
func (r *roles) affiliate(f *roleFound) {
	best := 0
	s := &r.sentences[f.sentence]
	for i := max(0, f.from-longRole); i < f.to; i++ {
		m, ok := r.byHead[[2]int{f.sentence, i}]
		if !ok || r.of[m] == f.entity || r.mentions[m].To > f.to {
			continue
		}
		if w := bodyWeight(r.out[r.of[m]].Kind); w > best && r.links(s, i, f) {
			best, f.affiliate = w, m
		}
	}
	if best == 0 {
		r.unread(f, s)
	}
}

func bodyWeight(k corpus.EntityKind) int {
	switch k {
	case corpus.Organisation, corpus.Outlet, corpus.Channel:
		return 3
	case corpus.State:
		return 2
	case corpus.Place:
		return 1
	}
	return 0
}

// links reports whether what hangs at token i belongs to the role by "at",
// "of", "for", as owner or as the first part of a compound.
func (r *roles) links(s *syntax.Sentence, i int, f *roleFound) bool {
	k := &s.Tokens[i]
	if i < f.from {
		return k.Rel == "nmod:poss" && f.from <= k.Head && k.Head < f.to
	}
	switch {
	case k.Rel == "nmod:desc":
		return false
	case strings.HasPrefix(k.Rel, "nmod"), k.Rel == "obl":
		return ofBody[caseOf(s, i)]
	case k.Rel == "compound", k.Rel == "obj", k.Rel == "flat", k.Rel == "amod":
		return true
	}
	return false
}

// ofBody are the prepositions behind which the body stands to which somebody
// belongs; "" is none: "Ministry spokesman".
var ofBody = map[string]bool{"": true, "of": true, "at": true, "for": true, "with": true, "in": true, "from": true, "to": true}

// caseOf returns the preposition of token i, "" for none.
func caseOf(s *syntax.Sentence, i int) string {
	for n := max(0, i-longRole); n < i; n++ {
		if k := &s.Tokens[n]; k.Head == i && k.Rel == "case" {
			return strings.ToLower(k.Form)
		}
	}
	return ""
}

// unread finds a name after "at", "of" or "for" within a role that is no
// mention: the text calls it by capitals.
func (r *roles) unread(f *roleFound, s *syntax.Sentence) {
	for i := f.from; i < f.to; i++ {
		k := &s.Tokens[i]
		if c := caseOf(s, i); k.POS != "PROPN" || c == "" || !ofBody[c] || !strings.HasPrefix(k.Rel, "nmod") && k.Rel != "obl" {
			continue
		}
		if _, ok := r.byHead[[2]int{f.sentence, i}]; ok {
			continue
		}
		from, to := i, i+1
		for from > f.from && s.Tokens[from-1].Head == i && s.Tokens[from-1].POS == "PROPN" {
			from--
		}
		for to < f.to && s.Tokens[to].Head == i && s.Tokens[to].POS == "PROPN" {
			to++
		}
		f.bodyFrom, f.bodyTo = from, to
		return
	}
}
