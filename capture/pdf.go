package capture

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"hearsay/corpus"
)

// pdfDocument reads a PDF with a text layer: its lines joined to paragraphs, in
// the order in which they are drawn. Heads and feet of pages stay, as crud,
// behind the paragraph that they stand in. The error wraps ErrEncrypted or
// ErrNoTextLayer where there is nothing to read.
//
// What the file says of its author and its time is kept but does not stand:
// it tells whose program made the file, and when.
func pdfDocument(d *draft, b []byte) error {
	d.origin()
	return d.readPDF(b, pdfWork{tokens: maxPDFTokens, bytes: maxPDFInflated})
}

func (d *draft) readPDF(b []byte, work pdfWork) (err error) {
	defer containPDF(&err)
	f, err := openPDF(b, work)
	if err != nil {
		return err
	}
	pages := f.pageDicts()
	if len(pages) == 0 {
		return fmt.Errorf("%w: no pages", errNoPDF)
	}
	lines := f.paint(pages)
	if err := d.legible(lines, len(pages)); err != nil {
		return err
	}
	if !bytes.Contains(b[max(0, len(b)-headSize):], []byte("%%EOF")) {
		d.doubt(ErrCutOff)
	}
	markFurniture(lines)
	l := newPDFLayout(lines)
	paragraphs := l.paragraphs()
	d.see("x-pages", fmt.Sprint(len(pages)), "pdf")
	if l.joined > 0 {
		d.note(fmt.Sprintf("words that a hyphen parted at the end of a line were joined: %d", l.joined))
	}
	d.pdfInfo(f, paragraphs, l.body)
	d.setPDF(paragraphs, l.body)
	return nil
}

// containPDF makes an error of a panic: no file may end the run.
func containPDF(err *error) {
	switch r := recover(); {
	case r == nil:
	case r == errPDFSize:
		*err = errPDFSize
	default:
		*err = fmt.Errorf("parse PDF: %v: %w", r, corpus.ErrInvalid)
	}
}

// maxUnknown is the share of letters that a text may have without the file
// telling what they are.
const maxUnknown = 0.3

// legible reports what is missing of the text, as an error if that is most of
// it.
func (d *draft) legible(lines []pdfLine, pages int) error {
	letters, unknown, leftward := 0, 0, false
	with := map[int]bool{}
	for _, l := range lines {
		with[l.page] = true
		leftward = leftward || strings.ContainsFunc(l.text, func(r rune) bool { return unicode.In(r, unicode.Arabic, unicode.Hebrew) })
		letters += utf8.RuneCountInString(l.text)
		unknown += strings.Count(l.text, "\uFFFD")
	}
	switch {
	case letters == 0:
		return fmt.Errorf("%w: every page is a picture or empty (pages: %d)", ErrNoTextLayer, pages)
	case float64(unknown) > maxUnknown*float64(letters):
		return fmt.Errorf("%w: the file does not say what %d of %d letters are", ErrNoTextLayer, unknown, letters)
	case unknown > 0:
		d.note(fmt.Sprintf("letters of which the file does not say what they are became U+FFFD: %d", unknown))
	}
	if leftward {
		d.note("words that run from right to left stand as they are drawn and may be reversed")
	}
	if n := pages - len(with); n > 0 {
		d.note(fmt.Sprintf("pages without a text layer: %d of %d", n, pages))
	}
	return nil
}

