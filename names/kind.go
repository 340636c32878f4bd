package names

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"unicode"

	"hearsay/corpus"
	"hearsay/internal/linear"
	"hearsay/syntax"
)

// The classes of the model.
const (
	classNone = iota // no mention
	classPerson
	classOrganisation
	classPlace
	classOther // a mention, none of ours
	classes
)

// classOf is the class of a type of GUM.
func classOf(etype string) int {
	switch etype {
	case "person":
		return classPerson
	case "organization":
		return classOrganisation
	case "place":
		return classPlace
	}
	return classOther
}

//go:embed model/english.bin
var englishModel []byte

// english is the model for English, unpacked at its first use.
var english = sync.OnceValue(func() *kindModel {
	m, err := unpackKinds(englishModel)
	if err != nil {
		panic("names: the embedded model is damaged: " + err.Error()) // a test reads it
	}
	return m
})

// kindBits is the size of the model: rows of it are 1<<kindBits.
const kindBits = 19

// kindModel is a softmax regression over hashed features.
type kindModel struct {
	weights *linear.Weights
	unit    float32 // of the weights
	words   *kindWords
}

func (m *kindModel) score(out *[classes]float32, features []uint64) {
	var sum [classes]int32
	m.weights.Score(sum[:], features)
	for k, v := range sum {
		out[k] = float32(v) * m.unit
	}
}

func sharesOf(scores [classes]float32) (out [classes]float32) {
	top := scores[0]
	for _, s := range scores {
		top = max(top, s)
	}
	var sum float32
	for k, s := range scores {
		out[k] = float32(math.Exp(float64(s - top)))
		sum += out[k]
	}
	for k := range out {
		out[k] /= sum
	}
	return out
}

// kindMagic begins a packed model and names its version.
const kindMagic = "hearsay kinds 2\n"

var errKinds = errors.New("unpack the model of kinds: not a model of this version")

// unpackKinds reads the form that [TrainKinds] returns: magic, the unit of the
// weights, the packed weights.
func unpackKinds(data []byte) (*kindModel, error) {
	rest, ok := bytes.CutPrefix(data, []byte(kindMagic))
	if !ok || len(rest) < 4 {
		return nil, errKinds
	}
	m := &kindModel{words: kindLexicon(), unit: math.Float32frombits(binary.LittleEndian.Uint32(rest))}
	weights, rest, err := linear.Read(rest[4:])
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errKinds, err)
	}
	if len(rest) > 0 || weights.Outputs() != classes {
		return nil, errKinds
	}
	m.weights = weights
	return m, nil
}

// featureRow collects the features of one candidate.
type featureRow struct {
	out []uint64
}

// kindSeed and kindPrime are those of FNV-1a.
const (
	kindSeed  = 14695981039346656037
	kindPrime = 1099511628211
)

func (r *featureRow) add(template byte, words ...string) {
	h := (uint64(kindSeed) ^ uint64(template)) * kindPrime
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * kindPrime
		}
		h = (h ^ 255) * kindPrime
	}
	h ^= h >> 29
	r.out = append(r.out, h*0x9E3779B97F4A7C15)
}

// features returns what the model sees of a candidate.
func (m *kindModel) features(out []uint64, t *tree, c candidate) []uint64 {
	r := featureRow{out: out}
	k := &t.Tokens[c.head]
	level := string(rune('0' + t.level(c)))
	if c.list {
		level += "+"
	}
	lemma := cmp.Or(t.words[c.head].lemma, t.words[c.head].low)
	r.add(0, level)
	r.add(1, lemma, level)
	r.add(2, k.Form)
	r.add(3, k.Tag, k.Rel)
	r.add(4, ending(lemma, 3), level)
	r.add(5, ending(lemma, 2), k.Tag)
	r.add(6, t.words[c.head].shape, k.Tag)
	r.add(7, t.words[c.head].rel, level, length(c.to-c.from))
	m.governor(&r, t, c, lemma, level)
	m.dependents(&r, t, c, lemma, level)
	m.neighbours(&r, t, c, level)
	m.wordClasses(&r, t, c, lemma, level)
	m.clusters(&r, t, c, level)
	m.border(&r, t, c, lemma, level)
	return r.out
}

// governor adds what a candidate hangs on.
func (m *kindModel) governor(r *featureRow, t *tree, c candidate, lemma, level string) {
	k := &t.Tokens[c.head]
	if k.Head < 0 || k.Head >= len(t.Tokens) {
		r.add(10, level)
		return
	}
	g := &t.Tokens[k.Head]
	gl, rel := t.words[k.Head].lemma, t.words[c.head].rel
	r.add(11, gl, rel, level)
	r.add(12, g.POS, k.Rel, level)
	r.add(13, gl, lemma)
	r.add(14, rel, t.words[k.Head].shape, t.words[c.head].shape, side(c.head < k.Head))
	if rel == "compound" {
		r.add(15, lemma, g.POS)
		r.add(16, t.words[k.Head].listed, t.words[c.head].listed)
	}
	if m.words.speech(gl) {
		r.add(17, rel, level)
	}
	if rel == "appos" || rel == "conj" {
		r.add(18, t.words[k.Head].listed, gl, rel)
	}
}

