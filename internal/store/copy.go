package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"

	"hearsay/corpus"
)

// Copy copies the whole ledger at from to to, either of which may be a file or
// a database of PostgreSQL, and returns the head of its log, which the copy
// has too: nothing is logged. All rows come from one moment and arrive in one
// transaction, so that a copy is whole or is not there; the search indexes are
// made anew from the texts. What is at to must be missing or empty, else the
// error wraps corpus.ErrInvalid. progress, which may be nil, is told how many
// of the documents are done.
func Copy(ctx context.Context, from, to string, progress func(done, total int64)) (Head, error) {
	head, err := copyLedger(ctx, from, to, progress)
	if err != nil {
		return Head{}, fmt.Errorf("copy ledger %s to %s: %w", Shown(from), Shown(to), err)
	}
	return head, nil
}

func copyLedger(ctx context.Context, from, to string, progress func(done, total int64)) (head Head, err error) {
	source, err := OpenReadOnly(ctx, from)
	if err != nil {
		return head, err
	}
	defer source.Close()
	_, missing := os.Stat(to)
	target, err := open(ctx, to)
	if err != nil {
		return head, plainly(err)
	}
	defer func() {
		if err = errors.Join(err, target.Close()); err != nil && IsFile(to) && errors.Is(missing, fs.ErrNotExist) {
			os.Remove(to) // what was made for the copy alone
		}
	}()
	err = source.view(ctx, func(s *tx) error {
		if head, err = s.head(); err != nil {
			return err
		}
		return target.updateOnce(ctx, func(t *tx) error {
			c := &copying{from: s, to: t, progress: progress}
			err := c.all()
			if isOneOf(err, spoiled()) { // of the two, the one that was there before
				err = plainly(fmt.Errorf("ledger %s: %w", Shown(from), err))
			}
			return err
		})
	})
	return head, err
}

// copying is one copy.
type copying struct {
	from, to *tx
	progress func(done, total int64)
}

func (c *copying) all() error {
	steps, err := schemaSteps()
	if err != nil {
		return err
	}
	if err := c.makeTables(steps); err != nil {
		return err
	}
	for _, table := range tablesOf(steps) {
		if err := c.table(table); err != nil {
			return fmt.Errorf("table %s: %w", table, err)
		}
	}
	return c.indexes()
}

// makeTables takes all steps at once and logs nothing.
func (c *copying) makeTables(steps []schemaStep) error {
	made, err := c.to.st.sql.hasTables(c.to)
	if err != nil {
		return err
	}
	if made {
		return fmt.Errorf("there is a ledger already, a copy does not mix: %w", corpus.ErrInvalid)
	}
	for _, step := range steps {
		if _, err := c.to.ExecContext(c.to.ctx, c.to.st.sql.schema(step.text)); err != nil {
			return fmt.Errorf("schema step %d: %w", step.number, err)
		}
	}
	return c.to.createVersion(len(steps))
}

var tableLine = regexp.MustCompile(`(?m)^CREATE TABLE (\w+)`)

// tablesOf lists the tables in the order of the schema, in which each refers
// to those before it only.
func tablesOf(steps []schemaStep) (names []string) {
	for _, step := range steps {
		for _, m := range tableLine.FindAllStringSubmatch(step.text, -1) {
			names = append(names, m[1])
		}
	}
	return names
}

// table copies the rows of a table one by one, so that a chunk of an original
// is the most that is in memory.
func (c *copying) table(name string) error {
	var insert string
	return c.from.rows("SELECT * FROM "+name, nil, func(rows *sql.Rows) error {
		columns, err := rows.Columns()
		if err != nil {
			return err
		}
		if insert == "" {
			insert = insertion(name, columns)
		}
		row := make([]any, len(columns))
		into := make([]any, len(row))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		return c.to.exec(insert, row...)
	})
}

func insertion(table string, columns []string) string {
	marks := make([]string, len(columns))
	for i := range marks {
		marks[i] = fmt.Sprintf("$%d", i+1)
	}
	return "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.Join(marks, ", ") + ")"
}

// indexes makes the search indexes of all documents and statements.
func (c *copying) indexes() error {
	numbers, err := c.from.numbers("SELECT number FROM documents ORDER BY number")
	if err != nil {
		return err
	}
	for i, n := range numbers {
		if err := c.index(n); err != nil {
			return fmt.Errorf("index of document number %d: %w", n, err)
		}
		if c.progress != nil {
			c.progress(int64(i+1), int64(len(numbers)))
		}
	}
	return nil
}

func (c *copying) index(number int64) error {
	d, err := c.from.document(number)
	if err != nil {
		return err
	}
	if err := c.to.indexBlocks(number, &d); err != nil {
		return err
	}
	var list []statementRow
	err = c.from.rows(statementFields+statementTables+" WHERE s.document = d.number AND d.number = $1 ORDER BY s.place_no", []any{number},
		func(rows *sql.Rows) error {
			s, err := scanStatement(rows)
			list = append(list, s)
			return err
		})
	if err != nil {
		return err
	}
	stem := stemmerFor(d.Language)
	for _, s := range list {
		if err := c.to.index(statementTerms, s.number, d.Text, s.Content, stem); err != nil {
			return err
		}
	}
	return nil
}
