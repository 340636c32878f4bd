package capture

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"hearsay/corpus"
)

func zipped(s string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.Bytes()
}

func records(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{\"id\":\"r%d\",\"title\":\"Mill %d\",\"text\":\"The mill opened its gates again on day %d.\"}\n", i, i, i)
	}
	return b.String()
}

var jsonl = corpus.Capture{Source: "a.jsonl", Format: corpus.FormatJSONL}

func TestGzip(t *testing.T) {
	whole := zipped(records(2000))
	members := append(zipped(records(3)), zipped(records(4))...)
	for name, tt := range map[string]struct {
		in         []byte
		docs       int
		incomplete bool
	}{"whole": {whole, 2000, false}, "members": {members, 7, false}, "cut": {whole[:len(whole)/2], -1, true}, "head": {whole[:5], 0, true}} {
		docs, errs := recordErrors(jsonl, tt.in)
		if tt.docs >= 0 && len(docs) != tt.docs || tt.docs < 0 && (len(docs) < 100 || len(docs) >= 2000) {
			t.Errorf("%s: %d documents, want %d", name, len(docs), tt.docs)
		}
		if tt.incomplete != (len(errs) == 1 && errors.Is(errs[0], corpus.ErrIncomplete)) {
			t.Errorf("%s: errors %v", name, errs)
		}
	}
	cut, errs := recordErrors(corpus.Capture{Source: "a", Format: corpus.FormatText}, zipped(strings.Repeat("The mill. ", 9000))[:60])
	if len(cut) != 1 || len(errs) != 1 || !errors.Is(errs[0], corpus.ErrIncomplete) {
		t.Errorf("text under a cut gzip: %d documents, %v", len(cut), errs)
	}
}

// A file that grows at its end keeps the items of its old lines; lines that
// are the same are items of their own.
func TestItemsOfGrowingFile(t *testing.T) {
	old := "{\"text\":\"One.\"}\n{\"text\":\"One.\"}\n{\"id\":\"x\",\"text\":\"Two.\"}"
	before, _ := recordErrors(jsonl, []byte(old))
	after, _ := recordErrors(jsonl, []byte(old+"\n{\"text\":\"Three.\"}\n"))
	seen := map[string]bool{}
	for i, d := range before {
		if after[i].Item != d.Item || seen[d.Item] {
			t.Errorf("item of record %d changed or is not its own", i+1)
		}
		seen[d.Item] = true
	}
	if len(before) != 3 || len(after) != 4 || before[2].Place != "id x" || before[1].Place != "line 2" {
		t.Errorf("%d and %d documents, places %q %q", len(before), len(after), before[1].Place, before[2].Place)
	}
}

// longLine reads as a line of size bytes between two good ones.
func longLine(size int64) io.Reader {
	return io.MultiReader(strings.NewReader("{\"text\":\"One.\"}\n{\"text\":\""), io.LimitReader(letters{}, size), strings.NewReader("\"}\n{\"text\":\"Two.\"}\n"))
}

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestLongLineIsSkippedAndNotHeld(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var got []string
	for d, err := range Documents(jsonl, longLine(100<<20)) {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		got = append(got, d.Text)
	}
	runtime.ReadMemStats(&after)
	if want := "One.|a.jsonl: line 2: longer than 32 MiB|Two."; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if held := int64(after.Sys) - int64(before.Sys); held > 8*MaxRecord {
		t.Errorf("%d MiB were held", held>>20)
	}
}

func TestParseRecord(t *testing.T) {
	r, err := ParseRecord([]byte(`{"id":7,"text":"a\u0000b","title":"T","published":2024,"authors":["A; B","C"],"event":"flood","tags":["x"],"note":null,"ok":true}`))
	if err != nil || r.ID != "7" || r.Text != "a\x00b" || r.Published != "2024" || strings.Join(r.Authors, "|") != "A|B|C" || len(r.Extra) != 2 || r.Extra["ok"] != "true" {
		t.Errorf("got %+v, %v", r, err)
	}
	for _, in := range []string{"", "{", "[]", "1", "null", "{}", `{"text":{}}`, `{"title":["x"]}`, `{"text":"x"} {"text":"y"}`} {
		if r, err := ParseRecord([]byte(in)); err == nil {
			t.Errorf("ParseRecord(%q) = %+v, want an error", in, r)
		}
	}
}

