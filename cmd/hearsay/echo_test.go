package main

import (
	"slices"
	"testing"

	"hearsay/corpus"
	"hearsay/echo"
	"hearsay/sample"
)

// TestPlantedCopies builds the ledger of the demo and compares all its documents: the
// planted copies are found, with the aggregator's after the agency's, no revision is called
// a copy, and nothing else is sure.
func TestPlantedCopies(t *testing.T) {
	truth, err := sample.LoadTruth()
	if err != nil {
		t.Fatal(err)
	}
	docs := ledgerDocuments(t, demoLedger(t))
	var texts []*echo.Text
	for _, d := range docs {
		texts = append(texts, echo.Read(d))
	}
	found := map[[2]string]echo.Pair{}
	for _, p := range echo.All(texts) {
		found[[2]string{docs[p.A].ID, docs[p.B].ID}] = p
		found[[2]string{docs[p.B].ID, docs[p.A].ID}] = p
	}
	id := func(name string) string {
		want := truth.Documents[slices.IndexFunc(truth.Documents, func(d sample.Document) bool { return d.ID == name })]
		i := slices.IndexFunc(docs, func(d corpus.Document) bool { return isWhole(want, d) })
		if i < 0 {
			t.Fatalf("%s is not in the ledger", name)
		}
		return docs[i].ID
	}
	for _, c := range truth.Copies {
		p, ok := found[[2]string{id(c.A), id(c.B)}]
		if !ok {
			t.Errorf("%s is not found as a copy of %s", c.B, c.A)
			continue
		}
		source := docs[p.A].ID
		if p.Echo.Order.Source == echo.B {
			source = docs[p.B].ID
		}
		if string(p.Echo.Kind) != c.Kind || !p.Echo.Sure || p.Echo.Order.Source == echo.Neither || source != id(c.A) {
			t.Errorf("%s of %s: %+v, want %s, sure, with the source known", c.B, c.A, p.Echo, c.Kind)
		}
		t.Logf("%s of %s: %s", c.B, c.A, p.Echo.Why())
	}
	for _, r := range truth.Revisions {
		if _, ok := found[[2]string{id(r.A), id(r.B)}]; ok {
			t.Errorf("%s is called a copy of %s, of which it is a revision", r.B, r.A)
		}
	}
	if extra := len(found)/2 - len(truth.Copies); extra != 0 {
		for _, p := range found {
			t.Logf("found: %s | %s: %s", docs[p.A].Title, docs[p.B].Title, p.Echo.Why())
		}
		t.Errorf("%d more than were planted", extra)
	}
}
