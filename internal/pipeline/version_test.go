package pipeline

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// louder finds what shout finds, of another version: with the character
// before, and nothing in texts with a seven.
func louder(doc corpus.Document) corpus.Annotations {
	a := shout(doc)
	a.System = "shout/2"
	if strings.Contains(doc.Text, "7") {
		a.Attributions = nil
	}
	for i := range a.Attributions {
		a.Attributions[i].Content[0].Start--
	}
	return a
}

// statements lists what the ledger shows a reader.
func (b *bench) statements() (list []corpus.Statement) {
	b.t.Helper()
	for s, err := range b.st.Statements(context.Background(), store.StatementFilter{}) {
		if err != nil {
			b.t.Error(err)
		}
		list = append(list, s)
	}
	return list
}

// While a new version reads, a reader sees of every document the old reading
// or the new one, and never none.
func TestTheOldReadingStandsUntilTheNewOne(t *testing.T) {
	b := newBench(t)
	const documents = 200
	b.file("posts.jsonl", lines(1000, 1000+documents))
	b.must(Options{}, b.dir)
	var mu sync.Mutex
	seen := map[int]bool{} // how many of the new version a reader saw beside the old
	look := func() {
		mu.Lock()
		defer mu.Unlock()
		of := map[string]int{}
		fresh := 0
		for _, s := range b.statements() {
			of[s.Document]++
			if s.System == "shout/2" {
				fresh++
			}
		}
		for id, n := range of {
			if n != 1 {
				t.Errorf("%d statements of %s", n, id)
			}
		}
		if len(of) != documents {
			t.Errorf("statements of %d documents, want %d", len(of), documents)
		}
		seen[fresh] = true
	}
	quiet := func(doc corpus.Document) corpus.Annotations {
		look()
		a := louder(doc)
		if len(a.Attributions) == 0 { // here every text has one
			return shout(doc)
		}
		return a
	}
	b.must(Options{Version: "2", Read: quiet})
	if !seen[0] || len(seen) < 2 {
		t.Errorf("the reader saw the run only in these states: %v", seen)
	}
}

// After a new version, decisions hold the statement that has their words, or
// are listed with them.
func TestDecisionsFollowANewVersion(t *testing.T) {
	b := newBench(t)
	b.file("posts.jsonl", lines(6, 8)) // boat 6 and boat 7
	b.must(Options{}, b.dir)
	for _, s := range b.statements() {
		if _, err := b.st.Decide(context.Background(), corpus.Decision{Subject: s.ID, Verb: corpus.Confirm, By: "Ana"}); err != nil {
			t.Fatal(err)
		}
	}
	b.must(Options{Version: "2", Read: louder})
	list := b.statements()
	if len(list) != 1 || list[0].Standing != corpus.Confirmed || list[0].By != "Ana" {
		t.Errorf("the statement that was cut otherwise: %+v", list)
	}
	orphans, err := b.st.Orphans(context.Background(), "")
	if err != nil || len(orphans) != 1 || orphans[0].Quoted != "!" || orphans[0].By != "Ana" {
		t.Errorf("orphans %+v, %v", orphans, err)
	}
	b.must(Options{Version: "3"}) // the old reader again
	list = b.statements()
	if len(list) != 2 || slices.ContainsFunc(list, func(s corpus.Statement) bool { return s.Standing != corpus.Confirmed }) {
		t.Errorf("after going back: %+v", list)
	}
	if orphans, err := b.st.Orphans(context.Background(), ""); err != nil || len(orphans) != 0 {
		t.Errorf("orphans after going back: %+v, %v", orphans, err)
	}
}
