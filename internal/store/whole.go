package store

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"hearsay/corpus"
)

// Whole is a document with its text.
type Whole struct {
	corpus.Document
	// Open tells that everybody may be shown it: neither it nor a passage or a
	// source of it is restricted.
	Open bool
}

// WholeDocuments lists the documents with text and blocks, without
// observations: the versions of a piece behind each other, oldest first, the
// pieces in no order that means anything. One document is in memory at a time.
func (st *Store) WholeDocuments(ctx context.Context) iter.Seq2[Whole, error] {
	return func(yield func(Whole, error) bool) {
		stopped := false
		err := st.view(ctx, func(t *tx) error {
			numbers, err := t.numbers("SELECT number FROM documents ORDER BY item, number")
			if err != nil {
				return err
			}
			t.leave() // whoever reads may take any time
			for _, n := range numbers {
				w, err := t.whole(n)
				if err != nil {
					return fmt.Errorf("document number %d: %w", n, err)
				}
				if stopped = !yield(w, nil); stopped {
					return nil
				}
			}
			return nil
		})
		if err != nil && !stopped {
			yield(Whole{}, fmt.Errorf("read documents: %w", err))
		}
	}
}

// whole reads a document in two queries: on a server each is a way there and back.
func (t *tx) whole(number int64) (w Whole, err error) {
	row, err := t.documentRow(number)
	if err != nil {
		return w, err
	}
	w.Document = row.Document
	var blocks string
	var open int
	found, err := t.row("SELECT x.body, b.body, CASE WHEN "+openTo("d.access", "$1")+
		" AND NOT EXISTS (SELECT 1 FROM passages p WHERE p.document = d.number AND NOT "+openTo("p.access", "$1")+")"+
		" AND NOT EXISTS (SELECT 1 FROM sources s WHERE s.document = d.number AND NOT "+openTo("s.access", "$1")+") THEN 1 ELSE 0 END"+
		" FROM documents d JOIN texts x ON x.digest = d.text_digest JOIN blocks b ON b.document = d.number WHERE d.number = $2",
		[]any{t.today(), number}, &w.Text, &blocks, &open)
	if err == nil && !found {
		err = fmt.Errorf("its text or its blocks are missing: %w", corpus.ErrDamaged)
	}
	if err != nil {
		return w, err
	}
	w.Open = open == 1
	w.Blocks, err = blocksOf(blocks)
	return w, err
}

// OutletKey is the same for all ways to write the name of an outlet that the
// ledger takes for one.
func OutletKey(name string) string { return key(name) }

// Collecting is what feeds tell of the collecting of an outlet.
type Collecting struct {
	// Gaps are the stretches of time in which a feed may have named what nobody
	// saw, and the time since it was last read if it could not be read after that.
	Gaps []corpus.Gap
	// Unfetched tells when feeds named the pieces that were not fetched yet, or
	// could not be.
	Unfetched []time.Time
}

// Collecting tells of each outlet that a feed is of how well it was collected,
// by [OutletKey]. A feed's outlets are those of the documents that came by it,
// what was given with it, and what the register says.
func (st *Store) Collecting(ctx context.Context) (map[string]*Collecting, error) {
	feeds, err := st.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	list, err := st.Outlets(ctx)
	if err != nil {
		return nil, err
	}
	all := map[string]*Collecting{}
	for _, f := range feeds {
		unfetched, names, err := st.feedTells(ctx, f)
		if err != nil {
			return nil, fmt.Errorf("outlets of feed %s: %w", f.URL, err)
		}
		outlets := map[string]bool{}
		for _, name := range append(names, registeredFeed(list, f)...) {
			outlets[key(name)] = true
		}
		for k := range outlets {
			c := all[k]
			if c == nil {
				c = &Collecting{}
				all[k] = c
			}
			c.Gaps, c.Unfetched = append(append(c.Gaps, f.Gaps...), f.open()...), append(c.Unfetched, unfetched...)
		}
	}
	return all, nil
}

// feedTells lists when a feed named what was not fetched, and the outlets that
// its documents and what was given with it name.
func (st *Store) feedTells(ctx context.Context, f Feed) (unfetched []time.Time, names []string, err error) {
	err = st.view(ctx, func(t *tx) error {
		if names, err = t.outletsOf(f); err != nil {
			return err
		}
		named, err := t.strings("SELECT added_at FROM addresses WHERE feed = $1 AND capture = '' ORDER BY number", f.URL)
		for _, at := range named {
			when, e := timeOf(at)
			unfetched, err = append(unfetched, when), errFirst(err, e)
		}
		return err
	})
	return unfetched, names, err
}

// open is the gap that no good poll has ended yet, if there is one.
func (f Feed) open() []corpus.Gap {
	if f.Failed == 0 {
		return nil
	}
	from := f.Good
	if from.IsZero() {
		from = f.Added
	}
	return []corpus.Gap{{Feed: f.URL, From: from, To: latest(f.Last.Time, from), Reason: "it could not be read since: " + f.Last.Reason}}
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// outletsOf lists the outlets of the documents that came by a feed, as its own
// entries or as pages that it named, and what was given with it.
func (t *tx) outletsOf(f Feed) ([]string, error) {
	const documents = ` JOIN sightings s ON s.capture = f.capture JOIN documents d ON d.number = s.document WHERE f.capture <> '' AND d.outlet <> '' AND `
	list, err := t.strings("SELECT d.outlet FROM fetches f"+documents+"f.url = $1 UNION SELECT d.outlet FROM addresses a JOIN fetches f ON f.url = a.url"+
		documents+"a.feed = $1 ORDER BY 1", f.URL)
	for _, o := range f.Given {
		if o.Field == corpus.FieldOutlet {
			list = append(list, o.Value)
		}
	}
	return list, err
}

// registeredFeed lists whose feed it is as the register says.
func registeredFeed(list []Outlet, f Feed) (names []string) {
	for _, o := range list {
		if slices.ContainsFunc(o.Feeds, func(named string) bool { return corpus.NormalURL(named) == corpus.NormalURL(f.URL) }) {
			names = append(names, o.Name)
		}
	}
	return names
}
