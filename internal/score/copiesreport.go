package score

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"hearsay/corpus"
	"hearsay/echo"
)

// CopyReport says how many of the planted copies were found, and what else was.
type CopyReport struct {
	Documents  int         `json:"documents"` // as given
	Planted    []CopyRow   `json:"planted"`
	Unplanted  CopyFalse   `json:"unplanted"`
	Cost       CopyCost    `json:"cost"`
	Growth     CopyGrowth  `json:"growth"`
	Missed     []CopyError `json:"missed"`   // of the planted
	Found      []CopyError `json:"found"`    // among the unplanted: right or wrong, somebody must say
	PerKind    []CopyCount `json:"per_kind"` // of what was found among the unplanted
	Problems   []string    `json:"problems"`
	SampleSize int         `json:"sample_size"` // of Missed and Found
}

// CopyRow is one band.
type CopyRow struct {
	Band   CopyBand `json:"band"`
	Copies int      `json:"copies"`
	Keyed  float64  `json:"keyed"`  // share that has a key in common with its source which few enough documents have
	Recall float64  `json:"recall"` // share that is found
	Sure   float64  `json:"sure"`   // share that is found and sure
}

// CopyFalse counts what was found among the documents as given.
type CopyFalse struct {
	Compared int `json:"compared"` // pairs that share a key
	Found    int `json:"found"`
	Sure     int `json:"sure"`
}

// CopyCount is how many there are of one kind of echo.
type CopyCount struct {
	Kind  echo.Kind `json:"kind"`
	Count int       `json:"count"`
	Sure  int       `json:"sure"`
}

// CopyCost is what it takes, on one processor.
type CopyCost struct {
	Sketches   float64 `json:"sketches"`   // documents a second: words and sketch
	All        float64 `json:"all"`        // documents a second: words, sketch, keys, candidates compared
	Keys       float64 `json:"keys"`       // a document
	Candidates float64 `json:"candidates"` // a document
	Bytes      float64 `json:"bytes"`      // of a sketch, packed
}

// CopyGrowth is what the first and the last documents cost of an archive that is there twice,
// the second time with light edits.
type CopyGrowth struct {
	Documents       int     `json:"documents"`
	End             int     `json:"end"`   // how many are measured at either end
	First           float64 `json:"first"` // microseconds a document: words, sketch, keys, candidates compared
	Last            float64 `json:"last"`
	Copies          float64 `json:"copies"`           // as last, in an archive of nothing but the first and their copies
	FirstCandidates float64 `json:"first_candidates"` // a document
	LastCandidates  float64 `json:"last_candidates"`
}

// CopyError is a pair to look at.
type CopyError struct {
	Band    CopyBand `json:"band"` // "" for the unplanted
	A       string   `json:"a"`    // title and date
	B       string   `json:"b"`
	Sure    bool     `json:"sure"`
	Why     string   `json:"why"`
	Longest string   `json:"longest"` // the longest passage in A
	InB     string   `json:"in_b"`
}

// Copies plants copies of n of the documents, looks for all echoes and counts. It lists
// sample of the planted that it missed and of what it found among the others.
func Copies(docs []corpus.Document, n, sample int) CopyReport {
	planted := PlantCopies(docs, n)
	all := append([]corpus.Document{}, docs...)
	for _, p := range planted {
		all = append(all, p.Document)
	}
	rep := CopyReport{Documents: len(docs), Missed: []CopyError{}, Found: []CopyError{}, Problems: []string{}, SampleSize: sample}
	texts, pairs := rep.measure(all)
	rep.keyed(texts, planted)
	rep.count(texts, planted, pairs)
	rep.time(docs)
	rep.grow(docs)
	return rep
}

func (r *CopyReport) measure(docs []corpus.Document) ([]*echo.Text, []echo.Pair) {
	texts := make([]*echo.Text, len(docs))
	for i, d := range docs {
		texts[i] = echo.Read(d)
	}
	return texts, echo.All(texts)
}

// keyed asks of each planted copy whether it shares a key with its source.
func (r *CopyReport) keyed(texts []*echo.Text, planted []PlantedCopy) {
	index := echo.NewIndex()
	keys := make([][]string, len(texts))
	for i := range texts {
		keys[i] = texts[i].Sketch.Keys()
		index.Add(texts[i].Document.Outlet, keys[i])
	}
	for _, band := range CopyBands() {
		row := CopyRow{Band: band}
		for i, p := range planted {
			if p.Band == band {
				row.Copies++
				row.Keyed += float64(one(index.Blocked(keys[p.Of], keys[r.Documents+i])))
			}
		}
		r.Planted = append(r.Planted, row)
	}
}

