package store

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"hearsay/corpus"
)

// Finding is one thing that Verify found wrong.
type Finding struct {
	What   string // "page", "row", "original", "text", "log", "index", "head"
	Where  string // "page 17", "document d12...", "log row 9"
	Reason string
}

// VerifyReport tells what Verify looked at and found.
type VerifyReport struct {
	Pages, Rows, Originals, LogRows int64
	Head                            Head
	Findings                        []Finding
	// Withheld lists the documents, captures and originals that purges took
	// out, in the order in which they went. They are no damage.
	Withheld []Withheld
	// Unscrubbed tells that a purge is to be finished: what it took out may
	// still stand in free places of the file. See [Store.Scrub].
	Unscrubbed bool
}

// Verify checks the ledger at dsn: of a file, the checksum of every page read
// raw; row digests, originals and texts against their digests, the chain
// of the log, fetches, captures, documents, sightings, readings and decisions against
// what the log says of them, the search indexes, and, unless expect is "", that
// expect is the hash of a row of the log (the head or one before it). Damage is findings; an
// error means that it could not look, wrapping [corpus.ErrNotLedger] when the
// file is none.
//
// It changes nothing, save that a write-ahead log left by a crash is folded
// into the file, as any opening does, after both have been checked. progress,
// which may be nil, is told how many of the pages and documents are done.
func Verify(ctx context.Context, dsn string, expect corpus.Digest, progress func(done, total int64)) (VerifyReport, error) {
	v := &verification{ctx: ctx, path: dsn, expect: expect, progress: progress}
	var err error
	if IsFile(dsn) {
		err = v.checkPages()
	}
	if err == nil {
		err = v.checkContent()
	}
	if err != nil {
		return v.report, fmt.Errorf("verify %s: %w", Shown(dsn), err)
	}
	return v.report, nil
}

// verification is one run of Verify.
type verification struct {
	ctx         context.Context
	path        string
	expect      corpus.Digest
	progress    func(done, total int64)
	done, total int64
	report      VerifyReport
	tombs       tombstones // as the check in hand sees them
	forged      tombstones // that no purge set
}

func (v *verification) find(what, where, format string, args ...any) {
	v.report.Findings = append(v.report.Findings, Finding{what, where, fmt.Sprintf(format, args...)})
}

func (v *verification) step(n int64) {
	v.done += n
	if v.progress != nil {
		v.progress(v.done, max(v.total, v.done))
	}
}

// checkPages looks at the file without SQLite.
func (v *verification) checkPages() error {
	f, err := os.Open(v.path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.IsDir() || !looksLikeLedger(f, info.Size()) {
		return corpus.ErrNotLedger
	}
	wal, err := steadily(func() (walScan, error) { return scanWAL(v.path + "-wal") })
	if err != nil {
		return fmt.Errorf("write-ahead log: %w", err)
	}
	if wal.lost != "" {
		v.find("page", "write-ahead log", "%s", wal.lost)
	}
	v.total = info.Size() / pageSize
	scan, err := scanFile(f, v.step)
	if err != nil {
		return err
	}
	v.report.Pages = scan.pages
	for _, p := range scan.broken {
		// A crash can leave a page half written that the log holds whole.
		if !wal.pages[p] {
			v.find("page", fmt.Sprintf("page %d", p), "its bytes are not those of its checksum")
		}
	}
	return v.checkLength(f, scan, wal)
}

func (v *verification) checkLength(f io.ReaderAt, scan pageScan, wal walScan) error {
	if info, err := os.Stat(v.path); err != nil || len(wal.pages) > 0 || info.Size() != scan.pages*pageSize+scan.torn {
		return err // it grows just now, or when the log is folded in
	}
	if scan.torn > 0 {
		v.find("page", "end of file", "%d bytes behind the last whole page", scan.torn)
	}
	says, err := headerPageCount(f)
	if err != nil {
		return err
	}
	if info, err := os.Stat(v.path + "-wal"); err == nil && info.Size() > 0 {
		return nil // another program has it open, and may just be folding it in
	}
	if says != scan.pages {
		v.find("page", "page 1", "the file has %d pages and says %d", scan.pages, says)
	}
	return nil
}

// checkContent looks at the ledger through SQLite. Whatever SQLite cannot
// read, in a file with broken pages or without, is a finding.
func (v *verification) checkContent() error {
	st, err := openToRead(v.ctx, v.path)
	if err != nil {
		if len(v.report.Findings) == 0 || v.ctx.Err() != nil {
			return err
		}
		v.find("row", "all", "the ledger cannot be opened: %v", err)
		return nil
	}
	checks := []struct {
		what, where string
		run         func(*tx) error
	}{
		{"row", "tombstones", v.checkTombstones},
		{"log", "log", v.checkLog},
		{"head", "log", v.checkHead},
		{"original", "originals", v.checkOriginals},
		{"row", "captures", v.checkCaptures},
		{"row", "fetches", v.checkFetches},
		{"row", "custody", v.checkCustody},
		{"text", "texts", v.checkTexts},
		{"row", "documents", v.checkDocuments},
		{"row", "relations", v.checkRelations},
		{"row", "decisions", v.checkDecisions},
		{"row", "rulings", v.checkRulings},
		{"row", "outlets", v.checkOutlets},
		{"row", "events", v.checkEventEntries},
		{"index", blockTerms, v.checkBlockIndex},
		{"index", statementTerms, v.checkStatementIndex},
	}
	for _, c := range checks {
		check := func(t *tx) error { // a purge may go on beside it
			if err := v.readTombstones(t); err != nil {
				return err
			}
			return c.run(t)
		}
		if err := guarded(st, v.ctx, check); err != nil {
			if v.ctx.Err() != nil {
				return errors.Join(v.ctx.Err(), st.Close())
			}
			v.find(c.what, c.where, "not all can be read: %v", err)
		}
	}
	if err := st.Close(); err != nil && len(v.report.Findings) == 0 {
		return err
	}
	return nil
}

// guarded runs a check in a transaction of its own. SQLite's machine code is
// translated to Go: where damaged bytes lead it astray it panics, which is an
// answer here.
func guarded(st *Store, ctx context.Context, check func(*tx) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the database gave up: %v", r)
		}
	}()
	return st.view(ctx, check)
}

