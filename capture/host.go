package capture

import (
	"context"
	"errors"
	"time"
)

// maxHosts is how many hosts are remembered with their delays and with their
// robots.txt. A collection reads from tens of outlets; what is forgotten is
// asked for again.
const maxHosts = 512

// turn is held by one at a time.
type turn chan struct{}

func newTurn() turn { return make(turn, 1) }

// take waits until nobody holds the turn or ctx ends.
func (t turn) take(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case t <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (t turn) give() { <-t }

// host is what is remembered of a server: whoever holds its turn may ask it,
// and read and write the rest.
type host struct {
	turn
	next time.Time // when it may be asked again

	// What it answered when it asked to be left alone for longer than a call
	// waits, and until when.
	closed int
	until  time.Time
}

func newHost() *host { return &host{turn: newTurn()} }

// enter takes the turn of h and waits until it may be asked. A host that asked
// to be left alone for long is not waited for: the error is a [*StatusError]
// as it answered, with what is left of the time.
func (f *Fetcher) enter(ctx context.Context, h *host, address string) error {
	if err := h.take(ctx); err != nil {
		return err
	}
	now := f.now()
	if left := h.until.Sub(now); left > 0 {
		h.give()
		return &StatusError{URL: address, Status: h.closed, RetryAfter: left}
	}
	if wait := h.next.Sub(now); wait > 0 {
		if err := f.sleep(ctx, wait); err != nil {
			h.give()
			return err
		}
	}
	return nil
}

// leave gives the turn of h back after try n of a call, which had err, and
// sees to it that h is left alone for as long as it needs: for delay, after
// an error that may pass for longer, and for as long as it asked. What it says
// of one address, such as 404, is not said of its others.
func (f *Fetcher) leave(h *host, delay time.Duration, err error, n int) {
	now := f.now()
	if Temporary(err) {
		delay = max(delay, backOff(n), min(RetryAfter(err), maxWait))
	}
	h.next = now.Add(delay)
	var status *StatusError
	if errors.As(err, &status) && busy(status.Status) && status.RetryAfter > maxWait {
		h.closed, h.until = status.Status, now.Add(status.RetryAfter)
	}
	h.give()
}

// sleepFor waits for d or until ctx ends.
func sleepFor(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