// count holds what was found against what was planted.
func (r *CopyReport) count(texts []*echo.Text, planted []PlantedCopy, pairs []echo.Pair) {
	found := map[[2]int]*echo.Echo{}
	var unplanted []echo.Pair
	for i, p := range pairs {
		found[[2]int{p.A, p.B}] = &pairs[i].Echo
		if p.B < r.Documents {
			unplanted = append(unplanted, p)
		}
	}
	r.countKinds(unplanted)
	r.Missed = draw(r.recall(texts, planted, found), r.SampleSize)
	r.Found = draw(show(texts, unplanted), r.SampleSize)
}

func (r *CopyReport) countKinds(pairs []echo.Pair) {
	for _, kind := range []echo.Kind{echo.Exact, echo.Edited, echo.Lead, echo.Passage} {
		c := CopyCount{Kind: kind}
		for _, p := range pairs {
			if p.Echo.Kind == kind {
				c.Count++
				c.Sure += one(p.Echo.Sure)
			}
		}
		r.Unplanted.Found += c.Count
		r.Unplanted.Sure += c.Sure
		if c.Count > 0 {
			r.PerKind = append(r.PerKind, c)
		}
	}
}

func (r *CopyReport) recall(texts []*echo.Text, planted []PlantedCopy, found map[[2]int]*echo.Echo) []CopyError {
	var missed []CopyError
	for k := range r.Planted {
		row := &r.Planted[k]
		for i, p := range planted {
			if p.Band != row.Band {
				continue
			}
			e := found[[2]int{p.Of, r.Documents + i}]
			if e == nil {
				missed = append(missed, CopyError{Band: p.Band, A: headed(&texts[p.Of].Document), B: textOf(&p.Document)})
				continue
			}
			row.Recall++
			row.Sure += float64(one(e.Sure))
		}
		row.Keyed, row.Recall, row.Sure = rate(row.Keyed, row.Copies), rate(row.Recall, row.Copies), rate(row.Sure, row.Copies)
	}
	return missed
}

func rate(sum float64, n int) float64 { return sum / float64(max(n, 1)) }

func show(texts []*echo.Text, pairs []echo.Pair) []CopyError {
	var list []CopyError
	for _, p := range pairs {
		a, b := &texts[p.A].Document, &texts[p.B].Document
		list = append(list, CopyError{A: headed(a), B: headed(b), Sure: p.Echo.Sure, Why: p.Echo.Why(),
			Longest: in(a.Text, p.Echo.Longest.A), InB: in(b.Text, p.Echo.Longest.B)})
	}
	return list
}

func in(text string, spans []corpus.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, strings.Join(strings.Fields(s.In(text)), " "))
	}
	return strings.Join(parts, " [...] ")
}

func headed(d *corpus.Document) string { return d.Published + " " + d.Title }

func textOf(d *corpus.Document) string { return strings.Join(strings.Fields(d.Text), " ") }

// draw picks n of a list with a fixed seed, in order of the list.
func draw(list []CopyError, n int) []CopyError {
	random := rand.New(rand.NewPCG(copySeed, uint64(len(list))))
	out := []CopyError{}
	for i, e := range list {
		if random.IntN(len(list)-i) < n-len(out) {
			out = append(out, e)
		}
	}
	return out
}

// timings is how often the cost is measured: the best one stands, since other programs take
// their share of the processor too.
const timings = 3

func (r *CopyReport) time(docs []corpus.Document) {
	for range timings {
		c, compared := cost(docs)
		if c.All > r.Cost.All {
			r.Cost, r.Unplanted.Compared = c, compared
		}
	}
}

// cost measures what the documents cost as they come in, one after the other.
func cost(docs []corpus.Document) (CopyCost, int) {
	texts := make([]*echo.Text, len(docs))
	start := time.Now()
	for i, d := range docs {
		texts[i] = echo.Read(d)
	}
	sketched := time.Now()
	index := echo.NewIndex()
	keys, candidates := 0, 0
	for i := range texts {
		k, before := connect(index, texts, i)
		keys, candidates = keys+k, candidates+before
	}
	done := time.Now()
	n := float64(len(docs))
	return CopyCost{
		Sketches: n / sketched.Sub(start).Seconds(), All: n / done.Sub(start).Seconds(),
		Keys: float64(keys) / n, Candidates: float64(candidates) / n, Bytes: packed(texts) / n,
	}, candidates
}

// The measure of growth: how many documents at either end, in batches so small that most of
// them are not interrupted by other programs. The time of the batch in the middle stands.
const (
	growthEnd   = 1000
	growthBatch = 20
)

