package names

import (
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// trait is what joining knows of one mention.
type trait struct {
	mention  *Mention
	sentence *syntax.Sentence
	index    int // of the mention
	at       int // of the sentence in the document
	lemma    string
	form     string   // the base of a pronoun, or how a phrase is determined: "the", "a", "name"
	core     []string // the phrase in lower case, without determiner, possessive mark and relative clause
	key      string   // core, squashed
	own      []string // of a person's name: the words without titles
	mods     []string // what stands before the head, without determiners
	tail     []string // the content words behind the head and its name
	list     bool     // "Lenz and Sorel"
	pronoun  *pronounForm
	rel      string // relation of the head, without subtype but "nsubj:pass"
	governor int    // token that governs the head, -1 for none
	verb     string // lemma of the governor
	quoted   bool
	question bool // its block ends in a question mark
	speaking bool // subject of a verb of saying outside quotation marks
	number   Number
	gender   Gender
	thing    bool // certainly no person
	denied   bool // predicate of a denial

	lemmaHash, formHash, kindHash, relHash, verbHash uint32

	lemmaNumber, headNumber, keyNumber, verbNumber wordNumber   // headNumber is that of a pronoun's base, else of the lemma
	coreNumbers, modNumbers, tailNumbers           []wordNumber // of core, mods, tail
}

// isPossessive reports whether a word in lower case is a determiner that holds
// a mention of its own.
func isPossessive(low string) bool {
	switch low {
	case "my", "your", "his", "her", "its", "our", "their", "whose":
		return true
	}
	return false
}

// newTrait reads the mention from its sentence.
func newTrait(d *document, i int) trait {
	m := &d.mentions[i]
	s := &d.sentences[m.Sentence]
	head := &s.Tokens[m.Head]
	t := trait{mention: m, sentence: s, index: i, at: m.Sentence, lemma: strings.ToLower(head.Lemma), number: m.Number, gender: m.Gender}
	if t.lemma == "" || t.lemma == "_" {
		t.lemma = strings.ToLower(head.Form)
	}
	t.rel, _, _ = strings.Cut(head.Rel, ":")
	if head.Rel == "nmod:poss" || head.Rel == "nsubj:pass" {
		t.rel = head.Rel
	}
	t.governor = head.Head
	if t.governor >= 0 {
		t.verb = strings.ToLower(s.Tokens[t.governor].Lemma)
	}
	t.quoted = d.quoted[m.Sentence][m.Head]
	t.question = d.question[s.Block]
	t.speaking = t.governor >= 0 && t.rel == "nsubj" && d.words.speech[t.verb] && !d.quoted[m.Sentence][t.governor]
	t.denied = isDenied(s, m.Head)
	t.readWords(d)
	t.readForm(d)
	t.lemmaHash, t.formHash, t.kindHash = hashOf(t.lemma), hashOf(t.form), hashOf(string(m.Kind))
	t.relHash, t.verbHash = hashOf(t.rel), hashOf(t.verb)
	t.readNumbers(d)
	return t
}

// readNumbers numbers the words that joining compares.
func (t *trait) readNumbers(d *document) {
	t.lemmaNumber, t.keyNumber, t.verbNumber = d.number(t.lemma), d.number(t.key), d.number(t.verb)
	t.headNumber = t.lemmaNumber
	if t.pronoun != nil {
		t.headNumber = d.number(t.pronoun.base)
	}
	t.coreNumbers, t.modNumbers, t.tailNumbers = d.numbersOf(t.core), d.numbersOf(t.mods), d.numbersOf(t.tail)
}

// isDenied reports whether a negation hangs at token i.
func isDenied(s *syntax.Sentence, i int) bool {
	for n := max(0, i-negationReach); n < i; n++ {
		if k := &s.Tokens[n]; k.Head == i && (k.Lemma == "not" || k.Lemma == "never" || k.Form == "n't") {
			return true
		}
	}
	return false
}

// negationReach is how many tokens before a predicate its negation may stand.
const negationReach = 8

// readWords cuts the phrase into the words that compare.
func (t *trait) readWords(d *document) {
	m, tokens := t.mention, t.sentence.Tokens
	t.list = joinsSeveral(m, tokens)
	from, to := m.From, t.coreEnd()
	for from < m.Head && isDeterminer(&tokens[from]) {
		from++
	}
	name, nameEnd := m.Head, m.Head+1
	if m.Level == Name {
		name, nameEnd = personName(tokens, m)
	}
	for i := from; i < to; i++ {
		k := &tokens[i]
		if k.POS == "PUNCT" || k.Tag == "POS" {
			continue
		}
		w := strings.ToLower(k.Form)
		t.core = append(t.core, w)
		if i < name {
			t.mods = append(t.mods, w)
		}
		if name <= i && i < nameEnd {
			t.own = append(t.own, w)
		}
	}
	if len(t.core) == 0 {
		t.core = []string{strings.ToLower(tokens[m.Head].Form)}
	}
	t.key = squash(t.core)
	for i := m.Head + 1; i < m.To; i++ {
		if k := &tokens[i]; isContent(k) && !(k.Head == m.Head && strings.HasPrefix(k.Rel, "flat")) {
			t.tail = append(t.tail, strings.ToLower(k.Form))
		}
	}
}

// isContent reports whether a token is a word with a meaning of its own.
func isContent(k *syntax.Token) bool {
	switch k.POS {
	case "NOUN", "PROPN", "ADJ", "NUM", "VERB":
		return true
	}
	return false
}

// joinsSeveral reports whether a phrase joins several by "and".
func joinsSeveral(m *Mention, tokens []syntax.Token) bool {
	for i := m.Head + 1; i < m.To; i++ {
		if tokens[i].Head == m.Head && tokens[i].Rel == "conj" {
			return true
		}
	}
	return false
}

// coreEnd returns where the phrase ends that names or describes: before a
// comma, a clause or an apposition behind the head.
func (t *trait) coreEnd() int {
	m, tokens := t.mention, t.sentence.Tokens
	for i := m.Head + 1; i < m.To; i++ {
		k := &tokens[i]
		if t.list {
			continue
		}
		if strings.HasPrefix(k.Rel, "acl") || k.Rel == "appos" || k.POS == "PUNCT" && k.Form != "-" && k.Form != "." && k.Form != "&" {
			return i
		}
	}
	return m.To
}

func isDeterminer(k *syntax.Token) bool {
	return k.POS == "DET" || k.Rel == "det" || isPossessive(strings.ToLower(k.Form))
}

// squash makes words comparable over hyphens, blanks and possessives.
func squash(words []string) string {
	return joints.Replace(strings.Join(words, ""))
}

var joints = strings.NewReplacer("-", "", "‐", "", "‑", "", "'s", "", "’s", "", "'", "", "’", "", ".", "")

// readForm settles how the phrase refers, its number and its gender.
func (t *trait) readForm(d *document) {
	m, tokens := t.mention, t.sentence.Tokens
	head := &tokens[m.Head]
	if p, ok := d.words.pronouns[strings.ToLower(head.Form)]; ok && (m.Level == Pronoun || m.To-m.From == 1 && (head.POS == "PRON" || head.POS == "DET")) {
		t.pronoun, t.form = &p, p.base
		t.number, t.gender, t.thing = p.number, p.gender, p.thing
		return
	}
	t.form = determination(m, tokens)
	if t.list {
		t.form, t.number = "and", Plural
	}
	if t.number == AnyNumber {
		t.number = numberOf(head)
	}
	for _, w := range t.core {
		if g := d.words.gender[w]; g != AnyGender && t.gender == AnyGender && m.Kind == corpus.Person {
			t.gender = g
		}
	}
	t.thing = m.Kind == corpus.Organisation || m.Kind == corpus.Place || m.Kind == corpus.State || m.Kind == corpus.Outlet || m.Kind == corpus.Paper
}

// numberOf returns the number that a Penn tag shows.
func numberOf(head *syntax.Token) Number {
	switch head.Tag {
	case "NNS", "NNPS":
		return Plural
	case "NN", "NNP":
		return Singular
	}
	return AnyNumber
}

// determination says how a name or description begins.
func determination(m *Mention, tokens []syntax.Token) string {
	first := &tokens[m.From]
	w := strings.ToLower(first.Form)
	switch {
	case m.Level == Name && w == "the":
		return "thename"
	case m.Level == Name:
		return "name"
	case m.From == m.Head:
		return "bare"
	case w == "the" || w == "this" || w == "that" || w == "these" || w == "those" || w == "such" || w == "another" || w == "both":
		return w
	case w == "a" || w == "an":
		return "a"
	case isPossessive(w):
		return "his"
	case first.POS == "DET":
		return "det"
	case first.POS == "NUM":
		return "num"
	}
	for i := m.From; i < m.Head; i++ {
		if tokens[i].Tag == "POS" {
			return "owner's"
		}
	}
	return "modified"
}
