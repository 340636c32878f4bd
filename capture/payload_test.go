package capture

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"testing"
)

func TestUnchunk(t *testing.T) {
	for _, tt := range []struct {
		in, want string
		broken   bool
	}{
		{"3\r\nabc\r\n0\r\n\r\n", "abc", false}, {"3\nabc\n0\n\n", "abc", false}, {"3 \r\nabc\r\n2;x=y\r\nde\r\n00\r\nTrailer: x\r\n\r\n", "abcde", false},
		{"0\r\n\r\n", "", false}, {"3\r\nabc", "abc", true}, {"9\r\nabc", "abc", true}, {"3\r\nabc\r\nxyz\r\n", "abc", true},
		{"", "", false}, {"words\r\n", "words\r\n", false}, {"-1\r\nabc", "-1\r\nabc", false}, {"fffffffffffffffffffffff\r\nabc", "fffffffffffffffffffffff\r\nabc", false},
	} {
		p := payload{stored: []byte(tt.in), entity: []byte(tt.in)}
		p.unchunk()
		if string(p.entity) != tt.want || len(p.notes) > 0 != tt.broken {
			t.Errorf("unchunk(%q) = %q, notes %q", tt.in, p.entity, p.notes)
		}
	}
}

func FuzzHTTPPayload(f *testing.F) {
	f.Add([]byte(answered(htmlOK, mill)))
	f.Add([]byte(answered(htmlOK+"\nTransfer-Encoding: chunked", "3\r\nabc\r\n0\r\n\r\n")))
	f.Add([]byte(answered(htmlOK+"\nContent-Encoding: gzip, br", member(mill))))
	f.Add([]byte(answered("HTTP/1.1 200 OK\nContent-Encoding: zstd", "\x28\xb5\x2f\xfd\x00")))
	f.Add([]byte("HTTP/1.1 100 Continue\n\nHTTP/2 200\nContent-Encoding: deflate\n\nwords"))
	f.Fuzz(func(t *testing.T, b []byte) {
		was := slices.Clone(b)
		r := parseResponse(b)
		p, err := r.payload()
		if !bytes.Equal(was, b) {
			t.Fatal("the block was changed")
		}
		if r.status < 100 || r.status > 999 || !bytes.HasSuffix(b, r.body) {
			t.Fatalf("status %d, body of %d bytes that do not end the block", r.status, len(r.body))
		}
		if len(p.content) > MaxRecord || len(p.entity) > len(p.stored) {
			t.Fatalf("%d bytes of content, %d of %d put together", len(p.content), len(p.entity), len(p.stored))
		}
		if err != nil && !errors.Is(err, ErrTooLong) && !errors.Is(err, errUndecodable) {
			t.Fatal(err)
		}
		again, err2 := parseResponse(b).payload()
		if !bytes.Equal(again.content, p.content) || fmt.Sprint(err, p.notes) != fmt.Sprint(err2, again.notes) {
			t.Fatal("read again it differs")
		}
	})
}
