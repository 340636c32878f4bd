package store

import (
	"database/sql"
	"strings"
)

// dialect is what differs between databases beside how a ledger is opened:
// the words of the schema, placeholders, who may write when, and the
// full-text index. Everything else is one SQL text.
type dialect interface {
	// schema turns the one schema text into this database's own.
	schema(text string) string
	// hasTables reports whether the ledger has been made. What holds
	// something else is an error wrapping corpus.ErrNotLedger.
	hasTables(t *tx) (bool, error)
	// rebind spells the placeholders $1, $2 ... of a query.
	rebind(query string) string
	// remembers reports whether the driver prepares each statement once.
	remembers() bool
	// snapshot is the isolation in which a transaction sees one moment.
	snapshot() sql.IsolationLevel
	// lock keeps every other writer, also those of other processes, out until
	// the transaction ends.
	lock(t *tx) error
	// passing reports whether a transaction failed only because another one
	// stood in its way, so that it may be run again.
	passing(err error) bool
	// skipLocked ends a query for rows that this transaction is to hold, and
	// that no other one holds. It is "" where transactions hold no rows.
	skipLocked() string

	// match is the SQL that lists the keys of an index's rows in which the
	// terms stand, with its arguments.
	match(index string, m matcher) (string, []any)
	// index is the SQL that adds a row to an index, with its arguments. words
	// and stems are terms with a space behind each.
	index(index string, key int64, words, stems string) (string, []any)
	// unindex is the SQL that removes the rows of an index from key $1 up to
	// but without key $2.
	unindex(index string) string
	// counted is the SQL that counts the rows of an index from key $1 up to
	// but without key $2.
	counted(index string) string
	// indexed is the SQL that lists the keys of an index, ascending.
	indexed(index string) string
}

// searchIndexLine begins a line of the schema that makes a search index.
const searchIndexLine = "CREATE SEARCH INDEX "

// eachSearchIndex puts what make says in place of the schema's lines that
// name a search index.
func eachSearchIndex(text string, make func(name string) string) string {
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		if name, ok := strings.CutPrefix(line, searchIndexLine); ok {
			name, _, _ = strings.Cut(name, ";")
			lines[i] = make(name)
		}
	}
	return strings.Join(lines, "")
}

// IsFile reports whether dsn names a file of SQLite rather than a database of
// PostgreSQL.
func IsFile(dsn string) bool {
	return !strings.HasPrefix(dsn, "postgres://") && !strings.HasPrefix(dsn, "postgresql://")
}
