package connect

import (
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/measure"
)

// TestDriftWhateverComesFirst: what drifted agrees with nobody, on whichever day another told
// that number, and each of the others is held against the next as if it were not there.
func TestDriftWhateverComesFirst(t *testing.T) {
	for _, day := range []string{"2031-03-10", "2031-03-11", "2031-03-12", "2031-03-13"} {
		figures := []Figure{
			count(4700, "casualties", "people", service, wire, "2031-03-10"),
			count(4700, "killed", "people", "Ministry of Pellan", post, day),
			count(4700, "killed", "people", service, daily, "2031-03-12"),
			count(4900, "killed", "people", "Ministry of Pellan", post, "2031-03-19"),
		}
		s := LineUp(figures, measure.Default())[0]
		if got := s.label(0, -1, 2); got != Drift {
			t.Errorf("%s: %q, want %q", day, got, Drift)
		}
		if got := s.label(1, -1, 2); got != "" && got != NotEnough {
			t.Errorf("%s: %q with what drifted", day, got)
		}
		if got := s.label(1, -1, 3); got != Update {
			t.Errorf("%s: %q, want %q", day, got, Update)
		}
	}
}

// TestDriftBack: who tells the number as it was told first did not drift from who did.
func TestDriftBack(t *testing.T) {
	figures := []Figure{
		count(4700, "casualties", "people", service, wire, "2031-03-10"),
		count(4700, "killed", "people", service, daily, "2031-03-12"),
		count(4700, "casualties", "people", service, post, "2031-03-14"),
		count(900, "casualties", "people", "Council of Tarn", "Tarn Times", "2031-03-15"),
	}
	s := LineUp(figures, measure.Default())[0]
	if got := s.label(2, -1, 3); got != Disagree {
		t.Errorf("%q, want %q: %v", got, Disagree, s.Pairs)
	}
	if got := s.label(1, -1, 3); got != "" && got != NotEnough {
		t.Errorf("what drifted: %q", got)
	}
}

// TestDriftedIsNoSum: no part and no whole of a sum has drifted.
func TestDriftedIsNoSum(t *testing.T) {
	figures := []Figure{
		count(600, "casualties", "people", service, wire, april),
		count(600, "killed", "people", service, daily, "2031-04-15"),
		count(100, "wounded", "people", service, daily, "2031-04-15"),
		count(700, "casualties", "people", "Elsa Modri", post, "2031-04-15"),
		count(900, "casualties", "people", "Council of Tarn", "Tarn Times", "2031-04-15"),
	}
	s := find(t, LineUp(figures, measure.Default()), 0)
	if got := s.label(0, -1, 1); got != Drift {
		t.Fatalf("%q, want %q", got, Drift)
	}
	for _, p := range s.Pairs {
		if p.Plus >= 0 {
			t.Errorf("a sum with what drifted: %s: %s", p.Label, p.Why)
		}
	}
	figures = []Figure{
		count(700, "killed", "people", service, wire, april),
		count(700, "casualties", "people", service, daily, "2031-04-15"),
		count(600, "killed", "people", "Elsa Modri", post, "2031-04-15"),
		count(100, "wounded", "people", "Elsa Modri", post, "2031-04-15"),
	}
	for _, p := range find(t, LineUp(figures, measure.Default()), 0).Pairs {
		if p.Plus >= 0 {
			t.Errorf("a sum held against what drifted: %s: %s", p.Label, p.Why)
		}
	}
}

// TestDriftCountsTheSame: one number of two things is no drift where the two are of another
// place, event, subgroup, side or stretch of time, or only one says of which.
func TestDriftCountsTheSame(t *testing.T) {
	base := count(4700, "casualties", "people", service, wire, april)
	other := count(4700, "killed", "people", service, daily, "2031-04-15")
	tests := map[string][2]func(*Figure){
		"place":       {at("Dorvey"), at("Pellan")},
		"only place":  {at("Dorvey"), at("")},
		"event":       {func(f *Figure) { f.Event = "the flood" }, func(f *Figure) { f.Event = "the shelling" }},
		"subgroup":    {func(f *Figure) { f.Subgroup = "in uniform" }, func(*Figure) {}},
		"side":        {func(f *Figure) { f.Side = "Orvan" }, func(*Figure) {}},
		"only side":   {func(f *Figure) { f.Side = "" }, func(*Figure) {}},
		"of its day":  {func(f *Figure) { f.Window = corpus.Increment }, func(*Figure) {}},
		"of an event": {func(f *Figure) { f.Window = corpus.Total }, func(f *Figure) { f.Window = corpus.Running }},
	}
	for name, change := range tests {
		if label, why := Compare(with(base, change[0]), with(other, change[1]), measure.Default()); label != NotEnough && label != PartWhole || strings.Contains(why, "the number is the same") {
			t.Errorf("%s: %q: %s", name, label, why)
		}
	}
	if label, _ := Compare(with(base, at("Dorvey")), with(other, at("Dorvey")), measure.Default()); label != Drift {
		t.Errorf("of one place: %q", label)
	}
}
