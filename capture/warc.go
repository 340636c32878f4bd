package capture

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
	"time"

	"hearsay/corpus"
)

// originRecord is the origin of what the head of a record says.
const originRecord = "warc record"

// originSent is the origin of what the server said that sent a page.
const originSent = "http content-type"

// fieldRecord is the identifier of the record that a page came from.
const fieldRecord corpus.Field = "x-warc-id"

// readWARC reads r as a web archive and yields a document a page. A page is a
// text, an HTML page or a feed that was found (status 2xx) at an http(s)
// address, in a record of type response, resource or conversion. A revisit
// record is a sighting of the page that it met again, see [memory.find]. All
// else is passed over: redirects and what was not found, images, styles,
// scripts, requests and metadata, texts that are for machines (robots.txt),
// and a conversion of a page that came before it.
func readWARC(c corpus.Capture, r io.Reader, yield yielder) {
	a := &archive{c: c, yield: yield, pages: newMemory()}
	if a.read("", newRecordReader(r)) {
		a.finish()
	}
}

// archive is a web archive, of one file or several, on its way to documents.
type archive struct {
	c     corpus.Capture
	yield yielder
	pages *memory
	name  string // of the file being read, within the archive; "" if it is the archive
	found int    // records in all files
	harm  error  // the first thing that is wrong with the bytes
}

// read yields the documents of one file of the archive and reports whether to
// go on.
func (a *archive) read(name string, rs *recordReader) bool {
	a.name = name
	defer func() { a.found += rs.number }()
	for {
		before := rs.number
		rec, err := rs.next()
		where := a.place(rs.number)
		if rs.number == before {
			where = "before " + a.place(before+1)
		}
		switch {
		case err == io.EOF:
			return true
		case err == nil && !a.record(rs, rec):
			return false
		case err != nil && !a.harmed(where, err):
			return false
		}
		if err != nil && !isDamage(err) {
			return true
		}
	}
}

func isDamage(err error) bool {
	var d *damage
	return errors.As(err, &d)
}

// finish tells what was wrong with the archive as a whole.
func (a *archive) finish() bool {
	switch {
	case a.harm != nil:
		return a.yield(corpus.Document{}, incomplete(a.c.Source, a.harm))
	case a.found == 0:
		return a.fail("", errNoRecords)
	}
	return true
}

// errNoRecords is what is wrong with an archive that holds nothing.
var errNoRecords = errors.New("no record of a web archive in it")

// harmed notes what is wrong with the bytes at a place, and tells it unless
// the file ends there: that is told at the end.
func (a *archive) harmed(where string, err error) bool {
	a.mark(where, err)
	return !isDamage(err) || a.fail(where, err)
}

// mark remembers the first thing that is wrong with the bytes.
func (a *archive) mark(where string, err error) {
	if a.harm == nil && err != nil {
		a.harm = fmt.Errorf("%s: %w", where, err)
	}
}

// place names record n in the capture.
func (a *archive) place(n int) string {
	return strings.TrimSpace(fmt.Sprintf("%s record %d", a.name, n))
}

func (a *archive) fail(record string, err error) bool {
	return a.yield(corpus.Document{}, &corpus.RecordError{File: a.c.Source, Record: record, Err: err})
}

// record reads one record, of which the head was read, and reports whether to
// go on.
func (a *archive) record(rs *recordReader, rec *warcRecord) bool {
	read := a.reader(rec, rs.peek(rec))
	var block []byte
	var err error
	if read == nil {
		err = rs.skip(rec)
	} else {
		block, err = rs.read(rec)
	}
	switch {
	case errors.Is(err, ErrTooLong):
		return a.fail(a.place(rec.number), fmt.Errorf("%s: %w", rec.target(), err))
	case err != nil:
		return a.harmed(a.place(rec.number), err)
	case read == nil:
		return rec.harm == nil || a.harmed(a.place(rec.number), rec.harm)
	}
	a.mark(a.place(rec.number), rec.harm) // the document tells it
	return read(rec, block)
}