// checkLog follows the chain of hashes.
func (v *verification) checkLog(t *tx) error {
	var before corpus.Digest
	var seq int64
	expected := v.expect == ""
	err := t.rows("SELECT seq, logged_at, kind, subject, detail, hash FROM log ORDER BY seq", nil, func(rows *sql.Rows) error {
		e, err := scanLog(rows)
		if err != nil {
			return err
		}
		seq++
		where := fmt.Sprintf("log row %d", e.Seq)
		if e.Seq != seq {
			v.find("log", where, "rows from %d on are missing", seq)
			seq = e.Seq
		}
		switch {
		case v.tombs.hasRow(e.Seq): // the chain goes on over what was its hash
			v.checkRedacted(e)
		case e.hash(before) != e.Hash:
			v.find("log", where, "its hash is not that of its content and the row before")
		}
		before, expected = e.Hash, expected || e.Hash == v.expect
		v.report.LogRows++
		return nil
	})
	if err == nil && seq == 0 {
		v.find("log", "log", "it is empty")
	}
	if err == nil && !expected {
		v.find("head", "log", "no row has the hash %s", v.expect)
	}
	return err
}

func (v *verification) checkHead(t *tx) (err error) {
	v.report.Head, err = t.head()
	return err
}

// checkOriginals reads every original against its digest, a chunk at a time.
func (v *verification) checkOriginals(t *tx) error {
	type row struct {
		digest         string
		captures, have int64
	}
	var list []row
	// Captures are counted at once: they have no index by digest.
	err := t.rows(`SELECT o.digest, o.captures, coalesce(c.have, 0) FROM originals o
		LEFT JOIN (SELECT digest, count(*) AS have FROM captures GROUP BY digest) c ON c.digest = o.digest ORDER BY o.digest`, nil,
		func(rows *sql.Rows) error {
			var r row
			err := rows.Scan(&r.digest, &r.captures, &r.have)
			list = append(list, r)
			return err
		})
	if err != nil {
		return err
	}
	for _, r := range list {
		v.report.Originals++
		if v.tombs.has(tombOriginal, r.digest) {
			continue
		}
		if r.captures != r.have {
			v.find("original", "original "+r.digest, "%d captures hold it, it counts %d", r.have, r.captures)
		}
		err := v.readOriginal(t.st, corpus.Digest(r.digest))
		if err != nil && !errors.Is(err, corpus.ErrWithheld) { // purged meanwhile
			if v.ctx.Err() != nil {
				return err
			}
			v.find("original", "original "+r.digest, "%v", err)
		}
	}
	return nil
}

