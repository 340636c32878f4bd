package syntax

import (
	"math/bits"
	"math/rand/v2"
	"slices"

	"hearsay/internal/linear"
)

// The measures of training, chosen by the scores on EWT dev.
const (
	tagPasses   = 6
	foldPasses  = 2
	parsePasses = 10
	tagBits     = 18
	moveBits    = 22
	labelBits   = 18
	folds       = 4
	// explore is how often, after the first pass, the parser goes where it
	// would go by itself and not where it should, so that it learns to go on
	// from its own errors (Goldberg and Nivre 2013).
	explore = 0.9
)

// Example is a sentence with its tree to learn from.
type Example struct {
	Sentence
	Times     int  // how often it is read in each pass
	ByMachine bool // parsed by a machine that knows more, and not by people
}

// Train learns a model from examples. The same examples in the same order make
// the same model on one kind of processor. progress is called with what is
// being done.
func Train(examples []Example, progress func(string)) *Model {
	t := newTraining(examples)
	t.sure = sureWords(t.examples)
	progress("tagger")
	g := t.tagger(t.order(noPart), tagPasses)
	progress("tags of parts by taggers that have not seen them")
	t.foldTags()
	progress("parser")
	return &Model{tagger: g, parser: t.parser(t.order(noPart))}
}

// Unseen returns the sentences of examples with tags and trees of models that
// have not seen them: what learns from trees is to learn from trees as wrong as
// those of new texts are.
func Unseen(examples []Example, progress func(string)) []Sentence {
	t := newTraining(examples)
	t.sure = sureWords(t.examples)
	progress("tags by taggers that have not seen them")
	t.foldTags()
	progress("trees by parsers that have not seen them")
	out := make([]Sentence, len(examples))
	for part := range unseenParts {
		p := t.parser(t.orderOutside(part))
		m := Model{tagger: tagger{classes: t.classes}, parser: p}
		for i := range examples {
			if unseenPart(i) == part {
				out[i] = examples[i].Sentence
				out[i].Tokens = slices.Clone(out[i].Tokens)
				e := &t.examples[i]
				m.write(&out[i], e.seen, p.parse(e.words, e.seen, &t.space))
				lemmatize(&out[i])
			}
		}
	}
	return out
}

// unseenParts is into how many parts the examples of [Unseen] are cut.
const unseenParts = 2

func unseenPart(i int) int { return i / 50 % unseenParts }

// orderOutside is order for the parts of [Unseen].
func (t *training) orderOutside(part int) []int {
	return slices.DeleteFunc(t.order(noPart), func(i int) bool { return unseenPart(i) == part })
}

// example is a sentence to learn from.
type example struct {
	words  []word
	tags   []int // gold
	seen   []int // tags as the parser will see them
	heads  []int // the root is len(words)
	labels []int
	times  int
	people bool
}

type training struct {
	examples []example
	classes  []class
	labels   []string
	sure     map[uint64]int
	space    space
}

func newTraining(examples []Example) *training {
	t := &training{labels: []string{"root"}}
	classes, labels := map[class]int{}, map[string]int{"root": 0}
	for i := range examples {
		tokens := examples[i].Tokens
		e := example{words: looks(nil, Normal(tokens)), times: examples[i].Times, people: !examples[i].ByMachine}
		for _, k := range tokens {
			e.tags = append(e.tags, number(classes, &t.classes, class{k.Tag, k.POS}))
			e.labels = append(e.labels, number(labels, &t.labels, k.Rel))
			head := k.Head
			if head < 0 {
				head = len(tokens)
			}
			e.heads = append(e.heads, head)
		}
		t.examples = append(t.examples, e)
	}
	return t
}

// A word is sure of its class if it was seen often and hardly ever with
// another: half of all tokens are such words.
const (
	sureCount = 60
	sureShare = 0.998
)

// sureWords returns the class of every form that is sure of it, as people say.
func sureWords(examples []example) map[uint64]int {
	counts := map[uint64]map[int]int{}
	for _, e := range examples {
		if !e.people {
			continue
		}
		for i, w := range e.words {
			if counts[w.form] == nil {
				counts[w.form] = map[int]int{}
			}
			counts[w.form][e.tags[i]]++
		}
	}
	sure := map[uint64]int{}
	for form, classes := range counts {
		all := 0
		for _, n := range classes {
			all += n
		}
		for c, n := range classes {
			if all >= sureCount && float64(n) >= sureShare*float64(all) {
				sure[form] = c
			}
		}
	}
	return sure
}

// rows returns how many bits number the rows of a classifier that learns from
// the examples: most, or fewer where they are few.
func (t *training) rows(most int) uint {
	const least, perToken = 12, 32
	tokens := 0
	for _, e := range t.examples {
		tokens += len(e.words)
	}
	return uint(min(most, max(least, bits.Len(uint(tokens*perToken)))))
}

