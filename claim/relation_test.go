package claim

import (
	"encoding/binary"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/golden"
)

// press is a few documents that carry, deny and repeat claims.
func press(t testing.TB) []*article {
	return []*article{
		newArticle(t, "Tessel Wire", "2031-03-19", "Shells hit Torvane Lock.\n\nIlian Vasek-Dorn said seven workers were killed and 41 hurt when shells hit a clinic at Torvane Lock. Corrany denied that a clinic had been hit.").
			said("Ilian Vasek-Dorn", "said", "seven workers were killed and 41 hurt when shells hit a clinic at Torvane Lock").counted("seven", 7, "killed", "worker", "").counted("41", 41, "wounded", "worker", "").
			said("Corrany", "denied", "a clinic had been hit", organisation, denied),
		newArticle(t, "Roundfold", "2031-03-20", "Tessel Wire reported that seven workers were killed and 41 hurt at Torvane Lock.").
			said("Tessel Wire", "reported", "seven workers were killed and 41 hurt at Torvane Lock", outletSays).counted("seven", 7, "killed", "worker", "").counted("41", 41, "wounded", "worker", ""),
		newArticle(t, "Corran Telegraph Bureau", "2031-03-20", "News from Torvane Lock. Odile de Varremont denied reports of civilian deaths at Torvane Lock.").
			said("Odile de Varremont", "denied", "reports of civilian deaths at Torvane Lock", denied),
		newArticle(t, "Reach Front Notes", "2031-03-18", "At Torvane Lock 41 workers were hurt and 7 killed.").counted("41", 41, "wounded", "worker", "").counted("7", 7, "killed", "worker", ""),
	}
}

func TestRelate(t *testing.T) {
	list := press(t)
	kinds := map[corpus.RelationKind]int{}
	for i, a := range list {
		for _, b := range list[i:] {
			rels := Relate(a.statements(), b.statements())
			checkRelations(t, rels, a.doc, b.doc)
			for _, r := range rels {
				kinds[r.Kind]++
			}
			if again := Relate(shuffled(b.statements()), shuffled(a.statements())); !reflect.DeepEqual(rels, again) {
				t.Errorf("in another order: %+v, want %+v", again, rels)
			}
		}
	}
	want := map[corpus.RelationKind]int{corpus.SameClaim: 3, corpus.Cites: 1, corpus.Denies: 3}
	if !reflect.DeepEqual(kinds, want) {
		t.Errorf("got %v, want %v", kinds, want)
	}
}