func (v *verification) readOriginal(st *Store, d corpus.Digest) error {
	r, err := st.Original(v.ctx, d)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, r)
	return errors.Join(err, r.Close())
}

// checkCaptures compares the captures with what the log says about them.
func (v *verification) checkCaptures(t *tx) error {
	logged, order, err := t.loggedCaptures()
	if err != nil {
		return err
	}
	have := map[string]bool{}
	err = t.rows(captureColumns+" ORDER BY number", nil, func(rows *sql.Rows) error {
		c, err := scanCapture(rows)
		if err != nil {
			return err
		}
		v.report.Rows++
		have[c.ID] = true
		want, ok := logged[c.ID]
		switch {
		case !ok:
			v.find("row", "capture "+c.ID, "the log does not know it")
		case v.tombs.has(tombCapture, c.ID):
		case captureEntryOf(c) != want:
			v.find("row", "capture "+c.ID, "it is not as the log has it")
		}
		return nil
	})
	if err != nil {
		return err // what was not read is not missing
	}
	for _, id := range order {
		if !have[id] {
			v.find("row", "capture "+id, "it is missing, and the log has it")
		}
	}
	return nil
}

// loggedCaptures returns the captures as the log has them, and their IDs in
// the order in which they came in. What a row says that cannot be read is
// found with the log's own hashes.
func (t *tx) loggedCaptures() (logged map[string]captureEntry, order []string, err error) {
	logged = map[string]captureEntry{}
	err = t.rows("SELECT kind, subject, detail FROM log WHERE kind IN ('capture', 'parse') ORDER BY seq", nil, func(rows *sql.Rows) error {
		var kind, id, detail string
		if err := rows.Scan(&kind, &id, &detail); err != nil {
			return err
		}
		e := logged[id]
		if kind == "capture" {
			json.Unmarshal([]byte(detail), &e)
			order = append(order, id)
		}
		var p parseEntry
		if json.Unmarshal([]byte(detail), &p) == nil && p.Last {
			e.Incomplete = p.Incomplete
		}
		logged[id] = e
		return nil
	})
	return logged, order, err
}

// logged is the digest that the log has of a document or a reading.
type logged struct {
	id, digest string
	seq        int64
}

// history is what the log says became of documents and readings.
type history struct {
	documents, readings, profiles, relations rowsLogged
	sightings                                map[[2]string]bool // document, capture
}

// checkCustody compares the documents, their sightings and their readings
// with what the log says became of them.
func (v *verification) checkCustody(t *tx) error {
	h, err := v.history(t)
	if err != nil {
		return err
	}
	v.tombs.forget(h)
	err = v.compareLogged(t, "document", "SELECT id, digest FROM documents ORDER BY number", h.documents)
	if err != nil {
		return err
	}
	err = v.compareLogged(t, "reading of document",
		"SELECT d.id, a.digest FROM annotations a JOIN documents d ON d.number = a.document ORDER BY d.number", h.readings)
	if err != nil {
		return err
	}
	err = v.compareLogged(t, "profile of document", "SELECT d.id, p.digest FROM profiles p JOIN documents d ON d.number = p.document ORDER BY d.number", h.profiles)
	if err != nil {
		return err
	}
	err = v.compareLogged(t, "relation", "SELECT id, digest FROM relations ORDER BY id", h.relations)
	if err != nil {
		return err
	}
	return v.compareSightings(t, h)
}

func newHistory() *history {
	return &history{rowsLogged{}, rowsLogged{}, rowsLogged{}, rowsLogged{}, map[[2]string]bool{}}
}

// rowsLogged are rows by their identity.
type rowsLogged map[string]logged

// set takes what the log has of a row; without a digest it went.
func (m rowsLogged) set(l logged) {
	if l.digest == "" {
		delete(m, l.id)
		return
	}
	m[l.id] = l
}

