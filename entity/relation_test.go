package entity

import (
	"testing"

	"hearsay/corpus"
)

func TestRelate(t *testing.T) {
	a := Profile{Document: "d2", Kind: corpus.Person, Name: "Tho Saeng Mok", Spans: []corpus.Span{{Start: 3, End: 16}}}
	b := Profile{Document: "d1", Kind: corpus.Person, Name: "Saeng-mok Tho", Spans: []corpus.Span{{Start: 0, End: 13}}}
	v := Same(a, b)
	r, s := Relate(a, b, v), Relate(b, a, Same(b, a))
	if r.ID != s.ID || r.Why != s.Why || r.Args[0].Document != "d1" || r.Args[1].Subject != "Tho Saeng Mok" || len(r.Args[0].Spans) != 1 {
		t.Errorf("%+v\n%+v", r, s)
	}
	if r.Kind != corpus.SameEntity || !r.Sure || r.Score != 1 || r.Rule != "same-person" {
		t.Errorf("%+v", r)
	}
}
