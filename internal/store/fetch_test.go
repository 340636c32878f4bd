package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/internal/ledgertest"
)

const (
	pageURL = "https://post.example/quay"
	feedURL = "https://post.example/feed"
)

// answer is an answer from an address, n hours after noon.
func answer(address string, n int, body string) Fetched {
	return Fetched{
		Fetch: corpus.Fetch{URL: address, Time: noon.Add(time.Duration(n) * time.Hour), Outcome: corpus.Captured, Status: 200},
		Body:  []byte(body), Format: corpus.FormatHTML, ETag: fmt.Sprintf("%q", body),
	}
}

// without is an answer without bytes.
func without(address string, n int, o corpus.Outcome, status int, reason string) Fetched {
	f := answer(address, n, "")
	f.Outcome, f.Status, f.Reason, f.Body, f.ETag = o, status, reason, nil, ""
	return f
}

// named is an answer of a feed with so many entries from the first on, each of
// which names an address.
func named(n, first, entries int) Fetched {
	f := answer(feedURL, n, fmt.Sprint("entries from ", first, " on, ", entries))
	f.Format = corpus.FormatFeed
	for i := first; i < first+entries; i++ {
		address := fmt.Sprintf("https://post.example/%d", i)
		f.Entries = append(f.Entries, address)
		f.Links = append(f.Links, Address{URL: address, Feed: feedURL, Given: []corpus.Observation{{Field: corpus.FieldOutlet, Value: "Post", Origin: "--outlet"}}})
	}
	return f
}

func ask(t testing.TB, st *Store, list ...Address) {
	t.Helper()
	if err := st.Ask(ctx, list); err != nil {
		t.Fatal(err)
	}
}

func put(t testing.TB, st *Store, f Fetched) Kept {
	t.Helper()
	kept, err := st.PutFetch(ctx, f)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

// waiting lists the addresses that wait to be fetched, host by host.
func waiting(t testing.TB, st *Store) []string {
	t.Helper()
	var hosts, list []string
	for {
		host, err := st.NextHost(ctx, hosts)
		if err != nil {
			t.Fatal(err)
		}
		if host == "" {
			return list
		}
		hosts = append(hosts, host)
		for after := int64(0); ; {
			a, found, err := st.NextAddress(ctx, host, after)
			if err != nil {
				t.Fatal(err)
			}
			if !found {
				break
			}
			list, after = append(list, a.URL), a.Number
		}
	}
}

func testAsk(t *testing.T, st *Store) {
	said := []corpus.Observation{{Field: corpus.FieldOutlet, Value: "Post", Origin: "--outlet"}}
	ask(t, st, Address{URL: pageURL}, Address{URL: "https://b.example/1"}, Address{URL: "https://POST.example/2"})
	same(t, "waiting", waiting(t, st), []string{pageURL, "https://POST.example/2", "https://b.example/1"})
	for _, bad := range []string{"", "post.example/quay", "ftp://post.example/", "https://", "https://post.example/\x00"} {
		if err := st.Ask(ctx, []Address{{URL: "https://c.example/"}, {URL: bad}}); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%q is asked for: %v", bad, err)
		}
	}
	ask(t, st, Address{URL: pageURL, Given: said, Override: "Ana"}, Address{URL: pageURL})
	a, found, err := st.NextAddress(ctx, "post.example", 0)
	if err != nil || !found {
		t.Fatal(found, err)
	}
	same(t, "address", a, Address{Number: 1, URL: pageURL, Given: said, Override: "Ana"})
	if n := len(waiting(t, st)); n != 3 {
		t.Errorf("%d addresses wait, want 3", n)
	}
}