// history follows the log. A row's custody that is not of the digest in the
// row is a finding.
func (v *verification) history(t *tx) (*history, error) {
	h := newHistory()
	err := t.rows(`SELECT l.seq, l.kind, l.subject, l.detail, coalesce(c.body, '[]') FROM log l LEFT JOIN custody c ON c.seq = l.seq
		WHERE l.kind IN ('parse', 'annotate', 'connect', 'decision') ORDER BY l.seq`, nil, func(rows *sql.Rows) error {
		var seq int64
		var kind, subject, detail, body string
		if err := rows.Scan(&seq, &kind, &subject, &detail, &body); err != nil {
			return err
		}
		var says struct {
			Digest  corpus.Digest `json:"digest"`
			After   string        `json:"after"`
			Sharing int           `json:"sharing"`
		}
		var list []custody
		wrong := json.Unmarshal([]byte(detail), &says)
		switch {
		case kind == kindConnect && says.Sharing > 0:
			h.profiles, h.relations = rowsLogged{}, rowsLogged{}
			return nil
		case kind == "decision":
			if says.After != "" {
				h.documents[subject] = logged{subject, says.After, seq}
			}
			return nil
		}
		if wrong != nil || corpus.DigestOf([]byte(body)) != says.Digest || json.Unmarshal([]byte(body), &list) != nil {
			v.find("row", fmt.Sprintf("custody of log row %d", seq), "it is not that of the digest in the log")
		}
		h.take(kind, subject, seq, list)
		return nil
	})
	return h, err
}

func (h *history) take(kind, subject string, seq int64, list []custody) {
	for _, c := range list {
		l := logged{c[0], c[1], seq}
		switch {
		case strings.HasPrefix(l.id, "r"):
			h.relations.set(l)
			continue
		case kind == kindConnect:
			h.profiles.set(l)
			continue
		case kind == "annotate":
			h.readings[l.id] = l
			delete(h.profiles, l.id)
			continue
		}
		h.documents[l.id] = l
		h.sightings[[2]string{l.id, subject}] = true
	}
}

// compareLogged compares the digests that a query gives with the log's.
func (v *verification) compareLogged(t *tx, what, query string, want rowsLogged) error {
	have := map[string]bool{}
	err := t.rows(query, nil, func(rows *sql.Rows) error {
		var id, digest string
		if err := rows.Scan(&id, &digest); err != nil {
			return err
		}
		have[id] = true
		switch l, ok := want[id]; {
		case !ok:
			v.find("row", what+" "+id, "the log does not know it")
		case l.digest != digest:
			v.find("row", what+" "+id, "it is not as log row %d has it", l.seq)
		}
		return nil
	})
	if err != nil {
		return err // what was not read is not missing
	}
	missing := slices.SortedFunc(maps.Values(want), func(a, b logged) int {
		return cmp.Or(cmp.Compare(a.seq, b.seq), cmp.Compare(a.id, b.id))
	})
	for _, l := range missing {
		if !have[l.id] {
			v.find("row", what+" "+l.id, "it is missing, and log row %d has it", l.seq)
		}
	}
	return nil
}

// compareSightings compares which capture contained which document with the
// log.
func (v *verification) compareSightings(t *tx, h *history) error {
	have := map[[2]string]bool{}
	err := t.rows("SELECT DISTINCT d.id, s.capture FROM sightings s JOIN documents d ON d.number = s.document ORDER BY d.id, s.capture", nil,
		func(rows *sql.Rows) error {
			var s [2]string
			err := rows.Scan(&s[0], &s[1])
			if have[s] = true; err == nil && !h.sightings[s] {
				v.find("row", "document "+s[0], "the log does not know that capture %s contained it", s[1])
			}
			return err
		})
	if err != nil {
		return err
	}
	for _, s := range slices.SortedFunc(maps.Keys(h.sightings), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		if !have[s] {
			v.find("row", "document "+s[0], "the log has it that capture %s contained it", s[1])
		}
	}
	return nil
}

// checkTexts compares every text with its digest.
func (v *verification) checkTexts(t *tx) error {
	return t.rows("SELECT digest, body FROM texts ORDER BY number", nil, func(rows *sql.Rows) error {
		var digest, body string
		if err := rows.Scan(&digest, &body); err != nil {
			return err
		}
		v.report.Rows++
		if got := corpus.DigestOf([]byte(body)); string(got) != digest {
			v.find("text", "text "+digest, "its digest is %s", got)
		}
		return nil
	})
}

// checkDocuments compares every document's rows with their digest, and its
// statements and figures with the reading and the decisions that they follow
// from.
func (v *verification) checkDocuments(t *tx) error {
	numbers, err := t.numbers("SELECT number FROM documents ORDER BY number")
	if err != nil {
		return err
	}
	v.total += int64(len(numbers))
	for _, n := range numbers {
		if err := v.checkDocument(t, n); err != nil {
			if v.ctx.Err() != nil {
				return err
			}
			v.find("row", fmt.Sprintf("document number %d", n), "%v", err)
		}
		v.step(1)
	}
	return nil
}

