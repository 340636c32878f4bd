package capture

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
)

// members reads what is inside the members of a gzip file, one behind the
// other. At a member that is damaged, or at bytes between two that belong to
// none, every read gives an error of type *damage until [members.resume] is
// called; reading then goes on with the next member that can be found.
type members struct {
	trail *trail
	raw   *bufio.Reader
	zr    *gzip.Reader
	start int64 // the offset of the member that was begun last
	open  bool
	lost  bool // on the way to the next member behind a damage

	damage   *damage
	rewinds  int   // since a member was whole that lies behind all that was searched
	searched int64 // the offset up to which there was a search
}

// damage is what is wrong with a stretch of a file of which the rest can be
// read.
type damage struct {
	err error
	at  int64 // of the member that is damaged, -1 where it is none
}

func (d *damage) Error() string { return d.err.Error() }
func (d *damage) Unwrap() error { return d.err }

// maxRewinds is how many damaged members in a row are searched for the
// beginning of the next one. A file made to look like nothing but beginnings
// would else be read over and over.
const maxRewinds = 64

// rawSize is how much of a file is read at once.
const rawSize = 64 << 10

func newMembers(r io.Reader) *members {
	t := &trail{r: r}
	return &members{trail: t, raw: bufio.NewReaderSize(t, rawSize)}
}

func (m *members) Read(p []byte) (int, error) {
	for {
		if m.damage != nil {
			return 0, m.damage
		}
		if !m.open {
			if err := m.next(); err != nil {
				return 0, err
			}
		}
		n, err := m.zr.Read(p)
		switch {
		case err == nil:
			return n, nil
		case m.trail.err != nil:
			return n, m.trail.err
		case err == io.EOF:
			m.close()
		default:
			m.open = false
			m.damage = &damage{fmt.Errorf("damaged member: %w", err), m.start}
		}
		if n > 0 {
			return n, nil
		}
	}
}

// next begins the next member. It returns io.EOF where there is none.
func (m *members) next() error {
	skipped, err := m.seek()
	if err != nil && err != io.EOF {
		return err
	}
	if skipped && !m.lost {
		m.lost = true
		m.damage = &damage{errNoMember, -1}
		return m.damage
	}
	if err != nil {
		return err
	}
	m.start = m.offset()
	if m.zr == nil {
		m.zr = new(gzip.Reader)
	}
	switch err := m.zr.Reset(m.raw); {
	case m.trail.err != nil:
		return m.trail.err
	case err != nil:
		m.damage = &damage{fmt.Errorf("damaged member: %w", err), m.start}
		return m.damage
	}
	m.zr.Multistream(false)
	m.open, m.lost = true, false
	return nil
}

// errNoMember is what is wrong with bytes where a member should begin.
var errNoMember = errors.New("bytes that belong to no gzip member")

// seek goes to where the next member seems to begin, and reports whether it
// passed over more than padding.
func (m *members) seek() (skipped bool, err error) {
	for {
		head, err := m.raw.Peek(len(memberHead))
		if len(head) > 0 && isMember(head) {
			return skipped, nil
		}
		if len(head) == 0 {
			return skipped, err
		}
		skipped = skipped || head[0] > ' '
		m.raw.Discard(1)
	}
}

// memberHead is how a member begins: the magic number and deflate, the only
// method there is (RFC 1952).
const memberHead = "\x1f\x8b\x08"

func isMember(head []byte) bool { return string(head) == memberHead }

// close ends a member that was whole.
func (m *members) close() {
	m.open = false
	if m.offset() > m.searched {
		m.rewinds = 0
	}
}

// offset is how far the file is read.
func (m *members) offset() int64 { return m.trail.end - int64(m.raw.Buffered()) }

// resume lets reading go on behind a damage. A member that was cut short has
// swallowed the beginning of the next one, so that its bytes are searched too.
func (m *members) resume() {
	at := m.damage.at
	m.damage, m.lost = nil, true
	if at < 0 || m.rewinds >= maxRewinds {
		return
	}
	m.rewinds++
	m.searched = max(m.searched, m.trail.end)
	m.trail.rewind(at + 1)
	m.raw.Reset(m.trail)
}
