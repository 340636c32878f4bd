package syntax

import (
	"math/bits"

	"hearsay/internal/linear"
)

// move is a transition of the arc-hybrid system (Kuhlmann et al. 2011).
type move int

const (
	shift move = iota // the next word goes onto the stack
	left              // the top of the stack depends on the next word
	right             // the top of the stack depends on the one below it
	moves
)

// parser gives each word its head and the label of its arc: greedily, from
// left to right, by classifiers of moves and of labels. labels[0] is that of
// the root.
type parser struct {
	labels      []string
	moveWeights *linear.Weights
	arcWeights  *linear.Weights
}

// parse leaves the tree of a sentence in s.state, which it returns.
func (p *parser) parse(words []word, tags []int, s *space) *state {
	st := &s.state
	st.reset(words, tags)
	for !st.done() {
		s.features = st.moveFeatures(s.features[:0])
		scores := s.scores(int(moves))
		p.moveWeights.Score(scores, s.features)
		m := likeliest(st, scores)
		st.do(m, p.label(st, m, s))
	}
	return st
}

// likeliest returns the possible move with the highest score.
func likeliest[T int32 | float32](st *state, scores []T) move {
	best := move(-1)
	for m := shift; m < moves; m++ {
		if st.may(m) && (best < 0 || scores[m] > scores[best]) {
			best = m
		}
	}
	return best
}

// noLabel is the label of a move that draws no arc.
const noLabel = -1

// label returns the label of the arc that a move draws.
func (p *parser) label(st *state, m move, s *space) int {
	if m == shift {
		return noLabel
	}
	head, dependent := st.arc(m)
	if head == st.root() {
		return 0
	}
	s.features = st.labelFeatures(s.features[:0], head, dependent)
	scores := s.scores(len(p.labels))
	p.arcWeights.Score(scores, s.features)
	return 1 + linear.Best(scores[1:])
}

// state is a parse on its way. Words are numbered from 0; the root stands
// behind the last.
type state struct {
	words []word
	tags  []int // classes of the tagger, one more for the root
	next  int   // first word of the buffer
	stack []int
	nodes []node
}

// node is a word with the dependents that it has so far.
type node struct {
	head              int // -1: none yet
	label             int
	left, right       [2]int // outermost dependents on each side, -1: none
	nLeft, nRight     int
	leftSet, rightSet uint64 // labels of dependents
}

func (s *state) reset(words []word, tags []int) {
	s.words, s.tags, s.next, s.stack = words, tags, 0, s.stack[:0]
	if n := len(words) + 1; cap(s.nodes) < n {
		s.nodes = make([]node, n, n*2)
	} else {
		s.nodes = s.nodes[:n]
	}
	for i := range s.nodes {
		s.nodes[i] = node{head: -1, label: -1, left: [2]int{-1, -1}, right: [2]int{-1, -1}}
	}
}

// root is the index of the root.
func (s *state) root() int { return len(s.words) }

func (s *state) done() bool { return s.next == s.root() && len(s.stack) == 0 }

// top returns the word n below the top of the stack, -1 where there is none.
func (s *state) top(n int) int {
	if n >= len(s.stack) {
		return -1
	}
	return s.stack[len(s.stack)-1-n]
}

// may reports whether m is possible: one word alone hangs on the root.
func (s *state) may(m move) bool {
	switch m {
	case shift:
		return s.next < s.root()
	case left:
		return len(s.stack) > 0 && (s.next < s.root() || len(s.stack) == 1)
	default:
		return len(s.stack) > 1
	}
}

// arc returns the head and the dependent of the arc that m draws.
func (s *state) arc(m move) (head, dependent int) {
	if m == left {
		return s.next, s.top(0)
	}
	return s.top(1), s.top(0)
}

// do makes a move; label is that of its arc.
func (s *state) do(m move, label int) {
	if m == shift {
		s.stack = append(s.stack, s.next)
		s.next++
		return
	}
	head, d := s.arc(m)
	s.stack = s.stack[:len(s.stack)-1]
	s.nodes[d].head, s.nodes[d].label = head, label
	h := &s.nodes[head]
	if d < head {
		h.left[1], h.left[0] = h.left[0], d
		h.nLeft++
		h.leftSet |= 1 << uint(label&63)
	} else {
		h.right[1], h.right[0] = h.right[0], d
		h.nRight++
		h.rightSet |= 1 << uint(label&63)
	}
}

// seen is what features see of one word.
type seen struct {
	w, t, r, c, c2 uint64
}

