package claim

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/syntax"
)

// What a word adds to what is said. Origin: judgement, held against the sample: names,
// numbers and rare words tell one claim from another, the common words of news do not.
const (
	nameWeight   = 1.5
	numberWeight = 2
	rareWeight   = 1
	commonWeight = 0.25
)

// gatherer collects the words of a content, each once.
type gatherer struct{ words []Word }

// add takes apart tokens of one sentence.
func (g *gatherer) add(r *reader, tokens []syntax.Token) {
	not, aside, before := false, false, false
	for i := 0; i < len(tokens); {
		if opensAside(tokens[i]) && !aside {
			aside, before = true, not
		}
		not = r.known.negates(tokens, i, not)
		if aside = aside && tokens[i].POS != "PUNCT"; aside {
			not = before // "people who are not members": it is not denied of them
		}
		w, n, ok := r.word(tokens, i)
		if ok {
			w.Negated = not
			g.enter(w)
		}
		i += n
	}
}

// opensAside reports whether a relative clause on somebody begins, which lasts to the next mark.
func opensAside(t syntax.Token) bool { return t.Tag == "WP" && strings.EqualFold(t.Form, "who") }

// enter keeps a word once; negated where it is so anywhere, and with its heavier reading.
func (g *gatherer) enter(w Word) {
	k := slices.IndexFunc(g.words, func(o Word) bool { return o.Stem == w.Stem })
	if k < 0 {
		g.words = append(g.words, w)
		return
	}
	old := &g.words[k]
	old.Negated = old.Negated || w.Negated
	if w.Weight > old.Weight {
		old.Weight, old.Class = w.Weight, w.Class
	}
}

// negates reports whether what stands behind a token is negated: behind a negation, up to the
// next mark or "but".
func (l *lists) negates(tokens []syntax.Token, i int, not bool) bool {
	t := tokens[i]
	switch {
	case i+2 < len(tokens) && (l.is("only", lemma(tokens[i+1])) || l.is("only", lemma(tokens[i+2]))):
		return not // "not only", "not the first time"
	case l.is("not", lemma(t)) || l.is("not", strings.ToLower(t.Form)):
		return true
	case t.POS == "PUNCT" && strings.ContainsAny(t.Form, ",;:.!?–—") || lemma(t) == "but":
		return false
	default:
		return not
	}
}

// word reads the word that begins at token i and how many tokens it has; ok is false for what
// is not compared.
func (r *reader) word(tokens []syntax.Token, i int) (w Word, n int, ok bool) {
	if name, n := r.concept(tokens[i:]); n > 0 {
		return r.weigh("="+name, Rare), n, true
	}
	t := tokens[i]
	if v, ok := r.number(t.Span); ok {
		return numbered(v), 1, true
	}
	low := lemma(t)
	switch {
	case !content(t) || low == "":
		return Word{}, 1, false
	case r.inName(tokens, i):
		stem, n := r.name(tokens, i)
		return Word{Stem: stem, Class: Name, Weight: nameWeight}, n, true
	default:
		return r.weigh(low, Rare), 1, true
	}
}

// inName reports whether a token belongs to a name.
func (r *reader) inName(tokens []syntax.Token, i int) bool {
	t := tokens[i]
	return isName(t, i == 0) && !r.known.calendar(lemma(t)) && content(t) && !(i == 0 && r.known.common[lemma(t)])
}

// name reads the name that begins at token i: its capitalised words, which count once, so
// that a name of three words tells no more than one of one.
func (r *reader) name(tokens []syntax.Token, i int) (stem string, n int) {
	var parts []string
	for ; i+n < len(tokens) && r.inName(tokens, i+n); n++ {
		if w := fold(tokens[i+n].Form); w != "" {
			parts = append(parts, r.known.stemOf(w))
		}
	}
	whole := make([]string, n)
	for k := range whole {
		whole[k] = fold(tokens[i+k].Form)
	}
	if state, ok := r.known.states[strings.Join(whole, " ")]; ok {
		return state, n
	}
	return strings.Join(parts, " "), n
}

