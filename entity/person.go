package entity

import (
	"slices"
	"strings"

	"hearsay/translit"
)

// person is a form of the name of a person, ready to be compared.
type person struct {
	shown  string
	script translit.Script
	words  []word // without titles and particles, each once
	joined []word // of each word and the next, as one
	suffix string // "jr", "iii"
	korean bool   // a Korean name, each syllable a word
}

// readPerson reads the name of a person, in each of its forms. In "Lenz, Maria" the family name
// comes first.
func readPerson(name string) []person {
	var list []person
	for _, words := range formsOf(turned(name)) {
		p := person{shown: name, script: translit.ScriptOf(name)}
		words, p.suffix = withoutSuffix(words)
		p.words = once(withoutParticles(withoutTitles(withoutStray(words))))
		p.korean = isKorean(p.words)
		for i := 0; i+1 < len(p.words); i++ {
			p.joined = append(p.joined, p.words[i].with(&p.words[i+1]))
		}
		list = append(list, p)
	}
	return list
}

// isKorean reports whether words are the syllables of a Korean name, the family name first or last.
// A letter is a family name there, and no initial: "O Hyong Chol".
func isKorean(words []word) bool {
	n := len(words)
	if n < 2 || n > 4 || words[0].families == nil && words[n-1].families == nil || slices.ContainsFunc(words, func(w word) bool { return !w.syllable }) {
		return false
	}
	for i := range words {
		if strings.HasSuffix(words[i].text, ".") {
			return false
		}
	}
	for i := range words {
		words[i].initial = false
	}
	return true
}

// withoutStray drops days and months, which are no names beside others.
func withoutStray(words []word) []word {
	kept := slices.DeleteFunc(slices.Clone(words), func(w word) bool { return lexiconOf().stray[strings.Trim(w.text, ".")] })
	if len(kept) < 2 {
		return words
	}
	return kept
}

// turned puts what stands behind a comma first, unless it is a suffix.
func turned(name string) string {
	family, given, ok := strings.Cut(name, ",")
	if given = strings.TrimSpace(given); !ok || lexiconOf().suffixes[strings.Trim(fold(given), ".")] != "" {
		return name
	}
	return given + " " + family
}

func withoutSuffix(words []word) ([]word, string) {
	if n := len(words) - 1; n > 0 {
		if s := lexiconOf().suffixes[strings.Trim(words[n].text, ".")]; s != "" {
			return words[:n], s
		}
	}
	return words, ""
}

// withoutTitles drops titles at the beginning where two words stay.
func withoutTitles(words []word) []word {
	for len(words) > 2 && lexiconOf().titles[strings.Trim(words[0].text, ".")] {
		words = words[1:]
	}
	return words
}

// withoutParticles drops particles where two words stay.
func withoutParticles(words []word) []word {
	kept := slices.DeleteFunc(slices.Clone(words), func(w word) bool { return lexiconOf().particles[w.text] })
	if len(kept) < 2 {
		return words
	}
	return kept
}

// leastRepeated is the fewest letters of a word that is said twice by mistake.
// Origin: judgement; syllables of Korean and Chinese names repeat.
const leastRepeated = 6

// once drops words that stood before.
func once(words []word) []word {
	var kept []word
	for _, w := range words {
		if len(w.text) < leastRepeated || !slices.ContainsFunc(kept, func(k word) bool { return k.text == w.text }) {
			kept = append(kept, w)
		}
	}
	if len(kept) < 2 {
		return words
	}
	return kept
}

// with returns two words as one: "Saeng" "mok" as "Saengmok".
func (w *word) with(next *word) word {
	both := word{text: w.text + next.text, latin: w.latin, initial: w.initial || next.initial}
	if w.raw != nil || next.raw != nil {
		both.raw = slices.Concat(w.raw, next.raw)
		return both
	}
	if w.latin {
		both.add(both.text)
		return both
	}
	for _, reading := range translit.Latin(both.text) {
		both.add(fold(reading))
	}
	return both
}

