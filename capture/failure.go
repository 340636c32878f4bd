package capture

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"syscall"
	"time"
)

// What may be wrong with a fetch, beside a [*StatusError]. What [Fetcher.Fetch]
// returns names the address before it.
var (
	// ErrAddress means that there is no address to ask: no absolute http(s)
	// URL, one with a name and password in it, or longer than servers take.
	ErrAddress = errors.New("no address that can be fetched")
	// ErrPrivate means an address that is not on the public internet.
	ErrPrivate = errors.New("not a public address")
	// ErrRobots means that robots.txt refuses, or cannot be read for now. The
	// error is a [*RobotsError].
	ErrRobots = errors.New("refused by robots.txt")
	// ErrRedirects means more redirects than are followed.
	ErrRedirects = fmt.Errorf("more than %d redirects", maxRedirects)
	// ErrTooLarge means a body above [MaxFetch], on the wire or decompressed.
	ErrTooLarge = fmt.Errorf("larger than %d MiB", MaxFetch>>20)
	// ErrMedia means content that is no document, such as a film.
	ErrMedia = errors.New("no document that can be read")
)

// errBroken marks a connection that ended before the answer did.
var errBroken = errors.New("connection broke")

// StatusError is a final answer that brings no document.
type StatusError struct {
	URL        string // that answered, behind redirects
	Status     int
	RetryAfter time.Duration // that the server asked to wait; 0 if it did not
}

func (e *StatusError) Error() string {
	text := fmt.Sprintf("the server answers %d", e.Status)
	if name := http.StatusText(e.Status); name != "" {
		text += " " + name
	}
	if e.RetryAfter > 0 {
		text += fmt.Sprintf(", asks to wait %s", e.RetryAfter.Round(time.Second))
	}
	return text
}

// RobotsError is an address that robots.txt keeps us from. It wraps
// [ErrRobots].
type RobotsError struct {
	URL  string // that is refused
	Rule string // as it stands in the file, such as "Disallow: /archive/"; "" if the file could not be read

	// Err says why the file could not be read, nil if it could. It may be
	// readable after RetryAfter, and everything is refused until then.
	Err        error
	RetryAfter time.Duration
}

func (e *RobotsError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%v for now, which cannot be read: %v", ErrRobots, e.Err)
	}
	return fmt.Sprintf("%v: %q", ErrRobots, e.Rule)
}

// Unwrap returns [ErrRobots] alone: what kept the file from being read is no
// answer of the address.
func (e *RobotsError) Unwrap() error { return ErrRobots }

// Temporary reports whether the same fetch may succeed later: a timeout, a
// server that is overloaded or down, a robots.txt that cannot be read. What a
// person stopped is not.
func Temporary(err error) bool {
	var status *StatusError
	var robots *RobotsError
	switch {
	case errors.As(err, &robots):
		return robots.Err != nil
	case errors.As(err, &status):
		return busy(status.Status) || status.Status == http.StatusRequestTimeout || status.Status == http.StatusTooEarly
	case errors.Is(err, ErrPrivate), errors.Is(err, context.Canceled):
		return false
	}
	return timedOut(err) || broken(err) || unreachable(err)
}

// RetryAfter returns how long the server asked to be left alone, 0 if it did
// not ask.
func RetryAfter(err error) time.Duration {
	var status *StatusError
	var robots *RobotsError
	switch {
	case errors.As(err, &robots):
		return robots.RetryAfter
	case errors.As(err, &status):
		return status.RetryAfter
	}
	return 0
}

// busy reports whether a status speaks of the state of the server and not of
// the address.
func busy(status int) bool { return status == http.StatusTooManyRequests || status >= 500 }

func timedOut(err error) bool {
	var t net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) || errors.As(err, &t) && t.Timeout()
}

// broken reports whether a connection ended before the answer did.
func broken(err error) bool {
	for _, e := range []error{errBroken, io.EOF, io.ErrUnexpectedEOF, syscall.ECONNRESET, syscall.ECONNABORTED, syscall.EPIPE} {
		if errors.Is(err, e) {
			return true
		}
	}
	var reset streamError
	return errors.As(err, &reset)
}

// streamError is how a connection of HTTP/2 breaks for one request alone. The
// error of net/http has no exported type; it becomes any that has its fields.
type streamError struct {
	StreamID uint32
	Code     uint32
	Cause    error
}

func (e streamError) Error() string { return fmt.Sprintf("stream %d: code %d", e.StreamID, e.Code) }

// unreachable reports whether no connection came about, for a reason that may
// pass. A name that does not exist is no such reason.
func unreachable(err error) bool {
	var name *net.DNSError
	if errors.As(err, &name) {
		return !name.IsNotFound
	}
	return neverReached(err)
}

// neverReached reports whether an error comes from dialling.
func neverReached(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect" || op.Op == "socks connect")
}
