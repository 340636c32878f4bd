package capture

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

func quiet() *log.Logger { return log.New(io.Discard, "", 0) }

func TestCheckIP(t *testing.T) {
	for ip, want := range map[string]string{
		"8.8.8.8": "", "2606:4700::1111": "", "100.63.255.255": "", "172.32.0.1": "", "::ffff:8.8.8.8": "", "64:ff9b::808:808": "", "2002:808:808::1": "",
		"127.0.0.1": "loopback", "127.255.255.254": "loopback", "0.0.0.0": "unspecified", "10.1.2.3": "private", "172.16.0.1": "private", "192.168.1.1": "private",
		"169.254.169.254": "link-local", "100.64.0.1": "shared", "100.127.255.255": "shared", "224.0.0.1": "multicast", "239.1.1.1": "multicast",
		"255.255.255.255": "broadcast", "240.0.0.1": "reserved", "192.0.2.1": "documentation", "198.18.0.1": "benchmarks", "192.0.0.8": "protocols",
		"::": "unspecified", "::1": "loopback", "fe80::1": "link-local", "fe80::1%eth0": "link-local", "fc00::1": "private", "fdff::1": "private", "fec0::1": "site-local",
		"ff02::1": "multicast", "2001:db8::1": "documentation", "2001::1": "protocols", "3fff::1": "documentation", "100::1": "discarded", "64:ff9b:1::1": "private",
		"5f00::1": "not given out", "::7f00:1": "not given out", "c000::1": "not given out",
		"::ffff:127.0.0.1": "loopback", "::ffff:10.0.0.1%eth0": "private", "64:ff9b::a00:1": "private", "64:ff9b::7f00:1": "loopback",
		"2002:7f00:1::1": "loopback", "2002:c0a8:101::1": "private", "::ffff:0:7f00:1": "loopback",
	} {
		err := publicOnly().checkIP(netip.MustParseAddr(ip))
		if (err == nil) != (want == "") || err != nil && (!errors.Is(err, ErrPrivate) || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: error %v, want %q", ip, err, want)
		}
	}
}

func TestParseAddress(t *testing.T) {
	for in, want := range map[string]string{
		" HTTPS://Press.Example.COM./a?b#c ":   "https://press.example.com/a?b",
		"http://press.example.com:8080":        "http://press.example.com:8080",
		"http://press.example.com/?a=мир, b #": "http://press.example.com/?a=%D0%BC%D0%B8%D1%80,%20b%20",
		"http://[FE80::1%25eth0]:80/":          "http://[fe80::1%25eth0]:80/",
		"https://пресса.example/новости":       "https://xn--80aj3aega.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8",
		"http://１２７.0.0.1/":                    "http://127.0.0.1/",
		"http://ｌｏｃａｌｈｏｓｔ/":                    "http://localhost/",
		"http://a_b.example/":                  "http://a_b.example/",
		"":                                     "",
		"/relative":                            "",
		"file:///etc/passwd":                   "",
		"ftp://press.example.com/":             "",
		"http://":                              "",
		"http:///path":                         "",
		"http://ann@press.example.com/":        "",
		"http://ann:secret@press.example.com":  "",
		"http://press.example.com:0/":          "",
		"http://press.example.com:99999/":      "",
		"http://127.1/":                        "",
		"http://2130706433/":                   "",
		"http://0x7f.0.0.1/":                   "",
		"http://0x7f000001/":                   "",
		"http://0177.0.0.1/":                   "",
		"http://a.0x7f/":                       "",
		"http://1.2.3.4.5/":                    "",
		"http://./":                            "",
		"http://localhost../":                  "",
		"http://127.0.0.1../":                  "",
		"http://a..example/":                   "",
		"http://.example/":                     "",
		"http://127.0.0.%2531.example/":        "",
		"javascript:alert(1)":                  "",
		"http://a.example/" + strings.Repeat("a", maxAddress): "",
	} {
		u, err := parseAddress(in)
		if (err == nil) != (want != "") || err != nil && (!errors.Is(err, ErrAddress) || strings.Contains(err.Error(), "secret")) || err == nil && u.String() != want {
			t.Errorf("%.60q: %v, error %v, want %q", in, u, err, want)
		}
	}
}

func FuzzAddress(f *testing.F) {
	for _, in := range []string{"https://press.example.com:8080/a?b#c", "http://[fe80::1%25eth0]/", "http://пресса.example/%zz", "http://0x7f.1", "HTTP://a.:80", "http://A? #", "http://[::%25..]"} {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		u, err := parseAddress(in)
		if err != nil {
			if !errors.Is(err, ErrAddress) {
				t.Errorf("%q: error %v", in, err)
			}
			return
		}
		again, err := parseAddress(u.String())
		if err != nil && len(u.String()) <= maxAddress || err == nil && again.String() != u.String() {
			t.Errorf("%q becomes %q, then %v, error %v", in, u, again, err)
		}
		if host := u.Hostname(); host == "" || !isASCII(host) || host != strings.ToLower(host) || u.User != nil {
			t.Errorf("%q has host %q", in, host)
		}
		publicOnly().checkHost(u.Hostname())
	})
}

