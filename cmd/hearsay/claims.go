package main

import "hearsay/internal/report"

type claimsCommand struct {
	listFormat
	Outlets int `placeholder:"N" default:"2" help:"Told by documents of at least so many (default 2)."`
	Limit   int `placeholder:"N" help:"At most so many."`
}

func (claimsCommand) Help() string {
	return help(`Lists claims: what passages of several documents say alike, in the same words, figure or quotation. Each has its first and last publication, the outlets, and whom they have it from, each origin once however many repeat it. Passages in which an outlet repeats it in its own voice state no origin and are none. Nothing is said of whether a claim is so.`,
		"claims "+demoDB+" --limit 5",
		"claims "+demoDB+" --json")
}

// Run lists claims.
func (c *claimsCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	lines := 0
	err = report.WriteClaims(t.stdout, c.format(), t.style, limited(counted(report.Claims(t.ctx, st, c.Outlets), &lines), c.Limit))
	return t.tellEmpty(err, lines, "claims", scope{}, c.listFormat, st)
}

type originsCommand struct {
	Claim string `arg:"" help:"The identity of a passage that tells it, as \"hearsay claims\" and \"hearsay statements\" print it, or its first six characters."`
	JSON  bool   `help:"Write one JSON object."`
}

func (originsCommand) Help() string {
	return help(`Says whom the outlets of a claim have it from: each hop with its passage, from those who said it first to who published it, and how the words changed on the way. An outlet that gives no source is a hop of its own. Who cite one another in a circle are named.`,
		"origins "+demoDB+" s5bacfb",
		"origins "+demoDB+" s5bacfb --json")
}

// Run traces a claim.
func (c *originsCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	g, err := report.Origins(t.ctx, st, c.Claim)
	if err != nil {
		return err
	}
	format := report.Table
	if c.JSON {
		format = report.JSON
	}
	return report.WriteClaim(t.stdout, format, t.style, g)
}
