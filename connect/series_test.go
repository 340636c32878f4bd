package connect

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/measure"
)

// find returns the series that a figure stands in.
func find(t *testing.T, all []Series, figure int) Series {
	t.Helper()
	for _, s := range all {
		if slices.Contains(s.Figures, figure) {
			return s
		}
	}
	t.Fatalf("figure %d is in no series", figure)
	return Series{}
}

// label returns the label of two figures in s, "" where they are not given.
func (s Series) label(a, plus, b int) Label {
	for _, p := range s.Pairs {
		if p.Plus == plus && (p.A == a && p.B == b || p.A == b && p.B == a) {
			return p.Label
		}
	}
	return ""
}

// TestOneOrigin tells a count of two lawmakers, who have it from a closed briefing, through
// one agency in six outlets, each as deep as such outlets do.
func TestOneOrigin(t *testing.T) {
	n := func(speaker, outlet string, chain ...string) Figure {
		f := with(count(4700, "casualties", "people", speaker, outlet, april), about, through(chain...))
		return f
	}
	figures := []Figure{
		n("two lawmakers", wire),
		n("two lawmakers", "Outlet A", wire),
		n(service, "Outlet B", "two lawmakers", wire),
		n(wire, "Outlet C"),
		n("lawmakers", "Outlet D", wire),
		n(service, "Outlet E", "members of parliament"),
		n(wire, "Outlet F"),
	}
	figures[0].Passage, figures[5].Passage = "citing a closed briefing", "after a closed-door briefing of the committee"
	all := LineUp(figures, measure.Default())
	if len(all) != 1 || !slices.Equal(all[0].Origins, []string{service}) {
		t.Errorf("%d series, origins %q, want one series and %q", len(all), all[0].Origins, service)
		for _, p := range all[0].Pairs {
			t.Log(figures[p.A].Outlet, figures[p.B].Outlet, p.Label, p.Why)
		}
	}
}

// TestRetold: papers with headlines of their own, all from one agency's two lawmakers, are one
// voice: nobody agrees with them but themselves, and who tells less contradicts them once.
func TestRetold(t *testing.T) {
	figures := []Figure{with(count(300, "killed", "people", "Elsa Modri", post, "2031-04-10"))}
	for _, outlet := range []string{"Outlet A", "Outlet B", "Outlet C", "Outlet D"} {
		text := with(count(600, "killed", "people", "two lawmakers", outlet, april), through(wire))
		text.Passage = "Northern Wire reported, citing two lawmakers who were there, that 600 had been killed in the valley."
		figures = append(figures, text, with(count(600, "killed", "people", "", outlet, april), headline))
	}
	var against int
	for _, p := range LineUp(figures, measure.Default())[0].Pairs {
		switch p.Label {
		case Agree:
			t.Errorf("%s agrees with %s: %s", figures[p.A].ID, figures[p.B].ID, p.Why)
		case Disagree:
			against++
		}
	}
	if against != 1 {
		t.Errorf("%d pairs disagree, want one", against)
	}
}

// TestHeardBehindClosedDoors finds in the passages that two tellings come from one session, also
// where other tellings of the number stand between.
func TestHeardBehindClosedDoors(t *testing.T) {
	first := with(count(600, "killed", "people", service, wire, april), through("members who attended"))
	first.Passage = "The service told a closed session on Monday that 600 had been killed, members who attended said."
	last := with(count(600, "killed", "people", "Orvan lawmakers", post, "2031-04-18"), by("", corpus.Unnamed))
	last.Passage = "Orvan lawmakers said this week that 600 had been killed, citing a closed-door briefing by the service."
	figures := []Figure{count(600, "killed", "people", service, "Outlet A", "2031-04-13"), first, count(600, "killed", "people", service, daily, "2031-04-15"), last}
	if got := LineUp(figures, measure.Default())[0].label(1, -1, 3); got != SameOrigin {
		t.Errorf("%q, want %q", got, SameOrigin)
	}
}

