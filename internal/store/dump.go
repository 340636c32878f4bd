package store

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
)

// Dump writes what the ledger holds as JSON lines, by which two ledgers can
// be compared, also of different databases and after different histories:
// every row in the order of identities, without what differs from one run to
// the next: times, tries, numbers of rows, hashes of the log, and how the work
// was cut into transactions. Originals, texts and readings stand in it with
// their digests, the search indexes with how many rows they have of each
// document. Every line is an object that begins with the name of its table in
// "row".
//
// A line is in memory at a time. It reads one state of the ledger.
func (st *Store) Dump(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriter(w)
	err := st.view(ctx, func(t *tx) error {
		for _, table := range dumped() {
			if err := t.dump(out, table); err != nil {
				return fmt.Errorf("%s: %w", table.name, err)
			}
		}
		return t.dumpIndexes(out)
	})
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return fmt.Errorf("dump: %w", err)
	}
	return nil
}

// dumpedTable is a table and the query that gives its lines.
type dumpedTable struct{ name, query string }

// dumped lists what is dumped, the indexes aside, in order.
func dumped() []dumpedTable {
	return []dumpedTable{
		{"originals", `SELECT o.digest, o.size, o.captures, (SELECT count(*) FROM chunks c WHERE c.digest = o.digest) AS chunks
			FROM originals o ORDER BY o.digest`},
		{"captures", "SELECT id, source, format, digest, size, given, incomplete, access FROM captures ORDER BY id"},
		{"failures", "SELECT capture, place, reason FROM failures ORDER BY capture, place, reason"},
		{"items", "SELECT id, url FROM items ORDER BY id"},
		{"texts", "SELECT digest FROM texts ORDER BY digest"},
		{"documents", `SELECT id, item, text_digest, title, outlet, outlet_key, authors, published, published_key, first_day, last_day,
			language, url, access, place, capture FROM documents ORDER BY id`},
		{"blocks", "SELECT d.id AS document, b.body FROM blocks b JOIN documents d ON d.number = b.document ORDER BY d.id"},
		{"observations", `SELECT d.id AS document, o.field, o.value, o.exactness, o.origin, o.capture, o.place
			FROM observations o JOIN documents d ON d.number = o.document ORDER BY d.id, o.rank`},
		{"sightings", `SELECT d.id AS document, s.capture, s.place FROM sightings s JOIN documents d ON d.number = s.document
			ORDER BY d.id, s.capture, s.place`},
		{"work", "SELECT stage, subject, version, status, error FROM work ORDER BY stage, subject"},
		{"annotations", `SELECT d.id AS document, a.stage, a.version, a.system, a.digest FROM annotations a JOIN documents d ON d.number = a.document
			ORDER BY d.id, a.stage`},
		{"statements", `SELECT s.id, d.id AS document, s.place_no, s.system, s.content, s.cue_start, s.cue_stop, s.spans, s.speaker, s.speaker_key,
			s.role, s.source_kind, s.identified, s.kind, s.polarity, s.mode, s.basis, s.via, s.addressee, s.place, s.said_on, s.confidence,
			s.doubt, s.rule, s.standing, s.person, s.corrections, s.access
			FROM statements s JOIN documents d ON d.number = s.document ORDER BY s.id`},
		{"figures", `SELECT d.id AS document, f.place_no, f.id, f.statement, f.part_of, f.passage_start, f.passage_stop, f.body, f.access
			FROM figures f JOIN documents d ON d.number = f.document ORDER BY f.id`},
		{"connecting", "SELECT version, sharing FROM connecting"},
		{"profiles", "SELECT d.id AS document, p.digest FROM profiles p JOIN documents d ON d.number = p.document ORDER BY d.id"},
		{"keys", "SELECT k.key, d.id AS document FROM keys k JOIN documents d ON d.number = k.document ORDER BY k.key, d.id"},
		{"name_keys", "SELECT key, appearance FROM name_keys ORDER BY key, appearance"},
		{"appearances", `SELECT a.id, d.id AS document, a.name, a.kind, a.role, a.affiliation, a.spans, a.forms, a.gender, a.apart, a.alike, a.states
			FROM appearances a JOIN documents d ON d.number = a.document ORDER BY a.id`},
		{"relations", `SELECT r.id, r.kind, a.id AS one, b.id AS other, r.subject_one, r.subject_other, r.sure, r.body
			FROM relations r JOIN documents a ON a.number = r.one JOIN documents b ON b.number = r.other ORDER BY r.id`},
		{"rulings", "SELECT subject, verb, value, person, note, about FROM rulings ORDER BY subject, seq"},
		{"outlets", "SELECT name, body FROM outlets ORDER BY name"},
		{"events", "SELECT event, name, verb, body, outlet, aspect, person, note FROM events ORDER BY event, seq"},
		{"passages", `SELECT d.id AS document, p.start_at, p.stop_at, p.access FROM passages p JOIN documents d ON d.number = p.document
			ORDER BY d.id, p.start_at, p.stop_at`},
		{"sources", "SELECT d.id AS document, s.name, s.access FROM sources s JOIN documents d ON d.number = s.document ORDER BY d.id, s.name"},
		{"decisions", "SELECT subject, verb, field, value, person, note, document, spans, quoted, attached FROM decisions ORDER BY subject, seq"},
		{"addresses", "SELECT url, feed, given, override, etag, modified, capture, final_url FROM addresses ORDER BY url"},
		{"feeds", "SELECT url, active, entries FROM feeds ORDER BY url"},
		{"fetches", "SELECT url, outcome, status, final_url, capture, reason, person FROM fetches ORDER BY url, seq"},
		{"gaps", "SELECT feed, reason FROM gaps ORDER BY feed, from_at"},
		{"tombstones", "SELECT kind, subject FROM tombstones ORDER BY kind, subject"},
		{"scrubs", "SELECT kind FROM scrubs ORDER BY kind, subject"},
		// How many rows parsing and reading have depends on where a run stopped.
		{"log", `SELECT kind, subject, CASE WHEN kind IN ('parse', 'annotate', 'connect') THEN 0 ELSE count(*) END AS times
			FROM log GROUP BY kind, subject ORDER BY kind, subject`},
	}
}

