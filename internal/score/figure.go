package score

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"math"
	"strconv"
	"strings"

	"hearsay/corpus"
)

// FigureText is a text with the figures that people found in it, or with its numbers alone.
type FigureText struct {
	corpus.Document
	Figures    []corpus.Figure // spans are bytes of the text; nil where gold tells numbers
	Quantities []GoldQuantity
}

// figureRecord is a line of gold for figures; its offsets count code points.
type figureRecord struct {
	record
	Quantities []GoldQuantity `json:"quantities"`
	Figures    []struct {
		corpus.Figure
		Statement json.RawMessage `json:"statement"` // an ID there, an index here
		Via       json.RawMessage `json:"via"`       // names there, hops here
	} `json:"figures"`
}

// ReadFigures reads gold, one JSON object a line, in either of two forms:
//
//   - id, text, figures: the answer of `hearsay read --with-text`; of a figure start, end,
//     low, high, bound, counted, measure, side, place, as_of, status, method and source
//     count. Offsets are Unicode code points.
//   - id, text, quantities without their places (see [GoldQuantity]).
//
// Each line is a text or a [corpus.RecordError]; reading goes on with the next line.
func ReadFigures(name string, r io.Reader) iter.Seq2[FigureText, error] {
	return readLines(name, r, parseFigures)
}

func parseFigures(line []byte) (FigureText, error) {
	var rec figureRecord
	if err := json.Unmarshal(line, &rec); err != nil {
		return FigureText{}, err
	}
	t := FigureText{Document: rec.document(), Quantities: rec.Quantities}
	switch {
	case rec.Figures != nil:
		t.Quantities = nil // of the form of "hearsay read", if any
		return t, rec.place(&t)
	case rec.Quantities == nil:
		return t, fmt.Errorf("neither figures nor quantities: a text without gold is not one without numbers")
	}
	return t, checkQuantities(rec.Quantities)
}

// place puts the figures of the record into t.
func (rec *figureRecord) place(t *FigureText) error {
	f := frame{points: corpus.NewPoints(t.Text), text: t.Text}
	t.Figures = []corpus.Figure{}
	for _, g := range rec.Figures {
		at, err := f.bytes("figure", []corpus.Span{g.Span})
		if err != nil {
			return err
		}
		g.Span = at[0]
		t.Figures = append(t.Figures, g.Figure)
	}
	return nil
}

// FiguresReport compares the figures that are read with those of gold, and the numbers
// where gold has those alone.
type FiguresReport struct {
	QuantitiesReport
	Figures FigureRates `json:"figures"`
}

// FigureRates tell how many figures are found where gold has one, and how often each of
// their parts is right.
type FigureRates struct {
	Texts int `json:"texts"`
	Rates
	Parts []FigurePart `json:"parts"`
}

// FigurePart is the share of the figures found in which a part is that of gold.
type FigurePart struct {
	Name string `json:"name"`
	Share
}

// figureParts are the parts that are compared, in the order in which they are printed.
var figureParts = []struct {
	name string
	told func(f *corpus.Figure) string
	same func(got, want string) bool
	read bool // counted only where something is read
}{
	{name: "value", told: func(f *corpus.Figure) string { return rangeText(f.Quantity) }, same: equal},
	{name: "counted", told: func(f *corpus.Figure) string { return f.Counted }, same: strings.EqualFold},
	{name: "measure", told: func(f *corpus.Figure) string { return f.Measure }, same: equal},
	{name: "side", told: func(f *corpus.Figure) string { return f.Side }, same: sameSide},
	{name: "side-read", told: func(f *corpus.Figure) string { return f.Side }, same: sameSide, read: true},
	{name: "place", told: func(f *corpus.Figure) string { return f.Place }, same: equal},
	{name: "as-of", told: func(f *corpus.Figure) string { return f.AsOf }, same: equal},
	{name: "status", told: func(f *corpus.Figure) string { return string(f.Status) }, same: equal},
	{name: "method", told: func(f *corpus.Figure) string { return string(f.Method) }, same: equal},
	{name: "speaker", told: func(f *corpus.Figure) string { return f.Source.Name }, same: strings.EqualFold},
}

func equal(a, b string) bool { return a == b }

// sameSide takes the adjective of a state for the state, since some texts have no other
// word for it: "Hwarinese" for "Hwarin".
func sameSide(got, want string) bool {
	return got == want || want != "" && strings.HasPrefix(got, want)
}

// rangeText writes the ends and the bound of q. A number has no less than none.
func rangeText(q corpus.Quantity) string {
	low, high := "0", "open"
	if q.Low != nil {
		low = numberText(*q.Low)
	}
	if q.High != nil {
		high = numberText(*q.High)
	}
	return fmt.Sprintf("%s to %s [%s]", low, high, q.Bound)
}

