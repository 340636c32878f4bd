package names

import (
	"slices"
	"strings"

	"hearsay/corpus"
)

// membersBack is how many sentences back the two are looked for whom "both"
// means.
const membersBack = 3

// gather gives the groups of the document their members: of "Lenz and Sorel"
// the two, of "both" and "the two experts" the two persons named last.
func (j *joining) gather(out []Entity) {
	for i := range j.traits {
		t := &j.traits[i]
		e := &out[j.of[i]]
		switch {
		case len(e.Members) > 0:
		case t.list:
			e.Members = j.listed(t, out)
		case t.meansTwo():
			e.Members = j.lastTwo(t, out)
		}
		if len(e.Members) > 0 && out[e.Members[0]].Kind == corpus.Person {
			e.Kind = corpus.Group
		}
	}
}

// meansTwo reports whether a mention says that it means two.
func (t *trait) meansTwo() bool {
	if t.mention.Level == Name {
		return false
	}
	if t.form == "both" {
		return true
	}
	tokens := t.sentence.Tokens
	return t.mention.To-t.mention.From > 1 && t.form == "the" && strings.EqualFold(tokens[t.mention.From+1].Form, "two")
}

// listed returns the entities that a list joins, none where one of its parts
// is no mention.
func (j *joining) listed(t *trait, out []Entity) []int {
	heads := []int{t.mention.Head}
	for i := t.mention.Head + 1; i < t.mention.To; i++ {
		if k := &t.sentence.Tokens[i]; k.Head == t.mention.Head && k.Rel == "conj" {
			heads = append(heads, i)
		}
	}
	var members []int
	for i := t.index + 1; i < len(j.traits) && j.traits[i].at == t.at && len(heads) > 0; i++ {
		if o := j.traits[i].mention; o.Head == heads[0] && j.of[i] != j.of[t.index] {
			members = append(members, j.of[i])
			heads = heads[1:]
		}
	}
	if len(heads) > 0 {
		return nil
	}
	return members
}

// lastTwo returns the two persons named last before t, in the order in which
// they stand; none where there are not two near.
func (j *joining) lastTwo(t *trait, out []Entity) []int {
	var pair []int
	for i := t.index - 1; i >= 0 && j.traits[i].at >= t.at-membersBack && len(pair) < 2; i-- {
		o, e := &j.traits[i], j.of[i]
		if e == j.of[t.index] || slices.Contains(pair, e) {
			continue
		}
		if o.mention.Level == Name && !o.list && out[e].Kind == corpus.Person {
			pair = append(pair, e)
		}
	}
	if len(pair) < 2 {
		return nil
	}
	slices.Reverse(pair)
	return pair
}
