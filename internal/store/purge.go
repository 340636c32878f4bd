package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"hearsay/corpus"
)

// PurgeOrder says what is to be taken out, by whom and why. By and Reason stay
// in the ledger for good and are shown to whoever asks for what is gone.
type PurgeOrder struct {
	ID     string // of a document or a capture, or a unique prefix
	By     string
	Reason string
	DryRun bool // only tell what would go
}

// Purged tells what a purge took out.
type Purged struct {
	Subject    string   // the whole ID
	Seq        int64    // of the purge in the log; of a dry run 0
	Documents  []string // that went, the one asked for and those with its text
	Statements int
	Figures    int
	Decisions  int // also those about relations and entities that were seen in one
	Relations  int
	LogRows    int // whose words went
	Captures   []PurgedCapture
	Bytes      int64 // of the originals that went
	// Alike are documents that stay although they are of the same piece or
	// have the same title: whoever wants the words gone has to look at them.
	Alike []string
	// Unparsed is how many other captures have not been parsed to their end:
	// nobody knows yet whether they hold what went. If one does, its bytes go
	// when it is parsed.
	Unparsed int
}

// PurgedCapture is a capture whose bytes went.
type PurgedCapture struct {
	ID, Source string
	Stay       int  // documents of it that stay, from now on without an original
	Unparsed   bool // it could not all be parsed, or had not been when it was named itself
	Index      bool // it holds no documents, but what was said about one that went
}

// Purge takes a document or a capture out of the ledger for good. With a
// document go all documents that have its text, all that was read from them
// and decided about them, and the bytes of every capture that contained one;
// the other documents of such a capture keep their texts. With a capture go
// its bytes and the documents that nothing else contained. Rows of the log
// that hold their words keep their hash and lose the words.
//
// What went keeps its identity: asking for it, or taking in the same bytes,
// text or piece again, is an error wrapping [corpus.ErrWithheld]. A document
// in a capture that is yet to be parsed to its end is refused with an error
// wrapping [corpus.ErrInvalid]: the rest would be lost. The rows go
// in one transaction, of which the log has a row. Then the file is written
// anew, so that nothing is left in its free places; where that fails, the
// error says so, Purged is good, and [Store.Scrub] goes on with it.
func (st *Store) Purge(ctx context.Context, o PurgeOrder) (Purged, error) {
	o.By, o.Reason = strings.TrimSpace(plain(o.By)), strings.TrimSpace(plain(o.Reason))
	if o.By == "" || o.Reason == "" {
		return Purged{}, fmt.Errorf("purge %s: it needs a name and a reason: %w", o.ID, corpus.ErrInvalid)
	}
	var done Purged
	run := st.update
	if o.DryRun {
		run = st.view
	}
	err := run(ctx, func(t *tx) error {
		p := &purge{tx: t, order: o}
		if err := p.plan(); err != nil {
			return err
		}
		if !o.DryRun {
			if err := p.carryOut(); err != nil {
				return err
			}
		}
		done = p.purged()
		return nil
	})
	if err != nil {
		return Purged{}, fmt.Errorf("purge %s: %w", o.ID, err)
	}
	if o.DryRun {
		return done, nil
	}
	if err := st.Scrub(ctx); err != nil {
		return done, fmt.Errorf("purge %s: it is taken out, but not yet overwritten in the file: %w", done.Subject, err)
	}
	return done, nil
}

// purge is one call of Purge, or what becomes of a capture that holds what
// was purged before.
type purge struct {
	*tx
	order     PurgeOrder
	subject   string
	named     string // the capture that is to go, whatever stays of it
	seq       int64  // of its row in the log
	documents []doomed
	gone      map[string]bool // their identities
	captures  []doomedCapture
	alike     []string
	unparsed  int
	stages    []string        // of work
	urls      map[string]bool // of pieces that go, in normal form, and addresses that go
	feeds     map[string]bool // addresses that are polled; they name more than what goes, and stay
	addresses []doomedAddress
	redacts   []redaction // of the log
	rulings   []Ruling    // about what is seen in a document that goes
	related   int         // relations that go
	tombs     []custody   // kind and subject
	entry     purgeEntry
}

