package score

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"

	"hearsay/corpus"
)

// DateDoc is a text with the expressions of time that people found in it. Spans are
// bytes of the text.
type DateDoc struct {
	ID        string
	Text      string
	Published string // "" where it is not known
	Timexes   []corpus.Timex
}

// dateRecord is a line of gold for dates; its offsets count code points.
type dateRecord struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	DCT   string `json:"dct"`
	Timex []struct {
		corpus.Span
		Type  corpus.TimexType `json:"type"`
		Value string           `json:"value"`
		Mod   corpus.TimexMod  `json:"mod"`
	} `json:"timex"`
}

// ReadDates reads gold for dates, one JSON object a line: id, text, dct (the date of
// publication or null) and timex, a list of start, end, type, value and mod with offsets
// in Unicode code points; null for what the gold does not tell. Each line is a document
// or a [corpus.RecordError]; reading goes on with the next line.
func ReadDates(name string, r io.Reader) iter.Seq2[DateDoc, error] {
	return readLines(name, r, parseDates)
}

func parseDates(line []byte) (DateDoc, error) {
	var rec dateRecord
	if err := json.Unmarshal(line, &rec); err != nil {
		return DateDoc{}, err
	}
	if rec.Timex == nil {
		return DateDoc{}, fmt.Errorf("record %s: no timex", rec.ID)
	}
	doc := DateDoc{ID: rec.ID, Text: rec.Text, Published: rec.DCT}
	f := frame{points: corpus.NewPoints(rec.Text), text: rec.Text}
	for _, t := range rec.Timex {
		at, err := f.bytes("timex", []corpus.Span{t.Span})
		if err != nil {
			return DateDoc{}, fmt.Errorf("record %s: %w", rec.ID, err)
		}
		doc.Timexes = append(doc.Timexes, corpus.Timex{Span: at[0], Type: t.Type, Value: t.Value, Mod: t.Mod})
	}
	return doc, nil
}

// DateReport compares the expressions of time that are read with those of gold.
type DateReport struct {
	Rows     []DateRow     `json:"rows"`   // one a file, and their sum where there are several
	Errors   []DateFinding `json:"errors"` // in order of the texts
	Problems []string      `json:"problems"`
}

// DateRow is the score of one file. Rates are in [0, 1] and 0 where there is nothing to
// rate. A gold expression and a read one match where they overlap, each with one other
// at most; type and value count among matches, as in TempEval-3.
type DateRow struct {
	File      string  `json:"file"` // "all" for the sum
	Documents int     `json:"documents"`
	Gold      int     `json:"gold"`
	Read      int     `json:"read"`
	Precision float64 `json:"precision"` // of overlap
	Recall    float64 `json:"recall"`
	Relaxed   float64 `json:"relaxed_f1"`
	Strict    float64 `json:"strict_f1"`
	Type      float64 `json:"type_f1"`
	Value     float64 `json:"value_f1"`
	Weekdays  int     `json:"weekdays"` // gold expressions that are the name of a weekday alone
	Weekday   float64 `json:"weekday"`  // share of them whose value is right

	matched, strict, sameType, sameValue, rightWeekdays int
}

// The verdicts of dates beside [Miss] and [False].
const (
	WrongValue Verdict = "VALUE"
	WrongType  Verdict = "TYPE"
)

// DateFinding is one difference between gold and what was read. Offsets count code points.
type DateFinding struct {
	Document string  `json:"document"`
	Verdict  Verdict `json:"verdict"`
	Start    int     `json:"start"`
	End      int     `json:"end"`
	Text     string  `json:"text"`
	Gold     string  `json:"gold"` // type and value; "" for what was invented
	Read     string  `json:"read"` // "" for what was missed
	Context  string  `json:"context"`
}

// ReadTimexes reads the expressions of time of a text.
type ReadTimexes func(doc corpus.Document) []corpus.Timex

// DateFile is a file of gold.
type DateFile struct {
	Name      string
	Documents iter.Seq2[DateDoc, error]
}

// Dates scores the reading of dates. An error in a file becomes a problem of the report.
func Dates(files []DateFile, read ReadTimexes, listErrors bool) DateReport {
	rep := DateReport{Rows: []DateRow{}, Errors: []DateFinding{}, Problems: []string{}}
	sum := DateRow{File: sumGenre}
	for _, f := range files {
		row := DateRow{File: f.Name}
		for doc, err := range f.Documents {
			if err != nil {
				rep.Problems = append(rep.Problems, err.Error())
				continue
			}
			found := row.document(&doc, read(corpus.Document{Text: doc.Text, Published: doc.Published}))
			if listErrors {
				rep.Errors = append(rep.Errors, found...)
			}
		}
		sum.add(&row)
		row.rate()
		rep.Rows = append(rep.Rows, row)
	}
	if len(files) > 1 {
		sum.rate()
		rep.Rows = append(rep.Rows, sum)
	}
	return rep
}

// Documents is how many documents were scored.
func (r *DateReport) Documents() int {
	n := 0
	for i := range r.Rows {
		if r.Rows[i].File != sumGenre || len(r.Rows) == 1 {
			n += r.Rows[i].Documents
		}
	}
	return n
}

