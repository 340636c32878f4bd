package main

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"

	"hearsay/annotate"
	"hearsay/capture"
	"hearsay/internal/score"
	"hearsay/internal/treebank"
)

// How the weights of evidence are learned: logistic regression with the
// confidence set by hand as its offset and a normal prior on the weights
// (L2), by gradient descent. The strength is a choice for some two hundred
// examples, by cross-validation on them.
const (
	evidenceSteps = 3000
	evidenceRate  = 0.05
	evidencePrior = 1.0 // of the inverse variance of a weight
)

// Where the annotated documents stand below the root: what is learned from,
// what one reader alone annotated, which is learned from too, and the part that
// is held out.
const (
	goldTrain = "gold/train.jsonl"
	goldMore  = "gold/wikinews.jsonl"
	goldTest  = "gold/test.jsonl"
)

// lesson is a statement that the reader found, and whether it is one.
type lesson struct {
	annotate.Weighed
	right bool
	fold  int // of cross-validation; the same for a whole document
}

// What a sure confidence is to mean, [annotate.Sure] and above: of a hundred such
// statements so many are right. More is asked for than is promised, as rules were mended
// with the documents learned from in view, and held-out ones fall behind.
const (
	sureRight = 0.987
	folds     = 5
)

// statements learns how far statements can be believed, from the annotated
// documents below the root, and prints the calibration on those held out.
func (t *trainer) statements(root string) error {
	train, err := readLessons(root, goldTrain)
	if err != nil {
		return err
	}
	more, err := readLessons(root, goldMore)
	if err != nil {
		return err
	}
	train = append(train, more...)
	test, err := readLessons(root, goldTest)
	if err != nil {
		return err
	}
	t.progress(fmt.Sprintf("confidence of statements: %d to learn from, %d held out", len(train), len(test)))
	weights := learnEvidence(train)
	weights[annotate.SureEvidence] = sureOdds(train)
	t.printCalibration(test, weights)
	return t.write("annotate/data/confidence.txt", evidenceFile(weights))
}

// readLessons reads the annotated documents of a file.
func readLessons(root, name string) ([]lesson, error) {
	f, err := os.Open(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []lesson
	fold := 0
	for d, err := range score.ReadGold(name, f) {
		if err != nil {
			return nil, err
		}
		fold = (fold + 1) % folds
		if treebank.HeldOut(d.ID) != (name == goldTest) {
			return nil, fmt.Errorf("%s: document %s belongs into the other file", name, d.ID)
		}
		out = append(out, lessons(d, fold)...)
	}
	return out, nil
}

// bands of confidence that are printed.
var bands = []struct{ from, to float64 }{{0, 0.5}, {0.5, 0.8}, {0.8, 1.01}}

func (t *trainer) printCalibration(test []lesson, weights map[string]float64) {
	fmt.Fprint(t.out, "\nstatements held out: confidence, number, claimed, right\n")
	for _, b := range bands {
		n, claimed, right := 0.0, 0.0, 0.0
		for _, l := range test {
			p := annotate.Confidence(l.Prior, l.Evidence, weights)
			if p < b.from || p >= b.to {
				continue
			}
			n++
			claimed += p
			if l.right {
				right++
			}
		}
		if n > 0 {
			fmt.Fprintf(t.out, "%.1f - %.1f  %4.0f  %.2f  %.2f\n", b.from, min(b.to, 1), n, claimed/n, right/n)
		}
	}
}

// lessons reads a document and tells which of the statements found are right.
func lessons(d score.Doc, fold int) []lesson {
	d.Blocks = capture.Label(d.Text, d.Title)
	found := annotate.Weigh(d.Document)
	var predicted []score.Predicted
	for _, w := range found {
		p := score.Predicted{}
		p.Content, p.Speaker = w.Content, w.Source.Spans
		predicted = append(predicted, p)
	}
	right := score.Right(d, predicted)
	out := make([]lesson, len(found))
	for i := range found {
		out[i] = lesson{found[i], right[i], fold}
	}
	return out
}

// learnEvidence returns the weights under which the lessons are likeliest.
func learnEvidence(lessons []lesson) map[string]float64 {
	weights := map[string]float64{}
	for _, l := range lessons {
		for _, e := range l.Evidence {
			weights[e] = 0
		}
	}
	names := slices.Sorted(maps.Keys(weights))
	for range evidenceSteps {
		gradient := map[string]float64{}
		for _, l := range lessons {
			miss := -odds(l, weights)
			if l.right {
				miss++
			}
			for _, e := range l.Evidence {
				gradient[e] += miss
			}
		}
		for _, e := range names {
			weights[e] += evidenceRate * (gradient[e] - evidencePrior*weights[e]) / math.Sqrt(float64(len(lessons)))
		}
	}
	return weights
}

// sureOdds returns the probability from which statements are right as often as a
// sure confidence promises, by cross-validation: each document is judged by
// weights learned from others.
func sureOdds(lessons []lesson) float64 {
	type judged struct {
		p     float64
		right bool
	}
	var all []judged
	for fold := range folds {
		var rest, own []lesson
		for _, l := range lessons {
			if l.fold == fold {
				own = append(own, l)
			} else {
				rest = append(rest, l)
			}
		}
		weights := learnEvidence(rest)
		for _, l := range own {
			all = append(all, judged{odds(l, weights), l.right})
		}
	}
	slices.SortFunc(all, func(a, b judged) int { return cmp.Compare(b.p, a.p) })
	sure, right := 1.0, 0
	for i, j := range all {
		if j.right {
			right++
		}
		if float64(right) >= sureRight*float64(i+1) {
			sure = j.p
		}
	}
	return sure
}

// odds is [annotate.Confidence] without its rounding.
func odds(l lesson, weights map[string]float64) float64 {
	prior := min(max(l.Prior, 0.01), 0.99)
	sum := math.Log(prior / (1 - prior))
	for _, e := range l.Evidence {
		sum += weights[e]
	}
	return 1 / (1 + math.Exp(-sum))
}

const evidenceHead = `# By how much each piece of evidence moves the log-odds that a statement is one
# and is cut well, beside the confidence of its rule and doubts.
#
# Origin: learned by cmd/train from gold/train.jsonl and gold/wikinews.jsonl.

`

func evidenceFile(weights map[string]float64) []byte {
	var b bytes.Buffer
	b.WriteString(evidenceHead)
	for _, e := range slices.Sorted(maps.Keys(weights)) {
		fmt.Fprintf(&b, "%s %.2f\n", e, weights[e])
	}
	return b.Bytes()
}
