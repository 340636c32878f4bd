// Hearsay keeps a ledger of who said what, when, according to whom. This
// package is the program on a terminal: flags, environment, exit codes and
// progress stop here, and everything else is done by the packages below.
//
// # A tour of the code
//
// The packages in the order of the flow, each with the function to read
// first:
//
//   - hearsay/corpus: the nouns. Read [corpus.Document] and
//     [corpus.Attribution], then [corpus.Span]: a text is frozen once it is
//     taken in, and everything that is said about it refers to it by span.
//   - hearsay/capture: addresses to bytes, and bytes to documents. Read
//     [capture.Documents]: every format ends in the same Document, with its
//     boilerplate labelled and everything seen about it kept as an
//     observation; then [capture.Fetcher.Fetch].
//   - hearsay/syntax, hearsay/names: the grammar of a text and what it
//     mentions, on which all reading rests. Read [syntax.Read], then
//     [names.Find] and [names.Join].
//   - hearsay/annotate: documents to annotations. Read [annotate.Read]: a
//     pure function of the document that finds who is portrayed as saying
//     what, and [annotate.Version], which makes everything pending when it is
//     raised.
//   - hearsay/timex, hearsay/quantity, hearsay/measure, hearsay/figure: what
//     annotate reads of dates and numbers. Read [figure.Find]: which numbers
//     answer "how many", and what the words around each say of it; what they
//     do not say stays empty.
//   - hearsay/entity, hearsay/echo, hearsay/claim: what two documents have to
//     do with each other. Read [entity.Same], [echo.Compare] and [claim.Same],
//     [claim.Answer], [claim.Trace]: pure functions that give a reason in
//     words; hearsay/translit reads names of other scripts for the first.
//   - hearsay/connect: the three together, and the figures of many documents.
//     Read [connect.Relater.Derive] and [connect.Relater.Relate], then
//     [connect.LineUp]: what may be held against each other, and what is said
//     of each pair, with the reason.
//   - hearsay/coverage: events and who covers them. Read [coverage.Cover]: it
//     says none found, and only a person says silent.
//   - hearsay/internal/store: the ledger, one SQLite file or a schema of
//     PostgreSQL; what differs stands in dialect.go. Read
//     [store.Store.AddDocuments] and [store.Claim]: results, the state of the
//     work and the row of the custody log are written together or not at all.
//   - hearsay/internal/pipeline: what is pending, in order. Read
//     [pipeline.Pipeline.Run], five verbs over rows of work, and
//     [pipeline.Connector], the pure functions that connecting is given.
//   - hearsay/internal/report: one function for every question that a reader
//     can ask. Read [report.MakeBrief]: no list and no brief shows a
//     statement without its chain and the passage that it comes from; then
//     [report.Figures]: all figures are lined up, and then those are shown
//     that were asked for.
//   - hearsay/internal/score: how good the reading is, on texts that people
//     have read. Read [score.Statements] and [score.Figures].
//   - hearsay/sample: the collection that "hearsay demo" shows, with what
//     people found in it.
//   - cmd/hearsay: this package. Read commands in commands.go, then the Run
//     method of one command, then outcomes in outcome.go.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
)

func main() { os.Exit(run()) }

// run runs the command that the arguments name and returns the exit code.
func run() (code int) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	t := newTerminal(ctx, os.Stdin, os.Stdout, os.Stderr, os.Getenv)
	defer t.ownUp(&code)
	err := execute(t, os.Args[1:])
	if flushed := t.flush(); err == nil {
		err = flushed
	}
	return t.outcome(err)
}

// execute parses the arguments and runs the command.
func execute(t *terminal, args []string) error {
	var c commands
	parser, err := newParser(&c, t)
	if err != nil {
		return fmt.Errorf("define commands: %w", err)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	var wrong *kong.ParseError
	if errors.As(err, &wrong) {
		return &usageError{command: commandOf(wrong.Context), err: err}
	}
	if err != nil {
		return err
	}
	t.command = commandOf(parsed)
	return parsed.Run(t, &c.ledger)
}

// commandOf names the command that was parsed, "" if none was.
func commandOf(c *kong.Context) string {
	if c == nil || c.Selected() == nil {
		return ""
	}
	return strings.TrimPrefix(c.Selected().FullPath(), "hearsay ")
}
