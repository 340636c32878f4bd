package capture

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/korean"
	uni "golang.org/x/text/encoding/unicode"

	"hearsay/corpus"
)

const russian = "Мельница у реки снова открыла свои ворота, сообщил владелец в пятницу. Он не сказал, сколько рабочих вернулось.\r\n"

func TestTextKeepsCharacters(t *testing.T) {
	utf16, _ := uni.UTF16(uni.LittleEndian, uni.UseBOM).NewEncoder().String(russian)
	cp1251, _ := charmap.Windows1251.NewEncoder().String(russian)
	euckr, _ := korean.EUCKR.NewEncoder().String(strings.Repeat("강가의 방앗간이 금요일에 다시 문을 열었다고 주인이 말했다. ", 4))
	for _, tt := range []struct{ name, in, want, charset, note string }{
		{"utf-8", "a\r\n\tb  \n\n", "a\r\n\tb  \n\n", "", ""},
		{"bom", "\ufeffThe mill.", "The mill.", "", ""},
		{"zero", "The\x00 mill stands by the river and waits for the water to fall again.", "The mill stands by the river and waits for the water to fall again.", "", ""},
		{"utf-16", utf16, russian, "utf-16le", ""},
		{"windows-1251", cp1251, russian, "windows-1251", ""},
		{"euc-kr", euckr, strings.Repeat("강가의 방앗간이 금요일에 다시 문을 열었다고 주인이 말했다. ", 4), "euc-kr", ""},
		{"windows-1252", "the mill\x92s \x93gate\x94", "the mill’s “gate”", "windows-1252", ""},
		{"broken", "Die Mühle \xff steht \xc3", "Die Mühle \ufffd steht \ufffd", "", "2 bytes that are no UTF-8 became U+FFFD"},
		{"broken ascii", "The mill \xff\xfe stands", "The mill \ufffd\ufffd stands", "", "2 bytes that are no UTF-8 became U+FFFD"},
	} {
		docs, errs := recordErrors(corpus.Capture{Source: "a.txt", Format: corpus.FormatText}, []byte(tt.in))
		if len(docs) != 1 || len(errs) != 0 {
			t.Errorf("%s: %d documents, errors %v", tt.name, len(docs), errs)
			continue
		}
		if d := docs[0]; d.Text != tt.want || observed(d, fieldCharset) != tt.charset || observed(d, fieldNote) != tt.note {
			t.Errorf("%s: text %q charset %q note %q", tt.name, d.Text, observed(d, fieldCharset), observed(d, fieldNote))
		}
	}
}

func observed(d corpus.Document, f corpus.Field) string {
	for _, o := range d.Observations {
		if o.Field == f {
			return o.Value
		}
	}
	return ""
}

func TestBadText(t *testing.T) {
	for name, tt := range map[string]struct {
		in   string
		want error
	}{
		"empty": {"", ErrEmpty}, "blank": {" \n\t\n", ErrEmpty}, "png": {"\x89PNG\r\n\x1a\n\x00\x00", ErrBinary}, "zeros": {strings.Repeat("\x00", 100), ErrBinary},
		"noise": {string(noise(4000)), ErrBinary},
	} {
		for _, format := range []corpus.Format{corpus.FormatText, corpus.FormatHTML} {
			docs, errs := recordErrors(corpus.Capture{Source: "a", Format: format}, []byte(tt.in))
			if len(docs) != 0 || len(errs) != 1 || !errors.Is(errs[0], tt.want) || !strings.HasPrefix(errs[0].Error(), "a: ") {
				t.Errorf("%s as %s: %d documents, errors %v, want %v", name, format, len(docs), errs, tt.want)
			}
		}
	}
}

// noise returns n bytes that look random.
func noise(n int) []byte {
	b, x := make([]byte, n), uint32(2463534242)
	for i := range b {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		b[i] = byte(x)
	}
	return b
}

func TestTextTooLong(t *testing.T) {
	_, errs := recordErrors(corpus.Capture{Source: "a", Format: corpus.FormatText}, bytes.Repeat([]byte("a "), MaxRecord/2+1))
	if len(errs) != 1 || !errors.Is(errs[0], ErrTooLong) {
		t.Errorf("errors %v, want %v", errs, ErrTooLong)
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte("top of page\n\nThe mill opened.\r\nBy Ida Holm"), "The mill")
	f.Add([]byte("a., , b, ,  , ,"), "")
	f.Add([]byte("\xff\xfea\x00b\x00"), "x")
	f.Add([]byte("RELATEDThe mill\u2028• one\n2) two\n> three"), "")
	f.Fuzz(func(t *testing.T, b []byte, title string) {
		c := corpus.Capture{Source: "a", Format: corpus.FormatText, Given: []corpus.Observation{{Field: corpus.FieldTitle, Value: title, Origin: "test"}}}
		docs, errs := recordErrors(c, b)
		if len(docs)+len(errs) == 0 {
			t.Fatal("neither a document nor an error")
		}
		for _, d := range docs {
			checkDocument(t, c, d)
			if utf8.Valid(b) && !strings.HasPrefix(string(b), "\ufeff") && !bytes.Contains(b, []byte{0}) && !isGzip(b) && d.Text != string(b) {
				t.Fatalf("text %q became %q", b, d.Text)
			}
		}
		checkBlocks(t, string(bytes.ToValidUTF8(b, nil)), Label(string(bytes.ToValidUTF8(b, nil)), title))
	})
}

func BenchmarkText(b *testing.B) {
	text := []byte(strings.Repeat("The council of Nordhaven has put off the decision, said Ida Holm, who speaks for it. “We wait,” she said.\n\nWhat follows\n", 2000))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		recordErrors(corpus.Capture{Source: "a", Format: corpus.FormatText}, text)
	}
}

// One agency's piece in two papers is two pieces; the same paper's copy is one.
func TestItemsOfTheSameBytes(t *testing.T) {
	item := func(source string, given ...corpus.Observation) corpus.Document {
		docs, _ := recordErrors(corpus.Capture{Source: source, Format: corpus.FormatText, Given: given}, []byte("The mill opened its gates."))
		if len(docs) != 1 || docs[0].Place != "" {
			t.Fatalf("got %+v", docs)
		}
		return docs[0]
	}
	outlet := func(name string) corpus.Observation {
		return corpus.Observation{Field: corpus.FieldOutlet, Value: name, Origin: "index.csv row 1"}
	}
	gazette, copied, wire, none := item("a.txt", outlet("Gazette")), item("b.txt", outlet("GAZETTE")), item("c.txt", outlet("Wire")), item("d.txt")
	if gazette.ID != copied.ID {
		t.Error("two copies of one outlet are two documents")
	}
	if gazette.ID == wire.ID || wire.Outlet != "Wire" {
		t.Error("two outlets share one document")
	}
	if none.Item != corpus.ItemID("", corpus.DigestOf([]byte("The mill opened its gates.")), "") {
		t.Error("a file without an outlet has another identity than its bytes")
	}
	url := corpus.Observation{Field: corpus.FieldURL, Value: "https://a.example/mill", Origin: "index.csv row 1"}
	if item("e.txt", url, outlet("Wire")).Item != item("f.txt", url, outlet("Gazette")).Item {
		t.Error("one address is two items")
	}
}

// Bytes that are as good in several charsets are taken for the same one every time.
func TestGuessesAreTheSameEveryTime(t *testing.T) {
	b := bytes.Repeat([]byte{0xbe}, fewBad)
	for range 200 {
		if _, name := guessCharset(b); name != "gb18030" {
			t.Fatalf("taken for %s", name)
		}
	}
}
