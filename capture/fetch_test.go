package capture

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
	"go.uber.org/goleak"
	"golang.org/x/text/encoding/charmap"

	"hearsay/corpus"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// clock is a time that passes when somebody sleeps and then alone.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func newClock() *clock { return &clock{now: time.Date(2031, 3, 19, 12, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

// site is a local server that counts what it is asked for.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string // paths, in order
}

// newSite serves h. Its robots.txt is missing unless h has one.
func newSite(t testing.TB, h map[string]http.HandlerFunc) *site {
	t.Helper()
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.Path)
		s.mu.Unlock()
		if serve := h[r.URL.Path]; serve != nil {
			serve(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// times is how often path was asked for.
func (s *site) times(path string) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.asked {
		if p == path {
			n++
		}
	}
	return n
}

// newTestFetcher returns a fetcher that may ask this machine, without delay
// unless o has one, on a clock of its own.
func newTestFetcher(t testing.TB, o FetchOptions) (*Fetcher, *clock) {
	t.Helper()
	c := newClock()
	o.AllowPrivate, o.Now, o.Sleep = true, c.Now, c.Sleep
	if o.Delay == 0 {
		o.Delay = -1
	}
	f, err := NewFetcher(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	return f, c
}

func serve(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Content-Type"] = nil
		if contentType != "" {
			w.Header().Set("Content-Type", contentType)
		}
		io.WriteString(w, body)
	}
}

// coded serves body compressed; coding is what the header says.
func coded(t testing.TB, coding string, open func(io.Writer) io.WriteCloser, body []byte) http.HandlerFunc {
	var b bytes.Buffer
	w := open(&b)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", coding)
		w.Write(b.Bytes())
	}
}

func openGzip(w io.Writer) io.WriteCloser   { return gzip.NewWriter(w) }
func openZlib(w io.Writer) io.WriteCloser   { return zlib.NewWriter(w) }
func openBrotli(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) }
func openFlate(w io.Writer) io.WriteCloser {
	f, _ := flate.NewWriter(w, flate.DefaultCompression)
	return f
}
func openZstd(w io.Writer) io.WriteCloser {
	z, _ := zstd.NewWriter(w)
	return z
}

// raw writes bytes to the connection and breaks it off.
func raw(bytes string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		defer conn.Close()
		io.WriteString(conn, bytes)
	}
}

// reset breaks a connection off as a crashed server does.
func reset(w http.ResponseWriter, r *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		panic(err)
	}
	conn.(*net.TCPConn).SetLinger(0)
	conn.Close()
}

const smallPage = "<html><title>Mill reopens</title><p>The mill opened its gates.</p></html>"

func TestFetch(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/page": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"7"`)
			w.Header().Set("Last-Modified", "Wed, 19 Mar 2031 10:00:00 GMT")
			serve("text/html; charset=utf-8", smallPage)(w, r)
		},
	})
	f, c := newTestFetcher(t, FetchOptions{})
	got, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/page#top"})
	if err != nil {
		t.Fatal(err)
	}
	if got.URL != s.URL+"/page#top" || got.FinalURL != s.URL+"/page" || got.Status != 200 || got.Unchanged || !got.Time.Equal(c.Now()) ||
		got.ETag != `"7"` || got.LastModified != "Wed, 19 Mar 2031 10:00:00 GMT" || got.Format != corpus.FormatHTML || string(got.Body) != smallPage {
		t.Errorf("%+v", got)
	}
	want := corpus.Observation{Field: "x-content-type", Value: "text/html; charset=utf-8", Origin: "http"}
	if o := got.Observations(); len(o) != 1 || o[0] != want {
		t.Errorf("observations %+v", o)
	}
}

