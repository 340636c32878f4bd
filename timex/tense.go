package timex

import (
	"strings"

	"hearsay/syntax"
)

// tense says where a date lies, as its clause tells.
type tense int

// The tenses.
const (
	open   tense = iota // the clause does not tell
	past                // what was
	future              // what is to come
)

// climb bounds how far up the tree the verb of a clause is looked for.
const climb = 12

// tenseAt returns the tense of the clause that token i stands in.
func tenseAt(s *syntax.Sentence, i int) tense {
	if cue := prepositionOf(s, i); cue != open {
		return cue
	}
	if v := verbBefore(s, i); v >= 0 {
		return verbTense(s, v)
	}
	return clauseTense(s, i)
}

// clauseTense returns the tense of the nearest verb above token i in the tree.
func clauseTense(s *syntax.Sentence, i int) tense {
	if t := copula(s, i); t != open {
		return t
	}
	at := i
	for range climb {
		if i < 0 {
			return open
		}
		if k := &s.Tokens[i]; finite(k) && !infinitiveAfter(s, i, at) {
			return verbTense(s, i)
		}
		i = s.Tokens[i].Head
	}
	return open
}

// verbBefore returns the verb that a date stands right behind: "said Monday", "met on
// Monday"; -1 for none. It holds against the tree, which may join such a date to the
// clause that follows.
func verbBefore(s *syntax.Sentence, i int) int {
	k := i - 1
	if k > 0 && strings.EqualFold(s.Tokens[k].Form, "on") {
		k--
	}
	if k >= 0 && (s.Tokens[k].Tag == "VBD" || s.Tokens[k].Tag == "VB") {
		return k
	}
	return -1
}

// copula reads the verb of a date that is a predicate: "The funeral is Tuesday".
func copula(s *syntax.Sentence, i int) tense {
	for k := max(0, i-2); k < i; k++ {
		if c := &s.Tokens[k]; c.Head == i && c.Rel == "cop" {
			if c.Tag == "VBD" {
				return past
			}
			return future
		}
	}
	return open
}

// infinitiveAfter reports whether verb v is an infinitive that begins behind token i:
// "agreed in June to buy".
func infinitiveAfter(s *syntax.Sentence, v, i int) bool {
	for k := i + 1; k < v; k++ {
		if s.Tokens[k].Head == v && s.Tokens[k].Tag == "TO" {
			return true
		}
	}
	return false
}

func finite(k *syntax.Token) bool { return strings.HasPrefix(k.Tag, "VB") || k.Tag == "MD" }

// prepositionOf reads the preposition before token i: what is done by a day lies ahead.
func prepositionOf(s *syntax.Sentence, i int) tense {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		switch strings.ToLower(s.Tokens[k].Form) {
		case "since":
			return past
		case "as":
			if k > 1 && (soon(s, k-1)) {
				return future
			}
		case "until", "till":
			if k > 0 { // in front it may close what was: "Until Thursday they had not"
				return future
			}
		case "the", "late", "early", "this":
			continue
		}
		if s.Tokens[k].Tag == "JJ" && aheadOf(&s.Tokens[k]) {
			return future // "effective March 1"
		}
		return open
	}
	return open
}

// soon reports whether "as soon as", "as early as" ends at the word before its last "as".
func soon(s *syntax.Sentence, k int) bool {
	low := strings.ToLower(s.Tokens[k].Form)
	return (low == "soon" || low == "early") && strings.EqualFold(s.Tokens[k-1].Form, "as")
}

// verbTense reads the form of a verb and of its auxiliaries.
func verbTense(s *syntax.Sentence, v int) tense {
	k := &s.Tokens[v]
	aux := auxiliaries(s, v)
	switch {
	case aux.future:
		return future
	case aux.had, aux.was && k.Tag != "VBG":
		if aheadOf(k) {
			return future
		}
		return past
	case aheadOf(k) && k.Tag != "VBD" && (k.Tag != "VBN" || aux.is || strings.HasPrefix(k.Rel, "acl")):
		return future
	case aux.to:
		return infinitiveTense(s, v)
	case k.Tag == "VBD" && sequence(s, v):
		return clauseTense(s, k.Head)
	case k.Tag == "VBD":
		return past
	case k.Tag == "VBG" && aux.is:
		return future
	case k.Tag == "VBG", k.Tag == "VBN":
		return participleTense(s, v, aux)
	case k.Tag == "VBZ", k.Tag == "VBP":
		return presentTense(k)
	}
	return open
}

// helpers are the auxiliaries of a verb.
type helpers struct{ future, had, was, is, to bool }

func auxiliaries(s *syntax.Sentence, v int) helpers {
	var h helpers
	for i := range s.Tokens {
		k := &s.Tokens[i]
		if k.Head != v || i > v && k.Rel != "cop" || !strings.HasPrefix(k.Rel, "aux") && k.Rel != "cop" && k.Tag != "TO" {
			continue
		}
		switch low := strings.ToLower(k.Form); {
		case k.Tag == "TO":
			h.to = true
		case k.Tag == "MD":
			e := english().words[low]
			h.future = h.future || e != nil && e.class&modal != 0
		case k.Lemma == "have":
			h.had = true
		case low == "was" || low == "were":
			h.was = true
		case k.Lemma == "be":
			h.is = true
		}
	}
	return h
}

// aheadOf reports whether a word tells of what is planned.
func aheadOf(k *syntax.Token) bool {
	e := english().words[k.Lemma]
	return e != nil && e.class&ahead != 0
}

// infinitiveTense asks the word that governs an infinitive: "plans to meet".
func infinitiveTense(s *syntax.Sentence, v int) tense {
	h := s.Tokens[v].Head
	if h < 0 {
		return future // "Minister to resign": a headline
	}
	k := &s.Tokens[h]
	if aheadOf(k) {
		return future
	}
	if finite(k) {
		if t := verbTense(s, h); t != open {
			return t
		}
	}
	return future
}

// participleTense takes the tense of the clause that a participle belongs to.
func participleTense(s *syntax.Sentence, v int, aux helpers) tense {
	if s.Tokens[v].Tag == "VBN" && aux.is {
		return open
	}
	h := s.Tokens[v].Head
	for range climb {
		if h < 0 || finite(&s.Tokens[h]) && s.Tokens[h].Tag != "VBG" && s.Tokens[h].Tag != "VBN" {
			break
		}
		h = s.Tokens[h].Head
	}
	if h < 0 || s.Tokens[v].Tag == "VBN" {
		return past
	}
	return verbTense(s, h)
}

// sequence reports whether a verb in the past tense takes its time from the clause above:
// "will buy as soon as trading opened".
func sequence(s *syntax.Sentence, v int) bool {
	k := &s.Tokens[v]
	if k.Rel != "advcl" || k.Head < 0 || !finite(&s.Tokens[k.Head]) && s.Tokens[k.Head].Tag != "RB" {
		return false
	}
	for i := max(0, v-6); i < v; i++ {
		if m := &s.Tokens[i]; m.Head == v && m.Rel == "mark" {
			low := strings.ToLower(m.Form)
			return low == "once" || low == "as" && i > 0 && strings.EqualFold(s.Tokens[i-1].Form, "soon")
		}
	}
	return false
}

// presentTense: what begins on Monday lies ahead, what is said on Monday does not.
func presentTense(k *syntax.Token) tense {
	if e := english().words[k.Lemma]; e != nil && e.class&timetabled != 0 {
		return future
	}
	return open
}
