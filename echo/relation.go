package echo

import (
	"cmp"
	"slices"

	"hearsay/corpus"
)

// Relate returns what Compare says as a relation.
func Relate(a, b *Text, sharers Sharers) (corpus.Relation, bool) {
	e, ok := Compare(a, b, sharers)
	if !ok {
		return corpus.Relation{}, false
	}
	return e.Relation(a, b), true
}

// Relation returns what a comparison of a and b says as a relation of kind [corpus.Copied], with
// the passages that both texts have and the credit, if there is one. The roles are "source" and
// "copy", "one" and "other" where the order is not known.
func (e *Echo) Relation(a, b *Text) corpus.Relation {
	one, other := argument(a, e.spans(A)), argument(b, e.spans(B))
	switch e.Order.Source {
	case A:
		one.Role, other.Role = "source", "copy"
	case B:
		one, other = other, one
		one.Role, other.Role = "source", "copy"
	default:
		if order(a, b) > 0 {
			one, other = other, one
		}
		one.Role, other.Role = "one", "other"
	}
	args := []corpus.Argument{one, other}
	return corpus.Relation{
		ID: corpus.RelationID(corpus.Copied, args), Kind: corpus.Copied, Args: args,
		Score: e.Score, Sure: e.Sure, Why: e.Why(), Rule: Rule,
	}
}

func argument(t *Text, spans []corpus.Span) corpus.Argument {
	return corpus.Argument{Document: t.Document.ID, Spans: spans}
}

// spans returns what justifies the echo in one text, in order, each once.
func (e *Echo) spans(side Side) []corpus.Span {
	var list []corpus.Span
	for _, p := range e.Passages {
		if side == A {
			list = append(list, p.A...)
		} else {
			list = append(list, p.B...)
		}
	}
	if e.Order.Credited == side && !e.Order.Credit.Empty() {
		list = append(list, e.Order.Credit)
	}
	slices.SortFunc(list, func(x, y corpus.Span) int { return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End)) })
	return merged(list)
}

// merged joins spans in order that overlap: two passages of one text may stand in one place
// of the other.
func merged(list []corpus.Span) []corpus.Span {
	var out []corpus.Span
	for _, s := range list {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}
