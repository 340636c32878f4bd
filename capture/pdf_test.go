package capture

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hearsay/corpus"
)

var report = corpus.Capture{Source: "report.pdf", Format: corpus.FormatPDF}

// pdfOf makes a PDF of one page with contents in a font F, and further objects.
func pdfOf(contents, font string, more ...string) []byte {
	return []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
		"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>endobj\n" +
		"4 0 obj<<>>stream\n" + contents + "\nendstream endobj\n5 0 obj<</Type/Font" + font + ">>endobj\n" +
		strings.Join(more, "\n") + "\ntrailer<</Root 1 0 R/Info 9 0 R>>\n%%EOF\n")
}

const (
	winAnsi  = "/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding"
	composed = "/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[<</DW 500/W[1 2 600 3[700 800]]>>]"
)

func deflate(b []byte) []byte {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	w.Write(b)
	w.Close()
	return z.Bytes()
}

// deflated is a stream object with b under FlateDecode.
func deflated(number int, dict string, b []byte) string {
	z := deflate(b)
	return fmt.Sprintf("%d 0 obj<</Filter/FlateDecode/Length %d%s>>stream\n%s\nendstream endobj", number, len(z), dict, z)
}

// textOfPage reads a PDF and returns its text, or its errors.
func textOfPage(t *testing.T, b []byte) string {
	t.Helper()
	docs, errs := recordErrors(report, b)
	if len(docs) != 1 {
		return fmt.Sprintf("%d documents, errors %v", len(docs), errs)
	}
	checkDocument(t, report, docs[0])
	return docs[0].Text
}

