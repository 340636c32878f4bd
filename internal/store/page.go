package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// The checks in this file read the ledger's file raw, without SQLite, so that
// they find what a database would read over or stumble upon.

// pageScan is what reading every page found.
type pageScan struct {
	pages  int64
	broken []int64 // numbers from 1, ascending
	torn   int64   // bytes behind the last whole page
}

// scanFile checks every page of a ledger's file. One that becomes shorter
// meanwhile, as a purge makes it, is read from its beginning again.
func scanFile(f *os.File, progress func(pages int64)) (scan pageScan, err error) {
	for range 1 + rereads {
		info, serr := f.Stat()
		if serr != nil {
			return scan, serr
		}
		if scan, err = scanPages(f, info.Size(), progress); !errors.Is(err, io.ErrUnexpectedEOF) {
			return scan, err
		}
	}
	return scan, err
}

// scanPages checks every page of an SQLite file against its checksum. A page
// on which another process is writing just now is read again. progress may be
// nil.
func scanPages(f io.ReaderAt, size int64, progress func(pages int64)) (pageScan, error) {
	scan := pageScan{pages: size / pageSize, torn: size % pageSize}
	const atOnce = 64
	buf := make([]byte, atOnce*pageSize)
	for first := int64(0); first < scan.pages; first += atOnce {
		part := buf[:min(atOnce, scan.pages-first)*pageSize]
		if err := readAt(f, part, first*pageSize); err != nil {
			return scan, fmt.Errorf("pages from %d: %w", first+1, err)
		}
		for i := range int64(len(part)) / pageSize {
			page := part[i*pageSize:][:pageSize]
			if pageIntact(page) || readAgain(f, page, (first+i)*pageSize) {
				continue
			}
			scan.broken = append(scan.broken, first+i+1)
		}
		if progress != nil {
			progress(int64(len(part)) / pageSize)
		}
	}
	return scan, nil
}

// rereads is how often a page that looks broken is read again before it is
// called so.
const rereads = 3

func readAgain(f io.ReaderAt, page []byte, at int64) bool {
	for range rereads {
		if readAt(f, page, at) == nil && pageIntact(page) {
			return true
		}
	}
	return false
}