// reader returns what reads the block of rec, judging by its head and by the
// beginning of the block; nil if it holds no page.
func (a *archive) reader(rec *warcRecord, head []byte) func(*warcRecord, []byte) bool {
	if !isWeb(rec.target()) || forMachines(rec.target()) {
		return nil
	}
	switch rec.kind() {
	case "revisit":
		if again := parseResponse(head); isPage(again) || again.status == statusNotModified {
			return a.revisit
		}
	case "response", "resource":
		if isPage(rec.response(head)) {
			return a.page
		}
	case "conversion":
		if a.pages.at(idKey(rec.fields.bare("warc-refers-to"))) == nil && isPage(rec.response(head)) {
			return a.page
		}
	}
	return nil
}

const statusNotModified = 304

// isPage reports whether a response may be a page by what its head says.
func isPage(r response) bool { return r.found() && r.media().mayBePage() }

// response returns what the block of rec holds: an HTTP message, or a body
// alone whose media type the record says.
func (r *warcRecord) response(block []byte) response {
	kind := mediaOf(r.fields["content-type"])
	if kind == "application/http" || kind == "" && r.kind() == "response" {
		return parseResponse(block)
	}
	if res := parseResponse(block); r.kind() == "response" && len(res.fields) > 0 {
		return res
	}
	return response{status: statusOK, fields: fields{"content-type": r.fields["content-type"]}, body: block}
}

// page yields the document of a record that holds a page.
func (a *archive) page(rec *warcRecord, block []byte) bool {
	res := rec.response(block)
	body, err := res.payload()
	if err != nil {
		return a.fail(a.place(rec.number), fmt.Errorf("%s: %w", rec.target(), err))
	}
	format := res.media().format(body.content)
	if format == corpus.FormatFeed {
		return a.feed(rec, body)
	}
	parse := parserOf(format)
	if parse == nil || len(bytes.TrimSpace(body.content)) == 0 {
		return true
	}
	d := a.draft(rec, res, body)
	if err := parse(d, body.content); err != nil {
		return a.fail(a.place(rec.number), fmt.Errorf("%s: %w", rec.target(), err))
	}
	place := a.place(rec.number)
	if !d.yield(corpus.DigestOf(body.content), place, place, a.yield) {
		return false
	}
	a.pages.keep(rec, d.Document)
	return true
}

// parserOf returns what reads a page of a format that is one document, nil for
// any other.
func parserOf(format corpus.Format) func(*draft, []byte) error {
	switch format {
	case corpus.FormatText:
		return textDocument
	case corpus.FormatHTML:
		return htmlDocument
	case corpus.FormatPDF:
		return pdfDocument
	}
	return nil
}

// draft begins the document of a page with what the record says of it. What
// was given beside the archive comes first.
func (a *archive) draft(rec *warcRecord, res response, body payload) *draft {
	d := newPart(a.c)
	own := rec.observations()
	d.see(corpus.FieldURL, own[corpus.FieldURL], originRecord)
	d.see(corpus.FieldArchived, own[corpus.FieldArchived], originRecord)
	d.see(fieldRecord, own[fieldRecord], originRecord)
	d.see(fieldContentType, res.fields["content-type"], originSent)
	for _, note := range body.notes {
		d.note(note)
	}
	for _, doubt := range rec.check(body) {
		d.doubt(fmt.Errorf("%s: %w", rec.target(), doubt))
	}
	if cut := rec.fields["warc-truncated"]; cut != "" {
		d.note("cut short by the crawler: " + cut)
	}
	if rec.fields["warc-segment-number"] != "" {
		d.note("the first part of a record that goes on in another, which is not joined")
	}
	return d
}

// observations are what the head of rec says of a page, by field.
func (r *warcRecord) observations() map[corpus.Field]string {
	return map[corpus.Field]string{
		corpus.FieldURL:      r.target(),
		corpus.FieldArchived: archived(r.fields["warc-date"]),
		fieldRecord:          r.id(),
	}
}

// archived returns a WARC-Date as RFC 3339 in UTC, as it stands if it is none.
// Crawlers of old wrote 14 digits.
func archived(date string) string {
	for _, layout := range []string{time.RFC3339Nano, "20060102150405"} {
		if t, err := time.Parse(layout, date); err == nil {
			return t.UTC().Format(time.RFC3339Nano)
		}
	}
	return date
}

