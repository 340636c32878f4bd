package capture

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"hearsay/corpus"
)

// acceptedCodings are the codings that are asked for and read.
const acceptedCodings = "gzip, deflate, br, zstd"

// maxCodings bounds how often one body may be compressed: servers do it once,
// a proxy may do it again.
const maxCodings = 2

// maxWindow is the window that RFC 9659 lets a server demand for zstd.
const maxWindow = 8 << 20

// decompress returns what is inside r, which was coded as the header
// Content-Encoding says. The caller closes it; r stays open. What is read
// from it is not bounded.
func decompress(header string, r io.Reader) (io.ReadCloser, error) {
	codings := codingsOf(header)
	if len(codings) > maxCodings {
		return nil, fmt.Errorf("content-encoding %q: compressed more than %d times: %w", header, maxCodings, corpus.ErrInvalid)
	}
	layers := decompressed{Reader: r}
	for _, coding := range slices.Backward(codings) {
		inner, err := openCoding(coding, layers.Reader)
		if err != nil {
			layers.Close()
			return nil, fmt.Errorf("content-encoding %q: %w", coding, err)
		}
		layers.Reader = inner
		layers.closers = append(layers.closers, inner)
	}
	return layers, nil
}

// codingsOf returns the codings of a Content-Encoding in the order in which they
// were applied, without those that change nothing.
func codingsOf(header string) []string {
	codings := strings.FieldsFunc(strings.ToLower(header), func(c rune) bool { return c == ',' || c == ' ' || c == '\t' })
	return slices.DeleteFunc(codings, noCoding)
}

// noCoding reports whether a coding changes nothing: identity, and what servers
// send that take the header for another.
func noCoding(c string) bool { return c == "identity" || c == "none" || c == "utf-8" }

// decompressed reads through layers of decompression.
type decompressed struct {
	io.Reader
	closers []io.Closer
}

func (d decompressed) Close() error {
	for _, c := range slices.Backward(d.closers) {
		c.Close()
	}
	return nil
}

func openCoding(coding string, r io.Reader) (io.ReadCloser, error) {
	switch coding {
	case "gzip", "x-gzip":
		return gzip.NewReader(r)
	case "deflate":
		return openDeflate(r)
	case "br":
		return io.NopCloser(brotli.NewReader(r)), nil
	case "zstd":
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}
	return nil, fmt.Errorf("unknown: %w", corpus.ErrInvalid)
}

// openDeflate reads zlib, which RFC 9110 means by deflate, or the bare stream
// that some servers send.
func openDeflate(r io.Reader) (io.ReadCloser, error) {
	br := bufio.NewReader(r)
	head, err := br.Peek(2)
	if err != nil {
		return nil, fmt.Errorf("read head: %w", io.ErrUnexpectedEOF)
	}
	if head[0]&0x0f == 8 && (uint(head[0])<<8|uint(head[1]))%31 == 0 {
		return zlib.NewReader(br)
	}
	return flate.NewReader(br), nil
}
