package store

import (
	"context"
	"errors"
	"fmt"
)

// The kinds of what a purge still has to do.
const (
	scrubFile    = "file"
	scrubCapture = "capture"
)

// Scrub finishes purges: it takes out the bytes of captures that were parsed
// and hold what was purged before, and overwrites what was taken out where the
// database only marked it as free. It does nothing when there is none to finish. It
// takes a while in a large ledger, for which it needs the size of the ledger
// once more on the disk, and fails while another program reads; the next call
// goes on.
func (st *Store) Scrub(ctx context.Context) error {
	if err := st.takeOwed(ctx); err != nil {
		return err
	}
	owed, err := st.owed(ctx, "SELECT subject FROM scrubs WHERE kind = $1", scrubFile)
	if err != nil || len(owed) == 0 {
		return err
	}
	if err := st.overwrite(ctx); err != nil {
		return fmt.Errorf("overwrite what was taken out: %w", st.plainly(err))
	}
	return st.update(ctx, func(t *tx) error {
		for _, subject := range owed {
			if err := t.exec("DELETE FROM scrubs WHERE kind = $1 AND subject = $2", scrubFile, subject); err != nil {
				return err
			}
		}
		return nil
	})
}

func (st *Store) owed(ctx context.Context, query string, args ...any) (subjects []string, err error) {
	err = st.view(ctx, func(t *tx) (err error) {
		subjects, err = t.strings(query, args...)
		return err
	})
	return subjects, err
}

// takeOwed takes out the bytes of captures that had to wait for others when
// they were parsed. What still has to wait is left.
func (st *Store) takeOwed(ctx context.Context) error {
	captures, err := st.owed(ctx, `SELECT s.subject FROM scrubs s JOIN work w ON w.stage = $1 AND w.subject = s.subject
		WHERE s.kind = $2 AND w.status = $3 ORDER BY w.seq`, string(StageParse), scrubCapture, workDone)
	if err != nil {
		return err
	}
	for _, c := range captures {
		err := st.update(ctx, func(t *tx) error {
			_, err := t.takeOwed(c)
			return err
		})
		if err != nil {
			return fmt.Errorf("take out %s: %w", c, err)
		}
	}
	return nil
}

// overwrite runs the database's own means while nobody else writes through
// this store.
func (st *Store) overwrite(ctx context.Context) error {
	if st.writer == nil {
		return errReadOnly
	}
	pass, err := st.writer.wait(ctx)
	if err != nil {
		return err
	}
	defer pass()
	if st.closed.Load() {
		return errClosed
	}
	return st.writer.scrub(ctx)
}

// errReadBeside tells that another program holds on to an earlier state.
var errReadBeside = errors.New("another program reads the ledger; end it and run \"hearsay add\" without paths, which goes on with it")
