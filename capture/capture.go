// Package capture turns bytes into documents: plain text, pages, JSON lines,
// feeds, web archives, PDFs, exports of Telegram and the CSV indexes beside
// them become [corpus.Document] values with
// a frozen text, labelled blocks and observed metadata.
//
// It stores nothing. The flow is
//
//	Fetch      address -> bytes, each with its format and what the server says of it
//	Sources    paths -> files, each with its format and what an index says of it
//	Documents  one capture's bytes -> its documents, streaming
//	Label      a text -> its blocks
//	Language   a text -> its language
//
// What a text keeps: plain text and JSON lines keep every character, decoded
// to UTF-8, but for a byte order mark at the start and U+0000, which no
// database can hold; CRLF stays. A byte that is no UTF-8 in a text that
// otherwise is becomes U+FFFD, and an observation "x-note" says so; a text in
// another charset is decoded and an observation "x-charset" names it: the one
// that was given with the capture ("x-charset", or in "x-content-type" as a
// server sends it) before what the bytes declare or look like. The
// text of a page is made from its main content alone, so that a page fetched
// again with another sidebar has the same text. The text of a PDF is made from
// its lines, and nothing that they say is left out.
//
// Everything seen about a document is an observation with its origin, best
// first: what stands beside the bytes (an index), then what the bytes declare
// (JSON fields, JSON-LD, meta tags), then what a reader sees (dateline,
// byline), then the address. A date given beside a container of many records
// comes last.
package capture

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/klauspost/compress/gzip"

	"hearsay/corpus"
)

// Version is the version of parsing. Raising it makes every capture pending
// again: texts that come out otherwise become revisions of their items.
const Version = "1"

// MaxRecord is the size in bytes above which a record (a file of text or
// HTML, one line of JSON lines, a feed) is refused. The longest story of a
// real archive of 10,869 has 60 KB and the longest of 983 saved pages 4 MB;
// 32 MiB leaves room for books while two records still fit in little memory.
const MaxRecord = 32 << 20

// What callers may need to tell apart. All are wrapped in a
// [corpus.RecordError].
var (
	// ErrUnknownDate, ErrUnknownURL and ErrUnknownLanguage are warnings: the
	// document was yielded without what was said of it, which it notes.
	ErrUnknownDate     = errors.New("unknown date")
	ErrUnknownURL      = errors.New("no absolute http(s) address")
	ErrUnknownLanguage = errors.New("unknown language")
	// ErrOfOnePiece is a warning: what was given beside a container of many
	// records, and can be said of one piece only, was not taken.
	ErrOfOnePiece = errors.New("cannot be that of every record and was not taken")
	// ErrCutOff is a warning: the end of a document is missing.
	ErrCutOff = errors.New("breaks off, so that pages may be missing")
	// ErrTooLong means that a record exceeds [MaxRecord] and was skipped.
	ErrTooLong = fmt.Errorf("longer than %d MiB", MaxRecord>>20)
	// ErrBinary means that the bytes are no text in any charset.
	ErrBinary = errors.New("binary, not text")
	// ErrEmpty means that there is no text to read.
	ErrEmpty = errors.New("no text")
)

// Warning reports whether err is a doubt about a record that was taken.
func Warning(err error) bool {
	return errors.Is(err, ErrUnknownDate) || errors.Is(err, ErrUnknownURL) || errors.Is(err, ErrUnknownLanguage) ||
		errors.Is(err, ErrOfOnePiece) || errors.Is(err, ErrCutOff) ||
		errors.Is(err, ErrDigest) || errors.Is(err, ErrHarmed) || errors.Is(err, ErrUnresolved) || errors.Is(err, errPackage)
}

