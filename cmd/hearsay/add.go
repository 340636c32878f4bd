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
	Outlet    string `placeholder:"NAME" help:"Who published the files, where no index beside them says so."`
	Published date   `placeholder:"DATE" help:"When they were published (YYYY, YYYY-MM or YYYY-MM-DD), where no index says so."`
	Language  string `placeholder:"TAG" help:"Their language, such as en or uk, where no index says so."`
	fetching
	IgnoreRobots bool     `help:"Fetch the addresses once although the site's robots.txt does not allow it; needs --as."`
	As           string   `env:"HEARSAY_AS" placeholder:"NAME" help:"Who decides that; it stands beside the fetch for good."`
	Verbose      bool     `help:"Tell every bad record; else ten of each file are told, and how many more there are."`
	Paths        []string `arg:"" optional:"" name:"path" help:"Files, directories and web addresses."`
}

func (addCommand) Help() string {
	return help(`
Takes in text, HTML, PDF with a text layer, JSON lines (also under gzip), feeds, web archives (WARC, WACZ) and exports of Telegram (result.json). A CSV file with a column "file" says what is known about the files beside it: outlet, published, language, title, author, url.

The bytes are kept unchanged, and a file that the ledger has already is not taken twice. A bad record is told and passed over; "hearsay failures" lists all. An interrupt ends the run after the batch in hand; "hearsay add" without paths goes on, also with what could not be fetched.

An address such as https://post.example/quay is fetched and its bytes are kept; asked for again, it is fetched again: an unchanged page is a sighting, another text a new document of the piece, and a page that is gone is noted and stays. Fetching is slow on purpose, one request after the other to each host, and follows robots.txt. Files alone cause no request to the web.

Exit code: 0 all well, 3 some records failed, 4 nothing could be taken in, 130 interrupted.`,
		"add "+demoDB+" hearsay-demo/collection",
		"add "+demoDB)
}

// Run takes in, fetches, parses and reads.
func (c *addCommand) Run(t *terminal, l *ledger) (err error) {
	files, web := split(c.Paths)
	if err := c.check(t, l, files, web); err != nil {
		return err
	}
	opts, err := l.reading()
	if err != nil {
		return err
	}
	if len(web) > 0 || len(files) == 0 {
		if opts.Fetcher, err = c.fetcher(); err != nil {
			return err
		}
		defer opts.Fetcher.Close()
	}
	st, err := store.Open(t.ctx, l.DB)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	resting, err := c.ask(t, st, web)
	if err != nil {
		return err
	}
	return t.work(st, l, job{paths: files, given: c.given(), opts: opts, verbose: c.Verbose, asked: len(c.Paths) > 0, resting: resting})
}

// ask makes addresses pending, and returns how many are to be left alone for
// now.
func (c *addCommand) ask(t *terminal, st *store.Store, web []string) (resting int, err error) {
	list := make([]store.Address, len(web))
	for i, a := range web {
		list[i] = store.Address{URL: a, Given: c.given()}
		if c.IgnoreRobots {
			list[i].Override = strings.TrimSpace(c.As)
		}
	}
	if err := st.Ask(t.ctx, list); err != nil {
		return 0, err
	}
	return t.leftAlone(st, web)
}

// split parts paths from web addresses.
func split(paths []string) (files, web []string) {
	for _, p := range paths {
		if webAddress(p) {
			page, _, _ := strings.Cut(p, "#") // a place in it is not asked for
			web = append(web, page)
		} else {
			files = append(files, p)
		}
	}
	return files, web
}

// job is what a pipeline is to do.
type job struct {
	paths   []string
	given   []corpus.Observation
	opts    pipeline.Options
	verbose bool
	asked   bool // the person named something to take in
	resting int  // of that, addresses that are to be left alone for now
}

// work runs a pipeline and tells how it goes and what came of it.
func (t *terminal) work(st *store.Store, l *ledger, j job) error {
	before, err := failedBefore(t.ctx, st)
	if err != nil {
		return err
	}
	told := newComplaints(t, j.verbose)
	sum, err := newPipeline(told, st, l, j.opts).Run(t.ctx, j.paths, j.given)
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
	t.waiting(sum.Left, l)
	return verdict(sum, j)
}

// newPipeline makes a pipeline that tells a terminal how it goes.
func newPipeline(told *complaints, st *store.Store, l *ledger, opts pipeline.Options) *pipeline.Pipeline {
	opts.Ledger, opts.Progress, opts.Failed, opts.Warned = l.file(), told.t.meter.progress, told.failed, told.warned
	return pipeline.New(st, opts)
}

