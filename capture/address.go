package capture

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// maxAddress is the length in bytes above which an address is not asked for:
// RFC 9110, section 4.1, recommends that servers take 8,000.
const maxAddress = 8000

// parseAddress reads an absolute http(s) address as it is asked for: without
// fragment, its host in lower-case ASCII. The error wraps [ErrAddress] and
// never holds a password.
func parseAddress(raw string) (*url.URL, error) {
	if len(raw) > maxAddress {
		return nil, fmt.Errorf("%w: it is longer than %d bytes", ErrAddress, maxAddress)
	}
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrAddress, urlReason(err))
	}
	u.Scheme = strings.ToLower(u.Scheme)
	u.Fragment, u.RawFragment = "", ""
	u.RawQuery = escapeQuery(u.RawQuery)
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("%w: scheme %q is neither http nor https", ErrAddress, u.Scheme)
	case u.Hostname() == "":
		return nil, fmt.Errorf("%w: it names no host", ErrAddress)
	case u.User != nil:
		return nil, fmt.Errorf("%w: it has a user name or password in it", ErrAddress)
	}
	host, err := hostName(u.Hostname())
	if err != nil {
		return nil, err
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return nil, fmt.Errorf("%w: port %q", ErrAddress, port)
		}
		host += ":" + port
	}
	u.Host = host
	return u, nil
}

// hostName returns a host as it stands in an address: lower case, a name in
// other letters than ASCII by IDNA, IPv6 in brackets. A host that ends in a
// number is an IP address or nothing (WHATWG URL, "ends in a number"):
// resolvers would take 0x7f.1 for 127.0.0.1. A name has no empty part, which
// would hide its end ("localhost.."), and no percent sign, which others decode.
func hostName(host string) (string, error) {
	if !isASCII(host) {
		ascii, err := idna.Lookup.ToASCII(host)
		if err != nil {
			return "", fmt.Errorf("%w: host %q: %w", ErrAddress, host, err)
		}
		host = ascii
	}
	if host = strings.ToLower(host); !strings.Contains(host, ":") { // no IPv6, whose zone may end so
		host = strings.TrimSuffix(host, ".")
	}
	ip, err := netip.ParseAddr(host)
	switch {
	case err == nil && ip.Is6():
		return "[" + host + "]", nil
	case err == nil:
		return host, nil
	case slices.Contains(strings.Split(host, "."), "") || strings.Contains(host, "%") || endsInNumber(host):
		return "", fmt.Errorf("%w: host %q is no address of the internet", ErrAddress, host)
	}
	return host, nil
}

// escapeQuery escapes what may not stand in a query (WHATWG URL, "special-query
// percent-encode set"); [url.Parse] leaves it as it is, and a space would end
// the address in a request.
func escapeQuery(query string) string {
	var b strings.Builder
	for i := range len(query) {
		if c := query[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"#<>'", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0
}

func endsInNumber(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	if rest, ok := strings.CutPrefix(last, "0x"); ok {
		return strings.Trim(rest, "0123456789abcdef") == ""
	}
	return last != "" && strings.Trim(last, "0123456789") == ""
}

// shown is an address as it can be printed, whatever it is: without a password
// and not endlessly long.
func shown(raw string) string {
	if u, err := url.Parse(raw); err == nil {
		raw = u.Redacted()
	} else {
		raw = raw[strings.LastIndexByte(raw, '@')+1:]
	}
	return fmt.Sprintf("%.200q", raw)
}

// urlReason returns what is wrong with an address without the address, which
// may hold a password.
func urlReason(err error) error {
	var e *url.Error
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}