// numberText writes v without the error of its decimals.
func numberText(v float64) string {
	return strconv.FormatFloat(math.Round(v*1e6)/1e6, 'f', -1, 64)
}

// Figures scores the reading of figures and numbers. A figure of gold is found where the
// number of one that is read lies in it. For numbers see [QuantitiesReport].
func Figures(texts iter.Seq2[FigureText, error], read func(corpus.Document) corpus.Annotations, listErrors bool) FiguresReport {
	rep := FiguresReport{QuantitiesReport: QuantitiesReport{Errors: []QuantityError{}, Problems: []string{}, listErrors: listErrors}}
	for _, p := range figureParts {
		rep.Figures.Parts = append(rep.Figures.Parts, FigurePart{Name: p.name})
	}
	for t, err := range texts {
		if err != nil {
			rep.Problems = append(rep.Problems, err.Error())
			continue
		}
		ann := read(t.Document)
		if t.Figures != nil {
			rep.figures(t, ann.Figures)
		} else {
			rep.quantities(t, ann.Quantities)
		}
	}
	rep.Figures.rate()
	rep.rate()
	return rep
}

// Documents is how many texts were scored.
func (r *FiguresReport) Documents() int { return r.Texts + r.Figures.Texts }

func (r *FiguresReport) figures(t FigureText, read []corpus.Figure) {
	r.Figures.Texts++
	r.Figures.Gold += len(t.Figures)
	r.Figures.Read += len(read)
	taken := make([]bool, len(read))
	for i := range t.Figures {
		g := &t.Figures[i]
		k := takeFirst(taken, func(k int) bool { return read[k].Number.Overlaps(g.Span) })
		if k < 0 {
			r.note(QuantityError{Kind: "MISS", ID: t.ID, Gold: rangeText(g.Quantity), Text: around(t.Text, g.Span)})
			continue
		}
		r.Figures.Right++
		r.parts(t, g, &read[k])
	}
	for k := range read {
		if !taken[k] {
			r.note(QuantityError{Kind: "FALSE", ID: t.ID, Read: rangeText(read[k].Quantity), Text: around(t.Text, read[k].Span)})
		}
	}
}

// parts compares a figure with that of gold, part by part.
func (r *FiguresReport) parts(t FigureText, gold, read *corpus.Figure) {
	for i, part := range figureParts {
		want, got := part.told(gold), part.told(read)
		if part.read && got == "" {
			continue
		}
		right := part.same(got, want)
		r.Figures.Parts[i].count(right)
		if !right {
			r.note(QuantityError{Kind: strings.ToUpper(part.name), ID: t.ID, Gold: want, Read: got, Text: around(t.Text, gold.Span)})
		}
	}
}

// takeFirst takes the first that is free and matches, and returns which; -1 for none.
func takeFirst(taken []bool, match func(k int) bool) int {
	for k := range taken {
		if !taken[k] && match(k) {
			taken[k] = true
			return k
		}
	}
	return -1
}

// Entries returns the scores of figures under names that begin with prefix and a full stop:
// how many gold has, precision, recall, then the parts.
func (r *FiguresReport) Entries(prefix string) []Entry {
	out := []Entry{
		{prefix + ".gold", float64(r.Figures.Gold)},
		{prefix + ".precision", r.Figures.Precision},
		{prefix + ".recall", r.Figures.Recall},
	}
	for _, p := range r.Figures.Parts {
		out = append(out, Entry{prefix + "." + p.Name, p.Value()})
	}
	return out
}

// WriteText writes the report for people.
func (r FiguresReport) WriteText(w io.Writer) error {
	var b strings.Builder
	if r.Texts > 0 {
		r.writeRates(&b)
	}
	if r.Figures.Texts > 0 {
		r.Figures.write(&b)
	}
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "left out: %s\n", p)
	}
	for _, e := range r.Errors {
		fmt.Fprintf(&b, "\n%s %s gold: %s read: %s\n  %s\n", e.Kind, e.ID, e.Gold, e.Read, e.Text)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *FigureRates) write(b *strings.Builder) {
	writeRatesHead(b)
	r.Rates.write(b, "figures found")
	fmt.Fprintf(b, "\n%d texts with figures. Of the figures found, the part is that of gold (how many):\n", r.Texts)
	for _, p := range r.Parts {
		fmt.Fprintf(b, "  %-9s  %s\n", p.Name, p.Share)
	}
	b.WriteString("side-read: of those in which a side is read.\n")
}