func TestFetchCodings(t *testing.T) {
	body := []byte(strings.Repeat(smallPage, 100))
	bomb := make([]byte, MaxFetch+1)
	for name, tt := range map[string]struct {
		coding string
		open   func(io.Writer) io.WriteCloser
	}{
		"gzip": {"gzip", openGzip}, "x-gzip": {"X-GZIP", openGzip}, "zlib": {"deflate", openZlib}, "flate": {"deflate", openFlate},
		"br": {"br", openBrotli}, "zstd": {"zstd", openZstd}, "twice": {"gzip, br", func(w io.Writer) io.WriteCloser {
			outer := brotli.NewWriter(w)
			return nested{gzip.NewWriter(outer), outer}
		}},
	} {
		s := newSite(t, map[string]http.HandlerFunc{"/page": coded(t, tt.coding, tt.open, body), "/bomb": coded(t, tt.coding, tt.open, bomb)})
		f, _ := newTestFetcher(t, FetchOptions{})
		got, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/page"})
		if err != nil || !bytes.Equal(got.Body, body) {
			t.Errorf("%s: %d bytes, error %v", name, len(got.Body), err)
		}
		got, err = f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/bomb"})
		if !errors.Is(err, ErrTooLarge) || got.Body != nil || Temporary(err) || s.times("/bomb") != 1 {
			t.Errorf("%s: bomb: error %v, asked %d times", name, err, s.times("/bomb"))
		}
	}
}

// nested closes the inner writer before the outer.
type nested struct {
	io.WriteCloser
	outer io.Closer
}

func (n nested) Close() error { return errors.Join(n.WriteCloser.Close(), n.outer.Close()) }

// What servers do wrong, and what becomes of it: want is in the error.
func TestMisbehavingServers(t *testing.T) {
	block := func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	s := newSite(t, map[string]http.HandlerFunc{
		"/slow-headers": block,
		"/slow-body": func(w http.ResponseWriter, r *http.Request) {
			for {
				if _, err := io.WriteString(w, "a"); err != nil || http.NewResponseController(w).Flush() != nil || r.Context().Err() != nil {
					return
				}
			}
		},
		"/stalled-body": func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, "<html>")
			http.NewResponseController(w).Flush()
			block(w, r)
		},
		"/endless": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			chunk := make([]byte, 256<<10)
			for {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		},
		"/declared-large": raw("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n<html>"),
		"/cut":            raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n<html>"),
		"/cut-chunk":      raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<html>\r\n"),
		"/reset":          reset,
		"/garbage":        raw("220 mail.example ESMTP\r\n"),
		"/flood":          raw("HTTP/1.1 200 OK\r\nX: " + strings.Repeat("a", 2*maxHeader) + "\r\n\r\n"),
		"/flood-of-many":  raw("HTTP/1.1 200 OK\r\n" + strings.Repeat("X: a\r\n", maxHeader) + "\r\n"),
		"/no-gzip": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			serve("text/html", smallPage)(w, r)
		},
		"/odd-coding": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "rot13")
			serve("text/html", smallPage)(w, r)
		},
		"/coded-thrice": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip, gzip, gzip")
			serve("text/html", smallPage)(w, r)
		},
		"/cut-gzip": raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + string(zipped(smallPage)[:40])),
		"/empty":    serve("text/html", ""),
		"/part": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Range", "bytes 0-5/100")
			w.WriteHeader(http.StatusPartialContent)
		},
		"/not-asked":   func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNotModified) },
		"/gone":        func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusGone) },
		"/no-location": func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusFound) },
		"/film":        serve("video/mp4", "<html>"),
		"/archive":     serve("application/octet-stream", "PK\x03\x04"+string(noise(100))),
		"/style":       serve("text/css", "p {}"),
		"/xml":         serve("application/xml", `<?xml version="1.0"?><sitemap/>`),
	})
	for path, tt := range map[string]struct {
		want      string
		is        error
		temporary bool
		asked     int // how often, with two retries
	}{
		"/slow-headers":   {"no whole answer within", context.DeadlineExceeded, true, 1},
		"/slow-body":      {"no whole answer within", context.DeadlineExceeded, true, 1},
		"/stalled-body":   {"no whole answer within", context.DeadlineExceeded, true, 1},
		"/endless":        {"on the wire: larger than 20 MiB", ErrTooLarge, false, 1},
		"/declared-large": {"99999999999 bytes: larger than 20 MiB", ErrTooLarge, false, 1},
		"/cut":            {"connection broke", io.ErrUnexpectedEOF, true, 3},
		"/cut-chunk":      {"connection broke", io.ErrUnexpectedEOF, true, 3},
		"/reset":          {"", nil, true, 3},
		"/garbage":        {"malformed HTTP", nil, false, 1},
		"/flood":          {"headers exceeded", nil, false, 1},
		"/flood-of-many":  {"headers exceeded", nil, false, 1},
		"/no-gzip":        {`content-encoding "gzip": gzip: invalid header`, nil, false, 1},
		"/odd-coding":     {`content-encoding "rot13": unknown`, corpus.ErrInvalid, false, 1},
		"/coded-thrice":   {"compressed more than 2 times", corpus.ErrInvalid, false, 1},
		"/cut-gzip":       {"unexpected EOF", nil, true, 3},
		"/empty":          {"no text", ErrEmpty, false, 1},
		"/part":           {"answers 206 Partial Content", nil, false, 1},
		"/not-asked":      {"answers 304 Not Modified", nil, false, 1},
		"/gone":           {"answers 410 Gone", nil, false, 1},
		"/no-location":    {"answers 302 Found", nil, false, 1},
		"/film":           {`content type "video/mp4": no document`, ErrMedia, false, 1},
		"/archive":        {"no document that can be read", ErrMedia, false, 1},
		"/style":          {`content type "text/css": no document`, ErrMedia, false, 1},
		"/xml":            {"XML that is no feed", ErrMedia, false, 1},
	} {
		t.Run(path[1:], func(t *testing.T) {
			o := FetchOptions{Retries: 2}
			if tt.is == context.DeadlineExceeded {
				o.Timeout = 200 * time.Millisecond
			}
			f, _ := newTestFetcher(t, o)
			got, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + path, IgnoreRobots: true})
			if err == nil || got.Body != nil || !strings.Contains(err.Error(), s.URL+path) || !strings.Contains(err.Error(), tt.want) ||
				tt.is != nil && !errors.Is(err, tt.is) || Temporary(err) != tt.temporary {
				t.Errorf("%d bytes, error %v, temporary %t", len(got.Body), err, Temporary(err))
			}
			if n := s.times(path); n != tt.asked {
				t.Errorf("asked %d times, want %d", n, tt.asked)
			}
		})
	}
}

