package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWrap(t *testing.T) {
	tests := []struct {
		name string
		in   string
		n    int
		want []string
	}{
		{"words", "the dam is sound", 8, []string{"the dam", "is sound"}},
		{"Han is two columns wide and breaks anywhere", "大坝安全有保障", 6, []string{"大坝安", "全有保", "障"}},
		{"Han keeps its full stop", "大坝安。全", 6, []string{"大坝", "安。全"}},
		{"Cyrillic is one column wide", "сапёры ушли", 6, []string{"сапёры", "ушли"}},
		{"a long word is broken", "abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"lines stay", "a\nb", 10, []string{"a", "b"}},
		{"no width", "the dam is sound", 0, []string{"the dam is sound"}},
		{"nothing", "", 5, []string{""}},
		{"one column", "大坝", 1, []string{"大", "坝"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, wrap(tt.in, tt.n)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A word of a megabyte, which a hostile document can hold, must not take
// time that grows with its square.
func TestWrapLongWord(t *testing.T) {
	const n = 1 << 20
	if got := len(wrap(strings.Repeat("x", n), 64)); got != n/64 {
		t.Errorf("%d lines, want %d", got, n/64)
	}
}

func TestCut(t *testing.T) {
	tests := []struct {
		in   string
		n    int
		want string
	}{
		{"short", 5, "short"},
		{"longer than", 6, "longe…"},
		{"大坝安全", 5, "大坝…"},
		{"a\u0301b\u0301c\u0301", 2, "a\u0301…"},
	}
	for _, tt := range tests {
		got := cut(tt.in, tt.n, "…")
		if got != tt.want || width(got) > tt.n {
			t.Errorf("cut(%q, %d) = %q (%d columns), want %q", tt.in, tt.n, got, width(got), tt.want)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("the dam 大坝 is\nsound", 7)
	f.Add("\u0301\u200d👩‍🚒", 1)
	f.Fuzz(func(t *testing.T, s string, n int) {
		s = inert(s)
		lines := wrap(s, n%200)
		strip := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if got := strings.Join(lines, ""); strip(got) != strip(s) {
			t.Fatalf("wrap(%q, %d) lost words: %q", s, n, lines)
		}
	})
}
