package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"slices"
	"strings"

	"hearsay/corpus"
)

// statementsOf makes statements out of what the reader found, all as the
// machine left them.
func statementsOf(document string, a corpus.Annotations) []corpus.Statement {
	ids := corpus.StatementIDs(document, a.Attributions)
	list := make([]corpus.Statement, len(ids))
	for i, at := range a.Attributions {
		list[i] = corpus.Statement{
			ID: ids[i], Document: document, System: plain(a.System),
			Attribution: plainAttribution(at), Standing: corpus.Machine,
		}
	}
	return list
}

// plainAttribution makes the words of at what a database can keep.
func plainAttribution(at corpus.Attribution) corpus.Attribution {
	for _, s := range []*string{&at.Source.Name, &at.Source.Role, &at.To, &at.Place, &at.Date, &at.Doubt, &at.Rule} {
		*s = plain(*s)
	}
	at.Via = slices.Clone(at.Via)
	for i := range at.Via {
		at.Via[i].Name = plain(at.Via[i].Name)
	}
	return at
}

func (t *tx) insertStatement(number, document int64, place int, s corpus.Statement, access string) error {
	if access == "" {
		access = string(corpus.Open)
	}
	return t.exec(`INSERT INTO statements (number, id, document, place_no, system, content, cue_start, cue_stop, spans,
			speaker, speaker_key, role, source_kind, identified, kind, polarity, mode, basis, via, addressee, place, said_on,
			confidence, doubt, rule, standing, person, decided_at, corrections, access)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
			$24, $25, $26, $27, $28, $29, $30)`,
		number, s.ID, document, place, s.System, jsonText(s.Content), s.Cue.Start, s.Cue.End, jsonText(s.Source.Spans),
		s.Source.Name, wordKey(s.Source.Name), s.Source.Role, string(s.Source.Kind), string(s.Source.Identified),
		string(s.Kind), string(s.Polarity), string(s.Mode), string(s.Basis), jsonText(s.Via), s.To, s.Place, s.Date,
		s.Confidence, s.Doubt, s.Rule, string(s.Standing), s.By, timeText(s.At), jsonText(s.Corrections), access)
}

// maxWordKey bounds what of a name's terms is looked up: a B-tree of
// PostgreSQL holds 2,704 bytes in a row. A name has some ten words.
const maxWordKey = 2000

// wordKey is the key of a name that is looked up by its words.
func wordKey(name string) string {
	k := key(name)
	if len(k) > maxWordKey {
		k = k[:strings.LastIndexByte(k[:maxWordKey], ' ')+1]
	}
	return k
}

// updateStatement writes what people can change.
func (t *tx) updateStatement(s corpus.Statement) error {
	return t.exec(`UPDATE statements SET speaker = $1, speaker_key = $2, role = $3, source_kind = $4, identified = $5,
			kind = $6, polarity = $7, mode = $8, basis = $9, addressee = $10, place = $11, said_on = $12,
			standing = $13, person = $14, decided_at = $15, corrections = $16 WHERE id = $17`,
		s.Source.Name, wordKey(s.Source.Name), s.Source.Role, string(s.Source.Kind), string(s.Source.Identified),
		string(s.Kind), string(s.Polarity), string(s.Mode), string(s.Basis), s.To, s.Place, s.Date,
		string(s.Standing), s.By, timeText(s.At), jsonText(s.Corrections), s.ID)
}

const statementFields = `SELECT s.number, s.id, d.id, s.system, s.content, s.cue_start, s.cue_stop, s.spans, s.speaker, s.role,
	s.source_kind, s.identified, s.kind, s.polarity, s.mode, s.basis, s.via, s.addressee, s.place, s.said_on,
	s.confidence, s.doubt, s.rule, s.standing, s.person, s.decided_at, s.corrections`

// statementTables joins in this order, so that the list can come out of the
// indexes as it is, without sorting all of it first.
const statementTables = " FROM documents d CROSS JOIN statements s"

const statementOrder = " ORDER BY d.published_key, d.id, s.place_no"

// statementRow is a statement with its number.
type statementRow struct {
	corpus.Statement
	number int64
}

