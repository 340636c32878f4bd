// Package ledgertest names empty ledgers for tests, on each database that is
// there: files of SQLite always, schemas of PostgreSQL when
// HEARSAY_TEST_POSTGRES names a database (postgres://user@host/database) in
// which they may be made. It also makes what to fill them with, stories in any
// number, and questions to ask them. It stores nothing.
package ledgertest

import (
	"context"
	"crypto/rand"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Each runs test on an empty ledger of each database.
func Each(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Run("SQLite", func(t *testing.T) { test(t, File(t)) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, Schema(t)) })
}

// File names a ledger in a directory of its own, which goes when the test
// ends.
func File(t testing.TB) string { return filepath.Join(t.TempDir(), "ledger.db") }

// Schema names a ledger in a schema of its own, which goes when the test
// ends. Without a database the test is skipped.
func Schema(t testing.TB) string {
	t.Helper()
	dsn := Database(t)
	schema := "test_" + strings.ToLower(rand.Text())
	manage(t, dsn, "CREATE SCHEMA "+schema)
	t.Cleanup(func() { manage(t, dsn, "DROP SCHEMA "+schema+" CASCADE") })
	return in(t, dsn, schema)
}

// Database is the address of the database in which schemas may be made.
// Without one the test is skipped.
func Database(t testing.TB) string {
	t.Helper()
	dsn := os.Getenv("HEARSAY_TEST_POSTGRES")
	if dsn == "" {
		t.Skip("set HEARSAY_TEST_POSTGRES to run it")
	}
	return dsn
}

// in is the address of a schema in a database.
func in(t testing.TB, dsn, schema string) string {
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return u.String()
}

// manage runs a statement outside of any ledger.
func manage(t testing.TB, dsn, statement string) {
	t.Helper()
	ctx := context.Background()
	c, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(ctx)
	if _, err := c.Exec(ctx, statement); err != nil {
		t.Fatal(err)
	}
}