// A body that is longer than it was said to be is what it was said to be: the
// rest belongs to nobody.
func TestContentLengthThatIsTooShort(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/": raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>and more"),
	})
	f, _ := newTestFetcher(t, FetchOptions{})
	for range 2 {
		got, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/", IgnoreRobots: true})
		if err != nil || string(got.Body) != "<html>" {
			t.Errorf("%q, %v", got.Body, err)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := newSite(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	}})
	f, _ := newTestFetcher(t, FetchOptions{})
	for range 2 {
		if _, err := f.Fetch(ctx, FetchRequest{URL: s.URL + "/"}); !errors.Is(err, context.Canceled) || Temporary(err) {
			t.Errorf("error %v, temporary %t", err, Temporary(err))
		}
	}
	if s.times("/") != 1 {
		t.Errorf("asked %d times", s.times("/"))
	}
}

func TestRedirects(t *testing.T) {
	to := func(status int, location string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", location)
			w.WriteHeader(status)
		}
	}
	other := newSite(t, map[string]http.HandlerFunc{
		"/page":       serve("text/html", smallPage),
		"/secret":     serve("text/html", smallPage),
		"/robots.txt": serve("text/plain", "User-agent: *\nDisallow: /secret"),
	})
	h := map[string]http.HandlerFunc{
		"/loop":    to(302, "/loop"),
		"/file":    to(301, "file:///etc/passwd"),
		"/login":   to(301, "http://ann:pass@"+other.Listener.Addr().String()+"/page"),
		"/broken":  to(301, "http://[::1"),
		"/robots":  to(307, other.URL+"/secret"),
		"/other":   to(308, other.URL+"/page#part"),
		"/missing": to(303, "gone?x=1"),
	}
	for n := range 12 {
		h[fmt.Sprintf("/%d", n)] = to(302, fmt.Sprintf("%d", n-1))
	}
	h["/0"] = serve("text/html", smallPage)
	s := newSite(t, h)
	f, _ := newTestFetcher(t, FetchOptions{})
	for path, want := range map[string]string{"/other": other.URL + "/page", "/10": s.URL + "/0"} {
		got, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + path})
		if err != nil || got.FinalURL != want || got.URL != s.URL+path || string(got.Body) != smallPage {
			t.Errorf("%s: %+v, %v", path, got, err)
		}
	}
	for path, tt := range map[string]struct {
		is   error
		want string
	}{
		"/loop":    {ErrRedirects, "more than 10 redirects"},
		"/11":      {ErrRedirects, ""},
		"/file":    {ErrAddress, `redirected to "file:///etc/passwd": `},
		"/login":   {ErrAddress, "user name or password"},
		"/broken":  {ErrAddress, ""},
		"/robots":  {ErrRobots, `redirected to ` + other.URL + `/secret: refused by robots.txt: "Disallow: /secret"`},
		"/missing": {nil, "redirected to " + s.URL + "/gone?x=1: "},
	} {
		_, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + path})
		if err == nil || tt.is != nil && !errors.Is(err, tt.is) || !strings.Contains(err.Error(), tt.want) || Temporary(err) {
			t.Errorf("%s: error %v", path, err)
		}
	}
	if other.times("/secret") != 0 {
		t.Error("a redirect led where robots.txt refuses")
	}
}