func (t *tx) numbers(query string, args ...any) (list []int64, err error) {
	err = t.rows(query, args, func(rows *sql.Rows) error {
		var n int64
		err := rows.Scan(&n)
		list = append(list, n)
		return err
	})
	return list, err
}

func (v *verification) checkDocument(t *tx, number int64) error {
	row, err := t.documentRow(number)
	if err != nil {
		return err
	}
	v.report.Rows++
	where := "document " + row.ID
	d, err := t.document(number)
	if err != nil {
		return fmt.Errorf("%s: %w", where, err)
	}
	if documentDigest(&d) != row.digest || corpus.DocumentID(d.Item, d.TextID) != d.ID {
		v.find("row", where, "its rows are not those of its digest")
	}
	if p := periodOf(d.Published); p.key != row.key {
		v.find("row", where, "it is sorted as %s, published %s", row.key, d.Published)
	}
	if err := v.checkProfile(t, number, d); err != nil {
		return err
	}
	return v.checkReading(t, number, d)
}

// checkReading makes a document's statements and figures again and compares.
func (v *verification) checkReading(t *tx, number int64, d corpus.Document) error {
	var packed []byte
	var digest string
	found, err := t.row("SELECT body, digest FROM annotations WHERE document = $1 AND stage = $2",
		[]any{number, string(StageAnnotate)}, &packed, &digest)
	if err != nil {
		return err
	}
	var a corpus.Annotations
	if found {
		v.report.Rows++
		if a, err = annotationsOf(packed, corpus.Digest(digest)); err == nil {
			err = CheckAnnotations(d.Text, a)
		}
		if err != nil {
			v.find("row", "document "+d.ID, "its annotations: %v", err)
			return nil
		}
	}
	if err := v.compareFigures(t, number, d.ID, d.Text, a); err != nil {
		return err
	}
	have, err := t.statementsOf(number)
	if err != nil {
		return err
	}
	v.report.Rows += int64(len(have))
	return v.compareStatements(t, d.ID, statementsOf(d.ID, a), have)
}

func (t *tx) statementsOf(document int64) (list []corpus.Statement, err error) {
	err = t.rows(statementFields+statementTables+" WHERE s.document = d.number AND d.number = $1 ORDER BY s.place_no", []any{document},
		func(rows *sql.Rows) error {
			s, err := scanStatement(rows)
			list = append(list, s.Statement)
			return err
		})
	return list, err
}

func (v *verification) compareStatements(t *tx, document string, want, have []corpus.Statement) error {
	if len(want) != len(have) {
		v.find("row", "document "+document, "%d statements, %d in its reading", len(have), len(want))
		return nil
	}
	for i, w := range want {
		decisions, err := t.decisions("attached = $1", w.ID)
		if err != nil {
			return err
		}
		if digestJSON(rowForm(standing(w, decisions))) != digestJSON(rowForm(have[i])) {
			v.find("row", "statement "+have[i].ID, "it is not what the reading and the decisions make of it")
		}
	}
	return nil
}

// rowForm makes lists that are empty and lists that are missing look alike.
func rowForm(s corpus.Statement) corpus.Statement {
	if len(s.Content) == 0 {
		s.Content = nil
	}
	if len(s.Source.Spans) == 0 {
		s.Source.Spans = nil
	}
	if len(s.Via) == 0 {
		s.Via = nil
	}
	return s
}

// checkDecisions compares the decisions with what the log says about them.
func (v *verification) checkDecisions(t *tx) error {
	list, err := t.decisions("1 = 1")
	if err != nil {
		return err
	}
	rows := make([]eventRow, len(list))
	for i, d := range list {
		rows[i] = eventRow{d.Seq, d.Subject, func(logged string) any {
			want := entryOf(d)
			var e decisionEntry
			if json.Unmarshal([]byte(logged), &e) == nil {
				want.After = e.After // compared with the document
			}
			return want
		}}
	}
	return v.checkEvents(t, "decision", rows)
}

