package store

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"hearsay/corpus"
)

// Fetched is what came of asking for an address.
type Fetched struct {
	// Fetch says what happened. Seq and Capture are filled in, and Captured
	// becomes Unchanged where the bytes are those of the answer before. Failed
	// may have a body too: a feed that cannot be read is kept.
	corpus.Fetch

	// Of an answer with a body.
	Body   []byte
	Format corpus.Format
	Given  []corpus.Observation // what the ledger says of it beside its bytes

	ETag, Modified string // of the answer, to ask again

	// Of a feed: identifiers of its entries, and the addresses that they name.
	Entries []string
	Links   []Address

	// Of a failure: whether it may pass, and until when the server asked to
	// be left alone.
	Passing   bool
	NotBefore time.Time
}

// Kept is what [Store.PutFetch] made of a Fetched.
type Kept struct {
	corpus.Fetch
	Links int         // addresses that were not known before
	Gap   *corpus.Gap // of a feed, what it may have named unseen; nil if nothing
}

// PutFetch keeps what came of asking for an address, in one transaction: the
// bytes as a capture that is pending to be parsed, the row of the fetch and
// of the log, what is known of the address, the state of the work and, of a
// feed, the addresses that it names, each pending, and the gap since it was
// last seen. So a crash loses no link: either the feed is asked again, or all
// that it named is there.
//
// The work is done when there are bytes, or when there was something and now
// is nothing (Gone). It fails for good when robots.txt does not allow it, when
// there is nothing and never was, and when the failure does not pass; what may
// pass is tried again, [MaxTries] times.
func (st *Store) PutFetch(ctx context.Context, f Fetched) (kept Kept, err error) {
	err = st.update(ctx, func(t *tx) error {
		kept, err = t.putFetch(f)
		return err
	})
	if err != nil {
		return Kept{}, fmt.Errorf("keep fetch of %s: %w", f.URL, err)
	}
	return kept, nil
}

// PutFetch is [Store.PutFetch] for the address of a claim to fetch, and
// finishes the claim.
func (c *Claim) PutFetch(ctx context.Context, f Fetched) (kept Kept, err error) {
	err = c.finish(ctx, func(t *tx) error {
		kept, err = t.putFetch(f)
		return err
	})
	if err != nil {
		return Kept{}, fmt.Errorf("keep fetch of %s: %w", f.URL, err)
	}
	return kept, nil
}

func (t *tx) putFetch(f Fetched) (kept Kept, err error) {
	f.Fetch = t.fetchRow(f.Fetch)
	a, err := t.address(f.URL)
	if err != nil {
		return kept, err
	}
	if err := t.keepBody(&f, a); err != nil {
		return kept, err
	}
	if kept.Gap, err = t.poll(&f); err != nil {
		return kept, err
	}
	if kept.Links, err = t.addLinks(f.Links); err != nil {
		return kept, err
	}
	if kept.Links == MaxLinks { // the next answer is needed whole, to go on
		f.ETag, f.Modified = "", ""
	}
	if err := t.addFetch(&f.Fetch, kept.Gap); err != nil {
		return kept, err
	}
	kept.Fetch = f.Fetch
	if err := t.learn(f, a); err != nil {
		return kept, err
	}
	return kept, t.settleFetch(f, a)
}

// keepBody takes in the bytes of an answer and names the capture that they
// are, or of an answer without any the capture that has not changed.
func (t *tx) keepBody(f *Fetched, a Address) error {
	if f.Outcome == corpus.Unchanged {
		if f.Capture = a.Capture; a.Capture == "" {
			f.Outcome, f.Reason = corpus.Failed, "the server says that it has not changed (HTTP 304), and it was never fetched"
		}
		return nil
	}
	if f.Body == nil {
		return nil
	}
	d := corpus.DigestOf(f.Body)
	f.Capture = corpus.CaptureID(f.URL, d)
	if f.Capture == a.Capture && f.Outcome == corpus.Captured {
		f.Outcome = corpus.Unchanged
	}
	if withheld, err := t.tombstone(tombOriginal, string(d)); withheld != nil || err != nil {
		if withheld != nil {
			f.Body, f.Capture, f.Outcome, f.Reason = nil, "", corpus.NotCollected, withheld.Error()
		}
		return err
	}
	known, err := t.row("SELECT 1 FROM captures WHERE id = $1", []any{f.Capture}, new(int))
	if err != nil || known {
		return err
	}
	c := corpus.Capture{ID: f.Capture, Source: f.URL, Format: f.Format, Digest: d, Size: int64(len(f.Body)), Time: f.Time, Given: f.Given}
	return t.addCapture(c, bytes.NewReader(f.Body))
}

