package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"hearsay/corpus"
)

// Added counts what one call of AddDocuments did.
type Added struct {
	Documents int // new documents
	Sightings int // known documents seen again
	Revisions int // of the new documents, those that are another text of a known item
	Changed   int // known documents that are to be read anew: their blocks or what stands about them changed
	// Withheld are the documents that were refused because a purge took out
	// their text or their piece; each is a failure of the capture.
	Withheld []*corpus.RecordError // without a file
}

// Parsed tells that a capture has been read to its end.
type Parsed struct {
	Version    string // of what parsed it; another version makes it pending again
	Incomplete string // why not all of it could be read, "" when it could
}

// AddDocuments takes in documents of a capture, the records that failed, and
// the search index of their blocks, in one transaction; each new document
// becomes pending work of StageAnnotate. With done the capture's parsing is
// done in the same transaction; nil says that more of it comes.
//
// Adding what is there already changes nothing. A known document at a new
// place is a sighting: metadata not seen before is observed behind what was,
// and stands where nothing stood. A known document at a place where it was
// seen before was parsed anew: its observations replace those of that
// sighting, and its blocks the document's if the sighting was its first. What
// a person corrected keeps standing. Either way the document is pending again
// if its blocks or what stands about it changed. The first call about a
// capture that was parsed to its end takes back the capture's failures.
//
// A document whose text or piece a purge took out is refused, see
// [Added.Withheld], and once the capture is parsed its bytes are taken out
// too. Of a capture whose bytes are gone nothing is taken in: an error wrapping
// corpus.ErrWithheld.
//
// A text that is no UTF-8 or holds U+0000, and
// blocks outside of their text or out of order, are errors wrapping
// corpus.ErrInvalid.
func (st *Store) AddDocuments(ctx context.Context, capture string, docs []corpus.Document, failures []Failure, done *Parsed) (added Added, err error) {
	if err = checkDocuments(docs); err == nil {
		err = st.update(ctx, func(t *tx) error {
			anew, err := t.row("SELECT 1 FROM work WHERE stage = $1 AND subject = $2 AND status = $3",
				[]any{string(StageParse), capture, workDone}, new(int))
			if err != nil {
				return err
			}
			if anew && done == nil { // what follows is of this run too
				if err := t.reopenWork(StageParse, capture); err != nil {
					return err
				}
			}
			added, err = t.addDocuments(capture, anew, docs, failures, done)
			return err
		})
	}
	if err != nil {
		return Added{}, fmt.Errorf("add documents of %s: %w", capture, err)
	}
	return added, nil
}

// addDocuments takes in documents of a capture; anew says that it was parsed
// to its end before, and that this is the first call of another run.
func (t *tx) addDocuments(capture string, anew bool, docs []corpus.Document, failures []Failure, done *Parsed) (Added, error) {
	in, err := t.intake(capture, anew)
	if err != nil {
		return Added{}, err
	}
	for _, d := range docs {
		if err := in.add(d); err != nil {
			return Added{}, fmt.Errorf("document %s: %w", d.ID, err)
		}
	}
	if err := in.fail(append(failures[:len(failures):len(failures)], in.refused()...)); err != nil {
		return Added{}, err
	}
	if done != nil {
		if err := in.finish(*done); err != nil {
			return Added{}, err
		}
	}
	return in.added, in.log()
}

func checkDocuments(docs []corpus.Document) error {
	for i := range docs {
		if err := checkDocument(&docs[i]); err != nil {
			return err
		}
	}
	return nil
}