// What `hearsay read` needs: offsets in the text as given.
func TestRecordDocumentKeepsText(t *testing.T) {
	r, err := ParseRecord([]byte(`{"title":"Mill opens","text":"The mill opened.","outlet":"Gazette","published":"May 2024"}`))
	if err != nil {
		t.Fatal(err)
	}
	d := r.Document()
	if d.Text != "The mill opened." || d.Title != "Mill opens" || d.Outlet != "Gazette" || d.Published != "2024-05" || r.Titled() != "Mill opens\n\nThe mill opened." {
		t.Errorf("got %+v", d)
	}
	checkBlocks(t, d.Text, d.Blocks)
}

// What an index says of a container is about all of its records: it makes
// them no one item.
func TestGivenOfContainer(t *testing.T) {
	c := jsonl
	for field, value := range map[corpus.Field]string{corpus.FieldURL: "https://a.example/", corpus.FieldTitle: "All", corpus.FieldOutlet: "Gazette"} {
		c.Given = append(c.Given, corpus.Observation{Field: field, Value: value, Origin: "index.csv row 1"})
	}
	docs, _ := recordErrors(c, []byte("{\"text\":\"One.\",\"outlet\":\"Wire\"}\n{\"text\":\"Two.\"}\n"))
	if len(docs) != 2 || docs[0].Item == docs[1].Item || docs[0].Outlet != "Gazette" || docs[0].Title != "" {
		t.Errorf("got %+v", docs)
	}
}

func TestStopEarly(t *testing.T) {
	for range Documents(jsonl, strings.NewReader(records(10))) {
		break
	}
	for range Documents(jsonl, strings.NewReader("x\nx\n")) {
		break
	}
}

func FuzzJSONL(f *testing.F) {
	f.Add([]byte(records(2)))
	f.Add([]byte("{\"title\":\"T\",\"text\":\"T\\n\\nx\\u0000\\ud800\",\"url\":\"http://a/?utm_x=1\"}\n\n{"))
	f.Add(zipped(records(1)))
	f.Add([]byte("\xff\xfe{\x00}\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		docs, _ := recordErrors(jsonl, b)
		for _, d := range docs {
			checkDocument(t, jsonl, d)
		}
		if r, err := ParseRecord(b); err == nil {
			checkBlocks(t, r.Text, r.Document().Blocks)
		}
	})
}

