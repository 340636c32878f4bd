package capture

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"hearsay/corpus"
)

// Bounds of fetching that a caller may need to name.
const (
	// MaxFetch is the size in bytes above which a body is refused, on the wire
	// and after decompression. The longest of 983 saved pages has 4 MB.
	MaxFetch = 20 << 20
	// DefaultDelay lies between two requests to one host.
	DefaultDelay = 2 * time.Second
	// DefaultTimeout is that of one request, its body included.
	DefaultTimeout = time.Minute
	// DefaultRetries is how often one call asks again.
	DefaultRetries = 3
)

// FetchOptions say how to fetch. The zero value is good.
type FetchOptions struct {
	// UserAgent is how servers know who asks. robots.txt is asked for its first
	// word. "" is [DefaultUserAgent].
	UserAgent string

	// Proxy is http://host:port, https://..., socks5://host:port, or "" for
	// none: the environment is not asked. It may be on this machine. Names are
	// resolved by the proxy and never here. Of private addresses only those are
	// refused that can be told from an address or a redirect as it is written
	// (127.0.0.1, localhost); what a name resolves to is the proxy's to check.
	Proxy string

	AllowPrivate bool          // lets loopback, private, link-local and multicast addresses be asked
	Delay        time.Duration // between two requests to one host; 0 is [DefaultDelay], <0 none
	Timeout      time.Duration // of one request, body included; 0 is [DefaultTimeout]
	Retries      int           // of one call, on 429, 5xx and broken connections; 0 is [DefaultRetries], <0 none

	// For tests; nil is the real ones.
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error
}

// FetchRequest asks for one address.
type FetchRequest struct {
	URL                string
	ETag, LastModified string // of the answer that the ledger has; "" asks unconditionally
	IgnoreRobots       bool   // robots.txt of its host is not asked: a person decided so
}

// Fetched is an answer.
type Fetched struct {
	URL       string    // as asked
	FinalURL  string    // behind redirects
	Time      time.Time // when the answer began, UTC
	Status    int       // 2xx or 304
	Unchanged bool      // 304: the ledger has the body, and Body and Format are empty

	// As the server says; of an unchanged answer that says nothing, as asked.
	ETag, LastModified string
	ContentType        string

	Format corpus.Format // found by ContentType, then by bytes
	Body   []byte        // after decompression, unchanged otherwise; at most [MaxFetch]
}

// fieldContentType is the Content-Type that came with the bytes.
const fieldContentType corpus.Field = "x-content-type"

// Observations returns what HTTP says of the body, to be given with its
// capture, so that [Documents] decodes it by the charset that was declared.
func (f Fetched) Observations() []corpus.Observation {
	if f.ContentType == "" {
		return nil
	}
	return []corpus.Observation{{Field: fieldContentType, Value: f.ContentType, Origin: "http"}}
}

// Fetcher fetches from the web. It keeps a connection and the robots.txt of
// each host that it asked lately, in memory alone.
type Fetcher struct {
	userAgent string
	product   string // that robots.txt is asked for
	delay     time.Duration
	timeout   time.Duration
	retries   int
	now       func() time.Time
	sleep     func(context.Context, time.Duration) error

	guard     *guard // nil lets everything through
	proxied   bool
	transport *http.Transport
	hosts     *shelf[host]
	robots    *shelf[robotsEntry]
}

// NewFetcher returns a fetcher, which the caller closes. The error wraps
// [corpus.ErrInvalid]: a proxy or a user agent that is none.
func NewFetcher(o FetchOptions) (*Fetcher, error) {
	if o.AllowPrivate {
		return newFetcher(o, nil, nil)
	}
	return newFetcher(o, publicOnly(), nil)
}

// newFetcher returns a fetcher with a guard of its own, which may be nil, and
// a resolver of its own, nil for that of the system.
func newFetcher(o FetchOptions, g *guard, resolver *net.Resolver) (*Fetcher, error) {
	proxy, err := parseProxy(o.Proxy)
	if err != nil {
		return nil, err
	}
	o.fill()
	if strings.IndexFunc(o.UserAgent, func(r rune) bool { return r < ' ' || r >= 0x7f }) >= 0 {
		return nil, fmt.Errorf("user agent %q: not plain ASCII: %w", o.UserAgent, corpus.ErrInvalid)
	}
	return &Fetcher{
		userAgent: o.UserAgent,
		product:   productOf(o.UserAgent),
		delay:     max(o.Delay, 0),
		timeout:   o.Timeout,
		retries:   max(o.Retries, 0),
		now:       o.Now,
		sleep:     o.Sleep,
		guard:     g,
		proxied:   proxy != nil,
		transport: newTransport(proxy, g, resolver),
		hosts:     newShelf(maxHosts, newHost),
		robots:    newShelf(maxHosts, newRobotsEntry),
	}, nil
}

// fill puts the defaults where nothing was said.
func (o *FetchOptions) fill() {
	if o.UserAgent == "" {
		o.UserAgent = DefaultUserAgent()
	}
	if o.Delay == 0 {
		o.Delay = DefaultDelay
	}
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.Retries == 0 {
		o.Retries = DefaultRetries
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleepFor
	}
}

// DefaultUserAgent says what the program is and how to keep it away.
func DefaultUserAgent() string {
	name := "hearsay"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Path == name && strings.HasPrefix(info.Main.Version, "v") {
		name += "/" + info.Main.Version
	}
	return name + ` (keeps a ledger of published statements; obeys robots.txt for "hearsay")`
}

