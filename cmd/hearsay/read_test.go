package main

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay/capture"
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

func TestLinesThatAreTooLongArePassedOver(t *testing.T) {
	long := strings.Repeat("x", capture.MaxRecord+1)
	r := bufio.NewReader(strings.NewReader("a\n" + long + "\nb\r\n" + long))
	var got []string
	for range 4 {
		line, err := readLine(r)
		switch {
		case err == capture.ErrTooLong:
			line = "too long"
		case err != nil && err != io.EOF:
			t.Fatal(err)
		}
		got = append(got, line)
	}
	if all := strings.Join(got, ","); all != "a,too long,b,too long" {
		t.Errorf("lines %s", all)
	}
}

func TestQuotedIsOneWordOfTheShell(t *testing.T) {
	for _, s := range []string{"plain", "./a-b_c.db", "my demo/x", "it's", "$HOME", "a;b", ""} {
		out, err := shell(".", "printf %s "+quoted(s))
		if err != nil || out != s {
			t.Errorf("%s came out of the shell as %q (%v)", quoted(s), out, err)
		}
	}
}
