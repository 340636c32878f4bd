package connect

import (
	"testing"

	"hearsay/corpus"
	"hearsay/measure"
)

func fewerThan(f *Figure) {
	upTo(f)
	f.Bound = corpus.FewerThan
}

func TestTotal(t *testing.T) {
	c := newComparer(measure.Default())
	n := func(n float64, changes ...func(*Figure)) *told {
		f := with(count(n, "killed", "people", service, wire, april), changes...)
		return c.ready(&f, 0)
	}
	tests := []struct {
		a, b *told
		want string
	}{
		{n(600), n(100), "700"},
		{n(600), n(100, about), "about 700"},
		{n(600), n(100, atLeast), "at least 700"},
		{n(600), n(100, upTo), "between 600 and 700"},
		{n(600), n(100, fewerThan), "between 600 and 700"},
		{n(600, about), n(100, upTo), "between 600 and 700"},
		{n(600, upTo), n(100, upTo), "up to 700"},
		{n(600, upTo), n(100, fewerThan), "fewer than 700"},
		{n(600, upTo), n(100, atLeast), "at least 100"},
		{n(600, about), n(100, about), "about 700"},
		{n(0), n(41), "41"},
	}
	for _, tt := range tests {
		for _, got := range []string{total(tt.a, tt.b), total(tt.b, tt.a)} {
			if got != tt.want {
				t.Errorf("%s + %s = %s, want %s", number(tt.a), number(tt.b), got, tt.want)
			}
		}
	}
}

// TestDeniedIsNoSum: numbers that are denied are not added up, to a number that is denied either.
func TestDeniedIsNoSum(t *testing.T) {
	part := func(n float64, measured string) Figure {
		return with(count(n, measured, "people", service, wire, april), denied)
	}
	if label, why := CompareSum(part(600, "killed"), part(4100, "wounded"), part(4700, "casualties"), measure.Default()); label != NotEnough {
		t.Errorf("%q: %s", label, why)
	}
}
