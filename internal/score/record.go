package score

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"hearsay/corpus"
)

// Figure is a named score.
type Figure struct {
	Name  string // "statements.exact.f1"; no white space
	Value float64
}

// Figures returns the reader's figures under names that begin with prefix
// and a full stop, in a stable order: the number of documents and of gold
// statements, then precision, recall and F1 of each measure and, from the
// matches at Jaccard >= 0.5, the shares of cues, speakers, names and chains. A share
// of nothing is left out.
func (r Report) Figures(prefix string) []Figure {
	var out []Figure
	add := func(name string, v float64) { out = append(out, Figure{prefix + "." + name, v}) }
	add("documents", float64(r.Documents))
	for i, m := range r.Reader {
		if i == 0 {
			add("gold", float64(m.Gold))
		}
		add(m.Name+".precision", m.Precision())
		add(m.Name+".recall", m.Recall())
		add(m.Name+".f1", m.F1())
		if m.Name != "jaccard-0.5" {
			continue
		}
		for _, s := range []struct {
			name  string
			share Share
		}{{"cue", m.Cue}, {"speaker", m.Speaker}, {"name", m.Named}, {"chain", m.Chain}} {
			if s.share.Of > 0 {
				add(m.Name+"."+s.name, s.share.Value())
			}
		}
	}
	return out
}

// Difference is a figure that is not what was recorded.
type Difference struct {
	Name     string
	Recorded string // "" when it is not recorded
	Measured string // "" when it was not measured
}

// String says what happened to the figure: fell, rose, new, gone.
func (d Difference) String() string {
	recorded, _ := strconv.ParseFloat(d.Recorded, 64)
	measured, _ := strconv.ParseFloat(d.Measured, 64)
	switch {
	case d.Recorded == "":
		return fmt.Sprintf("%s is not recorded: measured %s", d.Name, d.Measured)
	case d.Measured == "":
		return fmt.Sprintf("%s was not measured: recorded %s", d.Name, d.Recorded)
	case measured < recorded:
		return fmt.Sprintf("%s fell from %s to %s", d.Name, d.Recorded, d.Measured)
	default:
		return fmt.Sprintf("%s rose from %s to %s and is not recorded", d.Name, d.Recorded, d.Measured)
	}
}

// CheckRecord returns where measured differs from recorded, to the three
// decimals that a record holds: falls, rises, figures that are missing on
// either side. First those of measured, in its order, then the others in
// theirs. None means that the record is up to date.
func CheckRecord(recorded, measured []Figure) []Difference {
	before := map[string]string{}
	for _, f := range recorded {
		before[f.Name] = f.value()
	}
	var out []Difference
	for _, f := range measured {
		if was := before[f.Name]; was != f.value() {
			out = append(out, Difference{Name: f.Name, Recorded: was, Measured: f.value()})
		}
		delete(before, f.Name)
	}
	for _, f := range recorded {
		if was, ok := before[f.Name]; ok {
			out = append(out, Difference{Name: f.Name, Recorded: was})
		}
	}
	return out
}

func (f Figure) value() string { return strconv.FormatFloat(f.Value, 'f', 3, 64) }

// recordHead begins a record.
const recordHead = `# Scores of the reader on the gold that ships with the project: name, value.
# A test fails when one falls, and when one rises that is not written here.
# Write today's figures with: go test ./cmd/hearsay -run Score -update
`

// WriteRecord writes figures as a record: a comment that says what it is,
// then one figure a line, its name, blanks and its value to three decimals.
func WriteRecord(w io.Writer, figures []Figure) error {
	b := bufio.NewWriter(w)
	fmt.Fprint(b, recordHead)
	width := 0
	for _, f := range figures {
		width = max(width, len(f.Name))
	}
	for _, f := range figures {
		fmt.Fprintf(b, "%-*s %s\n", width, f.Name, f.value())
	}
	return b.Flush()
}

// ReadRecord reads what [WriteRecord] writes. Empty lines and what follows a
// "#" are skipped; a line that is no figure, or a second one of the same
// name, is an error that names the line.
func ReadRecord(r io.Reader) ([]Figure, error) {
	var out []Figure
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line, _, _ := strings.Cut(lines.Text(), "#")
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		f, err := parseFigure(fields)
		if err == nil && slices.ContainsFunc(out, func(g Figure) bool { return g.Name == f.Name }) {
			err = fmt.Errorf("%s stands there twice: %w", f.Name, corpus.ErrInvalid)
		}
		if err != nil {
			return nil, fmt.Errorf("score: record line %d: %w", n, err)
		}
		out = append(out, f)
	}
	return out, lines.Err()
}

func parseFigure(fields []string) (Figure, error) {
	if len(fields) != 2 {
		return Figure{}, fmt.Errorf("%d words where a name and a value belong: %w", len(fields), corpus.ErrInvalid)
	}
	v, err := strconv.ParseFloat(fields[1], 64)
	return Figure{Name: fields[0], Value: v}, err
}
