package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"hearsay/corpus"
)

// Feed is an address that is asked again and again for what is new.
type Feed struct {
	URL     string
	Active  bool // false once a person took it off the list
	Added   time.Time
	Given   []corpus.Observation // of the feed and of what it names
	Entries int                  // in the last poll that had any
	Last    corpus.Fetch         // the last poll, of whatever outcome; zero if there was none
	Good    time.Time            // the last poll that could be read; zero if there was none
	Failed  int                  // polls since then
	Named   int                  // addresses that it named first
	Fetched int                  // of them, those that were captured
	Gaps    []corpus.Gap         // oldest first
}

// AddFeeds puts addresses on the list of feeds, or back on it. They are not
// asked for before [Store.AskFeeds]. An address that is no absolute http(s)
// URL is an error wrapping [corpus.ErrInvalid], and none is added.
func (st *Store) AddFeeds(ctx context.Context, addresses []string, given []corpus.Observation) error {
	err := st.update(ctx, func(t *tx) error {
		for _, a := range addresses {
			if err := t.addFeed(a, given); err != nil {
				return fmt.Errorf("%s: %w", a, err)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("add feed: %w", err)
	}
	return nil
}

// feedEntry is the detail of the log's row.
type feedEntry struct {
	Active bool `json:"active"`
}

func (t *tx) addFeed(address string, given []corpus.Observation) error {
	if err := t.keepAddress(Address{URL: address, Given: given}); err != nil {
		return err
	}
	n, err := t.changes(`INSERT INTO feeds (url, active, entries, added_at) VALUES ($1, 1, '[]', $2) ON CONFLICT (url) DO NOTHING`,
		address, timeText(t.now))
	if err != nil {
		return err
	}
	if n > 0 {
		// What was fetched before as a page has named no links: the next
		// answer is needed whole.
		if err := t.exec("UPDATE addresses SET etag = '', modified = '' WHERE url = $1", address); err != nil {
			return err
		}
	} else if n, err = t.changes("UPDATE feeds SET active = 1 WHERE url = $1 AND active = 0", address); err != nil || n == 0 {
		return err
	}
	return t.log("feed", address, feedEntry{Active: true})
}

// RemoveFeed takes an address off the list of feeds, and does not ask for it
// again, also where that waits. What it gave stays, its failure too. The
// error wraps [corpus.ErrNotFound] when it is not on the list.
func (st *Store) RemoveFeed(ctx context.Context, address string) error {
	err := st.update(ctx, func(t *tx) error {
		n, err := t.changes("UPDATE feeds SET active = 0 WHERE url = $1 AND active = 1", address)
		if err == nil && n == 0 {
			err = fmt.Errorf("it is not among the feeds: %w", corpus.ErrNotFound)
		}
		if err != nil {
			return err
		}
		if err := t.letGo(address); err != nil {
			return err
		}
		return t.log("feed", address, feedEntry{})
	})
	if err != nil {
		return fmt.Errorf("remove feed %s: %w", address, err)
	}
	return nil
}

// letGo ends the work of an address: it is neither asked for nor tried again.
func (t *tx) letGo(address string) error {
	err := t.exec("UPDATE work SET tries = $1 WHERE stage = $2 AND subject = $3 AND status = $4", MaxTries, string(StageFetch), address, workFailed)
	if err != nil {
		return err
	}
	return t.exec("UPDATE work SET status = $1, version = $2 WHERE stage = $3 AND subject = $4 AND status = $5",
		workDone, FetchVersion, string(StageFetch), address, workPending)
}

// AskFeeds makes feeds pending, all that are active if none is named, and
// returns them. One that is not on the list is an error wrapping
// [corpus.ErrNotFound], and none is asked for.
func (st *Store) AskFeeds(ctx context.Context, addresses []string) (asked []string, err error) {
	err = st.update(ctx, func(t *tx) error {
		active, err := t.activeFeeds()
		if err != nil {
			return err
		}
		if asked = addresses; len(asked) == 0 {
			asked = active
		}
		for _, a := range asked {
			if !slices.Contains(active, a) {
				return fmt.Errorf("%s is not among the feeds: %w", a, corpus.ErrNotFound)
			}
			if err := t.reopenFetch(a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("ask for feeds: %w", err)
	}
	return asked, nil
}

func (t *tx) activeFeeds() (list []string, err error) {
	err = t.rows("SELECT f.url FROM feeds f JOIN addresses a ON a.url = f.url WHERE f.active = 1 ORDER BY a.number", nil, func(rows *sql.Rows) error {
		var address string
		err := rows.Scan(&address)
		list = append(list, address)
		return err
	})
	return list, err
}

// pollState is what a ledger knows of a feed before a poll.
type pollState struct {
	entries []string
	good    string // when it was last read
	failed  int    // polls since
	reason  string // of the last of them
}

// poll compares what a feed names with what it named when it was last read,
// and returns the gap between, nil if nothing can have been missed. Of an
// address that is no feed nothing is asked and no link is taken.
func (t *tx) poll(f *Fetched) (*corpus.Gap, error) {
	before, found, err := t.pollState(f.URL)
	if err != nil {
		return nil, err
	}
	read := f.Outcome == corpus.Captured || f.Outcome == corpus.Unchanged
	if !found || !read {
		f.Links = nil
		return nil, nil
	}
	f.Entries = compared(f.Entries)
	if len(f.Entries) > 0 {
		if err := t.exec("UPDATE feeds SET entries = $1 WHERE url = $2", plain(jsonText(f.Entries)), f.URL); err != nil {
			return nil, err
		}
	}
	reason := before.missed(f)
	if reason == "" {
		return nil, nil
	}
	return t.addGap(f, before.good, reason)
}

// compared puts a digest in place of each identifier: it is mostly the address of
// a piece, and is kept only to be compared.
func compared(entries []string) []string {
	list := make([]string, len(entries))
	for i, e := range entries {
		list[i] = string(corpus.DigestOf([]byte(e)))
	}
	return list
}

// pollState finds out about a feed; found is false if it is not polled.
func (t *tx) pollState(feed string) (s pollState, found bool, err error) {
	var entries, added string
	found, err = t.row("SELECT entries, added_at FROM feeds WHERE url = $1 AND active = 1", []any{feed}, &entries, &added)
	if err != nil || !found {
		return s, found, err
	}
	if err := jsonInto(entries, &s.entries); err != nil {
		return s, true, err
	}
	return s, true, t.seeFailures(&s, feed, added)
}

// seeFailures fills in when a feed was last read, of the polls since it was
// added, and what failed since then.
func (t *tx) seeFailures(s *pollState, feed, added string) error {
	var seq int64
	_, err := t.row(`SELECT seq, fetched_at FROM fetches WHERE url = $1 AND fetched_at >= $2 AND outcome IN ('captured', 'unchanged')
		ORDER BY seq DESC LIMIT 1`, []any{feed, added}, &seq, &s.good)
	if err != nil {
		return err
	}
	since := []any{feed, added, seq}
	if _, err := t.row("SELECT count(*) FROM fetches WHERE url = $1 AND fetched_at >= $2 AND seq > $3", since, &s.failed); err != nil {
		return err
	}
	_, err = t.row("SELECT reason FROM fetches WHERE url = $1 AND fetched_at >= $2 AND seq > $3 ORDER BY seq DESC LIMIT 1", since, &s.reason)
	return err
}

// missed says why a feed may have named what nobody saw since it was last
// read, "" if it cannot. A feed that has not changed has missed nothing.
func (s pollState) missed(f *Fetched) string {
	switch {
	case s.good == "" || f.Outcome == corpus.Unchanged:
		return ""
	case len(s.entries) > 0 && !overlapping(s.entries, f.Entries):
		return fmt.Sprintf("none of the %d entries of the poll before was left", len(s.entries))
	case s.failed == 1:
		return "a poll failed in between: " + s.reason
	case s.failed > 1:
		return fmt.Sprintf("%d polls failed in between, the last: %s", s.failed, s.reason)
	}
	return ""
}

// overlapping reports whether now has any of the entries kept before.
func overlapping(before, now []string) bool {
	known := make(map[string]bool, len(before))
	for _, id := range before {
		known[id] = true
	}
	return slices.ContainsFunc(now, func(id string) bool { return known[plain(id)] })
}

func (t *tx) addGap(f *Fetched, from, reason string) (*corpus.Gap, error) {
	g := &corpus.Gap{Feed: f.URL, To: f.Time, Reason: plain(reason)}
	var err error
	if g.From, err = timeOf(from); err != nil {
		return nil, err
	}
	return g, t.exec(`INSERT INTO gaps (feed, from_at, to_at, reason) VALUES ($1, $2, $3, $4)
		ON CONFLICT (feed, from_at) DO UPDATE SET to_at = excluded.to_at, reason = excluded.reason`,
		g.Feed, from, timeText(g.To), g.Reason)
}

// Feeds lists the feeds, also those that are no longer asked, in the order in
// which they came in.
func (st *Store) Feeds(ctx context.Context) (list []Feed, err error) {
	err = st.view(ctx, func(t *tx) error {
		if list, err = t.feeds(); err != nil {
			return err
		}
		for i := range list {
			if err := t.fillFeed(&list[i]); err != nil {
				return fmt.Errorf("%s: %w", list[i].URL, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list feeds: %w", err)
	}
	return list, nil
}

func (t *tx) feeds() (list []Feed, err error) {
	err = t.rows("SELECT f.url, f.active, f.added_at, f.entries, a.given FROM feeds f JOIN addresses a ON a.url = f.url ORDER BY a.number", nil,
		func(rows *sql.Rows) error {
			var f Feed
			var active int
			var added, entries, given string
			if err := rows.Scan(&f.URL, &active, &added, &entries, &given); err != nil {
				return err
			}
			f.Active = active != 0
			var ids []string
			if err := errFirst(jsonInto(entries, &ids), jsonInto(given, &f.Given)); err != nil {
				return err
			}
			f.Entries = len(ids)
			f.Added, err = timeOf(added)
			list = append(list, f)
			return err
		})
	return list, err
}

// fillFeed adds what the polls, the addresses and the gaps of a feed tell.
func (t *tx) fillFeed(f *Feed) error {
	last, err := t.fetches("f.url = $1 ORDER BY f.seq DESC LIMIT 1", f.URL)
	if err != nil {
		return err
	}
	if len(last) > 0 {
		f.Last = last[0]
	}
	var state pollState
	if err := t.seeFailures(&state, f.URL, timeText(f.Added)); err != nil {
		return err
	}
	f.Failed = state.failed
	if f.Good, err = timeOf(state.good); err != nil {
		return err
	}
	if _, err := t.row("SELECT count(*), count(CASE WHEN capture <> '' THEN 1 END) FROM addresses WHERE feed = $1", []any{f.URL}, &f.Named, &f.Fetched); err != nil {
		return err
	}
	f.Gaps, err = t.gaps(f.URL)
	return err
}

func (t *tx) gaps(feed string) (list []corpus.Gap, err error) {
	err = t.rows("SELECT from_at, to_at, reason FROM gaps WHERE feed = $1 ORDER BY from_at", []any{feed}, func(rows *sql.Rows) error {
		g := corpus.Gap{Feed: feed}
		var from, to string
		if err := rows.Scan(&from, &to, &g.Reason); err != nil {
			return err
		}
		if g.From, err = timeOf(from); err == nil {
			g.To, err = timeOf(to)
		}
		list = append(list, g)
		return err
	})
	return list, err
}
