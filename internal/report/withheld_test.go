package report

import (
	"context"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// There is no export of private persons, and none is gathered over documents;
// the passage that one stands in is shown as it is.
func TestPrivatePersonsAreWithheldOverDocuments(t *testing.T) {
	st := ledgerOf(t, fixture(t))
	written := func(format Format, f store.StatementFilter) string {
		t.Helper()
		var b strings.Builder
		if err := WriteStatements(&b, format, Style{}, Statements(context.Background(), st, f)); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	const private, public = "Tove Lind", "Ivo Strand"
	for _, format := range []Format{JSON, CSV} {
		out := written(format, store.StatementFilter{})
		if strings.Contains(out, private) || !strings.Contains(out, withheldName) || !strings.Contains(out, public) {
			t.Errorf("%v: want %q withheld and %q named in\n%s", format, private, public, out)
		}
	}
	if out := written(Table, store.StatementFilter{}); !strings.Contains(out, private) {
		t.Errorf("the table lacks %q", private)
	}
	if out := written(Table, store.StatementFilter{Speaker: private}); out != "" {
		t.Errorf("%q is gathered over documents:\n%s", private, out)
	}
	limited := store.StatementFilter{Speaker: public, DocumentFilter: store.DocumentFilter{Limit: 1}}
	if out := written(JSON, limited); strings.Count(out, "\n") != 1 || !strings.Contains(out, public) {
		t.Errorf("one statement of %q: %s", public, out)
	}
	inDocument := store.StatementFilter{Speaker: private, Document: fixture(t)[0].doc.ID}
	if out := written(JSON, inDocument); !strings.Contains(out, private) || !strings.Contains(out, `"withheld":false`) {
		t.Errorf("%q is not found in one document: %s", private, out)
	}
}

func TestACorrectedNameIsWithheldToo(t *testing.T) {
	l := StatementLine{Speaker: "Tove Lind", Kind: corpus.Person, Identified: corpus.Named, Withheld: true,
		Corrections: []corpus.Correction{{Field: "to", Machine: "the Post"}, {Field: "speaker", Machine: "Tove", Person: "Tove Lind"}}}
	got := exported(l)
	if got.Corrections[1].Machine != withheldName || got.Corrections[1].Person != withheldName || got.Corrections[0].Machine != "the Post" {
		t.Errorf("corrections %v", got.Corrections)
	}
	if l.Corrections[1].Person != "Tove Lind" {
		t.Error("the line itself was changed")
	}
}
