package capture

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"hearsay/corpus"
)

// readFeed reads r as RSS, Atom or JSON feed and yields a document an entry.
// An entry with its full content is the item under its URL; an entry with a
// headline or a summary alone is an item of its own, so that it is never
// taken for a version of the piece that it announces. A feed that breaks off
// has its complete entries.
func readFeed(c corpus.Capture, r io.Reader, yield yielder) {
	b, broken, err := readRecord(r)
	if err == nil && len(bytes.TrimSpace(b)) == 0 {
		err = ErrEmpty
	}
	var feed *gofeed.Feed
	if err == nil {
		var cut error
		feed, cut, err = openFeed(feedText(c.Given, b))
		broken = cmp.Or(cut, broken)
	}
	if err != nil {
		yield(corpus.Document{}, &corpus.RecordError{File: c.Source, Err: err})
		return
	}
	for i, item := range feed.Items {
		if item != nil && !readEntry(c, feed, item, i+1, yield) {
			return
		}
	}
	if broken != nil {
		yield(corpus.Document{}, incomplete(c.Source, broken))
	}
}

// openFeed parses a feed. One that breaks off has its complete entries, and
// broken says why it did.
func openFeed(b []byte) (feed *gofeed.Feed, broken, err error) {
	feed, err = parseFeed(b)
	if err == nil {
		return feed, nil, nil
	}
	broken = fmt.Errorf("parse feed: %w", err)
	if whole := completeEntries(b); whole != nil {
		if feed, err = parseFeed(whole); err == nil {
			return feed, broken, nil
		}
	}
	return nil, nil, broken
}

// parseFeed parses a whole feed. The parser panics on some that are no feeds,
// such as a JSON feed with null among its entries.
func parseFeed(b []byte) (feed *gofeed.Feed, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			feed, err = nil, fmt.Errorf("feed that cannot be understood (%v): %w", cause, corpus.ErrInvalid)
		}
	}()
	return gofeed.NewParser().Parse(bytes.NewReader(b))
}

// feedEnds are how the kinds of feed begin, end an entry and end.
var feedEnds = []struct{ begin, entry, end string }{
	{"<rdf:RDF", "</item>", "</rdf:RDF>"}, // RSS 1.0: entries stand behind the channel
	{"<rss", "</item>", "</channel></rss>"},
	{"<feed", "</entry>", "</feed>"},
}

// completeEntries returns a feed that broke off as if it ended behind its last
// complete entry, nil if it has none.
func completeEntries(b []byte) []byte {
	for _, f := range feedEnds {
		at := bytes.LastIndex(b, []byte(f.entry))
		if at >= 0 && bytes.Contains(b, []byte(f.begin)) {
			return append(bytes.Clone(b[:at+len(f.entry)]), f.end...)
		}
	}
	return nil
}

func readEntry(c corpus.Capture, feed *gofeed.Feed, item *gofeed.Item, n int, yield yielder) bool {
	record := fmt.Sprintf("entry %d", n)
	d := newPart(c)
	if err := d.entry(feed, item); err != nil {
		return yield(corpus.Document{}, &corpus.RecordError{File: c.Source, Record: record, Err: err})
	}
	return d.yield(entryDigest(item), entryPlace(item, record), record, yield)
}

// entryPlace names an entry within its feed: entries move down as new ones
// come, so the number is the last resort.
func entryPlace(item *gofeed.Item, record string) string {
	switch {
	case item.GUID != "":
		return "entry " + item.GUID
	case item.Link != "":
		return "entry " + item.Link
	}
	return record
}

// entryDigest is the digest of what an entry says, as its own bytes cannot be
// told from the feed's.
func entryDigest(item *gofeed.Item) corpus.Digest {
	parts := []string{item.GUID, item.Link, item.Title, item.Published, item.Description, item.Content}
	return corpus.DigestOf([]byte(strings.Join(parts, "\x00")))
}

// entry fills d from an entry. Its text is the title and the blocks of the
// content or else of the summary, made as for a page.
func (d *draft) entry(feed *gofeed.Feed, item *gofeed.Item) error {
	title := htmlText(item.Title)
	d.see(corpus.FieldID, item.GUID, "feed id")
	d.see(corpus.FieldTitle, title, "feed title")
	d.see(corpus.FieldOutlet, htmlText(feed.Title), "feed title of feed")
	for _, a := range item.Authors {
		if a != nil {
			d.see(corpus.FieldAuthor, a.Name, "feed author")
		}
	}
	d.entryDate(item)
	d.see(corpus.FieldLanguage, feed.Language, "feed language")
	d.see(corpus.FieldURL, item.Link, "feed link")
	body := item.Content
	if strings.TrimSpace(body) == "" {
		body = item.Description
		d.byText = true
	}
	d.fragment(title, body)
	if d.Text == "" {
		return ErrEmpty
	}
	return nil
}

// entryDate observes the dates of an entry.
func (d *draft) entryDate(item *gofeed.Item) {
	for _, at := range entryDates(item) {
		d.see(corpus.FieldPublished, at.value, at.origin)
	}
}

// entryDate is a date as written, which keeps its offset, or else as the feed
// parser understood it.
type entryDate struct{ value, origin string }

// entryDates returns when an entry was published, then when it was updated.
func entryDates(item *gofeed.Item) []entryDate {
	written := func(value string, parsed *time.Time) string {
		if _, ok := parseDate(value); !ok && parsed != nil {
			return parsed.Format(time.RFC3339)
		}
		return value
	}
	return []entryDate{
		{written(item.Published, item.PublishedParsed), "feed published"},
		{written(item.Updated, item.UpdatedParsed), "feed updated"},
	}
}
