package pipeline

import (
	"context"
	"iter"
	"maps"
	"slices"
	"sync"

	"hearsay/internal/store"
)

// hostsAtOnce is how many hosts are fetched from at a time, each address after
// address: nobody's server is hurried, and a slow one holds up its own alone.
const hostsAtOnce = 8

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
