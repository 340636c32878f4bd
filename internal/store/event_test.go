package store

import (
	"fmt"
	"testing"

	"hearsay/corpus"
)

// standingNow lists what stands of the events.
func standingNow(t *testing.T, st *Store) (list []string) {
	t.Helper()
	events, err := st.Events(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		line := e.Name + ": " + e.Body + " by " + e.By
		for _, s := range e.Silences {
			line += fmt.Sprintf("; %s %q silent by %s (%s)", s.Outlet, s.Aspect, s.By, s.Seen)
		}
		list = append(list, line)
	}
	return list
}

func testEvents(t *testing.T, st *Store) {
	putEvents := func(by string, list ...EventText) []EventPut {
		t.Helper()
		done, err := st.PutEvents(ctx, by, "", list)
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	lock, hall := EventText{"Shelling at Torvane Lock", "from: 2031-03-18"}, EventText{"Ceremony at the Hall of Banners", "from: 2031-04-09"}
	done := putEvents("Ana", lock, hall, EventText{" shelling  at Torvane lock", lock.Body}, hall)
	same(t, "done", done, []EventPut{{corpus.EventID(lock.Name), lock.Name, AddEvent}, {corpus.EventID(hall.Name), hall.Name, AddEvent},
		{corpus.EventID(lock.Name), "shelling at Torvane lock", ChangeEvent}, {corpus.EventID(hall.Name), hall.Name, ""}})
	putEvents("Ben", EventText{lock.Name, "from: 2031-03-17"})

	id := corpus.EventID(lock.Name)
	for _, name := range []string{lock.Name, "SHELLING at torvane lock", id, id[:8], "Torvane Lock", "torvane"} {
		if e, err := st.Event(ctx, name); err != nil || e.ID != id {
			t.Errorf("%q: %+v, %v", name, e, err)
		}
	}
	for name, want := range map[string]error{"at": corpus.ErrAmbiguous, "": corpus.ErrNotFound, "Anbu": corpus.ErrNotFound, id[:3]: corpus.ErrNotFound} {
		_, err := st.Event(ctx, name)
		wantError(t, name, err, want)
	}

	silent := Silence{Event: "Torvane", Outlet: "Munhyang Dispatch", Seen: "none found", By: "Ana", Note: "read it all"}
	if err := st.ConfirmSilent(ctx, silent); err != nil {
		t.Fatal(err)
	}
	silent.Note = ""
	wantError(t, "again", st.ConfirmSilent(ctx, silent), ErrDecided)
	losses := silent
	losses.Aspect, losses.Outlet = "the losses", "munhyang dispatch"
	if err := st.ConfirmSilent(ctx, losses); err != nil {
		t.Fatal(err)
	}
	if err := st.UndoSilent(ctx, losses); err != nil {
		t.Fatal(err)
	}
	wantError(t, "undone already", st.UndoSilent(ctx, losses), corpus.ErrNotFound)
	losses.By = " "
	wantError(t, "nobody", st.ConfirmSilent(ctx, losses), corpus.ErrInvalid)
	same(t, "standing", standingNow(t, st), []string{
		`Shelling at Torvane Lock: from: 2031-03-17 by Ben; Munhyang Dispatch "" silent by Ana (none found)`,
		"Ceremony at the Hall of Banners: from: 2031-04-09 by Ana"})

	if _, err := st.RemoveEvent(ctx, "Torvane", "Ana", "not one event"); err != nil {
		t.Fatal(err)
	}
	_, err := st.RemoveEvent(ctx, "Torvane", "Ana", "")
	wantError(t, "removed already", err, corpus.ErrNotFound)
	putEvents("Ana", lock)
	same(t, "added again", standingNow(t, st), []string{"Ceremony at the Hall of Banners: from: 2031-04-09 by Ana", "Shelling at Torvane Lock: from: 2031-03-18 by Ana"})

	entries, err := st.EventEntries(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	var verbs []EventVerb
	for _, e := range entries {
		verbs = append(verbs, e.Verb)
	}
	same(t, "history", verbs, []EventVerb{AddEvent, ChangeEvent, ChangeEvent, SayEventSilent, SayEventSilent, TakeBackSilent, RemoveEvent, AddEvent})
	if _, err := st.PutEvents(ctx, "", "", []EventText{lock}); err == nil {
		t.Error("nobody adds it")
	}
	if _, err := st.PutEvents(ctx, "Ana", "", []EventText{{"Other", "x"}, {" ", "x"}}); err == nil {
		t.Error("an event without a name")
	}
	if n := len(standingNow(t, st)); n != 2 {
		t.Errorf("%d events: part of what was refused was taken", n)
	}
	soundInside(t, st)
}

// Verify finds whatever is changed by another hand, and a purge leaves alone
// what people say of events.
func TestVerifyFindsChangedEvents(t *testing.T) {
	for what, query := range map[string]string{
		"person": "UPDATE events SET person = 'Ben'",
		"body":   "UPDATE events SET body = 'from: 2031-03-19'",
		"gone":   "DELETE FROM events WHERE seq = 2",
		"more":   "INSERT INTO events SELECT seq + 10, event, name, verb, body, outlet, aspect, person, said_at, note FROM events",
	} {
		st := openAt(t, t.TempDir()+"/l.db")
		add(t, st, article(1, "2031-04-05", "Post", "One"))
		if _, err := st.PutEvents(ctx, "Ana", "https://example.org/1", []EventText{{"One", "a"}, {"Two", "b"}}); err != nil {
			t.Fatal(err)
		}
		for d := range st.Documents(ctx, DocumentFilter{}) {
			if _, err := st.Purge(ctx, PurgeOrder{ID: d.ID, By: "Ana", Reason: "asked for"}); err != nil {
				t.Fatal(err)
			}
		}
		soundInside(t, st)
		if err := st.update(ctx, func(t *tx) error { return t.exec(query) }); err != nil {
			t.Fatal(err)
		}
		if r := verify(t, st.dsn, ""); len(r.Findings) == 0 {
			t.Errorf("%s: nothing found", what)
		}
	}
}

// A feed tells of the outlets of what came by it, and of those that the register
// gives it to.
func testCollecting(t *testing.T, st *Store) {
	addFeed(t, st)
	put(t, st, named(1, 0, 3))
	kept := put(t, st, answer("https://post.example/0", 2, "a page"))
	if _, err := st.AddDocuments(ctx, kept.Capture, []corpus.Document{article(1, "2031-04-05", "The Pöst", "One")}, nil, &Parsed{Version: "1"}); err != nil {
		t.Fatal(err)
	}
	add(t, st, article(2, "2031-04-05", "Tessel Wire", "Two"))
	_, err := st.SetOutlets(ctx, "Ana", []OutletChange{{Name: "Tessel World", Create: true, Fields: []OutletField{{"feeds", "https://POST.example/feed"}}}})
	if err != nil {
		t.Fatal(err)
	}
	gapsAre := func(unfetched int, want ...string) {
		t.Helper()
		all, err := st.Collecting(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, outlet := range []string{"the post", "TESSEL WORLD"} {
			var got []string
			for _, g := range all[OutletKey(outlet)].Gaps {
				got = append(got, fmt.Sprintf("%g-%g", g.From.Sub(noon).Hours(), g.To.Sub(noon).Hours()))
			}
			same(t, outlet, got, want)
			if n := len(all[OutletKey(outlet)].Unfetched); n != unfetched {
				t.Errorf("%s: %d pieces were not fetched, want %d", outlet, n, unfetched)
			}
		}
		if all[OutletKey("Tessel Wire")] != nil {
			t.Error("the gap of a feed that named nothing of it")
		}
	}
	gapsAre(2)
	put(t, st, named(3, 9, 3))
	gapsAre(5, "1-3")
	put(t, st, without(feedURL, 5, corpus.Failed, 503, "HTTP 503 Service Unavailable"))
	gapsAre(5, "1-3", "3-5") // nobody knows what it named since
}

func testWholeDocuments(t *testing.T, st *Store) {
	docs := []corpus.Document{article(1, "2031-04-05", "Post", "One", "Text"), article(2, "2031-04-06", "Post", "Two"), article(3, "2031-04-07", "Post", "Three")}
	add(t, st, docs...)
	add(t, st, article(1, "2031-04-08", "Post", "One", "Another text"))
	err := st.update(ctx, func(t *tx) error {
		return errFirst(t.exec("UPDATE documents SET access = 'restricted' WHERE id = $1", docs[1].ID),
			t.exec("INSERT INTO passages (document, start_at, stop_at, access) SELECT number, 0, 2, 'embargoed until 2999-01-01' FROM documents WHERE id = $1", docs[2].ID))
	})
	if err != nil {
		t.Fatal(err)
	}
	open, last, versions := map[string]bool{}, "", 0
	for w, err := range st.WholeDocuments(ctx) {
		if err != nil || w.Text == "" || len(w.Blocks) == 0 {
			t.Fatal(w, err)
		}
		if open[w.Title] = w.Open; last == w.Item {
			versions++
		}
		last = w.Item
		if _, err := st.Document(ctx, w.ID); err != nil { // asking for more meanwhile
			t.Fatal(err)
		}
	}
	same(t, "open", open, map[string]bool{"One": true, "Two": false, "Three": false})
	if versions != 1 {
		t.Errorf("%d versions stand behind their piece, want 1", versions)
	}
	for range st.WholeDocuments(ctx) {
		break
	}
}
