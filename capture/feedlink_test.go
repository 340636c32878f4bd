package capture

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	uni "golang.org/x/text/encoding/unicode"

	"hearsay/corpus"
)

// links describes links, one a line.
func links(found []FeedLink) string {
	var b strings.Builder
	for _, l := range found {
		fmt.Fprintf(&b, "%s %s", l.URL, l.ID)
		for _, o := range l.Given {
			fmt.Fprintf(&b, " | %s %s %s (%s)", o.Field, o.Value, o.Precision, o.Origin)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestFeedLinks(t *testing.T) {
	for name, tt := range map[string]struct{ in, want string }{
		"rss": {`<rss version="2.0"><channel><link>https://a.example/</link>
			<item><title>Mill &amp;amp; river</title><link> https://a.example/mill?utm_source=rss#top </link><guid>7</guid><pubDate>Fri, 17 May 2024 09:30:00 +0200</pubDate></item>
			<item><title>Again</title><link>http://a.example/mill</link></item>
			<item><title>No address</title><guid isPermaLink="false">8</guid></item>
			<item><guid>https://a.example/by-id</guid><pubDate>someday</pubDate></item>
			<item><link>/harbour</link></item>
			<item><link>mailto:ann@a.example</link><guid>https://a.example/9</guid></item>
			</channel></rss>`,
			"https://a.example/mill?utm_source=rss 7 | title Mill & river  (feed entry 1) | published 2024-05-17T09:30:00+02:00 second (feed entry 1)\n" +
				"https://a.example/by-id https://a.example/by-id\n" +
				"https://feeds.example/harbour https://feeds.example/harbour\n"},
		"atom": {`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:1</id><title type="html">&lt;b&gt;Mill&lt;/b&gt;</title><link href="https://a.example/1"/><link rel="enclosure" href="https://a.example/1.mp3"/><updated>2024-05-18T08:00:00Z</updated></entry></feed>`,
			"https://a.example/1 tag:1 | title Mill  (feed entry 1) | published 2024-05-18T08:00:00Z second (feed entry 1)\n"},
		"json": {`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","url":"https://a.example/1","content_text":"x","date_published":"2024-05-18"}]}`,
			"https://a.example/1 1 | published 2024-05-18 day (feed entry 1)\n"},
		"empty": {`<rss version="2.0"><channel><title>G</title></channel></rss>`, ""},
	} {
		got, err := FeedLinks("https://feeds.example/all.xml", []byte(tt.in))
		if err != nil || links(got) != tt.want {
			t.Errorf("%s: error %v\n%s\nwant\n%s", name, err, links(got), tt.want)
		}
	}
}

func TestFeedLinksOfBadFeeds(t *testing.T) {
	const cut = `<rss version="2.0"><channel><item><title>1</title><link>https://a.example/1</link></item><item><title>2</ti`
	got, err := FeedLinks("feed.xml", []byte(cut))
	var record *corpus.RecordError
	if len(got) != 1 || !errors.Is(err, corpus.ErrIncomplete) || !errors.As(err, &record) || record.File != "feed.xml" {
		t.Errorf("cut: %v, error %v", got, err)
	}
	for _, in := range []string{"", " \n", "not a feed", "<html>", `{"version":"https://jsonfeed.org/version/1","items":[null]}`} {
		if got, err := FeedLinks("feed.xml", []byte(in)); got != nil || !errors.As(err, &record) {
			t.Errorf("%q: %v, error %v", in, got, err)
		}
	}
}

// A feed that does not say in which charset it is, is read all the same.
func TestFeedLinksCharsets(t *testing.T) {
	title := strings.TrimSpace(strings.Repeat("Мельница снова открыла ворота, сообщил её владелец на встрече с рабочими. ", 3))
	in := `<rss version="2.0"><channel><item><title>` + title + `</title><link>https://a.example/1</link></item></channel></rss>`
	eightBit, err := charmap.Windows1251.NewEncoder().String(in)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := uni.UTF16(uni.LittleEndian, uni.UseBOM).NewEncoder().String(`<?xml version="1.0" encoding="utf-16"?>` + in)
	if err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]string{"utf-8": in, "windows-1251": eightBit, "declared": `<?xml version="1.0" encoding="windows-1251"?>` + eightBit, "utf-16": wide} {
		got, err := FeedLinks("feed.xml", []byte(in))
		if err != nil || len(got) != 1 || got[0].Given[0].Value != title {
			t.Errorf("%s: %+v, error %v", name, got, err)
		}
	}
}

func FuzzFeedLinks(f *testing.F) {
	f.Add("https://a.example/feed", []byte(`<rss version="2.0"><channel><item><title>a &amp; b</title><link>//b.example/%zz</link><guid>http://c.example</guid></item></channel></rss>`))
	f.Add("feed.xml", []byte(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example/x/"><entry><link href="../y"/><title>a</title><updated>2024</updated></entry></feed>`))
	f.Add("", []byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","url":"http://a.example"},null]}`))
	f.Fuzz(func(t *testing.T, source string, b []byte) {
		got, err := FeedLinks(source, b)
		seen := map[string]bool{}
		for _, l := range got {
			key := corpus.NormalURL(l.URL)
			if key == "" || seen[key] || l.ID == "" || strings.Contains(l.URL, "#") {
				t.Errorf("link %+v", l)
			}
			seen[key] = true
			for _, o := range l.Given {
				if !slices.Contains([]corpus.Field{corpus.FieldTitle, corpus.FieldPublished}, o.Field) || o.Value == "" || !strings.HasPrefix(o.Origin, "feed entry ") {
					t.Errorf("given %+v", o)
				}
			}
		}
		var record *corpus.RecordError
		if err != nil && !errors.As(err, &record) {
			t.Errorf("error %v", err)
		}
		if again, _ := FeedLinks(source, b); !reflect.DeepEqual(got, again) {
			t.Errorf("%+v, then %+v", got, again)
		}
	})
}
