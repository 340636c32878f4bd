package store

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"
	"github.com/ncruces/go-sqlite3/ext/fts5"

	"hearsay/corpus"
)

// sqlite is the dialect of a ledger in one file.
type sqlite struct{}

// Settings of an SQLite ledger.
const (
	// pageSize is SQLite's own choice. With another one, a program that opens
	// the file while a second one is just making it reads part of a page and
	// finds its checksum wrong.
	pageSize = 4096
	// pageTail is what each page ends with: its checksum.
	pageTail = 8
	// applicationID marks the file as a ledger ("hear" in ASCII).
	applicationID = 0x68656172
	// busyMillis is how long a writer waits for one of another process.
	busyMillis = 30_000
	// checkpointPages is how long the write-ahead log grows before it is
	// folded into the file: 16 MiB, so that adding a large archive writes a
	// page that changes often fewer times.
	checkpointPages = 4096
	// readCacheKiB and writeCacheKiB bound the page cache of a connection.
	readCacheKiB  = 8 << 10
	writeCacheKiB = 64 << 10
	// fileSeats and mostFileSeats are how many questions are answered at once:
	// one for each core, but not so few that a slow one is in everybody's way,
	// nor so many that their caches take much memory.
	fileSeats     = 4
	mostFileSeats = 16
)

// seatsAtFile are the seats of who asks a file.
func seatsAtFile() chan struct{} {
	return make(chan struct{}, min(max(fileSeats, runtime.GOMAXPROCS(0)), mostFileSeats))
}

// writerPragmas make a committed transaction survive SIGKILL and, with
// synchronous = FULL, a power cut.
var writerPragmas = []string{
	fmt.Sprintf("PRAGMA busy_timeout = %d", busyMillis),
	"PRAGMA foreign_keys = ON",
	"PRAGMA synchronous = FULL",
	fmt.Sprintf("PRAGMA cache_size = -%d", writeCacheKiB),
	fmt.Sprintf("PRAGMA wal_autocheckpoint = %d", checkpointPages),
	"PRAGMA temp_store = MEMORY",
}

var readerPragmas = []string{
	fmt.Sprintf("PRAGMA busy_timeout = %d", busyMillis),
	"PRAGMA query_only = ON",
	fmt.Sprintf("PRAGMA cache_size = -%d", readCacheKiB),
	"PRAGMA temp_store = MEMORY",
}

func openSQLite(ctx context.Context, path string) (*Store, error) {
	registerVFS()
	if err := checkFile(path, true); err != nil {
		return nil, err
	}
	writeDB, err := driver.Open(sqliteURI(path, "rwc", "immediate"), prepareWriter)
	if err != nil {
		return nil, err
	}
	write, err := writeDB.Conn(ctx)
	if errors.Is(err, sqlite3.NOTADB) {
		err = corpus.ErrNotLedger
	}
	if err != nil {
		return nil, errors.Join(err, writeDB.Close())
	}
	read, err := openReaders(sqliteURI(path, "rw", "deferred"))
	if err != nil {
		return nil, errors.Join(err, write.Close(), writeDB.Close())
	}
	w := &writer{
		begin: func(ctx context.Context) (transaction, error) {
			t, err := write.BeginTx(ctx, nil)
			return transaction{Tx: t, leave: func() {}}, err
		},
		scrub:    func(ctx context.Context) error { return scrubFiles(ctx, write) },
		turn:     make(chan struct{}, 1),
		prepare:  write.PrepareContext,
		prepared: map[string]*sql.Stmt{},
		close:    func() error { return errors.Join(foldIn(write), write.Close(), writeDB.Close()) },
	}
	return &Store{sql: sqlite{}, dsn: path, read: read, writer: w, seats: seatsAtFile()}, nil
}

func openSQLiteReadOnly(ctx context.Context, path string) (*Store, error) {
	registerVFS()
	if err := checkFile(path, false); err != nil {
		return nil, err
	}
	read, err := openReaders(sqliteURI(path, "rw", "deferred"))
	if err != nil {
		return nil, err
	}
	if err = ping(ctx, read); !writable(path) || isOneOf(err, slices.Concat(fullDisk(), barred())) {
		if read, err = openUnwritable(path, errors.Join(err, read.Close())); err != nil {
			return nil, err
		}
	}
	return &Store{sql: sqlite{}, dsn: path, read: read, seats: seatsAtFile()}, nil
}

// ping opens the first connection, with the files that SQLite keeps beside
// the ledger.
func ping(ctx context.Context, db *sql.DB) error {
	c, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	return c.Close()
}

