package capture

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	uni "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"hearsay/corpus"
)

// Record is one line of JSON lines as it stands there: nothing is added to or
// taken from Text.
type Record struct {
	ID, Outlet, Published, Language, Title, URL, Text string

	Authors []string          // of "author", then of "authors", split at ";"
	Extra   map[string]string // other fields with one short value, by name
}

// maxExtra is the length in bytes above which an unknown field is taken for
// content, which stays in the original, rather than metadata.
const maxExtra = 1000

// ParseRecord parses one object with the fields id, text, outlet, published,
// language, title, url and author; one of text and title must say something.
// Numbers are taken as their digits. Bytes that are no UTF-8 become U+FFFD. Of
// several bad fields the error names the first by name.
func ParseRecord(line []byte) (Record, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil {
		var kind *json.UnmarshalTypeError
		if errors.As(err, &kind) {
			err = fmt.Errorf("%s where an object should be: %w", kind.Value, corpus.ErrInvalid)
		}
		return Record{}, fmt.Errorf("parse record: %w", err)
	}
	r := Record{Extra: map[string]string{}}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if err := r.set(name, fields[name]); err != nil {
			return Record{}, err
		}
	}
	if strings.TrimSpace(r.Text) == "" && strings.TrimSpace(r.Title) == "" {
		return Record{}, fmt.Errorf("parse record: neither text nor title: %w", ErrEmpty)
	}
	return r, nil
}

func (r *Record) set(name string, raw json.RawMessage) error {
	known := map[string]*string{
		"id": &r.ID, "outlet": &r.Outlet, "published": &r.Published, "language": &r.Language,
		"title": &r.Title, "url": &r.URL, "text": &r.Text,
	}
	value, single := scalar(raw)
	switch p := known[name]; {
	case p != nil && !single:
		return fmt.Errorf("parse record: field %q is no text: %w", name, corpus.ErrInvalid)
	case p != nil:
		*p = value
	case name == "author" || name == "authors":
		r.Authors = append(r.Authors, authors(raw)...)
	case single && value != "" && len(value) <= maxExtra:
		r.Extra[name] = value
	}
	return nil
}

// scalar returns a JSON string, number or boolean as text, null as "".
func scalar(raw json.RawMessage) (string, bool) {
	var s string
	if json.Unmarshal(raw, &s) == nil { // null leaves s alone
		return s, true
	}
	if len(raw) > 0 && raw[0] != '{' && raw[0] != '[' {
		return string(raw), true
	}
	return "", false
}

// authors reads one name, several separated by ";", or a list of either.
func authors(raw json.RawMessage) []string {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		list = []json.RawMessage{raw}
	}
	var names []string
	for _, item := range list {
		s, _ := scalar(item)
		for name := range strings.SplitSeq(s, ";") {
			if name = strings.TrimSpace(name); name != "" {
				names = append(names, name)
			}
		}
	}
	return names
}

// Titled returns the text of r with the title as its first block: Text where
// it begins with the title, else the title, an empty line and Text.
func (r Record) Titled() string {
	title := strings.TrimSpace(r.Title)
	switch {
	case title == "" || titleWithin(r.Text, title):
		return r.Text
	case strings.TrimSpace(r.Text) == "":
		return title
	}
	return title + "\n\n" + r.Text
}

// readLines reads r as JSON lines. A line that is too long is passed over
// without being held. A binary file and one without a line yield one error.
func readLines(c corpus.Capture, r io.Reader, yield yielder) {
	r = transform.NewReader(r, uni.BOMOverride(transform.Nop))
	lines := bufio.NewReaderSize(r, 64<<10)
	if head, _ := lines.Peek(binarySample); isNoJSON(head) {
		yield(corpus.Document{}, &corpus.RecordError{File: c.Source, Err: ErrBinary})
		return
	}
	for n, empty := 1, true; ; n++ {
		line, err := ReadLine(lines)
		blank := len(bytes.TrimSpace(line)) == 0
		empty = empty && blank && err != ErrTooLong
		record := ""
		if !blank || err != nil { // blank lines cost nothing to those who send them
			record = fmt.Sprintf("line %d", n)
		}
		broken := err != nil && err != io.EOF && !errors.Is(err, ErrTooLong)
		switch {
		case errors.Is(err, ErrTooLong):
			if !yield(corpus.Document{}, &corpus.RecordError{File: c.Source, Record: record, Err: ErrTooLong}) {
				return
			}
		case !blank && !readRecordLine(c, record, line, broken, yield):
			return
		}
		if broken {
			yield(corpus.Document{}, incomplete(c.Source, err))
			return
		}
		if err == io.EOF && empty {
			yield(corpus.Document{}, &corpus.RecordError{File: c.Source, Err: ErrEmpty})
		}
		if err == io.EOF {
			return
		}
	}
}

