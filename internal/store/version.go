package store

import (
	"cmp"
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
		if list, err = t.texts(ofItem, item); err != nil {
			return err
		}
		return t.inTime(list, ofItem, item)
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
		if list, err = t.texts(ofItem, item); err != nil || len(list) < 2 {
			return err
		}
		return t.inTime(list, ofItem, item)
	})
	if err != nil {
		return nil, fmt.Errorf("texts of %s: %w", item, err)
	}
	return list, nil
}

// Revised lists the items of which several texts are known, each by its versions.
func (st *Store) Revised(ctx context.Context) (list [][]Version, err error) {
	err = st.view(ctx, func(t *tx) error {
		all, err := t.texts(ofRevised)
		if err == nil {
			err = t.inTime(all, ofRevised)
		}
		for i, v := range all {
			if i == 0 || all[i-1].Item != v.Item {
				list = append(list, nil)
			}
			list[len(list)-1] = append(list[len(list)-1], v)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("items of several texts: %w", err)
	}
	return list, nil
}

// Which documents d are looked at: those of one item, or of all that have several.
const (
	ofItem    = "d.item = $1"
	ofRevised = "d.item IN (SELECT item FROM documents GROUP BY item HAVING count(*) > 1)"
)

func (t *tx) texts(which string, args ...any) (list []Version, err error) {
	err = t.rows(documentColumns+" WHERE "+which+" ORDER BY d.item, d.published_key, d.number", args, func(rows *sql.Rows) error {
		d, err := scanDocument(rows)
		list = append(list, Version{Document: d.Document, number: d.number})
		return err
	})
	return list, err
}

// inTime fills in when versions were seen, and puts those of each item in order.
func (t *tx) inTime(list []Version, which string, args ...any) error {
	if len(list) == 0 {
		return nil
	}
	seen, err := t.looks(which, args...)
	if err != nil {
		return err
	}
	for i, v := range list {
		if list[i].FirstSeen, list[i].LastSeen, err = firstAndLast(seen[v.number]); err != nil {
			return err
		}
	}
	slices.SortStableFunc(list, func(a, b Version) int {
		return cmp.Or(cmp.Compare(a.Item, b.Item), a.FirstSeen.Compare(b.FirstSeen))
	})
	return nil
}

// look is one time at which a document was seen.
type look struct {
	at     string
	format corpus.Format // of the capture; "" is as a web archive says that it fetched the page
}

// looks lists by the number of a document when it was seen.
func (t *tx) looks(which string, args ...any) (map[int64][]look, error) {
	seen := map[int64][]look{}
	err := t.rows(`SELECT d.number, o.value, '' FROM documents d JOIN observations o ON o.document = d.number AND o.field = '`+string(corpus.FieldArchived)+`' WHERE `+which+`
		UNION ALL
		SELECT d.number, s.seen_at, c.format FROM documents d JOIN sightings s ON s.document = d.number JOIN captures c ON c.id = s.capture WHERE `+which+`
		UNION ALL
		SELECT d.number, f.fetched_at, c.format FROM documents d JOIN sightings s ON s.document = d.number JOIN captures c ON c.id = s.capture
			JOIN fetches f ON f.capture = s.capture WHERE f.fetched_at > s.seen_at AND `+which, args, func(rows *sql.Rows) error {
		var number int64
		var l look
		err := rows.Scan(&number, &l.at, &l.format)
		seen[number] = append(seen[number], l)
		return err
	})
	return seen, err
}

// firstAndLast are the ends of the times at which a document was seen, to the second. In a web
// archive that is when the archive fetched the page, where it says so, and not when the archive
// was taken in. Both are zero where it never was.
func firstAndLast(looks []look) (first, last time.Time, err error) {
	var archived, seen []time.Time
	for _, l := range looks {
		if at, err := time.Parse(time.RFC3339, l.at); err == nil && l.format == "" {
			archived = append(archived, at.UTC().Truncate(time.Second))
		}
	}
	for _, l := range looks {
		if l.format == "" || len(archived) > 0 && (l.format == corpus.FormatWARC || l.format == corpus.FormatWACZ) {
			continue
		}
		at, err := timeOf(l.at)
		if err != nil {
			return first, last, err
		}
		seen = append(seen, at.Truncate(time.Second))
	}
	if seen = append(seen, archived...); len(seen) == 0 {
		return first, last, nil
	}
	return slices.MinFunc(seen, time.Time.Compare), slices.MaxFunc(seen, time.Time.Compare), nil
}
