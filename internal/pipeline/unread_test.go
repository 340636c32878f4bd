package pipeline

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
)

// unreadOf makes one document per text; the text "bad" cannot be made.
func unreadOf(texts ...string) func(func(Unread) bool) {
	var list []Unread
	for i, text := range texts {
		list = append(list, Unread{File: "in.jsonl", Record: fmt.Sprintf("line %d", i+1), Make: func() (corpus.Document, error) {
			if text == "bad" {
				return corpus.Document{}, corpus.ErrInvalid
			}
			return corpus.Document{ID: text, Text: text}, nil
		}})
	}
	return slices.Values(list)
}

// shout finds one attribution for every "!"; it panics at "panic".
func shout(doc corpus.Document) corpus.Annotations {
	if strings.Contains(doc.Text, "panic") {
		panic("cannot read " + doc.Text)
	}
	a := corpus.Annotations{System: "shout/1"}
	for i := range len(doc.Text) {
		if doc.Text[i] == '!' {
			a.Attributions = append(a.Attributions, corpus.Attribution{Content: []corpus.Span{{Start: i, End: i + 1}}, Confidence: 1, Kind: corpus.Direct, Polarity: corpus.Assert})
		}
	}
	return a
}

var lineNumber = regexp.MustCompile(`\.go:\d+`)

func TestReadGoesOnAfterBadRecords(t *testing.T) {
	var got []string
	for r := range Read(context.Background(), unreadOf("a!", "bad", "panic", "b!!"), Options{Read: shout, Version: "1"}) {
		if r.Err != nil {
			got = append(got, lineNumber.ReplaceAllString(r.Err.Error(), ".go:N"))
			continue
		}
		got = append(got, fmt.Sprintf("%s %d", r.Document.ID, len(r.Annotations.Attributions)))
	}
	want := []string{"a! 1", "in.jsonl: line 2: invalid", "in.jsonl: line 3: reading it panicked at pipeline/unread_test.go:N: cannot read panic", "b!! 2"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestReadEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for range Read(ctx, unreadOf(make([]string, 10_000)...), Options{Read: shout, Workers: 1}) {
		n++
		cancel()
	}
	if n > 100 {
		t.Errorf("%d documents were read after the context had ended", n)
	}
}

func TestGuardedPassesOnWhatCameBeforeAPanic(t *testing.T) {
	var seen []int
	var last error
	for v, err := range guarded(func(yield func(int, error) bool) {
		_ = yield(1, nil) && yield(2, nil)
		panic("third")
	}) {
		if err != nil {
			last = err
			continue
		}
		seen = append(seen, v)
	}
	var p *panicError
	if !slices.Equal(seen, []int{1, 2}) || !errors.As(last, &p) || p.value != "third" {
		t.Errorf("saw %v and %v, want [1 2] and a panic", seen, last)
	}
}

func TestGuardedLeavesThePanicsOfItsConsumer(t *testing.T) {
	defer func() {
		if v := recover(); v != "mine" {
			t.Errorf("recovered %v, want the consumer's panic", v)
		}
	}()
	for range guarded(func(yield func(int, error) bool) { yield(1, nil) }) {
		panic("mine")
	}
}
