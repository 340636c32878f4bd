package store

import (
	"crypto/rand"
	"net/url"
	"os"
	"strings"
	"testing"
)

// TestPostgres runs the suite on ledgers in a schema each of the database
// that HEARSAY_TEST_POSTGRES names, postgres://user@host/database.
func TestPostgres(t *testing.T) {
	dsn := postgresOf(t)
	testStore(t, func(t *testing.T) *Store { return openAt(t, schemaOf(t, dsn)) })
}

// postgresOf returns the database for tests, without which they are skipped.
func postgresOf(t testing.TB) string {
	t.Helper()
	dsn := os.Getenv("HEARSAY_TEST_POSTGRES")
	if dsn == "" {
		t.Skip("set HEARSAY_TEST_POSTGRES to run it")
	}
	return dsn
}

// schemaOf makes an empty schema, which goes when the test ends, and returns
// the name of the ledger that it may hold.
func schemaOf(t testing.TB, dsn string) string {
	t.Helper()
	schema := "test_" + strings.ToLower(rand.Text())
	manage(t, dsn, "CREATE SCHEMA "+schema)
	t.Cleanup(func() { manage(t, dsn, "DROP SCHEMA "+schema+" CASCADE") })
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
	db, err := connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, statement); err != nil {
		t.Fatal(err)
	}
}
