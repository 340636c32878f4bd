package main

import (
	"errors"
	"fmt"
	"strings"

	"hearsay/corpus"
	"hearsay/internal/report"
	"hearsay/internal/store"
)

type entitiesCommand struct {
	listFormat
	Kind      corpus.EntityKind `placeholder:"KIND" enum:",person,organisation,outlet,channel,state" default:"" help:"One of person, organisation, outlet, channel, state."`
	Name      string            `placeholder:"NAME" help:"All words of NAME begin words of one of its names."`
	Documents int               `default:"1" placeholder:"N" help:"That appear in so many documents at least (default: ${default})."`
	Limit     int               `placeholder:"N" help:"At most so many."`
}

func (entitiesCommand) Help() string {
	return help(`Lists who and what appears in the documents: organisations, outlets, states, and persons in a public role, those in most documents first. What appears in several documents is one entity where a relation of which the machine is sure, or which a person confirmed, says so; "hearsay merge" and "hearsay split" correct that. Persons without a public role have no line and no page.`,
		"entities "+demoDB,
		"entities "+demoDB+" --documents 2 --json")
}

// Run lists entities.
func (c *entitiesCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	lines := 0
	list := counted(report.Entities(t.ctx, st, store.EntityFilter{Kind: c.Kind, Name: c.Name, Documents: c.Documents}), &lines)
	err = report.WriteEntities(t.stdout, c.format(), t.style, limited(list, c.Limit))
	return t.tellEmpty(err, lines, "entities", scope{}, c.listFormat, st)
}

type entityCommand struct {
	JSON bool   `help:"Write one JSON object; its field names are stable."`
	ID   string `arg:"" help:"An entity; its first six or more characters are enough. The ID of every appearance, and of what was merged into it, leads to it."`
}

func (entityCommand) Help() string {
	return help(`Shows an entity: its names and roles, every document in which it appears with the passage, what it may be one with, and what people decided about it.`,
		"entity "+demoDB+" "+sampleEntity,
		"entity "+demoDB+" "+sampleEntity+" --json")
}

// Run shows an entity.
func (c *entityCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	page, err := report.Entity(t.ctx, st, c.ID)
	if err != nil {
		return err
	}
	if c.JSON {
		return report.WriteJSON(t.stdout, page)
	}
	page.DB = l.named()
	return page.WriteText(t.stdout, t.style)
}

const rulingHelp = `The decision is appended to the ledger with who and when, and no later run undoes it; "hearsay undo" takes it back.`

type mergeCommand struct {
	decider
	Into   string   `arg:"" help:"The entity that stays."`
	Others []string `arg:"" name:"other" help:"Entities that are the same; their IDs lead to the first from now on."`
}

func (mergeCommand) Help() string {
	return help("Says that entities are one. It goes on under the ID, and the name that people gave it, of the first; all are merged or none. "+rulingHelp,
		"merge "+demoDB+" --as \"M. Desk\" --note \"the same body\" "+sampleEntity+" "+otherEntity)
}

// Run merges entities.
func (c *mergeCommand) Run(t *terminal, l *ledger) error {
	return c.rule(t, l, append([]string{c.Into}, c.Others...), func(st *store.Store) (store.Ruling, error) {
		return st.MergeEntities(t.ctx, c.Into, c.Others, c.As, c.Note)
	})
}

type splitCommand struct {
	decider
	ID        string   `arg:"" help:"The entity."`
	Documents []string `arg:"" name:"document" help:"Documents in which another one is meant; the first six or more characters of each are enough."`
}

func (splitCommand) Help() string {
	return help("Says that in these documents another one is meant, who becomes an entity of its own. No machine joins the two again, also not over new documents; \"hearsay merge\" can. "+rulingHelp,
		"split "+demoDB+" --as \"M. Desk\" --note \"a namesake\" "+sampleEntity+" "+entityDocument)
}

// Run splits an entity.
func (c *splitCommand) Run(t *terminal, l *ledger) error {
	return c.rule(t, l, []string{c.ID}, func(st *store.Store) (store.Ruling, error) {
		return st.SplitEntity(t.ctx, c.ID, c.Documents, c.As, c.Note)
	})
}

type renameCommand struct {
	decider
	ID   string `arg:"" help:"The entity."`
	Name string `arg:"" help:"How it is to be called."`
}

func (renameCommand) Help() string {
	return help("Says how an entity is called in lists and on its page. The documents keep their words, and every name in them leads to it. "+rulingHelp,
		"rename "+demoDB+" --as \"M. Desk\" "+sampleEntity+" \"State Security Directorate of Corrany\"")
}

// Run renames an entity.
func (c *renameCommand) Run(t *terminal, l *ledger) error {
	return c.rule(t, l, []string{c.ID}, func(st *store.Store) (store.Ruling, error) {
		return st.RenameEntity(t.ctx, c.ID, c.Name, c.As, c.Note)
	})
}

type describeCommand struct {
	decider
	ID   string `arg:"" help:"The entity."`
	Text string `arg:"" help:"Who or what it is; \"\" takes the description away."`
}

func (describeCommand) Help() string {
	return help("Says in a few words who or what an entity is. "+rulingHelp,
		"describe "+demoDB+" --as \"M. Desk\" "+sampleEntity+" \"the security service of Corrany\"")
}

// Run describes an entity.
func (c *describeCommand) Run(t *terminal, l *ledger) error {
	return c.rule(t, l, []string{c.ID}, func(st *store.Store) (store.Ruling, error) {
		return st.DescribeEntity(t.ctx, c.ID, c.Text, c.As, c.Note)
	})
}

type undoCommand struct {
	decider
	Number int64 `arg:"" help:"The number of the decision, as \"hearsay entity\" and \"hearsay relations\" show it."`
}

func (undoCommand) Help() string {
	return help("Takes back a decision about a relation or an entity: what was before it is restored. Undoing may be undone.",
		"undo "+demoDB+" --as \"M. Desk\" 1")
}

// Run takes a decision back.
func (c *undoCommand) Run(t *terminal, l *ledger) error {
	return c.rule(t, l, nil, func(st *store.Store) (store.Ruling, error) {
		return st.Undo(t.ctx, c.Number, c.As, c.Note)
	})
}

// rule decides about entities that may have a page.
func (d *decider) rule(t *terminal, l *ledger, entities []string, decide func(*store.Store) (store.Ruling, error)) (err error) {
	if strings.TrimSpace(d.As) == "" {
		return &usageError{command: t.command, err: errors.New("--as names nobody")}
	}
	st, err := l.openExisting(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	for _, id := range entities {
		if _, err := report.FindEntity(t.ctx, st, id); err != nil {
			return err
		}
	}
	r, err := decide(st)
	if err != nil {
		return err
	}
	t.ruled(r)
	return nil
}

// ruled tells a decision with the number by which it can be undone.
func (t *terminal) ruled(r store.Ruling) {
	words := map[corpus.Verb]string{corpus.Merge: "merged into", corpus.Split: "split off:", corpus.Rename: "renamed", corpus.Describe: "described",
		corpus.Undo: "undone: decision", corpus.Confirm: "confirmed", corpus.Reject: "rejected"}
	line := words[r.Verb] + " " + r.Subject
	if r.Value != "" && (r.Verb == corpus.Rename || r.Verb == corpus.Describe) {
		line += fmt.Sprintf(" %q", r.Value)
	}
	t.printf("%s, by %s (decision %d)\n", report.OneLine(line), report.OneLine(r.By), r.Seq)
}
