package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/gzip"

	"hearsay/capture"
	"hearsay/corpus"
	"hearsay/internal/pipeline"
	"hearsay/internal/report"
	"hearsay/internal/treebank"
	"hearsay/syntax"
)

type readCommand struct {
	Input    string   `enum:",text,html,jsonl" default:"" help:"One of text, html, jsonl (default: as the name of each file says, else text)."`
	Output   string   `enum:"jsonl,text,syntax,conllu" default:"jsonl" help:"One of jsonl, text, syntax, conllu (default: ${default})."`
	WithText bool     `help:"Include the text in JSON lines (for html it always is)."`
	Files    []string `arg:"" name:"file" help:"Files; - is standard input."`
}

func (readCommand) Help() string {
	return help(`
Reads without a ledger: nothing is opened but the files, nothing is kept. It answers in the order of the input, one JSON object a line. Offsets are half-open and count Unicode code points of the text: for text and JSON lines that is the text as given, for html the text made from the page, which is in the answer.

JSON lines have the fields id and text, and optionally outlet, published, language, title and url. A bad line is told on standard error and passed over; the exit code is then 3.

The output syntax draws the tree of every sentence, with the words in their order, each with its tag (Penn Treebank), its relation to the word that it hangs on and its lemma; conllu is the same as a treebank has it (Universal Dependencies).`,
		"read hearsay-demo/collection/aggregator.jsonl",
		"read --output text hearsay-demo/collection/texts/tessel-briefing.txt",
		"read --output syntax hearsay-demo/collection/texts/tessel-briefing.txt",
		"read --output conllu hearsay-demo/collection/texts/tessel-briefing.txt")
}

// Run reads files.
func (c *readCommand) Run(t *terminal, l *ledger) error {
	opts, err := l.reading()
	if err != nil {
		return err
	}
	read, failed := 0, 0
	for r := range pipeline.Read(t.ctx, c.unread(t), opts) {
		if r.Err != nil {
			failed++
			t.errorf("%s", plainly(r.Err))
			continue
		}
		read++
		if err := c.write(t, r); err != nil {
			return err
		}
	}
	switch {
	case t.ctx.Err() != nil:
		return t.ctx.Err()
	case failed > 0 && read == 0:
		return errNothing
	case failed > 0:
		return errSomeFailed
	}
	return nil
}

func (c *readCommand) write(t *terminal, r pipeline.Reading) error {
	switch c.Output {
	case "text":
		return report.WriteReadText(t.stdout, t.style, r.Document, r.Annotations)
	case "syntax":
		return report.WriteSyntax(t.stdout, t.style, r.Document, syntax.Read(r.Document))
	case "conllu":
		trees := treebank.FromSyntax(report.OneLine(r.Document.ID), r.Document.Text, syntax.Read(r.Document))
		return treebank.Write(t.stdout, trees)
	}
	line := report.ReadLine(r.Document, r.Annotations, c.WithText || r.Format == corpus.FormatHTML)
	return report.WriteReadLine(t.stdout, line)
}

// unread yields the records of all files in order.
func (c *readCommand) unread(t *terminal) iter.Seq[pipeline.Unread] {
	return func(yield func(pipeline.Unread) bool) {
		for _, name := range c.Files {
			in := input{name: name, format: c.formatOf(name), stdin: t.interruptible(t.stdin)}
			if in.format != corpus.FormatJSONL {
				if !yield(in.whole()) {
					return
				}
				continue
			}
			if !in.lines(yield) {
				return
			}
		}
	}
}

func (c *readCommand) formatOf(name string) corpus.Format {
	if c.Input != "" {
		return corpus.Format(c.Input)
	}
	switch format, err := capture.FormatOf(name, strings.NewReader("")); {
	case err == nil && (format == corpus.FormatHTML || format == corpus.FormatJSONL):
		return format
	}
	return corpus.FormatText
}

// input is one file that is read.
type input struct {
	name   string
	format corpus.Format
	stdin  func() io.ReadCloser
}

// interruptible reads from r until an interrupt, which a read from a pipe or a
// terminal would outlast.
func (t *terminal) interruptible(r io.Reader) func() io.ReadCloser {
	return func() io.ReadCloser {
		pr, pw := io.Pipe()
		context.AfterFunc(t.ctx, func() { pw.CloseWithError(t.ctx.Err()) })
		go func() { // ends with the program if r does not
			_, err := io.Copy(pw, r)
			pw.CloseWithError(err)
		}()
		return pr
	}
}

