package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"hearsay/corpus"
)

// Annotated is the result of reading one document.
type Annotated struct {
	Document    string
	Annotations corpus.Annotations
}

// PutAnnotations replaces what the reader found in these documents,
// re-attaches people's decisions, hands on the access of statements, marks the work done in the version given
// and appends one row to the log, in one transaction. Spans that do not lie
// in the document's text are an error wrapping corpus.ErrInvalid.
func (st *Store) PutAnnotations(ctx context.Context, version string, results []Annotated) error {
	if err := st.update(ctx, func(t *tx) error { return t.putAnnotations(version, results) }); err != nil {
		return fmt.Errorf("put annotations of %s: %w", version, err)
	}
	return nil
}

func (t *tx) putAnnotations(version string, results []Annotated) (err error) {
	if len(results) == 0 {
		return nil
	}
	p := &putting{tx: t, version: version}
	if p.next, err = t.next("statements"); err != nil {
		return err
	}
	for _, r := range results {
		err := p.put(r)
		if errors.Is(err, corpus.ErrWithheld) {
			continue // a purge took it out since it was read
		}
		if err != nil {
			return fmt.Errorf("document %s: %w", r.Document, err)
		}
	}
	if p.entry.Documents == 0 {
		return nil
	}
	return p.log()
}

// putting is one call of PutAnnotations.
type putting struct {
	*tx
	version string
	next    int64 // number of the next statement
	entry   annotateEntry
	kept    []custody
}

// annotateEntry is the detail of the log's row.
type annotateEntry struct {
	Version    string        `json:"version"`
	Documents  int           `json:"documents"`
	Statements int           `json:"statements"`
	Figures    int           `json:"figures"`
	Orphaned   int           `json:"orphaned"` // decisions that nothing answers to any more
	Digest     corpus.Digest `json:"digest"`   // of the custody of the readings
}

func (p *putting) log() (err error) {
	p.entry.Version = p.version
	if p.entry.Digest, err = p.keep(p.kept); err != nil {
		return err
	}
	return p.tx.log("annotate", "", p.entry)
}

// put replaces the reading of one document.
func (p *putting) put(r Annotated) error {
	number, _, err := p.resolveDocument(r.Document)
	if err != nil {
		return err
	}
	d, err := p.documentRow(number)
	if err != nil {
		return err
	}
	if d.Text, err = p.text(d.TextID); err != nil {
		return err
	}
	if err := CheckAnnotations(d.Text, r.Annotations); err != nil {
		return err
	}
	if err := p.putBody(d, r.Annotations); err != nil {
		return err
	}
	access, err := p.putStatements(d, statementsOf(d.ID, r.Annotations))
	if err != nil {
		return err
	}
	if err := p.putFigures(d, r.Annotations, access); err != nil {
		return err
	}
	if err := p.disconnectRead(d); err != nil {
		return err
	}
	p.entry.Documents++
	return p.finishWork(StageAnnotate, d.ID, p.version)
}

// disconnectRead takes out what connecting made of the old reading.
func (p *putting) disconnectRead(d documentRow) error {
	gone, err := p.disconnect(d.number)
	if err != nil {
		return err
	}
	for _, id := range gone {
		p.kept = append(p.kept, custody{id, ""})
	}
	return p.toConnect(d.ID, d.number)
}

// CheckAnnotations refuses spans outside of the text and numbers that no
// database keeps alike, with an error wrapping corpus.ErrInvalid.
func CheckAnnotations(text string, a corpus.Annotations) error {
	if err := checkSpans(text, "sentence or term", 0, append(a.Sentences[:len(a.Sentences):len(a.Sentences)], a.Terms...)...); err != nil {
		return err
	}
	for i, e := range a.Entities {
		spans := []corpus.Span{e.RoleSpan, e.AffiliationSpan}
		for _, m := range e.Mentions {
			spans = append(spans, m.Span, m.Named)
		}
		if err := checkSpans(text, "entity", i, spans...); err != nil {
			return err
		}
	}
	if err := checkAttributions(text, a.Attributions); err != nil {
		return err
	}
	return checkQuantities(text, a)
}

func checkSpans(text, what string, i int, spans ...corpus.Span) error {
	for _, s := range spans {
		if !s.Valid(text) {
			return fmt.Errorf("%s %d: span %d-%d of %d bytes: %w", what, i, s.Start, s.End, len(text), corpus.ErrInvalid)
		}
	}
	return nil
}

func checkAttributions(text string, list []corpus.Attribution) error {
	for i, at := range list {
		spans := append([]corpus.Span{at.Cue}, at.Content...)
		spans = append(spans, at.Source.Spans...)
		for _, h := range at.Via {
			spans = append(spans, h.Span)
		}
		if err := checkSpans(text, "attribution", i, spans...); err != nil {
			return err
		}
		if math.IsNaN(at.Confidence) || at.Confidence < 0 || at.Confidence > 1 {
			return fmt.Errorf("attribution %d: confidence %v: %w", i, at.Confidence, corpus.ErrInvalid)
		}
	}
	return nil
}