// The real guard lets nothing through to this machine, however it is written.
func TestPrivateAddresses(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/": serve("text/html", smallPage)})
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	f, err := NewFetcher(FetchOptions{Delay: -1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	for _, host := range []string{"127.0.0.1", "localhost", "LOCALHOST.", "x.localhost", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::127.0.0.1]", "0.0.0.0", "router", "router.local", "ｌｏｃａｌｈｏｓｔ"} {
		for _, ignore := range []bool{true, false} {
			_, err := f.Fetch(t.Context(), FetchRequest{URL: "http://" + host + ":" + port + "/", IgnoreRobots: ignore})
			if !errors.Is(err, ErrPrivate) || errors.Is(err, ErrRobots) || Temporary(err) {
				t.Errorf("%s: error %v", host, err)
			}
		}
	}
	if _, err := f.Fetch(t.Context(), FetchRequest{URL: "http://abc.onion/"}); !errors.Is(err, ErrAddress) {
		t.Errorf("onion: error %v", err)
	}
	if len(s.asked) != 0 {
		t.Errorf("asked %q", s.asked)
	}
}

// names is a name server with one answer, which may change.
type names struct{ ip atomic.Pointer[netip.Addr] }

func (n *names) set(ip string) {
	a := netip.MustParseAddr(ip)
	n.ip.Store(&a)
}

func (n *names) resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		go n.answer(server)
		return client, nil
	}}
}

// answer answers one question, over a stream: two bytes of length come first.
func (n *names) answer(conn net.Conn) {
	defer conn.Close()
	var length [2]byte
	if _, err := io.ReadFull(conn, length[:]); err != nil {
		return
	}
	query := make([]byte, int(length[0])<<8|int(length[1]))
	if _, err := io.ReadFull(conn, query); err != nil {
		return
	}
	var m dnsmessage.Message
	if err := m.Unpack(query); err != nil {
		return
	}
	m.Response, m.Additionals = true, nil
	if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
		m.Answers = []dnsmessage.Resource{{
			Header: dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class},
			Body:   &dnsmessage.AResource{A: n.ip.Load().As4()},
		}}
	}
	out, err := m.Pack()
	if err != nil {
		return
	}
	conn.Write(append([]byte{byte(len(out) >> 8), byte(len(out))}, out...))
}

// A guard that refuses 127.0.0.1 and takes 127.0.0.2 for public stands in for
// the real one, so that nothing leaves this machine.
func testGuard() *guard {
	return &guard{refused: []namedPrefix{{netip.MustParsePrefix("127.0.0.1/32"), "loopback"}}, names: publicOnly().names}
}

// publicSite serves h at 127.0.0.2, one request a connection.
func publicSite(t *testing.T, h http.Handler) (port string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Skip("no second address of this machine:", err)
	}
	s := &httptest.Server{Listener: l, Config: &http.Server{Handler: h}}
	s.Config.SetKeepAlivesEnabled(false)
	s.Start()
	t.Cleanup(s.Close)
	_, port, _ = net.SplitHostPort(l.Addr().String())
	return port
}

func newGuardedFetcher(t *testing.T, o FetchOptions, n *names) *Fetcher {
	t.Helper()
	c := newClock()
	o.Now, o.Sleep, o.Delay = c.Now, c.Sleep, -1
	f, err := newFetcher(o, testGuard(), n.resolver())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	return f
}

// A name that answers with another address the second time is checked the
// second time.
func TestRebinding(t *testing.T) {
	n := &names{}
	n.set("127.0.0.2")
	port := publicSite(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		serve("text/html", smallPage)(w, r)
		if r.URL.Path == "/robots.txt" && r.Host[:5] == "turns" {
			n.set("127.0.0.1")
		}
	}))
	f := newGuardedFetcher(t, FetchOptions{}, n)
	if _, err := f.Fetch(t.Context(), FetchRequest{URL: "http://stays.example.com:" + port + "/"}); err != nil {
		t.Errorf("stays: %v", err)
	}
	_, err := f.Fetch(t.Context(), FetchRequest{URL: "http://turns.example.com:" + port + "/"})
	if !errors.Is(err, ErrPrivate) || !strings.Contains(err.Error(), "127.0.0.1") || Temporary(err) {
		t.Errorf("turns: error %v", err)
	}
}

func TestRedirectToPrivate(t *testing.T) {
	inside := newSite(t, map[string]http.HandlerFunc{"/": serve("text/html", smallPage)})
	_, insidePort, _ := net.SplitHostPort(inside.Listener.Addr().String())
	n := &names{}
	n.set("127.0.0.1")
	to := ""
	port := publicSite(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusFound)
	}))
	for host, want := range map[string]error{
		"127.0.0.1": ErrPrivate, "localhost": ErrPrivate, "inside.example.com": ErrPrivate, "[::ffff:127.0.0.1]": ErrPrivate, "2130706433": ErrAddress, "0x7f.1": ErrAddress,
	} {
		to = "http://" + host + ":" + insidePort + "/"
		for _, ignore := range []bool{true, false} {
			f := newGuardedFetcher(t, FetchOptions{}, n)
			_, err := f.Fetch(t.Context(), FetchRequest{URL: "http://127.0.0.2:" + port + "/", IgnoreRobots: ignore})
			if !errors.Is(err, want) || Temporary(err) {
				t.Errorf("%s: error %v", to, err)
			}
		}
	}
	if len(inside.asked) != 0 {
		t.Errorf("asked %q", inside.asked)
	}
}
