package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"hearsay/internal/treebank"
	"hearsay/syntax"
)

// tally counts what of a part was right, over gold tokens with the tags that
// the model gave: labels without their subtype, marks included.
type tally struct {
	tokens, tag, pos, head, label int
	took                          time.Duration
}

// printScores prints a line for what was held out of each file.
func printScores(out io.Writer, documents []document, model *syntax.Model) error {
	parts := map[string]*tally{}
	for _, d := range documents {
		if !treebank.HeldOut(d.id) {
			continue
		}
		name := d.file
		if parts[name] == nil {
			parts[name] = new(tally)
		}
		for i := range d.sentences {
			parts[name].add(&d.sentences[i], model)
		}
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "held out\ttokens\ttags\tparts of speech\tUAS\tLAS\ttokens/s\t")
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		t := parts[name]
		share := func(n int) float64 { return float64(n) / float64(t.tokens) }
		fmt.Fprintf(w, "%s\t%d\t%.4f\t%.4f\t%.4f\t%.4f\t%.0f\t\n", name, t.tokens,
			share(t.tag), share(t.pos), share(t.head), share(t.label), float64(t.tokens)/t.took.Seconds())
	}
	return w.Flush()
}

func (t *tally) add(gold *syntax.Sentence, model *syntax.Model) {
	found := syntax.Sentence{Span: gold.Span, Tokens: slices.Clone(gold.Tokens)}
	for i := range found.Tokens {
		k := &found.Tokens[i]
		k.Tag, k.POS, k.Lemma, k.Head, k.Rel = "", "", "", -1, ""
	}
	start := time.Now()
	model.Parse(&found)
	t.took += time.Since(start)
	for i, g := range gold.Tokens {
		t.count(g, found.Tokens[i])
	}
}

func (t *tally) count(gold, found syntax.Token) {
	t.tokens++
	t.tag += one(gold.Tag == found.Tag)
	t.pos += one(gold.POS == found.POS)
	t.head += one(gold.Head == found.Head)
	t.label += one(gold.Head == found.Head && universal(gold.Rel) == universal(found.Rel))
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func universal(rel string) string {
	u, _, _ := strings.Cut(rel, ":")
	return u
}