// readable is text as it is read: ligatures and other forms that letters take
// in print are the letters themselves. Nothing else is changed, not even what
// the same mapping of Unicode (NFKC) would change: a raised 2 stays raised.
func readable(text string) string {
	if strings.IndexFunc(text, isForm) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == symbolBullet:
			b.WriteRune('•')
		case r < ' ' || r == 0x7f:
			b.WriteByte(' ')
		case isForm(r):
			b.WriteString(norm.NFKC.String(string(r)))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// symbolBullet is the bullet of the font Symbol in files of word processors.
const symbolBullet = '\uf0b7'

// isForm reports whether r is a form of presentation (Unicode blocks
// Alphabetic Presentation Forms and Arabic Presentation Forms), a bullet or a
// control character.
func isForm(r rune) bool {
	return r >= 0xfb00 && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefe || r == symbolBullet || r < ' ' || r == 0x7f
}

// A title is larger than the text by titleSize, a heading by headingSize.
const (
	titleSize   = 1.2
	headingSize = 1.1
)

// pdfInfo observes what the file says of itself. Its title stands if the first
// page has it as a line; else the first large line does, as many titles are
// those of a template.
func (d *draft) pdfInfo(f *pdfFile, paragraphs []pdfParagraph, body float64) {
	info := f.dict(f.trailer["Info"])
	text := func(key pdfName) string {
		s, _ := f.resolve(info[key]).(pdfString)
		return flat(strings.ToValidUTF8(textOfPDF(s), "\uFFFD"))
	}
	title := text("Title")
	large, printed := "", false
	for _, p := range paragraphs {
		if p.page > 0 {
			break
		}
		printed = printed || title != "" && fold(p.text) == fold(title)
		if large == "" && !p.furniture && p.size >= titleSize*body && utf8.RuneCountInString(p.text) <= maxTitle {
			large = p.text
		}
	}
	if printed {
		d.see(corpus.FieldTitle, title, "pdf info")
	}
	d.see(corpus.FieldTitle, large, "pdf large line")
	d.see("x-pdf-title", title, "pdf info")
	d.see("x-pdf-author", text("Author"), "pdf info")
	d.see("x-pdf-created", pdfTime(text("CreationDate")), "pdf info")
	d.see("x-pdf-modified", pdfTime(text("ModDate")), "pdf info")
	d.see("x-pdf-creator", text("Creator"), "pdf info")
}

// textOfPDF decodes a text of the file: UTF-16 or UTF-8 with its mark, else a
// charset that is nearly windows-1252.
func textOfPDF(s pdfString) string {
	b := []byte(s)
	switch {
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return textOfUTF16(s[2:])
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		units := make([]uint16, 0, len(b)/2)
		for i := 2; i+1 < len(b); i += 2 {
			units = append(units, uint16(b[i])|uint16(b[i+1])<<8)
		}
		return string(utf16.Decode(units))
	case bytes.HasPrefix(b, []byte("\ufeff")):
		return string(b[len("\ufeff"):])
	}
	out, _ := charmap.Windows1252.NewDecoder().Bytes(b)
	return string(out)
}

// pdfTime writes "D:20310301120000+01'00'" in the form of RFC 3339, as much of
// it as there is; another value as it stands.
func pdfTime(value string) string {
	digits := strings.NewReplacer("D:", "", "'", "", "Z", "+0000").Replace(value)
	for _, form := range []struct{ in, out string }{
		{"20060102150405-0700", time.RFC3339}, {"20060102150405", "2006-01-02T15:04:05"}, {"20060102", time.DateOnly}, {"200601", "2006-01"}, {"2006", "2006"},
	} {
		if t, err := time.Parse(form.in, digits); err == nil {
			return t.Format(form.out)
		}
	}
	return value
}

// setPDF makes text and blocks of paragraphs.
func (d *draft) setPDF(paragraphs []pdfParagraph, body float64) {
	var out strings.Builder
	spans := make([]corpus.Span, len(paragraphs))
	for i, p := range paragraphs {
		if i > 0 {
			out.WriteString("\n\n")
		}
		spans[i] = spanOf(out.Len(), p.text)
		out.WriteString(p.text)
	}
	d.Text = out.String()
	d.Blocks = Label(d.Text, d.Title)
	at := 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		for at+1 < len(spans) && b.Start >= spans[at].End {
			at++
		}
		switch p := paragraphs[at]; {
		case p.furniture:
			b.Kind = corpus.Crud
		case (b.Kind == corpus.Paragraph || b.Kind == corpus.List) && p.size >= headingSize*body && utf8.RuneCountInString(p.text) <= maxHeading:
			b.Kind = corpus.Heading
		}
	}
}
