package main

import (
	"errors"
	"iter"
	"strings"
	"time"

	"hearsay/corpus"
	"hearsay/internal/report"
	"hearsay/internal/store"
)

type relationsCommand struct {
	listFormat
	Kind     corpus.RelationKind `placeholder:"KIND" enum:",same entity,copied,same claim,denies,declines,at odds,turned,cites" default:"" help:"One of same entity, copied, same claim, denies, declines, at odds, turned, cites."`
	Document string              `placeholder:"ID" help:"With this document in it."`
	Possible bool                `help:"Only those that wait for a person."`
	Standing []corpus.Standing   `placeholder:"S" enum:"machine,confirmed,rejected" help:"Any of machine, confirmed, rejected (default: all but rejected)."`
	Limit    int                 `placeholder:"N" help:"At most so many."`
}

func (relationsCommand) Help() string {
	return help(`Lists what passages of several documents have to do with each other, each with the reason and with all passages: the same person or organisation, the same claim, a denial. Those of which the machine is not sure wait for a person: "hearsay confirm" and "hearsay reject" take their IDs. What rests on a restricted document is left out, and so is what would tell of private persons over several documents.`,
		"relations "+demoDB+" --kind \"same entity\" --limit 5",
		"relations "+demoDB+" --json")
}

// Run lists relations.
func (c *relationsCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	f := store.RelationFilter{Kind: c.Kind, Standing: c.Standing, Possible: c.Possible, Limit: c.Limit}
	if c.Document != "" {
		d, err := st.Document(t.ctx, c.Document)
		if err != nil {
			return err
		}
		f.Document = d.ID
	}
	lines := 0
	err = report.WriteRelations(t.stdout, c.format(), t.style, counted(report.Relations(t.ctx, st, f), &lines))
	return t.tellEmpty(err, lines, "relations", scope{}, c.listFormat, st)
}

// limited ends a list after n lines; 0 is no limit.
func limited[T any](seq iter.Seq2[T, error], n int) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		given := 0
		for v, err := range seq {
			if !yield(v, err) {
				return
			}
			if given++; given == n {
				return
			}
		}
	}
}

// decideRelation confirms or rejects a relation.
func (d *decider) decideRelation(t *terminal, st *store.Store, e corpus.Decision) error {
	if _, err := report.Relation(t.ctx, st, e.Subject); err != nil {
		return err
	}
	r, err := st.DecideRelation(t.ctx, e.Subject, e.Verb, d.As, d.Note)
	if errors.Is(err, store.ErrDecided) {
		t.printf("%s is %sed already, by %s on %s; nothing was added\n", r.Subject, r.Verb, report.OneLine(r.By), r.At.Format(time.DateOnly))
		return nil
	}
	if err == nil {
		t.ruled(r)
	}
	return err
}

// ofRelation reports whether an ID is that of a relation.
func ofRelation(id string) bool { return strings.HasPrefix(strings.TrimSpace(id), "r") }
