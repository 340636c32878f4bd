package quantity

import (
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// counted is what a number counts.
type counted struct {
	corpus.Span
	head  string // lemma
	apart bool   // does not stand beside the number
	state bool   // is no noun, but what has become of those who are counted: "12 dead"
}

// count finds what m counts: behind it, behind "of", or elsewhere in its sentence.
func (r *reading) count(m *measured) {
	t := r.tokenFrom(m.to)
	if m.joined && m.unit == "" && r.hyphen(m.to) {
		t = r.tokenFrom(m.to + 1)
	}
	switch {
	case m.pending, m.joined && r.token(t).Form == "strong": // "a 30-strong gang"
		if r.hyphen(m.to) {
			m.to += 2
		}
	case m.unit != "":
		m.of = r.measuredOf(m, t)
	default:
		m.of = r.countedBy(m, t)
		r.findAge(m, t)
		if m.of.head != "" && m.kind == "" && !m.of.state {
			r.last, r.lastHere = m.of, true
		}
	}
}

// memberOf returns the noun that a number is joined to in a modifier: members of "an
// 11-member bloc", pages of "a 12 page report".
func (r *reading) memberOf(m *measured, t int) counted {
	k, next := r.token(t), r.token(t+1)
	joined := m.joined && (k.Tag == "NN" || k.Tag == "NNP")
	apart := k.Tag == "NN" && next.Tag == "NN" && m.low > 1 && !m.share && k.Head > t
	if apart {
		_, last := r.phraseAt(t)
		apart = r.token(last).Tag == "NN"
	}
	if !joined && !apart {
		return counted{}
	}
	return counted{Span: k.Span, head: r.lemma(t)}
}

// oldest is the greatest bare number that is taken for an age.
const oldest = 115

// findAge gives a bare number behind "he was" or "she turned" the unit of ages.
func (r *reading) findAge(m *measured, t int) {
	if m.of.head != "" && !m.of.apart || m.high > oldest || m.share || m.scaled || m.vague != "" || m.low < 1 || r.nounAt(t) {
		return
	}
	const window = 3
	start := r.tokenFrom(m.from)
	for v := start - 1; v >= max(0, start-window); v-- {
		switch k := r.token(v); {
		case k.Lemma == "be" || k.Lemma == "turn":
			for s := v - 1; s >= max(0, v-window); s-- {
				if w := r.token(s); r.is("person", strings.ToLower(w.Form)) {
					m.unit, m.kind, m.of = "year of age", "age", counted{}
					return
				}
			}
			return
		case k.Tag != "RB" && k.Tag != "IN" && k.Tag != "MD":
			return
		}
	}
}

func (r *reading) nounAt(t int) bool {
	k := r.token(t)
	return isNoun(&k)
}

// tokenFrom returns the first token that begins at or behind atom k.
func (r *reading) tokenFrom(k int) int {
	if k >= len(r.atoms) {
		return len(r.sentence.Tokens)
	}
	t := r.atoms[k].token
	if r.sentence.Tokens[t].Start < r.atoms[k].Start {
		t++
	}
	return t
}

func (r *reading) token(t int) syntax.Token {
	if t < 0 || t >= len(r.sentence.Tokens) {
		return syntax.Token{Head: -1}
	}
	return r.sentence.Tokens[t]
}

// measuredOf returns what an amount is an amount of: "tonnes of water", "$52m in aid".
func (r *reading) measuredOf(m *measured, t int) counted {
	k := r.token(t)
	of := strings.EqualFold(k.Form, "of")
	if !of && !(m.kind == money && (k.Form == "in" || k.Form == "worth")) && !(m.unit == share && m.share) {
		return counted{}
	}
	if of || k.Form == "in" || k.Form == "worth" {
		t++
		if k.Form == "worth" && r.token(t).Form == "of" {
			t++
		}
	}
	c := r.determined(t)
	if !of && m.kind == money && (c.head == "" || r.token(t).Tag == "DT" || strings.HasPrefix(r.token(t).Tag, "NNP") || strings.HasPrefix(r.token(t).Tag, "CD")) {
		return counted{}
	}
	return c
}

// countedBy returns what a mere count counts.
func (r *reading) countedBy(m *measured, t int) counted {
	switch k := r.token(t); {
	case strings.EqualFold(k.Form, "of"):
		return r.determined(t + 1)
	case k.Form == "more" || k.Form == "other" || k.Form == "additional" || k.Form == "further":
		if c := r.plain(t + 1); c.head != "" {
			return c
		}
	}
	if c := r.memberOf(m, t); c.head != "" {
		return c
	}
	c := r.plain(t)
	if c.head == "other" && r.last.head != "" && !r.is("toll", r.last.head) { // "seven others"
		c = r.last
		c.apart = true
	}
	if c.head != "" {
		return c
	}
	return r.elsewhere(m, t)
}

// determined returns the noun phrase behind "of", with its determiner left in.
func (r *reading) determined(t int) counted {
	start := t
	for r.determines(t) {
		t++
	}
	if k := r.token(t); r.is("those", strings.ToLower(k.Form)) && t == start {
		if r.last.head != "" && k.Form != "us" && k.Form != "you" {
			c := r.last
			c.apart = true
			return c
		}
		return counted{Span: k.Span}
	}
	first, last := r.phraseAt(t)
	if last < first {
		if t > start && r.token(t-1).Tag == "CD" {
			return counted{Span: corpus.Span{Start: r.token(start).Start, End: r.token(t - 1).End}}
		}
		return counted{}
	}
	last = r.pastOwner(last)
	return counted{Span: corpus.Span{Start: r.token(start).Start, End: r.token(last).End}, head: r.lemma(last)}
}

// determines reports whether token t stands before the modifiers of a noun phrase: an
// article, an owner, a number or what qualifies one.
func (r *reading) determines(t int) bool {
	switch k := r.token(t); k.Tag {
	case "DT", "PRP$", "PDT", "CD", "$", "``":
		return true
	case "NN":
		return k.Form == "%"
	case "RB", "JJR", "IN":
		return r.token(t+1).Tag == "CD" || r.token(t+2).Tag == "CD" && (r.token(t+1).Form == "than" || r.token(t+1).Form == "to")
	}
	return false
}

// pastOwner goes from an owner to what is owned: "the army's soldiers".
func (r *reading) pastOwner(last int) int {
	if r.token(last+1).Tag == "POS" {
		if f, l := r.phraseAt(last + 2); l >= f {
			return l
		}
	}
	return last
}

// plain returns the noun phrase that begins at token t, without a determiner.
func (r *reading) plain(t int) counted {
	first, last := r.phraseAt(t)
	if last < first {
		return counted{}
	}
	return counted{Span: corpus.Span{Start: r.token(first).Start, End: r.token(last).End}, head: r.lemma(last)}
}

func (r *reading) lemma(t int) string { return strings.ToLower(r.token(t).Lemma) }

// longestPhrase is how many tokens are looked through for the head of a noun phrase.
const longestPhrase = 12

// phraseAt returns the first and last token of the modifiers and the head noun that begin
// at token t; last < first where no noun does. Relative clauses and what follows a
// preposition are left out.
func (r *reading) phraseAt(t int) (first, last int) {
	if r.token(t).Tag == "HYPH" {
		t++
	}
	first, last = t, t-1
	for k := t; k < len(r.sentence.Tokens) && k < t+longestPhrase; k++ {
		switch tok := &r.sentence.Tokens[k]; {
		case isNoun(tok):
			if last >= first && !r.goesOn(last, k) {
				return first, last
			}
			last = k
		case !r.modifies(k, last >= first):
			return first, last
		}
	}
	return first, last
}

func isNoun(k *syntax.Token) bool {
	return strings.HasPrefix(k.Tag, "NN") && k.Form != "%"
}

// goesOn reports whether the noun at token k belongs to a phrase whose last noun was last.
func (r *reading) goesOn(last, k int) bool {
	a, b := r.token(last), r.token(k)
	plural := a.Tag == "NNS" || a.Tag == "NNPS"
	if plural && !strings.HasPrefix(a.Rel, "compound") && !strings.HasPrefix(a.Rel, "nmod") {
		return false
	}
	if plural || b.Tag == "NNP" && a.Tag == "NN" {
		return a.Head >= k
	}
	return b.Rel != "obl:unmarked" && b.Rel != "nmod:unmarked" && b.Rel != "appos"
}

// modifies reports whether token k may stand within a noun phrase before its head; noun
// tells that a noun stands before it.
func (r *reading) modifies(k int, noun bool) bool {
	tok := r.token(k)
	switch tok.Tag {
	case "JJ", "JJR", "JJS", "VBN", "VBG":
		if noun && tok.Tag == "JJ" && r.token(k-1).Tag == "NNP" { // "North Korean soldiers"
			return strings.HasPrefix(r.token(k+1).Tag, "NN")
		}
		return !noun || r.token(k-1).Tag == "HYPH" || r.token(k-1).Tag == "CC"
	case "RB", "RBR", "RBS":
		next := r.token(k + 1).Tag
		return !noun && (next == "JJ" || next == "VBN" || next == "HYPH" || next == "VBG")
	case "CD":
		return r.token(k+1).Tag == "HYPH" && k > 0 && !noun
	case "HYPH", "AFX":
		return true
	case "CC":
		return r.joinsModifiers(k)
	case ",":
		a, b := r.token(k-1).Tag, r.token(k+1).Tag
		return !noun && a == "JJ" && b == "JJ"
	}
	return false
}

// joinsModifiers reports whether the conjunction at token k joins two modifiers of one
// head: "Volvo and Skoda lorries", "dead and wounded soldiers".
func (r *reading) joinsModifiers(k int) bool {
	a, b, c := r.token(k-1), r.token(k+1), r.token(k+2)
	if !strings.HasPrefix(c.Tag, "NN") && c.Tag != "JJ" {
		return false
	}
	return isModifier(a) && isModifier(b) || a.Tag == "NNP" && b.Tag == "NNP" && c.Tag == "NNS"
}

func isModifier(k syntax.Token) bool {
	return strings.HasPrefix(k.Tag, "JJ") || k.Tag == "VBN"
}

// elsewhere returns what a number without a noun of its own counts: "of whom 600 were
// killed", "casualties reached 4,700", "a death toll of 12", "41 injured".
func (r *reading) elsewhere(m *measured, t int) counted {
	start := r.tokenFrom(m.from)
	if k := r.token(start - 1); k.Form == "of" {
		if c := r.tollBefore(start - 2); c.head != "" {
			return c
		}
	}
	if c := r.antecedent(start); !c.Empty() {
		return c
	}
	if c := r.fronted(start, t); c.head != "" {
		return c
	}
	if c := r.reached(start); c.head != "" {
		return c
	}
	if c := r.predicate(m); c.head != "" {
		return c
	}
	return r.elided(m, start, t)
}

// predicate returns the noun whose subject a number is: "over 6,000 may be casualties".
func (r *reading) predicate(m *measured) counted {
	k := r.token(r.atoms[m.numeral.from].token)
	if !strings.HasPrefix(k.Rel, "nsubj") && k.Rel != "nummod" || k.Head < 1 || r.token(k.Head-1).Lemma != "be" {
		return counted{}
	}
	if head := r.token(k.Head); head.Tag == "NNS" && head.Start >= r.atoms[m.to-1].End {
		return counted{Span: head.Span, head: r.lemma(k.Head), apart: true}
	}
	return counted{}
}

// tollBefore returns the noun phrase that ends at token t if a number behind "of" is its
// value: "a death toll of 12".
func (r *reading) tollBefore(t int) counted {
	if !r.is("toll", strings.ToLower(r.token(t).Form)) {
		return counted{}
	}
	first := t
	for first > 0 && (isNoun(&r.sentence.Tokens[first-1]) || r.token(first-1).Tag == "JJ") {
		first--
	}
	return counted{Span: corpus.Span{Start: r.token(first).Start, End: r.token(t).End}, head: r.lemma(t), apart: true}
}

// antecedent returns what "of whom", "of them" before token t stand for.
func (r *reading) antecedent(t int) counted {
	p := r.token(t - 1)
	if !r.is("those", strings.ToLower(p.Form)) || !strings.EqualFold(r.token(t-2).Form, "of") {
		return counted{}
	}
	if r.last.head != "" {
		c := r.last
		c.apart = true
		return c
	}
	for k := t - 3; k >= 0; k-- {
		if r.token(k).Tag == "NNS" {
			return counted{Span: r.token(k).Span, head: r.lemma(k), apart: true}
		}
	}
	return counted{Span: p.Span, apart: true}
}

// fronted returns what the sentence names first as the whole: "Of the climbers, three were
// women". The number begins at token start and a verb stands behind it at token t.
func (r *reading) fronted(start, t int) counted {
	if r.token(0).Form != "Of" || !strings.HasPrefix(r.token(t).Tag, "VB") {
		return counted{}
	}
	c := r.determined(1)
	if c.Empty() || c.apart || c.End > r.token(start).Start {
		return counted{}
	}
	c.apart = true
	return c
}

// isChange reports whether a token is a verb of change: "rose".
func (r *reading) isChange(k syntax.Token) bool {
	return k.POS == "VERB" && r.is("change", k.Lemma)
}

// reached returns the subject of the verb before token t whose value the number is:
// "casualties reached 4,700", "the toll rose to 12".
func (r *reading) reached(t int) counted {
	const reach = 4
	if r.token(t-1).Form == "to" && r.token(t-2).Tag == "CD" && r.token(t-3).Form == "from" {
		t -= 2 // "rose from 12 to 15"
	}
	for v := t - 1; v >= 0 && v >= t-reach; v-- {
		k := r.token(v)
		if (k.POS == "VERB" || k.POS == "AUX" || k.Form == "number") && r.is("reach", strings.ToLower(k.Lemma)) {
			return r.subject(v)
		}
		if k.Tag != "IN" && k.Tag != "TO" && k.Tag != "RB" && k.Tag != "JJR" && k.Tag != "DT" && k.Tag != "JJS" {
			break
		}
	}
	return counted{}
}

// subject returns the subject of the verb at token v, without its determiner.
func (r *reading) subject(v int) counted {
	head := -1
	for k := v - 1; k >= 0 && head < 0; k-- {
		tok := r.token(k)
		if strings.HasPrefix(tok.Rel, "nsubj") && (tok.Head == v || r.token(v).Head == tok.Head || tok.Head >= v) {
			head = k
		}
	}
	if head < 0 && v > 0 {
		head = v - 1 // "the dead number 600", where the tree takes a noun for the verb
	}
	k := r.token(head)
	if r.is("blank", strings.ToLower(k.Form)) { // "the number of dead", or of what is not said
		if r.token(head+1).Form != "of" {
			return counted{}
		}
		c := r.determined(head + 2)
		c.apart = true
		return c
	}
	if !isNoun(&k) && k.Tag != "JJ" && k.Tag != "VBN" && k.Tag != "VBD" || k.Tag == "NNP" {
		return counted{}
	}
	first := head
	for first > 0 && (isNoun(&r.sentence.Tokens[first-1]) || r.token(first-1).Tag == "JJ" || r.token(first-1).Tag == "HYPH") {
		first--
	}
	return counted{Span: corpus.Span{Start: r.token(first).Start, End: k.End}, head: r.lemma(head), apart: true}
}

// elided returns what a number counts that stands before a verb or participle alone: that
// of the count before it ("12 people were killed and 41 injured"), else the participle or
// adjective itself.
func (r *reading) elided(m *measured, start, t int) counted {
	k := r.token(t)
	again := r.is("again", strings.ToLower(r.token(start-1).Form)) && r.lastHere
	switch k.Tag {
	case "WP", "WDT", "IN", ".", ",", "TO":
		if !again && k.Tag != "WP" || k.Form == "of" {
			return counted{}
		}
	case "VBN", "VBD", "VBP", "VB", "MD", "VBZ":
	case "JJ":
		if next := r.token(t + 1).Tag; strings.HasPrefix(next, "NN") {
			return counted{}
		}
	default:
		return counted{}
	}
	if k.Tag == "JJ" && strings.ToLower(k.Form) != k.Form { // "350 Portuguese"
		return counted{Span: k.Span, head: strings.ToLower(k.Lemma)}
	}
	parallel := r.token(start-1).Tag == "CC" || r.token(start-1).Tag == ","
	if r.last.head != "" && r.lastHere && m.low != 1 && (again || parallel) && !r.is("event", r.last.head) {
		c := r.last
		c.apart = true
		return c
	}
	if k.Tag == "VBN" || k.Tag == "JJ" || k.Tag == "VBD" && k.POS != "AUX" && k.Rel != "root" && r.token(start-1).Tag == "CC" {
		return counted{Span: k.Span, head: strings.ToLower(k.Form), state: true}
	}
	return counted{}
}
