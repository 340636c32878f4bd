package entity

import (
	"fmt"
	"slices"
	"strings"

	"hearsay/translit"
)

// What the likeness of two names must be.
// Origin: the development halves of name_pairs (F1 .866 at 0.70, .873 at 0.75, .871 at 0.78) and
// person_variants (recall of full names .958, .948, .940 with 3.8, 2.5, 2.5 % false matches between
// persons of one family name). What is below sureName differs in more than one sound of a short
// word, or lacks a name at an end.
const (
	sameName = 0.75 // two names may be one person's
	sureName = 0.9  // are, as far as names can tell
)

// What a name loses for words that the other has not.
// Origin: judgement; one middle name leaves a likeness sure, a family name does not.
const (
	lackingWord = 0.03
	lackingEnd  = 0.12
	lackingMost = 0.25 // more words of the longer are lacking than met
	lackingForm = 0.06 // a middle name, where the given name has another form: "Steve" and "Stephen S."
)

// comparePersons compares the names of two persons, in the forms that are most alike.
func comparePersons(a, b []person) (score float64, why string) {
	if len(a) == 0 || len(b) == 0 {
		return 0, "no name"
	}
	if a[0].script == translit.Hangul && b[0].script == translit.Hangul {
		return sameSyllables(a[0].shown, b[0].shown)
	}
	best := comparison{why: "other names"}
	for i := range a {
		for j := range b {
			if c := compareForms(&a[i], &b[j]); c.score > best.score {
				best = c
			}
		}
	}
	return best.score, best.reason()
}

// comparison is how two forms of names compare.
type comparison struct {
	score float64
	why   string // "" where the meeting tells it
	meeting
	a, b *person
}

// sameSyllables compares two names in Hangul: there is one way of writing one.
func sameSyllables(a, b string) (float64, string) {
	if strings.Join(pieces(a), "") == strings.Join(pieces(b), "") {
		return 1, "the same words"
	}
	return 0, "other names"
}

// compareForms compares two forms of names. A name of one word is nobody's alone.
func compareForms(a, b *person) comparison {
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	c := comparison{meeting: meet(a, b), a: a, b: b}
	switch m := &c.meeting; {
	case m.worst == 0:
		c.why = "other names"
	case m.lacking > 0 && (a.korean || b.korean) && c.lacksSyllable():
		c.score, c.why = min(m.worst, 0.5), "a syllable of a Korean name is lacking"
	case m.lacking > 0 && a.middleInitial() && b.middleInitial():
		c.score, c.why = min(m.worst, 0.5), "one has an initial more"
	case a.suffix != "" && b.suffix != "" && a.suffix != b.suffix:
		c.score, c.why = m.worst/2, fmt.Sprintf("%q and %q tell two bearers of the name apart", a.suffix, b.suffix)
	case m.met+m.initials < 2 && len(b.words) > 1:
		c.score, c.why = min(m.worst, 0.5), "a single name in common"
	case m.met == 0:
		c.score, c.why = min(m.worst, 0.5), "initials alone"
	default:
		c.score = max(0, m.worst-m.penalty(a, b))
		if m.lacking > 0 && c.otherForm() {
			c.score = max(0, c.score-lackingForm)
		}
	}
	return c
}

// middleInitial reports whether a name has an initial behind a name and before another: "George W.
// Bush" is not "George H. W. Bush", while who has none may be either.
func (p *person) middleInitial() bool {
	n := len(p.words)
	return n > 2 && !p.words[0].initial && !p.words[n-1].initial && slices.ContainsFunc(p.words[1:n-1], func(w word) bool { return w.initial })
}

// lacksSyllable reports whether a word of the longer name that the other has not can be a syllable
// of a Korean name.
func (c *comparison) lacksSyllable() bool {
	for j := range c.b.words {
		met := slices.ContainsFunc(c.pairs[:c.paired], func(p [2]int8) bool { return int(p[1]) == j })
		if !met && !c.joined && c.b.words[j].syllable {
			return true
		}
	}
	return false
}

// otherForm reports whether a given name stands in two forms.
func (c *comparison) otherForm() bool {
	return slices.ContainsFunc(c.pairs[:c.paired], func(p [2]int8) bool {
		x, y := &c.a.words[p[0]], &c.b.words[p[1]]
		return x.text != y.text && shares(x.given, y.given)
	})
}

// penalty is what names lose for what one has and the other has not.
func (m *meeting) penalty(a, b *person) float64 {
	p := lackingWord * float64(m.lacking)
	if m.end {
		p += lackingEnd - lackingWord
	}
	if m.lacking > m.met+m.initials {
		p += lackingMost
	}
	if a.suffix != b.suffix {
		p += lackingEnd
	}
	return p
}

// reason says in words how two names met.
func (c *comparison) reason() string {
	if c.why != "" {
		return c.why
	}
	if c.score < sameName {
		return "names that are not alike enough"
	}
	var parts []string
	switch same := c.lacking == 0 && c.worst == 1; {
	case same && c.turned:
		parts = append(parts, "the same words in another order")
	case same:
		parts = append(parts, "the same words")
	case c.turned:
		parts = append(parts, "in another order")
	}
	for _, p := range c.pairs[:c.paired] {
		if x, y := &c.a.words[p[0]], &c.b.words[p[1]]; x.text != y.text {
			parts = append(parts, x.beside(y))
		}
	}
	if c.joined {
		parts = append(parts, "words written together or apart")
	}
	if c.lacking > 0 {
		parts = append(parts, "one has more names")
	}
	return strings.Join(parts, "; ")
}

// beside says in words why two words that differ are taken for one.
func (w *word) beside(v *word) string {
	switch {
	case w.initial || v.initial:
		return fmt.Sprintf("%q an initial of %q", shorter(w.text, v.text), longer(w.text, v.text))
	case translit.ScriptOf(w.text) != translit.ScriptOf(v.text) || w.latin != v.latin:
		return fmt.Sprintf("%q reads as %q", w.text, v.text)
	case shares(w.given, v.given):
		return fmt.Sprintf("%q and %q are forms of one given name", w.text, v.text)
	}
	return fmt.Sprintf("%q and %q are spelt alike", w.text, v.text)
}

func shorter(a, b string) string {
	if len(a) < len(b) {
		return a
	}
	return b
}

func longer(a, b string) string {
	if len(a) < len(b) {
		return b
	}
	return a
}