// checkFetches compares the fetches, and the gaps that they ended, with what
// the log says about them.
func (v *verification) checkFetches(t *tx) error {
	list, err := t.fetches("1 = 1 ORDER BY f.seq")
	if err != nil {
		return err
	}
	gaps, err := t.gapsByEnd()
	if err != nil {
		return err
	}
	var rows []eventRow
	for _, f := range list {
		end := [2]string{f.URL, timeText(f.Time)}
		gap := gaps[end]
		delete(gaps, end)
		if !strings.HasPrefix(f.URL, withheldAddress) { // its row of the log lost its words too
			rows = append(rows, eventRow{f.Seq, f.URL, func(string) any { return fetchEntryOf(f, gap) }})
		}
	}
	for end := range gaps {
		v.find("row", fmt.Sprintf("gap of feed %s until %s", end[0], end[1]), "no fetch ended it")
	}
	return v.checkEvents(t, "fetch", rows)
}

// gapsByEnd returns the gaps by their feed and the time at which they ended.
func (t *tx) gapsByEnd() (map[[2]string]*corpus.Gap, error) {
	gaps := map[[2]string]*corpus.Gap{}
	err := t.rows("SELECT feed, from_at, to_at, reason FROM gaps", nil, func(rows *sql.Rows) error {
		g := &corpus.Gap{}
		var from, to string
		err := rows.Scan(&g.Feed, &from, &to, &g.Reason)
		if err == nil {
			g.From, err = timeOf(from)
		}
		if err == nil {
			g.To, err = timeOf(to)
		}
		gaps[[2]string{g.Feed, to}] = g
		return err
	})
	return gaps, err
}

// eventRow is a row that is appended together with a row of the log.
type eventRow struct {
	seq     int64
	subject string
	detail  func(logged string) any // what the log must say of it
}

// checkEvents compares rows, in their order, with the rows of the log of one
// kind.
func (v *verification) checkEvents(t *tx, kind string, list []eventRow) error {
	v.report.Rows += int64(len(list))
	i := 0
	err := t.rows("SELECT seq, logged_at, kind, subject, detail, hash FROM log WHERE kind = $1 ORDER BY seq", []any{kind}, func(rows *sql.Rows) error {
		e, err := scanLog(rows)
		if err != nil {
			return err
		}
		if v.tombs.hasRow(e.Seq) {
			return nil
		}
		if i == len(list) {
			v.find("row", fmt.Sprintf("%s in log row %d", kind, e.Seq), "it is missing")
			return nil
		}
		row := list[i]
		i++
		if b, err := json.Marshal(row.detail(e.Detail)); err != nil || e.Subject != row.subject || !bytes.Equal(b, []byte(e.Detail)) {
			v.find("row", fmt.Sprintf("%s %d", kind, row.seq), "it is not as log row %d has it", e.Seq)
		}
		return nil
	})
	for ; err == nil && i < len(list); i++ {
		v.find("row", fmt.Sprintf("%s %d", kind, list[i].seq), "the log does not know it")
	}
	return err
}

// checkBlockIndex tells whether each block that is read has its row in the
// index, and nothing else has.
func (v *verification) checkBlockIndex(t *tx) error {
	have, err := t.numbers(t.st.sql.indexed(blockTerms))
	if err != nil {
		return err
	}
	var want []int64
	err = t.rows("SELECT document, body FROM blocks ORDER BY document", nil, func(rows *sql.Rows) error {
		var document int64
		var body string
		if err := rows.Scan(&document, &body); err != nil {
			return err
		}
		blocks, err := blocksOf(body)
		for i, b := range blocks {
			if b.Kind != corpus.Crud {
				want = append(want, blockKey(document, i, b.Kind))
			}
		}
		return err
	})
	v.compareKeys(blockTerms, want, have, func(k int64) string {
		return fmt.Sprintf("block %d of document number %d", keyPlace(k), k>>blockBits)
	})
	return err
}

func (v *verification) checkStatementIndex(t *tx) error {
	have, err := t.numbers(t.st.sql.indexed(statementTerms))
	if err != nil {
		return err
	}
	want, err := t.numbers("SELECT number FROM statements ORDER BY number")
	v.compareKeys(statementTerms, want, have, func(k int64) string { return fmt.Sprintf("statement number %d", k) })
	return err
}

func (v *verification) compareKeys(index string, want, have []int64, name func(int64) string) {
	slices.Sort(have)
	for len(want) > 0 || len(have) > 0 {
		switch {
		case len(have) == 0 || len(want) > 0 && cmp.Less(want[0], have[0]):
			v.find("index", name(want[0]), "it is not in %s", index)
			want = want[1:]
		case len(want) == 0 || have[0] < want[0]:
			v.find("index", name(have[0]), "%s has it, the ledger does not", index)
			have = have[1:]
		default:
			want, have = want[1:], have[1:]
		}
	}
}
