package store

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// A key brings documents together as long as no more of them have it than the
// limit; see [Claim.PutConnections]. Nothing here looks at more rows of a key
// than the limit and two, so that connecting a document costs the same
// however many there are.

// sizes tells how many documents have each of a document's keys; what is more
// than one above the limit is told as two above it.
func (p *connection) sizes(document int64) (map[string]int, error) {
	sizes := map[string]int{}
	err := p.rows(`SELECT k.key, (SELECT count(*) FROM (SELECT 1 FROM keys x WHERE x.key = k.key LIMIT $1) few)
		FROM keys k WHERE k.document = $2`, []any{p.sharing + 2, document}, func(rows *sql.Rows) error {
		var key string
		var n int
		err := rows.Scan(&key, &n)
		sizes[key] = n
		return err
	})
	return sizes, err
}

// sharers lists the documents that have one of a document's keys in common
// with it, of those that bring documents together.
func (p *connection) sharers(document int64, sizes map[string]int) ([]int64, error) {
	var live []string
	for key, n := range sizes {
		if n > 1 && n <= p.sharing {
			live = append(live, key)
		}
	}
	slices.Sort(live)
	others := map[int64]bool{}
	for chunk := range slices.Chunk(live, padded) {
		marks, args := pad(chunk, 1)
		err := p.rows("SELECT document FROM keys WHERE key IN ("+marks+")", args, func(rows *sql.Rows) error {
			var n int64
			err := rows.Scan(&n)
			others[n] = true
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	delete(others, document)
	return sortedNumbers(others), nil
}

func sortedNumbers(set map[int64]bool) []int64 {
	list := make([]int64, 0, len(set))
	for n := range set {
		list = append(list, n)
	}
	slices.Sort(list)
	return list
}

// putKeys makes keys those of a document and tells which it did not have, and
// which it has no longer.
func (p *connection) putKeys(document int64, keys []string) (fresh, gone []string, err error) {
	have, err := p.strings("SELECT key FROM keys WHERE document = $1", document)
	if err != nil {
		return nil, nil, err
	}
	had := map[string]bool{}
	for _, key := range have {
		had[key] = true
	}
	for _, key := range keys {
		if had[key] {
			delete(had, key)
			continue
		}
		fresh = append(fresh, key)
		if err := p.exec("INSERT INTO keys (key, document) VALUES ($1, $2)", key, document); err != nil {
			return nil, nil, err
		}
	}
	for key := range had {
		gone = append(gone, key)
		if err := p.exec("DELETE FROM keys WHERE key = $1 AND document = $2", key, document); err != nil {
			return nil, nil, err
		}
	}
	slices.Sort(gone)
	return fresh, gone, nil
}

// withdraw takes back what rests on a key that has passed the limit just now
// and on no other that brings documents together.
func (p *connection) withdraw(key string) error {
	documents, err := p.numbers("SELECT document FROM keys WHERE key = $1 ORDER BY document", key)
	if err != nil {
		return err
	}
	live, err := p.liveKeys(documents)
	if err != nil {
		return err
	}
	pairs, err := p.pairsAmong(documents)
	if err != nil {
		return err
	}
	var gone []string
	for _, r := range pairs {
		if !share(live[r.one], live[r.other]) {
			gone = append(gone, r.id)
		}
	}
	slices.Sort(gone)
	p.withdrawn(gone)
	return p.dropRelations(gone)
}

// liveKeys returns the keys of each document that bring documents together.
func (p *connection) liveKeys(documents []int64) (map[int64]map[string]bool, error) {
	live := map[int64]map[string]bool{}
	for _, d := range documents {
		sizes, err := p.sizes(d)
		if err != nil {
			return nil, err
		}
		live[d] = map[string]bool{}
		for key, n := range sizes {
			if n > 1 && n <= p.sharing {
				live[d][key] = true
			}
		}
	}
	return live, nil
}

func share(a, b map[string]bool) bool {
	if len(b) < len(a) {
		a, b = b, a
	}
	for key := range a {
		if b[key] {
			return true
		}
	}
	return false
}

// related is a relation and its two documents.
type related struct {
	id         string
	one, other int64
}

// pairsAmong lists the relations between two of these documents.
func (p *connection) pairsAmong(documents []int64) (list []related, err error) {
	for chunk := range slices.Chunk(documents, padded) {
		marks, args := pad(chunk, 1)
		err := p.rows("SELECT id, one, other FROM relations WHERE one IN ("+marks+")", args, func(rows *sql.Rows) error {
			var r related
			err := rows.Scan(&r.id, &r.one, &r.other)
			if _, among := slices.BinarySearch(documents, r.other); among && r.one != r.other {
				list = append(list, r)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// revive makes the documents pending that a key brings together again, after
// it was taken from one.
func (t *tx) revive(keys []string) error {
	var sharing int
	if found, err := t.row("SELECT sharing FROM connecting", nil, &sharing); !found || err != nil {
		return err
	}
	for _, key := range keys {
		var n int
		if _, err := t.row("SELECT count(*) FROM (SELECT 1 FROM keys WHERE key = $1 LIMIT $2) few", []any{key, sharing + 1}, &n); err != nil {
			return err
		}
		if n != sharing { // it brought them together all the time, or does not yet
			continue
		}
		err := t.exec(`UPDATE work SET status = $1, error = '', tries = 0, not_before = '' WHERE stage = $2 AND subject IN (
			SELECT d.id FROM keys k JOIN documents d ON d.number = k.document WHERE k.key = $3)`, workPending, string(StageConnect), key)
		if err != nil {
			return err
		}
	}
	return nil
}

// padded is how many values a list in a query has at most. Lists are filled up
// to a power of two by their last value, so that there are few queries to
// prepare.
const padded = 128

// pad makes the placeholders of a list from $first on, and its arguments.
func pad[T any](list []T, first int) (marks string, args []any) {
	size := 1
	for size < len(list) {
		size *= 2
	}
	var b strings.Builder
	for i := range size {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "$%d", first+i)
		args = append(args, list[min(i, len(list)-1)])
	}
	return b.String(), args
}

func compareText(a, b string) int { return cmp.Compare(a, b) }