// binarySample is how many bytes tell that a file is no JSON lines.
const binarySample = 8 << 10

// isNoJSON reports whether a file that begins with head is binary. One that
// begins with an object is not, whatever follows: a crash leaves holes of
// U+0000 behind good lines.
func isNoJSON(head []byte) bool {
	object, found := bytes.CutPrefix(bytes.TrimSpace(head), []byte("{"))
	if found && bytes.HasPrefix(bytes.TrimSpace(object), []byte(`"`)) {
		return false
	}
	return isBinary(head) || bytes.IndexByte(head, 0) >= 0
}

// readRecordLine yields the document of one line. Half a line at the end of a
// container that broke off is no error of its own.
func readRecordLine(c corpus.Capture, record string, line []byte, half bool, yield yielder) bool {
	d := newPart(c)
	place, err := d.record(line, record)
	if err != nil {
		return half || yield(corpus.Document{}, &corpus.RecordError{File: c.Source, Record: record, Err: err})
	}
	return d.yield(corpus.DigestOf(line), place, record, yield)
}

// Document returns r as a document whose text is Text as given, without the
// title before it, so that offsets refer to the text of the record. It has no
// identity and belongs to no capture.
func (r Record) Document() corpus.Document {
	d := &draft{}
	d.describe(r)
	d.setText(r.Text, r)
	d.complete()
	return d.Document
}

// record fills d from one line and returns its place in the file: the
// record's own id where it has one, else the number of the line. Both stay
// when the file grows at its end.
func (d *draft) record(line []byte, number string) (place string, err error) {
	r, err := ParseRecord(line)
	if err != nil {
		return "", err
	}
	if !utf8.Valid(line) {
		_, bad := sequences(line)
		d.note(fmt.Sprintf("%d bytes that are no UTF-8 became U+FFFD", bad))
	}
	r.Text = strings.ReplaceAll(r.Text, "\x00", "")
	r.Title = strings.ReplaceAll(r.Title, "\x00", "")
	text := r.Titled()
	if strings.TrimSpace(text) == "" {
		return "", ErrEmpty
	}
	d.describe(r)
	d.setText(text, r)
	if r.ID != "" && d.URL == "" {
		return "id " + r.ID, nil
	}
	return number, nil
}

// describe observes the fields of r but for the language, which is weighed
// against the text.
func (d *draft) describe(r Record) {
	d.see(corpus.FieldID, r.ID, "json id")
	d.see(corpus.FieldTitle, r.Title, "json title")
	d.see(corpus.FieldOutlet, r.Outlet, "json outlet")
	for _, name := range r.Authors {
		d.see(corpus.FieldAuthor, name, "json author")
	}
	d.see(corpus.FieldPublished, r.Published, "json published")
	d.see(corpus.FieldURL, r.URL, "json url")
	for _, name := range slices.Sorted(maps.Keys(r.Extra)) {
		d.see(corpus.Field("x-"+name), r.Extra[name], "json "+name)
	}
}

func (d *draft) setText(text string, r Record) {
	d.Text = text
	d.Blocks = Label(text, r.Title)
	d.seeLanguage(r.Language, "json language")
}

// ReadLine returns the next line without its end, io.EOF beside the last. It is
// valid until the next call. A line longer than [MaxRecord] is skipped and gives [ErrTooLong].
func ReadLine(r *bufio.Reader) ([]byte, error) {
	line, err := r.ReadSlice('\n')
	if err != bufio.ErrBufferFull {
		return bytes.TrimRight(line, "\r\n"), err
	}
	whole := slices.Clone(line)
	tooLong := false
	for err == bufio.ErrBufferFull {
		line, err = r.ReadSlice('\n')
		if tooLong = tooLong || len(whole)+len(line) > MaxRecord; tooLong {
			whole = nil
			continue
		}
		whole = append(whole, line...)
	}
	if tooLong && (err == nil || err == io.EOF) {
		return nil, ErrTooLong // at the end of the file the next call says so
	}
	return bytes.TrimRight(whole, "\r\n"), err
}
