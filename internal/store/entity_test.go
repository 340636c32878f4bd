package store

import (
	"encoding/json"
	"strings"
	"testing"

	"hearsay/corpus"
)

func entities(t testing.TB, st *Store) (list []Entity) {
	t.Helper()
	list, err := st.Entities(ctx, EntityFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// shown writes entities as "name: documents".
func shown(docs []corpus.Document, list []Entity) (out []string) {
	for _, e := range list {
		var in []string
		for _, a := range e.Appearances {
			for i, d := range docs {
				if d.ID == a.Document {
					in = append(in, string(rune('0'+i)))
				}
			}
		}
		out = append(out, e.Name+": "+strings.Join(in, " "))
	}
	return out
}

func entity(t testing.TB, st *Store, id string) Entity {
	t.Helper()
	e, err := st.Entity(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func testEntities(t *testing.T, st *Store) {
	docs := texts(t, st, "quay NATO", "quay NATO ALLIANCE", "ALLIANCE A?", "A?")
	connectSome(t, st, 3, 8)
	list := entities(t, st)
	same(t, "entities", shown(docs, list), []string{"ALLIANCE: 1 2", "NATO: 0 1", "A?: 2", "A?: 3"})
	alliance, nato := list[0], list[1]
	if want := corpus.AppearanceID(docs[0].ID, "NATO"); nato.ID != want || nato.Kind != corpus.Organisation || nato.From != "2031-04-01" || nato.To != "2031-04-02" {
		t.Errorf("%+v", nato)
	}
	same(t, "by the ID of another appearance", entity(t, st, corpus.AppearanceID(docs[1].ID, "NATO")), nato)
	same(t, "by a prefix", entity(t, st, nato.ID[:10]), nato)
	_, err := st.Entity(ctx, "e000000000")
	wantError(t, "unknown", err, corpus.ErrNotFound)
	_, err = st.Entity(ctx, "e")
	wantError(t, "all", err, corpus.ErrAmbiguous)

	if _, err := st.DescribeEntity(ctx, alliance.ID, "the same", "Ana", ""); err != nil {
		t.Fatal(err)
	}
	if _, err := st.RenameEntity(ctx, nato.ID, "N.A.T.O.", "Ana", "as they write it"); err != nil {
		t.Fatal(err)
	}
	merged, err := st.MergeEntities(ctx, nato.ID[:8], []string{alliance.ID}, "Ana", "the same body")
	if err != nil {
		t.Fatal(err)
	}
	e := entity(t, st, alliance.ID)
	if e.ID != nato.ID || e.Name != "N.A.T.O." || e.Description != "the same" || len(e.Appearances) != 4 || e.Documents() != 3 || len(e.Rulings) != 3 {
		t.Errorf("led to %+v", e)
	}
	_, err = st.MergeEntities(ctx, nato.ID, []string{alliance.ID}, "Ana", "")
	wantError(t, "merged already", err, corpus.ErrInvalid)
	soundInside(t, st)

	// Connecting anew changes nothing of it, also in another version.
	if err := st.BeginConnecting(ctx, "words/2", 5); err != nil {
		t.Fatal(err)
	}
	connectSome(t, st, 3, 1)
	if again := entity(t, st, alliance.ID); again.ID != nato.ID || len(again.Appearances) != 4 {
		t.Errorf("after connecting anew: %+v", again)
	}
	if _, err := st.Undo(ctx, merged.Seq, "Ben", ""); err != nil {
		t.Fatal(err)
	}
	same(t, "undone", shown(docs, entities(t, st)), []string{"ALLIANCE: 1 2", "N.A.T.O.: 0 1", "A?: 2", "A?: 3"})
	one, two := entities(t, st)[2].ID, entities(t, st)[3].ID
	_, err = st.MergeEntities(ctx, nato.ID, []string{one, "e000000000"}, "Ana", "")
	wantError(t, "merged with an unknown one", err, corpus.ErrNotFound)
	_, err = st.MergeEntities(ctx, nato.ID, []string{one, one}, "Ana", "")
	wantError(t, "merged twice", err, corpus.ErrInvalid)
	merged, err = st.MergeEntities(ctx, nato.ID, []string{one, two}, "Ana", "short forms")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "merged with two", shown(docs, entities(t, st)), []string{"N.A.T.O.: 0 1 2 3", "ALLIANCE: 1 2"})
	for i := range int64(2) {
		if _, err := st.Undo(ctx, merged.Seq+i, "Ben", ""); err != nil {
			t.Fatal(err)
		}
	}
	if e := entity(t, st, alliance.ID); e.ID != alliance.ID || e.Description != "the same" {
		t.Errorf("%+v", e)
	}

	// Confirmed, an unsure relation joins.
	doubt := relations(t, st, RelationFilter{Subject: "A?"})[0]
	decideRelation(t, st, doubt.ID, corpus.Confirm)
	same(t, "confirmed", shown(docs, entities(t, st))[:1], []string{"A?: 2 3"})
	for what, f := range map[string]EntityFilter{"kind": {Kind: corpus.Person}, "name": {Name: "nobody"}, "documents": {Documents: 3}} {
		if list, err := st.Entities(ctx, f); err != nil || len(list) > 0 {
			t.Errorf("%s: %+v, %v", what, list, err)
		}
	}
	if list, err := st.Entities(ctx, EntityFilter{Name: "alli", Kind: corpus.Organisation, Documents: 2}); err != nil || len(list) != 1 {
		t.Errorf("%+v, %v", list, err)
	}
	_, err = st.RenameEntity(ctx, nato.ID, " ", "Ana", "")
	wantError(t, "no name", err, corpus.ErrInvalid)
	_, err = st.RenameEntity(ctx, nato.ID, "N", "", "")
	wantError(t, "nobody", err, corpus.ErrInvalid)
	soundInside(t, st)
}

func testSplitEntity(t *testing.T, st *Store) {
	docs := texts(t, st, "LI lives", "LI rules", "LI sings", "LI dances")
	connectSome(t, st, 9, 8)
	same(t, "one", shown(docs, entities(t, st)), []string{"LI: 0 1 2 3"})
	li := entities(t, st)[0]
	_, err := st.SplitEntity(ctx, li.ID, []string{docs[0].ID, docs[1].ID, docs[2].ID, docs[3].ID}, "Ana", "")
	wantError(t, "all", err, corpus.ErrInvalid)
	_, err = st.SplitEntity(ctx, li.ID, []string{"d00000"}, "Ana", "")
	wantError(t, "elsewhere", err, corpus.ErrNotFound)
	off, err := st.SplitEntity(ctx, li.ID, []string{docs[2].ID, docs[3].ID}, "Ana", "the singer")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"LI: 0 1", "LI: 2 3"}
	same(t, "split", sortedText(shown(docs, entities(t, st))), want)
	singer := entity(t, st, off.Subject)
	if singer.ID != off.Subject || singer.Documents() != 2 {
		t.Errorf("%+v", singer)
	}

	// A new document with the same name joins what it was split from, and no
	// machine joins the two over it.
	more := article(9, "2031-05-01", "Post", "LI again")
	add(t, st, more)
	read(t, st, more)
	connectSome(t, st, 9, 8)
	docs = append(docs, more)
	same(t, "one more", sortedText(shown(docs, entities(t, st))), []string{"LI: 0 1 4", "LI: 2 3"})
	if e := entity(t, st, li.ID); e.ID != li.ID {
		t.Errorf("%s became %s", li.ID, e.ID)
	}

	// A person may merge them again, and undo that.
	merged, err := st.MergeEntities(ctx, li.ID, []string{singer.ID}, "Ben", "one man")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "merged", shown(docs, entities(t, st)), []string{"LI: 0 1 2 3 4"})
	if _, err := st.Undo(ctx, merged.Seq, "Ben", ""); err != nil {
		t.Fatal(err)
	}
	same(t, "undone", sortedText(shown(docs, entities(t, st))), []string{"LI: 0 1 4", "LI: 2 3"})
	for _, r := range singer.Rulings {
		if _, err := st.Undo(ctx, r.Seq, "Ben", ""); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "not split", shown(docs, entities(t, st)), []string{"LI: 0 1 2 3 4"})
	soundInside(t, st)
}

func sortedText(list []string) []string {
	for i := range list {
		for k := range list[:i] {
			if list[i] < list[k] {
				list[i], list[k] = list[k], list[i]
			}
		}
	}
	return list
}

// What a new reading calls otherwise is found by its place in the text.
func testEntityReadAgain(t *testing.T, st *Store) {
	docs := texts(t, st, "LI lives", "MO sings")
	connectSome(t, st, 9, 8)
	list := entities(t, st)
	if _, err := st.MergeEntities(ctx, list[0].ID, []string{list[1].ID}, "Ana", "one man"); err != nil {
		t.Fatal(err)
	}
	if _, err := st.RenameEntity(ctx, list[0].ID, "Li Mo", "Ana", ""); err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		read(t, st, d)
	}
	if len(entities(t, st)) != 0 {
		t.Error("entities of documents that are not connected")
	}
	claim, err := st.Claim(ctx, StageConnect, "words/1", "", 9)
	if err != nil {
		t.Fatal(err)
	}
	var made []Connected
	for _, w := range claim.Work {
		c := madeOf(t, st, w.Subject)
		c.Appearances[0].Name += " the elder"
		c.Profile, _ = json.Marshal(map[string]any{})
		made = append(made, c)
	}
	if _, err := claim.PutConnections(ctx, "words/1", made, nil, compareWords); err != nil {
		t.Fatal(err)
	}
	same(t, "as before", shown(docs, entities(t, st)), []string{"Li Mo: 0 1"})
	if lost, err := st.OrphanedRulings(ctx); err != nil || len(lost) != 0 {
		t.Errorf("orphaned: %+v, %v", lost, err)
	}
	e := entity(t, st, list[1].ID) // an ID that no appearance has any more
	if e.Name != "Li Mo" || len(e.Names) != 2 {
		t.Errorf("%+v", e)
	}

	// What a new reading does not have at all leaves them orphaned.
	read(t, st, docs[1])
	if lost, err := st.OrphanedRulings(ctx); err != nil || len(lost) != 0 {
		t.Errorf("orphaned while it is to be connected: %+v, %v", lost, err)
	}
	claim, err = st.Claim(ctx, StageConnect, "words/1", "", 9)
	if err != nil {
		t.Fatal(err)
	}
	c := madeOf(t, st, docs[1].ID)
	c.Appearances = nil
	if _, err := claim.PutConnections(ctx, "words/1", []Connected{c}, nil, compareWords); err != nil {
		t.Fatal(err)
	}
	if lost, err := st.OrphanedRulings(ctx); err != nil || len(lost) != 1 || lost[0].Verb != corpus.Merge {
		t.Errorf("orphaned: %+v, %v", lost, err)
	}
	soundInside(t, st)
}
