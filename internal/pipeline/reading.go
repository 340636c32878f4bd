package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// readingBatch is how many documents are taken to be read, and written, in
// one transaction.
const readingBatch = 64

// ahead is how many documents per worker are in flight, so that one long
// document does not leave the other workers idle.
const ahead = 4

// reading is what came of reading one document.
type reading struct {
	result store.Annotated
	failed error // the document could not be read
	broken error // the ledger fails
}

// readings is what came of reading the documents of a claim.
type readings struct {
	claim   claimed
	results []store.Annotated
	failed  []store.FailedReading
	broken  error
}

// annotate reads every document whose reading is pending.
func (r *run) annotate(ctx context.Context) error {
	total, err := r.st.CountPending(context.WithoutCancel(ctx), store.StageAnnotate, r.opts.Version)
	if err != nil {
		return err
	}
	g := newGauge(r.opts.Progress, "read", int64(total))
	defer g.finish()
	for again := true; again; {
		if again, err = r.readAll(ctx, g); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// readAll goes once through what is pending. again tells that some of it was
// given up to another process.
func (r *run) readAll(ctx context.Context, g *gauge) (again bool, err error) {
	held, release := holding(ctx)
	defer release()
	documents := r.claims(ctx, held, store.StageAnnotate, r.opts.Version, readingBatch)
	work := func(c claimed, yield func(readings) bool) { yield(r.readClaim(ctx, c)) }
	for b := range inOrder(1, documents, work) { // one is written while the next is read
		err := r.put(context.WithoutCancel(ctx), b)
		if errors.Is(err, store.ErrLost) {
			again = ctx.Err() == nil
			continue
		}
		if err != nil {
			return false, err
		}
		n := len(b.results) + len(b.failed)
		g.add(n, int64(n))
	}
	return again, nil
}

// readClaim reads the documents of a claim on all cores.
func (r *run) readClaim(ctx context.Context, c claimed) readings {
	b := readings{claim: c, broken: c.err}
	if b.broken != nil {
		return b
	}
	work := func(w store.Work, yield func(reading) bool) { yield(r.read(ctx, w)) }
	for a := range inOrder(r.opts.Workers*ahead, until(ctx, slices.Values(c.Work)), work) {
		switch {
		case a.broken != nil:
			b.broken = a.broken
			return b
		case errors.Is(a.failed, errAbandoned), errors.Is(a.failed, corpus.ErrWithheld):
			// It stays pending, or a purge took it out meanwhile.
		case a.failed != nil:
			b.failed = append(b.failed, store.FailedReading{Document: a.result.Document, Cause: a.failed})
		default:
			b.results = append(b.results, a.result)
		}
	}
	return b
}

// put writes readings and reports what failed.
func (r *run) put(ctx context.Context, b readings) error {
	if b.broken != nil {
		return b.broken
	}
	put, err := b.claim.PutAnnotations(ctx, r.opts.Version, b.results, b.failed)
	if err != nil {
		return fmt.Errorf("write readings: %w", err)
	}
	for _, f := range b.failed {
		r.report(&corpus.RecordError{File: r.fileOf(ctx, f.Document), Record: "document " + f.Document, Err: f.Cause})
	}
	r.sum.Read += len(put)
	for _, a := range put {
		r.sum.Statements += len(a.Annotations.Attributions)
	}
	return nil
}

// read reads one document. What the ledger would refuse of the reading is a
// failure of the document, as is damage.
func (r *run) read(ctx context.Context, w store.Work) reading {
	a := reading{result: store.Annotated{Document: w.Subject}}
	doc, err := r.st.Document(context.WithoutCancel(ctx), w.Subject)
	if errors.Is(err, corpus.ErrDamaged) || errors.Is(err, corpus.ErrNotFound) || errors.Is(err, corpus.ErrWithheld) {
		a.failed = err
		return a
	}
	if err != nil {
		a.broken = fmt.Errorf("document %s: %w", w.Subject, err)
		return a
	}
	if a.result.Annotations, a.failed = r.readText(ctx, doc); a.failed == nil {
		a.failed = store.CheckAnnotations(doc.Text, a.result.Annotations)
	}
	return a
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
