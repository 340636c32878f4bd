package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"hearsay/internal/pipeline"
	"hearsay/internal/report"
	"hearsay/internal/store"
)

// outletsCommand keeps the register of outlets.
type outletsCommand struct {
	List   outletsListCommand   `cmd:"" default:"withargs" help:"List the outlets, with what the register says of each."`
	Import outletsImportCommand `cmd:"" help:"Take a register in, a CSV file."`
	Set    outletsSetCommand    `cmd:"" help:"Say what one outlet is."`
}

type outletsListCommand struct {
	listFormat
}

func (outletsListCommand) Help() string {
	return help(`Lists the outlets of the register and those that documents name: who owns them, whether a state runs them, for whom they are made, and when they were collected. Editions are outlets of their own.`,
		"outlets list "+demoDB,
		"outlets list "+demoDB+" --csv")
}

// Run lists outlets.
func (c *outletsListCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	lines := 0
	err = report.WriteOutlets(t.stdout, c.format(), t.style, counted(report.Outlets(t.ctx, st), &lines))
	return t.tellEmpty(err, lines, "outlets", scope{}, c.listFormat, st)
}

type outletsImportCommand struct {
	As   string `required:"" env:"HEARSAY_AS" placeholder:"NAME" help:"Who says so; it stands in the custody log for good."`
	File string `arg:"" help:"A CSV file with a column \"name\"."`
}

func (outletsImportCommand) Help() string {
	return help(`Takes a register of outlets in: a CSV file with a column "name" and any of owner, state_run (yes, no), country, audience (domestic, foreign, both, or words about the readers), readers, kind, edition_of, language, homepage, feeds (with ; between), collected_from and collected_to. A cell that is not empty replaces what stood there, an empty one changes nothing, "unknown" takes it away. A row that cannot be taken is told with its line and the rest goes on. The custody log keeps every state of every entry.`,
		"outlets import "+demoDB+" --as \"M. Desk\" hearsay-demo/outlets.csv")
}

// Run imports a register.
func (c *outletsImportCommand) Run(t *terminal, l *ledger) (err error) {
	if strings.TrimSpace(c.As) == "" {
		return &usageError{command: t.command, err: errors.New("--as names nobody")}
	}
	f, err := os.Open(c.File)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, cause(err))
	}
	defer f.Close()
	st, err := l.openExisting(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	done, err := pipeline.ImportOutlets(t.ctx, st, c.File, f, c.As)
	for _, e := range done.Failed {
		t.errorf("%s", plainly(e))
	}
	if err != nil {
		return err
	}
	t.printf("%s, %s by %s\n", count(done.Rows, "outlet"), count(done.Changed, "change"), report.OneLine(c.As))
	switch {
	case done.Rows == 0 && len(done.Failed) > 0:
		return errNothing
	case len(done.Failed) > 0:
		return errSomeFailed
	}
	return nil
}

type outletsSetCommand struct {
	As     string   `required:"" env:"HEARSAY_AS" placeholder:"NAME" help:"Who says so; it stands in the custody log for good."`
	Name   string   `arg:"" help:"The outlet, as documents or the register name it."`
	Values []string `arg:"" name:"field=value" help:"What it is, such as \"owner=Tessel cooperative\"; nothing behind = for unknown."`
}

func (outletsSetCommand) Help() string {
	return help(`Says what one outlet is, in the fields that "hearsay outlets import" takes. The custody log keeps what was said before.`,
		"outlets set "+demoDB+" --as \"M. Desk\" \"Tessel Wire\" state_run=no \"owner=Tessel cooperative\"")
}

// Run sets fields of one outlet.
func (c *outletsSetCommand) Run(t *terminal, l *ledger) (err error) {
	if strings.TrimSpace(c.As) == "" {
		return &usageError{command: t.command, err: errors.New("--as names nobody")}
	}
	change := store.OutletChange{Name: c.Name}
	for _, v := range c.Values {
		field, value, ok := strings.Cut(v, "=")
		if !ok || strings.TrimSpace(field) == "" {
			return &usageError{command: t.command, err: fmt.Errorf("%q is not of the form FIELD=VALUE", v)}
		}
		change.Fields = append(change.Fields, store.OutletField{Name: strings.TrimSpace(field), Value: strings.TrimSpace(value)})
	}
	st, err := l.openExisting(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	done, err := st.SetOutlets(t.ctx, c.As, []store.OutletChange{change})
	if err == nil {
		err = done[0].Err
	}
	if err != nil {
		return err
	}
	if !done[0].Changed {
		t.printf("%s: the register says so already\n", report.OneLine(done[0].Outlet.Name))
		return nil
	}
	for _, f := range change.Fields {
		t.printf("%s: %s = %q, by %s\n", report.OneLine(done[0].Outlet.Name), report.OneLine(f.Name), f.Value, report.OneLine(c.As))
	}
	return nil
}