// meeting is how two names of persons meet.
type meeting struct {
	worst    float64 // likeness of the least alike words that had to meet
	met      int     // words that met, but for initials
	initials int     // initials that met
	lacking  int     // words of the longer name that the other has not
	end      bool    // the longer name begins or ends with one of these
	turned   bool    // the words stand in another order
	joined   bool    // words are written together
	pairs    [mostWords][2]int8
	paired   int
}

// pair notes which words met.
func (m *meeting) pair(i, j int) {
	m.pairs[m.paired] = [2]int8{int8(i), int8(j)}
	m.paired++
}

// joinedLike is the least likeness of a word with two of the other name as one.
// Origin: judgement; "Jongun" must not be "Jong Il".
const joinedLike = 0.82

// meet compares two names: each word of the shorter must meet one of the longer, in the same
// order, which may begin anywhere (family name first or last). Of all ways the best worst word
// counts.
func meet(a, b *person) meeting {
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	best := meeting{}
	if len(a.words) == 0 || len(b.words) > mostWords {
		return best
	}
	t := table{a: a, b: b}
	t.fill()
	for turn := range a.words {
		m := t.align(turn)
		if m.better(&best) {
			best = m
		}
	}
	if len(a.words) >= leastMixed {
		if m := t.mixed(); m.better(&best) {
			return m
		}
	}
	return best
}

// leastMixed is the fewest words of a name whose order tells nothing.
// Origin: judgement; "Ahmad bin Hasan" and "Hasan bin Ahmad" are two.
const leastMixed = 4

// mixed is the meeting of long names in any order: each word of the shorter takes what is left
// of the longer that is most like it.
func (t *table) mixed() meeting {
	m := meeting{worst: 1, turned: true, lacking: len(t.b.words) - len(t.a.words)}
	var taken [mostWords]bool
	for i := range t.a.words {
		at, like := 0, -1.0
		for j := range t.b.words {
			if !taken[j] && t.like[i][j] > like {
				at, like = j, t.like[i][j]
			}
		}
		taken[at] = true
		m.worst = min(m.worst, like)
		m.pair(i, at)
		m.initials += t.initial(i, at)
	}
	m.met = len(t.a.words) - m.initials
	return m
}

// initial is 1 where one of two words is an initial.
func (t *table) initial(i, j int) int {
	if t.a.words[i].initial || t.b.words[j].initial {
		return 1
	}
	return 0
}

// mostWords bounds the words of a name of a person.
const mostWords = 12

func (m *meeting) better(n *meeting) bool {
	return m.value() > n.value() || m.value() == n.value() && !m.turned && n.turned
}

// value weighs a meeting among others of the same names.
func (m *meeting) value() float64 { return m.worst - 0.001*float64(m.lacking) }

// table holds the likeness of all words of two names, and of words with two of the other as one.
type table struct {
	a, b *person
	like [mostWords][mostWords]float64
	// oneTwo: word i of a with words j and j+1 of b; twoOne: the other way round.
	oneTwo, twoOne [mostWords][mostWords]float64
}

func (t *table) fill() {
	a, b, c := t.a, t.b, costsOf()
	for i := range a.words {
		for j := range b.words {
			if a.korean && b.korean {
				t.like[i][j] = c.syllablesLike(a, b, i, j)
			} else {
				t.like[i][j] = c.like(&a.words[i], &b.words[j])
			}
		}
	}
	if len(a.words) == len(b.words) && len(a.words) < 3 || a.korean && b.korean {
		return
	}
	for i := range a.words {
		for j := range b.joined {
			t.oneTwo[i][j] = joinedAlike(c, &a.words[i], &b.joined[j])
		}
	}
	for i := range a.joined {
		for j := range b.words {
			t.twoOne[i][j] = joinedAlike(c, &a.joined[i], &b.words[j])
		}
	}
}

// leastSyllable is the least likeness of two syllables of Korean names that are one.
// Origin: judgement, on names in a state medium; "Yong" and "Jong" are two, "Pyong" and "Pong" can
// be one.
const leastSyllable = 0.84

