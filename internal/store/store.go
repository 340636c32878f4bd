// Package store keeps the ledger: what was taken in, what was read from it
// and what people decided about that, in one database.
//
// What it stores, and under which key:
//
//	originals, chunks   digest -> the unchanged bytes, compressed, 1 MiB each
//	captures            id     -> one file or fetch: source, digest, time
//	items, texts        id, digest -> what a publisher calls a piece; a frozen text
//	documents, blocks   id     -> item + text, what stands about it, its labelled stretches
//	observations        document, rank -> metadata with the origin of each
//	sightings           document, capture, place -> that a capture contained it
//	work                stage, subject -> what is to be done, was done or failed
//	annotations         document, stage -> the current reading, whole
//	statements          id     -> one attribution, with people's decisions on top
//	decisions           seq    -> what a person decided; appended, never changed
//	log                 seq    -> the custody log, each row hashed with the one before
//	custody             seq    -> the digests of what a row of the log is about
//	tombstones          kind, subject -> that it was taken out for good, by which row of the log
//	scrubs              kind, subject -> what is still to be done for that
//
// Originals are kept so that everything else can be made again, and so that
// a reader can be shown the bytes that somebody published. Results, the state
// of the work and the log's row commit in one transaction: after a crash
// there is nothing to repair.
//
// Beside them stand two search indexes, of blocks and of statements' content.
// Their terms are made in Go (see term.go), so that every database gives the
// same answers.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"hearsay/corpus"
)

// Store is one ledger. It is safe for use by many goroutines.
type Store struct {
	name string // as it was opened
	sql  dialect
	read *sql.DB // connections that only read

	writing  chan struct{} // holds one token: who has it may use write
	write    *sql.Conn     // nil when the ledger is open for reading only
	writeDB  *sql.DB
	prepared map[string]*sql.Stmt // of write, by text
	lexer    lexer                // of the writer
}

// Open opens the ledger that dsn names, a path of an SQLite file, and makes
// it when it is missing. The error wraps [corpus.ErrNotLedger] when the file
// is something else, which is then left as it is, [corpus.ErrNewer] when a
// newer version of the program made it, [corpus.ErrDamaged] when its end is
// missing, and [corpus.ErrInvalid] when dsn names no file.
func Open(ctx context.Context, dsn string) (*Store, error) {
	if err := errFirst(checkName(dsn), checkWhole(dsn)); err != nil {
		return nil, fmt.Errorf("open ledger %s: %w", dsn, err)
	}
	st, err := openSQLite(ctx, dsn)
	if err != nil {
		return nil, fmt.Errorf("open ledger %s: %w", dsn, onDisk(err))
	}
	st.name = dsn
	if err := st.migrate(ctx); err != nil {
		return nil, fmt.Errorf("open ledger %s: %w", dsn, errors.Join(err, st.Close()))
	}
	// What a purge left undone, by a crash or because another program was
	// reading, is done now. Where it fails again the ledger is as good as it
	// was, [Verify] tells of it, and the next opening tries once more.
	_ = st.Scrub(ctx)
	return st, nil
}

// OpenReadOnly opens an existing ledger without writing to it, and fails with
// an error wrapping fs.ErrNotExist when there is none, and else as [Open]
// does.
func OpenReadOnly(ctx context.Context, dsn string) (*Store, error) {
	if err := errFirst(checkName(dsn), checkWhole(dsn)); err != nil {
		return nil, fmt.Errorf("open ledger %s to read: %w", dsn, err)
	}
	return openToRead(ctx, dsn)
}

