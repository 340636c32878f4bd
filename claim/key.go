package claim

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"hearsay/corpus"
)

// How many keys a statement has of each kind. Origin: judgement; more cost a database rows,
// fewer miss pairs: see TestKeysMeet.
const (
	keyWords    = 5  // the heaviest words, by pairs
	keyOwnWords = 3  // of a passage in the outlet's own voice, of which there are many
	keyContext  = 3  // names of the context
	keyRuns     = 16 // runs of words
	runLength   = 4  // words in a run
	runWindow   = 5  // runs of which one is kept
)

// What keys weigh that are not enough alone, of [corpus.KeysMeet]. Two words in common are a
// subject, hardly more, and a run of four is a turn of speech; three words make three pairs.
// Origin: 3,000 stories of an agency and the same edited, 924 articles of seven outlets. With all
// keys but those of words enough, and two of words, they were compared with 13 and 37 others each;
// so with 8 and 23, and of 8,184 and 2,403 relations 27 and none are lost, 24 of them unsure.
const (
	pairWeight   = corpus.KeysMeet / 3
	runWeight    = corpus.KeysMeet - pairWeight
	figureWeight = corpus.KeysMeet - pairWeight // a small number with a name of the context
)

// Keys returns the keys over which s meets statements of other documents that carry the same
// content or that it may answer, each once, in order.
func (s Statement) Keys() []string {
	var keys []string
	keys = append(keys, s.figureKeys()...)
	keys = append(keys, s.wordKeys()...)
	keys = append(keys, s.runKeys()...)
	keys = append(keys, s.lossKeys()...)
	if s.isNamed() {
		words := slices.Sorted(slices.Values(s.Called))
		for _, d := range saidOn(&s) {
			keys = append(keys, "claim:day:"+strings.Join(words, "")+":"+d)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// figureKeys: the number, and where it alone tells little, with a name of the context.
func (s Statement) figureKeys() []string {
	var keys []string
	for _, f := range s.Figures {
		if f.Earlier || f.value() == 0 {
			continue
		}
		v := strconv.FormatFloat(f.value(), 'f', -1, 64)
		if specific(f.value()) >= roundNumber {
			keys = append(keys, "claim:number:"+v)
			continue
		}
		for _, c := range s.contextKeys() {
			keys = append(keys, corpus.WeakKey(figureWeight, "claim:number:"+v+":"+c))
		}
	}
	if v := s.Refers.Value; v != nil {
		keys = append(keys, "claim:number:"+strconv.FormatFloat(*v, 'f', -1, 64))
	}
	return keys
}

func (s Statement) contextKeys() []string { return s.Context[:min(len(s.Context), keyContext)] }

// wordKeys: pairs of the heaviest words; of equal weight the longer ones are rarer.
func (s Statement) wordKeys() []string {
	var words []Word
	for _, w := range s.Words {
		if w.Class != Common {
			words = append(words, w)
		}
	}
	slices.SortStableFunc(words, func(x, y Word) int {
		return cmp.Or(cmp.Compare(y.Weight, x.Weight), cmp.Compare(len(y.Stem), len(x.Stem)), strings.Compare(x.Stem, y.Stem))
	})
	n := keyWords
	if s.Own {
		n = keyOwnWords
	}
	words = words[:min(len(words), n)]
	var keys []string
	for i, x := range words {
		for _, y := range words[i+1:] {
			keys = append(keys, corpus.WeakKey(pairWeight, "claim:words:"+min(x.Stem, y.Stem)+"+"+max(x.Stem, y.Stem)))
		}
	}
	return keys
}

// runKeys: of each few runs of words in a row the one with the least digest (winnowing), so
// that two texts that share a run of runLength+runWindow-1 words share one.
func (s Statement) runKeys() []string {
	if s.Own {
		return nil
	}
	tokens := s.Tokens[:min(len(s.Tokens), mostTokens)]
	var sums []uint64
	for i := 0; i+runLength <= len(tokens); i++ {
		sums = append(sums, digest(tokens[i:i+runLength]))
	}
	var keys []string
	for i := range max(0, len(sums)-runWindow) + min(1, len(sums)) {
		k := i + slices.Index(sums[i:min(i+runWindow, len(sums))], slices.Min(sums[i:min(i+runWindow, len(sums))]))
		if isQuoted(&s) || tellingIn(tokens[k:k+runLength]) >= runTelling {
			keys = append(keys, corpus.WeakKey(runWeight, "claim:run:"+strconv.FormatUint(sums[k], 36)))
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	return keys[:min(len(keys), keyRuns)]
}

// digests returns the digests of keys, in order: statements of two documents are held against
// one another where they share one.
func digests(keys []string) []uint64 {
	out := make([]uint64, len(keys))
	for i, k := range keys {
		out[i] = digest([]string{k})
	}
	slices.Sort(out)
	return out
}

// meet reports whether two lists in order share a digest.
func meet(a, b []uint64) bool {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			return true
		case a[0] < b[0]:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return false
}

func digest(words []string) uint64 {
	h := fnv.New64a()
	for _, w := range words {
		h.Write([]byte(w))
		h.Write([]byte{' '})
	}
	return h.Sum64()
}

// lossKeys: who counts, denies or rules out losses, with a name of the context.
func (s Statement) lossKeys() []string {
	counts := slices.ContainsFunc(s.Figures, func(f Figure) bool { return isLoss(f.Measure) })
	speaks := slices.ContainsFunc(s.Words, func(w Word) bool { return w.Stem == "=kill" || w.Stem == "=wound" || w.Stem == "=harm" })
	answers := s.stance() == corpus.Deny || s.Refers.None || s.Refers.Reject
	if s.Own || !counts && !(speaks && answers) {
		return nil
	}
	var keys []string
	for _, c := range s.contextKeys() {
		keys = append(keys, "claim:loss:"+c)
	}
	return keys
}
