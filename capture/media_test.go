package capture

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay/corpus"
)

func TestFormatOfBody(t *testing.T) {
	const rss, json = `<?xml version="1.0"?><!-- x --><rss version="2.0">`, `{"version": "https:\/\/jsonfeed.org\/version\/1.1", "items": []}`
	for _, tt := range []struct {
		contentType, body string
		want              corpus.Format // "" for [ErrMedia]
	}{
		{"text/html; charset=utf-8", smallPage, corpus.FormatHTML},
		{"TEXT/HTML", "Words alone.", corpus.FormatHTML},
		{"text/html charset=utf-8", smallPage, corpus.FormatHTML},
		{"text/html", rss, corpus.FormatFeed},
		{"text/html", `<html><pre>&lt;x <rss version="2.0">`, corpus.FormatHTML},
		{"application/xhtml+xml", `<?xml version="1.0"?><html>`, corpus.FormatHTML},
		{"application/xml", `<?xml version="1.0"?><html>`, corpus.FormatHTML},
		{"text/xml", rss, corpus.FormatFeed},
		{"text/xml", "\ufeff" + `<feed xmlns="http://www.w3.org/2005/Atom">`, corpus.FormatFeed},
		{"application/rss+xml", rss, corpus.FormatFeed},
		{"application/rss+xml", smallPage, corpus.FormatHTML},
		{"application/rss+xml", "no feed today", corpus.FormatFeed},
		{"application/feed+json", json, corpus.FormatFeed},
		{"application/json", json, corpus.FormatFeed},
		{"application/json", `{"text": "a"}`, corpus.FormatJSONL},
		{"application/json", `[{"text": "a"}]`, ""},
		{"application/x-ndjson", `{"text": "a"}`, corpus.FormatJSONL},
		{"text/plain", "<p>Words", corpus.FormatText},
		{"text/plain", rss, corpus.FormatFeed},
		{"application/pdf", "%PDF-1.7", corpus.FormatPDF},
		{"application/octet-stream", "%PDF-1.7", corpus.FormatPDF},
		{"application/pdf", smallPage, corpus.FormatHTML},
		{"", smallPage, corpus.FormatHTML},
		{"nonsense", "Words.", corpus.FormatText},
		{"", "\x89PNG\r\n", ""},
		{"image/png", smallPage, ""},
		{"application/zip", smallPage, ""},
		{"application/xml", `<?xml version="1.0"?><urlset>`, ""},
	} {
		got, err := formatOfBody(tt.contentType, []byte(tt.body))
		if got != tt.want || (err == nil) != (tt.want != "") || err != nil && !errors.Is(err, ErrMedia) {
			t.Errorf("%q, %.40q: %q, error %v, want %q", tt.contentType, tt.body, got, err, tt.want)
		}
	}
}

func TestMediaOf(t *testing.T) {
	for value, want := range map[string]media{
		"": "", "text/html": "text/html", "Text/HTML; Charset=UTF-8": "text/html", `text/html; charset="utf-8"`: "text/html", "text/html;charset=": "text/html",
		"text/html; charset=utf-8; charset=utf-8": "text/html", "text/html charset=utf-8": "", "html": "", "text/html, text/html": "",
	} {
		if got := mediaOf(value); got != want {
			t.Errorf("mediaOf(%q) = %q", value, got)
		}
	}
}

func TestContentCharset(t *testing.T) {
	for in, want := range map[string]string{
		"text/html; charset=utf-8; charset=koi8-r": "utf-8", `text/html; charset="utf-8"`: "utf-8",
		"": "", "text/html": "", "text/html; charset=UTF-8": "utf-8", `text/html;Charset = "KOI8-R" ; x=y`: "koi8-r", "text/html; x=charset=a": "",
		"text/html; charset='big5'": "big5", "text/html; charset": "", "text/html; charset=": "", "charset=utf-8": "",
	} {
		if got := contentCharset(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// The charset that stands beside the bytes is that of the text, or is not
// believed.
func TestGivenCharset(t *testing.T) {
	for _, tt := range []struct {
		name, field, given, in string
		text, charset, note    string
	}{
		{"header", "x-content-type", "text/plain; charset=koi8-r", "\xed\xc9\xd2", "Мир", "koi8-r", ""},
		{"a person's word", "x-charset", "koi8-r", "\xed\xc9\xd2", "Мир", "koi8-r", ""},
		{"utf-8 all the same", "x-content-type", "text/plain; charset=koi8-r", "Мир", "Мир", "", `declared to be in charset "koi8-r" (http), is UTF-8`},
		{"ascii", "x-content-type", "text/plain; charset=koi8-r", "Mir", "Mir", "", ""},
		{"byte order mark", "x-content-type", "text/plain; charset=koi8-r", "\ufeffМир", "Мир", "", ""},
		{"seven bits", "x-content-type", "text/plain; charset=iso-2022-jp", "\x1b$B$\"\x1b(B", "あ", "iso-2022-jp", ""},
		{"utf-16 without mark", "x-content-type", "text/plain; charset=utf-16le", "M\x00i\x00r\x00", "Mir", "utf-16le", ""},
		{"unknown", "x-content-type", "text/plain; charset=martian", "Mir", "Mir", "", `unknown charset "martian" (http)`},
		{"refused by browsers", "x-content-type", "text/plain; charset=iso-2022-kr", "Mir", "Mir", "", `unknown charset "iso-2022-kr" (http)`},
	} {
		given := []corpus.Observation{{Field: corpus.Field(tt.field), Value: tt.given, Origin: "http"}}
		docs, errs := recordErrors(corpus.Capture{Format: corpus.FormatText, Given: given}, []byte(tt.in))
		if len(docs) != 1 || len(errs) != 0 || docs[0].Text != tt.text || observed(docs[0], fieldCharset) != tt.charset || observed(docs[0], fieldNote) != tt.note {
			t.Errorf("%s: %+v, errors %v", tt.name, docs, errs)
		}
	}
}

func FuzzContentType(f *testing.F) {
	f.Add("text/html; charset=\"koi8-r\"", []byte("<p>\xed\xc9\xd2"))
	f.Add("text/plain;charset=utf-16be", []byte("\x00a\x00"))
	f.Add("application/xml; charset=iso-2022-jp", []byte("<rss>\x1b$B$"))
	f.Add("a/b; charset=hz-gb-2312", []byte("~{"))
	f.Fuzz(func(t *testing.T, contentType string, b []byte) {
		if label := contentCharset(contentType); label != strings.TrimSpace(label) || strings.ContainsAny(label, ";") {
			t.Errorf("charset %q", label)
		}
		format, err := formatOfBody(contentType, b)
		if (err == nil) != (format != "") {
			t.Errorf("format %q, error %v", format, err)
		}
		given := []corpus.Observation{{Field: fieldContentType, Value: contentType, Origin: "http"}}
		for _, format := range []corpus.Format{corpus.FormatText, corpus.FormatHTML, corpus.FormatFeed} {
			c := corpus.Capture{Source: "https://a.example/", Format: format, Given: given}
			docs, _ := recordErrors(c, b)
			for _, d := range docs {
				checkDocument(t, c, d)
				if !utf8.ValidString(d.Text) {
					t.Errorf("text %q", d.Text)
				}
			}
		}
	})
}
