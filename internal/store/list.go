package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
)

// rowsAhead is how many rows of a list are read before the first is given to
// whoever reads it. A list that has no more than a page of a screen holds no
// connection while it is being read.
const rowsAhead = 256

// errStopped ends a query whose reader wants no more.
var errStopped = errors.New("stopped")

// listing gives the rows of a list to the reader, some at a time.
type listing[T any] struct {
	yield   func(T, error) bool
	ahead   []T // read and not given yet
	stopped bool
}

// add takes a row. When there are many, it gives them to the reader, who may
// take any time and may ask the ledger for more: the list goes on without its
// seat, so that readers never wait for one another. It returns errStopped when
// the reader wants no more.
func (l *listing[T]) add(t *tx, row T) error {
	l.ahead = append(l.ahead, row)
	if len(l.ahead) < rowsAhead {
		return nil
	}
	t.leave()
	return l.give()
}

func (l *listing[T]) give() error {
	for _, row := range l.ahead {
		if l.stopped = !l.yield(row, nil); l.stopped {
			return errStopped
		}
	}
	l.ahead = l.ahead[:0]
	return nil
}

// end gives what is left, and err, which is nil or why there is no more.
func (l *listing[T]) end(what string, err error) {
	if l.stopped || l.give() != nil || err == nil {
		return
	}
	var none T
	l.yield(none, fmt.Errorf("list %s: %w", what, err))
}

// list streams the rows of a query, each made by scan, out of one read-only
// transaction, which a long list holds as long as the caller reads.
func list[T any](ctx context.Context, st *Store, what string, query func(*tx) (string, []any, error), scan func(*sql.Rows) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		l := listing[T]{yield: yield}
		l.end(what, st.view(ctx, func(t *tx) error {
			q, args, err := query(t)
			if err != nil {
				return err
			}
			return t.rows(q, args, func(rows *sql.Rows) error {
				row, err := scan(rows)
				if err != nil {
					return err
				}
				return l.add(t, row)
			})
		}))
	}
}
