package corpus

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPointsConvertsBothWays(t *testing.T) {
	for _, text := range []string{
		"", "a", "plain", "“Ünïcode”, said 김정화 — и всё 🙂.",
		strings.Repeat("é", 300), strings.Repeat("x", 256), strings.Repeat("한글 ", 400),
	} {
		p := NewPoints(text)
		n := 0
		for i := range text {
			if got := p.At(i); got != n {
				t.Fatalf("At(%d) of %.20q = %d, want %d", i, text, got, n)
			}
			if got := p.Byte(n); got != i {
				t.Fatalf("Byte(%d) of %.20q = %d, want %d", n, text, got, i)
			}
			n++
		}
		if got := p.At(len(text)); got != n {
			t.Errorf("At(end) of %.20q = %d, want %d", text, got, n)
		}
		if got := p.Byte(n); got != len(text) {
			t.Errorf("Byte(end) of %.20q = %d, want %d", text, got, len(text))
		}
	}
}

func TestPointsClampsOffsetsOutside(t *testing.T) {
	p := NewPoints("añb")
	for _, c := range []struct{ at, want int }{{-3, 0}, {99, 3}} {
		if got := p.At(c.at); got != c.want {
			t.Errorf("At(%d) = %d, want %d", c.at, got, c.want)
		}
	}
	for _, c := range []struct{ n, want int }{{-3, 0}, {99, 4}} {
		if got := p.Byte(c.n); got != c.want {
			t.Errorf("Byte(%d) = %d, want %d", c.n, got, c.want)
		}
	}
}

func FuzzPoints(f *testing.F) {
	f.Add("“Quoted” текст", 3)
	f.Fuzz(func(t *testing.T, text string, i int) {
		if !utf8.ValidString(text) {
			return // texts are made valid when they are taken in
		}
		p := NewPoints(text)
		if n := p.At(i); n < 0 || n > len(text) {
			t.Fatalf("At(%d) = %d outside", i, n)
		}
		b := p.Byte(i)
		if b < 0 || b > len(text) || b < len(text) && !utf8.RuneStart(text[b]) {
			t.Fatalf("Byte(%d) = %d is no rune border", i, b)
		}
	})
}

func TestSpanTrim(t *testing.T) {
	text := "  \u00a0word one\n"
	s := Span{0, len(text)}.Trim(text)
	if got := s.In(text); got != "word one" {
		t.Errorf("Trim covers %q", got)
	}
	if got := (Span{0, 2}).Trim(text); !got.Empty() {
		t.Errorf("Trim of white space covers %v", got)
	}
}

func TestSpanValidWantsRuneBorders(t *testing.T) {
	text := "aéb"
	for _, c := range []struct {
		s    Span
		want bool
	}{{Span{0, 4}, true}, {Span{1, 3}, true}, {Span{2, 3}, false}, {Span{1, 2}, false}, {Span{3, 1}, false}, {Span{0, 5}, false}, {Span{-1, 1}, false}} {
		if got := c.s.Valid(text); got != c.want {
			t.Errorf("%v.Valid = %v, want %v", c.s, got, c.want)
		}
	}
}
