package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"hearsay/corpus"
)

// Connected is what connecting makes of one document by itself.
type Connected struct {
	Document corpus.Document // whole, as it was read
	Reading  corpus.Digest   // of the reading that it was made from
	corpus.Derived
}

// Pair is two documents that are to be compared, or two appearances: that of
// the document with the lesser ID first, of one document that with the lesser name.
type Pair struct{ A, B corpus.Profiled }

// Compared is what came of comparing a pair.
type Compared struct {
	Relations []corpus.Relation
	Failed    error
}

// Compare compares pairs; it answers each in the same place. It is called
// while nobody else can write, and may use all cores.
type Compare func([]Pair) []Compared

// ConnectReport tells what putting connections did.
type ConnectReport struct {
	Documents int // that were connected
	Compared  int // pairs
	Made      int // relations that were not there before, or otherwise
	Withdrawn int // relations that are there no longer
	Failed    []FailedReading
}

// The bounds of what a document may have, so that one strange text cannot fill
// the ledger. They are far above what articles have.
const (
	maxKeys     = 1000
	maxKeyBytes = 200
	maxProfile  = 4 << 20
)

// BeginConnecting says in which version documents are connected from now on,
// and over how many documents at most a key brings them together. With another
// one than before, all profiles, keys, appearances and relations go, and all
// documents are to be connected; what people decided stays.
func (st *Store) BeginConnecting(ctx context.Context, version string, sharing int) error {
	if version == "" || sharing < 2 {
		return fmt.Errorf("connect in version %q with keys of up to %d documents: %w", version, sharing, corpus.ErrInvalid)
	}
	begun := false
	err := st.view(ctx, func(t *tx) (err error) { // looking first keeps a ledger that is up to date free of writers
		begun, err = t.connects(version, sharing)
		return err
	})
	if err == nil && !begun {
		err = st.update(ctx, func(t *tx) error { return t.beginConnecting(version, sharing) })
	}
	if err != nil {
		return fmt.Errorf("begin to connect in version %s: %w", version, err)
	}
	return nil
}

func (t *tx) connects(version string, sharing int) (bool, error) {
	return t.row("SELECT 1 FROM connecting WHERE version = $1 AND sharing = $2", []any{version, sharing}, new(int))
}

func (t *tx) beginConnecting(version string, sharing int) error {
	if begun, err := t.connects(version, sharing); begun || err != nil {
		return err
	}
	for _, table := range []string{"relations", "name_keys", "appearances", "keys", "profiles", "connecting"} {
		if err := t.exec("DELETE FROM " + table); err != nil {
			return err
		}
	}
	if err := errFirst(
		t.exec("INSERT INTO connecting (version, sharing) VALUES ($1, $2)", version, sharing),
		t.exec("UPDATE work SET status = $1, error = '', tries = 0, not_before = '' WHERE stage = $2", workPending, string(StageConnect)),
	); err != nil {
		return err
	}
	return t.log(kindConnect, "", connectEntry{Version: version, Sharing: sharing})
}

const kindConnect = "connect"

// connectEntry is the detail of the log's row. One with a limit tells that all
// begins anew.
type connectEntry struct {
	Version   string        `json:"version"`
	Sharing   int           `json:"sharing,omitempty"`
	Documents int           `json:"documents"`
	Relations int           `json:"relations"` // made
	Withdrawn int           `json:"withdrawn"`
	Digest    corpus.Digest `json:"digest,omitempty"` // of the custody of profiles and relations
}

// errOtherVersion tells that another program connects the same ledger
// otherwise.
var errOtherVersion = errors.New("another version connects this ledger meanwhile")