// open opens the file, out of gzip if need be.
func (in input) open() (io.ReadCloser, error) {
	f, err := in.openRaw()
	if err != nil {
		return nil, err
	}
	br := bufio.NewReaderSize(f, 64<<10)
	if magic, _ := br.Peek(2); string(magic) != "\x1f\x8b" {
		return opened{br, f}, nil
	}
	zr, err := gzip.NewReader(br)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%w: gzip: %w", corpus.ErrIncomplete, err)
	}
	return opened{zr, f}, nil
}

func (in input) openRaw() (io.ReadCloser, error) {
	if in.name == "-" {
		return in.stdin(), nil
	}
	f, err := os.Open(in.name)
	if err != nil {
		return nil, cause(err)
	}
	return f, nil
}

// opened reads from one and closes the other.
type opened struct {
	io.Reader
	io.Closer
}

// whole is a file that is one document.
func (in input) whole() pipeline.Unread {
	u := pipeline.Unread{File: in.name, Format: in.format}
	u.Make = func() (corpus.Document, error) {
		f, err := in.open()
		if err != nil {
			return corpus.Document{}, err
		}
		defer f.Close()
		if in.format == corpus.FormatHTML {
			return pageDocument(in.name, f)
		}
		return plainDocument(in.name, f)
	}
	return u
}

// pageDocument makes the document of a page.
func pageDocument(name string, r io.Reader) (corpus.Document, error) {
	c := corpus.Capture{Source: name, Format: corpus.FormatHTML}
	for doc, err := range capture.Documents(c, r) {
		return doc, err
	}
	return corpus.Document{}, capture.ErrEmpty
}

// plainDocument makes a document of a text and changes nothing in it.
func plainDocument(name string, r io.Reader) (corpus.Document, error) {
	b, err := io.ReadAll(io.LimitReader(r, capture.MaxRecord+1))
	switch {
	case err != nil:
		return corpus.Document{}, err
	case len(b) > capture.MaxRecord:
		return corpus.Document{}, capture.ErrTooLong
	}
	if at := invalidAt(b); at >= 0 {
		return corpus.Document{}, fmt.Errorf("byte %d is no UTF-8: %w", at, corpus.ErrInvalid)
	}
	return frozen(capture.Record{ID: name, Text: string(b)}, b)
}

// invalidAt returns the offset of the first byte that is no UTF-8, or -1.
func invalidAt(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// lines yields the records of a file of JSON lines; false means stop.
func (in input) lines(yield func(pipeline.Unread) bool) bool {
	f, err := in.open()
	if err != nil {
		return yield(in.broken("", err))
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 64<<10)
	for n := 1; ; n++ {
		b, err := capture.ReadLine(r)
		line := string(b)
		record := fmt.Sprintf("line %d", n)
		switch {
		case errors.Is(err, capture.ErrTooLong):
			if !yield(in.broken(record, err)) {
				return false
			}
			continue
		case err != nil && err != io.EOF:
			return yield(in.broken(record, fmt.Errorf("%w: %w", corpus.ErrIncomplete, err)))
		}
		if n == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if strings.TrimSpace(line) != "" && !yield(in.record(record, line)) {
			return false
		}
		if err == io.EOF {
			return true
		}
	}
}

// broken is a record that could not even be cut out of its file.
func (in input) broken(record string, err error) pipeline.Unread {
	return pipeline.Unread{File: in.name, Record: record, Format: in.format,
		Make: func() (corpus.Document, error) { return corpus.Document{}, err }}
}

// record is one line of JSON.
func (in input) record(place, line string) pipeline.Unread {
	u := in.broken(place, nil)
	u.Make = func() (corpus.Document, error) {
		r, err := capture.ParseRecord([]byte(line))
		if err != nil {
			return corpus.Document{}, err
		}
		return frozen(r, []byte(line))
	}
	return u
}

// frozen makes a document whose text is that of r, character for character.
func frozen(r capture.Record, payload []byte) (corpus.Document, error) {
	d := r.Document()
	d.Identify(corpus.DigestOf(payload), r.ID)
	return d, nil
}
