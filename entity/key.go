package entity

import (
	"slices"
	"strconv"
	"strings"

	"hearsay/corpus"
)

// reading is what is read of the names of a profile, to be compared.
type reading struct {
	kind    corpus.EntityKind
	names   []string
	persons [][]person
	bodies  []body
	states  []body
	keys    []string // sorted, each once

	role, affiliation string
	office            office // what these say
	home              office // what the affiliation says alone
	common            bool   // a name that many bear
}

func readProfile(p *Profile) *reading {
	r := &reading{kind: p.Kind, names: slices.Clone(p.names()), role: p.Role, affiliation: p.Affiliation}
	r.office, r.home = officeOf(p.Role, p.Affiliation), officeOf("", p.Affiliation)
	for _, name := range r.names {
		switch {
		case p.Kind == corpus.Person:
			if forms := readPerson(name); len(forms) > 0 {
				r.persons = append(r.persons, forms)
			}
		case isBody(p.Kind):
			r.bodies = append(r.bodies, readBody(name))
		case p.Kind == corpus.State:
			r.states = append(r.states, readState(name))
		}
	}
	r.keys, r.common = r.allKeys(), commonName(r)
	return r
}

// Keys returns what a profile shares with every other that [Same] may join it with: at least one
// key with each. They are sorted. Keys of persons, bodies and states differ.
func (p Profile) Keys() []string { return slices.Clone(p.reading().keys) }

func (r *reading) allKeys() []string {
	var keys []string
	for _, forms := range r.persons {
		for i := range forms {
			keys = append(keys, forms[i].keys()...)
		}
	}
	for i := range r.bodies {
		keys = append(keys, r.bodies[i].keys()...)
	}
	for i := range r.states {
		keys = append(keys, "s:"+r.states[i].code(stateCode))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// shareKey reports whether two sorted lists have one key in common.
func shareKey(a, b []string) bool {
	for len(a) > 0 && len(b) > 0 {
		switch strings.Compare(a[0], b[0]) {
		case 0:
			return true
		case -1:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return false
}

// Codes of a key.
// Origin: judgement, against the recall of person_variants: longer codes lose variants, shorter
// ones make blocks too large.
const (
	familyCode = 3 // of the one word of a person that is taken whole
	bodyCode   = 4 // of a word of a body
	landCode   = 2 // of a word beside those that bodies of each state have: "Hwarinese"
	stateCode  = 3
)

// codeOf is the class of each sound in keys; sounds of no class are not in keys. It is what
// transliterations keep.
func codeOf(sound byte) byte {
	switch sound {
	case 'p', 'b', 'f', 'v':
		return '1'
	case 'k', 'g', 'q', 'c', 'C', 'J', 'S', 'Z', 's', 'z', 'x':
		return '2'
	case 't', 'd':
		return '3'
	case 'l', 'r':
		return '4'
	case 'm', 'n':
		return '5'
	}
	return 0
}

// codes returns the classes of the sounds of a word, at most n, "0" for none.
func codes(sounds []byte, n int) string {
	var b []byte
	last := byte(0)
	for _, s := range sounds {
		c := codeOf(s)
		if c != 0 && c != last && len(b) < n {
			b = append(b, c)
		}
		last = c
	}
	if len(b) == 0 {
		return "0"
	}
	return string(b)
}

// codes of a word, of each way that it is heard.
func (w *word) codes(n int) []string {
	if w.raw != nil {
		return []string{string(w.raw[:min(len(w.raw), 1)])}
	}
	list := []string{}
	for _, s := range w.keyed {
		add(&list, codes(s, n))
	}
	return list
}

// begins are what a word stands with beside another one in a key: the classes of its first sound,
// "0" for a vowel, and of a given name the lines of given.txt, since Bob is Robert.
func (w *word) begins() []string {
	if w.raw != nil {
		return w.codes(1)
	}
	list := []string{}
	for _, s := range w.keyed {
		add(&list, codes(s[:1], 1))
	}
	for _, line := range w.given {
		add(&list, "g"+strconv.Itoa(line))
	}
	return list
}

// keys of a person are the code of the whole name and, for each word and each other word of a name, the code of the one and the
// beginning of the other: "V. Putin" shares one with "Vladimir Putin", "Saeng-mok Tho" with "Tho
// Saeng Mok".
func (p *person) keys() []string {
	var keys []string
	words := p.words
	if len(words) < 2 {
		return nil // a family or given name alone is joined with nobody
	}
	if len(words) > mostKeyWords {
		words = slices.Concat(words[:mostKeyWords/2], words[len(words)-mostKeyWords/2:])
	}
	for i := range words {
		if words[i].initial {
			continue
		}
		for j := range words {
			if i != j {
				keys = append(keys, pairKeys(words[i].codes(familyCode), words[j].begins())...)
			}
		}
	}
	for hearing := range wholeHearings {
		keys = append(keys, "n:"+p.whole(hearing))
	}
	return keys
}

// wholeHearings is how many ways of hearing a name its whole code is made by.
const wholeHearings = 2

// whole is the code of all words in an order of their own. It is rarer than those of two words,
// which very many share: "Kim J".
func (p *person) whole(hearing int) string {
	var list []string
	for i := range p.words {
		c := p.words[i].codes(bodyCode)
		if len(c) > 0 {
			list = append(list, c[min(hearing, len(c)-1)])
		}
	}
	slices.Sort(list)
	return strings.Join(list, ".")
}

func pairKeys(codes, begins []string) []string {
	var keys []string
	for _, c := range codes {
		for _, b := range begins {
			keys = append(keys, "p:"+c+"."+b)
		}
	}
	return keys
}

// mostKeyWords is how many words of a name are in keys, half from the beginning and half from the
// end.
const mostKeyWords = 4

// keys of a body are the codes of its words, what stands without blanks, and its initials.
func (b *body) keys() []string {
	var keys []string
	if b.acronym {
		keys = append(keys, "a:"+b.letters())
	}
	for _, initials := range b.initials {
		keys = append(keys, "a:"+initials)
	}
	if c := b.code(bodyCode); c != "" {
		keys = append(keys, "b:"+c)
	}
	return append(keys, "w:"+codes(spellingsOf().plain.sound(squashed(b)), 2*bodyCode))
}

// code of a term, as it is heard first.
func (t *term) code(n int) string { return append(t.codes(n), "0")[0] }

// code joins the codes of the words that a name must share with another one, in an order of
// their own.
func (b *body) code(n int) string {
	beside := slices.ContainsFunc(b.terms, func(t term) bool { return t.kind == common })
	var list []string
	for i := range b.terms {
		t := &b.terms[i]
		switch {
		case t.kind == ordinary && beside:
			list = append(list, t.code(landCode))
		case t.kind == ordinary:
			list = append(list, t.code(n))
		case t.kind == common || t.kind == numeral:
			list = append(list, t.text)
		}
	}
	slices.Sort(list)
	return strings.Join(list, ".")
}
