package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"hearsay/corpus"
)

// The kinds of tombstone: what each stands for.
const (
	tombDocument  = "document"
	tombText      = "text"      // the digest of a text
	tombItem      = "item"      // no new text of it is taken in
	tombStatement = "statement" // so that briefs that cite it find out
	tombFigure    = "figure"    // the same
	tombRelation  = "relation"  // the same
	tombCapture   = "capture"   // where it came from and what was given along are withheld
	tombOriginal  = "original"  // the digest of bytes
	tombLog       = "log"       // a row whose words are withheld
)

// tombsOf tells which tombstones stand for the rows of a table.
func tombsOf(table string) string {
	return map[string]string{"documents": tombDocument, "statements": tombStatement, "figures": tombFigure, "relations": tombRelation, "captures": tombCapture}[table]
}

// tombstone is an error wrapping [corpus.ErrWithheld] that says since when,
// by whom and why, if kind and subject were taken out; else nil.
func (t *tx) tombstone(kind, subject string) (withheld, err error) {
	var at, detail string
	var purge int64
	found, err := t.row(`SELECT l.seq, l.logged_at, l.detail FROM tombstones b JOIN log l ON l.seq = b.purge
		WHERE b.kind = $1 AND b.subject = $2`, []any{kind, subject}, &purge, &at, &detail)
	if err != nil || !found {
		return nil, err
	}
	w, err := withheldOf(kind, subject, purge, at, detail)
	if err != nil {
		return nil, err
	}
	return &withheldError{w}, nil
}

// withheldError wraps [corpus.ErrWithheld].
type withheldError struct{ Withheld }

// withheldBegins begins what is said of everything that was taken out.
const withheldBegins = "withheld since "

func (e *withheldError) Error() string {
	return withheldBegins + e.Since.Format(time.DateOnly) + " by " + e.By + ": " + e.Reason
}

func (e *withheldError) Unwrap() error { return corpus.ErrWithheld }

// standsWithheld returns the error of the first tombstone that stands for one
// of pairs of kind and subject, nil when none does.
func (t *tx) standsWithheld(pairs ...custody) (withheld, err error) {
	for _, p := range pairs {
		if withheld, err = t.tombstone(p[0], p[1]); withheld != nil || err != nil {
			return withheld, err
		}
	}
	return nil, nil
}

// buried lists up to two identities with a tombstone that begin with prefix.
func (t *tx) buried(kind, prefix string) (list []string, err error) {
	err = t.rows("SELECT subject FROM tombstones WHERE kind = $1 AND subject >= $2 AND subject < $3 ORDER BY subject LIMIT 2",
		[]any{kind, prefix, prefix + "~"}, func(rows *sql.Rows) error {
			var s string
			err := rows.Scan(&s)
			list = append(list, s)
			return err
		})
	return list, err
}

// Withheld is something that a purge took out.
type Withheld struct {
	Kind    string // "document", "capture", "original", "text", "item", "statement", "figure", "relation" or "log"
	Subject string // its identity or digest; of the log, the row's number
	Purge   int64  // the row of the log that says so
	Since   time.Time
	By      string
	Reason  string
}

func withheldOf(kind, subject string, purge int64, at, detail string) (w Withheld, err error) {
	var e purgeEntry
	if err := json.Unmarshal([]byte(detail), &e); err != nil {
		return w, fmt.Errorf("purge of %s %s: %w: %w", kind, subject, err, corpus.ErrDamaged)
	}
	w = Withheld{Kind: kind, Subject: subject, Purge: purge, By: e.By, Reason: e.Reason}
	w.Since, err = timeOf(at)
	return w, err
}

// tombstones are all of a ledger: kind and subject -> the purge's row in the
// log.
type tombstones map[custody]int64

func (b tombstones) has(kind, subject string) bool { return b[custody{kind, subject}] > 0 }

func (b tombstones) hasRow(seq int64) bool { return b.has(tombLog, strconv.FormatInt(seq, 10)) }

// without returns the tombstones that other does not have alike.
func (b tombstones) without(other tombstones) tombstones {
	rest := tombstones{}
	for c, seq := range b {
		if other[c] != seq {
			rest[c] = seq
		}
	}
	return rest
}

func (b tombstones) sorted() []custody {
	return slices.SortedFunc(maps.Keys(b), func(x, y custody) int { return slices.Compare(x[:], y[:]) })
}

