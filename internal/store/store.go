// Package store keeps the ledger: what was taken in, what was read from it
// and what people decided about that, in one database: a file of SQLite, or a
// schema of PostgreSQL for a team.
//
// What it stores, and under which key:
//
//	addresses           url    -> what is fetched, and what was said of it
//	feeds, gaps         url    -> what is asked for what is new, and when it was not seen
//	fetches             seq    -> one attempt to fetch an address, of whatever outcome
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
//	profiles, keys      document -> what is compared of it; key, document -> what it shares with others
//	appearances, name_keys id  -> an entity as one document shows it; key, appearance -> what it shares with others
//	relations           id     -> what the machine found that passages of documents have to do with each other
//	rulings             seq    -> what a person decided about a relation or an entity; appended, never changed
//	outlets             name   -> the register of outlets
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
	"sync"
	"sync/atomic"
	"time"

	"hearsay/corpus"
)

// Store is one ledger. It is safe for use by many goroutines.
type Store struct {
	sql    dialect
	dsn    string
	read   *sql.DB // connections that only read; on PostgreSQL, all of them
	writer *writer // nil when the ledger is open for reading only
	closed atomic.Bool

	// seats holds a token for each question that is being answered. It bounds
	// the connections that a program takes from a server, and the memory for
	// those to a file. Who has a seat waits for nobody, so that seats become
	// free: what holds a transaction and waits (a claim, a long list) has none.
	seats chan struct{}

	lexing sync.Mutex // guards lexer
	lexer  lexer      // of what is written
}

// writer begins transactions that write.
type writer struct {
	begin func(context.Context) (transaction, error)
	close func() error
	// scrub overwrites what was deleted.
	scrub func(context.Context) error

	turn chan struct{} // holds one token: who has it may begin, save that a claim on a server is begun before

	// Of a file, which is written on one connection; nil of a server.
	prepare  func(ctx context.Context, query string) (*sql.Stmt, error)
	prepared map[string]*sql.Stmt // by text
}

