package annotate

import (
	"math/bits"
	"strings"

	"hearsay/corpus"
	"hearsay/names"
)

// entity is what the names of one document refer to.
type entity struct {
	name     string
	kind     corpus.EntityKind
	role     string
	label    bool     // known by a pseudonym only
	names    []int    // its names, in order
	words    []string // without a suffix
	suffix   string   // "jr", "iii"
	female   bool
	male     bool
	apart    bool // "another X with the same surname"
	acronyms []string
}

// joinMentions groups the names of a document by what they refer to: full
// forms first, wherever they stand, then short forms to the full ones.
func joinMentions(t *text, doc corpus.Document) []entity {
	j := &joining{t: t, bySquash: map[string]int{}, byWord: map[string][]int{}}
	for n := range t.names {
		if j.full(n) {
			j.add(n)
		}
	}
	for n := range t.names {
		if t.names[n].entity < 0 && j.gendered(n) {
			j.short(n) // so that "Tellon" is the one called Mr. Tellon
		}
	}
	for n := range t.names {
		if t.names[n].entity < 0 {
			j.short(n)
		}
	}
	for e := range j.found {
		j.describe(e)
	}
	return j.found
}

// gendered reports whether the form of address of a name tells a gender.
func (j *joining) gendered(n int) bool {
	var e entity
	j.genderOf(&e, j.t.names[n].role)
	return e.male || e.female
}

type joining struct {
	t        *text
	found    []entity
	bySquash map[string]int   // by squashed name: the entity that has it
	byWord   map[string][]int // by the first and the last word of a name, and by short forms
}

// full reports whether a name stands for itself: it has several words, or is a
// label.
func (j *joining) full(n int) bool {
	m := &j.t.names[n]
	return len(m.words(j.t)) > 1 || m.label
}

// squash makes names comparable over hyphens, blanks and possessives.
func squash(words []string) string {
	s := strings.Join(words, "")
	return strings.NewReplacer("-", "", "‐", "", "‑", "", "'s", "", "'", "").Replace(s)
}

func (j *joining) add(n int) {
	m := &j.t.names[n]
	words, _ := withoutGeneration(m.words(j.t))
	key := squash(m.words(j.t))
	e, ok := j.bySquash[key]
	if !ok {
		e = j.variant(m, words)
	}
	if e >= 0 {
		j.attach(n, e)
	} else {
		j.create(n, words)
	}
	j.bySquash[key] = m.entity
}

// variant finds the person of whom a full name is another form, or -1.
func (j *joining) variant(m *name, words []string) int {
	for _, e := range j.byWord[words[len(words)-1]] {
		if j.same(&j.found[e], m, words) {
			return e
		}
	}
	return -1
}

func (j *joining) create(n int, words []string) {
	m := &j.t.names[n]
	m.entity = len(j.found)
	words, suffix := withoutGeneration(words)
	e := entity{suffix: suffix, name: m.span(j.t).In(j.t.doc), kind: m.kind, label: m.label, names: []int{n}, words: words}
	e.apart = j.saidApart(n)
	if a := j.acronymBehind(n); a != "" {
		e.acronyms = append(e.acronyms, a)
	}
	switch a := j.initials(m); {
	case len(a) >= shortestInitials && (m.kind == corpus.Organisation || m.kind == corpus.Outlet):
		e.acronyms = append(e.acronyms, a)
	case len(a) > 1 && m.kind == corpus.State:
		e.acronyms = append(e.acronyms, a, dotted(a)) // "UK", "U.S."
	}
	for _, w := range append([]string{words[0], words[len(words)-1], words[len(words)/2]}, e.acronyms...) {
		j.byWord[w] = append(j.byWord[w], len(j.found))
	}
	j.found = append(j.found, e)
}

func (j *joining) attach(n, e int) {
	j.t.names[n].entity = e
	f := &j.found[e]
	f.names = append(f.names, n)
	if m := &j.t.names[n]; len(m.words(j.t)) > len(f.words) {
		f.name = m.span(j.t).In(j.t.doc)
		f.words, f.suffix = withoutGeneration(m.words(j.t))
		j.byWord[f.words[0]] = append(j.byWord[f.words[0]], e)
	}
}