// syllablesLike is the likeness of two syllables of Korean names.
func (c *costs) syllablesLike(a, b *person, i, j int) float64 {
	x, y := &a.words[i], &b.words[j]
	like := c.like(x, y)
	if x.latin && y.latin && x.text != y.text {
		like = c.alike(x.spoken, y.spoken, 0)
	}
	switch {
	case a.familyAt(i) && b.familyAt(j) && shares(x.families, y.families):
		return max(like, givenLike)
	case like < leastSyllable:
		return min(like, otherGiven)
	}
	return like
}

// familyAt reports whether the family name of a Korean name can stand at a word: first, or last
// behind two syllables.
func (p *person) familyAt(i int) bool { return i == 0 || i > 1 && i == len(p.words)-1 }

func joinedAlike(c *costs, a, b *word) float64 {
	if a.initial || b.initial {
		return 0
	}
	like := c.like(a, b)
	if like < joinedLike {
		return 0
	}
	return like
}

// stepKind is how a cell of an alignment was come to.
type stepKind uint8

const (
	noStep     stepKind = iota
	skipStep            // a word of b is left out
	oneStep             // one word with one
	oneTwoStep          // one with two of b
	twoOneStep          // two of a with one
)

// grid is an alignment: the best worst likeness at each pair of ends, and how it was come to.
type grid struct {
	worst [mostWords + 1][mostWords + 1]float64
	steps [mostWords + 1][mostWords + 1]stepKind
}

// align finds the best alignment of the words of a, beginning with word turn, with those of b.
func (t *table) align(turn int) meeting {
	n, m := len(t.a.words), len(t.b.words)
	var g grid
	for j := range m + 1 {
		g.worst[0][j], g.steps[0][j] = 1, skipStep
	}
	g.steps[0][0] = noStep
	for i := 1; i <= n; i++ {
		for j := 1; j <= m; j++ {
			t.best(&g, i, j, turn)
		}
	}
	return t.trace(&g, turn)
}

// best fills cell (i, j), the ends of the words that are aligned.
func (t *table) best(g *grid, i, j, turn int) {
	n := len(t.a.words)
	last := (turn + i - 1) % n
	best, step := min(g.worst[i-1][j-1], t.like[last][j-1]), oneStep
	take := func(worst float64, s stepKind) {
		if worst > best {
			best, step = worst, s
		}
	}
	if j > i {
		take(g.worst[i][j-1], skipStep)
	}
	if j >= 2 {
		take(min(g.worst[i-1][j-2], t.oneTwo[last][j-2]), oneTwoStep)
	}
	if i >= 2 && last > 0 {
		take(min(g.worst[i-2][j-1], t.twoOne[last-1][j-1]), twoOneStep)
	}
	g.worst[i][j], g.steps[i][j] = best, step
}

// trace goes back over an alignment and tells what met.
func (t *table) trace(g *grid, turn int) meeting {
	n, m := len(t.a.words), len(t.b.words)
	out := meeting{worst: g.worst[n][m], turned: turn != 0}
	whole := false // the whole shorter name met as one word
	for i, j := n, m; i > 0 || j > 0; {
		switch g.steps[i][j] {
		case skipStep:
			out.lacking++
			out.end = out.end || j == m || j == 1
			j--
		case oneStep:
			i, j = i-1, j-1
			x := (turn + i) % n
			out.initials += t.initial(x, j)
			out.met += 1 - t.initial(x, j)
			out.pair(x, j)
		case oneTwoStep:
			i, j = i-1, j-2
			out.met, out.joined, whole = out.met+2, true, i == 0 && n == 1
		case twoOneStep:
			i, j = i-2, j-1
			out.met, out.joined, whole = out.met+2, true, i == 0 && n == 2
		default:
			return meeting{}
		}
	}
	if whole && out.lacking > 0 {
		return meeting{}
	}
	return out
}