// doomed is a document that goes.
type doomed struct {
	number                      int64
	id, item, text              string
	title, url                  string
	statements, figures         []string
	lowStatement, highStatement int64
	decisions                   int
}

// doomedCapture is a capture whose bytes go; whole if it is nothing but what
// goes, so that its source goes too.
type doomedCapture struct {
	PurgedCapture
	digest string
	size   int64
	given  string
	format corpus.Format
	whole  bool
}

// purgeEntry is the detail of the log's row.
type purgeEntry struct {
	Reason     string        `json:"reason"`
	By         string        `json:"by"`
	Documents  int           `json:"documents"`
	Captures   int           `json:"captures"` // that lost their bytes
	Statements int           `json:"statements"`
	Figures    int           `json:"figures,omitempty"`
	Decisions  int           `json:"decisions"`
	Relations  int           `json:"relations,omitempty"`
	Rows       int           `json:"rows"`   // of the log that lost their words
	Digest     corpus.Digest `json:"digest"` // of the custody: the tombstones set
}

const kindPurge = "purge"

// redacted is the detail of a row of the log whose words went.
type redacted struct {
	Withheld int64         `json:"withheld"`         // the purge's row in the log
	Digest   corpus.Digest `json:"digest,omitempty"` // of the custody, as before
}

func (r redacted) text() []byte {
	b, err := json.Marshal(r)
	if err != nil {
		panic(fmt.Sprintf("store: %+v as JSON: %v", r, err)) // a number and a string
	}
	return b
}

// plan finds what goes and writes nothing.
func (p *purge) plan() error {
	head, err := p.head()
	if err != nil {
		return err
	}
	p.seq = head.Rows + 1
	switch {
	case strings.HasPrefix(p.order.ID, "d"):
		err = p.planDocument()
	case strings.HasPrefix(p.order.ID, "c"):
		err = p.planCapture()
	default:
		err = fmt.Errorf("a document (d...) or a capture (c...) can be purged, a statement goes with its document: %w", corpus.ErrInvalid)
	}
	if err != nil {
		return err
	}
	return p.planRest()
}

func (p *purge) planDocument() error {
	number, full, err := p.resolveDocument(p.order.ID)
	if err != nil {
		return err
	}
	p.subject = full
	d, err := p.documentRow(number)
	if err != nil {
		return err
	}
	if title := key(d.Title); strings.TrimSpace(title) != "" && strings.Contains(key(p.order.Reason), title) {
		return fmt.Errorf("the reason has the title in it, and would stay: %w", corpus.ErrInvalid)
	}
	if err := p.findDocuments(`WHERE d.text_digest = (SELECT a.text_digest FROM documents a WHERE a.number = $1)`, number); err != nil {
		return err
	}
	digests, err := p.strings(`SELECT DISTINCT c.digest FROM documents d JOIN sightings s ON s.document = d.number JOIN captures c ON c.id = s.capture
		WHERE d.text_digest = (SELECT a.text_digest FROM documents a WHERE a.number = $1) ORDER BY c.digest`, number)
	if err != nil {
		return err
	}
	return p.findCaptures(digests)
}

func (p *purge) planCapture() error {
	full, err := p.resolve("captures", p.order.ID)
	if err != nil {
		return err
	}
	if withheld, err := p.tombstone(tombCapture, full); withheld != nil || err != nil {
		return errFirst(err, withheld)
	}
	p.subject, p.named = full, full
	digests, err := p.strings("SELECT digest FROM captures WHERE id = $1", full)
	if err != nil {
		return err
	}
	seen := "SELECT s.document FROM sightings s JOIN captures c ON c.id = s.capture WHERE c.digest "
	if err := p.findDocuments(`WHERE d.number IN (`+seen+`= $1) AND d.number NOT IN (`+seen+`<> $1)`, digests[0]); err != nil {
		return err
	}
	return p.findCaptures(digests)
}

// planRest finds what hangs on the documents and captures that go.
func (p *purge) planRest() error {
	for i := range p.documents {
		if err := p.measure(&p.documents[i]); err != nil {
			return err
		}
	}
	var err error
	if p.stages, err = p.strings("SELECT DISTINCT stage FROM work"); err != nil {
		return err
	}
	return errFirst(p.findIndexes(), p.findAlike(), p.countUnparsed(), p.findRelations(), p.findRulings(), p.findURLs(), p.findAddresses(), p.findRows())
}

