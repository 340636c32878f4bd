package score

import (
	"fmt"
	"io"
	"strings"
)

// WriteText writes the report for people.
func (r NamesReport) WriteText(w io.Writer) error {
	var b strings.Builder
	r.writeMentions(&b)
	r.writeCoreference(&b)
	b.WriteString("\n" + namesLegend)
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "left out: %s\n", p)
	}
	r.writeErrors(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

const namesLegend = `Read on the treebank's tokens with predicted tags and trees. Mentions are those of persons, organisations and
places: phrase is the whole phrase, head its head alone, name the name proper as programs for named entities
return it; typed where the type must be right too. Coreference: F1 of MUC, B3 and CEAFe on mentions that were
found, not given, with exact phrases; average is the mean of the three. "held out" are documents that no model
was trained on; scores on the others tell nothing of new texts.
`

func (r *NamesReport) writeMentions(b *strings.Builder) {
	fmt.Fprintf(b, "%-16s %-10s %5s %-9s %-6s %6s   %5s %5s %5s   %8s\n",
		"mentions", "training", "docs", "level", "match", "gold", "P", "R", "F1", "untyped")
	for i := range r.Rows {
		row := &r.Rows[i]
		for k := 0; k+1 < len(row.Mentions); k += 2 { // typed, then untyped
			m, untyped := row.Mentions[k], row.Mentions[k+1]
			fmt.Fprintf(b, "%-16s %-10s %5d %-9s %-6s %6d   %s %s %s   %8s\n", row.Genre, row.Training, row.Documents,
				m.Level, m.Match, m.Gold, rateText(m.Precision()), rateText(m.Recall()), rateText(m.F1()), rateText(untyped.F1()))
		}
	}
}

func (r *NamesReport) writeCoreference(b *strings.Builder) {
	fmt.Fprintf(b, "\n%-16s %-10s %5s %-9s %-10s %5s %5s %5s   %7s\n",
		"coreference", "training", "docs", "types", "singletons", "MUC", "B3", "CEAFe", "average")
	for i := range r.Rows {
		row := &r.Rows[i]
		for _, c := range row.Coreference {
			fmt.Fprintf(b, "%-16s %-10s %5d %-9s %-10s %s %s %s   %7s\n", row.Genre, row.Training, row.Documents,
				c.Types, inOrOut(c.Singletons), rateText(c.MUC.F1()), rateText(c.B3.F1()), rateText(c.CEAFe.F1()), rateText(c.Average()))
		}
	}
}

func inOrOut(in bool) string {
	if in {
		return "in"
	}
	return "out"
}

// errorTitles head the layers of errors.
var errorTitles = map[string]string{
	wrongKind: "Wrong kind", wrongSpan: "Wrong phrase, right head", missed: "Missed", spurious: "Spurious",
}

func (r *NamesReport) writeErrors(b *strings.Builder) {
	layer := ""
	for _, e := range r.Errors {
		if e.Layer != layer {
			layer = e.Layer
			fmt.Fprintf(b, "\n%s\n", errorTitles[layer])
		}
		e.writeMention(b)
	}
}

func (e *Confusion) writeMention(b *strings.Builder) {
	kind := e.Gold + e.Read // one of them is empty
	if e.Gold != "" && e.Read != "" {
		kind = e.Gold + " read as " + e.Read
	}
	fmt.Fprintf(b, "%6d  %s: %s\n", e.Count, kind, e.shownWords())
}