func scanStatement(rows *sql.Rows) (s statementRow, err error) {
	var content, spans, via, at, corrections string
	err = rows.Scan(&s.number, &s.ID, &s.Document, &s.System, &content, &s.Cue.Start, &s.Cue.End, &spans, &s.Source.Name, &s.Source.Role,
		&s.Source.Kind, &s.Source.Identified, &s.Kind, &s.Polarity, &s.Mode, &s.Basis, &via, &s.To, &s.Place, &s.Date,
		&s.Confidence, &s.Doubt, &s.Rule, &s.Standing, &s.By, &at, &corrections)
	if err != nil {
		return s, err
	}
	for _, l := range []struct {
		text string
		into any
	}{{content, &s.Content}, {spans, &s.Source.Spans}, {via, &s.Via}, {corrections, &s.Corrections}} {
		if err := jsonInto(l.text, l.into); err != nil {
			return s, fmt.Errorf("statement %s: %w", s.ID, err)
		}
	}
	s.At, err = timeOf(at)
	return s, err
}

// StatementFilter narrows a list of statements; zero fields do not narrow.
type StatementFilter struct {
	DocumentFilter // of the statement's document; Text is a query over its content

	Speaker   string // all words of it occur in the resolved name, case and marks folded
	Kind      corpus.Kind
	Polarity  corpus.Polarity
	Standing  []corpus.Standing // any of these; empty: all but rejected
	Document  string            // ID, or a unique prefix
	Threshold float64           // lowest confidence
}

// statementWhere is the condition on statements s and documents d that f
// makes, without its text.
func (t *tx) statementWhere(f StatementFilter) (*condition, error) {
	c := &condition{}
	c.add("s.document = d.number")
	if err := c.documents(f.DocumentFilter); err != nil {
		return nil, err
	}
	if f.Document != "" {
		number, _, err := t.resolveDocument(f.Document)
		if err != nil {
			return nil, fmt.Errorf("document %s: %w", f.Document, err)
		}
		c.add("d.number = " + c.arg(number))
	}
	c.standing(f.Standing)
	if f.Kind != "" {
		c.add("s.kind = " + c.arg(string(f.Kind)))
	}
	if f.Polarity != "" {
		c.add("s.polarity = " + c.arg(string(f.Polarity)))
	}
	if f.Threshold > 0 {
		c.add("s.confidence >= " + c.arg(f.Threshold))
	}
	return c, c.speaker(f.Speaker)
}

func (c *condition) standing(standings []corpus.Standing) {
	wanted := make([]string, len(standings))
	for i, s := range standings {
		wanted[i] = string(s)
	}
	if len(wanted) == 0 {
		c.add("s.standing <> " + c.arg(string(corpus.Rejected)))
		return
	}
	among(c, "s.standing", wanted)
}

func (c *condition) speaker(name string) error { return c.words("s.speaker_key", "speaker", name) }

// words adds that all words of text occur in a column of keys; what names the
// column to a person. "" adds nothing.
func (c *condition) words(column, what, text string) error {
	w, err := NewWords(what, text)
	for _, t := range w.terms {
		pattern := "% " + t.word + " %"
		if t.goesOn {
			pattern = "% " + t.word + "%"
		}
		c.add(column + " LIKE " + c.arg(pattern))
	}
	return err
}

// Statements lists statements by publication of their document, document,
// and place in it.
func (st *Store) Statements(ctx context.Context, f StatementFilter) iter.Seq2[corpus.Statement, error] {
	if f.Text != "" || f.Speaker != "" {
		return st.statementsWith(ctx, f)
	}
	rows := list(ctx, st, "statements", func(t *tx) (string, []any, error) {
		c, err := t.statementWhere(f)
		if err != nil {
			return "", nil, err
		}
		q := statementFields + statementTables + c.sql() + statementOrder
		if f.Limit > 0 {
			q += " LIMIT " + c.arg(f.Limit)
		}
		return q, c.args, nil
	}, scanStatement)
	return func(yield func(corpus.Statement, error) bool) {
		for s, err := range rows {
			if !yield(s.Statement, err) {
				return
			}
		}
	}
}

// statementsWith lists the statements whose content answers f.Text and whose
// speaker is f.Speaker: their numbers first, in order, then the rows of those,
// some at a time.
func (st *Store) statementsWith(ctx context.Context, f StatementFilter) iter.Seq2[corpus.Statement, error] {
	return func(yield func(corpus.Statement, error) bool) {
		l := listing[corpus.Statement]{yield: yield}
		l.end("statements", st.view(ctx, func(t *tx) error {
			numbers, err := t.statementNumbers(f)
			if err != nil {
				return err
			}
			for chunk := range slices.Chunk(numbers, documentChunk) {
				list, err := t.statementsByNumber(chunk)
				if err != nil {
					return err
				}
				for _, s := range list {
					if err := l.add(t, s); err != nil {
						return err
					}
				}
			}
			return nil
		}))
	}
}