// Close ends the connections that are kept open.
func (f *Fetcher) Close() { f.transport.CloseIdleConnections() }

// Fetch fetches one address and follows its redirects; it asks the robots.txt
// of each host on the way, and asks again what fails for now. Many goroutines
// may call it: requests to one host follow each other, each at least the delay
// of the options or of its robots.txt after the end of the one before, and
// share one connection.
//
// The error names the address. It is or wraps one of the Err values of
// fetching, a [*RobotsError], a [*StatusError] for a final status that brings
// no document (other than 2xx, and 206, of which nobody asked a part), or what
// the network says; see [Temporary] and [RetryAfter].
func (f *Fetcher) Fetch(ctx context.Context, r FetchRequest) (Fetched, error) {
	u, err := parseAddress(r.URL)
	if err != nil {
		return Fetched{}, fmt.Errorf("fetch %s: %w", shown(r.URL), err)
	}
	var got Fetched
	a, err := f.follow(ctx, u, questionOf(u, r))
	if err == nil {
		got, err = a.fetched(r)
	}
	if err != nil {
		return Fetched{}, fmt.Errorf("fetch %s: %w", u, err)
	}
	return got, nil
}

// questionOf puts a request for address u into a question.
func questionOf(u *url.URL, r FetchRequest) question {
	q := question{
		robots: true, redirects: maxRedirects,
		limit: MaxFetch, accept: documentMedia,
		asked: u, etag: r.ETag, modified: r.LastModified,
	}
	if r.IgnoreRobots {
		q.except = u.Hostname()
	}
	return q
}

// fetched tells the format of an answer and puts it into the words of callers.
func (a answer) fetched(r FetchRequest) (Fetched, error) {
	got := Fetched{
		URL: r.URL, FinalURL: a.url.String(), Time: a.time, Status: a.status, Unchanged: a.status == http.StatusNotModified,
		ETag: a.header.Get("ETag"), LastModified: a.header.Get("Last-Modified"), ContentType: a.header.Get("Content-Type"),
	}
	if got.Unchanged {
		if got.ETag == "" && got.LastModified == "" {
			got.ETag, got.LastModified = r.ETag, r.LastModified
		}
		return got, nil
	}
	if len(a.body) == 0 {
		return Fetched{}, ErrEmpty
	}
	format, err := formatOfBody(got.ContentType, a.body)
	if err != nil {
		return Fetched{}, err
	}
	got.Format, got.Body = format, a.body
	return got, nil
}

// maxRedirects is how many redirects are followed; browsers follow 20, curl
// 50, Go's client 10.
const maxRedirects = 10

// follow asks u and then where each answer leads. Every address on the way is
// checked before it is asked.
func (f *Fetcher) follow(ctx context.Context, u *url.URL, q question) (answer, error) {
	for n := 0; ; n++ {
		a, err := f.visit(ctx, u, q)
		switch {
		case err != nil && n > 0:
			return answer{}, fmt.Errorf("redirected to %s: %w", u, err)
		case err != nil || a.location == "":
			return a, err
		case n == q.redirects:
			return answer{}, ErrRedirects
		}
		if u, err = a.target(); err != nil {
			return answer{}, fmt.Errorf("redirected to %s: %w", shown(a.location), err)
		}
	}
}

// visit checks one address and asks it.
func (f *Fetcher) visit(ctx context.Context, u *url.URL, q question) (answer, error) {
	if err := f.check(u); err != nil {
		return answer{}, err
	}
	q.delay = f.delay
	if q.robots && (q.except == "" || !sameHost(q.except, u.Hostname())) {
		delay, err := f.permit(ctx, u)
		if err != nil {
			return answer{}, err
		}
		q.delay = max(q.delay, delay)
	}
	return f.ask(ctx, u, q)
}

// check refuses an address that is not public as it is written, and a name of
// the Tor network where no proxy stands between: asking a resolver for it
// would tell others (RFC 7686).
func (f *Fetcher) check(u *url.URL) error {
	if !f.proxied && strings.HasSuffix(u.Hostname(), ".onion") {
		return fmt.Errorf("%w: an onion address needs a proxy", ErrAddress)
	}
	if f.guard == nil {
		return nil
	}
	return f.guard.checkHost(u.Hostname())
}

// ask asks one address, and again while that may help.
func (f *Fetcher) ask(ctx context.Context, u *url.URL, q question) (answer, error) {
	h, giveBack := f.hosts.borrow(u.Hostname())
	defer giveBack()
	for n := 0; ; n++ {
		a, err := f.try(ctx, h, u, q, n)
		if err == nil || n == f.retries || !worthAnother(err) || ctx.Err() != nil {
			return a, err
		}
	}
}

// try asks once, when it is its turn and h may be asked.
func (f *Fetcher) try(ctx context.Context, h *host, u *url.URL, q question, n int) (a answer, err error) {
	if err := f.enter(ctx, h, u.String()); err != nil {
		return answer{}, err
	}
	defer func() { f.leave(h, q.delay, err, n) }()
	within, cancel := context.WithTimeout(ctx, f.timeout)
	defer cancel()
	a, err = f.exchange(within, u, q)
	if err != nil && within.Err() != nil && ctx.Err() == nil {
		return answer{}, fmt.Errorf("no whole answer within %s: %w", f.timeout, within.Err())
	}
	return a, err
}
