package annotate

import (
	"hearsay/corpus"
)

// skipAddressee returns the item behind an addressee at k: "reporters", "the
// committee", "Far Shore", "a news conference".
func (r *reading) skipAddressee(k int) int {
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
		return r.addresseeTail(j)
	}
	if r.tok(j).capital() && r.class(j+1, subjectPronoun) {
		return j + 1 // "told POLITICO he would"
	}
	start := j
	for j < r.len() && j < start+4 && r.tok(j).kind == word && !r.bounds(j) && !r.class(j, determiner|subjectPronoun|preposition) && (r.name(j) < 0 || j == start) {
		j++
		if r.personAt(j-1) && !r.personAt(j) || lex().is(r.low(j-1), occasion) && !lex().is(r.low(j), occasion) {
			return r.addresseeTail(j)
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

// addresseeTail takes "in Ulvret" and the like behind an addressee.
func (r *reading) addresseeTail(j int) int {
	if w := r.low(j); (w == "in" || w == "at" || w == "of") && r.name(j+1) >= 0 {
		n := r.name(j + 1)
		for j++; r.name(j) == n; j++ {
		}
	}
	return j
}
