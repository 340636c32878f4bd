package store

import (
	"slices"
	"testing"

	"hearsay/corpus"
)

func testRelations(t *testing.T, st *Store) {
	docs := texts(t, st, "NATO quay A?", "NATO quay A?", "NATO")
	connectSome(t, st, 3, 8)
	for what, tt := range map[string]struct {
		f    RelationFilter
		want []string
	}{
		"all":      {RelationFilter{}, []string{"0-1 A?", "0-1 NATO", "0-1 quay", "0-2 NATO", "1-2 NATO"}},
		"kind":     {RelationFilter{Kind: corpus.SameClaim}, []string{"0-1 quay"}},
		"document": {RelationFilter{Document: docs[2].ID}, []string{"0-2 NATO", "1-2 NATO"}},
		"subject":  {RelationFilter{Document: docs[0].ID, Subject: "NATO"}, []string{"0-1 NATO", "0-2 NATO"}},
		"possible": {RelationFilter{Possible: true}, []string{"0-1 A?"}},
		"holding":  {RelationFilter{Document: docs[0].ID, Holding: true}, []string{"0-1 NATO", "0-1 quay", "0-2 NATO"}},
		"rejected": {RelationFilter{Standing: []corpus.Standing{corpus.Rejected}}, nil},
	} {
		same(t, what, told(docs, relations(t, st, tt.f)), tt.want)
	}
	if list := relations(t, st, RelationFilter{Limit: 2}); len(list) != 2 {
		t.Errorf("limit: %d", len(list))
	}
	all := relations(t, st, RelationFilter{})
	if !slices.IsSortedFunc(all, func(a, b Relation) int { return relationOrder(a.Relation, b.Relation) }) {
		t.Error("not in order")
	}
	one, err := st.Relation(ctx, all[0].ID[:9])
	if err != nil {
		t.Fatal(err)
	}
	same(t, "by its ID", one, all[0])
	if one.System != "connect/words/1" || one.Standing != corpus.Machine {
		t.Errorf("%+v", one)
	}
	_, err = st.Relation(ctx, "r00000000")
	wantError(t, "unknown", err, corpus.ErrNotFound)
	for _, err := range st.Relations(ctx, RelationFilter{Document: "d000000"}) {
		wantError(t, "unknown document", err, corpus.ErrNotFound)
	}
}

// What rests on a document, passage, source or statement that not everybody
// may see is not told.
func testRelationAccess(t *testing.T, st *Store) {
	docs := texts(t, st, "NATO quay lost", "NATO quay", "NATO quay")
	connectSome(t, st, 3, 8)
	set := func(query string, args ...any) {
		t.Helper()
		if err := st.update(ctx, func(t *tx) error { return t.exec(query, args...) }); err != nil {
			t.Fatal(err)
		}
	}
	access := func(a string) { t.Helper(); set("UPDATE documents SET access = $1 WHERE id = $2", a, docs[2].ID) }
	hidden := relations(t, st, RelationFilter{Document: docs[2].ID})[0].ID
	for a, open := range map[string]bool{"restricted": false, "embargoed until 2999-01-01": false, "embargoed until 2001-01-01": true, "strange": false, "open": true, "": true} {
		access(a)
		want := []string{"0-1 NATO", "0-1 quay"}
		if open {
			want = append(want, "0-2 NATO", "0-2 quay", "1-2 NATO", "1-2 quay")
		}
		same(t, "access "+a, told(docs, relations(t, st, RelationFilter{})), want)
		if n := len(relations(t, st, RelationFilter{Closed: true})); n != 6 {
			t.Errorf("access %s: %d relations in all", a, n)
		}
		_, err := st.Relation(ctx, hidden)
		if (err == nil) != open {
			t.Errorf("access %s: %v", a, err)
		}
		if list, err := st.Entities(ctx, EntityFilter{}); err != nil || len(list) != 1 || (len(list[0].Appearances) == 3) != open {
			t.Errorf("access %s: %+v, %v", a, list, err)
		}
	}
	access("restricted")
	if list, err := st.Entities(ctx, EntityFilter{Closed: true}); err != nil || len(list) != 1 || len(list[0].Appearances) != 3 {
		t.Errorf("all: %+v, %v", list, err)
	}
	access("open")
	set("INSERT INTO sources (document, name, access) SELECT number, 'NATO', 'restricted' FROM documents WHERE id = $1", docs[2].ID)
	same(t, "source", told(docs, relations(t, st, RelationFilter{Document: docs[2].ID})), []string{"0-2 quay", "1-2 quay"})
	set("INSERT INTO passages (document, start_at, stop_at, access) SELECT number, 5, 7, 'restricted' FROM documents WHERE id = $1", docs[2].ID)
	same(t, "passage", told(docs, relations(t, st, RelationFilter{Document: docs[2].ID})), []string(nil))
}

