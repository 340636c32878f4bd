package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"hearsay/corpus"
	"hearsay/internal/store"
)

// Connector finds what documents have to do with each other. Its functions are
// pure and hang on nothing but what they are given.
type Connector struct {
	// Version names what the functions do. Raising it connects all documents
	// anew; a limit other than before does the same.
	Version string
	// Sharing is the most documents that a key brings together; 0 is
	// [MaxSharing].
	Sharing int

	// Derive makes of a document what it is compared by.
	Derive func(doc corpus.Document, a corpus.Annotations) corpus.Derived
	// Relate compares two documents, of which a has the lesser ID, or two
	// appearances. Every relation has arguments in both and in no other.
	Relate func(a, b corpus.Profiled) []corpus.Relation
}

// MaxSharing is the most documents that a key brings together. What more
// documents share, such as the name of a head of state, says little about two
// of them, and comparing all of them with each other would cost more with
// every document. Measured on 20,000 made documents whose keys are as frequent
// as words (see BenchmarkConnecting): at 50 a document is compared with 55
// others, at the end as at the beginning. In a year of a news agency's stories
// 81 of 11,496 names of two words and more are in more than 50.
const MaxSharing = 50

// connectingBatch is how many documents are connected in one transaction, in
// which nobody else writes: half a second. Relations are written all over their
// indexes; the more in one transaction, the fewer pages are written twice.
const connectingBatch = 128

// connecting is what came of one document by itself.
type connecting struct {
	document string // its ID
	result   store.Connected
	failed   error // the document cannot be connected
	broken   error // the ledger fails
	gone     bool  // it was purged, or its reading taken back
}

// connections are those of a claim.
type connections struct {
	claim  claimed
	list   []store.Connected
	failed []store.FailedReading
	broken error
}

// connect connects every document that was read and is not connected yet. What
// is made pending on the way, because a key brings documents together again,
// is connected too.
func (r *run) connect(ctx context.Context) error {
	c := r.opts.Connect
	if err := r.st.BeginConnecting(context.WithoutCancel(ctx), c.Version, c.Sharing); err != nil {
		return err
	}
	total, err := r.st.CountPending(context.WithoutCancel(ctx), store.StageConnect, c.Version)
	if err != nil {
		return err
	}
	g := newGauge(r.opts.Progress, "connect", int64(total))
	defer g.finish()
	for again := total > 0; again; {
		if again, err = r.connectAll(ctx, g); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// connectAll goes once through what is pending. again tells that something was,
// so that more may have become pending behind it.
func (r *run) connectAll(ctx context.Context, g *gauge) (again bool, err error) {
	held, release := holding(ctx)
	defer release()
	documents := r.claims(ctx, held, store.StageConnect, r.opts.Connect.Version, connectingBatch)
	work := func(c claimed, yield func(connections) bool) { yield(r.profileClaim(ctx, c)) }
	for b := range inOrder(1, documents, work) { // one is written while the next is profiled
		n, err := r.putConnections(context.WithoutCancel(ctx), b)
		if errors.Is(err, store.ErrLost) {
			again = ctx.Err() == nil
			continue
		}
		if err != nil {
			return false, err
		}
		again = again || n > 0 && ctx.Err() == nil
		g.add(n, int64(n))
	}
	return again, nil
}

// profileClaim makes the profiles of a claim on all cores.
func (r *run) profileClaim(ctx context.Context, c claimed) connections {
	b := connections{claim: c, broken: c.err}
	if b.broken != nil {
		return b
	}
	work := func(w store.Work, yield func(connecting) bool) { yield(r.profile(ctx, w)) }
	for a := range inOrder(r.opts.Workers, until(ctx, slices.Values(c.Work)), work) {
		switch {
		case a.broken != nil:
			b.broken = a.broken
			return b
		case a.failed != nil:
			b.failed = append(b.failed, store.FailedReading{Document: a.document, Cause: a.failed})
		case !a.gone:
			b.list = append(b.list, a.result)
		}
	}
	return b
}

// profile makes what one document is compared by.
func (r *run) profile(ctx context.Context, w store.Work) connecting {
	c := connecting{document: w.Subject}
	doc, found, digest, err := r.st.Reading(context.WithoutCancel(ctx), w.Subject)
	switch {
	case errors.Is(err, corpus.ErrWithheld), errors.Is(err, corpus.ErrNotFound):
		c.gone = true
		return c
	case errors.Is(err, corpus.ErrDamaged):
		c.failed = err
		return c
	case err != nil:
		c.broken = fmt.Errorf("document %s: %w", w.Subject, err)
		return c
	}
	c.result.Document, c.result.Reading = doc, digest
	c.failed = contained(func() error {
		c.result.Derived = r.opts.Connect.Derive(doc, found)
		return nil
	})
	return c
}

// putConnections writes connections, reports what failed, and tells how many
// documents were worked on.
func (r *run) putConnections(ctx context.Context, b connections) (int, error) {
	if b.broken != nil {
		return 0, b.broken
	}
	done, err := b.claim.PutConnections(ctx, r.opts.Connect.Version, b.list, b.failed, r.comparePairs)
	if err != nil {
		return 0, fmt.Errorf("write connections: %w", err)
	}
	for _, f := range done.Failed {
		r.report(&corpus.RecordError{File: r.fileOf(ctx, f.Document), Record: "document " + f.Document, Err: f.Cause})
	}
	r.sum.Connected += done.Documents
	r.sum.Compared += done.Compared
	r.sum.Relations += done.Made
	r.sum.Withdrawn += done.Withdrawn
	return done.Documents + len(done.Failed), nil
}

// comparePairs compares pairs on all cores.
func (r *run) comparePairs(pairs []store.Pair) []store.Compared {
	out := make([]store.Compared, len(pairs))
	workers := min(r.opts.Workers, len(pairs)/pairsPerWorker+1)
	var running sync.WaitGroup
	for w := range workers {
		running.Go(func() {
			for i := w; i < len(pairs); i += workers {
				out[i] = r.comparePair(pairs[i])
			}
		})
	}
	running.Wait()
	return out
}

// pairsPerWorker is how many pairs are worth a goroutine: each takes
// microseconds.
const pairsPerWorker = 16

func (r *run) comparePair(p store.Pair) (c store.Compared) {
	var loading error
	watch := func(d corpus.Profiled) corpus.Profiled {
		load := d.Load
		d.Load = func() (corpus.Document, error) {
			doc, err := load()
			loading = errors.Join(loading, err)
			return doc, err
		}
		return d
	}
	c.Failed = contained(func() error {
		c.Relations = r.opts.Connect.Relate(watch(p.A), watch(p.B))
		return loading
	})
	return c
}