// same reports whether a full name is another form of e: the same first and
// last word with initials or middle names between, or the end of the other.
func (j *joining) same(e *entity, m *name, words []string) bool {
	words, suffix := withoutGeneration(words)
	if suffix != "" && e.suffix != "" && suffix != e.suffix {
		return false
	}
	a, b := e.words, words
	if len(a) < 2 || len(b) < 2 || e.kind != corpus.Person || m.kind != corpus.Person {
		return false
	}
	return a[0] == b[0] && a[len(a)-1] == b[len(b)-1] || endsWith(a, b) || endsWith(b, a) || respeltGiven(a, b)
}

// endsWith reports whether a ends with the words of b: "Bertil van den Osse"
// with "Van den Osse".
func endsWith(a, b []string) bool {
	if len(b) >= len(a) {
		return false
	}
	for i := range b {
		if a[len(a)-len(b)+i] != b[i] {
			return false
		}
	}
	return true
}

// saidApart reports whether the text says that this is another bearer of a
// name: "another officer with the same surname, Colonel Ok".
func (j *joining) saidApart(n int) bool {
	t, m := j.t, &j.t.names[n]
	b := t.first[t.tokens[m.from].block]
	same, another := false, false
	for i := m.from - 1; i >= b && i > m.from-12; i-- {
		same = same || t.tokens[i].low == "same"
		another = another || t.tokens[i].low == "another" || t.tokens[i].low == "other"
	}
	return same && another
}

// acronymBehind returns the short form in brackets behind a name: "(CTB)".
func (j *joining) acronymBehind(n int) string {
	t, m := j.t, &j.t.names[n]
	if m.to+2 < len(t.tokens) && t.tokens[m.to].is("(") && t.tokens[m.to+2].is(")") && t.tokens[m.to+1].allCapitals() {
		return t.tokens[m.to+1].low
	}
	return ""
}

// shortestInitials is the least letters of an acronym that is told by its letters
// alone; shorter ones stand for too much.
const shortestInitials = 3

// initials returns the first letters of the capitalised words of a name, in
// lower case.
func (j *joining) initials(m *name) string {
	var b strings.Builder
	for i := m.from; i < m.to; i++ {
		if k := &j.t.tokens[i]; k.capital() {
			for _, r := range k.low {
				b.WriteRune(r)
				break
			}
		}
	}
	return b.String()
}

// short joins a single word to the full name that it shortens. Where two
// persons share it, the title decides, then the nearest mention before.
func (j *joining) short(n int) {
	m := &j.t.names[n]
	words := m.words(j.t)
	if len(words) == 0 {
		return
	}
	best, score, second := -1, 0, 0
	for _, e := range j.byWord[words[0]] {
		if e == best {
			continue // under its first and its last word
		}
		switch s := j.shortens(m, words[0], &j.found[e]); {
		case s > score:
			best, score, second = e, s, score
		case s > second:
			second = s
		}
	}
	m.ambiguous = second > 0 && score-second <= nearnessMost && (best < 0 || j.found[best].kind == corpus.Person)
	if best >= 0 {
		if m.kind == corpus.State && j.found[best].kind == corpus.Person {
			m.kind, m.sure = corpus.Person, false
		}
		j.attach(n, best)
		return
	}
	if e := j.respelt(m, words[0]); e >= 0 && len(words) == 1 {
		m.respelt = true
		j.attach(n, e)
		return
	}
	j.create(n, words)
}

