package pipeline

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/store"
)

const registerExample = "\ufeffName, owner ,state run,audience,colour,feeds\n" +
	"Lower Quay,unknown,TRUE,home public and partners abroad,red,https://quay.example/a; https://quay.example/b\n" +
	"Upper Quay,\"The quay, in exile\",no,media customers,,\n" +
	"Far Quay,,,Foreign,,\n" +
	"\"Broken\" Quay,x,yes,,,\n" +
	"Long Quay,,,,,,,more\n" +
	"Short Quay\n"

func TestReadOutlets(t *testing.T) {
	rows, failed := ReadOutlets("r.csv", strings.NewReader(registerExample))
	var told []string
	for _, e := range failed {
		told = append(told, e.Error())
	}
	if len(told) != 3 || !strings.HasPrefix(told[0], `r.csv: line 1: column "colour" is not known`) || !strings.HasPrefix(told[1], "r.csv: line 5: ") ||
		told[2] != "r.csv: line 6: 8 fields, and 6 columns" {
		t.Errorf("failed: %q", told)
	}
	f := func(name, value string) store.OutletField { return store.OutletField{Name: name, Value: value} }
	want := map[string][]store.OutletField{
		"Lower Quay": {f("owner", ""), f("state_run", "yes"), f("readers", "home public and partners abroad"), f("audience", "both"), f("feeds", "https://quay.example/a; https://quay.example/b")},
		"Upper Quay": {f("owner", "The quay, in exile"), f("state_run", "no"), f("readers", "media customers")},
		"Far Quay":   {f("audience", "foreign")},
		"Short Quay": nil,
	}
	if len(rows) != len(want) {
		t.Errorf("%d rows: %+v", len(rows), rows)
	}
	for _, r := range rows {
		if !slices.Equal(r.Fields, want[r.Name]) || !r.Create || !strings.HasPrefix(r.Origin, "r.csv line ") {
			t.Errorf("%+v", r)
		}
	}
	for _, bad := range []string{"", "owner\nx\n"} {
		if rows, failed := ReadOutlets("r.csv", strings.NewReader(bad)); len(rows) > 0 || len(failed) == 0 {
			t.Errorf("%q: %+v, %v", bad, rows, failed)
		}
	}
	if _, failed := ReadOutlets("r.csv", failingReader{}); len(failed) == 0 || !strings.Contains(failed[0].Error(), "no bytes") {
		t.Errorf("a file that cannot be read: %v", failed)
	}
}

type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, errors.New("no bytes") }

func TestImportOutlets(t *testing.T) {
	b := newBench(t)
	for i, want := range []Imported{{Rows: 4, Changed: 4}, {Rows: 4}} {
		done, err := ImportOutlets(context.Background(), b.st, "r.csv", strings.NewReader(registerExample), "Ana")
		if err != nil || done.Rows != want.Rows || done.Changed != want.Changed || len(done.Failed) != 3 {
			t.Errorf("import %d: %+v, %v", i, done, err)
		}
	}
	list, err := b.st.Outlets(context.Background())
	if err != nil || len(list) != 4 || list[1].Name != "Lower Quay" || list[1].Audience != corpus.Both || len(list[1].Feeds) != 2 {
		t.Errorf("%+v, %v", list, err)
	}
	if _, err := ImportOutlets(context.Background(), b.st, "r.csv", strings.NewReader(registerExample), ""); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("nobody imports: %v", err)
	}
}

func FuzzReadOutlets(f *testing.F) {
	f.Add(registerExample)
	f.Add("name\n\"a\nb\"\n")
	f.Add("name,name\na,b,c\n")
	f.Fuzz(func(t *testing.T, text string) {
		rows, failed := ReadOutlets("r.csv", strings.NewReader(text))
		if len(rows) == 0 && len(failed) == 0 && strings.Count(text, "\n") > 200 {
			t.Skip() // empty lines
		}
		for _, r := range rows {
			if r.Line < 2 {
				t.Errorf("%+v", r)
			}
		}
	})
}
