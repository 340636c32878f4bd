package corpus

import "time"

// Outcome tells what came of asking for an address.
type Outcome string

// The outcomes of a fetch.
const (
	// Captured: the answer has other bytes than the one before.
	Captured Outcome = "captured"
	// Unchanged: the server says so (HTTP 304), or the bytes are those of the
	// answer before. What is in them was seen again.
	Unchanged Outcome = "unchanged"
	// Gone: the server has nothing there (HTTP 404 or 410). That is an
	// observation: what was captured before stays.
	Gone Outcome = "gone"
	// NotCollected: the site's robots.txt does not allow it.
	NotCollected Outcome = "not collected"
	// Failed: there was no answer, or none that can be used.
	Failed Outcome = "failed"
)

// Fetch is one attempt to fetch an address. Every attempt is kept.
type Fetch struct {
	Seq      int64 // of the ledger, from 1
	URL      string
	Time     time.Time // when the answer began or the attempt ended, UTC
	Outcome  Outcome
	Status   int    // of HTTP, 0 when there was no answer
	FinalURL string // behind redirects, "" when it is URL
	Capture  string // the bytes, also those that are unchanged since; "" when there are none
	Reason   string // why it failed, "" when it did not
	Person   string // who had it fetched against robots.txt, "" nobody
}

// Gap is a stretch of time in which a feed may have named what nobody saw.
type Gap struct {
	Feed     string
	From, To time.Time // when it was last read before, and first after, UTC
	Reason   string
}
