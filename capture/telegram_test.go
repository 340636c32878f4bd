package capture

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
)

var telegram = corpus.Capture{Source: "result.json", Format: corpus.FormatTelegram}

// channel is an export of one channel with messages.
func channel(messages ...string) []byte {
	return []byte(`{"name":"Lowmere Today","type":"public_channel","id":1234567890,"messages":[` + strings.Join(messages, ",\n") + `]}`)
}

func message17(text, more string) string {
	return fmt.Sprintf(`{"id":17,"type":"message","date_unixtime":"1930125600","text":%q%s}`, text, more)
}

// A post that was edited between two exports is another text of one item; one
// that was only seen more often is the same document.
func TestEditedPostIsARevision(t *testing.T) {
	first, _ := recordErrors(telegram, channel(message17("Four boats were lost, the port said.", "")))
	seen, _ := recordErrors(telegram, channel(message17("Earlier news.", `,"views":1,"id":16`), message17("Four boats were lost, the port said.", `,"reactions":[{"count":3}]`)))
	edited, _ := recordErrors(telegram, channel(message17("Five boats were lost, the port said.", `,"edited_unixtime":"1930125700"`)))
	if len(first) != 1 || len(seen) != 2 || len(edited) != 1 {
		t.Fatalf("%d, %d and %d documents", len(first), len(seen), len(edited))
	}
	if seen[1].ID != first[0].ID {
		t.Error("an unchanged post became another document")
	}
	if edited[0].Item != first[0].Item || edited[0].ID == first[0].ID {
		t.Error("an edited post is not another text of the item")
	}
}

func TestConversationsAreNotTakenIn(t *testing.T) {
	for kind, open := range speaksToPublic {
		in := fmt.Sprintf(`{"name":"Tom Askel","type":%q,"id":5,"messages":[%s]}`, string(kind), message17("See you at the weir.", ""))
		docs, errs := recordErrors(telegram, []byte(in))
		switch {
		case open && (len(docs) != 1 || len(errs) != 0):
			t.Errorf("%s: %d documents, errors %v", kind, len(docs), errs)
		case !open && (len(docs) != 0 || len(errs) != 1 || !errors.Is(errs[0], ErrPrivateChat)):
			t.Errorf("%s: %d documents, errors %v", kind, len(docs), errs)
		case !open && strings.Contains(errs[0].Error(), "Askel"):
			t.Errorf("%s: the error names the person: %v", kind, errs[0])
		}
	}
}

func TestExportThatIsCutOff(t *testing.T) {
	whole := channel(message17("One.", ""), message17("Two.", `,"id":18`), message17("Three.", `,"id":19`))
	for n := range whole {
		docs, errs := recordErrors(telegram, whole[:n])
		if len(errs) != 1 || n > 0 && !errors.Is(errs[0], corpus.ErrIncomplete) || n == 0 && !errors.Is(errs[0], ErrEmpty) {
			t.Fatalf("cut at %d: errors %v", n, errs)
		}
		if n >= len(whole)-len(`]}`) && len(docs) != 3 {
			t.Fatalf("cut at %d: %d documents", n, len(docs))
		}
	}
}

func TestExportsThatAreNone(t *testing.T) {
	for in, want := range map[string]error{
		"[]": corpus.ErrInvalid, "7": corpus.ErrInvalid, "{}": ErrEmpty, `{"chats":null}`: ErrEmpty, `{"chats":{"list":[3,null]}}`: ErrEmpty,
		`{"id":1,"messages":[{"id":1,"text":"x"}],"type":"public_channel"}`:                  corpus.ErrInvalid,
		`{"about":` + strings.Repeat("[", 1000) + strings.Repeat("]", 1000) + `}`:            errDeep,
		`{"type":"public_channel","id":"x","messages":[{"id":1,"text":"A."}]}`:               corpus.ErrInvalid,
		`{"type":"public_channel","id":1,"messages":[{"id":-1,"text":"A."}]}`:                corpus.ErrInvalid,
		`{"name":"a","type":"personal_chat","id":1,"messages":[` + message17("A", "") + `]}`: ErrPrivateChat,
	} {
		docs, errs := recordErrors(telegram, []byte(in))
		if len(docs) != 0 || len(errs) != 1 || !errors.Is(errs[0], want) {
			t.Errorf("%.60s: %d documents, errors %v, want %v", in, len(docs), errs, want)
		}
	}
}

// endless is a channel with posts until n bytes are read, then with a message
// that does not end.
func endless(n int64) io.Reader {
	post := message17(strings.Repeat("The mill opened its gates. ", 40), "") + ",\n"
	return io.MultiReader(strings.NewReader(`{"name":"A","type":"public_channel","id":1,"messages":[`),
		io.LimitReader(&repeated{text: post}, n/int64(len(post))*int64(len(post))), strings.NewReader(`{"id":1,"text":"`), letters{})
}

// repeated reads as text over and over.
type repeated struct {
	text string
	at   int
}

func (r *repeated) Read(p []byte) (int, error) {
	n := copy(p, r.text[r.at:])
	r.at = (r.at + n) % len(r.text)
	return n, nil
}

func TestExportIsNotHeld(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	docs := 0
	var last error
	for _, err := range Documents(telegram, endless(6<<20)) {
		if last = err; err == nil {
			docs++
		}
	}
	runtime.ReadMemStats(&after)
	if docs < 4000 || !errors.Is(last, ErrTooLong) || !errors.Is(last, corpus.ErrIncomplete) {
		t.Errorf("%d documents, then %v", docs, last)
	}
	if held := int64(after.Sys) - int64(before.Sys); held > 8*MaxRecord {
		t.Errorf("%d MiB were held", held>>20)
	}
}

