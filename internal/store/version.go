package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"hearsay/corpus"
)

// Version is one text of an item.
type Version struct {
	corpus.Document           // without Text, Blocks and Observations
	FirstSeen       time.Time // by a web archive or, where none has it, by the ledger; to the second
	LastSeen        time.Time
	number          int64
}

// Versions lists the documents of an item in the order in which they were first seen, those that
// were seen in one second by publication: each replaced the one before it.
func (st *Store) Versions(ctx context.Context, item string) (list []Version, err error) {
	err = st.view(ctx, func(t *tx) error {
		if list, err = t.texts(item); err != nil {
			return err
		}
		return t.inTime(list)
	})
	if err != nil {
		return nil, fmt.Errorf("versions of %s: %w", item, err)
	}
	return list, nil
}

// Texts is Versions, but tells when they were seen only where there are several: nearly all
// items have one text, of which nobody asks since when it stands.
func (st *Store) Texts(ctx context.Context, item string) (list []Version, err error) {
	err = st.view(ctx, func(t *tx) error {
		list, err = t.texts(item)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("texts of %s: %w", item, err)
	}
	return list, nil
}

// Revised lists the items of which several texts are known, each by its versions.
func (st *Store) Revised(ctx context.Context) (list [][]Version, err error) {
	err = st.view(ctx, func(t *tx) error {
		items, err := t.strings("SELECT item FROM documents GROUP BY item HAVING count(*) > 1 ORDER BY item")
		for _, item := range items {
			texts, err := t.texts(item)
			if err != nil {
				return err
			}
			list = append(list, texts)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("items of several texts: %w", err)
	}
	return list, nil
}

func (t *tx) texts(item string) (list []Version, err error) {
	err = t.rows(documentColumns+" WHERE d.item = $1 ORDER BY d.published_key, d.number", []any{item}, func(rows *sql.Rows) error {
		d, err := scanDocument(rows)
		list = append(list, Version{Document: d.Document, number: d.number})
		return err
	})
	if err != nil || len(list) < 2 {
		return list, err
	}
	return list, t.inTime(list)
}

// inTime fills in when versions were seen, and puts them in order.
func (t *tx) inTime(list []Version) (err error) {
	for i, v := range list {
		if list[i].FirstSeen, list[i].LastSeen, err = t.seenFrom(v.number); err != nil {
			return err
		}
	}
	slices.SortStableFunc(list, func(a, b Version) int { return a.FirstSeen.Compare(b.FirstSeen) })
	return nil
}

// look is one time at which a document was seen.
type look struct {
	at     string
	format corpus.Format // of the capture
}

// seenFrom tells when a document was first and last seen.
func (t *tx) seenFrom(document int64) (first, last time.Time, err error) {
	archived, err := t.strings("SELECT value FROM observations WHERE document = $1 AND field = $2", document, string(corpus.FieldArchived))
	if err != nil {
		return first, last, err
	}
	var looks []look
	err = t.rows(`SELECT s.seen_at, c.format FROM sightings s JOIN captures c ON c.id = s.capture WHERE s.document = $1
		UNION ALL
		SELECT f.fetched_at, c.format FROM sightings s JOIN captures c ON c.id = s.capture
			JOIN fetches f ON f.capture = s.capture WHERE s.document = $1 AND f.fetched_at > s.seen_at`, []any{document}, func(rows *sql.Rows) error {
		var l look
		err := rows.Scan(&l.at, &l.format)
		looks = append(looks, l)
		return err
	})
	if err != nil {
		return first, last, err
	}
	return firstAndLast(archived, looks)
}

// firstAndLast are the ends of the times at which a document was seen, to the second. In a web
// archive that is when the archive fetched the page, where it says so, and not when the archive
// was taken in. Both are zero where it never was.
func firstAndLast(archived []string, looks []look) (first, last time.Time, err error) {
	var seen []time.Time
	for _, at := range archived {
		if when, err := time.Parse(time.RFC3339, at); err == nil {
			seen = append(seen, when.UTC().Truncate(time.Second))
		}
	}
	fetched := len(seen) > 0
	for _, l := range looks {
		if fetched && (l.format == corpus.FormatWARC || l.format == corpus.FormatWACZ) {
			continue
		}
		when, err := timeOf(l.at)
		if err != nil {
			return first, last, err
		}
		seen = append(seen, when.Truncate(time.Second))
	}
	if len(seen) == 0 {
		return first, last, nil
	}
	return slices.MinFunc(seen, time.Time.Compare), slices.MaxFunc(seen, time.Time.Compare), nil
}