// TestTwoOrigins: one agency carries two named speakers with one number.
func TestTwoOrigins(t *testing.T) {
	figures := []Figure{
		with(count(600, "killed", "people", service, daily, april), through(wire)),
		with(count(600, "killed", "people", "Elsa Modri", post, april), through(wire)),
	}
	s := LineUp(figures, measure.Default())[0]
	if got := s.label(0, -1, 1); got != Agree || len(s.Origins) != 2 {
		t.Errorf("%q, origins %q, want that two agree", got, s.Origins)
	}
}

// TestDriftIsHeldAgainstNone: what drifted contradicts nobody, and the parts add up.
func TestDriftIsHeldAgainstNone(t *testing.T) {
	figures := []Figure{
		with(count(4700, "casualties", "people", service, wire, april), about),
		count(600, "killed", "people", service, wire, april),
		count(4700, "killed", "people", service, daily, "2031-04-15"),
		count(600, "killed", "people", "Elsa Modri", post, april),
		count(4100, "wounded", "people", "Elsa Modri", post, april),
		with(count(40, "killed", "people", "Council of Hwarin", post, "2031-04-16"), upTo),
	}
	all := LineUp(figures, measure.Default())
	s := find(t, all, 0)
	for _, want := range []struct {
		a, plus, b int
		label      Label
	}{
		{0, -1, 2, Drift}, {1, -1, 0, PartWhole}, {3, 4, 0, Agree}, {1, -1, 3, Agree}, {3, -1, 5, Disagree},
	} {
		if got := s.label(want.a, want.plus, want.b); got != want.label {
			t.Errorf("%d + %d and %d: %q, want %q", want.a, want.plus, want.b, got, want.label)
		}
	}
	for _, p := range s.Pairs {
		if (p.A == 2 || p.B == 2) && p.Label == Disagree {
			t.Errorf("a figure that drifted is held against another: %s", p.Why)
		}
	}
	if s.Measure != "casualties" || s.Low == nil || *s.Low != 4700 || s.LowBy != 0 {
		t.Errorf("%s: lowest %v", s.Measure, s.Low)
	}
}

func TestSeriesAreKeptApart(t *testing.T) {
	figures := []Figure{
		with(count(15000, "deployed", "workers", service, wire, april), planned),
		count(15000, "deployed", "troops", service, wire, april),
		count(101, "count", "portraits", daily, daily, april),
		count(101, "count", "medals", daily, daily, april),
		count(600, "killed", "soldiers", service, wire, april),
		with(count(7, "killed", "soldiers", "Elsa Modri", wire, april), at("Tarn Lock")),
	}
	all := LineUp(figures, measure.Default())
	if len(all) != len(figures) {
		t.Errorf("%d series, want one for each of %d figures", len(all), len(figures))
	}
}

// TestDenialBesideLosses: who says that nobody was hurt and names no place is held against
// the losses at one.
func TestDenialBesideLosses(t *testing.T) {
	figures := []Figure{
		with(count(41, "wounded", "workers", "Elsa Modri", wire, "2031-04-12"), at("Tarn Lock")),
		with(count(0, "casualties", "builders", "Council of Hwarin", daily, april), denied),
	}
	for _, measured := range []string{"casualties", "wounded", "lost"} {
		figures[1].Measure = measured
		if measured == "lost" {
			figures[0].Measure = "killed"
		}
		all := LineUp(figures, measure.Default())
		if got := find(t, all, 0).label(0, -1, 1); got != Disagree {
			t.Errorf("no %s: %q, want %q", measured, got, Disagree)
		}
	}
}

// TestBorrowed: a number without a side is of the side that its speaker names with it elsewhere,
// and so is the other number of its sentence; another class in the sentence is not.
func TestBorrowed(t *testing.T) {
	sideless := func(f *Figure) {
		f.Side, f.Passage = "", "600 dead and 4,100 wounded, the service said, and 20 medics were killed."
	}
	figures := []Figure{
		with(count(4700, "casualties", "people", service, wire, april), about),
		count(600, "killed", "people", service, wire, april),
		with(count(600, "killed", "dead", service, daily, april), sideless),
		with(count(4100, "wounded", "wounded", service, daily, april), sideless),
		with(count(20, "killed", "medics", service, daily, april), sideless),
	}
	all := LineUp(figures, measure.Default())
	s := find(t, all, 0)
	if s.label(2, 3, 0) != Agree || slices.Contains(s.Figures, 4) || s.Side != "Hwarin" {
		t.Errorf("%q: %v", s.Side, s.Pairs)
	}
}

