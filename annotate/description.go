package annotate

import (
	"strings"

	"hearsay/corpus"
)

// described fills a source known by a description: "a defector", "the
// ministry", "officials in Ulvret". A definite one may go back to a name.
func (r *resolving) described(s *statement, from, to int) {
	if n := r.titleOf(from, to); n >= 0 {
		r.take(s, r.t.names[n].entity, 1, "")
		return
	}
	d := r.description(from, to)
	s.source.Name, s.source.Kind = d.name, d.kind
	s.source.Identified = corpus.Unnamed
	if d.kind == corpus.Person || d.kind == corpus.Group {
		s.source.Role = d.role
	}
	if r.nameBefore(s, d, from) || r.introducedName(s, d, to) || r.coordinatedTitle(s, d, to) || r.author(s, d, from, to) || r.paper(s, d, from, to) ||
		d.definite && d.short && !(d.owned && d.kind != corpus.Person) && r.goBack(s, d) || d.definite && r.onlyHolder(s, d) {
		return
	}
	if d.institution {
		s.source.Identified = corpus.Named
	}
	r.relate(s, d, from, to)
	if k := r.t.naming.kindOf(s.subject); d.kind == "" && k != "" {
		s.source.Kind = k
		if k == corpus.Person || k == corpus.Group {
			s.source.Role = d.role
		}
		return
	}
	if d.kind == "" {
		s.source.Kind = corpus.Organisation
		s.doubt(0.85, "the source is a noun of unknown kind")
	}
}

// description is what the words of a source say of it.
type description struct {
	name        string // without a leading "the", up to a relative clause
	role        string // its noun with what describes it, without names
	short       bool   // an article and a noun, perhaps with one word between
	head        string
	kind        corpus.EntityKind
	definite    bool
	owned       bool // "her ministry"
	plain       bool // no name in it
	institution bool // an office that its words identify: "Corvan foreign ministry"
}

func (r *resolving) description(from, to int) description {
	var d description
	first := &r.t.tokens[from]
	d.owned = first.low == "his" || first.low == "her" || first.low == "its" || first.low == "their"
	d.definite = first.low == "the" || first.low == "this" || first.low == "that" || d.owned
	start, end := r.t.withoutRim(from, to)
	head, attached, listed := -1, false, false
	for i := start; i < end; i++ {
		w := r.t.tokens[i].low
		if i > start && w == "who" && i+2 == to {
			continue // "a diplomat who attended"
		}
		if i > start && (w == "who" || w == "which" || w == "that" || w == "whose") || r.t.tokens[i].is(",") && !r.t.dated(i) {
			end = i
			break
		}
		attached = attached || head >= 0 && (lex().is(w, preposition) && r.t.nameAt[i] < 0 || i > start && r.t.tokens[i-1].low == "who")
		if attached {
			continue
		}
		known := lex().person(w) || lex().orgWords[w] || lex().nouns[w].paper || mediaWord(w) && r.t.nameAt[i] < 0
		if known || !listed && r.t.tokens[i].kind == word && !lex().is(w, determiner|preposition|adverb) && w != "'s" {
			head, listed = i, listed || known
		}
	}
	if head >= 0 {
		d.head = r.t.tokens[head].low
		d.role = r.roleWords(start, head, end)
		d.short = head-from <= 2 && end == to && to == head+1 && !r.namedWithin(start, head)
	}
	if end <= start {
		start, end = from, to
	}
	d.name = lowerFirst(r.t, start, end)
	d.plain = !r.namedWithin(start, end)
	d.kind, d.institution = r.kindOfHead(d.head, start, end)
	return d
}

// dated reports whether the comma at token i stands within a date: "March 14, 2019".
func (t *text) dated(i int) bool {
	return i > 1 && i+1 < len(t.tokens) && t.tokens[i-1].kind == number && t.tokens[i+1].kind == number && lex().is(t.tokens[i-2].low, month)
}

// withoutRim returns the tokens of a description without an article, "one" and
// what is no part of it at its ends: a preposition, "himself", the marks of “scientist”.
func (t *text) withoutRim(from, to int) (int, int) {
	l := lex()
	for from+1 < to && l.is(t.tokens[from].low, preposition) && !t.tokens[from].capital() {
		from++
	}
	for to > from+1 && (l.is(t.tokens[to-1].low, preposition|weekday) && t.nameAt[to-1] < 0 || reflexive(t.tokens[to-1].low)) {
		to--
	}
	if w := t.tokens[from].low; from+1 < to && (w == "the" || w == "one" && !l.is(t.tokens[from+1].low, preposition)) {
		from++
	}
	if from+2 < to && t.tokens[from].kind == mark && t.tokens[to-1].kind == mark {
		return from + 1, to - 1
	}
	return from, to
}