// PutConnections puts documents of the claim among those that are connected:
// it keeps the profile, the keys and the appearances of each, compares it with
// the documents that share a key with it, and writes what that finds, with the
// state of the work and a row of the log, in one transaction, which finishes
// the claim. Relations of kind [corpus.SameEntity] come of comparing
// appearances, all others of comparing documents.
//
// What is in the ledger when all is connected hangs on the documents alone and
// not on their order: a pair has the relations that comparing it finds if the
// keys that it has in common and that no more documents have than the limit of
// [Store.BeginConnecting] weigh enough, see [corpus.KeysMeet], and else none. A key that passes the limit takes
// the relations with it that rest on such keys alone; one that comes back under
// it, because a document was purged or read otherwise, makes its documents
// pending again. The same holds of appearances, of which one stands for all of
// its party, see [corpus.Appearance.Party]: else what a thousand documents call
// one thing, and a thousand others another, would be a million relations.
//
// A document whose comparing fails is taken out again and fails; so does one
// in failed. One that was read anew since r was made, or purged, is passed over
// and stays as it is.
func (c *Claim) PutConnections(ctx context.Context, version string, list []Connected, failed []FailedReading, compare Compare) (done ConnectReport, err error) {
	err = c.finish(ctx, func(t *tx) error {
		done = ConnectReport{} // the transaction may run again
		p := &connection{tx: t, version: version, compare: compare, report: &done, kept: map[string]string{}}
		return p.putAll(list, failed)
	})
	if err != nil {
		return ConnectReport{}, fmt.Errorf("put connections of %s: %w", version, err)
	}
	return done, nil
}

// connection is one call of PutConnections.
type connection struct {
	*tx
	version string
	sharing int
	compare Compare
	report  *ConnectReport
	kept    map[string]string // document or relation -> digest, "" gone
	loading sync.Mutex        // held by who asks the transaction while pairs are compared

	texts    remembered[string, string]   // of documents
	profiles remembered[int64, profiled]  // of documents that have been compared
	names    remembered[string, profiled] // of appearances, by their IDs
}

// remembered holds what documents that come one after the other ask for again
// and again, and forgets all of it when it has grown to so many bytes.
type remembered[K comparable, V any] struct {
	list map[K]V
	size int
}

const mostRemembered = 16 << 20

// split returns what it holds of keys, and the keys of which it holds nothing.
func (m *remembered[K, V]) split(keys []K) (have []V, missing []K) {
	for _, k := range keys {
		if v, ok := m.list[k]; ok {
			have = append(have, v)
		} else {
			missing = append(missing, k)
		}
	}
	return have, missing
}

func (m *remembered[K, V]) keep(key K, value V, size int) {
	if m.size += size; m.list == nil || m.size > mostRemembered {
		m.list, m.size = map[K]V{}, size
	}
	m.list[key] = value
}

func (p *connection) putAll(list []Connected, failed []FailedReading) error {
	var version string
	if _, err := p.row("SELECT version, sharing FROM connecting", nil, &version, &p.sharing); err != nil {
		return err
	}
	if version != p.version {
		return errOtherVersion
	}
	for _, r := range list {
		if err := p.put(r); err != nil {
			return fmt.Errorf("document %s: %w", r.Document.ID, err)
		}
	}
	for _, f := range failed {
		if err := p.fail(f.Document, f.Cause); err != nil {
			return err
		}
	}
	return p.log()
}

func (p *connection) log() (err error) {
	e := connectEntry{Version: p.version, Documents: p.report.Documents, Relations: p.report.Made, Withdrawn: p.report.Withdrawn}
	var list []custody
	for _, id := range slices.Sorted(maps.Keys(p.kept)) {
		list = append(list, custody{id, p.kept[id]})
	}
	if len(list) == 0 && e.Documents == 0 {
		return nil
	}
	if e.Digest, err = p.keep(list); err != nil {
		return err
	}
	return p.tx.log(kindConnect, "", e)
}

// fail takes a document out and records why.
func (p *connection) fail(document string, cause error) error {
	number, id, err := p.resolveDocument(document)
	if errors.Is(err, corpus.ErrWithheld) {
		return nil
	}
	if err != nil {
		return err
	}
	delete(p.profiles.list, number)
	p.names.list = nil
	gone, err := p.disconnect(number)
	if err != nil {
		return err
	}
	p.withdrawn(gone)
	p.kept[id] = ""
	p.report.Failed = append(p.report.Failed, FailedReading{id, cause})
	return p.tx.fail(Work{Subject: id, Stage: StageConnect, Version: p.version}, cause)
}

func (p *connection) withdrawn(relations []string) {
	for _, id := range relations {
		p.kept[id] = ""
	}
	p.report.Withdrawn += len(relations)
}

