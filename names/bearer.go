package names

import (
	"slices"
	"strings"
	"unicode"

	"hearsay/corpus"
)

// bearer is one person, body or place of a document that bears a name.
type bearer struct {
	words    []string // the longest name of a person, without titles and generation
	suffix   string   // "jr", "iii"
	gender   Gender
	titles   []string
	mentions []int // of which it bears the names, in order of joining
	person   bool
}

// bearing sorts the names of a document by who bears them.
type bearing struct {
	d       *document
	found   []bearer
	of      []int     // by mention: index in found, -1 for what is no name
	sure    []float64 // by mention: confidence of that
	byKey   map[string]int
	byWord  map[string][]int // by each word of a person's name
	byShort map[string]int   // by acronym
}

// Confidence of the links between names: the share of right links on gold
// mentions of GUM's training documents, 1078 of 1130, 325 of 372 and 429 of
// 480. For the nearest of two bearers of one name it was 26 of 27, too few to
// say as much; it is set below the others because the text leaves it open.
const (
	sureSameName  = 0.95
	sureShortForm = 0.87
	sureDescribed = 0.89 // appositions and predicates of persons
	sureNearest   = 0.75
	sureForemost  = 0.6 // a choice, not a measurement
)

// foremost is how many times as often as any other who bears a name one must
// be named in full for a short form to mean him where nothing else decides.
const foremost = 3

// newBearing joins full names first, wherever they stand, then short forms to
// the full ones.
func newBearing(d *document) *bearing {
	b := &bearing{d: d, of: make([]int, len(d.traits)), sure: make([]float64, len(d.traits)), byKey: map[string]int{}, byWord: map[string][]int{}, byShort: map[string]int{}}
	for i := range b.of {
		b.of[i] = -1
	}
	for i := range d.traits {
		if t := &d.traits[i]; isPerson(t) && len(t.own) > 1 {
			b.addFull(t)
		} else if isBody(t) {
			b.addBody(t)
		}
	}
	for i := range d.traits {
		if t := &d.traits[i]; isPerson(t) && len(t.own) == 1 {
			b.addShort(t)
		}
	}
	b.addDescriptions()
	return b
}

// addDescriptions gives the bearers of names the descriptions that grammar
// ties to a name: "X, a lecturer", "the lecturer, X", "X is a lecturer".
func (b *bearing) addDescriptions() {
	byHead := map[[2]int]int{} // sentence and head -> person's name
	apposed := map[[2]int]int{}
	subject := map[[2]int]int{}
	for i := range b.d.traits {
		t := &b.d.traits[i]
		if b.of[i] < 0 || !b.found[b.of[i]].person {
			continue
		}
		byHead[[2]int{t.at, t.mention.Head}] = i
		switch t.rel {
		case "appos":
			apposed[[2]int{t.at, t.governor}] = i
		case "nsubj":
			subject[[2]int{t.at, t.governor}] = i
		}
	}
	for i := range b.d.traits {
		t := &b.d.traits[i]
		if !isOnePerson(t) {
			continue
		}
		name, ok := byHead[[2]int{t.at, t.governor}]
		if ok = ok && t.rel == "appos"; !ok {
			name, ok = apposed[[2]int{t.at, t.mention.Head}]
		}
		if !ok && !t.denied && t.form != "bare" && t.form != "modified" {
			name, ok = subject[[2]int{t.at, t.mention.Head}]
		}
		if ok && !opposite(b.found[b.of[name]].gender, t.gender) {
			b.of[i], b.sure[i] = b.of[name], sureDescribed
		}
	}
}

// isOnePerson reports whether t describes one person.
func isOnePerson(t *trait) bool {
	return t.mention.Level == Nominal && t.pronoun == nil && !t.list && t.number != Plural && t.mention.Kind == corpus.Person
}

func isPerson(t *trait) bool {
	return t.mention.Level == Name && !t.list && t.mention.Kind == corpus.Person && (t.form == "name" || t.form == "thename" && len(t.own) > 1)
}

// isBody reports whether the same name of this kind means the same wherever it
// stands in a text.
func isBody(t *trait) bool {
	if t.mention.Level != Name || t.pronoun != nil || t.list {
		return false
	}
	switch t.mention.Kind {
	case corpus.Organisation, corpus.Outlet, corpus.Channel, corpus.State, corpus.Place:
		return true
	}
	return false
}