// reflexive reports whether a word only stresses who is meant: "the governor
// himself".
func reflexive(low string) bool {
	switch low {
	case "himself", "herself", "itself", "themselves":
		return true
	}
	return false
}

// roleWords returns the noun at head with the words around it that describe
// the person: no article, no name before it.
func (r *resolving) roleWords(start, head, end int) string {
	from := start
	for i := start; i < head; i++ {
		if r.t.nameAt[i] >= 0 || lex().is(r.t.tokens[i].low, determiner) || lex().demonyms[r.t.tokens[i].low] || r.t.tokens[i].kind != word || r.t.tokens[i].low == "'s" {
			from = i + 1
		}
	}
	if from > start && r.t.tokens[from-1].is("-") && !r.t.tokens[from].space && from < head {
		from++ // "40-year-old" is no role
	}
	return lowerFirst(r.t, from, max(end, head+1))
}

func (r *resolving) namedWithin(from, to int) bool {
	for i := from; i < to; i++ {
		if r.t.nameAt[i] >= 0 && !lex().demonyms[r.t.tokens[i].low] {
			return true
		}
	}
	return false
}

// nameBefore gives a description the name before the comma that it explains:
// "Mara Tellon, a spokeswoman for the port said".
func (r *resolving) nameBefore(s *statement, d description, from int) bool {
	if d.kind != corpus.Person || from < 2 || !r.t.tokens[from-1].is(",") || !lex().is(r.t.tokens[from].low, determiner) {
		return false
	}
	n := r.t.nameAt[from-2]
	if n < 0 || r.t.names[n].to != from-1 {
		return false
	}
	if f := &r.t.entities[r.t.names[n].entity]; f.kind != corpus.Person || len(f.words) < 2 && !lex().is(r.t.tokens[from].low, determiner) {
		return false
	}
	r.take(s, r.t.names[n].entity, 0.9, "a description, taken to explain the name before it")
	return true
}

// introducedName gives a description the name that stands between commas
// behind it: "its director, J. K. Ellory, said".
func (r *resolving) introducedName(s *statement, d description, to int) bool {
	if d.kind != corpus.Person || to+1 >= len(r.t.tokens) || !r.t.tokens[to].is(",") {
		return false
	}
	n := r.t.nameAt[to+1]
	if n < 0 || r.t.names[n].from != to+1 || r.t.names[n].to < len(r.t.tokens) && r.t.tokens[r.t.names[n].to].kind == word {
		return false
	}
	e := r.t.names[n].entity
	if f := &r.t.entities[e]; f.role == "" {
		f.role = d.role
		r.index(e)
	}
	r.take(s, e, 1, "")
	return s.source.Kind == corpus.Person
}

// titleOf returns the name behind tokens [from,to) of whose title they are the
// beginning, -1 for none: "Ambassador" of "Ambassador to Veshtar Ana Sorel".
func (r *resolving) titleOf(from, to int) int {
	for i := to; i < min(len(r.t.tokens), to+longTitle); i++ {
		if n := r.t.nameAt[i]; n >= 0 {
			if r.t.names[n].roleFrom <= from && r.t.names[n].from > to {
				return n
			}
			return -1
		}
	}
	return -1
}

// coordinatedTitle gives a description the name behind a second title: "harbour
// pilot and professor Mara Tellon said".
func (r *resolving) coordinatedTitle(s *statement, d description, to int) bool {
	t := r.t
	if d.kind != corpus.Person || to+1 >= len(t.tokens) || t.tokens[to].low != "and" || lex().is(t.tokens[to+1].low, determiner) {
		return false
	}
	i := to + 1
	for i < len(t.tokens) && i <= to+longTitle && t.nameAt[i] < 0 && t.tokens[i].kind == word {
		i++
	}
	if i >= len(t.tokens) || t.nameAt[i] < 0 || t.names[t.nameAt[i]].roleFrom != to+1 || i == to+1 {
		return false
	}
	r.take(s, t.names[t.nameAt[i]].entity, 0.95, "a title, taken to belong to the name behind it")
	return true
}

// longTitle is the most words of a title before a name.
const longTitle = 5

// onlyHolder joins a longer definite description to the only person of whom the
// text says that he is that: "the former harbour master of Corran".
func (r *resolving) onlyHolder(s *statement, d description) bool {
	if d.kind != corpus.Person {
		return false
	}
	only := -1
	for _, e := range r.byNoun[d.head] {
		f := &r.t.entities[e]
		if e == only || f.kind != corpus.Person || !hasWord(f.role, d.head) {
			continue
		}
		if only >= 0 {
			return false
		}
		only = e
	}
	if only < 0 || !r.fitsRole(only, d) {
		return false
	}
	r.take(s, only, 0.8, "a description, taken to mean the only one so called")
	return true
}