func TestRetries(t *testing.T) {
	var fail atomic.Int32
	failing := func(status int, retryAfter string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if fail.Add(-1) < 0 {
				serve("text/html", smallPage)(w, r)
				return
			}
			w.Header().Set("Retry-After", retryAfter)
			w.WriteHeader(status)
		}
	}
	date := newClock().Now().Add(time.Minute).Format(http.TimeFormat)
	for name, tt := range map[string]struct {
		handler    http.HandlerFunc
		fail       int32
		ok         bool
		asked      int
		atLeast    time.Duration // slept between the first two
		atMost     time.Duration
		retryAfter time.Duration // of the error
	}{
		"503 then 200":                {failing(503, ""), 1, true, 2, firstBackOff / 2, firstBackOff, 0},
		"429 with seconds":            {failing(429, "7"), 1, true, 2, 7 * time.Second, 7 * time.Second, 0},
		"429 with a date":             {failing(429, date), 1, true, 2, time.Minute, time.Minute, 0},
		"429 with a date that passed": {failing(429, "Mon, 01 Jan 2001 00:00:00 GMT"), 1, true, 2, firstBackOff / 2, firstBackOff, 0},
		"429 with nonsense":           {failing(429, "soon"), 1, true, 2, firstBackOff / 2, firstBackOff, 0},
		"429 for an hour":             {failing(429, "3600"), 1, false, 1, 0, 0, time.Hour},
		"500 forever":                 {failing(500, ""), 1 << 30, false, 4, firstBackOff / 2, firstBackOff, 0},
		"503 forever with seconds":    {failing(503, "30"), 1 << 30, false, 4, 30 * time.Second, 30 * time.Second, 30 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			fail.Store(tt.fail)
			s := newSite(t, map[string]http.HandlerFunc{"/": tt.handler})
			f, c := newTestFetcher(t, FetchOptions{})
			_, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/", IgnoreRobots: true})
			if (err == nil) != tt.ok || s.times("/") != tt.asked || RetryAfter(err) != tt.retryAfter {
				t.Errorf("error %v after %d times, retry after %s", err, s.times("/"), RetryAfter(err))
			}
			var status *StatusError
			if err != nil && (!errors.As(err, &status) || !Temporary(err)) {
				t.Errorf("error %v, temporary %t", err, Temporary(err))
			}
			if tt.asked > 1 && (len(c.slept) < 1 || c.slept[0] < tt.atLeast || c.slept[0] > tt.atMost) {
				t.Errorf("slept %s, want %s to %s", c.slept, tt.atLeast, tt.atMost)
			}
			if tt.asked == 1 && len(c.slept) > 0 {
				t.Errorf("slept %s", c.slept)
			}
		})
	}
}

