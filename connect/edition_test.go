package connect

import (
	"slices"
	"testing"

	"hearsay/measure"
)

// edition makes a figure one of a text of a piece.
func edition(n int) func(*Figure) {
	return func(f *Figure) { f.Piece, f.Edition, f.Document = "piece", n, f.Document+string(rune('a'+n)) }
}

// What a later text of a piece tells otherwise is an update of the same telling, whatever the
// dates; it is no second origin, and two speakers of two texts are not held against each other.
func TestTextsOfOnePiece(t *testing.T) {
	const day = "2031-03-19"
	nurse := by("", "unnamed")
	for _, tt := range []struct {
		name     string
		old, new Figure
		want     Label
		origins  int
	}{
		{"more, in the outlet's own words", count(7, "killed", "workers", "", daily, day), count(9, "killed", "workers", "", daily, day), Update, 1},
		{"fewer", count(9, "killed", "workers", service, daily, day), count(7, "killed", "workers", service, daily, day), Lowered, 1},
		{"fewer, declared", count(9, "killed", "workers", service, daily, day), with(count(7, "killed", "workers", service, daily, day), revised), Corrected, 1},
		{"without a date", with(count(7, "killed", "workers", service, daily, day), undatedly), with(count(9, "killed", "workers", service, daily, day), undatedly), Update, 1},
		{"one who is not named", with(count(7, "killed", "workers", "a nurse", daily, day), nurse), with(count(9, "killed", "workers", "a nurse", daily, day), nurse), Update, 1},
		{"the same", count(7, "killed", "workers", service, daily, day), count(7, "killed", "workers", service, daily, day), SameOrigin, 1},
		{"another speaker", count(7, "killed", "workers", service, daily, day), count(90, "killed", "workers", "Harbour Ministry", daily, day), NotEnough, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			figures := []Figure{with(tt.new, edition(1)), with(tt.old, edition(0))} // in no order
			if got, why := Compare(figures[0], figures[1], measure.Default()); got != tt.want {
				t.Errorf("%s: %s, want %s", got, why, tt.want)
			}
			s := LineUp(figures, measure.Default())[0]
			if len(s.Origins) != tt.origins || !slices.Equal(s.Figures, []int{1, 0}) {
				t.Errorf("origins %q of figures %v", s.Origins, s.Figures)
			}
			if got := s.label(1, -1, 0); got != tt.want {
				t.Errorf("in the series: %q, want %s", got, tt.want)
			}
		})
	}
}