// fitsRole reports whether a description of several words and the role of an
// entity have more than the noun in common, or the description only adds to it.
func (r *resolving) fitsRole(e int, d description) bool {
	role := strings.Fields(strings.ToLower(r.t.entities[e].role))
	if len(role) == 1 { // "the president of X" is not any President
		return len(strings.Fields(headWords(d.name))) == len(strings.Fields(d.name)) && d.plain
	}
	common := 0
	for _, w := range role {
		if hasWord(d.name, strings.Trim(w, ".,")) {
			common++
		}
	}
	return common > 1
}

// lowerFirst returns the words of tokens [from,to), the first in lower case
// unless it is a name or says of which people.
func lowerFirst(t *text, from, to int) string {
	s := t.doc[t.tokens[from].Start:t.tokens[to-1].End]
	s = strings.Join(strings.Fields(s), " ")
	if t.nameAt[from] < 0 && t.tokens[from].capital() && !t.tokens[from].allCapitals() && !ofPeople(t.tokens[from].low) {
		s = t.tokens[from].low + strings.TrimPrefix(s, t.tokens[from].text)
	}
	return s
}

// ofPeople reports whether a word in lower case is the adjective of a people, also of one that
// no list has: "Hwarinese lawmakers".
func ofPeople(low string) bool {
	return lex().demonyms[low] || hasAnySuffix(low, "ian", "ese", "ish") && !lex().person(low) && low != "civilian" && !lex().is(low, determiner)
}

// kindOfHead types a description by its head noun.
func (r *resolving) kindOfHead(head string, from, to int) (corpus.EntityKind, bool) {
	l := lex()
	singular := strings.TrimSuffix(head, "s")
	owner := false
	for i := from; i < to; i++ {
		owner = owner || r.t.nameAt[i] >= 0
	}
	switch {
	case head == "media" || head == "press" || head == "paper" || head == "newspaper" || head == "outlet" || head == "broadcaster" || head == "station" || head == "publication" || head == "website" || l.outletWords[head] && !l.titles[head] && head != "post" && head != "star" && head != "sun" && head != "mirror":
		return corpus.Outlet, false
	case head == "channel" || head == "channels":
		return corpus.Channel, false
	case l.orgWords[head] && head != "guard" && head != "head":
		return corpus.Organisation, owner
	case l.nouns[head].paper || l.nouns[singular].paper:
		return corpus.Paper, false
	case institutionNoun(head):
		return corpus.Organisation, owner
	case l.plural[head], l.is(r.t.tokens[from].low, groupPronoun), shareWord(head):
		return corpus.Group, false
	case l.person(head):
		return corpus.Person, false
	case hasAnySuffix(head, "ers", "ors", "ees", "ists", "ants", "ians"):
		return corpus.Group, false
	}
	return "", false
}

// institutionNoun reports whether a noun among those for people means a body.
func institutionNoun(head string) bool { return lex().is(head, bodyNoun) }

// goBack joins a definite description to a person or body named before whose
// role or name has its head noun: "the minister", "the agency", "the expert".
func (r *resolving) goBack(s *statement, d description) bool {
	if lex().is(d.head, genericPerson) && d.kind == corpus.Person {
		if b := r.lastSource(s, func(b *statement) bool {
			return b.source.Kind == corpus.Person && b.source.Identified != corpus.Unnamed && r.distance(b, s) <= 1 && !r.quotes(b, s)
		}); b != nil {
			r.as(s, b)
			s.doubt(0.85, "“the "+d.head+"”, taken to mean the speaker before")
			return true
		}
	}
	if r.bodyBefore(s, d) {
		return true
	}
	if e := r.roleHolder(s, d.head, d.kind); e >= 0 {
		r.take(s, e, 0.9, "“the "+d.head+"”, taken to mean the one named before")
		return true
	}
	if r.newRole(s, d) {
		return true
	}
	if b := r.lastSource(s, func(b *statement) bool { return r.describes(d, b) && !r.quotes(b, s) }); b != nil {
		r.as(s, b)
		if b.source.Identified != corpus.Named && len(s.via) == 0 {
			s.via = append(s.via, b.via...) // who reached us through somebody goes on doing so
		}
		s.doubt(0.85, "“the "+d.head+"”, taken to mean the speaker before")
		return true
	}
	return false
}