// alikeStems reports whether two stems mean one thing: of a name its last words may stand for
// it.
func alikeStems(a, b Word) bool {
	if a.Stem == b.Stem {
		return true
	}
	return a.Class == Name && b.Class == Name && (strings.HasSuffix(a.Stem, " "+b.Stem) || strings.HasSuffix(b.Stem, " "+a.Stem))
}

// weigh gives a lemma or concept its weight.
func (r *reader) weigh(stem string, class WordClass) Word {
	if r.known.common[strings.TrimPrefix(stem, "=")] {
		return Word{Stem: stem, Class: Common, Weight: commonWeight}
	}
	return Word{Stem: stem, Class: class, Weight: rareWeight}
}

// concept finds the longest phrase at the beginning of tokens that stands for a concept.
func (r *reader) concept(tokens []syntax.Token) (name string, n int) {
	for n := min(r.known.longest, len(tokens)); n > 0; n-- {
		parts := make([]string, n)
		for i, t := range tokens[:n] {
			parts[i] = lemma(t)
		}
		name, ok := r.known.concepts[strings.Join(parts, " ")]
		if !ok && n == 1 {
			name, ok = r.known.concepts[syntax.Singular(parts[0])]
		}
		if ok {
			return name, n
		}
	}
	return "", 0
}

// number is the quantity whose number begins at a token.
func (r *reader) number(t corpus.Span) (v float64, ok bool) {
	for _, q := range r.a.Quantities {
		if q.Number.Start == t.Start && q.Number.Overlaps(t) {
			return stated(q.Low, q.High)
		}
	}
	return 0, false
}

// numbered is a number as a word: of those that tell little, little.
func numbered(v float64) Word {
	w := Word{Stem: "#" + strconv.FormatFloat(v, 'f', -1, 64), Class: Number, Weight: numberWeight * specific(v)}
	if specific(v) < roundNumber {
		w.Class = Common
	}
	return w
}

// lemma is the lemma of a token in small letters.
func lemma(t syntax.Token) string {
	if t.Lemma == "" {
		return strings.ToLower(t.Form)
	}
	return strings.ToLower(strings.ReplaceAll(t.Lemma, "’", "'"))
}

// content reports whether a token is a word that says something by itself.
func content(t syntax.Token) bool {
	switch t.POS {
	case "NOUN", "PROPN", "VERB", "ADJ", "ADV", "X":
		return strings.IndexFunc(t.Form, unicode.IsLetter) >= 0
	}
	return false
}

// isName reports whether a token is a name or an adjective of one. At the beginning of a
// sentence a capital tells nothing.
func isName(t syntax.Token, first bool) bool {
	return capital(t.Form) && (t.POS == "PROPN" || (t.POS == "ADJ" || t.POS == "NOUN") && !first)
}

func capital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

// token is a token as runs of words are compared: its folded lemma; of a name its form with
// a capital, since names make set phrases long and say little of what is quoted.
func (r *reader) token(tokens []syntax.Token, i int) string {
	if t := tokens[i]; r.inName(tokens, i) {
		return strings.ToUpper(fold(t.Form))
	} else if t.POS != "PUNCT" {
		return fold(lemma(t))
	}
	return ""
}

// hedges returns the words of a sentence that weaken it.
func (r *reader) hedges(tokens []syntax.Token) []string {
	text := " " + joined(tokens) + " "
	var out []string
	for _, h := range r.known.phrases["hedge"] {
		if strings.Contains(text, " "+h+" ") {
			out = append(out, h)
		}
	}
	return out
}

// joined returns the lemmas of tokens with a space between them.
func joined(tokens []syntax.Token) string {
	parts := make([]string, len(tokens))
	for i, t := range tokens {
		parts[i] = lemma(t)
	}
	return strings.Join(parts, " ")
}

func weightOf(words []Word) float64 {
	sum := 0.0
	for _, w := range words {
		sum += w.Weight
	}
	return sum
}

// rareWords counts the words that are not common.
func rareWords(words []Word) int {
	n := 0
	for _, w := range words {
		if w.Class != Common {
			n++
		}
	}
	return n
}
