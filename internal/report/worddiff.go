package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// Change tells what became of a stretch of a text in the next one.
type Change string

// The changes. Skipped stands for a stretch that is the same and not shown.
const (
	Same     Change = "same"
	Deleted  Change = "deleted"
	Inserted Change = "inserted"
	Left     Change = "skipped"
)

// edit is a stretch of two texts: the same in both, or in one of them alone
// and then empty in the other, where it says between which characters.
type edit struct {
	change   Change
	old, new corpus.Span
}

// wordDiff returns what turns old into new, by words: edits in order that
// cover both texts, without two of one kind behind each other. Where words
// were replaced the deletion comes before the insertion. The spans of new in
// order are new, those of old are old, and nothing in them is empty in both.
//
// Lines that stand once in each text and in the same order hold the texts
// together (the patience method of Cohen); between them, words are compared by
// the method of Myers (An O(ND) Difference Algorithm, 1986). Where more than
// [maxEdits] words differ between two such lines, whole lines are replaced:
// that is faster, and what is left of a text that was written anew is chance.
func wordDiff(old, new string) []edit {
	d := differ{old: old, new: new}
	at := shared{}
	for _, line := range anchors(old, new) {
		d.between(at, line)
		d.match(line)
		at = line.behind()
	}
	d.between(at, shared{len(old), len(new), 0})
	return d.edits()
}

// shared is a stretch of n bytes that is the same in two texts, by its offsets.
type shared struct{ old, new, n int }

func (p shared) behind() shared { return shared{p.old + p.n, p.new + p.n, 0} }

// differ gathers what two texts have in common, in order.
type differ struct {
	old, new string
	common   []shared
}

func (d *differ) match(p shared) {
	if p.n == 0 {
		return
	}
	if k := len(d.common); k > 0 && d.common[k-1].behind() == (shared{p.old, p.new, 0}) {
		d.common[k-1].n += p.n
		return
	}
	d.common = append(d.common, p)
}

// between compares the words from the stretch a to the stretch b.
func (d *differ) between(a, b shared) {
	x, y := wordsOf(d.old, a.old, b.old), wordsOf(d.new, a.new, b.new)
	ids := map[string]int32{}
	p, q := number(ids, d.old, x), number(ids, d.new, y)
	head := commonPrefix(p, q)
	tail := commonSuffix(p[head:], q[head:])
	d.words(x[:head], y)
	for _, r := range commonRuns(p[head:len(p)-tail], q[head:len(q)-tail], maxEdits) {
		d.words(x[head+r.old:head+r.old+r.n], y[head+r.new:])
	}
	d.words(x[len(x)-tail:], y[len(y)-tail:])
}

// words matches the words x with as many of y.
func (d *differ) words(x, y []corpus.Span) {
	if len(x) > 0 {
		d.match(shared{x[0].Start, y[0].Start, x[len(x)-1].End - x[0].Start})
	}
}

// edits are what lies in what is common and between it.
func (d *differ) edits() (out []edit) {
	at, end := shared{}, shared{len(d.old), len(d.new), 0}
	list := append(d.common, end)
	for i, p := range list {
		if i+1 < len(list) && d.chance(at, p, list[i+1]) {
			continue
		}
		if at.old < p.old {
			out = append(out, edit{Deleted, corpus.Span{Start: at.old, End: p.old}, corpus.Span{Start: at.new, End: at.new}})
		}
		if at.new < p.new {
			out = append(out, edit{Inserted, corpus.Span{Start: p.old, End: p.old}, corpus.Span{Start: at.new, End: p.new}})
		}
		if p.n > 0 {
			out = append(out, edit{Same, corpus.Span{Start: p.old, End: p.old + p.n}, corpus.Span{Start: p.new, End: p.new + p.n}})
		}
		at = p.behind()
	}
	return out
}

// chance reports whether p, which is common, lies by chance between the change
// that begins at a and the one that ends at b: it is no longer than either, as
// "of" between two phrases that have nothing else in common, or has no word in
// it. What ends a line is no chance. (The first is the semantic clean-up of
// Fraser's diff-match-patch.)
func (d *differ) chance(a, p, b shared) bool {
	before := max(p.old-a.old, p.new-a.new)
	after := max(b.old-p.old, b.new-p.new) - p.n
	text := d.old[p.old : p.old+p.n]
	if before == 0 || after == 0 || strings.Contains(text, "\n") {
		return false
	}
	return p.n <= min(before, after) || !strings.ContainsFunc(text, isWord)
}

