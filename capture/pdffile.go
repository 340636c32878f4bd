package capture

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
)

// What may be wrong with a PDF as a whole.
var (
	// ErrEncrypted means that the file asks for a password, be it an empty one.
	ErrEncrypted = errors.New("encrypted, so that its text cannot be read")
	// ErrNoTextLayer means that the pages are pictures, or letters of which
	// the file does not say what they stand for.
	ErrNoTextLayer = errors.New("no text layer")

	errNoPDF   = errors.New("no PDF")
	errPDFSize = errors.New("more objects, pages or contents than a document has")
)

// The most that is read of one PDF, so that a hostile one costs seconds and
// does not fill the memory. A report of 669 pages printed by a browser takes 16
// million tokens and 69 MB of contents, one of 346 pages by a program for
// reports 2.3 million and 3.4 MB.
const (
	maxPDFTokens   = 40_000_000
	maxPDFInflated = 256 << 20 // bytes of all streams that are read, as they stand and decoded
	maxPDFStream   = 64 << 20  // bytes of one, or of all of one page, decoded
	maxPDFPages    = 10_000
	maxPDFLines    = 500_000 // fifty a page
)

// pdfWork is how much may still be read of a PDF. Its methods panic with
// errPDFSize when that is used up.
type pdfWork struct{ tokens, bytes int }

func (w *pdfWork) token() { w.work(1) }

// work is what costs as much as so many tokens.
func (w *pdfWork) work(tokens int) {
	if w.tokens -= tokens; w.tokens < 0 {
		panic(errPDFSize)
	}
}

// What counts as how many tokens: a value that is kept in a map, as memory is
// scarcer than time, and setting up a font or the decoding of a stream. So many
// bytes of an object count as one, as it can be one long string.
const (
	tokensOfEntry   = 8
	tokensOfSetup   = 256
	bytesOfOneToken = 16
)

func (w *pdfWork) spend(bytes int) {
	if w.bytes -= bytes; w.bytes < 0 {
		panic(errPDFSize)
	}
}

// pdfFile finds the objects of a PDF. It looks for them in the order of the
// file and not by its tables, which are wrong in many files and can lead in
// circles; of several objects with one number the last counts, as an update
// is appended.
type pdfFile struct {
	b       []byte
	work    pdfWork
	objects map[pdfRef]pdfPlace
	trailer pdfDict
	inner   [][]byte // object streams, decoded
	endless int      // no "endstream" stands at or behind this offset; 0 unknown
}

// pdfPlace is where an object stands: in the file, or in inner[stream-1].
type pdfPlace struct{ stream, offset int }

// openPDF finds the objects of b. The error wraps errNoPDF or ErrEncrypted. It
// panics with errPDFSize when work is used up, as all that reads the file does.
func openPDF(b []byte, work pdfWork) (*pdfFile, error) {
	head := bytes.Index(b[:min(len(b), headSize)], []byte("%PDF-"))
	if head < 0 {
		return nil, errNoPDF
	}
	f := &pdfFile{b: b, work: work, objects: map[pdfRef]pdfPlace{}, trailer: pdfDict{}}
	f.scan(head)
	switch {
	case f.trailer["Encrypt"] != nil:
		return nil, ErrEncrypted
	case len(f.objects) == 0:
		return nil, fmt.Errorf("%w: no objects", errNoPDF)
	}
	return f, nil
}

// find returns the offset of word at or behind offset at, len(f.b) if there is
// none.
func (f *pdfFile) find(word string, at int) int {
	if i := bytes.Index(f.b[at:], []byte(word)); i >= 0 {
		return at + i
	}
	return len(f.b)
}

// scan finds all objects and trailers from offset at on.
func (f *pdfFile) scan(at int) {
	trailer := -1
	for {
		if trailer < at {
			trailer = f.find("trailer", at)
		}
		obj := f.find("obj", at)
		switch {
		case trailer < obj:
			l := f.lexer(trailer + len("trailer"))
			d, _ := l.next()
			dict, _ := d.(pdfDict)
			f.follow(dict)
			at = l.i
		case obj == len(f.b):
			return
		default:
			at = f.scanObject(at, obj)
		}
	}
}

func (f *pdfFile) lexer(at int) *pdfLexer {
	return &pdfLexer{b: f.b, i: at, work: &f.work, refs: true}
}