func (r *DateRow) document(doc *DateDoc, read []corpus.Timex) []DateFinding {
	r.Documents++
	r.Gold += len(doc.Timexes)
	r.Read += len(read)
	points := corpus.NewPoints(doc.Text)
	var found []DateFinding
	note := func(v Verdict, gold, got *corpus.Timex) {
		found = append(found, dateFinding(doc, points, v, gold, got))
	}
	taken := make([]bool, len(read))
	for i := range doc.Timexes {
		g := &doc.Timexes[i]
		weekday := weekdayAlone(g.In(doc.Text))
		r.Weekdays += one(weekday)
		k := matchTimex(g, read, taken)
		if k < 0 {
			note(Miss, g, nil)
			continue
		}
		taken[k] = true
		p := &read[k]
		r.matched++
		r.strict += one(g.Span == p.Span)
		r.sameType += one(g.Type == p.Type)
		r.sameValue += one(g.Value == p.Value)
		r.rightWeekdays += one(weekday && g.Value == p.Value)
		switch {
		case g.Value != p.Value:
			note(WrongValue, g, p)
		case g.Type != p.Type && g.Type != "":
			note(WrongType, g, p)
		}
	}
	for k := range read {
		if !taken[k] {
			note(False, nil, &read[k])
		}
	}
	return found
}

// matchTimex returns which free read expression shares most bytes with g, -1 for none.
func matchTimex(g *corpus.Timex, read []corpus.Timex, taken []bool) int {
	best, most := -1, 0
	for k := range read {
		if taken[k] {
			continue
		}
		if shared := min(g.End, read[k].End) - max(g.Start, read[k].Start); shared > most {
			best, most = k, shared
		}
	}
	return best
}

// weekdayAlone reports whether an expression is the name of a weekday and nothing else.
func weekdayAlone(text string) bool {
	switch strings.ToLower(text) {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		return true
	}
	return false
}

// contextBytes is how much text around a finding is shown, on each side.
const contextBytes = 40

func dateFinding(doc *DateDoc, points *corpus.Points, v Verdict, gold, got *corpus.Timex) DateFinding {
	shown := gold
	if shown == nil {
		shown = got
	}
	at := points.Span(shown.Span)
	return DateFinding{Document: doc.ID, Verdict: v, Start: at.Start, End: at.End, Text: oneLine(shown.In(doc.Text)),
		Gold: told(gold), Read: told(got), Context: around(doc.Text, shown.Span)}
}

// around returns s and the words around it, on one line.
func around(text string, s corpus.Span) string {
	from, to := max(0, s.Start-contextBytes), min(len(text), s.End+contextBytes)
	return oneLine(strings.ToValidUTF8(text[from:to], "")) // what is cut at the ends is no whole letter
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func told(t *corpus.Timex) string {
	if t == nil {
		return ""
	}
	return string(t.Type) + " " + t.Value
}

func (r *DateRow) add(o *DateRow) {
	r.Documents += o.Documents
	r.Gold += o.Gold
	r.Read += o.Read
	r.Weekdays += o.Weekdays
	r.matched += o.matched
	r.strict += o.strict
	r.sameType += o.sameType
	r.sameValue += o.sameValue
	r.rightWeekdays += o.rightWeekdays
}

// rate fills the rates from the counts.
func (r *DateRow) rate() {
	f1 := func(n int) float64 { return 2 * float64(n) / float64(max(1, r.Gold+r.Read)) }
	r.Precision = float64(r.matched) / float64(max(1, r.Read))
	r.Recall = float64(r.matched) / float64(max(1, r.Gold))
	r.Relaxed, r.Strict, r.Type, r.Value = f1(r.matched), f1(r.strict), f1(r.sameType), f1(r.sameValue)
	r.Weekday = float64(r.rightWeekdays) / float64(max(1, r.Weekdays))
}

// WriteText writes the report for people.
func (r DateReport) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-28s %5s %6s %6s   %5s %5s %5s   %6s %5s %5s   %8s %5s\n",
		"dates", "docs", "gold", "read", "P", "R", "F1", "strict", "type", "value", "weekdays", "right")
	for _, row := range r.Rows {
		fmt.Fprintf(&b, "%-28s %5d %6d %6d   %s %s %s   %6s %s %s   %8d %s\n", row.File, row.Documents, row.Gold, row.Read,
			rateText(row.Precision), rateText(row.Recall), rateText(row.Relaxed), rateText(row.Strict), rateText(row.Type),
			rateText(row.Value), row.Weekdays, rateText(row.Weekday))
	}
	b.WriteString("\n" + datesLegend)
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "left out: %s\n", p)
	}
	for _, e := range r.Errors {
		fmt.Fprintf(&b, "%s %s %d:%d %q gold %q read %q in %q\n", e.Verdict, e.Document, e.Start, e.End, e.Text, e.Gold, e.Read, e.Context)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

const datesLegend = `P, R and F1 of expressions of time that overlap with one of gold; strict: F1 of equal spans; type and value: F1
of those that overlap and have the same type or value (TempEval-3). weekdays: names of weekdays alone in gold, and
the share of them whose value is right.
`
