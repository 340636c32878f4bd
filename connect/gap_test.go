package connect

import (
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/measure"
)

func during(event string) func(*Figure)      { return func(f *Figure) { f.Event = event } }
func inWindow(w corpus.Window) func(*Figure) { return func(f *Figure) { f.Window = w } }
func partOf(whole Figure) func(*Figure) {
	return func(f *Figure) { f.PartOf, f.Document = whole.ID, whole.Document }
}
func inUnits(unit, head string) func(*Figure) { return func(f *Figure) { f.Unit, f.Head = unit, head } }

// TestWhere: two figures are of one event, or of one cumulative stretch of time, or are not
// held against each other.
func TestWhere(t *testing.T) {
	a, b := count(7, "killed", "people", service, wire, april), count(19, "killed", "people", "Elsa Modri", daily, april)
	tests := []struct {
		name string
		a, b Figure
		want Label
		why  string
	}{
		{"no place", a, b, Disagree, ""},
		{"one place", with(a, at("Dorvey")), with(b, at("Dorvey")), Disagree, ""},
		{"one place, one event named once", with(a, at("Dorvey"), during("the flood")), with(b, at("Dorvey")), Disagree, ""},
		{"a place and an event", with(a, at("Dorvey")), with(b, during("the flood")), NotEnough, "one is of Dorvey, the other of the flood: whether that is one is not told"},
		{"an event and nothing", with(a, during("the flood")), b, NotEnough, "only one is of the flood"},
		{"an event and a running total", with(a, at("Dorvey"), during("the flood"), inWindow(corpus.Total)), with(b, at("Dorvey"), inWindow(corpus.Running)), NotEnough, "one is the total of an event, the other a running total"},
		{"a running total of the event", with(a, during("the flood"), inWindow(corpus.Total)), with(b, during("the flood"), inWindow(corpus.Running)), Disagree, ""},
		{"two running totals", with(a, inWindow(corpus.Running)), with(b, inWindow(corpus.Running)), Disagree, ""},
	}
	for _, tt := range tests {
		label, why := Compare(tt.a, tt.b, measure.Default())
		if label != tt.want || !strings.Contains(why, tt.why) {
			t.Errorf("%s: %q: %s\nwant %q: ...%s...", tt.name, label, why, tt.want, tt.why)
		}
	}
}

// TestOneTelling: one number of one speaker is one count only where it is of one stretch of
// time and of the same people.
func TestOneTelling(t *testing.T) {
	day := func(day, outlet string) Figure {
		return with(count(5, "killed", "people", service, outlet, day), inWindow(corpus.Increment))
	}
	tests := []struct {
		name string
		a, b Figure
		want Label
	}{
		{"each of its day alone", day("2031-03-09", wire), day("2031-03-11", daily), NotEnough},
		{"in one document", day("2031-03-09", wire), with(day("2031-03-11", wire), published("2031-03-09")), NotEnough},
		{"of one day", day("2031-03-09", wire), day("2031-03-09", daily), SameOrigin},
		{"a day and a total", day("2031-03-09", wire), with(day("2031-03-09", daily), inWindow(corpus.Running)), NotEnough},
		{"a subgroup", count(5, "killed", "people", service, wire, april), with(count(5, "killed", "people", service, daily, april), func(f *Figure) { f.Subgroup = "in uniform" }), NotEnough},
		{"a headline of a day", with(count(5, "killed", "people", "", wire, "2031-03-09"), headline), day("2031-03-09", wire), SameOrigin},
	}
	for _, tt := range tests {
		if label, why := Compare(tt.a, tt.b, measure.Default()); label != tt.want {
			t.Errorf("%s: %q: %s, want %q", tt.name, label, why, tt.want)
		}
	}
}

// TestYear: a date that is only a year is near no other, itself included, unless one speaker
// tells both.
func TestYear(t *testing.T) {
	a := count(600, "killed", "people", service, wire, "2031")
	for _, asOf := range []string{"2031", "2031-05", "2031-05-02"} {
		b := count(90, "killed", "people", "Elsa Modri", daily, asOf)
		if label, why := Compare(a, b, measure.Default()); label != NotEnough {
			t.Errorf("%s: %q: %s", asOf, label, why)
		}
	}
	if label, why := Compare(a, count(600, "killed", "people", service, daily, "2031"), measure.Default()); label != SameOrigin {
		t.Errorf("one speaker: %q: %s", label, why)
	}
}

// TestNoDayInReasons: where a day is not known, the reason does not leave a gap for it.
func TestNoDayInReasons(t *testing.T) {
	late := with(count(3500, "casualties", "people", service, daily, ""), published("2031-05-20"), revised)
	label, why := Compare(count(4000, "casualties", "people", service, wire, "2031-03-20"), late, measure.Default())
	if label != Corrected || !strings.Contains(why, "4,000 casualties as of 2031-03-20, 3,500 casualties as published 2031-05-20") {
		t.Errorf("%q: %s", label, why)
	}
	early := with(count(4000, "casualties", "people", service, wire, ""), published("2031-03-20"))
	for _, a := range []Figure{early, with(early, published(""))} {
		if label, why := Compare(a, late, measure.Default()); strings.Contains(why, "as of ,") || strings.HasSuffix(why, "as of ") {
			t.Errorf("%q: %s", label, why)
		}
	}
}

// TestStatedPart: what the text calls a part is one whatever its class, beside its whole.
func TestStatedPart(t *testing.T) {
	whole := count(4700, "casualties", "soldiers", service, wire, april)
	for _, class := range []string{"officers", "medics", "cooks"} {
		part := with(count(300, "casualties", class, service, wire, april), partOf(whole))
		s := find(t, LineUp([]Figure{whole, part}, measure.Default()), 0)
		if got := s.label(0, -1, 1); got != PartWhole {
			t.Errorf("%s: %q, want %q: %v", class, got, PartWhole, s.Pairs)
		}
	}
	money := with(count(300, "casualties", "", service, wire, april), partOf(whole), inUnits("dollar", ""))
	if label, why := Compare(whole, money, measure.Default()); label != NotEnough {
		t.Errorf("%q: %s", label, why)
	}
}

// TestClassWithin: officers are among soldiers, and not the same.
func TestClassWithin(t *testing.T) {
	soldiers := count(600, "killed", "soldiers", service, wire, april)
	tests := []struct {
		name string
		b    Figure
		want Label
	}{
		{"of another speaker", count(40, "killed", "officers", "Elsa Modri", daily, april), NotEnough},
		{"more than the whole", count(900, "killed", "officers", "Elsa Modri", daily, april), Disagree},
		{"of one document", count(40, "killed", "privates", service, wire, april), PartWhole},
		{"others", count(40, "killed", "police officers", service, wire, april), NotEnough},
	}
	for _, tt := range tests {
		if label, why := Compare(soldiers, tt.b, measure.Default()); label != tt.want {
			t.Errorf("%s: %q: %s, want %q", tt.name, label, why, tt.want)
		}
	}
	all := LineUp([]Figure{soldiers, count(40, "killed", "officers", service, wire, april)}, measure.Default())
	if s := find(t, all, 0); s.label(0, -1, 1) != PartWhole || len(all) != 2 || all[0].Counted != "officers" {
		t.Errorf("%d series: %v", len(all), all)
	}
}
