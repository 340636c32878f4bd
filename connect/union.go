package connect

import (
	"cmp"
	"slices"
)

// union joins what belongs together. The least number of what is joined stands for it.
type union struct {
	parent []int
	at     map[string]int
	names  []string
}

func newUnion(n int) *union {
	u := &union{at: map[string]int{}}
	for i := range n {
		u.parent = append(u.parent, i)
	}
	return u
}

// node returns the number of a name, a new one for a new name. The names of joined nodes
// must be compared by the least of them, see join.
func (u *union) node(name string) int {
	if i, ok := u.at[name]; ok {
		return i
	}
	i := len(u.parent)
	u.at[name] = i
	u.parent, u.names = append(u.parent, i), append(u.names, name)
	return i
}

func (u *union) find(i int) int {
	for u.parent[i] != i {
		u.parent[i] = u.parent[u.parent[i]]
		i = u.parent[i]
	}
	return i
}

func (u *union) join(i, j int) {
	i, j = u.find(i), u.find(j)
	u.parent[max(i, j)] = min(i, j)
}

// origins names whom figures go back to, each once, in order of first appearance. Who denies
// a number tells none.
func (u *union) origins(figures []*told) []string {
	members := map[int][]*told{}
	var roots []int
	for i, t := range figures {
		if isDenied(t) {
			continue
		}
		r := u.find(i)
		if members[r] == nil {
			roots = append(roots, r)
		}
		members[r] = append(members[r], t)
	}
	var out []string
	for _, r := range roots {
		out = append(out, deepest(members[r]))
	}
	return out
}

func isDenied(t *told) bool { return statusOf(t) == "denied" && !isNone(t.Quantity) }

// deepest is the speaker of figures of one origin behind whom no other of them stands: named
// before unnamed, then who is given most often.
func deepest(figures []*told) string {
	between := map[string]bool{}
	for _, t := range figures {
		for _, s := range t.path {
			between[keyOf(s.words)] = true
		}
		if !t.own {
			between[keyOf(t.outlet.words)] = true
		}
	}
	count := map[string]int{}
	for _, t := range figures {
		count[t.speaker.key]++
	}
	best := slices.MinFunc(figures, func(a, b *told) int {
		return cmp.Or(
			whether(between[a.speaker.key], between[b.speaker.key]), whether(a.Headline, b.Headline),
			whether(!a.speaker.named, !b.speaker.named),
			-cmp.Compare(count[a.speaker.key], count[b.speaker.key]),
			-cmp.Compare(len(a.speaker.words), len(b.speaker.words)), cmp.Compare(a.says(), b.says()))
	})
	return best.says()
}

// whether orders no before yes.
func whether(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	default:
		return 1
	}
}
