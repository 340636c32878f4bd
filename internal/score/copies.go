package score

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"hearsay/corpus"
)

// CopyBand is how a copy was edited.
type CopyBand string

// The bands, as issue 7 names them.
const (
	LightCopy CopyBand = "light" // a tenth of the words changed or dropped, and a new dateline
	HalfCopy  CopyBand = "half"  // half of the sentences replaced, or half of their words
	LeadCopy  CopyBand = "lead"  // the first paragraph or two sentences, within another story
)

// CopyBands returns the bands, lightest first.
func CopyBands() []CopyBand { return []CopyBand{LightCopy, HalfCopy, LeadCopy} }

// PlantedCopy is an edited copy of a story.
type PlantedCopy struct {
	corpus.Document
	Band CopyBand
	Of   int // which of the documents it copies
	Host int // which of them it stands in; -1 but for leads
}

// The edits of the generator.
const (
	copySeed = 7
	// changedWords is how many of the words of a light copy are changed or dropped,
	// swappedWords how many of those of a sentence that a half copy keeps in part.
	changedWords = 0.1
	swappedWords = 0.5
	// A story shorter than this, or of one sentence, has no half.
	leastStoryWords     = 30
	leastStorySentences = 2
	leastSentence       = 20 // in bytes: what is shorter ends with an abbreviation
)

// story is a document as its paragraphs of sentences.
type story struct{ paragraphs [][]string }

// PlantCopies edits n of the documents, drawn with a fixed seed, once in each band. Words
// that are changed become words of other stories in lower case: an editor who puts another
// name for a name, or another number, writes another story.
func PlantCopies(docs []corpus.Document, n int) []PlantedCopy {
	g := newCopier(docs)
	var list []PlantedCopy
	for _, of := range g.draw(n) {
		for _, band := range CopyBands() {
			list = append(list, g.copy(of, band))
		}
	}
	return list
}

// Doubled returns the documents and behind them a light copy of each.
func Doubled(docs []corpus.Document) []corpus.Document {
	g := newCopier(docs)
	all := slices.Clip(docs)
	for i := range docs {
		all = append(all, g.copy(i, LightCopy).Document)
	}
	return all
}

// copier edits stories.
type copier struct {
	random  *rand.Rand
	docs    []corpus.Document
	stories []story // by document
	usable  []int   // documents long enough to be edited
	words   []string
}

func newCopier(docs []corpus.Document) *copier {
	g := &copier{random: rand.New(rand.NewPCG(copySeed, copySeed)), docs: docs, stories: make([]story, len(docs))}
	for i := range docs {
		s := storyOf(&docs[i])
		g.stories[i] = s
		g.collect(s)
		if s.words() >= leastStoryWords && len(s.sentences()) >= leastStorySentences {
			g.usable = append(g.usable, i)
		}
	}
	return g
}

// mostWords is from how many words replacements are drawn.
const mostReplacements = 50_000

func (g *copier) collect(s story) {
	for _, sentence := range s.sentences() {
		for w := range strings.FieldsSeq(sentence) {
			if len(g.words) < mostReplacements && strings.IndexFunc(w, func(c rune) bool { return !unicode.IsLower(c) }) < 0 {
				g.words = append(g.words, w)
			}
		}
	}
}

func storyOf(d *corpus.Document) story {
	var s story
	for _, b := range d.Blocks {
		if b.Kind != corpus.Title && b.Kind != corpus.Byline && b.Kind != corpus.Crud {
			s.paragraphs = append(s.paragraphs, sentencesOf(b.In(d.Text)))
		}
	}
	return s
}

// sentencesOf cuts after a full stop that a capital follows, a mark or comma between them or
// not: what it cuts wrongly does no harm to the measure.
func sentencesOf(text string) []string {
	var list []string
	start := 0
	for i := range len(text) {
		if strings.IndexByte(".?!", text[i]) < 0 || i-start < leastSentence {
			continue
		}
		end := i + 1 + len(text[i+1:]) - len(strings.TrimLeft(text[i+1:], ",\""))
		next := strings.TrimLeft(text[end:], " ")
		if len(next) > 0 && len(next) < len(text)-end && 'A' <= next[0] && next[0] <= 'Z' {
			list = append(list, text[start:end])
			start = len(text) - len(next)
		}
	}
	return append(list, text[start:])
}

func (s story) sentences() []string { return slices.Concat(s.paragraphs...) }

func (s story) words() int {
	n := 0
	for _, sentence := range s.sentences() {
		n += len(strings.Fields(sentence))
	}
	return n
}

