package main

import (
	"encoding/json"
	"time"

	"hearsay/corpus"
	"hearsay/internal/report"
	"hearsay/internal/store"
)

type logCommand struct {
	JSON bool `help:"Write one JSON object a line; its field names are stable."`
}

func (logCommand) Help() string {
	return help(`Lists the custody log, oldest first: what was fetched, taken in, parsed, read, decided and purged, when, and the hash that chains each row to the one before. The last hash is the head that "hearsay verify --expect" asks for.`,
		"log "+demoDB)
}

// logJSON has stable field names.
type logJSON struct {
	Seq     int64           `json:"seq"`
	Time    string          `json:"time"` // RFC 3339, UTC
	Kind    string          `json:"kind"`
	Subject string          `json:"subject"`
	Detail  json.RawMessage `json:"detail"`
	Hash    corpus.Digest   `json:"hash"`
}

// Run lists the custody log.
func (c *logCommand) Run(t *terminal, l *ledger) (err error) {
	st, err := l.openReading(t.ctx)
	if err != nil {
		return err
	}
	defer closing(st, &err)
	for e, err := range st.Log(t.ctx) {
		if err != nil {
			return err
		}
		if err := t.logEntry(e, c.JSON); err != nil {
			return err
		}
	}
	return nil
}

// hashDigits is how much of a hash a person compares by eye.
const hashDigits = 12

func (t *terminal) logEntry(e store.LogEntry, asJSON bool) error {
	if !asJSON {
		t.printf("%6d  %s  %-10s %-21s  %s  %s\n", e.Seq, e.Time.UTC().Format(time.RFC3339), e.Kind, report.OneLine(e.Subject),
			e.Hash[:min(len(e.Hash), hashDigits)], report.OneLine(e.Detail))
		return nil
	}
	detail := json.RawMessage(e.Detail)
	if !json.Valid(detail) { // a damaged ledger must still be listed
		detail, _ = json.Marshal(e.Detail)
	}
	return report.WriteJSON(t.stdout, logJSON{e.Seq, e.Time.UTC().Format(time.RFC3339Nano), e.Kind, e.Subject, detail, e.Hash})
}
