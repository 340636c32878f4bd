package pipeline

import (
	"slices"
	"sync/atomic"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// count3 yields 10n, 10n+1 and 10n+2.
func count3(n int, yield func(int) bool) {
	for i := range 3 {
		if !yield(10*n + i) {
			return
		}
	}
}

func TestInOrderKeepsTheOrder(t *testing.T) {
	items := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	var want []int
	for _, n := range items {
		want = append(want, 10*n, 10*n+1, 10*n+2)
	}
	for _, workers := range []int{0, 1, 2, 7} {
		if got := slices.Collect(inOrder(workers, slices.Values(items), count3)); !slices.Equal(got, want) {
			t.Errorf("%d workers: got %v, want %v", workers, got, want)
		}
	}
}

// A slow first item must not let the others run ahead without bound.
func TestInOrderBoundsWhatIsInFlight(t *testing.T) {
	const workers, items = 4, 100
	var started atomic.Int64
	first := make(chan struct{})
	seq := inOrder(workers, seqTo(items), func(n int, yield func(int) bool) {
		if started.Add(1) == workers+1 {
			close(first) // all that may run do; only now does the first go on
		}
		if n == 0 {
			<-first
		}
		yield(n)
	})
	for n := range seq {
		if n == 0 {
			if got := started.Load(); got > workers+2 {
				t.Errorf("%d items were begun before the first was done, want at most %d", got, workers+2)
			}
		}
	}
}

// seqTo yields 0 to n-1.
func seqTo(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// A consumer that stops early leaves nothing running; see TestMain.
func TestInOrderStops(t *testing.T) {
	for stopAt := range 8 {
		seen := 0
		for range inOrder(3, seqTo(1000), count3) {
			if seen++; seen > stopAt {
				break
			}
		}
		if seen != stopAt+1 {
			t.Errorf("saw %d results, want %d", seen, stopAt+1)
		}
	}
}
