package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"
	"time"

	"hearsay/capture"
	"hearsay/corpus"
	"hearsay/internal/store"
)

// hostsAtOnce is how many hosts are fetched from at a time, each address after
// address: nobody's server is hurried, and a slow one holds up its own alone.
const hostsAtOnce = 8

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
	total, err := r.st.CountPending(ctx, store.StageFetch, store.FetchVersion)
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
	return r.compare(ctx, corpus.Capture{ID: a.kept.Capture, Source: a.address.URL, Given: a.address.Given})
}

// errGap is a warning: a feed may have named what nobody saw.
var errGap = errors.New("the feed may have named what was not seen")

// attempts yields what comes of every pending address. Hosts are worked on at
// once, up to [hostsAtOnce], the addresses of one in their order; what is
// yielded is in the ledger already. It ends when nothing is pending or ctx has
// ended, and leaves no goroutine behind.
func (r *run) attempts(ctx context.Context) iter.Seq[attempt] {
	return func(yield func(attempt) bool) {
		ctx, cancel := context.WithCancel(ctx)
		d := &dispatch{run: r, out: make(chan attempt), stop: make(chan struct{}), ends: make(chan laneEnd), busy: map[string]bool{}}
		var running sync.WaitGroup
		defer running.Wait()
		defer close(d.stop)
		defer cancel()
		running.Go(func() {
			defer close(d.out)
			d.hosts(ctx)
		})
		for a := range d.out {
			if !yield(a) {
				return
			}
		}
	}
}

// dispatch hands hosts to lanes.
type dispatch struct {
	*run
	out  chan attempt
	stop chan struct{}   // closed when nobody takes from out any more
	ends chan laneEnd    // of lanes
	busy map[string]bool // hosts with a lane, and those that another process asks
}

// laneEnd tells of a lane that has ended.
type laneEnd struct {
	host  string
	taken int // addresses
}

// hosts opens a lane for every host with pending addresses, and looks again
// whenever one ends: a feed may have named others.
func (d *dispatch) hosts(ctx context.Context) {
	lanes := 0
	defer func() {
		for range lanes {
			<-d.ends
		}
	}()
	for ctx.Err() == nil {
		host, err := d.nextHost(ctx, lanes)
		switch {
		case err != nil:
			send(d.out, attempt{broken: err}, d.stop)
			return
		case host != "":
			d.busy[host] = true
			lanes++
			go func() { d.ends <- laneEnd{host, d.lane(ctx, host)} }()
		case lanes == 0:
			return
		default:
			end := <-d.ends
			lanes--
			if end.taken > 0 {
				delete(d.busy, end.host)
			}
		}
	}
}

// nextHost returns a host with pending addresses that is not busy, "" if there
// is none or no room for one more lane.
func (d *dispatch) nextHost(ctx context.Context, lanes int) (string, error) {
	if lanes == hostsAtOnce {
		return "", nil
	}
	return d.st.NextHost(context.WithoutCancel(ctx), slices.Sorted(maps.Keys(d.busy)))
}

// lane fetches the pending addresses of one host, one after the other, and
// returns how many it took.
func (d *dispatch) lane(ctx context.Context, host string) (taken int) {
	for after := int64(0); ctx.Err() == nil; {
		a, err := d.takeAddress(ctx, host, after)
		if err != nil {
			send(d.out, attempt{broken: err}, d.stop)
			return taken
		}
		if a.claim == nil {
			return taken
		}
		taken++
		got, kept := d.collect(ctx, a)
		if kept && (!send(d.out, got, d.stop) || got.broken != nil) {
			return taken
		}
		after = a.Number
	}
	return taken
}

// taken is an address that this process has taken.
type taken struct {
	store.Address
	claim   *store.Claim
	release context.CancelFunc // gives up what is not finished
}

// takeAddress takes the next pending address of a host, behind number after,
// that no other process has. Its claim is nil when there is none.
func (r *run) takeAddress(ctx context.Context, host string, after int64) (taken, error) {
	for {
		a, found, err := r.st.NextAddress(context.WithoutCancel(ctx), host, after)
		if err != nil || !found {
			return taken{}, err
		}
		held, release := holding(ctx)
		claim, err := r.st.ClaimOne(held, store.StageFetch, store.FetchVersion, a.URL)
		if err == nil && len(claim.Work) > 0 {
			return taken{a, claim, release}, nil
		}
		release()
		if err != nil {
			return taken{}, err
		}
		after = a.Number
	}
}