// shortens weighs how well word w, named as m, can stand for e; 0 is never.
func (j *joining) shortens(m *name, w string, e *entity) int {
	for _, a := range e.acronyms {
		if a == w && j.t.tokens[m.from].allCapitals() {
			return 1000
		}
	}
	last, first := e.words[len(e.words)-1], e.words[0]
	if len(e.words) > 1 && (lex().demonyms[w] || lex().is(strings.TrimSuffix(w, "s"), partisan) && strings.HasSuffix(w, "s")) {
		return 0 // "Democrats" are more than the "Corran Democrats"
	}
	if e.label || e.kind == corpus.State && len(e.words) > 1 && w != last {
		return 0
	}
	s := 0
	switch {
	case len(e.words) == 1 && w == first:
		s = 80 + min(mostNamed, len(e.names))
	case w == first && e.kind == corpus.Person && m.kind == corpus.State && len(e.words) == 2 && e.name != strings.ToUpper(e.name):
		s = 60 // a given name that is a country's too: "Jordan Stewart", then "Jordan"
	case m.sure && m.role == "" && m.kind != e.kind:
		return 0
	case w == last:
		s = 80 + min(mostNamed, len(e.names))
	case w == first && e.kind == corpus.Person && easternOrder(e.words):
		s = 80
	case w == first && e.kind == corpus.Person && m.role == "" && isGiven(&j.t.tokens[m.from]):
		s = 50 // called by the given name
	case e.kind == corpus.Person && len(e.words) == 3 && w == e.words[1] && m.sure == (m.role != ""):
		s = 70 // the first of two surnames
	case w == first && e.kind != corpus.Person && len(e.words) > 2 && e.words[1] == "of":
		s = 60 // "the Church"
	case w == first && e.kind == corpus.Outlet && !lex().orgWords[w]:
		s = 40
	default:
		return 0
	}
	if m.role != "" && e.kind != corpus.Person && len(e.words) > 1 || j.otherGender(m, e) {
		return 0
	}
	return s + j.roleFits(m, e) + j.nearness(m, e)
}

// mostNamed is from how many mentions on it weighs no more that somebody is
// mentioned often: more than nearness, less than a title that fits.
const mostNamed = 12

// otherGender reports whether the forms of address of m and e contradict each
// other: "Mr. Sorel" is not "Mrs. Ana Sorel".
func (j *joining) otherGender(m *name, e *entity) bool {
	var a, b entity
	j.genderOf(&a, m.role)
	for _, n := range e.names {
		j.genderOf(&b, j.t.names[n].role)
	}
	if b.words, b.name = e.words, e.name; e.kind == corpus.Person && !b.male && !b.female {
		j.genderByName(&b)
	}
	return a.male && b.female && !b.male || a.female && b.male && !b.female
}

// easternOrder reports whether the family name may stand first: three parts,
// or a hyphen in the last.
func easternOrder(words []string) bool {
	return len(words) >= 3 || len(words) == 2 && strings.Contains(words[1], "-")
}

// roleFits says whether the title before a short form is one of e's.
func (j *joining) roleFits(m *name, e *entity) int {
	if m.role == "" {
		return 0
	}
	head := lastWord(m.role)
	for _, n := range e.names {
		if hasWord(j.t.names[n].role, head) {
			return 15
		}
	}
	return -5
}

func lastWord(s string) string {
	f := strings.Fields(strings.ToLower(s))
	if len(f) == 0 {
		return ""
	}
	return strings.Trim(f[len(f)-1], ".,")
}

// nearnessMost is how much nearness can weigh: less than a title that fits.
const nearnessMost = 10

// nearness prefers, among equals, the entity named last before m.
func (j *joining) nearness(m *name, e *entity) int {
	best := 0
	for _, n := range e.names {
		if o := &j.t.names[n]; o.from < m.from {
			best = max(best, nearnessMost-min(nearnessMost-1, bits.Len(uint(m.from-o.from))))
		}
	}
	return best
}

