package main

import (
	"hearsay/internal/report"
	"hearsay/internal/store"
)

type orphansCommand struct {
	listFormat
}

func (orphansCommand) Help() string {
	return help(`Lists the decisions to which nothing in the current reading answers, each with the words that were looked at. That happens when a new version of the reader, or a corrected document, cuts a sentence otherwise: a decision follows its statement where the words still overlap with one alone. Nothing is lost: if a later reading finds the statement again, the decision holds it again. "near" is a statement that shares words with it: look at it with "hearsay show", and decide anew; the old decision then leaves this list. Decisions about entities that a new reading no longer finds stand behind them.`,
		"orphans "+demoDB)
}

// Run lists orphaned decisions.
func (c *orphansCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	lines := 0
	err = report.WriteOrphans(t.stdout, c.format(), t.style, counted(report.Orphans(t.ctx, st), &lines))
	if err == nil && lines == 0 && c.format() == report.Table {
		t.say("every decision has its statement")
	}
	return err
}

// tellOrphans says after a reading how many decisions it left without a
// statement.
func (t *terminal) tellOrphans(st *store.Store, l *ledger) error {
	list, err := st.Orphans(t.ctx, "")
	if err == nil && len(list) > 0 {
		t.printf("%s without a statement in the current reading: %s\n", count(len(list), "decision"), l.command("orphans"))
	}
	return err
}
