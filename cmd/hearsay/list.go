package main

import (
	"fmt"
	"strings"
	"time"

	"hearsay/corpus"
	"hearsay/internal/report"
	"hearsay/internal/store"
)

// listFormat says how a list is written.
type listFormat struct {
	JSON bool `xor:"format" help:"Write one JSON object a line; its field names are stable."`
	CSV  bool `xor:"format" help:"Write CSV with a header."`
}

func (f listFormat) format() report.Format {
	switch {
	case f.JSON:
		return report.JSON
	case f.CSV:
		return report.CSV
	}
	return report.Table
}

// scope are the filters that all questions about documents share.
type scope struct {
	Outlet string `placeholder:"NAME" help:"Published by this outlet."`
	From   date   `placeholder:"DATE" help:"Published on or after (YYYY, YYYY-MM or YYYY-MM-DD)."`
	To     date   `placeholder:"DATE" help:"Published on or before."`
}

// Validate is called by kong.
func (s scope) Validate() error {
	n := min(len(s.From), len(s.To)) // 2031-04 lasts until the end of the month
	if n > 0 && s.From[:n] > s.To[:n] {
		return fmt.Errorf("--from %s is after --to %s: nothing lies between", s.From, s.To)
	}
	return nil
}

// date is a year, a month or a day.
type date string

// Validate is called by kong.
func (d date) Validate() error {
	for _, form := range []string{"2006", "2006-01", "2006-01-02"} {
		if _, err := time.Parse(form, string(d)); err == nil || d == "" {
			return nil
		}
	}
	return fmt.Errorf("%q is no date of the form YYYY, YYYY-MM or YYYY-MM-DD", string(d))
}

// documentScope narrows a list of documents.
type documentScope struct {
	scope
	Language string `placeholder:"TAG" help:"In this language, such as en."`
	Limit    int    `placeholder:"N" help:"At most so many."`
}

// Validate is called by kong.
func (s documentScope) Validate() error {
	if s.Limit < 0 {
		return fmt.Errorf("--limit %d: want a number from 1 on, or 0 for all", s.Limit)
	}
	return s.scope.Validate()
}

func (s documentScope) filter(text string) store.DocumentFilter {
	return store.DocumentFilter{Outlet: s.Outlet, From: string(s.From), To: string(s.To), Language: s.Language, Text: text, Limit: s.Limit}
}

type documentsCommand struct {
	documentScope
	listFormat
	Text string `placeholder:"QUERY" help:"With these words (see \"hearsay search --help\")."`
}

func (documentsCommand) Help() string {
	return help("Lists documents by date of publication.",
		"documents "+demoDB,
		"documents "+demoDB+" --from 2031-03 --to 2031-03-31 --csv")
}

// Run lists documents.
func (c *documentsCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	lines := 0
	err = report.WriteDocuments(t.stdout, c.format(), t.style, counted(report.Documents(t.ctx, st, c.filter(c.Text)), &lines))
	return t.tellEmpty(err, lines, "documents", c.scope, c.listFormat, st)
}

type statementsCommand struct {
	documentScope
	listFormat
	Speaker       string            `placeholder:"NAME" help:"Said by: all words of NAME occur in the speaker's; private persons with --document only."`
	Kind          corpus.Kind       `placeholder:"KIND" enum:",direct,indirect,mixed" default:"" help:"In quotation marks or not: direct, indirect or mixed."`
	Polarity      corpus.Polarity   `placeholder:"P" enum:",assert,deny,decline,silence" default:"" help:"One of assert, deny, decline, silence."`
	Text          string            `placeholder:"QUERY" help:"With these words in what was said (see \"hearsay search --help\")."`
	Document      string            `placeholder:"ID" help:"In this document."`
	Standing      []corpus.Standing `placeholder:"S" enum:"machine,confirmed,corrected,rejected" help:"Any of machine, confirmed, corrected, rejected (default: all but rejected)."`
	MinConfidence float64           `placeholder:"0..1" help:"Leave out what the reader is less sure of."`
}

func (statementsCommand) Help() string {
	return help("Lists statements by publication of their document and place in it: who said what, by which chain it came, and whether a person has looked at it.\n\n"+
		"Persons without a public role are not gathered over documents: --speaker finds them with --document only, and without it --json and --csv describe them instead of naming them, with \"withheld\" true.",
		"statements "+demoDB+" --speaker Strosky",
		"statements "+demoDB+" --polarity deny --json")
}

// Validate is called by kong.
func (c *statementsCommand) Validate() error {
	if !(c.MinConfidence >= 0 && c.MinConfidence <= 1) { // nor NaN
		return fmt.Errorf("--min-confidence %v: want a number from 0 to 1", c.MinConfidence)
	}
	return c.documentScope.Validate()
}

// Run lists statements.
func (c *statementsCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	f := store.StatementFilter{
		DocumentFilter: c.filter(c.Text), Speaker: c.Speaker, Kind: c.Kind, Polarity: c.Polarity,
		Standing: c.Standing, Document: c.Document, Threshold: c.MinConfidence,
	}
	if c.Document != "" {
		d, err := st.Document(t.ctx, c.Document)
		if err != nil {
			return err
		}
		f.Document = d.ID
	}
	lines := 0
	err = report.WriteStatements(t.stdout, c.format(), t.style, counted(report.Statements(t.ctx, st, f), &lines))
	err = t.tellEmpty(err, lines, "statements", c.scope, c.listFormat, st)
	if err == nil && lines == 0 && c.Speaker != "" && c.Document == "" && c.format() == report.Table {
		t.say("a person without a public role is found with --document ID only")
	}
	return err
}

type searchCommand struct {
	documentScope
	listFormat
	Query []string `arg:"" help:"What to look for."`
}

func (searchCommand) Help() string {
	return help(`
Finds documents in which all words of the query occur, in any form of the word; best first. "Quoted words" are a phrase, word* is a beginning, OR, NOT and parentheses work as usual, and -word is NOT word. Put -- before a query that begins with "-", and '...' around one with quotation marks.`,
		"search "+demoDB+" sappers",
		"search "+demoDB+` '"construction workers" OR sapper*' --from 2031-03`)
}

// Run searches.
func (c *searchCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	query := strings.Join(c.Query, " ")
	lines := 0
	err = report.WriteHits(t.stdout, c.format(), t.style, counted(report.Search(t.ctx, st, query, c.filter("")), &lines))
	return t.tellEmpty(err, lines, "documents", c.scope, c.listFormat, st)
}