// A host that asked to be left alone for an hour is, whatever the address.
func TestClosedHost(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/busy": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusServiceUnavailable)
		},
		"/page": serve("text/html", smallPage),
	})
	f, c := newTestFetcher(t, FetchOptions{})
	f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/busy"})
	c.Sleep(t.Context(), 10*time.Minute)
	_, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/page"})
	var status *StatusError
	if !errors.As(err, &status) || status.Status != 503 || RetryAfter(err) != 50*time.Minute || s.times("/page") != 0 {
		t.Errorf("error %v, retry after %s", err, RetryAfter(err))
	}
	c.Sleep(t.Context(), 50*time.Minute)
	if _, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/page"}); err != nil {
		t.Error(err)
	}
}

// What a server says of one address is not said of another.
func TestRetryAfterOfOneAddress(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/gone": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusNotFound)
		},
		"/page": serve("text/html", smallPage),
	})
	f, _ := newTestFetcher(t, FetchOptions{})
	if _, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/gone"}); !Gone(err) {
		t.Error(err)
	}
	if _, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/page"}); err != nil {
		t.Error(err)
	}
}

// A server that hands its connection over, of which nobody asked, and then says
// nothing is not waited for.
func TestSwitchingProtocols(t *testing.T) {
	over := make(chan struct{})
	s := newSite(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		c, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer c.Close()
		io.WriteString(c, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")
		<-over
	}})
	t.Cleanup(func() { close(over) }) // before the site is closed
	f, _ := newTestFetcher(t, FetchOptions{Retries: -1, Timeout: 5 * time.Second})
	var status *StatusError
	if _, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/"}); !errors.As(err, &status) || status.Status != 101 {
		t.Error(err)
	}
}

func TestConditional(t *testing.T) {
	var header http.Header
	answer := map[string]string{}
	s := newSite(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		header = r.Header
		for k, v := range answer {
			w.Header().Set(k, v)
		}
		w.WriteHeader(http.StatusNotModified)
	}, "/away": func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, strings.Replace("http://"+r.Host, "127.0.0.1", "localhost", 1)+"/elsewhere", http.StatusFound)
	}, "/newest": func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/elsewhere", http.StatusFound)
	}, "/elsewhere": func(w http.ResponseWriter, r *http.Request) {
		header = r.Header
		serve("text/html", smallPage)(w, r)
	}})
	f, _ := newTestFetcher(t, FetchOptions{})
	got, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/", ETag: `W/"7"`, LastModified: "Wed, 19 Mar 2031 10:00:00 GMT"})
	if err != nil || !got.Unchanged || got.Status != 304 || got.Body != nil || got.ETag != `W/"7"` || got.LastModified != "Wed, 19 Mar 2031 10:00:00 GMT" {
		t.Errorf("%+v, %v", got, err)
	}
	if header.Get("If-None-Match") != `W/"7"` || header.Get("If-Modified-Since") != "Wed, 19 Mar 2031 10:00:00 GMT" {
		t.Errorf("asked with %v", header)
	}
	answer["ETag"] = `"8"`
	if got, err = f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/", ETag: `W/"7"`}); err != nil || got.ETag != `"8"` || got.LastModified != "" {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/away", ETag: `"7"`}); err != nil || header.Get("If-None-Match") != "" {
		t.Errorf("another host was asked with %v, error %v", header, err)
	}
	if _, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/newest", LastModified: "Wed, 19 Mar 2031 10:00:00 GMT"}); err != nil || header.Get("If-Modified-Since") != "" {
		t.Errorf("another page was asked with %v, error %v", header, err)
	}
}

