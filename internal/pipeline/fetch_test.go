package pipeline

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hearsay/capture"
	"hearsay/corpus"
	"hearsay/internal/ledgertest"
	"hearsay/internal/store"
)

// site answers on loopback with pages that a test may change.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string // path -> body; a redirect is "-> path", a status "404"
	asked []string          // paths, in order, without robots.txt
}

func newSite(t testing.TB, pages map[string]string) *site {
	s := &site{pages: pages}
	s.Server = httptest.NewServer(http.HandlerFunc(s.answer))
	t.Cleanup(s.Close)
	return s
}

func (s *site) answer(w http.ResponseWriter, r *http.Request) {
	body, found := s.page(r.URL.Path)
	var code int
	if _, err := fmt.Sscanf(body, "status %d", &code); err == nil {
		w.WriteHeader(code)
		return
	}
	if to, ok := strings.CutPrefix(body, "-> "); ok {
		http.Redirect(w, r, to, http.StatusMovedPermanently)
		return
	}
	if !found {
		http.NotFound(w, r)
		return
	}
	if strings.HasSuffix(r.URL.Path, ".html") {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
	}
	w.Header().Set("ETag", fmt.Sprintf("%q", corpus.DigestOf([]byte(body))))
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(body))
}

func (s *site) page(path string) (body string, found bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if path != "/robots.txt" {
		s.asked = append(s.asked, path)
	}
	body, found = s.pages[path]
	return strings.ReplaceAll(body, "SITE", s.URL), found
}

func (s *site) set(path, body string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = body
}

// page is a page about boat n.
func page(n int, markup string) string {
	return fmt.Sprintf(`<html><head><title>Boat %d</title></head><body>%s<article><h1>Boat %d</h1>
<p>The port said on Tuesday that boat number %d was lost in the night off the northern coast with all hands! Nobody else was there to see it.</p></article></body></html>`, n, markup, n, n)
}

