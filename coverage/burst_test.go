package coverage

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/corpus"
)

// TestBursts: three outlets tell of a flood on one day, after weeks of other matters.
func TestBursts(t *testing.T) {
	docs, day := floodOfNews(t)
	got := Bursts(docs)
	if len(got) != 1 || got[0].Event.From != day || got[0].Event.To != day || len(got[0].Documents) != 3 {
		t.Fatalf("%+v", got)
	}
	if d := cmp.Diff([]string{"Far Shore", "Roundfold", "Tessel Wire"}, got[0].Outlets); d != "" {
		t.Error(d)
	}
	if hit, ok := got[0].Event.Fingerprint().Match(docs[len(docs)-1]); !ok || len(hit.Passages) == 0 {
		t.Errorf("the proposed event does not match what it was proposed from: %+v", hit)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	rng.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
	if d := cmp.Diff(got, Bursts(docs)); d != "" {
		t.Errorf("another order: %s", d)
	}
}

func BenchmarkBursts(b *testing.B) {
	docs, _ := floodOfNews(b)
	for b.Loop() {
		Bursts(docs)
	}
}

// floodOfNews are documents of 40 days, and the day on which three outlets tell of a flood.
func floodOfNews(t testing.TB) (docs []corpus.Document, flood string) {
	t.Helper()
	outlets := []string{"Far Shore", "Roundfold", "Tessel Wire", "Corran Telegraph Bureau"}
	first, err := parseDay("2031-04-20")
	if err != nil {
		t.Fatal(err)
	}
	for d := first; d < first+40; d++ {
		for i, o := range outlets {
			docs = append(docs, story(o, d.String(), fmt.Sprintf("Markets of day %d", int(d)*7+i), "Barges moved on the lower river."))
		}
	}
	flood = (first + 30).String()
	for _, o := range outlets[:3] {
		docs = append(docs, story(o, flood, "Anbu dyke breaks", "Water stands in the streets of Kulmae Port."))
	}
	return docs, flood
}