// Whoever is asked learns who asks and nothing more.
func TestHeaders(t *testing.T) {
	var headers []http.Header
	keep := func(w http.ResponseWriter, r *http.Request) {
		headers = append(headers, r.Header)
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "7", Path: "/"})
		if r.URL.Path == "/" {
			http.Redirect(w, r, "/next", http.StatusFound)
			return
		}
		serve("text/html", smallPage)(w, r)
	}
	s := newSite(t, map[string]http.HandlerFunc{"/": keep, "/next": keep, "/robots.txt": keep})
	f, _ := newTestFetcher(t, FetchOptions{})
	if _, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/"}); err != nil || len(headers) != 3 {
		t.Fatalf("%d requests, %v", len(headers), err)
	}
	for _, h := range headers {
		if h.Get("User-Agent") != DefaultUserAgent() || len(h) != 3 || h.Get("Accept") == "" || h.Get("Accept-Encoding") == "" {
			t.Errorf("asked with %v", h)
		}
	}
	if !strings.HasPrefix(DefaultUserAgent(), "hearsay") || productOf(DefaultUserAgent()) != "hearsay" {
		t.Errorf("user agent %q", DefaultUserAgent())
	}
}

func TestDelay(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/":           serve("text/html", smallPage),
		"/robots.txt": serve("text/plain", "User-agent: *\nCrawl-delay: 9"),
	})
	for name, tt := range map[string]struct {
		ignore bool
		want   string
	}{"without robots": {true, "[3s 3s]"}, "with Crawl-delay": {false, "[3s 9s 9s]"}} {
		f, c := newTestFetcher(t, FetchOptions{Delay: 3 * time.Second})
		for range 3 {
			if _, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/", IgnoreRobots: tt.ignore}); err != nil {
				t.Fatal(err)
			}
		}
		if got := fmt.Sprint(c.slept); got != tt.want {
			t.Errorf("%s: slept %s, want %s", name, got, tt.want)
		}
	}
}

// Many goroutines have one connection to a host and ask one after the other.
func TestOneConnection(t *testing.T) {
	var at, most, connections atomic.Int32
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		most.Store(max(most.Load(), at.Add(1)))
		defer at.Add(-1)
		serve("text/html", smallPage)(w, r)
	}))
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	s.Start()
	t.Cleanup(s.Close)
	f, _ := newTestFetcher(t, FetchOptions{})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 5 {
				if _, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/"}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if most.Load() != 1 || connections.Load() != 1 {
		t.Errorf("%d requests at once over %d connections", most.Load(), connections.Load())
	}
}

func TestCertificateIsChecked(t *testing.T) {
	s := httptest.NewUnstartedServer(serve("text/html", smallPage))
	s.Config.ErrorLog = quiet()
	s.StartTLS()
	t.Cleanup(s.Close)
	f, _ := newTestFetcher(t, FetchOptions{})
	for _, ignore := range []bool{true, false} {
		_, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL, IgnoreRobots: ignore})
		var certificate *tls.CertificateVerificationError
		if !errors.As(err, &certificate) || errors.Is(err, ErrRobots) || Temporary(err) {
			t.Errorf("error %v, temporary %t", err, Temporary(err))
		}
	}
}

// Over HTTP/2 a request that breaks is asked again, and all share a connection.
func TestHTTP2(t *testing.T) {
	var connections, breaks atomic.Int32
	breaks.Store(2)
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 2 {
			t.Errorf("asked by %s", r.Proto)
		}
		if r.URL.Path == "/body" {
			io.WriteString(w, "<html>")
			http.NewResponseController(w).Flush()
		}
		if r.URL.Path != "/robots.txt" && breaks.Add(-1) >= 0 {
			panic(http.ErrAbortHandler)
		}
		serve("text/html", smallPage)(w, r)
	}))
	s.EnableHTTP2 = true
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	s.StartTLS()
	t.Cleanup(s.Close)
	f, _ := newTestFetcher(t, FetchOptions{})
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	f.transport.TLSClientConfig = &tls.Config{RootCAs: roots}
	for _, path := range []string{"/header", "/body"} {
		breaks.Store(2)
		if _, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + path}); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	breaks.Store(1 << 20)
	if _, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + "/header"}); err == nil || !Temporary(err) {
		t.Errorf("error %v, temporary %t", err, Temporary(err))
	}
	if connections.Load() != 1 {
		t.Errorf("%d connections", connections.Load())
	}
}

