package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"hearsay/corpus"
)

// FetchVersion is the version of all work of [StageFetch]. It is never
// raised: an address is fetched anew when somebody asks for it.
const FetchVersion = "1"

// Address is an address that is fetched, and what the ledger knows of it.
type Address struct {
	Number   int64  // from 1, in the order in which the addresses came in
	URL      string // as it is asked for
	Feed     string // the feed that named it, "" if a person did
	Given    []corpus.Observation
	Override string // who wants it fetched once against robots.txt, "" nobody
	IsFeed   bool   // it is polled for what is new

	// Of the answers so far; all "" if there was none with a body.
	ETag, Modified string // to ask whether it changed
	Capture        string // what the last became
	FinalURL       string // where the first came from: it names the item, also when later ones are redirected elsewhere
}

// Ask makes addresses pending, known ones again. Of a known one, what is now
// given comes before what was, and it stays with the feed that named it. An
// address that is no absolute http(s) URL is an error wrapping
// [corpus.ErrInvalid], one of a piece that a purge took out one wrapping
// [corpus.ErrWithheld], and none is taken. What the server asked to be left
// alone until some time waits until then.
func (st *Store) Ask(ctx context.Context, list []Address) error {
	err := st.update(ctx, func(t *tx) error {
		for _, a := range list {
			if err := t.ask(a); err != nil {
				return fmt.Errorf("%s: %w", a.URL, err)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("ask for addresses: %w", err)
	}
	return nil
}

func (t *tx) ask(a Address) error {
	if err := t.keepAddress(a); err != nil {
		return err
	}
	return t.reopenFetch(a.URL)
}

// keepAddress adds an address, or keeps what is now said of one that is known.
func (t *tx) keepAddress(a Address) error {
	fresh, err := t.addAddress(a)
	if err != nil || fresh {
		return err
	}
	return t.askAgain(a)
}

// addAddress adds an address without asking for it; fresh is false, and
// nothing changes, when it is known. That of a piece that a purge took out is an
// error wrapping corpus.ErrWithheld.
func (t *tx) addAddress(a Address) (fresh bool, err error) {
	host, err := hostOf(a.URL)
	if err != nil {
		return false, err
	}
	withheld, err := t.withheldItem(a.URL)
	if err = errFirst(err, withheld); err != nil {
		return false, err
	}
	number, err := t.next("addresses")
	if err != nil {
		return false, err
	}
	n, err := t.changes(`INSERT INTO addresses (number, url, host, feed, given, override, etag, modified, capture, final_url, not_before, added_at)
		VALUES ($1, $2, $3, $4, $5, $6, '', '', '', '', '', $7) ON CONFLICT (url) DO NOTHING`,
		number, a.URL, host, a.Feed, jsonText(a.Given), plain(a.Override), timeText(t.now))
	return n > 0, err
}

// hostOf returns the host of an address, in lower case and without its port:
// whoever is behind several ports is one.
func hostOf(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || corpus.NormalURL(address) == "" || plain(address) != address {
		return "", fmt.Errorf("no absolute http(s) address: %w", corpus.ErrInvalid)
	}
	return strings.ToLower(u.Hostname()), nil
}

// askAgain keeps what is now said about a known address.
func (t *tx) askAgain(a Address) error {
	known, err := t.address(a.URL)
	if err != nil {
		return err
	}
	given := slices.Clone(a.Given)
	for _, o := range known.Given {
		if !slices.Contains(given, o) {
			given = append(given, o)
		}
	}
	if a.Override == "" {
		a.Override = known.Override
	}
	return t.exec("UPDATE addresses SET given = $1, override = $2 WHERE url = $3", jsonText(given), plain(a.Override), a.URL)
}

// reopenFetch makes the fetch of a known address pending, or due when the
// server no longer wants to be left alone.
func (t *tx) reopenFetch(address string) error {
	var number int64
	var notBefore string
	if _, err := t.row("SELECT number, not_before FROM addresses WHERE url = $1", []any{address}, &number, &notBefore); err != nil {
		return err
	}
	if err := t.addWork(StageFetch, address, number); err != nil {
		return err
	}
	if notBefore <= timeText(t.now) {
		return t.reopenWork(StageFetch, address)
	}
	return t.exec("UPDATE work SET status = $1, tries = 0, not_before = $2 WHERE stage = $3 AND subject = $4",
		workFailed, notBefore, string(StageFetch), address)
}

const addressColumns = `SELECT a.number, a.url, a.feed, a.given, a.override, a.etag, a.modified, a.capture, a.final_url,
	coalesce((SELECT f.active FROM feeds f WHERE f.url = a.url), 0) FROM addresses a`

func scanAddress(rows *sql.Rows) (a Address, err error) {
	var given string
	var active int
	err = rows.Scan(&a.Number, &a.URL, &a.Feed, &given, &a.Override, &a.ETag, &a.Modified, &a.Capture, &a.FinalURL, &active)
	if err != nil {
		return a, err
	}
	a.IsFeed = active != 0
	return a, jsonInto(given, &a.Given)
}

func (t *tx) address(address string) (a Address, err error) {
	err = t.rows(addressColumns+" WHERE a.url = $1", []any{address}, func(rows *sql.Rows) error {
		a, err = scanAddress(rows)
		return err
	})
	if err == nil && a.Number == 0 {
		err = fmt.Errorf("address %s: %w", address, corpus.ErrNotFound)
	}
	return a, err
}

// NextHost returns the host of the address that waits longest to be fetched,
// "" if none waits, passing over the hosts that are busy.
func (st *Store) NextHost(ctx context.Context, busy []string) (host string, err error) {
	err = st.view(ctx, func(t *tx) error {
		where := &condition{args: t.openArgs(StageFetch, FetchVersion)}
		for _, b := range busy {
			where.add("a.host <> " + where.arg(b))
		}
		_, err := t.row("SELECT a.host FROM (SELECT subject, seq"+workOpen+") w JOIN addresses a ON a.url = w.subject"+
			where.sql()+" ORDER BY w.seq LIMIT 1", where.args, &host)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("next host to fetch from: %w", err)
	}
	return host, nil
}

// NextAddress returns the first address of a host that waits to be fetched,
// behind number after; found is false if none does.
func (st *Store) NextAddress(ctx context.Context, host string, after int64) (a Address, found bool, err error) {
	err = st.view(ctx, func(t *tx) error {
		q := addressColumns + " WHERE a.host = $5 AND a.number > $6 AND EXISTS (SELECT 1" + workOpen + " AND subject = a.url) ORDER BY a.number LIMIT 1"
		return t.rows(q, append(t.openArgs(StageFetch, FetchVersion), host, after), func(rows *sql.Rows) error {
			found = true
			a, err = scanAddress(rows)
			return err
		})
	})
	if err != nil {
		return Address{}, false, fmt.Errorf("next address of %s: %w", host, err)
	}
	return a, found, nil
}

// LeftAlone returns until when the server of an address wants to be left
// alone; zero when it may be asked now.
func (st *Store) LeftAlone(ctx context.Context, address string) (until time.Time, err error) {
	err = st.view(ctx, func(t *tx) error {
		var text string
		if _, err := t.row("SELECT not_before FROM addresses WHERE url = $1", []any{address}, &text); err != nil {
			return err
		}
		if text > timeText(t.now) {
			until, err = timeOf(text)
		}
		return err
	})
	if err != nil {
		return time.Time{}, fmt.Errorf("address %s: %w", address, err)
	}
	return until, nil
}
