package capture

import (
	"context"
	"errors"
	"net/http"
	"time"

	"hearsay/corpus"
)

// Bounds of fetching that a caller may need to name.
const (
	// MaxFetch is the size in bytes above which a body is refused, on the wire
	// and after decompression.
	MaxFetch = 20 << 20
	// DefaultDelay lies between two requests to one host.
	DefaultDelay = 2 * time.Second
	// DefaultTimeout is that of one request, its body included.
	DefaultTimeout = time.Minute
	// DefaultRetries is how often one call asks again.
	DefaultRetries = 3
)

// maxRedirects is how many redirects are followed; browsers follow 20, curl
// and Go's client 10.
const maxRedirects = 10

// FetchOptions say how to fetch. The zero value is good.
type FetchOptions struct {
	UserAgent    string        // whose first word robots.txt is asked for; "" is the program's own, [DefaultUserAgent]
	Proxy        string        // "" for none, http://host:port, https://..., socks5://host:port; the environment is not asked
	AllowPrivate bool          // lets loopback, private, link-local and multicast addresses be dialled
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
	IgnoreRobots       bool   // a person decided so, for this address
}

// Fetched is an answer.
type Fetched struct {
	URL       string    // as asked
	FinalURL  string    // behind redirects
	Time      time.Time // when the answer began, UTC
	Status    int
	Unchanged bool // 304: the ledger has the body

	ETag, LastModified, ContentType string

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

// Fetcher fetches from the web.
type Fetcher struct {
	transport *http.Transport
}

// NewFetcher returns a fetcher. The error wraps [corpus.ErrInvalid].
func NewFetcher(o FetchOptions) (*Fetcher, error) {
	return &Fetcher{transport: &http.Transport{}}, nil
}

// Close ends the connections that are kept open.
func (f *Fetcher) Close() { f.transport.CloseIdleConnections() }

// Fetch fetches one address. Safe for many goroutines; one connection and one
// delay per host.
func (f *Fetcher) Fetch(ctx context.Context, r FetchRequest) (Fetched, error) {
	return Fetched{}, errors.New("fetching is not built yet")
}
