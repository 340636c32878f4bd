package annotate

import (
	"strings"

	"hearsay/corpus"
)

// resolveSources finds out whom the noun phrase of each statement refers to,
// in the order of the text, so that a pronoun can go back to a source before.
func resolveSources(t *text, found []*statement) []*statement {
	r := &resolving{t: t, found: found, byNoun: map[string][]int{}}
	for e := range t.entities {
		r.index(e)
	}
	var out []*statement
	for i, s := range found {
		r.at = i
		r.resolve(s)
		for k := range s.via {
			r.hop(&s.via[k])
		}
		out = append(out, r.each(s)...)
	}
	return out
}

func (r *resolving) index(e int) {
	f := &r.t.entities[e]
	for _, w := range append(strings.Fields(strings.ToLower(f.role)), lastWord(f.name)) {
		w = strings.Trim(w, ".,")
		r.byNoun[w] = append(r.byNoun[w], e)
	}
}

// each makes two statements of one whose source is "both" or "the two
// experts", when two persons spoke before.
func (r *resolving) each(s *statement) []*statement {
	if s.subject.Empty() || s.floating {
		return []*statement{s}
	}
	from, to := r.t.tokensOf(s.subject)
	first := r.t.tokens[from].low
	two := first == "both" || first == "the" && to-from > 1 && r.t.tokens[from+1].low == "two"
	if !two || s.source.Kind != corpus.Group {
		return []*statement{s}
	}
	pair := r.lastTwo(s)
	if len(pair) < 2 {
		return []*statement{s}
	}
	var out []*statement
	for _, e := range pair {
		c := *s
		c.doubts = append([]string(nil), s.doubts...)
		if m := r.mentionBefore(e, s.subject.Start); !m.Empty() {
			c.source.Spans = []corpus.Span{m, s.subject} // so that the two differ
		}
		r.take(&c, e, 0.85, "“"+s.subject.In(r.t.doc)+"”, taken to mean the two who spoke before")
		out = append(out, &c)
	}
	return out
}

// mentionBefore returns the last name of entity e before a byte.
func (r *resolving) mentionBefore(e, at int) corpus.Span {
	var best corpus.Span
	for _, n := range r.t.entities[e].names {
		if m := r.t.names[n].span(r.t); m.End <= at && m.Start >= best.Start {
			best = m
		}
	}
	return best
}

// lastTwo returns the two persons by name who spoke last before s, in the
// order in which they are named.
func (r *resolving) lastTwo(s *statement) []int {
	var pair []int
	for i := r.at - 1; i >= 0 && len(pair) < 2; i-- {
		b := r.found[i]
		if b.entity >= 0 && b.polarity != corpus.Silence && b.source.Kind == corpus.Person && b.source.Identified != corpus.Unnamed && (len(pair) == 0 || pair[0] != b.entity) {
			pair = append(pair, b.entity)
		}
	}
	if len(pair) == 2 && pair[0] > pair[1] {
		pair[0], pair[1] = pair[1], pair[0]
	}
	return pair
}

type resolving struct {
	t      *text
	found  []*statement
	at     int
	byNoun map[string][]int // by a word of its role or the last of its name: entities
}

// resolve fills the source of one statement.
func (r *resolving) resolve(s *statement) {
	if s.subject.Empty() {
		s.source = corpus.Source{}
		if s.floating {
			r.fromBefore(s)
		}
		return
	}
	if s.floating {
		r.fromSubject(s)
		s.source.Spans = nil
		return
	}
	s.source.Spans = []corpus.Span{s.subject}
	r.phrase(s)
}

// fromSubject gives a floating quotation the source of the statement whose
// subject it carries.
func (r *resolving) fromSubject(s *statement) {
	for i := r.at - 1; i >= 0; i-- {
		if b := r.found[i]; b.subject == s.subject {
			s.source, s.entity = b.source, b.entity
			if len(b.doubts) > 0 && b.confidence < fairRule {
				s.doubt(0.9, "the speaker is taken from an uncertain statement before")
			}
			return
		}
	}
	r.phrase(s)
}

func (r *resolving) fromBefore(s *statement) {
	if r.at > 0 {
		b := r.found[r.at-1]
		s.source, s.entity = b.source, b.entity
		s.source.Spans = nil
	}
}