// feedOf is a feed whose entries name the pages from first on.
func feedOf(first, entries int) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Post</title>`)
	for i := first; i < first+entries; i++ {
		fmt.Fprintf(&b, "<item><title>Boat %d in brief</title><link>SITE/%d.html</link><guid>g%d</guid><description>Lost.</description></item>", i, i, i)
	}
	return b.String() + "</channel></rss>"
}

// fetcherFor fetches from loopback without delay.
func fetcherFor(t testing.TB) *capture.Fetcher {
	f, err := capture.NewFetcher(capture.FetchOptions{AllowPrivate: true, Delay: -1, Retries: -1, Timeout: 20 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	return f
}

// crowd counts who is inside at once.
type crowd struct {
	mu        sync.Mutex
	now, most int
}

func (c *crowd) enter() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now++
	c.most = max(c.most, c.now)
	return c.now
}

func (c *crowd) leave() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now--
}

// ask asks for addresses of a site by their paths.
func (b *bench) ask(s *site, paths ...string) {
	b.t.Helper()
	var list []store.Address
	for _, p := range paths {
		list = append(list, store.Address{URL: s.URL + p})
	}
	if err := b.st.Ask(context.Background(), list); err != nil {
		b.t.Fatal(err)
	}
}

// fetch asks for paths and runs.
func (b *bench) fetch(f *capture.Fetcher, s *site, paths ...string) Summary {
	b.t.Helper()
	b.ask(s, paths...)
	return b.must(Options{Fetcher: f})
}

// documents lists what the ledger has, by title.
func (b *bench) documents() (list []corpus.Document) {
	b.t.Helper()
	for d, err := range b.st.Documents(context.Background(), store.DocumentFilter{}) {
		if err != nil {
			b.t.Fatal(err)
		}
		list = append(list, d)
	}
	return list
}

func TestFetchFollowsAPage(t *testing.T) {
	b, f := newBench(t), fetcherFor(t)
	s := newSite(t, map[string]string{"/1.html": page(1, "")})
	for i, step := range []struct {
		body                                                     string
		fetched, unchanged, gone, documents, sightings, failures int
	}{
		{page(1, ""), 1, 0, 0, 1, 0, 0},
		{page(1, ""), 0, 1, 0, 0, 0, 0},
		{page(1, `<div class="ad">buy</div>`), 1, 0, 0, 0, 1, 0},
		{page(2, ""), 1, 0, 0, 1, 0, 0},
		{"status 404", 0, 0, 1, 0, 0, 0},
		{"status 500", 0, 0, 0, 0, 0, 1},
		{page(1, ""), 1, 0, 0, 0, 0, 0}, // a capture that the ledger has
	} {
		s.set("/1.html", step.body)
		sum := b.fetch(f, s, "/1.html")
		if sum.Fetched != step.fetched || sum.Unchanged != step.unchanged || sum.Gone != step.gone ||
			sum.Documents != step.documents || sum.Sightings != step.sightings || sum.Failures.Total != step.failures {
			t.Errorf("step %d: %+v", i, sum)
		}
	}
	docs := b.documents()
	if len(docs) != 2 || docs[0].Item != docs[1].Item {
		t.Fatalf("want two texts of one item: %+v", docs)
	}
	slices.SortFunc(docs, func(a, b corpus.Document) int { return strings.Compare(a.Title, b.Title) })
	sightings, err := b.st.Sightings(context.Background(), docs[0].ID)
	if err != nil || len(sightings) != 4 {
		t.Errorf("boat 1 was seen %d times, want 4 (%v)", len(sightings), err)
	}
}

// What is said of a page that the ledger has is not taken in silently.
func TestFetchWarnsOfWhatIsSaidTooLate(t *testing.T) {
	b, f := newBench(t), fetcherFor(t)
	s := newSite(t, map[string]string{"/1.html": page(1, "")})
	b.fetch(f, s, "/1.html")
	late := []corpus.Observation{{Field: corpus.FieldOutlet, Value: "Post", Origin: "--outlet"}}
	if err := b.st.Ask(context.Background(), []store.Address{{URL: s.URL + "/1.html", Given: late}}); err != nil {
		t.Fatal(err)
	}
	var warned []string
	b.must(Options{Fetcher: f, Warned: func(err error) { warned = append(warned, err.Error()) }})
	if len(warned) != 1 || !strings.Contains(warned[0], `outlet "Post"`) {
		t.Errorf("warned of %v", warned)
	}
}

// Two addresses that lead to one page are one item, and a page that moves
// keeps its own.
func TestFetchRedirectsDoNotSplitItems(t *testing.T) {
	b, f := newBench(t), fetcherFor(t)
	s := newSite(t, map[string]string{"/1.html": page(1, ""), "/short": "-> /1.html"})
	b.fetch(f, s, "/short", "/1.html")
	if docs := b.documents(); len(docs) != 1 || docs[0].URL != s.URL+"/1.html" {
		t.Errorf("one page under two addresses: %+v", docs)
	}
	s.set("/1.html", "-> /archive/1.html")
	s.set("/archive/1.html", page(2, ""))
	b.fetch(f, s, "/1.html")
	docs := b.documents()
	if len(docs) != 2 || docs[0].Item != docs[1].Item {
		t.Errorf("a page that moved: %+v", docs)
	}
	list, err := b.st.Fetches(context.Background(), s.URL+"/1.html")
	if err != nil || len(list) != 2 || list[1].FinalURL != s.URL+"/archive/1.html" {
		t.Errorf("fetches: %+v, %v", list, err)
	}
}

// A plain text is the item of its address as a page is, so that another text
// there is a revision.
func TestFetchPlainText(t *testing.T) {
	b, f := newBench(t), fetcherFor(t)
	s := newSite(t, map[string]string{"/note.txt": "The port said that one boat was lost!"})
	b.fetch(f, s, "/note.txt")
	s.set("/note.txt", "The port said that two boats were lost!")
	if sum := b.fetch(f, s, "/note.txt"); sum.Revisions != 1 {
		t.Errorf("%+v", sum)
	}
	for _, d := range b.documents() {
		if d.URL != s.URL+"/note.txt" {
			t.Errorf("%s has the address %q", d.ID, d.URL)
		}
	}
}

func TestFetchFollowsAFeed(t *testing.T) {
	b, f := newBench(t), fetcherFor(t)
	s := newSite(t, map[string]string{"/feed": feedOf(1, 3), "/1.html": page(1, ""), "/2.html": page(2, ""), "/3.html": page(3, ""), "/4.html": page(4, "")})
	given := []corpus.Observation{{Field: corpus.FieldOutlet, Value: "Post", Origin: "--outlet"}}
	if err := b.st.AddFeeds(context.Background(), []string{s.URL + "/feed"}, given); err != nil {
		t.Fatal(err)
	}
	var warned []string
	poll := func() Summary {
		t.Helper()
		if _, err := b.st.AskFeeds(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
		return b.must(Options{Fetcher: f, Warned: func(err error) { warned = append(warned, err.Error()) }})
	}
	if sum := poll(); sum.Fetched != 4 || sum.Links != 3 || sum.Documents != 6 || sum.Failures.Total != 0 {
		t.Errorf("first poll: %+v", sum)
	}
	if sum := poll(); sum.Fetched != 0 || sum.Unchanged != 1 || sum.Links != 0 || sum.Documents != 0 {
		t.Errorf("second poll: %+v", sum)
	}
	s.set("/feed", feedOf(2, 3))
	if sum := poll(); sum.Fetched != 2 || sum.Links != 1 || sum.Documents != 2 || len(warned) > 0 {
		t.Errorf("third poll: %+v, %v", sum, warned)
	}
	s.set("/feed", "status 500")
	if sum := poll(); sum.Failures.Total != 1 {
		t.Errorf("a poll that fails: %+v", sum)
	}
	s.set("/feed", feedOf(8, 1))
	if sum := poll(); sum.Links != 1 || len(warned) != 1 || !strings.Contains(warned[0], "none of the 3 entries of the poll before was left") {
		t.Errorf("a poll after much was missed: %+v, %v", sum, warned)
	}
	for _, d := range b.documents() {
		if d.Outlet != "Post" {
			t.Errorf("%s is of %q", d.URL, d.Outlet)
		}
		if strings.HasSuffix(d.URL, ".html") && !strings.Contains(d.Title, "in brief") && strings.Contains(d.Text, "in brief") {
			t.Errorf("%s has the feed's title in its text", d.URL)
		}
	}
}

// What a feed that has moved names is relative to where it is now.
func TestFetchFollowsAFeedThatMoved(t *testing.T) {
	b, f := newBench(t), fetcherFor(t)
	s := newSite(t, map[string]string{
		"/feed": "-> /new/feed", "/new/1.html": page(1, ""),
		"/new/feed": `<rss version="2.0"><channel><title>Post</title><item><title>Boat</title><link>1.html</link></item></channel></rss>`,
	})
	if err := b.st.AddFeeds(context.Background(), []string{s.URL + "/feed"}, nil); err != nil {
		t.Fatal(err)
	}
	if sum := b.fetch(f, s, "/feed"); sum.Fetched != 2 || sum.Failures.Total > 0 || !slices.Contains(s.asked, "/new/1.html") {
		t.Errorf("%+v, asked for %v", sum, s.asked)
	}
}

func TestFetchObeysRobotsUnlessAPersonDecides(t *testing.T) {
	b, f := newBench(t), fetcherFor(t)
	s := newSite(t, map[string]string{"/robots.txt": "User-agent: *\nDisallow: /", "/1.html": page(1, "")})
	sum := b.fetch(f, s, "/1.html")
	if sum.Failures.Total != 1 || !strings.Contains(sum.Failures.First[0].Error(), "not collected") || len(s.asked) > 0 {
		t.Errorf("%+v, asked for %v", sum, s.asked)
	}
	if err := b.st.Ask(context.Background(), []store.Address{{URL: s.URL + "/1.html", Override: "Ana"}}); err != nil {
		t.Fatal(err)
	}
	if sum := b.must(Options{Fetcher: f}); sum.Fetched != 1 {
		t.Errorf("with an override: %+v", sum)
	}
	if sum := b.fetch(f, s, "/1.html"); sum.Fetched+sum.Unchanged != 0 || sum.Failures.Total != 1 {
		t.Errorf("the override was for one capture: %+v", sum)
	}
	list, err := b.st.Fetches(context.Background(), s.URL+"/1.html")
	if err != nil || len(list) != 3 || list[1].Person != "Ana" || list[0].Outcome != corpus.NotCollected || list[2].Outcome != corpus.NotCollected {
		t.Errorf("%+v, %v", list, err)
	}
}

// A run that is interrupted keeps what came and leaves the rest to the next,
// which asks for nothing twice.
func TestFetchGoesOnAfterAnInterrupt(t *testing.T) {
	const pages = 20
	b, f := newBench(t), fetcherFor(t)
	s := newSite(t, map[string]string{})
	var paths []string
	for i := range pages {
		paths = append(paths, fmt.Sprintf("/%d.html", i))
		s.set(paths[i], page(i, ""))
	}
	b.ask(s, paths...)
	ctx, cancel := context.WithCancel(context.Background())
	sum, err := b.run(ctx, Options{Fetcher: f, Progress: func(p Progress) {
		if p.Stage == "fetch" && p.Documents == 5 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || sum.Fetched < 5 || sum.Left.Addresses != pages-sum.Fetched || sum.Left.Captures != sum.Fetched {
		t.Fatalf("%+v, %v", sum, err)
	}
	rest := b.must(Options{Fetcher: f})
	if rest.Fetched != pages-sum.Fetched || rest.Documents != pages || !rest.Left.Nothing() {
		t.Errorf("the rest: %+v", rest)
	}
	if len(s.asked) > pages+1 { // one may have been on its way
		t.Errorf("%d requests for %d pages: %v", len(s.asked), pages, s.asked)
	}
}

// One host that hangs does not hold up the others, and a host is asked for one
// page at a time, in order.
func TestFetchHostByHost(t *testing.T) {
	b, f := newBench(t), fetcherFor(t)
	var inside crowd
	released := make(chan struct{})
	slow := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		inside.enter()
		defer inside.leave()
		<-released
		fmt.Fprint(w, page(90, ""))
	}))
	defer slow.Close()
	quick := newSite(t, map[string]string{"/1.html": page(1, ""), "/2.html": page(2, ""), "/3.html": page(3, "")})
	other := strings.Replace(slow.URL, "127.0.0.1", "localhost", 1) // another host than that of quick
	if err := b.st.Ask(context.Background(), []store.Address{{URL: other + "/a"}, {URL: other + "/b"}}); err != nil {
		t.Fatal(err)
	}
	b.ask(quick, "/1.html", "/2.html", "/3.html")
	var once sync.Once
	sum := b.must(Options{Fetcher: f, Progress: func(p Progress) {
		if p.Stage == "fetch" && p.Documents == 3 {
			once.Do(func() { close(released) })
		}
	}})
	if sum.Fetched != 5 || inside.most != 1 {
		t.Errorf("%d requests at once to one host: %+v", inside.most, sum)
	}
	if !slices.Equal(quick.asked, []string{"/1.html", "/2.html", "/3.html"}) {
		t.Errorf("asked for %v", quick.asked)
	}
}

// No more than so many hosts are asked at once, and no fewer while they wait.
func TestFetchHostsAtOnce(t *testing.T) {
	b, f := newBench(t), fetcherFor(t)
	var inside crowd
	var once sync.Once
	full := make(chan struct{})
	answer := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		defer inside.leave()
		if inside.enter() == hostsAtOnce {
			once.Do(func() { close(full) })
		}
		<-full
		fmt.Fprint(w, page(1, ""))
	}
	for h := range hostsAtOnce + 2 {
		address := serveAt(t, fmt.Sprintf("127.0.0.%d", h+1), answer)
		if err := b.st.Ask(context.Background(), []store.Address{{URL: address + "/"}}); err != nil {
			t.Fatal(err)
		}
	}
	if sum := b.must(Options{Fetcher: f}); sum.Fetched != hostsAtOnce+2 || inside.most != hostsAtOnce {
		t.Errorf("%d hosts at once: %+v", inside.most, sum)
	}
}

// Several programs collect into one ledger at once: together they fetch all
// that is pending, and on a server nothing twice. One program follows the
// links of a feed that another one has read.
func TestSeveralProgramsFetch(t *testing.T) {
	const pages, programs = 30, 3
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		ctx := context.Background()
		s := newSite(t, map[string]string{"/feed": feedOf(0, pages)})
		for i := range pages {
			s.set(fmt.Sprintf("/%d.html", i), page(i, ""))
		}
		var all sync.WaitGroup
		var fetched atomic.Int32
		first := openAt(t, dsn)
		other := strings.Replace(s.URL, "127.0.0.1", "localhost", 1) // another host
		for i := range pages {
			if err := first.Ask(ctx, []store.Address{{URL: fmt.Sprintf("%s/%d.html", other, i)}}); err != nil {
				t.Fatal(err)
			}
		}
		if err := first.AddFeeds(ctx, []string{s.URL + "/feed"}, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := first.AskFeeds(ctx, nil); err != nil {
			t.Fatal(err)
		}
		for range programs {
			st, f := openAt(t, dsn), fetcherFor(t)
			all.Go(func() {
				sum, err := New(st, Options{Fetcher: f, Read: shout, Version: "1"}).Run(ctx, nil, nil)
				fetched.Add(int32(sum.Fetched + sum.Unchanged))
				if err != nil || sum.Failures.Total > 0 {
					t.Error(err, sum)
				}
			})
		}
		all.Wait()
		const want = 1 + 2*pages
		if n := fetched.Load(); n < want || n > want && !store.IsFile(dsn) {
			t.Errorf("%d addresses were fetched, want %d", n, want)
		}
		if n, err := first.CountPending(ctx, store.StageFetch, store.FetchVersion); n != 0 || err != nil {
			t.Errorf("%d addresses still wait, %v", n, err)
		}
		if r, err := store.Verify(ctx, dsn, "", nil); err != nil || len(r.Findings) > 0 {
			t.Errorf("%+v, %v", r.Findings, err)
		}
	})
}

// Without a fetcher nothing is asked for.
func TestNoFetcherNoRequest(t *testing.T) {
	b := newBench(t)
	s := newSite(t, map[string]string{"/1.html": page(1, "")})
	b.ask(s, "/1.html")
	if sum := b.must(Options{}); sum.Left.Addresses != 1 || len(s.asked) > 0 {
		t.Errorf("%+v, asked for %v", sum, s.asked)
	}
}

// BenchmarkCollect fetches pages from a server on this machine into a ledger,
// parses and reads them.
func BenchmarkCollect(b *testing.B) {
	st, err := store.Open(context.Background(), b.TempDir()+"/hearsay.db")
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	const hosts = 8
	var list []store.Address
	for h := range hosts {
		address := serveAt(b, fmt.Sprintf("127.0.0.%d", h+1), serveBoats)
		for n := h; n < b.N; n += hosts {
			list = append(list, store.Address{URL: fmt.Sprintf("%s/%d.html", address, n)})
		}
	}
	if err := st.Ask(context.Background(), list); err != nil {
		b.Fatal(err)
	}
	p := New(st, Options{Fetcher: fetcherFor(b)})
	b.ResetTimer()
	sum, err := p.Run(context.Background(), nil, nil)
	if err != nil || sum.Fetched != b.N || sum.Failures.Total > 0 {
		b.Fatal(err, sum)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

// serveBoats answers with pages of about 2 KB.
func serveBoats(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/robots.txt" {
		http.NotFound(w, r)
		return
	}
	var n int
	fmt.Sscanf(r.URL.Path, "/%d.html", &n)
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprint(w, page(n, strings.Repeat("<p>Every boat of the fleet was counted again, the port said.</p>", 20)))
}

// serveAt serves at an address of this machine.
func serveAt(t testing.TB, host string, answer http.HandlerFunc) string {
	listener, err := net.Listen("tcp", host+":0")
	if err != nil {
		t.Skip(err) // not every system has all of 127.0.0.0/8
	}
	s := httptest.NewUnstartedServer(answer)
	s.Listener.Close()
	s.Listener = listener
	s.Start()
	t.Cleanup(s.Close)
	return s.URL
}
