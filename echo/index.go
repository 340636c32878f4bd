package echo

// Index finds documents that share a key, in memory; a store does the same with rows. Its
// documents are numbers that count up from 0.
type Index struct {
	slots   map[string]int32 // by key: its place in lists
	lists   []sharers
	posts   []post
	outlets []int32          // by document
	names   map[string]int32 // of outlets
	last    []int32          // by document: for which one it was last found, so that none is found twice
}

// sharers is the list of those that have one key.
type sharers struct {
	n      int32
	head   int32 // in posts; -1 for none
	common bool  // too many have it: the list is not gone on with
}

type post struct{ document, next int32 }

// NewIndex returns an index without documents.
func NewIndex() *Index { return &Index{slots: map[string]int32{}, names: map[string]int32{}} }

// Add puts a document of an outlet with its keys into the index and returns those before it
// that share a key with it which few enough have, [MaxSharers] and [MaxOwn]. Each is found once.
func (x *Index) Add(outlet string, keys []string) []int {
	name, ok := x.names[outlet]
	if !ok {
		name = int32(len(x.names))
		x.names[outlet] = name
	}
	me := int32(len(x.outlets))
	x.outlets = append(x.outlets, name)
	x.last = append(x.last, -1)
	var found []int
	for _, k := range keys {
		found = x.share(x.list(k), me, found)
	}
	return found
}

func (x *Index) list(key string) *sharers {
	slot, ok := x.slots[key]
	if !ok {
		slot = int32(len(x.lists))
		x.slots[key] = slot
		x.lists = append(x.lists, sharers{head: -1})
	}
	return &x.lists[slot]
}

// share adds me to those who have a key, and to found those who had it before.
func (x *Index) share(s *sharers, me int32, found []int) []int {
	own := 0
	for p := s.head; p >= 0; p = x.posts[p].next {
		if x.outlets[x.posts[p].document] == x.outlets[me] {
			own++
		}
	}
	s.n++
	s.common = s.common || s.n > MaxSharers || own >= MaxOwn
	if s.common {
		return found
	}
	for p := s.head; p >= 0; p = x.posts[p].next {
		if d := x.posts[p].document; x.last[d] != me {
			x.last[d] = me
			found = append(found, int(d))
		}
	}
	x.posts = append(x.posts, post{me, s.head})
	s.head = int32(len(x.posts) - 1)
	return found
}

// Sharers is a [Sharers]: how many documents have a key, of the outlet that has most of
// them. It counts no further than what is more than [SomeSharers].
func (x *Index) Sharers(key string) int {
	slot, ok := x.slots[key]
	if !ok {
		return 0
	}
	s := &x.lists[slot]
	if s.common {
		return SomeSharers + 1
	}
	most := 0
	for p := s.head; p >= 0 && most <= SomeSharers; p = x.posts[p].next {
		n := 0
		for q := p; q >= 0; q = x.posts[q].next {
			if x.outlets[x.posts[q].document] == x.outlets[x.posts[p].document] {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

// Blocked reports whether two documents, by their keys, still share one that few enough
// have. It is asked when a key has become too common: what no longer shares one is
// withdrawn, so that the order of arrival does not matter.
func (x *Index) Blocked(a, b []string) bool {
	has := make(map[string]bool, len(a))
	for _, k := range a {
		has[k] = true
	}
	for _, k := range b {
		if slot, ok := x.slots[k]; has[k] && ok && !x.lists[slot].common {
			return true
		}
	}
	return false
}
