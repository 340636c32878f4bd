package capture

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
)

// Gone reports whether a fetch failed because the server has nothing there.
func Gone(err error) bool {
	var status *StatusError
	return errors.As(err, &status) && (status.Status == http.StatusNotFound || status.Status == http.StatusGone)
}

// Reason says in plain words, for a list in which the address stands already,
// why [Fetcher.Fetch] failed. It is kept and handed on, so that it tells
// nothing of the machine that asked: no address of its network, its resolver
// or its proxy.
func Reason(address string, err error) string {
	var status *StatusError
	var robots *RobotsError
	switch {
	case errors.As(err, &status):
		reason := strings.TrimSpace(fmt.Sprintf("HTTP %d %s", status.Status, http.StatusText(status.Status)))
		if status.URL != "" && status.URL != address {
			reason += " at " + status.URL
		}
		return reason
	case errors.As(err, &robots) && robots.Err != nil:
		return "robots.txt cannot be read for now: " + Reason(address, robots.Err)
	case errors.As(err, &robots):
		return fmt.Sprintf("robots.txt says %q", robots.Rule)
	}
	if reason := networkReason(err); reason != "" {
		return reason
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return "the server broke off before its answer ended"
	}
	if bare := errors.Unwrap(err); bare != nil && strings.HasPrefix(err.Error(), "fetch ") {
		return bare.Error() // the address is named by the list
	}
	return err.Error()
}

// networkReason is what the network says without the addresses between which
// it said it, "" if err is not of the network.
func networkReason(err error) string {
	var name *net.DNSError
	if errors.As(err, &name) {
		return name.Name + ": " + name.Err
	}
	var op *net.OpError
	if !errors.As(err, &op) {
		return ""
	}
	if errors.Is(err, ErrPrivate) {
		return ErrPrivate.Error()
	}
	steps := []string{op.Op}
	for inner := op; errors.As(op.Err, &inner); op = inner { // a proxy's around that of dialling it
		steps = append(steps, inner.Op)
	}
	return strings.Join(steps, ": ") + ": " + op.Err.Error()
}
