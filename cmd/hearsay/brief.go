package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"hearsay/internal/report"
)

type briefCommand struct {
	scope
	Text      string `placeholder:"QUERY" help:"Statements with these words alone (see \"hearsay search --help\")."`
	Confirmed bool   `help:"Only what a person confirmed or corrected."`
	Since     date   `placeholder:"DATE" help:"Only what is new: of documents that the ledger saw first on or after this day (UTC)."`
	Output    string `enum:",text,markdown,html" default:"" help:"One of text, markdown, html (default: as the name of FILE ends, else text)."`
	File      string `placeholder:"FILE" help:"Write to FILE instead of the terminal."`
}

func (briefCommand) Help() string {
	return help(`Writes a brief: who says what, source by source, each statement with the chain by which it came, the passage, and whether a machine or a person made it. Claims of several outlets and denials stand with the passages they rest on, and events in the days of the brief with who covers them ("hearsay silence"); with --text or --confirmed it is one of some statements and says that it has no such tables.

What stands in a text of a piece that was replaced is marked; what a later text has in the same words of the same source counts and is listed once.

With --since, a document is new if the first capture that contained it was taken in on or after that day, whenever it was published; a changed text of a known piece is a document of its own. Claims and denials are shown if one of their passages is new: that one is marked "new", and the older ones stand beside it. So are events, if a first passage is new.`,
		"brief "+demoDB+" --from 2031-03",
		"brief "+demoDB+" --file hearsay-demo/march.html --from 2031-03 --to 2031-03")
}

// Run writes a brief.
func (c *briefCommand) Run(t *terminal, l *ledger) (err error) {
	measures, err := l.measures()
	if err != nil {
		return err
	}
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	b, err := report.MakeBrief(t.ctx, st, report.Scope{Outlet: c.Outlet, From: string(c.From), To: string(c.To), Text: c.Text, Confirmed: c.Confirmed, Since: string(c.Since)}, measures)
	if err != nil {
		return err
	}
	b.DB = l.namedElsewhere()
	if err := c.write(t, b); err != nil {
		return err
	}
	return t.tellMeasures(l, st, measures)
}

// write writes b to the terminal or the file.
func (c *briefCommand) write(t *terminal, b report.Brief) error {
	if c.File == "" {
		return writeBrief(t.stdout, b, c.output(), t.style)
	}
	err := replaceFile(c.File, func(w io.Writer) error { return writeBrief(w, b, c.output(), report.Style{Unicode: true}) })
	if err == nil {
		t.printf("Wrote %s\n", report.OneLine(c.File))
	}
	return err
}

// output is the format that was asked for, or that the name of the file
// promises.
func (c *briefCommand) output() string {
	if c.Output != "" {
		return c.Output
	}
	switch strings.ToLower(filepath.Ext(c.File)) {
	case ".html", ".htm":
		return "html"
	case ".md", ".markdown":
		return "markdown"
	}
	return "text"
}

func writeBrief(w io.Writer, b report.Brief, output string, style report.Style) error {
	switch output {
	case "markdown":
		return b.WriteMarkdown(w)
	case "html":
		return b.WriteHTML(w)
	}
	return b.WriteText(w, style)
}

// replaceFile writes path whole or not at all: a brief that broke off must
// not look like a short one.
func replaceFile(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".hearsay-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, cause(err))
	}
	defer os.Remove(f.Name()) // gone already when all went well
	err = write(f)
	if err == nil {
		err = f.Chmod(filePermissions)
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// filePermissions are those of what a person wants to show to others.
const filePermissions = 0o644