func TestNobodyListens(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	s.Close()
	f, _ := newTestFetcher(t, FetchOptions{})
	for _, ignore := range []bool{true, false} {
		_, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL, IgnoreRobots: ignore})
		if err == nil || !Temporary(err) || errors.Is(err, ErrRobots) {
			t.Errorf("error %v, temporary %t", err, Temporary(err))
		}
	}
}

// An address that is none is named without its password.
func TestBadAddress(t *testing.T) {
	f, _ := newTestFetcher(t, FetchOptions{})
	for in, want := range map[string]string{
		"ftp://press.example/": `fetch "ftp://press.example/": `, "": `fetch "": `,
		"http://ann:secret@press.example/": `fetch "http://ann:xxxxx@press.example/": `, "http://ann:secret@[::1/": `fetch "[::1/": `,
	} {
		if _, err := f.Fetch(t.Context(), FetchRequest{URL: in}); !errors.Is(err, ErrAddress) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v", in, err)
		}
	}
}

func TestBadOptions(t *testing.T) {
	for _, o := range []FetchOptions{
		{Proxy: "ftp://127.0.0.1"}, {Proxy: "127.0.0.1:9050"}, {Proxy: "socks5://"}, {Proxy: "http://ann:pass@[::1"}, {UserAgent: "Робот"}, {UserAgent: "a\nb"},
	} {
		f, err := NewFetcher(o)
		if !errors.Is(err, corpus.ErrInvalid) || f != nil || strings.Contains(err.Error(), "pass") {
			t.Errorf("%+v: error %v", o, err)
		}
	}
}

// The charset that a server declares reaches the document.
func TestCharsetOfHeader(t *testing.T) {
	const words = "Мельница снова открыла ворота, сообщил её владелец на встрече с рабочими."
	in := func(s string) string {
		b, err := charmap.KOI8R.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	s := newSite(t, map[string]http.HandlerFunc{
		"/header": serve(`text/html; Charset="KOI8-R"`, in("<html><p>"+words)),
		"/wins":   serve("text/html;charset=koi8-r", in("<html><meta charset=windows-1251><p>"+words)),
		"/meta":   serve("text/html", in("<html><meta charset=koi8-r><p>"+words)),
		"/none":   serve("", in("<html><p>"+strings.Repeat(words+" ", 3))),
		"/utf-8":  serve("text/html; charset=windows-1251", "<html><p>"+words),
		"/odd":    serve("text/html; charset=cp-rus-9", in("<html><meta charset=koi8-r><p>"+words)),
		"/text":   serve("text/plain; charset=koi8-r", in(words)),
		"/feed":   serve("application/rss+xml; charset=koi8-r", in(`<rss version="2.0"><channel><item><title>`+words+`</title></item></channel></rss>`)),
	})
	f, _ := newTestFetcher(t, FetchOptions{})
	for path, charset := range map[string]string{
		"/header": "koi8-r", "/wins": "koi8-r", "/meta": "koi8-r", "/none": "koi8-r", "/utf-8": "", "/odd": "koi8-r", "/text": "koi8-r", "/feed": "",
	} {
		got, err := f.Fetch(t.Context(), FetchRequest{URL: s.URL + path})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		docs, errs := recordErrors(corpus.Capture{Source: got.FinalURL, Format: got.Format, Given: got.Observations()}, got.Body)
		if len(docs) != 1 || len(errs) != 0 || !strings.Contains(docs[0].Text, words) || observed(docs[0], fieldCharset) != charset {
			t.Errorf("%s: documents %+v, errors %v", path, docs, errs)
		}
	}
}

func BenchmarkFetch(b *testing.B) {
	body := page("<title>Mill reopens</title>", "", strings.Repeat(article, 60))
	for name, handler := range map[string]http.HandlerFunc{"plain": serve("text/html; charset=utf-8", body), "gzip": coded(b, "gzip", openGzip, []byte(body))} {
		b.Run(name, func(b *testing.B) {
			s := newSite(b, map[string]http.HandlerFunc{"/": handler, "/robots.txt": serve("text/plain", "User-agent: *\nDisallow: /private/")})
			f, _ := newTestFetcher(b, FetchOptions{})
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := f.Fetch(b.Context(), FetchRequest{URL: s.URL + "/"}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}
