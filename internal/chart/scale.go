package chart

import "math"

// logFrom is the ratio of the greatest to the least value above zero from
// which values are drawn on a logarithmic scale. On a linear one the least
// would stand lower than a mark is high (11 of 440 units).
const logFrom = 40

// scale places values on a line from 0 to 1. A logarithmic scale keeps a band
// at its foot for zero where there is a zero.
type scale struct {
	log      bool
	min, max float64 // of values, of those above zero on a logarithmic scale
	whole    bool    // all values are whole numbers
	foot     float64 // part of the line that is kept for zero, on a logarithmic scale
}

// zeroBand is the part of a logarithmic scale that zero takes: enough to set
// a mark of it apart from the least value.
const zeroBand = .11

// scaleOf is the scale on which all stated ends of marks stand apart.
func scaleOf(marks []Mark) scale {
	low, high, least, whole := math.Inf(1), math.Inf(-1), math.Inf(1), true
	for _, m := range marks {
		for _, v := range m.stated() {
			low, high, whole = min(low, v), max(high, v), whole && v == math.Trunc(v)
			if v > 0 {
				least = min(least, v)
			}
		}
	}
	if low >= 0 && high/least >= logFrom {
		return logScale(least, high, low == 0)
	}
	s := linearScale(low, high)
	s.whole = whole
	return s
}

func logScale(least, high float64, zero bool) scale {
	s := scale{log: true, min: roundDown(least), max: roundUp(high)}
	if zero {
		s.foot = zeroBand
	}
	return s
}

// linearScale begins at zero, so that heights can be compared. Without a
// value it reaches from 0 to 1.
func linearScale(low, high float64) scale {
	if low > high {
		low, high = 0, 1
	}
	low, high = min(low, 0), max(high, 0)
	if low == high {
		high = 1
	}
	step := roundStep((high - low) / 5)
	return scale{min: math.Floor(low/step) * step, max: math.Ceil(high/step) * step}
}

// place is where v stands, from 0 at the foot to 1 at the top.
func (s scale) place(v float64) float64 {
	switch {
	case !s.log:
		return v/(s.max-s.min) - s.min/(s.max-s.min)
	case v <= 0:
		return 0
	default:
		span := math.Log(s.max) - math.Log(s.min)
		return s.foot + (1-s.foot)*(math.Log(v)-math.Log(s.min))/span
	}
}

// ticks are round values in rising order, where there is room for n. A linear
// scale takes about half of it, for they are evenly spaced.
func (s scale) ticks(n int) []float64 {
	if s.log {
		return s.logTicks(n)
	}
	step := roundStep((s.max - s.min) / float64(n/2+2))
	if s.whole {
		step = max(1, step)
	}
	var ticks []float64
	for i := math.Ceil(s.min/step - 1e-9); i*step <= s.max*(1+1e-12) && len(ticks) < 100; i++ {
		ticks = append(ticks, i*step+0)
	}
	return ticks
}

func (s scale) logTicks(n int) []float64 {
	for _, steps := range [][]float64{{1, 2, 5}, {1, 5}, {1}} {
		if t := s.powers(steps, 1); len(t) <= n {
			return t
		}
	}
	for stride := 2; ; stride++ {
		if t := s.powers([]float64{1}, stride); len(t) <= max(3, n) {
			return t
		}
	}
}

// powers are the steps times each stride-th power of ten within the scale,
// with zero before them where zero has its band.
func (s scale) powers(steps []float64, stride int) []float64 {
	var ticks []float64
	if s.foot > 0 {
		ticks = append(ticks, 0)
	}
	from := int(math.Floor(math.Log10(s.min) + 1e-9))
	for p := from; p <= int(math.Log10(s.max)+1e-9); p += stride {
		for _, step := range steps {
			if v := step * math.Pow10(p); v >= s.min*(1-1e-9) && v <= s.max*(1+1e-9) {
				ticks = append(ticks, v)
			}
		}
	}
	return ticks
}

// roundStep is the least of 1, 2 and 5 times a power of ten that is not below
// v.
func roundStep(v float64) float64 {
	power := math.Pow10(int(math.Floor(math.Log10(v))))
	for _, step := range []float64{1, 2, 5} {
		if step*power >= v*(1-1e-9) {
			return step * power
		}
	}
	return 10 * power
}

// roundUp and roundDown move v to 1, 2 or 5 times a power of ten.
func roundUp(v float64) float64 { return roundStep(v) }

func roundDown(v float64) float64 {
	power := math.Pow10(int(math.Floor(math.Log10(v) + 1e-9)))
	for _, step := range []float64{5, 2} {
		if step*power <= v*(1+1e-9) {
			return step * power
		}
	}
	return power
}
