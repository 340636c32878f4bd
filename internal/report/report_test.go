package report

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/internal/store"
)

var styles = []struct {
	name  string
	style Style
}{
	{"terminal", Style{Width: 72, Unicode: true}},
	{"ascii", Style{Width: 72}},
	{"pipe", Style{Unicode: true}},
}

func TestLists(t *testing.T) {
	ctx, st := context.Background(), ledgerOf(t, fixture(t))
	for _, s := range styles {
		t.Run(s.name, func(t *testing.T) {
			var b bytes.Buffer
			err := errors.Join(
				WriteDocuments(&b, Table, s.style, Documents(ctx, st, store.DocumentFilter{})),
				WriteStatements(&b, Table, s.style, Statements(ctx, st, store.StatementFilter{})),
				WriteHits(&b, Table, s.style, Search(ctx, st, "sappers OR сапёры OR 大坝", store.DocumentFilter{})),
			)
			if err != nil {
				t.Fatal(err)
			}
			checkWidth(t, b.String(), s.style)
			golden(t, "lists."+s.name+".txt", b.String())
		})
	}
}

// checkWidth checks that text fits a terminal, byte for byte harmless.
func checkWidth(t *testing.T, text string, s Style) {
	t.Helper()
	for line := range strings.Lines(text) {
		if line = strings.TrimSuffix(line, "\n"); s.Width > 0 && width(line) > s.Width {
			t.Errorf("%d columns, want at most %d: %s", width(line), s.Width, line)
		}
		if strings.ContainsFunc(line, active) {
			t.Errorf("active characters in %q", line)
		}
	}
}

// Whoever reads JSON or CSV must find every word of a statement in the text
// at the place given.
func TestStatementsPointIntoTheText(t *testing.T) {
	ctx, readings := context.Background(), fixture(t)
	st := ledgerOf(t, readings)
	texts := map[string][]rune{}
	for _, r := range readings {
		texts[r.doc.ID] = []rune(r.doc.Text)
	}
	var b bytes.Buffer
	if err := WriteStatements(&b, JSON, Style{}, Statements(ctx, st, store.StatementFilter{})); err != nil {
		t.Fatal(err)
	}
	n := 0
	for dec := json.NewDecoder(&b); ; n++ {
		var l StatementLine
		if err := dec.Decode(&l); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		for _, r := range l.Content {
			words := oneLine(string(texts[l.Document][r.Start:r.End]))
			if !strings.Contains(l.Text, words) {
				t.Errorf("%s: content %q does not hold %q at %d-%d", l.ID, l.Text, words, r.Start, r.End)
			}
		}
	}
	if n != 10 {
		t.Errorf("%d statements, want 10", n)
	}
}

func TestCSVIsNoFormula(t *testing.T) {
	ctx, st := context.Background(), ledgerOf(t, []reading{hostile(t)})
	for name, write := range map[string]func(io.Writer) error{
		"statements": func(w io.Writer) error {
			return WriteStatements(w, CSV, Style{}, Statements(ctx, st, store.StatementFilter{}))
		},
		"documents": func(w io.Writer) error {
			return WriteDocuments(w, CSV, Style{}, Documents(ctx, st, store.DocumentFilter{}))
		},
		"hits": func(w io.Writer) error {
			return WriteHits(w, CSV, Style{}, Search(ctx, st, "letter", store.DocumentFilter{}))
		},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := write(&b); err != nil {
				t.Fatal(err)
			}
			rows, err := csv.NewReader(&b).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			if len(rows) != 2 {
				t.Fatalf("%d rows, want the header and one", len(rows))
			}
			for i, cell := range rows[1] {
				if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) || strings.ContainsFunc(cell, active) {
					t.Errorf("%s: %q", rows[0][i], cell)
				}
			}
		})
	}
}

func TestEmptyListHasAHeader(t *testing.T) {
	none := iter.Seq2[DocumentLine, error](func(func(DocumentLine, error) bool) {})
	var b bytes.Buffer
	if err := WriteDocuments(&b, CSV, Style{}, none); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "id,published,") {
		t.Errorf("no header: %q", b.String())
	}
}

func TestListEndsWithItsError(t *testing.T) {
	boom := errors.New("boom")
	seq := iter.Seq2[DocumentLine, error](func(yield func(DocumentLine, error) bool) {
		_ = yield(DocumentLine{ID: "d1"}, nil) && yield(DocumentLine{}, boom)
	})
	for _, f := range []Format{Table, JSON, CSV} {
		var b bytes.Buffer
		if err := WriteDocuments(&b, f, Style{}, seq); !errors.Is(err, boom) {
			t.Errorf("%s: error %v, want %v", f, err, boom)
		}
		if !strings.Contains(b.String(), "d1") {
			t.Errorf("%s: what came before the error is lost: %q", f, b.String())
		}
	}
	if err := WriteDocuments(io.Discard, "yaml", Style{}, seq); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("unknown format: %v", err)
	}
}

func TestShow(t *testing.T) {
	ctx, readings := context.Background(), fixture(t)
	st := ledgerOf(t, readings)
	var b bytes.Buffer
	for _, id := range []string{readings[0].statements[1].ID, readings[1].statements[1].ID[:8], readings[3].statements[0].ID, readings[2].doc.ID} {
		p, err := Show(ctx, st, id)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString("==== " + id + "\n")
		if err := p.WriteText(&b, Style{Width: 80, Unicode: true}); err != nil {
			t.Fatal(err)
		}
	}
	checkWidth(t, b.String(), Style{Width: 80})
	golden(t, "show.txt", b.String())
}

