package echo

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"hearsay/corpus"
)

// inventor writes texts of invented words, some of them much more frequent than others, as
// words are.
type inventor struct {
	random *rand.Rand
	words  []string
	zipf   *rand.Zipf
}

func newInventor(seed uint64) *inventor {
	r := rand.New(rand.NewPCG(seed, seed))
	v := &inventor{random: r, zipf: rand.NewZipf(r, 1.2, 4, 2999)}
	syllables := []string{"ta", "ren", "mo", "li", "sau", "kor", "esh", "vin", "do", "ha", "pel", "un"}
	for i := range 3000 {
		w := syllables[i%12] + syllables[i/12%12] + syllables[i/144%12]
		if i > 1728 {
			w += syllables[i%7]
		}
		v.words = append(v.words, w)
	}
	return v
}

func (v *inventor) sentence() string {
	n := 10 + v.random.IntN(20)
	words := make([]string, n)
	for i := range words {
		words[i] = v.words[v.zipf.Uint64()]
		if v.random.IntN(8) == 0 {
			words[i] = strings.ToUpper(words[i][:1]) + words[i][1:]
		}
	}
	return strings.ToUpper(words[0][:1]) + words[0][1:] + " " + strings.Join(words[1:], " ") + "."
}

func (v *inventor) name() string {
	name := ""
	for range 2 {
		w := v.words[v.random.IntN(len(v.words))]
		name += " " + strings.ToUpper(w[:1]) + w[1:]
	}
	return name[1:]
}

func (v *inventor) text(sentences int) string {
	var list []string
	for range sentences {
		list = append(list, v.sentence())
	}
	return strings.Join(list, "\n\n")
}

// edited gives up a tenth of the words for others.
func (v *inventor) edited(text string) string {
	var out []string
	for w := range strings.SplitSeq(text, " ") {
		if v.random.IntN(10) == 0 {
			w = v.words[v.zipf.Uint64()]
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

func invented(id int, outlet, text string) corpus.Document {
	d := corpus.Document{ID: fmt.Sprintf("d%06d", id), Item: fmt.Sprintf("i%06d", id), Outlet: outlet, Published: "2031-03-19", Text: text}
	start := 0
	for p := range strings.SplitSeq(text, "\n\n") {
		d.Blocks = append(d.Blocks, corpus.Block{Span: corpus.Span{Start: start, End: start + len(p)}, Kind: corpus.Paragraph})
		start += len(p) + 2
	}
	return d
}

const benchSentences = 11 // about 220 words, as the stories of kcna-2012

func BenchmarkRead(b *testing.B) {
	d := invented(1, "Tessel Wire", newInventor(1).text(benchSentences))
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		Read(d)
	}
}

func BenchmarkKeys(b *testing.B) {
	s := Of(invented(1, "Tessel Wire", newInventor(1).text(benchSentences)))
	for b.Loop() {
		s.Keys()
	}
}

func BenchmarkCompareCopies(b *testing.B) {
	v := newInventor(1)
	text := v.text(benchSentences)
	one, other := Read(invented(1, "Tessel Wire", text)), Read(invented(2, "Roundfold", v.edited(text)))
	for b.Loop() {
		if _, ok := Compare(one, other, nil); !ok {
			b.Fatal("no echo")
		}
	}
}

func BenchmarkCompareOthers(b *testing.B) {
	v := newInventor(1)
	one, other := Read(invented(1, "Tessel Wire", v.text(benchSentences))), Read(invented(2, "Roundfold", v.text(benchSentences)))
	for b.Loop() {
		if _, ok := Compare(one, other, nil); ok {
			b.Fatal("an echo")
		}
	}
}

// BenchmarkConnect is what one more document costs, which has a copy in the archive, by the
// size of the archive.
func BenchmarkConnect(b *testing.B) {
	for _, size := range []int{1000, 20_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			v := newInventor(1)
			index, texts := NewIndex(), []*Text{}
			for i := range size {
				texts = append(texts, Read(invented(i, "Tessel Wire", v.text(benchSentences))))
				index.Add("Tessel Wire", texts[i].Sketch.Keys())
			}
			for b.Loop() {
				b.StopTimer()
				d := invented(len(texts), "Roundfold", v.edited(texts[v.random.IntN(size)].Document.Text))
				b.StartTimer()
				t := Read(d)
				for _, k := range index.Add("Roundfold", t.Sketch.Keys()) {
					Compare(texts[k], t, index.Sharers)
				}
				texts = append(texts, t)
			}
		})
	}
}