// draw picks n usable documents, each once, in order.
func (g *copier) draw(n int) []int {
	picked := slices.Clone(g.usable)
	g.random.Shuffle(len(picked), func(i, k int) { picked[i], picked[k] = picked[k], picked[i] })
	picked = picked[:min(n, len(picked))]
	slices.Sort(picked)
	return picked
}

func (g *copier) copy(of int, band CopyBand) PlantedCopy {
	c := PlantedCopy{Band: band, Of: of, Host: -1}
	var s story
	switch band {
	case LightCopy:
		s = g.light(g.stories[of])
	case HalfCopy:
		s = g.half(g.stories[of], of)
	default:
		c.Host = g.other(of)
		s = g.lead(g.stories[of], g.stories[c.Host])
	}
	c.Document = written(s, g.docs[of], band)
	return c
}

// written puts a story on paper under a title of its own.
func written(s story, of corpus.Document, band CopyBand) corpus.Document {
	d := corpus.Document{Title: "Copy, " + string(band), Outlet: "Corran Telegraph Bureau", Published: of.Published, Language: of.Language}
	var b strings.Builder
	add := func(text string, kind corpus.BlockKind) {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		b.WriteString(text)
		d.Blocks = append(d.Blocks, corpus.Block{Span: corpus.Span{Start: start, End: b.Len()}, Kind: kind})
	}
	add(d.Title, corpus.Title)
	for _, p := range s.paragraphs {
		if text := strings.TrimSpace(strings.Join(p, " ")); text != "" {
			add(text, corpus.Paragraph)
		}
	}
	d.Text = b.String()
	d.Identify(corpus.DigestOf([]byte(d.Text)), of.ID+" "+string(band))
	return d
}

// light changes or drops words and puts a dateline before them.
func (g *copier) light(s story) story {
	out := s.each(func(sentence string) string { return g.change(sentence, changedWords) })
	if len(out.paragraphs) > 0 {
		out.paragraphs[0] = append([]string{g.dateline()}, out.paragraphs[0]...)
	}
	return out
}

func (s story) each(edit func(string) string) story {
	var out story
	for _, p := range s.paragraphs {
		var q []string
		for _, sentence := range p {
			q = append(q, edit(sentence))
		}
		out.paragraphs = append(out.paragraphs, q)
	}
	return out
}

// change gives a share of the words up: half for other words, half for none.
func (g *copier) change(sentence string, share float64) string {
	var out []string
	for w := range strings.FieldsSeq(sentence) {
		switch r := g.random.Float64(); {
		case r < share/2:
		case r < share && len(g.words) > 0:
			out = append(out, g.words[g.random.IntN(len(g.words))])
		default:
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

func (g *copier) dateline() string {
	cities := []string{"SAINT-AVREL", "ULVRET", "MUNHYANG", "TORVANE"}
	months := []string{"January", "March", "April", "June", "September"}
	return fmt.Sprintf("%s, %s %d (Tessel Wire) -", cities[g.random.IntN(len(cities))], months[g.random.IntN(len(months))], 1+g.random.IntN(28))
}

// half rewrites half of the sentences: each is that of another story, or keeps half of its
// words. Of an odd number the larger half is rewritten as often as the smaller one.
func (g *copier) half(s story, of int) story {
	n := len(s.sentences())
	rewritten := map[int]bool{}
	for _, i := range g.random.Perm(n)[:(n+g.random.IntN(2))/2] {
		rewritten[i] = true
	}
	i := -1
	return s.each(func(sentence string) string {
		i++
		switch {
		case !rewritten[i]:
			return sentence
		case g.random.IntN(2) == 0:
			return g.change(sentence, swappedWords)
		default:
			others := g.stories[g.other(of)].sentences()
			return others[g.random.IntN(len(others))]
		}
	})
}

// other picks a usable document that is not of.
func (g *copier) other(of int) int {
	for {
		if i := g.usable[g.random.IntN(len(g.usable))]; i != of || len(g.usable) == 1 {
			return i
		}
	}
}

// lead puts the first paragraph of s, or its first two sentences, between two paragraphs of
// host, before them or behind them.
func (g *copier) lead(s, host story) story {
	first := s.paragraphs[0]
	if two := s.sentences()[:leastStorySentences]; len(first) < len(two) && g.random.IntN(2) == 0 || len(first) > len(two) {
		first = two
	}
	at := g.random.IntN(len(host.paragraphs) + 1)
	return story{paragraphs: slices.Insert(slices.Clone(host.paragraphs), at, first)}
}
