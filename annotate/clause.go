package annotate

import (
	"strings"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/syntax"
)

// view looks at the items of one frame by index. Outside the frame, and on a
// quotation, it sees no word.
type view struct {
	t *text
	f *frame
}

func (v view) len() int { return len(v.f.items) }

// quo returns the quotation at item i, or -1.
func (v view) quo(i int) int {
	if i < 0 || i >= v.len() {
		return -1
	}
	return v.f.items[i].quo
}

var nothing = &token{kind: mark}

// tok returns the token at item i; a quotation and what lies outside the
// frame look like a mark that is none.
func (v view) tok(i int) *token {
	if i < 0 || i >= v.len() || v.f.items[i].quo >= 0 {
		return nothing
	}
	return &v.t.tokens[v.f.items[i].tok]
}

func (v view) low(i int) string { return v.tok(i).low }

func (v view) class(i int, c wordClass) bool {
	return v.tok(i).kind == word && lex().is(v.low(i), c)
}

// name returns the index of the name that covers item i, or -1.
func (v view) name(i int) int {
	if i < 0 || i >= v.len() || v.f.items[i].quo >= 0 {
		return -1
	}
	return v.t.nameAt[v.f.items[i].tok]
}

// span returns the bytes from item a to before item b.
func (v view) span(a, b int) corpus.Span {
	if a >= b {
		return corpus.Span{}
	}
	return corpus.Span{Start: v.start(a), End: v.end(b - 1)}
}

func (v view) start(i int) int { return v.t.tokens[v.f.items[i].tok].Start }

func (v view) end(i int) int {
	if q := v.quo(i); q >= 0 {
		_, last := v.t.quotations[q].bounds()
		return v.t.tokens[last].End
	}
	return v.tok(i).End
}

// finite reports whether the word at i is a finite verb.
func (v view) finite(i int) bool {
	if i < 0 || i >= v.len() || v.quo(i) >= 0 || !v.t.finite(v.f.items[i].tok) {
		return false
	}
	if v.class(i, titleModifier) && lex().titles[v.low(i+1)] {
		return false // "retired general Ada Moore"
	}
	return !(v.class(i, month) && i > 0 && v.tok(i).capital() && v.t.blocks[v.f.block].Kind != corpus.Title) // "Elizabeth May"
}

// verb reports whether the grammar takes the token for a verb.
func (t *text) verb(token int) bool {
	p := t.places[token]
	return p != nowhere && t.parsed[p.sentence].Tokens[p.token].POS == "VERB"
}

// finite reports whether the token is a finite verb.
func (t *text) finite(token int) bool {
	p := t.places[token]
	if p == nowhere {
		return false
	}
	words := t.parsed[p.sentence].Tokens
	for k := p.token; k < len(words) && words[k].Start < t.tokens[token].End; k++ { // "don't" is two
		switch words[k].Tag {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		case "VBN":
			if actsOn(words, k) {
				return true
			}
		}
	}
	return false
}

// actsOn reports whether the word at k, which the tagger takes for a participle behind its
// noun, has an object of its own and so is the verb: "a law on dams | marked a sad day". Of
// verbs with two objects one stays: "a man given a prize".
func actsOn(words []syntax.Token, k int) bool {
	switch words[k].Rel {
	case "acl", "ccomp", "xcomp":
	default:
		return false
	}
	low := strings.ToLower(words[k].Form)
	if !strings.HasSuffix(low, "ed") || lex().is(low, ditransitive) || k+1 >= len(words) || words[k+1].Tag != "DT" && words[k+1].Tag != "PRP$" {
		return false
	}
	object := false
	for n := range words {
		if words[n].Head != k {
			continue
		}
		if words[n].Rel == "aux" || words[n].Rel == "aux:pass" {
			return false
		}
		object = object || n > k && words[n].Rel == "obj"
	}
	return object
}

// uncontracted returns the auxiliary at item j in full: "is" for the "'s" of "he's
// asked to leave", "has" for that of "he's said so".
func (v view) uncontracted(j int) string {
	tree, ok := v.tree(j)
	w := v.low(j)
	switch {
	case w == "'ll":
		return "will"
	case w == "'d" && ok && tree.token().Tag == "MD":
		return "would"
	case w == "'s" && v.low(j-1) != "it" && v.tellsItself(j+1):
		return "has"
	case w == "'m", w == "'re", w == "'s" && ok && (tree.token().Rel == "aux:pass" || strings.HasSuffix(v.low(j+1), "ing")):
		return "is"
	}
	return w
}

