package annotate

import (
	"strings"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/names"
)

// name is one capitalised mention.
type name struct {
	from, to  int // tokens, half-open; without titles before it
	kind      corpus.EntityKind
	role      string // of titles directly before it: "Foreign Ministry spokesperson"
	roleFrom  int    // first token of those titles; from where there are none
	ambiguous bool   // the text names two persons whom it can mean
	respelt   bool   // it is spelt otherwise than the name that it is taken for
	label     bool   // a pseudonym such as "Partner A"
	sure      bool   // the words themselves show the kind
	entity    int    // index of what it refers to, once joined
}

func (n *name) words(t *text) []string {
	var w []string
	for i := n.from; i < n.to; i++ {
		if t.tokens[i].kind != mark {
			w = append(w, t.tokens[i].low)
		}
	}
	return w
}

// generation are words behind a name that tell bearers of one name apart.
var generation = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}

// withoutGeneration returns the words of a name and what tells its bearer from
// another of the same name: "iii".
func withoutGeneration(words []string) ([]string, string) {
	if n := len(words) - 1; n > 0 && generation[words[n]] {
		return words[:n], words[n]
	}
	return words, ""
}

func (n *name) span(t *text) corpus.Span {
	return corpus.Span{Start: t.tokens[n.from].Start, End: t.tokens[n.to-1].End}
}

// findNames finds the capitalised names of all blocks. A headline in capitals
// is searched last, and only for names that the body has.
func findNames(t *text) []name {
	s := &nameSearch{t: t, lower: map[string]int{}, inner: map[string]int{}}
	s.gatherEvidence()
	for b := range t.blocks {
		if !s.headline[b] {
			s.block(b)
		}
	}
	s.known = map[string]bool{}
	for i := range s.found {
		for _, w := range s.found[i].words(t) {
			s.known[w] = true
		}
	}
	for b := range t.blocks {
		if s.headline[b] {
			s.block(b)
		}
	}
	s.cutCredits()
	s.nameTitles()
	s.index()
	return s.found
}

// nameSearch is the state of looking for names in one document.
type nameSearch struct {
	t     *text
	lower map[string]int // how often a word stands in lower case
	inner map[string]int // how often it is capitalised where no sentence begins
	known map[string]bool
	found []name
	bare  []int // titles in capitals with no name beside them

	starts   []bool // by token: a sentence begins with it
	headline []bool // by block: every word of it is capitalised
}

// shouts reports whether a block is a headline in which (nearly) every word
// is capitalised, so that capitals say nothing.
func (t *text) shouts(b int) bool {
	words, capitals := 0, 0
	for i := t.first[b]; i < t.first[b+1]; i++ {
		k := &t.tokens[i]
		if k.kind != word || utf8.RuneCountInString(k.text) < 4 || lex().is(k.low, preposition|conjunction) && !k.capital() {
			continue
		}
		words++
		if k.capital() {
			capitals++
		}
	}
	if t.first[b+1] > t.first[b] && t.tokens[t.first[b+1]-1].is(".") {
		return words >= 3 && capitals == words // a sentence with many names ends in a full stop
	}
	return words >= 3 && capitals*5 >= words*4
}

func (s *nameSearch) gatherEvidence() {
	s.starts = s.t.sentenceStarts()
	for b := range s.t.blocks {
		s.headline = append(s.headline, s.t.shouts(b))
	}
	for i := range s.t.tokens {
		k := &s.t.tokens[i]
		switch {
		case k.kind != word || s.headline[k.block]:
		case !k.capital():
			s.lower[k.low]++
		case !s.starts[i]:
			s.inner[k.low]++
		}
	}
}

// sentenceStarts marks the tokens whose capital is due to their place.
func (t *text) sentenceStarts() []bool {
	starts := make([]bool, len(t.tokens))
	for i := range t.tokens {
		starts[i] = i == t.first[t.tokens[i].block] || t.tokens[i-1].is("“”\"‘'«([•◆■:*<>") || t.tokens[i-1].is(".?!…") && !t.tokens[i-1].abbr
	}
	return starts
}

func (s *nameSearch) block(b int) {
	starts := s.starts[s.t.first[b]:]
	for i := s.t.first[b]; i < s.t.first[b+1]; {
		if s.t.labelled(i) {
			s.label(i)
			i += 2
			continue
		}
		if !s.mayBegin(i, starts[i-s.t.first[b]]) {
			i++
			continue
		}
		end := s.extend(i, s.t.first[b+1])
		s.take(i, end, starts[i-s.t.first[b]])
		i = end
	}
}

