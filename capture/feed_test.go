package capture

import (
	"errors"
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
