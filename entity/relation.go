package entity

import (
	"cmp"

	"hearsay/corpus"
)

// Relate returns the relation of two profiles that are the same, with the places where each
// document names them. The order of the profiles does not matter.
func Relate(a, b Profile, v Verdict) corpus.Relation {
	if cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.Name, b.Name)) > 0 {
		a, b = b, a
	}
	args := []corpus.Argument{argument("one", &a), argument("other", &b)}
	return corpus.Relation{
		ID: corpus.RelationID(corpus.SameEntity, args), Kind: corpus.SameEntity, Args: args,
		Score: v.Score, Sure: v.Sure, Why: v.Why, Rule: "same-" + string(a.Kind),
	}
}

func argument(role string, p *Profile) corpus.Argument {
	return corpus.Argument{Role: role, Document: p.Document, Subject: p.Name, Spans: p.Spans}
}
