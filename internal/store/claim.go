package store

import (
	"context"
	"errors"
	"fmt"

	"hearsay/corpus"
)

// Claim is pending work in the hands of this process. On PostgreSQL it is a
// transaction that holds the rows of the work, in which the results are
// committed too: several processes work on one ledger, none takes what
// another has, and what a process that dies has taken is free at once. On a
// file nobody holds anything: work that two processes do at once is done
// twice, with one result.
type Claim struct {
	Work []Work

	st    *Store
	tx    *transaction // nil on a file
	begun bool         // documents of the capture were added
}

// ErrLost tells that a claim was given up because another transaction stood
// in the way. The work is pending as it was.
var ErrLost = errors.New("the work was given up to another process")

// Claim takes up to limit pieces of work of a stage that [Store.Pending] would
// list and that nobody else has. A claim without work holds nothing. One that
// is not finished is given up when ctx ends; closing the ledger does not end it.
func (st *Store) Claim(ctx context.Context, stage Stage, version, after string, limit int) (*Claim, error) {
	return st.claim(ctx, stage, version, workAfter, after, limit)
}

// ClaimOne takes one piece of work if it is to be done and nobody else has it.
func (st *Store) ClaimOne(ctx context.Context, stage Stage, version, subject string) (*Claim, error) {
	return st.claim(ctx, stage, version, workOf, subject, 1)
}

func (st *Store) claim(ctx context.Context, stage Stage, version, which, subject string, limit int) (_ *Claim, err error) {
	c := &Claim{st: st}
	if st.sql.skipLocked() == "" {
		err = st.view(ctx, func(t *tx) error {
			c.Work, err = t.open(stage, version, which, subject, limit)
			return err
		})
	} else {
		err = c.hold(ctx, stage, version, which, subject, limit)
	}
	if err != nil {
		return nil, fmt.Errorf("claim work to %s: %w", stage, plainly(err))
	}
	return c, nil
}

// hold begins the claim's transaction, unless there is nothing to hold.
func (c *Claim) hold(ctx context.Context, stage Stage, version, which, subject string, limit int) error {
	if c.st.writer == nil {
		return errReadOnly
	}
	t, err := c.st.writer.begin(ctx)
	if err != nil {
		return err
	}
	c.Work, err = c.st.writing(ctx, t).open(stage, version, which, subject, limit)
	if err != nil || len(c.Work) == 0 {
		defer t.leave()
		return errors.Join(err, t.Rollback())
	}
	c.tx = &t
	return nil
}

// finish commits what f writes, and with it the claim.
func (c *Claim) finish(ctx context.Context, f func(*tx) error) error {
	if c.tx == nil {
		return c.st.update(ctx, f)
	}
	t := *c.tx
	c.tx = nil
	err := c.st.commit(ctx, t, f)
	if c.st.sql.passing(err) {
		err = fmt.Errorf("%w: %w", ErrLost, err)
	}
	return err
}

// AddDocuments is [Store.AddDocuments] for the capture of a claim to parse.
// With done it finishes the claim.
func (c *Claim) AddDocuments(ctx context.Context, docs []corpus.Document, failures []Failure, done *Parsed) (added Added, err error) {
	capture := c.Work[0].Subject
	anew := !c.begun && c.Work[0].Status == workDone
	add := func(t *tx) (err error) {
		added, err = t.addDocuments(capture, anew, docs, failures, done)
		return err
	}
	if err = checkDocuments(docs); err == nil {
		c.begun = true
		if done != nil {
			err = c.finish(ctx, add)
		} else {
			err = c.st.update(ctx, add)
		}
	}
	if err != nil {
		return Added{}, fmt.Errorf("add documents of %s: %w", capture, err)
	}
	return added, nil
}

// Fail records that the one piece of work of a claim failed in version, as
// [Store.Fail] does, and finishes the claim.
func (c *Claim) Fail(ctx context.Context, version string, cause error) error {
	w := c.Work[0]
	w.Version = version
	if err := c.finish(ctx, func(t *tx) error { return t.fail(w, cause) }); err != nil {
		return fmt.Errorf("record failure of %s %s: %w", w.Stage, w.Subject, err)
	}
	return nil
}

// FailedReading is a document that could not be read, and why.
type FailedReading struct {
	Document string
	Cause    error
}

// PutAnnotations is [Store.PutAnnotations] for results of a claim to read,
// records what failed, and finishes the claim. It returns the results that were
// put: what a purge took out meanwhile is left out. Work of the claim that is
// in neither list stays pending.
func (c *Claim) PutAnnotations(ctx context.Context, version string, results []Annotated, failed []FailedReading) (put []Annotated, err error) {
	err = c.finish(ctx, func(t *tx) error {
		for _, f := range failed {
			if err := t.fail(Work{Subject: f.Document, Stage: StageAnnotate, Version: version}, f.Cause); err != nil {
				return err
			}
		}
		if put, err = t.withoutPurged(results); err != nil {
			return err
		}
		return t.putAnnotations(version, put)
	})
	if err != nil {
		return nil, fmt.Errorf("put annotations of %s: %w", version, err)
	}
	return put, nil
}

func (t *tx) withoutPurged(results []Annotated) (list []Annotated, err error) {
	for _, r := range results {
		if _, _, err := t.resolveDocument(r.Document); errors.Is(err, corpus.ErrWithheld) {
			continue
		} else if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}