// number returns the place of v in list, which it joins if it is new.
func number[T comparable](places map[T]int, list *[]T, v T) int {
	n, ok := places[v]
	if !ok {
		n = len(*list)
		places[v] = n
		*list = append(*list, v)
	}
	return n
}

// seed begins every source of chance, so that training can be repeated.
const seed = 1

// shuffled calls f with the number of each example of a pass, in another order
// in each.
func shuffled(order []int, passes int, f func(rng *rand.Rand, pass, i int)) {
	rng := rand.New(rand.NewPCG(seed, 0))
	for pass := range passes {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			f(rng, pass, i)
		}
	}
}

// noPart is a part that no example is in.
const noPart = -1

// order lists the examples of a pass, each as often as it is to be read,
// without those of a part.
func (t *training) order(without int) []int {
	var order []int
	for i := range t.examples {
		for range t.examples[i].times {
			if foldOf(i) != without {
				order = append(order, i)
			}
		}
	}
	return order
}

func (t *training) tagger(order []int, passes int) tagger {
	examples := t.examples
	learner := linear.NewTrainer(len(t.classes), t.rows(tagBits))
	scores := make([]float32, len(t.classes))
	var features []uint64
	var tags []int
	shuffled(order, passes, func(_ *rand.Rand, _, k int) {
		e := &examples[k]
		tags = tags[:0]
		for i := range e.words {
			if c, ok := t.sure[e.words[i].form]; ok {
				tags = append(tags, c)
				continue
			}
			learner.Tick()
			features = tagFeatures(features[:0], e.words, tags, i)
			learner.Score(scores, features)
			taken := linear.Best(scores)
			learner.Correct(features, e.tags[i], taken)
			tags = append(tags, taken)
		}
	})
	return tagger{classes: t.classes, weights: learner.Average(), sure: t.sure}
}

// foldTags gives the examples tags as wrong as those of new texts are: each
// part is tagged by a tagger that learned from the others.
func (t *training) foldTags() {
	for fold := range folds {
		g := t.tagger(t.order(fold), foldPasses)
		for i := range t.examples {
			if e := &t.examples[i]; foldOf(i) == fold {
				e.seen = g.tag(e.words, nil, &t.space)
			}
		}
	}
}

// foldOf puts runs of sentences into one part, so that a document is mostly
// in one.
func foldOf(i int) int { return i / 50 % folds }

// parserTrainer learns moves and labels.
type parserTrainer struct {
	moves, labels           *linear.Trainer
	moveScores, labelScores []float32
	features                []uint64
	state                   state
}

func (t *training) parser(order []int) parser {
	p := &parserTrainer{
		moves: linear.NewTrainer(int(moves), t.rows(moveBits)), moveScores: make([]float32, moves),
		labels: linear.NewTrainer(len(t.labels), t.rows(labelBits)), labelScores: make([]float32, len(t.labels)),
	}
	shuffled(order, parsePasses, func(rng *rand.Rand, pass, i int) {
		p.learn(&t.examples[i], func() bool { return pass > 0 && rng.Float64() < explore })
	})
	return parser{labels: t.labels, moveWeights: p.moves.Average(), arcWeights: p.labels.Average()}
}

// learn parses an example and corrects every wrong move on the way. astray
// says whether to go on from a wrong move.
func (p *parserTrainer) learn(e *example, astray func() bool) {
	st := &p.state
	st.reset(e.words, e.seen)
	for !st.done() {
		p.moves.Tick()
		p.features = st.moveFeatures(p.features[:0])
		p.moves.Score(p.moveScores, p.features)
		taken := likeliest(st, p.moveScores)
		right := p.best(e.heads)
		p.moves.Correct(p.features, int(right), int(taken))
		m := right
		if astray() {
			m = taken
		}
		st.do(m, p.learnLabel(e, m))
	}
}

// best returns, of the moves that cost least, the one that the parser likes
// best.
func (p *parserTrainer) best(heads []int) move {
	st, best, least := &p.state, move(-1), 0
	for m := shift; m < moves; m++ {
		if !st.may(m) {
			continue
		}
		c := st.cost(m, heads)
		if best < 0 || c < least || c == least && p.moveScores[m] > p.moveScores[best] {
			best, least = m, c
		}
	}
	return best
}

// learnLabel returns the label that the parser gives the arc of a move, and
// corrects it where the arc is right.
func (p *parserTrainer) learnLabel(e *example, m move) int {
	if m == shift {
		return noLabel
	}
	head, dependent := p.state.arc(m)
	if head == p.state.root() {
		return 0
	}
	p.features = p.state.labelFeatures(p.features[:0], head, dependent)
	p.labels.Score(p.labelScores, p.features)
	taken := 1 + linear.Best(p.labelScores[1:])
	if e.heads[dependent] == head {
		p.labels.Tick()
		p.labels.Correct(p.features, e.labels[dependent], taken)
	}
	return taken
}