// TestToldOfItsDay: a running total without a date is as of the day on which it is told.
func TestToldOfItsDay(t *testing.T) {
	running := func(f *Figure) { f.AsOf, f.Window, f.Published = "", corpus.Running, april }
	a, b := with(count(4700, "casualties", "people", service, wire, april), running), count(50, "casualties", "Hwarinese", "Council of Hwarin", daily, april)
	if label, why := Compare(a, b, measure.Default()); label != Disagree {
		t.Errorf("%q: %s", label, why)
	}
	b.Side = ""
	if label, why := Compare(a, b, measure.Default()); label != Disagree {
		t.Errorf("counted by their name: %q: %s", label, why)
	}
}

func TestPeriod(t *testing.T) {
	weekly := func(speaker string, from int) (out []Figure) {
		for i := range 4 {
			out = append(out, count(float64(1000*(i+1)), "killed", "people", speaker, wire, fmt.Sprintf("2031-05-%02d", from+7*i)))
		}
		return out
	}
	s := LineUp(weekly(service, 1), measure.Default())[0]
	if s.Days != 7 || !strings.HasPrefix(s.Period, "7 days: ") {
		t.Errorf("period %d: %s", s.Days, s.Period)
	}
	if s := LineUp(weekly(service, 1)[:1], measure.Default())[0]; s.Days != PeriodDefault {
		t.Errorf("period %d of one figure", s.Days)
	}
}

// TestSum: numbers of classes that another names together are added up.
func TestSum(t *testing.T) {
	figures := []Figure{
		count(5000, "deployed", "workers", service, wire, april),
		count(1000, "deployed", "sappers", service, wire, april),
		count(6000, "deployed", "workers and sappers", "Elsa Modri", daily, april),
	}
	s := LineUp(figures, measure.Default())[0]
	if got := s.label(1, 0, 2); got != Agree {
		t.Errorf("%q, want %q: %v", got, Agree, s.Pairs)
	}
	for _, p := range s.Pairs {
		if p.Label == Disagree {
			t.Errorf("disagree: %s", p.Why)
		}
	}
}

// written is a series without the indices of its figures, for figures in another order.
func written(figures []Figure, s Series) string {
	var b strings.Builder
	id := func(i int) string {
		if i < 0 {
			return "-"
		}
		return figures[i].ID
	}
	fmt.Fprintln(&b, s.Measure, s.Counted, s.Side, s.Event, s.Window, s.Period, s.Origins, id(s.LowBy), id(s.HighBy))
	for _, i := range s.Figures {
		fmt.Fprintln(&b, id(i))
	}
	for _, p := range s.Pairs {
		fmt.Fprintln(&b, id(p.A), id(p.Plus), id(p.B), p.Label, p.Why)
	}
	return b.String()
}

func allWritten(figures []Figure) []string {
	var out []string
	for _, s := range LineUp(figures, measure.Default()) {
		out = append(out, written(figures, s))
	}
	return out
}

// TestOrderDoesNotMatter shuffles figures, and lines the same ones up twice.
func TestOrderDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 30 {
		figures := invented(1+r.IntN(120), r)
		want := allWritten(figures)
		if !slices.Equal(want, allWritten(figures)) {
			t.Fatal("twice is not the same")
		}
		r.Shuffle(len(figures), func(i, j int) { figures[i], figures[j] = figures[j], figures[i] })
		got := allWritten(figures)
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Fatalf("series %d of %d and %d after a shuffle:\n%s\nbefore:\n%s", i, len(got), len(want), got[min(i, len(got)-1)], want[min(i, len(want)-1)])
			}
		}
	}
}

// TestLineUpIsWhole checks what holds of every answer.
func TestLineUpIsWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 40 {
		figures := invented(r.IntN(200), r)
		checkWhole(t, figures)
	}
}

