package main

import (
	"hearsay/internal/report"
	"hearsay/internal/store"
)

// feedCommand follows feeds.
type feedCommand struct {
	Add    feedAddCommand    `cmd:"" help:"Put feeds on the list."`
	List   feedListCommand   `cmd:"" help:"List the feeds: when they were last polled, what failed, what may have been missed."`
	Remove feedRemoveCommand `cmd:"" help:"Take feeds off the list; what they gave stays."`
	Poll   feedPollCommand   `cmd:"" help:"Ask feeds what is new, and fetch it."`
}

type feedAddCommand struct {
	Outlet   string   `placeholder:"NAME" help:"Who publishes what the feeds name."`
	Language string   `placeholder:"TAG" help:"Its language, such as en or uk."`
	URLs     []string `arg:"" name:"url" help:"Addresses of RSS, Atom or JSON feeds."`
}

func (feedAddCommand) Help() string {
	return help(`Puts feeds on the list, or back on it. Nothing is fetched before "hearsay feed poll". What is said here of outlet and language is said of every page that the feeds name from then on.`,
		"feed add "+demoDB+" --outlet \"Tessel Wire\" https://tessel.example/feed.xml")
}

// Run adds feeds.
func (c *feedAddCommand) Run(t *terminal, l *ledger) (err error) {
	if err := checkAddresses(t, c.URLs); err != nil {
		return err
	}
	st, err := store.Open(t.ctx, l.DB)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	if err := st.AddFeeds(t.ctx, c.URLs, said(c.Outlet, "", c.Language)); err != nil {
		return err
	}
	t.printf("%s on the list; fetch what is new with: %s\n", count(len(c.URLs), "feed"), l.command("feed poll"))
	return nil
}

type feedListCommand struct {
	listFormat
	Gaps bool `help:"List the gaps: when a feed may have named what was not seen, and why."`
}

func (feedListCommand) Help() string {
	return help(`Lists the feeds, also those that were taken off the list, with what the last poll gave and how many of the pages that they named were fetched.

A gap is a stretch of time in which a feed may have named pages that nobody saw: when none of the entries of the poll before was left, or when polls failed in between. Nobody can say of a gap that an outlet was silent in it.`,
		"feed list "+demoDB,
		"feed list "+demoDB+" --gaps")
}

// Run lists feeds or gaps.
func (c *feedListCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	lines, none := 0, "no feeds; put one on the list with: "+l.command("feed add")+" URL"
	if c.Gaps {
		none = "no gaps"
		err = report.WriteGaps(t.stdout, c.format(), t.style, counted(report.Gaps(t.ctx, st), &lines))
	} else {
		err = report.WriteFeeds(t.stdout, c.format(), t.style, counted(report.Feeds(t.ctx, st), &lines))
	}
	if err == nil && lines == 0 && c.format() == report.Table {
		t.say(none)
	}
	return err
}

type feedRemoveCommand struct {
	URLs []string `arg:"" name:"url" help:"Addresses of feeds on the list."`
}

func (feedRemoveCommand) Help() string {
	return help(`Takes feeds off the list. What they gave stays, and their names stay in "hearsay feed list".`,
		"feed remove "+demoDB+" https://tessel.example/feed.xml")
}

// Run removes feeds.
func (c *feedRemoveCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openExisting(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	for _, u := range c.URLs {
		if err := st.RemoveFeed(t.ctx, u); err != nil {
			return err
		}
		t.printf("%s is off the list\n", report.OneLine(u))
	}
	return nil
}

type feedPollCommand struct {
	fetching
	Verbose bool     `help:"Tell every bad record; else ten of each file are told, and how many more there are."`
	URLs    []string `arg:"" optional:"" name:"url" help:"Feeds on the list; all of them if none is named."`
}

func (feedPollCommand) Help() string {
	return help(`
Asks feeds what is new, keeps each as it was, and fetches the pages that it names and the ledger does not have, and what earlier runs could not fetch and may be tried again; then everything is parsed and read. Run it as often as the feeds move on, such as every half hour by cron: what came and went between two polls is lost, and "hearsay feed list --gaps" says when that may have happened.

Exit code: 0 all well, 3 some records failed, 4 nothing could be fetched, 130 interrupted.`,
		"feed poll "+demoDB)
}

// Run polls feeds.
func (c *feedPollCommand) Run(t *terminal, l *ledger) (err error) {
	if err := checkAddresses(t, c.URLs); err != nil {
		return err
	}
	opts, err := l.reading()
	if err != nil {
		return err
	}
	if opts.Fetcher, err = c.fetcher(); err != nil {
		return err
	}
	defer opts.Fetcher.Close()
	st, err := l.openExisting(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	asked, err := st.AskFeeds(t.ctx, c.URLs)
	if err != nil {
		return err
	}
	if len(asked) == 0 {
		t.say("no feeds to poll; put one on the list with: " + l.command("feed add") + " URL")
		return nil
	}
	resting, err := t.leftAlone(st, asked)
	if err != nil {
		return err
	}
	return t.work(st, l, job{opts: opts, verbose: c.Verbose, asked: true, resting: resting})
}
