package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// transaction is one that writes, as a database begins it.
type transaction struct {
	*sql.Tx
	// send runs statements in their order, in one message to a server; nil on
	// a file, where each costs no more by itself.
	send func(context.Context, []statement) error
	// leave gives back what the transaction ran on, once it has ended.
	leave func()
}

// statement is one that changes rows and has no answer that is waited for.
type statement struct {
	query string
	args  []any
}

// Statements wait to be sent until there are this many, or as many bytes in
// them. To ask a server for each took nearly three times as long.
const (
	maxWaiting      = 500
	maxWaitingBytes = 4 << 20
)

// wait keeps a statement to be sent with others, at the latest before the
// next question of this transaction or its end.
func (t *tx) wait(s statement) error {
	t.waiting = append(t.waiting, s)
	for _, a := range s.args {
		switch a := a.(type) {
		case string:
			t.waitingBytes += len(a)
		case []byte:
			t.waitingBytes += len(a)
		}
	}
	if len(t.waiting) < maxWaiting && t.waitingBytes < maxWaitingBytes {
		return nil
	}
	return t.flush()
}

// flush sends what waits.
func (t *tx) flush() error {
	if len(t.waiting) == 0 {
		return nil
	}
	if err := t.ctx.Err(); err != nil {
		return err
	}
	list := t.waiting
	t.waiting, t.waitingBytes = t.waiting[:0], 0
	return t.send(t.ctx, list)
}

// sendOn sends statements on a connection of PostgreSQL.
func sendOn(ctx context.Context, c *sql.Conn, list []statement) error {
	return c.Raw(func(driver any) (err error) {
		batch := &pgx.Batch{}
		for _, s := range list {
			batch.Queue(s.query, s.args...)
		}
		results := driver.(*stdlib.Conn).Conn().SendBatch(ctx, batch)
		defer func() { err = errFirst(err, results.Close()) }()
		for _, s := range list {
			if _, err := results.Exec(); err != nil {
				return fmt.Errorf("%s: %w", firstLine(s.query), err)
			}
		}
		return nil
	})
}