// put connects one document.
func (p *connection) put(r Connected) error {
	number, id, err := p.resolveDocument(r.Document.ID)
	if errors.Is(err, corpus.ErrWithheld) {
		return nil // a purge took it out meanwhile
	}
	if err != nil {
		return err
	}
	if current, err := p.row("SELECT 1 FROM annotations WHERE document = $1 AND digest = $2", []any{number, string(r.Reading)}, new(int)); !current || err != nil {
		return err
	}
	r.Keys = slices.Compact(slices.Sorted(slices.Values(r.Keys)))
	text, err := p.textOf(id)
	if err == nil {
		err = checkConnected(text, r)
	}
	if err == nil {
		err = p.connect(number, id, r)
	}
	if failure := (*connectError)(nil); errors.As(err, &failure) || errors.Is(err, corpus.ErrInvalid) {
		return p.fail(id, err)
	}
	return err
}

func (t *tx) textOf(document string) (text string, err error) {
	found, err := t.row("SELECT x.body FROM documents d JOIN texts x ON x.digest = d.text_digest WHERE d.id = $1", []any{document}, &text)
	if err == nil && !found {
		err = fmt.Errorf("text of %s is missing: %w", document, corpus.ErrDamaged)
	}
	return text, err
}

// checkConnected refuses what the ledger cannot keep, with an error wrapping
// corpus.ErrInvalid.
func checkConnected(text string, r Connected) error {
	if len(r.Keys) > maxKeys || len(r.Profile) > maxProfile {
		return fmt.Errorf("%d keys, a profile of %d bytes: %w", len(r.Keys), len(r.Profile), corpus.ErrInvalid)
	}
	for _, k := range r.Keys {
		if k == "" || len(k) > maxKeyBytes || plain(k) != k {
			return fmt.Errorf("key %q: %w", k[:min(len(k), maxKeyBytes)], corpus.ErrInvalid)
		}
	}
	seen := map[string]bool{}
	for i, a := range r.Appearances {
		if a.Name == "" || plain(a.Name) != a.Name || len(a.Spans) == 0 || seen[a.Name] {
			return fmt.Errorf("appearance %d: %q with %d spans: %w", i, a.Name, len(a.Spans), corpus.ErrInvalid)
		}
		seen[a.Name] = true
		if err := checkSpans(text, "appearance", i, a.Spans...); err != nil {
			return err
		}
	}
	return nil
}

// connectError is a document that cannot be compared.
type connectError struct {
	pair  [2]string
	cause error
}

func (e *connectError) Error() string {
	return fmt.Sprintf("compare %s with %s: %v", e.pair[0], e.pair[1], e.cause)
}
func (e *connectError) Unwrap() error { return e.cause }

// connect replaces what a document is compared by, then its relations.
func (p *connection) connect(number int64, id string, r Connected) error {
	left, err := p.putProfile(number, id, r)
	if err != nil {
		return err
	}
	if err := p.connectDocument(number, id, r); err != nil {
		return err
	}
	if err := p.connectNames(number, id, r.Appearances, left); err != nil {
		return err
	}
	p.report.Documents++
	return p.finishWork(StageConnect, id, p.version)
}

// connectDocument replaces the keys and the relations of a document.
func (p *connection) connectDocument(number int64, id string, r Connected) error {
	fresh, gone, err := documentKeys.put(p.tx, number, r.Keys)
	if err != nil {
		return err
	}
	sizes, err := documentKeys.sizes(p, number)
	if err != nil {
		return err
	}
	want, err := p.relate(number, id, r, sizes)
	if err != nil {
		return err
	}
	have, err := p.relationsWhere("kind <> $1 AND (one = $2 OR other = $2)", string(corpus.SameEntity), number)
	if err != nil {
		return err
	}
	if err := p.putRelations(have, want); err != nil {
		return err
	}
	if err := documentKeys.withdraw(p, fresh, sizes, p.documentPairs); err != nil {
		return err
	}
	return documentKeys.revive(p.tx, gone)
}