// check returns what speaks against the bytes of a record, and forgets a
// digest that is not that of its payload. A body that was cut short may have
// been digested before or after.
func (r *warcRecord) check(body payload) (doubts []error) {
	if r.harm != nil {
		doubts = append(doubts, fmt.Errorf("%w: %w", ErrHarmed, r.harm))
	}
	digest := labelledDigest(r.fields["warc-payload-digest"])
	if digest != "" && r.fields["warc-truncated"] == "" && !digest.fits(body.stored, body.entity, body.content) {
		doubts = append(doubts, fmt.Errorf("%w (%s)", ErrDigest, digest))
		delete(r.fields, "warc-payload-digest")
	}
	return doubts
}

// feed yields the entries of a feed that stands in a record, with the
// identities that they have in a feed of its own.
func (a *archive) feed(rec *warcRecord, body payload) bool {
	place := a.place(rec.number)
	more := true
	readFeed(a.c, bytes.NewReader(body.content), func(doc corpus.Document, err error) bool {
		var bad *corpus.RecordError
		switch {
		case err == nil:
			doc.Place = place + " " + doc.Place
			doc.Observe(corpus.Observation{Field: corpus.FieldArchived, Value: archived(rec.fields["warc-date"]), Origin: originRecord})
			more = a.yield(doc, nil)
		case errors.As(err, &bad):
			more = a.fail(strings.TrimSuffix(place+" "+bad.Record, " "), bad.Err)
		}
		return more
	})
	return more
}

// revisit yields the page that a record met again. A feed that did not change
// has nothing to tell.
func (a *archive) revisit(rec *warcRecord, block []byte) bool {
	page := a.pages.find(rec)
	switch {
	case page != nil:
		return a.yield(page.metAgain(rec, a.place(rec.number)), nil)
	case parseResponse(block).media().isFeed():
		return true
	}
	return a.fail(a.place(rec.number), unresolved(rec))
}

// isWeb reports whether an address is one of the web. Archives keep notes of
// the crawler (dns:, metadata:, urn:) beside what it fetched.
func isWeb(address string) bool {
	scheme, _, _ := strings.Cut(address, "://")
	return strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")
}

// forMachines reports whether an address is that of a file which no reader
// opens: crawlers are told things in texts, and servers send scripts as text.
func forMachines(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch path.Base(strings.ToLower(u.Path)) {
	case "robots.txt", "ads.txt", "app-ads.txt", "security.txt", "humans.txt", "llms.txt":
		return true
	}
	switch path.Ext(strings.ToLower(u.Path)) {
	case ".js", ".mjs", ".css", ".map", ".json", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".ico", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif",
		".mp3", ".mp4", ".m3u8", ".ts", ".vtt", ".wasm":
		return true
	}
	return false
}

// mayBePage reports whether a page may be of this media type. One that is
// missing or says nothing is told by the bytes.
func (m media) mayBePage() bool {
	switch m {
	case "text/html", "text/plain", "application/xhtml+xml", "text/xml", "application/xml", "application/pdf", "application/x-pdf",
		"", "application/octet-stream", "unknown/unknown", "application/unknown":
		return true
	}
	return m.isFeed()
}

func (m media) isFeed() bool {
	switch m {
	case "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/rss+xml":
		return true
	}
	return false
}

// format tells how a body of this media type is read; "" if it is no page
// after all: an image or JSON that is declared as a page, XML that is no feed.
func (m media) format(body []byte) corpus.Format {
	format, err := formatOfBytes(body[:min(len(body), headSize)])
	switch {
	case m.isFeed():
		return corpus.FormatFeed
	case err != nil || format == corpus.FormatJSONL:
		return ""
	case format == corpus.FormatPDF:
		return format
	case m == "text/html" || m == "application/xhtml+xml":
		return corpus.FormatHTML
	case format == corpus.FormatText && m != "text/plain":
		return ""
	}
	return format
}
