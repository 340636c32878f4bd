package report

import (
	"cmp"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"hearsay/connect"
	"hearsay/corpus"
)

// SeriesLine is one series: figures that may be held against each other, by
// as-of date, and how they stand to each other. Where not all of its figures
// were asked for, what is said of the series is still said of all of them. There
// is no average and no one number. The names of its JSON fields are stable.
type SeriesLine struct {
	Measure string        `json:"measure"` // "" unknown
	Counted string        `json:"counted"`
	Side    string        `json:"side"`
	Event   string        `json:"event"`
	Window  corpus.Window `json:"window"`
	Period  string        `json:"period"`  // within which dates count as the same time
	Low     *float64      `json:"low"`     // the lowest and the highest number that the words of a figure name as a fact of Measure, also where they leave an end open; null where none does
	High    *float64      `json:"high"`    // see [connect.Series]
	LowBy   string        `json:"low_by"`  // ID of the figure that says so, "" none
	HighBy  string        `json:"high_by"` // the same
	Origins []string      `json:"origins"` // whom the figures go back to, each once, however many outlets repeat it: by name or, where none is told, by description
	Whole   int           `json:"whole"`   // how many figures the series has
	Figures []FigureLine  `json:"figures"` // of them, those that were asked for
	Others  []FigureLine  `json:"others"`  // figures that were not asked for and are named in Pairs, LowBy or HighBy; of this series or another
	Pairs   []PairLine    `json:"pairs"`   // in which a figure stands that was asked for
}

// PairLine says how two figures stand to each other, or the sum of two to a
// third, and why. One of them at least stands in the series, another may stand in
// another series.
type PairLine struct {
	A        string        `json:"a"`    // ID of the one
	Plus     string        `json:"plus"` // ID of what is added to it, "" for nothing
	B        string        `json:"b"`    // ID of the other
	Label    connect.Label `json:"label"`
	Why      string        `json:"why"`
	Passages []string      `json:"passages"` // of a, plus and b

	origin int // that both go back to, of [connect.SameOrigin] alone
}

// title names a series.
func (s SeriesLine) title() string {
	return figureTitle(s.Measure, s.Counted, s.Side, s.Event)
}

// summary says what there is in a series: how many figures, from how many
// origins and outlets, and within which time they are compared.
func (s SeriesLine) summary() string {
	outlets := map[string]bool{}
	for _, l := range s.Figures {
		outlets[l.Outlet] = true
	}
	shown, all := count(len(s.Figures), "figure", "figures"), ""
	if len(s.Figures) < s.Whole {
		shown, all = fmt.Sprintf("%s of %s shown,", thousands(len(s.Figures)), count(s.Whole, "figure", "figures")), " in all"
	}
	out := shown + " in " + count(len(outlets), "outlet", "outlets")
	if n := len(s.Origins); n > 0 {
		out += fmt.Sprintf(", %s%s: %s", count(n, "distinct origin", "distinct origins"), all, someOf(s.Origins))
	}
	if s.Window != "" {
		out += "; " + string(s.Window)
	}
	if s.Period != "" && s.Whole > 1 {
		out += "; compared within " + s.Period
	}
	return out
}

// ends says which figures are the lowest and the highest, who says so and
// when; "" where one figure is both.
func (s SeriesLine) ends() string {
	if s.LowBy == s.HighBy || s.Low != nil && s.High != nil && *s.Low == *s.High {
		return ""
	}
	return strings.Join(known(s.end("lowest", s.LowBy), s.end("highest", s.HighBy)), "; ")
}

func (s SeriesLine) end(what, by string) string {
	for _, l := range slices.Concat(s.Figures, s.Others) {
		if l.ID == by {
			l = exportedFigure(l)
			return fmt.Sprintf("%s %s (%s, %s)", what, figureAmount(l), l.Speaker, l.dateWords())
		}
	}
	return ""
}

// exportedFigure is l as an export has it: without the name of a private
// person.
func exportedFigure(l FigureLine) FigureLine {
	if l.Withheld {
		l.Speaker = withheldName
	}
	return l
}

// seriesRow is a figure of a series for CSV.
type seriesRow struct {
	n      int
	series SeriesLine
	figure FigureLine
	pairs  []PairLine // in which it stands, of whatever series
}