// follow takes over what a trailer says; a later one is of a later update.
func (f *pdfFile) follow(trailer pdfDict) {
	for _, key := range []pdfName{"Root", "Info", "Encrypt"} {
		if v := trailer[key]; v != nil {
			f.trailer[key] = v
		}
	}
}

// scanObject takes the object whose "obj" stands at offset obj and returns
// where to go on. Its number stands before it, not before from.
func (f *pdfFile) scanObject(from, obj int) int {
	behind := obj + len("obj")
	ref, ok := f.numberBefore(from, obj)
	if !ok {
		return behind
	}
	f.work.work(tokensOfEntry)
	f.objects[ref] = pdfPlace{offset: behind}
	l := f.lexer(behind)
	v := f.read(l)
	s, ok := v.(pdfStream)
	if !ok {
		return l.i
	}
	switch s.dict["Type"] {
	case pdfName("XRef"):
		f.follow(s.dict)
	case pdfName("ObjStm"):
		f.scanInner(s)
	}
	return max(l.i, f.end(s))
}

// numberBefore reads "12 0 " backwards from offset end.
func (f *pdfFile) numberBefore(from, end int) (pdfRef, bool) {
	head := f.b[max(from, end-maxPDFNumber):end]
	fields := bytes.FieldsFunc(head, func(r rune) bool { return r < '0' || r > '9' })
	if n := len(fields); n < 2 || len(head) == 0 || !isPDFSpace(head[len(head)-1]) {
		return 0, false
	}
	n, err := strconv.Atoi(string(fields[len(fields)-2]))
	return pdfRef(n), err == nil
}

// scanInner takes the objects that stand in a stream.
func (f *pdfFile) scanInner(s pdfStream) {
	count, _ := s.dict["N"].(float64)
	first, _ := s.dict["First"].(float64)
	b := f.decode(s)
	f.inner = append(f.inner, b)
	l := &pdfLexer{b: b, work: &f.work}
	for range int(min(count, maxPDFTokens)) {
		n, ok1 := l.next()
		at, ok2 := l.next()
		number, _ := n.(float64)
		offset, _ := at.(float64)
		if offset += first; !ok1 || !ok2 || offset < 0 || offset >= float64(len(b)) {
			return
		}
		f.work.work(tokensOfEntry)
		f.objects[pdfRef(number)] = pdfPlace{stream: len(f.inner), offset: int(offset)}
	}
}

// read reads the object at l, with its stream if it has one.
func (f *pdfFile) read(l *pdfLexer) any {
	v, _ := l.next()
	d, ok := v.(pdfDict)
	if !ok {
		return v
	}
	l.space()
	if !bytes.HasPrefix(l.b[l.i:], []byte("stream")) {
		return v
	}
	l.i += len("stream")
	if l.at(0) == '\r' {
		l.i++
	}
	if l.at(0) == '\n' {
		l.i++
	}
	return pdfStream{dict: d, start: l.i}
}

// maxPDFLinks is how many references may lead to one another.
const maxPDFLinks = 8

// resolve returns what v refers to, nil for what is not there.
func (f *pdfFile) resolve(v any) any {
	for range maxPDFLinks {
		ref, ok := v.(pdfRef)
		if !ok {
			return v
		}
		place, ok := f.objects[ref]
		if !ok {
			return nil
		}
		l := f.lexer(place.offset)
		if place.stream == 0 {
			v = f.read(l)
			continue
		}
		l.b = f.inner[place.stream-1]
		v, _ = l.next()
	}
	return nil
}

// dict resolves v to a dictionary, that of a stream included; nil for another
// object.
func (f *pdfFile) dict(v any) pdfDict {
	switch v := f.resolve(v).(type) {
	case pdfDict:
		return v
	case pdfStream:
		return v.dict
	}
	return nil
}

// array resolves v to an array, nil for another object. Whoever asks for it
// reads all of it.
func (f *pdfFile) array(v any) pdfArray {
	a, _ := f.resolve(v).(pdfArray)
	f.work.work(len(a))
	return a
}

func (f *pdfFile) name(v any) pdfName {
	n, _ := f.resolve(v).(pdfName)
	return n
}