// MaxLinks is how many new addresses are taken from one poll of a feed. Feeds
// have tens of entries, rarely hundreds; one that names a hundred thousand pages
// of others would have us ask for all. The next poll goes on with the rest.
const MaxLinks = 1000

// addLinks makes the addresses that a feed names pending, save those that are
// known or that a purge took out, up to [MaxLinks].
func (t *tx) addLinks(links []Address) (added int, err error) {
	for _, l := range links {
		if added == MaxLinks {
			break
		}
		fresh, err := t.addAddress(l)
		if errors.Is(err, corpus.ErrWithheld) {
			continue
		}
		if err != nil {
			return added, fmt.Errorf("link %s: %w", l.URL, err)
		}
		if !fresh {
			continue
		}
		added++
		if err := t.reopenFetch(l.URL); err != nil {
			return added, err
		}
	}
	return added, nil
}

// fetchEntry is the detail of the log's row.
type fetchEntry struct {
	Seq      int64          `json:"seq"`
	Fetched  string         `json:"fetched"`
	Outcome  corpus.Outcome `json:"outcome"`
	Status   int            `json:"status"`
	FinalURL string         `json:"final_url"`
	Capture  string         `json:"capture"`
	Reason   string         `json:"reason"`
	Person   string         `json:"person"`
	Gap      corpus.Digest  `json:"gap,omitempty"` // of the gap that it ended
}

func fetchEntryOf(f corpus.Fetch, gap *corpus.Gap) fetchEntry {
	e := fetchEntry{f.Seq, timeText(f.Time), f.Outcome, f.Status, f.FinalURL, f.Capture, f.Reason, f.Person, ""}
	if gap != nil {
		e.Gap = digestJSON([]string{gap.Feed, timeText(gap.From), timeText(gap.To), gap.Reason})
	}
	return e
}

// fetchRow is a fetch in the form in which it is kept.
func (t *tx) fetchRow(f corpus.Fetch) corpus.Fetch {
	if f.Time.IsZero() {
		f.Time = t.now
	}
	f.Time = f.Time.UTC().Truncate(time.Microsecond)
	f.FinalURL, f.Reason, f.Person = plain(f.FinalURL), plain(f.Reason), plain(f.Person)
	if f.FinalURL == f.URL {
		f.FinalURL = ""
	}
	return f
}

