package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"

	"hearsay/capture"
	"hearsay/corpus"
	"hearsay/internal/store"
)

// A batch is written in one transaction: large enough that a transaction costs
// little beside its rows (from 64 documents on, taking in an archive got no
// faster), small enough that a few in flight are a few megabytes and that an
// interrupt waits a moment only.
const (
	batchDocuments = 64
	batchBytes     = 4 << 20
)

// maxParsing is how many captures are parsed at once, however many cores there
// are: on a server each holds a connection, of which it has a hundred.
const maxParsing = 8

// pageSize is how many rows of pending work are fetched at once.
const pageSize = 256

// batch is a stretch of one capture's records.
type batch struct {
	claim      claimed
	capture    corpus.Capture
	documents  []corpus.Document
	bad        []*corpus.RecordError // failures and warnings
	bytes      int                   // of the documents' texts
	read       int64                 // bytes of the original read since the batch before
	last       bool
	incomplete string

	// failed says why the capture could not be parsed at all, or not to its
	// end, for a reason that may pass; broken, that the ledger fails.
	failed, broken error
}

func (b *batch) full() bool {
	return len(b.documents)+len(b.bad) >= batchDocuments || b.bytes >= batchBytes
}

// parse turns every pending capture into documents.
func (r *run) parse(ctx context.Context) error {
	total, err := r.bytesToParse(ctx)
	if err != nil {
		return err
	}
	g := newGauge(r.opts.Progress, "parse", total)
	defer g.finish()
	for again := true; again; {
		if again, err = r.parseAll(ctx, g); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// parseAll goes once through what is pending. again tells that some of it was
// given up to another process.
func (r *run) parseAll(ctx context.Context, g *gauge) (again bool, err error) {
	held, release := holding(ctx)
	defer release()
	captures := r.claims(ctx, held, store.StageParse, capture.Version, 1)
	work := func(c claimed, yield func(batch) bool) { r.parseCapture(ctx, c, yield) }
	for b := range inOrder(min(r.opts.Workers, maxParsing), captures, work) {
		err := r.write(context.WithoutCancel(ctx), b)
		if errors.Is(err, store.ErrLost) {
			again = ctx.Err() == nil
			continue
		}
		if err != nil {
			return false, err
		}
		g.add(len(b.documents), b.read)
	}
	return again, nil
}

// bytesToParse adds up the sizes of the pending captures.
func (r *run) bytesToParse(ctx context.Context) (int64, error) {
	var total int64
	for after := ""; ctx.Err() == nil; {
		page, err := r.st.Pending(context.WithoutCancel(ctx), store.StageParse, capture.Version, after, pageSize)
		if err != nil {
			return 0, err
		}
		for _, w := range page {
			c, err := r.st.CaptureByID(context.WithoutCancel(ctx), w.Subject)
			if err != nil && !errors.Is(err, corpus.ErrWithheld) {
				return 0, err
			}
			total += c.Size
			after = w.Subject
		}
		if len(page) < pageSize {
			break
		}
	}
	return total, ctx.Err()
}

// parseCapture yields the batches of one capture, the last one marked unless
// ctx ended before.
func (r *run) parseCapture(ctx context.Context, claim claimed, yield func(batch) bool) {
	if claim.err != nil {
		yield(batch{broken: claim.err})
		return
	}
	c, err := r.st.CaptureByID(context.WithoutCancel(ctx), claim.Work[0].Subject)
	if errors.Is(err, corpus.ErrWithheld) { // a purge took it out meanwhile
		return
	}
	if err != nil {
		yield(batch{broken: err})
		return
	}
	original, err := r.st.Original(context.WithoutCancel(ctx), c.Digest)
	if err != nil {
		yield(batch{claim: claim, capture: c, read: c.Size, last: true, failed: err})
		return
	}
	defer original.Close()
	batches(ctx, claim, c, original, yield)
}

// batches cuts the records of a capture into batches.
func batches(ctx context.Context, claim claimed, c corpus.Capture, original io.Reader, yield func(batch) bool) {
	bytes := &watched{r: original}
	var told int64
	b := batch{claim: claim, capture: c}
	next := func() bool {
		b.read, told = bytes.n-told, bytes.n
		if b.last { // also of what nobody needed to read
			b.read += c.Size - told
		}
		ok := yield(b) && ctx.Err() == nil
		b = batch{claim: claim, capture: c, incomplete: b.incomplete}
		return ok
	}
	for doc, err := range guarded(capture.Documents(c, bytes)) {
		if bytes.err != nil { // doc may be the half of one
			break
		}
		b.take(c, doc, err)
		if b.failed != nil {
			break
		}
		if (b.full() || ctx.Err() != nil) && !next() {
			return
		}
	}
	b.settle(bytes)
	b.last = true
	next()
}

// settle decides about the last batch of a capture. What breaks off because
// the original cannot be read is no fault of what was collected: nothing of
// the batch is taken for good, and the capture is parsed again later. The
// rest of an original that nobody needed to read is read for its digest, which
// tells a container that was cut from one that the ledger has damaged.
func (b *batch) settle(original *watched) {
	if b.failed == nil && original.err == nil {
		_, _ = io.Copy(io.Discard, original) // its error is that of original
	}
	if original.err != nil {
		b.failed = original.err
		b.documents, b.bad, b.incomplete = nil, nil, ""
	}
}

// take adds what capture.Documents yielded.
func (b *batch) take(c corpus.Capture, doc corpus.Document, err error) {
	var panicked *panicError
	switch {
	case err == nil:
		b.documents = append(b.documents, doc)
		b.bytes += len(doc.Text)
	case errors.As(err, &panicked):
		b.failed = err
	default:
		b.bad = append(b.bad, recordError(c.Source, err))
		if errors.Is(err, corpus.ErrIncomplete) {
			b.incomplete = b.bad[len(b.bad)-1].Err.Error()
		}
	}
}

// write keeps a batch and reports its bad records.
func (r *run) write(ctx context.Context, b batch) error {
	if b.broken != nil {
		return b.broken
	}
	err := r.addDocuments(ctx, &b)
	if errors.Is(err, corpus.ErrWithheld) { // a purge took out its bytes meanwhile
		b.bad, b.failed, err = nil, err, nil
	}
	if err != nil {
		return fmt.Errorf("write documents of %s: %w", b.capture.Source, err)
	}
	for _, e := range b.bad {
		r.report(e)
	}
	if b.failed != nil {
		if err := b.claim.Fail(ctx, capture.Version, b.failed); err != nil {
			return err
		}
		r.report(&corpus.RecordError{File: b.capture.Source, Err: withheld(b.failed)})
	}
	if b.last && b.failed == nil {
		r.sum.Parsed++
	}
	return nil
}

// addDocuments writes the documents and failures of a batch. When the ledger
// refuses the batch because of one document, that one fails and the others
// are written.
func (r *run) addDocuments(ctx context.Context, b *batch) error {
	add := func(docs []corpus.Document, failures []store.Failure, done *store.Parsed) error {
		added, err := b.claim.AddDocuments(ctx, docs, failures, done)
		r.sum.Documents += added.Documents
		r.sum.Sightings += added.Sightings
		r.sum.Revisions += added.Revisions
		for _, e := range added.Withheld {
			r.report(&corpus.RecordError{File: b.capture.Source, Record: e.Record, Err: e.Err})
		}
		return err
	}
	var done *store.Parsed
	if b.last && b.failed == nil {
		done = &store.Parsed{Version: capture.Version, Incomplete: b.incomplete}
	}
	err := add(b.documents, b.failures(), done)
	if !errors.Is(err, corpus.ErrInvalid) {
		return err
	}
	for i, d := range b.documents {
		switch err := add(b.documents[i:i+1], nil, nil); {
		case errors.Is(err, corpus.ErrInvalid):
			b.bad = append(b.bad, &corpus.RecordError{File: b.capture.Source, Record: d.Place, Err: err})
		case err != nil:
			return err
		}
	}
	return add(nil, b.failures(), done)
}

// failures returns what the ledger keeps of the bad records; warnings stand
// as notes in their documents already.
func (b *batch) failures() []store.Failure {
	var list []store.Failure
	for _, e := range b.bad {
		if !warning(e.Err) {
			list = append(list, store.Failure{Capture: b.capture.ID, Place: e.Record, Reason: e.Err.Error()})
		}
	}
	return list
}

// withheld is what a purge says of itself, without the operation that met it;
// any other error is as it is.
func withheld(err error) error {
	for inner := err; inner != nil; inner = errors.Unwrap(inner) {
		if errors.Unwrap(inner) == corpus.ErrWithheld {
			return inner
		}
	}
	return err
}
