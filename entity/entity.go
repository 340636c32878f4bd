// Package entity finds out which persons, organisations, outlets and states of different documents
// are the same. [Profiles] takes from a document whom a machine may join with others at all;
// [Profile.Keys] says with which it needs to be compared, and [Same] compares two, by their names
// in any script and by what the texts say of them. All are pure functions.
//
// Names are compared by their least alike word, as they sound: a mean would let a family name
// in common make two persons one. What is not sure is said so and left to people.
package entity

import (
	"hearsay/corpus"
)

// Verdict says whether two profiles are of one.
type Verdict struct {
	Same  bool    // they may be one
	Sure  bool    // shown as made by the machine; else it waits for a person. Never without Same
	Score float64 // in [0, 1]
	Why   string  // in words
}

// Same compares two profiles of two documents. The order does not matter. Two that are the same
// share a key.
func Same(a, b Profile) Verdict {
	x, y := a.reading(), b.reading()
	switch {
	case !sameKind(a.Kind, b.Kind):
		return Verdict{Why: "they are of two kinds"}
	case a.Kind == corpus.Person && (len(x.keys) == 0 || len(y.keys) == 0):
		return Verdict{Why: "a family or given name alone is joined with nobody"}
	}
	if !shareKey(x.keys, y.keys) {
		return Verdict{Why: "other names"}
	}
	v := compareNames(x, y)
	switch {
	case !v.Same:
		return v
	case a.Kind == corpus.Person:
		return weighPersons(&a, &b, x, y, v)
	case isBody(a.Kind):
		return weighBodies(x, y, v)
	}
	return v
}

// SameName compares two names of a kind alone, without what texts say of their bearers.
func SameName(kind corpus.EntityKind, a, b string) Verdict {
	x, y := readProfile(&Profile{Kind: kind, Name: a}), readProfile(&Profile{Kind: kind, Name: b})
	return compareNames(x, y)
}

func sameKind(a, b corpus.EntityKind) bool { return a == b || isBody(a) && isBody(b) }

// compareNames compares the forms of two names, and returns how alike those are that are most.
func compareNames(a, b *reading) Verdict {
	if b.before(a) {
		a, b = b, a
	}
	best := Verdict{Why: "other names"}
	take := func(score float64, why string) {
		if score > best.Score || best.Why == "other names" {
			best = Verdict{Score: score, Why: why}
		}
	}
	for i := range a.persons {
		for j := range b.persons {
			take(comparePersons(a.persons[i], b.persons[j]))
		}
	}
	for i := range a.bodies {
		for j := range b.bodies {
			take(compareBodies(&a.bodies[i], &b.bodies[j]))
		}
	}
	for i := range a.states {
		for j := range b.states {
			take(compareStates(&a.states[i], &b.states[j]))
		}
	}
	best.Same, best.Sure = best.Score >= sameName, best.Score >= sureName
	return best
}

// before gives two readings an order of their own, so that reasons are the same whichever comes
// first.
func (r *reading) before(s *reading) bool {
	for i := range min(len(r.names), len(s.names)) {
		if r.names[i] != s.names[i] {
			return r.names[i] < s.names[i]
		}
	}
	return len(r.names) < len(s.names)
}

// What roles and affiliations add to the likeness of names, and take from it.
// Origin: judgement; a role agrees by chance less often than a family name, and people change
// their offices.
const (
	roleAgrees   = 0.05
	rolesDiffer  = 0.12
	agreedIsSure = 0.82 // likeness that is sure where the roles agree
)

// weighPersons weighs what texts say of two persons whose names are alike.
func weighPersons(a, b *Profile, x, y *reading, v Verdict) Verdict {
	if opposite(a.Gender, b.Gender) {
		return apart(v, "one is a man and the other a woman")
	}
	roles := x.office.against(&y.office)
	switch {
	case roles.apart:
		return apart(v, roles.why)
	case (a.Apart || b.Apart) && !roles.agree:
		return apart(v, "a text says that another bears the name")
	case roles.agree:
		v.Score, v.Sure = min(1, v.Score+roleAgrees), v.Score >= agreedIsSure && !a.Apart && !b.Apart
	case roles.differ:
		v.Score, v.Sure = v.Score-rolesDiffer, false
		v.Same = v.Score >= sameName
	case x.common && y.common:
		v.Sure = false
		roles.why = "a name that many bear"
	}
	return because(v, roles.why)
}

// weighBodies takes the sureness from bodies whose texts put them under two states.
func weighBodies(x, y *reading, v Verdict) Verdict {
	if roles := x.home.against(&y.home); roles.apart {
		return apart(v, "they belong to two states")
	}
	return v
}

func opposite(a, b corpus.Gender) bool {
	return a == corpus.Male && b == corpus.Female || a == corpus.Female && b == corpus.Male
}

// apart is the verdict on two whose names are alike and who are two.
func apart(v Verdict, why string) Verdict {
	return Verdict{Score: min(v.Score/2, sameName/2), Why: why}
}

func because(v Verdict, why string) Verdict {
	if why != "" {
		v.Why += "; " + why
	}
	return v
}

// commonName reports whether a person has a given name and a family name that many bear.
func commonName(r *reading) bool {
	for _, forms := range r.persons {
		for i := range forms {
			if forms[i].common() {
				return true
			}
		}
	}
	return false
}

// common reports whether a name is a given name of the lists and one of the family names that
// very many bear, whichever stands first.
func (p *person) common() bool {
	if len(p.words) != 2 {
		return false
	}
	l, a, b := lexiconOf(), &p.words[0], &p.words[1]
	return a.known && l.commonFamilies[b.text] || b.known && l.commonFamilies[a.text]
}
