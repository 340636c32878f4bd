package capture

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"
	"testing"
)

// What is kept of a failure says why in plain words, and nothing of the
// machine that asked.
func TestReason(t *testing.T) {
	const address = "https://post.example/quay"
	here := &net.TCPAddr{IP: net.IPv4(192, 168, 7, 7), Port: 4242}
	there := &net.TCPAddr{IP: net.IPv4(203, 0, 113, 5), Port: 443}
	reset := &net.OpError{Op: "read", Net: "tcp", Source: here, Addr: there, Err: os.NewSyscallError("read", syscall.ECONNRESET)}
	refused := &net.OpError{Op: "dial", Net: "tcp", Addr: here, Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	for _, tt := range []struct {
		err  error
		want string
	}{
		{&StatusError{URL: address, Status: 503}, "HTTP 503 Service Unavailable"},
		{&StatusError{URL: "https://post.example/moved", Status: 404}, "HTTP 404 Not Found at https://post.example/moved"},
		{&StatusError{URL: address, Status: 799}, "HTTP 799"},
		{&RobotsError{URL: address, Rule: "Disallow: /"}, `robots.txt says "Disallow: /"`},
		{&RobotsError{URL: address, Err: reset}, "robots.txt cannot be read for now: read: read: connection reset by peer"},
		{reset, "read: read: connection reset by peer"},
		{&net.OpError{Op: "proxyconnect", Net: "tcp", Err: refused}, "proxyconnect: dial: connect: connection refused"},
		{&net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Name: "post.example", Server: "192.168.7.1:53", Err: "no such host"}}, "post.example: no such host"},
		{&net.OpError{Op: "dial", Net: "tcp", Addr: here, Err: fmt.Errorf("192.168.7.7: %w", ErrPrivate)}, "not a public address"},
		{fmt.Errorf("body: %w", io.ErrUnexpectedEOF), "the server broke off before its answer ended"},
		{ErrTooLarge, "larger than 20 MiB"},
		{errors.New("odd"), "odd"},
	} {
		if got := Reason(address, fmt.Errorf("fetch %s: %w", address, tt.err)); got != tt.want {
			t.Errorf("%v\ngives %q, want %q", tt.err, got, tt.want)
		}
	}
}
