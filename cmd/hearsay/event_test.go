package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/coverage"
)

// Words are added to what stands there and taken away from it; marks stay
// unless new ones are given.
func TestEventWordsChange(t *testing.T) {
	event := func() coverage.Event {
		return coverage.Event{Name: "Fire", Words: []coverage.Word{{Text: "fire", Needed: true}, {Text: "mill"}},
			Aspects: []coverage.Aspect{{Name: "the dead", Words: []coverage.Word{{Text: "killed"}}}}}
	}
	for _, tt := range []struct {
		c    eventWordsCommand
		want func(*coverage.Event)
	}{
		{eventWordsCommand{Add: " flames ;; Mill; fire"}, func(e *coverage.Event) { e.Words = append(e.Words, coverage.Word{Text: "flames"}) }},
		{eventWordsCommand{Weak: "mill"}, func(e *coverage.Event) { e.Words[1].Weak = true }},
		{eventWordsCommand{Names: "the Anbu fire", Place: "Anbu"}, func(e *coverage.Event) {
			e.Names, e.Place = []coverage.Word{{Text: "the Anbu fire"}}, []coverage.Word{{Text: "Anbu"}}
		}},
		{eventWordsCommand{Aspect: "the dead", Add: "dead"}, func(e *coverage.Event) {
			e.Aspects[0].Words = append(e.Aspects[0].Words, coverage.Word{Text: "dead"})
		}},
		{eventWordsCommand{Aspect: "the ash", Add: "ash"}, func(e *coverage.Event) {
			e.Aspects = append(e.Aspects, coverage.Aspect{Name: "the ash", Words: []coverage.Word{{Text: "ash"}}})
		}},
		{eventWordsCommand{Drop: "MILL"}, func(e *coverage.Event) { e.Words = e.Words[:1] }},
	} {
		want := event()
		tt.want(&want)
		if diff := cmp.Diff(want, tt.c.changed(event())); diff != "" {
			t.Errorf("%+v:\n%s", tt.c, diff)
		}
	}
}
