package entity

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/translit"
)

// body is the name of an organisation, an outlet or a firm, ready to be compared.
type body struct {
	shown    string
	terms    []term
	form     string // legal form
	initials []string
	acronym  bool // the name is one word of capitals
}

// term is a word of the name of a body, or several that stand for one thing.
type term struct {
	word
	kind     termKind
	capitals bool // an acronym
}

type termKind uint8

const (
	ordinary termKind = iota
	generic           // one way of writing a name has it, another not
	common            // a body of each state has it in its name
	stateOf           // a state, by whatever name
	numeral
	aside // in brackets
)

// readBody reads the name of a body.
func readBody(name string) body {
	b := body{shown: name, acronym: isAcronym(name)}
	tokens, asides := bodyTokens(name)
	l := lexiconOf()
	for i := 0; i < len(tokens); {
		n := b.longest(l, tokens[i:], slices.Contains(asides, i))
		i += n
	}
	b.initials = initialsOf(tokens)
	b.settle(ofWhom(name))
	return b
}

// settle tells, in a name with words that bodies of each state have, what is said of the state:
// whose the body is, and the words of an official name.
func (b *body) settle(whose, official []string) {
	if !slices.ContainsFunc(b.terms, func(t term) bool { return t.kind == common }) {
		return
	}
	for i := range b.terms {
		t := &b.terms[i]
		switch {
		case slices.Contains(official, t.text):
			t.kind = generic
		case t.kind != ordinary:
		case slices.Contains(whose, t.text) || slices.ContainsFunc(adjectives, func(e string) bool { return strings.HasSuffix(t.text, e) && len(t.text) > leastRoot+len(e) }):
			t.kind = stateOf
		}
	}
}

// adjectives are the ends of words for what belongs to a land, that few other words have.
var adjectives = []string{"ese", "ian"}

// ofWhom returns the words of a name that say whose a body is: with a possessive ending, or
// behind the last "of" alone; and those of the official name of a state before that: "People's"
// and "Union" in "Foreign Ministry of the People's Union of Hwarin".
func ofWhom(name string) (whose, official []string) {
	fields := strings.Fields(strings.ReplaceAll(name, "’", "'"))
	for _, w := range fields {
		if owner, ok := strings.CutSuffix(w, "'s"); ok && !lexiconOf().stateWords[fold(w)] {
			whose = append(whose, fold(owner))
		}
	}
	n := len(fields)
	if n < 3 || fields[n-2] != "of" {
		return whose, nil
	}
	for i := n - 3; i > 0 && lexiconOf().stateWords[fold(fields[i])]; i-- {
		w := fold(strings.TrimSuffix(fields[i], "'s"))
		official = append(official, w, fold(fields[i]), fold(lexiconOf().one[fold(fields[i])]))
	}
	return append(whose, fold(fields[n-1])), official
}

// longest reads the most tokens that stand for one thing, and returns how many.
func (b *body) longest(l *lexicon, tokens []string, aside bool) int {
	for n := min(len(tokens), max(l.longest, l.longestState)); n > 0; n-- {
		words := make([]string, n)
		for i, t := range tokens[:n] {
			words[i] = fold(t)
		}
		if b.take(l, strings.Join(words, " "), n, aside) {
			return n
		}
	}
	b.put(tokens[0], ordinary, aside)
	return 1
}

// take reads words that are known together.
func (b *body) take(l *lexicon, words string, n int, aside bool) bool {
	switch {
	case l.forms[words] != "":
		if b.form == "" || l.vagueForms[b.form] {
			b.form = l.forms[words]
		}
	case n == 1 && l.skip[words]:
	case l.numbers[words] != "":
		b.put(l.numbers[words], numeral, aside)
	case l.one[words] != "":
		b.put(l.one[words], l.kindOf(l.one[words]), aside)
	case l.states[words] != "":
		b.put(l.states[words], stateOf, aside)
	case l.lands[words] != "":
		b.put(l.lands[words], stateOf, aside)
	case n == 1 && l.kindOf(words) != ordinary:
		b.put(words, l.kindOf(words), aside)
	default:
		return false
	}
	return true
}

func (l *lexicon) kindOf(w string) termKind {
	switch {
	case l.generic[w]:
		return generic
	case l.everyState[w]:
		return common
	case isNumeral(w):
		return numeral
	}
	return ordinary
}

// isNumeral reports whether a word has a digit or is a Roman number.
func isNumeral(w string) bool {
	return strings.ContainsAny(w, "0123456789") || slices.Contains([]string{"ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"}, w)
}

func (b *body) put(shown string, kind termKind, inBrackets bool) {
	if inBrackets && kind != numeral {
		kind = aside
	}
	text := fold(shown)
	if slices.ContainsFunc(b.terms, func(t term) bool { return t.text == text }) {
		return
	}
	latin := translit.ScriptOf(shown) == translit.Roman
	readings := []string{shown}
	if !latin {
		readings = translit.Latin(shown)
	}
	w := newWord(shown, readings, latin)
	w.given, w.known, w.initial = nil, false, false
	b.terms = append(b.terms, term{w, kind, isAcronym(shown) && hasSmall(b.shown)})
}