// strings lists the one column of a query.
func (t *tx) strings(query string, args ...any) (list []string, err error) {
	err = t.rows(query, args, func(rows *sql.Rows) error {
		var s string
		err := rows.Scan(&s)
		list = append(list, s)
		return err
	})
	return list, err
}

func (p *purge) findDocuments(where string, args ...any) error {
	p.gone = map[string]bool{}
	return p.rows("SELECT d.number, d.id, d.item, d.text_digest, d.title, d.url FROM documents d "+where+" ORDER BY d.number", args,
		func(rows *sql.Rows) error {
			var d doomed
			err := rows.Scan(&d.number, &d.id, &d.item, &d.text, &d.title, &d.url)
			p.documents, p.gone[d.id] = append(p.documents, d), true
			return err
		})
}

// measure finds what was read from a document and decided about it.
func (p *purge) measure(d *doomed) error {
	err := p.rows("SELECT id, number FROM statements WHERE document = $1 ORDER BY number", []any{d.number}, func(rows *sql.Rows) error {
		var id string
		if err := rows.Scan(&id, &d.highStatement); err != nil {
			return err
		}
		if d.lowStatement == 0 {
			d.lowStatement = d.highStatement
		}
		d.statements = append(d.statements, id)
		return nil
	})
	if err != nil {
		return err
	}
	if d.figures, err = p.strings("SELECT id FROM figures WHERE document = $1 ORDER BY place_no", d.number); err != nil {
		return err
	}
	_, err = p.row("SELECT count(*) FROM decisions WHERE document = $1", []any{d.id}, &d.decisions)
	return err
}

