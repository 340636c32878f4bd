package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/report"
	"hearsay/internal/score"
	"hearsay/internal/store"
	"hearsay/sample"
)

// connectedRecord holds how much of what the sample plants comes out of the ledger of the demo.
const connectedRecord = "../../testdata/connected.txt"

// TestScoreConnected builds the demo and holds what its ledger says of copies, denials, claims
// and entities against the truth. The ledger has what comparing every document with every
// other finds: what testdata/claims.txt lists of it under "read" fails here too, and must.
func TestScoreConnected(t *testing.T) {
	truth, err := sample.LoadTruth()
	if err != nil {
		t.Fatal(err)
	}
	path := demoLedger(t)
	st, err := store.OpenReadOnly(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	d := &demoConnections{st: st, connected: readSample(t, truth, path, false)}
	for r, err := range st.Relations(context.Background(), store.RelationFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		d.relations = append(d.relations, r.Relation)
	}
	failed := slices.Concat(d.claims(t), d.denials(t), d.copied(t))
	known := knownClaims(t, "read")
	maps.DeleteFunc(known, func(f string, _ bool) bool { return strings.HasPrefix(f, "origins ") }) // traced goes by claims as joined
	checkClaims(t, "read", known, failed)
	checkRecorded(t, connectedRecord, slices.Concat(d.counts(t, failed), d.entities(t), d.traced(t)))
}

// demoConnections is the sample with what the ledger of the demo says of it.
type demoConnections struct {
	*connected
	st *store.Store
}

// copied requires the planted copies, surely and with the source known, no others, and no
// revision among them.
func (d *demoConnections) copied(t *testing.T) []string {
	var failed []string
	planted := map[string]bool{}
	for _, want := range d.truth.Copies {
		source, copy := d.documents[want.A].ID, d.documents[want.B].ID
		i := slices.IndexFunc(d.relations, func(r corpus.Relation) bool {
			return r.Kind == corpus.Copied && r.Args[0].Role == "source" && r.Args[0].Document == source && r.Args[1].Document == copy
		})
		if i < 0 || !d.relations[i].Sure {
			failed = append(failed, fmt.Sprintf("copy %s of %s", want.B, want.A))
			continue
		}
		planted[d.relations[i].ID] = true
	}
	for _, r := range d.relations {
		if r.Kind == corpus.Copied && !planted[r.ID] {
			t.Errorf("not planted as a copy: %s", r.Why)
		}
	}
	return failed
}

// counts tells how many of the planted copies, denials and passages of claims come out.
func (d *demoConnections) counts(t *testing.T, failed []string) []score.Entry {
	t.Helper()
	passages := 0
	for _, c := range d.truth.Claims {
		passages += len(c.Documents)
	}
	entry := func(name, begin string, planted int) score.Entry {
		for _, f := range failed {
			if strings.HasPrefix(f, begin) {
				planted--
			}
		}
		return score.Entry{Name: "connected." + name, Value: float64(planted)}
	}
	return []score.Entry{
		entry("copies", "copy ", len(d.truth.Copies)),
		entry("denials", "denial ", len(d.truth.Denials)),
		entry("claims.passages", "claim ", passages),
	}
}

// entities tells of the planted entities of several documents in how many documents they stand
// under the entity of the ledger that has most of them. No entity may hold two of the truth.
func (d *demoConnections) entities(t *testing.T) []score.Entry {
	t.Helper()
	list, err := d.st.Entities(context.Background(), store.EntityFilter{})
	if err != nil {
		t.Fatal(err)
	}
	one, whole := 0, 0
	for _, e := range d.truth.Entities {
		if isLabelOnly(e) || len(e.Documents) < 2 {
			continue
		}
		most := 0
		for _, l := range list {
			most = max(most, d.placesOf(e, l))
		}
		one += most
		if most == len(e.Documents) {
			whole++
		}
	}
	for _, l := range list {
		if names := d.plantedIn(l); len(names) > 1 {
			t.Errorf("%s holds %q", l.Name, names)
		}
	}
	return []score.Entry{{Name: "connected.entities.places", Value: float64(one)}, {Name: "connected.entities.whole", Value: float64(whole)}}
}

// placesOf counts the documents of a planted entity in which an entity of the ledger bears
// one of its names.
func (d *demoConnections) placesOf(e sample.Entity, l store.Entity) int {
	n := 0
	for _, id := range e.Documents {
		if slices.ContainsFunc(l.Appearances, func(a store.Appeared) bool {
			return a.Document == d.documents[id].ID && bearsName(e, a.Name)
		}) {
			n++
		}
	}
	return n
}

// plantedIn are the planted entities whose names an entity of the ledger bears in documents of
// theirs.
func (d *demoConnections) plantedIn(l store.Entity) []string {
	var names []string
	for _, e := range d.truth.Entities {
		if string(l.Kind) == e.Kind && d.placesOf(e, l) > 0 {
			names = append(names, e.Name)
		}
	}
	return names
}

func bearsName(e sample.Entity, name string) bool {
	return slices.ContainsFunc(append(slices.Clone(e.Variants), e.Name), func(v string) bool { return strings.EqualFold(bareName(name), bareName(v)) })
}

// traced tells of how many planted claims the program finds as many outlets and origins as
// were planted, and how many of the outlets, from the claim that any of their passages is in.
func (d *demoConnections) traced(t *testing.T) []score.Entry {
	t.Helper()
	found, outlets, origins := 0, 0, 0
	for _, want := range d.truth.Claims {
		var best report.ClaimGraph
		for _, p := range want.Documents {
			for _, subject := range d.subjects(p) {
				g, err := report.Origins(context.Background(), d.st, subject)
				if err == nil && len(g.Outlets) > len(best.Outlets) {
					best = g
				}
			}
		}
		t.Logf("claim %q: %s; planted %d and %d", want.Name, best.Summary, want.Outlets, want.Origins)
		outlets += min(len(best.Outlets), want.Outlets)
		if len(best.Outlets) > 0 {
			found++
		}
		if len(best.Outlets) > 0 && len(best.Origins) == want.Origins {
			origins++
		}
	}
	return []score.Entry{
		{Name: "connected.claims.found", Value: float64(found)},
		{Name: "connected.claims.outlets", Value: float64(outlets)},
		{Name: "connected.claims.origins", Value: float64(origins)},
	}
}
