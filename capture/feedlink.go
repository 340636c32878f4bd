package capture

import (
	"bytes"
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed"

	"hearsay/corpus"
)

// FeedLink is an address that an entry of a feed names.
type FeedLink struct {
	URL   string               // absolute, http or https
	ID    string               // the entry's guid or id, else URL
	Given []corpus.Observation // title and date of publication, as the feed has them
}

// FeedLinks lists the addresses that the entries of a feed name, in the order
// of the feed, each once, with what the first entry that names one says of
// it: its title and its date, with the origin "feed entry N". An entry that
// names none is passed over. A relative address is that of source, the address
// of the feed, or else of the site that the feed names.
//
// A feed that breaks off gives the links of its complete entries and an error
// that wraps [corpus.ErrIncomplete]; every error is a [*corpus.RecordError].
func FeedLinks(source string, body []byte) ([]FeedLink, error) {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil, &corpus.RecordError{File: source, Err: ErrEmpty}
	}
	feed, broken, err := openFeed(feedText(nil, body))
	if err != nil {
		return nil, &corpus.RecordError{File: source, Err: err}
	}
	var links []FeedLink
	seen := map[string]bool{}
	for i, item := range feed.Items {
		if item == nil {
			continue
		}
		link, ok := feedLink(source, feed, item, i+1)
		if key := corpus.NormalURL(link.URL); ok && !seen[key] {
			seen[key] = true
			links = append(links, link)
		}
	}
	if broken != nil {
		return links, incomplete(source, broken)
	}
	return links, nil
}

func feedLink(source string, feed *gofeed.Feed, item *gofeed.Item, n int) (FeedLink, bool) {
	address := entryAddress(source, feed, item)
	if address == "" {
		return FeedLink{}, false
	}
	origin := fmt.Sprintf("feed entry %d", n)
	d := &draft{}
	d.see(corpus.FieldTitle, htmlText(item.Title), origin)
	for _, at := range entryDates(item) {
		if _, ok := parseDate(at.value); ok {
			d.see(corpus.FieldPublished, at.value, origin)
			break
		}
	}
	var given []corpus.Observation
	for _, o := range d.Observations {
		if o.Field != fieldNote {
			given = append(given, o)
		}
	}
	return FeedLink{URL: address, ID: cmp.Or(strings.TrimSpace(item.GUID), address), Given: given}, true
}

// entryAddress returns the absolute address of an entry without its fragment,
// "" if it has none. The id of an entry without a link is often its address.
func entryAddress(source string, feed *gofeed.Feed, item *gofeed.Item) string {
	link := strings.TrimSpace(item.Link)
	if link == "" {
		return resolveAddress("", strings.TrimSpace(item.GUID))
	}
	return cmp.Or(resolveAddress(source, link), resolveAddress(feed.Link, link))
}

// resolveAddress returns raw as an absolute http(s) address without fragment,
// taken relative to base, "" if it is none.
func resolveAddress(base, raw string) string {
	b, err := url.Parse(strings.TrimSpace(base))
	if err != nil {
		return ""
	}
	u, err := b.Parse(raw)
	if err != nil || corpus.NormalURL(u.String()) == "" {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}
