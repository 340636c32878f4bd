package syntax

import "hearsay/internal/linear"

// labelFeatures appends the features of the label of an arc that is about to
// be drawn, or that stands.
func (s *state) labelFeatures(f []uint64, head, dep int) []uint64 {
	H, D := s.see(head), s.see(dep)
	n := uint64(5000)
	add := func(values ...uint64) {
		h := linear.Hash(n)
		n++
		for _, v := range values {
			h = linear.With(h, v)
		}
		f = append(f, h)
	}
	dir := uint64(1)
	if dep < head {
		dir = 2
	}
	at := func(i int) seen {
		if i < 0 || i > s.root() {
			return nothing
		}
		return s.see(i)
	}
	dist := distance(min(head, dep), max(head, dep))<<2 | dir
	Hb, Ha, Db, Da := at(head-1), at(head+1), at(dep-1), at(dep+1)
	Dl, Dr := s.see(s.dependent(dep, 0, 0)), s.see(s.dependent(dep, 1, 0))
	Dl2 := s.see(s.dependent(dep, 0, 1))
	dn, hn := &s.nodes[dep], &s.nodes[head]
	set := hn.leftSet
	if dir == 1 {
		set = hn.rightSet
	}
	var suffixes [2]uint64
	if head < s.root() {
		suffixes[0] = s.words[head].suffix[2]
	}
	suffixes[1] = s.words[dep].suffix[2]
	add(dir)
	add(D.w, dir)
	add(D.t, dir)
	add(H.w, dir)
	add(H.t, dir)
	add(D.w, H.t, dir)
	add(D.t, H.w, dir)
	add(D.w, H.w, dir)
	add(D.t, H.t, dir)
	add(D.t, H.t, dist)
	add(D.t, H.t, Dl.t, dir)
	add(D.t, H.t, Dr.t, dir)
	add(D.t, Dl.w, H.t, dir)
	add(D.t, Dl.w, H.w)
	add(D.w, Dl.w, dir)
	add(D.t, Dl.t, Dl2.t, dir)
	add(D.t, Dl2.w, dir)
	add(D.t, Dr.w, dir)
	add(D.t, dn.leftSet, dir)
	add(D.t, dn.leftSet, H.t, dir)
	add(D.t, dn.rightSet, H.t, dir)
	add(D.t, H.t, set, dir)
	add(D.t, H.w, set, dir)
	add(D.t, H.t, Db.t, dir)
	add(D.t, H.t, Da.t, dir)
	add(D.t, H.t, Hb.t, dir)
	add(D.t, H.t, Ha.t, dir)
	add(Db.w, D.t, dir)
	add(Da.w, D.t, dir)
	add(D.c, H.c, dir)
	add(D.c, dir)
	add(H.c, D.t, dir)
	add(D.c2, H.t, dir)
	add(D.c2, H.w, dir)
	add(suffixes[0], D.t, dir)
	add(suffixes[1], H.t, dir)
	return f
}
