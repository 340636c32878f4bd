package corpus

import (
	"net/url"
	"path"
	"strings"
	"time"
)

// Field names a piece of metadata. Unknown columns of an index keep their own
// name behind "x-".
type Field string

// The fields that the program understands.
const (
	FieldTitle     Field = "title"
	FieldOutlet    Field = "outlet"
	FieldAuthor    Field = "author" // several authors are several observations
	FieldPublished Field = "published"
	FieldLanguage  Field = "language"
	FieldURL       Field = "url"
	FieldID        Field = "id" // the publisher's or the person's own identifier of the record

	// FieldForwarded is who published the text before: the outlet only passed
	// it on.
	FieldForwarded Field = "forwarded-from"
	// FieldArchived is when a web archive fetched a page, RFC 3339 in UTC. It
	// says nothing of when the page was published.
	FieldArchived Field = "x-warc-date"
)

// Observation is one piece of metadata with where it was seen. A document
// can carry several of one field; the first of a field is the one that
// stands, unless a person corrected it.
type Observation struct {
	Field     Field  `json:"field"`
	Value     string `json:"value"`
	Precision string `json:"precision,omitempty"` // of a date: "year", "month", "day", "minute", "second"
	Origin    string `json:"origin"`              // "index.csv row 3", "json-ld", "meta article:published_time", "text", "url", a person
}

// BlockKind tells what a stretch of a text is.
type BlockKind string

// The kinds of block. Nothing is read from crud; all others are read.
const (
	Title      BlockKind = "title"
	Standfirst BlockKind = "standfirst"
	Byline     BlockKind = "byline"
	Heading    BlockKind = "heading"
	Paragraph  BlockKind = "paragraph"
	Caption    BlockKind = "caption"
	Quote      BlockKind = "quote" // set apart as a quotation by its markup
	List       BlockKind = "list"
	Crud       BlockKind = "crud" // navigation, share lines, donation calls, comment forms
)

// Block is a labelled stretch of a text. The blocks of a text are in order
// and do not overlap; what lies between them is white space.
type Block struct {
	Span
	Kind BlockKind `json:"kind"`
}

// Access says who may be shown a document, source or passage.
type Access string

// The levels of access. An embargo names the day on which it ends:
// "embargoed until 2031-05-01".
const (
	Open       Access = "open"
	Restricted Access = "restricted"
)

// Document is an item together with one of its texts. The text is frozen:
// blocks and annotations refer to it by span and never change it.
type Document struct {
	ID   string // of Item and TextID, see [DocumentID]
	Item string // what a publisher would call one piece, see [ItemID]
	// TextID is the digest of Text.
	TextID Digest
	Text   string // the title, if any, is its first block
	Blocks []Block

	// What stands, after corrections. Published has the form YYYY, YYYY-MM,
	// YYYY-MM-DD or RFC 3339; Language is a BCP 47 tag or "und".
	Title     string
	Outlet    string
	Authors   []string
	Published string
	Language  string
	URL       string
	Access    Access

	// Observations is everything that was seen about it, best first.
	Observations []Observation

	// Place and Captured tell of the first sighting: where in its capture,
	// and when that was taken.
	Place    string
	Captured time.Time
}

// ForwardedFrom is who published the text before the outlet passed it on, "" for
// a text of its own.
func (d *Document) ForwardedFrom() string {
	for _, o := range d.Observations {
		if o.Field == FieldForwarded {
			return o.Value
		}
	}
	return ""
}

// ItemID names an item: by its URL where it has one, else by the digest of
// the bytes that hold it (a file, a line) and their place in the container.
func ItemID(rawURL string, payload Digest, place string) string {
	if u := NormalURL(rawURL); u != "" {
		return identity("i", "url", u)
	}
	return identity("i", "payload", string(payload), place)
}

// DocumentID names the document that is text textID of item.
func DocumentID(item string, textID Digest) string { return identity("d", item, string(textID)) }

// NormalURL returns the form of a URL under which two addresses of one piece
// compare equal: scheme and host in lower case, no fragment, no default
// port, no tracking parameters, http as https. It returns "" for what is no
// absolute http(s) URL.
func NormalURL(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	host := strings.ToLower(u.Host)
	host = strings.TrimSuffix(strings.TrimSuffix(host, ":80"), ":443")
	out := url.URL{Scheme: "https", Host: host, Path: path.Clean("/" + u.Path), RawQuery: withoutTracking(u.Query())}
	if strings.HasSuffix(u.Path, "/") && out.Path != "/" {
		out.Path += "/"
	}
	return out.String()
}

// trackingPrefixes begin the names of query parameters that tell how a
// reader came to a page, not which page it is.
var trackingPrefixes = []string{"utm_", "fbclid", "gclid", "yclid", "mc_cid", "mc_eid", "igshid"}

func withoutTracking(q url.Values) string {
	for name := range q {
		for _, p := range trackingPrefixes {
			if strings.HasPrefix(strings.ToLower(name), p) {
				q.Del(name)
			}
		}
	}
	return q.Encode() // sorted, so that the order of parameters does not matter
}

// Identify fills in TextID, Item and ID from the text, the URL and where the
// record lies. It drops U+0000 from nothing: a text with one must be refused
// or cleaned before its spans are made.
func (d *Document) Identify(payload Digest, place string) {
	d.TextID = DigestOf([]byte(d.Text))
	d.Item = ItemID(d.URL, payload, place)
	d.ID = DocumentID(d.Item, d.TextID)
	d.Place = place
}

// Observe adds an observation and lets it stand if it is the first of its
// field. Empty values are not observed. U+0000 is dropped.
func (d *Document) Observe(o Observation) {
	o.Value = strings.TrimSpace(clean(o.Value))
	if o.Value == "" {
		return
	}
	d.Observations = append(d.Observations, o)
	d.settle(o)
}

func (d *Document) settle(o Observation) {
	set := func(p *string) {
		if *p == "" {
			*p = o.Value
		}
	}
	switch o.Field {
	case FieldTitle:
		set(&d.Title)
	case FieldOutlet:
		set(&d.Outlet)
	case FieldPublished:
		set(&d.Published)
	case FieldLanguage:
		set(&d.Language)
	case FieldURL:
		set(&d.URL)
	case FieldAuthor:
		if d.firstOrigin(FieldAuthor) == o.Origin {
			d.Authors = append(d.Authors, o.Value)
		}
	}
}

func (d *Document) firstOrigin(f Field) string {
	for _, o := range d.Observations {
		if o.Field == f {
			return o.Origin
		}
	}
	return ""
}
