package capture

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hearsay/corpus"
)

// payload is what a response carries, in the forms that its bytes take on the
// way to a reader. Where a coding is declared and not used, or undone already
// by the crawler, two forms are the same.
type payload struct {
	stored  []byte // as it stands in the record
	entity  []byte // the chunks put together
	content []byte // without content coding
	notes   []string
}

// payload undoes the codings of the body. Of a body that breaks off it
// returns the part that can be read, and notes it. The error is [ErrTooLong]
// or that no part can be read.
func (r response) payload() (payload, error) {
	p := payload{stored: r.body, entity: r.body}
	if strings.Contains(strings.ToLower(r.fields["transfer-encoding"]), "chunked") {
		p.unchunk()
	}
	p.content = p.entity
	codings := codingsOf(r.fields["content-encoding"])
	for _, coding := range slices.Backward(codings[:min(len(codings), maxCodings)]) {
		if err := p.decode(coding); err != nil {
			return p, err
		}
	}
	return p, nil
}

// unchunk puts the chunks of a body together, if it has any: many crawlers do
// it and keep the field that declares them.
func (p *payload) unchunk() {
	out := make([]byte, 0, len(p.stored))
	for rest := p.stored; ; {
		size, after, ok := chunkSize(rest)
		switch {
		case !ok && len(out) == 0:
			return // falsely declared
		case !ok || size > len(after):
			p.entity = append(out, after...)
			p.notes = append(p.notes, "the chunks of the body break off")
			return
		case size == 0:
			p.entity = out
			return
		}
		out = append(out, after[:size]...)
		rest = after[size:]
	}
}

// chunkSize reads the line that begins a chunk, and the end of the one before.
// What follows is what stands behind the line; nothing where it is no chunk.
func chunkSize(b []byte) (size int, after []byte, ok bool) {
	line, after, ok := bytes.Cut(bytes.TrimLeft(b, "\r\n"), []byte("\n"))
	hex, _, _ := bytes.Cut(line, []byte(";"))
	n, err := strconv.ParseUint(string(bytes.TrimSpace(hex[:min(len(hex), 20)])), 16, 31)
	if !ok || err != nil {
		return 0, nil, false
	}
	return int(n), after, true
}

// decode undoes one content coding. One that is unknown is taken for none, as
// servers declare charsets and media types there.
func (p *payload) decode(coding string) error {
	r, err := decoder(coding, p.content)
	if r == nil && err == nil {
		return nil
	}
	var out []byte
	if err == nil {
		out, err = io.ReadAll(io.LimitReader(r, MaxRecord+1))
		r.Close()
	}
	switch {
	case len(out) > MaxRecord:
		return ErrTooLong
	case err == nil:
		p.content = out
	case looksPlain(p.content): // undone by the crawler, or never done
	case len(out) > 0:
		p.content = out
		p.notes = append(p.notes, fmt.Sprintf("the body breaks off under %q: %v", coding, err))
	default:
		return fmt.Errorf("body under %q: %w: %w", coding, errUndecodable, err)
	}
	return nil
}

// errUndecodable is what is wrong with a body of which nothing can be read.
var errUndecodable = errors.New("cannot be decoded")

// decoder returns what undoes a content coding, nil where it is unknown.
func decoder(coding string, b []byte) (io.ReadCloser, error) {
	r, err := openCoding(coding, bytes.NewReader(b))
	if errors.Is(err, corpus.ErrInvalid) {
		return nil, nil
	}
	return r, err
}

// looksPlain reports whether b reads as a text as it is.
func looksPlain(b []byte) bool {
	if len(bytes.TrimSpace(b)) == 0 {
		return true
	}
	if isGzip(b) {
		return false
	}
	if format, err := formatOfBytes(b[:min(len(b), headSize)]); err == nil && format != corpus.FormatText {
		return true
	}
	return utf8.Valid(b) && !isBinary(b)
}