var nothing = seen{w: 3, t: 3}

func (s *state) see(i int) seen {
	if i < 0 {
		return nothing
	}
	if i == s.root() {
		return seen{w: 5, t: 5, r: 5}
	}
	w := &s.words[i]
	return seen{w: w.low, t: uint64(s.tags[i]) + 10, r: uint64(s.nodes[i].label) + 10, c: w.class[0], c2: w.class[1]}
}

func (s *state) dependent(i, side, n int) int {
	if i < 0 {
		return -1
	}
	if side == 0 {
		return s.nodes[i].left[n]
	}
	return s.nodes[i].right[n]
}

func distance(a, b int) uint64 {
	if a < 0 || b < 0 {
		return 0
	}
	d := b - a
	if d > 4 {
		return uint64(4 + min(3, bits.Len(uint(d-4))))
	}
	return uint64(d)
}

// moveFeatures appends the features of the state (after Zhang and Nivre 2011).
func (s *state) moveFeatures(f []uint64) []uint64 {
	i0, i1, i2 := s.top(0), s.top(1), s.top(2)
	j0 := s.next
	at := func(k int) int {
		if j0+k > s.root() {
			return -1
		}
		return j0 + k
	}
	S0, S1, S2 := s.see(i0), s.see(i1), s.see(i2)
	N0, N1, N2, N3 := s.see(j0), s.see(at(1)), s.see(at(2)), s.see(at(3))
	S0l, S0l2 := s.see(s.dependent(i0, 0, 0)), s.see(s.dependent(i0, 0, 1))
	S0r, S0r2 := s.see(s.dependent(i0, 1, 0)), s.see(s.dependent(i0, 1, 1))
	S1l, S1r := s.see(s.dependent(i1, 0, 0)), s.see(s.dependent(i1, 1, 0))
	S1l2, S1r2 := s.see(s.dependent(i1, 0, 1)), s.see(s.dependent(i1, 1, 1))
	N0l, N0l2 := s.see(s.dependent(j0, 0, 0)), s.see(s.dependent(j0, 0, 1))
	d0, d1 := distance(i0, j0), distance(i1, i0)
	var v0l, v0r, vnl, v1r, set0l, set0r, setnl, set1r uint64
	if i0 >= 0 {
		n := &s.nodes[i0]
		v0l, v0r, set0l, set0r = uint64(min(3, n.nLeft)), uint64(min(3, n.nRight)), n.leftSet, n.rightSet
	}
	if i1 >= 0 {
		v1r, set1r = uint64(min(3, s.nodes[i1].nRight)), s.nodes[i1].rightSet
	}
	vnl, setnl = uint64(min(3, s.nodes[j0].nLeft)), s.nodes[j0].leftSet

	n := uint64(1000)
	one := func(a uint64) { n++; f = append(f, linear.With(linear.Hash(n), a)) }
	two := func(a, b uint64) { n++; f = append(f, linear.With(linear.With(linear.Hash(n), a), b)) }
	three := func(a, b, c uint64) {
		n++
		f = append(f, linear.With(linear.With(linear.With(linear.Hash(n), a), b), c))
	}
	four := func(a, b, c, d uint64) {
		n++
		f = append(f, linear.With(linear.With(linear.With(linear.With(linear.Hash(n), a), b), c), d))
	}
	one(0)
	for _, x := range []*seen{&S0, &S1, &N0, &N1} {
		one(x.w)
		one(x.t)
		two(x.w, x.t)
		one(x.c)
		two(x.c2, x.t)
	}
	two(S2.w, S2.t)
	one(S2.t)
	two(N2.w, N2.t)
	one(N2.t)
	one(N3.t)
	// Pairs.
	four(S0.w, S0.t, N0.w, N0.t)
	three(S0.w, S0.t, N0.w)
	three(S0.w, N0.w, N0.t)
	three(S0.w, S0.t, N0.t)
	three(S0.t, N0.w, N0.t)
	two(S0.w, N0.w)
	two(S0.t, N0.t)
	two(N0.t, N1.t)
	two(N0.w, N1.t)
	two(N0.t, N1.w)
	two(S1.w, S0.w)
	two(S1.t, S0.t)
	three(S1.w, S1.t, S0.t)
	three(S1.t, S0.w, S0.t)
	two(S1.w, N0.w)
	two(S1.t, N0.t)
	two(S1.w, N0.t)
	two(S1.t, N0.w)
	two(S0.w, N1.w)
	two(S0.t, N1.t)
	two(S0.c, N0.c)
	two(S1.c, S0.c)
	two(S1.c, N0.c)
	three(S0.c2, S0.t, N0.t)
	three(S0.t, N0.c2, N0.t)
	three(S1.c2, S0.t, N0.t)
	three(S1.t, S0.c2, N0.t)
	three(S1.t, S0.t, N0.c2)
	three(S1.c2, S0.c2, N0.c2)
	two(S0.w, N0.c2)
	two(S0.c2, N0.w)
	two(S1.w, S0.c2)
	two(S1.c2, S0.w)
	// Triples.
	three(N0.t, N1.t, N2.t)
	three(S0.t, N0.t, N1.t)
	four(S0.t, N0.t, N1.t, N2.t)
	three(S1.t, S0.t, N0.t)
	four(S1.t, S0.t, N0.t, N1.t)
	three(S2.t, S1.t, S0.t)
	four(S2.t, S1.t, S0.t, N0.t)
	three(S1.w, S0.t, N0.t)
	three(S1.t, S0.w, N0.t)
	three(S1.t, S0.t, N0.w)
	three(S0.w, N0.t, N1.t)
	three(S0.t, N0.w, N1.t)
	three(S0.t, N0.t, N1.w)
	three(S1.w, S0.w, N0.t)
	three(S1.t, S0.w, N0.w)
	three(S1.w, S0.t, N0.w)
	// Dependents.
	three(S0.t, S0l.t, N0.t)
	three(S0.t, S0r.t, N0.t)
	three(S0.t, N0.t, N0l.t)
	three(S1.t, S1r.t, S0.t)
	three(S1.t, S1l.t, S0.t)
	three(S1.t, S0.t, S0l.t)
	three(S1.t, S0.t, S0r.t)
	three(S0.t, S0l.t, S0l2.t)
	three(S0.t, S0r.t, S0r2.t)
	three(S1.t, S1r.t, S1r2.t)
	three(S1.t, S1l.t, S1l2.t)
	three(N0.t, N0l.t, N0l2.t)
	four(S1.t, S1r.t, S0.t, N0.t)
	four(S0.t, S0r.t, N0.t, N1.t)
	four(S1.t, S0.t, S0l.t, N0.t)
	four(S1.t, S0.t, S0r.t, N0.t)
	two(S0l.w, S0.w)
	two(S0r.w, S0.w)
	two(N0l.w, N0.w)
	two(S1r.w, S1.w)
	three(S0l.w, S0.t, N0.t)
	three(S0r.w, S0.t, N0.t)
	three(N0l.w, N0.t, S0.t)
	three(S0l.w, S1.w, S0.t)
	three(S0r.w, S0.t, N0.w)
	three(S0l.w, S1.t, S0.t)
	three(S1r.w, S1.t, S0.t)
	one(S0l.r)
	one(S0r.r)
	one(N0l.r)
	one(S1r.r)
	three(S0.t, S0l.r, S0l2.r)
	three(S0.t, S0r.r, S0r2.r)
	three(N0.t, N0l.r, N0l2.r)
	three(S1.t, S1r.r, S1r2.r)
	three(S1.t, S1r.r, S0.t)
	three(S0.t, S0r.r, N0.t)
	three(S0.t, S0l.r, N0.t)
	three(S1.t, S0.t, S0l.r)
	// Distance, number and labels of dependents.
	two(S0.w, d0)
	two(S0.t, d0)
	two(N0.w, d0)
	two(N0.t, d0)
	three(S0.w, N0.w, d0)
	three(S0.t, N0.t, d0)
	three(S1.t, S0.t, d1)
	three(S1.w, S0.w, d1)
	four(S1.t, S0.t, N0.t, d1)
	two(S0.w, v0l)
	two(S0.t, v0l)
	two(S0.w, v0r)
	two(S0.t, v0r)
	two(N0.w, vnl)
	two(N0.t, vnl)
	two(S1.t, v1r)
	two(S1.w, v1r)
	three(S0.t, N0.t, v0r)
	three(S0.t, N0.t, vnl)
	two(S0.w, set0l)
	two(S0.t, set0l)
	two(S0.w, set0r)
	two(S0.t, set0r)
	two(N0.w, setnl)
	two(N0.t, setnl)
	two(S1.w, set1r)
	two(S1.t, set1r)
	three(S0.t, set0l, N0.t)
	three(S0.t, set0r, N0.t)
	three(S0.t, N0.t, setnl)
	three(S1.t, set1r, S0.t)
	four(S1.t, set1r, S0.t, N0.t)
	return f
}