// bodyTokens parts the name of a body into words, without possessive endings, and tells which
// stand in brackets. Single letters with full stops or in a row are one word: "J.P." is "JP".
func bodyTokens(name string) (tokens []string, asides []int) {
	depth := 0
	name = strings.NewReplacer("’", "'", "&", " & ", "-", " ", "/", " ", "‑", " ").Replace(name)
	for field := range strings.FieldsSeq(strings.NewReplacer("(", " ( ", ")", " ) ").Replace(name)) {
		switch field {
		case "(":
			depth++
			continue
		case ")":
			depth--
			continue
		}
		w := strings.ReplaceAll(strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '&' }), ".", "")
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "'S")
		if w == "" {
			continue
		}
		if depth > 0 {
			asides = append(asides, len(tokens))
		}
		tokens = append(tokens, w)
	}
	return joinLetters(tokens, asides)
}

// joinLetters makes one word of letters that stand alone in a row.
func joinLetters(tokens []string, asides []int) ([]string, []int) {
	var out []string
	var moved []int
	letters := false
	for i, t := range tokens {
		single := utf8.RuneCountInString(t) == 1 && unicode.IsUpper([]rune(t)[0])
		if single && letters {
			out[len(out)-1] += t
			continue
		}
		if slices.Contains(asides, i) {
			moved = append(moved, len(out))
		}
		out = append(out, t)
		letters = single
	}
	return out, moved
}

// Letters of an acronym.
// Origin: judgement; two letters stand for too much.
const (
	leastAcronym = 3
	mostAcronym  = 7
)

