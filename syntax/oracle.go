package syntax

// cost returns how many of the gold arcs that can still be drawn m makes
// impossible (Goldberg and Nivre 2013). heads are gold; the root is len(heads).
func (s *state) cost(m move, heads []int) int {
	n := 0
	s0 := s.top(0)
	switch m {
	case shift:
		b := s.next
		for k, d := range s.stack {
			if heads[d] == b || k < len(s.stack)-1 && heads[b] == d {
				n++
			}
		}
	case left:
		if h := heads[s0]; h == s.top(1) || h > s.next {
			n++
		}
		n += s.waiting(heads, s0)
	case right:
		if heads[s0] >= s.next {
			n++
		}
		n += s.waiting(heads, s0)
	}
	return n
}

// waiting counts the words of the buffer that depend on i.
func (s *state) waiting(heads []int, i int) int {
	n := 0
	for d := s.next; d < s.root(); d++ {
		if heads[d] == i {
			n++
		}
	}
	return n
}
