package capture

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// warcRecord is the head of a record of a web archive, ISO 28500. Its block
// is read from the [recordReader] that it came from, before the next record.
type warcRecord struct {
	number int // of the record in its file, from 1
	fields fields
	length int64 // of the block in bytes, -1 where the head does not say
	member int64 // the offset of the gzip member that it lies in, -1 for none
	harm   error // what is wrong with its bytes although all of them are there
}

// fields are the named fields of a head, by name in lower case. Of a name
// that stands twice the first counts.
type fields map[string]string

// add takes a line of a head. A line that names nothing is passed over.
func (f fields) add(line string) {
	name, value, ok := strings.Cut(line, ":")
	name = strings.ToLower(strings.TrimSpace(name))
	if _, twice := f[name]; ok && !twice {
		f[name] = strings.ToValidUTF8(strings.TrimSpace(value), "\uFFFD")
	}
}

// bare returns a value without the angle brackets in which identifiers stand,
// and in files up to WARC/1.0 addresses too.
func (f fields) bare(name string) string {
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(f[name], "<"), ">"))
}

// parseFields returns the fields of the lines of a head. A line that begins
// with white space belongs to the one before it.
func parseFields(lines []string) fields {
	f := fields{}
	for i := 0; i < len(lines); {
		first := i
		for i++; i < len(lines) && isFolded(lines[i]); i++ {
			lines[i] = strings.TrimSpace(lines[i])
		}
		f.add(strings.Join(lines[first:i], " "))
	}
	return f
}

func isFolded(line string) bool { return line != "" && (line[0] == ' ' || line[0] == '\t') }

func (r *warcRecord) kind() string   { return strings.ToLower(r.fields["warc-type"]) }
func (r *warcRecord) id() string     { return r.fields.bare("warc-record-id") }
func (r *warcRecord) target() string { return r.fields.bare("warc-target-uri") }

// maxHead is the size in bytes above which the head of a record or of an
// HTTP message is none: servers and tools refuse them from 8 to 64 KiB on.
const maxHead = 64 << 10

// errHead is what is wrong with a record whose head does not end.
var errHead = fmt.Errorf("head longer than %d KiB", maxHead>>10)

// errNoRecord is what is wrong with bytes where a record should begin.
var errNoRecord = errors.New("bytes that belong to no record")

// recordReader reads the records of a web archive, plain or under gzip, in any
// cut into members. Nothing but one block is held.
type recordReader struct {
	br      *bufio.Reader
	members *members // nil where the file is not under gzip
	number  int      // of the record read last
	lost    bool     // on the way to the next record behind a damage
	found   bool     // the line that begins the next record was read
	block   []byte   // reused for every block
}

func newRecordReader(r io.Reader) *recordReader {
	br := bufio.NewReaderSize(&steady{r: r}, rawSize)
	if head, _ := br.Peek(2); !isGzip(head) {
		return &recordReader{br: br}
	}
	m := newMembers(br)
	return &recordReader{br: bufio.NewReaderSize(m, rawSize), members: m}
}

// next finds the next record and reads its head. The error is io.EOF behind
// the last record, a *damage where a stretch of the file is passed over and
// the next call goes on behind it, else that of the reader.
func (rs *recordReader) next() (*warcRecord, error) {
	for {
		rec, err := rs.begin()
		known := rs.lost
		if rs.resume(err) && known {
			continue // part of the damage that was told
		}
		return rec, err
	}
}

// begin reads up to the next record and its head.
func (rs *recordReader) begin() (*warcRecord, error) {
	if !rs.found {
		passed, err := rs.find()
		rs.found = err == nil
		if passed && !rs.lost && (err == nil || err == io.EOF) {
			return nil, &damage{errNoRecord, -1}
		}
		if err != nil {
			return nil, err
		}
	}
	rs.found, rs.lost = false, false
	rs.number++
	lines, err := rs.head()
	if err != nil {
		return nil, err
	}
	rec := &warcRecord{number: rs.number, fields: parseFields(lines), member: -1}
	rec.length = lengthOf(rec.fields)
	if rs.members != nil {
		rec.member = rs.members.start
	}
	return rec, nil
}

// resume goes on behind err where that can be done, which it reports.
func (rs *recordReader) resume(err error) bool {
	var d *damage
	if !errors.As(err, &d) {
		return false
	}
	if rs.members != nil && rs.members.damage != nil {
		rs.members.resume()
	}
	rs.lost = true
	return true
}

