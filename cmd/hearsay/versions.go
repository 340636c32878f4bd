package main

import "hearsay/internal/report"

type versionsCommand struct {
	ID   string `arg:"" name:"item|document|url" help:"The address of a piece, its identity, or that of one of its documents; of an identity the first six or more characters are enough."`
	JSON bool   `help:"Write one JSON object."`
}

func (versionsCommand) Help() string {
	return help(`Lists the texts that were seen of one piece, the oldest first, and shows word by word what each changed in the one before it: [-deleted-] and {+inserted+}, with colour struck through and underlined. What stayed the same far from a change is left out.

A text was seen when it was taken in or, where a web archive has it, when the archive fetched it. Where most of a long stretch is new, whole lines are replaced.`,
		"versions "+demoDB+" "+sampleDocument,
		"versions "+demoDB+" "+sampleURL+" --json")
}

// Run shows the versions of one piece.
func (c *versionsCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	v, err := report.VersionsOf(t.ctx, st, c.ID)
	if err != nil {
		return err
	}
	if c.JSON {
		return report.WriteJSON(t.stdout, v)
	}
	return v.WriteText(t.stdout, t.style)
}
