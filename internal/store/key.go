package store

import (
	"cmp"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hearsay/corpus"
)

// A key brings documents together, or appearances, alone or with others, as long
// as no more of them have it than the limit; see [Claim.PutConnections]. Nothing here looks at more rows of a key
// than the limit and two, so that connecting one costs the same
// however many there are.

// keyring is the keys of what is compared: documents by their numbers, or
// appearances by their IDs.
type keyring[H int64 | string] struct {
	table, holder string
	documents     string // joins the holders to their documents d
}

var (
	documentKeys = keyring[int64]{"keys", "document", "JOIN documents d ON d.number = k.document"}
	nameKeys     = keyring[string]{"name_keys", "appearance", "JOIN appearances a ON a.id = k.appearance JOIN documents d ON d.number = a.document"}
)

// of lists the keys of a holder.
func (r keyring[H]) of(t *tx, holder H) ([]string, error) {
	return t.strings("SELECT key FROM "+r.table+" WHERE "+r.holder+" = $1 ORDER BY key", holder)
}

// holders lists who has a key, in order.
func (r keyring[H]) holders(t *tx, key string) ([]H, error) {
	return r.list(t, "SELECT "+r.holder+" FROM "+r.table+" WHERE key = $1 ORDER BY "+r.holder, key)
}

func (r keyring[H]) list(t *tx, query string, args ...any) (list []H, err error) {
	err = t.rows(query, args, func(rows *sql.Rows) error {
		var h H
		err := rows.Scan(&h)
		list = append(list, h)
		return err
	})
	return list, err
}

// sizes tells how many have each of a holder's keys; what is more than one
// above the limit is told as two above it.
func (r keyring[H]) sizes(p *connection, holder H) (map[string]int, error) {
	sizes := map[string]int{}
	err := p.rows("SELECT k.key, (SELECT count(*) FROM (SELECT 1 FROM "+r.table+" x WHERE x.key = k.key LIMIT $1) few) FROM "+r.table+" k WHERE k."+r.holder+" = $2",
		[]any{p.sharing + 2, holder}, func(rows *sql.Rows) error {
			var key string
			var n int
			err := rows.Scan(&key, &n)
			sizes[key] = n
			return err
		})
	return sizes, err
}

