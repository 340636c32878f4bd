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

// Scrub finishes purges: it overwrites what they took out where the database
// only marked it as free. It does nothing when there is none to finish. It
// takes a while in a large ledger, for which it needs the size of the ledger
// once more on the disk, and fails while another program reads; the next call
// goes on.
func (st *Store) Scrub(ctx context.Context) error {
	var owed []string
	err := st.view(ctx, func(t *tx) (err error) {
		owed, err = t.strings("SELECT subject FROM scrubs WHERE kind = $1", scrubFile)
		return err
	})
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

// overwrite runs the database's own means while nobody else writes through
// this store.
func (st *Store) overwrite(ctx context.Context) error {
	pass, err := st.turn(ctx)
	if err != nil {
		return err
	}
	defer pass()
	return st.writer.scrub(ctx)
}

// errReadBeside tells that another program holds on to an earlier state.
var errReadBeside = errors.New("another program reads the ledger; end it and run \"hearsay add\" without paths, which goes on with it")
