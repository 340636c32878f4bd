package pipeline

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hearsay/capture"
	"hearsay/corpus"
	"hearsay/internal/store"
)

// attempt is what came of one address.
type attempt struct {
	address store.Address
	kept    store.Kept
	failed  error // the address could not be fetched
	broken  error // the ledger fails
}

// fetch asks for every address that is pending, and for those that feeds name
// on the way. Without a fetcher it does nothing.
func (r *run) fetch(ctx context.Context) error {
	if r.opts.Fetcher == nil {
		return nil
	}
	total, err := r.st.CountPending(context.WithoutCancel(ctx), store.StageFetch, store.FetchVersion)
	if err != nil {
		return err
	}
	g := newGauge(r.opts.Progress, "fetch", int64(total))
	defer g.finish()
	for a := range r.attempts(ctx) {
		if a.broken != nil {
			return a.broken
		}
		r.tell(a)
		if err := r.compareGiven(ctx, a); err != nil {
			return err
		}
		g.expect(a.kept.Links)
		g.add(1, 1)
	}
	return ctx.Err()
}

// tell counts what came of an address, and reports what went wrong.
func (r *run) tell(a attempt) {
	switch a.kept.Outcome {
	case corpus.Captured:
		r.sum.Fetched++
	case corpus.Unchanged:
		r.sum.Unchanged++
	case corpus.Gone:
		r.sum.Gone++
	}
	r.sum.Links += a.kept.Links
	if g := a.kept.Gap; g != nil {
		r.report(&corpus.RecordError{File: a.address.URL, Err: fmt.Errorf("%w between %s and %s: %s",
			errGap, g.From.Format(time.RFC3339), g.To.Format(time.RFC3339), g.Reason)})
	}
	if a.failed != nil {
		r.report(&corpus.RecordError{File: a.address.URL, Err: a.failed})
	}
}

// compareGiven warns of what is now said about a page that has not changed:
// nothing of it is taken in. What is said of a feed is said of what it names
// from now on.
func (r *run) compareGiven(ctx context.Context, a attempt) error {
	if a.kept.Outcome != corpus.Unchanged || a.address.IsFeed {
		return nil
	}
	err := r.compare(ctx, corpus.Capture{ID: a.kept.Capture, Source: a.address.URL, Given: a.address.Given})
	if errors.Is(err, corpus.ErrWithheld) {
		return nil // what was said of it is withheld too
	}
	return err
}

// errGap is a warning: a feed may have named what nobody saw.
var errGap = errors.New("the feed may have named what was not seen")

// collect fetches one address and keeps what came of it. kept is false when
// ctx ended before the answer came, or another process stood in the way: then
// the address stays pending.
func (r *run) collect(ctx context.Context, a taken) (got attempt, kept bool) {
	defer a.release()
	f, err := r.request(ctx, a.Address)
	if err != nil && ctx.Err() != nil {
		return attempt{}, false
	}
	if err != nil {
		f = failureOf(a.Address, err)
	}
	got.address = a.Address
	got.kept, got.broken = a.claim.PutFetch(context.WithoutCancel(ctx), f)
	if errors.Is(got.broken, store.ErrLost) || errors.Is(got.broken, corpus.ErrNotFound) { // or a purge took it out meanwhile
		return attempt{}, false
	}
	got.failed = complaint(a.Address, got.kept)
	return got, true
}

// request asks for an address. A panic over what a server says is a failure
// of that address.
func (r *run) request(ctx context.Context, a store.Address) (f store.Fetched, err error) {
	err = contained(func() error {
		answer, err := r.opts.Fetcher.Fetch(ctx, capture.FetchRequest{
			URL: a.URL, ETag: a.ETag, LastModified: a.Modified, IgnoreRobots: a.Override != "",
		})
		if err == nil {
			f = answerOf(a, answer)
		}
		return err
	})
	return f, err
}

// complaint says what a person should hear of a fetch, nil if all is well. A
// page that was there before is no failure when it is gone; a feed is.
func complaint(a store.Address, kept store.Kept) error {
	switch {
	case kept.Outcome == corpus.NotCollected:
		return fmt.Errorf("not collected: %s", kept.Reason)
	case kept.Outcome == corpus.Failed, kept.Outcome == corpus.Gone && (a.Capture == "" || a.IsFeed):
		return errors.New(kept.Reason)
	}
	return nil
}
