package annotate

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"hearsay/corpus"
)

var update = flag.Bool("update", false, "rewrite the goldens in testdata")

// TestGolden reads every *.in of the archives in testdata and compares what
// the reader says with the *.out beside it. A golden is what the program says
// today, right or wrong; the diff of an update is to be reviewed.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { golden(t, file) })
	}
}

func golden(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	var ins []txtar.File
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, ".in") {
			ins = append(ins, f)
		} else {
			want[f.Name] = string(f.Data)
		}
	}
	archive.Files = nil
	for _, in := range ins {
		out := strings.TrimSuffix(in.Name, ".in") + ".out"
		got := describe(string(in.Data))
		archive.Files = append(archive.Files, in, txtar.File{Name: out, Data: []byte(got)})
		if !*update {
			if diff := cmp.Diff(want[out], got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", in.Name, diff)
			}
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// document makes a document of paragraphs parted by empty lines; a first one
// that does not end a sentence is its title.
func document(text string) corpus.Document {
	d := corpus.Document{Text: text, Language: "en", Outlet: "The Reporter"}
	at := 0
	for i, p := range strings.Split(text, "\n\n") {
		s := corpus.Span{Start: at, End: at + len(p)}.Trim(text)
		at += len(p) + 2
		if s.Empty() {
			continue
		}
		kind := corpus.Paragraph
		if i == 0 && strings.Contains(text, "\n\n") && !strings.ContainsAny(s.In(text)[s.Len()-1:], ".:”\"'") && !strings.HasSuffix(s.In(text), "”") {
			kind = corpus.Title
		}
		d.Blocks = append(d.Blocks, corpus.Block{Span: s, Kind: kind})
	}
	return d
}

// describe writes a reading as lines: LAYER start:end "surface" key=value.
func describe(text string) string {
	doc := document(text)
	ann := Read(doc)
	var b strings.Builder
	line := func(layer string, s corpus.Span, rest string) {
		fmt.Fprintf(&b, "%-9s %d:%d %q%s\n", layer, s.Start, s.End, s.In(text), rest)
	}
	for _, s := range ann.Sentences {
		line("SENTENCE", s, "")
	}
	for _, e := range ann.Entities {
		for _, m := range e.Mentions {
			line("NAME", m, keys("name", e.Name, "kind", string(e.Kind), "role", e.Role))
		}
	}
	for _, s := range ann.Terms {
		line("TERM", s, "")
	}
	for _, a := range ann.Attributions {
		writeAttribution(&b, text, a)
	}
	return b.String()
}

func writeAttribution(b *strings.Builder, text string, a corpus.Attribution) {
	for i, c := range a.Content {
		layer := "STATEMENT"
		if i > 0 {
			layer = "  piece"
		}
		fmt.Fprintf(b, "%-9s %d:%d %q\n", layer, c.Start, c.End, c.In(text))
	}
	fmt.Fprintf(b, "          %s\n", strings.TrimSpace(keys("speaker", a.Source.Name, "role", a.Source.Role,
		"as", fmt.Sprint(a.Source.Kind, "/", a.Source.Identified), "said", a.Cue.In(text), "to", a.To)))
	var via []string
	for _, h := range a.Via {
		via = append(via, h.Name)
	}
	fmt.Fprintf(b, "          %s\n", strings.TrimSpace(keys("kind", string(a.Kind), "polarity", string(a.Polarity),
		"mode", string(a.Mode), "via", strings.Join(via, " <- "), "confidence", fmt.Sprintf("%.2f", a.Confidence), "rule", a.Rule, "doubt", a.Doubt)))
}

// keys writes key=value for the values that are not empty.
func keys(kv ...string) string {
	var b strings.Builder
	for i := 0; i < len(kv); i += 2 {
		if kv[i+1] != "" {
			fmt.Fprintf(&b, " %s=%q", kv[i], kv[i+1])
		}
	}
	return b.String()
}
