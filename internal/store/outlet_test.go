package store

import (
	"strings"
	"testing"

	"hearsay/corpus"
)

func testOutlets(t *testing.T, st *Store) {
	add(t, st, article(1, "2031-04-05", "The Harbour Post", "One"), article(2, "", "The Harbour Post", "Two"), article(3, "2031-05", "Tessel Wire", "Three"))
	set := func(changes ...OutletChange) []OutletChanged {
		t.Helper()
		done, err := st.SetOutlets(ctx, "Ana", changes)
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	fields := func(values ...string) (list []OutletField) {
		for _, v := range values {
			name, value, _ := strings.Cut(v, "=")
			list = append(list, OutletField{name, value})
		}
		return list
	}
	done := set(
		OutletChange{Name: "the harbour  post", Fields: fields("owner=Harbour House", "state_run=yes", "audience=domestic", "feeds=https://post.example/a; https://post.example/b")},
		OutletChange{Name: "Tessel Wire", Fields: fields("state_run=perhaps")},
		OutletChange{Name: "Far Shore", Fields: fields("country=exile")},
		OutletChange{Name: "Far Shore", Fields: fields("country=exile"), Create: true, Origin: "outlets.csv row 2"},
		OutletChange{Name: " ", Create: true},
		OutletChange{Name: "Far Shore", Fields: fields("edition_of=far shore")},
		OutletChange{Name: "Far Shore", Fields: fields("collected_from=2031-04-02", "collected_to=2031-03")},
		OutletChange{Name: "Far Shore", Fields: fields("collected_from=2031-04-02", "collected_to=2031-04", "language=en", "homepage=https://far.example")},
		OutletChange{Name: "Far Shore", Fields: fields("language=e")},
		OutletChange{Name: "Far Shore", Fields: fields("homepage=far")},
		OutletChange{Name: "Far Shore", Fields: fields("colour=red")},
	)
	for i, want := range []error{nil, corpus.ErrInvalid, corpus.ErrNotFound, nil, corpus.ErrInvalid, corpus.ErrInvalid, corpus.ErrInvalid, nil, corpus.ErrInvalid, corpus.ErrInvalid, corpus.ErrInvalid} {
		if want != nil {
			wantError(t, "change", done[i].Err, want)
		} else if done[i].Err != nil || !done[i].Changed {
			t.Errorf("change %d: %+v", i, done[i])
		}
	}
	if again := set(OutletChange{Name: "Far Shore", Fields: fields("country=exile")})[0]; again.Changed || again.Err != nil {
		t.Errorf("nothing new: %+v", again)
	}
	list, err := st.Outlets(ctx)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "outlets", list, []Outlet{
		{Registered: corpus.Registered{Name: "Far Shore", Country: "exile", CollectedFrom: "2031-04-02", CollectedTo: "2031-04", Language: "en", Homepage: "https://far.example"}, Known: true},
		{Registered: corpus.Registered{Name: "Tessel Wire"}, Documents: 1, From: "2031-05-01", To: "2031-05-31"},
		{Registered: corpus.Registered{Name: "The Harbour Post", Owner: "Harbour House", StateRun: "yes", Audience: corpus.Domestic,
			Feeds: []string{"https://post.example/a", "https://post.example/b"}}, Known: true, Documents: 2, From: "2031-04-05", To: "2031-04-05"},
	})
	n := 0
	for e, err := range st.Log(ctx) {
		if err == nil && e.Kind == kindOutlet {
			n++
		}
	}
	if n != 3 {
		t.Errorf("%d rows in the log, want 3", n)
	}
	if _, err := st.SetOutlets(ctx, " ", nil); err == nil {
		t.Error("nobody says so")
	}
	soundInside(t, st)
}
