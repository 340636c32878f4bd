package main

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"

	"hearsay/corpus"
	"hearsay/internal/report"
	"hearsay/internal/store"
)

type verifyCommand struct {
	Expect string `placeholder:"HEAD" help:"A head of the custody log that was noted earlier and kept elsewhere."`
	JSON   bool   `help:"Write one JSON object."`
}

func (verifyCommand) Help() string {
	return help(`
Checks every page, row, original, text and link of the custody log, and prints the head of the log. Accidents are found without help; against tampering, note the head somewhere else and ask for it with --expect.

What was purged is listed as withheld, which is no damage.

Exit code: 0 sound, 2 HEAD is none, 6 damaged.`,
		"verify "+demoDB)
}

// Run verifies the ledger.
func (c *verifyCommand) Run(t *terminal, l *ledger) error {
	if err := c.check(t); err != nil {
		return err
	}
	if err := l.exists(t.ctx); err != nil {
		return err
	}
	rep, err := store.Verify(t.ctx, l.DB, corpus.Digest(strings.ToLower(c.Expect)), t.meter.share("verify"))
	t.meter.clear()
	if err != nil {
		return err
	}
	if c.JSON {
		err = writeVerifyJSON(t, rep)
	} else {
		t.verified(rep)
	}
	if err != nil {
		return err
	}
	return damagedBy(rep, l.DB)
}

// damagedBy makes an error of what verification found.
func damagedBy(rep store.VerifyReport, db string) error {
	if len(rep.Findings) == 0 {
		return nil
	}
	return fmt.Errorf("%s: %s: %w", shown(db), count(len(rep.Findings), "finding"), corpus.ErrDamaged)
}

// head is how the head of a custody log looks.
var head = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9A-Fa-f]{64}$`) })

// check tells a head that was not copied whole from a log that was changed.
func (c *verifyCommand) check(t *terminal) error {
	if c.Expect == "" || head().MatchString(c.Expect) {
		return nil
	}
	return &usageError{command: t.command, err: fmt.Errorf("--expect %q is no head: want 64 hexadecimal digits", c.Expect)}
}

// verified writes what verification looked at and found.
func (t *terminal) verified(rep store.VerifyReport) {
	for _, f := range rep.Findings {
		t.printf("damaged: %s: %s\n", report.OneLine(f.Where), report.OneLine(f.Reason))
	}
	t.withheld(rep.Withheld)
	if len(rep.Findings) == 0 {
		t.printf("Sound.\n")
	}
	if rep.Unscrubbed {
		t.printf("A purge is not finished: what it took out may still stand in free places of the file. \"hearsay add\" without paths goes on with it.\n")
	}
	pages := ""
	if rep.Pages > 0 { // a server's are not looked at
		pages = count(int(rep.Pages), "page") + ", "
	}
	t.printf("Checked %s%s, %s and %s of the custody log.\n", pages, count(int(rep.Rows), "row"),
		count(int(rep.Originals), "original"), count(int(rep.LogRows), "row"))
	if rep.Head.Rows > 0 {
		t.printf("Head: %s (row %d, %s)\n", rep.Head.Digest, rep.Head.Rows, rep.Head.Time.UTC().Format(time.RFC3339))
	}
}

// verifyJSON has stable field names.
type verifyJSON struct {
	Sound     bool          `json:"sound"`
	Pages     int64         `json:"pages"`
	Rows      int64         `json:"rows"`
	Originals int64         `json:"originals"`
	LogRows   int64         `json:"log_rows"`
	Head      corpus.Digest `json:"head"`
	Findings  []findingJSON `json:"findings"`
	// Withheld is what purges took out, which is no damage; Unscrubbed tells
	// that one of them is not finished.
	Withheld   []withheldJSON `json:"withheld"`
	Unscrubbed bool           `json:"unscrubbed"`
}

type withheldJSON struct {
	Kind    string `json:"kind"` // "document", "capture", "original"
	Subject string `json:"subject"`
	Since   string `json:"since"` // RFC 3339, UTC
	By      string `json:"by"`
	Reason  string `json:"reason"`
	Row     int64  `json:"log_row"`
}

type findingJSON struct {
	What   string `json:"what"`
	Where  string `json:"where"`
	Reason string `json:"reason"`
}

func writeVerifyJSON(t *terminal, rep store.VerifyReport) error {
	out := verifyJSON{Sound: len(rep.Findings) == 0, Pages: rep.Pages, Rows: rep.Rows, Originals: rep.Originals,
		LogRows: rep.LogRows, Head: rep.Head.Digest, Findings: []findingJSON{}, Withheld: []withheldJSON{}, Unscrubbed: rep.Unscrubbed}
	for _, w := range rep.Withheld {
		out.Withheld = append(out.Withheld, withheldJSON{w.Kind, w.Subject, w.Since.Format(time.RFC3339), w.By, w.Reason, w.Purge})
	}
	for _, f := range rep.Findings {
		out.Findings = append(out.Findings, findingJSON(f))
	}
	return report.WriteJSON(t.stdout, out)
}

// share returns a progress function for work that is counted, not read.
func (m *meter) share(stage string) func(done, total int64) {
	return func(done, total int64) {
		if total > 0 && m.due(time.Now()) {
			m.draw(fmt.Sprintf("%-8s%3d %%", stage, min(100, done*100/total)), false)
		}
	}
}

// withheld writes what purges took out: of many the last, and how many there
// are; --json has all.
func (t *terminal) withheld(list []store.Withheld) {
	if n := len(list) - mostTold; n > 0 {
		t.printf("withheld: %s documents, captures and originals, here the last; --json has all\n", number(len(list)))
		list = list[n:]
	}
	for _, w := range list {
		t.printf("withheld: %s %s since %s by %s: %s\n", w.Kind, report.OneLine(w.Subject), w.Since.Format(time.DateOnly),
			report.OneLine(w.By), report.OneLine(w.Reason))
	}
}