// describe settles kind, role and gender of an entity from all its mentions.
func (j *joining) describe(e int) {
	f := &j.found[e]
	votes := map[corpus.EntityKind]int{}
	for _, n := range f.names {
		m := &j.t.names[n]
		weight := 1
		switch {
		case m.sure:
			weight = 5
		case m.kind == corpus.Place:
			weight = 2 // "in X" says more than that X has two words
		}
		if m.kind != "" {
			votes[m.kind] += weight
		}
		if k, ok := j.t.kindByTree(m); ok && !m.sure {
			votes[k] += byTree
		}
		if f.role == "" || isCourtesy(f.role) || lex().plural[lastWord(f.role)] && m.role != "" {
			f.role = m.role
		}
		j.genderOf(f, m.role)
		if m.sure && m.kind != corpus.Person {
			continue
		}
		if r := j.t.apposition(m); r != "" && isBody(r) {
			votes[corpus.Organisation] += 3
		} else if r != "" {
			if f.role == "" || isCourtesy(f.role) || lex().plural[lastWord(f.role)] {
				f.role = r
			}
			votes[corpus.Person] += 3
			j.genderOf(f, r)
		}
	}
	f.role = withoutCourtesy(f.role)
	j.spell(f)
	f.kind = mostVotes(votes)
	if f.kind == corpus.Person && !f.label && !f.male && !f.female {
		j.genderByName(f)
	}
}

// isBody reports whether a description is one of a body: "a firm that builds
// bridges".
func isBody(description string) bool {
	for _, w := range []string{" that ", " which ", " who ", " whose "} {
		description, _, _ = strings.Cut(description, w)
	}
	head := lastWord(headWords(description))
	return institutionNoun(head) || lex().orgWords[head] && !lex().titles[head]
}

// spell gives an entity the spelling of its name that is most common among the
// forms of the same length, the first of equals.
func (j *joining) spell(f *entity) {
	count, most := map[string]int{}, 0
	for _, n := range f.names {
		m := &j.t.names[n]
		if words, _ := withoutGeneration(m.words(j.t)); len(words) != len(f.words) {
			continue
		}
		form := m.span(j.t).In(j.t.doc)
		count[form]++
		if count[form] > most {
			most = count[form]
		}
	}
	if most > count[f.name] {
		for _, n := range f.names {
			if form := j.t.names[n].span(j.t).In(j.t.doc); count[form] == most {
				f.name = form
				return
			}
		}
	}
}

// byTree is the weight of the kind that the layer of names gives a name: more
// than that of the bare look of it.
const byTree = 2

// genderByName takes the gender of a person from the given name.
func (j *joining) genderByName(f *entity) {
	if len(f.words) < 2 {
		return
	}
	if g := names.GenderOf(strings.Fields(f.name)); g != names.AnyGender {
		f.male, f.female = g == names.Male, g == names.Female
	}
}

func mostVotes(votes map[corpus.EntityKind]int) corpus.EntityKind {
	best := corpus.EntityKind("")
	for _, k := range []corpus.EntityKind{corpus.Person, corpus.State, corpus.Outlet, corpus.Organisation, corpus.Place, corpus.Group} {
		if votes[k] > votes[best] {
			best = k
		}
	}
	return best
}

// withoutCourtesy returns a role without the forms of address at its end: "" of
// "Mr.", "lead author" of "lead author Dr.".
func withoutCourtesy(role string) string {
	for role != "" && isCourtesy(lastWord(role)) {
		role = strings.TrimSpace(role[:max(0, strings.LastIndexByte(role, ' '))])
	}
	return role
}

// isCourtesy reports whether a role is a mere form of address.
func isCourtesy(role string) bool {
	switch strings.Trim(strings.ToLower(role), ".") {
	case "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "madam", "dr", "doctor":
		return true
	}
	return false
}

func (j *joining) genderOf(f *entity, role string) {
	for _, w := range strings.Fields(strings.ToLower(role)) {
		w = strings.Trim(w, ".,")
		switch {
		case w == "mrs" || w == "ms" || w == "miss" || w == "queen" || w == "madam" || w == "dame" || w == "mother" || w == "widow" || w == "wife" || strings.HasSuffix(w, "woman"):
			f.female = true
		case w == "mr" || w == "sir" || w == "king" || w == "lord" || w == "father" || strings.HasSuffix(w, "sman") || strings.HasSuffix(w, "rman"):
			f.male = true
		}
	}
}
