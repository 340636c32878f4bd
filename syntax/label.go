package syntax

// Directions of an arc.
const (
	toRight = 1 // the dependent stands behind its head
	toLeft  = 2
)

// labelFeatures appends the features of the label of an arc that is about to
// be drawn.
func (s *state) labelFeatures(f []uint64, head, dep int) []uint64 {
	words := [...]int{
		head, dep, head - 1, head + 1, dep - 1, dep + 1,
		s.dependent(dep, onLeft, 0), s.dependent(dep, onLeft, 1), s.dependent(dep, onRight, 0),
	}
	var v [len(words)*len(seen{}) + 7]uint64
	rest := v[s.seeAll(v[:], words[:]):]
	h, d := &s.nodes[head], &s.nodes[dep]
	direction, set := uint64(toRight), h.rightSet
	if dep < head {
		direction, set = toLeft, h.leftSet
	}
	copy(rest, []uint64{
		direction, distance(min(head, dep), max(head, dep))<<2 | direction,
		d.leftSet, d.rightSet, set, s.ending(head), s.ending(dep),
	})
	return labelTemplates().append(f, v[:])
}

// ending returns the last three letters of a word, 0 of the root.
func (s *state) ending(i int) uint64 {
	if i >= s.root() {
		return 0
	}
	return s.words[i].suffix[2]
}