// newRole joins "the lawmaker" to the person who spoke before, where the text has
// not said what he is and has named no other lawmaker.
func (r *resolving) newRole(s *statement, d description) bool {
	if d.kind != corpus.Person || d.owned || s.parent >= 0 || lex().plural[d.head] {
		return false
	}
	at, _ := r.t.tokensOf(s.subject)
	for i := max(0, at-lookBackTokens); i < at; i++ {
		if low := r.t.tokens[i].low; low == d.head || low == pluralOf(d.head) {
			return false
		}
	}
	b := r.lastSource(s, func(b *statement) bool { return b.source.Kind == corpus.Person && !r.quotes(b, s) })
	if b == nil || r.distance(b, s) > 1 || b.source.Identified != corpus.Named || b.source.Role != "" {
		return false
	}
	r.as(s, b)
	s.source.Role = d.head
	s.doubt(0.75, "“the "+d.head+"”, taken to mean the speaker before")
	return true
}

// bodyBefore joins "the company" to the body by name that spoke before it, in
// its paragraph or the one before.
func (r *resolving) bodyBefore(s *statement, d description) bool {
	if mediaWord(d.head) && d.kind == corpus.Outlet {
		return r.outletBefore(s, d)
	}
	if !lex().is(d.head, genericBody) || r.roleHolder(s, d.head, d.kind) >= 0 {
		return false
	}
	b := r.lastSource(s, func(b *statement) bool {
		return b.source.Kind == corpus.Organisation && b.source.Identified == corpus.Named && r.distance(b, s) <= 1 && !r.quotes(b, s)
	})
	if b == nil {
		return r.bodySubject(s, d)
	}
	if last := lastWord(b.source.Name); strings.Contains(b.source.Name, " ") && lex().orgWords[last] && !lex().is(last, corporate) {
		return false
	}
	r.as(s, b)
	s.doubt(0.8, "“the "+d.head+"”, taken to mean the body that spoke before")
	return true
}

// bodySubject joins "the company" to the body that is the subject of the sentence
// before it in its paragraph.
func (r *resolving) bodySubject(s *statement, d description) bool {
	e := r.thingBefore(s.frame)
	if e < 0 || r.t.entities[e].kind != corpus.Organisation {
		return false
	}
	r.take(s, e, 0.75, "“the "+d.head+"”, taken to mean the body named before")
	return true
}

// outletBefore joins "the paper" to the only outlet that the text has named
// shortly before it.
func (r *resolving) outletBefore(s *statement, d description) bool {
	only := -1
	at, _ := r.t.tokensOf(s.subject)
	for i := at - 1; i >= max(0, at-lookBackTokens); i-- {
		n := r.t.nameAt[i]
		if n < 0 || r.t.names[n].from != i || !r.t.isMedium(n) {
			continue
		}
		if only >= 0 && only != r.t.names[n].entity {
			return false
		}
		only = r.t.names[n].entity
	}
	if only < 0 {
		return false
	}
	r.take(s, only, 0.8, "“the "+d.head+"”, taken to mean the only outlet named before")
	s.source.Kind = corpus.Outlet
	return true
}

// headWords returns a name in lower case up to its first preposition: "a nephew
// of a clerk" is no clerk.
func headWords(name string) string {
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		if i > 0 && lex().is(w, preposition) {
			words = words[:i]
			break
		}
	}
	return strings.Join(words, " ")
}

// describes reports whether the speaker of b can be meant by "the" + head.
func (r *resolving) describes(d description, b *statement) bool {
	name := headWords(b.source.Name)
	if strings.HasSuffix(name, " "+d.head) || name == d.head {
		return true
	}
	if b.source.Identified == corpus.Unnamed && hasWord(name, d.head) {
		return true
	}
	return d.kind == corpus.Person && b.source.Kind == corpus.Person && b.source.Identified == corpus.Named && lex().is(d.head, genericPerson)
}

// roleHolder returns the entity nearest before s whose role or name has the
// noun head.
func (r *resolving) roleHolder(s *statement, head string, kind corpus.EntityKind) int {
	best, at := -1, -1
	for _, e := range r.byNoun[head] {
		f := &r.t.entities[e]
		if f.kind != corpus.Person && f.kind != corpus.Organisation && f.kind != corpus.Outlet {
			continue
		}
		if f.kind == corpus.Person && (kind != corpus.Person || !hasWord(f.role, head)) || f.kind != corpus.Person && lastWord(f.name) != head {
			continue
		}
		for _, n := range f.names {
			if p := r.t.tokens[r.t.names[n].from].Start; p < s.subject.Start && p > at {
				best, at = e, p
			}
		}
	}
	return best
}

func hasWord(s, w string) bool {
	for _, x := range strings.Fields(strings.ToLower(s)) {
		if strings.Trim(x, ".,") == w {
			return true
		}
	}
	return false
}
