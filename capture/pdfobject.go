package capture

import (
	"bytes"
	"strconv"
)

// The objects of a PDF (ISO 32000-1, 7.3) are nil, bool, float64 for every
// number, and these.
type (
	pdfName   string
	pdfString string // bytes
	pdfRef    int    // number of an indirect object
	pdfArray  []any
	pdfDict   map[pdfName]any
	pdfOp     string // what is no object: an operator, "endobj", "R"
	pdfStream struct {
		dict  pdfDict
		start int // offset of its bytes
	}
)

// maxPDFNesting is how deep arrays and dictionaries may nest; those of real
// files nest less than ten deep.
const maxPDFNesting = 40

// maxPDFItems is how many values of one object are kept, those within others
// included; the rest is passed over. A font of all characters has 200,000.
const maxPDFItems = 1 << 20

// pdfLexer reads objects from b. It makes an object of whatever there is: what
// is malformed is passed over. It panics with errPDFSize when work is used up.
type pdfLexer struct {
	b    []byte
	i    int
	work *pdfWork
	refs bool // "1 0 R" is a reference: everywhere but in contents

	items int // of the object being read
}

// next returns the next object or operator, false at the end.
func (l *pdfLexer) next() (any, bool) {
	l.items = 0
	start := l.i
	v, ok := l.object(0)
	l.work.work((l.i - start) / bytesOfOneToken)
	return v, ok
}

func (l *pdfLexer) object(depth int) (any, bool) {
	l.space()
	if l.i >= len(l.b) {
		return nil, false
	}
	l.work.token()
	switch c := l.b[l.i]; {
	case c == '/':
		l.i++
		return l.name(), true
	case c == '(':
		l.i++
		return l.literal(), true
	case c == '[':
		l.i++
		return l.array(depth + 1), true
	case c == '<' && l.at(1) == '<':
		l.i += 2
		return l.dict(depth + 1), true
	case c == '<':
		l.i++
		return l.hex(), true
	case c == '>' && l.at(1) == '>':
		l.i += 2
		return pdfOp(">>"), true
	case isPDFDelimiter(c):
		l.i++
		return pdfOp(string(c)), true
	}
	return l.word(), true
}

func (l *pdfLexer) at(n int) byte {
	if l.i+n < len(l.b) {
		return l.b[l.i+n]
	}
	return 0
}

// space passes over white space and comments.
func (l *pdfLexer) space() {
	for ; l.i < len(l.b); l.i++ {
		switch c := l.b[l.i]; {
		case c == '%':
			end := bytes.IndexAny(l.b[l.i:], "\r\n")
			if end < 0 {
				l.i = len(l.b)
				return
			}
			l.i += end
		case !isPDFSpace(c):
			return
		}
	}
}

func isPDFSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isPDFDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// regular returns the run of other characters that begins here.
func (l *pdfLexer) regular() []byte {
	start := l.i
	for l.i < len(l.b) && !isPDFSpace(l.b[l.i]) && !isPDFDelimiter(l.b[l.i]) {
		l.i++
	}
	return l.b[start:l.i]
}

// word reads a number, a keyword or, where references are looked for, "1 0 R".
func (l *pdfLexer) word() any {
	w := l.regular()
	switch string(w) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	n, ok := pdfNumber(w)
	if !ok {
		return pdfOp(w)
	}
	if l.refs && n >= 0 && n == float64(int(n)) && l.reference() {
		return pdfRef(int(n))
	}
	return n
}

// reference reads the generation and the "R" of a reference, if they follow.
func (l *pdfLexer) reference() bool {
	start := l.i
	l.space()
	generation := l.regular()
	l.space()
	if allDigits(generation) && l.at(0) == 'R' && (l.i+1 == len(l.b) || isPDFSpace(l.at(1)) || isPDFDelimiter(l.at(1))) {
		l.i++
		return true
	}
	l.i = start
	return false
}

func allDigits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}

// maxPDFNumber is the longest number that is read.
const maxPDFNumber = 40

func pdfNumber(w []byte) (float64, bool) {
	if len(w) == 0 || len(w) > maxPDFNumber || !(w[0] >= '0' && w[0] <= '9' || w[0] == '-' || w[0] == '+' || w[0] == '.') {
		return 0, false
	}
	if n, err := strconv.ParseFloat(string(w), 64); err == nil {
		return n, true
	}
	return 0, false
}

func (l *pdfLexer) name() pdfName {
	w := l.regular()
	if bytes.IndexByte(w, '#') < 0 {
		return pdfName(w)
	}
	var out []byte
	for i := 0; i < len(w); i++ {
		if w[i] == '#' && i+2 < len(w) {
			if n, err := strconv.ParseUint(string(w[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, w[i])
	}
	return pdfName(out)
}

// literal reads a string behind its opening parenthesis.
func (l *pdfLexer) literal() pdfString {
	var out []byte
	for depth := 1; l.i < len(l.b); l.i++ {
		switch c := l.b[l.i]; c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.i++
				return pdfString(out)
			}
		case '\\':
			if l.i++; l.i < len(l.b) {
				out = l.escape(out)
				continue
			}
			return pdfString(out) // the file breaks off
		}
		out = append(out, l.b[l.i])
	}
	return pdfString(out)
}

// escape appends what an escape stands for and stays on its last byte.
func (l *pdfLexer) escape(out []byte) []byte {
	c := l.at(0)
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		return append(out, "\n\r\t\b\f"[i])
	}
	switch {
	case c == '\r' && l.at(1) == '\n':
		l.i++
		return out
	case c == '\r' || c == '\n':
		return out
	case c < '0' || c > '7':
		return append(out, c)
	}
	n := int(c - '0')
	for k := 0; k < 2 && l.at(1) >= '0' && l.at(1) <= '7'; k++ {
		l.i++
		n = n*8 + int(l.b[l.i]-'0')
	}
	return append(out, byte(n))
}

// hex reads a string of hexadecimal digits behind its opening bracket.
func (l *pdfLexer) hex() pdfString {
	var out []byte
	half, high := false, byte(0)
	for ; l.i < len(l.b); l.i++ {
		c := l.b[l.i]
		if c == '>' {
			l.i++
			break
		}
		n, ok := hexDigit(c)
		switch {
		case !ok:
		case half:
			out, half = append(out, high|n), false
		default:
			high, half = n<<4, true
		}
	}
	if half {
		out = append(out, high)
	}
	return pdfString(out)
}

func hexDigit(c byte) (n byte, ok bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10, true
	}
	return 0, false
}

// array reads an array behind its opening bracket. "endobj" ends one that is
// not closed.
func (l *pdfLexer) array(depth int) pdfArray {
	var out pdfArray
	for depth <= maxPDFNesting {
		v, ok := l.object(depth)
		if !ok || v == pdfOp("]") || v == pdfOp("endobj") {
			break
		}
		if _, op := v.(pdfOp); !op && l.keeps() {
			out = append(out, v)
		}
	}
	return out
}

func (l *pdfLexer) dict(depth int) pdfDict {
	out := pdfDict{}
	for depth <= maxPDFNesting {
		k, ok := l.object(depth)
		if !ok || k == pdfOp(">>") || k == pdfOp("endobj") {
			break
		}
		key, ok := k.(pdfName)
		if !ok {
			continue
		}
		v, ok := l.object(depth)
		if !ok || v == pdfOp(">>") {
			break
		}
		if l.keeps() {
			out[key] = v
		}
	}
	return out
}

// keeps counts a value and reports whether it is to be kept.
func (l *pdfLexer) keeps() bool {
	l.items++
	return l.items <= maxPDFItems
}
