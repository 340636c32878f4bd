package names

import (
	"math"

	"hearsay/internal/linear"
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
	corefEpochs    = 7
	corefRate      = 0.1
	corefShrink    = 3e-3 // L1, at each update of a weight
	costFalseLink  = 0.1
	costFalseNew   = 3.0 // of a person, body or place
	costFalseOther = 5.0 // of anything else: such a link does less harm
	costWrongLink  = 0.5
)

// corefDamp keeps the first steps short.
const corefDamp = 1e-6

// trainer is a ranker whose weights are being learned.
type trainer struct {
	*ranker
	learner *linear.AdaGrad
}

// TrainCoref trains the ranker of joining and, by cross-validation, how sure
// its links are. The same documents in the same order give the same bytes.
func TrainCoref(docs []CorefDocument) []byte {
	k := trainRanker(docs)
	k.right = crossValidate(docs)
	return packRanker(k)
}

func trainRanker(docs []CorefDocument) *ranker {
	learner := linear.NewAdaGrad(1<<rankerBits, corefRate, corefShrink, corefDamp)
	t := &trainer{&ranker{weights: learner.Weights}, learner}
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

// corefFolds is the number of parts of the cross-validation.
const corefFolds = 4

// crossValidate counts how often links of a share are right in documents that
// the ranker has not seen.
func crossValidate(docs []CorefDocument) [levels][confidenceBins]float32 {
	var count tally
	for fold := range corefFolds {
		var train, test []CorefDocument
		for i, d := range docs {
			if i%corefFolds == fold {
				test = append(test, d)
			} else {
				train = append(train, d)
			}
		}
		k := trainRanker(train)
		for _, d := range test {
			count.add(newJoining(newDocument(lexicalCoref(), d.Sentences, d.Mentions), k))
		}
	}
	return count.shares()
}

// tally counts links and right links by level and share.
type tally struct {
	all, right [levels][confidenceBins]float64
}

// add joins a document and counts its links.
func (y *tally) add(j *joining) {
	for i := range j.mentions {
		if c := j.known(i); c >= 0 {
			j.place(i, c, 1)
			continue
		}
		j.consider(i)
		a, share := j.likeliest()
		if a < 0 {
			j.place(i, -1, 1)
			continue
		}
		level, bin := min(int(j.mentions[i].Level), levels-1), min(int(share*confidenceBins), confidenceBins-1)
		y.all[level][bin]++
		if gold := j.mentions[i].Entity; gold >= 0 && gold == j.mentions[a].Entity {
			y.right[level][bin]++
		}
		j.place(i, j.of[a], 1)
	}
}

// shares returns the share of right links, made to rise with the bins by
// pooling neighbours that fall. A bin starts from confidence one half with the
// weight of one link.
func (y *tally) shares() (out [levels][confidenceBins]float32) {
	type pool struct {
		all, right float64
		bins       int
	}
	for level := range levels {
		var pools []pool
		for bin := range confidenceBins {
			pools = append(pools, pool{y.all[level][bin] + 1, y.right[level][bin] + 0.5, 1})
			for n := len(pools); n > 1 && pools[n-2].right*pools[n-1].all > pools[n-1].right*pools[n-2].all; n = len(pools) {
				p := pools[n-1]
				pools = pools[:n-1]
				pools[n-2] = pool{pools[n-2].all + p.all, pools[n-2].right + p.right, pools[n-2].bins + p.bins}
			}
		}
		bin := 0
		for _, p := range pools {
			for range p.bins {
				out[level][bin] = float32(p.right / p.all)
				bin++
			}
		}
	}
	return out
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
		c := -1
		if a, _ := j.likeliest(); a >= 0 {
			c = j.of[a]
		}
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
		j.scores[n] += cost(right[n], n == 0, any, j.mentions[i].Kind == "" && j.mentions[i].Level != Pronoun)
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
func cost(right, fresh, any, other bool) float32 {
	switch {
	case right:
		return 0
	case fresh && other:
		return costFalseOther
	case fresh:
		return costFalseNew
	case any:
		return costWrongLink
	}
	return costFalseLink
}

// step changes the weights of features against gradient g.
func (t *trainer) step(features []uint32, g float32) {
	mask := uint32(len(t.weights) - 1)
	for _, f := range features {
		t.learner.Step(int(f&mask), g)
	}
}
