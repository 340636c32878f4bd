package annotate

import (
	"fmt"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/golden"
)

// TestGolden reads texts and says what the reader finds.
func TestGolden(t *testing.T) { golden.Test(t, "testdata/*.txt", describe) }

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
			if !m.Named.Empty() {
				line("NAME", m.Named, keys("name", e.Name, "kind", string(e.Kind), "role", e.Role))
			}
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
		"as", fmt.Sprint(a.Source.Kind, "/", a.Source.Identified), "said", a.Cue.In(text), "to", a.To, "place", a.Place)))
	var via []string
	for _, h := range a.Via {
		via = append(via, h.Name)
	}
	fmt.Fprintf(b, "          %s\n", strings.TrimSpace(keys("kind", string(a.Kind), "polarity", string(a.Polarity),
		"mode", string(a.Mode), "basis", string(a.Basis), "via", strings.Join(via, " <- "), "confidence", fmt.Sprintf("%.2f", a.Confidence), "rule", a.Rule, "doubt", a.Doubt)))
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