func TestPDFText(t *testing.T) {
	cmap := "7 0 obj<<>>stream\n1 begincodespacerange<0000><FFFF>endcodespacerange 2 beginbfchar<0001><0044><0002><D83DDE42>endbfchar 2 beginbfrange<0003><0005><0061><0006><0007>[<00660069><FB03>]endbfrange\nendstream endobj"
	for name, tt := range map[string]struct {
		in   []byte
		want string
	}{
		"strings": {pdfOf(`BT /F 10 Tf (a \(b\) \101\102\n) Tj <43 4> Tj (\
c\\) Tj ET`, winAnsi), `a (b) AB C@c\`},
		"charset":           {pdfOf("BT /F 10 Tf (\x93caf\xe9\x94 \x80) Tj ET", winAnsi), "“café” €"},
		"standard encoding": {pdfOf("BT /F 10 Tf (it's \xaea\xaf) Tj ET", "/Subtype/Type1/BaseFont/X"), "it’s fiafl"},
		"built-in encoding": {pdfOf("BT /F 10 Tf (\014eld \001) Tj ET", "/Subtype/Type1/FontDescriptor<</FontFile 7 0 R>>", "7 0 obj<<>>stream\n%!FontType1\n/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for\ndup 12 /fi put\ndup 300 /x put readonly def eexec dup 1 /y put\nendstream endobj"), "field \uFFFD"},
		"two bytes":         {pdfOf("BT /F 10 Tf <000100020003000400050006000700ff> Tj ET", composed, cmap), "D🙂abcfiffi\uFFFD"},
		"UCS2":              {pdfOf("BT /F 10 Tf <65b095fb> Tj ET", "/Subtype/Type0/Encoding/UniGB-UCS2-H"), "新闻"},
		"gaps":              {pdfOf("BT /F 10 Tf [(one)-50(more)-250(word)] TJ 60 0 Td (far) Tj ET", winAnsi), "onemore wordfar"},
		"two lines":         {pdfOf("BT /F 10 Tf 12 TL (one) Tj (two) ' 0 0 (six) \" ET", winAnsi), "one two six"},
		"apart":             {pdfOf("BT /F 10 Tf 0 100 Td (One.) Tj 0 -30 Td (Two.) Tj ET", winAnsi), "One.\n\nTwo."},
		"a form":            {pdfOf("q 1 0 0 1 0 50 cm /X Do Q", winAnsi, "6 0 obj<</Subtype/Form/Resources<</Font<</G 5 0 R>>>>>>stream\nBT /G 9 Tf (framed) Tj ET\nendstream endobj"), "framed"},
		"a picture inside":  {pdfOf("BI /W 1 /H 1 ID \x00\xffEI(BT\x01 EI BT /F 10 Tf (text) Tj ET", winAnsi), "text"},
		"bold by doubling":  {pdfOf("BT /F 10 Tf 1 0 0 1 50 50 Tm (bold) Tj 1 0 0 1 50.3 50 Tm (bold) Tj ET", winAnsi), "bold"},
		"an update":         {append(pdfOf("BT /F 10 Tf (old) Tj ET", winAnsi), "4 0 obj<<>>stream\nBT /F 10 Tf (new) Tj ET\nendstream endobj\n%%EOF"...), "new"},
		"a wrong length":    {bytes.Replace(pdfOf("BT /F 10 Tf (all) Tj ET", winAnsi), []byte("4 0 obj<<"), []byte("4 0 obj<</Length 3"), 1), "all"},
		"no page tree":      {bytes.Replace(pdfOf("BT /F 10 Tf (page) Tj ET", winAnsi), []byte("/Pages 2 0 R"), nil, 1), "page"},
		"rows of a table":   {pdfOf("BT /F 10 Tf 12 TL [(Weir)-3000(12)] TJ T* [(Mill)-3000(7)] TJ ET", winAnsi), "Weir 12\n\nMill 7"},
		"raised number":     {pdfOf("BT /F 10 Tf (600) Tj 4 Ts /F 6 Tf (1) Tj ET", winAnsi), "600¹"},
		"control":           {pdfOf("BT /F 10 Tf (a) Tj ET", "/Subtype/Type1/Encoding<</Differences[97/uni0000]>>"), "0 documents, errors [report.pdf: no text layer: every page is a picture or empty (pages: 1)]"},
	} {
		if diff := cmp.Diff(tt.want, textOfPage(t, tt.in)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// innerObjects is a stream of objects, given as numbers and texts in turn.
func innerObjects(number int, objects ...string) string {
	var head, body strings.Builder
	for i := 0; i < len(objects); i += 2 {
		fmt.Fprintf(&head, "%s %d ", objects[i], body.Len())
		body.WriteString(objects[i+1] + " ")
	}
	return deflated(number, fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(objects)/2, head.Len()), []byte(head.String()+body.String()))
}

func TestPDFStreams(t *testing.T) {
	contents := []byte("BT /F 10 Tf (streamed) Tj ET")
	var a85 bytes.Buffer
	w := ascii85.NewEncoder(&a85)
	w.Write(contents)
	w.Close()
	object := func(dict, body string) []byte {
		return pdfOf("", winAnsi, "4 0 obj<<"+dict+">>stream\n"+body+"\nendstream endobj")
	}
	whole := deflated(4, "", contents)
	long := deflate(append(contents, strings.Repeat(" q Q 1 g", 20_000)...))
	half := fmt.Sprintf("4 0 obj<</Filter/Fl/Length 7>>stream\n%s\nendstream endobj", long[:len(long)-9])
	for name, in := range map[string][]byte{
		"deflated":     pdfOf("", winAnsi, whole),
		"broken off":   pdfOf("", winAnsi, strings.Replace(half, "/Length", "/L", 1)),
		"base 85":      object("/Filter[/ASCII85Decode]", a85.String()+"~>"),
		"hexadecimal":  object("/Filter/AHx", fmt.Sprintf("%x>", contents)),
		"in a stream":  []byte("%PDF-1.5\n1 0 obj<</Pages 2 0 R>>endobj " + innerObjects(8, "2", "<</Type/Pages/Kids[3 0 R]>>", "3", "<</Type/Page/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>", "5", "<<"+winAnsi+">>") + whole + " 7 0 obj<</Type/XRef/Root 1 0 R>>stream\nendstream endobj %%EOF"),
		"several":      bytes.Replace(pdfOf("BT /F 10 Tf (stre", winAnsi, "8 0 obj<<>>stream\n(amed) Tj ET\nendstream endobj"), []byte("(stre\nend"), []byte("(stre) Tj\nend"), 1),
		"length aside": bytes.Replace(pdfOf("", winAnsi, whole), []byte(fmt.Sprintf("/Length %d", pdfLengthOf(whole))), []byte("/Length 99 0 R"), 1),
	} {
		if name == "several" {
			in = bytes.Replace(in, []byte("/Contents 4 0 R"), []byte("/Contents[4 0 R 8 0 R]"), 1)
		}
		if got := textOfPage(t, in); got != "streamed" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// pdfLengthOf returns the length that a stream object declares.
func pdfLengthOf(object string) (n int) {
	fmt.Sscanf(object[strings.Index(object, "/Length"):], "/Length %d", &n)
	return n
}

// What cannot be read is told with the reason.
func TestPDFThatCannotBeRead(t *testing.T) {
	for name, tt := range map[string]struct {
		in   []byte
		want error
	}{
		"encrypted":       {append(pdfOf("BT /F 10 Tf (\x81\x92) Tj ET", winAnsi), "trailer<</Encrypt 8 0 R>>"...), ErrEncrypted},
		"pictures":        {pdfOf("q 100 0 0 100 0 0 cm /X Do Q", winAnsi, "6 0 obj<</Subtype/Image>>stream\nx\nendstream endobj"), ErrNoTextLayer},
		"unknown letters": {pdfOf("BT /F 10 Tf <00010002> Tj ET", "/Subtype/Type0/Encoding/Identity-H"), ErrNoTextLayer},
		"a missing font":  {pdfOf("BT /F 10 Tf (text) Tj ET", winAnsi, "5 0 obj null endobj"), ErrNoTextLayer},
		"text":            {[]byte("A report."), errNoPDF},
		"head alone":      {[]byte("%PDF-1.4\n%%EOF"), errNoPDF},
		"nothing":         {nil, errNoPDF},
	} {
		docs, errs := recordErrors(report, tt.in)
		if len(docs) != 0 || len(errs) != 1 || !errors.Is(errs[0], tt.want) {
			t.Errorf("%s: %d documents, errors %v, want %v", name, len(docs), errs, tt.want)
		}
	}
}

// What may be wrong with a text that is read stands beside it.
func TestPDFNotes(t *testing.T) {
	hebrew := pdfOf("BT /F 10 Tf (shalom \xe4\xe5 \001) Tj ET", "/Subtype/Type1/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[228/uni05E9/uni05DC 1/g77]>>",
		"2 0 obj<</Type/Pages/Kids[3 0 R 8 0 R]>>endobj 8 0 obj<</Type/Page>>endobj")
	docs, errs := recordErrors(report, hebrew)
	if len(docs) != 1 || len(errs) != 0 {
		t.Fatalf("%d documents, errors %v", len(docs), errs)
	}
	var notes []string
	for _, o := range docs[0].Observations {
		if o.Field == fieldNote {
			notes = append(notes, o.Value)
		}
	}
	want := []string{"letters of which the file does not say what they are became U+FFFD: 1",
		"words that run from right to left stand as they are drawn and may be reversed", "pages without a text layer: 1 of 2"}
	if diff := cmp.Diff(want, notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

// A download that broke off has the pages that it has, and says so.
func TestPDFThatBreaksOff(t *testing.T) {
	whole := pdfOf("BT /F 10 Tf (first page) Tj ET", winAnsi)
	cut := append(bytes.Clone(whole[:bytes.Index(whole, []byte("trailer"))]), "8 0 obj<</Type/Pa"...)
	docs, errs := recordErrors(report, cut)
	if len(docs) != 1 || docs[0].Text != "first page" || len(errs) != 1 || !errors.Is(errs[0], ErrCutOff) || !Warning(errs[0]) {
		t.Errorf("%d documents, errors %v", len(docs), errs)
	}
}

// Files that are made to keep the reader busy or to fill the memory end when
// the work that they may cost is used up; a small part of it does here.
func TestHostilePDF(t *testing.T) {
	const text, spin = "BT /F 10 Tf (x) Tj ET", "/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do "
	work := pdfWork{tokens: maxPDFTokens / 40, bytes: maxPDFInflated / 40}
	bomb := bytes.Repeat([]byte("("), work.bytes+1)
	for name, tt := range map[string]struct {
		in   []byte
		want error
	}{
		"forms in circles":    {pdfOf(text+spin, winAnsi, "6 0 obj<</Subtype/Form>>stream\n"+strings.Repeat(spin, 20)+"\nendstream endobj"), errPDFSize},
		"pages in circles":    {pdfOf(text, winAnsi, "2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]>>endobj"), nil},
		"references":          {pdfOf(text, winAnsi, "5 0 obj 8 0 R endobj 8 0 obj 5 0 R endobj"), ErrNoTextLayer},
		"a length of itself":  {pdfOf("", winAnsi, "4 0 obj<</Length 4 0 R>>stream\n"+text+"\nendstream endobj"), nil},
		"nesting":             {pdfOf(text+strings.Repeat("[", 1<<18)+strings.Repeat("<<", 1<<18), winAnsi), nil},
		"inflating":           {pdfOf("", winAnsi, deflated(4, "", bomb)), errPDFSize},
		"inflating twice":     {pdfOf("", winAnsi, strings.Replace(deflated(4, "", deflate(bomb)), "/FlateDecode", "[/FlateDecode/FlateDecode]", 1)), errPDFSize},
		"objects in a bomb":   {pdfOf(text, winAnsi, deflated(8, "/Type/ObjStm/N 1/First 9", bomb)), errPDFSize},
		"one stream often":    {pdfOf("", winAnsi, "4 0 obj["+strings.Repeat("8 0 R ", 1000)+"]endobj 8 0 obj<<>>stream\n"+strings.Repeat(" ", 10_000)+"\nendstream endobj"), errPDFSize},
		"ranges":              {pdfOf(text, composed, "7 0 obj<<>>stream\n"+strings.Repeat("1 beginbfrange<0000><FFFFFFFF>[]endbfrange ", 1000)+"\nendstream endobj"), errPDFSize},
		"widths":              {pdfOf(text, "/Subtype/Type0/DescendantFonts[<</W["+strings.Repeat("0 1e300 1 ", 1000)+"]>>]"), errPDFSize},
		"streams without end": {append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("1 0 obj<<>>stream "), 50_000)...), errNoPDF},
		"huge numbers":        {pdfOf("BT /F 1e308 Tf 1e308 0 0 1e308 1e308 1e308 Tm (xx) Tj ET", winAnsi), ErrNoTextLayer},
		"long strings":        {pdfOf(text, "/FirstChar 0/Widths["+strings.Repeat("8 0 R ", 10_000)+"]", "8 0 obj("+strings.Repeat("x", 100_000)+")endobj"), errPDFSize},
		"open marks":          {pdfOf(strings.Repeat("/a BMC ", 300_000)+"BT /F 10 Tf ("+strings.Repeat("x", 300_000)+") Tj ET", winAnsi), nil},
		"fonts set up often":  {pdfOf(strings.Repeat("/F 1 Tf ", 20_000)+text, "", "3 0 obj<</Type/Page/Contents 4 0 R/Resources<</Font<</F<</Subtype/Type1/Encoding<</Differences[0"+strings.Repeat("/a", 20_000)+"]>>>>>>>>>>endobj"), errPDFSize},
		"long mapped texts":   {pdfOf(text, composed, "7 0 obj<<>>stream\n1 beginbfrange<0000><FFFF><"+strings.Repeat("0061", 10_000)+">endbfrange\nendstream endobj"), errPDFSize},
		"long letters":        {pdfOf("BT /F 10 Tf ("+strings.Repeat("x", 300_000)+") Tj ET", composed, "7 0 obj<<>>stream\n1 beginbfchar<7878><"+strings.Repeat("0061", 10_000)+">endbfchar\nendstream endobj"), errPDFSize},
		"many filters":        {pdfOf(text+strings.Repeat("/X Do ", 1000), winAnsi, "6 0 obj<</Subtype/Form/Filter["+strings.Repeat("/Fl", 20_000)+"]>>stream\n\nendstream endobj"), errPDFSize},
		"many pages":          {pdfOf(text, winAnsi, "2 0 obj<</Kids["+strings.Repeat("<<>>", maxPDFPages+1)+"]>>endobj"), errPDFSize},
	} {
		start := time.Now()
		err := newDraft(report).readPDF(tt.in, work)
		if !errors.Is(err, tt.want) || err != nil && tt.want == nil {
			t.Errorf("%s: error %v, want %v", name, err, tt.want)
		}
		if took := time.Since(start); took > 20*time.Second { // it takes a fraction of one
			t.Errorf("%s took %v", name, took)
		}
	}
}

// Forms of letters are the letters; what would have another meaning stays.
func TestReadable(t *testing.T) {
	for in, want := range map[string]string{
		"eﬃcient ﬂood ﬁle ﬅ": "efficient flood file st", "ﻼ": "لا", "x² ½ № “…” ﹙ ㎏ Ⅳ": "x² ½ № “…” ﹙ ㎏ Ⅳ", "\uf0b7 one\ttwo\x7f": "• one two ", "\ufeff": "\ufeff",
	} {
		if got := readable(in); got != want {
			t.Errorf("readable(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestHyphensAtLineEnds(t *testing.T) {
	page := func(lines ...string) []byte {
		return pdfOf("BT /F 10 Tf 12 TL ("+strings.Join(lines, ") Tj T* (")+") Tj ET", winAnsi)
	}
	for want, in := range map[string][]byte{
		"the government fell":                     page("the govern-", "ment fell"),
		"a long-term plan, a long-term order":     page("a long-term plan, a long-", "term order"),
		"war time and the time of war-time needs": page("war time and the time of war-", "time needs"),
		"the Austro-Hungarian army":               page("the Austro-", "Hungarian army"),
		"from 1914- 1918 it":                      page("from 1914-", "1918 it"),
		"he said - they said":                     page("he said -", "they said"),
		"cooperate and cooperate again":           page("cooperate and co\xad", "operate again"),
	} {
		if got := textOfPage(t, in); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestPDFTime(t *testing.T) {
	for in, want := range map[string]string{
		"D:20310314101500+01'00'": "2031-03-14T10:15:00+01:00", "D:20310314101500Z": "2031-03-14T10:15:00Z", "D:20310314101500Z00'00'": "D:20310314101500Z00'00'",
		"D:20310314101500": "2031-03-14T10:15:00", "D:20310314": "2031-03-14", "2031": "2031", "Friday": "Friday", "": "",
	} {
		if got := pdfTime(in); got != want {
			t.Errorf("pdfTime(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTextOfPDF(t *testing.T) {
	for in, want := range map[pdfString]string{
		"caf\xe9": "café", "\xfe\xff\x04\x1c": "М", "\xff\xfe\x1c\x04": "М", "\ufeffМ": "М", "\xfe\xff\xd8": "", "": "",
	} {
		if got := textOfPDF(in); got != want {
			t.Errorf("textOfPDF(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestGlyphNames(t *testing.T) {
	for in, want := range map[string]string{
		"a": "a", "ffi": "ffi", "f_f_i": "ffi", "uni0416": "Ж", "u1F642": "🙂", "quoteright.alt": "’", "afii10017": "А", "Scaron": "Š", "space": " ", "g123": "\uFFFD", "unique": "\uFFFD", "": "\uFFFD", "uniD800": "\uFFFD",
	} {
		if got := glyphText(in); got != want {
			t.Errorf("glyphText(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(pdfOf(`BT /F 10 Tf 12 TL [(one)-300(two-)] TJ T* <7468726565> ' ET /X Do`, winAnsi, "6 0 obj<</Subtype/Form>>stream\n/X Do\nendstream endobj", "9 0 obj<</Title(One)>>endobj"))
	f.Add(pdfOf("BT /F 10 Tf <00010002> Tj ET", composed, "7 0 obj<<>>stream\n1 begincodespacerange<00><FF>endcodespacerange 1 beginbfrange<0000><0005><0061>endbfrange\nendstream endobj"))
	f.Add(pdfOf("", "/Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/Widths[1]", deflated(4, "", []byte("BT /F 10 Tf (x) Tj ET"))))
	f.Add([]byte("%PDF-1.5 trailer<</Root<</Pages<</Kids[<</Contents[1 0 R]>>]>>>>>> 1 0 obj<</N 1/First 4/Type/ObjStm>>stream 1 0 null endstream"))
	f.Fuzz(func(t *testing.T, b []byte) {
		docs, errs := recordErrors(report, b)
		for _, err := range errs {
			if strings.Contains(err.Error(), "parse PDF") {
				t.Errorf("contained a panic: %v", err)
			}
		}
		for _, d := range docs {
			checkDocument(t, report, d)
		}
		if again, _ := recordErrors(report, b); len(again) != len(docs) || len(docs) == 1 && again[0].ID != docs[0].ID {
			t.Error("reading twice gives two texts")
		}
	})
}