// check keeps a mistyped path or address from making an empty ledger.
func (c *addCommand) check(t *terminal, l *ledger, files, web []string) error {
	switch {
	case c.IgnoreRobots && strings.TrimSpace(c.As) == "":
		return &usageError{command: t.command, err: errors.New("--ignore-robots needs --as NAME: who decides it stands beside the fetch")}
	case c.IgnoreRobots && len(web) == 0:
		return &usageError{command: t.command, err: errors.New("--ignore-robots needs an address to fetch")}
	case len(c.Paths) == 0:
		return l.exists(t.ctx)
	case len(web) > 0:
		return checkAddresses(t, web)
	}
	var missing []error
	for _, p := range files {
		if _, err := os.Stat(p); err != nil {
			missing = append(missing, &corpus.RecordError{File: p, Err: notThere(p, err)})
		}
	}
	if len(missing) < len(files) {
		return nil
	}
	for _, err := range missing {
		t.errorf("%s", plainly(err))
	}
	return errNothing
}

// notThere is why a path cannot be taken in; an address without its beginning
// is taken for one.
func notThere(path string, err error) error {
	if strings.Contains(path, "://") || strings.HasPrefix(path, "www.") {
		return errors.New("no such file, and no address that can be fetched, which begins with http:// or https://")
	}
	return cause(err)
}

// cause returns what lies under a path error, whose path has been said.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// given is what the person says about all files and addresses.
func (c *addCommand) given() []corpus.Observation {
	return said(c.Outlet, string(c.Published), c.Language)
}

// said is what a person says with flags.
func said(outlet, published, language string) []corpus.Observation {
	var list []corpus.Observation
	for _, o := range []corpus.Observation{
		{Field: corpus.FieldOutlet, Value: outlet, Origin: "--outlet"},
		{Field: corpus.FieldPublished, Value: published, Origin: "--published"},
		{Field: corpus.FieldLanguage, Value: language, Origin: "--language"},
	} {
		if o.Value != "" {
			list = append(list, o)
		}
	}
	return list
}

// verdict says whether a run went well.
func verdict(sum pipeline.Summary, j job) error {
	switch {
	case sum.Failures.Total+j.resting == 0:
		return nil
	case j.asked && sum.Documents+sum.Sightings+sum.Known+sum.Read+sum.Fetched+sum.Unchanged == 0:
		return errNothing
	}
	return errSomeFailed
}

// summary writes what a run did.
func (t *terminal) summary(sum pipeline.Summary) {
	t.fetched(sum)
	t.takenIn(sum)
	t.printf(": %s", count(sum.Documents, "new document"))
	if sum.Revisions > 0 {
		t.printf(" (%s)", revisions(sum.Revisions))
	}
	if sum.Sightings > 0 {
		t.printf(", %s seen again", number(sum.Sightings))
	}
	t.printf(".\nRead %s: %s.\n", count(sum.Read, "document"), count(sum.Statements, "statement"))
	if sum.Connected > 0 {
		t.printf("Connected %s: %s.\n", count(sum.Connected, "document"), relations(sum.Relations-sum.Withdrawn))
	}
	if sum.Warnings > 0 {
		t.printf("%s.\n", count(sum.Warnings, "warning"))
	}
	t.failures(sum.Failures)
}

// takenIn begins the line that counts documents.
func (t *terminal) takenIn(sum pipeline.Summary) {
	if sum.Captures+sum.Known == 0 && sum.Fetched+sum.Unchanged+sum.Gone > 0 {
		t.printf("In them")
		return
	}
	t.printf("Took in %s", count(sum.Captures, "file"))
	if sum.Known > 0 {
		t.printf(" (%s already in the ledger)", number(sum.Known))
	}
}

// relations says how many there are now that were not there before the run.
func relations(more int) string {
	if more < 0 {
		return count(-more, "relation") + " fewer"
	}
	return count(more, "relation")
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
	if left.Unconnected > 0 && left.Addresses+left.Captures+left.Documents == 0 {
		t.say(fmt.Sprintf("hearsay: interrupted with %s to connect; go on with: hearsay add --db %s",
			count(left.Unconnected, "document"), quoted(store.Shown(l.DB))))
		return
	}
	fetch := ""
	if left.Addresses > 0 {
		fetch = addresses(left.Addresses) + " to fetch, "
	}
	t.say(fmt.Sprintf("hearsay: interrupted with %s%s to parse and %s to read; go on with: hearsay add --db %s",
		fetch, count(left.Captures, "file"), count(left.Documents, "document"), quoted(store.Shown(l.DB))))
}
