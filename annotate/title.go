package annotate

import (
	"strings"

	"hearsay/corpus"
	"hearsay/names"
)

// cutTitles moves the titles at the beginning of a capitalised run into the
// role: everything up to the last title that has a name behind it.
func (s *nameSearch) cutTitles(n *name) {
	t := s.t
	for k := n.to - 1; k >= n.from; k-- {
		if !isTitle(t.tokens[k].low) || lex().is(t.tokens[k].low, dottedTitle) && !(k+1 < n.to && t.tokens[k+1].abbr) {
			continue
		}
		if low := t.tokens[n.to-1].low; k < n.to-1 && lex().orgWords[low] && n.impersonal(k, t) {
			continue // "Teachers Union", "Student Association"
		}
		if k == n.to-1 && k > n.from && (isGiven(&t.tokens[k-1]) && !isTitle(t.tokens[k-1].low) || t.addressed(n.from, k)) {
			continue // "Oscar King", "Mr. Major"
		}
		next := k + 1
		for next < n.to && t.tokens[next].kind == mark {
			next++
		}
		if next < n.to && (t.tokens[next].low == "of" || t.tokens[next].low == "for" || t.tokens[next].low == "to") && !t.tokens[next].capital() {
			t.cutPortfolio(n, k, next)
			return
		}
		n.role = strings.TrimSpace(t.doc[t.tokens[n.from].Start:t.tokens[next-1].End])
		if t.labels(next, n.to) {
			n.role, n.label = strings.ToLower(n.role), true
			next = k
		}
		n.from = next
		return
	}
}

// addressed reports whether tokens [from,k) end in a form of address.
func (t *text) addressed(from, k int) bool {
	for k > from && t.tokens[k-1].kind == mark {
		k--
	}
	return k > from && isCourtesy(t.tokens[k-1].low)
}

// impersonal reports whether nothing behind the title at k is the name of a person:
// no given name, no full stop of an abbreviation.
func (n *name) impersonal(k int, t *text) bool {
	for i := k + 1; i < n.to; i++ {
		if t.tokens[i].kind == mark || i < n.to-1 && isGiven(&t.tokens[i]) {
			return false
		}
	}
	return true
}

// isTitle reports whether a word can stand before a person's name, alone or
// as the last part of a compound: "minister", "vice-minister".
func isTitle(low string) bool {
	first, _, compound := strings.Cut(low, "-")
	if compound && lex().titles[first] {
		return true // "sergeant-at-arms"
	}
	return lex().titles[low[strings.LastIndexByte(low, '-')+1:]]
}

// cutPortfolio reads "Minister of Defence Ana Sorel" and "Governor of Tessel Ana
// Sorel": what follows the portfolio or the place is the name; without one all
// of it is a role.
func (t *text) cutPortfolio(n *name, title, of int) {
	switch cut := t.portfolioEnd(of, n.to); {
	case cut > 0 && t.tokens[cut].capital():
		n.role = t.doc[t.tokens[n.from].Start:t.tokens[cut-1].End]
		n.from = cut
	case title == n.from:
		n.from = n.to
	}
}

// portfolioEnd returns where the name begins behind "of Defence" or "to the
// United States" in tokens [of,to), 0 where none does.
func (t *text) portfolioEnd(of, to int) int {
	from, last := of+1, -1
	if from < to && t.tokens[from].low == "the" {
		from++
	}
	for i := of; i < to; i++ {
		if lex().portfolios[t.tokens[i].low] {
			last = i
		}
	}
	if last >= 0 {
		return orNone(last+1, to)
	}
	for cut := min(to-1, from+longState); cut > from; cut-- {
		if place := squeezed(t.low(from, cut)); lex().states[place] || lex().capitals[place] {
			return cut
		}
	}
	for cut := from + 1; cut+1 < to; cut++ {
		if isGiven(&t.tokens[cut]) && !lex().is(t.tokens[cut-1].low, particle|nameLink) {
			return cut
		}
	}
	return 0
}

// longState is the most words of a state's name.
const longState = 5

func orNone(i, to int) int {
	if i < to {
		return i
	}
	return 0
}

// titleBefore returns the title whose office the place at i is part of, -1 for
// none: "ambassador" of "ambassador to the Republic of Veshtar".
func (t *text) titleBefore(i int) int {
	for k := i - 1; k >= t.first[t.tokens[i].block] && k >= i-3; k-- {
		if isTitle(t.tokens[k].low) {
			return k
		}
		if w := t.tokens[k].low; w != "to" && w != "of" && w != "the" && w != "in" {
			return -1
		}
	}
	return -1
}

// cutPlace cuts a country or capital from the name of a person that stands behind
// it: "the ambassador to Veshtar Joseph Lund". What stands before is the title.
func (s *nameSearch) cutPlace(n *name) {
	t := s.t
	if n.role != "" || n.to-n.from < 3 || lex().orgWords[t.tokens[n.to-1].low] {
		return
	}
	title := t.titleBefore(n.from)
	if title < 0 && isGiven(&t.tokens[n.from]) {
		return // "Jordan Michael Lund"
	}
	for cut := min(n.to-2, n.from+longState); cut > n.from; cut-- {
		place := squeezed(t.low(n.from, cut))
		if !isGiven(&t.tokens[cut]) || !lex().states[place] && !lex().capitals[place] {
			continue
		}
		n.from, n.roleFrom = cut, cut
		if title >= 0 {
			n.role, n.roleFrom = t.doc[t.tokens[title].Start:t.tokens[cut-1].End], title
		}
		return
	}
}

