package store

import (
	"errors"
	"fmt"

	"hearsay/corpus"
)

// checkBytes refuses a capture whose bytes a purge took out.
func (t *tx) checkBytes(capture string) error {
	var digest string
	if _, err := t.row("SELECT digest FROM captures WHERE id = $1", []any{capture}, &digest); err != nil {
		return err
	}
	withheld, err := t.tombstone(tombOriginal, digest)
	return errFirst(err, withheld)
}

// refuse does not take in a document that a purge took out, a text of one, or
// another text of its piece. The capture is to lose its bytes.
func (in *intake) refuse(d corpus.Document) (refused bool, err error) {
	withheld, err := in.standsWithheld(custody{tombDocument, d.ID}, custody{tombText, string(d.TextID)}, custody{tombItem, d.Item})
	if withheld == nil || err != nil {
		return false, err
	}
	in.added.Withheld = append(in.added.Withheld, &corpus.RecordError{Record: plain(d.Place), Err: withheld})
	var w *withheldError
	if !errors.As(withheld, &w) {
		return true, withheld
	}
	return true, in.owe(scrubCapture, in.capture, w.Purge)
}

// withheldItem is the error of a purge that took out the piece at an address.
func (t *tx) withheldItem(address string) (withheld, err error) {
	if corpus.NormalURL(address) == "" {
		return nil, nil
	}
	return t.tombstone(tombItem, corpus.ItemID(address, "", ""))
}

// refused are the failures that the ledger keeps of documents refused.
func (in *intake) refused() (list []Failure) {
	for _, e := range in.added.Withheld {
		list = append(list, Failure{Capture: in.capture, Place: e.Record, Reason: e.Err.Error()})
	}
	return list
}

// owe notes what a purge has still to do.
func (t *tx) owe(kind, subject string, purge int64) error {
	return t.exec("INSERT INTO scrubs (kind, subject, purge) VALUES ($1, $2, $3) ON CONFLICT (kind, subject) DO NOTHING", kind, subject, purge)
}

// withhold takes out the bytes of a capture that has been parsed and holds
// what was purged before.
func (in *intake) withhold() error {
	var by purgeEntry
	var purged int64
	var detail string
	owed, err := in.row("SELECT l.seq, l.detail FROM scrubs s JOIN log l ON l.seq = s.purge WHERE s.kind = $1 AND s.subject = $2",
		[]any{scrubCapture, in.capture}, &purged, &detail)
	if err != nil || !owed {
		return err
	}
	if err := jsonInto(detail, &by); err != nil {
		return err
	}
	if needed, err := in.twinPending(); needed || err != nil {
		return err // when that one is parsed, these bytes go
	}
	p := &purge{tx: in.tx, order: PurgeOrder{By: by.By, Reason: fmt.Sprintf("it holds what log row %d took out", purged)}}
	if err := p.planBytes(in.capture); err != nil {
		return err
	}
	if err := p.carryOut(); err != nil {
		return err
	}
	for _, c := range p.captures {
		if c.ID == in.capture && c.whole {
			in.entry.Incomplete = "" // it may quote what could not be read
		}
	}
	return nil
}

// twinPending reports whether another capture of the same bytes is yet to be
// parsed.
func (in *intake) twinPending() (bool, error) {
	return in.row(`SELECT 1 FROM captures c JOIN work w ON w.subject = c.id WHERE w.stage = $1 AND w.status = $2
		AND c.digest = (SELECT digest FROM captures WHERE id = $3) AND c.id <> $3`,
		[]any{string(StageParse), workPending, in.capture}, new(int))
}

// planBytes plans to take out the bytes of a capture and no document.
func (p *purge) planBytes(capture string) error {
	head, err := p.head()
	if err != nil {
		return err
	}
	p.subject, p.seq = capture, head.Rows+1
	digests, err := p.strings("SELECT digest FROM captures WHERE id = $1", capture)
	if err != nil {
		return err
	}
	if err := p.findCaptures(digests); err != nil {
		return err
	}
	return p.planRest()
}
