package chart

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGrouped(t *testing.T) {
	tests := []struct {
		v    float64
		want string
	}{
		{0, "0"}, {math.Copysign(0, -1), "0"}, {5, "5"}, {999, "999"}, {1000, "1,000"}, {40000, "40,000"}, {1234567, "1,234,567"},
		{2.5, "2.5"}, {0.25, "0.25"}, {-4700, "−4,700"}, {1e15, "1e+15"}, {0.00123, "0.00123"}, {-0.004, "−0.004"},
	}
	for _, tt := range tests {
		if got := grouped(tt.v); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.v, got, tt.want)
		}
	}
}

func TestScaleTicks(t *testing.T) {
	tests := []struct {
		name   string
		values []float64
		n      int
		want   string
	}{
		{"from zero", []float64{3000, 4700}, 10, "0 1,000 2,000 3,000 4,000 5,000"},
		{"whole numbers", []float64{1, 3}, 20, "0 1 2 3"},
		{"fractions", []float64{0.5, 1}, 10, "0 0.2 0.4 0.6 0.8 1"},
		{"below zero", []float64{-20, 60}, 10, "−20 0 20 40 60"},
		{"many powers of ten", []float64{5, 40000}, 20, "5 10 20 50 100 200 500 1,000 2,000 5,000 10,000 20,000 50,000"},
		{"few", []float64{5, 40000}, 9, "5 10 50 100 500 1,000 5,000 10,000 50,000"},
		{"fewer", []float64{5, 40000}, 5, "10 100 1,000 10,000"},
		{"with zero", []float64{0, 10, 400}, 9, "0 10 20 50 100 200 500"},
		{"none", nil, 10, "0 1"},
		{"zero alone", []float64{0}, 10, "0 1"},
	}
	for _, tt := range tests {
		var marks []Mark
		for _, n := range tt.values {
			marks = append(marks, Mark{Low: &n, High: &n})
		}
		var got []string
		for _, v := range scaleOf(marks).ticks(tt.n) {
			got = append(got, grouped(v))
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// Greater values stand higher, and all within the scale.
func TestScalePlaces(t *testing.T) {
	for name, series := range drawings {
		for _, s := range series {
			var values []float64
			for _, m := range s.Marks {
				values = append(values, m.stated()...)
			}
			slices.Sort(values)
			scale, last := scaleOf(s.Marks), -1e-9
			for _, v := range values {
				if p := scale.place(v); p < last || p > 1+1e-9 {
					t.Errorf("%s: %v at %v, after %v", name, v, p, last)
				} else {
					last = p
				}
			}
		}
	}
}
