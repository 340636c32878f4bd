package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"hearsay/corpus"
)

// The steps by which a ledger came to its present shape, in order. A step
// that has been released is never edited.
//
//go:embed schema/*.sql
var schemaFiles embed.FS

// schemaStep is one file of schema, named after its number: 0001_ledger.sql.
type schemaStep struct {
	number int
	text   string
}

func schemaSteps() ([]schemaStep, error) {
	names, err := fs.Glob(schemaFiles, "schema/*.sql") // sorted
	if err != nil {
		return nil, err
	}
	var steps []schemaStep
	for i, name := range names {
		digits, _, _ := strings.Cut(path.Base(name), "_")
		n, err := strconv.Atoi(digits)
		if err != nil || n != i+1 {
			return nil, fmt.Errorf("schema step %s: want number %d", name, i+1)
		}
		b, err := schemaFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		steps = append(steps, schemaStep{n, string(b)})
	}
	return steps, nil
}

// migrate brings the ledger to the shape that this program knows, each step
// in a transaction of its own.
func (st *Store) migrate(ctx context.Context) error {
	steps, err := schemaSteps()
	if err != nil {
		return err
	}
	// Looking first keeps a ledger that is up to date free of writers.
	if err := st.checkVersion(ctx); err == nil || errors.Is(err, corpus.ErrNewer) {
		return err
	}
	for _, step := range steps {
		if err := st.update(ctx, func(t *tx) error { return t.takeStep(step, len(steps)) }); err != nil {
			return fmt.Errorf("schema step %d: %w", step.number, err)
		}
	}
	return nil
}

// takeStep applies a step unless the ledger has it; newest is the last step
// that this program knows.
func (t *tx) takeStep(step schemaStep, newest int) error {
	have, err := t.version()
	if err != nil {
		return err
	}
	if have > newest {
		return newer(have, newest)
	}
	if have >= step.number {
		return nil
	}
	if _, err := t.ExecContext(t.ctx, t.st.sql.schema(step.text)); err != nil {
		return err
	}
	return t.setVersion(step.number)
}

func newer(have, newest int) error {
	return fmt.Errorf("its schema is step %d, this program knows %d: %w", have, newest, corpus.ErrNewer)
}

// version returns the last step that the ledger took, 0 for a new one.
func (t *tx) version() (int, error) {
	found, err := t.st.sql.hasTables(t)
	if err != nil || !found {
		return 0, err
	}
	var n int
	found, err = t.row("SELECT step FROM schema_version", nil, &n)
	if err == nil && !found {
		err = fmt.Errorf("no schema version: %w", corpus.ErrNotLedger)
	}
	return n, err
}

func (t *tx) setVersion(n int) error {
	if n > 1 {
		return t.exec("UPDATE schema_version SET step = $1", n)
	}
	if err := t.createVersion(n); err != nil {
		return err
	}
	return t.log("open", "", struct {
		Schema int `json:"schema"`
	}{n})
}

func (t *tx) createVersion(n int) error {
	if _, err := t.ExecContext(t.ctx, "CREATE TABLE schema_version (step INTEGER NOT NULL)"); err != nil {
		return err
	}
	return t.exec("INSERT INTO schema_version (step) VALUES ($1)", n)
}

// checkVersion refuses a ledger that is not of the shape that this program
// reads.
func (st *Store) checkVersion(ctx context.Context) error {
	steps, err := schemaSteps()
	if err != nil {
		return err
	}
	return st.view(ctx, func(t *tx) error {
		have, err := t.version()
		switch {
		case err != nil:
			return err
		case have > len(steps):
			return newer(have, len(steps))
		case have < len(steps):
			return fmt.Errorf("its schema is step %d, not %d: \"hearsay add\" without paths brings it up to date", have, len(steps))
		}
		return nil
	})
}
