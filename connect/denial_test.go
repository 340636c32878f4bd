package connect

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/measure"
)

// TestDeny: a denied number is told as the denier has it, and is held against what is of the
// same side, place and kind alone.
func TestDeny(t *testing.T) {
	council := "Council of Hwarin"
	deny := with(count(4700, "casualties", "people", council, daily, april), denied, about)
	told := count(4400, "casualties", "people", service, wire, april)
	tests := []struct {
		name string
		a, b Figure
		want Label
		why  string
	}{
		{"another number within", deny, told, Disagree, council + " denies about 4,700 casualties; " + service + " tells 4,400 casualties"},
		{"two denials", deny, with(count(900, "casualties", "people", service, wire, april), denied), NotEnough, "both are denied"},
		{"two denials that overlap", deny, with(told, denied), NotEnough, "both are denied"},
		{"two denials of one speaker", deny, with(count(9000, "casualties", "people", council, wire, "2031-05-14"), denied), NotEnough, "both are denied"},
		{"two denials of a part and its whole", deny, with(count(600, "killed", "people", council, wire, april), denied), NotEnough, "both are denied"},
		{"one denial in two outlets", deny, with(count(4700, "casualties", "people", council, wire, april), denied, about), SameOrigin, council},
		{"a place that only one names", deny, with(told, at("Tarn Lock")), NotEnough, "only one is of Tarn Lock"},
		{"a side that only one names", with(deny, func(f *Figure) { f.Side = "" }), told, NotEnough, "only one says whose they are"},
		{"a day alone", deny, with(told, func(f *Figure) { f.Window = corpus.Increment }), NotEnough, "its day alone"},
		{"a word for a number", deny, with(told, vague("thousands", 2000, 9999)), NotEnough, "thousands is no number"},
		{"may be one", with(deny, func(f *Figure) { f.Speaker = "a nurse" }), with(told, func(f *Figure) { f.Speaker = "a nurse" }), NotEnough, "may be one"},
	}
	for _, tt := range tests {
		for _, x := range [][2]Figure{{tt.a, tt.b}, {tt.b, tt.a}} {
			if label, why := Compare(x[0], x[1], measure.Default()); label != tt.want || !strings.Contains(why, tt.why) {
				t.Errorf("%s: %q: %s\nwant %q: ...%s...", tt.name, label, why, tt.want, tt.why)
			}
		}
	}
}

// TestNone: that there are none is the same whether it is told or denied that there are some.
// It contradicts a word that means some.
func TestNone(t *testing.T) {
	none := count(0, "casualties", "people", "Council of Hwarin", daily, april)
	some := count(0, "killed", "people", service, wire, april)
	tests := []struct {
		name string
		b    Figure
		want Label
	}{
		{"dozens", with(some, vague("dozens", 24, 99)), Disagree},
		{"a plural", with(some, vague("plural", 2, 0)), Disagree},
		{"a word that allows none", with(some, vague("a few", 0, 9)), Agree},
		{"a number", count(7, "killed", "people", service, wire, april), Disagree},
		{"up to a number", with(count(7, "killed", "people", service, wire, april), upTo), Disagree},
		{"the whole", count(7, "lost", "people", service, wire, april), NotEnough},
		{"none", count(0, "casualties", "people", service, wire, april), Agree},
		{"at a place", with(count(7, "killed", "people", service, wire, april), at("Tarn Lock")), Disagree},
		{"counted", with(count(7, "killed", "people", service, wire, april), func(f *Figure) { f.Method = corpus.VisualCount }), OtherMethod},
		{"the same speaker later", count(7, "casualties", "people", "Council of Hwarin", wire, "2031-05-14"), Update},
	}
	for _, tt := range tests {
		var reasons []string
		for _, a := range []Figure{none, with(none, denied)} {
			for _, x := range [][2]Figure{{a, tt.b}, {tt.b, a}} {
				label, why := Compare(x[0], x[1], measure.Default())
				if label != tt.want {
					t.Errorf("%s: %s: %q: %s, want %q", tt.name, a.Status, label, why, tt.want)
				}
				reasons = append(reasons, why)
			}
		}
		if reasons[0] != reasons[2] || reasons[1] != reasons[3] {
			t.Errorf("%s: denied and told are not the same: %q", tt.name, reasons)
		}
	}
}

