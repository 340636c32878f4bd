package corpus

import (
	"math"
	"testing"
)

func TestHalfDigit(t *testing.T) {
	for n, want := range map[float64]float64{0: 0.5, 7: 0.5, 50: 5, 4700: 50, -4700: 50, 3.5: 0.05, 0.25: 0.005, 1e15: 5e14} {
		if got := HalfDigit(n); math.Abs(got-want) > want/1e6 {
			t.Errorf("HalfDigit(%v) = %v, want %v", n, got, want)
		}
	}
}
