// Package score measures a reader against what people say is right: it reads
// gold, runs the reader over each document and counts what was found, cut
// well, credited to the right source, and said with a confidence that holds.
//
// It stores nothing. The flow is [ReadGold] -> [Statements] -> [Report];
// [CheckRecord] compares a report's figures with those written down before.
//
// Both sides are brought to one normal form before anything is compared (see
// content): gold sets differ in whether a span takes in its quotation marks,
// its final full stop or a leading "that", and none of these is an error of
// reading.
package score

import (
	"fmt"
	"iter"
	"runtime"
	"sync"

	"hearsay/corpus"
)

// Statement is one attribution of the gold, or the part of a found one that
// is compared. Spans are bytes of the document's text.
type Statement struct {
	ID      string        // in its gold file, for messages; may be empty
	Content []corpus.Span // one or more pieces
	Cue     []corpus.Span // none for a floating quotation
	Speaker []corpus.Span // none where the gold marks no mention
	Name    string        // resolved name of the source; "" where the gold has none
	Via     []string      // who stands between the source and the document, nearest to the source first
	Kind    corpus.Kind   // "" where the gold has none
	Float   bool          // the gold marks it as a quotation without a cue of its own
}

// Predicted is a statement that the reader found.
type Predicted struct {
	Statement
	Confidence float64 // in (0, 1]
	Rule       string  // what found it
}

// FromAnnotations returns the attributions of a reading as predictions, in
// their order.
func FromAnnotations(ann corpus.Annotations) []Predicted {
	out := make([]Predicted, 0, len(ann.Attributions))
	for _, a := range ann.Attributions {
		p := Predicted{Confidence: a.Confidence, Rule: a.Rule}
		p.Content, p.Speaker, p.Name, p.Kind = a.Content, a.Source.Spans, a.Source.Name, a.Kind
		for _, h := range a.Via {
			p.Via = append(p.Via, h.Name)
		}
		if !a.Cue.Empty() {
			p.Cue = []corpus.Span{a.Cue}
		}
		out = append(out, p)
	}
	return out
}

// Doc is a document with what people found in it.
type Doc struct {
	corpus.Document
	Gold []Statement
}

// Docs yields docs in their order, for gold that is already in memory.
func Docs(docs ...Doc) iter.Seq2[Doc, error] {
	return func(yield func(Doc, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// Options of [Statements].
type Options struct {
	Workers int  // documents read at the same time; 0: one per core
	List    bool // fill in Report.Findings
}

// Statements runs read over docs and scores what it finds, beside the
// baseline (see [Baseline]). An error of docs is kept in Report.Problems and
// the next document is scored.
//
// read is called from several goroutines. At most three documents per worker
// are held at a time, and the report does not depend on the number of
// workers: documents are added to it in the order of docs.
func Statements(docs iter.Seq2[Doc, error], read func(corpus.Document) []Predicted, o Options) Report {
	base := newBaseline()
	score := func(d Doc) tally { return scoreDocument(d, read(d.Document), base, o.List) }
	report := newReport()
	inOrder(docs, o.workers(), score, report.add)
	return report
}

func (o Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// inOrder calls work for each document, on as many goroutines as workers, and
// take with each result in the order of docs, from the caller's goroutine.
// It returns when everything has been taken.
func inOrder(docs iter.Seq2[Doc, error], workers int, work func(Doc) tally, take func(tally)) {
	queue := make(chan chan tally, workers)
	go func() {
		defer close(queue)
		free := make(chan struct{}, workers)
		var running sync.WaitGroup
		for d, err := range docs {
			result := make(chan tally, 1)
			queue <- result
			if err != nil {
				result <- tally{problems: []error{err}}
				continue
			}
			free <- struct{}{}
			running.Go(func() {
				result <- work(d)
				<-free
			})
		}
		running.Wait()
	}()
	for result := range queue {
		take(<-result)
	}
}

// tally is what one document adds to a report.
type tally struct {
	scored   bool // false when the document could not be read
	reader   []Measure
	baseline []Measure
	byKind   map[corpus.Kind]Share
	bands    []Band
	findings []Finding
	empty    int
	problems []error
}

// scoreDocument compares what was found in d with its gold.
func scoreDocument(d Doc, found []Predicted, base *baseline, list bool) tally {
	t := tally{scored: true}
	found = t.inBounds(d, found)
	gold, pred := newSide(d.Text, d.Gold), newSide(d.Text, statements(found))
	t.empty = len(d.Gold) - len(gold.forms) + len(found) - len(pred.forms)

	t.reader = measure(gold, pred)
	t.baseline = measure(gold, newSide(d.Text, base.predict(d.Text)))

	pairs := matchJaccard(gold.forms, pred.forms, halfJaccard)
	t.byKind = recallByKind(gold, pairs)
	t.bands = calibrate(confidences(found, pred), pairs)
	if list {
		t.findings = findings(d, gold, pred, rules(found, pred), pairs)
	}
	return t
}

// inBounds returns the predictions whose spans lie in d's text. Another one
// is a bug of the reader: it is left out and becomes a problem.
func (t *tally) inBounds(d Doc, found []Predicted) []Predicted {
	var out []Predicted
	for i, p := range found {
		if err := checkSpans(d.Text, p.Statement); err != nil {
			t.problems = append(t.problems, fmt.Errorf("document %s: prediction %d (rule %q): %w", d.ID, i, p.Rule, err))
			continue
		}
		out = append(out, p)
	}
	return out
}

// checkSpans returns an error that names the first span of st outside text.
func checkSpans(text string, st Statement) error {
	for _, part := range []struct {
		name  string
		spans []corpus.Span
	}{{"content", st.Content}, {"cue", st.Cue}, {"speaker", st.Speaker}} {
		for _, s := range part.spans {
			if !s.Valid(text) || s.Empty() {
				return fmt.Errorf("%s %d:%d: %w (the text has %d bytes)", part.name, s.Start, s.End, corpus.ErrInvalid, len(text))
			}
		}
	}
	return nil
}

func statements(found []Predicted) []Statement {
	out := make([]Statement, len(found))
	for i, p := range found {
		out[i] = p.Statement
	}
	return out
}

// side is one of the two that are compared: the statements that have a word,
// and their normal forms. from holds their places in the list that the side
// was made of.
type side struct {
	forms      []content
	statements []Statement
	from       []int
}

func newSide(text string, list []Statement) side {
	var s side
	for i, st := range list {
		if c := newContent(text, st.Content); len(c.words) > 0 {
			c.speaker = st.Speaker
			s.forms = append(s.forms, c)
			s.statements = append(s.statements, st)
			s.from = append(s.from, i)
		}
	}
	return s
}