// tellsItself reports whether the word at item i is the participle of a cue that takes
// a clause and no object, which has no passive but that of "it is said".
func (v view) tellsItself(i int) bool {
	c, ok := lex().cues[v.low(i)]
	return ok && c.form&participleForm != 0 && c.takes(takesClause|takesThat) && !c.takes(takesNoun|takesAddressee|takesObjectTo|takesAs)
}

// contracted reports whether a word ends in a contracted verb: "it's".
func contracted(low string) bool {
	return hasAnySuffix(low, "'re", "'ve", "'ll", "'d", "n't", "'m")
}

// hasClause reports whether [a,b) holds a finite verb.
func (v view) hasClause(a, b int) bool {
	for i := a; i < b; i++ {
		if v.finite(i) {
			return true
		}
	}
	return false
}

// cueAt reads the word at item i as a cue in a verbal place.
func (v view) cueAt(i int) (cueForm, bool) {
	k := v.tok(i)
	if k.kind != word {
		return cueForm{}, false
	}
	c, ok := v.cueForm(i)
	if !ok || k.capital() && i > 0 && !v.t.shouts(k.block) && v.tok(i-1).kind == word {
		return cueForm{}, false
	}
	if w := v.low(i + 1); lex().nouns[k.low].act && (w == "by" || w == "from") {
		return cueForm{}, false // "claims by the ministry"
	}
	if v.name(i) >= 0 && k.capital() && i > 0 || !v.verb(i) {
		return cueForm{}, false
	}
	return c, true
}

// cueForm looks up the word at item i with what follows it: "laid out", else "laid".
func (v view) cueForm(i int) (cueForm, bool) {
	low := v.low(i)
	for _, c := range lex().phrasal[low] {
		n := 0
		for n < len(c.rest) && v.low(i+1+n) == c.rest[n] {
			n++
		}
		if n == len(c.rest) {
			return c, true
		}
	}
	c, ok := lex().cues[low]
	if ok && c.frames&^(takesNoun|takesSpeech|takesThat|spelledThat|weakCue) == 0 && c.takes(takesSpeech) && !v.class(v.headOf(i+1), utterance|attitude) {
		return cueForm{}, false // "gave a party"
	}
	return c, ok
}

// verb reports whether the grammar takes the word at i for a verb.
func (v view) verb(i int) bool {
	tree, ok := v.tree(i)
	if !ok {
		return false
	}
	switch tree.token().POS {
	case "VERB", "AUX":
		return tree.token().Rel != "amod" || !v.class(i-1, preposition|determiner) && v.tok(i-1).kind != number // "the alleged plot", "300 pledged votes"
	case "ADJ": // "left, promising to return"
		return v.tok(i-1).is(",") && tree.token().Rel == "advcl"
	case "NOUN": // "Lenz points out that": the tagger errs, but a clause follows
		return !lex().nouns[v.low(i)].act && !v.class(i-1, preposition) && v.low(i-1) != "the" && v.low(i-1) != "a" && (v.low(i+1) == "that" || v.low(i+1) == "out" && v.low(i+2) == "that") || v.closing(i)
	}
	return false
}

// closing reports whether the word at i ends a clause behind a quotation or a
// comma with its subject: “...,” Lenz notes.
func (v view) closing(i int) bool {
	next := i + 1
	if v.low(next) == "out" {
		next++
	}
	if next < v.len() && !v.tok(next).is(".,;:") {
		return false
	}
	from := i - 1
	for from > 0 && from > i-shortReport && !v.bounds(from-1) {
		from--
	}
	p := phraseRange{from, i}
	return (v.quo(from-1) >= 0 || v.tok(from-1).is(",—–")) && v.sourceLike(p) == speaker && (v.class(from, determiner|subjectPronoun) || v.name(from) >= 0 || lex().titles[v.low(from)])
}

