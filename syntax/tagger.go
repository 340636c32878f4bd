package syntax

import "hearsay/internal/linear"

// tagger gives each token its Penn tag together with its universal part of
// speech, from left to right. It is a greedy classifier: what it said of the
// two tokens before is known to it.
type tagger struct {
	classes []class
	weights *linear.Weights
	sure    map[uint64]int // by form: the class of words that have no other
}

// class is a Penn tag with a universal part of speech.
type class struct{ tag, pos string }

// tag appends to tags, which is empty, the class of every word.
func (g *tagger) tag(words []word, tags []int, s *space) []int {
	scores := s.scores(len(g.classes))
	for i := range words {
		if c, ok := g.sure[words[i].form]; ok {
			tags = append(tags, c)
			continue
		}
		s.features = tagFeatures(s.features[:0], words, tags, i)
		g.weights.Score(scores, s.features)
		tags = append(tags, linear.Best(scores))
	}
	return tags
}

// noWord stands before and behind a sentence.
var noWord = word{form: 1, low: 1, shape: 1}

func wordOf(words []word, i int) *word {
	if i < 0 || i >= len(words) {
		return &noWord
	}
	return &words[i]
}

func tagAt(tags []int, i int) uint64 {
	if i < 0 {
		return 0
	}
	return uint64(tags[i]) + 1
}

// tagFeatures appends the features of word i, with the tags before it.
func tagFeatures(f []uint64, words []word, tags []int, i int) []uint64 {
	w, a, b := &words[i], wordOf(words, i-1), wordOf(words, i+1)
	a2, b2 := wordOf(words, i-2), wordOf(words, i+2)
	t1, t2 := tagAt(tags, i-1), tagAt(tags, i-2)
	first := uint64(0)
	if i == 0 {
		first = 1
	}
	n := uint64(0)
	add := func(values ...uint64) {
		h := linear.Hash(n)
		n++
		for _, v := range values {
			h = linear.With(h, v)
		}
		f = append(f, h)
	}
	add()
	add(w.form)
	add(w.low)
	add(w.shape, first)
	for _, p := range w.prefix {
		add(p)
	}
	for _, s := range w.suffix {
		add(s)
	}
	add(w.traits, first)
	add(t1)
	add(t1, t2)
	add(t1, w.low)
	add(t1, t2, w.low)
	add(t1, w.suffix[2])
	add(t1, b.low)
	add(a.low)
	add(a.low, w.low)
	add(a2.low)
	add(a2.low, a.low)
	add(b.low)
	add(b.low, w.low)
	add(b2.low)
	add(b.low, b2.low)
	add(a.low, b.low)
	add(b.suffix[2])
	add(b.suffix[1], w.suffix[1])
	add(a.suffix[2])
	add(b.shape, w.shape)
	add(a.shape, w.shape)
	add(w.class[0])
	add(w.class[1])
	add(a.class[0])
	add(b.class[0])
	add(a.class[1], w.class[1])
	add(w.class[1], b.class[1])
	add(a.class[1], b.class[1])
	add(t1, w.class[1], b.class[1])
	add(b.class[0], b2.class[1])
	return f
}