func (r *CopyReport) grow(docs []corpus.Document) {
	all := Doubled(docs)
	end := min(growthEnd, len(docs))
	g := grower{docs: all, texts: make([]*echo.Text, len(all)), index: echo.NewIndex()}
	r.Growth = CopyGrowth{Documents: len(all), End: end}
	r.Growth.First, r.Growth.FirstCandidates = g.connect(0, end)
	g.connect(end, len(all)-end)
	r.Growth.Last, r.Growth.LastCandidates = g.connect(len(all)-end, len(all))
	r.Growth.Copies = small(append(all[:end:end], all[len(docs):len(docs)+end]...), end)
}

// small is what a copy takes where there is little else.
func small(docs []corpus.Document, end int) float64 {
	g := grower{docs: docs, texts: make([]*echo.Text, len(docs)), index: echo.NewIndex()}
	g.connect(0, end)
	micros, _ := g.connect(end, len(docs))
	return micros
}

// grower connects documents as they come in.
type grower struct {
	docs  []corpus.Document
	texts []*echo.Text
	index *echo.Index
}

// connect connects the documents from one place to another and returns how many
// microseconds one took, in the middle, and how many candidates one had, on average.
func (g *grower) connect(from, to int) (micros, candidates float64) {
	var times []time.Duration
	found := 0
	for i := from; i < to; i += growthBatch {
		start := time.Now()
		for k := i; k < min(i+growthBatch, to); k++ {
			g.texts[k] = echo.Read(g.docs[k])
			_, n := connect(g.index, g.texts, k)
			found += n
		}
		times = append(times, time.Since(start))
	}
	if len(times) == 0 {
		return 0, 0
	}
	slices.Sort(times)
	return float64(times[len(times)/2].Nanoseconds()) / 1000 / growthBatch, float64(found) / float64(to-from)
}

// connect puts one text into the index and compares it with those before it.
func connect(index *echo.Index, texts []*echo.Text, i int) (keys, candidates int) {
	k := texts[i].Sketch.Keys()
	before := index.Add(texts[i].Document.Outlet, k)
	for _, b := range before {
		echo.Compare(texts[b], texts[i], index.Sharers)
	}
	return len(k), len(before)
}

func packed(texts []*echo.Text) float64 {
	sum := 0
	for i := range texts {
		b, _ := texts[i].Sketch.MarshalBinary() // a sketch just made packs
		sum += len(b)
	}
	return float64(sum)
}

// WriteText writes the report for people.
func (r CopyReport) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d documents, %d copies planted in each band\n\n", r.Documents, r.Planted[0].Copies)
	fmt.Fprintf(&b, "%-8s %8s %8s %8s\n", "band", "key", "recall", "sure")
	for _, row := range r.Planted {
		fmt.Fprintf(&b, "%-8s %8.3f %8.3f %8.3f\n", row.Band, row.Keyed, row.Recall, row.Sure)
	}
	fmt.Fprintf(&b, "\nunplanted: %d pairs share a key, %d are called echoes, %d of them sure\n", r.Unplanted.Compared, r.Unplanted.Found, r.Unplanted.Sure)
	for _, k := range r.PerKind {
		fmt.Fprintf(&b, "  %-15s %6d %6d sure\n", k.Kind, k.Count, k.Sure)
	}
	fmt.Fprintf(&b, "\n%.0f documents a second (%.0f sketched alone); %.1f keys, %.1f candidates and a sketch of %.0f bytes a document\n",
		r.Cost.All, r.Cost.Sketches, r.Cost.Keys, r.Cost.Candidates, r.Cost.Bytes)
	g := r.Growth
	fmt.Fprintf(&b, "%d documents, the second half edited: of the first %d one takes %.0f µs with %.1f candidates, of the last %.0f µs with %.1f: %.2f times as long; a copy among the first %d and their copies takes %.0f µs: %.2f times\n",
		g.Documents, g.End, g.First, g.FirstCandidates, g.Last, g.LastCandidates, g.Last/max(g.First, 1), g.End, g.Copies, g.Last/max(g.Copies, 1))
	for _, e := range r.Missed {
		fmt.Fprintf(&b, "\nMISSED %s: %s\n  %s\n", e.Band, e.A, e.B)
	}
	for i, e := range r.Found {
		fmt.Fprintf(&b, "\nFOUND %d: %s | %s\n  %s\n  A: %s\n", i+1, e.A, e.B, e.Why, e.Longest)
	}
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "\nleft out: %s", p)
	}
	if len(r.Problems) > 0 {
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}
