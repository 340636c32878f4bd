package main

import (
	"fmt"
	"strings"

	"hearsay/internal/report"
	"hearsay/internal/store"
)

type purgeCommand struct {
	As     string `required:"" env:"HEARSAY_AS" placeholder:"NAME" help:"Who takes it out; it stands in the ledger for good."`
	Reason string `required:"" placeholder:"TEXT" help:"Why, in words that may be shown to anybody: they stay."`
	DryRun bool   `help:"Only tell what would go."`
	ID     string `arg:"" help:"A document or a capture (\"hearsay log\" and \"hearsay show --json\" name captures); its first six or more characters are enough."`
}

func (purgeCommand) Help() string {
	return help(`
Takes a document or a capture out of the ledger for good: its text, all that was read from it and decided about it, its words in the search index and in the custody log, and the bytes of every file that contained it. The other documents of such a file keep their texts and have no original any more. What is left is that something with this identity was taken out, when, by whom and why; it is not taken in again.

The file is then written anew, which needs its size once more on the disk. Copies of the ledger, what was exported from it, and the files that were added are not touched; take the file, and its row in an index, away before you add its folder again. Look first with --dry-run: there is no way back.

Exit code: 0 taken out, 5 not found, 8 taken out before.`,
		"purge "+demoDB+" --as \"M. Desk\" --reason \"court order\" --dry-run "+sampleDocument)
}

// Run takes out a document or a capture.
func (c *purgeCommand) Run(t *terminal, l *ledger) (err error) {
	for flag, value := range map[string]string{"--as": c.As, "--reason": c.Reason} {
		if strings.TrimSpace(value) == "" {
			return &usageError{command: t.command, err: fmt.Errorf("%s is empty", flag)}
		}
	}
	st, err := l.openExisting(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	done, err := st.Purge(t.ctx, store.PurgeOrder{ID: c.ID, By: c.As, Reason: c.Reason, DryRun: c.DryRun})
	if done.Subject != "" { // also where only the file could not be written anew
		t.purged(done, c.DryRun)
	}
	if err == nil && !c.DryRun {
		t.nothingLeft(done, l)
	}
	return err
}

// nothingLeft tells how far a purge reaches.
func (t *terminal) nothingLeft(p store.Purged, l *ledger) {
	if p.Unparsed > 0 {
		t.printf("%s of the ledger not parsed to the end; one that holds it loses its bytes when it is parsed (%s).\n",
			count(p.Unparsed, "file"), l.command("add"))
	} else {
		t.printf("Nothing of it is left in %s. ", report.OneLine(shown(l.DB)))
	}
	t.printf("Copies, exports and the files that were added are not touched.\n")
}

// purged tells what went, or would go.
func (t *terminal) purged(p store.Purged, dry bool) {
	went := "Took out"
	if dry {
		went = "Would take out"
	}
	t.printf("%s %s: %s, %s, %s, %s; %s of the custody log without their words.\n", went, p.Subject, count(len(p.Documents), "document"),
		count(p.Statements, "statement"), count(p.Figures, "figure"), count(p.Decisions, "decision"), count(p.LogRows, "row"))
	t.listed("Also, because their text is the same:", others(p.Documents, p.Subject))
	t.printf("Without their bytes (%s):\n", volume(p.Bytes))
	for _, c := range p.Captures {
		t.printf("  %s  %s%s\n", c.ID, report.OneLine(c.Source), remarks(c))
	}
	t.listed("These stay, although they are of the same piece or have the same title:", p.Alike)
}

// mostTold is how many identities a person reads through.
const mostTold = 20

func (t *terminal) listed(head string, list []string) {
	if len(list) == 0 {
		return
	}
	t.printf("%s\n", head)
	for _, id := range list[:min(len(list), mostTold)] {
		t.printf("  %s\n", id)
	}
	if n := len(list) - mostTold; n > 0 {
		t.printf("  and %s more\n", number(n))
	}
}

// others is list without one, if that is in it: of a capture all are its own.
func others(list []string, but string) (rest []string) {
	if !strings.HasPrefix(but, "d") {
		return nil
	}
	for _, id := range list {
		if id != but {
			rest = append(rest, id)
		}
	}
	return rest
}

// remarks says what else a person should know about a capture that lost its
// bytes.
func remarks(c store.PurgedCapture) string {
	var list []string
	if c.Index {
		list = append(list, "an index that tells of it")
	}
	if c.Stay > 0 {
		stay := " of it stay"
		if c.Stay == 1 {
			stay += "s"
		}
		list = append(list, count(c.Stay, "document")+stay+", without an original")
	}
	if c.Unparsed {
		list = append(list, "not parsed to its end")
	}
	if len(list) == 0 {
		return ""
	}
	return " (" + strings.Join(list, "; ") + ")"
}

// volume is a number of bytes for people.
func volume(n int64) string {
	const kilo = 1 << 10
	switch {
	case n < kilo:
		return count(int(n), "byte")
	case n < kilo*kilo:
		return fmt.Sprintf("%.1f KiB", float64(n)/kilo)
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/kilo/kilo)
}
