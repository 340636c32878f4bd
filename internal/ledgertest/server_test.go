//go:build unix

package ledgertest

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"
)

// What was committed before a kill is there after it.
func TestPostgresServerIsKilled(t *testing.T) {
	s := StartServer(t)
	dsn, ctx := s.Ledger(), context.Background()
	manage(t, dsn, "CREATE TABLE kept (n INTEGER)")
	for n := range 3 {
		manage(t, dsn, "INSERT INTO kept VALUES (1)")
		s.Kill()
		s.Start()
		c, err := pgx.Connect(ctx, dsn)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close(ctx)
		var rows int
		if err := c.QueryRow(ctx, "SELECT count(*) FROM kept").Scan(&rows); err != nil || rows != n+1 {
			t.Errorf("%d rows, %v", rows, err)
		}
	}
}