func BenchmarkJSONL(b *testing.B) {
	lines := []byte(records(5000))
	b.SetBytes(int64(len(lines)))
	for b.Loop() {
		for _, err := range Documents(jsonl, bytes.NewReader(lines)) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func TestLinesThatAreTooLongArePassedOver(t *testing.T) {
	long := strings.Repeat("x", MaxRecord+1)
	r := bufio.NewReader(strings.NewReader("a\n" + long + "\nb\r\n" + long))
	var got []string
	for range 4 {
		line, err := ReadLine(r)
		switch {
		case err == ErrTooLong:
			line = []byte("too long")
		case err != nil && err != io.EOF:
			t.Fatal(err)
		}
		got = append(got, string(line))
	}
	if all := strings.Join(got, ","); all != "a,too long,b,too long" {
		t.Errorf("lines %s", all)
	}
}

func TestFilesThatAreNoJSONLines(t *testing.T) {
	noise := strings.Repeat("\x01\x8f\x00\nPNG\x1b\x07", 500)
	for name, tt := range map[string]struct {
		in   string
		want error
	}{
		"empty": {"", ErrEmpty}, "blank": {"\n \r\n\n", ErrEmpty}, "mark alone": {"\ufeff", ErrEmpty}, "empty in gzip": {string(zipped("")), ErrEmpty},
		"binary": {noise, ErrBinary}, "binary in gzip": {string(zipped(noise)), ErrBinary}, "one zero": {"text\x00\ntext\n", ErrBinary},
	} {
		docs, errs := recordErrors(jsonl, []byte(tt.in))
		if len(docs) != 0 || len(errs) != 1 || !errors.Is(errs[0], tt.want) {
			t.Errorf("%s: %d documents, errors %v, want %v", name, len(docs), errs, tt.want)
		}
	}
	docs, errs := recordErrors(jsonl, []byte(records(1)+strings.Repeat("\x00", 500)+"\n"+records(1)))
	if len(docs) != 2 || len(errs) != 1 {
		t.Errorf("a hole between good lines: %d documents, errors %v", len(docs), errs)
	}
}

// What is no address and no language is told and noted, not believed.
func TestMetadataThatIsNotBelieved(t *testing.T) {
	docs, errs := recordErrors(jsonl, []byte(`{"text":"The mill opened its gates.","url":"see archive","language":"english"}`))
	if len(docs) != 1 || docs[0].URL != "" || docs[0].Language == "english" {
		t.Fatalf("got %+v", docs)
	}
	var notes []string
	for _, o := range docs[0].Observations {
		if o.Field == fieldNote {
			notes = append(notes, o.Value)
		}
	}
	want := `no absolute http(s) address: "see archive" (json url)|unknown language "english" (json language)`
	if got := strings.Join(notes, "|"); got != want {
		t.Errorf("notes %q, want %q", got, want)
	}
	if len(errs) != 2 || !Warning(errs[0]) || !Warning(errs[1]) {
		t.Errorf("errors %v, want two warnings", errs)
	}
}

func TestAuthorsHaveOneOrder(t *testing.T) {
	for range 20 {
		r, err := ParseRecord([]byte(`{"authors":["Oren Falk","Mira Joss"],"text":"The mill.","author":"Ida Holm"}`))
		if got := strings.Join(r.Authors, ", "); err != nil || got != "Ida Holm, Oren Falk, Mira Joss" {
			t.Fatalf("authors %s, %v", got, err)
		}
		_, err = ParseRecord([]byte(`{"url":[],"text":{},"outlet":[1]}`))
		if err == nil || !strings.Contains(err.Error(), `"outlet"`) {
			t.Fatalf("error %v, want that of the first field by name", err)
		}
	}
}

// What a person says about a container is not dropped in silence.
func TestGivenOfContainerIsTakenOrRefused(t *testing.T) {
	c := jsonl
	c.Given = []corpus.Observation{
		{Field: corpus.FieldPublished, Value: "2031-03", Origin: "--published"},
		{Field: corpus.FieldTitle, Value: "Mills", Origin: "index.csv row 1"},
		{Field: corpus.FieldURL, Value: "https://post.example", Origin: "index.csv row 1"},
	}
	in := `{"text":"The mill opened."}` + "\n" + `{"text":"The mill closed.","published":"2030-01-02"}`
	var dates, warnings []string
	for d, err := range Documents(c, strings.NewReader(in)) {
		switch {
		case err == nil:
			dates = append(dates, d.Published)
			if d.Title != "" || d.URL != "" {
				t.Errorf("title %q and URL %q are those of the file", d.Title, d.URL)
			}
		case Warning(err):
			warnings = append(warnings, err.Error())
		default:
			t.Error(err)
		}
	}
	if got := strings.Join(dates, " "); got != "2031-03 2030-01-02" {
		t.Errorf("dates %s", got)
	}
	want := `a.jsonl: title "Mills" (index.csv row 1) cannot be that of every record and was not taken|` +
		`a.jsonl: url "https://post.example" (index.csv row 1) cannot be that of every record and was not taken`
	if got := strings.Join(warnings, "|"); got != want {
		t.Errorf("warnings %s\nwant %s", got, want)
	}
}
