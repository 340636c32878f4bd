package pipeline

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// readingBatch is how many readings are written in one transaction.
const readingBatch = 64

// ahead is how many documents per worker are in flight, so that one long
// document does not leave the other workers idle.
const ahead = 4

// reading is what came of reading one document.
type reading struct {
	work   store.Work
	result store.Annotated
	failed error // the document could not be read
	broken error // the ledger fails
}

// annotate reads every document whose reading is pending.
func (r *run) annotate(ctx context.Context) error {
	total, err := r.st.CountPending(ctx, store.StageAnnotate, r.opts.Version)
	if err != nil {
		return err
	}
	g := newGauge(r.opts.Progress, "read", int64(total))
	defer g.finish()
	var done []store.Annotated
	documents := r.pending(ctx, store.StageAnnotate, r.opts.Version)
	work := func(w pendingWork, yield func(reading) bool) {
		a := r.read(ctx, w)
		if errors.Is(a.failed, errAbandoned) || errors.Is(a.failed, corpus.ErrWithheld) {
			return // it stays pending, or a purge took it out meanwhile
		}
		yield(a)
	}
	for a := range inOrder(r.opts.Workers*ahead, documents, work) {
		if err := r.settle(ctx, a, &done); err != nil {
			return err
		}
		g.add(1, 1)
	}
	if err := r.put(ctx, done); err != nil {
		return err
	}
	return ctx.Err()
}

// settle adds a reading to those that are written next, or records why there
// is none.
func (r *run) settle(ctx context.Context, a reading, done *[]store.Annotated) error {
	ctx = context.WithoutCancel(ctx)
	if a.broken != nil {
		return a.broken
	}
	if a.failed != nil {
		return r.fail(ctx, a.work, r.fileOf(ctx, a.work.Subject), "document "+a.work.Subject, a.failed)
	}
	*done = append(*done, a.result)
	if len(*done) < readingBatch {
		return nil
	}
	err := r.put(ctx, *done)
	*done = (*done)[:0]
	return err
}

// put writes readings. When the ledger refuses the batch because of what one
// of them says, or because it is gone, they are written one by one and the
// refused ones fail.
func (r *run) put(ctx context.Context, done []store.Annotated) error {
	ctx = context.WithoutCancel(ctx)
	if len(done) == 0 {
		return nil
	}
	err := r.st.PutAnnotations(ctx, r.opts.Version, done)
	switch {
	case (errors.Is(err, corpus.ErrInvalid) || errors.Is(err, corpus.ErrWithheld)) && len(done) > 1:
		for i := range done {
			if err := r.put(ctx, done[i:i+1]); err != nil {
				return err
			}
		}
		return nil
	case errors.Is(err, corpus.ErrInvalid):
		id := done[0].Document
		w := store.Work{Subject: id, Stage: store.StageAnnotate, Version: r.opts.Version}
		return r.fail(ctx, w, r.fileOf(ctx, id), "document "+id, err)
	case errors.Is(err, corpus.ErrWithheld): // a purge took it out meanwhile
		return nil
	case err != nil:
		return fmt.Errorf("write readings: %w", err)
	}
	r.sum.Read += len(done)
	for _, a := range done {
		r.sum.Statements += len(a.Annotations.Attributions)
	}
	return nil
}

// read reads one document. It is abandoned, which is no failure of it, when ctx
// ends.
func (r *run) read(ctx context.Context, w pendingWork) reading {
	if w.err != nil {
		return reading{broken: w.err}
	}
	doc, err := r.st.Document(context.WithoutCancel(ctx), w.Subject)
	if errors.Is(err, corpus.ErrDamaged) || errors.Is(err, corpus.ErrNotFound) || errors.Is(err, corpus.ErrWithheld) {
		return reading{work: w.Work, failed: err}
	}
	if err != nil {
		return reading{broken: fmt.Errorf("document %s: %w", w.Subject, err)}
	}
	found, err := r.readText(ctx, doc)
	return reading{work: w.Work, result: store.Annotated{Document: doc.ID, Annotations: found}, failed: err}
}

// patience is how long a run that ends waits for the documents in hand: long
// enough for nearly every article, short enough for a person at Ctrl-C.
const patience = time.Second

// errAbandoned tells that a run ended before a document was read.
var errAbandoned = errors.New("not waited for")

// readText reads the text of one document, unless it is too long. It gives up
// with errAbandoned when ctx has ended and the reader does not return within
// patience.
//
// A reader cannot be stopped: it is a pure function that knows no context, so
// that it stays simple. What is given up works on, unheard, until it is done
// or the program ends. It holds one document and touches no ledger, so that
// this costs the time of a core and nothing else.
func (p *Pipeline) readText(ctx context.Context, doc corpus.Document) (corpus.Annotations, error) {
	if len(doc.Text) > p.opts.MaxText {
		return corpus.Annotations{}, fmt.Errorf("its text of %s is longer than the %s that the reader takes", megabytes(len(doc.Text)), megabytes(p.opts.MaxText))
	}
	type outcome struct {
		found corpus.Annotations
		err   error
	}
	done := make(chan outcome, 1) // nobody may be there to take it
	go func() {
		var o outcome
		o.err = contained(func() error {
			o.found = p.opts.Read(doc)
			return nil
		})
		done <- o
	}()
	abandoned := make(chan struct{})
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(patience, func() { close(abandoned) }) })
	defer stop()
	select {
	case o := <-done:
		return o.found, o.err
	case <-abandoned:
		return corpus.Annotations{}, errAbandoned
	}
}

// megabytes writes a number of bytes, rounded up so that what is longer than a
// limit never reads like it.
func megabytes(n int) string {
	const mega = 1 << 20
	tenths := (10*n + mega - 1) / mega
	if tenths%10 == 0 {
		return fmt.Sprintf("%d MB", tenths/10)
	}
	return fmt.Sprintf("%d.%d MB", tenths/10, tenths%10)
}

// fileOf names the file that a document came from, the document itself when
// even that cannot be told.
func (r *run) fileOf(ctx context.Context, document string) string {
	sightings, err := r.st.Sightings(ctx, document)
	if err != nil || len(sightings) == 0 {
		return document
	}
	c, err := r.st.CaptureByID(ctx, sightings[0].Capture)
	if err != nil {
		return document
	}
	return c.Source
}