// A page is fetched, has not changed, has changed, is gone and comes back.
func testFetched(t *testing.T, st *Store) {
	ask(t, st, Address{URL: pageURL})
	first := put(t, st, answer(pageURL, 0, "one"))
	d := article(1, "2031-05-01", "Post", "Quay opens", "It opened.")
	d.Place = "" // the whole page
	if _, err := st.AddDocuments(ctx, first.Capture, []corpus.Document{d}, nil, &Parsed{Version: "1"}); err != nil {
		t.Fatal(err)
	}
	if list := waiting(t, st); len(list) > 0 {
		t.Errorf("%v still waits", list)
	}
	ask(t, st, Address{URL: pageURL})
	if a, _, _ := st.NextAddress(ctx, "post.example", 0); a.Capture != first.Capture || a.ETag != `"one"` || a.FinalURL != pageURL {
		t.Errorf("what is known of the address: %+v", a)
	}
	outcomes := []corpus.Outcome{first.Outcome}
	for _, f := range []Fetched{
		without(pageURL, 1, corpus.Unchanged, 304, ""),
		answer(pageURL, 2, "one"),
		without(pageURL, 3, corpus.Gone, 404, "HTTP 404 Not Found"),
		without(pageURL, 4, corpus.Failed, 503, "HTTP 503 Service Unavailable"),
		without(pageURL, 5, corpus.Gone, 410, "HTTP 410 Gone"),
	} {
		outcomes = append(outcomes, put(t, st, f).Outcome)
	}
	same(t, "outcomes", outcomes, []corpus.Outcome{corpus.Captured, corpus.Unchanged, corpus.Unchanged, corpus.Gone, corpus.Failed, corpus.Gone})
	gone, err := st.Gone(ctx, d.ID)
	if err != nil || len(gone) != 1 || gone[0].Status != 404 || !gone[0].Time.Equal(noon.Add(3*time.Hour)) {
		t.Errorf("gone: %+v, %v", gone, err)
	}
	if second := put(t, st, answer(pageURL, 6, "two")); second.Outcome != corpus.Captured || second.Capture == first.Capture {
		t.Errorf("other bytes: %+v", second)
	}
	if again := put(t, st, answer(pageURL, 7, "one")); again.Outcome != corpus.Captured || again.Capture != first.Capture {
		t.Errorf("the first bytes again: %+v", again)
	}
	if gone, err := st.Gone(ctx, d.ID); err != nil || len(gone) > 0 {
		t.Errorf("it is back: %+v, %v", gone, err)
	}
	elsewhere := article(2, "2031-05-01", "Post", "Kept by others", "It opened.") // of an archive, and its URL is gone
	c := capture(t, st, "archive.jsonl", "archive")
	if _, err := st.AddDocuments(ctx, c.ID, []corpus.Document{elsewhere}, nil, &Parsed{Version: "1"}); err != nil {
		t.Fatal(err)
	}
	ask(t, st, Address{URL: elsewhere.URL})
	put(t, st, without(elsewhere.URL, 8, corpus.Gone, 404, "HTTP 404 Not Found"))
	if gone, err := st.Gone(ctx, elsewhere.ID); err != nil || len(gone) != 1 {
		t.Errorf("the URL of a document of an archive is gone: %+v, %v", gone, err)
	}
	sightings, err := st.Sightings(ctx, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	var hours []int
	for _, s := range sightings {
		if s.Capture != first.Capture {
			t.Errorf("seen in %s", s.Capture)
		}
		hours = append(hours, int(s.Time.Sub(noon).Hours()))
	}
	same(t, "seen at", hours, []int{0, 1, 2, 7})
	list, err := st.Fetches(ctx, pageURL)
	if err != nil || len(list) != 8 || list[7].Seq != 8 {
		t.Errorf("fetches: %+v, %v", list, err)
	}
}

// What becomes of the work of an address, by outcome.
func testFetchWork(t *testing.T, st *Store) {
	for i, tt := range []struct {
		f      Fetched
		reason string // in the list of failures; "" when it is done
		tries  int
	}{
		{answer("", 0, "x"), "", 0},
		{without("", 0, corpus.Gone, 404, "HTTP 404 Not Found"), "HTTP 404 Not Found", MaxTries},
		{without("", 0, corpus.NotCollected, 0, `robots.txt says "Disallow: /"`), `not collected: robots.txt says "Disallow: /"`, MaxTries},
		{without("", 0, corpus.Failed, 403, "HTTP 403 Forbidden"), "HTTP 403 Forbidden", MaxTries},
		{without("", 0, corpus.Unchanged, 304, ""), "the server says that it has not changed (HTTP 304), and it was never fetched", MaxTries},
		{func() Fetched {
			f := without("", 0, corpus.Failed, 503, "HTTP 503")
			f.Passing = true
			return f
		}(), "HTTP 503", 1},
	} {
		address := fmt.Sprintf("https://post.example/%d", i)
		tt.f.URL = address
		ask(t, st, Address{URL: address})
		put(t, st, tt.f)
		var w Work
		err := st.view(ctx, func(t *tx) error {
			_, err := t.row("SELECT status, error, tries FROM work WHERE stage = 'fetch' AND subject = $1", []any{address}, &w.Status, &w.Error, &w.Tries)
			return err
		})
		if done := tt.reason == ""; err != nil || w.Error != tt.reason || w.Tries != tt.tries || done != (w.Status == workDone) {
			t.Errorf("%s: %+v, %v", tt.f.Reason, w, err)
		}
	}
	if list := waiting(t, st); len(list) > 0 {
		t.Errorf("%v waits already", list)
	}
}

// A server that asks to be left alone is left alone, also when a person asks.
func testLeftAlone(t *testing.T, st *Store) {
	ask(t, st, Address{URL: pageURL})
	f := without(pageURL, 0, corpus.Failed, 429, "HTTP 429")
	f.NotBefore, f.Passing = time.Now().Add(time.Hour), true
	put(t, st, f)
	ask(t, st, Address{URL: pageURL})
	if list := waiting(t, st); len(list) > 0 {
		t.Errorf("%v waits", list)
	}
	if until, err := st.LeftAlone(ctx, pageURL); err != nil || until.IsZero() {
		t.Errorf("left alone until %v, %v", until, err)
	}
	f.NotBefore = time.Now().Add(-time.Second)
	put(t, st, f)
	ask(t, st, Address{URL: pageURL})
	if list := waiting(t, st); len(list) != 1 {
		t.Errorf("%v waits, want the page", list)
	}
}

// Who overrides robots.txt does so for one capture, and stands beside it.
func testOverride(t *testing.T, st *Store) {
	ask(t, st, Address{URL: pageURL, Override: "Ana"})
	f := without(pageURL, 0, corpus.Failed, 0, "timeout")
	f.Person, f.Passing = "Ana", true
	put(t, st, f)
	if a, _ := st.lookUp(pageURL); a.Override != "Ana" {
		t.Errorf("after a failure nobody overrides")
	}
	f = answer(pageURL, 1, "x")
	f.Person = "Ana"
	put(t, st, f)
	if a, _ := st.lookUp(pageURL); a.Override != "" {
		t.Errorf("%s overrides for good", a.Override)
	}
	list, err := st.Fetches(ctx, pageURL)
	if err != nil || len(list) != 2 || list[1].Person != "Ana" {
		t.Errorf("%+v, %v", list, err)
	}
}

func (st *Store) lookUp(address string) (a Address, err error) {
	err = st.view(ctx, func(t *tx) error {
		a, err = t.address(address)
		return err
	})
	return a, err
}

func addFeed(t testing.TB, st *Store) {
	t.Helper()
	if err := st.AddFeeds(ctx, []string{feedURL}, nil); err != nil {
		t.Fatal(err)
	}
	// The polls of these tests are long after it was added.
	err := st.update(ctx, func(t *tx) error {
		return t.exec("UPDATE feeds SET added_at = $1", timeText(noon.AddDate(-1, 0, 0)))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func testFeed(t *testing.T, st *Store) {
	ask(t, st, Address{URL: feedURL})
	put(t, st, named(-1, 0, 3)) // as a page: it names nothing
	addFeed(t, st)
	if list := waiting(t, st); len(list) > 0 {
		t.Errorf("%v waits before any poll", list)
	}
	if a, _ := st.lookUp(feedURL); !a.IsFeed || a.ETag != "" {
		t.Errorf("the feed would not be answered whole: %+v", a)
	}
	if list, err := st.AskFeeds(ctx, nil); len(list) != 1 || err != nil {
		t.Fatal(list, err)
	}
	ask(t, st, Address{URL: "https://post.example/1"}) // a person was first
	same(t, "waiting", waiting(t, st), []string{feedURL, "https://post.example/1"})
	if kept := put(t, st, named(0, 0, 3)); kept.Links != 2 || kept.Gap != nil {
		t.Errorf("first poll: %+v", kept)
	}
	same(t, "waiting", waiting(t, st), []string{"https://post.example/1", "https://post.example/0", "https://post.example/2"})
	if kept := put(t, st, named(1, 1, 3)); kept.Links != 1 || kept.Gap != nil {
		t.Errorf("second poll: %+v", kept)
	}
	put(t, st, answer("https://post.example/2", 2, "x"))
	list, err := st.Feeds(ctx)
	if err != nil || len(list) != 1 {
		t.Fatalf("%+v, %v", list, err)
	}
	f := list[0]
	if !f.Active || f.Entries != 3 || f.Named != 3 || f.Fetched != 1 || f.Failed != 0 || !f.Good.Equal(noon.Add(time.Hour)) || f.Last.Seq != 3 {
		t.Errorf("%+v", f)
	}
	if _, err := st.AskFeeds(ctx, []string{pageURL}); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("a page is polled: %v", err)
	}
	if err := st.RemoveFeed(ctx, feedURL); err != nil {
		t.Error(err)
	}
	if err := st.RemoveFeed(ctx, feedURL); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("it is removed twice: %v", err)
	}
	if list, err := st.AskFeeds(ctx, nil); len(list) != 0 || err != nil {
		t.Errorf("%v are polled, %v", list, err)
	}
}

// A feed that was taken off the list is not asked for again, neither where it
// waits for its first poll nor where one failed that would be tried again. Its
// failure stays to be seen.
func testRemovedFeeds(t *testing.T, st *Store) {
	for _, failed := range []bool{false, true} {
		addFeed(t, st)
		if _, err := st.AskFeeds(ctx, nil); err != nil {
			t.Fatal(err)
		}
		if failed {
			f := without(feedURL, 1, corpus.Failed, 503, "HTTP 503 Service Unavailable")
			f.Passing = true
			put(t, st, f)
		}
		if err := st.RemoveFeed(ctx, feedURL); err != nil {
			t.Fatal(err)
		}
		wake(t, st)
		same(t, "waiting", len(waiting(t, st)), 0)
		list, err := st.Failures(ctx)
		if err != nil || (len(list) == 1) != failed {
			t.Errorf("failures %v, %v", list, err)
		}
	}
}

// A gap is kept where a feed may have named what nobody saw, and nowhere else.
func testGaps(t *testing.T, st *Store) {
	failed := without(feedURL, 3, corpus.Failed, 503, "HTTP 503 Service Unavailable")
	empty := named(6, 0, 0)
	changedBack := named(9, 14, 3)
	addFeed(t, st)
	for i, tt := range []struct {
		f      Fetched
		reason string
		hours  string
	}{
		{without(feedURL, 0, corpus.Failed, 0, "timeout"), "", ""}, // nothing was seen before
		{named(1, 0, 3), "", ""},
		{named(2, 2, 3), "", ""},
		{failed, "", ""},
		{named(4, 4, 3), "a poll failed in between: HTTP 503 Service Unavailable", "2-4"},
		{named(5, 7, 3), "none of the 3 entries of the poll before was left", "4-5"},
		{empty, "none of the 3 entries of the poll before was left", "5-6"},
		{named(7, 9, 3), "", ""}, // one of those before the empty poll
		{failed, "", ""},
		{failed, "", ""},
		{without(feedURL, 8, corpus.Unchanged, 304, ""), "", ""}, // nothing can have come
		{changedBack, "none of the 3 entries of the poll before was left", "8-9"},
	} {
		kept := put(t, st, tt.f)
		var reason, hours string
		if g := kept.Gap; g != nil {
			reason, hours = g.Reason, fmt.Sprintf("%g-%g", g.From.Sub(noon).Hours(), g.To.Sub(noon).Hours())
		}
		if reason != tt.reason || hours != tt.hours {
			t.Errorf("poll %d: gap %q %s, want %q %s", i, reason, hours, tt.reason, tt.hours)
		}
	}
	list, err := st.Feeds(ctx)
	if err != nil || len(list) != 1 || len(list[0].Gaps) != 4 {
		t.Errorf("%+v, %v", list, err)
	}
}

// Where something breaks between the bytes of a feed and its last link,
// nothing of it is kept, and the feed is asked again.
func TestFetchIsOneTransaction(t *testing.T) {
	st := openAt(t, filepath.Join(t.TempDir(), "ledger.db"))
	addFeed(t, st)
	if _, err := st.AskFeeds(ctx, nil); err != nil {
		t.Fatal(err)
	}
	before, err := st.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	breakOn(t, st, "CREATE TRIGGER broken BEFORE UPDATE ON work WHEN NEW.subject = '"+feedURL+"' BEGIN SELECT RAISE(ABORT, 'full'); END")
	if _, err := st.PutFetch(ctx, named(0, 0, 3)); err == nil || !strings.Contains(err.Error(), "full") {
		t.Fatalf("it did not break: %v", err)
	}
	after, err := st.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "counts", after, before)
	same(t, "waiting", waiting(t, st), []string{feedURL})
	breakOn(t, st, "DROP TRIGGER broken")
	put(t, st, named(0, 0, 3))
	if list := waiting(t, st); len(list) != 3 || slices.Contains(list, feedURL) {
		t.Errorf("%v waits, want the three links", list)
	}
}

func breakOn(t *testing.T, st *Store, statement string) {
	t.Helper()
	if err := st.update(ctx, func(t *tx) error { return t.exec(statement) }); err != nil {
		t.Fatal(err)
	}
}

// What somebody changed of the fetches is found by what the log says of them.
func TestVerifyFetches(t *testing.T) {
	for _, change := range []string{
		"",
		"UPDATE fetches SET person = 'Eve' WHERE seq = 1",
		"UPDATE fetches SET outcome = 'gone' WHERE seq = 2",
		"UPDATE fetches SET fetched_at = '2030-01-01T00:00:00.000000Z' WHERE seq = 1",
		"DELETE FROM fetches WHERE seq = 2",
		"INSERT INTO fetches SELECT 3, url, fetched_at, outcome, status, final_url, capture, reason, person FROM fetches WHERE seq = 1",
	} {
		path := filepath.Join(t.TempDir(), "ledger.db")
		st := openAt(t, path)
		ask(t, st, Address{URL: pageURL})
		put(t, st, answer(pageURL, 0, "one"))
		put(t, st, without(pageURL, 1, corpus.Unchanged, 304, ""))
		if change != "" {
			breakOn(t, st, change)
		}
		found := verify(t, path, "").Findings
		if (len(found) > 0) != (change != "") || len(found) > 0 && !strings.Contains(found[0].Where+found[0].Reason, "fetch") && !strings.Contains(found[0].Reason, "log") {
			t.Errorf("%s: %+v", change, found)
		}
	}
}

// A feed that names very many pages has us ask for so many of them at a time.
func TestLinksOfOnePollAreBounded(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		st := openAt(t, dsn)
		addFeed(t, st)
		many := named(0, 0, MaxLinks+3)
		many.ETag = "all of them"
		for poll, want := range []int{MaxLinks, 3, 0} {
			if kept := put(t, st, many); kept.Links != want {
				t.Errorf("poll %d took %d links, want %d", poll, kept.Links, want)
			}
			if a, _ := st.lookUp(feedURL); poll == 0 && a.ETag != "" {
				t.Error("the rest would not be named again")
			}
		}
	})
}

// Whoever takes a gap away makes an outlet look silent: it is found.
func TestVerifyGaps(t *testing.T) {
	for name, forge := range map[string]string{
		"taken away": "DELETE FROM gaps",
		"shortened":  "UPDATE gaps SET from_at = to_at",
		"made up":    "INSERT INTO gaps (feed, from_at, to_at, reason) VALUES ('" + feedURL + "', '2031-05-01T00:00:00.000000Z', '2031-05-02T00:00:00.000000Z', 'x')",
	} {
		t.Run(name, func(t *testing.T) {
			ledgertest.Each(t, func(t *testing.T, dsn string) {
				st := openAt(t, dsn)
				addFeed(t, st)
				put(t, st, named(0, 0, 3))
				if kept := put(t, st, named(1, 10, 13)); kept.Gap == nil {
					t.Fatal("no gap")
				}
				if r := verify(t, dsn, ""); len(r.Findings) > 0 {
					t.Fatalf("before: %+v", r.Findings)
				}
				if err := st.update(ctx, func(t *tx) error { return t.exec(forge) }); err != nil {
					t.Fatal(err)
				}
				if r := verify(t, dsn, ""); len(r.Findings) == 0 {
					t.Error("nothing is found")
				}
			})
		})
	}
}
