package store

import (
	"context"
	"fmt"
)

// Counts tells how much the ledger holds. Pending is work of any stage that
// waits for a first try or was made pending again, Failed is work that failed
// in its last try; together they are all that is not done by some version.
// Addresses that wait to be fetched are in neither: they are ToFetch; nor are
// documents that wait to be connected: they are ToConnect.
// Counts knows no version: what another version has done is not among them,
// see [Store.CountPending] for that.
type Counts struct {
	Captures, Items, Texts, Documents, Sightings, Statements, Figures, Decisions, Pending, Failed, ToFetch, ToConnect int
	OriginalBytes                                                                                                     int64
}

// Counts counts.
func (st *Store) Counts(ctx context.Context) (c Counts, err error) {
	err = st.view(ctx, func(t *tx) error {
		_, err := t.row(`SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM items), (SELECT count(*) FROM texts),
			(SELECT count(*) FROM documents), (SELECT count(*) FROM sightings), (SELECT count(*) FROM statements),
			(SELECT count(*) FROM figures), (SELECT count(*) FROM decisions), (SELECT count(*) FROM work WHERE status = 'pending' AND stage NOT IN ('fetch', 'connect')),
			(SELECT count(*) FROM work WHERE status = 'failed' AND stage <> 'fetch'),
			(SELECT count(*) FROM work WHERE status = 'pending' AND stage = 'fetch'), (SELECT count(*) FROM work WHERE status = 'pending' AND stage = 'connect'),
			(SELECT coalesce(sum(size), 0) FROM originals)`, nil,
			&c.Captures, &c.Items, &c.Texts, &c.Documents, &c.Sightings, &c.Statements, &c.Figures, &c.Decisions, &c.Pending, &c.Failed, &c.ToFetch, &c.ToConnect, &c.OriginalBytes)
		return err
	})
	if err != nil {
		return Counts{}, fmt.Errorf("count: %w", err)
	}
	return c, nil
}
