package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"hearsay/corpus"
	"hearsay/internal/report"
	"hearsay/internal/store"
)

// decider is who decides, and why.
type decider struct {
	As   string `required:"" env:"HEARSAY_AS" aliases:"by" placeholder:"NAME" help:"Who decides; it stands beside the decision for good."`
	Note string `help:"Why, in a few words."`
}

const decideHelp = `Nothing is overwritten: the decision is appended to the ledger with who, when and the words that were looked at, and the machine's own reading is kept beside it.`

type confirmCommand struct {
	decider
	IDs []string `arg:"" name:"id" help:"Statements or relations; the first six or more characters of each are enough."`
}

func (confirmCommand) Help() string {
	return help("Says that statements are read rightly: the words, who said them and by which chain. Several people may confirm one; who confirms again adds nothing, unless with a new --note. Relations (r...) are confirmed the same way. "+decideHelp,
		"confirm "+demoDB+" --as \"M. Desk\" "+sampleStatement)
}

// Run confirms statements.
func (c *confirmCommand) Run(t *terminal, l *ledger) error {
	return c.decideAll(t, l, corpus.Confirm, c.IDs)
}

type rejectCommand struct {
	decider
	IDs []string `arg:"" name:"id" help:"Statements or relations; the first six or more characters of each are enough."`
}

func (rejectCommand) Help() string {
	return help("Says that these are no statements. Lists leave them out unless asked with --standing rejected. Relations (r...) are rejected the same way. "+decideHelp,
		"reject "+demoDB+" --as \"M. Desk\" --note \"an outlet's own term\" "+sampleStatement)
}

// Run rejects statements.
func (c *rejectCommand) Run(t *terminal, l *ledger) error {
	return c.decideAll(t, l, corpus.Reject, c.IDs)
}

func (d *decider) decideAll(t *terminal, l *ledger, verb corpus.Verb, ids []string) (err error) {
	var list []corpus.Decision
	for _, id := range ids {
		list = append(list, corpus.Decision{Subject: id, Verb: verb})
	}
	return d.decide(t, l, list)
}

type correctCommand struct {
	decider
	ID     string   `arg:"" help:"A statement or a document; its first six or more characters are enough."`
	Values []string `arg:"" name:"field=value" help:"What it should say, such as \"speaker=Maria Lenz\"."`
}

func (correctCommand) Help() string {
	return help(`Corrects fields of a statement (speaker, role, kind, polarity, date ...) or what is known about a document (outlet, published, title, language ...). A document is read again after that, because its date and outlet matter to the reading: "hearsay add" does it. `+decideHelp,
		"correct "+demoDB+" --as \"M. Desk\" "+sampleStatement+" \"role=Defence Minister of Corrany\"",
		"correct "+demoDB+" --as \"M. Desk\" "+sampleDocument+" published=2031-03-04")
}

// Run corrects fields.
func (c *correctCommand) Run(t *terminal, l *ledger) error {
	var list []corpus.Decision
	for _, v := range c.Values {
		field, value, ok := strings.Cut(v, "=")
		if !ok || strings.TrimSpace(field) == "" {
			return &usageError{command: t.command, err: fmt.Errorf("%q is not of the form FIELD=VALUE", v)}
		}
		list = append(list, corpus.Decision{Subject: c.ID, Verb: corpus.Correct, Field: strings.TrimSpace(field), Value: strings.TrimSpace(value)})
	}
	return c.decide(t, l, list)
}

// decide appends decisions in order and stops at the first that cannot be
// taken. Those before it stand and have been told.
func (d *decider) decide(t *terminal, l *ledger, list []corpus.Decision) (err error) {
	if strings.TrimSpace(d.As) == "" {
		return &usageError{command: t.command, err: fmt.Errorf("--as names nobody")}
	}
	st, err := l.openExisting(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	for _, e := range list {
		if ofRelation(e.Subject) && e.Verb != corpus.Correct {
			if err := d.decideRelation(t, st, e); err != nil {
				return err
			}
			continue
		}
		e.By, e.Note = d.As, d.Note
		e, err := st.Decide(t.ctx, e)
		switch {
		case errors.Is(err, store.ErrDecided):
			t.decidedBefore(e)
		case err != nil:
			return err
		default:
			t.decided(e)
		}
	}
	return t.tellPending(st, l)
}

// decided tells a decision in the words that will stand in the ledger.
func (t *terminal) decided(e corpus.Decision) {
	what := string(e.Verb) + "ed " + e.Subject
	if e.Field != "" {
		what += fmt.Sprintf(": %s = %q", e.Field, e.Value)
	}
	if e.Quoted != "" {
		what += fmt.Sprintf(" (%s)", excerpt(e.Quoted))
	}
	t.printf("%s, by %s\n", report.OneLine(what), report.OneLine(e.By))
}

// decidedBefore tells that nothing was appended.
func (t *terminal) decidedBefore(e corpus.Decision) {
	t.printf("%s is %sed already, by %s on %s; nothing was added\n", e.Subject, e.Verb, report.OneLine(e.By), e.At.Format(time.DateOnly))
}

// excerptRunes is how much of a quotation reminds a person of it.
const excerptRunes = 60

func excerpt(s string) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= excerptRunes {
		return string(r)
	}
	return string(r[:excerptRunes]) + " ..."
}

// tellPending says how to bring the reading up to date.
func (t *terminal) tellPending(st *store.Store, l *ledger) error {
	counts, err := st.Counts(t.ctx)
	if err == nil && counts.Pending > 0 {
		t.printf("%s to be read again: hearsay add --db %s\n", count(counts.Pending, "document"), report.OneLine(quoted(store.Shown(l.DB))))
	}
	return err
}
