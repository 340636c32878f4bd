package report

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// What failed is listed with file, record and reason, also a reading.
func TestFailures(t *testing.T) {
	ctx := context.Background()
	st := ledgerOf(t, fixture(t)[:1])
	var d corpus.Document
	for one, err := range st.Documents(ctx, store.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		d = one
	}
	w := store.Work{Subject: d.ID, Stage: store.StageAnnotate, Version: "2"}
	if err := st.Fail(ctx, w, errors.New("panicked \u202e at clause.go")); err != nil {
		t.Fatal(err)
	}
	for format, wants := range map[Format][]string{
		Table: {"FILE", "line 17", "no JSON object", "panicked <U+202E> at clause.go"},
		JSON:  {`"record":"line 17","reason":"no JSON object","stage":""`, `"stage":"annotate","subject":"` + d.ID + `"`, `\u202e`},
		CSV:   {"file,record,reason,stage,subject", "line 17,no JSON object,,"},
	} {
		var b bytes.Buffer
		if err := WriteFailures(&b, format, Style{}, Failures(ctx, st)); err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%s lacks %q:\n%s", format, want, b.String())
			}
		}
		if n := strings.Count(b.String(), "collection/"+short(d.ID)+".txt"); n != 2 {
			t.Errorf("%s names the file %d times, want 2:\n%s", format, n, b.String())
		}
	}
}

func TestOutletsLike(t *testing.T) {
	ctx := context.Background()
	st := ledgerOf(t, fixture(t))
	var outlets []string
	for d, err := range st.Documents(ctx, store.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		outlets = append(outlets, d.Outlet)
	}
	if known, like, err := OutletsLike(ctx, st, strings.ToUpper(outlets[0])); err != nil || !known || like != nil {
		t.Errorf("an outlet by its name: %v %v %v", known, like, err)
	}
	part := outlets[0][1 : len(outlets[0])-1]
	if known, like, err := OutletsLike(ctx, st, part); err != nil || known || !strings.Contains(strings.Join(like, ";"), outlets[0]) {
		t.Errorf("%q: %v %v %v", part, known, like, err)
	}
	if known, like, err := OutletsLike(ctx, st, "nobody at all"); err != nil || known || len(like) == 0 {
		t.Errorf("no outlet: %v %v %v", known, like, err)
	}
}