// WriteFigures writes series. The table has every name, as the passages have;
// an export gives a description for the names that are withheld.
func WriteFigures(w io.Writer, format Format, style Style, series []SeriesLine) error {
	switch format {
	case CSV:
		return writeList(w, format, seriesRows(series), list[seriesRow]{head: seriesHead, row: seriesRow.cells})
	case JSON:
		return writeList(w, format, exportedSeries(series), list[SeriesLine]{})
	}
	s := sheet{style: style}
	for _, line := range series {
		s.series(line)
	}
	_, err := io.WriteString(w, s.String())
	return err
}

func exportedSeries(series []SeriesLine) iter.Seq2[SeriesLine, error] {
	return func(yield func(SeriesLine, error) bool) {
		for _, s := range series {
			s.Figures, s.Others = exportedFigures(s.Figures), exportedFigures(s.Others)
			if !yield(s, nil) {
				return
			}
		}
	}
}

func exportedFigures(list []FigureLine) []FigureLine {
	out := make([]FigureLine, len(list))
	for i, l := range list {
		out[i] = exportedFigure(l)
	}
	return out
}

// pairsByFigure lists the pairs of all series by the IDs of their figures, in
// the order of [weight].
func pairsByFigure(series []SeriesLine) map[string][]PairLine {
	out := map[string][]PairLine{}
	for _, s := range series {
		for _, p := range s.Pairs {
			for _, id := range known(p.A, p.Plus, p.B) {
				out[id] = append(out[id], p)
			}
		}
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b PairLine) int { return cmp.Compare(weight(a.Label), weight(b.Label)) })
	}
	return out
}

func seriesRows(series []SeriesLine) iter.Seq2[seriesRow, error] {
	return func(yield func(seriesRow, error) bool) {
		pairs := pairsByFigure(series)
		for i, s := range series {
			for _, l := range s.Figures {
				if !yield(seriesRow{i + 1, s, exportedFigure(l), pairs[l.ID]}, nil) {
					return
				}
			}
		}
	}
}

var seriesHead = []string{"series", "series_measure", "series_counted", "series_side", "series_event", "series_window", "period", "series_low", "series_high", "origins", "origin_names",
	"id", "document", "statement", "date", "dated", "text", "low", "high", "bound", "unit", "counted", "measure", "subgroup", "side", "place", "event", "as_of", "status", "method", "hedges",
	"speaker", "role", "speaker_kind", "identified", "withheld", "via", "forwarded_from", "outlet", "title", "published", "url", "text_sha256", "text_at", "passage",
	"labels", "reasons", "standing", "by", "at", "confidence", "system", "rule", "replaced_by", "replaced_on"}

// cells are those of seriesHead. A figure that stands in several pairs has
// their labels and reasons in one cell each, in the same order, with a bar
// between them.
func (r seriesRow) cells() []string {
	s, l := r.series, r.figure
	var labels, reasons []string
	for _, p := range r.pairs {
		labels, reasons = append(labels, string(p.Label)+" "+p.without(l.ID)), append(reasons, p.Why)
	}
	return []string{strconv.Itoa(r.n), s.Measure, s.Counted, s.Side, s.Event, string(s.Window), s.Period, cell(s.Low), cell(s.High), strconv.Itoa(len(s.Origins)), strings.Join(s.Origins, "; "),
		l.ID, l.Document, l.Statement, l.Date, l.Dated, l.Text, cell(l.Low), cell(l.High), string(l.Bound), l.Unit, l.Counted, l.Measure, l.Subgroup, l.Side, l.Where, l.Event, l.AsOf,
		string(l.Status), string(l.Method), strings.Join(l.Hedges, "; "),
		l.Speaker, l.Role, string(l.Kind), string(l.Identified), strconv.FormatBool(l.Withheld), strings.Join(l.Via, " < "), l.Forwarded, l.Outlet, l.Title, l.Published, l.URL, string(l.Digest),
		rangesText([]Range{l.TextAt}), l.Passage, strings.Join(labels, " | "), strings.Join(reasons, " | "),
		string(l.Standing), l.By, l.At, fmt.Sprintf("%.2f", l.Confidence), l.System, l.Rule, l.ReplacedBy, l.ReplacedOn}
}

// cell writes a number for a program, "" for an open end.
func cell(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}

// without names the figures of a pair beside id.
func (p PairLine) without(id string) string {
	return strings.Join(slices.DeleteFunc(known(p.A, p.Plus, p.B), func(other string) bool { return other == id }), " + ")
}
