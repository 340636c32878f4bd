package store

import (
	"fmt"
	"strconv"
)

// carryOut takes out what was planned.
func (p *purge) carryOut() error {
	for _, step := range []func() error{p.takeRulings, p.takeDocuments, p.takeTexts, p.takeItems, p.takeCaptures, p.takeAddresses, p.redact, p.enter} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (p *purge) bury(kind, subject string) { p.tombs = append(p.tombs, custody{kind, subject}) }

func (p *purge) takeDocuments() error {
	for _, d := range p.documents {
		if err := p.takeDocument(d); err != nil {
			return fmt.Errorf("document %s: %w", d.id, err)
		}
	}
	return nil
}

// takeDocument takes out a document with all that hangs on it.
func (p *purge) takeDocument(d doomed) error {
	if d.lowStatement > 0 { // one call numbered them, one after the other
		if err := p.exec(p.st.sql.unindex(statementTerms), d.lowStatement, d.highStatement+1); err != nil {
			return err
		}
	}
	if err := p.exec(p.st.sql.unindex(blockTerms), d.number<<blockBits, (d.number+1)<<blockBits); err != nil {
		return err
	}
	relations, err := p.disconnect(d.number)
	if err != nil {
		return err
	}
	for _, id := range relations {
		p.bury(tombRelation, id)
	}
	p.entry.Relations += len(relations)
	for _, table := range []string{"figures", "statements", "annotations", "passages", "sources", "observations", "blocks", "sightings"} {
		if err := p.exec("DELETE FROM "+table+" WHERE document = $1", d.number); err != nil {
			return err
		}
	}
	for _, stage := range p.stages {
		if err := p.exec("DELETE FROM work WHERE stage = $1 AND subject = $2", stage, d.id); err != nil {
			return err
		}
	}
	if err := p.exec("DELETE FROM decisions WHERE document = $1", d.id); err != nil {
		return err
	}
	p.bury(tombDocument, d.id)
	for _, id := range d.statements {
		p.bury(tombStatement, id)
	}
	for _, id := range d.figures {
		p.bury(tombFigure, id)
	}
	p.entry.Documents++
	p.entry.Statements += len(d.statements)
	p.entry.Figures += len(d.figures)
	p.entry.Decisions += d.decisions
	return p.exec("DELETE FROM documents WHERE number = $1", d.number)
}

// takeTexts takes out the texts that no document has any more.
func (p *purge) takeTexts() error {
	for _, d := range p.documents {
		n, err := p.changes("DELETE FROM texts WHERE digest = $1 AND NOT EXISTS (SELECT 1 FROM documents WHERE text_digest = $1)", d.text)
		if err != nil {
			return err
		}
		if n > 0 {
			p.bury(tombText, d.text)
		}
	}
	return nil
}

// takeItems closes the pieces to new texts, and forgets the address of those
// that have no document left.
func (p *purge) takeItems() error {
	for _, d := range p.documents {
		p.bury(tombItem, d.item)
		if err := p.exec("DELETE FROM items WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM documents WHERE item = $1)", d.item); err != nil {
			return err
		}
	}
	return nil
}

// takeCaptures takes out the bytes of captures and what was said of them.
func (p *purge) takeCaptures() error {
	for _, c := range p.captures {
		if err := p.takeCapture(c); err != nil {
			return fmt.Errorf("capture %s: %w", c.ID, err)
		}
	}
	return nil
}

func (p *purge) takeCapture(c doomedCapture) error {
	p.entry.Captures++
	p.bury(tombOriginal, c.digest)
	if err := errFirst(
		p.exec("DELETE FROM chunks WHERE digest = $1", c.digest),
		p.exec("UPDATE originals SET size = 0 WHERE digest = $1", c.digest),
		p.exec("DELETE FROM scrubs WHERE kind = $1 AND subject = $2", scrubCapture, c.ID),
		p.exec("DELETE FROM work WHERE stage = $1 AND subject = $2", string(StageParse), c.ID),
		// The reason of a failure may quote what could not be read.
		p.exec("DELETE FROM failures WHERE capture = $1 AND reason NOT LIKE $2", c.ID, withheldBegins+"%"),
	); err != nil {
		return err
	}
	if !c.whole {
		return nil
	}
	p.bury(tombCapture, c.ID)
	return p.exec("UPDATE captures SET source = '', given = '[]', incomplete = '' WHERE id = $1", c.ID)
}

// enter sets the tombstones and writes the row of the log. The rows of the
// file are overwritten after the transaction.
func (p *purge) enter() error {
	var fresh []custody
	for _, b := range p.tombs {
		n, err := p.changes("INSERT INTO tombstones (kind, subject, purge) VALUES ($1, $2, $3) ON CONFLICT (kind, subject) DO NOTHING", b[0], b[1], p.seq)
		if err != nil {
			return err
		}
		if n > 0 {
			fresh = append(fresh, b)
		}
	}
	p.entry.By, p.entry.Reason, p.entry.Rows = p.order.By, p.order.Reason, len(p.redacts)
	var err error
	if p.entry.Digest, err = p.keep(fresh); err != nil {
		return err
	}
	if err := p.owe(scrubFile, strconv.FormatInt(p.seq, 10), p.seq); err != nil {
		return err
	}
	return p.log(kindPurge, p.subject, p.entry)
}