// addFetch writes the row of a fetch and that of the log, and fills in its
// number.
func (t *tx) addFetch(f *corpus.Fetch, gap *corpus.Gap) error {
	if _, err := t.row("SELECT coalesce(max(seq), 0) + 1 FROM fetches", nil, &f.Seq); err != nil {
		return err
	}
	err := t.exec(`INSERT INTO fetches (seq, url, fetched_at, outcome, status, final_url, capture, reason, person)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		f.Seq, f.URL, timeText(f.Time), string(f.Outcome), f.Status, f.FinalURL, f.Capture, f.Reason, f.Person)
	if err != nil {
		return err
	}
	return t.log("fetch", f.URL, fetchEntryOf(*f, gap))
}

// learn keeps what an answer tells about its address.
func (t *tx) learn(f Fetched, a Address) error {
	if f.Outcome == corpus.Captured || f.Outcome == corpus.Unchanged {
		a.Capture = f.Capture
		if f.Body != nil || f.ETag != "" {
			a.ETag = f.ETag
		}
		if f.Body != nil || f.Modified != "" {
			a.Modified = f.Modified
		}
		if a.FinalURL == "" {
			a.FinalURL = cmp.Or(f.FinalURL, f.URL)
		}
	}
	if f.Person != "" && f.Outcome != corpus.Failed {
		a.Override = "" // it was for one capture
	}
	return t.exec("UPDATE addresses SET etag = $1, modified = $2, capture = $3, final_url = $4, override = $5, not_before = $6 WHERE url = $7",
		plain(a.ETag), plain(a.Modified), a.Capture, plain(a.FinalURL), a.Override, timeText(f.NotBefore), f.URL)
}

// settleFetch marks the work of a fetch as done or failed.
func (t *tx) settleFetch(f Fetched, a Address) error {
	switch {
	case f.Outcome == corpus.Captured, f.Outcome == corpus.Unchanged, f.Outcome == corpus.Gone && a.Capture != "":
		return t.finishWork(StageFetch, f.URL, FetchVersion)
	case f.Outcome == corpus.NotCollected:
		return t.failFetch(f, "not collected: "+f.Reason)
	}
	return t.failFetch(f, f.Reason)
}

func (t *tx) failFetch(f Fetched, reason string) error {
	tries := 0
	if _, err := t.row("SELECT tries FROM work WHERE stage = $1 AND subject = $2", []any{string(StageFetch), f.URL}, &tries); err != nil {
		return err
	}
	tries++
	if !f.Passing {
		tries = MaxTries
	}
	wait := t.now.Add(waitAfter(tries))
	if f.NotBefore.After(wait) {
		wait = f.NotBefore
	}
	return t.exec("UPDATE work SET status = $1, version = $2, error = $3, tries = $4, not_before = $5 WHERE stage = $6 AND subject = $7",
		workFailed, FetchVersion, plain(reason), tries, timeText(wait), string(StageFetch), f.URL)
}

const fetchColumns = "SELECT f.seq, f.url, f.fetched_at, f.outcome, f.status, f.final_url, f.capture, f.reason, f.person FROM fetches f"

func scanFetch(rows *sql.Rows) (f corpus.Fetch, err error) {
	var at string
	err = rows.Scan(&f.Seq, &f.URL, &at, &f.Outcome, &f.Status, &f.FinalURL, &f.Capture, &f.Reason, &f.Person)
	if err == nil {
		f.Time, err = timeOf(at)
	}
	return f, err
}

func (t *tx) fetches(where string, args ...any) (list []corpus.Fetch, err error) {
	err = t.rows(fetchColumns+" WHERE "+where, args, func(rows *sql.Rows) error {
		f, err := scanFetch(rows)
		list = append(list, f)
		return err
	})
	return list, err
}

// Fetches lists every attempt to fetch an address, oldest first.
func (st *Store) Fetches(ctx context.Context, address string) (list []corpus.Fetch, err error) {
	err = st.view(ctx, func(t *tx) error {
		list, err = t.fetches("f.url = $1 ORDER BY f.seq", address)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("fetches of %s: %w", address, err)
	}
	return list, nil
}

// Gone lists, for each address of a document at which there now is nothing, the
// first fetch that found nothing. Its addresses are those from which it was
// fetched as a whole, and its URL. What failed in between says neither.
func (st *Store) Gone(ctx context.Context, document string) (list []corpus.Fetch, err error) {
	err = st.view(ctx, func(t *tx) error {
		number, _, err := t.resolveDocument(document)
		if err != nil {
			return err
		}
		list, err = t.fetches(`f.seq IN (
			SELECT min(g.seq) FROM fetches g WHERE g.outcome = 'gone'
			AND g.url IN (SELECT c.source FROM sightings s JOIN captures c ON c.id = s.capture WHERE s.document = $1 AND s.place = ''
				UNION SELECT d.url FROM documents d WHERE d.number = $1)
			AND NOT EXISTS (SELECT 1 FROM fetches b WHERE b.url = g.url AND b.seq > g.seq AND b.outcome IN ('captured', 'unchanged'))
			GROUP BY g.url) ORDER BY f.seq`, number)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("addresses of %s that are gone: %w", document, err)
	}
	return list, nil
}
