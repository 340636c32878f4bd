package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"hearsay/capture"
	"hearsay/coverage"
	"hearsay/internal/store"
)

// commands is the command line. Every command says in its Help method what a
// person would want to know and has an example, which a test runs on the
// ledger of the demo.
type commands struct {
	ledger
	ShowVersion versionFlag `name:"version" help:"Tell the version, as the command does."`

	Demo demoCommand `cmd:"" group:"begin" help:"Show what hearsay does, on a small invented collection."`
	Add  addCommand  `cmd:"" group:"begin" help:"Take in files and web pages and read them; without paths, go on where the last run stopped."`
	Feed feedCommand `cmd:"" group:"begin" help:"Follow feeds: fetch what they name as it comes."`

	Documents  documentsCommand  `cmd:"" group:"ask" help:"List documents."`
	Statements statementsCommand `cmd:"" group:"ask" help:"List who said what."`
	Figures    figuresCommand    `cmd:"" group:"ask" help:"Line up who says how many, and where they disagree."`
	Search     searchCommand     `cmd:"" group:"ask" help:"Find documents by their words."`
	Show       showCommand       `cmd:"" group:"ask" help:"Show the passage that a statement comes from, or a document."`
	Versions   versionsCommand   `cmd:"" group:"ask" help:"Show what was changed in a piece after it was published."`
	Claims     claimsCommand     `cmd:"" group:"over" help:"List what documents of several outlets say alike, and whom they have it from."`
	Origins    originsCommand    `cmd:"" group:"over" help:"Trace a claim: who has it from whom, and how it was worded."`
	Relations  relationsCommand  `cmd:"" group:"over" help:"List what passages of several documents have to do with each other."`
	Entities   entitiesCommand   `cmd:"" group:"over" help:"List persons in public roles, organisations, outlets and states."`
	Entity     entityCommand     `cmd:"" group:"over" help:"Show one of them: where it appears, and as what."`
	Silence    silenceCommand    `cmd:"" group:"over" help:"Show who covers an event, and who does not."`
	Events     eventsCommand     `cmd:"" group:"over" help:"List events, or propose some from bursts."`
	Brief      briefCommand      `cmd:"" group:"ask" help:"Write a brief: who says what, source by source, each with its passage."`

	Confirm confirmCommand `cmd:"" group:"decide" help:"Confirm statements and relations."`
	Reject  rejectCommand  `cmd:"" group:"decide" help:"Reject statements and relations."`
	Correct correctCommand `cmd:"" group:"decide" help:"Correct a statement or what is known about a document."`

	Merge    mergeCommand    `cmd:"" group:"decide" help:"Say that two entities are one."`
	Split    splitCommand    `cmd:"" group:"decide" help:"Say that an entity is two."`
	Rename   renameCommand   `cmd:"" group:"decide" help:"Say how an entity is called."`
	Describe describeCommand `cmd:"" group:"decide" help:"Say who or what an entity is."`
	Undo     undoCommand     `cmd:"" group:"decide" help:"Take a decision about a relation or an entity back."`
	Outlets  outletsCommand  `cmd:"" group:"decide" help:"Keep the register of outlets: who owns them, for whom they are made."`

	Event  eventCommand  `cmd:"" group:"decide" help:"Keep the events whose coverage is asked for."`
	Silent silentCommand `cmd:"" group:"decide" help:"Say that an outlet is silent, where none was found."`

	Orphans orphansCommand `cmd:"" group:"decide" help:"List decisions that have lost their statement to a new reading."`

	Read  readCommand  `cmd:"" group:"read" help:"Read files without a ledger, for scripts."`
	Score scoreCommand `cmd:"" group:"read" help:"Measure the reading on texts that people have read."`

	Failures failuresCommand `cmd:"" group:"keep" help:"List what could not be read, with file, record and reason."`
	Verify   verifyCommand   `cmd:"" group:"keep" help:"Look for damage in the ledger."`
	Copy     copyCommand     `cmd:"" group:"keep" help:"Copy the whole ledger to a file or to PostgreSQL."`
	Purge    purgeCommand    `cmd:"" group:"keep" help:"Take a document or a file out of the ledger for good."`
	Log      logCommand      `cmd:"" group:"keep" help:"List the custody log."`
	Version  versionCommand  `cmd:"" group:"keep" help:"Tell the version of hearsay and of its reader."`
	Help     helpCommand     `cmd:"" group:"keep" help:"Say what a command does, as --help does."`
}

