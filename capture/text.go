package capture

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	uni "golang.org/x/text/encoding/unicode"

	"hearsay/corpus"
)

// textDocument reads a file of plain text. Every character stays; a title
// that was given and stands in the text is labelled there and never added.
func textDocument(d *draft, b []byte) error {
	if decoded, ok := d.decodeGiven(b); ok {
		b = decoded
	}
	text, err := d.decode(b)
	if err != nil {
		return err
	}
	d.origin()
	d.Text = text
	d.Blocks = Label(text, d.Title)
	return nil
}

// decode turns the bytes of a text in any charset into UTF-8 and observes
// what it did.
func (d *draft) decode(b []byte) (string, error) {
	if len(bytes.TrimSpace(b)) == 0 {
		return "", ErrEmpty
	}
	t := decodeText(b)
	if t.binary {
		return "", ErrBinary
	}
	if t.charset != "" {
		d.see(fieldCharset, t.charset, "bytes")
	}
	if t.broken > 0 {
		d.note(fmt.Sprintf("%d bytes that are no UTF-8 became U+FFFD", t.broken))
	}
	text := strings.ReplaceAll(t.text, "\x00", "")
	if strings.TrimSpace(text) == "" {
		return "", ErrEmpty
	}
	return text, nil
}

// decoded is a text with what had to be done to get it.
type decoded struct {
	text    string
	charset string // "" for UTF-8
	broken  int    // bytes replaced by U+FFFD
	binary  bool   // no text at all; the rest is empty
}

// decodeText decodes b by its byte order mark, as UTF-8 if it is, as broken
// UTF-8 if most of its longer sequences are, else by statistics of bytes.
func decodeText(b []byte) decoded {
	if t, ok := decodeUTF16(b); ok {
		return t
	}
	if isBinary(b) {
		return decoded{binary: true}
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if utf8.Valid(b) {
		return decoded{text: string(b)}
	}
	good, bad := sequences(b)
	if good == 0 && looksEightBit(b, bad) {
		if t, ok := decodeEightBit(b); ok {
			return t
		}
	}
	if good > 0 && bad >= fewBad && bad > good {
		if t, ok := decodeEightBit(b); ok {
			return t
		}
	}
	return decoded{text: repair(b), broken: bad}
}

func decodeUTF16(b []byte) (decoded, bool) {
	var order uni.Endianness
	name := ""
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		order, name = uni.LittleEndian, "utf-16le"
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		order, name = uni.BigEndian, "utf-16be"
	default:
		return decoded{}, false
	}
	out, err := uni.UTF16(order, uni.UseBOM).NewDecoder().Bytes(b)
	if err != nil || isBinary(out) {
		return decoded{binary: true}, true
	}
	return decoded{text: string(out), charset: name}, true
}

// sequences counts the valid sequences of several bytes in b and the bytes
// that belong to none.
func sequences(b []byte) (good, bad int) {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		i += n
	}
	return good, bad
}

// repair replaces every byte that is no UTF-8 by U+FFFD.
func repair(b []byte) string {
	var out strings.Builder
	out.Grow(len(b))
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		out.WriteRune(r) // RuneError is U+FFFD
		i += n
	}
	return out.String()
}

// fewBad is the number of odd bytes in an otherwise plain ASCII text below
// which they say nothing statistical about a charset.
const fewBad = 20

// looksEightBit reports whether the bad bytes of b, which has no valid
// sequence of several bytes, may be letters or typographic signs of a
// one-byte or East Asian charset rather than damage.
func looksEightBit(b []byte, bad int) bool {
	if bad >= fewBad {
		return true
	}
	for i, c := range b {
		if c < 0x80 {
			continue
		}
		sign := c == 0x85 || c >= 0x91 && c <= 0x97 || c == 0xa0 || c == 0xab || c == 0xbb
		beside := i > 0 && unicode.IsLetter(rune(b[i-1])) && b[i-1] < 0x80 || i+1 < len(b) && b[i+1] < 0x80 && unicode.IsLetter(rune(b[i+1]))
		if !sign && !(c >= 0xc0 && c < 0xfe && beside) {
			return false
		}
	}
	return true
}

// decodeEightBit decodes b by the charset that its bytes suggest.
func decodeEightBit(b []byte) (decoded, bool) {
	enc, name := guessCharset(b)
	if enc == nil {
		return decoded{}, false
	}
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil || !utf8.Valid(out) {
		return decoded{}, false
	}
	return decoded{text: string(out), charset: name}, true
}

// detectSample is how many bytes the statistics look at.
const detectSample = 64 << 10

func guessCharset(b []byte) (encoding.Encoding, string) {
	_, bad := sequences(b)
	if bad >= fewBad {
		guesses, err := chardet.NewTextDetector().DetectAll(b[:min(len(b), detectSample)])
		if err == nil {
			if best := slices.MinFunc(guesses, likelier).Charset; best != "UTF-8" {
				if enc, name := charset.Lookup(strings.ToLower(best)); enc != nil {
					return enc, name
				}
			}
		}
	}
	return charset.Lookup("windows-1252")
}

// commonCharsets are those that a page is likeliest to be written in, as the
// detector names them, the most common of the web first.
var commonCharsets = []string{"UTF-8", "ISO-8859-1", "windows-1251", "GB18030", "Shift_JIS", "EUC-KR", "EUC-JP", "Big5", "KOI8-R"}

// likelier orders guesses by confidence, those of one by how common the charset
// is, then by name: the detector gives them in the order in which its parts
// happened to end.
func likelier(a, b chardet.Result) int {
	common := func(r chardet.Result) uint {
		return uint(slices.Index(commonCharsets, r.Charset)) // -1, not among them, is the largest
	}
	return cmp.Or(-cmp.Compare(a.Confidence, b.Confidence), cmp.Compare(common(a), common(b)), cmp.Compare(a.Charset, b.Charset))
}

// The start of a file that is looked at to tell text from other things, and
// the share of control characters in it above which it is not text: random
// bytes have 10 %, texts none.
const (
	headSize       = 4 << 10
	maxControlRate = 0.02
)

// isBinary reports whether the start of b is no text in any charset that
// extends ASCII.
func isBinary(b []byte) bool {
	head := b[:min(len(b), headSize)]
	for _, magic := range []string{"%PDF-", "PK\x03\x04", "\x89PNG", "\xff\xd8\xff", "GIF8", "\x7fELF", "RIFF", "SQLite format 3", "\xd0\xcf\x11\xe0"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	controls := 0
	for _, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b || c == 0x7f {
			controls++
		}
	}
	return controls > 1 && float64(controls) > maxControlRate*float64(len(head))
}

// spanOf returns the span of s, which must be a substring of text.
func spanOf(start int, s string) corpus.Span { return corpus.Span{Start: start, End: start + len(s)} }
