package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"math"
	"slices"

	"hearsay/corpus"
)

// figureRow is a row of the figures of a document, without its number, its
// place and its access.
type figureRow struct {
	ID, Statement, PartOf string
	Passage               corpus.Span
	Body                  string
}

// figureRows makes rows out of what the reader found in a document of text.
func figureRows(document, text string, a corpus.Annotations) ([]figureRow, error) {
	ids, said := corpus.FigureIDs(document, a.Figures), corpus.StatementIDs(document, a.Attributions)
	list := make([]figureRow, len(ids))
	for i, f := range a.Figures {
		body, err := json.Marshal(plainFigure(f))
		if err != nil {
			return nil, fmt.Errorf("figure %d: %w", i, err)
		}
		r := figureRow{ID: ids[i], Passage: sentenceAround(text, a.Sentences, f.Span), Body: string(body)}
		if f.Statement >= 0 && f.Statement < len(said) {
			r.Statement = said[f.Statement]
		}
		if f.Part >= 0 && f.Part < len(ids) {
			r.PartOf = ids[f.Part]
		}
		list[i] = r
	}
	return list, nil
}

// plainFigure makes the words of f what a database can keep.
func plainFigure(f corpus.Figure) corpus.Figure {
	for _, s := range []*string{&f.Unit, &f.Counted, &f.Head, &f.Measure, &f.Subgroup, &f.Side, &f.Place, &f.Event, &f.AsOf,
		&f.Source.Name, &f.Source.Role, &f.Rule, (*string)(&f.Bound), (*string)(&f.Status), (*string)(&f.Method), (*string)(&f.Window)} {
		*s = plain(*s)
	}
	f.Hedges, f.Via = slices.Clone(f.Hedges), slices.Clone(f.Via)
	for i := range f.Hedges {
		f.Hedges[i] = plain(f.Hedges[i])
	}
	for i := range f.Via {
		f.Via[i].Name = plain(f.Via[i].Name)
	}
	return f
}

// sentenceAround is the stretch from the first to the last sentence that s
// touches; s itself where sentences do not hold it.
func sentenceAround(text string, sentences []corpus.Span, s corpus.Span) corpus.Span {
	out := s
	for _, t := range sentences {
		if t.Overlaps(s) {
			out.Start, out.End = min(out.Start, t.Start), max(out.End, t.End)
		}
	}
	return out.Trim(text)
}

// checkQuantities refuses times, quantities and figures with spans outside of
// the text, with numbers that no database keeps, or that refer to what is not
// there.
func checkQuantities(text string, a corpus.Annotations) error {
	for i, t := range a.Times {
		if err := checkSpans(text, "time", i, t.Span); err != nil {
			return err
		}
	}
	for i, q := range a.Quantities {
		if err := checkQuantity(text, "quantity", i, q); err != nil {
			return err
		}
	}
	for i, f := range a.Figures {
		if err := checkFigure(text, a, i, f); err != nil {
			return err
		}
	}
	return nil
}

func checkQuantity(text, what string, i int, q corpus.Quantity) error {
	for _, end := range []*float64{q.Low, q.High} {
		if end != nil && (math.IsNaN(*end) || math.IsInf(*end, 0)) {
			return fmt.Errorf("%s %d: %v is no number: %w", what, i, *end, corpus.ErrInvalid)
		}
	}
	return checkSpans(text, what, i, q.Span, q.Number, q.Of)
}

func checkFigure(text string, a corpus.Annotations, i int, f corpus.Figure) error {
	switch {
	case f.Statement < -1 || f.Statement >= len(a.Attributions):
		return fmt.Errorf("figure %d: statement %d of %d: %w", i, f.Statement, len(a.Attributions), corpus.ErrInvalid)
	case f.Part < -1 || f.Part >= len(a.Figures):
		return fmt.Errorf("figure %d: part of figure %d of %d: %w", i, f.Part, len(a.Figures), corpus.ErrInvalid)
	case !(f.Confidence >= 0 && f.Confidence <= 1): // nor NaN
		return fmt.Errorf("figure %d: confidence %v: %w", i, f.Confidence, corpus.ErrInvalid)
	}
	spans := append(slices.Clone(f.Because), f.Source.Spans...)
	for _, h := range f.Via {
		spans = append(spans, h.Span)
	}
	return errFirst(checkQuantity(text, "figure", i, f.Quantity), checkSpans(text, "figure", i, spans...))
}

// putFigures replaces the figures of a document. Each has the access of the
// statement that it stands in, else that of the document.
func (p *putting) putFigures(d documentRow, a corpus.Annotations, access map[string]string) error {
	if err := p.exec("DELETE FROM figures WHERE document = $1", d.number); err != nil {
		return err
	}
	list, err := figureRows(d.ID, d.Text, a)
	if err != nil {
		return err
	}
	for i, r := range list {
		if err := p.insertFigure(d.number, i, r, cmp.Or(access[r.Statement], string(d.Access), string(corpus.Open))); err != nil {
			return err
		}
	}
	p.entry.Figures += len(list)
	return nil
}

