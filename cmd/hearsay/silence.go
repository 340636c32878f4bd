package main

import (
	"errors"
	"fmt"
	"io"

	"hearsay/corpus"
	"hearsay/coverage"
	"hearsay/internal/report"
	"hearsay/internal/store"
)

type silenceCommand struct {
	JSON     bool     `xor:"format" help:"Write one JSON object for each event; its field names are stable."`
	CSV      bool     `xor:"format" help:"Write CSV with a header, a line for each outlet and aspect."`
	Markdown bool     `xor:"format" help:"Write Markdown."`
	Chart    string   `placeholder:"FILE" xor:"format" help:"Draw the table of one event into FILE, a picture (SVG)."`
	Against  string   `placeholder:"EVENT" help:"Hold it against this earlier, like event (default: the one that it names)."`
	Outlet   []string `sep:"none" placeholder:"NAME" help:"Show this outlet alone; several times for several. All are looked at."`
	Events   []string `arg:"" optional:"" name:"event" help:"Events by name, words of the name or identity; none for all."`
}

func (silenceCommand) Help() string {
	return help(`
Shows who covers an event and its aspects, from when on, and who does not: covered, late, covered without the aspect, none found, unknown. The first passage of everything that is covered is shown with its document and place in the text.

The machine says "none found", and only with proof: the outlet was collected in these days (the register of outlets says so, or many documents show it), no feed has a gap in them, another outlet covered the event, and no passage matches under any name known for it. Beside it stand how many documents were to be expected at the outlet's own rate, and the nearest misses. Where a part of the proof is missing the state is unknown, with the reason. "Silent" is a person's word: see "hearsay silent".`,
		"silence "+demoDB+" \"Torvane Lock\"",
		"silence "+demoDB+" detachment --against \"flood-relief\" --markdown",
		"silence "+demoDB+" --csv",
		"silence "+demoDB+" detachment --chart hearsay-demo/silence.svg")
}

// Run shows who covers an event.
func (c *silenceCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	tables, err := report.Silence(t.ctx, st, report.SilenceQuery{Events: c.Events, Against: c.Against, Outlets: c.Outlet})
	if err != nil {
		return err
	}
	if len(tables) == 0 {
		t.say("no event: \"hearsay event add\" adds one, \"hearsay events --propose\" proposes some")
		return nil
	}
	if c.Chart != "" {
		return c.draw(t, tables)
	}
	for i := range tables {
		tables[i].DB = l.named()
	}
	return c.write(t, tables)
}

func (c *silenceCommand) write(t *terminal, tables []report.SilenceTable) error {
	switch {
	case c.JSON:
		return report.WriteSilenceJSON(t.stdout, tables)
	case c.CSV:
		return report.WriteSilenceCSV(t.stdout, tables)
	case c.Markdown:
		return report.WriteSilenceMarkdown(t.stdout, tables)
	}
	return report.WriteSilence(t.stdout, t.style, tables)
}

func (c *silenceCommand) draw(t *terminal, tables []report.SilenceTable) error {
	if len(tables) > 1 {
		return &usageError{command: t.command, err: errors.New("--chart draws one event: name it")}
	}
	err := replaceFile(c.Chart, func(w io.Writer) error { return report.WriteSilenceChart(w, tables[0]) })
	if err == nil {
		t.printf("Wrote %s\n", report.OneLine(c.Chart))
	}
	return err
}

type silentCommand struct {
	decider
	Event  string `arg:"" help:"The event: its name, words of it, or its identity."`
	Outlet string `arg:"" help:"The outlet."`
	Aspect string `placeholder:"NAME" help:"Of this aspect (default: of the event as a whole)."`
	Undo   bool   `help:"Take back what was said."`
}

func (silentCommand) Help() string {
	return help(`Says that an outlet is silent on an event: a person's word on what the machine calls "none found", with what it had found. It is refused for every other state, and it falls away when a passage turns up. --undo takes it back. `+`Both are appended to the ledger with who and when.`,
		"silent "+demoDB+" --as \"M. Desk\" --note \"read all of March\" \"Torvane Lock\" \"Munhyang Dispatch\"",
		"silent "+demoDB+" --as \"M. Desk\" --undo \"Torvane Lock\" \"Munhyang Dispatch\"")
}

// Run confirms silence, or takes that back.
func (c *silentCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := c.openToSay(t, l)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	s := store.Silence{Event: c.Event, Outlet: c.Outlet, Aspect: c.Aspect, By: c.As, Note: c.Note}
	if c.Undo {
		if err := st.UndoSilent(t.ctx, s); err != nil {
			return err
		}
		t.printf("%s is no longer called silent, by %s\n", report.OneLine(c.Outlet), report.OneLine(c.As))
		return nil
	}
	return c.confirm(t, st, s)
}

// confirm says that an outlet is silent where the machine found none.
func (c *silentCommand) confirm(t *terminal, st *store.Store, s store.Silence) error {
	tables, err := report.Silence(t.ctx, st, report.SilenceQuery{Events: []string{c.Event}})
	if err != nil {
		return err
	}
	cell, outlet, err := tables[0].Cell(c.Outlet, c.Aspect)
	if err != nil {
		return err
	}
	if cell.Machine != coverage.NoneFound {
		return fmt.Errorf("%s, %s: it is %s (%s), and silent is a word on none found alone: %w", outlet, cell.Column, cell.Machine, cell.Why, corpus.ErrInvalid)
	}
	s.Event, s.Outlet, s.Seen = tables[0].ID, outlet, string(cell.Machine)+": "+cell.Why
	switch err := st.ConfirmSilent(t.ctx, s); {
	case errors.Is(err, store.ErrDecided):
		t.printf("%s is called silent already, by %s; nothing was added\n", report.OneLine(outlet), report.OneLine(c.As))
		return nil
	case err != nil:
		return err
	}
	t.printf("%s is silent on %s, %s, by %s\n", report.OneLine(outlet), report.OneLine(tables[0].Event.Name), report.OneLine(cell.Column), report.OneLine(c.As))
	if cell.Doubt != "" {
		t.say("the machine's doubt: " + cell.Doubt)
	}
	return nil
}