func (f *pdfFile) number(v any) (float64, bool) {
	n, ok := f.resolve(v).(float64)
	return n, ok
}

// end returns the offset behind the bytes of a stream: as it says, if that is
// so, else before the next "endstream".
func (f *pdfFile) end(s pdfStream) int {
	const word = "endstream"
	if n, ok := f.number(s.dict["Length"]); ok && n >= 0 && n <= float64(len(f.b)-s.start) {
		end := s.start + int(n)
		if bytes.HasPrefix(bytes.TrimLeft(f.b[end:min(len(f.b), end+2*len(word))], "\r\n "), []byte(word)) {
			return end
		}
	}
	if f.endless > 0 && s.start >= f.endless {
		return len(f.b)
	}
	end := f.find(word, s.start)
	if end == len(f.b) {
		f.endless = s.start
	}
	return end
}

// decode returns the bytes of a stream, or those that could be decoded; nil
// for a filter that is not known.
func (f *pdfFile) decode(s pdfStream) []byte {
	b := f.b[s.start:f.end(s)]
	f.work.spend(len(b))
	filters := f.array(s.dict["Filter"])
	if name := f.name(s.dict["Filter"]); name != "" {
		filters = pdfArray{name}
	}
	f.work.work(tokensOfSetup * len(filters))
	for _, filter := range filters {
		switch f.name(filter) {
		case "FlateDecode", "Fl":
			b = f.inflate(b)
		case "ASCII85Decode", "A85":
			b = f.all(ascii85.NewDecoder(bytes.NewReader(ascii85Body(b))))
		case "ASCIIHexDecode", "AHx":
			b = []byte((&pdfLexer{b: b}).hex())
		default:
			return nil
		}
	}
	if parms := f.dict(s.dict["DecodeParms"]); parms != nil {
		if n, _ := f.number(parms["Predictor"]); n > 1 {
			return nil // of pictures and tables, which are not read
		}
	}
	return b
}

func ascii85Body(b []byte) []byte {
	b = bytes.TrimPrefix(bytes.TrimSpace(b), []byte("<~"))
	if end := bytes.IndexByte(b, '~'); end >= 0 {
		b = b[:end]
	}
	return b
}

func (f *pdfFile) inflate(b []byte) []byte {
	zr, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return f.all(flate.NewReader(bytes.NewReader(b)))
	}
	return f.all(zr)
}

// all reads r until its end or until it breaks off.
func (f *pdfFile) all(r io.Reader) []byte {
	most := min(maxPDFStream, f.work.bytes)
	b, _ := io.ReadAll(io.LimitReader(r, int64(most)+1))
	if len(b) > most {
		panic(errPDFSize)
	}
	f.work.spend(len(b))
	return b
}

// pageDicts returns the pages in order, with the resources that each inherits.
func (f *pdfFile) pageDicts() []pdfDict {
	t := pageTree{file: f, seen: map[pdfRef]bool{}}
	t.walk(f.dict(f.trailer["Root"])["Pages"], nil, 0)
	if len(t.pages) == 0 { // no tree: in the order of their numbers
		for _, ref := range slices.Sorted(maps.Keys(f.objects)) {
			if d := f.dict(ref); f.name(d["Type"]) == "Page" {
				t.add(d, nil)
			}
		}
	}
	return t.pages
}

// pageTree collects pages.
type pageTree struct {
	file  *pdfFile
	seen  map[pdfRef]bool // against circles
	pages []pdfDict
}

func (t *pageTree) walk(v any, resources any, depth int) {
	if ref, ok := v.(pdfRef); ok {
		if t.seen[ref] {
			return
		}
		t.seen[ref] = true
	}
	d := t.file.dict(v)
	if own := d["Resources"]; own != nil {
		resources = own
	}
	kids := t.file.array(d["Kids"])
	if d != nil && kids == nil {
		t.add(d, resources)
		return
	}
	for _, kid := range kids {
		if depth < maxPDFNesting {
			t.walk(kid, resources, depth+1)
		}
	}
}

// add adds a page. It panics with errPDFSize when there are too many.
func (t *pageTree) add(page pdfDict, resources any) {
	if len(t.pages) == maxPDFPages {
		panic(errPDFSize)
	}
	if page["Resources"] == nil {
		page["Resources"] = resources
	}
	t.pages = append(t.pages, page)
}
