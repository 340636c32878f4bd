package main

import (
	"bytes"
	"io"
	"testing"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/internal/pipeline"
)

// FuzzLines checks that cutting a file into lines loses and invents nothing,
// and that a record's text comes out as it went in.
func FuzzLines(f *testing.F) {
	f.Add([]byte("{\"id\":\"1\",\"text\":\"a\"}\r\n\n{\"text\":\"b\\u0000c\"}"))
	f.Add([]byte("\ufeff{\"text\":\"\xff\"}\n{"))
	f.Add([]byte("\x1f\x8b\x08"))
	f.Fuzz(func(t *testing.T, b []byte) {
		in := input{name: "-", format: corpus.FormatJSONL, stdin: func() io.ReadCloser { return io.NopCloser(bytes.NewReader(b)) }}
		var records []pipeline.Unread
		in.lines(func(u pipeline.Unread) bool { records = append(records, u); return true })
		if most := bytes.Count(b, []byte("\n")) + 1; len(records) > most {
			t.Fatalf("%d records of %d lines", len(records), most)
		}
		for _, u := range records {
			doc, err := u.Make()
			if err != nil {
				continue
			}
			for _, block := range doc.Blocks {
				if !block.Valid(doc.Text) {
					t.Errorf("block %v is not in the text %q", block, doc.Text)
				}
			}
			if !utf8.ValidString(doc.Text) {
				t.Errorf("text %q", doc.Text)
			}
		}
	})
}

func TestQuotedIsOneWordOfTheShell(t *testing.T) {
	for _, s := range []string{"plain", "./a-b_c.db", "my demo/x", "it's", "$HOME", "a;b", ""} {
		out, err := shell(".", "printf %s "+quoted(s))
		if err != nil || out != s {
			t.Errorf("%s came out of the shell as %q (%v)", quoted(s), out, err)
		}
	}
}
