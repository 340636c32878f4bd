package names

import (
	"encoding/binary"
	"math"

	"hearsay/internal/linear"
	"hearsay/syntax"
)

// KindDocument is a document for training: its trees and the phrases that
// people marked.
type KindDocument struct {
	Sentences []syntax.Sentence
	Phrases   []Phrase
}

// Phrase is a stretch of a sentence with its type in GUM: "person".
type Phrase struct {
	Sentence, From, To int
	Type               string
}

// How the model is trained: logistic regression by AdaGrad with L1. Chosen by
// cross-validation on the documents of GUM that may be trained on.
const (
	kindEpochs = 4
	kindRate   = 0.03
	kindShrink = 1e-3
	kindDamp   = 1e-3
)

// example is a candidate with its class.
type example struct {
	features []uint64
	class    int
}

// TrainKinds trains the model that finds and types mentions and returns it
// packed, as it is embedded. The same documents in the same order give the
// same bytes.
func TrainKinds(docs []KindDocument) []byte {
	model := &kindModel{words: kindLexicon()}
	var examples []example
	for i := range docs {
		examples = append(examples, model.examples(&docs[i])...)
	}
	learner := linear.NewAdaGrad(classes<<kindBits, kindRate, kindShrink, kindDamp)
	order := shuffled(len(examples))
	for range kindEpochs {
		for _, i := range order {
			learnKind(learner, &examples[i])
		}
	}
	return packKinds(learner.Weights)
}

// shuffled returns 0 to n-1 in an order that depends on n alone.
func shuffled(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	state := uint64(n) + 1
	for i := n - 1; i > 0; i-- {
		state = state*6364136223846793005 + 1442695040888963407
		j := int((state >> 33) % uint64(i+1))
		order[i], order[j] = order[j], order[i]
	}
	return order
}

func (m *kindModel) examples(d *KindDocument) []example {
	bySentence := make([][]Phrase, len(d.Sentences))
	for _, p := range d.Phrases {
		bySentence[p.Sentence] = append(bySentence[p.Sentence], p)
	}
	var out []example
	for i := range d.Sentences {
		t := newTree(&d.Sentences[i])
		all := t.candidates(nil)
		for n, class := range classesOf(t, all, bySentence[i]) {
			out = append(out, example{m.features(nil, t, all[n]), class})
		}
	}
	return out
}

// classesOf gives each candidate the class of the phrase with its span. Where
// a head has no such candidate, its first takes the class of a phrase with its
// head.
func classesOf(t *tree, all []candidate, phrases []Phrase) []int {
	out := make([]int, len(all))
	taken := make([]bool, len(phrases))
	for n, c := range all {
		for k, p := range phrases {
			if p.From == c.from && p.To == c.to && !taken[k] {
				out[n], taken[k] = classOf(p.Type), true
				break
			}
		}
	}
	for n, c := range all {
		if c.list || named(all, out, c.head) {
			continue
		}
		for k, p := range phrases {
			if !taken[k] && HeadOf(t.Tokens, p.From, p.To) == c.head {
				out[n], taken[k] = classOf(p.Type), true
				break
			}
		}
	}
	return out
}

// named reports whether a phrase of a head has a class already.
func named(all []candidate, classes []int, head int) bool {
	for n, c := range all {
		if c.head == head && !c.list && classes[n] != classNone {
			return true
		}
	}
	return false
}

// HeadOf returns the first token of a phrase whose governor stands outside it.
func HeadOf(tokens []syntax.Token, from, to int) int {
	for i := from; i < to; i++ {
		if h := tokens[i].Head; (h < from || h >= to) && tokens[i].POS != "PUNCT" && tokens[i].Rel != "case" {
			return i
		}
	}
	return to - 1
}

// learnKind is one step against the gradient of one example.
func learnKind(learner *linear.AdaGrad, e *example) {
	var scores [classes]float32
	for _, f := range e.features {
		row := learner.Weights[int(f>>(64-kindBits))*classes:]
		for k := range scores {
			scores[k] += row[k]
		}
	}
	shares := sharesOf(scores)
	shares[e.class]--
	for k, g := range shares {
		if g > -1e-4 && g < 1e-4 {
			continue
		}
		for _, f := range e.features {
			learner.Step(int(f>>(64-kindBits))*classes+k, g)
		}
	}
}

func packKinds(weights []float32) []byte {
	rounded, unit := linear.Round(weights, classes, kindBits)
	out := binary.LittleEndian.AppendUint32([]byte(kindMagic), math.Float32bits(unit))
	return rounded.Append(out)
}