// forget drops from a history of the log what was taken out since.
func (b tombstones) forget(h *history) {
	for id := range h.documents {
		if b.has(tombDocument, id) {
			delete(h.documents, id)
		}
	}
	for id := range h.readings {
		if b.has(tombDocument, id) {
			delete(h.readings, id)
		}
	}
	for id := range h.profiles {
		if b.has(tombDocument, id) {
			delete(h.profiles, id)
		}
	}
	for id := range h.relations {
		if b.has(tombRelation, id) {
			delete(h.relations, id)
		}
	}
	for s := range h.sightings {
		if b.has(tombDocument, s[0]) {
			delete(h.sightings, s)
		}
	}
}

// readTombstones fills in v.tombs, save those that were found to be forged.
func (v *verification) readTombstones(t *tx) error {
	v.tombs = tombstones{}
	return t.rows("SELECT kind, subject, purge FROM tombstones", nil, func(rows *sql.Rows) error {
		var c custody
		var purge int64
		err := rows.Scan(&c[0], &c[1], &purge)
		if v.forged[c] == 0 {
			v.tombs[c] = purge
		}
		return err
	})
}

// checkTombstones compares the tombstones with what the log says was taken
// out, and lists the documents, captures and originals among them. It also
// tells whether a purge is unfinished.
func (v *verification) checkTombstones(t *tx) error {
	err := t.rows(`SELECT b.kind, b.subject, b.purge, l.kind, l.logged_at, l.detail
		FROM tombstones b JOIN log l ON l.seq = b.purge ORDER BY b.purge, b.kind, b.subject`, nil, func(rows *sql.Rows) error {
		var kind, subject, logKind, at, detail string
		var purge int64
		if err := rows.Scan(&kind, &subject, &purge, &logKind, &at, &detail); err != nil {
			return err
		}
		v.report.Rows++
		w, err := withheldOf(kind, subject, purge, at, detail)
		if err == nil && logKind == kindPurge && (kind == tombDocument || kind == tombCapture || kind == tombOriginal) {
			v.report.Withheld = append(v.report.Withheld, w)
		}
		return nil // what is no purge is found below
	})
	if err != nil {
		return err
	}
	if v.report.Unscrubbed, err = t.row("SELECT 1 FROM scrubs", nil, new(int)); err != nil {
		return err
	}
	return v.compareTombstones(t)
}

// compareTombstones finds tombstones that no purge in the log set, and purges
// that name others than there are. Without this, whoever can write to the
// file could call a row that they changed withheld.
func (v *verification) compareTombstones(t *tx) error {
	set := tombstones{}
	err := t.rows(`SELECT l.seq, l.detail, coalesce(c.body, '[]') FROM log l LEFT JOIN custody c ON c.seq = l.seq
		WHERE l.kind = $1 ORDER BY l.seq`, []any{kindPurge}, func(rows *sql.Rows) error {
		var seq int64
		var detail, body string
		if err := rows.Scan(&seq, &detail, &body); err != nil {
			return err
		}
		var e purgeEntry
		var list []custody
		if json.Unmarshal([]byte(detail), &e) != nil || corpus.DigestOf([]byte(body)) != e.Digest || json.Unmarshal([]byte(body), &list) != nil {
			v.find("row", fmt.Sprintf("custody of log row %d", seq), "it is not that of the digest in the log")
		}
		for _, c := range list {
			set[c] = seq
		}
		return nil
	})
	if err != nil {
		return err
	}
	v.forged = v.tombs.without(set)
	for _, c := range v.forged.sorted() {
		v.find("row", "tombstone of "+c[0]+" "+c[1], "log row %d did not set it", v.forged[c])
	}
	missing := set.without(v.tombs)
	for _, c := range missing.sorted() {
		v.find("row", "tombstone of "+c[0]+" "+c[1], "it is missing, and log row %d has it", missing[c])
	}
	return nil
}

// checkRedacted finds a row of the log whose words were taken out and that
// now says something else than that.
func (v *verification) checkRedacted(e LogEntry) {
	var r redacted
	purge := v.tombs[custody{tombLog, strconv.FormatInt(e.Seq, 10)}]
	if json.Unmarshal([]byte(e.Detail), &r) != nil || r.Withheld != purge || string(r.text()) != e.Detail {
		v.find("log", fmt.Sprintf("log row %d", e.Seq), "its words were taken out by log row %d, and it has others now", purge)
	}
}
