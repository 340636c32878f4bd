package capture

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// question is how an address is asked and what of an answer is read.
type question struct {
	robots    bool          // robots.txt is asked first ...
	except    string        // ... unless it is that of this host
	redirects int           // how many are followed
	delay     time.Duration // after which the host may be asked again

	limit  int  // of the body in bytes, on the wire and decompressed
	cut    bool // a longer body is cut off rather than refused
	accept func(http.Header) error

	// Of the answer that is there already. They are sent to the address asked,
	// also where it was sent on to https or to or from "www.", and to no other: an
	// older page at the end of another redirect has not changed since either.
	asked          *url.URL
	etag, modified string
}

// answer is what one address answered.
type answer struct {
	url      *url.URL
	time     time.Time
	status   int
	header   http.Header
	location string // where it leads, "" if it is final
	body     []byte
}

// acceptedMedia prefers what can be read, and does not hide it.
const acceptedMedia = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, " +
	"application/xml;q=0.9, text/plain;q=0.9, application/pdf;q=0.8, */*;q=0.1"

// exchange sends one request and reads its answer. A status that is no
// redirect, no success and no 304 that was asked for is a [*StatusError].
func (f *Fetcher) exchange(ctx context.Context, u *url.URL, q question) (answer, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return answer{}, fmt.Errorf("%w: %w", ErrAddress, urlReason(err))
	}
	conditional := f.sign(request, q)
	response, err := f.transport.RoundTrip(request)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	a := answer{url: u, time: f.now().UTC(), status: response.StatusCode, header: response.Header}
	switch {
	case isRedirect(response):
		a.location = response.Header.Get("Location")
		drain(response)
	case a.status == http.StatusNotModified && conditional:
	case a.status/100 != 2 || a.status == http.StatusPartialContent:
		drain(response)
		return answer{}, &StatusError{URL: u.String(), Status: a.status, RetryAfter: parseRetryAfter(response.Header.Get("Retry-After"), f.now())}
	default:
		a.body, err = q.read(response)
	}
	return a, err
}

// sign writes the headers of a request and reports whether it is conditional.
func (f *Fetcher) sign(r *http.Request, q question) (conditional bool) {
	r.Header.Set("User-Agent", f.userAgent)
	r.Header.Set("Accept", acceptedMedia)
	r.Header.Set("Accept-Encoding", acceptedCodings)
	if q.asked == nil || !sameHost(r.URL.Hostname(), q.asked.Hostname()) || r.URL.RequestURI() != q.asked.RequestURI() {
		return false
	}
	if q.etag != "" {
		r.Header.Set("If-None-Match", q.etag)
	}
	if q.modified != "" {
		r.Header.Set("If-Modified-Since", q.modified)
	}
	return q.etag != "" || q.modified != ""
}

// sameHost reports whether two hosts are one but for "www.".
func sameHost(a, b string) bool {
	return strings.TrimPrefix(a, "www.") == strings.TrimPrefix(b, "www.")
}

func isRedirect(r *http.Response) bool {
	return slices.Contains([]int{301, 302, 303, 307, 308}, r.StatusCode) && r.Header.Get("Location") != ""
}

// target returns the address that a redirect leads to.
func (a answer) target() (*url.URL, error) {
	to, err := a.url.Parse(a.location)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrAddress, urlReason(err))
	}
	return parseAddress(to.String())
}

// maxDrain is how much of a body that nobody needs is read so that the
// connection can be used again; Go's client does the same.
const maxDrain = 2 << 10

// drain reads a short body. One without a length may have no end, and that of a
// 101 (Switching Protocols) is the connection itself, which no timeout ends.
func drain(r *http.Response) {
	if 0 < r.ContentLength && r.ContentLength <= maxDrain {
		// What goes wrong costs the connection and nothing else.
		io.Copy(io.Discard, r.Body)
	}
}

// read reads the body of an answer and decompresses it, both within the limit.
func (q question) read(r *http.Response) ([]byte, error) {
	if err := q.accept(r.Header); err != nil {
		return nil, err
	}
	if r.ContentLength == 0 {
		return nil, nil
	}
	if r.ContentLength > int64(q.limit) && !q.cut {
		return nil, fmt.Errorf("%d bytes: %w", r.ContentLength, ErrTooLarge)
	}
	wire := &wire{body: r.Body, left: q.limit}
	b, err := readCoded(strings.Join(r.Header.Values("Content-Encoding"), ","), wire, q.limit)
	if q.cut && errors.Is(err, ErrTooLarge) {
		return b, nil
	}
	return b, err
}

// readCoded reads what is inside r up to limit bytes. With [ErrTooLarge] it
// returns what fits.
func readCoded(coding string, r io.Reader, limit int) ([]byte, error) {
	plain, err := decompress(coding, r)
	if err != nil {
		return nil, err
	}
	defer plain.Close()
	b, err := io.ReadAll(io.LimitReader(plain, int64(limit)+1))
	if len(b) > limit {
		return b[:limit], fmt.Errorf("decompressed: %w", ErrTooLarge)
	}
	if err != nil && coding != "" && !broken(err) {
		err = fmt.Errorf("content-encoding %q: %w", coding, err)
	}
	return b, err
}

// wire reads a body as it comes over the connection, so many bytes of it at
// most: the error at the end of them is [ErrTooLarge].
type wire struct {
	body io.Reader
	left int
}

func (w *wire) Read(p []byte) (int, error) {
	n, err := w.body.Read(p[:min(len(p), w.left+1)])
	if n > w.left {
		return w.left, fmt.Errorf("on the wire: %w", ErrTooLarge)
	}
	w.left -= n
	if err != nil && err != io.EOF && !timedOut(err) && !errors.Is(err, context.Canceled) {
		err = fmt.Errorf("%w: %w", errBroken, err)
	}
	return n, err
}
