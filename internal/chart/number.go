package chart

import (
	"math"
	"strconv"
	"strings"
)

// grouped writes v with commas between thousands and at most four significant
// digits of a fraction: "40,000", "2.5". Where no one reads the zeros any more
// it writes powers of ten.
func grouped(v float64) string {
	if a := math.Abs(v); a >= 1e15 || (a > 0 && a < 1e-4) {
		return strconv.FormatFloat(v, 'g', 4, 64)
	}
	digits := strconv.FormatFloat(math.Abs(v), 'f', fractionDigits(v), 64)
	whole, fraction, _ := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		whole += "." + fraction
	}
	if v < 0 && strings.ContainsAny(whole, "123456789") {
		return "−" + whole
	}
	return whole
}

// fractionDigits is the number of digits behind the point that leaves four
// significant ones to a number below one, and two to others.
func fractionDigits(v float64) int {
	if a := math.Abs(v); a > 0 && a < 1 {
		return 3 - int(math.Floor(math.Log10(a)))
	}
	return 2
}
