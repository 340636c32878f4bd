package main

import "hearsay/internal/store"

type copyCommand struct {
	From string `placeholder:"LEDGER" help:"The ledger to copy; without it, that of --db."`
	To   string `required:"" placeholder:"LEDGER" help:"Where to: a file that is not there yet, or postgres://user@host/database without tables."`
}

func (copyCommand) Help() string {
	return help(`
Copies a whole ledger, from a file to a database of PostgreSQL, the other way, or to another place of the same kind. Identities, decisions and the custody log stay as they are, so that both have one head. The copy is checked whole at the end. Nothing is written to the ledger that is copied.

Exit code: 0 copied and sound, 2 there is a ledger already, 6 damaged, 7 nothing to copy.`,
		"copy --from hearsay-demo/hearsay.db --to hearsay-demo/copy.db")
}

// Run copies a ledger and verifies the copy.
func (c *copyCommand) Run(t *terminal, l *ledger) error {
	from := ledger{DB: c.From}
	if c.From == "" {
		from = *l
	}
	if err := from.exists(t.ctx); err != nil {
		return err
	}
	head, err := store.Copy(t.ctx, from.DB, c.To, t.meter.share("copy"))
	t.meter.clear()
	if err != nil {
		return err
	}
	rep, err := store.Verify(t.ctx, c.To, head.Digest, t.meter.share("verify"))
	t.meter.clear()
	if err != nil {
		return err
	}
	t.verified(rep)
	return damagedBy(rep, c.To)
}