func decideRelation(t *testing.T, st *Store, id string, verb corpus.Verb) Ruling {
	t.Helper()
	r, err := st.DecideRelation(ctx, id, verb, "Ana", "seen")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func testDecideRelation(t *testing.T, st *Store) {
	docs := texts(t, st, "quay NATO A?", "quay NATO A?", "sun quay")
	connectSome(t, st, 3, 8)
	find := func(subject string) string {
		t.Helper()
		return relations(t, st, RelationFilter{Document: docs[0].ID, Subject: subject, Closed: true, Standing: []corpus.Standing{corpus.Machine, corpus.Confirmed, corpus.Rejected}})[0].ID
	}
	doubt, nato := find("A?"), find("NATO")
	confirmed := decideRelation(t, st, doubt[:8], corpus.Confirm)
	rejected := decideRelation(t, st, nato, corpus.Reject)
	r, err := st.Relation(ctx, doubt)
	if err != nil || r.Standing != corpus.Confirmed || r.By != "Ana" || r.Note != "seen" || !r.Holds() || r.Decision != confirmed.Seq {
		t.Errorf("%+v, %v", r, err)
	}
	same(t, "rejected ones are left out", told(docs, relations(t, st, RelationFilter{})), []string{"0-1 A?", "0-1 quay", "0-2 quay", "1-2 quay"})
	same(t, "and listed", told(docs, relations(t, st, RelationFilter{Standing: []corpus.Standing{corpus.Rejected}})), []string{"0-1 NATO"})
	_, err = st.DecideRelation(ctx, doubt, corpus.Confirm, "Ana", "")
	wantError(t, "again", err, ErrDecided)
	_, err = st.DecideRelation(ctx, doubt, corpus.Correct, "Ana", "")
	wantError(t, "correct", err, corpus.ErrInvalid)
	_, err = st.DecideRelation(ctx, doubt, corpus.Confirm, " ", "")
	wantError(t, "nobody", err, corpus.ErrInvalid)
	soundInside(t, st)

	// No later run undoes it: connected and read anew, by another version.
	for range 2 {
		for _, d := range docs {
			read(t, st, d)
		}
		connectSome(t, st, 3, 8)
		same(t, "after reading again", told(docs, relations(t, st, RelationFilter{})), []string{"0-1 A?", "0-1 quay", "0-2 quay", "1-2 quay"})
		if err := st.BeginConnecting(ctx, "words/2", 3); err != nil {
			t.Fatal(err)
		}
		// While nothing is proposed, what was confirmed stands by the person's word.
		list := relations(t, st, RelationFilter{})
		if same(t, "dropped", told(docs, list), []string{"0-1 A?"}); len(list) != 1 || !list[0].Dropped || !list[0].Holds() {
			t.Errorf("%+v", list)
		}
		if r, err := st.Relation(ctx, doubt); err != nil || !r.Dropped {
			t.Errorf("%+v, %v", r, err)
		}
		connectSome(t, st, 3, 8)
	}

	// Undone, it is as before; undoing that brings it back.
	undo := func(seq int64) Ruling {
		t.Helper()
		r, err := st.Undo(ctx, seq, "Ben", "mistaken")
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	back := undo(rejected.Seq)
	same(t, "undone", told(docs, relations(t, st, RelationFilter{Subject: "NATO"})), []string{"0-1 NATO"})
	_, err = st.Undo(ctx, rejected.Seq, "Ben", "")
	wantError(t, "undone twice", err, corpus.ErrInvalid)
	_, err = st.Undo(ctx, 99, "Ben", "")
	wantError(t, "unknown", err, corpus.ErrNotFound)
	undo(back.Seq)
	same(t, "undone again", told(docs, relations(t, st, RelationFilter{Subject: "NATO"})), []string(nil))
	undo(confirmed.Seq)
	if r, err := st.Relation(ctx, doubt); err != nil || r.Standing != corpus.Machine || r.Holds() {
		t.Errorf("%+v, %v", r, err)
	}
	soundInside(t, st)
}