func (p *putting) putBody(d documentRow, a corpus.Annotations) error {
	body, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("annotations: %w", err)
	}
	digest := corpus.DigestOf(body)
	p.kept = append(p.kept, custody{d.ID, string(digest)})
	return p.exec(`INSERT INTO annotations (document, stage, version, system, made_at, digest, body) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (document, stage) DO UPDATE SET version = excluded.version, system = excluded.system,
			made_at = excluded.made_at, digest = excluded.digest, body = excluded.body`,
		d.number, string(StageAnnotate), p.version, plain(a.System), timeText(p.now), string(digest), pack(body))
}

// putStatements replaces the statements of a document, puts people's
// decisions on top of the new ones, and returns the access of those that took
// over one, by ID.
func (p *putting) putStatements(d documentRow, list []corpus.Statement) (access map[string]string, err error) {
	before, err := p.dropStatements(d.number)
	if err != nil {
		return nil, err
	}
	byStatement, err := p.reattach(d.ID, list)
	if err != nil {
		return nil, err
	}
	s := stemmerFor(d.Language)
	access = inherit(before, list)
	for i, st := range list {
		st = standing(st, byStatement[st.ID])
		if err := p.insertStatement(p.next, d.number, i, st, cmp.Or(access[st.ID], string(d.Access))); err != nil {
			return nil, err
		}
		if err := p.index(statementTerms, p.next, d.Text, st.Content, s); err != nil {
			return nil, err
		}
		p.next++
	}
	p.entry.Statements += len(list)
	return access, nil
}

// guardedStatement is a statement whose access was set.
type guardedStatement struct {
	id, access string
	content    []corpus.Span
}

// inherit tells which access the statements of a new reading take over, by
// ID: each one of the old passes its own on to the one of the same ID, else to
// the only one whose content overlaps its own. All others have that of their
// document.
func inherit(before []guardedStatement, list []corpus.Statement) map[string]string {
	access := map[string]string{}
	for _, b := range before {
		if slices.ContainsFunc(list, func(s corpus.Statement) bool { return s.ID == b.id }) {
			access[b.id] = b.access
		}
	}
	for _, b := range before {
		if id, ok := onlyOverlap(list, b.content); ok && access[id] == "" {
			access[id] = b.access
		}
	}
	return access
}

// dropStatements removes a document's statements and returns those that were
// not open.
func (p *putting) dropStatements(document int64) (list []guardedStatement, err error) {
	var low, high int64
	err = p.rows("SELECT number, id, access, content FROM statements WHERE document = $1 ORDER BY number", []any{document}, func(rows *sql.Rows) error {
		var g guardedStatement
		var content string
		if err := rows.Scan(&high, &g.id, &g.access, &content); err != nil {
			return err
		}
		if low == 0 {
			low = high
		}
		if g.access == string(corpus.Open) {
			return nil
		}
		list = append(list, g)
		return jsonInto(content, &list[len(list)-1].content)
	})
	if err != nil || low == 0 {
		return nil, err
	}
	// One call numbered them, one after the other.
	if err := p.exec(p.st.sql.unindex(statementTerms), low, high+1); err != nil {
		return nil, err
	}
	return list, p.exec("DELETE FROM statements WHERE document = $1", document)
}

// Systems lists what made the readings that stand now, with versions, by name.
func (st *Store) Systems(ctx context.Context) (list []string, err error) {
	err = st.view(ctx, func(t *tx) error {
		return t.rows("SELECT DISTINCT system FROM annotations WHERE stage = $1 ORDER BY system", []any{string(StageAnnotate)}, func(rows *sql.Rows) error {
			var s string
			err := rows.Scan(&s)
			list = append(list, s)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list systems: %w", err)
	}
	return list, nil
}

// Annotations returns the current reading of a document, as the machine made
// it.
func (st *Store) Annotations(ctx context.Context, document string) (a corpus.Annotations, err error) {
	err = st.view(ctx, func(t *tx) error {
		number, _, err := t.resolveDocument(document)
		if err != nil {
			return err
		}
		a, _, err = t.annotationsOf(number)
		return err
	})
	if err != nil {
		return corpus.Annotations{}, fmt.Errorf("annotations of %s: %w", document, err)
	}
	return a, nil
}

// annotationsOf returns the current reading of a document and its digest.
func (t *tx) annotationsOf(number int64) (a corpus.Annotations, digest corpus.Digest, err error) {
	var packed []byte
	found, err := t.row("SELECT digest, body FROM annotations WHERE document = $1 AND stage = $2",
		[]any{number, string(StageAnnotate)}, &digest, &packed)
	if err == nil && !found {
		err = fmt.Errorf("not read yet: %w", corpus.ErrNotFound)
	}
	if err == nil {
		a, err = annotationsOf(packed, digest)
	}
	return a, digest, err
}

// annotationsOf unpacks a stored reading and checks it against its digest.
func annotationsOf(packed []byte, digest corpus.Digest) (a corpus.Annotations, err error) {
	body, err := unpack(packed)
	if err != nil {
		return a, err
	}
	if got := corpus.DigestOf(body); got != digest {
		return a, fmt.Errorf("digest %s, want %s: %w", got, digest, corpus.ErrDamaged)
	}
	return a, jsonInto(string(body), &a)
}
