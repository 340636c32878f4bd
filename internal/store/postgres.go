package store

import (
	"context"
	"crypto/tls"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"hearsay/corpus"
)

// postgres is the dialect of a ledger in a schema of a PostgreSQL database,
// the first one of the connection's search_path. It wants version 12 or later
// and the encoding UTF8; every text sorts by its bytes.
type postgres struct{}

// serverSeats is how many questions a program asks a server at once, each on a
// connection: a fifth of what a server has if nobody set it (max_connections
// = 100), and more than most have cores.
const serverSeats = 20

// idleConnections is how many connections a program keeps for its next
// questions and transactions. There is no upper bound, as a claim and a long
// list that is being read hold one, and what waits for them must not.
const idleConnections = serverSeats + 4

func openPostgres(ctx context.Context, dsn string) (*Store, error) {
	db, err := connect(ctx, dsn)
	if err != nil {
		return nil, err
	}
	life, end := context.WithCancel(context.Background()) // of claims that nobody finishes
	w := &writer{
		begin: func(ctx context.Context) (transaction, error) { return beginOn(ctx, life, db) },
		turn:  make(chan struct{}, 1), // of two transactions, one would hold its connection to wait for the other
		close: func() error { // the reader's pool is the writer's
			end()
			return nil
		},
		scrub: func(ctx context.Context) error { return scrubTables(ctx, db) },
	}
	return &Store{sql: postgres{}, dsn: dsn, read: db, writer: w, seats: make(chan struct{}, serverSeats)}, nil
}

// beginOn begins a transaction on a connection of its own. It is rolled back
// when ctx or life ends.
func beginOn(ctx, life context.Context, db *sql.DB) (t transaction, err error) {
	c, err := db.Conn(ctx)
	if err != nil {
		return t, err
	}
	ctx, cancel := context.WithCancel(ctx)
	outlived := context.AfterFunc(life, cancel)
	t.Tx, err = c.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelReadCommitted})
	if err != nil {
		cancel()
		return t, errors.Join(err, c.Close())
	}
	t.send = func(ctx context.Context, list []statement) error { return sendOn(ctx, c, list) }
	stop := context.AfterFunc(ctx, func() { c.Close() }) // waits for the end of what runs on it
	t.leave = func() {
		stop()
		outlived()
		c.Close() // says only that it is closed already
		cancel()
	}
	return t, nil
}

func openPostgresReadOnly(ctx context.Context, dsn string) (*Store, error) {
	db, err := connect(ctx, dsn)
	if err != nil {
		return nil, err
	}
	st := &Store{sql: postgres{}, dsn: dsn, read: db, seats: make(chan struct{}, serverSeats)}
	made := false
	err = st.view(ctx, func(t *tx) error {
		made, err = t.st.sql.hasTables(t)
		return err
	})
	if err == nil && !made {
		err = fmt.Errorf("no ledger in this database: %w", fs.ErrNotExist)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return st, nil
}

// connect reaches the server and looks whether it can hold every text.
func connect(ctx context.Context, dsn string) (*sql.DB, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", err, corpus.ErrInvalid)
	}
	config.RuntimeParams["application_name"] = "hearsay"
	// A page that is looked up costs hardly more than the next one, on the disks
	// of today; the server's own 4 is of those that turn. With it, a word in one
	// of ten rows was looked for in all of them.
	config.RuntimeParams["random_page_cost"] = "1.1"
	// Work is held by a transaction that waits while it is done.
	config.RuntimeParams["idle_in_transaction_session_timeout"] = "0"
	db := stdlib.OpenDB(*config)
	db.SetMaxIdleConns(idleConnections)
	var encoding string
	if err := db.QueryRowContext(ctx, "SHOW server_encoding").Scan(&encoding); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if encoding != "UTF8" {
		return nil, errors.Join(fmt.Errorf("its encoding is %s, a ledger needs UTF8: %w", encoding, corpus.ErrInvalid), db.Close())
	}
	return db, nil
}