// labelled reports whether a noun for a person at i and a letter or number
// behind it are a pseudonym: "partner A", "Witness 3".
func (t *text) labelled(i int) bool {
	if i+1 >= len(t.tokens) || t.tokens[i+1].block != t.tokens[i].block || !lex().titles[t.tokens[i].low] || lex().plural[t.tokens[i].low] {
		return false
	}
	k := &t.tokens[i+1]
	if utf8.RuneCountInString(k.text) != 1 || !k.capital() {
		return false
	}
	behind := i + 2
	return behind >= len(t.tokens) || !t.tokens[behind].is(".") && !t.tokens[behind].capital() || t.tokens[behind].is(".") && !t.tokens[behind].abbr
}

// label files the pseudonym at i, with an adjective before it as its role:
// "reporting partner A".
func (s *nameSearch) label(i int) {
	t := s.t
	n := name{from: i, to: i + 2, roleFrom: i, entity: -1, label: true, sure: true, kind: corpus.Person, role: t.tokens[i].low}
	if b := i - 1; b >= t.first[t.tokens[i].block] && strings.HasSuffix(t.tokens[b].low, "ing") && t.tokens[b].kind == word {
		n.role, n.roleFrom = t.tokens[b].low+" "+n.role, b
	}
	s.found = append(s.found, n)
}

// mayBegin reports whether a name can begin with token i.
func (s *nameSearch) mayBegin(i int, start bool) bool {
	k := &s.t.tokens[i]
	if !k.capital() || k.low == "i" || strings.HasPrefix(k.low, "i'") {
		return false
	}
	if s.known != nil && !s.known[k.low] {
		return false
	}
	if !start {
		if lex().is(k.low, weekday|month) && (k.low != "may" && k.low != "march" && k.low != "april" && k.low != "august" || i+1 < len(s.t.tokens) && s.t.tokens[i+1].kind == number) {
			return false
		}
		if lex().is(k.low, common|conjunction|subordinator) && !(i+1 < len(s.t.tokens) && s.t.tokens[i+1].capital()) {
			return false
		}
		return !lex().is(k.low, determiner|pronoun) || k.allCapitals() && utf8.RuneCountInString(k.text) > 1 && !lex().is(k.low, common)
	}
	if lex().is(k.low, common|determiner|pronoun|preposition|conjunction|subordinator|adverb|connective|auxiliary|weekday|month) {
		return false
	}
	return true
}

// extend returns where the name that begins at i ends.
func (s *nameSearch) extend(i, limit int) int {
	t := s.t
	end := i + 1
	for end < limit {
		switch {
		case t.tokens[end].capital() && !s.breaks(end) && (s.known == nil || s.known[t.tokens[end].low]):
			end++
		case s.joinsInitial(end, limit):
			end++
		case s.joinsDomain(end, limit):
			end += 2
		case t.tokens[end].is("&") && end+1 < limit && t.tokens[end+1].capital():
			end += 2
		case s.joinsPossessive(i, end, limit):
			end += 2
		default:
			n := max(s.joinsSmall(i, end, limit), s.joinsList(i, end, limit))
			if n == 0 {
				return end
			}
			end += n
		}
	}
	return end
}

// breaks reports whether a capitalised word cannot go on a name: months and
// weekdays name days.
func (s *nameSearch) breaks(i int) bool {
	k := &s.t.tokens[i]
	return lex().is(k.low, weekday) || lex().is(k.low, month) && k.low != "may" && k.low != "march" || k.low == "i"
}

// joinsInitial reports whether the full stop at end belongs to an initial or
// abbreviated title within a name ("Ines P. Corvo", "Gen. Ok").
func (s *nameSearch) joinsInitial(end, limit int) bool {
	t := s.t
	return t.tokens[end].abbr && t.tokens[end-1].capital() && end+1 < limit && t.tokens[end+1].capital() &&
		!lex().abbrMaybe[t.tokens[end-1].low]
}

// joinsDomain reports whether the full stop at end stands within the address of
// a site: "Harbour.com".
func (s *nameSearch) joinsDomain(end, limit int) bool {
	t := s.t
	if end+1 >= limit || !t.tokens[end].is(".") || t.tokens[end].space || t.tokens[end+1].space {
		return false
	}
	k := &t.tokens[end+1]
	return k.kind == word && !k.capital() && len(k.text) > 1 && len(k.text) <= longDomain
}

// longDomain is the most letters of the last part of a site's address: "info".
const longDomain = 4

