package capture

import (
	"errors"
	"fmt"
	"testing"

	"hearsay/corpus"
)

var feed = corpus.Capture{Source: "feed.xml", Format: corpus.FormatFeed}

// The announcement of a piece in a feed is never the piece.
func TestSummaryIsNoVersionOfThePiece(t *testing.T) {
	in := `<rss version="2.0"><channel><item><title>Mill reopens</title><link>https://a.example/mill</link><description>Short.</description></item></channel></rss>`
	entries, _ := recordErrors(feed, []byte(in))
	pages, _ := recordErrors(web, []byte(page("<title>Mill reopens</title>", "", article)))
	if len(entries) != 1 || len(pages) != 1 || entries[0].Item == pages[0].Item || entries[0].URL != "https://a.example/mill" {
		t.Errorf("entries %+v", entries)
	}
	again, _ := recordErrors(feed, []byte(`<rss version="2.0"><channel><item><title>New</title></item>`+in[len(`<rss version="2.0"><channel>`):]))
	if len(again) != 2 || again[1].Item != entries[0].Item {
		t.Error("an entry that moved down is another item")
	}
}

func TestBadFeed(t *testing.T) {
	for in, want := range map[string]error{"": ErrEmpty, "<rss": nil, "not a feed": nil} {
		docs, errs := recordErrors(feed, []byte(in))
		if len(docs) != 0 || len(errs) != 1 || want != nil && !errors.Is(errs[0], want) {
			t.Errorf("%q: %d documents, errors %v", in, len(docs), errs)
		}
	}
}

func FuzzFeed(f *testing.F) {
	f.Add([]byte(`<rss version="2.0"><channel><title>G</title><item><title>a &amp; b</title><description>&lt;p&gt;x</description><pubDate>someday</pubDate></item></channel></rss>`))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">a</title><content type="xhtml"><div>x</div></content></entry></feed>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"x"}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		docs, _ := recordErrors(feed, b)
		for _, d := range docs {
			checkDocument(t, feed, d)
		}
	})
}

// A download that broke off has the entries that it has.
func TestFeedThatBreaksOff(t *testing.T) {
	entry := func(tag string, n int) string {
		return fmt.Sprintf("<%s><title>Mill %d</title><description>The mill opened its gates.</description></%s>\n", tag, n, tag)
	}
	for name, in := range map[string]string{
		"rss":  `<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>\xcd</title>` + entry("item", 1) + entry("item", 2) + "<item><title>Mi",
		"rdf":  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>G</title></channel>` + entry("item", 1) + entry("item", 2) + "<item",
		"atom": `<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title>` + entry("entry", 1) + entry("entry", 2) + "<entry><title>Mill 3</ti",
	} {
		docs, errs := recordErrors(feed, []byte(in))
		if len(docs) != 2 || docs[1].Title != "Mill 2" || len(errs) != 1 || !errors.Is(errs[0], corpus.ErrIncomplete) {
			t.Errorf("%s: %d documents, errors %v", name, len(docs), errs)
		}
	}
}
