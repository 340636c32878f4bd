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

// origins names whom figures go back to, each once, in order of first appearance, and returns
// for each figure which of them it goes back to. Who denies a number tells none: -1.
func (u *union) origins(figures []*told) (names []string, of []int) {
	var members [][]*told
	number := map[int]int{}
	for i, t := range figures {
		if isDenied(t) {
			of = append(of, -1)
			continue
		}
		r := u.find(i)
		n, ok := number[r]
		if !ok {
			n = len(members)
			number[r] = n
			members = append(members, nil)
		}
		members[n] = append(members[n], t)
		of = append(of, n)
	}
	for _, m := range members {
		names = append(names, deepest(m))
	}
	return names, of
}

// deepest is the speaker of figures of one origin behind whom no other of them stands: named
// before unnamed, then who is given most often.
func deepest(figures []*told) string {
	between := map[string]bool{}
	for _, t := range figures {
		for _, s := range t.path {
			between[s.key] = true
		}
		if !t.own {
			between[t.outlet.key] = true
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
