package capture

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"hearsay/corpus"
)

var archiveCapture = corpus.Capture{Source: "crawl.warc", Format: corpus.FormatWARC, Time: time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)}

// warcOf writes a record of WARC/1.0 whose identifier is its name. Lines of
// extra are fields that come first, and win.
func warcOf(kind, name, url, extra, block string) string {
	if extra != "" {
		extra = strings.TrimRight(extra, "\n") + "\n"
	}
	head := fmt.Sprintf("WARC/1.0\n%sWARC-Type: %s\nWARC-Record-ID: <urn:x:%s>\nWARC-Target-URI: %s\nWARC-Date: 2022-03-04T05:06:07Z\nContent-Length: %d\n\n",
		extra, kind, name, url, len(block))
	return strings.ReplaceAll(head, "\n", "\r\n") + block + "\r\n\r\n"
}

// answered writes an HTTP message; lines end in "\n" in head.
func answered(head, body string) string {
	return strings.ReplaceAll(strings.TrimRight(head, "\n"), "\n", "\r\n") + "\r\n\r\n" + body
}

// pageOf writes a page with a title and one paragraph.
func pageOf(title, words string) string {
	return "<html><head><title>" + title + "</title></head><body><article><p>" + words + "</p></article></body></html>"
}

const htmlOK = "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8"

var (
	mill   = pageOf("The mill", "The mill by the river closed on Monday, the owner said.")
	bridge = pageOf("The bridge", "The bridge over the river opened on Monday, the mayor said.")
	ferry  = pageOf("The ferry", "The ferry across the river sank on Monday, the captain said.")
)

const (
	millURL   = "http://gazette.example/mill"
	bridgeURL = "http://gazette.example/bridge"
	ferryURL  = "http://gazette.example/ferry"
)

func response1(name, url, page string) string {
	return warcOf("response", name, url, "Content-Type: application/http; msgtype=response", answered(htmlOK, page))
}

// three are three pages, a record each.
func three() []string {
	return []string{response1("a", millURL, mill), response1("b", bridgeURL, bridge), response1("c", ferryURL, ferry)}
}

