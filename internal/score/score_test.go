package score

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"hearsay/corpus"
)

var update = flag.Bool("update", false, "write the golden files")

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const lockText = `“The locks are open,” Maria Lenz said on Monday. She added that nobody would close them. The ministry denied that ships wait.`

// lockDoc is a document of three gold statements, and lockFound what a reader
// found in it: one exactly, one cut too short and credited to the wrong
// mention, one not at all, and one that is none.
func lockDoc(t *testing.T) Doc {
	d := Doc{Document: corpus.Document{ID: "locks", Text: lockText}}
	at := func(pieces ...string) []corpus.Span { return locate(t, lockText, pieces) }
	d.Gold = []Statement{
		{Content: at("“The locks are open,”"), Cue: at("said"), Speaker: at("Maria Lenz"), Name: "Maria Lenz", Kind: corpus.Direct},
		{Content: at("that nobody would close them"), Cue: at("added"), Speaker: at("She"), Name: "Maria Lenz", Kind: corpus.Indirect},
		{Content: at("that ships wait"), Cue: at("denied"), Speaker: at("The ministry"), Name: "the ministry", Kind: corpus.Indirect},
	}
	return d
}

func lockFound(t *testing.T) []Predicted {
	at := func(pieces ...string) []corpus.Span { return locate(t, lockText, pieces) }
	return []Predicted{
		{Statement{Content: at("The locks are open"), Cue: at("said"), Speaker: at("Lenz"), Name: "maria lenz"}, 0.95, "quote-said"},
		{Statement{Content: at("nobody would close"), Cue: at("added"), Speaker: at("Maria"), Name: "Lenz"}, 0.85, "that-clause"},
		{Statement{Content: at("on Monday")}, 0.4, "guess"},
		{Statement{Content: nil}, 0.4, "decline"},
	}
}

func TestStatements(t *testing.T) {
	found := lockFound(t)
	r := Statements(Docs(lockDoc(t)), func(corpus.Document) []Predicted { return found }, Options{List: true})

	type row struct {
		Name                      string
		Gold, Predicted, Matched  int
		Cue, Speaker, Named       Share
		Precision, Recall, F1Text string
	}
	var got []row
	for _, m := range r.Reader {
		got = append(got, row{m.Name, m.Gold, m.Predicted, m.Matched, m.Cue, m.Speaker, m.Named,
			fmt.Sprintf("%.3f", m.Precision()), fmt.Sprintf("%.3f", m.Recall()), fmt.Sprintf("%.3f", m.F1())})
	}
	one, two := Share{1, 1}, Share{1, 2}
	want := []row{
		// Of three predictions with words one is exact. "nobody would close"
		// has three of the gold's four words, "them" is missing: 3/4, and 18
		// of 23 code points.
		{"exact", 3, 3, 1, one, one, one, "0.333", "0.333", "0.333"},
		{"jaccard-0.8", 3, 3, 1, one, one, one, "0.333", "0.333", "0.333"},
		{"jaccard-0.5", 3, 3, 2, Share{2, 2}, two, two, "0.667", "0.667", "0.667"},
		{"covered-0.3", 3, 3, 2, Share{2, 2}, two, two, "0.667", "0.667", "0.667"},
		{"covered-0.8", 3, 3, 1, one, one, one, "0.333", "0.333", "0.333"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("measures (-want +got):\n%s", diff)
	}
	// The baseline finds all three sentences: the quotation is covered, and
	// so are the others; no sentence is a statement word for word.
	if exact, most := r.Baseline[0], r.Baseline[4]; exact.Predicted != 3 || exact.Matched != 0 || most.Matched != 3 {
		t.Errorf("baseline = %+v, %+v", exact, most)
	}
	if want := map[corpus.Kind]Share{corpus.Direct: {1, 1}, corpus.Indirect: {1, 2}}; !cmp.Equal(want, r.ByKind) {
		t.Errorf("by kind = %v, want %v", r.ByKind, want)
	}
	if r.Documents != 1 || r.Empty != 1 || len(r.Problems) != 0 {
		t.Errorf("documents, empty, problems = %d, %d, %v", r.Documents, r.Empty, r.Problems)
	}
}

// TestWriteText holds the report that a person reads.
func TestWriteText(t *testing.T) {
	found := lockFound(t)
	docs := func(yield func(Doc, error) bool) {
		_ = yield(lockDoc(t), nil) &&
			yield(Doc{}, &corpus.RecordError{File: "gold.jsonl", Record: "line 2", Err: errors.New("unexpected end")})
	}
	r := Statements(docs, func(corpus.Document) []Predicted { return found }, Options{List: true})
	var got bytes.Buffer
	if err := r.WriteText(&got); err != nil {
		t.Fatal(err)
	}
	golden(t, "report.txt", got.Bytes())
}

// golden compares got with a file of testdata, or writes it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got), write it with -update:\n%s", path, diff)
	}
}

