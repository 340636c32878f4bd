package score

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"hearsay/corpus"
)

// readAll returns the documents and the errors of a gold file, in order.
func readAll(r io.Reader) (docs []Doc, errs []error) {
	for d, err := range ReadGold("gold.jsonl", r) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		docs = append(docs, d)
	}
	return docs, errs
}

// TestReadGoldForms reads one statement in each way of writing it. The text
// begins with three code points of more than one byte.
func TestReadGoldForms(t *testing.T) {
	const text = `“Né,” said Lenz. She left.`
	full := Statement{
		ID: "7", Name: "Maria Lenz", Kind: corpus.Direct,
		Content: []corpus.Span{{Start: 0, End: 10}}, // “Né,” : 3+1+2+1+3 bytes
		Cue:     []corpus.Span{{Start: 11, End: 15}},
		Speaker: []corpus.Span{{Start: 16, End: 20}},
	}
	floating := Statement{ID: "7", Name: "Maria Lenz", Kind: corpus.Direct, Content: full.Content}
	marked := floating
	marked.Float = true
	pieces := full
	pieces.Content = []corpus.Span{{Start: 3, End: 6}, {Start: 22, End: 25}}

	tests := []struct {
		name, list string
		want       Statement
	}{
		{"one span", `"quotes": [{"id": 7, "span": [0, 5], "cue": [6, 10, "said"], "speaker": [11, 15, "Lenz"], "reference": "Maria Lenz", "type": "direct", "floating": false}]`, full},
		{"floating", `"quotes": [{"id": 7, "span": [0, 5], "cue": null, "speaker": null, "reference": "Maria Lenz", "type": "direct", "floating": true}]`, marked},
		{"spans and cue in an object", `"quotes": [{"id": "7", "span": [1, 20], "spans": [[1, 3], [17, 20]], "cue": {"spans": [[6, 10]], "text": "said"}, "speaker": [11, 15, "Lenz"], "speaker_spans": [[11, 15]], "reference": "Maria Lenz", "type": "direct"}]`, pieces},
		{"answer of hearsay read", `"statements": [{"id": "7", "content": [{"start": 1, "end": 3}, {"start": 17, "end": 20}], "cue": {"start": 6, "end": 10}, "source": {"spans": [{"start": 11, "end": 15}], "name": "Maria Lenz"}, "kind": "direct", "confidence": 0.9}]`, pieces},
		{"answer, floating", `"statements": [{"id": "7", "content": [{"start": 0, "end": 5}], "cue": null, "source": {"spans": [], "name": "Maria Lenz"}, "kind": "direct"}]`, floating},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			docs, errs := readAll(strings.NewReader(`{"doc_id": "d", "text": "` + text + `", ` + tt.list + "}"))
			if len(errs) > 0 || len(docs) != 1 {
				t.Fatalf("%d documents, errors %v", len(docs), errs)
			}
			if diff := cmp.Diff([]Statement{tt.want}, docs[0].Gold); diff != "" {
				t.Errorf("gold (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadGoldMetadata(t *testing.T) {
	const lines = "\ufeff" + `{"doc_id": "a", "text": "x y", "outlet": "Northern News", "url": "https://a.example/1", "quotes": []}

{"id": "b", "text": "x y", "publisher": "Tessel Wire", "date": "2031-05-01", "title": "T", "language": "en", "statements": []}
`
	docs, errs := readAll(strings.NewReader(lines))
	if len(errs) > 0 || len(docs) != 2 {
		t.Fatalf("%d documents, errors %v", len(docs), errs)
	}
	a, b := docs[0], docs[1]
	if a.ID != "a" || a.Outlet != "Northern News" || a.URL != "https://a.example/1" {
		t.Errorf("first = %+v", a)
	}
	if b.ID != "b" || b.Outlet != "Tessel Wire" || b.Published != "2031-05-01" || b.Title != "T" || b.Language != "en" {
		t.Errorf("second = %+v", b)
	}
}

// TestReadGoldErrors checks that a bad line is named and the next one read.
func TestReadGoldErrors(t *testing.T) {
	const good = `{"doc_id": "good", "text": "ab cd", "quotes": [{"id": 1, "span": [0, 5]}]}`
	tests := []struct {
		name, line string
		want       []string // all in the message, besides "gold.jsonl: line 1: "
	}{
		{"no JSON", `{"doc_id": "d"`, []string{"unexpected end"}},
		{"not an object", `[1]`, []string{"cannot unmarshal"}},
		{"no text", `{"doc_id": "d", "quotes": []}`, []string{"record d", "no text"}},
		{"no gold", `{"doc_id": "d", "text": "ab"}`, []string{"record d", "neither quotes nor statements"}},
		{"zero byte", `{"doc_id": "d", "text": "a\u0000b", "quotes": []}`, []string{"record d", "U+0000"}},
		{"no span", `{"doc_id": "d", "text": "ab", "quotes": [{"id": 4}]}`, []string{"record d", "quote 0 (id 4)", "no span"}},
		{"behind the text", `{"doc_id": "d", "text": "é", "quotes": [{"id": 4, "span": [0, 1]}, {"id": 5, "span": [0, 2]}]}`, []string{"record d", "quote 1 (id 5)", "content 0:2", "1 code points"}},
		{"before the text", `{"doc_id": "d", "text": "ab", "quotes": [{"id": 4, "span": [-1, 2]}]}`, []string{"content -1:2"}},
		{"reversed", `{"doc_id": "d", "text": "ab", "quotes": [{"id": 4, "span": [2, 1]}]}`, []string{"content 2:1"}},
		{"three numbers short", `{"doc_id": "d", "text": "ab", "quotes": [{"id": 4, "span": [1]}]}`, []string{"content [1] is no [start, end]"}},
		{"speaker outside", `{"doc_id": "d", "text": "ab", "quotes": [{"id": 4, "span": [0, 1], "speaker": [1, 9, "x"]}]}`, []string{"speaker 1:9"}},
		{"cue outside", `{"doc_id": "d", "text": "ab", "quotes": [{"id": 4, "span": [0, 1], "cue": {"spans": [[3, 4]]}}]}`, []string{"cue 3:4"}},
		{"cue of words", `{"doc_id": "d", "text": "ab", "quotes": [{"id": 4, "span": [0, 1], "cue": "said"}]}`, []string{"quote 0 (id 4)", "cue"}},
		{"statement outside", `{"id": "d", "text": "ab", "statements": [{"id": "s1", "content": [{"start": 0, "end": 3}]}]}`, []string{"record d", `statement 0 (id "s1")`, "content 0:3"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			docs, errs := readAll(strings.NewReader(tt.line + "\n" + good + "\n"))
			if len(docs) != 1 || docs[0].ID != "good" {
				t.Errorf("documents = %v, want the good one alone", docs)
			}
			if len(errs) != 1 {
				t.Fatalf("errors = %v, want one", errs)
			}
			for _, want := range append(tt.want, "gold.jsonl: line 1: ") {
				if !strings.Contains(errs[0].Error(), want) {
					t.Errorf("error %q does not say %q", errs[0], want)
				}
			}
			if rec := new(corpus.RecordError); !errors.As(errs[0], &rec) {
				t.Errorf("error is a %T, want a corpus.RecordError", errs[0])
			}
		})
	}
}

func TestReadGoldBrokenFile(t *testing.T) {
	broken := errors.New("disk gone")
	r := io.MultiReader(strings.NewReader(`{"doc_id": "d", "text": "ab", "quotes": []}`+"\n"), iotest.ErrReader(broken))
	docs, errs := readAll(r)
	if len(docs) != 1 || len(errs) != 1 || !errors.Is(errs[0], broken) || !strings.Contains(errs[0].Error(), "line 2") {
		t.Errorf("%d documents, errors %v; want one of each, at line 2", len(docs), errs)
	}
}

func FuzzReadGold(f *testing.F) {
	f.Add([]byte(`{"doc_id": "d", "text": "“é” said", "quotes": [{"id": 1, "span": [0, 3], "cue": [4, 8, "said"], "speaker": null}]}`))
	f.Add([]byte(`{"id": "d", "text": "ab", "statements": [{"content": [{"start": 0, "end": 1}], "cue": {"start": 1, "end": 2}}]}`))
	f.Add([]byte(`{"doc_id": "d", "text": "ab", "quotes": [{"spans": [[1, 2], [0, 1]], "cue": {"spans": [[0, 9]]}}]}` + "\n{"))
	f.Fuzz(func(t *testing.T, data []byte) {
		docs, errs := readAll(strings.NewReader(string(data)))
		if lines := strings.Count(string(data), "\n") + 1; len(docs)+len(errs) > lines {
			t.Fatalf("%d documents and %d errors of %d lines", len(docs), len(errs), lines)
		}
		for _, d := range docs {
			for _, st := range d.Gold {
				if err := checkSpans(d.Text, st); err != nil {
					t.Fatalf("%v in %q", err, d.Text)
				}
			}
		}
		Statements(Docs(docs...), func(d corpus.Document) []Predicted { return nil }, Options{Workers: 1, List: true})
	})
}

// TestJoined joins what floats to the quotation before in its paragraph.
func TestJoined(t *testing.T) {
	const text = "“A,” said Lenz. “B.” “C.”\n“D.”"
	at := func(s string) corpus.Span {
		i := strings.Index(text, s)
		return corpus.Span{Start: i, End: i + len(s)}
	}
	quote := func(s, name string, float bool) Statement {
		return Statement{Content: []corpus.Span{at(s)}, Name: name, Float: float}
	}
	docs := func(yield func(Doc, error) bool) {
		yield(Doc{Document: corpus.Document{Text: text}, Gold: []Statement{
			quote("A", "Lenz", false), quote("B", "Lenz", true), quote("C", "Brandt", true), quote("D", "Brandt", true),
		}}, nil)
	}
	for d := range Joined(docs) {
		want := []Statement{quote("A", "Lenz", false), quote("C", "Brandt", true), quote("D", "Brandt", true)}
		want[0].Content = append(want[0].Content, at("B"))
		if diff := cmp.Diff(want, d.Gold); diff != "" {
			t.Errorf("joined (-want +got):\n%s", diff)
		}
	}
}
