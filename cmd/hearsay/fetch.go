package main

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"hearsay/capture"
	"hearsay/internal/pipeline"
	"hearsay/internal/report"
	"hearsay/internal/store"
)

// fetching says how to fetch from the web.
type fetching struct {
	Proxy        string        `env:"HEARSAY_PROXY" placeholder:"URL" help:"Fetch through this proxy: http://host:port, https://... or socks5://host:port."`
	AllowPrivate bool          `help:"Fetch also from this machine and from private networks."`
	Delay        time.Duration `default:"${delay}" placeholder:"TIME" help:"Between two requests to one host, such as 500ms (default: ${default})."`
	UserAgent    string        `placeholder:"NAME" help:"Name the program to servers otherwise than it does itself."`
}

// Validate is called by kong.
func (f fetching) Validate() error {
	if f.Delay < 0 {
		return fmt.Errorf("--delay %s: want 0s or more", f.Delay)
	}
	return nil
}

// fetcher makes the fetcher of one run.
func (f fetching) fetcher() (*capture.Fetcher, error) {
	delay := f.Delay
	if delay == 0 {
		delay = -1 // none; to the fetcher 0 is its own
	}
	fetcher, err := capture.NewFetcher(capture.FetchOptions{
		UserAgent: f.UserAgent, Proxy: f.Proxy, AllowPrivate: f.AllowPrivate, Delay: delay,
	})
	if err != nil {
		return nil, fmt.Errorf("set up fetching: %w", err)
	}
	return fetcher, nil
}

// webAddress reports whether a path is meant to be fetched.
func webAddress(path string) bool {
	scheme, _, ok := strings.Cut(strings.ToLower(path), "://")
	return ok && (scheme == "http" || scheme == "https")
}

// checkAddresses tells a mistyped address before anything is taken in.
func checkAddresses(t *terminal, addresses []string) error {
	for _, a := range addresses {
		u, err := url.Parse(a)
		switch {
		case err != nil || u.Host == "" || !webAddress(a):
			return &usageError{command: t.command, err: fmt.Errorf("%s: no address that can be fetched, which begins with http:// or https:// and a host", a)}
		case u.User != nil:
			return &usageError{command: t.command, err: fmt.Errorf("%s: an address with a name and password in it is not fetched: the ledger would keep them", u.Redacted())}
		}
	}
	return nil
}

// fetched writes what a run fetched, if it did.
func (t *terminal) fetched(sum pipeline.Summary) {
	if sum.Fetched+sum.Unchanged+sum.Gone+sum.Links == 0 {
		return
	}
	t.printf("Fetched %s: %s changed or new, %s unchanged", count(sum.Fetched+sum.Unchanged, "page"), number(sum.Fetched), number(sum.Unchanged))
	if sum.Gone > 0 {
		t.printf(", %s gone", number(sum.Gone))
	}
	t.printf(".\n")
	if sum.Links > 0 {
		t.printf("Feeds named %s not known before.\n", count(sum.Links, "page"))
	}
}

// waiting tells of addresses that this run did not ask for.
func (t *terminal) waiting(left pipeline.Left, l *ledger) {
	if left.Addresses > 0 {
		t.printf("%s to be fetched: hearsay add --db %s\n", addresses(left.Addresses), report.OneLine(quoted(store.Shown(l.DB))))
	}
}

func addresses(n int) string {
	if n == 1 {
		return "1 address"
	}
	return number(n) + " addresses"
}

// leftAlone tells of addresses that are not asked for yet, because their
// server wants it so, and returns how many.
func (t *terminal) leftAlone(st *store.Store, list []string) (n int, err error) {
	for _, a := range list {
		until, err := st.LeftAlone(t.ctx, a)
		if err != nil {
			return n, err
		}
		if !until.IsZero() {
			n++
			t.say(fmt.Sprintf("hearsay: %s: its server asked to be left alone until %s; it is asked after that", a, until.Format(time.RFC3339)))
		}
	}
	return n, nil
}