// joinsPossessive reports whether a possessive stands within a name, as in
// "People's Army", and not between two names.
func (s *nameSearch) joinsPossessive(i, end, limit int) bool {
	t := s.t
	if t.tokens[end].low != "'s" || end+1 >= limit || !t.tokens[end+1].capital() {
		return false
	}
	return lex().is(t.tokens[end-1].low, ownerInName)
}

// joinsSmall returns how many tokens a small word takes up within a name:
// particles before a capital, and "of" and the like where the name so far is
// that of an institution or place.
func (s *nameSearch) joinsSmall(i, end, limit int) int {
	t := s.t
	k := &t.tokens[end]
	if k.kind != word || end+1 >= limit {
		return 0
	}
	next := &t.tokens[end+1]
	for n := 0; n < 3 && end+n < limit && lex().is(t.tokens[end+n].low, particle); n++ {
		if end+n+1 < limit && t.tokens[end+n+1].capital() {
			return n + 2
		}
	}
	if k.low == "of" && next.kind == number && len(next.text) == len("2018") && isAct(t.tokens[end-1].low) {
		return 2 // "the Ports Act of 2018"
	}
	if k.low == "to" && isTitle(t.tokens[end-1].low) && t.tokens[end-1].capital() {
		return s.joinsPost(end, limit)
	}
	if !lex().is(k.low, nameLink) || k.low == "the" || !s.institution(i, end) {
		return 0
	}
	if next.capital() && !lex().is(next.low, weekday|month) {
		if (k.low == "and" || k.low == "on" && !lex().is(t.tokens[end-1].low, onSubject)) && !s.ofInstitution(i, end) || k.low == "for" && lex().titles[t.tokens[end-1].low] {
			return 0
		}
		return 2
	}
	if k.low == "of" && next.low == "the" && end+2 < limit && t.tokens[end+2].capital() {
		return 3
	}
	return 0
}

// isAct reports whether a noun names something that the year of it tells apart.
func isAct(low string) bool {
	switch low {
	case "act", "law", "treaty", "agreement", "accord", "accords", "convention", "constitution", "code", "statute", "charter":
		return true
	}
	return false
}

// joinsList returns how many tokens go on from end to the end of the name of one
// institution with several fields: "the Ports, Rivers and Dams Board". Each field
// is a word or two, and no name of its own.
func (s *nameSearch) joinsList(i, end, limit int) int {
	t := s.t
	first := i // behind the state: "US Ports and Rivers Board"
	for first < end && (lex().states[t.tokens[first].low] || lex().demonyms[t.tokens[first].low] || t.tokens[first].abbr) {
		first++
	}
	if first == i && (i == 0 || t.tokens[i-1].low != "the") || first == end || !s.fields(first, end) {
		return 0
	}
	at := end
	for at+2 < limit && t.tokens[at].is(",") && t.tokens[at+1].capital() && s.fields(at+1, at+2) {
		at += 2
	}
	if at+2 >= limit || t.tokens[at].low != "and" || !t.tokens[at+1].capital() {
		return 0
	}
	last := at + 1
	for last < limit && t.tokens[last].capital() {
		last++
	}
	low := t.tokens[last-1].low
	if last-at < 3 || !lex().orgWords[low] && low != "index" || lex().plural[low] {
		return 0
	}
	return last - end
}

// fields reports whether tokens [from,to) can be a field of an institution: no
// institution, country, person or acronym.
func (s *nameSearch) fields(from, to int) bool {
	if to-from > 2 {
		return false
	}
	for i := from; i < to; i++ {
		k := &s.t.tokens[i]
		if l := lex(); k.kind != word || k.allCapitals() || isGiven(k) || l.orgWords[k.low] || l.outletWords[k.low] || l.states[k.low] || l.capitals[k.low] || l.demonyms[k.low] || l.person(k.low) || l.is(k.low, bodyNoun) {
			return false
		}
	}
	return true
}

// joinsPost returns how many tokens "to the United States" takes up behind a
// title that is itself capitalised: up to the capital behind it.
func (s *nameSearch) joinsPost(end, limit int) int {
	t, n := s.t, 1
	if end+n < limit && t.tokens[end+n].low == "the" {
		n++
	}
	if end+n < limit && t.tokens[end+n].capital() {
		return n + 1
	}
	return 0
}

// institution reports whether a word of [i,end) is one of institutions.
func (s *nameSearch) institution(i, end int) bool {
	for ; i < end; i++ {
		low := s.t.tokens[i].low
		if lex().orgWords[low] || lex().orgWords[strings.TrimSuffix(low, "s")] {
			return true
		}
		if isTitle(low) || lex().placeWords[low] && i == end-1 {
			return true
		}
	}
	return false
}