// wait waits for the writer's turn, which pass ends.
func (w *writer) wait(ctx context.Context) (pass func(), err error) {
	select {
	case w.turn <- struct{}{}:
		return func() { <-w.turn }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Open opens the ledger that dsn names, a path of an SQLite file or the
// address of a PostgreSQL database (postgres://user@host/database), and makes
// it when it is missing; the database itself must be there. The error wraps
// [corpus.ErrNotLedger] when the file or the database holds something else,
// which is then left as it is, [corpus.ErrNewer] when a newer version of the
// program made it, [corpus.ErrDamaged] when a file's end is missing, and
// [corpus.ErrInvalid] when dsn names nothing.
func Open(ctx context.Context, dsn string) (*Store, error) {
	st, err := open(ctx, dsn)
	if err != nil {
		return nil, fmt.Errorf("open ledger %s: %w", Shown(dsn), plainly(err))
	}
	if err := st.migrate(ctx); err != nil {
		return nil, fmt.Errorf("open ledger %s: %w", Shown(dsn), errors.Join(plainly(err), st.Close()))
	}
	// What a purge left undone, by a crash or because another program was
	// reading, is done now. Where it fails again the ledger is as good as it
	// was, [Verify] tells of it, and the next opening tries once more.
	_ = st.Scrub(ctx)
	return st, nil
}

func open(ctx context.Context, dsn string) (*Store, error) {
	if !IsFile(dsn) {
		return openPostgres(ctx, dsn)
	}
	if err := errFirst(checkName(dsn), checkWhole(dsn)); err != nil {
		return nil, err
	}
	return openSQLite(ctx, dsn)
}

// OpenReadOnly opens an existing ledger without writing to it, and fails with
// an error wrapping fs.ErrNotExist when there is none, and else as [Open]
// does.
func OpenReadOnly(ctx context.Context, dsn string) (*Store, error) {
	if err := errFirst(checkName(dsn), checkWhole(dsn)); IsFile(dsn) && err != nil {
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
	opening := openSQLiteReadOnly
	if !IsFile(dsn) {
		opening = openPostgresReadOnly
	}
	st, err := opening(ctx, dsn)
	if err != nil {
		return nil, fmt.Errorf("open ledger %s to read: %w", Shown(dsn), served(err))
	}
	if err := st.checkVersion(ctx); err != nil {
		return nil, fmt.Errorf("open ledger %s to read: %w", Shown(dsn), errors.Join(plainly(err), st.Close()))
	}
	return st, nil
}

// Close writes what is pending into the one file and closes it. It waits for
// a transaction that is under way. Closing again does nothing.
func (st *Store) Close() error {
	if st.writer != nil {
		pass, err := st.writer.wait(context.Background())
		if err != nil {
			return err
		}
		defer pass()
	}
	if st.closed.Swap(true) {
		return nil
	}
	errs := []error{st.read.Close()} // what reads keeps the writer from folding in
	if w := st.writer; w != nil {
		for _, s := range w.prepared {
			errs = append(errs, s.Close())
		}
		errs = append(errs, w.close())
	}
	return st.plainly(errors.Join(errs...))
}

// tx is one transaction.
type tx struct {
	*sql.Tx
	st       *Store
	ctx      context.Context
	now      time.Time            // one time for everything that it writes
	prepared map[string]*sql.Stmt // of a read-only transaction, by text
	leave    func()               // gives the seat of a read-only transaction back; twice does nothing

	writing      bool
	send         func(context.Context, []statement) error // as that of a transaction
	waiting      []statement
	waitingBytes int
}

// retries is how often a transaction that only another one stood in the way
// of is begun anew.
const retries = 5

// update runs f in a transaction of the one writer and commits what it did,
// or nothing when it fails. Where the database gives one of two transactions
// up that wait for each other, f runs again.
func (st *Store) update(ctx context.Context, f func(*tx) error) (err error) {
	for range retries {
		if err = st.updateOnce(ctx, f); !st.sql.passing(err) {
			return err
		}
	}
	return err
}

// updateOnce is update for an f that cannot run again.
func (st *Store) updateOnce(ctx context.Context, f func(*tx) error) error {
	pass, err := st.turn(ctx)
	if err != nil {
		return err
	}
	defer pass()
	// The transaction ends by the hand of this function alone: were it
	// rolled back from elsewhere when ctx ends, a statement on its way could
	// run behind it, outside of any transaction.
	t, err := st.writer.begin(context.WithoutCancel(ctx))
	if err != nil {
		return fmt.Errorf("begin: %w", st.plainly(err))
	}
	return st.commit(ctx, t, f)
}

// turn waits until this store may write; pass ends its turn.
func (st *Store) turn(ctx context.Context) (pass func(), err error) {
	if st.writer == nil {
		return nil, errReadOnly
	}
	pass, err = st.writer.wait(ctx)
	if err == nil && st.closed.Load() {
		pass()
		err = errClosed
	}
	return pass, err
}

// writing is t as the functions that write take it.
func (st *Store) writing(ctx context.Context, t transaction) *tx {
	return &tx{Tx: t.Tx, st: st, ctx: ctx, now: time.Now().UTC(), writing: true, send: t.send}
}

// commit runs f in t, when no other transaction may write, and ends it.
func (st *Store) commit(ctx context.Context, t transaction, f func(*tx) error) error {
	defer t.leave()
	wt := st.writing(ctx, t)
	err := st.sql.lock(wt)
	if err == nil {
		wt.now = time.Now().UTC() // the writer before may have taken long: times of the log go forward
		err = f(wt)
	}
	if err == nil {
		err = wt.flush()
	}
	if err = errors.Join(err, ctx.Err()); err != nil {
		t.Rollback() // fails only where the database has done it already
		return st.plainly(err)
	}
	if err := t.Commit(); err != nil {
		return fmt.Errorf("commit: %w", st.plainly(err))
	}
	return nil
}

var (
	errReadOnly = errors.New("the ledger is open for reading only")
	errClosed   = errors.New("the ledger is closed")
)

// view runs f in a read-only transaction, which sees the ledger as it was at
// one moment, once there is a seat. f must not wait for another view of a store
// that others ask too, unless it has left its seat.
func (st *Store) view(ctx context.Context, f func(*tx) error) error {
	select {
	case st.seats <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	leave := sync.OnceFunc(func() { <-st.seats })
	defer leave()
	t, err := st.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: st.sql.snapshot()})
	if err != nil {
		return fmt.Errorf("begin reading: %w", plainly(err))
	}
	defer t.Rollback() // there is nothing to lose
	return plainly(f(&tx{Tx: t, st: st, ctx: ctx, now: time.Now().UTC(), prepared: map[string]*sql.Stmt{}, leave: leave}))
}

// exec runs one statement, on a server together with others that follow; it
// must refer to no table that the transaction itself makes. Placeholders are
// $1, $2 ...
func (t *tx) exec(query string, args ...any) error {
	if t.writing && t.send != nil {
		return t.wait(statement{query, args})
	}
	_, err := t.changes(query, args...)
	return err
}

// changes runs one statement and returns how many rows it changed.
func (t *tx) changes(query string, args ...any) (int64, error) {
	if !t.writing {
		return 0, errReadOnly
	}
	r, err := t.run(query, args)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", firstLine(query), err)
	}
	return r.RowsAffected()
}

func (t *tx) run(query string, args []any) (sql.Result, error) {
	if err := t.flush(); err != nil {
		return nil, err
	}
	s, err := t.prepare(query)
	switch {
	case err != nil:
		return nil, err
	case s == nil:
		return t.ExecContext(t.ctx, query, args...)
	}
	return s.ExecContext(t.ctx, args...)
}

// prepare returns a statement that is prepared once: for the life of the
// store on the connection of all writing transactions, or for that of a
// read-only transaction. It returns nil where the driver does that by itself.
func (t *tx) prepare(query string) (*sql.Stmt, error) {
	if err := t.ctx.Err(); err != nil || t.st.sql.remembers() {
		return nil, err
	}
	prepared, on := t.prepared, t.PrepareContext
	if t.writing {
		prepared, on = t.st.writer.prepared, t.st.writer.prepare
	}
	if s, ok := prepared[query]; ok {
		return s, nil
	}
	s, err := on(t.ctx, t.st.sql.rebind(query))
	if err != nil {
		return nil, fmt.Errorf("prepare: %w", err)
	}
	prepared[query] = s
	return s, nil
}

// query runs a query. Its rows must be closed before anything else runs in
// this transaction.
func (t *tx) query(query string, args ...any) (rows *sql.Rows, err error) {
	if err := t.flush(); err != nil {
		return nil, err
	}
	s, err := t.prepare(query)
	switch {
	case err != nil:
	case s == nil:
		rows, err = t.QueryContext(t.ctx, query, args...)
	default:
		rows, err = s.QueryContext(t.ctx, args...)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", firstLine(query), err)
	}
	return rows, nil
}

// rows calls each for every row of the answer until it fails. each must ask
// nothing of this transaction: on PostgreSQL its connection is busy.
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
