package store

import (
	"testing"

	"hearsay/corpus"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		words, name string
		want        bool
	}{
		{"", "anything", true}, {"", "", true},
		{"SOLDIERS", "Hwarinese soldiers", true}, {"soldier", "Hwarinese soldiers", true}, {"soldiers", "soldier", true},
		{"soldiers hwarinese", "Hwarinese soldiers", true}, {"soldiers of Vell", "Hwarinese soldiers", false},
		{"sold", "soldiers", false}, {"soldier", "", false}, {"jose", "José Marín", true}, {"정", "정부는", true},
	} {
		w, err := NewWords("what is counted", c.words)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.In(c.name); got != c.want {
			t.Errorf("%q in %q: %v", c.words, c.name, got)
		}
	}
	_, err := NewWords("what is counted", "--")
	wantError(t, "no word", err, corpus.ErrInvalid)
}