// ledger says which ledger is meant.
type ledger struct {
	DB string `name:"db" env:"HEARSAY_DB" default:"${db}" placeholder:"LEDGER" help:"The ledger: a file, or postgres://user@host/database (default: ${default})."`

	Measures string `name:"measures" env:"HEARSAY_MEASURES" placeholder:"FILE" help:"A YAML file with measures of your own for figures; with another one the next \"hearsay add\" reads everything again."`
}

// named returns the ledger as a command line must name it on this machine: ""
// for the one that a plain command takes here.
func (l *ledger) named() string {
	plain := os.Getenv("HEARSAY_DB")
	if plain == "" {
		plain = defaultDB
	}
	return l.namedBeside(plain)
}

// namedElsewhere is named for what is handed on: it knows no environment.
func (l *ledger) namedElsewhere() string { return l.namedBeside(defaultDB) }

func (l *ledger) namedBeside(plain string) string {
	if filepath.Clean(l.DB) == filepath.Clean(plain) {
		return ""
	}
	return store.Shown(l.DB)
}

// defaultDB is the ledger of the directory that a person works in.
const defaultDB = "./hearsay.db"

// AfterApply takes an empty name for none: HEARSAY_DB= in a shell unsets it,
// and SQLite would keep a ledger without a name nowhere.
func (l *ledger) AfterApply() error {
	if l.DB == "" {
		l.DB = defaultDB
	}
	return nil
}

var groups = []kong.Group{
	{Key: "begin", Title: "Begin:"},
	{Key: "ask", Title: "Ask:"},
	{Key: "over", Title: "Ask over documents:"},
	{Key: "decide", Title: "Decide:"},
	{Key: "read", Title: "Read without a ledger:"},
	{Key: "keep", Title: "Keep:"},
}

const description = `Keeps a ledger of who said what, when, according to whom.
It reads articles, broadcasts' transcripts and channel posts of many outlets, and every line of every answer opens the passage that it comes from. It gives no verdict on truth.`

func newParser(c *commands, t *terminal) (*kong.Kong, error) {
	return kong.New(c,
		kong.Name("hearsay"),
		kong.Description(description),
		kong.ExplicitGroups(groups),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: helpWidth}),
		kong.Writers(t.stdout, t.stderr),
		kong.Exit(func(code int) { // after --help
			t.flush()
			os.Exit(code)
		}),
		kong.Vars{"db": defaultDB, "delay": capture.DefaultDelay.String(),
			"late": strconv.Itoa(coverage.DefaultLate), "within": strconv.Itoa(coverage.DefaultWithin)},
		kong.Bind(t),
	)
}

// helpWidth is the widest that help is set, for easy reading.
const helpWidth = 100

// help makes the text of a command's help: what it does, then examples, of
// which each is one line that can be pasted.
func help(text string, examples ...string) string {
	var b strings.Builder
	b.WriteString(strings.TrimSpace(text))
	b.WriteString("\n\nExample")
	if strings.Contains(strings.Join(examples, ""), "hearsay-demo") {
		b.WriteString(" (after \"hearsay demo\")")
	}
	b.WriteString(":\n")
	for _, e := range examples {
		b.WriteString("\n    hearsay " + e)
	}
	return b.String()
}

// What the examples refer to: identities in the ledger of the demo, which
// stay as long as the sample and the reading of its sentence do.
const (
	sampleStatement = "s3e06acfb9"
	sampleDocument  = "d7f05079a1"
	sampleEntity    = "e960f30fca" // State Security Directorate
	otherEntity     = "e690f2b33b" // Corrany's State Security Directorate
	entityDocument  = "d86de8f75d" // one of those in which the first appears
	sampleURL       = "https://ctb.example/en/2031/03/19/torvane"
	demoDB          = "--db hearsay-demo/hearsay.db"
)