// phrase resolves the noun phrase that stands in the sentence.
func (r *resolving) phrase(s *statement) {
	from, to := r.t.tokensOf(s.subject)
	head := r.headName(from, to)
	switch {
	case head >= 0:
		r.named(s, head, from, to)
	case r.pronoun(from, to) != "":
		r.pronounSource(s, r.pronoun(from, to))
	default:
		r.described(s, from, to)
	}
}

// tokensOf returns the tokens that a span covers.
func (t *text) tokensOf(s corpus.Span) (int, int) {
	from := searchTokens(t.tokens, s.Start)
	to := from
	for to < len(t.tokens) && t.tokens[to].Start < s.End {
		to++
	}
	return from, to
}

func searchTokens(ts []token, at int) int {
	lo, hi := 0, len(ts)
	for lo < hi {
		mid := (lo + hi) / 2
		if ts[mid].Start < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// headName returns the name that heads the phrase: the first that owns
// nothing, is not only the origin of a noun behind it ("Corvan officials")
// and stands before any relative clause or "of".
func (r *resolving) headName(from, to int) int {
	for i := from; i < to; {
		switch w := r.t.tokens[i].low; w {
		case "who", "which", "whose", "that":
			return -1
		case "of", "for", "from", "in", "at", "with", "near":
			return -1
		}
		n := r.t.nameAt[i]
		if n < 0 {
			i++
			continue
		}
		next := r.t.names[n].to
		if next >= to || !r.modifies(n, next, to) {
			return n
		}
		i = next
	}
	return -1
}

// modifies reports whether name n only describes the noun behind it.
func (r *resolving) modifies(n, next, to int) bool {
	k := &r.t.tokens[next]
	if k.low == "'s" || k.is("'’") {
		return true
	}
	if k.kind != word || lex().is(k.low, preposition|relative|conjunction|adverb) {
		return false
	}
	return next < to
}

// pronoun returns the pronoun that the phrase is, or "".
func (r *resolving) pronoun(from, to int) string {
	if last := r.t.tokens[to-1].low; distributive(last) && (to-from == 1 || to-from == 2 && r.t.tokens[from].low == "the") {
		return last
	}
	if to-from == 1 && lex().is(r.t.tokens[from].low, pronoun) || to-from == 1 && (r.t.tokens[from].low == "both") {
		return r.t.tokens[from].low
	}
	return ""
}

// named fills a source that stands there by name.
func (r *resolving) named(s *statement, n, from, to int) {
	e := r.t.names[n].entity
	f := &r.t.entities[e]
	s.entity = e
	s.source.Name, s.source.Kind, s.source.Role = f.name, f.kind, f.role
	if s.source.Kind == "" || s.source.Kind == corpus.Place && !lex().capitals[strings.ToLower(f.name)] && !lex().placeWords[lastWord(f.name)] {
		s.source.Kind = r.kindOfSpeaker(f)
	}
	s.source.Identified = identified(f, s.source.Kind)
	if f.kind == corpus.Group { // "Corvans say"
		s.source.Identified = corpus.Unnamed
	}
}

// kindOfSpeaker types a name that nothing else typed, but that speaks.
func (r *resolving) kindOfSpeaker(f *entity) corpus.EntityKind {
	if len(f.words) == 1 && f.kind == corpus.Place {
		return corpus.State
	}
	if len(f.words) == 1 && strings.ToUpper(f.name) == f.name {
		return corpus.Organisation
	}
	return corpus.Person
}

func identified(f *entity, kind corpus.EntityKind) corpus.Identified {
	switch {
	case f.label:
		return corpus.Pseudonym
	case kind == corpus.Person && len(f.words) == 1:
		return corpus.Partial
	}
	return corpus.Named
}

// pronounSource goes back from a pronoun to whom it most likely means: the
// speaker of the statement before, or the last name of the right kind.
func (r *resolving) pronounSource(s *statement, p string) {
	switch p {
	case "he", "she":
		r.person(s, p)
	case "it":
		r.thing(s)
	case "they", "both":
		r.several(s)
	case "one", "another", "other", "others", "former", "latter":
		r.member(s, p)
	default:
		s.source.Name, s.source.Kind, s.source.Identified = p, corpus.Group, corpus.Unnamed
		if p == "i" {
			s.source.Kind = corpus.Person
		}
		s.doubt(0.7, "the source is a pronoun that the text does not explain")
	}
}

// person resolves "he" and "she".
func (r *resolving) person(s *statement, p string) {
	if r.firstClause(s) {
		return
	}
	if e := r.subjectOfSentence(s, p); e >= 0 {
		r.take(s, e, 0.95, "a pronoun, taken to mean the subject of its sentence")
		return
	}
	if b := r.lastSource(s, func(b *statement) bool { return b.source.Kind == corpus.Person && r.fits(b, p) && !r.quotes(b, s) }); b != nil {
		if at := r.lastPerson(s, p); at >= 0 && b.entity != at && r.t.namedSince(at, max(b.order, b.subject.End), s.subject.Start) {
			r.take(s, at, 0.8, "a pronoun that may mean the speaker before")
			return
		}
		r.as(s, b)
		if r.distance(b, s) > 1 {
			s.doubt(0.8, "a pronoun, taken to mean a speaker some sentences before")
		}
		r.noteGender(s.entity, p)
		return
	}
	if e := r.lastPerson(s, p); e >= 0 {
		r.take(s, e, 0.85, "a pronoun, taken to mean the person named last")
		return
	}
	if r.personNoun(s) {
		return
	}
	s.source.Name, s.source.Kind, s.source.Identified = p, corpus.Person, corpus.Unnamed
	s.doubt(0.5, "a pronoun that no name before it explains")
}

// personNoun takes a pronoun to mean the person whom the sentences before
// describe without a name: "a platoon leader".
func (r *resolving) personNoun(s *statement) bool {
	at, _ := r.t.tokensOf(s.subject)
	block := r.t.frames[s.frame].block
	for i := at - 1; i >= r.t.first[max(0, block-1)]; i-- {
		w := r.t.tokens[i].low
		if !lex().person(w) || lex().plural[w] || institutionNoun(w) || r.t.nameAt[i] >= 0 {
			continue
		}
		from := i
		for from > 0 && from > i-5 && r.t.tokens[from-1].kind == word && !lex().is(r.t.tokens[from].low, determiner) {
			from--
		}
		if !lex().is(r.t.tokens[from].low, determiner) {
			continue
		}
		d := r.description(from, i+1)
		s.source.Name, s.source.Role, s.source.Kind, s.source.Identified = d.name, d.role, corpus.Person, corpus.Unnamed
		s.doubt(0.75, "a pronoun, taken to mean the person described before")
		return true
	}
	return false
}

// quotes reports whether s stands within a quotation of b: whoever is quoted
// says "I" of himself, not "he".
func (r *resolving) quotes(b, s *statement) bool {
	for _, q := range b.quoted {
		if q == s.parent {
			return true
		}
	}
	return false
}

// as gives s the source of b, and b's doubts about it.
func (r *resolving) as(s, b *statement) {
	s.source.Name, s.source.Kind, s.source.Role, s.source.Identified = b.source.Name, b.source.Kind, b.source.Role, b.source.Identified
	s.entity = b.entity
	if lex().is(strings.ToLower(b.source.Name), pronoun) {
		s.doubt(0.5, "a pronoun that no name before it explains")
	}
}

// take gives s entity e as its source.
func (r *resolving) take(s *statement, e int, factor float64, why string) {
	f := &r.t.entities[e]
	s.entity = e
	s.source.Name, s.source.Role = f.name, f.role
	s.source.Kind = f.kind
	if f.kind == "" {
		s.source.Kind = r.kindOfSpeaker(f)
	}
	s.source.Identified = identified(f, s.source.Kind)
	if factor < 1 {
		s.doubt(factor, why)
	}
}

// fits reports whether the speaker of b can be meant by the pronoun p.
func (r *resolving) fits(b *statement, p string) bool {
	if b.entity >= 0 {
		f := &r.t.entities[b.entity]
		return p == "she" && !f.male || p == "he" && !f.female
	}
	name := strings.ToLower(b.source.Name)
	if p == "she" {
		return !hasAnySuffix(name, "man", "father", "boy", "husband", "son") || hasAnySuffix(name, "woman")
	}
	return !hasAnySuffix(name, "woman", "mother", "girl", "wife", "daughter")
}

func (r *resolving) noteGender(e int, p string) {
	if e < 0 {
		return
	}
	f := &r.t.entities[e]
	f.female, f.male = f.female || p == "she", f.male || p == "he"
}

// lastSource returns the nearest statement before s that passes.
func (r *resolving) lastSource(s *statement, pass func(*statement) bool) *statement {
	block := r.t.frames[s.frame].block
	for i := r.at - 1; i >= 0; i-- {
		b := r.found[i]
		if r.t.frames[b.frame].block < block-2 {
			return nil
		}
		if b.parent != s.parent && b.parent >= 0 {
			continue
		}
		if pass(b) {
			return b
		}
	}
	return nil
}

// distance counts the paragraphs between two statements.
func (r *resolving) distance(b, s *statement) int {
	return r.t.frames[s.frame].block - r.t.frames[b.frame].block
}

// firstClause takes a pronoun to mean the person who is the subject of the
// first clause of its sentence: "A nephew is a soldier, and he said". Where
// that clause reports the words in which the pronoun stands, it says nothing.
func (r *resolving) firstClause(s *statement) bool {
	o := &reading{view: view{r.t, &r.t.frames[s.frame]}, frame: s.frame}
	verb := 0
	for verb < o.len() && !o.finite(verb) {
		verb++
	}
	x, ok := o.subjectBefore(verb)
	if !ok || o.span(x.from, x.to).End >= s.subject.Start || !o.personal(x) || o.pluralHead(x) || r.within(s) {
		return false
	}
	if o.class(x.from, pronoun) && x.to-x.from == 1 {
		return false
	}
	found := &statement{subject: o.span(x.from, x.to), subjectAt: x, entity: -1, parent: s.parent, frame: s.frame, order: s.order}
	r.phrase(found)
	if found.source.Kind != corpus.Person {
		return false
	}
	s.source.Name, s.source.Role, s.source.Kind, s.source.Identified = found.source.Name, found.source.Role, found.source.Kind, found.source.Identified
	s.entity = found.entity
	s.doubt(0.85, "a pronoun, taken to mean the subject of its sentence")
	return true
}

// within reports whether s stands in what another statement of its sentence
// says.
func (r *resolving) within(s *statement) bool {
	for i := r.at - 1; i >= 0 && i > r.at-nestingReach; i-- {
		b := r.found[i]
		if b.frame == s.frame && holds(b, s) {
			return true
		}
	}
	return false
}

// subjectOfSentence returns the person who is the subject of a subordinate
// clause that opens the sentence of s: "When Lenz came back, she said". A name
// elsewhere in the sentence is spoken of, and says nothing of who speaks.
func (r *resolving) subjectOfSentence(s *statement, p string) int {
	v := view{r.t, &r.t.frames[s.frame]}
	if !v.class(0, subordinator) || v.name(0) >= 0 {
		return -1
	}
	for i := 1; i < v.len() && v.start(i) < s.subject.Start; i++ {
		if v.quo(i) >= 0 || v.finite(i) || v.tok(i).is(",") || i > 1 && v.class(i, preposition) && v.name(i) < 0 {
			return -1
		}
		if n := v.name(i); n >= 0 && !v.possessed(i) && r.canBe(r.t.names[n].entity, p) {
			return r.t.names[n].entity
		}
	}
	return -1
}

// canBe reports whether an entity is a person whom the pronoun p can mean.
func (r *resolving) canBe(e int, p string) bool {
	x := &r.t.entities[e]
	return x.kind == corpus.Person && !(p == "she" && x.male) && !(p == "he" && x.female)
}

// lastPerson returns the person who is the grammatical subject of a sentence
// before s in its block or the one before, the nearest first; where no person
// is a subject, the one named first.
func (r *resolving) lastPerson(s *statement, p string) int {
	block := r.t.frames[s.frame].block
	named := -1
	for fi := s.frame - 1; fi >= 0 && r.t.frames[fi].block >= block-1; fi-- {
		f := &r.t.frames[fi]
		if f.parent >= 0 || !r.t.prose(f.block) {
			continue
		}
		subject, first := r.personsOf(f, p)
		if subject >= 0 {
			return subject
		}
		if named < 0 {
			named = first
		}
	}
	return named
}

// personsOf returns the person who is the subject of a sentence and the one
// whom it names first, -1 for none.
func (r *resolving) personsOf(f *frame, p string) (subject, first int) {
	v := view{r.t, f}
	subject, first = -1, -1
	verb := false
	for i := range f.items {
		verb = verb || v.finite(i)
		n := v.name(i)
		if n < 0 || v.possessed(i) || !r.canBe(r.t.names[n].entity, p) {
			continue
		}
		if first < 0 {
			first = r.t.names[n].entity
		}
		role := max(0, i-(r.t.names[n].from-r.t.names[n].roleFrom))
		if !verb && subject < 0 && !v.class(role-1, preposition) {
			subject = r.t.names[n].entity
		}
	}
	return subject, first
}

// namedSince reports whether entity e is named between two bytes.
func (t *text) namedSince(e, from, to int) bool {
	for _, n := range t.entities[e].names {
		if at := t.tokens[t.names[n].from].Start; at > from && at < to {
			return true
		}
	}
	return false
}

// thing resolves "it".
func (r *resolving) thing(s *statement) {
	b := r.lastSource(s, func(b *statement) bool {
		return b.source.Kind != corpus.Person && b.source.Kind != corpus.Group && b.source.Kind != "" && r.distance(b, s) <= 1
	})
	if e := r.lastThing(s); b == nil && e >= 0 {
		r.take(s, e, 0.8, "a pronoun, taken to mean the institution named before")
		return
	}
	if b == nil {
		s.source.Name, s.source.Kind, s.source.Identified = "it", corpus.Organisation, corpus.Unnamed
		s.doubt(0.5, "a pronoun that no institution before it explains")
		return
	}
	s.source.Name, s.source.Kind, s.source.Role, s.source.Identified = b.source.Name, b.source.Kind, b.source.Role, b.source.Identified
	s.entity = b.entity
	s.doubt(0.9, "a pronoun, taken to mean the institution that spoke before")
}

// lastThing returns the institution, outlet or state named last before s in
// its block.
func (r *resolving) lastThing(s *statement) int {
	at, _ := r.t.tokensOf(s.subject)
	for i := at - 1; i >= r.t.first[r.t.frames[s.frame].block]; i-- {
		if n := r.t.nameAt[i]; n >= 0 {
			e := r.t.names[n].entity
			switch r.t.entities[e].kind {
			case corpus.Organisation, corpus.Outlet, corpus.State:
				return e
			}
		}
	}
	return -1
}

// several resolves "they" and "both".
func (r *resolving) several(s *statement) {
	b := r.lastSource(s, func(b *statement) bool {
		return b.source.Kind == corpus.Group && r.distance(b, s) <= 1
	})
	s.source.Kind, s.source.Identified, s.source.Name = corpus.Group, corpus.Unnamed, "they"
	if b == nil {
		s.doubt(0.6, "a plural pronoun that the text does not explain")
		return
	}
	s.source.Name, s.source.Role = b.source.Name, b.source.Role
	s.doubt(0.85, "a plural pronoun, taken to mean the group that spoke before")
}

// member resolves "one" and "the other" to a member of the group named last.
func (r *resolving) member(s *statement, p string) {
	s.source.Name, s.source.Kind, s.source.Identified = p, corpus.Person, corpus.Unnamed
	if strings.HasSuffix(p, "s") {
		s.source.Kind = corpus.Group
	}
	from, to := r.groupBefore(s)
	if from == to {
		s.doubt(0.6, "“"+p+"” of a group that the text does not name before it")
		return
	}
	s.source.Name = p + " of " + lowerFirst(r.t, from, to)
	s.source.Role = strings.TrimSuffix(r.t.tokens[to-1].low, "s")
	s.doubt(0.9, "“"+p+"”, taken to mean one of the group named before")
}

// groupBefore finds the plural noun for people nearest before s in its block,
// with its modifiers.
func (r *resolving) groupBefore(s *statement) (int, int) {
	at, _ := r.t.tokensOf(s.subject)
	b := r.t.first[r.t.frames[s.frame].block]
	for i := at - 1; i >= b; i-- {
		if !lex().plural[r.t.tokens[i].low] || institutionNoun(r.t.tokens[i].low) {
			continue
		}
		from := i
		for from > b && (r.t.nameAt[from-1] >= 0 || r.t.tokens[from-1].kind == number || r.t.tokens[from-1].kind == word && !lex().is(r.t.tokens[from-1].low, preposition|conjunction|auxiliary|finiteVerb|subordinator)) {
			from--
			if lex().is(r.t.tokens[from].low, determiner) {
				break
			}
		}
		return from, i + 1
	}
	return at, at
}

// described fills a source known by a description: "a defector", "the
// ministry", "officials in Ulvret". A definite one may go back to a name.
func (r *resolving) described(s *statement, from, to int) {
	d := r.description(from, to)
	s.source.Name, s.source.Kind = d.name, d.kind
	s.source.Identified = corpus.Unnamed
	if d.kind == corpus.Person || d.kind == corpus.Group {
		s.source.Role = d.role
	}
	if r.nameBefore(s, d, from) || r.introducedName(s, d, to) || d.definite && d.short && r.goBack(s, d) {
		return
	}
	if d.institution {
		s.source.Identified = corpus.Named
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
	institution bool // an office that its words identify: "Corvan foreign ministry"
}

func (r *resolving) description(from, to int) description {
	var d description
	first := &r.t.tokens[from]
	d.definite = first.low == "the" || first.low == "this" || first.low == "that" || lex().is(first.low, determiner) && (first.low == "his" || first.low == "her" || first.low == "its" || first.low == "their")
	start, end := from, to
	if first.low == "the" {
		start++
	}
	head := -1
	for i := start; i < to; i++ {
		w := r.t.tokens[i].low
		if i > start && (w == "who" || w == "which" || w == "that" || w == "whose") || r.t.tokens[i].is(",") {
			end = i
			break
		}
		if head >= 0 && lex().is(w, preposition) && r.t.nameAt[i] < 0 {
			break
		}
		if lex().person(w) || lex().orgWords[w] || lex().nouns[w].paper || head < 0 && r.t.tokens[i].kind == word && !lex().is(w, determiner|preposition) {
			head = i
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
	d.kind, d.institution = r.kindOfHead(d.head, start, end)
	return d
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
	return lowerFirst(r.t, from, max(end, head+1))
}

func (r *resolving) namedWithin(from, to int) bool {
	for i := from; i < to; i++ {
		if r.t.nameAt[i] >= 0 {
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

// lowerFirst returns the words of tokens [from,to), the first in lower case
// unless it is a name.
func lowerFirst(t *text, from, to int) string {
	s := t.doc[t.tokens[from].Start:t.tokens[to-1].End]
	s = strings.Join(strings.Fields(s), " ")
	if t.nameAt[from] < 0 && t.tokens[from].capital() && !t.tokens[from].allCapitals() {
		s = t.tokens[from].low + strings.TrimPrefix(s, t.tokens[from].text)
	}
	return s
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
	case l.plural[head]:
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
	if e := r.roleHolder(s, d.head, d.kind); e >= 0 {
		r.take(s, e, 0.9, "“the "+d.head+"”, taken to mean the one named before")
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

// describes reports whether the speaker of b can be meant by "the" + head.
func (r *resolving) describes(d description, b *statement) bool {
	if strings.HasSuffix(strings.ToLower(b.source.Name), " "+d.head) || strings.EqualFold(b.source.Name, d.head) {
		return true
	}
	for _, w := range strings.Fields(strings.ToLower(b.source.Name)) {
		if w == d.head && b.source.Identified == corpus.Unnamed {
			return true
		}
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

// hop names one station of a chain from its noun phrase.
func (r *resolving) hop(h *corpus.Hop) {
	if h.Name != "" || h.Span.Empty() {
		return
	}
	s := &statement{subject: h.Span, entity: -1, parent: -1, frame: r.found[r.at].frame}
	r.phrase(s)
	h.Name, h.Kind = s.source.Name, s.source.Kind
}
