package timex

import "testing"

// TestStretchValue writes lengths as TIMEX3 does.
func TestStretchValue(t *testing.T) {
	tests := []struct {
		n     float64
		unit  string
		vague bool
		want  string
	}{
		{3, "D", false, "P3D"}, {2, "F", false, "P4W"}, {4, "T", false, "P40Y"}, {2, "C", false, "P200Y"},
		{2.5, "Y", false, "P2Y6M"}, {.5, "Y", false, "P6M"}, {1.5, "H", false, "PT1H30M"}, {.5, "H", false, "PT30M"},
		{1.5, "M", false, "PT1M30S"}, {1.5, "D", false, "P1DT12H"}, {.5, "D", false, "PT12H"}, {18, "O", false, "P18M"},
		{3, "Q", false, "P3Q"}, {1, "E", false, "P1WE"}, {1.5, "W", false, "P1.5W"},
		{0, "O", true, "PXM"}, {0, "H", true, "PTXH"}, {0, "T", true, "PXE"},
	}
	for _, tt := range tests {
		l := stretch{amount: amount{n: tt.n, vague: tt.vague}, unit: tt.unit}
		if got := l.value(); got != tt.want {
			t.Errorf("%v %s: %s, want %s", tt.n, tt.unit, got, tt.want)
		}
	}
}