// cutOrigin cuts from the name of a person where he is from: "Representative Mara
// B. Tellon of Corran".
func (s *nameSearch) cutOrigin(n *name) {
	if n.role == "" || !isGiven(&s.t.tokens[n.from]) {
		return
	}
	for i := n.from + 2; i < n.to; i++ {
		if s.t.tokens[i].low == "of" {
			n.to = i
			return
		}
	}
}

// cutToPerson cuts the institution from a run that the layer of names takes for
// an institution and a person: "University of Tessel Ana Sorel".
func (s *nameSearch) cutToPerson(n *name) {
	t := s.t
	if n.to-n.from < 3 || !s.institution(n.from, n.to-1) {
		return
	}
	for i := n.from + 1; i+1 < n.to; i++ {
		m, ok := t.naming.at(i)
		if !ok || m.Level != names.Name || m.Kind != corpus.Person {
			continue
		}
		tokens := t.parsed[m.Sentence].Tokens
		from, to := names.Proper(tokens, m)
		first, last := t.tokensOf(corpus.Span{Start: tokens[from].Start, End: tokens[to-1].End})
		if first > n.from && last == n.to && last-first > 1 && !lex().is(t.tokens[first-1].low, particle|nameLink) {
			n.from, n.roleFrom = first, first
			return
		}
	}
}

// prependTitles adds titles in lower case before the name, with the name
// before them: "Harbour Institute analyst Mira Sund", "foreign minister X".
func (s *nameSearch) prependTitles(n *name) {
	t := s.t
	b := t.first[t.tokens[n.from].block]
	start := n.roleFrom
	k := start - 1
	for k >= b && t.tokens[k].kind == word && (lex().titles[t.tokens[k].low] || k+1 < start && (isModifier(t.tokens[k].low) || t.compounds(k, n.from))) {
		k--
	}
	if k+1 == start {
		return
	}
	if last := t.tokens[start-1].low; !lex().titles[last] || lex().plural[last] && !t.listed(n.to) {
		return // "told reporters Tellon was free"
	}
	from := k + 1
	if m := len(s.found) - 1; m >= 0 && s.found[m].to == from && t.tokens[from-1].block == t.tokens[from].block {
		// A name directly before: of the institution or country.
		from = s.found[m].roleFrom
	}
	n.role = strings.TrimSpace(t.doc[t.tokens[from].Start:t.tokens[n.from-1].End])
	n.roleFrom = from
}

// listed reports whether another name may follow the one that ends at token to:
// "ministers Mara Tellon and Ivo Brandt".
func (t *text) listed(to int) bool {
	return to < len(t.tokens) && (t.tokens[to].is(",&/") || t.tokens[to].low == "and" || t.tokens[to].low == "or")
}

// compounds reports whether the grammar takes the noun in lower case at k for a
// part of the title before the name at token at: "campaign manager Mara Tellon".
func (t *text) compounds(k, at int) bool {
	p := t.places[k]
	if p == nowhere || t.tokens[k].capital() {
		return false
	}
	tokens := t.parsed[p.sentence].Tokens
	x := &tokens[p.token]
	return x.Rel == "compound" && x.POS == "NOUN" && x.Head > p.token && tokens[x.Head].Start <= t.tokens[at].Start
}

// isModifier reports whether a word may stand within titles in lower case.
func isModifier(low string) bool { return lex().is(low, titleModifier) }

// cutCredits cuts from names of persons what stands before them and is no part:
// "Press Images Oscar Lund" where the text names Oscar Lund elsewhere.
func (s *nameSearch) cutCredits() {
	full, surnames := map[string]bool{}, map[string]bool{}
	for i := range s.found {
		if n := &s.found[i]; n.to-n.from > 1 && isGiven(&s.t.tokens[n.from]) {
			full[s.t.low(n.from, n.to)] = true
			surnames[s.t.tokens[n.to-1].low] = true
		}
	}
	for i := range s.found {
		n := &s.found[i]
		if n.label || isGiven(&s.t.tokens[n.from]) {
			continue
		}
		for cut := n.from + 1; cut < n.to; cut++ {
			low := s.t.low(cut, n.to)
			if full[low] && cut+1 < n.to || surnames[low] && lex().outletWords[s.t.tokens[cut-1].low] || s.adherent(n, cut) {
				n.from, n.roleFrom = cut, cut
				n.kind, n.sure = s.t.kindOf(n)
				break
			}
		}
	}
}

// adherent reports whether what stands before the given name at token cut says
// whose follower or countryman the person is: "Democrat Mara Tellon".
func (s *nameSearch) adherent(n *name, cut int) bool {
	first := s.t.tokens[n.from].low
	return cut == n.from+1 && n.to-cut > 1 && isGiven(&s.t.tokens[cut]) && (lex().demonyms[first] || lex().is(first, partisan)) && !s.institution(n.from, n.to)
}

// nameTitles makes names of the titles that are the surname of somebody whom
// the text names in full: "Major said" behind "Oscar Major".
func (s *nameSearch) nameTitles() {
	surname := map[string]bool{}
	for i := range s.found {
		if n := &s.found[i]; n.to-n.from > 1 && isGiven(&s.t.tokens[n.from]) {
			surname[s.t.tokens[n.to-1].low] = true
		}
	}
	for _, i := range s.bare {
		if surname[s.t.tokens[i].low] {
			s.found = append(s.found, name{from: i, to: i + 1, roleFrom: i, entity: -1, kind: corpus.Person})
		}
	}
}