func TestStopInExport(t *testing.T) {
	for range Documents(telegram, strings.NewReader(string(channel(message17("One.", ""), message17("Two.", ""))))) {
		break
	}
}

func TestFormatOfObjects(t *testing.T) {
	for in, want := range map[string]corpus.Format{
		string(channel()): corpus.FormatTelegram,
		`{"name":null,"type":"personal_chat","id":7,"messages":[`:                            corpus.FormatTelegram,
		"\ufeff{\n \"about\": \"Here is the data\",\n \"chats\": {\n  \"about\": \"x\"":      corpus.FormatTelegram,
		`{"id":1,"messages":[{"date":"2031-03-01T10:00:00","date_unixtime":"1930125600","id`: corpus.FormatTelegram,
		`{"about":"Mills","text":"The mill."}`:                                               corpus.FormatJSONL,
		`{"type":"post","text":"The mill."}` + "\n" + `{"type":"public_channel"}`:            corpus.FormatJSONL,
		`{"id":"1","text":"A private_channel said so."}`:                                     corpus.FormatJSONL,
		`{"messages":[{"id":1,"text":"x"}],"text":"y"}`:                                      corpus.FormatJSONL,
		`{"version":"https://jsonfeed.org/version/1.1","title":"Mills","items":[]}`:          corpus.FormatFeed,
		`{"title":"Mills","version":"https:\/\/jsonfeed.org\/version\/1"}`:                   corpus.FormatFeed,
	} {
		if got, err := FormatOf("result.json", strings.NewReader(in)); got != want || err != nil {
			t.Errorf("%q: format %q, %v, want %q", in, got, err, want)
		}
	}
}

func TestPostAddress(t *testing.T) {
	for _, tt := range []struct{ chat, message, more, want string }{
		{"1234567890", "17", "", "https://t.me/c/1234567890/17"},
		{"9824502482", "17", "", "https://t.me/c/1234567890/17"},
		{"9824502482", "17", "1930125600", "https://t.me/c/9824502482/17"},
		{"", "17", "", ""}, {"5", "", "", ""}, {"-5", "17", "", ""}, {"5", "1/2", "", ""},
	} {
		m := message{}
		if tt.more != "" {
			m["date_unixtime"] = []byte(tt.more)
		}
		if got, _ := m.address(chat{id: tt.chat}, tt.message); got != tt.want {
			t.Errorf("chat %s message %s: %q, want %q", tt.chat, tt.message, got, tt.want)
		}
	}
}

// Messages of tens of thousands of parts, which nobody writes, are read in
// a time that grows with their length.
func TestHostilePosts(t *testing.T) {
	const many = 50_000
	links := make([]string, many)
	for i := range links {
		links[i] = fmt.Sprintf(`{"type":"text_link","text":"a","href":"%d"}`, i)
	}
	quotes := slices.Repeat([]string{`{"type":"blockquote","text":"a\n\n"}`}, many)
	answers := slices.Repeat([]string{`{"text":"The mill and the bridge"}`}, many)
	for name, more := range map[string]string{
		"links":   `,"text_entities":[` + strings.Join(links, ",") + `]`,
		"quotes":  `,"text_entities":[` + strings.Join(quotes, ",") + `]`,
		"answers": `,"poll":{"question":"Why?","answers":[` + strings.Join(answers, ",") + `]}`,
	} {
		start := time.Now()
		docs, errs := recordErrors(telegram, channel(message17("x", more)))
		if len(docs) != 1 || len(errs) > 0 {
			t.Errorf("%s: %d documents, errors %v", name, len(docs), errs)
		}
		if took := time.Since(start); took > 20*time.Second { // it takes a fraction of one
			t.Errorf("%s took %v", name, took)
		}
	}
}

// White space before a value is passed over once.
func TestBlankExport(t *testing.T) {
	start := time.Now()
	docs, errs := recordErrors(telegram, append(bytes.Repeat([]byte("\n"), MaxRecord-1), channel(message17("The mill.", ""))...))
	if len(docs) > 1 || len(docs)+len(errs) == 0 {
		t.Errorf("%d documents, errors %v", len(docs), errs)
	}
	if took := time.Since(start); took > 20*time.Second { // it takes a fraction of one
		t.Errorf("it took %v", took)
	}
}

func FuzzTelegram(f *testing.F) {
	f.Add(channel(message17("One\x00 “two”.", `,"poll":{"question":"Why?","answers":[{"text":["a",{"text":"b"}]}]}`)))
	f.Add(channel(message17("x", `,"text_entities":[{"type":"blockquote","text":"a\n"},{"type":"text_link","text":"b","href":"c"}],"forwarded_from":null`)))
	f.Add([]byte(`{"about":"","chats":{"list":[{"type":"private_channel","id":1,"messages":[{"id":1,"text":["a",1,null,{}]}]}]},"left_chats":[]}`))
	f.Add([]byte(`{"type":"public_channel","id":8589934593,"messages":[{"id":1,"date":"1970","edited":"1970-","text":"\x1f\ud800"}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		isTelegram(string(b))
		docs, errs := recordErrors(telegram, b)
		for _, d := range docs {
			checkDocument(t, telegram, d)
			if d.URL == "" {
				t.Errorf("a post without an address: %+v", d)
			}
		}
		again, errs2 := recordErrors(telegram, b)
		if len(again) != len(docs) || len(errs2) != len(errs) {
			t.Error("reading twice gives two answers")
		}
	})
}

func BenchmarkTelegram(b *testing.B) {
	in := string(channel(strings.Repeat(message17("The mill opened its gates again, the owner said.", "")+",\n", 5000) + message17("x", "")))
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		for _, err := range Documents(telegram, strings.NewReader(in)) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