// generations are the suffixes that tell a father from a son.
const generations = " jr jr. sr sr. ii iii iv "

// withoutGeneration splits a name's suffix off.
func withoutGeneration(words []string) ([]string, string) {
	n := len(words)
	if n > 1 && strings.Contains(generations, " "+words[n-1]+" ") {
		return words[:n-1], strings.TrimSuffix(words[n-1], ".")
	}
	return words, ""
}

// addFull joins a name of several words to the person who bears it or a form
// of it, or makes a new one.
func (b *bearing) addFull(t *trait) {
	words, suffix := withoutGeneration(t.own)
	if b.saidApart(t) {
		b.create(t, words, suffix)
		return
	}
	for _, e := range b.byWord[words[len(words)-1]] {
		if f := &b.found[e]; f.sameName(words, suffix) && !opposite(f.gender, b.genderOf(t)) {
			b.attach(t, e, sureSameName)
			return
		}
	}
	b.create(t, words, suffix)
}

// sameName reports whether words are another form of the name: the same first
// and last word with initials or middle names between, or the end of the other.
func (f *bearer) sameName(words []string, suffix string) bool {
	if !f.person || suffix != f.suffix && suffix != "" && f.suffix != "" {
		return false
	}
	a := f.words
	if len(a) < 2 || len(words) < 2 {
		return slices.Equal(a, words)
	}
	return sameGiven(a[0], words[0]) && a[len(a)-1] == words[len(words)-1] && fitMiddle(a, words) || endsWith(a, words) || endsWith(words, a)
}

// sameGiven reports whether two given names are equal or one is the initial of
// the other.
func sameGiven(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || isInitial(a) && strings.HasPrefix(b, strings.TrimSuffix(a, "."))
}

func isInitial(s string) bool { return len(s) == 1 || len(s) == 2 && s[1] == '.' }

// fitMiddle reports whether the middle names do not contradict each other.
func fitMiddle(a, b []string) bool {
	return len(a) < 3 || len(b) < 3 || sameGiven(a[1], b[1])
}

// endsWith reports whether a ends with the words of b: "Bertil van den Osse"
// with "van den Osse".
func endsWith(a, b []string) bool {
	return len(b) < len(a) && slices.Equal(a[len(a)-len(b):], b)
}

func opposite(a, b Gender) bool { return a != AnyGender && b != AnyGender && a != b }

// genderOf returns the gender that the words of a name show.
func (b *bearing) genderOf(t *trait) Gender {
	for _, w := range t.mods {
		if g := b.d.words.gender[w]; g != AnyGender {
			return g
		}
	}
	return t.mention.Gender
}

// saidApartReach is how many tokens before a name may say that it is another
// bearer's; from the first real articles that did.
const saidApartReach = 12

// saidApart reports whether the text says that this is another bearer of a
// name: "another officer with the same surname, Colonel Ok".
func (b *bearing) saidApart(t *trait) bool {
	same, another := false, false
	for i := t.mention.Head - 1; i >= max(0, t.mention.Head-saidApartReach); i-- {
		w := strings.ToLower(t.sentence.Tokens[i].Form)
		same = same || w == "same"
		another = another || w == "another" || w == "other"
	}
	return same && another
}

func (b *bearing) create(t *trait, words []string, suffix string) {
	e := len(b.found)
	b.found = append(b.found, bearer{words: words, suffix: suffix, person: isPerson(t)})
	b.attach(t, e, 1)
	for _, w := range words {
		if e := len(b.found) - 1; !slices.Contains(b.byWord[w], e) {
			b.byWord[w] = append(b.byWord[w], e)
		}
	}
}

func (b *bearing) attach(t *trait, e int, sure float64) {
	f := &b.found[e]
	b.of[t.index], b.sure[t.index] = e, sure
	f.mentions = append(f.mentions, t.index)
	if f.gender == AnyGender {
		f.gender = b.genderOf(t)
	}
	f.titles = append(f.titles, t.mods...)
	if words, suffix := withoutGeneration(t.own); f.person && len(f.words) > 0 && len(words) > len(f.words) {
		f.words = words
		f.suffix = max(f.suffix, suffix)
	}
}

