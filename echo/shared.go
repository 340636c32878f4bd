package echo

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"hearsay/corpus"
)

// Shared is a passage that stands in both texts, word for word. A side has several spans
// where something that is not of the body, as a line of crud, stands between.
type Shared struct {
	Words int
	A, B  []corpus.Span // bytes of the texts
}

func (s Shared) mirrored() Shared { return Shared{s.Words, s.B, s.A} }

// passages returns the longest runs as spans, in order of a.
func (e *evidence) passages(a, b *Text) []Shared {
	runs := slices.Clone(e.runs)
	slices.SortStableFunc(runs, func(x, y run) int { return cmp.Compare(y.n, x.n) })
	runs = runs[:min(len(runs), MostPassages)]
	slices.SortStableFunc(runs, func(x, y run) int { return cmp.Compare(x.a, y.a) })
	var list []Shared
	for _, r := range runs {
		list = append(list, shared(r, a, b))
	}
	return list
}

func shared(r run, a, b *Text) Shared {
	return Shared{r.n, spansOf(&a.Document, a.words[r.a:r.a+r.n]), spansOf(&b.Document, b.words[r.b:r.b+r.n])}
}

// spansOf returns where words that follow one another in the body stand: one span, or
// several where blocks that are not of the body lie between.
func spansOf(d *corpus.Document, words []word) []corpus.Span {
	whole := corpus.Span{Start: int(words[0].start), End: int(words[len(words)-1].end)}
	if len(d.Blocks) == 0 {
		return []corpus.Span{whole}
	}
	var spans []corpus.Span
	apart := true // from the span before
	for _, b := range d.Blocks {
		piece := corpus.Span{Start: max(b.Start, whole.Start), End: min(b.End, whole.End)}
		switch {
		case piece.Empty():
		case !ofBody(b.Kind):
			apart = apart || strings.IndexFunc(piece.In(d.Text), unicode.IsLetter) >= 0
		case apart:
			spans, apart = append(spans, piece), false
		default:
			spans[len(spans)-1].End = piece.End
		}
	}
	return spans
}
