package annotate

import (
	"strings"
	"sync"
	"testing"

	"hearsay/corpus"
	"hearsay/internal/golden"
)

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", "“", "”", "' said", "“A,” said B.", "\"Q\" 'x' « » „“”", "Mr. X said that", "According to", "X, citing Y, said",
		"“One.\n\n“Two,” he said.\n\n“Three.”", "Both said.", "(a) said (b).", "Partner A said", "\xff\xfe said \x80", "said said said that that",
		"He said he said he said he said he said it was so.", "X’s claim that", "\"0\n\n0!“", "U.S. said. A.B.C. The", "한국 정부는 “아니다” 라고 said",
	} {
		f.Add(s)
	}
	for _, s := range goldenTexts(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\uFFFD")
		doc := document(text)
		doc.Language = ""
		checkReading(t, doc, Read(doc))
	})
}

// checkReading fails when a reading breaks what Read promises for any text.
func checkReading(t *testing.T, doc corpus.Document, ann corpus.Annotations) {
	t.Helper()
	valid := func(what string, s corpus.Span) {
		if !s.Valid(doc.Text) {
			t.Fatalf("%s %v is not a span of the text", what, s)
		}
	}
	ordered(t, "sentences", ann.Sentences)
	for _, s := range ann.Sentences {
		valid("sentence", s)
	}
	for _, s := range ann.Terms {
		valid("term", s)
	}
	for _, e := range ann.Entities {
		for i, m := range e.Mentions {
			valid("mention", m.Span)
			valid("name", m.Named)
			if !m.Contains(m.Named) && !m.Named.Empty() || i > 0 && m.Start < e.Mentions[i-1].Start || m.Sure <= 0 || m.Joined <= 0 {
				t.Fatalf("mention %+v of %q", m, e.Name)
			}
		}
	}
	checkFigures(t, doc, ann)
	for _, a := range ann.Attributions {
		if len(a.Content) == 0 {
			t.Fatalf("a statement without content: %+v", a)
		}
		for _, c := range a.Content {
			valid("content", c)
			if c.Empty() {
				t.Fatalf("empty content in %+v", a)
			}
		}
		valid("cue", a.Cue)
		for _, s := range a.Source.Spans {
			valid("source", s)
		}
		for _, h := range a.Via {
			valid("hop", h.Span)
		}
		if a.Confidence <= 0 || a.Confidence > 1 {
			t.Fatalf("confidence %v in %+v", a.Confidence, a)
		}
	}
}

func ordered(t *testing.T, what string, spans []corpus.Span) {
	t.Helper()
	for i := 1; i < len(spans); i++ {
		if spans[i].Start < spans[i-1].End {
			t.Fatalf("%s overlap or are out of order: %v, %v", what, spans[i-1], spans[i])
		}
	}
}

func TestCrudYieldsNothing(t *testing.T) {
	text := "“Support us,” the editor said.\n\nMara Tellon said the dam was safe."
	doc := document(text)
	doc.Blocks[0].Kind = corpus.Crud
	ann := Read(doc)
	if len(ann.Attributions) != 1 || ann.Attributions[0].Source.Name != "Mara Tellon" {
		t.Fatalf("read from crud: %+v", ann.Attributions)
	}
	for _, s := range ann.Sentences {
		if s.Overlaps(doc.Blocks[0].Span) {
			t.Errorf("a sentence in crud: %q", s.In(text))
		}
	}
}

func TestOtherLanguagesAreNotRead(t *testing.T) {
	doc := document("Mara Tellon said the dam was safe.")
	doc.Language = "ru"
	if ann := Read(doc); len(ann.Attributions) != 0 || ann.System != System {
		t.Errorf("a text labelled Russian was read: %+v", ann)
	}
}

// TestReadIsSafeForManyGoroutines makes the race detector look at the lexicon
// that all readers share.
func TestReadIsSafeForManyGoroutines(t *testing.T) {
	doc := document("“The lock is closed,” Mara Tellon told reporters on Friday. She said it would stay closed.")
	want := len(Read(doc).Attributions)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := len(Read(doc).Attributions); got != want {
				t.Errorf("%d statements, then %d", want, got)
			}
		})
	}
	wg.Wait()
}

// TestLongInputIsReadInLinearTime guards against rules that look back over a
// whole text at every word: ten times the text must not take a hundred times
// the steps. It counts allocations, which repeat exactly, and no seconds.
func TestLongInputIsReadInLinearTime(t *testing.T) {
	const p = "“The lock is closed,” Mara Tellon told reporters. She said it would open, and the council agreed that it would.\n\n"
	allocs := func(n int) float64 {
		doc := document(strings.Repeat(p, n))
		return testing.AllocsPerRun(1, func() { Read(doc) })
	}
	if one, ten := allocs(20), allocs(200); ten > 20*one {
		t.Errorf("20 paragraphs take %.0f allocations, 200 take %.0f", one, ten)
	}
}

// BenchmarkRead reads an article of about 600 words.
func BenchmarkRead(b *testing.B) {
	doc := document(strings.Repeat(benchmarkArticle, 4))
	words := len(strings.Fields(doc.Text))
	b.ReportAllocs()
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		Read(doc)
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

const benchmarkArticle = `ELDMOOR, Sept. 17 (Eldmoor News Agency) -- The dam above the old harbour has moved by four centimetres since March, the Harbour Ministry said on Monday, but officials insisted that nobody in the valley was in danger.

“We measured it twice,” said Mara Tellon, an engineer at Eldmoor College who advises the ministry. “The movement is slow, and it has stopped.” She declined to say how much the repair would cost.

Ivo Brandt, the leader of the farmers' union, rejected the statement. According to Brandt, the ministry has known of the damage for three years. He told the Eldmoor Times that two reports had disappeared from the archive, and accused the minister of hiding a third.

The ministry did not respond to questions. Prime Minister Ana Sorel, who visited the valley in August, has called the dam “a monument of our engineers”. A resident of the lower village said a guard had told her that the sirens no longer worked.

`

// goldenTexts returns what the goldens read.
func goldenTexts(t testing.TB) []string {
	return golden.Texts(t, "testdata/*.txt", "testdata/figures/*.txt")
}

// TestReadTogether reads the goldens as one long document, and each two of them that
// stand beside each other, so that what one names is there for the next.
func TestReadTogether(t *testing.T) {
	texts := goldenTexts(t)
	for i := 0; i+1 < len(texts); i++ {
		doc := document(texts[i] + "\n" + texts[i+1])
		checkReading(t, doc, Read(doc))
	}
	doc := document(strings.Join(texts, "\n"))
	checkReading(t, doc, Read(doc))
}