func (t *tx) insertFigure(document int64, place int, r figureRow, access string) error {
	return t.exec(`INSERT INTO figures (document, place_no, id, statement, part_of, passage_start, passage_stop, body, access)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		document, place, r.ID, r.Statement, r.PartOf, r.Passage.Start, r.Passage.End, r.Body, access)
}

const figureColumns = "f.id, f.statement, f.part_of, f.passage_start, f.passage_stop, f.body"

// into lists where the columns of figureColumns go.
func (r *figureRow) into() []any {
	return []any{&r.ID, &r.Statement, &r.PartOf, &r.Passage.Start, &r.Passage.End, &r.Body}
}

// figuresOf lists the rows of a document's figures in their order.
func (t *tx) figuresOf(document int64) (list []figureRow, err error) {
	err = t.rows("SELECT "+figureColumns+" FROM figures f WHERE f.document = $1 ORDER BY f.place_no", []any{document}, func(rows *sql.Rows) error {
		var r figureRow
		err := rows.Scan(r.into()...)
		list = append(list, r)
		return err
	})
	return list, err
}

// Figure is a figure in the ledger, with what a reader must know of where it
// stands.
type Figure struct {
	corpus.Figure // as the machine read it
	ID            string
	Document      string
	System        string      // what made it
	Passage       corpus.Span // the sentence around it
	PartOf        string      // ID of the figure that the words say it is a part of, "" none

	// Said is the statement that it stands in, with people's corrections on
	// it; nil where the outlet itself tells it.
	Said *corpus.Statement
}

const figureTables = " FROM figures f JOIN documents d ON d.number = f.document LEFT JOIN statements s ON s.id = f.statement"

// Figures lists all figures by publication of their document, document, and
// place in it. Figures in a statement that a person rejected are left out.
// None is asked for alone: what may be said of one depends on all others that
// it is held against.
func (st *Store) Figures(ctx context.Context) iter.Seq2[Figure, error] {
	return func(yield func(Figure, error) bool) {
		l := listing[Figure]{yield: yield}
		l.end("figures", st.view(ctx, func(t *tx) error {
			documents, err := t.documentsWithFigures()
			if err != nil {
				return err
			}
			for chunk := range slices.Chunk(documents, documentChunk) {
				list, err := t.figuresIn(chunk)
				if err != nil {
					return err
				}
				for _, f := range list {
					if err := l.add(t, f); err != nil {
						return err
					}
				}
			}
			return nil
		}))
	}
}

// documentsWithFigures lists the numbers of documents in the order of Figures.
func (t *tx) documentsWithFigures() (list []int64, err error) {
	err = t.rows("SELECT d.number FROM documents d WHERE EXISTS (SELECT 1 FROM figures f WHERE f.document = d.number) ORDER BY d.published_key, d.id", nil, func(rows *sql.Rows) error {
		var n int64
		err := rows.Scan(&n)
		list = append(list, n)
		return err
	})
	return list, err
}

// figuresIn lists the figures of some documents.
func (t *tx) figuresIn(documents []int64) ([]Figure, error) {
	c := &condition{}
	among(c, "f.document", documents)
	c.add("(s.standing IS NULL OR s.standing <> " + c.arg(string(corpus.Rejected)) + ")")
	return t.figures(c.sql()+" ORDER BY d.published_key, d.id, f.place_no", c.args...)
}

// Figure returns one figure; id may be a unique prefix. One in a statement
// that a person rejected is returned too.
func (st *Store) Figure(ctx context.Context, id string) (f Figure, err error) {
	err = st.view(ctx, func(t *tx) error {
		full, err := t.resolve("figures", id)
		if err != nil {
			return err
		}
		list, err := t.figures(" WHERE f.id = $1", full)
		if err == nil && len(list) == 1 {
			f = list[0]
		}
		return err
	})
	if err != nil {
		return Figure{}, fmt.Errorf("figure %s: %w", id, err)
	}
	return f, nil
}

// figures lists the figures that the rest of a query lets through, with their
// statements.
func (t *tx) figures(rest string, args ...any) (list []Figure, err error) {
	var said []string // of each, "" for none
	err = t.rows("SELECT "+figureColumns+", d.id, COALESCE(a.system, '')"+figureTables+
		" LEFT JOIN annotations a ON a.document = f.document AND a.stage = '"+string(StageAnnotate)+"'"+rest, args, func(rows *sql.Rows) error {
		var r figureRow
		var f Figure
		if err := rows.Scan(append(r.into(), &f.Document, &f.System)...); err != nil {
			return err
		}
		f.ID, f.Passage, f.PartOf = r.ID, r.Passage, r.PartOf
		list, said = append(list, f), append(said, r.Statement)
		if err := jsonInto(r.Body, &list[len(list)-1].Figure); err != nil {
			return fmt.Errorf("figure %s: %w", r.ID, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return list, t.saySo(list, said)
}

// saySo fills in the statements that figures stand in.
func (t *tx) saySo(list []Figure, said []string) error {
	wanted := slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(said))), func(id string) bool { return id == "" })
	byID := map[string]*corpus.Statement{}
	for chunk := range slices.Chunk(wanted, documentChunk) {
		c := &condition{}
		among(c, "s.id", chunk)
		err := t.rows(statementFields+" FROM statements s JOIN documents d ON d.number = s.document"+c.sql(), c.args, func(rows *sql.Rows) error {
			s, err := scanStatement(rows)
			byID[s.ID] = &s.Statement
			return err
		})
		if err != nil {
			return err
		}
	}
	for i, id := range said {
		list[i].Said = byID[id]
	}
	return nil
}

// compareFigures makes a document's figures again and compares.
func (v *verification) compareFigures(t *tx, number int64, document, text string, a corpus.Annotations) error {
	want, err := figureRows(document, text, a)
	if err != nil {
		return err
	}
	have, err := t.figuresOf(number)
	if err != nil {
		return err
	}
	v.report.Rows += int64(len(have))
	if len(want) != len(have) {
		v.find("row", "document "+document, "%d figures, %d in its reading", len(have), len(want))
		return nil
	}
	for i, w := range want {
		if digestJSON(w) != digestJSON(have[i]) {
			v.find("row", "figure "+have[i].ID, "it is not what the reading makes of it")
		}
	}
	return nil
}