// member compresses s as a member of its own.
func member(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

func memberEach(list []string) (out []string) {
	for _, s := range list {
		out = append(out, member(s))
	}
	return out
}

// outcome writes what Documents yields in short lines: place, address and the
// title of a document with its notes, or the error.
func outcome(t *testing.T, c corpus.Capture, in string) []string {
	t.Helper()
	var out []string
	for d, err := range Documents(c, strings.NewReader(in)) {
		if err != nil {
			if w := ""; Warning(err) {
				w = "WARNING "
				out = append(out, w+err.Error())
			} else {
				out = append(out, "ERROR "+err.Error())
			}
			continue
		}
		checkDocument(t, c, d)
		line := fmt.Sprintf("%s: %s %q", d.Place, d.URL, d.Title)
		for _, o := range d.Observations {
			if o.Field == fieldNote || o.Field == fieldCharset {
				line += fmt.Sprintf(" [%s]", o.Value)
			}
		}
		out = append(out, line)
	}
	return out
}

var threeOut = []string{
	`record 1: http://gazette.example/mill "The mill"`,
	`record 2: http://gazette.example/bridge "The bridge"`,
	`record 3: http://gazette.example/ferry "The ferry"`,
}

// However an archive is cut into members and lines, its pages are the same.
func TestWARCContainers(t *testing.T) {
	plain := strings.Join(three(), "")
	noEnds := func(s string) string { return strings.TrimRight(s, "\r\n") }
	for name, in := range map[string]string{
		"plain":                 plain,
		"a member a record":     strings.Join(memberEach(three()), ""),
		"one member":            member(plain),
		"members within":        member(plain[:900]) + member(plain[900:]),
		"empty member between":  strings.Join(memberEach(three()), member("")),
		"zeros at the end":      strings.Join(memberEach(three()), "") + strings.Repeat("\x00", 512),
		"line ends between":     strings.Join(memberEach(three()), "\r\n"),
		"WARC/1.1":              strings.ReplaceAll(plain, "WARC/1.0", "WARC/1.1"),
		"WARC/0.17":             strings.ReplaceAll(plain, "WARC/1.0", "WARC/0.17"),
		"line feeds":            strings.ReplaceAll(strings.Join(three(), ""), "\r\n\r\nWARC", "\n\nWARC"),
		"one line end between":  strings.ReplaceAll(plain, "\r\n\r\nWARC", "\nWARC"),
		"none between":          strings.ReplaceAll(plain, "\r\n\r\nWARC", "WARC"),
		"five between":          strings.ReplaceAll(plain, "\r\n\r\nWARC", "\r\n\r\n\n\n\nWARC"),
		"none at the end":       noEnds(plain),
		"empty lines before":    "\r\n\r\n" + plain,
		"spaces behind version": strings.ReplaceAll(plain, "WARC/1.0\r", "WARC/1.0 \r"),
	} {
		if diff := cmp.Diff(threeOut, outcome(t, archiveCapture, in)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// What heads of records look like that crawlers wrote.
func TestWARCHeads(t *testing.T) {
	want := []string{`record 1: http://gazette.example/mill "The mill"`}
	block := answered(htmlOK, mill)
	length := fmt.Sprintf("Content-Length: %d\r\n", len(block))
	for name, head := range map[string]string{
		"lower case":        "warc-type: response\r\nwarc-target-uri: " + millURL + "\r\n" + strings.ToLower(length),
		"brackets":          "WARC-Type: response\r\nWARC-Target-URI: <" + millURL + ">\r\n" + length,
		"folded":            "WARC-Type:\r\n response\r\nWARC-Target-URI: \r\n\t" + millURL + "\r\n" + length,
		"line feeds":        strings.ReplaceAll("WARC-Type: response\r\nWARC-Target-URI: "+millURL+"\r\n"+length, "\r\n", "\n"),
		"no length":         "WARC-Type: response\r\nWARC-Target-URI: " + millURL + "\r\n",
		"length no number":  "WARC-Type: response\r\nWARC-Target-URI: " + millURL + "\r\nContent-Length: many\r\n",
		"no colon":          "WARC-Type: response\r\nnonsense\r\nWARC-Target-URI: " + millURL + "\r\n" + length,
		"field twice":       "WARC-Type: response\r\nWARC-Target-URI: " + millURL + "\r\nWARC-Target-URI: http://else.example/\r\n" + length,
		"no space":          "WARC-Type:response\r\nWARC-Target-URI:" + millURL + "\r\n" + length,
		"type in any case":  "WARC-Type: Response\r\nWARC-Target-URI: " + millURL + "\r\n" + length,
		"media type":        "WARC-Type: response\r\nContent-Type: application/http;msgtype=response\r\nWARC-Target-URI: " + millURL + "\r\n" + length,
		"wrong media type":  "WARC-Type: response\r\nContent-Type: text/html\r\nWARC-Target-URI: " + millURL + "\r\n" + length,
		"date of 14 digits": "WARC-Type: response\r\nWARC-Date: 20220304050607\r\nWARC-Target-URI: " + millURL + "\r\n" + length,
	} {
		empty := "\r\n"
		if name == "line feeds" {
			empty = "\n"
		}
		record := "WARC/1.0" + empty + head + empty + block + "\r\n\r\n"
		for _, in := range []string{record, member(record)} {
			if diff := cmp.Diff(want, outcome(t, archiveCapture, in)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
		if diff := cmp.Diff(append(want, threeOut[1]), outcome(t, archiveCapture, record+response1("b", bridgeURL, bridge))); diff != "" {
			t.Errorf("%s, with a record behind (-want +got):\n%s", name, diff)
		}
	}
}

// What is a page and what is none.
func TestWARCPages(t *testing.T) {
	mills := func(note string) []string {
		return []string{strings.TrimSpace(`record 1: http://gazette.example/mill "The mill" ` + note)}
	}
	web := func(kind, extra, block string) string { return warcOf(kind, "a", millURL, extra, block) }
	feed := `<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title><item><guid>7</guid><title>The mill</title><description>It closed.</description></item></channel></rss>`
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"resource", web("resource", "Content-Type: text/html", mill), mills("")},
		{"resource that is text", web("resource", "Content-Type: text/plain", "The mill\n\nThe mill closed on Monday, its owner said, and it will not open again."), mills("")},
		{"conversion", web("conversion", "Content-Type: text/plain\nWARC-Refers-To: <urn:x:z>", "The mill\n\nThe mill closed on Monday, its owner said, and it will not open again."), mills("")},
		{"conversion of a page before", response1("a", millURL, mill) + warcOf("conversion", "b", millURL, "Content-Type: text/plain\nWARC-Refers-To: <urn:x:a>", "The mill\nclosed."), mills("")},
		{"no status line", web("response", "", mill), mills("")},
		{"text as page", web("response", "", answered("HTTP/1.1 200 OK\nContent-Type: text/plain", mill)), mills("")},
		{"no media type", web("response", "", answered("HTTP/1.1 200 OK\nServer: x", mill)), mills("")},
		{"unknown media type, text", web("response", "", answered("HTTP/1.1 200 OK", "just words")), nil},
		{"feed", web("response", "", answered("HTTP/1.1 200 OK\nContent-Type: application/rss+xml", feed)), []string{`record 1 entry 7:  "The mill"`}},
		{"feed as XML", web("response", "", answered("HTTP/1.1 200 OK\nContent-Type: text/xml", feed)), []string{`record 1 entry 7:  "The mill"`}},
		{"broken feed", web("response", "", answered("HTTP/1.1 200 OK\nContent-Type: application/rss+xml", "<rss")), []string{"ERROR crawl.warc: record 1: parse feed: failed to detect feed type"}},
		{"map of the site", web("response", "", answered("HTTP/1.1 200 OK\nContent-Type: text/xml", "<?xml version='1.0'?><urlset/>")), nil},
		{"JSON as page", web("response", "", answered(htmlOK, `{"a": 1}`)), nil},
		{"JSON", web("response", "", answered("HTTP/1.1 200 OK\nContent-Type: application/json", `{"text": "a"}`)), nil},
		{"image", web("response", "", answered("HTTP/1.1 200 OK\nContent-Type: image/png", "\x89PNG")), nil},
		{"image as page", web("response", "", answered(htmlOK, "\x89PNG\r\n\x1a\n\x00\x00\x00")), nil},
		{"empty page", web("response", "", answered(htmlOK, " \n")), nil},
		{"page without text", web("response", "", answered(htmlOK, "<html><body><div id=app></div></body></html>")), []string{"ERROR crawl.warc: record 1: http://gazette.example/mill: no text"}},
		{"not found", web("response", "", answered("HTTP/1.1 404 Not Found\nContent-Type: text/html", mill)), nil},
		{"moved", web("response", "", answered("HTTP/1.1 301 Moved\nContent-Type: text/html\nLocation: /x", mill)), nil},
		{"failed", web("response", "", answered("HTTP/1.1 503 Busy\nContent-Type: text/html", mill)), nil},
		{"request", web("request", "Content-Type: application/http; msgtype=request", answered("GET /mill HTTP/1.1\nHost: gazette.example", "")), nil},
		{"metadata", web("metadata", "Content-Type: application/warc-fields", "via: http://gazette.example/\r\n"), nil},
		{"warcinfo", warcOf("warcinfo", "a", "", "Content-Type: application/warc-fields", "software: x\r\n"), nil},
		{"dns", warcOf("response", "a", "dns:gazette.example", "Content-Type: text/dns", "20220304050607\ngazette.example. 300 IN A 192.0.2.1\n"), nil},
		{"text made of a page", warcOf("resource", "a", "urn:text:"+millURL, "Content-Type: text/plain", "The mill closed."), nil},
		{"rules for crawlers", warcOf("response", "a", "http://gazette.example/robots.txt", "", answered("HTTP/1.1 200 OK\nContent-Type: text/plain", "User-agent: *")), nil},
		{"script as text", warcOf("response", "a", "http://gazette.example/a.js?v=2", "", answered("HTTP/1.1 200 OK\nContent-Type: text/plain", "var a = 1")), nil},
		{"unknown type", web("continuation", "", mill), nil},
		{"cut by the crawler", web("response", "WARC-Truncated: length\nWARC-Payload-Digest: sha1:AAAA", answered(htmlOK, mill[:len(mill)-30])), mills("[cut short by the crawler: length]")},
		{"in parts", web("response", "WARC-Segment-Number: 1", answered(htmlOK, mill)), mills("[the first part of a record that goes on in another, which is not joined]")},
		{"an address that is none", warcOf("response", "a", "http://gazette.example:x/", "", answered(htmlOK, mill)), []string{
			`record 1:  "The mill" [no absolute http(s) address: "http://gazette.example:x/" (warc record)]`,
			`WARNING crawl.warc: record 1: no absolute http(s) address: "http://gazette.example:x/" (warc record)`}},
		{"nothing", "", []string{"ERROR crawl.warc: no record of a web archive in it"}},
		{"no archive", "The mill closed.\n", []string{"ERROR crawl.warc: before record 1: bytes that belong to no record", "ERROR crawl.warc: incomplete: before record 1: bytes that belong to no record"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, outcome(t, archiveCapture, tt.in)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What servers and crawlers do to a message on its way into a record.
func TestWARCMessages(t *testing.T) {
	squeeze := func(w func(io.Writer) io.WriteCloser, s string) string {
		var b bytes.Buffer
		zw := w(&b)
		io.WriteString(zw, s)
		zw.Close()
		return b.String()
	}
	deflate := squeeze(func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }, mill)
	br := squeeze(func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) }, mill)
	zst := squeeze(func(w io.Writer) io.WriteCloser { zw, _ := zstd.NewWriter(w); return zw }, mill)
	chunked := fmt.Sprintf("%x\r\n%s\r\n%X;name=value\r\n%s\r\n0\r\n\r\n", 20, mill[:20], len(mill)-20, mill[20:])
	coded := func(coding string) string { return htmlOK + "\nContent-Encoding: " + coding }
	latin := pageOf("The mill", "The caf\xe9 by the river closed on Monday, Mr. Ren\xe9 said.")
	long := pageOf("The mill", strings.Repeat("The mill by the river closed on Monday, the owner said. ", 3000))
	for _, tt := range []struct{ name, block, notes string }{
		{"plain", answered(htmlOK, mill), ""},
		{"no reason", answered("HTTP/1.1 200\nContent-Type: text/html", mill), ""},
		{"spaces", answered("HTTP/1.1  200  OK\nContent-Type: text/html", mill), ""},
		{"HTTP/2", answered("HTTP/2 200\ncontent-type: text/html", mill), ""},
		{"ICY", answered("ICY 200 OK\nContent-Type: text/html", mill), ""},
		{"continue", answered("HTTP/1.1 100 Continue", answered(htmlOK, mill)), ""},
		{"line feeds", strings.ReplaceAll(answered(htmlOK, ""), "\r", "") + mill, ""},
		{"folded", answered("HTTP/1.1 200 OK\nContent-Type: text/html;\n charset=utf-8", mill), ""},
		{"empty lines first", "\r\n" + answered(htmlOK, mill), ""},
		{"head in bytes", answered("HTTP/1.1 200 OK\nX: \xff\xfe\nContent-Type: text/html", mill), ""},
		{"chunked", answered(htmlOK+"\nTransfer-Encoding: chunked", chunked), ""},
		{"chunked, falsely", answered(htmlOK+"\nTransfer-Encoding: chunked", mill), ""},
		{"chunks that break off", answered(htmlOK+"\nTransfer-Encoding: chunked", strings.TrimSuffix(chunked, "\r\n0\r\n\r\n")[:len(chunked)-20]), "[the chunks of the body break off]"},
		{"chunked without an end", answered(htmlOK+"\nTransfer-Encoding: chunked", strings.TrimSuffix(chunked, "0\r\n\r\n")), "[the chunks of the body break off]"},
		{"chunked and gzip", answered(coded("gzip")+"\nTransfer-Encoding: chunked", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(member(mill)), member(mill))), ""},
		{"gzip", answered(coded("gzip"), member(mill)), ""},
		{"x-gzip", answered(coded("x-gzip"), member(mill)), ""},
		{"gzip, falsely", answered(coded("gzip"), mill), ""},
		{"gzip twice", answered(coded("gzip, gzip"), member(member(mill))), ""},
		{"gzip that breaks off", answered(coded("gzip"), member(long)[:500]), `[the body breaks off under "gzip": unexpected EOF]`},
		{"deflate", answered(coded("deflate"), deflate), ""},
		{"raw deflate", answered(coded("deflate"), deflate[2:len(deflate)-4]), ""},
		{"deflate, falsely", answered(coded("deflate"), mill), ""},
		{"br", answered(coded("br"), br), ""},
		{"br, falsely", answered(coded("br"), mill), ""},
		{"zstd", answered(coded("zstd"), zst), ""},
		{"zstd, falsely", answered(coded("zstd"), mill), ""},
		{"identity", answered(coded("identity"), mill), ""},
		{"a charset as coding", answered(coded("UTF-8"), mill), ""},
		{"charset", answered("HTTP/1.1 200 OK\nContent-Type: text/html; charset=ISO-8859-1", latin), "[windows-1252]"},
		{"charset before meta", answered("HTTP/1.1 200 OK\nContent-Type: text/html; charset=windows-1252", strings.Replace(latin, "<head>", `<head><meta charset="koi8-r">`, 1)), "[windows-1252]"},
		{"charset that is not so", answered("HTTP/1.1 200 OK\nContent-Type: text/html; charset=koi8-r", mill), ""},
		{"charset in quotes, no form", answered("HTTP/1.1 200 OK\nContent-Type: text/html; x; charset='ISO-8859-1'", latin), "[windows-1252]"},
		{"charset unknown", answered("HTTP/1.1 200 OK\nContent-Type: text/html; charset=none", latin), `[unknown charset "none" (http content-type)] [windows-1252]`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := []string{strings.TrimSpace(`record 1: http://gazette.example/mill "The mill" ` + tt.notes)}
			if diff := cmp.Diff(want, outcome(t, archiveCapture, warcOf("response", "a", millURL, "", tt.block))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A PDF in an archive is a document like one beside it.
func TestWARCPDF(t *testing.T) {
	body := string(pdfOf("BT /F 12 Tf 72 700 Td (The mill by the river closed on Monday.) Tj ET", winAnsi))
	for _, media := range []string{"application/pdf", "application/octet-stream", "text/html"} {
		in := warcOf("response", "a", "http://gazette.example/mill.pdf", "", answered("HTTP/1.1 200 OK\nContent-Type: "+media, body))
		docs, errs := recordErrors(archiveCapture, []byte(in))
		if len(errs) > 0 || len(docs) != 1 || docs[0].URL != "http://gazette.example/mill.pdf" || docs[0].Text != "The mill by the river closed on Monday." {
			t.Errorf("%s: %+v, %v", media, docs, errs)
		}
	}
}

func TestWARCBodiesThatCannotBeRead(t *testing.T) {
	bomb := member(strings.Repeat("\x00", MaxRecord+1))
	for _, tt := range []struct{ name, block, want string }{
		{"bomb", answered(htmlOK+"\nContent-Encoding: gzip", bomb), "longer than 32 MiB"},
		{"no brotli", answered(htmlOK+"\nContent-Encoding: br", "\xff\xff\xff\xff\x00\x01"), `body under "br": cannot be decoded: brotli: INVALID WINDOW BITS`},
	} {
		in := warcOf("response", "a", millURL, "", tt.block) + three()[1]
		want := []string{"ERROR crawl.warc: record 1: http://gazette.example/mill: " + tt.want, threeOut[1]}
		if got := outcome(t, archiveCapture, in); len(got) != 2 || !strings.HasPrefix(got[0], want[0][:60]) || got[1] != want[1] {
			t.Errorf("%s gives %q, want %q", tt.name, got, want)
		}
	}
}

func TestWARCDigests(t *testing.T) {
	sum := func(s string) string {
		b := sha1.Sum([]byte(s))
		return "sha1:" + base32.StdEncoding.EncodeToString(b[:])
	}
	chunked := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(mill), mill)
	const wrong = "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	for _, tt := range []struct {
		name, digest, block string
		fits                bool
	}{
		{"of the payload", sum(mill), answered(htmlOK, mill), true},
		{"in hexadecimal", fmt.Sprintf("SHA1:%X", sha1.Sum([]byte(mill))), answered(htmlOK, mill), true},
		{"sha256", "sha256:" + string(corpus.DigestOf([]byte(mill))), answered(htmlOK, mill), true},
		{"of the chunks", sum(chunked), answered(htmlOK+"\nTransfer-Encoding: chunked", chunked), true},
		{"of what the chunks hold", sum(mill), answered(htmlOK+"\nTransfer-Encoding: chunked", chunked), true},
		{"of what was coded", sum(mill), answered(htmlOK+"\nContent-Encoding: gzip", member(mill)), true},
		{"unknown algorithm", "blake3:abc", answered(htmlOK, mill), true},
		{"no digest", "nonsense", answered(htmlOK, mill), true},
		{"another", wrong, answered(htmlOK, mill), false},
	} {
		want := []string{threeOut[0]}
		if !tt.fits {
			what := "http://gazette.example/mill: bytes differ from the digest in the archive (" + wrong + ")"
			want = []string{threeOut[0] + " [" + what + "]", "WARNING crawl.warc: record 1: " + what}
		}
		in := warcOf("response", "a", millURL, "WARC-Payload-Digest: "+tt.digest, tt.block)
		if diff := cmp.Diff(want, outcome(t, archiveCapture, in)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// Of a broken archive the good records are there.
func TestWARCBroken(t *testing.T) {
	list, zipped := three(), memberEach(three())
	flip := func(s string, at int) string { return s[:at] + string(s[at]^0xff) + s[at+1:] }
	image := warcOf("response", "i", "http://gazette.example/i", "", answered("HTTP/1.1 200 OK\nContent-Type: image/png", strings.Repeat("\x89PNG", 50)))
	lost := func(where, why string) []string {
		return []string{"ERROR crawl.warc: " + where + ": " + why, "ERROR crawl.warc: incomplete: " + where + ": " + why}
	}
	// splice puts what was told at once before the documents from n on.
	splice := func(docs []string, n int, told []string) []string {
		out := append([]string{}, docs[:n]...)
		return append(append(append(out, told[0]), docs[n:]...), told[1])
	}
	ac := []string{threeOut[0], strings.Replace(threeOut[2], "record 3", "record 2", 1)}
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"ends within a block", list[0] + list[1] + list[2][:len(list[2])-40], append(threeOut[:2:2], lost("record 3", "unexpected EOF")[1])},
		{"ends within a head", list[0] + list[1] + list[2][:40], append(threeOut[:2:2], lost("record 3", "unexpected EOF")[1])},
		{"gzip ends within a member", zipped[0] + zipped[1] + zipped[2][:len(zipped[2])-60], splice(threeOut[:2:2], 2, lost("record 3", "damaged member: unexpected EOF"))},
		{"a member cut short", zipped[0] + zipped[1][:len(zipped[1])-60] + zipped[2], splice([]string{threeOut[0], threeOut[2]}, 1, inflating(lost("record 2", "")))},
		{"a member with a broken head", zipped[0] + "\x1f\x8b\x08\xff" + zipped[1][4:] + zipped[2], splice(ac, 1, lost("before record 2", "damaged member: unexpected EOF"))},
		{"a member with a broken magic", zipped[0] + flip(zipped[1], 0) + zipped[2], splice(ac, 1, lost("before record 2", "bytes that belong to no gzip member"))},
		{"a wrong checksum", zipped[0] + flip(zipped[1], len(zipped[1])-6) + zipped[2], []string{threeOut[0],
			threeOut[1] + " [http://gazette.example/bridge: record may be damaged: damaged member: gzip: invalid checksum]",
			"WARNING crawl.warc: record 2: http://gazette.example/bridge: record may be damaged: damaged member: gzip: invalid checksum",
			threeOut[2], "ERROR crawl.warc: incomplete: record 2: damaged member: gzip: invalid checksum"}},
		{"bytes between records", list[0] + "<p>more\r\n\r\n" + list[1] + list[2], []string{
			threeOut[0] + " [http://gazette.example/mill: record may be damaged: behind it bytes that belong to no record]",
			"WARNING crawl.warc: record 1: http://gazette.example/mill: record may be damaged: behind it bytes that belong to no record",
			threeOut[1], threeOut[2], "ERROR crawl.warc: incomplete: record 1: behind it bytes that belong to no record"}},
		{"bytes behind the members", strings.Join(zipped, "") + "what is this?", splice(threeOut, 3, lost("before record 4", "bytes that belong to no gzip member"))},
		{"an image cut short", member(list[0]) + member(image)[:80] + zipped[2], splice([]string{threeOut[0], threeOut[2]}, 1, inflating(lost("record 2", "")))},
		{"a head without an end", list[0] + "WARC/1.0\r\n" + strings.Repeat("x: y\r\n", 20_000) + list[1], splice([]string{threeOut[0], strings.Replace(threeOut[1], "record 2", "record 3", 1)}, 1, lost("record 2", "head longer than 64 KiB"))},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := outcome(t, archiveCapture, tt.in)
			for i := range got { // how inflating fails depends on the bytes
				if strings.Contains(strings.Join(tt.want, ""), anyDamage) && strings.Contains(got[i], "ERROR") {
					got[i] = got[i][:strings.Index(got[i], ": damaged member:")] + anyDamage
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// anyDamage stands for any error of inflating.
const anyDamage = ": damaged member: ..."

// inflating replaces the end of what lost returns by anyDamage.
func inflating(lost []string) []string {
	return []string{strings.TrimSuffix(lost[0], ": ") + anyDamage, strings.TrimSuffix(lost[1], ": ") + anyDamage}
}

// A disk that fails ends an archive like a cut does.
func TestWARCReaderFails(t *testing.T) {
	cause := errors.New("disk on fire")
	for _, in := range []string{strings.Join(three()[:2], ""), strings.Join(memberEach(three()[:2]), "")} {
		var docs int
		var last error
		for _, err := range Documents(archiveCapture, io.MultiReader(strings.NewReader(in), iotest.ErrReader(cause))) {
			if last = err; err == nil {
				docs++
			}
		}
		if docs != 2 || !errors.Is(last, cause) || !errors.Is(last, corpus.ErrIncomplete) {
			t.Errorf("%d documents, last %v", docs, last)
		}
	}
}

// Heads of nothing but folded lines are read in a time that grows with their
// length.
func TestWARCFoldedHeads(t *testing.T) {
	folded := "X: a\n" + strings.Repeat(" \n", maxHead/3-1000)
	in := strings.Repeat(warcOf("response", "a", millURL, folded, answered(htmlOK+"\n"+strings.TrimSuffix(folded, "\n"), mill)), 20)
	start := time.Now()
	docs, errs := recordErrors(archiveCapture, []byte(in))
	if len(docs) != 20 || len(errs) > 0 {
		t.Errorf("%d documents, errors %v", len(docs), errs)
	}
	if took := time.Since(start); took > 20*time.Second { // it takes a fraction of one
		t.Errorf("it took %v", took)
	}
}

func TestWARCTooLong(t *testing.T) {
	in := warcOf("response", "a", millURL, "", answered(htmlOK, strings.Repeat("x", MaxRecord))) + three()[1]
	want := []string{"ERROR crawl.warc: record 1: http://gazette.example/mill: longer than 32 MiB", threeOut[1]}
	if diff := cmp.Diff(want, outcome(t, archiveCapture, in)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	head, block, _ := strings.Cut(in, "Content-Length: ")
	_, block, _ = strings.Cut(block, "\n")
	if diff := cmp.Diff(want, outcome(t, archiveCapture, head+block)); diff != "" {
		t.Errorf("without a length (-want +got):\n%s", diff)
	}
}

// A page of an archive is the item that it is as a file with its address.
func TestWARCIdentity(t *testing.T) {
	in := warcOf("response", "a", "http://Gazette.example:80/mill?utm_source=x#top", "", answered(htmlOK, mill))
	docs, errs := recordErrors(archiveCapture, []byte(in))
	saved := corpus.Capture{Source: "mill.html", Format: corpus.FormatHTML, Time: archiveCapture.Time, Given: []corpus.Observation{{Field: corpus.FieldURL, Value: "https://gazette.example/mill", Origin: "index.csv row 1"}}}
	files, _ := recordErrors(saved, []byte(mill))
	if len(docs) != 1 || len(errs) != 0 || len(files) != 1 || docs[0].ID != files[0].ID || docs[0].Item != files[0].Item {
		t.Fatalf("documents %v and %v, errors %v", docs, files, errs)
	}
	want := []corpus.Observation{
		{Field: corpus.FieldURL, Value: "http://Gazette.example:80/mill?utm_source=x#top", Origin: "warc record"},
		{Field: corpus.FieldArchived, Value: "2022-03-04T05:06:07Z", Origin: "warc record"},
		{Field: fieldRecord, Value: "urn:x:a", Origin: "warc record"},
	}
	if diff := cmp.Diff(want, docs[0].Observations[:3]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if docs[0].Published != "" {
		t.Errorf("the date of the crawl became that of publication: %s", docs[0].Published)
	}
}

// What is given beside an archive is about all of its pages.
func TestWARCGiven(t *testing.T) {
	c := archiveCapture
	c.Given = []corpus.Observation{{Field: corpus.FieldOutlet, Value: "Gazette", Origin: "--outlet"}, {Field: corpus.FieldPublished, Value: "2022", Origin: "--published"}, {Field: corpus.FieldTitle, Value: "X", Origin: "--title"}}
	docs, errs := recordErrors(c, []byte(three()[0]))
	if len(docs) != 1 || docs[0].Outlet != "Gazette" || docs[0].Published != "2022" || docs[0].Title != "The mill" || len(errs) != 1 || !errors.Is(errs[0], ErrOfOnePiece) {
		t.Errorf("documents %+v, errors %v", docs, errs)
	}
}

func BenchmarkWARC(b *testing.B) {
	in := crawl()
	for _, bb := range []struct {
		name string
		run  func()
	}{
		{"records", func() {
			rs := newRecordReader(bytes.NewReader(in))
			for {
				rec, err := rs.next()
				if err == io.EOF {
					return
				}
				if _, err = rs.read(rec); err != nil {
					b.Fatal(err)
				}
			}
		}},
		{"pages", func() {
			for _, err := range Documents(archiveCapture, bytes.NewReader(in)) {
				if err != nil {
					b.Fatal(err)
				}
			}
		}},
	} {
		b.Run(bb.name, func(b *testing.B) {
			var size int64
			for rs := newRecordReader(bytes.NewReader(in)); ; {
				rec, err := rs.next()
				if err != nil {
					break
				}
				size += rec.length
				rs.skip(rec)
			}
			b.SetBytes(size)
			for b.Loop() {
				bb.run()
			}
		})
	}
}

// crawl makes an archive as crawlers write it: a page of 90 KB, as news sites
// have today, to four images of 60 KB, a member each.
func crawl() []byte {
	var b bytes.Buffer
	furniture := strings.Repeat(`<li class="menu-item menu-item-type-taxonomy"><a href="/section/region-news/">Region</a></li>`+"\n", 600)
	noise := make([]byte, 60<<10)
	for i, x := 0, uint32(1); i < len(noise); i++ {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	for i := range 50 {
		var words strings.Builder
		for p := range 40 {
			fmt.Fprintf(&words, "<p>The mill number %d by the river closed on Monday after %d years, the owner of the company told reporters, and it will not open again before spring. “We are sorry”, she said.</p>\n", i, p)
		}
		page := "<html><head><title>The mill</title></head><body><nav><ul>" + furniture + "</ul></nav><article><h1>The mill</h1>" + words.String() + "</article></body></html>"
		b.WriteString(member(response1(fmt.Sprint(i), fmt.Sprintf("http://gazette.example/%d", i), page)))
		for range 4 {
			b.WriteString(member(warcOf("response", "i", "http://gazette.example/i", "", answered("HTTP/1.1 200 OK\nContent-Type: image/jpeg", string(noise)))))
		}
	}
	return b.Bytes()
}

// fuzzArchive checks what holds for the documents of any archive: they are
// complete, at places in order, and the same when it is read again.
func fuzzArchive(t *testing.T, c corpus.Capture, b []byte) {
	docs, errs := recordErrors(c, b)
	for _, d := range docs {
		checkDocument(t, c, d)
		if !strings.Contains(d.Place, "record ") {
			t.Fatalf("document at %q", d.Place)
		}
	}
	if c.Format == corpus.FormatWARC && len(docs)+len(errs) == 0 && !isGzip(b) && !bytes.Contains(b, []byte(versionHead)) {
		t.Fatal("nothing is told about what is no archive")
	}
	for i, err := range errs {
		if errors.Is(err, corpus.ErrIncomplete) && i != len(errs)-1 && !strings.Contains(err.Error(), "record ") {
			t.Fatalf("%v is not the last of %v", err, errs)
		}
	}
	docs2, errs2 := recordErrors(c, b)
	if diff := cmp.Diff(docs, docs2); diff != "" || fmt.Sprint(errs) != fmt.Sprint(errs2) {
		t.Fatalf("read again it differs: %s, %v and %v", diff, errs, errs2)
	}
}

func FuzzWARC(f *testing.F) {
	f.Add([]byte(strings.Join(three(), "")))
	f.Add([]byte(strings.Join(memberEach(three()), "")))
	f.Add([]byte(member(strings.Join(three(), "") + again("d", millURL, "WARC-Refers-To: <urn:x:a>", ""))))
	f.Add([]byte("WARC/1.0\nWARC-Type: resource\nContent-Type: text/plain\nWARC-Target-URI: http://a.example/\n\nWords.\n\nWARC/1.1\n"))
	f.Add([]byte("\x1f\x8b\x08\x00\x00" + member(three()[0])[:90] + member(three()[1])))
	f.Fuzz(func(t *testing.T, b []byte) { fuzzArchive(t, archiveCapture, b) })
}