// dependents adds what hangs on a candidate's head.
func (m *kindModel) dependents(r *featureRow, t *tree, c candidate, lemma, level string) {
	cased, determined := "-", "-"
	for _, i := range t.kids[c.head] {
		d := &t.Tokens[i]
		dl, rel := t.words[i].lemma, t.words[i].rel
		switch rel {
		case "case":
			if d.Tag == "POS" {
				r.add(20, level)
				continue
			}
			cased = dl
		case "det":
			determined = dl
		case "punct", "cc":
		case "nmod", "acl", "conj":
			r.add(21, d.Rel, level)
			r.add(22, rel, dl, level)
		case "flat", "compound", "appos", "amod", "nummod", "cop":
			r.add(23, rel, dl, level)
			r.add(24, rel, t.words[i].listed, t.words[i].shape, level)
		default:
			r.add(25, d.Rel, level)
		}
		if rel == "nsubj" {
			r.add(26, dl)
		}
		if rel == "acl" {
			for _, w := range t.kids[i] {
				if f := t.words[w].low; f == "who" || f == "which" || f == "where" || f == "whose" {
					r.add(27, f)
				}
			}
		}
	}
	r.add(28, cased, level)
	r.add(29, determined, level)
	r.add(30, cased, determined, lemma)
	r.add(31, cased, t.words[c.head].rel, t.words[c.head].shape)
}

// neighbours adds the words before and behind a phrase, and its ends.
func (m *kindModel) neighbours(r *featureRow, t *tree, c candidate, level string) {
	before, behind := "<", ">"
	if c.from > 0 {
		before = t.words[c.from-1].low
	}
	if c.to < len(t.Tokens) {
		behind = t.words[c.to].low
	}
	r.add(40, before, level)
	r.add(41, behind, level)
	r.add(42, t.words[c.from].low, level)
	r.add(43, t.words[c.to-1].low, level)
	if c.to-c.from <= 4 {
		var words []string
		for i := c.from; i < c.to; i++ {
			words = append(words, t.words[i].low)
		}
		r.add(44, words...)
	}
	if h := c.head; h > 0 {
		r.add(45, t.words[h-1].low, t.Tokens[h-1].Tag, level)
		r.add(46, t.words[h-1].shape, t.words[h].shape)
	}
	if h := c.head; h+1 < len(t.Tokens) {
		r.add(47, t.words[h+1].low, level)
		r.add(48, t.words[h+1].shape, t.words[h].shape)
	}
}

// wordClasses adds what the word lists know of a candidate's words.
func (m *kindModel) wordClasses(r *featureRow, t *tree, c candidate, lemma, level string) {
	k := &t.Tokens[c.head]
	r.add(50, t.words[c.head].listed, level)
	r.add(51, m.words.class(lemma), k.Tag)
	if c.from > 0 {
		r.add(52, t.words[c.from-1].listed, t.words[c.head].listed, level)
	}
	if t.level(c) != Name {
		return
	}
	from, to := NameSpan(t.Tokens, &Mention{From: c.from, To: c.to, Head: c.head})
	m.familiar(r, t, c, from, to)
	r.add(53, m.words.class(joined(t, from, to)))
	r.add(54, t.words[from].listed, t.words[to-1].listed, length(to-from))
	for i := from; i < to; i++ {
		r.add(55, t.words[i].low)
		r.add(56, t.words[i].listed)
	}
}

// The bits of a class that are shared by rather alike words, and by words that
// are less so.
const (
	alike     = 8
	lessAlike = 6
	hardly    = 5
)

func prefix(class string, n int) string { return class[:min(n, len(class))] }

// wordClass returns the class of words that stand in like places, or the shape
// of a word that is in none.
func wordClass(form string) string {
	if c := syntax.Class(form); c != "" {
		return c
	}
	return "?" + shape(form)
}

