package report

import (
	"fmt"
	"strings"

	"hearsay/corpus"
)

// ReadQuantity is a number of a text with what it limits and counts.
type ReadQuantity struct {
	Range
	Low     *float64     `json:"low"` // null is an open end
	High    *float64     `json:"high"`
	Bound   corpus.Bound `json:"bound"`
	Unit    string       `json:"unit"`
	Counted string       `json:"counted"`
}

// ReadFigure is a quantity that answers "how many" of something.
type ReadFigure struct {
	ID string `json:"id"`
	Range
	Low        *float64      `json:"low"`
	High       *float64      `json:"high"`
	Bound      corpus.Bound  `json:"bound"`
	Counted    string        `json:"counted"`
	Measure    string        `json:"measure"`
	Unit       string        `json:"unit"`
	Subgroup   string        `json:"subgroup"`
	Side       string        `json:"side"`
	Place      string        `json:"place"`
	Event      string        `json:"event"`
	Window     corpus.Window `json:"window"`
	AsOf       string        `json:"as_of"`
	Status     corpus.Status `json:"status"`
	Method     corpus.Method `json:"method"`
	Hedges     []string      `json:"hedges"`
	Statement  string        `json:"statement"` // ID of the one that it stands in, "" for none
	Source     FigureSource  `json:"source"`
	Confidence float64       `json:"confidence"`
	Rule       string        `json:"rule"`
}

// FigureSource is who tells a figure, nobody where the article itself does.
type FigureSource struct {
	Name string `json:"name"`
}

// ReadDate is a time expression.
type ReadDate struct {
	Range
	Type  corpus.TimexType `json:"type"`
	Value string           `json:"value"`
	Mod   corpus.TimexMod  `json:"mod"`
}

func readQuantities(a corpus.Annotations, p *corpus.Points) []ReadQuantity {
	out := make([]ReadQuantity, 0, len(a.Quantities))
	for _, q := range a.Quantities {
		out = append(out, ReadQuantity{rangeOf(p, q.Span), q.Low, q.High, q.Bound, q.Unit, q.Counted})
	}
	return out
}

func readFigures(document string, a corpus.Annotations, said []string, p *corpus.Points) []ReadFigure {
	out := make([]ReadFigure, 0, len(a.Figures))
	ids := corpus.FigureIDs(document, a.Figures)
	for i, f := range a.Figures {
		r := ReadFigure{
			ID: ids[i], Range: rangeOf(p, f.Span), Low: f.Low, High: f.High, Bound: f.Bound, Counted: f.Counted, Measure: f.Measure, Unit: f.Unit,
			Subgroup: f.Subgroup, Side: f.Side, Place: f.Place, Event: f.Event, Window: f.Window, AsOf: f.AsOf, Status: f.Status, Method: f.Method,
			Hedges: append([]string{}, f.Hedges...), Source: FigureSource{f.Source.Name}, Confidence: f.Confidence, Rule: f.Rule,
		}
		if f.Statement >= 0 && f.Statement < len(said) {
			r.Statement = said[f.Statement]
		}
		out = append(out, r)
	}
	return out
}

func readDates(a corpus.Annotations, p *corpus.Points) []ReadDate {
	out := make([]ReadDate, 0, len(a.Times))
	for _, t := range a.Times {
		out = append(out, ReadDate{rangeOf(p, t.Span), t.Type, t.Value, t.Mod})
	}
	return out
}

// figureLabel numbers a figure in a text that was read.
func figureLabel(i int) string { return fmt.Sprintf("[f%d]", i+1) }

// readFigures lists the figures of a text that was read, by number.
func (s *sheet) readFigures(doc corpus.Document, a corpus.Annotations) {
	if len(a.Figures) == 0 {
		return
	}
	s.heading(count(len(a.Figures), "figure", "figures") + " by " + a.System)
	s.note("The numbers stand in the text above where the words of each figure begin.")
	for i, f := range a.Figures {
		s.readFigure(figureLabel(i), doc, a, f)
	}
}

func (s *sheet) readFigure(label string, doc corpus.Document, a corpus.Annotations, f corpus.Figure) {
	s.prose(strong, 2, label+" "+figureTitle(f.Measure, f.Counted, f.Side, f.Event))
	l := FigureLine{Low: f.Low, High: f.High, Bound: f.Bound, Unit: f.Unit}
	s.prose("", 6, "“"+oneLine(f.In(doc.Text))+"”"+s.style.dot()+figureAmount(l))
	s.prose(muted, 6, strings.Join(known(figureTeller(a, f), asOf(f.AsOf), string(f.Window), string(f.Status), string(f.Method),
		strings.Join(f.Hedges, ", "), f.Place, figurePart(a, f), fmt.Sprintf("confidence %.2f", f.Confidence)), s.style.dot()))
}

// figureTeller says who tells a figure, and by the number of the statement
// where.
func figureTeller(a corpus.Annotations, f corpus.Figure) string {
	switch {
	case f.Statement < 0 || f.Statement >= len(a.Attributions):
		return "told by this document"
	case f.Source.Name == "":
		return fmt.Sprintf("told in [%d]", f.Statement+1)
	}
	return fmt.Sprintf("told by %s in [%d]", f.Source.Name, f.Statement+1)
}

func asOf(date string) string {
	if date == "" {
		return ""
	}
	return "as of " + date
}

func figurePart(a corpus.Annotations, f corpus.Figure) string {
	if f.Part < 0 || f.Part >= len(a.Figures) {
		return ""
	}
	return "a part of " + figureLabel(f.Part)
}
