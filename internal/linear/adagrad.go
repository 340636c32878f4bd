package linear

import "math"

// AdaGrad learns weights by gradients, each at a rate of its own that falls
// with what it was changed before (Duchi, Hazan and Singer 2011), and draws
// them toward zero at every step (L1), so that most stay there.
type AdaGrad struct {
	Weights []float32
	rate    float32
	shrink  float32
	damp    float32
	squares []float32
}

// NewAdaGrad returns n weights of zero. damp keeps the first steps short.
func NewAdaGrad(n int, rate, shrink, damp float32) *AdaGrad {
	return &AdaGrad{Weights: make([]float32, n), squares: make([]float32, n), rate: rate, shrink: shrink, damp: damp}
}

// Step changes the weight at a place against gradient g.
func (a *AdaGrad) Step(at int, g float32) {
	a.squares[at] += g * g
	rate := a.rate / (a.damp + float32(math.Sqrt(float64(a.squares[at]))))
	w := a.Weights[at] - rate*g
	shrink := rate * a.shrink
	switch {
	case w > shrink:
		w -= shrink
	case w < -shrink:
		w += shrink
	default:
		w = 0
	}
	a.Weights[at] = w
}
