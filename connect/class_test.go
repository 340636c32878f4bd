package connect

import (
	"testing"

	"hearsay/measure"
)

// TestUnits: what has a unit is of the class of what it measures.
func TestUnits(t *testing.T) {
	in := func(n float64, unit, counted, head, speaker, outlet string) Figure {
		return with(count(n, "destroyed", counted, speaker, outlet, april), inUnits(unit, head))
	}
	wheat := in(10, "per cent", "the wheat", "wheat", service, wire)
	tests := []struct {
		name string
		a, b Figure
		want Label
		why  string
	}{
		{"two things", wheat, in(40, "per cent", "the houses", "house", "Elsa Modri", daily), NotEnough, "one counts per cent of wheat, the other per cent of house"},
		{"one thing", wheat, in(40, "per cent", "wheat", "wheat", "Elsa Modri", daily), Disagree, "10 per cent of the wheat destroyed against 40 per cent of wheat destroyed; the one from Orvan Security Service, the other from Elsa Modri, the same day"},
		{"of what is not told", wheat, in(40, "per cent", "", "", "Elsa Modri", daily), NotEnough, "what is counted is not told"},
		{"neither tells of what", in(10, "per cent", "", "", service, wire), in(40, "per cent", "", "", "Elsa Modri", daily), NotEnough, "what is counted is not told"},
		{"money", in(3, "euro", "euros", "euro", service, wire), in(5, "euro", "", "", "Elsa Modri", daily), Disagree, "3 euros destroyed against 5 euros destroyed; the one from Orvan Security Service, the other from Elsa Modri, the same day"},
		{"two currencies", in(3, "euro", "", "", service, wire), in(3, "dollar", "", "", "Elsa Modri", daily), NotEnough, "one counts euro, the other dollar"},
		{"tons and people", in(1, "ton", "wheat", "wheat", service, wire), count(1, "destroyed", "wheat", "Elsa Modri", daily, april), NotEnough, "one counts ton of wheat, the other wheat"},
	}
	for _, tt := range tests {
		label, why := Compare(tt.a, tt.b, measure.Default())
		if label != tt.want || why != tt.why {
			t.Errorf("%s: %q: %s\nwant %q: %s", tt.name, label, why, tt.want, tt.why)
		}
	}
	all := LineUp([]Figure{wheat, tests[0].b}, measure.Default())
	if len(all) != 2 || all[1].Counted != "per cent of wheat" {
		t.Errorf("%d series, the last of %q", len(all), all[len(all)-1].Counted)
	}
}

func TestSeveral(t *testing.T) {
	c := newComparer(measure.Default()).classes
	for unit, want := range map[string]string{
		"ton": "tons", "per cent": "per cent", "percentage point": "percentage points", "kilometre per hour": "kilometres per hour",
		"square foot": "square feet", "year of age": "years of age", "South Korean won": "South Korean won", "part per million": "parts per million",
	} {
		if got := c.several(unit); got != want {
			t.Errorf("%s: %q, want %q", unit, got, want)
		}
	}
}

// TestHead: the lemma of the head is the reader's; by rule is read only what has none.
func TestHead(t *testing.T) {
	c := newComparer(measure.Default()).classes
	tests := []struct{ counted, head, want string }{
		{"buses", "", "bus"}, {"bus", "", "bus"}, {"caches", "", "cache"}, {"two movies", "", "movie"}, {"city buses", "bus", "bus"},
		{"loaves", "loaf", "loaf"}, {"buses and caches", "bus", "bus and cache"}, {"crises of the year", "crisis", "crisis"},
	}
	for _, tt := range tests {
		f := with(count(7, "destroyed", tt.counted, service, wire, april), inUnits("", tt.head))
		if got := c.classOf(&f).String(); got != tt.want {
			t.Errorf("%q, head %q: %q, want %q", tt.counted, tt.head, got, tt.want)
		}
	}
}