// putProfile writes the profile and the appearances, unless they are there. It
// returns what went of names.
func (p *connection) putProfile(number int64, id string, r Connected) (left departed, err error) {
	digest := profileDigest(r.Profile, r.Keys, rowsOf(id, r.Appearances))
	var have string
	if _, err := p.row("SELECT digest FROM profiles WHERE document = $1", []any{number}, &have); err != nil {
		return left, err
	}
	if have == string(digest) {
		return left, nil
	}
	p.kept[id] = string(digest)
	delete(p.profiles.list, number)
	err = p.exec(`INSERT INTO profiles (document, digest, body) VALUES ($1, $2, $3)
		ON CONFLICT (document) DO UPDATE SET digest = excluded.digest, body = excluded.body`, number, string(digest), pack(r.Profile))
	if err != nil {
		return left, err
	}
	return p.putAppearances(number, rowsOf(id, r.Appearances))
}

// profileDigest covers all that a document is compared by and shown as. Of the
// keys of appearances it has how many they are: most are not kept.
func profileDigest(profile []byte, keys []string, appearances []appearanceRow) corpus.Digest {
	var list []any
	for _, a := range slices.SortedFunc(slices.Values(appearances), func(a, b appearanceRow) int { return compareText(a.Name, b.Name) }) {
		list = append(list, a.Appearance, a.keyed)
	}
	return digestJSON([]any{corpus.DigestOf(profile), jsonText(keys), jsonText(list)})
}

// relate compares a document with all that share a key with it which is not
// too common.
func (p *connection) relate(number int64, id string, r Connected, sizes map[string]int) (map[string]relationRow, error) {
	others, err := documentKeys.sharers(p, number, sizes)
	if err != nil {
		return nil, err
	}
	me := corpus.Profiled{Document: id, Profile: r.Profile, Load: func() (corpus.Document, error) { return r.Document, nil }}
	found := &relating{connection: p, rows: map[string]relationRow{}}
	found.begin(me, number, nil)
	if err := found.take(Pair{me, me}, Compared{Relations: r.Within}); err != nil {
		return nil, &connectError{[2]string{id, id}, err}
	}
	for chunk := range slices.Chunk(others, padded) {
		list, err := p.profilesOf(chunk)
		if err != nil {
			return nil, err
		}
		if err := found.compareAll(found.begin(me, number, list)); err != nil {
			return nil, err
		}
	}
	return found.rows, nil
}

// profiled is a document to compare with its number.
type profiled struct {
	number int64
	corpus.Profiled
}

func (p *connection) profiled(number int64, id string, profile []byte) profiled {
	return profiled{number, corpus.Profiled{Document: id, Profile: profile, Load: sync.OnceValues(func() (corpus.Document, error) {
		p.loading.Lock() // pairs are compared on all cores
		defer p.loading.Unlock()
		d, err := p.document(number)
		if err != nil {
			return d, fmt.Errorf("document %s: %w", id, err)
		}
		return d, nil
	})}}
}

// profilesOf loads the profiles of up to [padded] documents.
func (p *connection) profilesOf(documents []int64) (list []profiled, err error) {
	list, missing := p.profiles.split(documents)
	if len(missing) == 0 {
		return list, nil
	}
	marks, args := pad(missing, 1)
	err = p.rows("SELECT d.number, d.id, p.body FROM profiles p JOIN documents d ON d.number = p.document WHERE p.document IN ("+marks+")", args,
		func(rows *sql.Rows) error {
			var n int64
			var id string
			var packed []byte
			if err := rows.Scan(&n, &id, &packed); err != nil {
				return err
			}
			body, err := unpack(packed)
			one := p.profiled(n, id, body)
			p.profiles.keep(n, one, len(body))
			list = append(list, one)
			return err
		})
	return list, err
}

// relationRow is a row of relations.
type relationRow struct {
	corpus.Relation
	one, other               int64
	subjectOne, subjectOther string
	digest, body             string
}

// relating gathers the relations of one document, held against some others at
// a time, which are all that is in memory.
type relating struct {
	*connection
	numbers map[string]int64 // of the documents in hand
	rows    map[string]relationRow
}

