package store

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
)

// story makes a made-up document of about 300 words in five to eight blocks.
// The same number makes the same story. Words are drawn from 20,000 with
// frequencies that fall as in real text (Zipf), so that an index of stories
// grows as one of real articles would.
func story(n int) corpus.Document {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	z := rand.NewZipf(r, 1.1, 4, 20_000)
	var b strings.Builder
	d := corpus.Document{}
	add := func(kind corpus.BlockKind, words int) {
		start := b.Len()
		for i := range words {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(word(int(z.Uint64())))
		}
		b.WriteByte('.')
		d.Blocks = append(d.Blocks, corpus.Block{Span: corpus.Span{Start: start, End: b.Len()}, Kind: kind})
		b.WriteString("\n\n")
	}
	add(corpus.Title, 8)
	for range 4 + r.IntN(4) {
		add(corpus.Paragraph, 40+r.IntN(25))
	}
	add(corpus.Crud, 10)
	d.Text = strings.TrimSpace(b.String())
	last := &d.Blocks[len(d.Blocks)-1]
	last.End = min(last.End, len(d.Text))
	outlet := fmt.Sprintf("Outlet %d", n%9)
	for _, o := range []corpus.Observation{
		{Field: corpus.FieldTitle, Value: d.Blocks[0].In(d.Text), Origin: "text"},
		{Field: corpus.FieldOutlet, Value: outlet, Origin: "index.csv row 3"},
		{Field: corpus.FieldPublished, Value: fmt.Sprintf("20%02d-%02d-%02d", 20+n%12, 1+n%11, 1+n%27), Precision: "day", Origin: "index.csv row 3"},
		{Field: corpus.FieldLanguage, Value: "en", Origin: "text"},
		{Field: corpus.FieldURL, Value: fmt.Sprintf("https://example.org/%d", n), Origin: "index.csv row 3"},
	} {
		d.Observe(o)
	}
	d.Identify(corpus.DigestOf([]byte(d.Text)), fmt.Sprintf("line %d", n+1))
	return d
}

// word makes up the word of a rank, the frequent ones short.
func word(rank int) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	var b []byte
	for n := rank + 5; n > 0; n /= len(consonants) * len(vowels) {
		b = append(b, consonants[n%len(consonants)], vowels[n/len(consonants)%len(vowels)])
	}
	return string(b) + []string{"", "s", "ing", "ed"}[rank%4]
}

// reading makes up what a reader would find in a story: per per paragraphs a
// direct statement over its first six words, and of every second one a figure
// in it.
func reading(d corpus.Document) corpus.Annotations {
	a := corpus.Annotations{System: "annotate/1"}
	for i, b := range d.Blocks {
		if b.Kind != corpus.Paragraph {
			continue
		}
		words := strings.SplitAfterN(b.In(d.Text), " ", 12)
		at := func(from, to int) corpus.Span {
			return corpus.Span{
				Start: b.Start + len(strings.Join(words[:from], "")),
				End:   b.Start + len(strings.TrimRight(strings.Join(words[:to], ""), " ")),
			}
		}
		a.Sentences = append(a.Sentences, b.Span)
		a.Attributions = append(a.Attributions, corpus.Attribution{
			Content: []corpus.Span{at(0, 6)}, Cue: at(6, 7),
			Source: corpus.Source{Spans: []corpus.Span{at(7, 9)}, Name: at(7, 9).In(d.Text), Role: "minister", Kind: corpus.Person, Identified: corpus.Named},
			Kind:   []corpus.Kind{corpus.Direct, corpus.Indirect}[i%2], Polarity: corpus.Assert, Mode: corpus.Report,
			Via:        []corpus.Hop{{Name: "Northern Agency", Span: at(9, 11), Kind: corpus.Outlet}},
			Confidence: 0.9, Rule: "said-after-quote",
		})
		if i%2 == 1 {
			low := float64(100 * i)
			a.Figures = append(a.Figures, corpus.Figure{
				Quantity: corpus.Quantity{Span: at(0, 2), Number: at(0, 1), Low: &low, Bound: corpus.AtLeast, Counted: at(1, 2).In(d.Text), Head: "soldier", Of: at(1, 2)},
				Measure:  "killed", Side: "Hwarin", AsOf: "2031-04", Status: corpus.Actual, Hedges: []string{"reportedly"},
				Statement: len(a.Attributions) - 1, Source: a.Attributions[len(a.Attributions)-1].Source, Part: -1, Because: []corpus.Span{at(0, 1)}, Confidence: 0.9, Rule: "verb",
			})
		}
	}
	return a
}

var noon = time.Date(2031, 5, 1, 12, 0, 0, 0, time.UTC)

// capture takes in body as a file named source and returns its capture.
func capture(t testing.TB, st *Store, source, body string) corpus.Capture {
	t.Helper()
	c := captureOf(source, body)
	if _, err := st.Capture(context.Background(), c, strings.NewReader(body)); err != nil {
		t.Fatal(err)
	}
	return c
}

func captureOf(source, body string) corpus.Capture {
	d, n, _ := corpus.DigestReader(bytes.NewReader([]byte(body)))
	return corpus.Capture{ID: corpus.CaptureID(source, d), Source: source, Format: corpus.FormatJSONL, Digest: d, Size: n, Time: noon}
}

// fill adds stories from..to in batches and reads them.
func fill(t testing.TB, st *Store, from, to int) {
	t.Helper()
	ctx := context.Background()
	c := capture(t, st, fmt.Sprintf("stories-%d.jsonl", from), fmt.Sprintf("stories %d to %d", from, to))
	const batch = 100
	for i := from; i < to; i += batch {
		var docs []corpus.Document
		var read []Annotated
		for n := i; n < min(i+batch, to); n++ {
			d := story(n)
			docs = append(docs, d)
			read = append(read, Annotated{d.ID, reading(d)})
		}
		var done *Parsed
		if i+batch >= to {
			done = &Parsed{Version: "1"}
		}
		if _, err := st.AddDocuments(ctx, c.ID, docs, nil, done); err != nil {
			t.Fatal(err)
		}
		if err := st.PutAnnotations(ctx, "annotate/1", read); err != nil {
			t.Fatal(err)
		}
	}
}
