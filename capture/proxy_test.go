package capture

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// socksProxy is a SOCKS5 proxy (RFC 1928) that knows of one server and sends
// everybody there, whatever name they ask for.
type socksProxy struct {
	net.Listener
	to    string
	mu    sync.Mutex
	asked []string
	open  sync.WaitGroup
}

func newSocksProxy(t *testing.T, to string) *socksProxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &socksProxy{Listener: l, to: to}
	p.open.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			p.open.Go(func() { p.serve(conn) })
		}
	})
	t.Cleanup(func() { l.Close(); p.open.Wait() })
	return p
}

func (p *socksProxy) serve(conn net.Conn) {
	defer conn.Close()
	b := make([]byte, 256)
	io.ReadFull(conn, b[:2])
	io.ReadFull(conn, b[:b[1]])   // the methods
	conn.Write([]byte{5, 0})      // none is needed
	io.ReadFull(conn, b[:5])      // version, connect, 0, kind of address, its length
	kind, length := b[3], b[4]    //
	io.ReadFull(conn, b[:length]) // of a name
	name := string(b[:length])
	io.ReadFull(conn, b[:2])
	p.mu.Lock()
	p.asked = append(p.asked, fmt.Sprintf("%d %s:%d", kind, name, int(b[0])<<8|int(b[1])))
	p.mu.Unlock()
	server, err := net.Dial("tcp", p.to)
	if err != nil {
		return
	}
	defer server.Close()
	conn.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
	p.open.Go(func() { io.Copy(server, conn); server.Close() })
	io.Copy(conn, server)
}

// With a proxy on this machine names are asked of it alone, and what can be
// told to be private is refused as without one.
func TestSocksProxy(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/": serve("text/html", smallPage),
		"/in": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://localhost/", http.StatusFound)
		},
		"/in-2": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://192.168.1.1/", http.StatusFound)
		},
	})
	p := newSocksProxy(t, s.Listener.Addr().String())
	for _, scheme := range []string{"socks5", "socks5h"} {
		f, err := NewFetcher(FetchOptions{Proxy: scheme + "://" + p.Addr().String(), Delay: -1})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(f.Close)
		for _, address := range []string{"http://press.invalid.example/", "http://abc.onion/"} {
			if got, err := f.Fetch(t.Context(), FetchRequest{URL: address}); err != nil || string(got.Body) != smallPage {
				t.Errorf("%s: %v", address, err)
			}
		}
		for _, address := range []string{"http://127.0.0.1/", "http://localhost/", "http://press.invalid.example/in", "http://press.invalid.example/in-2"} {
			if _, err := f.Fetch(t.Context(), FetchRequest{URL: address}); !errors.Is(err, ErrPrivate) {
				t.Errorf("%s: error %v", address, err)
			}
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if got := strings.Join(p.asked, " "); got != "3 press.invalid.example:80 3 abc.onion:80 3 press.invalid.example:80 3 abc.onion:80" {
		t.Errorf("the proxy was asked for %s", got)
	}
}

func TestHTTPProxy(t *testing.T) {
	var asked []string
	p := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Method+" "+r.RequestURI)
		if r.Method == http.MethodConnect {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		serve("text/html", smallPage)(w, r)
	}))
	t.Cleanup(p.Close)
	f, err := NewFetcher(FetchOptions{Proxy: p.URL, Delay: -1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	got, err := f.Fetch(t.Context(), FetchRequest{URL: "http://press.invalid.example/a"})
	if err != nil || string(got.Body) != smallPage {
		t.Errorf("%+v, %v", got, err)
	}
	_, err = f.Fetch(t.Context(), FetchRequest{URL: "https://press.invalid.example/a", IgnoreRobots: true})
	if err == nil || !strings.Contains(err.Error(), "Forbidden") || errors.Is(err, ErrPrivate) {
		t.Errorf("error %v", err)
	}
	want := "GET http://press.invalid.example/robots.txt GET http://press.invalid.example/a CONNECT press.invalid.example:443"
	if got := strings.Join(asked, " "); got != want {
		t.Errorf("the proxy was asked for %s", got)
	}
}