// begin takes others in hand and pairs them with the one.
func (g *relating) begin(me corpus.Profiled, number int64, others []profiled) (pairs []Pair) {
	g.numbers = map[string]int64{me.Document: number}
	for _, o := range others {
		g.numbers[o.Document] = o.number
		if precedes(o.Profiled, me) {
			pairs = append(pairs, Pair{o.Profiled, me})
		} else {
			pairs = append(pairs, Pair{me, o.Profiled})
		}
	}
	return pairs
}

func precedes(a, b corpus.Profiled) bool {
	if a.Document == b.Document && a.Named != nil {
		return a.Named.Name < b.Named.Name
	}
	return a.Document < b.Document
}

func (g *relating) compareAll(pairs []Pair) error {
	g.report.Compared += len(pairs)
	for i, c := range g.compare(pairs) {
		if err := g.take(pairs[i], c); err != nil {
			return &connectError{[2]string{pairs[i].A.Document, pairs[i].B.Document}, err}
		}
	}
	return nil
}

func (g *relating) take(pair Pair, c Compared) error {
	if c.Failed != nil {
		return c.Failed
	}
	for _, r := range c.Relations {
		row, err := g.row(pair, r)
		if err != nil {
			return err
		}
		// Of two that say the same of the same, the better one; of two as good, always the same one.
		if have, ok := g.rows[row.ID]; !ok || row.Score > have.Score || row.Score == have.Score && row.body < have.body {
			g.rows[row.ID] = row
		}
	}
	return nil
}

// row checks a relation and makes its row.
func (g *relating) row(pair Pair, r corpus.Relation) (relationRow, error) {
	r.ID = corpus.RelationID(r.Kind, r.Args)
	r.Why, r.Rule, r.Kind = plain(r.Why), plain(r.Rule), corpus.RelationKind(plain(string(r.Kind)))
	row, err := rowOf(r)
	if err != nil {
		return row, err
	}
	if (r.Kind == corpus.SameEntity) != (pair.A.Named != nil) {
		return row, fmt.Errorf("relation %q of documents, or another one of appearances: %w", r.Kind, corpus.ErrInvalid)
	}
	var documents []string
	for i, a := range r.Args {
		if a.Document != pair.A.Document && a.Document != pair.B.Document {
			return row, fmt.Errorf("relation %q has document %s in it: %w", r.Kind, a.Document, corpus.ErrInvalid)
		}
		documents = append(documents, a.Document)
		text, err := g.text(a.Document)
		if err == nil {
			err = checkSpans(text, "argument", i, a.Spans...)
		}
		if err != nil {
			return row, err
		}
	}
	if !slices.Contains(documents, pair.A.Document) || !slices.Contains(documents, pair.B.Document) {
		return row, fmt.Errorf("relation %q is not of the two documents: %w", r.Kind, corpus.ErrInvalid)
	}
	row.one, row.other = g.numbers[pair.A.Document], g.numbers[pair.B.Document]
	return row, nil
}

func (g *relating) text(document string) (string, error) {
	if text, ok := g.texts.list[document]; ok {
		return text, nil
	}
	text, err := g.textOf(document)
	if err == nil {
		g.texts.keep(document, text, len(text))
	}
	return text, err
}

// rowOf makes the row of a relation, without the numbers of its documents.
func rowOf(r corpus.Relation) (row relationRow, err error) {
	row.Relation = r
	switch {
	case r.Kind == "" || len(r.Args) < 2:
		return row, fmt.Errorf("relation %q with %d arguments: %w", r.Kind, len(r.Args), corpus.ErrInvalid)
	case !(r.Score > 0 && r.Score <= 1): // nor NaN
		return row, fmt.Errorf("relation %q: score %v: %w", r.Kind, r.Score, corpus.ErrInvalid)
	}
	for i, a := range r.Args {
		if len(a.Spans) == 0 || plain(a.Subject) != a.Subject {
			return row, fmt.Errorf("argument %d of relation %q: %d passages justify it: %w", i, r.Kind, len(a.Spans), corpus.ErrInvalid)
		}
	}
	first, last := r.Args[0], r.Args[len(r.Args)-1]
	if last.Document < first.Document {
		first, last = last, first
	}
	row.subjectOne, row.subjectOther = first.Subject, last.Subject
	body, err := json.Marshal(r)
	if err != nil {
		return row, fmt.Errorf("relation %s: %w", r.ID, err)
	}
	row.body, row.digest = string(body), string(corpus.DigestOf(body))
	return row, nil
}

