package report

import (
	"context"
	"fmt"
	"slices"

	"hearsay/internal/store"
)

// Replaced tells that a piece got another text after that of a document. It is a part of what is
// told of anything in that document; the names of its JSON fields are stable.
type Replaced struct {
	ReplacedBy string `json:"replaced_by"` // the document with the next text of the piece, "" while none is known
	ReplacedOn string `json:"replaced_on"` // when that was first seen, YYYY-MM-DD

	Again string `json:"-"` // when the replaced text was seen last, where that was after it
}

// replacedIn finds out among the texts of a piece what replaced a document.
func replacedIn(texts []store.Version, document string) Replaced {
	i := slices.IndexFunc(texts, func(v store.Version) bool { return v.ID == document })
	if i < 0 || i+1 == len(texts) {
		return Replaced{}
	}
	next := texts[i+1]
	r := Replaced{ReplacedBy: next.ID, ReplacedOn: day(stamp(next.FirstSeen))}
	if texts[i].LastSeen.After(next.FirstSeen) {
		r.Again = day(stamp(texts[i].LastSeen))
	}
	return r
}

// ReplacedMark is "replaced on 2031-03-14", "" for a text that stands. A text that was seen
// again, as where a page was put back, says so.
func (r Replaced) ReplacedMark() string {
	switch {
	case r.ReplacedBy == "":
		return ""
	case r.ReplacedOn == "":
		return "replaced"
	}
	out := "replaced on " + r.ReplacedOn
	if r.Again != "" {
		out += ", seen again on " + r.Again
	}
	return out
}

// pieces tells of the documents of pieces of which several texts are known.
type pieces map[string]edition

// edition is a text of a piece.
type edition struct {
	piece string // its item
	place int    // of the text among those of the piece, the oldest first
}

func piecesOf(ctx context.Context, st *store.Store) (pieces, error) {
	list, err := st.Revised(ctx)
	if err != nil {
		return nil, fmt.Errorf("pieces with several texts: %w", err)
	}
	all := pieces{}
	for _, versions := range list {
		for i, v := range versions {
			all[v.ID] = edition{v.Item, i}
		}
	}
	return all, nil
}

// of names the piece of a document: the document itself where it is the only text of it.
func (p pieces) of(document string) string {
	if e, ok := p[document]; ok {
		return e.piece
	}
	return document
}

// newest keeps of documents those that no other of them replaced.
func (p pieces) newest(documents map[string]bool) map[string]bool {
	last := map[string]string{}
	for d := range documents {
		if other, ok := last[p.of(d)]; !ok || p[d].place > p[other].place {
			last[p.of(d)] = d
		}
	}
	out := map[string]bool{}
	for _, d := range last {
		out[d] = true
	}
	return out
}