// openUnwritable opens a ledger where nothing can be written: SQLite cannot
// make the files beside it through which it would notice a writer, and must
// believe that there is none. What stands in a write-ahead log it would pass
// over, so that a ledger with one is not opened. cause is why it cannot be
// written to.
func openUnwritable(path string, cause error) (*sql.DB, error) {
	if inUse(path) {
		return nil, fmt.Errorf("its latest changes stand in %s-wal and cannot be read without leave to write here; "+
			"wait until the program that writes it ends, or open it once where it can be written: %w", path, cmp.Or(cause, fs.ErrPermission))
	}
	return openReaders(sqliteURI(path, "ro", "deferred") + "&immutable=1")
}

func openReaders(uri string) (*sql.DB, error) {
	db, err := driver.Open(uri, prepareReader)
	if err != nil {
		return nil, err
	}
	// No upper bound: a long list that is being read holds a connection, and
	// what reads it may ask for more.
	db.SetMaxIdleConns(mostFileSeats)
	return db, nil
}

// prepareWriter sets up the writer's connection, and the file when it is new.
func prepareWriter(c *sqlite3.Conn) error {
	if err := fts5.Register(c); err != nil {
		return fmt.Errorf("full-text search: %w", err)
	}
	if err := pragmas(c, writerPragmas); err != nil {
		return err
	}
	if err := format(c); err != nil {
		return fmt.Errorf("format: %w", err)
	}
	return writeAhead(c)
}

// writeAhead turns on the write-ahead log. SQLite does not wait by itself when
// another program is just making the same file.
func writeAhead(c *sqlite3.Conn) (err error) {
	const pause = 10 * time.Millisecond
	for range busyMillis / pause.Milliseconds() {
		if err = pragmas(c, []string{"PRAGMA journal_mode = WAL"}); !errors.Is(err, sqlite3.BUSY) {
			return err
		}
		time.Sleep(pause)
	}
	return err
}

// format gives a new file its marks, which the first page must carry from its
// first byte on: page size, room for checksums, application ID.
func format(c *sqlite3.Conn) error {
	id, err := pragmaInt(c, "PRAGMA application_id")
	if err != nil || id == applicationID {
		return err
	}
	if err := pragmas(c, []string{fmt.Sprintf("PRAGMA page_size = %d", pageSize)}); err != nil {
		return err
	}
	if _, err := c.FileControl("main", sqlite3.FCNTL_RESERVE_BYTES, pageTail); err != nil {
		return err
	}
	return pragmas(c, []string{fmt.Sprintf("PRAGMA application_id = %d", applicationID)})
}

func prepareReader(c *sqlite3.Conn) error {
	if err := fts5.Register(c); err != nil {
		return fmt.Errorf("full-text search: %w", err)
	}
	return pragmas(c, readerPragmas)
}

func pragmas(c *sqlite3.Conn, list []string) error {
	for _, p := range list {
		if err := c.Exec(p); err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
	}
	return nil
}

func pragmaInt(c *sqlite3.Conn, pragma string) (int64, error) {
	s, _, err := c.Prepare(pragma)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	var n int64
	if s.Step() {
		n = s.ColumnInt64(0)
	}
	return n, s.Err()
}

// sqliteURI spells path as SQLite's file: URI.
func sqliteURI(path, mode, lock string) string {
	u := url.URL{Path: filepath.ToSlash(path)}
	p := strings.TrimPrefix(u.EscapedPath(), "./")
	return "file:" + p + "?mode=" + mode + "&_txlock=" + lock + "&vfs=" + unmappedVFS
}

// checkFile looks at the file's first bytes without opening it as a database.
// An empty or, with create, a missing file may become a ledger.
func checkFile(path string, create bool) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) && create {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return fmt.Errorf("a directory: %w", corpus.ErrNotLedger)
	}
	head := make([]byte, headerLen)
	switch n, err := io.ReadFull(f, head); {
	case err == io.EOF && n == 0 && create:
		return nil
	case err == io.EOF || err == io.ErrUnexpectedEOF:
		return corpus.ErrNotLedger
	case err != nil:
		return err
	case create && bytes.Count(head, []byte{0}) == headerLen:
		return nil // perhaps another program makes it just now; SQLite waits for that, and refuses any other
	}
	if !bytes.HasPrefix(head, headerMagic) || headerID(head) != applicationID {
		return corpus.ErrNotLedger
	}
	return nil
}

// The parts of an SQLite file's header that tell a ledger
// (https://sqlite.org/fileformat.html, 1.3).
const (
	headerLen      = 100
	headerChanges  = 24 // offset of the count of changes, 4 bytes, big-endian
	headerPages    = 28 // of the number of pages, likewise
	headerApp      = 68 // of the application ID
	headerValidFor = 92 // of the count of changes when the number of pages was right
)