func checkDocument(d *corpus.Document) error {
	switch {
	case !utf8.ValidString(d.Text):
		return fmt.Errorf("document %s: its text is no UTF-8: %w", d.ID, corpus.ErrInvalid)
	case strings.ContainsRune(d.Text, 0):
		return fmt.Errorf("document %s: U+0000 in its text: %w", d.ID, corpus.ErrInvalid)
	case corpus.DigestOf([]byte(d.Text)) != d.TextID:
		return fmt.Errorf("document %s: its text is not that of %q: %w", d.ID, d.TextID, corpus.ErrInvalid)
	case corpus.DocumentID(d.Item, d.TextID) != d.ID:
		return fmt.Errorf("document %q: want ID %s: %w", d.ID, corpus.DocumentID(d.Item, d.TextID), corpus.ErrInvalid)
	case len(d.Blocks) > maxBlocks:
		return fmt.Errorf("document %s: %d blocks, at most %d: %w", d.ID, len(d.Blocks), maxBlocks, corpus.ErrInvalid)
	}
	return checkBlocks(d)
}

func checkBlocks(d *corpus.Document) error {
	end := 0
	for i, b := range d.Blocks {
		if !b.Valid(d.Text) || b.Start < end {
			return fmt.Errorf("document %s: block %d at %d-%d: %w", d.ID, i, b.Start, b.End, corpus.ErrInvalid)
		}
		if _, ok := kindCodes[b.Kind]; !ok {
			return fmt.Errorf("document %s: block %d of kind %q: %w", d.ID, i, b.Kind, corpus.ErrInvalid)
		}
		end = b.End
	}
	return nil
}

// intake is one call of AddDocuments.
type intake struct {
	*tx
	capture string
	taken   string // when the capture was taken
	anew    bool   // it was parsed to its end before, and this is the first call of another run
	next    int64  // number of the next document
	added   Added
	changed bool
	entry   parseEntry
	touched []int64 // the numbers of the documents that were new, seen or changed
}

// parseEntry is the detail of the log's row.
type parseEntry struct {
	Documents  int           `json:"documents"`
	Sightings  int           `json:"sightings"`
	Failures   int           `json:"failures"`
	Changed    int           `json:"changed"`
	Digest     corpus.Digest `json:"digest"` // of the custody of the documents touched
	Last       bool          `json:"last"`
	Incomplete string        `json:"incomplete"`
}

