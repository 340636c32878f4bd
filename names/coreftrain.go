package names

import (
	"math"

	"hearsay/syntax"
)

// CorefDocument is a document for training: its mentions in the order that
// Join returns, each with the entity that people gave it; -1 for a found
// mention that people do not have.
type CorefDocument struct {
	Sentences []syntax.Sentence
	Mentions  []Mention
}

// How the ranker is trained; tuned by cross-validation on the documents of
// GUM that may be trained on.
const (
	corefEpochs   = 12
	corefRate     = 0.1
	corefShrink   = 3e-3 // L1, at each update of a weight
	costFalseLink = 0.1
	costFalseNew  = 2.0
	costWrongLink = 0.5
)

// trainer holds the sums of AdaGrad.
type trainer struct {
	*ranker
	squares []float32
}

// TrainCoref trains the ranker of joining. The same documents in the same
// order give the same bytes.
func TrainCoref(docs []CorefDocument) []byte {
	return packRanker(trainRanker(docs))
}

func trainRanker(docs []CorefDocument) *ranker {
	t := &trainer{&ranker{make([]float32, 1<<rankerBits)}, make([]float32, 1<<rankerBits)}
	read := make([]*document, len(docs))
	for i := range docs {
		read[i] = newDocument(lexicalCoref(), docs[i].Sentences, docs[i].Mentions)
	}
	for range corefEpochs {
		for _, d := range read {
			t.learn(d)
		}
	}
	return t.ranker
}

// learn reads a document as Join does and mends the weights at each mention
// that the ranker decides.
func (t *trainer) learn(d *document) {
	j := newJoining(d, t.ranker)
	for i := range d.mentions {
		if c := j.known(i); c >= 0 {
			j.place(i, c, 1)
			continue
		}
		j.consider(i)
		c, _ := j.likeliest()
		t.mend(j, i)
		j.place(i, c, 1)
	}
}

// mend moves the weights toward the antecedents that people chose.
func (t *trainer) mend(j *joining, i int) {
	gold := j.mentions[i].Entity
	right := make([]bool, len(j.candidates))
	any := false
	for n, a := range j.candidates {
		right[n] = n > 0 && gold >= 0 && j.mentions[a].Entity == gold
		any = any || right[n]
	}
	right[0] = !any
	for n := range j.scores {
		j.scores[n] += cost(right[n], n == 0, any)
	}
	shares := softmax(j.scores, nil)
	mass := 0.0
	for n, p := range shares {
		if right[n] {
			mass += p
		}
	}
	for n, p := range shares {
		g := p
		if right[n] {
			g -= p / math.Max(mass, 1e-12)
		}
		if math.Abs(g) > 1e-4 {
			t.step(j.row(n), float32(g))
		}
	}
}

// cost is what a wrong choice adds to its score in training.
func cost(right, fresh, any bool) float32 {
	switch {
	case right:
		return 0
	case fresh:
		return costFalseNew
	case any:
		return costWrongLink
	}
	return costFalseLink
}

// step is one AdaGrad update against gradient g.
func (t *trainer) step(features []uint32, g float32) {
	mask := uint32(len(t.weights) - 1)
	for _, f := range features {
		f &= mask
		t.squares[f] += g * g
		rate := corefRate / (1e-6 + float32(math.Sqrt(float64(t.squares[f]))))
		w := t.weights[f] - rate*g
		shrink := rate * corefShrink
		switch {
		case w > shrink:
			w -= shrink
		case w < -shrink:
			w += shrink
		default:
			w = 0
		}
		t.weights[f] = w
	}
}