// ofInstitution reports whether [i,end) is "Ministry of Trade" or alike, which
// "and Industry" may follow.
func (s *nameSearch) ofInstitution(i, end int) bool {
	for k := i; k < end; k++ {
		if s.t.tokens[k].low == "of" || s.t.tokens[k].low == "for" {
			return !lex().titles[s.t.tokens[i].low]
		}
	}
	return false
}

// take files the name that covers [i,end): titles before it are cut off as
// its role, and what is no name after all is dropped.
func (s *nameSearch) take(i, end int, start bool) {
	t := s.t
	if start && end-i == 1 && !s.attested(i) {
		if isTitle(t.tokens[i].low) {
			s.bare = append(s.bare, i)
		}
		return
	}
	if start && end-i > 1 && s.ordinary(i) {
		i++ // "Young Tellon": the first word is an ordinary one
	}
	if end-i == 2 && lex().demonyms[t.tokens[i].low] && t.tokens[i+1].allCapitals() {
		i++ // "the Corvan KTV"
	}
	n := name{from: i, to: end, roleFrom: i, entity: -1}
	s.cutTitles(&n)
	if n.from >= n.to {
		if end-i == 1 {
			s.bare = append(s.bare, i)
		}
		return // only titles: a description, not a name
	}
	s.cutOrigin(&n)
	s.cutToPerson(&n)
	s.cutPlace(&n)
	s.prependTitles(&n)
	n.kind, n.sure = t.kindOf(&n)
	s.found = append(s.found, n)
}

// ordinary reports whether the word at i, which begins a sentence, is one of
// the language and no part of a name: it stands in lower case elsewhere, and
// nowhere else with a capital.
func (s *nameSearch) ordinary(i int) bool {
	low, l := s.t.tokens[i].low, lex()
	return s.lower[low] > 0 && s.inner[low] == 0 && !l.is(low, particle) && !l.titles[low] && !l.demonyms[low] && !l.orgWords[low]
}

// attested reports whether a single word that begins a sentence is a name:
// it is one elsewhere, or it is known, or never stands in lower case and is
// followed by what follows names.
func (s *nameSearch) attested(i int) bool {
	k := &s.t.tokens[i]
	l := lex()
	if s.inner[k.low] > 0 || l.states[k.low] || l.demonyms[k.low] || l.capitals[k.low] || k.allCapitals() {
		return true
	}
	if s.lower[k.low] > 0 || i+1 >= len(s.t.tokens) || s.t.commonPlural(i) || l.people[k.low] || strings.HasSuffix(k.low, "ly") || strings.HasSuffix(k.low, "ing") {
		return false
	}
	next := &s.t.tokens[i+1]
	c, isCue := l.cues[next.low]
	return next.low == "'s" || next.is(",") && !strings.HasSuffix(k.low, "ed") || isCue && c.form&(pastForm|presentForm) != 0 || l.is(next.low, auxiliary|finiteVerb)
}

// commonPlural reports whether the grammar takes a token for a common noun in the
// plural: "Demonstrators say".
func (t *text) commonPlural(i int) bool {
	at := t.places[i]
	return at != nowhere && t.parsed[at.sentence].Tokens[at.token].Tag == "NNS"
}

// low returns the words of tokens [from,to) in lower case.
func (t *text) low(from, to int) string {
	var w []string
	for i := from; i < to; i++ {
		w = append(w, t.tokens[i].low)
	}
	return strings.Join(w, " ")
}

// squeezed takes away the blanks before full stops: "u . s ." is "u.s.".
func squeezed(s string) string { return strings.ReplaceAll(s, " .", ".") }

// isGiven reports whether a word is a given name by the lists.
func isGiven(k *token) bool {
	if !k.capital() || lex().is(k.low, particle) {
		return false
	}
	_, ok := names.Given(k.text)
	return ok
}

// labels reports whether [from,to) is a single letter or number, which makes
// a pseudonym of the title before it: "Partner A", "Witness 3".
func (t *text) labels(from, to int) bool {
	return to-from == 1 && utf8.RuneCountInString(t.tokens[from].text) == 1
}

