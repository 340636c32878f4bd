package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearsay/corpus"
)

// Decide appends what a person decided about a statement or a document's
// metadata. It fills in Seq, At, Document, Spans and Quoted, logs the event
// and updates what stands, in one transaction. Correcting metadata makes
// the reading of the document pending again. Subject may be a unique prefix.
// What cannot be decided is an error wrapping corpus.ErrInvalid that names
// what can. Confirming again what the same person has confirmed, with nothing
// but confirmations since and nothing new to note, appends nothing: the
// decision that stands is returned with [ErrDecided].
func (st *Store) Decide(ctx context.Context, d corpus.Decision) (corpus.Decision, error) {
	d.By, d.Value, d.Note = strings.TrimSpace(plain(d.By)), strings.TrimSpace(plain(d.Value)), plain(d.Note)
	if err := checkVerb(d); err != nil {
		return d, err
	}
	again := false
	err := st.update(ctx, func(t *tx) error {
		var err error
		if strings.HasPrefix(d.Subject, "d") {
			d, err = t.decideDocument(d)
		} else {
			d, again, err = t.decideStatement(d)
		}
		return err
	})
	if err == nil && again {
		err = ErrDecided
	}
	if err != nil {
		return d, fmt.Errorf("%s %s: %w", d.Verb, d.Subject, err)
	}
	return d, nil
}

// ErrDecided tells that the same person has decided the same already.
var ErrDecided = errors.New("decided already")

// stands returns the confirmation that d would only repeat.
func stands(d corpus.Decision, before []corpus.Decision) (corpus.Decision, bool) {
	for _, e := range slices.Backward(before) {
		if d.Verb != corpus.Confirm || e.Verb != corpus.Confirm {
			return d, false
		}
		if e.By == d.By {
			return e, d.Note == "" || d.Note == e.Note
		}
	}
	return d, false
}

func checkVerb(d corpus.Decision) error {
	switch {
	case !slices.Contains([]corpus.Verb{corpus.Confirm, corpus.Reject, corpus.Correct}, d.Verb):
		return fmt.Errorf("verb %q: want %s, %s or %s: %w", d.Verb, corpus.Confirm, corpus.Reject, corpus.Correct, corpus.ErrInvalid)
	case d.By == "":
		return fmt.Errorf("%s %s: nobody is named who decides: %w", d.Verb, d.Subject, corpus.ErrInvalid)
	case d.Verb != corpus.Correct && (d.Field != "" || d.Value != ""):
		return fmt.Errorf("%s %s: only %s takes a field and a value: %w", d.Verb, d.Subject, corpus.Correct, corpus.ErrInvalid)
	}
	return nil
}

// decideStatement appends a decision about a statement, unless it stands
// already.
func (t *tx) decideStatement(d corpus.Decision) (_ corpus.Decision, again bool, err error) {
	s, err := t.statement(d.Subject)
	if err != nil {
		return d, false, err
	}
	decisions, err := t.decisions("attached = $1", s.ID)
	if err != nil {
		return d, false, err
	}
	if e, ok := stands(d, decisions); ok {
		return e, true, nil
	}
	if d.Verb == corpus.Correct {
		if d.Value, err = checkCorrection(statementCorrections(), d.Field, d.Value); err != nil {
			return d, false, err
		}
	}
	d.Subject, d.Document, d.Spans = s.ID, s.Document, s.Content
	if d.Quoted, err = t.quote(s); err != nil {
		return d, false, err
	}
	if d, err = t.append(d, s.ID, nil); err != nil {
		return d, false, err
	}
	return d, false, t.updateStatement(standing(asMachine(s), append(decisions, d)))
}

