package capture

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"hearsay/corpus"
)

// Bounds of one connection. A server that needs longer than these to say
// hello says nothing within [DefaultTimeout] either; headers of news sites
// have 2 to 8 KiB, cookies and policies included.
const (
	dialTimeout = 15 * time.Second
	idleTimeout = 30 * time.Second
	maxHeader   = 64 << 10
)

// newTransport returns what speaks HTTP. Certificates are verified, cookies
// and Referer are not sent, and of proxies only the one that was named is
// used. Without one, every connection is checked when its name has been
// resolved and before it is made, so that neither a redirect nor a name that
// changes its address reaches what the guard refuses. With one, every
// connection is to the proxy, which resolves the names.
func newTransport(proxy *url.URL, g *guard, resolver *net.Resolver) *http.Transport {
	dialer := &net.Dialer{Timeout: dialTimeout, Resolver: resolver}
	t := &http.Transport{
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    dialTimeout,
		IdleConnTimeout:        idleTimeout,
		MaxConnsPerHost:        1,
		MaxIdleConnsPerHost:    1,
		MaxIdleConns:           100,
		MaxResponseHeaderBytes: maxHeader,
		DisableCompression:     true, // decompressed here, within bounds
		ForceAttemptHTTP2:      true,
	}
	switch {
	case proxy != nil:
		t.Proxy = http.ProxyURL(proxy)
		if strings.HasPrefix(proxy.Scheme, "http") {
			// All hosts of plain HTTP are one to the transport: the proxy.
			t.MaxConnsPerHost, t.MaxIdleConnsPerHost = 0, t.MaxIdleConns
		}
	case g != nil:
		dialer.ControlContext = g.control
	}
	return t
}

// control refuses a connection to a resolved address that is not public.
func (g *guard) control(_ context.Context, _, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: dial %q: %w", ErrPrivate, address, err)
	}
	return g.checkIP(at.Addr())
}

// parseProxy reads the address of a proxy, nil for "". The error wraps
// [corpus.ErrInvalid] and holds no password.
func parseProxy(raw string) (*url.URL, error) {
	if raw == "" {
		return nil, nil
	}
	u, err := url.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("proxy: %w: %w", corpus.ErrInvalid, urlReason(err))
	}
	switch u.Scheme {
	case "http", "https", "socks5", "socks5h":
	default:
		return nil, fmt.Errorf("proxy: %w: scheme %q is none of http, https, socks5 and socks5h", corpus.ErrInvalid, u.Scheme)
	}
	if u.Hostname() == "" {
		return nil, fmt.Errorf("proxy: %w: it names no host", corpus.ErrInvalid)
	}
	return u, nil
}