func shuffled(list []Statement) []Statement {
	rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

// checkRelations requires of each relation an identity, a reason, a score and spans inside of
// its documents.
func checkRelations(t testing.TB, rels []corpus.Relation, docs ...corpus.Document) {
	t.Helper()
	seen := map[string]bool{}
	for _, r := range rels {
		if seen[r.ID] || r.ID != corpus.RelationID(r.Kind, r.Args) || r.Why == "" || r.Score <= 0 || r.Score > 1 || len(r.Args) != 2 {
			t.Errorf("bad relation: %+v", r)
		}
		seen[r.ID] = true
		for _, a := range r.Args {
			if len(a.Spans) == 0 || a.Subject == "" {
				t.Errorf("%s: an argument without a span or subject", r.Why)
			}
			for _, d := range docs {
				for _, s := range a.Spans {
					if d.ID == a.Document && (s.Empty() || !s.Valid(d.Text)) {
						t.Errorf("%s: %v is outside of the text", r.Why, s)
					}
				}
			}
		}
	}
}

// TestOwnVoices shows which sentences are kept as told in the outlet's own voice, and what is
// compared of them.
func TestOwnVoices(t *testing.T) {
	golden.Test(t, "testdata/own.txt", func(text string) string {
		var b strings.Builder
		a := newArticle(t, "Tessel Wire", "2031-03-19", text)
		for _, s := range a.statements() {
			b.WriteString("OWN " + s.Text + "\n")
			for _, w := range s.Words {
				b.WriteString("  " + string(w.Class) + " " + w.Stem)
				if w.Negated {
					b.WriteString(" (negated)")
				}
				b.WriteString("\n")
			}
		}
		return b.String()
	})
}

// TestLists holds the lists to words that are not given twice.
func TestLists(t *testing.T) {
	seen := map[string]string{}
	for _, line := range linesOf("concepts.txt") {
		name, words := keyed(line)
		for _, w := range words {
			if w == "" || seen[w] != "" {
				t.Errorf("%q stands in %s and in %s", w, seen[w], name)
			}
			seen[w] = name
		}
	}
	for name, words := range known().phrases {
		for _, w := range words {
			if w == "" || w != strings.ToLower(w) {
				t.Errorf("%s: %q", name, w)
			}
		}
	}
}

// FuzzStatements reads statements from any text with any spans, and holds them against each
// other: no panic, and spans inside of the text.
func FuzzStatements(f *testing.F) {
	for _, text := range golden.Texts(f, "testdata/own.txt") {
		f.Add(text, []byte{0, 4, 1, 20, 60, 3})
	}
	f.Fuzz(func(t *testing.T, text string, spans []byte) {
		if len(text) > 4000 || len(spans) > 60 {
			return
		}
		a := newArticle(t, "Tessel Wire", "2031-03-19", text)
		a.read = annotationsOf(spans, len(text))
		list := a.statements()
		for _, s := range list {
			for _, c := range s.Content {
				if c.Empty() || !c.Valid(text) {
					t.Fatalf("%v is outside of %q", c, text)
				}
			}
			if !s.Passage.Valid(text) {
				t.Fatalf("%v is outside of %q", s.Passage, text)
			}
		}
		checkRelations(t, Relate(list, list), a.doc)
		other := newArticle(t, "Roundfold", "2031-03-20", text)
		other.read = a.read
		checkRelations(t, Relate(list, other.statements()), a.doc, other.doc)
		_ = Trace(append(list, other.statements()...), nil).String()
	})
}

// annotationsOf makes attributions and figures of bytes: some in bounds, some not.
func annotationsOf(b []byte, size int) corpus.Annotations {
	var a corpus.Annotations
	for ; len(b) >= 6; b = b[6:] {
		at := int(binary.LittleEndian.Uint16(b)) % (size + 2)
		s := corpus.Span{Start: at, End: at + int(b[2])}
		n := float64(b[3])
		q := corpus.Quantity{Span: s, Number: corpus.Span{Start: at, End: min(at+2, size)}, Low: &n, High: &n, Head: "soldier"}
		a.Quantities = append(a.Quantities, q)
		a.Figures = append(a.Figures, corpus.Figure{Quantity: q, Measure: "killed", Statement: -1, Part: -1})
		a.Attributions = append(a.Attributions, corpus.Attribution{
			Content: []corpus.Span{s}, Cue: corpus.Span{Start: s.End, End: s.End + int(b[4]%8)}, Kind: corpus.Direct,
			Polarity: []corpus.Polarity{corpus.Assert, corpus.Deny, corpus.Decline, corpus.Silence}[b[5]%4],
			Source:   corpus.Source{Name: "Ilian Vasek-Dorn", Kind: corpus.Person, Identified: corpus.Named},
		})
	}
	return a
}

func BenchmarkStatements(b *testing.B) {
	a := press(b)[0]
	b.ResetTimer()
	for b.Loop() {
		a.statements()
	}
}

func BenchmarkSame(b *testing.B) {
	list := couples()
	x, y := list[0].a(b), list[0].b(b)
	for b.Loop() {
		Same(x, y)
	}
}

func BenchmarkKeys(b *testing.B) {
	s := couples()[0].a(b)
	for b.Loop() {
		s.Keys()
	}
}

func BenchmarkRelate(b *testing.B) {
	list := press(b)
	x, y := list[0].statements(), list[1].statements()
	for b.Loop() {
		Relate(x, y)
	}
}
