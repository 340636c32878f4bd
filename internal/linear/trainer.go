package linear

import "math"

// Trainer learns weights from examples, one at a time. Its result depends on
// the examples and their order alone.
type Trainer struct {
	outputs int
	bits    uint
	now     float32   // examples seen, and one more
	w       []float32 // as they stand
	past    []float32 // each change times when it was made: the average is w - past/now
}

// NewTrainer returns a classifier without knowledge, of outputs classes and
// 1<<bits rows.
func NewTrainer(outputs int, bits uint) *Trainer {
	n := outputs << bits
	return &Trainer{outputs: outputs, bits: bits, now: 1, w: make([]float32, n), past: make([]float32, n)}
}

// Score is [Weights.Score] with the weights as they stand.
func (t *Trainer) Score(scores []float32, features []uint64) {
	n, shift := t.outputs, 64-t.bits
	clear(scores[:n])
	for _, f := range features {
		at := int(f>>shift) * n
		for k, v := range t.w[at : at+n : at+n] {
			scores[k] += v
		}
	}
}

// Tick says that an example was seen.
func (t *Trainer) Tick() { t.now++ }

// Correct makes the right class of an example likelier and the one taken for
// it less likely.
func (t *Trainer) Correct(features []uint64, right, taken int) {
	if right == taken {
		return
	}
	t.add(features, right, 1)
	t.add(features, taken, -1)
}

func (t *Trainer) add(features []uint64, class int, by float32) {
	shift := 64 - t.bits
	for _, f := range features {
		at := int(f>>shift)*t.outputs + class
		t.w[at] += by
		t.past[at] += by * t.now
	}
}

// Average returns the mean of the weights over all examples.
func (t *Trainer) Average() *Weights {
	mean := make([]float32, len(t.w))
	for i, w := range t.w {
		mean[i] = w - t.past[i]/t.now
	}
	rounded, _ := Round(mean, t.outputs, t.bits)
	return rounded
}

// Round makes a classifier of weights, outputs for each of 1<<bits rows. Times
// the unit that it returns, its scores are those of the weights.
func Round(weights []float32, outputs int, bits uint) (*Weights, float32) {
	typical := typicalSize(weights)
	return unpack(outputs, bits, quantise(weights, typical)), float32(typical / (typicalCode * typicalCode))
}

// typicalSize is the root of the mean square of the weights that are not 0.
func typicalSize(weights []float32) float64 {
	var square float64
	used := 0
	for _, w := range weights {
		if w != 0 {
			square += float64(w) * float64(w)
			used++
		}
	}
	return math.Sqrt(square / float64(max(used, 1)))
}

const (
	// typicalCode is the code of a weight of typical size. Codes grow with the
	// root of the weight, so that small weights keep their precision and heavy
	// ones, up to 63 times as heavy, their size: with one step for all, the
	// parser lost two points of attachment on EWT dev.
	typicalCode = 16
	// leastCode is the smallest that is kept. What is lighter, half of the
	// typical weight, makes a third of the parser's bytes and does not change
	// its scores on EWT dev by a thousandth.
	leastCode = 11
)

// quantise rounds weights of a given typical size to codes of a byte.
func quantise(mean []float32, typical float64) []int8 {
	codes := make([]int8, len(mean))
	if typical == 0 {
		return codes
	}
	for i, m := range mean {
		c := math.Round(math.Sqrt(math.Abs(float64(m))/typical) * typicalCode)
		if c < leastCode {
			continue
		}
		codes[i] = int8(math.Copysign(min(c, 127), float64(m)))
	}
	return codes
}

// weight is what a code stands for: its square, with its sign. Dense rows keep
// codes, since a table of codes fits the cache twice as well as one of weights.
func weight(code int8) int32 {
	c := int32(code)
	return c * (c ^ c>>31 - c>>31)
}

// weightOf has the weights by the byte of a code.
var weightOf = func() (weights [1 << 8]int32) {
	for i := range weights {
		weights[i] = weight(int8(i))
	}
	return weights
}()

// unpack makes weights of a code for each class of each row.
func unpack(outputs int, bits uint, codes []int8) *Weights {
	w := newWeights(outputs, bits)
	for row := range 1 << bits {
		for k, c := range codes[row*outputs : (row+1)*outputs] {
			if c != 0 {
				w.set(row, k, c)
			}
		}
		w.endRow(row)
	}
	return w
}