// errFirst returns the first error of a list.
func errFirst(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// openToRead opens a ledger even where its end is missing, for [Verify].
func openToRead(ctx context.Context, dsn string) (*Store, error) {
	st, err := openSQLiteReadOnly(ctx, dsn)
	if err != nil {
		return nil, fmt.Errorf("open ledger %s to read: %w", dsn, err)
	}
	if err := st.checkVersion(ctx); err != nil {
		return nil, fmt.Errorf("open ledger %s to read: %w", dsn, errors.Join(err, st.Close()))
	}
	return st, nil
}

// Close writes what is pending into the one file and closes it. It waits for
// a transaction that is under way. Closing again does nothing.
func (st *Store) Close() error {
	errs := []error{st.read.Close()}
	if st.write == nil {
		return errs[0]
	}
	st.writing <- struct{}{}
	defer func() { <-st.writing }()
	if st.prepared == nil {
		return nil
	}
	for _, s := range st.prepared {
		errs = append(errs, s.Close())
	}
	st.prepared = nil
	return st.onDisk(errors.Join(append(errs, st.sql.settle(st.write), st.write.Close(), st.writeDB.Close())...))
}

// tx is one transaction.
type tx struct {
	*sql.Tx
	st      *Store
	ctx     context.Context
	now     time.Time // one time for everything that it writes
	writing bool
	reading map[string]*sql.Stmt // of a read-only transaction, by text
}

// update runs f in a transaction of the one writer and commits what it did,
// or nothing when it fails.
func (st *Store) update(ctx context.Context, f func(*tx) error) error {
	if st.write == nil {
		return errReadOnly
	}
	select {
	case st.writing <- struct{}{}:
		defer func() { <-st.writing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if st.prepared == nil {
		return errClosed
	}
	// The transaction ends by the hand of this function alone: were it
	// rolled back from elsewhere when ctx ends, a statement on its way could
	// run behind it, outside of any transaction.
	t, err := st.write.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return fmt.Errorf("begin: %w", st.onDisk(err))
	}
	err = f(&tx{Tx: t, st: st, ctx: ctx, now: time.Now().UTC(), writing: true})
	if err = errors.Join(err, ctx.Err()); err != nil {
		t.Rollback() // fails only where the database has done it already
		return st.onDisk(err)
	}
	if err := t.Commit(); err != nil {
		return fmt.Errorf("commit: %w", st.onDisk(err))
	}
	return nil
}

var (
	errReadOnly = errors.New("the ledger is open for reading only")
	errClosed   = errors.New("the ledger is closed")
)

// view runs f in a read-only transaction, which sees the ledger as it was at
// one moment.
func (st *Store) view(ctx context.Context, f func(*tx) error) error {
	t, err := st.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("begin reading: %w", err)
	}
	defer t.Rollback() // there is nothing to lose
	return f(&tx{Tx: t, st: st, ctx: ctx, now: time.Now().UTC(), reading: map[string]*sql.Stmt{}})
}

// exec runs one statement, which is prepared once for the life of the store.
// Placeholders are $1, $2 ...
func (t *tx) exec(query string, args ...any) error {
	_, err := t.changes(query, args...)
	return err
}

// changes runs one statement and returns how many rows it changed.
func (t *tx) changes(query string, args ...any) (int64, error) {
	if !t.writing {
		return 0, errReadOnly
	}
	s, err := t.prepare(query)
	if err != nil {
		return 0, err
	}
	r, err := s.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", firstLine(query), err)
	}
	return r.RowsAffected()
}

// prepare returns a statement that is prepared once: for the life of the
// store on the writer's connection, on which a writing transaction runs, or
// for that of a read-only transaction.
func (t *tx) prepare(query string) (*sql.Stmt, error) {
	if err := t.ctx.Err(); err != nil {
		return nil, err
	}
	prepared, on := t.reading, t.PrepareContext
	if t.writing {
		prepared, on = t.st.prepared, t.st.write.PrepareContext
	}
	if s, ok := prepared[query]; ok {
		return s, nil
	}
	s, err := on(t.ctx, t.st.sql.rebind(query))
	if err != nil {
		return nil, fmt.Errorf("prepare %s: %w", firstLine(query), err)
	}
	prepared[query] = s
	return s, nil
}

// query runs a query. Its rows must be closed before the same query runs
// again in this transaction.
func (t *tx) query(query string, args ...any) (*sql.Rows, error) {
	s, err := t.prepare(query)
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryContext(t.ctx, args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", firstLine(query), err)
	}
	return rows, nil
}

// rows calls each for every row of the answer until it fails.
func (t *tx) rows(query string, args []any, each func(*sql.Rows) error) error {
	rows, err := t.query(query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("%s: %w", firstLine(query), err)
	}
	return nil
}

// row scans the first row of the answer; found is false when there is none.
func (t *tx) row(query string, args []any, into ...any) (found bool, err error) {
	rows, err := t.query(query, args...)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	if found = rows.Next(); found {
		err = rows.Scan(into...)
	} else {
		err = rows.Err()
	}
	if err != nil {
		return false, fmt.Errorf("%s: %w", firstLine(query), err)
	}
	return found, nil
}

func firstLine(query string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(query), "\n")
	return line
}

// timeForm is ISO 8601 of fixed width, so that times sort as text.
const timeForm = "2006-01-02T15:04:05.000000Z"

func timeText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(timeForm)
}

func timeOf(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(timeForm, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("time %q: %w", s, corpus.ErrDamaged)
	}
	return t, nil
}

// plain makes a string that both databases can keep: valid UTF-8 without
// U+0000.
func plain(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "")
}
