package capture

import (
	"io"
	"slices"
)

// trailSize is how many bytes of what was read can be read again. A page of a
// web archive, compressed, is seldom longer than a tenth of it.
const trailSize = 512 << 10

// trail is a reader that can go back a little.
type trail struct {
	r     io.Reader
	kept  []byte // the last bytes read, trailSize of them at least where there were as many
	again []byte // what is read once more before r goes on
	end   int64  // the offset behind the last byte read
	err   error  // of r, but for its end; r is steady
}

func (t *trail) Read(p []byte) (n int, err error) {
	if len(t.again) > 0 {
		n = copy(p, t.again)
		t.again = t.again[n:]
	} else {
		n, err = t.r.Read(p)
	}
	if err != nil && err != io.EOF {
		t.err = err
	}
	if over := len(t.kept) - trailSize; over > trailSize {
		t.kept = append(t.kept[:0], t.kept[over:]...)
	}
	t.kept = append(t.kept, p[:n]...)
	t.end += int64(n)
	return n, err
}

// rewind lets the next read begin at offset to, or as near behind it as what
// is kept reaches.
func (t *trail) rewind(to int64) {
	back := int(min(max(t.end-to, 0), int64(len(t.kept))))
	left := len(t.kept) - back
	t.again = slices.Concat(t.kept[left:], t.again)
	t.kept = t.kept[:left]
	t.end -= int64(back)
}

// steady is a reader whose error stays: what looks ahead and meets it does not
// take it away from what reads.
type steady struct {
	r   io.Reader
	err error
}

func (s *steady) Read(p []byte) (n int, err error) {
	if s.err == nil {
		n, s.err = s.r.Read(p)
	}
	return n, s.err
}