var headerMagic = []byte("SQLite format 3\x00")

func headerID(head []byte) uint32 { return binary.BigEndian.Uint32(head[headerApp:]) }

func writable(path string) bool {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return false
	}
	return f.Close() == nil
}

// foldIn folds the write-ahead log into the file, so that one file remains.
// When another process reads the ledger, it folds what it can.
func foldIn(c *sql.Conn) error {
	rows, err := c.QueryContext(context.Background(), "PRAGMA wal_checkpoint(TRUNCATE)")
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	for rows.Next() {
	}
	return errors.Join(rows.Err(), rows.Close())
}

// scrubFiles leaves nothing of what was deleted in the ledger's files: not in the
// segments of search indexes, not in free places of the file, not in the
// write-ahead log. The copy that VACUUM makes is kept on the disk, for memory
// does not grow with the ledger.
func scrubFiles(ctx context.Context, c *sql.Conn) (err error) {
	steps := []string{"PRAGMA secure_delete = ON"}
	for _, index := range []string{blockTerms, statementTerms} {
		// A deleted row of an index is only marked until its segment is merged.
		steps = append(steps, fmt.Sprintf("INSERT INTO %[1]s (%[1]s) VALUES ('optimize')", index))
	}
	steps = append(steps, "PRAGMA temp_store = FILE", "VACUUM")
	defer func() {
		for _, back := range []string{"PRAGMA temp_store = MEMORY", "PRAGMA secure_delete = OFF"} {
			_, berr := c.ExecContext(context.WithoutCancel(ctx), back)
			err = errors.Join(err, berr)
		}
	}()
	for _, s := range steps {
		if _, err := c.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	var busy, frames, folded int
	if err := c.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &folded); err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	if busy != 0 {
		return errReadBeside
	}
	return nil
}

// rebind spells $1 as ?1: to SQLite, $1 is a name, numbered by where it
// first stands, and ?1 is the first argument.
func (sqlite) rebind(query string) string { return strings.ReplaceAll(query, "$", "?") }

func (sqlite) remembers() bool { return false }

func (sqlite) snapshot() sql.IsolationLevel { return sql.LevelDefault }

// lock has nothing to do: transactions of the writer begin immediate, and a
// file has one writer.
func (sqlite) lock(*tx) error { return nil }

func (sqlite) passing(error) bool { return false }

func (sqlite) skipLocked() string { return "" }

func (sqlite) schema(text string) string { return eachSearchIndex(text, searchIndex) }

// searchIndex is the SQL that makes a search index. Every term is a run of
// [a-z0-9] (see term.go), which the ascii tokenizer takes as it stands.
func searchIndex(name string) string {
	return fmt.Sprintf("CREATE VIRTUAL TABLE %[1]s USING fts5 (words, stems, content='', contentless_delete=1, tokenize='ascii');\n"+
		"INSERT INTO %[1]s (%[1]s, rank) VALUES ('automerge', %[2]d);\n"+
		"INSERT INTO %[1]s (%[1]s, rank) VALUES ('crisismerge', %[3]d);\n", name, mergeAt, mergeAllAt)
}

// mergeAt is how many segments of a size an index gathers before it makes
// one of them. With SQLite's own 4, adding the last 1,000 of 11,000 stories
// took half as long again as adding the first 1,000; with 8 up to 1.18, with
// 16 up to 1.12 times as long, and searches are no slower.
const mergeAt = 16

// mergeAllAt is how many it may gather before they are merged at once, and not
// little by little with what is added. With SQLite's own 16 the two came
// together: up to 100,000 stories, a thousand took 1.26 s of CPU and some 1.85;
// with 64, 1.00 s, and none more than 1.22.
const mergeAllAt = 64

func (sqlite) hasTables(t *tx) (bool, error) {
	return t.row("SELECT 1 FROM sqlite_schema LIMIT 1", nil, new(int))
}

func (sqlite) match(index string, m matcher) (string, []any) {
	return "SELECT rowid FROM " + index + " WHERE " + index + " MATCH $1", []any{m.fts5()}
}

func (sqlite) index(index string, key int64, words, stems string) (string, []any) {
	return "INSERT INTO " + index + " (rowid, words, stems) VALUES ($1, $2, $3)", []any{key, words, stems}
}

func (sqlite) unindex(index string) string {
	return "DELETE FROM " + index + " WHERE rowid >= $1 AND rowid < $2"
}

func (sqlite) counted(index string) string {
	return "SELECT count(*) FROM " + index + " WHERE rowid >= $1 AND rowid < $2"
}

func (sqlite) indexed(index string) string { return "SELECT rowid FROM " + index + " ORDER BY rowid" }