// quote is the content of a statement in the words of its document.
func (t *tx) quote(s corpus.Statement) (string, error) {
	var digest string
	if _, err := t.row("SELECT text_digest FROM documents WHERE id = $1", []any{s.Document}, &digest); err != nil {
		return "", err
	}
	text, err := t.text(corpus.Digest(digest))
	if err != nil {
		return "", err
	}
	var pieces []string
	for _, c := range s.Content {
		if !c.Valid(text) {
			return "", fmt.Errorf("content %d-%d: %w", c.Start, c.End, corpus.ErrDamaged)
		}
		pieces = append(pieces, c.In(text))
	}
	return strings.Join(pieces, " ... "), nil
}

// decisionEntry is the detail of the log's row.
type decisionEntry struct {
	Seq      int64         `json:"seq"`
	Verb     corpus.Verb   `json:"verb"`
	Field    string        `json:"field"`
	Value    string        `json:"value"`
	By       string        `json:"by"`
	At       string        `json:"at"`
	Note     string        `json:"note"`
	Document string        `json:"document"`
	Spans    []corpus.Span `json:"spans"`
	Quoted   string        `json:"quoted"`
	After    string        `json:"after,omitempty"` // of one about a document: the digest that it then had
}

// append adds the event, which holds attached for now, and logs all of it,
// with what became of the document if it is about one.
func (t *tx) append(d corpus.Decision, attached string, about *corpus.Document) (corpus.Decision, error) {
	if _, err := t.row("SELECT coalesce(max(seq), 0) + 1 FROM decisions", nil, &d.Seq); err != nil {
		return d, err
	}
	d.At = t.now.Truncate(time.Microsecond)
	err := t.exec(`INSERT INTO decisions (seq, subject, verb, field, value, person, decided_at, note, document, spans, quoted, attached)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		d.Seq, d.Subject, string(d.Verb), d.Field, d.Value, d.By, timeText(d.At), d.Note, d.Document, jsonText(d.Spans), d.Quoted, attached)
	if err != nil {
		return d, err
	}
	e := entryOf(d)
	if about != nil {
		e.After = string(documentDigest(about))
	}
	return d, t.log("decision", d.Subject, e)
}

func entryOf(d corpus.Decision) decisionEntry {
	return decisionEntry{d.Seq, d.Verb, d.Field, d.Value, d.By, timeText(d.At), d.Note, d.Document, d.Spans, d.Quoted, ""}
}

// standing is what stands of a statement: a fold over the decisions about
// it, oldest first. The latest confirmation or rejection wins; of each field
// the latest correction wins. What is corrected stays corrected when it is
// confirmed; what is rejected stays rejected until it is confirmed. Correcting
// a field back to the machine's value takes the correction away. By and At
// tell of the decision that gave the statement its standing, of a corrected
// one the latest of the corrections that still stand.
func standing(machine corpus.Statement, decisions []corpus.Decision) corpus.Statement {
	s := machine
	var verdict, correction corpus.Decision
	last := map[string]int{} // field -> which of decisions corrected it last
	for i, d := range decisions {
		if d.Verb == corpus.Correct {
			last[d.Field] = i
		} else {
			verdict = d
		}
	}
	latest := -1
	for _, c := range statementCorrections() {
		i, ok := last[c.name]
		if !ok || c.get(&s) == decisions[i].Value {
			continue
		}
		s.Corrections = append(s.Corrections, corpus.Correction{Field: c.name, Machine: c.get(&s), Person: decisions[i].Value})
		c.set(&s, decisions[i].Value)
		latest = max(latest, i)
	}
	if latest >= 0 {
		correction = decisions[latest]
	}
	switch {
	case verdict.Verb == corpus.Reject:
		s.Standing, s.By, s.At = corpus.Rejected, verdict.By, verdict.At
	case len(s.Corrections) > 0:
		s.Standing, s.By, s.At = corpus.Corrected, correction.By, correction.At
	case verdict.Verb == corpus.Confirm:
		s.Standing, s.By, s.At = corpus.Confirmed, verdict.By, verdict.At
	}
	return s
}

// asMachine takes people's corrections off again.
func asMachine(s corpus.Statement) corpus.Statement {
	for _, c := range statementCorrections() {
		for _, was := range s.Corrections {
			if was.Field == c.name {
				c.set(&s, was.Machine)
			}
		}
	}
	s.Standing, s.By, s.At, s.Corrections = corpus.Machine, "", time.Time{}, nil
	return s
}

// reattach finds for each decision about a document's statements the one of
// the new reading that it holds, writes that down and returns the decisions
// by statement.
func (p *putting) reattach(document string, list []corpus.Statement) (map[string][]corpus.Decision, error) {
	decisions, err := p.decisions("document = $1 AND subject <> $1", document)
	if err != nil || len(decisions) == 0 {
		return nil, err
	}
	held := attach(list, decisions)
	byStatement := map[string][]corpus.Decision{}
	for _, d := range decisions {
		id := held[d.Subject]
		if id == "" {
			p.entry.Orphaned++
		} else {
			byStatement[id] = append(byStatement[id], d)
		}
		if err := p.exec("UPDATE decisions SET attached = $1 WHERE seq = $2 AND attached <> $1", id, d.Seq); err != nil {
			return nil, err
		}
	}
	return byStatement, nil
}

// attach tells for every subject of decisions which statement answers to it
// now: the one of the same ID, else the only one whose content shares a byte
// with what the person looked at, if that one answers to no other subject. A
// subject without a statement is missing.
func attach(list []corpus.Statement, decisions []corpus.Decision) map[string]string {
	held := map[string]string{}
	taken := map[string]int{}
	for _, s := range list {
		if slices.ContainsFunc(decisions, func(d corpus.Decision) bool { return d.Subject == s.ID }) {
			held[s.ID] = s.ID
			taken[s.ID]++
		}
	}
	for _, d := range decisions {
		if _, ok := held[d.Subject]; ok {
			continue
		}
		if id, ok := onlyOverlap(list, d.Spans); ok {
			held[d.Subject] = id
			taken[id]++
		}
	}
	for subject, id := range held {
		if subject != id && taken[id] > 1 {
			delete(held, subject)
		}
	}
	return held
}

// onlyOverlap returns the one statement whose content overlaps spans.
func onlyOverlap(list []corpus.Statement, spans []corpus.Span) (id string, ok bool) {
	for _, s := range list {
		if !overlap(s.Content, spans) {
			continue
		}
		if id != "" {
			return "", false
		}
		id = s.ID
	}
	return id, id != ""
}

func overlap(a, b []corpus.Span) bool {
	return slices.ContainsFunc(a, func(x corpus.Span) bool { return slices.ContainsFunc(b, x.Overlaps) })
}

// decisions lists the events that fit a condition over $1, oldest first.
func (t *tx) decisions(where string, args ...any) (list []corpus.Decision, err error) {
	err = t.rows(`SELECT seq, subject, verb, field, value, person, decided_at, note, document, spans, quoted, attached FROM decisions
		WHERE `+where+" ORDER BY seq", args, func(rows *sql.Rows) error {
		d, err := scanDecision(rows)
		list = append(list, d)
		return err
	})
	return list, err
}

func scanDecision(rows *sql.Rows) (d corpus.Decision, err error) {
	var at, spans, attached string
	err = rows.Scan(&d.Seq, &d.Subject, &d.Verb, &d.Field, &d.Value, &d.By, &at, &d.Note, &d.Document, &spans, &d.Quoted, &attached)
	if err != nil {
		return d, err
	}
	d.Orphaned = attached == ""
	if d.At, err = timeOf(at); err != nil {
		return d, err
	}
	return d, jsonInto(spans, &d.Spans)
}

// Decisions lists the events about a subject ("" for all), oldest first: of a
// statement also those made about an earlier cut of it that now hold it.
func (st *Store) Decisions(ctx context.Context, subject string) (list []corpus.Decision, err error) {
	err = st.view(ctx, func(t *tx) error {
		if subject == "" {
			list, err = t.decisions("1 = 1")
			return err
		}
		list, err = t.decisions("subject = $1 OR attached = $1", subject)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("decisions: %w", err)
	}
	return list, nil
}