// kindOf types a name by its own words and what stands around it. sure says
// that the words themselves show it.
func (t *text) kindOf(n *name) (corpus.EntityKind, bool) {
	l := lex()
	whole := strings.ReplaceAll(strings.Join(n.words(t), " "), " 's", "'s")
	last := t.tokens[n.to-1].low
	switch {
	case l.states[whole] || l.states[strings.TrimPrefix(whole, "the ")]:
		return corpus.State, true
	case l.capitals[whole]:
		return corpus.Place, true
	case l.demonyms[whole]:
		return corpus.Group, true
	case l.media[strings.TrimPrefix(whole, "the ")] && (len(whole) > shortAcronym || t.tokens[n.from].allCapitals()):
		return corpus.Outlet, true
	case n.to-n.from == 3 && t.tokens[n.from+1].is(".") && !t.tokens[n.from+1].abbr:
		return corpus.Outlet, true // "Harbour.com"
	case t.describedAs(n) != "":
		return t.describedAs(n), true
	case n.role != "", names.FamilyFirst(strings.Fields(n.span(t).In(t.doc))):
		return corpus.Person, true
	}
	for i := n.from; i < n.to; i++ {
		if i+1 < n.to && t.tokens[i+1].low == "of" || i == n.to-1 {
			if k := t.headKind(t.tokens[i].low, n.to-n.from > 1); k != "" {
				return k, true
			}
			break
		}
	}
	if l.outletWords[last] && n.to-n.from > 1 || airs(t.tokens[n.from].low) && n.to-n.from > 1 {
		return corpus.Outlet, true
	}
	return t.kindAround(n)
}

// shortAcronym is the most letters of an acronym that is a medium's name in
// capitals alone: "SPA" and not "Spa".
const shortAcronym = 4

// airs reports whether a word can begin the name of a station: "Radio Tessel".
func airs(low string) bool {
	switch low {
	case "radio", "tv", "television", "channel":
		return true
	}
	return false
}

// describedAs types a name by the noun in lower case before it that says what it
// is: "the weekly paper New Shore", "the shipping company Tessel".
func (t *text) describedAs(n *name) corpus.EntityKind {
	if n.from == t.first[t.tokens[n.from].block] {
		return ""
	}
	k := &t.tokens[n.from-1]
	if k.kind != word || k.capital() || n.role != "" && lastWord(n.role) != k.low {
		return ""
	}
	switch {
	case mediaWord(k.low) && !lex().is(k.low, month|weekday) && (n.role == "" || k.low == "broadcaster"):
		return corpus.Outlet
	case n.role == "" && (lex().is(k.low, genericBody) || k.low == "bank" || k.low == "union") && !lex().plural[k.low]:
		return corpus.Organisation
	}
	return ""
}

// headKind types a name of several words by its head noun.
func (t *text) headKind(low string, several bool) corpus.EntityKind {
	l := lex()
	switch {
	case !several && low != "kremlin" && low != "parliament" && low != "congress" && low != "senate":
		return ""
	case l.outletWords[low]:
		return corpus.Outlet
	case l.orgWords[low]:
		return corpus.Organisation
	case l.placeWords[low]:
		return corpus.Place
	}
	return ""
}

// kindAround types a name that does not show its kind by what stands around
// it: "in X" is a place, "X, 47," a person, "XYZ said" an organisation.
func (t *text) kindAround(n *name) (corpus.EntityKind, bool) {
	k := &t.tokens[n.from]
	if n.to-n.from == 1 && k.allCapitals() && utf8.RuneCountInString(k.text) <= 8 {
		return corpus.Organisation, false
	}
	before := ""
	if n.roleFrom > t.first[k.block] {
		before = t.tokens[n.roleFrom-1].low
	}
	if n.to-n.from == 1 && (before == "at" || before == "from") || n.to-n.from <= 3 && (before == "in" || before == "near" || before == "outside" || before == "across" || before == "throughout") {
		return corpus.Place, false
	}
	if before == "the" {
		return corpus.Organisation, false
	}
	if several := n.to-n.from > 1; several && n.to-n.from <= 4 && t.plainWords(n) {
		return corpus.Person, false
	}
	return "", false
}

// plainWords reports whether a name is made of words that a person's can be.
func (t *text) plainWords(n *name) bool {
	for i := n.from; i < n.to; i++ {
		k := &t.tokens[i]
		if k.kind == number || k.kind == word && !k.capital() && !lex().is(k.low, particle) || k.is("&") {
			return false
		}
	}
	return true
}

// index fills nameAt.
func (s *nameSearch) index() {
	t := s.t
	order := make([]int, len(s.found))
	for i := range order {
		order[i] = i
	}
	sortBy(order, func(a, b int) bool { return s.found[a].from < s.found[b].from })
	sorted := make([]name, len(s.found))
	for to, from := range order {
		sorted[to] = s.found[from]
	}
	s.found = sorted
	t.nameAt = make([]int, len(t.tokens))
	for i := range t.nameAt {
		t.nameAt[i] = -1
	}
	for n := range s.found {
		for i := s.found[n].from; i < s.found[n].to; i++ {
			t.nameAt[i] = n
		}
	}
}
