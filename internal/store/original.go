package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"sync"

	"github.com/klauspost/compress/zstd"

	"hearsay/corpus"
)

// chunkSize is how much of an original is held in memory at a time.
const chunkSize = 1 << 20

// zstdEncoder and zstdDecoder are made at first use and then shared: both
// are safe for many goroutines when they work on whole blocks.
var (
	zstdEncoder = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedDefault))
		if err != nil {
			panic(fmt.Sprintf("store: zstd encoder: %v", err)) // only for options that do not fit together
		}
		return e
	})
	zstdDecoder = sync.OnceValue(func() *zstd.Decoder {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxUnpacked))
		if err != nil {
			panic(fmt.Sprintf("store: zstd decoder: %v", err))
		}
		return d
	})
)

// maxUnpacked bounds what damaged bytes can make the decoder allocate. The
// annotations of one document are the largest thing that is packed whole.
const maxUnpacked = 1 << 30

func pack(b []byte) []byte { return zstdEncoder().EncodeAll(b, nil) }

func unpack(b []byte) ([]byte, error) {
	out, err := zstdDecoder().DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("unpack: %w: %w", err, corpus.ErrDamaged)
	}
	return out, nil
}

// keepOriginal stores the bytes of r under digest d, or only counts one more
// capture of them when the ledger has them. Either way it reads r to its end
// and refuses bytes that are not of that digest and size.
func (t *tx) keepOriginal(d corpus.Digest, size int64, r io.Reader) error {
	known, err := t.changes("UPDATE originals SET captures = captures + 1 WHERE digest = $1", string(d))
	if err != nil {
		return err
	}
	keep := func(int, []byte) error { return nil }
	if known == 0 {
		if err := t.exec("INSERT INTO originals (digest, size, captures, kept_at) VALUES ($1, $2, 1, $3)",
			string(d), size, timeText(t.now)); err != nil {
			return err
		}
		keep = func(seq int, b []byte) error {
			return t.exec("INSERT INTO chunks (digest, seq, size, body) VALUES ($1, $2, $3, $4)", string(d), seq, len(b), pack(b))
		}
	}
	h := sha256.New()
	n, err := inChunks(io.TeeReader(r, h), keep)
	if err != nil {
		return err
	}
	if got := corpus.Digest(hex.EncodeToString(h.Sum(nil))); got != d || n != size {
		return fmt.Errorf("%d bytes with digest %s, announced were %d with %s: %w", n, got, size, d, corpus.ErrInvalid)
	}
	return nil
}

// inChunks hands r piece by piece to keep, which must not hold on to them,
// and returns the number of bytes.
func inChunks(r io.Reader, keep func(seq int, b []byte) error) (int64, error) {
	buf := make([]byte, chunkSize)
	var total int64
	for seq := 0; ; seq++ {
		n, err := io.ReadFull(r, buf)
		if n > 0 {
			if err := keep(seq, buf[:n]); err != nil {
				return total, err
			}
			total += int64(n)
		}
		switch {
		case err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) && n < len(buf):
			return total, nil
		case err != nil:
			return total, fmt.Errorf("read: %w", err)
		}
	}
}