// TestDenialReachesEachMeasure: a denial is held against each measure of a series, not only
// against its first figure, and against the place that the series has.
func TestDenialReachesEachMeasure(t *testing.T) {
	figures := []Figure{
		with(count(50, "casualties", "workers", "Elsa Modri", wire, "2031-04-12"), at("Tarn Lock")),
		with(count(41, "wounded", "workers", "Elsa Modri", wire, "2031-04-12"), at("Tarn Lock")),
		with(count(41, "wounded", "sappers", "Elsa Modri", wire, "2031-04-12"), at("Tarn Lock")),
		count(41, "wounded", "workers", "Elsa Modri", post, "2031-04-13"),
		with(count(0, "wounded", "workers", "Council of Hwarin", daily, april), denied),
		with(count(0, "wounded", "sappers", "Council of Pellan", daily, april), denied, at("Tarn Lock")),
		with(count(0, "wounded", "sappers", "Council of Tarn", daily, april), denied, at("Dorvey")),
	}
	all := LineUp(figures, measure.Default())
	if got := find(t, all, 1).label(1, -1, 4); got != Disagree {
		t.Errorf("of a measure that is not first: %q, want %q", got, Disagree)
	}
	if got := find(t, all, 2).label(2, -1, 5); got != Disagree {
		t.Errorf("of one place: %q, want %q", got, Disagree)
	}
	for _, p := range find(t, all, 2).Pairs {
		if p.A == 6 || p.B == 6 {
			t.Errorf("of another place: %s", p.Why)
		}
	}
}

// denialsAt makes losses at n places, each with a denial of any.
func denialsAt(n int) []Figure {
	var figures []Figure
	for i := range n {
		day := fmt.Sprintf("20%02d-%02d-%02d", 10+i/336, 1+i/28%12, 1+i%28)
		loss := with(count(float64(7+i%90), "wounded", "workers", fmt.Sprint("Mayor ", i%17), wire, day), at(fmt.Sprint("Lock ", i)))
		figures = append(figures, loss, with(count(0, "casualties", "workers", fmt.Sprint("Council ", i%13), daily, day), denied))
	}
	return figures
}

// TestDenialsGrowWithFigures: ten times the losses and denials give ten times the pairs.
func TestDenialsGrowWithFigures(t *testing.T) {
	pairs := func(n int) (all int) {
		for _, s := range LineUp(denialsAt(n), measure.Default()) {
			all += len(s.Pairs)
		}
		return all
	}
	if few, many := pairs(200), pairs(2000); few < 200 || many > 15*few {
		t.Errorf("%d pairs of 200 losses and denials, %d of 2,000", few, many)
	}
}

// TestDenialsOfOneDay: as many denials as losses on one day do not meet all of them.
func TestDenialsOfOneDay(t *testing.T) {
	figures := denialsAt(600)
	for i := range figures {
		figures[i].AsOf, figures[i].Published = april, april
		figures[i].Document = fmt.Sprint("d", i)
		figures[i].ID = fmt.Sprint("f", i)
	}
	n := 0
	for _, s := range LineUp(figures, measure.Default()) {
		n += len(s.Pairs)
	}
	if n < 600 || n > 20*len(figures) {
		t.Errorf("%d pairs of %d figures", n, len(figures))
	}
}

// BenchmarkDenials lines up losses at many places with as many denials.
func BenchmarkDenials(b *testing.B) {
	for _, n := range []int{1000, 2000, 4000, 8000} {
		figures := denialsAt(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				LineUp(slices.Clone(figures), measure.Default())
			}
		})
	}
}