// findCaptures adds the captures of these bytes, unless the bytes are gone.
func (p *purge) findCaptures(digests []string) error {
	for _, digest := range digests {
		withheld, err := p.tombstone(tombOriginal, digest)
		if err != nil {
			return err
		}
		if withheld != nil && p.named == "" {
			continue
		}
		list, err := p.capturesOf(digest)
		if err != nil {
			return err
		}
		for _, c := range list {
			if withheld != nil {
				c.size = 0
			}
			if err := p.addCapture(c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *purge) capturesOf(digest string) (list []doomedCapture, err error) {
	err = p.rows("SELECT id, source, digest, size, given, format FROM captures WHERE digest = $1 ORDER BY number", []any{digest},
		func(rows *sql.Rows) error {
			var c doomedCapture
			err := rows.Scan(&c.ID, &c.Source, &c.digest, &c.size, &c.given, &c.format)
			list = append(list, c)
			return err
		})
	return list, err
}

func (p *purge) addCapture(c doomedCapture) error {
	if slices.ContainsFunc(p.captures, func(have doomedCapture) bool { return have.ID == c.ID }) {
		return nil
	}
	documents, err := p.strings("SELECT DISTINCT d.id FROM sightings s JOIN documents d ON d.number = s.document WHERE s.capture = $1", c.ID)
	if err != nil {
		return err
	}
	for _, id := range documents {
		if !p.gone[id] {
			c.Stay++
		}
	}
	c.Index = c.format == corpus.FormatCSV
	c.whole = c.ID == p.named || c.Stay == 0 && !c.Index
	var status string
	if _, err := p.row("SELECT status FROM work WHERE stage = $1 AND subject = $2", []any{string(StageParse), c.ID}, &status); err != nil {
		return err
	}
	if status == workPending && c.ID != p.named {
		return fmt.Errorf("%s contains it and is not parsed to its end, and the rest would be lost; parse it first (\"hearsay add\" without paths): %w",
			c.Source, corpus.ErrInvalid)
	}
	c.Unparsed = status == workPending || status == workFailed
	p.captures = append(p.captures, c)
	return nil
}

// findIndexes adds the indexes that say something about a file that goes:
// their bytes hold its name, and mostly its title.
func (p *purge) findIndexes() error {
	var wanted []custody // name of the index, source of the file
	for _, c := range p.captures {
		if !c.whole || c.Index {
			continue
		}
		var given []corpus.Observation
		if err := jsonInto(c.given, &given); err != nil {
			return err
		}
		for _, o := range given {
			if name, _, ok := strings.Cut(o.Origin, " row "); ok && !slices.Contains(wanted, custody{name, c.Source}) {
				wanted = append(wanted, custody{name, c.Source})
			}
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	list, err := p.indexesOf(wanted)
	if err != nil {
		return err
	}
	return p.findCaptures(list)
}

// indexesOf lists the digests of indexes that have one of the names and lie
// in a folder of the file's source or above it.
func (p *purge) indexesOf(wanted []custody) (digests []string, err error) {
	err = p.rows("SELECT source, digest FROM captures WHERE format = $1 ORDER BY number", []any{string(corpus.FormatCSV)},
		func(rows *sql.Rows) error {
			var source, digest string
			if err := rows.Scan(&source, &digest); err != nil {
				return err
			}
			about := func(w custody) bool {
				folder := strings.TrimSuffix(source, w[0])
				return path.Base(source) == w[0] && strings.HasPrefix(w[1], folder)
			}
			if slices.ContainsFunc(wanted, about) {
				digests = append(digests, digest)
			}
			return nil
		})
	return digests, err
}

// findRelations counts the relations of the documents that go.
func (p *purge) findRelations() error {
	gone := map[string]bool{}
	for _, d := range p.documents {
		have, err := p.relationsOf(d.number)
		if err != nil {
			return err
		}
		for id := range have {
			gone[id] = true
		}
	}
	p.related = len(gone)
	return nil
}

// maxAlike bounds the documents that are told to be like those that go.
const maxAlike = 100

func (p *purge) findAlike() error {
	for _, d := range p.documents {
		list, err := p.strings("SELECT id FROM documents WHERE item = $1 OR title = $2 AND title <> '' ORDER BY number", d.item, d.title)
		if err != nil {
			return err
		}
		for _, id := range list {
			if !p.gone[id] && !slices.Contains(p.alike, id) {
				p.alike = append(p.alike, id)
			}
		}
		if len(p.alike) >= maxAlike || len(p.documents) > maxAlike {
			return nil // of a large capture nobody looks at each
		}
	}
	return nil
}

// countUnparsed counts the captures that stay and whose content is not known.
func (p *purge) countUnparsed() error {
	if _, err := p.row("SELECT count(*) FROM work WHERE stage = $1 AND status <> $2", []any{string(StageParse), workDone}, &p.unparsed); err != nil {
		return err
	}
	for _, c := range p.captures {
		if c.Unparsed {
			p.unparsed--
		}
	}
	return nil
}

// findURLs gathers the addresses of the pieces that go, unless another
// document of the piece stays.
func (p *purge) findURLs() error {
	p.urls = map[string]bool{}
	for _, d := range p.documents {
		versions, err := p.strings("SELECT id FROM documents WHERE item = $1", d.item)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(versions, func(id string) bool { return !p.gone[id] }) {
			continue
		}
		urls, err := p.strings("SELECT url FROM items WHERE id = $1", d.item)
		if err != nil {
			return err
		}
		for _, u := range append(urls, corpus.NormalURL(d.url)) {
			if u != "" {
				p.urls[u] = true
			}
		}
	}
	return nil
}

func (p *purge) purged() Purged {
	done := Purged{Subject: p.subject, Seq: p.seq, LogRows: len(p.redacts), Alike: p.alike, Unparsed: p.unparsed}
	if p.order.DryRun {
		done.Seq = 0
	}
	for _, d := range p.documents {
		done.Documents = append(done.Documents, d.id)
		done.Statements += len(d.statements)
		done.Figures += len(d.figures)
		done.Decisions += d.decisions
	}
	done.Decisions += len(p.rulings)
	done.Relations = p.related
	digests := map[string]bool{}
	for _, c := range p.captures {
		done.Captures = append(done.Captures, c.PurgedCapture)
		if !digests[c.digest] {
			done.Bytes += c.size
		}
		digests[c.digest] = true
	}
	return done
}
