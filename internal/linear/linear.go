// Package linear has linear classifiers over hashed features (Weinberger et
// al. 2009), trained with the averaged perceptron (Collins 2002), packed to a
// byte a weight and read fast.
//
// A feature is a 64-bit hash. It has no name in a model: its row is found by
// its first bits, and features that share a row share its weights.
package linear

// Weights are a trained classifier: for every row the classes that it speaks
// for or against. They do not change and serve any number of goroutines.
type Weights struct {
	outputs int
	bits    uint
	dense   []uint32 // where classes are few: by row a code for each class, a byte each, the first lowest
	start   []uint32 // else by row: its first cell, and one more at the end
	cells   []uint16 // class and code, and behind the last one of nothing
}

// fewOutputs is up to how many classes a row has a weight for each of them.
const fewOutputs = 4

// Outputs is the number of classes.
func (w *Weights) Outputs() int { return w.outputs }

// atOnce is how many rows are looked up before the first of them is read:
// their places come from all over memory, and the processor waits for several
// at once.
const atOnce = 64

// Score adds up the rows of all features into scores, which has a place for
// each class and is overwritten.
func (w *Weights) Score(scores []int32, features []uint64) {
	var sum sums
	for len(features) > atOnce {
		w.add(&sum, features[:atOnce])
		features = features[atOnce:]
	}
	w.add(&sum, features)
	copy(scores, sum[:w.outputs])
}

func (w *Weights) add(sum *sums, features []uint64) {
	if w.dense != nil {
		w.addDense(sum, features)
	} else {
		w.addCells(sum, features)
	}
}

// sums has a place for each class that a byte can number: no index needs to be
// checked.
type sums [maxOutputs + 1]int32

func (s *sums) add(cell uint16) { s[cell>>8] += weightOf[uint8(cell)] }

func (w *Weights) addCells(sum *sums, features []uint64) {
	var from, to [atOnce]uint32
	shift := 64 - w.bits
	for i, f := range features {
		from[i], to[i] = w.start[f>>shift], w.start[f>>shift+1]
	}
	var first [atOnce]uint16 // of a row's cells; reading it fetches those behind it
	for i := range features {
		first[i] = w.cells[from[i]]
	}
	for i := range features {
		if from[i] == to[i] {
			continue
		}
		sum.add(first[i])
		for _, cell := range w.cells[from[i]+1 : to[i]] {
			sum.add(cell)
		}
	}
}

func (w *Weights) addDense(sum *sums, features []uint64) {
	var rows [atOnce]uint32
	shift := 64 - w.bits
	for i, f := range features {
		rows[i] = w.dense[f>>shift]
	}
	a, b, c, d := sum[0], sum[1], sum[2], sum[3]
	for _, row := range rows[:len(features)] {
		a += weightOf[uint8(row)]
		b += weightOf[uint8(row>>8)]
		c += weightOf[uint8(row>>16)]
		d += weightOf[uint8(row>>24)]
	}
	sum[0], sum[1], sum[2], sum[3] = a, b, c, d
}

// Best returns the class with the highest score; of equals the first.
func Best[T int32 | float32](scores []T) int {
	best := 0
	for k, s := range scores {
		if s > scores[best] {
			best = k
		}
	}
	return best
}

// Hash begins the hash of a feature of a template.
func Hash(template uint64) uint64 { return (template + 1) * multiplier }

// With mixes one more value into the hash of a feature.
func With(h, value uint64) uint64 {
	h = (h ^ value) * multiplier
	return h ^ h>>29
}

// multiplier is 2^64 divided by the golden ratio (Knuth).
const multiplier = 0x9E3779B97F4A7C15
