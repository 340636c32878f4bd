package capture

import (
	"bytes"
	"errors"
	"io"
	"testing"
)

func FuzzDecompress(f *testing.F) {
	for coding, open := range map[string]func(io.Writer) io.WriteCloser{"gzip": openGzip, "deflate": openZlib, "br": openBrotli, "zstd": openZstd} {
		var b bytes.Buffer
		w := open(&b)
		io.WriteString(w, smallPage)
		w.Close()
		f.Add(coding, b.Bytes())
	}
	f.Add("", bytes.Repeat([]byte("a"), 5<<10))
	f.Add("deflate, gzip", []byte("\x1f\x8b"))
	f.Fuzz(func(t *testing.T, coding string, b []byte) {
		const limit = 1 << 10
		got, err := readCoded(coding, &wire{body: bytes.NewReader(b), left: 2 * limit}, limit)
		if len(got) > limit || coding == "" && errors.Is(err, ErrTooLarge) != (len(b) > limit) {
			t.Errorf("%d bytes, error %v", len(got), err)
		}
		again, errAgain := readCoded(coding, &wire{body: bytes.NewReader(b), left: 2 * limit}, limit)
		if !bytes.Equal(got, again) || (err == nil) != (errAgain == nil) || errors.Is(err, ErrTooLarge) != errors.Is(errAgain, ErrTooLarge) {
			t.Errorf("%d bytes, error %v, then %d bytes, error %v", len(got), err, len(again), errAgain)
		}
	})
}