// isAcronym reports whether a name is one word of capitals.
func isAcronym(name string) bool {
	n := 0
	for _, r := range strings.ReplaceAll(name, ".", "") {
		if !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return leastAcronym <= n && n <= mostAcronym
}

// initialsOf returns what a name is shortened to: the first letters of its words, with and without
// the small ones.
func initialsOf(tokens []string) []string {
	var all, main strings.Builder
	for _, t := range tokens {
		if lexiconOf().forms[fold(t)] != "" {
			continue
		}
		r, _ := utf8.DecodeRuneInString(fold(t))
		all.WriteRune(r)
		if !lexiconOf().skip[fold(t)] {
			main.WriteRune(r)
		}
	}
	var list []string
	for _, s := range []string{main.String(), all.String()} {
		if utf8.RuneCountInString(s) >= leastAcronym && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// Likeness of bodies.
// Origin: judgement, kept between sameName and sureName where a name leaves room.
const (
	acronymLike  = 0.8  // "PLA" and "People's Liberation Army"
	oneStated    = 0.88 // one says whose body it is, the other not
	statesLike   = 0.95 // a state and what belongs to it: "Hwarin" and "Hwarinese"
	unplacedLike = 0.85 // one of several, as the embassies of a state
	whoseLike    = 0.6  // each state has one, and one of them does not say whose it is
)

// firm reports whether a name says what kind of firm in law it is.
func (b *body) firm() bool { return b.form != "" && !lexiconOf().vagueForms[b.form] }

// compareBodies compares the names of two bodies: each word must meet one of the other, but for
// words that a way of writing leaves out.
func compareBodies(a, b *body) (score float64, why string) {
	switch {
	case a.acronym && b.acronym && a.letters() != b.letters():
		return 0, "other acronyms"
	case a.acronym != b.acronym:
		if s, w := compareAcronym(a, b); s > 0 {
			return s, w
		}
	}
	m := meetBodies(a, b)
	if why := m.contradiction(a, b); why != "" {
		return min(otherBody, m.worst), why
	}
	score, why = m.worst, m.reason()
	switch {
	case a.unplaced() && b.unplaced():
		return min(score, unplacedLike), "there are several of the name, and neither says which"
	case m.telling && m.states > 0:
		return min(score, oneStated), why
	case m.telling || m.stated && m.states == 0:
		return score, why
	case m.states > 0:
		return min(score, whoseLike), "each state has one, and one of them does not say whose it is"
	}
	return min(score, whoseLike), "each state has one, and neither says whose it is"
}

// otherBody is the most likeness of two names of which one says what the other does not.
// Origin: judgement; below sameName.
const otherBody = 0.5

// unplaced reports whether a name says what a body is and not which of several: "U.S. Embassy",
// "state Senate".
func (b *body) unplaced() bool {
	l := lexiconOf()
	state := slices.ContainsFunc(b.terms, func(t term) bool { return t.kind == stateOf })
	several := func(t term) bool { return l.many[t.text] || !state && l.local[t.text] }
	place := func(t term) bool { return t.kind == ordinary && !several(t) && !l.shared[t.text] && !l.local[t.text] }
	return slices.ContainsFunc(b.terms, several) && !slices.ContainsFunc(b.terms, place)
}

// contradiction says in words what keeps two bodies apart, "" for nothing.
func (m *bodyMeeting) contradiction(a, b *body) string {
	switch {
	case m.met == 0:
		m.worst = 0
		return "no word in common"
	case a.firm() && b.firm() && a.form != b.form:
		return fmt.Sprintf("%q and %q are two legal forms", a.form, b.form)
	case m.lacking != "":
		return fmt.Sprintf("one has %q and the other has not", m.lacking)
	case m.states > 1:
		return "they are of two states"
	case m.states > 0 && a.form != "" && b.form != "":
		return "one firm is of a state and the other does not say so"
	case m.asides:
		return "in brackets they say different things"
	}
	return ""
}

// letters of an acronym.
func (b *body) letters() string { return fold(strings.ReplaceAll(b.shown, ".", "")) }

func compareAcronym(a, b *body) (float64, string) {
	if b.acronym {
		a, b = b, a
	}
	if slices.Contains(b.initials, a.letters()) {
		return acronymLike, fmt.Sprintf("%s are the initials of %q", a.shown, b.shown)
	}
	return 0, ""
}

// bodyMeeting is how two names of bodies meet.
type bodyMeeting struct {
	worst   float64
	met     int
	lacking string // a word of one that the other has not and should have
	asides  bool   // what stands in brackets differs
	stated  bool   // both say whose
	states  int    // names of states that one has and the other has not
	telling bool   // a word in common is not one that a body of each state has
	unlike  [][2]string
}

func meetBodies(a, b *body) bodyMeeting {
	m := bodyMeeting{worst: 1}
	rest := make([]bool, len(b.terms)) // met
	for i := range a.terms {
		x := &a.terms[i]
		best, at := 0.0, -1
		for j := range b.terms {
			if like := x.like(&b.terms[j]); !rest[j] && like > best {
				best, at = like, j
			}
		}
		if at < 0 || best < sameName {
			m.lack(x)
			continue
		}
		rest[at] = true
		m.meet(x, &b.terms[at], best)
	}
	for j := range b.terms {
		if !rest[j] {
			m.lack(&b.terms[j])
		}
	}
	if m.lacking != "" && squashed(a) == squashed(b) {
		return bodyMeeting{worst: sameWritten, met: len(a.terms), telling: true}
	}
	m.asides = m.asides && hasAside(a) && hasAside(b)
	return m
}

// sameWritten is the likeness of names that differ in blanks alone.
const sameWritten = 0.97

// squashed is a name without blanks, and without its legal form where that is written apart.
func squashed(b *body) string {
	s := fold(strings.Join(pieces(b.shown), ""))
	return strings.TrimSuffix(s, strings.ReplaceAll(b.form, " ", ""))
}

func hasAside(b *body) bool {
	return slices.ContainsFunc(b.terms, func(t term) bool { return t.kind == aside })
}

func (m *bodyMeeting) meet(x, y *term, like float64) {
	m.met++
	m.worst = min(m.worst, like)
	m.stated = m.stated || x.kind == stateOf || y.kind == stateOf
	m.telling = m.telling || x.kind == ordinary && !lexiconOf().shared[x.text] && !lexiconOf().shared[y.text]
	if like < 1 {
		m.unlike = append(m.unlike, [2]string{x.text, y.text})
	}
}

func (m *bodyMeeting) lack(t *term) {
	switch t.kind {
	case aside:
		m.asides = true
	case generic:
	case stateOf:
		m.states++
	default:
		m.lacking = t.text
	}
}

func (m *bodyMeeting) reason() string {
	if len(m.unlike) == 0 {
		return "the same words"
	}
	var parts []string
	for _, p := range m.unlike {
		parts = append(parts, fmt.Sprintf("%q and %q", p[0], p[1]))
	}
	return "alike: " + strings.Join(parts, ", ")
}

func hasSmall(s string) bool { return strings.ContainsFunc(s, unicode.IsLower) }

// like compares two terms: states and numbers only with the same, words by their sounds.
func (t *term) like(u *term) float64 {
	switch {
	case t.text == u.text:
		return 1
	case t.kind == numeral || u.kind == numeral || t.kind == common && u.kind == common || t.capitals || u.capitals:
		return 0
	case t.listed() && u.listed():
		return 0
	case belongs(t.text, u.text) || belongs(u.text, t.text):
		return statesLike
	}
	return costsOf().like(&t.word, &u.word)
}

// listed reports whether a term is a state of the list of territories, which has no other names
// than those there.
func (t *term) listed() bool { return t.kind == stateOf && lexiconOf().states[t.text] != "" }

// endings make the name of a people, or of what belongs to a land, of that of the land.
// Origin: the endings of the peoples in names/data/territories.txt.
var endings = []string{"ese", "ian", "ish", "an", "n", "i", "nese"}

// leastRoot is the shortest word that an ending is put to.
// Origin: judgement; three letters and an ending meet by chance.
const leastRoot = 4

// belongs reports whether word is what belongs to land: "hwarinese" to "hwarin", "corranian" to
// "corrany".
func belongs(word, land string) bool {
	for _, stem := range []string{land, strings.TrimRight(land, "aey"), strings.TrimSuffix(land, "ia")} {
		if len(stem) < leastRoot || !strings.HasPrefix(word, stem) {
			continue
		}
		if slices.Contains(endings, word[len(stem):]) {
			return true
		}
	}
	return false
}
