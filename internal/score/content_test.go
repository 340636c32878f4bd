package score

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay/corpus"
)

// marked returns text without its brackets and the spans, in bytes, that
// they stood around.
func marked(t *testing.T, s string) (string, []corpus.Span) {
	t.Helper()
	var text strings.Builder
	var spans []corpus.Span
	start := -1
	for _, r := range s {
		switch r {
		case '[':
			start = text.Len()
		case ']':
			spans = append(spans, corpus.Span{Start: start, End: text.Len()})
		default:
			text.WriteRune(r)
		}
	}
	if len(spans) == 0 {
		t.Fatalf("no brackets in %q", s)
	}
	return text.String(), spans
}

func texts(text string, spans []corpus.Span) []string {
	var out []string
	for _, s := range spans {
		out = append(out, s.In(text))
	}
	return out
}

func TestContent(t *testing.T) {
	tests := []struct {
		name, in      string
		pieces, words []string
	}{
		{"quotation marks and full stop", `He said: [“The locks are open.”]`, []string{"The locks are open"}, []string{"The", "locks", "are", "open"}},
		{"leading that", `She said [that the locks are open]`, []string{"the locks are open"}, []string{"the", "locks", "are", "open"}},
		{"that before a quotation", `She said [That “the locks” are open]`, []string{"the locks” are open"}, []string{"the", "locks", "are", "open"}},
		{"that alone", `She said [that].`, []string{"that"}, []string{"that"}},
		{"that inside", `She said [all that].`, []string{"all that"}, []string{"all", "that"}},
		{"that as a piece of its own", `[That], she said, [is over.]`, []string{"is over"}, []string{"is", "over"}},
		{"pieces out of order and overlapping", `[“A b] c,” she said, [“d e.”]`, []string{"A b", "d e"}, []string{"A", "b", "d", "e"}},
		{"nothing but marks", `[“...”]`, nil, nil},
		{"apostrophe, hyphen, digits", `[It's a half-built 30,000-ton U.S. ship, isn't it?]`,
			[]string{"It's a half-built 30,000-ton U.S. ship, isn't it"},
			[]string{"It's", "a", "half-built", "30,000-ton", "U.S", "ship", "isn't", "it"}},
		{"cut word", `the [lock]s`, []string{"lock"}, []string{"lock"}},
		{"ideographs", `[水門は open]`, []string{"水門は open"}, []string{"水", "門", "は", "open"}},
		{"money keeps its sign", `[$5 million,]`, []string{"$5 million"}, []string{"5", "million"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, spans := marked(t, tt.in)
			got := newContent(text, spans)
			if p := texts(text, got.pieces); !slices.Equal(p, tt.pieces) {
				t.Errorf("pieces = %q, want %q", p, tt.pieces)
			}
			if w := texts(text, got.words); !slices.Equal(w, tt.words) {
				t.Errorf("words = %q, want %q", w, tt.words)
			}
		})
	}
}

func TestContentJoinsOverlappingPieces(t *testing.T) {
	got := newContent("one two three", []corpus.Span{{Start: 4, End: 13}, {Start: 0, End: 7}})
	if want := []corpus.Span{{Start: 0, End: 13}}; !slices.Equal(got.pieces, want) {
		t.Errorf("pieces = %v, want %v", got.pieces, want)
	}
	if got.runes != 13 || len(got.words) != 3 {
		t.Errorf("runes, words = %d, %d, want 13, 3", got.runes, len(got.words))
	}
}

// TestShares computes by hand how alike two contents are.
func TestShares(t *testing.T) {
	const text = `“Red two three four,” he said, “five six seven ëight nine ten red.”`
	tests := []struct {
		name             string
		gold, found      []string // pieces, each at its first place in the text
		jaccard, covered float64
	}{
		{"the same", []string{"Red two"}, []string{"Red two"}, 1, 1},
		{"marks do not count", []string{"“Red two three four,”"}, []string{"Red two three four"}, 1, 1},
		{"one word short", []string{"Red two three four"}, []string{"Red two three"}, 3. / 4, 13. / 18},
		{"one word long", []string{"Red two three"}, []string{"Red two three four"}, 3. / 4, 1},
		{"same spelling elsewhere", []string{"Red"}, []string{"red"}, 0, 0},
		{"one piece of two", []string{"Red two three four", "five six"}, []string{"five six"}, 2. / 6, 8. / 26},
		{"code points, not bytes", []string{"ëight nine"}, []string{"ëight"}, 1. / 2, 5. / 10},
		{"a word in half", []string{"five six"}, []string{"five si"}, 1. / 3, 7. / 8},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			gold, found := newContent(text, locate(t, text, tt.gold)), newContent(text, locate(t, text, tt.found))
			if got := jaccard(gold, found); math.Abs(got-tt.jaccard) > 1e-12 {
				t.Errorf("jaccard = %v, want %v", got, tt.jaccard)
			}
			if back := jaccard(found, gold); math.Abs(back-tt.jaccard) > 1e-12 {
				t.Errorf("jaccard the other way round = %v, want %v", back, tt.jaccard)
			}
			if got := covered(gold, found); math.Abs(got-tt.covered) > 1e-12 {
				t.Errorf("covered = %v, want %v", got, tt.covered)
			}
		})
	}
}

func locate(t *testing.T, text string, pieces []string) []corpus.Span {
	t.Helper()
	var out []corpus.Span
	for _, p := range pieces {
		i := strings.Index(text, p)
		if i < 0 {
			t.Fatalf("%q is not in %q", p, text)
		}
		out = append(out, corpus.Span{Start: i, End: i + len(p)})
	}
	return out
}

func FuzzContent(f *testing.F) {
	f.Add(`“That ’s,” ’n`, 0, 9, 4, 12)
	f.Add("門 that . ’", 0, 3, 2, 8)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		if !utf8.ValidString(text) {
			return
		}
		spans := []corpus.Span{{Start: a, End: b}, {Start: c, End: d}}
		for _, s := range spans {
			if !s.Valid(text) {
				return
			}
		}
		got := newContent(text, spans)
		end := 0
		for _, p := range got.pieces {
			if !p.Valid(text) || p.Empty() || p.Start < end {
				t.Fatalf("piece %v of %v in %q", p, got.pieces, text)
			}
			end = p.End
		}
		end = 0
		for _, w := range got.words {
			if !w.Valid(text) || w.Empty() || w.Start < end {
				t.Fatalf("word %v of %v in %q", w, got.words, text)
			}
			end = w.End
		}
		if len(got.words) > 0 && (jaccard(got, got) != 1 || covered(got, got) != 1) {
			t.Fatalf("%q is not like itself: %v, %v", text, jaccard(got, got), covered(got, got))
		}
	})
}
