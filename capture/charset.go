package capture

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"hearsay/corpus"
)

// givenCharset returns the charset that stands beside the bytes and who says
// so, "" if nobody does: a person's word ("x-charset" of an index) before that
// of the server ("x-content-type").
func givenCharset(given []corpus.Observation) (label, origin string) {
	for _, o := range given {
		if o.Field == fieldCharset {
			return o.Value, o.Origin
		}
	}
	for _, o := range given {
		if label := contentCharset(o.Value); o.Field == fieldContentType && label != "" {
			return label, o.Origin
		}
	}
	return "", ""
}

// xmlDeclaration matches the declaration of an XML file, and declaredEncoding
// one that names a charset.
var (
	xmlDeclaration   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*<\?xml[^>]*\?>`) })
	declaredEncoding = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*<\?xml[^>]*\bencoding\s*=`) })
)

// feedText returns a feed whose bytes are no UTF-8, and which does not declare
// what they are, in UTF-8: by what was given beside it, else by statistics.
func feedText(given []corpus.Observation, b []byte) []byte {
	if utf8.Valid(b) || declaredEncoding().Match(b) {
		return b
	}
	d := &draft{Document: corpus.Document{Observations: given}}
	out, ok := d.decodeGiven(b)
	if t := decodeText(b); !ok && !t.binary {
		out, ok = []byte(t.text), true
	}
	if !ok {
		return b
	}
	return xmlDeclaration().ReplaceAll(out, nil) // what it said is true no more
}

// sevenBit are the charsets whose bytes are ASCII or may be, so that their
// text could be taken for UTF-8.
var sevenBit = []string{"iso-2022-jp", "utf-16le", "utf-16be"}

// decodeGiven decodes b by the charset that stands beside it, which goes
// before what the bytes declare, as in browsers. A byte order mark goes before
// it, and so do bytes that are UTF-8: servers add a charset to all they send.
// It reports false where the charset says nothing or is not that of b.
func (d *draft) decodeGiven(b []byte) ([]byte, bool) {
	label, origin := givenCharset(d.Observations)
	if label == "" || hasMark(b) {
		return nil, false
	}
	enc, name := charset.Lookup(label)
	switch {
	case enc == nil || name == "replacement":
		d.note(fmt.Sprintf("unknown charset %q (%s)", label, origin))
		return nil, false
	case name == "utf-8":
		return nil, false
	case !slices.Contains(sevenBit, name) && utf8.Valid(b):
		if !isASCII(string(b)) {
			d.note(fmt.Sprintf("declared to be in charset %q (%s), is UTF-8", label, origin))
		}
		return nil, false
	case !strings.HasPrefix(name, "utf-") && isBinary(b):
		return nil, false
	}
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil || isBinary(out) {
		return nil, false
	}
	d.see(fieldCharset, name, origin)
	return out, true
}

// hasMark reports whether b begins with a byte order mark.
func hasMark(b []byte) bool {
	for _, mark := range []string{"\ufeff", "\xff\xfe", "\xfe\xff"} {
		if bytes.HasPrefix(b, []byte(mark)) {
			return true
		}
	}
	return false
}
