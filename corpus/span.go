package corpus

import (
	"strings"
	"unicode/utf8"
)

// Span is a half-open range of bytes in a document's text. The zero Span
// means "nowhere", as a cue that a floating quotation does not have.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Empty reports whether s covers no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Len returns the number of bytes in s.
func (s Span) Len() int { return max(0, s.End-s.Start) }

// In returns the part of text that s covers. It panics when s lies outside.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Valid reports whether s lies in text, is not reversed and begins and ends
// on rune borders.
func (s Span) Valid(text string) bool {
	return 0 <= s.Start && s.Start <= s.End && s.End <= len(text) &&
		onBorder(text, s.Start) && onBorder(text, s.End)
}

func onBorder(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }

// Trim returns s without white space at its ends.
func (s Span) Trim(text string) Span {
	left := strings.TrimLeft(s.In(text), " \t\r\n\u00a0\u2028\u2029\u200b\ufeff")
	start := s.End - len(left)
	right := strings.TrimRight(left, " \t\r\n\u00a0\u2028\u2029\u200b\ufeff")
	return Span{start, start + len(right)}
}

// Points converts byte offsets of one text to Unicode code points and back.
// It samples the text once, so that each conversion reads at most
// pointsStride bytes.
type Points struct {
	text    string
	samples []int // code points before byte i*pointsStride
}

const pointsStride = 256

// NewPoints prepares conversions for text.
func NewPoints(text string) *Points {
	p := &Points{text: text}
	n := 0
	for i := 0; i < len(text); i++ {
		if i%pointsStride == 0 {
			p.samples = append(p.samples, n)
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	p.samples = append(p.samples, n)
	return p
}

// At returns the number of code points before byte offset i; offsets outside
// the text count as its nearer end.
func (p *Points) At(i int) int {
	i = min(max(i, 0), len(p.text))
	k := i / pointsStride
	if i == len(p.text) && i%pointsStride == 0 {
		return p.samples[len(p.samples)-1]
	}
	n := p.samples[k]
	for j := k * pointsStride; j < i; j++ {
		if utf8.RuneStart(p.text[j]) {
			n++
		}
	}
	return n
}

// Byte returns the byte offset of code point n; numbers outside the text
// count as its nearer end.
func (p *Points) Byte(n int) int {
	if n <= 0 {
		return 0
	}
	lo, hi := 0, len(p.samples)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if p.samples[mid] <= n {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	seen := p.samples[lo]
	for i := min(lo*pointsStride, len(p.text)); i < len(p.text); i++ {
		if !utf8.RuneStart(p.text[i]) {
			continue
		}
		if seen == n {
			return i
		}
		seen++
	}
	return len(p.text)
}

// Span converts a span of bytes to one of code points.
func (p *Points) Span(s Span) Span { return Span{p.At(s.Start), p.At(s.End)} }

// Bytes converts a span of code points to one of bytes.
func (p *Points) Bytes(s Span) Span { return Span{p.Byte(s.Start), p.Byte(s.End)} }