// collect fetches one address and keeps what came of it. kept is false when
// ctx ended before the answer came, or another process stood in the way: then
// the address stays pending.
func (r *run) collect(ctx context.Context, a taken) (got attempt, kept bool) {
	defer a.release()
	answer, err := r.opts.Fetcher.Fetch(ctx, capture.FetchRequest{
		URL: a.URL, ETag: a.ETag, LastModified: a.Modified, IgnoreRobots: a.Override != "",
	})
	if err != nil && ctx.Err() != nil {
		return attempt{}, false
	}
	var f store.Fetched
	if err != nil {
		f = failureOf(a.Address, err)
	} else {
		f = answerOf(a.Address, answer)
	}
	got.address = a.Address
	got.kept, got.broken = a.claim.PutFetch(context.WithoutCancel(ctx), f)
	if errors.Is(got.broken, store.ErrLost) {
		return attempt{}, false
	}
	got.failed = complaint(a.Address, got.kept)
	return got, true
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

// answerOf is an answer as the ledger keeps it.
func answerOf(a store.Address, answer capture.Fetched) store.Fetched {
	f := store.Fetched{
		Fetch: corpus.Fetch{URL: a.URL, Time: answer.Time, Outcome: corpus.Captured, Status: answer.Status,
			FinalURL: answer.FinalURL, Person: a.Override},
		ETag: answer.ETag, Modified: answer.LastModified, Format: answer.Format,
	}
	switch {
	case answer.Unchanged:
		f.Outcome = corpus.Unchanged
	case a.IsFeed:
		f.Body = bodyOf(answer)
		readLinks(&f, a)
	default:
		f.Body = bodyOf(answer)
		f.Given = pageGiven(a, answer)
	}
	return f
}

// bodyOf is a body that is there, though it may be empty.
func bodyOf(answer capture.Fetched) []byte {
	if answer.Body == nil {
		return []byte{}
	}
	return answer.Body
}

// pageGiven is what stands beside the bytes of a page: what was said of its
// address, what HTTP says, and the address that names the piece. That one is
// the end of the redirects of the first answer, so that a page that later is
// sent elsewhere keeps its item.
func pageGiven(a store.Address, answer capture.Fetched) []corpus.Observation {
	given := slices.Concat(a.Given, answer.Observations())
	if end := cmp.Or(a.FinalURL, answer.FinalURL); end != "" && end != a.URL {
		given = append(given, corpus.Observation{Field: capture.FieldFinalURL, Value: end, Origin: "fetch"})
	}
	return given
}

// readLinks fills in what a feed names. The bytes of an answer that is no feed
// are kept, and the poll failed.
func readLinks(f *store.Fetched, a store.Address) {
	f.Format, f.Given = corpus.FormatFeed, a.Given
	links, err := capture.FeedLinks(a.URL, f.Body)
	if err != nil && !errors.Is(err, corpus.ErrIncomplete) {
		f.Outcome, f.Reason, f.Passing = corpus.Failed, "no feed that can be read: "+bare(err).Error(), true
		return
	}
	for _, l := range links {
		f.Entries = append(f.Entries, l.ID)
		f.Links = append(f.Links, store.Address{URL: l.URL, Feed: a.URL, Given: slices.Concat(a.Given, linkGiven(l))})
	}
}

// fieldFeedTitle is the title of a page in the feed that named it. It is kept
// apart from the page's own, which is part of the text: a page has the same
// text whoever named it.
const fieldFeedTitle corpus.Field = "x-feed-title"

func linkGiven(l capture.FeedLink) []corpus.Observation {
	given := slices.Clone(l.Given)
	for i := range given {
		if given[i].Field == corpus.FieldTitle {
			given[i].Field = fieldFeedTitle
		}
	}
	return given
}

// failureOf is a failure as the ledger keeps it.
func failureOf(a store.Address, err error) store.Fetched {
	now := time.Now().UTC()
	f := store.Fetched{
		Fetch:   corpus.Fetch{URL: a.URL, Time: now, Outcome: corpus.Failed, Reason: capture.Reason(a.URL, err), Person: a.Override},
		Passing: capture.Temporary(err),
	}
	var status *capture.StatusError
	if errors.As(err, &status) {
		f.Status, f.FinalURL = status.Status, status.URL
	}
	switch {
	case capture.Gone(err):
		f.Outcome = corpus.Gone
	case errors.Is(err, capture.ErrRobots) && !f.Passing:
		f.Outcome = corpus.NotCollected
	}
	if wait := capture.RetryAfter(err); wait > 0 {
		f.NotBefore = now.Add(wait)
		f.Reason += ", try again after " + f.NotBefore.Format(time.RFC3339)
	}
	return f
}