// verbs is the group of verbs and adverbs around a cue: "has not yet said".
type verbs struct {
	from    int // its first item
	negated bool
	passive bool
	modal   string // "would", "will", "could" ...
	to      bool   // an infinitive: "to say"
	aux     bool   // an auxiliary stands in it
}

func (v view) verbs(i int, form verbForm) verbs {
	g := verbs{from: i}
	be := false
	for j := i - 1; j >= 0; j-- {
		w := v.low(j)
		switch {
		case v.tok(j).is(",") && v.parting(j) > 0:
			j = v.parting(j)
		case v.tok(j).kind != word, j > 0 && v.tok(j).capital() && v.name(j) >= 0: // "Elizabeth May"
			return g.settle(be, form)
		case w == "to" && v.low(j-1) == "on" && (v.low(j-2) == "went" || v.low(j-2) == "goes"):
			g.from, g.aux = j-2, true // "went on to say"
			return g.settle(be, form)
		case w == "to" && v.farGone(j) > 0:
			j -= v.farGone(j)
			g.from, g.aux = j, true
		case w == "to" && !v.class(j-1, aspect):
			g.to, g.from = true, j
		case v.class(j, negation) && w != "no" && w != "neither" && w != "nor" && w != "without" || strings.HasSuffix(w, "n't"):
			g.negated, g.from = true, j
			g.aux = g.aux || strings.HasSuffix(w, "n't")
			if w == "can't" || w == "couldn't" {
				g.modal = "can"
			}
		case w == "cannot":
			g.negated, g.aux, g.modal, g.from = true, true, "can", j
		case v.class(j, auxiliary), w == "'s" && v.class(j-1, subjectPronoun|relative):
			g.aux = true
			g.from = j
			switch v.uncontracted(j) {
			case "is", "are", "was", "were", "be", "been", "being", "am":
				be = be || j == i-1 || !v.class(i-1, auxiliary)
			case "would", "will", "could", "can", "may", "might", "should", "shall", "must":
				g.modal = v.uncontracted(j)
			}
		case (w == "both" || w == "all" || w == "since") && v.class(j-1, auxiliary):
			g.from = j
		case w == "to" && v.class(j-1, aspect): // "continue to warn"
			j--
			g.from, g.aux = j, true
		case v.newspaper(j):
			return g.settle(be, form)
		case (v.class(j, adverb) || strings.HasSuffix(w, "ly")) && v.name(j) < 0 && !v.class(j, determiner):
			g.from = j
		default:
			return g.settle(be, form)
		}
	}
	return g.settle(be, form)
}

// parting returns the comma that opens what stands between an auxiliary and its verb
// and ends at the comma at item j: "had not, as of Monday, announced"; else 0.
func (v view) parting(j int) int {
	for k := j - 1; k > 0 && k > j-farObject && v.quo(k) < 0 && !v.finite(k); k-- {
		if v.tok(k).is(",") {
			if !v.class(k-1, auxiliary|negation) && !strings.HasSuffix(v.low(k-1), "n't") {
				return 0
			}
			return k
		}
	}
	return 0
}

// newspaper reports whether the word at item j looks like an adverb and is a noun: "the
// daily", "the weekly".
func (v view) newspaper(j int) bool {
	tree, ok := v.tree(j)
	return v.class(j-1, determiner) && strings.HasSuffix(v.low(j), "ly") && (!ok || tree.token().POS == "NOUN" || tree.token().POS == "ADJ")
}

// farGone returns how many items before the "to" at j "went as far as" takes, 0 where
// it does not stand there.
func (v view) farGone(j int) int {
	n := 1
	if v.low(j-n) == "as" {
		n++
	}
	if v.low(j-n) != "far" || v.low(j-n-1) != "so" && v.low(j-n-1) != "as" {
		return 0
	}
	if n += 2; v.low(j-n) != "went" && v.low(j-n) != "gone" {
		return 0
	}
	return n
}

func (g verbs) settle(be bool, form verbForm) verbs {
	g.passive = be && form&participleForm != 0
	return g
}

// phraseRange is a noun phrase as items of a frame.
type phraseRange struct{ from, to int }

func (p phraseRange) empty() bool { return p.from >= p.to }

func upperFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r != utf8.RuneError && strings.ToUpper(string(r)) == string(r) && strings.ToLower(string(r)) != string(r)
}
