package score

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/corpus"
)

func TestCheckRecord(t *testing.T) {
	recorded := []Entry{{"a.f1", 0.5}, {"a.recall", 0.512}, {"gone", 1}}
	tests := []struct {
		name     string
		measured []Entry
		want     []string
	}{
		{"the same to three decimals", []Entry{{"a.f1", 0.50049}, {"a.recall", 0.5116}, {"gone", 1}}, nil},
		{"fall and rise", []Entry{{"a.f1", 0.4994}, {"a.recall", 0.513}, {"gone", 1}},
			[]string{"a.f1 fell from 0.500 to 0.499", "a.recall rose from 0.512 to 0.513 and is not recorded"}},
		{"new and gone", []Entry{{"a.f1", 0.5}, {"new", 0}, {"a.recall", 0.512}},
			[]string{"new is not recorded: measured 0.000", "gone was not measured: recorded 1.000"}},
		{"nothing measured", nil,
			[]string{"a.f1 was not measured: recorded 0.500", "a.recall was not measured: recorded 0.512", "gone was not measured: recorded 1.000"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, d := range CheckRecord(recorded, tt.measured) {
				got = append(got, d.String())
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("differences:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

// TestRecordRoundTrip writes a report's scores, reads them again and finds
// no difference.
func TestRecordRoundTrip(t *testing.T) {
	found := lockFound(t)
	r := Statements(Docs(lockDoc(t)), func(corpus.Document) []Predicted { return found }, Options{})
	entries := r.Entries("sample.statements")
	var b bytes.Buffer
	if err := WriteRecord(&b, entries); err != nil {
		t.Fatal(err)
	}
	golden(t, "record.txt", b.Bytes())
	back, err := ReadRecord(&b)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Difference(nil), CheckRecord(back, entries)); diff != "" {
		t.Errorf("differences:\n%s", diff)
	}
}

func TestReadRecordErrors(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"# head\n\nx 0.5 # fine\ny\n", "line 4"},
		{"x 0.5\nx 0.6\n", "line 2: x stands there twice"},
		{"x half\n", "line 1"},
	} {
		if _, err := ReadRecord(strings.NewReader(tt.in)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("ReadRecord(%q): error %v, want one that says %q", tt.in, err, tt.want)
		}
	}
}

func FuzzReadRecord(f *testing.F) {
	f.Add("# head\na.b 0.500\nc 1\n")
	f.Fuzz(func(t *testing.T, in string) {
		entries, err := ReadRecord(strings.NewReader(in))
		if err != nil {
			return
		}
		if d := CheckRecord(entries, entries); len(d) > 0 {
			t.Fatalf("%q differs from itself: %v", in, d)
		}
	})
}