// clusters adds the classes of words that stand in like places, of the words
// of a candidate and around it.
func (m *kindModel) clusters(r *featureRow, t *tree, c candidate, level string) {
	k := &t.Tokens[c.head]
	own := t.words[c.head].class
	rough := prefix(own, lessAlike)
	r.add(60, own, level)
	r.add(61, prefix(own, alike), level)
	r.add(62, prefix(own, hardly), level)
	r.add(63, own, k.Tag, t.words[c.head].rel)
	if c.from > 0 {
		r.add(64, t.words[c.from-1].class, level)
		r.add(65, prefix(t.words[c.from-1].class, lessAlike), rough, level)
	}
	if c.to < len(t.Tokens) {
		r.add(66, t.words[c.to].class, level)
		r.add(67, prefix(t.words[c.to].class, lessAlike), rough, level)
	}
	if k.Head >= 0 && k.Head < len(t.Tokens) {
		r.add(68, t.words[k.Head].class, t.words[c.head].rel, level)
		r.add(69, prefix(t.words[k.Head].class, lessAlike), t.words[c.head].rel, rough, level)
	}
	for _, i := range t.kids[c.head] {
		switch rel := t.words[i].rel; rel {
		case "punct", "cc", "det", "case":
		default:
			r.add(70, rel, t.words[i].class, level)
			r.add(71, rel, prefix(t.words[i].class, lessAlike), rough)
		}
	}
	if t.level(c) != Name {
		return
	}
	from, to := NameSpan(t.Tokens, &Mention{From: c.from, To: c.to, Head: c.head})
	r.add(72, t.words[from].class, length(to-from))
	r.add(73, t.words[to-1].class, length(to-from))
	r.add(74, prefix(t.words[from].class, alike), prefix(t.words[to-1].class, alike))
	for i := from; i < to; i++ {
		r.add(75, t.words[i].class)
	}
}

// familiar adds what lists of cities, surnames and given names know of a name
// proper and of its words.
func (m *kindModel) familiar(r *featureRow, t *tree, c candidate, from, to int) {
	words := m.words
	whole, first, last := words.known(joined(t, from, to)), words.known(t.Tokens[from].Form), words.known(t.Tokens[to-1].Form)
	n := length(to - from)
	r.add(80, whole, n)
	r.add(81, first, last, n)
	r.add(82, first, n)
	r.add(83, last, n)
	r.add(84, whole, t.words[c.head].rel)
	for list := range strings.SplitSeq(whole, " ") {
		r.add(85, list)
	}
	for i := from; i < to; i++ {
		for list := range strings.SplitSeq(words.known(t.Tokens[i].Form), " ") {
			r.add(86, list, n)
		}
	}
	for _, i := range t.kids[c.head] {
		if t.Tokens[i].Rel == "case" {
			r.add(87, whole, t.words[i].low)
		}
	}
}

// border adds where a phrase ends: what belongs to it last, what does not
// first, and the word behind it.
func (m *kindModel) border(r *featureRow, t *tree, c candidate, lemma, level string) {
	r.add(90, c.last, c.left, level)
	r.add(91, c.last, level)
	r.add(92, c.left, level)
	r.add(93, c.last, c.left, lemma)
	if c.to < len(t.Tokens) {
		r.add(94, c.last, c.left, t.words[c.to].low, level)
	}
}

func joined(t *tree, from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		if i > from {
			b.WriteByte(' ')
		}
		b.WriteString(t.Tokens[i].Form)
	}
	return b.String()
}

func side(left bool) string {
	if left {
		return "<"
	}
	return ">"
}

func length(n int) string { return string(rune('0' + min(n, 6))) }

// ending returns the last n bytes of s.
func ending(s string, n int) string { return s[max(0, len(s)-n):] }

// shape writes a word's form: "Xx" of "Paris", "X" of "UN", "X-x" of "Jong-un".
func shape(s string) string {
	var b []byte
	for _, r := range s {
		c := byte('.')
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = '0'
		case r == '-':
			c = '-'
		}
		if len(b) == 0 || b[len(b)-1] != c {
			b = append(b, c)
		}
		if len(b) > 5 {
			break
		}
	}
	return string(b)
}

// kind returns the kind of a mention of a class.
func (w *kindWords) kind(t *tree, m *Mention, class int) corpus.EntityKind {
	from, to := NameSpan(t.Tokens, m)
	name := joined(t, from, to)
	switch class {
	case classPerson:
		if m.Number == Plural {
			return corpus.Group
		}
		return corpus.Person
	case classOrganisation:
		if m.Level == Name && w.class(name) == "state" {
			return corpus.State
		}
		if m.Level == Name && w.names(t, from, to, "outlet") {
			return corpus.Outlet
		}
		return corpus.Organisation
	case classPlace:
		if m.Level == Name && w.class(name) == "state" {
			return corpus.State
		}
		return corpus.Place
	}
	return ""
}

// names reports whether the last word of a name, or the one before it, is of
// a class.
func (w *kindWords) names(t *tree, from, to int, class string) bool {
	for i := max(from, to-2); i < to; i++ {
		if to-from > 1 && w.class(t.words[i].low) == class {
			return true
		}
	}
	return false
}
