package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/coverage"
	"hearsay/internal/pipeline"
	"hearsay/internal/report"
	"hearsay/internal/store"
	"hearsay/measure"
	"hearsay/sample"
)

type demoCommand struct {
	Dir string `default:"hearsay-demo" placeholder:"DIR" help:"Where to build it (default: ./${default})."`
}

func (demoCommand) Help() string {
	return help(`Builds a ledger from a small collection of ten invented outlets on an invented dispute, prints a brief on one question, writes one on everything as a page, and says what to try next. Running it again goes on with what is there, decisions included. It does not touch the ledger of --db.`,
		"demo")
}

// Run builds the ledger of the demo and shows a brief.
func (c *demoCommand) Run(t *terminal) (err error) {
	l := &ledger{DB: filepath.Join(c.Dir, "hearsay.db")}
	collection := filepath.Join(c.Dir, "collection")
	if err := unpack(c.Dir); err != nil {
		return err
	}
	st, err := store.Open(t.ctx, l.DB)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	told := newComplaints(t, false)
	sum, err := newPipeline(told, st, l, pipeline.Options{}).Run(t.ctx, []string{collection}, nil)
	told.finish(l)
	if err != nil {
		return err
	}
	if err := sayKnown(t, st); err != nil {
		return err
	}
	page := filepath.Join(c.Dir, "brief.html")
	if err := showBriefs(t, st, l, page); err != nil {
		return err
	}
	if err := replaceFile(filepath.Join(c.Dir, "gold.jsonl"), writeGold); err != nil {
		return err
	}
	for _, name := range []string{"outlets.csv", "events.yaml", "trees.conllu", "dates.jsonl", "quantities.jsonl"} {
		if err := replaceFile(filepath.Join(c.Dir, name), writeSample(name)); err != nil {
			return err
		}
	}
	t.demoEnd(sum, page, l.DB, firstOf(t, st))
	return nil
}

// demoQuery asks what the collection's outlets disagree about most: what the
// shells hit at Torvane Lock. A brief on it fits on a few screens, which one
// on everything does not.
const demoQuery = "clinic OR depot"

// showBriefs writes a brief on everything to page and one on demoQuery to the
// terminal.
func showBriefs(t *terminal, st *store.Store, l *ledger, page string) error {
	measures := measure.Default() // as the demo is read
	all, err := report.MakeBrief(t.ctx, st, report.Scope{}, measures)
	if err != nil {
		return err
	}
	all.DB = l.namedElsewhere()
	if err := replaceFile(page, all.WriteHTML); err != nil {
		return err
	}
	one, err := report.MakeBrief(t.ctx, st, report.Scope{Text: demoQuery}, measures)
	if err != nil {
		return err
	}
	one.DB = l.named()
	return one.WriteText(t.stdout, t.style)
}

// sayKnown puts into the ledger what people know beside the collection: who its
// outlets are, and which events are asked for. What somebody said of them
// before stays.
func sayKnown(t *terminal, st *store.Store) error {
	if err := registerOutlets(t, st); err != nil {
		return err
	}
	text, err := sample.Files.ReadFile("events.yaml")
	if err != nil {
		return err
	}
	events, err := coverage.ReadEvents(bytes.NewReader(text))
	if err != nil {
		return err
	}
	return addUnknownEvents(t, st, events)
}

// demoName is who says it.
const demoName = "hearsay demo"

func registerOutlets(t *terminal, st *store.Store) error {
	list, err := st.Outlets(t.ctx)
	if err != nil || slices.ContainsFunc(list, func(o store.Outlet) bool { return o.Known }) {
		return err
	}
	text, err := sample.Files.ReadFile("outlets.csv")
	if err != nil {
		return err
	}
	_, err = pipeline.ImportOutlets(t.ctx, st, "outlets.csv", bytes.NewReader(text), demoName)
	return err
}

// unpack writes the collection into dir, as files that a person can open and
// "hearsay add" can read.
func unpack(dir string) error {
	err := fs.WalkDir(sample.Files, "collection", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(path))
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		b, err := fs.ReadFile(sample.Files, path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, b, filePermissions)
	})
	if err != nil {
		return fmt.Errorf("unpack the demo into %s: %w", dir, err)
	}
	return nil
}

// firstOf returns the identity of a statement to show, "" if there is none.
func firstOf(t *terminal, st *store.Store) string {
	f := store.StatementFilter{DocumentFilter: store.DocumentFilter{Limit: 1}, Kind: corpus.Direct}
	for s, err := range st.Statements(t.ctx, f) {
		if err == nil {
			return s.ID
		}
	}
	return ""
}

// demoEnd says where everything lies and what to try, in commands that work
// when they are pasted.
func (t *terminal) demoEnd(sum pipeline.Summary, page, db, statement string) {
	run := invocation(os.Args[0])
	at := " --db " + quoted(db)
	t.printf("\n")
	t.summary(sum)
	t.printf("\nAbove is a brief on one question, %q.\n", demoQuery)
	t.printf("The brief on all:  %s\nThe ledger:        %s\n\nTry next:\n", absolute(page), absolute(db))
	t.printf("  %s statements%s --speaker Strosky\n", run, at)
	t.printf("  %s figures%s --measure casualties\n", run, at)
	t.printf("  %s silence%s 'Torvane Lock'\n", run, at)
	t.printf("  %s search%s 'sappers OR \"construction workers\"'\n", run, at)
	if statement != "" {
		t.printf("  %s show%s %s\n", run, at, statement)
	}
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// invocation is how the program was called, so that a command printed with it
// works when it is pasted into the same shell.
func invocation(arg0 string) string {
	if strings.Contains(filepath.ToSlash(arg0), "/go-build") { // go run
		for _, dir := range []string{"./cmd/hearsay", "."} {
			if _, err := os.Stat(filepath.Join(dir, "main.go")); err == nil {
				return "go run " + dir
			}
		}
	}
	if filepath.Base(arg0) == arg0 {
		return arg0
	}
	if found, err := exec.LookPath(filepath.Base(arg0)); err == nil && sameFile(found, arg0) {
		return filepath.Base(arg0)
	}
	return quoted(arg0)
}

func sameFile(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

// quoted makes s one word of a POSIX shell.
func quoted(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("./_-+=:,@%", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
