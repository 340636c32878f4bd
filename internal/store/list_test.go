package store

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hearsay/internal/ledgertest"
)

// Many read long lists at once, and each asks for more in the middle of it:
// none waits for another.
func TestLongListsDoNotWaitForOneAnother(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		st := openAt(t, dsn)
		fill(t, st, 0, 60)
		ctx, cancel := context.WithTimeout(ctx, time.Minute) // else a failure would last for ever
		defer cancel()
		readers := cap(st.seats) + 3
		var begun, all sync.WaitGroup
		begun.Add(readers)
		for range readers {
			all.Go(func() {
				n := 0
				for s, err := range st.Statements(ctx, StatementFilter{}) {
					if err != nil {
						t.Error(err)
						break
					}
					if n++; n == 1 {
						begun.Done()
						begun.Wait() // all of them hold a list
						if _, err := st.Document(ctx, s.Document); err != nil {
							t.Error(err)
						}
					}
				}
				if n <= rowsAhead {
					t.Errorf("%d statements are no long list", n)
				}
			})
		}
		all.Wait()
	})
}

// However many ask, a server sees a bounded number of connections.
func TestQuestionsTakeSeats(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		st := openAt(t, dsn)
		var most atomic.Int64
		var all sync.WaitGroup
		for range 5 * cap(st.seats) {
			all.Go(func() {
				err := st.view(ctx, func(tx *tx) error {
					for n := int64(st.read.Stats().InUse); ; {
						if before := most.Load(); n <= before || most.CompareAndSwap(before, n) {
							break
						}
					}
					_, err := tx.head()
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if n := most.Load(); n < 1 || n > int64(cap(st.seats)) {
			t.Errorf("%d connections at once, want up to %d", n, cap(st.seats))
		}
	})
}

// Who gives up waits no longer.
func TestWaitingForASeatEndsWithItsContext(t *testing.T) {
	st := openAt(t, ledgertest.File(t))
	for range cap(st.seats) {
		st.seats <- struct{}{}
	}
	waiting, cancel := context.WithCancel(ctx)
	cancel()
	_, err := st.Head(waiting)
	wantError(t, "Head without a seat", err, context.Canceled)
	for range cap(st.seats) {
		<-st.seats
	}
}