// checkWhole fails unless each figure is in one series, no pair is given twice, and each has
// a reason and a label that Compare gives too, but for what a series knows besides.
func checkWhole(t *testing.T, figures []Figure) {
	t.Helper()
	placed := make([]int, len(figures))
	seen := map[[3]int]bool{}
	for _, s := range LineUp(figures, measure.Default()) {
		for _, i := range s.Figures {
			placed[i]++
		}
		for _, p := range s.Pairs {
			key := [3]int{min(p.A, p.B), p.Plus, max(p.A, p.B)}
			if p.Plus >= 0 {
				key = [3]int{min(p.A, p.Plus), max(p.A, p.Plus) + len(figures), p.B}
			}
			if seen[key] || p.A == p.B || p.A == p.Plus || p.B == p.Plus {
				t.Errorf("pair %v is given twice, or of one figure", p)
			}
			seen[key] = true
			if p.Why == "" || p.Label == "" {
				t.Errorf("pair %v has no reason or label", p)
			}
			if !slices.Contains(s.Figures, p.A) && !slices.Contains(s.Figures, p.B) {
				t.Errorf("pair %v is of another series", p)
			}
			vague := figures[p.A].Vague || figures[p.B].Vague
			none := isNone(figures[p.A].Quantity) || isNone(figures[p.B].Quantity)
			if vague && p.Label == Disagree && !none {
				t.Errorf("a vague word disagrees, and not with none: %v", p)
			}
		}
		if (s.Low == nil) != (s.LowBy < 0) || (s.High == nil) != (s.HighBy < 0) {
			t.Errorf("lowest and highest without who tells them: %+v", s)
		}
	}
	for i, n := range placed {
		if n != 1 {
			t.Errorf("figure %d is in %d series", i, n)
		}
	}
}

// TestPairsGrowWithFigures: ten times the figures of one series give about ten times the pairs.
func TestPairsGrowWithFigures(t *testing.T) {
	pairs := func(n int) (all int) {
		figures := invented(n, rand.New(rand.NewPCG(7, 8)))
		for i := range figures {
			figures[i].Measure, figures[i].Counted, figures[i].Side, figures[i].Place = "killed", "soldiers", "Hwarin", ""
		}
		for _, s := range LineUp(figures, measure.Default()) {
			all += len(s.Pairs)
		}
		return all
	}
	if few, many := pairs(300), pairs(3000); many > 15*few {
		t.Errorf("%d pairs of 300 figures, %d of 3,000", few, many)
	}
}

func FuzzLineUp(f *testing.F) {
	f.Add("the closed briefing", "two lawmakers", "soldiers and workers", "killed", "2031-04-14", 600.0, 4700.0, uint64(1))
	f.Add("", "", "", "", "", math.NaN(), math.Inf(1), uint64(2))
	f.Add("a'’s", "'", " and , or ", "casualties", "2031-02-30", -1.0, 1e300, uint64(3))
	f.Fuzz(func(t *testing.T, hearing, speaker, counted, measured, date string, low, high float64, seed uint64) {
		figures := invented(12, rand.New(rand.NewPCG(seed, 1)))
		for i := range figures {
			g := &figures[i]
			switch i % 3 {
			case 0:
				g.Speaker, g.Passage, g.Event, g.Source.Role = speaker, hearing, hearing, speaker
				g.Chain = []string{speaker, hearing}
			case 1:
				g.Counted, g.Measure, g.AsOf, g.Subgroup, g.Unit = counted, measured, date, counted, hearing
			}
			if i%2 == 0 {
				g.Low, g.High = &low, &high
			}
		}
		checkWhole(t, figures)
	})
}

func TestLists(t *testing.T) {
	class := map[string]string{}
	for name, groups := range readLists()["classes.txt"] {
		for _, w := range slices.Concat(groups...) {
			if other, ok := class[w]; ok || w == "" || w != strings.ToLower(w) || noun(w) != w && !strings.Contains(w, " ") {
				t.Errorf("%s: %q: in %q too, empty, not in small letters or not in the singular (%s)", name, w, other, noun(w))
			}
			class[w] = name
		}
	}
	if l := newOrigins(readLists(), newLands()); len(l.papers) == 0 || len(l.shut) == 0 || len(l.office) == 0 {
		t.Error("a list is empty")
	}
}
