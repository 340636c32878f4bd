package connect

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"hearsay/corpus"
	"hearsay/measure"
)

// invented makes n figures of some speakers, outlets and measures, as a collection has them:
// each number is told several times.
func invented(n int, r *rand.Rand) []Figure {
	speakers := []string{"Orvan Ministry of Defence", "Council of Tarn", "Elsa Modri", "a nurse", "officials", "Northern Agency"}
	measures := []string{"killed", "wounded", "casualties", "deployed", "present", "lost", "count", ""}
	counted := []string{"soldiers", "workers", "people", "", "portraits", "workers and miners", "miners"}
	statuses := []corpus.Status{corpus.Actual, corpus.Actual, corpus.Actual, corpus.Planned, corpus.Denied}
	bounds := []corpus.Bound{corpus.Exactly, corpus.About, corpus.AtLeast, corpus.UpTo, "dozens"}
	figures := make([]Figure, n)
	for i := range figures {
		f := &figures[i]
		f.ID, f.Document = fmt.Sprint("f", i), fmt.Sprint("d", r.IntN(n/4+1))
		f.Outlet = fmt.Sprint("Outlet ", r.IntN(12))
		f.Published = fmt.Sprintf("2031-%02d-%02d", 1+r.IntN(12), 1+r.IntN(28))
		if r.IntN(3) > 0 {
			f.AsOf = f.Published
		}
		low := float64([]int{0, 7, 41, 600, 4100, 4700, 100 * r.IntN(90), r.IntN(9999)}[r.IntN(8)])
		f.Low, f.High, f.Bound = &low, &low, bounds[r.IntN(len(bounds))]
		switch f.Bound {
		case corpus.AtLeast:
			f.High = nil
		case corpus.UpTo:
			zero := 0.0
			f.Low = &zero
		case "dozens":
			least, most := 24.0, 99.0
			f.Low, f.High, f.Vague = &least, &most, true
		}
		f.Measure, f.Counted = measures[r.IntN(len(measures))], counted[r.IntN(len(counted))]
		f.Side = []string{"Hwarin", "Hwarinese", "Orvan", ""}[r.IntN(4)]
		f.Place = []string{"", "", "", "Tarn Lock"}[r.IntN(4)]
		f.Status, f.Revised = statuses[r.IntN(len(statuses))], r.IntN(20) == 0
		f.Speaker, f.Chain = f.Outlet, []string{f.Outlet}
		if r.IntN(4) > 0 {
			f.Speaker = speakers[r.IntN(len(speakers))]
		}
		if r.IntN(3) == 0 {
			f.Chain = []string{"two lawmakers", "Northern Agency", f.Outlet}
		}
		if r.IntN(9) == 0 {
			f.Passage = "They were told so in a closed briefing."
		}
		f.Headline = r.IntN(9) == 0
	}
	return figures
}

func BenchmarkLineUp(b *testing.B) {
	for _, n := range []int{1000, 10_000, 20_000} {
		figures := invented(n, rand.New(rand.NewPCG(1, 2)))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				LineUp(figures, measure.Default())
			}
		})
	}
}

// BenchmarkLineUpOne lines up figures that are all of one series.
func BenchmarkLineUpOne(b *testing.B) {
	figures := invented(10_000, rand.New(rand.NewPCG(1, 2)))
	for i := range figures {
		figures[i].Measure, figures[i].Counted, figures[i].Side, figures[i].Place = "killed", "soldiers", "Hwarin", ""
	}
	for b.Loop() {
		LineUp(figures, measure.Default())
	}
}
