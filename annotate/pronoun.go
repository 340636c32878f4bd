package annotate

import (
	"strings"

	"hearsay/corpus"
)

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
	for i := r.at - 1; i >= max(0, r.at-nestingReach) && len(pair) < 2; i-- {
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

// pronoun returns the pronoun that the phrase is, or "".
func (r *resolving) pronoun(from, to int) string {
	if last := r.t.tokens[to-1].low; distributive(last) && (to-from == 1 || to-from == 2 && r.t.tokens[from].low == "the") {
		return last
	}
	if to-from == 1 {
		switch w := r.t.tokens[from].low; w { // "its claim that"
		case "its":
			return "it"
		case "their":
			return "they"
		case "your":
			return "you"
		case "his", "her":
			return possessive(w)
		}
	}
	if to-from == 1 && lex().is(r.t.tokens[from].low, pronoun) || to-from == 1 && (r.t.tokens[from].low == "both") {
		return r.t.tokens[from].low
	}
	return ""
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
	by, sure := r.t.naming.person(s.subject)
	if by >= 0 && !r.canBe(by, p) {
		by, sure = -1, 0
	}
	if s.parent >= 0 && by >= 0 && sure >= leastSurePronoun {
		r.take(s, by, 0.8, "a pronoun within a quotation, taken to mean a person named before")
		return
	}
	if r.firstClause(s) {
		return
	}
	if e := r.subjectOfSentence(s, p); e >= 0 {
		r.take(s, e, 0.95, "a pronoun, taken to mean the subject of its sentence")
		return
	}
	if b := r.lastSource(s, func(b *statement) bool { return b.source.Kind == corpus.Person && r.fits(b, p) && !r.quotes(b, s) }); b != nil {
		at, subject := r.lastPerson(s, p)
		if at >= 0 && b.entity != at && (by == at || subject) && r.t.namedSince(at, b.end(), s.subject.Start) {
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
	if e, _ := r.lastPerson(s, p); e >= 0 {
		r.take(s, e, 0.85, "a pronoun, taken to mean the person named last")
		return
	}
	if r.personNoun(s, p, true) {
		return
	}
	if e := r.farPerson(s, p); e >= 0 {
		r.take(s, e, 0.7, "a pronoun, taken to mean a person named some sentences before")
		return
	}
	if by >= 0 && sure >= leastSurePronoun {
		r.take(s, by, 0.8, "a pronoun, taken to mean a person named before")
		return
	}
	if r.personNoun(s, p, false) {
		return
	}
	s.source.Name, s.source.Kind, s.source.Identified = p, corpus.Person, corpus.Unnamed
	s.doubt(0.5, "a pronoun that no name before it explains")
}

// end returns where a statement ends: its content, its cue and its source.
func (s *statement) end() int {
	return max(s.subject.End, s.cue.End, s.content[len(s.content)-1].End)
}

// personNoun takes a pronoun to mean the person whom the sentences before
// describe without a name: "a platoon leader"; with subject, only what is the
// subject of its clause.
func (r *resolving) personNoun(s *statement, p string, subject bool) bool {
	at, _ := r.t.tokensOf(s.subject)
	block := r.t.frames[s.frame].block
	for i := at - 1; i >= max(r.t.first[max(0, block-1)], at-lookBackTokens); i-- {
		w := r.t.tokens[i].low
		if !lex().person(w) || lex().plural[w] || institutionNoun(w) || r.t.nameAt[i] >= 0 {
			continue
		}
		from := i
		for from > 0 && from > i-5 && r.t.tokens[from-1].kind == word && !lex().is(r.t.tokens[from].low, determiner) {
			from--
		}
		if !lex().is(r.t.tokens[from].low, determiner) || indefinitely(r.t.tokens[from].low) || subject && !r.t.isSubject(i) || otherSex(w, p) {
			continue
		}
		d := r.description(from, i+1)
		if d.kind != corpus.Person || r.t.predicate(from) {
			continue
		}
		s.source.Name, s.source.Role, s.source.Kind, s.source.Identified = d.name, d.role, corpus.Person, corpus.Unnamed
		s.doubt(0.75, "a pronoun, taken to mean the person described before")
		return true
	}
	return false
}

// indefinitely reports whether a determiner points to nobody: "no", "which".
func indefinitely(low string) bool {
	switch low {
	case "no", "which", "what", "whose", "any", "every", "each":
		return true
	}
	return false
}

// otherSex reports whether a noun is for those whom the pronoun p does not mean.
func otherSex(noun, p string) bool {
	if p == "she" {
		return hasAnySuffix(noun, "man", "father", "boy", "husband", "son", "brother", "uncle", "nephew") && !hasAnySuffix(noun, "woman", "person")
	}
	return hasAnySuffix(noun, "woman", "mother", "girl", "wife", "daughter", "sister", "aunt", "niece")
}

// isSubject reports whether the grammar takes a token for a subject.
func (t *text) isSubject(i int) bool {
	at := t.places[i]
	return at != nowhere && strings.HasPrefix(t.parsed[at.sentence].Tokens[at.token].Rel, "nsubj")
}

// farPerson returns the person named last as a subject in the sentences before s,
// some paragraphs back, -1 for none.
func (r *resolving) farPerson(s *statement, p string) int {
	for fi := s.frame - 1; fi >= max(0, s.frame-lookBack); fi-- {
		f := &r.t.frames[fi]
		if f.parent >= 0 || !r.t.prose(f.block) || r.goesOn(f, p) {
			continue
		}
		if subject, _ := r.personsOf(f, p); subject >= 0 {
			return subject
		}
	}
	return -1
}

// predicate reports whether the noun phrase that begins at a token is said of
// somebody and names nobody: "I am a stranger".
func (t *text) predicate(from int) bool {
	if from == 0 {
		return false
	}
	switch w := t.tokens[from-1].low; w {
	case "is", "was", "are", "were", "am", "be", "been", "'m", "'s", "not", "as", "like":
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
	for i := r.at - 1; i >= max(0, r.at-nestingReach); i-- {
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
	if o.class(x.from, pronoun) && x.to-x.from == 1 || s.says(o.span(x.from, x.to)) {
		return false // "Lenz has done well, he said": of somebody else
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

// How far back the antecedent of a pronoun or description is looked for, in
// sentences, and in tokens for what is looked for word by word. Farther ones
// are not meant, and a text of one endless paragraph stays quick to read.
const (
	lookBack       = 24
	lookBackTokens = 600
)

// lastPerson returns the person who is the grammatical subject of a sentence
// before s in its block or the one before, the nearest first; where no person
// is a subject, the one named first, and subject is false. A sentence whose subject is the same
// pronoun goes on speaking of the one before, whomever else it names.
func (r *resolving) lastPerson(s *statement, p string) (e int, subject bool) {
	block := r.t.frames[s.frame].block
	named := -1
	for fi, back := s.frame-1, lookBack; fi >= 0 && back > 0 && r.t.frames[fi].block >= block-1; fi, back = fi-1, back-1 {
		f := &r.t.frames[fi]
		if f.parent >= 0 || !r.t.prose(f.block) {
			continue
		}
		if r.goesOn(f, p) {
			named, block, back = -1, f.block, lookBack
			continue
		}
		own, first := r.personsOf(f, p)
		if own >= 0 {
			return own, true
		}
		if named < 0 {
			named = first
		}
	}
	return named, false
}

// goesOn reports whether a sentence goes on speaking of the one before: the pronoun p is the
// subject of a verb there, and nobody else who is named is the subject of one before.
func (r *resolving) goesOn(f *frame, p string) bool {
	if i := r.t.mainSubject(f); i >= 0 && r.t.tokens[i].low == p {
		return true
	}
	v := view{r.t, f}
	for i := 0; i < v.len() && !v.finite(i); i++ {
		if o := v.low(i); p == "he" && o == "him" || p == "she" && o == "her" {
			return true // "Accompanying him were Lenz and Brandt."
		}
	}
	for i := range f.items {
		if n := v.name(i); n >= 0 && r.t.isSubject(f.items[i].tok) && r.canBe(r.t.names[n].entity, p) {
			return false
		}
		if v.low(i) == p && (v.finite(i+1) || v.class(i+1, adverb) && v.finite(i+2)) {
			return true
		}
	}
	return false
}

// mainSubject returns the token that the grammar takes for the subject of the main clause of
// a sentence, of "A, he said" that of the report; -1 without one.
func (t *text) mainSubject(f *frame) int {
	root, subjects := nowhere, map[int]int{} // by the token of the verb
	for _, x := range f.items {
		at := t.places[x.tok]
		if at == nowhere {
			continue
		}
		k := &t.parsed[at.sentence].Tokens[at.token]
		switch {
		case k.Head < 0 && root == nowhere:
			root = at
		case strings.HasPrefix(k.Rel, "nsubj"):
			if _, ok := subjects[k.Head]; !ok {
				subjects[k.Head] = x.tok
			}
		}
	}
	if root == nowhere {
		return -1
	}
	for _, x := range f.items { // a report beside what it says
		at := t.places[x.tok]
		if at == nowhere || at.sentence != root.sentence {
			continue
		}
		if k := &t.parsed[at.sentence].Tokens[at.token]; k.Rel == "parataxis" && k.Head == root.token {
			if i, ok := subjects[at.token]; ok {
				return i
			}
		}
	}
	if i, ok := subjects[root.token]; ok {
		return i
	}
	return -1
}

// personsOf returns the person who is the subject of a sentence and the one
// whom it names first, -1 for none.
func (r *resolving) personsOf(f *frame, p string) (subject, first int) {
	v := view{r.t, f}
	subject, first = -1, -1
	if i := r.t.mainSubject(f); i >= 0 && r.t.nameAt[i] >= 0 && r.canBe(r.t.names[r.t.nameAt[i]].entity, p) {
		e := r.t.names[r.t.nameAt[i]].entity
		return e, e
	}
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
	if r.t.frames[s.frame].items[0].tok == at {
		if e := r.thingBefore(s.frame); e >= 0 {
			return e
		}
	}
	for i := at - 1; i >= max(r.t.first[r.t.frames[s.frame].block], at-lookBackTokens); i-- {
		if n := r.t.nameAt[i]; n >= 0 && r.isThing(n) && !s.says(r.t.names[n].span(r.t)) {
			return r.t.names[n].entity
		}
	}
	return -1
}

func (r *resolving) isThing(n int) bool {
	switch r.t.entities[r.t.names[n].entity].kind {
	case corpus.Organisation, corpus.Outlet, corpus.State:
		return true
	}
	return false
}

// thingBefore returns the institution that is the subject of the sentence before
// a frame in its block, -1 for none.
func (r *resolving) thingBefore(frame int) int {
	for fi := frame - 1; fi >= 0 && r.t.frames[fi].block == r.t.frames[frame].block; fi-- {
		if r.t.frames[fi].parent >= 0 {
			continue
		}
		v := view{r.t, &r.t.frames[fi]}
		verb := 0
		for verb < v.len() && !v.finite(verb) {
			verb++
		}
		x, ok := v.subjectBefore(verb)
		for i := x.from; ok && i < x.to && !v.class(i, preposition); i++ {
			if n := v.name(i); n >= 0 && r.isThing(n) && !v.possessed(i) {
				return r.t.names[n].entity
			}
		}
		return -1
	}
	return -1
}

// several resolves "they" and "both": to the group or body that spoke before.
func (r *resolving) several(s *statement) {
	b := r.lastSource(s, func(b *statement) bool {
		body := b.source.Kind == corpus.Organisation && b.source.Identified == corpus.Named
		return (b.source.Kind == corpus.Group || body) && r.distance(b, s) <= 1 && !r.quotes(b, s)
	})
	s.source.Kind, s.source.Identified, s.source.Name = corpus.Group, corpus.Unnamed, "they"
	switch {
	case b == nil || b.source.Kind != corpus.Group:
		if r.pluralSubject(s) {
			return
		}
	}
	switch {
	case b == nil:
		s.doubt(0.6, "a plural pronoun that the text does not explain")
	case b.source.Kind == corpus.Group:
		s.source.Name, s.source.Role = b.source.Name, b.source.Role
		s.doubt(0.85, "a plural pronoun, taken to mean the group that spoke before")
	default:
		r.as(s, b)
		s.doubt(0.75, "a plural pronoun, taken to mean the body that spoke before")
	}
}

// pluralSubject takes "they" to mean the people who are the subject of the
// sentence before.
func (r *resolving) pluralSubject(s *statement) bool {
	block := r.t.frames[s.frame].block
	for fi := s.frame - 1; fi >= 0 && r.t.frames[fi].block >= block-1; fi-- {
		if r.t.frames[fi].parent >= 0 || !r.t.prose(r.t.frames[fi].block) {
			continue
		}
		v := view{r.t, &r.t.frames[fi]}
		verb := 0
		for verb < v.len() && !v.finite(verb) {
			verb++
		}
		x, ok := v.subjectBefore(verb)
		if !ok || !v.pluralHead(x) || v.sourceLike(x) != speaker {
			return false
		}
		found := &statement{subject: v.span(x.from, x.to), entity: -1, parent: s.parent, frame: fi, order: s.order}
		r.phrase(found)
		if found.source.Kind != corpus.Group {
			return false
		}
		r.as(s, found)
		s.doubt(0.8, "a plural pronoun, taken to mean the subject of the sentence before")
		return true
	}
	return false
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
	b := max(r.t.first[r.t.frames[s.frame].block], at-lookBackTokens)
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