// wordsOf cuts text[start:end] into what is compared: words, each letter of a
// script that puts no spaces between words, runs of white space, and every
// other sign alone.
func wordsOf(text string, start, end int) (out []corpus.Span) {
	was := apart
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(text[i:end])
		kind := tokenKind(r)
		if k := len(out); k > 0 && kind != apart && kind == was {
			out[k-1].End += n
		} else {
			out = append(out, corpus.Span{Start: i, End: i + n})
		}
		was = kind
		i += n
	}
	return out
}

// The kinds of character: those of one kind behind each other are one word,
// but for those that stand apart.
const (
	apart = iota
	letter
	space
)

func tokenKind(r rune) int {
	switch {
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
		return apart
	case isWord(r):
		return letter
	case r == ' ' || r == '\t' || r == '\u00a0':
		return space
	}
	return apart
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// number replaces words by numbers that are equal where the words are.
func number(ids map[string]int32, text string, words []corpus.Span) []int32 {
	out := make([]int32, len(words))
	for i, w := range words {
		id, ok := ids[w.In(text)]
		if !ok {
			id = int32(len(ids))
			ids[w.In(text)] = id
		}
		out[i] = id
	}
	return out
}

func commonPrefix(a, b []int32) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func commonSuffix(a, b []int32) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// maxEdits is how many words may differ between two lines that hold before
// whole lines are replaced: a page of a book in which every word does. The
// work grows with its square, as does the memory, to 16 MB.
const maxEdits = 2000

// commonRuns returns the longest common subsequence of a and b as runs, in
// order; none where that takes more than limit deletions and insertions.
func commonRuns(a, b []int32, limit int) []shared {
	limit = min(limit, len(a)+len(b))
	if len(a) == 0 || len(b) == 0 || max(len(a)-len(b), len(b)-len(a)) > limit {
		return nil
	}
	far := make([]int32, 2*limit+3) // by diagonal: how far into a the best path is
	var trace [][]int32
	for d := 0; d <= limit; d++ {
		trace = append(trace, slices.Clone(far[limit+1-d:limit+2+d]))
		for k := -d; k <= d; k += 2 {
			x := int(far[limit+k])
			if k == -d || k != d && int(far[limit+k]) < int(far[limit+2+k]) {
				x = int(far[limit+2+k])
			} else {
				x++
			}
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			far[limit+1+k] = int32(x)
			if x >= len(a) && x-k >= len(b) {
				return runsBack(trace, len(a), len(b))
			}
		}
	}
	return nil
}

// runsBack follows the paths of trace from the end of two sequences to their
// beginning.
func runsBack(trace [][]int32, x, y int) (out []shared) {
	for d := len(trace) - 1; d > 0; d-- {
		far, k := trace[d], x-y // far holds the diagonals from -d to d before step d
		before := k + 1
		if k != -d && (k == d || far[d+k-1] >= far[d+k+1]) {
			before = k - 1
		}
		fromX := int(far[d+before])
		startX := fromX
		if before == k-1 {
			startX++
		}
		if n := x - startX; n > 0 {
			out = append(out, shared{startX, startX - k, n})
		}
		x, y = fromX, fromX-before
	}
	if x > 0 {
		out = append(out, shared{0, 0, x})
	}
	slices.Reverse(out)
	return out
}

// anchors returns the lines that stand once in each text, as far as they are
// in the same order in both.
func anchors(old, new string) []shared {
	inNew := onceOnly(new)
	var both []shared
	for line, at := range onceOnly(old) {
		if to, ok := inNew[line]; ok && at >= 0 && to >= 0 {
			both = append(both, shared{at, to, len(line)})
		}
	}
	slices.SortFunc(both, func(a, b shared) int { return a.old - b.old })
	return rising(both)
}

// onceOnly returns where the lines of a text stand; -1 for one that stands
// more than once. Empty lines are none.
func onceOnly(text string) map[string]int {
	at, out := 0, map[string]int{}
	for whole := range strings.Lines(text) {
		line := strings.TrimRight(whole, "\r\n")
		if _, twice := out[line]; twice {
			out[line] = -1
		} else if !blank(line) {
			out[line] = at
		}
		at += len(whole)
	}
	return out
}

// rising returns the longest part of list, which is in the order of old, that
// is in the order of new as well.
func rising(list []shared) []shared {
	var ends []int // by length: the index of the lowest end of a part
	back := make([]int, len(list))
	for i, p := range list {
		k, _ := slices.BinarySearchFunc(ends, p.new, func(e, to int) int { return list[e].new - to })
		if back[i] = -1; k > 0 {
			back[i] = ends[k-1]
		}
		if k == len(ends) {
			ends = append(ends, i)
		}
		ends[k] = i
	}
	if len(ends) == 0 {
		return nil
	}
	var out []shared
	for i := ends[len(ends)-1]; i >= 0; i = back[i] {
		out = append(out, list[i])
	}
	slices.Reverse(out)
	return out
}