// readAt fills p; less is an error.
func readAt(f io.ReaderAt, p []byte, at int64) error {
	n, err := f.ReadAt(p, at)
	if n == len(p) {
		return nil
	}
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// pageIntact reports whether a page's last 8 bytes are the checksum of those
// before. The sum is that of SQLite's cksumvfs
// (https://sqlite.org/cksumvfs.html). Each of its steps can be undone, so that
// one changed byte always changes it. A page that was never written is all
// zeros and intact.
func pageIntact(page []byte) bool {
	var s1, s2 uint32
	body := page[:len(page)-pageTail]
	for len(body) >= 8 {
		s1 += binary.LittleEndian.Uint32(body) + s2
		s2 += binary.LittleEndian.Uint32(body[4:]) + s1
		body = body[8:]
	}
	sum := page[len(page)-pageTail:]
	return binary.LittleEndian.Uint32(sum) == s1 && binary.LittleEndian.Uint32(sum[4:]) == s2
}

// looksLikeLedger reports whether a file is a ledger, perhaps a damaged one:
// it carries a ledger's mark, or at least half of its pages have sums that
// fit and are no mere zeros.
func looksLikeLedger(f io.ReaderAt, size int64) bool {
	head := make([]byte, headerLen)
	if readAt(f, head, 0) == nil && headerID(head) == applicationID {
		return true
	}
	page := make([]byte, pageSize)
	var fit, all int64
	for at := int64(0); at+pageSize <= size; at += pageSize {
		all++
		if readAt(f, page, at) == nil && pageIntact(page) && !bytes.Equal(page, make([]byte, pageSize)) {
			fit++
		}
	}
	return all > 1 && 2*fit >= all
}

// headerPageCount is how many pages the file says that it has.
func headerPageCount(f io.ReaderAt) (int64, error) {
	head := make([]byte, headerLen)
	err := readAt(f, head, 0)
	return int64(binary.BigEndian.Uint32(head[headerPages:])), err
}

// walScan is what reading a write-ahead log found. Its format:
// https://sqlite.org/fileformat.html, 4.
type walScan struct {
	frames int64
	pages  map[int64]bool // that stand in a committed transaction of the log
	lost   string         // why committed transactions in it cannot be read, "" if they can
}

const (
	walHeaderLen = 32
	walFrameLen  = 24 + pageSize
	walMagic     = 0x377f0682 // the lowest bit is set when sums are big-endian
)

// walSum is the running checksum of a write-ahead log.
type walSum struct {
	order  binary.ByteOrder
	s1, s2 uint32
}

func (w *walSum) add(b []byte) {
	for ; len(b) >= 8; b = b[8:] {
		w.s1 += w.order.Uint32(b) + w.s2
		w.s2 += w.order.Uint32(b[4:]) + w.s1
	}
}

func (w *walSum) is(b []byte) bool {
	return binary.BigEndian.Uint32(b) == w.s1 && binary.BigEndian.Uint32(b[4:]) == w.s2
}

// steadily looks at a write-ahead log until what is lost in it is lost at two
// looks running: a frame that is being written just then looks broken, and is
// whole the next time.
func steadily(look func() (walScan, error)) (walScan, error) {
	before := ""
	for {
		scan, err := look()
		if err != nil || scan.lost == before || scan.lost == "" {
			return scan, err
		}
		before = scan.lost
	}
}

// scanWAL reads the write-ahead log at path as SQLite would after a crash. A
// log that is missing or empty has no frames.
func scanWAL(path string) (walScan, error) {
	scan := walScan{pages: map[int64]bool{}}
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return scan, nil
	}
	if err != nil {
		return scan, err
	}
	defer f.Close()
	head := make([]byte, walHeaderLen)
	if n, err := io.ReadFull(f, head); err != nil {
		if n == 0 || errors.Is(err, io.ErrUnexpectedEOF) {
			return scan, nil // a crash at its very beginning: nothing was committed
		}
		return scan, err
	}
	sum, ok := walStart(head)
	if !ok {
		scan.lost = "its header is broken"
		return scan, nil
	}
	return scan, scan.readFrames(f, head, sum)
}

func walStart(head []byte) (*walSum, bool) {
	magic := binary.BigEndian.Uint32(head)
	sum := &walSum{order: binary.LittleEndian}
	if magic&1 == 1 {
		sum.order = binary.BigEndian
	}
	sum.add(head[:24])
	return sum, magic&^1 == walMagic && sum.is(head[24:]) && binary.BigEndian.Uint32(head[8:]) == pageSize
}

// readFrames follows the chain of sums to its end, then looks for commits
// behind it: those are lost. Frames with other salt are left over from an
// earlier round.
func (scan *walScan) readFrames(f io.Reader, head []byte, sum *walSum) error {
	frame := make([]byte, walFrameLen)
	var open []int64 // pages of the transaction under way
	broken := int64(0)
	for n := int64(1); ; n++ {
		if _, err := io.ReadFull(f, frame); err == io.EOF || err == io.ErrUnexpectedEOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("frame %d: %w", n, err)
		}
		ours := bytes.Equal(frame[8:16], head[16:24])
		commit := binary.BigEndian.Uint32(frame[4:]) != 0
		if broken == 0 {
			sum.add(frame[:8])
			sum.add(frame[24:])
			if !ours || !sum.is(frame[16:]) {
				broken = n
			}
		}
		if broken > 0 {
			if ours && commit {
				scan.lost = fmt.Sprintf("frame %d is broken, and a transaction that was committed behind it is lost", broken)
				return nil
			}
			continue
		}
		scan.frames++
		open = append(open, int64(binary.BigEndian.Uint32(frame)))
		if commit {
			for _, p := range open {
				scan.pages[p] = true
			}
			open = open[:0]
		}
	}
}
