package capture

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"
)

// Bounds of asking for a robots.txt. RFC 9309 asks that five redirects are
// followed and nothing is kept for more than a day; what could not be read is
// asked for again soon.
const (
	maxRobotsRedirects = 5
	maxRobotsAge       = 24 * time.Hour
	robotsPause        = 5 * time.Minute
)

// robotsEntry is the robots.txt of one scheme, host and port as it was last
// read. Whoever holds the turn may read and write it.
type robotsEntry struct {
	turn
	robots  robots
	err     error     // why it could not be read
	expires time.Time // when it is asked for again
}

func newRobotsEntry() *robotsEntry { return &robotsEntry{turn: newTurn()} }

// permit asks the robots.txt of u's host whether u may be fetched, and how
// long the host wants to be left alone between two requests. A refusal is a
// [*RobotsError]; another error means that there is no server to ask.
func (f *Fetcher) permit(ctx context.Context, u *url.URL) (time.Duration, error) {
	e, giveBack := f.robots.borrow(u.Scheme + "://" + u.Host)
	defer giveBack()
	if err := e.take(ctx); err != nil {
		return 0, err
	}
	defer e.give()
	if !f.now().Before(e.expires) {
		f.renew(ctx, u, e)
		if err := ctx.Err(); err != nil {
			return 0, err
		}
	}
	if e.err != nil {
		return 0, e.refusal(u, f.now())
	}
	if line, refused := e.robots.refuses(u); refused {
		return 0, &RobotsError{URL: u.String(), Rule: line}
	}
	return e.robots.delay, nil
}

// refusal is the error while a robots.txt cannot be read. Where there was
// nobody to answer it is no refusal.
func (e *robotsEntry) refusal(u *url.URL, now time.Time) error {
	if noServer(e.err) {
		return fmt.Errorf("robots.txt: %w", e.err)
	}
	return &RobotsError{URL: u.String(), Err: e.err, RetryAfter: e.expires.Sub(now)}
}

// noServer reports whether err tells that nobody is there to answer or that
// nobody may be asked.
func noServer(err error) bool {
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	return neverReached(err) || errors.Is(err, ErrPrivate) || errors.Is(err, ErrAddress) || errors.As(err, &name) || errors.As(err, &certificate)
}

// renew asks for the robots.txt of u's host. An answer that there is none
// allows everything; a server that is overloaded or does not answer refuses
// everything for now.
func (f *Fetcher) renew(ctx context.Context, u *url.URL, e *robotsEntry) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	a, err := f.follow(ctx, at, question{limit: maxRobots, cut: true, accept: anyMedia, redirects: maxRobotsRedirects})
	var status *StatusError
	switch {
	case ctx.Err() != nil:
		return
	case err == nil:
		e.robots, e.err = parseRobots(a.body, f.product), nil
	case errors.As(err, &status) && !busy(status.Status), errors.Is(err, ErrRedirects):
		e.robots, e.err = robots{}, nil
	default:
		e.err = err
		e.expires = f.now().Add(max(robotsPause, RetryAfter(err)))
		return
	}
	e.expires = f.now().Add(maxRobotsAge)
}

// anyMedia accepts content of every type.
func anyMedia(http.Header) error { return nil }
