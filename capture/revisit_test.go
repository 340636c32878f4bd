package capture

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/corpus"
)

// again writes a revisit record. extra holds its fields, and wins.
func again(name, url, extra, head string) string {
	block := ""
	if head != "" {
		block = answered(head, "")
	}
	return warcOf("revisit", name, url, strings.TrimSpace(strings.TrimSpace(extra)+"\nWARC-Date: 2023-01-01T00:00:00Z"), block)
}

func TestRevisit(t *testing.T) {
	const digest = "WARC-Payload-Digest: blake3:abc"
	page := warcOf("response", "a", millURL, digest, answered(htmlOK, mill))
	found := []string{threeOut[0], strings.Replace(threeOut[0], "record 1", "record 2", 1)}
	missing := []string{threeOut[0], "WARNING crawl.warc: record 2: http://gazette.example/mill of 2023-01-01T00:00:00Z: unchanged since a capture that is not in the file, or too far back in it"}
	const notModified = "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/server-not-modified\n"
	for _, tt := range []struct {
		name, record string
		want         []string
	}{
		{"of a record", again("b", millURL, "WARC-Refers-To: <urn:x:a>", htmlOK), found},
		{"of a payload", again("b", millURL, digest, htmlOK), found},
		{"of a payload, digest in another form", again("b", millURL, strings.ReplaceAll(digest, "blake3:abc", "BLAKE-3:ABC"), htmlOK), found},
		{"without a head", again("b", millURL, digest, ""), found},
		{"at another address", again("b", bridgeURL, digest, htmlOK), []string{threeOut[0], strings.Replace(found[1], millURL, bridgeURL, 1)}},
		{"not modified", again("b", millURL, notModified, "HTTP/1.1 304 Not Modified"), found},
		{"not modified since a date", again("b", millURL, notModified+"WARC-Refers-To-Date: 2022-03-04T05:06:07Z", "HTTP/1.1 304 Not Modified"), found},
		{"not modified since another date", again("b", millURL, notModified+"WARC-Refers-To-Date: 2021-03-04T05:06:07Z", "HTTP/1.1 304 Not Modified"), missing},
		{"of the address alone", again("b", millURL, "", htmlOK), missing},
		{"of another payload", again("b", millURL, "WARC-Payload-Digest: blake3:abd", htmlOK), missing},
		{"of another record", again("b", millURL, "WARC-Refers-To: <urn:x:z>", ""), missing},
		{"of an image", again("b", millURL, "WARC-Payload-Digest: sha1:B", "HTTP/1.1 200 OK\nContent-Type: image/png"), found[:1]},
		{"of an image without a head", again("b", millURL+".png", "WARC-Payload-Digest: sha1:B", ""), found[:1]},
		{"of a feed", again("b", millURL, "WARC-Payload-Digest: sha1:B", "HTTP/1.1 200 OK\nContent-Type: application/rss+xml"), found[:1]},
		{"of what was not found", again("b", millURL, digest, "HTTP/1.1 404 Not Found\nContent-Type: text/html"), found[:1]},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, outcome(t, archiveCapture, page+tt.record)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A record that was left out because nothing changed yields what it would
// have yielded.
func TestRevisitIsTheRecordItself(t *testing.T) {
	dated := strings.Replace(mill, "<head>", `<head><link rel="canonical" href="http://gazette.example/2020/01/02/mill">`, 1)
	first := warcOf("response", "a", "http://gazette.example/2021/05/06/mill", "WARC-Payload-Digest: blake3:a", answered(htmlOK, dated))
	for _, url := range []string{"http://gazette.example/2021/05/06/mill", "http://gazette.example/mill"} {
		short, _ := recordErrors(archiveCapture, []byte(first+again("b", url, "WARC-Payload-Digest: blake3:a", htmlOK)))
		whole, _ := recordErrors(archiveCapture, []byte(first+warcOf("response", "b", url, "WARC-Date: 2023-01-01T00:00:00Z", answered(htmlOK, dated))))
		if diff := cmp.Diff(whole, short); diff != "" || len(whole) != 2 {
			t.Errorf("%s: %d documents (-whole +revisit):\n%s", url, len(whole), diff)
		}
	}
	moved, _ := recordErrors(archiveCapture, []byte(first+again("b", "http://gazette.example/2019/03/04/mill", "WARC-Payload-Digest: blake3:a", htmlOK)))
	if len(moved) != 2 || moved[0].Published != "2021-05-06" || moved[1].Published != "" {
		t.Errorf("a date of one address became that of another: %v", moved)
	}
}

// A payload whose digest was wrong is none that can be referred to.
func TestRevisitOfWrongDigest(t *testing.T) {
	const digest = "WARC-Payload-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	got := outcome(t, archiveCapture, warcOf("response", "a", millURL, digest, answered(htmlOK, mill))+again("b", millURL, digest, htmlOK))
	if len(got) != 3 || !strings.Contains(got[2], "WARNING crawl.warc: record 2: "+millURL+" of 2023") {
		t.Errorf("got %q", got)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	m := newMemory()
	text := strings.Repeat("x", 1<<20)
	for i := range 100 {
		rec := &warcRecord{fields: fields{"warc-record-id": fmt.Sprint(i), "warc-target-uri": millURL}}
		m.keep(rec, corpus.Document{Text: text})
		if m.size > maxRemembered || m.at(idKey(fmt.Sprint(i))) == nil || m.at(urlKey(millURL)) == nil {
			t.Fatalf("after %d pages %d bytes", i+1, m.size)
		}
	}
	if m.at(idKey("0")) != nil || m.order.Len() != 31 || len(m.byKey) != 32 {
		t.Errorf("%d pages under %d keys are remembered", m.order.Len(), len(m.byKey))
	}
	m.keep(&warcRecord{fields: fields{}}, corpus.Document{Text: strings.Repeat("x", maxRemembered+1)})
	if m.order.Len() != 0 || m.size != 0 || len(m.byKey) != 0 {
		t.Errorf("%d pages of %d bytes are left beside one that is too long", m.order.Len(), m.size)
	}
}