// dump writes the rows of a table.
func (t *tx) dump(w *bufio.Writer, table dumpedTable) error {
	var columns []string
	var values, into []any
	return t.rows(table.query, nil, func(rows *sql.Rows) (err error) {
		if columns == nil {
			if columns, err = rows.Columns(); err != nil {
				return err
			}
			values, into = make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		return dumpLine(w, table.name, columns, values)
	})
}

// dumpLine writes one object, its keys in the order of columns.
func dumpLine(w *bufio.Writer, table string, columns []string, values []any) error {
	fmt.Fprintf(w, `{"row":%q`, table)
	for i, c := range columns {
		b, err := json.Marshal(values[i])
		if err != nil {
			return fmt.Errorf("%s: %w", c, err)
		}
		fmt.Fprintf(w, ",%q:%s", c, b)
	}
	_, err := w.WriteString("}\n") // the first error of a writer stays
	return err
}

// indexedDocument is a document with the numbers of its statements, from low
// up to but without high.
type indexedDocument struct {
	number, low, high int64
	id                string
}

// dumpIndexes writes how many rows the search indexes have of each document.
func (t *tx) dumpIndexes(w *bufio.Writer) error {
	for after := ""; ; {
		page, err := t.indexedDocuments(after)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, d := range page {
			var blocks, statements int64
			if _, err := t.row(t.st.sql.counted(blockTerms), []any{d.number << blockBits, (d.number + 1) << blockBits}, &blocks); err != nil {
				return err
			}
			if _, err := t.row(t.st.sql.counted(statementTerms), []any{d.low, d.high}, &statements); err != nil {
				return err
			}
			if err := dumpLine(w, "index", []string{"document", "blocks", "statements"}, []any{d.id, blocks, statements}); err != nil {
				return err
			}
			after = d.id
		}
	}
}

func (t *tx) indexedDocuments(after string) (page []indexedDocument, err error) {
	err = t.rows(`SELECT d.number, d.id, coalesce(min(s.number), 0), coalesce(max(s.number) + 1, 0)
		FROM documents d LEFT JOIN statements s ON s.document = d.number
		WHERE d.id > $1 GROUP BY d.number, d.id ORDER BY d.id LIMIT $2`, []any{after, documentChunk}, func(rows *sql.Rows) error {
		var d indexedDocument
		err := rows.Scan(&d.number, &d.id, &d.low, &d.high)
		page = append(page, d)
		return err
	})
	return page, err
}