func TestReportJSON(t *testing.T) {
	found := lockFound(t)
	r := Statements(Docs(lockDoc(t)), func(corpus.Document) []Predicted { return found }, Options{})
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Documents int
		Reader    []struct {
			Name    string
			F1      float64
			Speaker Share
		}
		Findings []Finding
		Problems []string
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if got.Documents != 1 || len(got.Reader) != 5 || got.Reader[2].Name != "jaccard-0.5" || got.Reader[2].Speaker != (Share{1, 2}) {
		t.Errorf("JSON = %s", b)
	}
	if got.Findings != nil || got.Problems == nil {
		t.Errorf("findings = %v, problems = %v; want none unless listed, and an empty list", got.Findings, got.Problems)
	}
}

// TestStatementsOfNothing checks that no figure of an empty set is NaN, which
// JSON cannot hold.
func TestStatementsOfNothing(t *testing.T) {
	r := Statements(Docs(), func(corpus.Document) []Predicted { return nil }, Options{})
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
	if err := r.WriteText(&bytes.Buffer{}); err != nil {
		t.Error(err)
	}
}

// TestStatementsOrder checks that the report does not depend on the number of
// workers, and that not all documents are held at a time.
func TestStatementsOrder(t *testing.T) {
	const n = 200
	var made, taken atomic.Int64
	doc, found := lockDoc(t), lockFound(t)
	most := int64(0)
	docs := func(yield func(Doc, error) bool) {
		for i := range n {
			most = max(most, made.Add(1)-taken.Load())
			d := doc
			d.ID = fmt.Sprintf("doc-%03d", i)
			if !yield(d, nil) {
				return
			}
		}
	}
	read := func(d corpus.Document) []Predicted {
		defer taken.Add(1)
		if strings.HasSuffix(d.ID, "7") {
			return nil
		}
		return found
	}
	var reports []string
	for _, workers := range []int{1, 8} {
		made.Store(0)
		taken.Store(0)
		most = 0
		var b bytes.Buffer
		if err := Statements(docs, read, Options{Workers: workers, List: true}).WriteText(&b); err != nil {
			t.Fatal(err)
		}
		reports = append(reports, b.String())
		if limit := int64(3*workers + 2); most > limit {
			t.Errorf("%d workers: %d documents in flight, want at most %d", workers, most, limit)
		}
	}
	if diff := cmp.Diff(reports[0], reports[1]); diff != "" {
		t.Errorf("one worker and eight differ:\n%s", diff)
	}
}

// TestStatementsBadPrediction checks that a reader's impossible span is said
// and breaks nothing.
func TestStatementsBadPrediction(t *testing.T) {
	bad := []Predicted{
		{Statement{Content: []corpus.Span{{Start: 5, End: 9999}}}, 0.9, "broken"},
		{Statement{Content: []corpus.Span{{Start: 1, End: 4}}}, 0.9, "inside a rune"},
	}
	r := Statements(Docs(lockDoc(t)), func(corpus.Document) []Predicted { return bad }, Options{})
	if len(r.Problems) != 2 || !errors.Is(r.Problems[0], corpus.ErrInvalid) || !strings.Contains(r.Problems[0].Error(), `document locks: prediction 0 (rule "broken"): content 5:9999`) {
		t.Errorf("problems = %v", r.Problems)
	}
	if r.Reader[0].Predicted != 0 {
		t.Errorf("%d predictions are counted, want none", r.Reader[0].Predicted)
	}
}

func TestFromAnnotations(t *testing.T) {
	ann := corpus.Annotations{Attributions: []corpus.Attribution{
		{Content: []corpus.Span{{Start: 0, End: 4}}, Cue: corpus.Span{Start: 5, End: 9}, Kind: corpus.Direct, Confidence: 0.9, Rule: "r",
			Source: corpus.Source{Spans: []corpus.Span{{Start: 10, End: 12}}, Name: "Lenz"}},
		{Content: []corpus.Span{{Start: 20, End: 24}}, Source: corpus.Source{Name: "Lenz"}},
	}}
	want := []Predicted{
		{Statement{Content: []corpus.Span{{Start: 0, End: 4}}, Cue: []corpus.Span{{Start: 5, End: 9}}, Speaker: []corpus.Span{{Start: 10, End: 12}}, Name: "Lenz", Kind: corpus.Direct}, 0.9, "r"},
		{Statement{Content: []corpus.Span{{Start: 20, End: 24}}, Name: "Lenz"}, 0, ""},
	}
	if diff := cmp.Diff(want, FromAnnotations(ann)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