// Shown is dsn as it may be shown and logged: without a password.
func Shown(dsn string) string {
	if IsFile(dsn) {
		return dsn
	}
	u, err := url.Parse(dsn)
	if err != nil {
		return "postgres://..." // who knows where the password stands in it
	}
	if u.User != nil {
		u.User = url.User(u.User.Username())
	}
	q := u.Query()
	for _, secret := range []string{"password", "sslpassword", "passfile"} {
		q.Del(secret)
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// typesOf spell the schema's types in PostgreSQL. Texts compare by their
// bytes, as SQLite's do, and numbers have 64 bits, as SQLite's do.
var typesOf = []struct{ from, to string }{
	{"INTEGER", "BIGINT"},
	{"TEXT", `TEXT COLLATE "C"`},
	{"BLOB", "BYTEA"},
	{"REAL", "DOUBLE PRECISION"},
}

func (postgres) schema(text string) string {
	for _, t := range typesOf {
		text = regexp.MustCompile(`\b`+t.from+`\b`).ReplaceAllString(text, t.to)
	}
	return eachSearchIndex(text, termTable)
}

// termTable is the SQL that makes a search index: of each row the set of its
// terms for the index proper, and the terms in their order, which tell a
// phrase. PostgreSQL's own positions end at 16,383 and at 256 of one term. A
// stem stands there behind "_", a sign of no term. Of a row with more terms
// than a set can hold, broad, there is no set, and the terms are gone through.
//
// What was added lately waits in a list, which every search reads: with the
// server's own 4 MB of it, each word took 3 to 9 ms more. Without any list,
// adding took twice as long; with an eighth of it, no longer.
func termTable(name string) string {
	return strings.ReplaceAll(`CREATE TABLE NAME (key BIGINT PRIMARY KEY, terms TSVECTOR NOT NULL, body TEXT COLLATE "C" NOT NULL, broad BOOLEAN NOT NULL);
CREATE INDEX NAME_terms ON NAME USING gin (terms) WITH (gin_pending_list_limit = 512);
CREATE INDEX NAME_broad ON NAME (key) WHERE broad;
`, "NAME", name)
}

// hasTables takes an empty schema for a ledger that is yet to be made.
func (postgres) hasTables(t *tx) (bool, error) {
	var all, ours int
	_, err := t.row(`SELECT count(*), count(*) FILTER (WHERE tablename = 'schema_version')
		FROM pg_catalog.pg_tables WHERE schemaname = current_schema()`, nil, &all, &ours)
	if err == nil && all > 0 && ours == 0 {
		err = fmt.Errorf("the schema holds other tables; give the ledger a database or a schema of its own: %w", corpus.ErrNotLedger)
	}
	return ours > 0, err
}

func (postgres) rebind(query string) string { return query }

func (postgres) remembers() bool { return true }

func (postgres) snapshot() sql.IsolationLevel { return sql.LevelRepeatableRead }

// scrubWait is how long overwriting waits for those who use a table. Whoever
// reads a list may take as long; the next opening tries again.
const scrubWait = "10s"

// scrubTables writes every table anew, without the rows that were deleted. The
// server's write-ahead log and its backups are for its keeper to let go of.
func scrubTables(ctx context.Context, db *sql.DB) error {
	steps, err := schemaSteps()
	if err != nil {
		return err
	}
	c, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	if _, err := c.ExecContext(ctx, "SET lock_timeout = '"+scrubWait+"'"); err != nil {
		return err
	}
	defer c.ExecContext(context.WithoutCancel(ctx), "RESET lock_timeout")
	for _, table := range append(tablesOf(steps), blockTerms, statementTerms) {
		_, err := c.ExecContext(ctx, "VACUUM (FULL) "+table)
		var pg *pgconn.PgError
		if errors.As(err, &pg) && pg.Code == codeLocked {
			return fmt.Errorf("table %s: %w", table, errReadBeside)
		}
		if err != nil {
			return fmt.Errorf("overwrite table %s: %w", table, err)
		}
	}
	return nil
}

// lockSpace tells our advisory locks from those of others ("hear" in ASCII).
const lockSpace = applicationID

// lock takes one lock for each ledger, so that writers follow one another as
// they do on a file: the numbers of rows and the log's chain have no gaps. It
// is the first thing that a transaction does, and what it reads then is what
// the writer before it left. From then on it does not wait long for a row: who
// holds one, by a claim, may himself wait for this lock on another connection,
// of which the server sees nothing.
func (postgres) lock(t *tx) error {
	_, err := t.ExecContext(t.ctx, fmt.Sprintf("SELECT pg_advisory_xact_lock(%d, hashtext(current_schema())); SET LOCAL lock_timeout = '%s'",
		lockSpace, rowWait))
	return err
}

// rowWait is how long a writer waits for a row before it lets others go first:
// a claim to read is committed within a second or two.
const rowWait = "3s"

// Codes of PostgreSQL's errors
// (https://www.postgresql.org/docs/current/errcodes-appendix.html).
const (
	codeSerialization = "40001"
	codeDeadlock      = "40P01"
	codeLocked        = "55P03"
	codeDiskFull      = "53100"
	codeConnections   = "53300"
	codeReadOnly      = "25006"
	codeNoDatabase    = "3D000"
	codeNoSchema      = "3F000"
)

func (postgres) passing(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == codeDeadlock || pg.Code == codeSerialization || pg.Code == codeLocked)
}

// served says in plain words what a server's failure means.
func served(err error) error {
	var pg *pgconn.PgError
	var connecting *pgconn.ConnectError
	var certificate *tls.CertificateVerificationError
	var told *plainError
	words := ""
	switch {
	case err == nil:
		return nil
	case errors.As(err, &told):
		return err
	case errors.As(err, &pg):
		words = serverWords(pg.Code)
	case errors.As(err, &certificate):
		words = "the database server's certificate cannot be verified"
	case errors.As(err, &connecting):
		words = "the database server cannot be reached"
	}
	if words == "" {
		return err
	}
	return &plainError{words, err}
}

func serverWords(code string) string {
	switch {
	case code == codeDiskFull:
		return "the database's disk is full (no space left)"
	case code == codeConnections:
		return "the database has no connection left (see max_connections)"
	case code == codeLocked:
		return "another program is working on this; try again when it is done"
	case code == codeReadOnly:
		return "the database takes no writes, it is read only"
	case code == codeNoDatabase:
		return "there is no such database; make it with createdb"
	case code == codeNoSchema:
		return "there is no such schema (search_path); make it with CREATE SCHEMA"
	case strings.HasPrefix(code, "57P"):
		return "the database is being shut down or started"
	case strings.HasPrefix(code, "28"):
		return "the database does not let this user in"
	}
	return ""
}

func (postgres) skipLocked() string { return " FOR UPDATE SKIP LOCKED" }

// match asks the index proper for the terms, and the row's terms in order
// where one of the spellings is a phrase. One set of terms for all spellings,
// and the broad rows by themselves, let the server begin with the index.
func (postgres) match(index string, m matcher) (string, []any) {
	c := &condition{}
	var sets, runs []string
	phrase := false
	spell := func(terms []string, prefix bool) {
		sets, phrase = append(sets, setOf(terms, prefix)), phrase || len(terms) > 1
		runs = append(runs, "body LIKE "+c.arg(runOf(terms, prefix)))
	}
	for _, words := range m.forms {
		spell(words, m.prefix)
	}
	for _, stem := range m.stems {
		spell([]string{stem}, false)
		spell([]string{"_" + stem}, false)
	}
	inOrder := "(" + strings.Join(runs, " OR ") + ")"
	where := "terms @@ " + c.arg(strings.Join(sets, " | ")) + "::tsquery"
	if phrase {
		where += " AND " + inOrder
	}
	from := "SELECT key FROM " + index + " WHERE "
	return from + where + " UNION ALL " + from + "broad AND " + inOrder, c.args
}

// setOf is the tsquery for terms that stand in a row, the last of them perhaps
// the beginning of one. None holds a sign that tsquery would act on.
func setOf(terms []string, prefix bool) string {
	all := "'" + strings.Join(terms, "' & '") + "'"
	if prefix {
		all += ":*"
	}
	return "(" + all + ")"
}

// runOf is the pattern for LIKE of terms that stand one behind the other. None
// holds a sign that LIKE would act on, save the "_" of a stem.
func runOf(terms []string, prefix bool) string {
	run := "% " + strings.ReplaceAll(strings.Join(terms, " "), "_", `\_`)
	if !prefix {
		run += " "
	}
	return run + "%"
}

// maxTermBytes bounds the set of a row's terms: a tsvector holds 1 MiB, of
// which its own bookkeeping takes a part. Ten novels stay below it; what does
// not is data in one block.
const maxTermBytes = 400_000

func (postgres) index(index string, key int64, words, stems string) (string, []any) {
	set := strings.Fields(words)
	stemmed := strings.Fields(stems)
	for i, s := range stemmed {
		stemmed[i] = "_" + s
	}
	body := " " + words + "| " + strings.Join(stemmed, " ") + " "
	set = append(set, stemmed...)
	slices.Sort(set)
	terms := strings.Join(slices.Compact(set), " ")
	broad := len(terms) > maxTermBytes
	if broad {
		terms = ""
	}
	return "INSERT INTO " + index + " (key, terms, body, broad) VALUES ($1, $2::tsvector, $3, $4)", []any{key, terms, body, broad}
}

func (postgres) unindex(index string) string {
	return "DELETE FROM " + index + " WHERE key >= $1 AND key < $2"
}

func (postgres) counted(index string) string {
	return "SELECT count(*) FROM " + index + " WHERE key >= $1 AND key < $2"
}

func (postgres) indexed(index string) string { return "SELECT key FROM " + index + " ORDER BY key" }