// lengthOf returns the length of the block, -1 for one that is missing, as in
// files before WARC/1.0, or none.
func lengthOf(f fields) int64 {
	n, err := strconv.ParseInt(f["content-length"], 10, 64)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// versionHead begins the first line of every record since WARC/0.16.
const versionHead = "WARC/"

// find reads up to the line that begins the next record, that line included.
// It reports whether it passed over more than padding.
func (rs *recordReader) find() (passed bool, err error) {
	for {
		line, err := rs.br.ReadSlice('\n')
		if isVersion(line) {
			return passed, nil
		}
		passed = passed || len(bytes.TrimSpace(line)) > 0 && line[0] != 0
		if err != nil && err != bufio.ErrBufferFull {
			return passed, err
		}
	}
}

func isVersion(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, []byte(versionHead))
	return ok && len(rest) > 0 && '0' <= rest[0] && rest[0] <= '9'
}

// head reads the lines up to the empty one that ends a head.
func (rs *recordReader) head() (lines []string, err error) {
	for size := 0; ; {
		line, err := rs.br.ReadSlice('\n')
		size += len(line)
		switch {
		case err == bufio.ErrBufferFull || size > maxHead:
			return nil, &damage{errHead, -1}
		case err == io.EOF:
			return nil, io.ErrUnexpectedEOF
		case err != nil:
			return nil, err
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			return lines, nil
		}
		lines = append(lines, string(line))
	}
}

// peek returns the beginning of the block of rec without reading it, as far
// as it is at hand.
func (rs *recordReader) peek(rec *warcRecord) []byte {
	n := int64(rs.br.Size())
	if rec.length >= 0 {
		n = min(n, rec.length)
	}
	head, _ := rs.br.Peek(int(n)) // what is wrong is said when it is read
	return head
}

// skip passes over the block of rec.
func (rs *recordReader) skip(rec *warcRecord) error {
	if rec.length < 0 {
		return rs.cut(rs.toNext(nil))
	}
	if _, err := io.CopyN(io.Discard, rs.br, rec.length); err != nil {
		return rs.cut(err)
	}
	return rs.settle(rec)
}

// read returns the block of rec, which is valid until the next call. One
// that is longer than [MaxRecord] is skipped and gives [ErrTooLong].
func (rs *recordReader) read(rec *warcRecord) ([]byte, error) {
	if rec.length > MaxRecord {
		if err := rs.skip(rec); err != nil {
			return nil, err
		}
		return nil, ErrTooLong
	}
	block := bytes.NewBuffer(rs.block[:0])
	var err error
	if rec.length < 0 {
		err = rs.toNext(block)
	} else {
		_, err = io.CopyN(block, rs.br, rec.length)
	}
	rs.block = block.Bytes()
	if err != nil {
		return nil, rs.cut(err)
	}
	return rs.block, rs.settle(rec)
}

// toNext reads a block without a length into b, up to the line that begins
// the next record, without the two line ends before it.
func (rs *recordReader) toNext(b *bytes.Buffer) error {
	long := false
	for {
		if head, _ := rs.br.Peek(len(versionHead) + 1); isVersion(head) {
			break
		}
		line, err := rs.br.ReadSlice('\n')
		long = long || b != nil && b.Len()+len(line) > MaxRecord
		if b != nil && !long {
			b.Write(line)
		}
		if err == io.EOF {
			break
		}
		if err != nil && err != bufio.ErrBufferFull {
			return err
		}
	}
	if long {
		return ErrTooLong
	}
	if b != nil {
		b.Truncate(len(trimLineEnds(b.Bytes(), 2)))
	}
	return nil
}

// trimLineEnds cuts up to n line ends from the end of b.
func trimLineEnds(b []byte, n int) []byte {
	for range n {
		b = bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r"))
	}
	return b
}

// cut tells why a block is not whole.
func (rs *recordReader) cut(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	rs.resume(err)
	return err
}

// settle reads what lies behind the block of rec, up to the next record. If
// that is more than line ends, the length of the block is wrong or the bytes
// of the file are, and rec may be harmed. A member that cannot be inflated to
// its end has bytes in it that nobody wrote, perhaps in the block: then rec is
// lost.
func (rs *recordReader) settle(rec *warcRecord) error {
	passed, err := rs.find()
	rs.found = err == nil
	var d *damage
	switch own := errors.As(err, &d) && d.at >= 0 && d.at == rec.member; {
	case own && errors.Is(err, gzip.ErrChecksum):
		rs.resume(err)
		rec.harm = err
	case own:
		return rs.cut(err)
	case passed && (err == nil || err == io.EOF):
		rec.harm = &damage{fmt.Errorf("behind it %w", errNoRecord), -1}
	}
	return nil // any other error comes again with the next record
}
