package score

import (
	"math"
	"math/rand/v2"
	"testing"
)

// chainsOf makes chains of words; each letter is a mention.
func chainsOf(words ...string) []chain {
	var out []chain
	for _, w := range words {
		var c chain
		for _, r := range w {
			c = append(c, phrase{sentence: int(r)})
		}
		out = append(out, c)
	}
	return out
}

// TestCoreference compares with sums that were worked out by hand.
func TestCoreference(t *testing.T) {
	tests := []struct {
		name       string
		gold, read []chain
		muc        [4]float64 // right, read, found, gold
		b3, ceaf   [4]float64
	}{
		{
			"all right", chainsOf("abc", "de"), chainsOf("de", "abc"),
			[4]float64{3, 3, 3, 3}, [4]float64{5, 5, 5, 5}, [4]float64{2, 2, 2, 2},
		},
		{ // twelve mentions in chains of 5, 2 and 5, as Luo 2005 compares metrics on
			"twelve mentions, two chains joined", chainsOf("12345", "67", "89ABC"), chainsOf("12345", "6789ABC"),
			// MUC: 4+6 links read, one of them wrong; 4+1+4 links of gold, all found.
			[4]float64{9, 10, 9, 9},
			// B3: 5 + (2·2+5·5)/7 of 12 mentions; recall 12 of 12.
			[4]float64{5 + 29./7, 12, 12, 12},
			// CEAFe: 1 for the first pair, 2·5/(5+7) for the long ones.
			[4]float64{1 + 10./12, 2, 1 + 10./12, 3},
		},
		{
			"twelve mentions, two long chains joined", chainsOf("12345", "67", "89ABC"), chainsOf("1234589ABC", "67"),
			[4]float64{9, 10, 9, 9}, // MUC cannot tell it from the case before
			[4]float64{2 + 50./10, 12, 12, 12},
			[4]float64{1 + 10./15, 2, 1 + 10./15, 3},
		},
		{
			"a chain cut in two", chainsOf("abcd"), chainsOf("ab", "cd"),
			[4]float64{2, 2, 2, 3},
			[4]float64{4, 4, (4 + 4) / 4., 4},
			[4]float64{4. / 6, 2, 4. / 6, 1},
		},
		{ // a mention missed and one invented
			"mentions of one side alone", chainsOf("abc", "de"), chainsOf("ab", "dex"),
			// Read: ab whole, dex in the parts de and x. Gold: abc in ab and c, de whole.
			[4]float64{1 + 1, 1 + 2, 1 + 1, 2 + 1},
			[4]float64{2 + 4./3, 5, 4./3 + 2, 5},
			[4]float64{4./5 + 4./5, 2, 4./5 + 4./5, 2},
		},
		{ // the best pairing is not the first that looks best
			"crossed", chainsOf("abcd", "ef"), chainsOf("abcef", "d"),
			// Read: abcef in two parts; d needs no link. Gold: abcd in two, ef whole.
			[4]float64{3, 4, 2 + 1, 3 + 1},
			[4]float64{(9+4)/5. + 1, 6, (9+1)/4. + 2, 6},
			// abcd with abcef makes 6/9, ef with d nothing; abcd with d makes 2/5, ef with abcef 4/7.
			[4]float64{34. / 35, 2, 34. / 35, 2},
		},
		{"nothing read", chainsOf("ab"), nil, [4]float64{0, 0, 0, 1}, [4]float64{0, 0, 0, 2}, [4]float64{0, 0, 0, 1}},
		{"nothing to find", nil, chainsOf("ab"), [4]float64{0, 1, 0, 0}, [4]float64{0, 2, 0, 0}, [4]float64{0, 1, 0, 0}},
	}
	for _, tt := range tests {
		c := coreference(tt.gold, tt.read)
		for _, m := range []struct {
			name string
			got  Fraction
			want [4]float64
		}{{"MUC", c.MUC, tt.muc}, {"B3", c.B3, tt.b3}, {"CEAFe", c.CEAFe, tt.ceaf}} {
			got := [4]float64{m.got.right, m.got.read, m.got.found, m.got.gold}
			for k := range got {
				if math.Abs(got[k]-m.want[k]) > 1e-9 {
					t.Errorf("%s: %s is %v, want %v", tt.name, m.name, got, m.want)
					break
				}
			}
		}
	}
}

// TestCoreferenceAverage: the mean is of the three F1.
func TestCoreferenceAverage(t *testing.T) {
	c := coreference(chainsOf("abcd"), chainsOf("ab", "cd"))
	// MUC: P 1, R 2/3, F1 4/5. B3: P 1, R 1/2, F1 2/3. CEAFe: P 1/3, R 2/3, F1 4/9.
	if want := (4./5 + 2./3 + 4./9) / 3; math.Abs(c.Average()-want) > 1e-9 {
		t.Errorf("average %v, want %v", c.Average(), want)
	}
	if got := (Coreference{}).Average(); got != 0 {
		t.Errorf("average of nothing is %v", got)
	}
}

// TestCounting: chains of one mention are left out where they do not count.
func TestCounting(t *testing.T) {
	chains := chainsOf("ab", "c")
	if n := len(counting(chains, false)); n != 1 || len(counting(chains, true)) != 2 || len(chains) != 2 {
		t.Errorf("%d chains without those of one mention", n)
	}
}

// TestAssign compares with trying every pairing.
func TestAssign(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		weights := make([][]float64, 1+r.IntN(6))
		n := 1 + r.IntN(6)
		for i := range weights {
			for range n {
				weights[i] = append(weights[i], float64(r.IntN(5))/4)
			}
		}
		if got, want := assign(weights), assignSlowly(weights, make([]bool, n)); math.Abs(got-want) > 1e-9 {
			t.Fatalf("assign(%v) = %v, want %v", weights, got, want)
		}
	}
	if got := assign(nil); got != 0 {
		t.Errorf("assign(nil) = %v", got)
	}
}

func assignSlowly(weights [][]float64, used []bool) float64 {
	if len(weights) == 0 {
		return 0
	}
	best := assignSlowly(weights[1:], used)
	for j, w := range weights[0] {
		if !used[j] {
			used[j] = true
			best = max(best, w+assignSlowly(weights[1:], used))
			used[j] = false
		}
	}
	return best
}
