package echo

// run is a stretch of n words that two texts share, from word a of the one and b of the other.
type run struct{ a, b, n int }

// runWords is the least length of a run: shorter ones are turns of phrase.
const runWords = 4

// runsOf returns what b shares with a, in order of a and not overlapping there: at each place
// the longest run, and of equal ones the one that goes on after the one before, else the
// first.
func runsOf(a, b []word) []run {
	if len(a) < runWords || len(b) < runWords {
		return nil
	}
	places := index(b)
	var runs []run
	next := 0 // in b, after the last run
	for i := 0; i+runWords <= len(a); {
		best := places.longest(a, b, i, next)
		if best.n == 0 {
			i++
			continue
		}
		runs = append(runs, best)
		i += best.n
		next = best.b + best.n
	}
	return runs
}

// places tells where in a text a shingle stands: a hash table whose entries are chained.
type places struct {
	head []int32 // by hash: one more than the first place; 0 for none
	next []int32 // by place: one more than the next place with the hash
	mask uint64
}

func index(words []word) places {
	n := len(words) - runWords + 1
	size := 1
	for size < 2*n {
		size *= 2
	}
	p := places{head: make([]int32, size), next: make([]int32, n), mask: uint64(size - 1)}
	for i := n - 1; i >= 0; i-- { // backwards, so that chains run forwards
		at := shingle(words, i, runWords) & p.mask
		p.next[i] = p.head[at]
		p.head[at] = int32(i) + 1
	}
	return p
}

// mostPlaces bounds how many places of one shingle are tried: a text that says one line a
// hundred times is no reason to wait.
const mostPlaces = 16

func (p places) longest(a, b []word, i, next int) run {
	best := run{a: i}
	at := p.head[shingle(a, i, runWords)&p.mask]
	for tried := 0; at > 0 && tried < mostPlaces; tried++ {
		k := int(at) - 1
		n := common(a[i:], b[k:])
		if n >= runWords && (n > best.n || n == best.n && k == next) {
			best.b, best.n = k, n
		}
		at = p.next[k]
	}
	return best
}

// common is the number of words with which two texts begin alike.
func common(a, b []word) int {
	n := 0
	for n < len(a) && n < len(b) && a[n].hash == b[n].hash {
		n++
	}
	return n
}

// cover marks the words of a text of n words that stand in runs, which begin in it at start.
func cover(runs []run, n int, start func(run) int) []bool {
	in := make([]bool, n)
	for _, r := range runs {
		for k := start(r); k < start(r)+r.n; k++ {
			in[k] = true
		}
	}
	return in
}

func inA(r run) int { return r.a }
func inB(r run) int { return r.b }

// share is how much is covered.
func share(covered []bool) float64 {
	n := 0
	for _, c := range covered {
		if c {
			n++
		}
	}
	return float64(n) / float64(max(len(covered), 1))
}
