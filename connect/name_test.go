package connect

import (
	"slices"
	"testing"

	"hearsay/corpus"
	"hearsay/measure"
)

func TestSameName(t *testing.T) {
	o := newComparer(measure.Default()).origins
	tests := []struct {
		a, b string
		same bool
	}{
		{"Germany's defence ministry", "the German Defence Ministry", true},
		{"Turkey", "the Turkish", true},
		{"Britain's army", "the United Kingdom army", true},
		{"the South Korean army", "South Korea's army", true},
		{"the South Korean army", "North Korea's army", false},
		{"Niger's army", "the Nigerian army", false},
		{"Niger's army", "the Nigerien army", true},
		{"Corrany's defence ministry", "the Corranian defence ministry", true},
		{"Hwarin", "Hwarinese", true},
		{"Central Command", "Central Committee", false},
	}
	for _, tt := range tests {
		a, b := o.nameOf(tt.a, corpus.Source{}), o.nameOf(tt.b, corpus.Source{})
		if got := a.same(b, false); got != tt.same || b.same(a, false) != tt.same {
			t.Errorf("%s and %s: %t, want %t", tt.a, tt.b, got, tt.same)
		}
		x, y := &told{Figure: &Figure{}, speaker: a}, &told{Figure: &Figure{}, speaker: b}
		identify([]*told{x, y})
		if got := x.speaker.key == y.speaker.key; got != tt.same {
			t.Errorf("%s and %s: keys %q and %q", tt.a, tt.b, x.speaker.key, y.speaker.key)
		}
	}
}

// TestTwoCommittees: names that begin alike are not one speaker whose numbers are borrowed,
// follow each other or count once.
func TestTwoCommittees(t *testing.T) {
	figures := []Figure{
		count(600, "killed", "people", "Central Command", wire, "2031-04-01"),
		with(count(600, "killed", "people", "Central Committee", daily, "2031-04-02"), func(f *Figure) { f.Side = "" }),
	}
	all := LineUp(figures, measure.Default())
	if len(all) != 2 {
		t.Errorf("the side of one is given to the other: %+v", all)
	}
	figures = []Figure{
		count(600, "killed", "people", "Central Command", wire, "2031-04-01"),
		count(700, "killed", "people", "Central Committee", daily, "2031-04-02"),
		count(900, "killed", "people", "Central Command", wire, "2031-04-20"),
		count(950, "killed", "people", "Central Committee", daily, "2031-04-21"),
	}
	s := LineUp(figures, measure.Default())[0]
	if s.label(0, -1, 2) != Update || s.label(1, -1, 3) != Update || s.Days != 19 {
		t.Errorf("%s: %v", s.Period, s.Pairs)
	}
}

// TestOriginOf: each figure goes back to one of the origins, who denies to none.
func TestOriginOf(t *testing.T) {
	figures := []Figure{
		count(600, "killed", "people", service, wire, "2031-04-01"),
		with(count(600, "killed", "people", service, daily, "2031-04-02"), through(wire)),
		count(500, "killed", "people", "Elsa Modri", post, "2031-04-03"),
		with(count(600, "killed", "people", "Council of Hwarin", daily, "2031-04-04"), denied),
		with(count(0, "killed", "people", "Council of Tarn", daily, "2031-04-05"), denied),
	}
	s := LineUp(figures, measure.Default())[0]
	if want := []string{service, "Elsa Modri", "Council of Tarn"}; !slices.Equal(s.Origins, want) {
		t.Errorf("origins %q, want %q", s.Origins, want)
	}
	if want := []int{0, 0, 1, -1, 2}; !slices.Equal(s.OriginOf, want) {
		t.Errorf("origin of each %v, want %v", s.OriginOf, want)
	}
}
