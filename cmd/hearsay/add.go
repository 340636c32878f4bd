package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/internal/pipeline"
	"hearsay/internal/report"
	"hearsay/internal/store"
)

type addCommand struct {
	Outlet    string   `placeholder:"NAME" help:"Who published the files, where no index beside them says so."`
	Published date     `placeholder:"DATE" help:"When they were published (YYYY, YYYY-MM or YYYY-MM-DD), where no index says so."`
	Language  string   `placeholder:"TAG" help:"Their language, such as en or uk, where no index says so."`
	Verbose   bool     `help:"Tell every bad record; else ten of each file are told, and how many more there are."`
	Paths     []string `arg:"" optional:"" name:"path" help:"Files and directories."`
}

func (addCommand) Help() string {
	return help(`
Takes in text, HTML, JSON lines (also under gzip) and feeds. A CSV file with a column "file" says what is known about the files beside it: outlet, published, language, title, author, url.

The bytes are kept unchanged, and a file that the ledger has already is not taken twice. A bad record is told and passed over; "hearsay failures" lists all. An interrupt ends the run after the batch in hand; "hearsay add" without paths goes on.

Exit code: 0 all well, 3 some records failed, 4 nothing could be taken in, 130 interrupted.`,
		"add "+demoDB+" hearsay-demo/collection",
		"add "+demoDB)
}

// Run takes in, parses and reads.
func (c *addCommand) Run(t *terminal, l *ledger) (err error) {
	if err := c.check(t, l); err != nil {
		return err
	}
	st, err := store.Open(t.ctx, l.DB)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	before, err := failedBefore(t.ctx, st)
	if err != nil {
		return err
	}
	told := newComplaints(t, c.Verbose)
	sum, err := newPipeline(told, st, l.DB).Run(t.ctx, c.Paths, c.given())
	t.meter.clear()
	told.finish(l)
	t.summary(sum)
	if err == nil {
		err = t.tellEarlier(t.ctx, st, l, before)
	}
	if err == nil && sum.Read > 0 {
		err = t.tellOrphans(st, l)
	}
	if errors.Is(err, context.Canceled) {
		t.interrupted(sum.Left, l)
	}
	if err != nil {
		return err
	}
	return verdict(sum, c.Paths)
}

// newPipeline makes a pipeline that tells a terminal how it goes.
func newPipeline(told *complaints, st *store.Store, db string) *pipeline.Pipeline {
	return pipeline.New(st, pipeline.Options{
		Ledger:   db,
		Progress: told.t.meter.progress,
		Failed:   told.failed,
		Warned:   told.warned,
	})
}

// webAddress reports whether a path is meant to be fetched.
func webAddress(path string) bool {
	scheme, _, ok := strings.Cut(strings.ToLower(path), "://")
	return ok && (scheme == "http" || scheme == "https")
}

// check keeps a mistyped path from making an empty ledger.
func (c *addCommand) check(t *terminal, l *ledger) error {
	if len(c.Paths) == 0 {
		return l.exists()
	}
	if i := slices.IndexFunc(c.Paths, webAddress); i >= 0 {
		return &usageError{command: t.command, err: fmt.Errorf("%s: fetching from the web is not there yet; save the page and add the file", c.Paths[i])}
	}
	var missing []error
	for _, p := range c.Paths {
		if _, err := os.Stat(p); err != nil {
			missing = append(missing, &corpus.RecordError{File: p, Err: cause(err)})
		}
	}
	if len(missing) < len(c.Paths) {
		return nil
	}
	for _, err := range missing {
		t.errorf("%s", plainly(err))
	}
	return errNothing
}

// cause returns what lies under a path error, whose path has been said.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// given is what the person says about all files.
func (c *addCommand) given() []corpus.Observation {
	var list []corpus.Observation
	for _, o := range []corpus.Observation{
		{Field: corpus.FieldOutlet, Value: c.Outlet, Origin: "--outlet"},
		{Field: corpus.FieldPublished, Value: string(c.Published), Origin: "--published"},
		{Field: corpus.FieldLanguage, Value: c.Language, Origin: "--language"},
	} {
		if o.Value != "" {
			list = append(list, o)
		}
	}
	return list
}

// verdict says whether a run went well.
func verdict(sum pipeline.Summary, paths []string) error {
	switch {
	case sum.Failures.Total == 0:
		return nil
	case len(paths) > 0 && sum.Documents+sum.Sightings+sum.Known+sum.Read == 0:
		return errNothing
	}
	return errSomeFailed
}

// summary writes what a run did.
func (t *terminal) summary(sum pipeline.Summary) {
	t.printf("Took in %s", count(sum.Captures, "file"))
	if sum.Known > 0 {
		t.printf(" (%s already in the ledger)", number(sum.Known))
	}
	t.printf(": %s", count(sum.Documents, "new document"))
	if sum.Revisions > 0 {
		t.printf(" (%s)", revisions(sum.Revisions))
	}
	if sum.Sightings > 0 {
		t.printf(", %s seen again", number(sum.Sightings))
	}
	t.printf(".\nRead %s: %s.\n", count(sum.Read, "document"), count(sum.Statements, "statement"))
	if sum.Warnings > 0 {
		t.printf("%s.\n", count(sum.Warnings, "warning"))
	}
	t.failures(sum.Failures)
}

// revisions says what is known of a text under an address that has another:
// a later version of a page, or the short form of it in a feed.
func revisions(n int) string {
	if n == 1 {
		return "1 is another text of a piece in the ledger"
	}
	return number(n) + " are other texts of pieces in the ledger"
}

// mostFiles is how many files the summary of failures names.
const mostFiles = 20

// failures writes how many of what failed; each was told when it happened.
func (t *terminal) failures(f pipeline.Failures) {
	if f.Total == 0 {
		return
	}
	t.printf("%s failed:\n", count(f.Total, "record"))
	files := slices.Sorted(maps.Keys(f.ByFile))
	for i, file := range files {
		if i == mostFiles {
			t.printf("  and %s more\n", count(len(files)-i, "file"))
			return
		}
		t.printf("%6s  %s\n", number(f.ByFile[file]), report.OneLine(file))
	}
}

// interrupted says what is left and how to go on.
func (t *terminal) interrupted(left pipeline.Left, l *ledger) {
	if left.Nothing() {
		t.say("hearsay: interrupted")
		return
	}
	t.say(fmt.Sprintf("hearsay: interrupted with %s to parse and %s to read; go on with: hearsay add --db %s",
		count(left.Captures, "file"), count(left.Documents, "document"), quoted(l.DB)))
}
