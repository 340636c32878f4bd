package annotate

import (
	"hearsay/corpus"
)

// skipAddressee returns the item behind an addressee at k and where he was told:
// "reporters", "the committee", "a news conference in Ulvret".
func (r *reading) skipAddressee(k int) int {
	j := r.addresseeEnd(k)
	if j == k {
		return k
	}
	return r.placeEnd(j)
}

// addresseeEnd returns the item behind an addressee at k.
func (r *reading) addresseeEnd(k int) int {
	j := r.addresseePhrase(k)
	if r.low(j) != "'s" && !r.tok(j).is("'’") {
		return j
	}
	if end := r.ownedEnd(j + 1); end > j+1 && (r.name(j-1) >= 0 || r.personAt(end-1)) {
		return end
	}
	return k // "promised his nation's support"
}

// ownedEnd returns the item behind what an outlet or a body owns and one can
// speak to, from item k on: "Bay News's “Morning Line”", "its daily show", "its
// host Mara Tellon".
func (r *reading) ownedEnd(k int) int {
	if r.quo(k) >= 0 {
		return k + 1
	}
	spoken := false
	for j := k; j < k+longOwned && r.tok(j).kind == word && !r.bounds(j) && !(r.class(j, preposition) && r.name(j) < 0); j++ {
		if r.name(j) >= 0 {
			return r.behindName(j)
		}
		spoken = spoken || r.ownedAt(j)
		if tree, ok := r.tree(j + 1); spoken && r.name(j+1) < 0 && (!ok || tree.token().POS != "NOUN") {
			return j + 1
		}
	}
	return k
}

// longOwned is the most words of a thing that is spoken to by way of its owner:
// "Bay News's weekly video newsmaker series".
const longOwned = 5

func (r *reading) ownedAt(j int) bool {
	return lex().is(r.low(j), occasion|mediaOccasion) || mediaWord(r.low(j)) || r.personAt(j)
}

func (r *reading) addresseePhrase(k int) int {
	switch r.low(k) {
	case "us", "me", "him", "them", "you", "it":
		return k + 1
	case "her":
		if r.low(k+1) == "that" || r.class(k+1, determiner|subjectPronoun|preposition) || r.tok(k+1).kind == mark {
			return k + 1
		}
	}
	j := k
	for r.class(j, determiner) && r.low(j) != "that" {
		j++
	}
	if lex().person(r.low(j)) && r.name(j) < 0 && r.name(j+1) >= 0 && r.named(j+1) {
		j++ // "told host Ada Moore"
	}
	if n := r.name(j); n >= 0 {
		for r.name(j) == n {
			j++
		}
		for r.name(j) < 0 && (lex().person(r.low(j)) || lex().is(r.low(j), occasion)) {
			j++
		}
		return r.ofPlace(j)
	}
	if r.tok(j).capital() && r.class(j+1, subjectPronoun) {
		return j + 1 // "told POLITICO he would"
	}
	start := j
	for j < r.len() && j < start+4 && r.tok(j).kind == word && !r.bounds(j) && !r.class(j, determiner|subjectPronoun|preposition) && (r.name(j) < 0 || j == start) {
		j++
		if r.personAt(j-1) && !r.personAt(j) || lex().is(r.low(j-1), occasion) && !lex().is(r.low(j), occasion) {
			return r.ofPlace(j)
		}
	}
	return k
}

// named reports whether the name at item i is a person's.
func (r *reading) named(i int) bool {
	return r.t.entities[r.t.names[r.name(i)].entity].kind == corpus.Person
}

// personAt reports whether the word at item i means a person or a group.
func (r *reading) personAt(i int) bool {
	if lex().person(r.low(i)) {
		return true
	}
	tree, ok := r.tree(i)
	if !ok || tree.token().POS != "NOUN" {
		return false
	}
	k, ok := r.t.naming.byHead[r.t.places[r.f.items[i].tok]]
	if !ok {
		return false
	}
	m := &r.t.mentions[k]
	return m.Sure >= leastSureSpeaker && (m.Kind == corpus.Person || m.Kind == corpus.Group)
}

// ofPlace takes "of Ulvret" behind an addressee.
func (r *reading) ofPlace(j int) int {
	if end := r.behindName(j + 1); r.low(j) == "of" && end > j+1 {
		return end
	}
	return j
}

// placeEnd takes "in Ulvret" and "here" behind an addressee.
func (r *reading) placeEnd(j int) int {
	switch r.low(j) {
	case "here":
		return j + 1
	case "in", "at":
		if end := r.behindName(j + 1); end > j+1 {
			return end
		}
	}
	return j
}

// behindName returns the item behind the name at j, or j where none is.
func (v view) behindName(j int) int {
	n := v.name(j)
	for n >= 0 && v.name(j) == n {
		j++
	}
	return j
}
