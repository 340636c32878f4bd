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
	const fields, around = 14, 5
	var v [fields*around + 3]uint64
	for k := range around {
		wordOf(words, i-2+k).spread(v[k*fields:])
	}
	rest := v[fields*around:]
	rest[0], rest[1] = tagAt(tags, i-1), tagAt(tags, i-2)
	if i == 0 {
		rest[2] = 1
	}
	return tagTemplates().append(f, v[:])
}

// spread puts the fields of a word into v, in the order of wordFields.
func (w *word) spread(v []uint64) {
	v = v[:14]
	v[0], v[1], v[2] = w.form, w.low, w.shape
	v[3], v[4], v[5] = w.prefix[0], w.prefix[1], w.prefix[2]
	*(*[5]uint64)(v[6:]) = w.suffix
	v[11], v[12], v[13] = w.class[0], w.class[1], w.traits
}
