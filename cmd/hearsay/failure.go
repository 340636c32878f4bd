package main

import (
	"context"

	"hearsay/internal/report"
	"hearsay/internal/store"
)

type failuresCommand struct {
	listFormat
}

func (failuresCommand) Help() string {
	return help(`Lists the records that could not be read, each with its file and the reason, and then the documents whose reading failed and the addresses that could not be fetched or that robots.txt keeps back. The bytes of all of them are kept. A record is mended in its file, which "hearsay add" then takes in anew; the line of the old file stays here. An address is asked for again by "hearsay add" with it.`,
		"failures "+demoDB,
		"failures "+demoDB+" --csv")
}

// Run lists what failed.
func (c *failuresCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	lines := 0
	err = report.WriteFailures(t.stdout, c.format(), t.style, counted(report.Failures(t.ctx, st), &lines))
	if err == nil && lines == 0 && c.format() == report.Table {
		t.say("nothing failed: every record in this ledger could be read")
	}
	return err
}

// failed is what names a failure from one run to the next.
type failed struct{ subject, place string }

// failedBefore lists what had failed before a run.
func failedBefore(ctx context.Context, st *store.Store) (map[failed]bool, error) {
	list, err := st.Failures(ctx)
	before := make(map[failed]bool, len(list))
	for _, f := range list {
		before[failed{f.Capture, f.Place}] = true
	}
	return before, err
}

// tellEarlier says how much of what had failed before a run still does.
func (t *terminal) tellEarlier(ctx context.Context, st *store.Store, l *ledger, before map[failed]bool) error {
	if len(before) == 0 {
		return nil
	}
	after, err := failedBefore(ctx, st)
	n := 0
	for f := range after {
		if before[f] {
			n++
		}
	}
	if err == nil && n > 0 {
		t.printf("%s of earlier runs could not be read: %s\n", count(n, "record"), l.command("failures"))
	}
	return err
}

// command is a command line that asks this ledger.
func (l *ledger) command(name string) string {
	if l.named() == "" {
		return "hearsay " + name
	}
	return "hearsay " + name + " --db " + report.OneLine(quoted(l.named()))
}