// Original opens the unchanged bytes with digest d, unless a purge took them
// out: an error wrapping [corpus.ErrWithheld]. Reading fails with
// [corpus.ErrDamaged] where they no longer match d, at the latest at the end.
// A chunk is in memory at a time. The reader must be closed.
func (st *Store) Original(ctx context.Context, d corpus.Digest) (io.ReadCloser, error) {
	o := &original{ctx: ctx, st: st, digest: d, hash: sha256.New()}
	err := st.view(ctx, func(t *tx) error {
		if withheld, err := t.tombstone(tombOriginal, string(d)); withheld != nil || err != nil {
			return errFirst(err, withheld)
		}
		found, err := t.row("SELECT size FROM originals WHERE digest = $1", []any{string(d)}, &o.size)
		if err == nil && !found {
			err = corpus.ErrNotFound
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("original %s: %w", d, err)
	}
	return o, nil
}

// original reads chunk after chunk, each with a query of its own, so that a
// reader that is left open holds no transaction.
type original struct {
	ctx    context.Context
	st     *Store
	digest corpus.Digest
	size   int64
	hash   hash.Hash
	next   int    // number of the chunk to fetch
	rest   []byte // of the chunk fetched
	read   int64
	err    error
}

func (o *original) Read(p []byte) (int, error) {
	for len(o.rest) == 0 && o.err == nil {
		o.fetch()
	}
	if len(o.rest) == 0 {
		return 0, o.err
	}
	n := copy(p, o.rest)
	o.rest = o.rest[n:]
	return n, nil
}

func (o *original) Close() error {
	o.rest, o.err = nil, errors.New("original: read after close")
	return nil
}

// fetch gets the next chunk into rest or says in err why there is none.
func (o *original) fetch() {
	packed, found, err := o.chunk()
	switch {
	case err != nil:
		o.err = fmt.Errorf("original %s chunk %d: %w", o.digest, o.next, err)
	case found:
		o.take(packed)
	default:
		o.finish()
	}
}

func (o *original) chunk() (packed []byte, found bool, err error) {
	err = o.st.view(o.ctx, func(t *tx) error {
		found, err = t.row("SELECT body FROM chunks WHERE digest = $1 AND seq = $2", []any{string(o.digest), o.next}, &packed)
		return err
	})
	return packed, found, err
}

func (o *original) take(packed []byte) {
	b, err := unpack(packed)
	if err != nil {
		o.err = fmt.Errorf("original %s chunk %d: %w", o.digest, o.next, err)
		return
	}
	o.next++
	o.read += int64(len(b))
	o.rest = b
	o.hash.Write(b)
}

func (o *original) finish() {
	if o.read < o.size && o.withheld() { // since it was opened
		return
	}
	if got := corpus.Digest(hex.EncodeToString(o.hash.Sum(nil))); got != o.digest || o.read != o.size {
		o.err = fmt.Errorf("original %s: its %d bytes have digest %s: %w", o.digest, o.read, got, corpus.ErrDamaged)
		return
	}
	o.err = io.EOF
}

// withheld puts into err that the bytes were taken out, if so.
func (o *original) withheld() bool {
	err := o.st.view(o.ctx, func(t *tx) error {
		withheld, err := t.tombstone(tombOriginal, string(o.digest))
		return errFirst(err, withheld)
	})
	if err != nil {
		o.err = fmt.Errorf("original %s: %w", o.digest, err)
	}
	return err != nil
}

// Withheld reports whether a purge took out the bytes with digest d.
func (st *Store) Withheld(ctx context.Context, d corpus.Digest) (bool, error) {
	found := false
	err := st.view(ctx, func(t *tx) (err error) {
		found, err = t.row("SELECT 1 FROM tombstones WHERE kind = $1 AND subject = $2", []any{tombOriginal, string(d)}, new(int))
		return err
	})
	return found, err
}

// Capture takes in the bytes of one file: its chunks, the capture's row, the
// log's row and the pending work to parse it, in one transaction. c.ID,
// c.Digest and c.Size are filled in by the caller; bytes that do not match
// them are an error. What in c.Source is no UTF-8 becomes U+FFFD. added is false, and nothing is written, when the ledger
// has this capture already. Bytes that a purge took out are refused with an
// error wrapping [corpus.ErrWithheld]. r is read anew when another transaction
// stood in the way, if it is an [io.Seeker].
func (st *Store) Capture(ctx context.Context, c corpus.Capture, r io.Reader) (added bool, err error) {
	run, begun := st.updateOnce, false
	seeker, ok := r.(io.Seeker)
	if ok {
		run = st.update
	}
	err = run(ctx, func(t *tx) error {
		if begun {
			if _, err := seeker.Seek(0, io.SeekStart); err != nil {
				return fmt.Errorf("read again: %w", err)
			}
		}
		added, begun = false, true
		if withheld, err := t.tombstone(tombOriginal, string(c.Digest)); withheld != nil || err != nil {
			return errFirst(err, withheld)
		}
		known, err := t.row("SELECT 1 FROM captures WHERE id = $1", []any{c.ID}, new(int))
		if err != nil || known {
			return err
		}
		added = true
		return t.addCapture(c, r)
	})
	if err != nil {
		return false, fmt.Errorf("capture %s: %w", c.Source, err)
	}
	return added, nil
}

func (t *tx) addCapture(c corpus.Capture, r io.Reader) error {
	if want := corpus.CaptureID(c.Source, c.Digest); c.ID != want {
		return fmt.Errorf("ID %q, want %q: %w", c.ID, want, corpus.ErrInvalid)
	}
	c.Source = plain(c.Source) // in the row and in the log alike
	if err := t.keepOriginal(c.Digest, c.Size, r); err != nil {
		return err
	}
	number, err := t.next("captures")
	if err != nil {
		return err
	}
	err = t.exec(`INSERT INTO captures (number, id, source, format, digest, size, taken_at, given, incomplete)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		number, c.ID, c.Source, string(c.Format), string(c.Digest), c.Size, timeText(c.Time), jsonText(c.Given), plain(c.Incomplete))
	if err != nil {
		return err
	}
	if err := t.addWork(StageParse, c.ID, number); err != nil {
		return err
	}
	c.Incomplete = plain(c.Incomplete)
	return t.log("capture", c.ID, captureEntryOf(c))
}

// captureEntry is the detail of the log's row.
type captureEntry struct {
	Source     string        `json:"source"`
	Format     corpus.Format `json:"format"`
	Digest     corpus.Digest `json:"digest"`
	Size       int64         `json:"size"`
	Taken      string        `json:"taken"`
	Given      string        `json:"given"` // the digest of what was given along
	Incomplete string        `json:"incomplete"`
}

func captureEntryOf(c corpus.Capture) captureEntry {
	return captureEntry{c.Source, c.Format, c.Digest, c.Size, timeText(c.Time), string(corpus.DigestOf([]byte(jsonText(c.Given)))), c.Incomplete}
}

// next returns the next number of a table: one more than the highest. There
// is one writer, so that nobody else takes it.
func (t *tx) next(table string) (int64, error) {
	var n int64
	_, err := t.row("SELECT coalesce(max(number), 0) + 1 FROM "+table, nil, &n)
	return n, err
}

const captureColumns = "SELECT id, source, format, digest, size, taken_at, given, incomplete FROM captures"

// CaptureByID returns one capture. id may be a unique prefix, as in
// [Store.Document]. Of one that a purge took out nothing is known: the error
// wraps [corpus.ErrWithheld].
func (st *Store) CaptureByID(ctx context.Context, id string) (c corpus.Capture, err error) {
	err = st.view(ctx, func(t *tx) error {
		full, err := t.resolve("captures", id)
		if err != nil {
			return err
		}
		if withheld, err := t.tombstone(tombCapture, full); withheld != nil || err != nil {
			return errFirst(err, withheld)
		}
		return t.rows(captureColumns+" WHERE id = $1", []any{full}, func(rows *sql.Rows) error {
			c, err = scanCapture(rows)
			return err
		})
	})
	if err != nil {
		return corpus.Capture{}, fmt.Errorf("capture %s: %w", id, err)
	}
	return c, nil
}

func scanCapture(rows *sql.Rows) (c corpus.Capture, err error) {
	var at, given string
	err = rows.Scan(&c.ID, &c.Source, &c.Format, &c.Digest, &c.Size, &at, &given, &c.Incomplete)
	if err != nil {
		return c, err
	}
	if c.Time, err = timeOf(at); err != nil {
		return c, err
	}
	return c, jsonInto(given, &c.Given)
}
