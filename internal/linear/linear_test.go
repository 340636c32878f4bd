package linear_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"hearsay/internal/linear"
)

// train learns to tell classes by one feature of three each.
func train(classes int) *linear.Weights {
	rng := rand.New(rand.NewPCG(1, 1))
	t := linear.NewTrainer(classes, 14)
	scores := make([]float32, classes)
	for range 4000 {
		class := rng.IntN(classes)
		f := features(class, rng.Uint64N(8))
		t.Tick()
		t.Score(scores, f)
		t.Correct(f, class, linear.Best(scores))
	}
	return t.Average()
}

// features are of a class, of chance, and of all.
func features(class int, chance uint64) []uint64 {
	return []uint64{linear.With(linear.Hash(0), uint64(class)), linear.With(linear.Hash(1), chance), linear.Hash(2)}
}

func TestLearnAndPack(t *testing.T) {
	for _, classes := range []int{3, 40} { // kept densely and by cells
		w := train(classes)
		packed := w.Append(nil)
		again, rest, err := linear.Read(append(packed, "rest"...))
		if err != nil || string(rest) != "rest" || again.Outputs() != classes {
			t.Fatalf("read back: %v, %q left", err, rest)
		}
		if !bytes.Equal(again.Append(nil), packed) {
			t.Errorf("%d classes: packed again it is other bytes", classes)
		}
		scores := make([]int32, classes)
		for class := range classes {
			for chance := range uint64(8) {
				again.Score(scores, features(class, chance))
				if got := linear.Best(scores); got != class {
					t.Errorf("%d classes: %d is taken for %d", classes, class, got)
				}
			}
		}
	}
}

func TestReadDamaged(t *testing.T) {
	packed := train(40).Append(nil)
	for n := 0; n < len(packed); n += 97 {
		if _, rest, err := linear.Read(packed[:n]); err == nil {
			t.Fatalf("the first %d of %d bytes are a classifier, with %d left", n, len(packed), len(rest))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(train(3).Append(nil))
	f.Add(train(40).Append(nil))
	f.Fuzz(func(t *testing.T, packed []byte) {
		w, rest, err := linear.Read(packed)
		if err != nil {
			return
		}
		scores := make([]int32, w.Outputs())
		w.Score(scores, []uint64{0, 1 << 63, ^uint64(0)})
		if len(rest) > len(packed) {
			t.Fatal("more is left than was there")
		}
	})
}