// live are the keys that bring holders together.
func (p *connection) live(sizes map[string]int) (keys []string) {
	for key, n := range sizes {
		if n > 1 && n <= p.sharing {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// sharers lists who has enough of a holder's keys in common with it, of those
// that bring holders together.
func (r keyring[H]) sharers(p *connection, holder H, sizes map[string]int) ([]H, error) {
	met := map[H]int{}
	for weight, keys := range byWeight(p.live(sizes)) {
		for chunk := range slices.Chunk(keys, padded) {
			marks, args := pad(chunk, 1)
			list, err := r.list(p.tx, "SELECT "+r.holder+" FROM "+r.table+" WHERE key IN ("+marks+")", args...)
			if err != nil {
				return nil, err
			}
			for _, h := range list {
				met[h] += weight
			}
		}
	}
	delete(met, holder)
	maps.DeleteFunc(met, func(_ H, weight int) bool { return weight < corpus.KeysMeet })
	return slices.Sorted(maps.Keys(met)), nil
}

func byWeight(keys []string) map[int][]string {
	list := map[int][]string{}
	for _, k := range keys {
		list[corpus.KeyWeight(k)] = append(list[corpus.KeyWeight(k)], k)
	}
	return list
}

// put makes keys those of a holder and tells which it did not have, and which
// it has no longer.
func (r keyring[H]) put(t *tx, holder H, keys []string) (fresh, gone []string, err error) {
	have, err := r.of(t, holder)
	if err != nil {
		return nil, nil, err
	}
	for _, key := range keys {
		if _, had := slices.BinarySearch(have, key); !had {
			fresh = append(fresh, key)
		}
	}
	if err := r.insert(t, holder, fresh); err != nil {
		return nil, nil, err
	}
	for _, key := range have {
		if slices.Contains(keys, key) {
			continue
		}
		gone = append(gone, key)
		if err := t.exec("DELETE FROM "+r.table+" WHERE key = $1 AND "+r.holder+" = $2", key, holder); err != nil {
			return nil, nil, err
		}
	}
	return fresh, gone, nil
}

// rowsAtOnce is how many rows one statement writes: what a statement costs
// besides its rows is a third of the time.
const rowsAtOnce = 16

func (r keyring[H]) insert(t *tx, holder H, keys []string) (err error) {
	for chunk := range slices.Chunk(keys, rowsAtOnce) {
		if len(chunk) == rowsAtOnce {
			err = errFirst(err, r.insertRows(t, holder, chunk))
			continue
		}
		for i := range chunk { // else there were a statement to prepare for every length
			err = errFirst(err, r.insertRows(t, holder, chunk[i:i+1]))
		}
	}
	return err
}

func (r keyring[H]) insertRows(t *tx, holder H, keys []string) error {
	args := []any{holder}
	var rows []string
	for _, key := range keys {
		args = append(args, key)
		rows = append(rows, fmt.Sprintf("($%d, $1)", len(args)))
	}
	return t.exec("INSERT INTO "+r.table+" (key, "+r.holder+") VALUES "+strings.Join(rows, ", "), args...)
}

// related is a relation and what it is between.
type related[H int64 | string] struct {
	id         string
	one, other H
}

// withdraw takes back what rests on keys that have passed the limit just now,
// when one holder got them, and on no other that brings holders together. pairs
// lists the relations of some of them. Few keys have any when they pass it.
func (r keyring[H]) withdraw(p *connection, fresh []string, sizes map[string]int, pairs func([]H) ([]related[H], error)) error {
	for _, key := range fresh {
		if sizes[key] != p.sharing+1 {
			continue
		}
		holders, err := r.holders(p.tx, key)
		if err != nil {
			return err
		}
		list, err := pairs(holders)
		if err != nil {
			return err
		}
		if err := r.withdrawAmong(p, holders, list); err != nil {
			return err
		}
	}
	return nil
}

func (r keyring[H]) withdrawAmong(p *connection, holders []H, list []related[H]) error {
	c := &common[H]{keyring: r, p: p, keys: map[H][]string{}, sizes: map[string]int{}}
	var gone []string
	for _, pair := range list {
		if _, among := slices.BinarySearch(holders, pair.other); !among || pair.one == pair.other {
			continue
		}
		meet, err := c.meet(pair.one, pair.other)
		if err != nil {
			return err
		}
		if !meet {
			gone = append(gone, pair.id)
		}
	}
	slices.Sort(gone)
	p.withdrawn(gone)
	return p.dropRelations(gone)
}

// common asks what pairs have in common, each thing once.
type common[H int64 | string] struct {
	keyring[H]
	p     *connection
	keys  map[H][]string
	sizes map[string]int
}

// meet reports whether two holders have enough keys in common that bring
// holders together.
func (c *common[H]) meet(one, other H) (bool, error) {
	a, err := c.keysOf(one)
	if err != nil {
		return false, err
	}
	b, err := c.keysOf(other)
	if err != nil {
		return false, err
	}
	met := 0
	for _, key := range a {
		if _, both := slices.BinarySearch(b, key); !both {
			continue
		}
		if n, err := c.size(key); err != nil {
			return false, err
		} else if n <= c.p.sharing {
			met += corpus.KeyWeight(key)
		}
		if met >= corpus.KeysMeet {
			return true, nil
		}
	}
	return false, nil
}

func (c *common[H]) keysOf(holder H) (keys []string, err error) {
	keys, ok := c.keys[holder]
	if !ok {
		keys, err = c.of(c.p.tx, holder)
		c.keys[holder] = keys
	}
	return keys, err
}

func (c *common[H]) size(key string) (n int, err error) {
	n, ok := c.sizes[key]
	if !ok {
		n, err = c.sizeOf(c.p.tx, key, c.p.sharing+1)
		c.sizes[key] = n
	}
	return n, err
}

// sizeOf tells how many have a key, and counts no further than most.
func (r keyring[H]) sizeOf(t *tx, key string, most int) (n int, err error) {
	_, err = t.row("SELECT count(*) FROM (SELECT 1 FROM "+r.table+" WHERE key = $1 LIMIT $2) few", []any{key, most}, &n)
	return n, err
}

// documentPairs lists the relations of documents that are the first of them,
// but for those of appearances.
func (p *connection) documentPairs(documents []int64) (list []related[int64], err error) {
	for chunk := range slices.Chunk(documents, padded) {
		marks, args := pad(chunk, 2)
		err = errFirst(err, p.rows("SELECT id, one, other FROM relations WHERE kind <> $1 AND one IN ("+marks+")", append([]any{string(corpus.SameEntity)}, args...),
			func(rows *sql.Rows) error {
				var r related[int64]
				err := rows.Scan(&r.id, &r.one, &r.other)
				list = append(list, r)
				return err
			}))
	}
	return list, err
}

// revive makes the documents pending that a key brings together again, or
// whose appearances it does, after it was taken from one.
func (r keyring[H]) revive(t *tx, keys []string) error {
	var sharing int
	if found, err := t.row("SELECT sharing FROM connecting", nil, &sharing); !found || err != nil {
		return err
	}
	taken := map[string]int{}
	for _, key := range keys {
		taken[key]++
	}
	for _, key := range slices.Sorted(maps.Keys(taken)) {
		n, err := r.sizeOf(t, key, sharing+1)
		if err != nil {
			return err
		}
		if n > sharing || n+taken[key] <= sharing { // it does not yet, or brought them together all the time
			continue
		}
		if err := t.connectAgain("SELECT d.id FROM "+r.table+" k "+r.documents+" WHERE k.key = $3", key); err != nil {
			return err
		}
	}
	return nil
}

// connectAgain makes the documents of a query pending, which has its argument
// for $3.
func (t *tx) connectAgain(documents string, arg any) error {
	return t.exec("UPDATE work SET status = $1, error = '', tries = 0, not_before = '' WHERE stage = $2 AND subject IN ("+documents+")",
		workPending, string(StageConnect), arg)
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