func (t *tx) intake(capture string, anew bool) (*intake, error) {
	in := &intake{tx: t, capture: capture, anew: anew}
	found, err := t.row("SELECT taken_at FROM captures WHERE id = $1", []any{capture}, &in.taken)
	if err == nil && !found {
		err = fmt.Errorf("capture: %w", corpus.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	if err := t.checkBytes(capture); err != nil {
		return nil, err
	}
	in.next, err = t.next("documents")
	return in, err
}

// add takes in one document, or records that a known one was seen again.
func (in *intake) add(d corpus.Document) error {
	var number int64
	known, err := in.row("SELECT number FROM documents WHERE id = $1", []any{d.ID}, &number)
	if err != nil {
		return err
	}
	if !known {
		if refused, err := in.refuse(d); refused || err != nil {
			return err
		}
		number = in.next
		in.next++
		if err := in.create(number, d); err != nil {
			return err
		}
	}
	fresh, err := in.sight(number, d.Place)
	if err != nil || !known {
		return err
	}
	if fresh {
		in.added.Sightings++
	}
	return in.observeAgain(number, d, fresh)
}

// create writes a new document with all that hangs on it.
func (in *intake) create(number int64, d corpus.Document) error {
	steps := []func(int64, *corpus.Document) error{
		in.putItem, in.putText, in.putDocument, in.putBlocks, in.putObservations, in.indexBlocks,
	}
	for _, step := range steps {
		if err := step(number, &d); err != nil {
			return err
		}
	}
	in.added.Documents++
	in.changed = true
	return in.addWork(StageAnnotate, d.ID, number)
}

func (in *intake) putItem(_ int64, d *corpus.Document) error {
	fresh, err := in.changes("INSERT INTO items (id, url) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING", d.Item, corpus.NormalURL(plain(d.URL)))
	if fresh == 0 && err == nil {
		in.added.Revisions++ // the item has a document, and this is not it
	}
	return err
}

func (in *intake) putText(number int64, d *corpus.Document) error {
	return in.exec("INSERT INTO texts (number, digest, body) VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING",
		number, string(d.TextID), d.Text)
}

func (in *intake) putDocument(number int64, d *corpus.Document) error {
	clean(d)
	if d.Captured.IsZero() {
		var err error
		if d.Captured, err = timeOf(in.taken); err != nil {
			return err
		}
	}
	p := periodOf(d.Published)
	return in.exec(`INSERT INTO documents (number, id, item, text_digest, title, outlet, outlet_key, authors, published,
			published_key, first_day, last_day, language, url, access, place, captured_at, digest, capture)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
		number, d.ID, d.Item, string(d.TextID), d.Title, d.Outlet, key(d.Outlet), jsonText(d.Authors), d.Published,
		p.key, p.first, p.last, d.Language, d.URL, string(d.Access), d.Place, timeText(d.Captured), string(documentDigest(d)), in.capture)
}

// clean makes d's metadata what a database can keep, and open to all when
// nothing is said.
func clean(d *corpus.Document) {
	for _, s := range []*string{&d.Title, &d.Outlet, &d.Published, &d.Language, &d.URL, &d.Place} {
		*s = plain(*s)
	}
	d.Authors, d.Observations = slices.Clone(d.Authors), slices.Clone(d.Observations)
	for i := range d.Authors {
		d.Authors[i] = plain(d.Authors[i])
	}
	for i := range d.Observations {
		o := &d.Observations[i]
		o.Value, o.Precision, o.Origin = plain(o.Value), plain(o.Precision), plain(o.Origin)
	}
	if d.Access == "" {
		d.Access = corpus.Open
	}
}

func (in *intake) putBlocks(number int64, d *corpus.Document) error {
	return in.exec("INSERT INTO blocks (document, body) VALUES ($1, $2)", number, blocksText(d.Blocks))
}

func (in *intake) putObservations(number int64, d *corpus.Document) error {
	for i, o := range in.seen(d) {
		if err := in.observe(number, i, o); err != nil {
			return err
		}
	}
	return nil
}

// indexBlocks adds a row to the search index for each block that is read.
func (t *tx) indexBlocks(number int64, d *corpus.Document) error {
	s := stemmerFor(d.Language)
	for i, b := range d.Blocks {
		if b.Kind == corpus.Crud {
			continue
		}
		if err := t.index(blockTerms, blockKey(number, i, b.Kind), d.Text, []corpus.Span{b.Span}, s); err != nil {
			return err
		}
	}
	return nil
}

// index adds the terms of pieces of a text to an index under one key.
func (t *tx) index(index string, key int64, text string, pieces []corpus.Span, s *stemmer) error {
	words, stems := t.st.lex(text, pieces, s)
	q, args := t.st.sql.index(index, key, words, stems)
	return t.exec(q, args...)
}

// lex makes the words and stems of pieces of a text, each with a space behind
// it.
func (st *Store) lex(text string, pieces []corpus.Span, s *stemmer) (string, string) {
	st.lexing.Lock()
	defer st.lexing.Unlock()
	var words, stems strings.Builder
	for _, piece := range pieces {
		for term := range st.lexer.terms(text, piece, s) {
			words.WriteString(term.word)
			words.WriteByte(' ')
			if term.stem != "" {
				stems.WriteString(term.stem)
				stems.WriteByte(' ')
			}
		}
	}
	return words.String(), stems.String()
}

// sight records a sighting; fresh is false when it is known.
func (in *intake) sight(number int64, place string) (fresh bool, err error) {
	n, err := in.changes(`INSERT INTO sightings (document, capture, place, seen_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (document, capture, place) DO NOTHING`, number, in.capture, plain(place), in.taken)
	if n > 0 {
		in.changed = true
		in.touched = append(in.touched, number)
	}
	return n > 0, err
}

// fail records the failures; of a capture that is parsed anew they take the
// place of those before.
func (in *intake) fail(failures []Failure) error {
	if in.anew {
		if err := in.forget(failures); err != nil {
			return err
		}
	}
	for _, f := range failures {
		n, err := in.changes("INSERT INTO failures (capture, place, reason) VALUES ($1, $2, $3) ON CONFLICT (capture, place, reason) DO NOTHING",
			in.capture, plain(f.Place), plain(f.Reason))
		if err != nil {
			return err
		}
		in.entry.Failures += int(n)
		in.changed = in.changed || n > 0
	}
	return nil
}

// forget takes back the failures that the capture had, save those that occur
// again.
func (in *intake) forget(again []Failure) error {
	var before []Failure
	err := in.rows("SELECT place, reason FROM failures WHERE capture = $1", []any{in.capture}, func(rows *sql.Rows) error {
		var f Failure
		err := rows.Scan(&f.Place, &f.Reason)
		before = append(before, f)
		return err
	})
	if err != nil {
		return err
	}
	for _, f := range before {
		if slices.ContainsFunc(again, func(a Failure) bool { return plain(a.Place) == f.Place && plain(a.Reason) == f.Reason }) {
			continue
		}
		if err := in.exec("DELETE FROM failures WHERE capture = $1 AND place = $2 AND reason = $3", in.capture, f.Place, f.Reason); err != nil {
			return err
		}
		in.changed = true
	}
	return nil
}

// finish marks the capture as parsed.
func (in *intake) finish(done Parsed) error {
	incomplete := plain(done.Incomplete)
	in.entry.Last, in.entry.Incomplete = true, incomplete
	n, err := in.changes("UPDATE captures SET incomplete = $1 WHERE id = $2 AND incomplete <> $1", incomplete, in.capture)
	if err != nil {
		return err
	}
	m, err := in.changes(`UPDATE work SET status = $1, version = $2, error = '', tries = 0, not_before = ''
		WHERE stage = $3 AND subject = $4 AND (status <> $1 OR version <> $2)`,
		workDone, done.Version, string(StageParse), in.capture)
	in.changed = in.changed || n > 0 || m > 0
	if err != nil {
		return err
	}
	return in.withhold()
}

func (in *intake) log() error {
	if !in.changed {
		return nil
	}
	e := in.entry
	e.Documents, e.Sightings, e.Changed = in.added.Documents, in.added.Sightings, in.added.Changed
	var kept []custody
	slices.Sort(in.touched)
	for _, n := range slices.Compact(in.touched) {
		var id, digest string
		if _, err := in.row("SELECT id, digest FROM documents WHERE number = $1", []any{n}, &id, &digest); err != nil {
			return err
		}
		kept = append(kept, custody{id, digest})
	}
	var err error
	if e.Digest, err = in.keep(kept); err != nil {
		return err
	}
	return in.tx.log("parse", in.capture, e)
}

// documentRow is a document with what only the store knows of it.
type documentRow struct {
	corpus.Document
	number int64
	key    string // published_key
	digest corpus.Digest
}

const documentColumns = `SELECT d.number, d.published_key, d.digest, d.id, d.item, d.text_digest, d.title, d.outlet, d.authors,
	d.published, d.language, d.url, d.access, d.place, d.captured_at FROM documents d`

func scanDocument(rows *sql.Rows) (d documentRow, err error) {
	var authors, captured string
	err = rows.Scan(&d.number, &d.key, &d.digest, &d.ID, &d.Item, &d.TextID, &d.Title, &d.Outlet, &authors,
		&d.Published, &d.Language, &d.URL, &d.Access, &d.Place, &captured)
	if err != nil {
		return d, err
	}
	if d.Captured, err = timeOf(captured); err != nil {
		return d, err
	}
	return d, jsonInto(authors, &d.Authors)
}

// documentDigest covers what the ledger holds about a document itself.
func documentDigest(d *corpus.Document) corpus.Digest {
	return digestJSON([]any{d.ID, d.Item, d.TextID, blocksText(d.Blocks), d.Title, d.Outlet, jsonText(d.Authors), d.Published,
		d.Language, d.URL, d.Access, d.Place, timeText(d.Captured), jsonText(d.Observations)})
}

// document loads a document whole by its number.
func (t *tx) document(number int64) (corpus.Document, error) {
	d, err := t.documentRow(number)
	if err != nil {
		return d.Document, err
	}
	if d.Text, err = t.text(d.TextID); err != nil {
		return d.Document, err
	}
	if d.Blocks, err = t.blocks(number); err != nil {
		return d.Document, err
	}
	d.Observations, err = t.observations(number)
	return d.Document, err
}

func (t *tx) documentRow(number int64) (d documentRow, err error) {
	err = t.rows(documentColumns+" WHERE d.number = $1", []any{number}, func(rows *sql.Rows) error {
		d, err = scanDocument(rows)
		return err
	})
	if err == nil && d.ID == "" {
		err = corpus.ErrNotFound
	}
	return d, err
}

func (t *tx) text(d corpus.Digest) (text string, err error) {
	found, err := t.row("SELECT body FROM texts WHERE digest = $1", []any{string(d)}, &text)
	if err == nil && !found {
		err = fmt.Errorf("text %s is missing: %w", d, corpus.ErrDamaged)
	}
	return text, err
}

func (t *tx) blocks(document int64) ([]corpus.Block, error) {
	var body string
	found, err := t.row("SELECT body FROM blocks WHERE document = $1", []any{document}, &body)
	if err == nil && !found {
		err = fmt.Errorf("blocks are missing: %w", corpus.ErrDamaged)
	}
	if err != nil {
		return nil, err
	}
	return blocksOf(body)
}

func (t *tx) observations(document int64) (list []corpus.Observation, err error) {
	err = t.rows("SELECT field, value, exactness, origin FROM observations WHERE document = $1 ORDER BY rank", []any{document},
		func(rows *sql.Rows) error {
			var o corpus.Observation
			err := rows.Scan(&o.Field, &o.Value, &o.Precision, &o.Origin)
			list = append(list, o)
			return err
		})
	return list, err
}

// blockTuple is a block in a third of its usual JSON.
type blockTuple [3]any

func blocksText(blocks []corpus.Block) string {
	list := make([]blockTuple, len(blocks))
	for i, b := range blocks {
		list[i] = blockTuple{b.Start, b.End, b.Kind}
	}
	return jsonText(list)
}

func blocksOf(text string) ([]corpus.Block, error) {
	var list [][3]json.RawMessage
	if err := jsonInto(text, &list); err != nil {
		return nil, err
	}
	var blocks []corpus.Block
	for _, l := range list {
		var b corpus.Block
		for i, into := range []any{&b.Start, &b.End, &b.Kind} {
			if err := jsonInto(string(l[i]), into); err != nil {
				return nil, err
			}
		}
		blocks = append(blocks, b)
	}
	return blocks, nil
}

// jsonText is the JSON of a list; of no list at all it is "[]".
func jsonText[T any](list []T) string {
	if len(list) == 0 {
		return "[]"
	}
	b, err := json.Marshal(list)
	if err != nil {
		panic(fmt.Sprintf("store: %T as JSON: %v", list, err)) // only for a type that JSON cannot hold
	}
	return string(b)
}

func jsonInto(text string, into any) error {
	if text == "[]" {
		return nil
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return fmt.Errorf("JSON of %T: %w: %w", into, err, corpus.ErrDamaged)
	}
	return nil
}

// DocumentFilter narrows a list of documents; zero fields do not narrow.
type DocumentFilter struct {
	Outlet   string // equal, case folded
	From, To string // published, YYYY, YYYY-MM or YYYY-MM-DD, both inclusive; a document dated 2031-04 lies in 2031-04-05..2031-04-10 (periods that overlap)
	Language string // a primary subtag also takes its variants: "en" takes "en-GB"
	Text     string // a search query, see Search
	Limit    int    // 0: all
}

// condition is the WHERE of a query, with its arguments.
type condition struct {
	clauses []string
	args    []any
	only    []int64 // if narrowed: the numbers allowed, ascending
	narrow  bool
}

// arg adds an argument and returns its placeholder.
func (c *condition) arg(v any) string {
	c.args = append(c.args, v)
	return fmt.Sprintf("$%d", len(c.args))
}

func (c *condition) add(clause string) { c.clauses = append(c.clauses, clause) }

// among adds that a column is one of values.
func among[T any](c *condition, column string, values []T) {
	marks := make([]string, len(values))
	for i, v := range values {
		marks[i] = c.arg(v)
	}
	c.add(column + " IN (" + strings.Join(marks, ", ") + ")")
}

func (c *condition) clone() *condition {
	return &condition{clauses: append([]string(nil), c.clauses...), args: append([]any(nil), c.args...)}
}

func (c *condition) sql() string {
	if len(c.clauses) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.clauses, " AND ")
}

// keeps reports whether number is among those that a text query left.
func (c *condition) keeps(number int64) bool { return !c.narrow || has(c.only, number) }

// documentWhere is the condition on documents d that f makes, its text
// included.
func (t *tx) documentWhere(f DocumentFilter) (*condition, error) {
	c := &condition{}
	if err := c.documents(f); err != nil || f.Text == "" {
		return c, err
	}
	q, err := parseQuery(f.Text)
	if err != nil {
		return nil, err
	}
	c.narrow = true
	c.only, _, err = t.look(blockTerms, blockBits, q)
	return c, err
}

// documents adds what f says besides its text.
func (c *condition) documents(f DocumentFilter) error {
	if f.Outlet != "" {
		c.add("d.outlet_key = " + c.arg(key(f.Outlet)))
	}
	if f.Language != "" {
		tag := strings.ToLower(f.Language)
		c.add("(lower(d.language) = " + c.arg(tag) + " OR lower(d.language) LIKE " + c.arg(tag+"-%") + ")")
	}
	if f.From != "" {
		p, err := boundOf(f.From)
		if err != nil {
			return err
		}
		c.add("d.last_day >= " + c.arg(p.first))
		c.add("d.published_key >= " + c.arg(p.firstKey()))
	}
	if f.To != "" {
		p, err := boundOf(f.To)
		if err != nil {
			return err
		}
		c.add("d.first_day <= " + c.arg(p.last) + " AND d.first_day <> ''")
		c.add("d.published_key <= " + c.arg(p.lastKey()))
	}
	return nil
}

// Documents lists documents by date of publication, then ID, without Text,
// Blocks and Observations. Undated ones come last.
func (st *Store) Documents(ctx context.Context, f DocumentFilter) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		var where *condition
		rows := list(ctx, st, "documents", func(t *tx) (q string, args []any, err error) {
			if where, err = t.documentWhere(f); err != nil {
				return "", nil, err
			}
			q = documentColumns + where.sql() + " ORDER BY d.published_key, d.id"
			if f.Limit > 0 && !where.narrow { // else the rows wanted are picked out below
				q += " LIMIT " + where.arg(f.Limit)
			}
			return q, where.args, nil
		}, scanDocument)
		n := 0
		for d, err := range rows {
			if err == nil && !where.keeps(d.number) {
				continue
			}
			if !yield(d.Document, err) {
				return
			}
			if n++; n == f.Limit {
				return
			}
		}
	}
}

// minPrefix is how many characters of an ID name it, if they are unique: its
// letter and 20 bits.
const minPrefix = 6

// resolve returns the whole ID that id, perhaps a prefix, stands for in a
// table.
func (t *tx) resolve(table, id string) (string, error) {
	var list []string
	err := t.rows("SELECT id FROM "+table+" WHERE id >= $1 AND id < $2 ORDER BY id LIMIT 2", []any{id, id + "~"},
		func(rows *sql.Rows) error {
			var full string
			err := rows.Scan(&full)
			list = append(list, full)
			return err
		})
	switch {
	case err != nil:
		return "", err
	case len(list) > 0 && list[0] == id:
		return id, nil
	}
	gone, err := t.buried(tombsOf(table), id)
	switch {
	case err != nil:
		return "", err
	case len(list) == 0 && len(gone) == 1 && len(id) >= minPrefix:
		withheld, err := t.tombstone(tombsOf(table), gone[0])
		return "", errFirst(err, withheld)
	case len(list) == 0 && len(gone) == 0:
		return "", fmt.Errorf("no %s begins with it: %w", strings.TrimSuffix(table, "s"), corpus.ErrNotFound)
	case len(id) < minPrefix:
		return "", fmt.Errorf("%d characters, at least %d are needed: %w", len(id), minPrefix, corpus.ErrAmbiguous)
	}
	if list = append(list, gone...); len(list) > 1 {
		return "", fmt.Errorf("several begin with it, %s, %s ...: %w", list[0], list[1], corpus.ErrAmbiguous)
	}
	return list[0], nil
}

// resolveDocument returns the number and the whole ID of a document.
func (t *tx) resolveDocument(id string) (number int64, full string, err error) {
	if full, err = t.resolve("documents", id); err != nil {
		return 0, "", err
	}
	_, err = t.row("SELECT number FROM documents WHERE id = $1", []any{full}, &number)
	return number, full, err
}

// Document returns one document whole. id may be a unique prefix of six or
// more characters; else the error wraps corpus.ErrAmbiguous or ErrNotFound.
func (st *Store) Document(ctx context.Context, id string) (d corpus.Document, err error) {
	err = st.view(ctx, func(t *tx) error {
		number, _, err := t.resolveDocument(id)
		if err != nil {
			return err
		}
		d, err = t.document(number)
		return err
	})
	if err != nil {
		return corpus.Document{}, fmt.Errorf("document %s: %w", id, err)
	}
	return d, nil
}

// Sightings lists the captures that contained a document, oldest first, each
// also at every time when it was fetched again unchanged.
func (st *Store) Sightings(ctx context.Context, document string) (list []corpus.Sighting, err error) {
	err = st.view(ctx, func(t *tx) error {
		number, full, err := t.resolveDocument(document)
		if err != nil {
			return err
		}
		list, err = t.sightings(number, full)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sightings of %s: %w", document, err)
	}
	return list, nil
}

func (t *tx) sightings(number int64, document string) (list []corpus.Sighting, err error) {
	err = t.rows(`SELECT s.capture, s.place, s.seen_at AS seen, c.number AS number FROM sightings s JOIN captures c ON c.id = s.capture
			WHERE s.document = $1
		UNION ALL
		SELECT s.capture, s.place, f.fetched_at AS seen, c.number AS number FROM sightings s JOIN captures c ON c.id = s.capture
			JOIN fetches f ON f.capture = s.capture WHERE s.document = $1 AND f.fetched_at > s.seen_at
		ORDER BY seen, number, place`, []any{number}, func(rows *sql.Rows) error {
		s := corpus.Sighting{Document: document}
		var at string
		if err := rows.Scan(&s.Capture, &s.Place, &at, new(int64)); err != nil {
			return err
		}
		s.Time, err = timeOf(at)
		list = append(list, s)
		return err
	})
	return list, err
}

// Item returns the whole ID of an item. id may be a unique prefix of six or
// more characters; else the error wraps corpus.ErrAmbiguous or ErrNotFound.
func (st *Store) Item(ctx context.Context, id string) (full string, err error) {
	err = st.view(ctx, func(t *tx) error {
		full, err = t.resolve("items", id)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("item %s: %w", id, err)
	}
	return full, nil
}