// putRelations makes want the relations of a document or an appearance, which
// are those in have, and touches only those that are others than before.
func (p *connection) putRelations(have map[string]string, want map[string]relationRow) error {
	var gone []string
	for _, id := range slices.Sorted(maps.Keys(have)) {
		if _, ok := want[id]; !ok {
			gone = append(gone, id)
		}
	}
	if err := p.dropRelations(gone); err != nil {
		return err
	}
	p.withdrawn(gone)
	for _, id := range slices.Sorted(maps.Keys(want)) {
		row := want[id]
		if have[id] == row.digest {
			continue
		}
		p.kept[id] = row.digest
		p.report.Made++
		if err := p.putRelation(row); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) putRelation(r relationRow) error {
	return t.exec(`INSERT INTO relations (id, kind, one, other, subject_one, subject_other, sure, digest, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, one = excluded.one, other = excluded.other, subject_one = excluded.subject_one,
			subject_other = excluded.subject_other, sure = excluded.sure, digest = excluded.digest, body = excluded.body`,
		r.ID, string(r.Kind), r.one, r.other, r.subjectOne, r.subjectOther, oneIf(r.Sure), r.digest, r.body)
}

func oneIf(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// relationsOf returns the digests of a document's relations.
func (t *tx) relationsOf(document int64) (map[string]string, error) {
	return t.relationsWhere("one = $1 OR other = $1", document)
}

func (t *tx) relationsWhere(condition string, args ...any) (map[string]string, error) {
	list := map[string]string{}
	err := t.rows("SELECT id, digest FROM relations WHERE "+condition, args, func(rows *sql.Rows) error {
		var id, digest string
		err := rows.Scan(&id, &digest)
		list[id] = digest
		return err
	})
	return list, err
}

func (t *tx) dropRelations(ids []string) error {
	for _, id := range ids {
		if err := t.exec("DELETE FROM relations WHERE id = $1", id); err != nil {
			return err
		}
	}
	return nil
}

// disconnect takes out what connecting made of a document, makes those pending
// that a key brings together again without it, and returns the relations that
// went.
func (t *tx) disconnect(document int64) (relations []string, err error) {
	have, err := t.relationsOf(document)
	if err != nil {
		return nil, err
	}
	relations = slices.Sorted(maps.Keys(have))
	if err := t.dropRelations(relations); err != nil {
		return nil, err
	}
	keys, err := documentKeys.of(t, document)
	if err != nil {
		return nil, err
	}
	left, err := t.dropAppearances(document, nil)
	if err != nil {
		return nil, err
	}
	for _, table := range []string{"keys", "profiles"} {
		if err := t.exec("DELETE FROM "+table+" WHERE document = $1", document); err != nil {
			return nil, err
		}
	}
	return relations, errFirst(documentKeys.revive(t, keys), t.depart(left))
}

// toConnect makes a document pending that was read anew.
func (t *tx) toConnect(document string, number int64) error {
	return t.exec(`INSERT INTO work (stage, subject, seq, version, status, error, tries, not_before) VALUES ($1, $2, $3, '', $4, '', 0, '')
		ON CONFLICT (stage, subject) DO UPDATE SET status = excluded.status, error = '', tries = 0, not_before = ''`,
		string(StageConnect), document, number, workPending)
}

// Reading returns a document and the current reading of it, with its digest.
func (st *Store) Reading(ctx context.Context, document string) (d corpus.Document, a corpus.Annotations, digest corpus.Digest, err error) {
	err = st.view(ctx, func(t *tx) error {
		number, _, err := t.resolveDocument(document)
		if err != nil {
			return err
		}
		if d, err = t.document(number); err != nil {
			return err
		}
		a, digest, err = t.annotationsOf(number)
		return err
	})
	if err != nil {
		return d, a, digest, fmt.Errorf("reading of %s: %w", document, err)
	}
	return d, a, digest, nil
}
