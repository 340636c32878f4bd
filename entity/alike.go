package entity

import (
	"slices"
	"strings"
)

// Alike returns the name by which a profile is the same as all that have that name, so that a
// name of thousands of documents needs no comparing pair by pair, and the states of the office
// or seat that the document tells, "" for none: who have offices of different states are kept
// apart. The name is "" where a name alone is not sure.
func (p Profile) Alike() (name, states string) {
	alone := p
	alone.Role, alone.Affiliation, alone.read = "", "", nil
	alone.Names = []string{p.Name}
	alone = alone.Prepare()
	other := alone
	other.Document = alone.Document + "'"
	if p.Apart || !Same(alone, other).Sure {
		return "", ""
	}
	r := p.reading()
	home := slices.Sorted(slices.Values(append(slices.Clone(r.office.states), r.home.states...)))
	return string(p.Kind) + ":" + alone.reading().words(), strings.Join(slices.Compact(home), ", ")
}

// words are those of the first name that tell who bears it: of a person without titles, of a
// state as the list of territories has it.
func (r *reading) words() string {
	var list []string
	switch {
	case len(r.persons) > 0:
		p := r.persons[0][0]
		for i := range p.words {
			list = append(list, p.words[i].text)
		}
		list = append(list, strings.Fields(p.suffix)...)
	case len(r.states) > 0:
		for i := range r.states[0].terms {
			list = append(list, r.states[0].terms[i].text)
		}
	default:
		list = strings.Fields(fold(r.names[0]))
	}
	return strings.Join(list, " ")
}
