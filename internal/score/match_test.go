package score

import (
	"slices"
	"testing"
)

// sideOf returns the contents that each of lists names, one statement a list
// of pieces.
func sideOf(t *testing.T, text string, lists ...[]string) []content {
	t.Helper()
	var out []content
	for _, pieces := range lists {
		out = append(out, newContent(text, locate(t, text, pieces)))
	}
	return out
}

func TestMatch(t *testing.T) {
	const text = `a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2 b3 b4`
	type list = [][]string
	tests := []struct {
		name       string
		gold, pred list
		match      func(gold, pred []content) []pair
		want       []pair
	}{
		{"exact takes the first of two equal predictions", list{{"a1 a2"}}, list{{"a1"}, {"a1 a2"}, {"a1 a2"}}, jaccardAt(1), []pair{{0, 1}}},
		{"exact, equal gold twice, predicted once", list{{"a1 a2"}, {"a1 a2"}}, list{{"a1 a2"}}, jaccardAt(1), []pair{{0, 0}}},

		{"Jaccard at the threshold", list{{"a1 a2 a3 a4 a5"}}, list{{"a1 a2 a3 a4"}}, jaccardAt(0.8), []pair{{0, 0}}},
		{"Jaccard below the threshold", list{{"a1 a2 a3 a4"}}, list{{"a1 a2 a3"}}, jaccardAt(0.8), nil},
		// Gold 0 would be content with prediction 0 (3/4), but that is worth
		// more to gold 1 (4/4): the best pair goes first, and gold 0 takes
		// prediction 1 (3/6).
		{"Jaccard, best first", list{{"a1 a2 a3"}, {"a1 a2 a3 a4"}}, list{{"a1 a2 a3 a4"}, {"a1 a2 a3 a4 a5 a6"}}, jaccardAt(0.5), []pair{{1, 0}, {0, 1}}},
		{"Jaccard, one to one", list{{"a1 a2"}}, list{{"a1 a2"}, {"a1 a2 a3"}}, jaccardAt(0.5), []pair{{0, 0}}},

		// The gold's first takes the prediction that covers it whole, though
		// the second has no other: the published method does the same.
		{"covered, gold in order", list{{"a1 a2"}, {"a1 a2 a3"}}, list{{"a1 a2 a3"}}, coveredAt(0.3), []pair{{0, 0}}},
		{"covered, best unused", list{{"a1 a2 a3"}, {"a1 a2 a3"}}, list{{"a1 a2"}, {"a1 a2 a3 a4"}}, coveredAt(0.3), []pair{{0, 1}, {1, 0}}},
		{"covered, among equals the earlier", list{{"a1 a2"}}, list{{"a1 a2 a3"}, {"a1 a2"}}, coveredAt(0.3), []pair{{0, 0}}},
		// "a1 a2" and "a4 a5" have 10 code points; "a1 a2" is half of them.
		{"covered is more than the threshold", list{{"a1 a2", "a4 a5"}}, list{{"a1 a2"}}, coveredAt(0.5), nil},
		{"covered counts the pieces", list{{"a1 a2", "a4 a5"}}, list{{"a1", "a4 a5"}}, coveredAt(0.6), []pair{{0, 0}}},
		{"covered does not mind what is too long", list{{"a1 a2"}}, list{{text}}, coveredAt(0.8), []pair{{0, 0}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := tt.match(sideOf(t, text, tt.gold...), sideOf(t, text, tt.pred...))
			if !slices.Equal(got, tt.want) {
				t.Errorf("pairs = %v, want %v", got, tt.want)
			}
		})
	}
}

func jaccardAt(threshold float64) func(gold, pred []content) []pair {
	return func(gold, pred []content) []pair { return matchJaccard(gold, pred, threshold) }
}

func coveredAt(threshold float64) func(gold, pred []content) []pair {
	return func(gold, pred []content) []pair { return matchCovered(gold, pred, threshold) }
}

// TestMatchPrefersTheSpeaker pairs two statements of one content with two
// predictions of it that come in the other order.
func TestMatchPrefersTheSpeaker(t *testing.T) {
	const text = `Arn and Lenz said it is over.`
	by := func(speaker string) content {
		c := newContent(text, locate(t, text, []string{"it is over"}))
		c.speaker = locate(t, text, []string{speaker})
		return c
	}
	got := matchJaccard([]content{by("Arn"), by("Lenz")}, []content{by("Lenz"), by("Arn")}, 0.5)
	if want := []pair{{0, 1}, {1, 0}}; !slices.Equal(got, want) {
		t.Errorf("pairs = %v, want %v", got, want)
	}
}
