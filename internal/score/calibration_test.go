package score

import (
	"math"
	"testing"
)

func TestCalibrate(t *testing.T) {
	// Predictions 0, 2 and 3 are right.
	bands := calibrate([]float64{1, 0.95, 0.9, 0.55, 0.5, 0, -1, 2}, []pair{{0, 0}, {1, 2}, {2, 3}})
	want := map[float64]Share{0: {0, 2}, 0.5: {1, 2}, 0.9: {1, 1}, 0.95: {1, 3}}
	for _, b := range bands {
		if b.Share != want[b.From] {
			t.Errorf("%v - %v: %v, want %v", b.From, b.To, b.Share, want[b.From])
		}
	}
}

func TestCalibrationError(t *testing.T) {
	// 0.5-0.6: claimed 0.5 + 0.5 = 1, right 2: off by 1. 0.9-0.95: claimed
	// 0.9 + 0.9 = 1.8, right 1: off by 0.8. Together 1.8 over 4.
	bands := calibrate([]float64{0.5, 0.5, 0.9, 0.9}, []pair{{0, 0}, {1, 1}, {2, 2}})
	if got := CalibrationError(bands); math.Abs(got-0.45) > 1e-12 {
		t.Errorf("error = %v, want 0.45", got)
	}
	if got := CalibrationError(newBands()); got != 0 {
		t.Errorf("error of nothing = %v, want 0", got)
	}
}
