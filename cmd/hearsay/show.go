package main

import "hearsay/internal/report"

type showCommand struct {
	ID   string `arg:"" help:"A statement, a figure or a document; its first six or more characters are enough."`
	Full bool   `help:"Show the whole document around a statement."`
	JSON bool   `help:"Write one JSON object."`
}

func (showCommand) Help() string {
	return help(`Shows where exactly a document says it: the passage with source, cue and content marked, the chain, what is known about the document and from where, and what people decided. The identities stand in the lists.`,
		"show "+demoDB+" "+sampleStatement,
		"show "+demoDB+" "+sampleDocument+" --json")
}

// Run shows one passage.
func (c *showCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	p, err := report.Show(t.ctx, st, c.ID)
	if err != nil {
		return err
	}
	p.Full, p.DB = p.Full || c.Full, l.named()
	if c.JSON {
		return report.WriteJSON(t.stdout, p)
	}
	return p.WriteText(t.stdout, t.style)
}
