package capture

import (
	"bytes"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// pdfFont turns the codes of a shown string into text and widths.
type pdfFont struct {
	name   string
	double bool              // codes of two bytes
	text   map[uint32]string // by code; what is not in it is not known
	widths map[uint32]float64
	width  float64 // of the other codes
}

// Widths are in thousandths of the size of the font. Where a font does not say
// them, as the standard fonts need not, its letters are taken for as wide as
// those of most: only gaps between words are told by them.
const (
	glyphWidth = 500
	cjkWidth   = 1000
)

// glyph is one shown character.
type glyph struct {
	text  string // U+FFFD where the font does not tell
	width float64
	blank bool // the code 32 of a font with codes of one byte, which word spacing widens
}

// font reads a font. One that is missing has no letters that are known.
func (f *pdfFile) font(d pdfDict) *pdfFont {
	f.work.work(tokensOfSetup)
	out := &pdfFont{name: string(f.name(d["BaseFont"])), text: map[uint32]string{}, widths: map[uint32]float64{}, width: glyphWidth}
	switch {
	case d == nil:
		return out
	case f.name(d["Subtype"]) == "Type0":
		f.composite(out, d)
	default:
		f.simple(out, d)
	}
	if s, ok := f.resolve(d["ToUnicode"]).(pdfStream); ok {
		f.toUnicode(out, s)
	}
	return out
}

// composite reads a font with codes of two bytes, or of those that its mapping
// to Unicode has.
func (f *pdfFile) composite(out *pdfFont, d pdfDict) {
	out.double, out.width = true, cjkWidth
	if name := f.name(d["Encoding"]); strings.Contains(string(name), "UCS2") || strings.Contains(string(name), "UTF16") {
		out.text = nil // the codes are UTF-16
	}
	descendants := f.array(d["DescendantFonts"])
	if len(descendants) == 0 {
		return
	}
	cid := f.dict(descendants[0])
	if w, ok := f.number(cid["DW"]); ok {
		out.width = w
	}
	list := f.array(cid["W"])
	for i := 0; i+1 < len(list); {
		first, _ := f.number(list[i])
		if each := f.array(list[i+1]); each != nil {
			for k, w := range each {
				if code := first + float64(k); code >= 0 && code < maxMapping {
					f.work.work(tokensOfEntry)
					out.widths[uint32(code)], _ = f.number(w)
				}
			}
			i += 2
			continue
		}
		if i+2 >= len(list) {
			return
		}
		last, _ := f.number(list[i+1])
		w, _ := f.number(list[i+2])
		for c := max(first, 0); c <= min(last, 0xffff); c++ {
			f.work.work(tokensOfEntry)
			out.widths[uint32(c)] = w
		}
		i += 3
	}
}

// simple reads a font with codes of one byte.
func (f *pdfFile) simple(out *pdfFont, d pdfDict) {
	base, differences := f.resolve(d["Encoding"]), pdfArray(nil)
	if enc, ok := base.(pdfDict); ok {
		base, differences = f.resolve(enc["BaseEncoding"]), f.array(enc["Differences"])
	}
	name, _ := base.(pdfName)
	if name == "" {
		f.builtIn(out, d)
	}
	for code, text := range baseEncoding(string(name)) {
		if out.text[uint32(code)] == "" && text != "" {
			out.text[uint32(code)] = text
		}
	}
	code := 0.0
	for _, v := range differences {
		switch v := f.resolve(v).(type) {
		case float64:
			code = v
		case pdfName:
			if code >= 0 && code < 256 {
				out.text[uint32(code)] = glyphText(string(v))
			}
			code++
		}
	}
	f.simpleWidths(out, d)
}

// builtIn reads the encoding that an embedded Type 1 font has in its head, as
// TeX relies on it: lines of "dup 12 /fi put".
func (f *pdfFile) builtIn(out *pdfFont, d pdfDict) {
	s, ok := f.resolve(f.dict(d["FontDescriptor"])["FontFile"]).(pdfStream)
	if !ok {
		return
	}
	head, _, _ := bytes.Cut(f.decode(s), []byte("eexec"))
	l := &pdfLexer{b: head, work: &f.work}
	var code, name any // of the last three
	for {
		v, ok := l.next()
		if !ok {
			return
		}
		n, isCode := code.(float64)
		glyph, isName := name.(pdfName)
		if v == pdfOp("put") && isCode && isName && n >= 0 && n < 256 {
			out.text[uint32(n)] = glyphText(string(glyph))
		}
		code, name = name, v
	}
}

func (f *pdfFile) simpleWidths(out *pdfFont, d pdfDict) {
	scale := 1.0
	if m := f.array(d["FontMatrix"]); len(m) == 6 { // of a font whose letters are drawn
		if a, ok := f.number(m[0]); ok && a != 0 {
			scale = a * 1000
		}
	}
	widths := f.array(d["Widths"])
	first, _ := f.number(d["FirstChar"])
	for i, w := range widths {
		if code := first + float64(i); code >= 0 && code < 256 {
			n, _ := f.number(w)
			out.widths[uint32(code)] = n * scale
		}
	}
	if len(widths) > 0 {
		return
	}
	narrow := standardWidths()
	for code, text := range out.text {
		r, _ := utf8.DecodeRuneInString(text)
		if w, ok := narrow[r]; ok && !strings.HasPrefix(out.name, "Courier") {
			out.widths[code] = w
		}
	}
	if strings.HasPrefix(out.name, "Courier") {
		out.width = 600
	}
}

// glyphs calls take with each character of a shown string.
func (p *pdfFont) glyphs(s pdfString, take func(glyph)) {
	step := 1
	if p.double {
		step = 2
	}
	for i := 0; i < len(s); i += step {
		code := uint32(s[i])
		if p.double {
			if i+1 == len(s) {
				return
			}
			code = code<<8 | uint32(s[i+1])
		}
		g := glyph{width: p.width, blank: !p.double && code == ' '}
		if w, ok := p.widths[code]; ok {
			g.width = w
		}
		switch text, ok := p.text[code]; {
		case ok:
			g.text = text
		case p.text == nil:
			g.text = string(rune(code)) // halves of a pair become U+FFFD
		case !p.double && strings.ContainsRune("\n\r\t", rune(code)): // that a program left there
		default:
			g.text = "\uFFFD"
		}
		take(g)
	}
}

// maxMapping is how many codes a font may map: there are no more of two bytes.
const maxMapping = 1 << 16

// toUnicode reads the mapping of a font from its codes to Unicode.
func (f *pdfFile) toUnicode(out *pdfFont, s pdfStream) {
	if out.text == nil {
		out.text = map[uint32]string{}
	}
	l := &pdfLexer{b: f.decode(s), work: &f.work}
	var args []any
	for {
		v, ok := l.next()
		if !ok {
			return
		}
		op, isOp := v.(pdfOp)
		if !isOp {
			if len(args) < 3*maxMapping {
				args = append(args, v)
			}
			continue
		}
		switch op {
		case "endcodespacerange":
			out.double = out.double && widest(args) != 1
		case "endbfchar":
			f.mapChars(out.text, args)
		case "endbfrange":
			f.mapRanges(out.text, args)
		}
		args = nil
	}
}

// widest is the length of the longest code in args.
func widest(args []any) int {
	n := 0
	for _, a := range args {
		s, _ := a.(pdfString)
		n = max(n, len(s))
	}
	return n
}

// mapChars maps pairs of a code and its text.
func (f *pdfFile) mapChars(to map[uint32]string, args []any) {
	for i := 0; i+1 < len(args); i += 2 {
		code, ok1 := args[i].(pdfString)
		text, ok2 := args[i+1].(pdfString)
		if ok1 && ok2 && len(to) < maxMapping {
			f.mapCode(to, codeOf(code), textOfUTF16(text), 0)
		}
	}
}

// mapCode maps a code to a text whose last character is moved on by k.
func (f *pdfFile) mapCode(to map[uint32]string, code uint32, text string, k uint32) {
	f.work.work(tokensOfEntry)
	f.work.spend(len(text))
	if k > 0 {
		text = following(text, k)
	}
	to[code] = text
}

// mapRanges maps triples of a first code, a last and the text of the first or
// the texts of all.
func (f *pdfFile) mapRanges(to map[uint32]string, args []any) {
	for i := 0; i+2 < len(args); i += 3 {
		lo, ok1 := args[i].(pdfString)
		hi, ok2 := args[i+1].(pdfString)
		if !ok1 || !ok2 {
			continue
		}
		coded, isText := args[i+2].(pdfString)
		text := textOfUTF16(coded)
		texts, _ := args[i+2].(pdfArray)
		first, last := codeOf(lo), min(codeOf(hi), maxMapping)
		for k := uint32(0); first+k <= last && len(to) < maxMapping; k++ {
			f.work.token()
			switch {
			case isText:
				f.mapCode(to, first+k, text, k)
			case int(k) < len(texts):
				if s, ok := texts[k].(pdfString); ok {
					f.mapCode(to, first+k, textOfUTF16(s), 0)
				}
			}
		}
	}
}

// following is text with its last character moved on by k.
func following(text string, k uint32) string {
	r, n := utf8.DecodeLastRuneInString(text)
	return text[:len(text)-n] + string(r+rune(k))
}

func codeOf(s pdfString) uint32 {
	n := uint32(0)
	for i := range len(s) {
		n = n<<8 | uint32(s[i])
	}
	return n
}

func textOfUTF16(s pdfString) string {
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// baseEncoding returns the text of each code of a named encoding, by default
// Adobe's standard one.
func baseEncoding(name string) (texts [256]string) {
	var page *charmap.Charmap
	switch name {
	case "WinAnsiEncoding":
		page = charmap.Windows1252
	case "MacRomanEncoding":
		page = charmap.Macintosh
	}
	for code := range texts {
		r := rune(code)
		if page != nil {
			r = page.DecodeByte(byte(code))
		}
		if r >= ' ' && (page != nil || r < 0x7f) {
			texts[code] = string(r)
		}
	}
	if page == nil {
		for code, text := range pdfNames().standard {
			texts[code] = text
		}
	}
	return texts
}

// glyphText is the text of a glyph by its name; U+FFFD if the name says
// nothing.
func glyphText(name string) string {
	name, _, _ = strings.Cut(name, ".")
	if text, ok := pdfNames().glyphs[name]; ok {
		return text
	}
	if len(name) == 1 {
		return name
	}
	for _, prefix := range []string{"uni", "u"} {
		digits, ok := strings.CutPrefix(name, prefix)
		if n, err := strconv.ParseUint(digits, 16, 32); ok && err == nil && len(digits) >= 4 && utf8.ValidRune(rune(n)) {
			return string(rune(n))
		}
	}
	if strings.Contains(name, "_") { // "f_i": a ligature of both
		var b strings.Builder
		for part := range strings.SplitSeq(name, "_") {
			b.WriteString(glyphText(part))
		}
		return b.String()
	}
	return "\uFFFD"
}

// nameTables is the knowledge of data/glyph.txt.
type nameTables struct {
	glyphs   map[string]string
	standard map[int]string
	widths   map[rune]float64
}

var pdfNames = sync.OnceValue(func() nameTables {
	lex := readLexicon("glyph")
	t := nameTables{glyphs: map[string]string{}, standard: map[int]string{}, widths: map[rune]float64{}}
	eachPair(lex["name"], func(name, text string) { t.glyphs[name] = text })
	eachPair(lex["standard"], func(code, text string) {
		n, _ := strconv.ParseUint(code, 16, 8)
		t.standard[int(n)] = text
	})
	eachPair(lex["width"], func(width, letters string) {
		n, _ := strconv.ParseFloat(width, 64)
		for _, r := range letters {
			t.widths[r] = n
		}
	})
	t.glyphs["space"], t.widths[' '] = " ", spaceWidth
	return t
})

// spaceWidth is that of most of the standard fonts.
const spaceWidth = 270

func standardWidths() map[rune]float64 { return pdfNames().widths }

// eachPair calls take with the words of lines, two by two.
func eachPair(lines []string, take func(key, value string)) {
	for _, line := range lines {
		words := strings.Fields(line)
		for i := 0; i+1 < len(words); i += 2 {
			take(words[i], words[i+1])
		}
	}
}