func TestShowKnowsNothing(t *testing.T) {
	ctx, st := context.Background(), ledgerOf(t, fixture(t)[:1])
	for _, id := range []string{"s00000000", "d00000000", "x"} {
		if _, err := Show(ctx, st, id); !errors.Is(err, corpus.ErrNotFound) && !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("Show(%q): %v", id, err)
		}
	}
}

// The passage of a long document is a stretch of it, the whole with Full; in
// both, the parts are the text.
func TestShowStretch(t *testing.T) {
	long := strings.Repeat("Water stood at the gauge. ", 200)
	d := article("Harbour Times", "2031-03-14", "en", "", "", "Title\n"+long+"\nThe minister said the dam holds.\n"+long)
	r := read(t, d, quote{after: "The minister", source: "The minister", name: "minister", kind: corpus.Person, identified: corpus.Unnamed,
		cue: "said", content: []string{"the dam holds"}, setting: corpus.Indirect, polarity: corpus.Assert, confidence: .9})
	p, err := Show(context.Background(), ledgerOf(t, []reading{r}), r.statements[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, full := range []bool{false, true} {
		p.Full = full
		b, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Passage []struct {
				At    Range
				Parts []Part
			}
		}
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatal(err)
		}
		at := got.Passage[0].At
		if whole := utf8.RuneCountInString(d.Text); full != (at.Start == 0 && at.End == whole) {
			t.Errorf("full %v: shows %d-%d of %d", full, at.Start, at.End, whole)
		}
		text := ""
		for _, part := range got.Passage[0].Parts {
			text += part.Text
		}
		if text != string([]rune(d.Text)[at.Start:at.End]) {
			t.Errorf("full %v: parts are not the text at %d-%d", full, at.Start, at.End)
		}
	}
}

func TestReadLineKeepsTheContract(t *testing.T) {
	r := fixture(t)[1]
	a := corpus.Annotations{System: "annotate/1", Entities: []corpus.Entity{minister(t, r.doc)}}
	for _, s := range r.statements {
		a.Attributions = append(a.Attributions, s.Attribution)
	}
	a.Attributions = append(a.Attributions, corpus.Attribution{Content: []corpus.Span{{Start: 0, End: 2}}}, corpus.Attribution{Content: []corpus.Span{{Start: 0, End: 2}}})
	var b bytes.Buffer
	for _, withText := range []bool{false, true} {
		if err := WriteReadLine(&b, ReadLine(r.doc, a, withText)); err != nil {
			t.Fatal(err)
		}
	}
	if strings.Contains(b.String(), "null,\"source\"") != true || strings.Contains(strings.ReplaceAll(b.String(), `"cue":null`, ""), "null") {
		t.Errorf("only a cue may be null: %s", b.String())
	}
	golden(t, "read.jsonl", b.String())
	lines := bufio.NewScanner(&b)
	lines.Scan()
	var got ReadDocument
	if err := json.Unmarshal(lines.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if at := got.Statements[1].Content[0]; string([]rune(r.doc.Text)[at.Start:at.End]) != "Это учения" {
		t.Errorf("offsets are not code points: %v", at)
	}
	if n := len(got.Statements); got.Statements[n-1].ID == got.Statements[n-2].ID {
		t.Error("two statements with the same spans share an ID")
	}
}

// minister is whom the second document of the fixture mentions, by name and by
// pronoun.
func minister(t *testing.T, doc corpus.Document) corpus.Entity {
	name, pronoun := find(t, doc, "Иво Странд", 0), find(t, doc, "он.", 0)
	pronoun.End--
	return corpus.Entity{Name: "Иво Странд", Kind: corpus.Person, Role: "министр внутренних дел", Affiliation: "МВД", Mentions: []corpus.Mention{
		{Span: name, Named: name, Level: corpus.ByName, Number: corpus.Singular, Sure: 0.9, Joined: 1},
		{Span: pronoun, Level: corpus.ByPronoun, Number: corpus.Singular, Gender: corpus.Male, Sure: 0.9, Joined: 0.806},
	}}
}

func TestReadText(t *testing.T) {
	var b bytes.Buffer
	for i, r := range fixture(t) {
		a := corpus.Annotations{System: "annotate/1"}
		if i == 1 {
			a.Entities = []corpus.Entity{minister(t, r.doc)}
		}
		for _, s := range r.statements {
			a.Attributions = append(a.Attributions, s.Attribution)
		}
		if err := WriteReadText(&b, Style{Width: 80, Unicode: true}, r.doc, a); err != nil {
			t.Fatal(err)
		}
	}
	checkWidth(t, b.String(), Style{Width: 80})
	golden(t, "read.txt", b.String())
}

func TestColourChangesNoWord(t *testing.T) {
	r := fixture(t)[0]
	lines := setParts(Style{Color: true, Unicode: true, Width: 40}, cutParts(r.doc.Text, []corpus.Span{{End: len(r.doc.Text)}}, marksOf(r.statements[0].Attribution)), 40)
	text := sgr.ReplaceAllString(strings.Join(lines, " "), "")
	if got, want := strings.Fields(text), strings.Fields(r.doc.Text); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("words with colour:\n%q\nwithout:\n%q", got, want)
	}
}

// A capture is told once, however quickly it was seen again.
func TestSightingsWithinASecond(t *testing.T) {
	g := SightingFacts{Capture: "c1", Source: "https://harbour.example/lock", Time: "2031-03-19T12:00:00Z"}
	s := sheet{}
	s.sightings([]SightingFacts{g, g, g})
	if got := s.String(); strings.Count(got, "captured") != 1 || !strings.Contains(got, "unchanged 2 times since, last 2031-03-19T12:00:00Z") {
		t.Errorf("%s", got)
	}
}
