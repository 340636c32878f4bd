package store

import (
	"context"
	"fmt"
	"slices"

	"hearsay/corpus"
)

// Orphans lists the decisions about statements of a document ("" for all) to
// which no statement of the current reading answers, oldest first. One whose
// words somebody has decided about since, in a statement that stands, is
// settled and not among them.
func (st *Store) Orphans(ctx context.Context, document string) (list []corpus.Decision, err error) {
	err = st.view(ctx, func(t *tx) error {
		all, err := t.decisions("attached = '' AND (document = $1 OR $1 = '')", document)
		if err != nil {
			return err
		}
		standing := map[string][]corpus.Decision{} // by document
		for _, d := range all {
			if _, ok := standing[d.Document]; !ok {
				if standing[d.Document], err = t.decisions("document = $1 AND subject <> $1 AND attached <> ''", d.Document); err != nil {
					return err
				}
			}
			if !slices.ContainsFunc(standing[d.Document], func(e corpus.Decision) bool { return settles(e, d) }) {
				list = append(list, d)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("orphaned decisions: %w", err)
	}
	return list, nil
}

// settles reports whether later was decided after d about some of its words.
func settles(later, d corpus.Decision) bool {
	return later.Seq > d.Seq && overlap(later.Spans, d.Spans)
}
