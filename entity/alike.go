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
	return string(p.Kind) + ":" + strings.Join(strings.Fields(fold(p.Name)), " "), strings.Join(slices.Compact(home), ", ")
}
