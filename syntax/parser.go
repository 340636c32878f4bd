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

// seen is what features see of one word, in the order of seenFields.
type seen [5]uint64

// nothing is seen where there is no word, theRoot where the root is.
var (
	nothing = seen{3, 3}
	theRoot = seen{5, 5, 5}
)

// see puts into v what is seen of word i.
func (s *state) see(v *seen, i int) {
	switch {
	case i < 0 || i > s.root():
		*v = nothing
	case i == s.root():
		*v = theRoot
	default:
		w := &s.words[i]
		v[0], v[1], v[2] = w.low, uint64(s.tags[i])+10, uint64(s.nodes[i].label)+10
		v[3], v[4] = w.class[0], w.class[1]
	}
}

// The sides of a word on which its dependents stand.
const (
	onLeft = iota
	onRight
)

// dependent returns the outermost dependent of i on a side, or with n = 1 the one
// within it, -1 where there is none.
func (s *state) dependent(i, side, n int) int {
	if i < 0 {
		return -1
	}
	if side == onLeft {
		return s.nodes[i].left[n]
	}
	return s.nodes[i].right[n]
}

// distance returns how far b stands behind a, from five on in steps; 0 where
// one of them is no word.
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

// moveFeatures appends the features of the state.
func (s *state) moveFeatures(f []uint64) []uint64 {
	i0, i1, j0 := s.top(0), s.top(1), s.next
	words := [...]int{
		i0, i1, s.top(2), j0, j0 + 1, j0 + 2, j0 + 3,
		s.dependent(i0, onLeft, 0), s.dependent(i0, onLeft, 1), s.dependent(i0, onRight, 0), s.dependent(i0, onRight, 1),
		s.dependent(i1, onLeft, 0), s.dependent(i1, onLeft, 1), s.dependent(i1, onRight, 0), s.dependent(i1, onRight, 1),
		s.dependent(j0, onLeft, 0), s.dependent(j0, onLeft, 1),
	}
	var v [len(words)*len(seen{}) + 11]uint64
	rest := v[s.seeAll(v[:], words[:]):]
	n0, n1, m0 := s.node(i0), s.node(i1), s.node(j0)
	copy(rest, []uint64{
		0, distance(i0, j0), distance(i1, i0),
		few(n0.nLeft), few(n0.nRight), few(m0.nLeft), few(n1.nRight),
		n0.leftSet, n0.rightSet, m0.leftSet, n1.rightSet,
	})
	return moveTemplates().append(f, v[:])
}

// seeAll puts what is seen of words into v and returns how many values it is.
func (s *state) seeAll(v []uint64, words []int) int {
	n := 0
	for _, i := range words {
		s.see((*seen)(v[n:]), i)
		n += len(seen{})
	}
	return n
}

// noNode stands for the node of no word.
var noNode node

func (s *state) node(i int) *node {
	if i < 0 {
		return &noNode
	}
	return &s.nodes[i]
}

// few counts to three.
func few(n int) uint64 { return uint64(min(3, n)) }