// Documents reads the bytes of capture c from r and yields its documents in
// the order in which they stand. Text, HTML and PDF are one document, JSON
// lines one a line, a feed one an entry, a web archive one a page, an export of
// Telegram one a post, an index none. Gzip (also of several members) is found
// by its first bytes.
//
// A bad record yields a zero document with a *[corpus.RecordError] and reading
// goes on; a warning ([Warning]) comes in the same way after its
// document, those about the whole container first. A container that breaks off yields its good records and last an
// error that wraps [corpus.ErrIncomplete]. No more than one record is held in
// memory, and of a web archive the pages read last, see [maxRemembered]. Every document has its identity, place and time of capture.
func Documents(c corpus.Capture, r io.Reader) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		if c.Format == corpus.FormatCSV {
			return
		}
		if isArchive(c.Format) {
			if refused(c, yield) {
				readArchive(c, r, yield)
			}
			return
		}
		body, err := unwrap(r)
		if err != nil {
			yield(corpus.Document{}, &corpus.RecordError{File: c.Source, Err: fmt.Errorf("%w: gzip: %w", corpus.ErrIncomplete, err)})
			return
		}
		if isContainer(c.Format) && !refused(c, yield) {
			return
		}
		switch c.Format {
		case corpus.FormatJSONL:
			readLines(c, body, yield)
		case corpus.FormatText:
			readWhole(c, body, textDocument, yield)
		case corpus.FormatHTML:
			readWhole(c, body, htmlDocument, yield)
		case corpus.FormatFeed:
			readFeed(c, body, yield)
		case corpus.FormatTelegram:
			readTelegram(c, body, yield)
		case corpus.FormatPDF:
			readWhole(c, body, pdfDocument, yield)
		default:
			yield(corpus.Document{}, &corpus.RecordError{File: c.Source, Err: fmt.Errorf("format %q: %w", c.Format, corpus.ErrInvalid)})
		}
	}
}

// isContainer reports whether a capture of format f holds many records.
func isContainer(f corpus.Format) bool {
	return f == corpus.FormatJSONL || f == corpus.FormatFeed || f == corpus.FormatTelegram
}

func isArchive(f corpus.Format) bool { return f == corpus.FormatWARC || f == corpus.FormatWACZ }

// readArchive reads an archive of the web. Gzip is part of its format.
func readArchive(c corpus.Capture, r io.Reader, yield yielder) {
	if c.Format == corpus.FormatWACZ {
		readWACZ(c, r, yield)
		return
	}
	readWARC(c, r, yield)
}

// unwrap returns what is inside r if it is gzip, else r itself.
func unwrap(r io.Reader) (io.Reader, error) {
	br := bufio.NewReaderSize(r, 64<<10)
	if magic, _ := br.Peek(2); len(magic) == 2 && isGzip(magic) {
		return gzip.NewReader(br)
	}
	return br, nil
}

func isGzip(head []byte) bool { return len(head) >= 2 && head[0] == 0x1f && head[1] == 0x8b }

// yielder is what takes documents and errors; false means stop.
type yielder = func(corpus.Document, error) bool

// readWhole reads r as one record and hands it to parse.
func readWhole(c corpus.Capture, r io.Reader, parse func(*draft, []byte) error, yield yielder) {
	b, broken, err := readRecord(r)
	if err != nil {
		yield(corpus.Document{}, &corpus.RecordError{File: c.Source, Err: err})
		return
	}
	d := newDraft(c)
	d.edition = editionOf(c)
	if err := parse(d, b); err != nil {
		yield(corpus.Document{}, &corpus.RecordError{File: c.Source, Err: err})
	} else if !d.yield(corpus.DigestOf(b), "", "", yield) {
		return
	}
	if broken != nil {
		yield(corpus.Document{}, incomplete(c.Source, broken))
	}
}

// readRecord reads all of r up to [MaxRecord]. A container that breaks off
// gives what could be read and the reason in broken.
func readRecord(r io.Reader) (b []byte, broken, err error) {
	b, broken = io.ReadAll(io.LimitReader(r, MaxRecord+1))
	if len(b) > MaxRecord {
		return nil, nil, ErrTooLong
	}
	if len(b) == 0 && broken != nil {
		return nil, nil, fmt.Errorf("%w: %w", corpus.ErrIncomplete, broken)
	}
	return b, broken, nil
}

func incomplete(file string, err error) error {
	return &corpus.RecordError{File: file, Err: fmt.Errorf("%w: %w", corpus.ErrIncomplete, err)}
}
