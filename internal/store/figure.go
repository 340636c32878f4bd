package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"hearsay/corpus"
)

// figureRow is a row of the figures of a document, without its number, its
// place and its access.
type figureRow struct {
	ID, Statement, PartOf     string
	Measure, Head, CountedKey string
	Side, SideKey, Place      string
	AsOf, FirstDay, LastDay   string
	Status                    corpus.Status
	Low, High                 *float64
	Passage                   corpus.Span
	Body                      string
}

// figureRows makes rows out of what the reader found in a document of text.
func figureRows(document, text string, a corpus.Annotations) ([]figureRow, error) {
	ids, said := corpus.FigureIDs(document, a.Figures), corpus.StatementIDs(document, a.Attributions)
	list := make([]figureRow, len(ids))
	for i, f := range a.Figures {
		f = plainFigure(f)
		body, err := json.Marshal(f)
		if err != nil {
			return nil, fmt.Errorf("figure %d: %w", i, err)
		}
		r := figureRow{
			ID: ids[i], Measure: f.Measure, Head: f.Head, CountedKey: wordKey(f.Counted + " " + f.Head), Side: f.Side, SideKey: wordKey(f.Side),
			Place: f.Place, AsOf: f.AsOf, Status: f.Status, Low: f.Low, High: f.High, Passage: sentenceAround(text, a.Sentences, f.Span), Body: string(body),
		}
		r.FirstDay, r.LastDay, _ = days(f.AsOf)
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
	return t.exec(`INSERT INTO figures (document, place_no, id, statement, part_of, measure, head, counted_key, side, side_key, place, as_of,
			first_day, last_day, status, low, high, passage_start, passage_stop, body, access)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
		document, place, r.ID, r.Statement, r.PartOf, r.Measure, r.Head, r.CountedKey, r.Side, r.SideKey, r.Place, r.AsOf,
		r.FirstDay, r.LastDay, string(r.Status), nullable(r.Low), nullable(r.High), r.Passage.Start, r.Passage.End, r.Body, access)
}

func nullable(n *float64) any {
	if n == nil {
		return nil
	}
	return *n
}

const figureColumns = `f.id, f.statement, f.part_of, f.measure, f.head, f.counted_key, f.side, f.side_key, f.place, f.as_of, f.first_day, f.last_day,
	f.status, f.low, f.high, f.passage_start, f.passage_stop, f.body`

// into lists where the columns of figureColumns go.
func (r *figureRow) into() []any {
	return []any{&r.ID, &r.Statement, &r.PartOf, &r.Measure, &r.Head, &r.CountedKey, &r.Side, &r.SideKey, &r.Place, &r.AsOf, &r.FirstDay, &r.LastDay,
		&r.Status, &r.Low, &r.High, &r.Passage.Start, &r.Passage.End, &r.Body}
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
	Title         string
	Outlet        string
	Published     string
	System        string      // what made it
	Passage       corpus.Span // the sentence around it
	PartOf        string      // ID of the figure that the words say it is a part of, "" none

	// Said is the statement that it stands in, with people's corrections on
	// it; nil where the outlet itself tells it.
	Said *corpus.Statement
}

// FigureFilter narrows a list of figures; zero fields do not narrow.
type FigureFilter struct {
	DocumentFilter // of its document; Limit is of figures, and Text is not looked at

	Measures     []string // any of these
	Counted      string   // all words of it occur in what is counted, as the text has it or as a lemma
	Side         string   // all words of it occur in the side
	Since, Until string   // as-of date, else publication, as From and To of a DocumentFilter
	Document     string   // ID, or a unique prefix
	After        string   // ID of the last figure of the page before
}

// figureDate is when a figure holds: as of when, else when it was published.
func figureDate(own, document string) string {
	return "(CASE WHEN f.first_day <> '' THEN f." + own + " ELSE d." + document + " END)"
}

// figureOrder are the columns that order figures, of which the last two name
// one.
func figureOrder() string {
	return figureDate("as_of", "published_key") + ", d.published_key, d.id, f.place_no"
}

const figureTables = " FROM figures f JOIN documents d ON d.number = f.document LEFT JOIN statements s ON s.id = f.statement"

func (t *tx) figureWhere(f FigureFilter) (*condition, error) {
	c := &condition{}
	if err := errFirst(c.documents(f.DocumentFilter), c.words("f.counted_key", "what is counted", f.Counted),
		c.words("f.side_key", "side", f.Side), c.during(f.Since, f.Until)); err != nil {
		return nil, err
	}
	c.add("(s.standing IS NULL OR s.standing <> " + c.arg(string(corpus.Rejected)) + ")")
	if len(f.Measures) > 0 {
		among(c, "f.measure", f.Measures)
	}
	if f.Document != "" {
		number, _, err := t.resolveDocument(f.Document)
		if err != nil {
			return nil, fmt.Errorf("document %s: %w", f.Document, err)
		}
		c.add("f.document = " + c.arg(number))
	}
	return c, t.after(c, f.After)
}

// during adds that the time of a figure overlaps a range.
func (c *condition) during(since, until string) error {
	if since != "" {
		p, err := boundOf(since)
		if err != nil {
			return err
		}
		c.add(figureDate("last_day", "last_day") + " >= " + c.arg(p.first))
	}
	if until != "" {
		p, err := boundOf(until)
		if err != nil {
			return err
		}
		c.add(figureDate("first_day", "first_day") + " <> ''")
		c.add(figureDate("first_day", "first_day") + " <= " + c.arg(p.last))
	}
	return nil
}

// after adds that a figure stands behind another one in the order of figures.
func (t *tx) after(c *condition, id string) error {
	if id == "" {
		return nil
	}
	full, err := t.resolve("figures", id)
	if err != nil {
		return fmt.Errorf("figure %s: %w", id, err)
	}
	var date, published, document string
	var place int64
	_, err = t.row("SELECT "+figureOrder()+figureTables+" WHERE f.id = $1", []any{full}, &date, &published, &document, &place)
	c.add("(" + figureOrder() + ") > (" + c.arg(date) + ", " + c.arg(published) + ", " + c.arg(document) + ", " + c.arg(place) + ")")
	return err
}

// Figures lists figures by the time at which they hold, publication of their
// document, document, and place in it, all at once, as they are held against
// each other. Figures in a statement that a person rejected are left out.
func (st *Store) Figures(ctx context.Context, f FigureFilter) (list []Figure, err error) {
	err = st.view(ctx, func(t *tx) error {
		c, err := t.figureWhere(f)
		if err != nil {
			return err
		}
		tail := " ORDER BY " + figureOrder()
		if f.Limit > 0 {
			tail += " LIMIT " + c.arg(f.Limit)
		}
		list, err = t.figures(c.sql()+tail, c.args...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list figures: %w", err)
	}
	return list, nil
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
	err = t.rows("SELECT "+figureColumns+", d.id, d.title, d.outlet, d.published, a.system"+figureTables+
		" LEFT JOIN annotations a ON a.document = f.document AND a.stage = '"+string(StageAnnotate)+"'"+rest, args, func(rows *sql.Rows) error {
		var r figureRow
		var f Figure
		if err := rows.Scan(append(r.into(), &f.Document, &f.Title, &f.Outlet, &f.Published, &f.System)...); err != nil {
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
