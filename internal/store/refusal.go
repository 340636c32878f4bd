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

// withhold takes out the bytes of the capture that has been parsed, if it holds
// what was purged before.
func (in *intake) withhold() error {
	p, err := in.takeOwed(in.capture)
	if p == nil || err != nil {
		return err
	}
	for _, c := range p.captures {
		if c.ID == in.capture && c.whole {
			in.entry.Incomplete = "" // it may quote what could not be read
		}
	}
	return nil
}

// takeOwed takes out the bytes of a capture that holds what was purged before,
// and returns what it did; nil if nothing is owed, or if it has to wait until
// another capture that loses its bytes with this one is parsed: see
// [Store.Scrub].
func (t *tx) takeOwed(capture string) (*purge, error) {
	var by purgeEntry
	var purged int64
	var detail string
	owed, err := t.row("SELECT l.seq, l.detail FROM scrubs s JOIN log l ON l.seq = s.purge WHERE s.kind = $1 AND s.subject = $2",
		[]any{scrubCapture, capture}, &purged, &detail)
	if err != nil || !owed {
		return nil, err
	}
	if err := jsonInto(detail, &by); err != nil {
		return nil, err
	}
	p := &purge{tx: t, order: PurgeOrder{By: by.By, Reason: fmt.Sprintf("it holds what log row %d took out", purged)}}
	err = p.planBytes(capture)
	if errors.Is(err, errUnparsed) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return p, p.carryOut()
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