// addBody joins the name of a body or place to the same name and to its short
// form in capitals.
func (b *bearing) addBody(t *trait) {
	key := t.key
	e, ok := b.byKey[key]
	if !ok && len(t.core) == 1 && isAcronym(t.sentence.Tokens[t.mention.Head].Form) {
		e, ok = b.byShort[key]
	}
	if ok {
		b.attach(t, e, sureSameName)
		return
	}
	b.create(t, nil, "")
	b.byKey[key] = b.of[t.index]
	if a := t.initials(); len(a) > 1 {
		b.byShort[a] = b.of[t.index]
	}
}

// isAcronym reports whether a form is all capitals, two or more.
func isAcronym(form string) bool {
	n := 0
	for _, r := range form {
		if !unicode.IsUpper(r) && r != '.' {
			return false
		}
		n++
	}
	return n > 1
}

// initials returns the first letters of the capitalised words of a name, in
// lower case.
func (t *trait) initials() string {
	var b strings.Builder
	for i := t.mention.From; i < t.coreEnd(); i++ {
		if isDeterminer(&t.sentence.Tokens[i]) {
			continue
		}
		for _, r := range t.sentence.Tokens[i].Form {
			if unicode.IsUpper(r) {
				b.WriteRune(unicode.ToLower(r))
			}
			break
		}
	}
	return b.String()
}

// addShort joins a single word to the person whose name it shortens. Where
// two persons bear it, the title decides; failing that, the one named in this
// sentence or the one before, if the other is not; failing that, the one whom
// the text names far more often. Else it stands alone: two
// persons are never one on a surname, nor is it joined to the next such name.
func (b *bearing) addShort(t *trait) {
	w := t.own[0]
	var fit []int
	for _, e := range b.byWord[w] {
		if b.shortens(t, w, &b.found[e]) {
			fit = append(fit, e)
		}
	}
	if len(fit) > 1 {
		fit = b.byTitle(t, fit)
	}
	sure := sureShortForm
	if len(fit) > 1 {
		fit, sure = b.near(t, fit), sureNearest
	}
	if len(fit) > 1 {
		fit, sure = b.foremost(t, fit), sureForemost
	}
	switch len(fit) {
	case 0:
		b.create(t, t.own, "")
	case 1:
		b.attach(t, fit[0], sure)
	default:
		b.create(t, nil, "")
	}
}

// shortens reports whether w, as t says it, can stand for f.
func (b *bearing) shortens(t *trait, w string, f *bearer) bool {
	if !f.person || len(f.words) == 0 || opposite(f.gender, b.genderOf(t)) || b.saidApart(t) {
		return false
	}
	if w == f.words[0] && len(f.words) > 1 && len(t.mods) > 0 && !easternOrder(f.words) {
		return false // "Minister Ana" is not Ana Sorel
	}
	return w == f.words[0] || w == f.words[len(f.words)-1]
}

// easternOrder reports whether the family name may stand first: three parts,
// or a hyphen in the last.
func easternOrder(words []string) bool {
	return len(words) >= 3 || len(words) == 2 && strings.Contains(words[1], "-")
}

// byTitle keeps of several bearers those who have the title of t.
func (b *bearing) byTitle(t *trait, fit []int) []int {
	if len(t.mods) == 0 {
		return fit
	}
	title := t.mods[len(t.mods)-1]
	var out []int
	for _, e := range fit {
		if slices.Contains(b.found[e].titles, title) {
			out = append(out, e)
		}
	}
	if len(out) == 0 {
		return fit
	}
	return out
}

// foremost keeps of several bearers the one whom the text names in full far
// more often than the others.
func (b *bearing) foremost(t *trait, fit []int) []int {
	best, most, second := -1, 0, 0
	for _, e := range fit {
		n := 0
		for _, i := range b.found[e].mentions {
			if len(b.d.traits[i].own) > 1 {
				n++
			}
		}
		switch {
		case n > most:
			best, most, second = e, n, most
		case n > second:
			second = n
		}
	}
	if best < 0 || most < foremost*max(second, 1) {
		return fit
	}
	return []int{best}
}

// near keeps of several bearers those named in the sentence of t before it or
// in the sentence before.
func (b *bearing) near(t *trait, fit []int) []int {
	var out []int
	for _, e := range fit {
		for _, i := range b.found[e].mentions {
			if i < t.index && b.d.traits[i].at >= t.at-1 {
				out = append(out, e)
				break
			}
		}
	}
	return out
}
