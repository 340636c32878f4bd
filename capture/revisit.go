package capture

import (
	"container/list"
	"errors"
	"fmt"
	"strings"

	"hearsay/corpus"
)

// ErrUnresolved is a warning: a record says that a page was met again
// unchanged, and the page itself is not at hand.
var ErrUnresolved = errors.New("unchanged since a capture that is not in the file, or too far back in it")

// maxRemembered is the size in bytes of the pages that are remembered for
// records that say that one was met again. 23 pages of iana.org, as archived by
// others for their tests, take 38 KB each, observations included: these are the
// last 900 of such pages. A crawler that leaves out what it has seen refers as
// a rule to an older file.
const maxRemembered = 32 << 20

// remembered is a page with the record that it came from.
type remembered struct {
	doc  corpus.Document
	date string   // the WARC-Date of the record
	keys []string // under which it is found
	size int
}

// memory holds the pages of an archive that were read last.
type memory struct {
	order *list.List // of *remembered, the oldest first
	byKey map[string]*list.Element
	size  int
}

func newMemory() *memory { return &memory{order: list.New(), byKey: map[string]*list.Element{}} }

// keep remembers doc, which came from rec, and forgets the oldest pages where
// there is no more room. A later page takes the keys of an earlier one.
func (m *memory) keep(rec *warcRecord, doc corpus.Document) {
	r := &remembered{doc: doc, date: rec.fields["warc-date"], size: sizeOf(doc)}
	for _, key := range []string{idKey(rec.id()), digestKey(rec.fields["warc-payload-digest"]), urlKey(rec.target())} {
		if key != "" {
			r.keys = append(r.keys, key)
		}
	}
	e := m.order.PushBack(r)
	for _, key := range r.keys {
		m.byKey[key] = e
	}
	for m.size += r.size; m.size > maxRemembered; {
		m.forget(m.order.Front())
	}
}

func (m *memory) forget(e *list.Element) {
	r := m.order.Remove(e).(*remembered)
	m.size -= r.size
	for _, key := range r.keys {
		if m.byKey[key] == e {
			delete(m.byKey, key)
		}
	}
}

// sizeOf is about what a document takes in memory.
func sizeOf(doc corpus.Document) int {
	const header, block = 1000, 40
	n := header + len(doc.Text) + block*len(doc.Blocks)
	for _, o := range doc.Observations {
		n += len(o.Value) + len(o.Origin) + 2*block
	}
	return n
}

func key(kind, value string) string {
	if value == "" {
		return ""
	}
	return kind + value
}

func idKey(id string) string      { return key("id ", id) }
func digestKey(d string) string   { return key("digest ", labelledDigest(d).key()) }
func urlKey(rawURL string) string { return key("url ", corpus.NormalURL(rawURL)) }

func (m *memory) at(key string) *remembered {
	if e := m.byKey[key]; e != nil {
		return e.Value.(*remembered)
	}
	return nil
}

// find returns the page that a revisit record met again, nil if it is not
// remembered: the one whose record it names, else one with the payload that
// it names. Where the server said that nothing changed, which names neither,
// it is the page of the same address, of the date that is named if one is.
func (m *memory) find(rec *warcRecord) *remembered {
	for _, key := range []string{idKey(rec.fields.bare("warc-refers-to")), digestKey(rec.fields["warc-payload-digest"])} {
		if r := m.at(key); r != nil {
			return r
		}
	}
	if !strings.Contains(rec.fields["warc-profile"], "not-modified") {
		return nil
	}
	address := rec.fields.bare("warc-refers-to-target-uri")
	if address == "" {
		address = rec.target()
	}
	r := m.at(urlKey(address))
	if date := rec.fields["warc-refers-to-date"]; r != nil && date != "" && date != r.date {
		return nil
	}
	return r
}

// metAgain returns the document of page r as it would have come out of rec,
// had rec held the page once more, but for a date that only an address tells:
// that of another address is none of this one, and its own is not looked at.
func (r *remembered) metAgain(rec *warcRecord, place string) corpus.Document {
	was := r.doc
	doc := corpus.Document{Text: was.Text, Blocks: was.Blocks, Access: was.Access, Captured: was.Captured}
	moved := corpus.NormalURL(rec.target()) != corpus.NormalURL(was.URL)
	own := rec.observations()
	for _, o := range was.Observations {
		switch {
		case o.Origin == originRecord:
			o.Value = own[o.Field]
		case moved && o.Origin == "url":
			continue
		}
		doc.Observe(o)
	}
	doc.Identify(doc.TextID, place)
	return doc
}

// unresolved is the warning about a revisit record without its page.
func unresolved(rec *warcRecord) error {
	return fmt.Errorf("%s of %s: %w", rec.target(), rec.fields["warc-date"], ErrUnresolved)
}
