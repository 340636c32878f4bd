package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inert returns s such that a terminal or a page shows it and does nothing
// else: control characters become their pictures, and characters that turn
// the direction of writing around or hide become their code points in
// brackets. Line feeds stay; use [oneLine] where a line is wanted.
func inert(s string) string {
	if !strings.ContainsFunc(s, active) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case !active(r):
			b.WriteRune(r)
		case r == '\t' || r == '\u2028' || r == '\u2029':
			b.WriteByte(' ')
		case r == '\r': // of a line end
		case r < 0x20:
			b.WriteRune('\u2400' + r)
		case r == 0x7f:
			b.WriteRune('\u2421')
		default:
			fmt.Fprintf(&b, "<U+%04X>", r)
		}
	}
	return b.String()
}

// active reports whether r does something beyond being shown.
func active(r rune) bool {
	switch {
	case r == '\n':
		return false
	case r < 0x20, r >= 0x7f && r < 0xa0: // C0, DEL, C1
		return true
	case r == '\u2028', r == '\u2029':
		return true
	}
	return bidi(r) || unicode.Is(tags, r)
}

// bidi reports whether r overrides, embeds or isolates a direction (UAX 9).
// The marks LRM, RLM and ALM stay: they turn nothing around, and Arabic and
// Hebrew texts use them.
func bidi(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// tags are invisible characters that can carry a hidden text.
var tags = &unicode.RangeTable{R32: []unicode.Range32{{Lo: 0xe0000, Hi: 0xe007f, Stride: 1}}}

// Inert makes what strangers wrote safe to show on a terminal; line feeds stay.
func Inert(s string) string { return inert(s) }

// OneLine is [Inert] on one line, for names that stand within one.
func OneLine(s string) string { return oneLine(s) }

// oneLine returns s inert and on one line, with single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(inert(s)), " ") }

// escapeJSON writes characters that a terminal could act on as \uXXXX, which
// encoding/json leaves as they are. The values are the same to every parser.
func escapeJSON(b []byte) []byte {
	s := string(b)
	if !strings.ContainsFunc(s, hiddenInJSON) {
		return b
	}
	var out strings.Builder
	for _, r := range s {
		switch {
		case !hiddenInJSON(r):
			out.WriteRune(r)
		case r > 0xffff:
			hi, lo := surrogates(r)
			fmt.Fprintf(&out, `\u%04x\u%04x`, hi, lo)
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
	}
	return []byte(out.String())
}

func surrogates(r rune) (hi, lo rune) { return 0xd800 + (r-0x10000)>>10, 0xdc00 + (r-0x10000)&0x3ff }

func hiddenInJSON(r rune) bool { return r >= 0x7f && active(r) }

// escapeCell keeps a spreadsheet from reading a cell as a formula: one that
// begins like a formula gets an apostrophe before it.
func escapeCell(s string) string {
	s = inert(s)
	if t := strings.TrimSpace(s); t != "" && strings.ContainsRune("=+-@\uff1d\uff0b\uff0d\uff20", firstRune(t)) {
		return "'" + s
	}
	return s
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

// escapeMarkdown returns s, inert and on one line, such that CommonMark and
// its GitHub dialect show it as it is: no emphasis, link, image, heading,
// table, entity or HTML begins in it.
func escapeMarkdown(s string) string {
	s = oneLine(s)
	var b strings.Builder
	for i, r := range s {
		if strings.ContainsRune("\\`*_{}[]<>#|~!&@$^", r) || startsLink(s[i:]) || i == 0 && strings.ContainsRune("+-=", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return escapeListNumber(b.String())
}

// startsLink reports whether s begins with the character that makes a bare
// address of what stands before it.
func startsLink(s string) bool { return strings.HasPrefix(s, "://") }

func digitsEnd(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }

// escapeListNumber keeps "1. " and "1) " at the start from beginning a list,
// and "www." anywhere from becoming a link.
func escapeListNumber(s string) string {
	if n := digitsEnd(s); n > 0 && n < len(s) && (s[n] == '.' || s[n] == ')') {
		s = s[:n] + `\` + s[n:]
	}
	return wwwDot.Replace(s)
}

var wwwDot = strings.NewReplacer("www.", `www\.`, "WWW.", `WWW\.`, "Www.", `Www\.`)