// fewAnswers is how many statements are looked up one by one rather than
// picked out of the list of all: at 55,000 statements that list takes 100 ms.
const fewAnswers = 1000

// Of more answers, a page is looked for in the beginning of the list of all:
// so many rows for each that is wanted, and then further each time. At 134,000
// statements, the whole list took 325 ms.
const (
	firstReach   = 64
	furtherReach = 16
)

// statementNumbers lists the numbers of the statements that f wants, its text
// included, in the order of Statements.
func (t *tx) statementNumbers(f StatementFilter) (numbers []int64, err error) {
	answers, err := t.statementAnswers(f)
	if err != nil || len(answers) == 0 {
		return nil, err
	}
	c, err := t.statementWhere(f)
	if err != nil {
		return nil, err
	}
	if len(answers) <= fewAnswers { // begin with those, not with all documents
		among(c, "s.number", answers)
		numbers, _, err = t.pick("SELECT s.number FROM statements s CROSS JOIN documents d"+c.sql()+statementOrder, c.args, answers, f.Limit)
		return numbers, err
	}
	all := "SELECT s.number" + statementTables + c.sql() + statementOrder
	for reach := firstReach * f.Limit; reach > 0; reach *= furtherReach {
		numbers, looked, err := t.pick(fmt.Sprintf("%s LIMIT %d", all, reach), c.args, answers, f.Limit)
		if err != nil || len(numbers) == f.Limit || looked < reach {
			return numbers, err
		}
	}
	numbers, _, err = t.pick(all, c.args, answers, f.Limit)
	return numbers, err
}

// statementAnswers lists the numbers of the statements whose content answers
// f.Text and whose speaker is f.Speaker, ascending. One of them is given.
func (t *tx) statementAnswers(f StatementFilter) (answers []int64, err error) {
	if f.Text != "" {
		q, err := parseQuery(f.Text)
		if err != nil {
			return nil, err
		}
		if answers, _, err = t.look(statementTerms, 0, q); err != nil || f.Speaker == "" {
			return answers, err
		}
	}
	c := &condition{}
	if err := c.speaker(f.Speaker); err != nil {
		return nil, err
	}
	theirs, err := t.numbers("SELECT s.number FROM statements s"+c.sql(), c.args...)
	slices.Sort(theirs)
	if f.Text != "" {
		theirs = intersect(answers, theirs)
	}
	return theirs, err
}

// pick runs a query for numbers and keeps up to limit of those that are among
// answers; 0 is all. looked is how many there were.
func (t *tx) pick(query string, args []any, answers []int64, limit int) (numbers []int64, looked int, err error) {
	err = t.rows(query, args, func(rows *sql.Rows) error {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return err
		}
		looked++
		if has(answers, n) && (limit == 0 || len(numbers) < limit) {
			numbers = append(numbers, n)
		}
		return nil
	})
	return numbers, looked, err
}

// statementsByNumber returns statements in the order of numbers.
func (t *tx) statementsByNumber(numbers []int64) ([]corpus.Statement, error) {
	c := &condition{}
	among(c, "s.number", numbers)
	byNumber := make(map[int64]corpus.Statement, len(numbers))
	c.add("s.document = d.number")
	err := t.rows(statementFields+" FROM statements s CROSS JOIN documents d"+c.sql(), c.args, func(rows *sql.Rows) error {
		s, err := scanStatement(rows)
		byNumber[s.number] = s.Statement
		return err
	})
	list := make([]corpus.Statement, 0, len(numbers))
	for _, n := range numbers {
		list = append(list, byNumber[n])
	}
	return list, err
}

// Statement returns one statement; id may be a unique prefix. A statement
// that a person rejected is returned too.
func (st *Store) Statement(ctx context.Context, id string) (s corpus.Statement, err error) {
	err = st.view(ctx, func(t *tx) error {
		s, err = t.statement(id)
		return err
	})
	if err != nil {
		return corpus.Statement{}, fmt.Errorf("statement %s: %w", id, err)
	}
	return s, nil
}

func (t *tx) statement(id string) (s corpus.Statement, err error) {
	full, err := t.resolve("statements", id)
	if err != nil {
		return s, err
	}
	err = t.rows(statementFields+" FROM statements s JOIN documents d ON d.number = s.document WHERE s.id = $1", []any{full},
		func(rows *sql.Rows) error {
			row, err := scanStatement(rows)
			s = row.Statement
			return err
		})
	return s, err
}
